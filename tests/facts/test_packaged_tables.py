"""The tables that ship: each key that one row cites is found, and what is written has its one spelling."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest

from horseshoe.facts.proposals import Outcome
from horseshoe.facts.record import KEYS, Record, key_of, symbol_key
from horseshoe.facts.rows import Row
from horseshoe.facts.states import NameKind, StateKind
from horseshoe.rules import symbols

CITING = [table for table in KEYS if table not in ("sources", "retractions")]


def rows(record: Record, table: str) -> tuple[Row, ...]:
    found: tuple[Row, ...] = getattr(record, table)
    return found


# -- sources --------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", CITING)
def test_every_source_cited_is_listed(record: Record, table: str) -> None:
    cited = {(key_of(table, row), source) for row in rows(record, table) for source in row.source.split()}
    assert {each for each in cited if each[1] not in record.source} == set()
    assert all(row.source.split() for row in rows(record, table))


def test_every_source_listed_is_cited(record: Record) -> None:
    cited = {source for table in CITING for row in rows(record, table) for source in row.source.split()}
    assert set(record.source) - cited - {row.publication for row in record.corrections} == set()


@pytest.mark.parametrize("table", CITING)
def test_how_sure_a_row_is_has_four_words(record: Record, table: str) -> None:
    assert {row.confidence for row in rows(record, table)} <= {"high", "medium", "low", "recall"}


# -- keys -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["names", "groups", "terms", "presidencies", "pledges"])
def test_every_state_named_is_listed(record: Record, table: str) -> None:
    named = {getattr(row, "state") for row in rows(record, table)}  # noqa: B009
    assert named - set(record.state) == set()


def test_every_seat_in_a_roll_call_is_a_state(record: Record) -> None:
    assert {state for row in record.roll_calls for _, seats in row.seats() for state in seats} <= set(record.state)


@pytest.mark.parametrize("table", ["matters", "known_cases", "corrections"])
def test_every_roll_call_cited_is_listed(record: Record, table: str) -> None:
    cited = {getattr(row, "roll_call") for row in rows(record, table)}  # noqa: B009
    assert cited - set(record.roll_call) == set()


def test_roll_calls_and_proposals_refer_to_one_another(record: Record) -> None:
    assert {row.proposal for row in record.roll_calls} == set(record.proposal)


def test_every_correction_is_to_a_listed_publication(record: Record) -> None:
    assert {row.publication for row in record.corrections} <= set(record.source)


# -- symbols --------------------------------------------------------------------------------------


def stored_symbols(record: Record) -> Iterator[tuple[str, str]]:
    for proposal in record.proposals:
        for symbol in (proposal.symbol, *proposal.also, proposal.amends, proposal.resolution):
            if symbol:
                yield proposal.id, symbol
    for row in record.roll_calls:
        if row.meeting and row.meeting.startswith("S/"):
            yield row.id, row.meeting
    for source in record.sources:
        if source.symbol:
            yield source.id, source.symbol


def test_every_stored_symbol_is_canonical(record: Record) -> None:
    stored = set(stored_symbols(record))
    assert len(stored) > 6000
    assert {(where, symbol) for where, symbol in stored if symbols.parse(symbol).text != symbol} == set()


def test_the_index_and_the_parser_agree_on_keys(record: Record) -> None:
    stored = set(stored_symbols(record))
    assert {(where, symbol) for where, symbol in stored if symbols.parse(symbol).key != symbol_key(symbol)} == set()


def test_a_meeting_without_a_record_was_a_written_vote(record: Record) -> None:
    """In 2020 and early 2021 votes were taken by letter: a letter is cited, and there is no S/PV record."""
    others = [row for row in record.roll_calls if row.meeting and not row.meeting.startswith("S/PV.")]
    assert len(others) == 55
    for row in others:
        assert re.fullmatch(r"VTC \(no S/PV record; V\d{3}\)", row.meeting or ""), row.id
        assert date(2020, 3, 1) <= row.date <= date(2021, 6, 30), row.id


def test_a_resolution_bears_the_year_of_its_adoption(record: Record) -> None:
    for row in record.roll_calls:
        if resolution := record.proposal[row.proposal].resolution:
            assert resolution.endswith(f" ({row.date.year})"), row.id


def test_resolutions_1_to_2811_are_all_there_once(record: Record) -> None:
    numbers = sorted(
        int(row.resolution.removeprefix("S/RES/").split(" ")[0]) for row in record.proposals if row.resolution
    )
    assert numbers == [*range(1, 2812), 2817]


def test_what_became_a_resolution_was_adopted_and_nothing_else_was(record: Record) -> None:
    adopted = (Outcome.ADOPTED, Outcome.ADOPTED_WITHOUT_VOTE)
    for row in record.roll_calls:
        assert (row.outcome in adopted) is (record.proposal[row.proposal].resolution is not None), row.id


# -- the Council ----------------------------------------------------------------------------------


def test_the_council_has_eleven_or_fifteen_members_on_every_day(record: Record) -> None:
    day = date(1946, 1, 1)
    while day <= date(2027, 12, 31):
        assert len(record.council(day)) == (11 if day.year < 1966 else 15), day
        day += timedelta(1)


def test_the_seats_that_voted_are_the_seats_of_the_day(record: Record) -> None:
    for row in record.roll_calls:
        voted = sorted(state for _, seats in row.seats() for state in seats)
        assert voted == sorted(term.state for term in record.council(row.date)), row.id


def test_a_state_holds_one_seat_at_a_time(record: Record) -> None:
    for state in {term.state for term in record.terms}:
        terms = sorted((term for term in record.terms if term.state == state), key=lambda term: term.start)
        for before, after in pairwise(terms):
            assert before.end
            assert before.end < after.start, state


def test_a_member_of_the_council_was_a_member_of_the_united_nations(record: Record) -> None:
    for term in record.terms:
        state = record.state[term.state]
        assert state.admitted
        assert state.admitted <= term.start, term
        assert state.ended is None or (term.end is not None and term.end <= state.ended), term


def test_the_presidency_is_on_the_council_through_its_month(record: Record) -> None:
    for row in record.presidencies:
        year, month = map(int, row.month.split("-"))
        for day in (date(year, month, 1), date(year, month, monthrange(year, month)[1])):
            assert row.state in {term.state for term in record.council(day)}, row.month


def test_every_month_from_2001_to_2027_has_its_presidency(record: Record) -> None:
    months = [f"{year}-{month:02}" for year in range(2001, 2028) for month in range(1, 13)]
    assert [row.month for row in record.presidencies] == months


# -- states ---------------------------------------------------------------------------------------


def test_193_members_and_two_observers(record: Record) -> None:
    kinds = [state.kind for state in record.states]
    assert (kinds.count(StateKind.MEMBER), kinds.count(StateKind.OBSERVER)) == (193, 2)
    assert {state.code for state in record.states if state.kind is StateKind.HISTORIC} == {"CSK", "DDR", "YMD", "YUG"}


def test_no_state_bears_two_names_on_one_day(record: Record) -> None:
    borne = [name for name in record.names if name.kind is NameKind.UN]
    for state in {name.state for name in borne}:
        names = sorted((name for name in borne if name.state == state), key=lambda name: name.since or date.min)
        for before, after in pairwise(names):
            assert before.until
            assert after.since
            assert before.until < after.since, state
        if names[-1].until is None:
            assert names[-1].name == record.state[state].name


def test_a_name_begins_with_membership_or_later(record: Record) -> None:
    for name in record.names:
        admitted = record.state[name.state].admitted
        if name.kind is NameKind.UN and name.since and admitted:
            assert name.since >= admitted, name


def test_every_member_has_one_group_since_a_day_not_before_its_admission(record: Record) -> None:
    members = {state.code for state in record.states if state.kind is StateKind.MEMBER}
    assert members <= {row.state for row in record.groups}
    for row in record.groups:
        admitted = record.state[row.state].admitted
        assert row.since, "the bounds do not cross"
        assert row.not_before is None or admitted is None or row.not_before >= admitted, row


# -- pledges --------------------------------------------------------------------------------------


def test_evidence_has_bounds_that_do_not_cross_and_lies_in_the_past(record: Record) -> None:
    for row in record.pledges:
        assert row.when
        assert row.not_after is None or row.not_after <= row.recorded, row.id
