"""The elections from year to year, and what their candidates pledged."""

from __future__ import annotations

import datetime

import pytest

from horseshoe.answers.elections import elections, next_year, with_pledges
from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.answers.scorecard import scorecard
from horseshoe.answers.scorecard_method import WrongMethod, leave_out, published
from horseshoe.answers.timeline import Kind, timeline
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record

DAY = datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("on", "year"),
    [
        (datetime.date(2026, 6, 3), 2026),  # the day of the vote
        (datetime.date(2026, 6, 4), 2027),
        (datetime.date(2010, 8, 1), 2010),  # held in October then
        (datetime.date(2027, 6, 30), 2027),  # no ballot of 2027 is known
        (datetime.date(2027, 7, 1), 2028),
    ],
)
def test_the_next_election_of_a_day(record: Record, on: datetime.date, year: int) -> None:
    assert next_year(record, on) == year


def test_the_elections_as_of_a_day(record: Record) -> None:
    answer = elections(record, DAY)
    assert (answer.next.year, answer.next.contests) == (2027, ())
    assert [each.year for each in answer.coming] == [2027, 2028, 2029, 2030, 2031]
    assert [each.year for each in answer.held] == list(range(2026, 1999, -1))
    assert all(each.places == 5 for each in answer.held)


def test_contests_with_more_candidates_than_places(record: Record) -> None:
    """2026: Austria, Germany and Portugal for two seats; 2025: nobody against anybody."""
    held = {each.year: each for each in elections(record, DAY).held}
    assert [each.group.name for each in held[2026].contests if each.contested] == ["AFRICA_AND_ASIA_PACIFIC", "WEOG"]
    assert not [each for each in held[2025].contests if each.contested]
    assert max(each.rounds for each in held[2006].contests) == 48


def test_pledges_on_the_day_of_the_vote_and_now(record: Record) -> None:
    found = {each.state: each for each in with_pledges(record, 2026, DAY).pledges}
    assert found["DEU"].then[Instrument.CODE].standing == "certain"
    assert found["KGZ"].now[Instrument.CODE].standing == "nothing_known"
    assert with_pledges(record, 2027, DAY).pledges == ()
    assert with_pledges(record, 2026, datetime.date(2026, 1, 1)).pledges[0].then == {}
    with pytest.raises(BadQuestion, match="carried no further than 2046"):
        with_pledges(record, 2047, DAY)


def test_a_scorecard_without_a_candidate_says_who_is_left_out(record: Record) -> None:
    card = scorecard(record, 2026, DAY, without=["DEU"])
    assert [each.state for each in card.candidates] == ["KGZ", "PHL", "ZWE", "TTO", "AUT", "PRT"]
    assert "Left out by whoever asked: Germany." in card.coverage.notes
    everybody = [each.state for each in scorecard(record, 2026, DAY).candidates]
    with pytest.raises(NotFound, match="No candidate"):
        scorecard(record, 2026, DAY, without=everybody)
    assert scorecard(record, 2027, DAY, empty=True).candidates == ()


def test_criteria_are_left_out_by_name(record: Record) -> None:
    assert leave_out(published(), ()) == published()
    less = leave_out(published(), ["friends", "veto_initiative"])
    assert len(less.criteria) == len(published().criteria) - 2
    assert not [each for each in less.answers if each.criterion == "veto_initiative"]
    assert (less.note or "").endswith("Left out by whoever asked: Group of Friends of R2P; Co-sponsored A/RES/76/262.")
    with pytest.raises(WrongMethod, match="no criterion of this method"):
        leave_out(published(), ["grade"])
    with pytest.raises(WrongMethod, match="nothing is asked"):
        leave_out(published(), [each.id for each in published().criteria])


def test_the_timeline_of_one_kind(record: Record) -> None:
    answer = timeline(record, kind=Kind.CALL)
    assert {each.kind for each in answer.entries} == {Kind.CALL}
    assert answer.kind is Kind.CALL
    assert answer.differing == ()
    assert sum(len(timeline(record, kind=each).entries) for each in Kind) == len(timeline(record).entries)
