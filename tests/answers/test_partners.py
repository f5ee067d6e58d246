"""Who a state votes like, checked against the slow way of counting one pair."""

from __future__ import annotations

import pytest

from horseshoe.answers.partners import partners
from horseshoe.facts.record import Record
from horseshoe.forecast.agreement import agreement


@pytest.mark.parametrize("state", ["FRA", "CHN", "IND", "DDR"])
def test_every_pair_is_counted_as_if_it_were_asked_for_alone(record: Record, state: str) -> None:
    found = partners(record, state)
    for each in (*found.council[:4], *found.council[-4:]):
        alone = agreement(record, state, each.state).contested
        counts = each.contested
        assert (counts.both, counts.same, counts.opposite, counts.one_abstained) == (
            alone.both, alone.same, alone.opposite, alone.one_abstained,
        ), each.state  # fmt: skip


def test_the_german_democratic_republic_never_differed_from_the_soviet_union(record: Record) -> None:
    first = partners(record, "DDR").council[0]
    assert (first.state, first.name) == ("RUS", "Union of Soviet Socialist Republics")
    assert (first.contested.both, first.contested.same) == (27, 27)


def test_below_twenty_votes_no_share_is_given_and_they_come_last(record: Record) -> None:
    found = partners(record, "FRA")
    shares = [each.contested.share_same for each in found.council]
    known = [share for share in shares if share is not None]
    assert known == sorted(known, reverse=True)
    assert shares[: len(known)] == known
    assert all(each.contested.both < found.enough for each in found.council[len(known) :])


def test_the_counts_are_the_same_in_both_directions(record: Record) -> None:
    ours = {each.state: each.contested for each in partners(record, "GBR").council}
    theirs = {each.state: each.contested for each in partners(record, "USA").council}
    assert ours["USA"] == theirs["GBR"]


def test_chinas_two_governments_are_told(record: Record) -> None:
    assert any("A/RES/2758" in each for each in partners(record, "CHN").doubts)


def test_an_observer_has_voted_beside_nobody(record: Record) -> None:
    found = partners(record, "PSE")
    assert (found.council, found.assembly) == ((), ())
