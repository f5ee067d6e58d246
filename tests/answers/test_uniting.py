"""Uniting for Peace: the eleven sessions, and the state of a situation."""

from __future__ import annotations

from datetime import date

import pytest

from horseshoe.answers.questions import BadQuestion
from horseshoe.answers.uniting import member_states, sessions, uniting
from horseshoe.facts.proposals import Cast
from horseshoe.facts.record import Record

TODAY = date(2026, 11, 22)


def test_the_eleven_sessions(record: Record) -> None:
    answer = sessions(record, TODAY)
    assert [each.number for each in answer.sessions] == list(range(1, 12))
    assert [each.number for each in answer.sessions if each.route == "council"] == [1, 2, 3, 4, 6, 9, 11]
    assert {each.number: each.requested_by for each in answer.sessions if each.requested_by} == {
        5: "USSR",
        7: "Senegal",
        8: "Zimbabwe",
        10: "Qatar (for the Arab Group)",
    }


@pytest.mark.parametrize(
    ("number", "trigger", "tally", "required", "noes"),
    [
        (1, "S/RES/119 (1956)", "7-2-2", 7, ("FRA", "GBR")),
        (2, "S/RES/120 (1956)", "10-1-0", 7, ("RUS",)),
        (4, "S/RES/157 (1960)", "8-2-1", 7, ("RUS",)),
        (6, "S/RES/462 (1980)", "12-2-1", 9, ("RUS",)),
        (11, "S/RES/2623 (2022)", "11-1-3", 9, ("RUS",)),
    ],
)
def test_what_called_them(
    record: Record, number: int, trigger: str, tally: str, required: int, noes: tuple[str, ...]
) -> None:
    session = sessions(record, TODAY).sessions[number - 1]
    assert (session.trigger, f"{session.tally}", session.required) == (trigger, tally, required)
    assert session.permanent_noes == noes


def test_what_is_only_recalled_is_left_out(record: Record) -> None:
    assert [
        each.number for each in sessions(record, TODAY).sessions if each.route == "council" and not each.trigger
    ] == [
        3,
        9,
    ]


def test_the_veto_of_25_february_2022_came_before_the_eleventh_session(record: Record) -> None:
    eleventh = sessions(record, TODAY).sessions[-1]
    assert eleventh.vetoes_before == ("S/2022/155",)
    assert eleventh.resumed_on[0] == date(2022, 3, 23)
    assert eleventh.resumed_on[-1] == date(2025, 2, 24)


def test_sessions_up_to_a_day(record: Record) -> None:
    assert [each.number for each in sessions(record, date(1956, 11, 3)).sessions] == [1]
    assert sessions(record, date(1956, 10, 31)).sessions == ()


@pytest.mark.parametrize(("on", "members"), [("1956-11-01", 76), ("1967-06-17", 122), ("2026-11-22", 193)])
def test_members_of_the_day(record: Record, on: str, members: int) -> None:
    assert member_states(record, date.fromisoformat(on)) == members


class TestASituation:
    def test_ukraine_on_26_february_2022(self, record: Record) -> None:
        """The day after S/2022/155, the day before S/RES/2623: no session yet, both routes open."""
        answer = uniting(record, "ukraine", date(2022, 2, 26))
        assert answer.vetoes[0].proposal == "S/2022/155"
        assert answer.preconditions[0].met is True
        assert answer.sessions == ()
        assert [(each.route, each.required, each.of) for each in answer.routes[:2]] == [
            ("council", 9, 15),
            ("members", 97, 193),
        ]
        assert len(answer.in_favour) == 11
        assert answer.short_by == 0
        assert answer.to_win == ("CHN", "IND", "ARE", "RUS")

    def test_positions_of_a_whip_count_go_before_the_last_vote(self, record: Record) -> None:
        expected = {"GAB": Cast.ABSTAIN, "GHA": Cast.ABSTAIN, "KEN": Cast.NO, "IND": Cast.YES}
        answer = uniting(record, "ukraine", date(2022, 2, 26), positions=expected)
        assert (len(answer.in_favour), answer.short_by) == (9, 0)
        assert answer.to_win == ("CHN", "GAB", "GHA", "ARE", "KEN", "RUS")
        without = uniting(record, "ukraine", date(2022, 2, 26), positions=expected | {"BRA": Cast.ABSTAIN})
        assert without.short_by == 1

    def test_a_session_there_has_been_can_resume(self, record: Record) -> None:
        answer = uniting(record, "ukraine", TODAY)
        assert answer.sessions == (11,)
        assert next(each for each in answer.routes if each.route == "resume").open

    def test_the_vetoing_members_own_text_is_not_its_last_word(self, record: Record) -> None:
        seats = {each.state: each for each in uniting(record, "gaza-israel-palestine", TODAY).seats}
        assert (seats["USA"].position, seats["USA"].on) == (Cast.NO, date(2025, 9, 18))
        every = {each.state: each for each in uniting(record, "gaza-israel-palestine", TODAY, vetoed_only=False).seats}
        assert every["USA"].position is Cast.YES

    def test_a_situation_without_a_veto_shows_no_lack_of_unanimity(self, record: Record) -> None:
        answer = uniting(record, "haiti", TODAY)
        assert answer.vetoes == ()
        assert answer.preconditions[0].met is None
        assert answer.short_by == 9

    def test_before_1966_any_seven(self, record: Record) -> None:
        answer = uniting(record, "ukraine", date(1960, 1, 1))
        assert (answer.required, answer.routes[0].of) == (7, 11)


class TestBadQuestions:
    def test_a_position_without_a_seat(self, record: Record) -> None:
        with pytest.raises(BadQuestion, match="DEU had no seat"):
            uniting(record, "ukraine", date(2022, 2, 26), positions={"DEU": Cast.YES})

    @pytest.mark.parametrize("day", [date(1950, 11, 2), date(1940, 1, 1), date(2050, 1, 1)])
    def test_days_before_the_resolution_or_without_a_council(self, record: Record, day: date) -> None:
        with pytest.raises(BadQuestion):
            uniting(record, "ukraine", day)
