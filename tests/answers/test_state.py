"""What is known of one state, together."""

from __future__ import annotations

from datetime import date

from horseshoe.answers.state import casts_of, state
from horseshoe.facts.proposals import Cast
from horseshoe.facts.record import Record

DAY = date(2026, 11, 22)


def test_norway_was_elected_in_2020_with_130_votes_of_128_needed(record: Record) -> None:
    stood = state(record, "NOR", DAY).candidacies
    assert (stood[0].year, stood[0].status, stood[0].votes, stood[0].required) == (2020, "elected", 130, 128)
    assert [each.year for each in stood] == sorted((each.year for each in stood), reverse=True)


def test_everything_it_cites_is_among_its_sources(record: Record) -> None:
    for code in ("FRA", "EGY", "DDR"):
        answer = state(record, code, DAY)
        known = {each.id for each in answer.sources}
        assert {source for row in answer.pledges for source in row.source.split()} <= known
        assert {source for row in answer.candidacies for source in row.sources} <= known


def test_casts_are_in_order_and_add_up(record: Record) -> None:
    rows = casts_of(record, "RUS")
    assert [row.date for row in rows] == sorted(row.date for row in rows)
    answer = state(record, "RUS", DAY)
    assert sum(answer.casts.values()) == len(rows)
    assert answer.casts[Cast.NO] == sum(row.cast is Cast.NO for row in rows)
