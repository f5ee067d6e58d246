"""Whom to lobby: who is not certain to have joined, in an order that can be read."""

from __future__ import annotations

from datetime import date

import pytest

from horseshoe.answers.lobby import Lobby, Prospect, Why, lobby
from horseshoe.answers.scorecard_method import Doubt
from horseshoe.answers.standing import Standing, support
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def asked(record: Record) -> Lobby:
    return lobby(record, Instrument.CODE, DAY)


def of(asked: Lobby, state: str) -> Prospect:
    return next(each for each in asked.states if each.state == state)


def whys(each: Prospect) -> list[Why]:
    return [one.why for one in each.reasons]


def test_the_three_permanent_members_that_have_not_joined_come_first(asked: Lobby) -> None:
    assert [each.state for each in asked.states[:3]] == ["USA", "RUS", "CHN"]
    assert {each.standing.standing for each in asked.states[:3]} == {Standing.REPORTED_NOT_JOINED}


def test_panama_sits_until_the_end_of_2026_and_spoke_at_the_launch(asked: Lobby) -> None:
    found = of(asked, "PAN")
    assert whys(found) == [Why.ON_THE_COUNCIL, Why.SPOKE_FOR_IT, Why.NEIGHBOURS]
    assert found.reasons[0].says == "On the Council, until 2026-12-31."
    assert asked.states[3] == found


def test_zimbabwe_is_elected_and_its_term_begins_on_1_january_2027(asked: Lobby) -> None:
    found = of(asked, "ZWE")
    assert whys(found)[0] is Why.INCOMING
    assert found.next is not None
    assert (found.next.not_before, found.next.doubt) == (date(2027, 1, 1), Doubt.CERTAIN)


def test_before_the_vote_zimbabwe_is_a_candidate_and_its_election_is_in_june(record: Record) -> None:
    found = of(lobby(record, Instrument.CODE, date(2026, 5, 1)), "ZWE")
    assert whys(found)[0] is Why.CANDIDATE
    assert found.next is not None
    assert (found.next.not_before, found.next.not_after) == (date(2026, 6, 1), date(2026, 6, 30))
    assert found.next.doubt is Doubt.POSSIBLE


def test_supporters_are_not_listed_and_the_press_alone_makes_nobody_certain(asked: Lobby, record: Record) -> None:
    listed = {each.state for each in asked.states}
    assert not listed & {"AUT", "PRT", "FRA", "GBR", "LIE"}
    assert Why.POSSIBLE in whys(of(asked, "ITA"))
    assert all(support(record, Instrument.CODE, state, DAY).standing is not Standing.CERTAIN for state in listed)


def test_neighbours_are_counted_in_the_regional_group(asked: Lobby) -> None:
    near = of(asked, "ITA").neighbours
    assert near is not None
    assert near.group == "Western European and other States"
    assert 0 < near.certain + near.possible < near.members


def test_a_state_without_candidacy_matters_at_the_next_election_of_its_group(asked: Lobby) -> None:
    """Eastern Europe elects in odd years, WEOG in even ones."""
    georgia, italy = of(asked, "GEO").next, of(asked, "ITA").next
    assert georgia is not None
    assert italy is not None
    assert (georgia.not_before.year, italy.not_before.year) == (2027, 2028)
    assert "no candidacy is known" in georgia.what


def test_for_the_declaration_permanent_members_lead_and_france_is_not_among_them(record: Record) -> None:
    found = lobby(record, Instrument.DECLARATION, DAY)
    assert [each.state for each in found.states[:4]] == ["CHN", "RUS", "GBR", "USA"]
    assert "permanent members alone" in found.notes[-1]


def test_the_order_and_the_coverage_are_told(asked: Lobby) -> None:
    assert asked.order
    assert asked.coverage.certain > 30
    assert any("not because it refused" in note for note in asked.notes)
    assert all(one.says for each in asked.states for one in each.reasons)
