"""What states said: S/2014/348 (22 May 2014, Syria), of which France spoke in the Council and from Paris."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from horseshoe.answers.questions import NotFound
from horseshoe.answers.statements import Setting, explanations, stances, statements, votes_on
from horseshoe.facts.proposals import Cast
from horseshoe.facts.record import Record
from horseshoe.facts.statements import Said, Stance, Voice


def stance(id_: str, phase: str, day: date | None, draft: str = "S/2014/348", state: str = "TCD") -> Stance:
    return Stance(
        id=id_,
        draft=draft,
        state=state,
        phase=phase,
        stance="undecided",
        voice=Voice.MISSION,
        not_before=day,
        not_after=day,
        says="Supposed for a test.",
        source="sciences-po",
        recorded=date(2026, 11, 22),
    )


def test_what_was_said_of_a_draft_with_who_and_where(record: Record) -> None:
    answer = statements(record, symbol="S/2014/348")
    assert answer.roll_calls == ("bd2476",)
    of_france = [each for each in answer.statements if each.state == "FRA"]
    assert [(each.id, each.setting, each.voice, each.cast) for each in of_france] == [
        ("X037", Setting.COUNCIL, Voice.MISSION, Cast.YES),
        ("X038", Setting.CAPITAL, Voice.CAPITAL, Cast.YES),
    ]
    assert {source.id for source in answer.sources} >= {key for each in of_france for key in each.sources}


def test_the_debate_in_the_assembly_is_told_from_the_meeting(record: Record) -> None:
    [debate] = [each for each in explanations(record, state="RUS", roll_call="bd3145") if each.kind == "ga_debate"]
    assert (debate.setting, debate.voice) == (Setting.ASSEMBLY, Voice.MISSION)


def test_not_seen_is_not_no(record: Record) -> None:
    told = {each.invokes_code: each.code for each in explanations(record)}
    assert told == {
        Said.YES: "It invokes the Code.",
        Said.NO: "It does not invoke the Code.",
        Said.NOT_SEEN: "It was not seen to invoke the Code; parts of it may not have been read.",
    }


def test_everything_a_state_said_in_order_of_date(record: Record) -> None:
    told = statements(record, "Estonia").statements
    assert {each.state for each in told} == {"EST"}
    assert [each.id for each in told][:2] == ["X140", "X143"]
    days = [each.when.not_after for each in told if each.when.not_after]
    assert days == sorted(days)
    assert len(told) == sum(row.state == "EST" for row in record.explanations)


def test_how_many_noes_are_explained_here(record: Record) -> None:
    """S/2023/772 (16 October 2023): France, Japan, the United Kingdom and the United States voted no."""
    cover = statements(record, symbol="S/2023/772").coverage
    assert (cover.noes, cover.noes_explained) == (4, 4)
    of_spain = statements(record, "ESP").coverage
    assert of_spain.noes_explained < of_spain.noes


class TestStances:
    def test_stand_in_order_of_phase_and_date(self, record: Record) -> None:
        told = msgspec.structs.replace(
            record,
            stances=(
                stance("d", "blue", date(2014, 5, 21)),
                stance("c", "silence", None),
                stance("b", "negotiation", date(2014, 5, 19)),
                stance("a", "negotiation", date(2014, 5, 12)),
                stance("e", "consultations", date(2014, 5, 20)),
            ),
        )
        answer = statements(told, symbol="S/2014/348")
        assert [each.id for each in answer.before] == ["e", "a", "b", "c", "d"]
        assert [each.id for each in statements(told, "TCD").before] == ["e", "a", "b", "c", "d"]
        assert statements(told, "FRA").before == ()

    def test_are_of_a_draft_by_its_symbol_and_not_of_one_with_the_same_title(self, record: Record) -> None:
        title = record.proposal["bd2476"].title
        assert title
        told = msgspec.structs.replace(
            record, stances=(stance("by-title", "consultations", None, title), stance("by-symbol", "blue", None))
        )
        assert [each.id for each in stances(told, roll_call="bd2476")] == ["by-symbol"]
        assert {each.id: each.roll_calls for each in stances(told)} == {"by-title": (), "by-symbol": ("bd2476",)}

    def test_on_an_amended_draft_are_not_of_its_amendments(self, record: Record) -> None:
        amended = [row for row in record.proposals if row.amends and record.by_symbol.get(row.amends.upper())]
        assert amended
        for row in amended:
            assert row.amends
            assert all(record.proposal[vote.proposal].amends is None for vote in votes_on(record, row.amends))


def test_an_unknown_draft_is_no_answer(record: Record) -> None:
    with pytest.raises(NotFound, match="No roll call on S/2099/1 is known here"):
        statements(record, symbol="S/2099/1")


def test_statements_recorded_later_are_left_out(record: Record) -> None:
    assert statements(record, "FRA", as_known=date(2026, 11, 22)).statements
    assert not record.as_known(date(2020, 1, 1)).explanations
