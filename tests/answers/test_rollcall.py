"""Roll calls: outcome, reason, doubts."""

from datetime import date

import pytest

from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.answers.rollcall import rollcall
from horseshoe.facts.proposals import Cast, Matter, Outcome
from horseshoe.facts.record import Record


def test_25_february_2022_ukraine_is_vetoed_by_russia(record: Record) -> None:
    (vote,) = rollcall(record, "S/2022/155").roll_calls
    assert vote.date == date(2022, 2, 25)
    assert vote.outcome is Outcome.VETOED
    assert vote.vetoed_by == ("RUS",)
    assert vote.reason == (
        "Vetoed: 11 in favour, 1 against, 3 abstaining. The 9 votes that Article 27(3) asks for are there, but not the "
        "concurring votes of the permanent members: the Russian Federation voted no."
    )
    assert {state for state, cast in vote.casts.items() if cast is Cast.ABSTAIN} == {"CHN", "IND", "ARE"}


def test_27_february_2022_the_same_tally_is_adopted_because_the_matter_is_procedural(record: Record) -> None:
    (vote,) = rollcall(record, "S/RES/2623").roll_calls
    assert (vote.outcome, vote.procedural, f"{vote.tally}") == (Outcome.ADOPTED, True, "11-1-3")
    assert vote.vetoed_by == ()
    assert vote.ground == "convocation of an emergency special session"
    assert any(source.url == "https://press.un.org/en/2022/sc14809.doc.htm" for source in vote.sources)


def test_16_december_1955_the_charter_review_needs_any_seven_members(record: Record) -> None:
    (vote,) = rollcall(record, "S/RES/110 (1955)").roll_calls
    assert (vote.outcome, vote.matter, vote.article) == (Outcome.ADOPTED, Matter.ANY_MEMBERS, "Article 109")
    assert not vote.procedural


def test_22_june_1962_the_second_row_of_s_5134_keeps_its_doubt(record: Record) -> None:
    first, second = rollcall(record, "S/5134").roll_calls
    assert (first.outcome, first.agrees) == (Outcome.VETOED, True)
    assert (second.outcome, second.agrees, second.vetoed_by) == (Outcome.NOT_ADOPTED, False, ())
    assert second.reason.startswith("Recorded as not adopted. By the rules: Vetoed:")
    assert "probably a duplicate" in second.doubts[0]


def test_14_august_2020_two_votes_in_favour_are_no_veto_though_two_permanent_members_said_no(record: Record) -> None:
    (vote,) = rollcall(record, "S/2020/797").roll_calls
    assert (f"{vote.tally}", vote.outcome) == ("2-2-11", Outcome.NOT_ADOPTED)
    assert "is not a veto, because the proposal lacked 9 votes" in vote.reason


def test_17_september_2026_eleven_votes_not_known_by_name_still_make_a_veto(record: Record) -> None:
    answer = rollcall(record, "S/2026/740")
    (vote,) = answer.roll_calls
    assert (vote.outcome, vote.agrees, vote.vetoed_by) == (Outcome.VETOED, True, ("CHN", "RUS"))
    assert list(vote.casts.values()).count(Cast.UNKNOWN) == 13
    assert (answer.coverage.casts_known, answer.coverage.casts) == (2, 15)


def test_28_august_1947_nothing_is_known_but_the_recorded_outcome(record: Record) -> None:
    (vote,) = rollcall(record, "S/516").roll_calls
    assert vote.tally.yes is None
    assert "Cannot be decided here" in vote.reason
    assert vote.doubts


def test_22_december_2023_the_vetoed_oral_amendment_is_found_by_the_draft_it_would_change(record: Record) -> None:
    amendment, draft = sorted(rollcall(record, "S/2023/1029").roll_calls, key=lambda vote: vote.outcome, reverse=True)
    assert (amendment.outcome, amendment.amends, amendment.meeting) == (Outcome.VETOED, "S/2023/1029", "S/PV.9520")
    assert (draft.outcome, draft.resolution) == (Outcome.ADOPTED, "S/RES/2720 (2023)")


def test_13_december_1955_one_draft_voted_in_sixteen_parts(record: Record) -> None:
    assert len(rollcall(record, "S/3502").roll_calls) == 16


@pytest.mark.parametrize("spelling", ["S/RES/2720(2023)", "S/RES/2720 (2023)", "s/res/2720", " S/RES/2720 "])
def test_a_resolution_is_found_however_it_is_written(record: Record, spelling: str) -> None:
    (vote,) = rollcall(record, spelling).roll_calls
    assert vote.resolution == "S/RES/2720 (2023)"


def test_corrections_are_shown_with_what_was_published(record: Record) -> None:
    (vote,) = rollcall(record, "S/RES/2720").roll_calls
    assert {(fix.field, fix.published, fix.corrected) for fix in vote.corrections} == {
        ("cast:CHN", "abstain", "yes"),
        ("cast:RUS", "yes", "abstain"),
    }


def test_the_wrong_year_of_a_resolution_is_put_right(record: Record) -> None:
    with pytest.raises(NotFound, match=r"did you mean S/RES/2720 \(2023\)\?"):
        rollcall(record, "S/RES/2720 (2022)")


def test_a_symbol_that_nothing_bears_is_not_found(record: Record) -> None:
    with pytest.raises(NotFound, match=r"No roll call on S/2022/1555 is known here: did you mean .*S/2022/155"):
        rollcall(record, "S/2022/1555")


def test_what_is_no_symbol_is_refused(record: Record) -> None:
    with pytest.raises(BadQuestion, match="is no UN document symbol"):
        rollcall(record, "the vote on Ukraine")


def test_before_it_was_recorded_nothing_is_known(record: Record) -> None:
    with pytest.raises(NotFound):
        rollcall(record, "S/2022/155", as_known=date(2020, 1, 1))
