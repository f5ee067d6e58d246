"""The tables that ship: each key that one row cites is found, and what is written has its one spelling."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest

from horseshoe.facts import datapackage
from horseshoe.facts.assessments import AssessorKind
from horseshoe.facts.evidence import CodeCrime, Entity, Strength
from horseshoe.facts.proposals import Cast, Outcome
from horseshoe.facts.record import KEYS, Record, key_of, symbol_key
from horseshoe.facts.references import CITING, REFERENCES, SEVERAL, loose_ends
from horseshoe.facts.rows import Row
from horseshoe.facts.situations import Action, SituationKind
from horseshoe.facts.states import NameKind, StateKind
from horseshoe.rules import symbols


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


def named(row: Row, column: str) -> set[str]:
    """What a cell refers to: nothing, one key, or several."""
    value = getattr(row, column)
    if column in SEVERAL:
        value = tuple((value or "").split())
    return set() if value is None else set(map(str, value if isinstance(value, tuple) else (value,)))


@pytest.mark.parametrize(("table", "column"), REFERENCES)
def test_whatever_a_column_refers_to_is_listed(record: Record, table: str, column: str) -> None:
    to_table, to_column = REFERENCES[table, column]
    listed = {str(getattr(row, to_column)) for row in rows(record, to_table)}
    assert {each for row in rows(record, table) for each in named(row, column)} - listed == set()


def test_nothing_refers_to_nothing(record: Record) -> None:
    assert list(loose_ends({table: rows(record, table) for table in KEYS})) == []
    without = {table: rows(record, table) for table in KEYS if table not in ("situations", "explanations")}
    found = {(end.table, end.column, end.to) for end in loose_ends(without)}
    assert found == {
        ("draft_situations", "situation", "situations"),
        ("evidence", "situation", "situations"),
        ("contests", "situation", "situations"),
        ("contests", "explanations", "explanations"),
        ("conduct_claims", "situation", "situations"),
        ("emergency_sessions", "situation", "situations"),
    }


def test_a_column_said_to_name_a_row_of_another_table_is_in_the_list_of_references() -> None:
    for table in CITING:
        for column in datapackage.columns(table):
            to = re.search(r"`(\w+)\.(\w+)`", column.description)
            if to and column.name != "source":
                assert REFERENCES.get((table, column.name)) == (to[1], to[2]), f"{table}.{column.name}"


def test_every_seat_in_a_roll_call_is_a_state(record: Record) -> None:
    assert {state for row in record.roll_calls for _, seats in row.seats() for state in seats} <= set(record.state)


def test_roll_calls_and_proposals_refer_to_one_another(record: Record) -> None:
    assert {row.proposal for row in record.roll_calls} == set(record.proposal)


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
    for evidence in record.evidence:
        if evidence.symbol:
            yield evidence.id, evidence.symbol


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


# -- conduct --------------------------------------------------------------------------------------


def test_situations_are_named_by_short_names(record: Record) -> None:
    assert len(record.situations) == 34
    for row in record.situations:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row.id), row.id
        assert (row.kind is SituationKind.COUNTRY) is bool(row.states), row.id
        assert row.began, "the bounds do not cross"
        if row.ended and row.began.not_before:
            assert row.ended.certainly_by(row.recorded), row.id
            assert not row.ended.certainly_by(row.began.not_before), row.id


def test_a_situation_under_way_at_a_vote_on_it_began_before(record: Record) -> None:
    """Texts on a situation follow its beginning; only thematic ones have none."""
    for row in record.draft_situations:
        situation = record.situation[row.situation]
        if situation.kind is SituationKind.COUNTRY:
            assert situation.began.possibly_by(record.roll_call[row.roll_call].date), row.roll_call


def test_whoever_failed_since_2000_has_a_situation(record: Record) -> None:
    """All 94 failed drafts that the starting facts know, and S/2026/740, which no table of situations has."""
    failed = {
        row.id
        for row in record.roll_calls
        if row.date.year >= 2000 and row.outcome in (Outcome.VETOED, Outcome.NOT_ADOPTED)
    }
    placed = {row.roll_call for row in record.draft_situations}
    assert len(failed & placed) == 94
    assert failed - placed == {"m2026d"}


def test_evidence_has_bounds_that_do_not_cross_and_none_is_of_the_future(record: Record) -> None:
    for row in record.evidence:
        assert row.when
        assert row.not_after is not None, f"{row.id}: without this bound it could never be counted"
        assert row.not_after <= row.recorded, row.id
        assert re.fullmatch(r"\d{4}(-\d{2}){0,2}", row.published), row.id
        assert row.not_before, row.id
        assert row.not_before.isoformat().startswith(row.published), row.id


def test_statements_are_not_of_the_future(record: Record) -> None:
    for row in record.explanations:
        assert row.when
        assert row.not_after is None or row.not_after <= row.recorded, row.id
        assert (row.roll_call is None) is (row.occasion is not None), row.id
        assert row.cast_stated in (None, "yes", "no", "abstain"), row.id


def test_the_crimes_are_the_three_of_the_code(record: Record) -> None:
    assert [each.value for each in CodeCrime] == ["genocide", "crimes_against_humanity", "war_crimes"]
    assert {crime for row in record.evidence for crime in row.crimes} == set(CodeCrime)
    assert {name for row in record.evidence for name in row.also_named} == {"ethnic_cleansing"}
    for row in record.evidence:
        says = (Strength.FOUND, Strength.REASONABLE_GROUNDS, Strength.MAY_AMOUNT, Strength.DENIED)
        assert not row.crimes or row.strength in (*says, Strength.RISK_WARNED), row.id
        assert row.strength is not Strength.NONE or not row.crimes, row.id
        assert row.crimes or row.strength in (Strength.NONE, Strength.RISK_WARNED, Strength.DENIED), row.id


def test_what_no_source_shows_is_marked_so_and_nothing_else_is(record: Record) -> None:
    """A row that rests on nothing but memory is `recall`; what is only recalled of another one says so in its note."""
    for table in CITING:
        for row in rows(record, table):
            if row.source == "recalled":
                assert row.confidence == "recall", key_of(table, row)
    recalled = {row.id for row in record.evidence if row.confidence == "recall"}
    assert len(recalled) == 36
    assert {row.id for row in record.explanations if row.confidence == "recall"} == set()
    assert {row.id for row in record.contests if row.confidence == "recall"} == {"C07", "C09", "C40"}
    assert {row.number for row in record.risk_factors if row.confidence == "recall"} == {3, 6, 10, 11, 13}


def test_the_words_of_the_tables_are_for_readers(record: Record) -> None:
    """No word of the makers' own; what is only recalled is called so, and `recall` is a value of one column."""
    jargon = re.compile(
        r"\b(from|is) recall\b|[\[(]recall\b|\brecall[\])]|\bdataset|\bseed\b(?!-)|\bslug\b|\brosters?\b|\w\.csv\b"
        r"|stored cop(y|ies)|\bscraped\b|\bcaptured in\b|\bassumed\b|\bconformance\b|\bPV\b(?!\.)|GCR2P|CfUNR|as above",
        re.IGNORECASE,
    )
    for table in CITING[CITING.index("situations") :]:
        for row in rows(record, table):
            for column in row.__struct_fields__:
                value = getattr(row, column)
                if isinstance(value, str) and column not in ("source", "confidence"):
                    assert not jargon.search(value), (table, key_of(table, row), value)


def test_the_framework_has_14_risk_factors_eight_of_them_common(record: Record) -> None:
    assert [row.number for row in record.risk_factors] == list(range(1, 15))
    specific = {row.number: row.crime for row in record.risk_factors if row.crime}
    assert specific == {
        9: CodeCrime.GENOCIDE,
        10: CodeCrime.GENOCIDE,
        11: CodeCrime.CRIMES_AGAINST_HUMANITY,
        12: CodeCrime.CRIMES_AGAINST_HUMANITY,
        13: CodeCrime.WAR_CRIMES,
        14: CodeCrime.WAR_CRIMES,
    }
    assert {row.number: row.indicators for row in record.risk_factors if row.indicators} == {8: 12}


def test_the_listed_noes_are_noes(record: Record) -> None:
    """77 noes on 19 drafts, none of them vetoed."""
    assert len(record.listed_noes) == 77
    assert len({row.roll_call for row in record.listed_noes}) == 19
    for row in record.listed_noes:
        vote = record.roll_call[row.roll_call]
        assert vote.casts()[row.state] is Cast.NO, (row.roll_call, row.state)
        assert vote.outcome is Outcome.NOT_ADOPTED, row.roll_call


def test_nobody_has_judged_anything_yet(record: Record) -> None:
    """Every draft starts as not assessed: what ships are two standards, and no view of a draft."""
    assert {row.id: row.kind for row in record.assessors} == dict.fromkeys(
        ("un-evidence", "text-only"), AssessorKind.STANDARD
    )
    assert (record.assessments, record.observations, record.stances) == ((), (), ())


def test_parameters_speak_the_words_of_the_tables(record: Record) -> None:
    words = {
        "entities": Entity,
        "crime_strengths": Strength,
        "risk_strengths": Strength,
        "acts": Action,
        "not_acts": Action,
    }
    for row in record.parameters:
        if row.name in words:
            assert {words[row.name](word) for word in row.value.split()}, row.name
        else:
            assert int(row.value) > 0, row.name


def test_claims_are_counted_over_a_stretch_that_ends_after_it_begins(record: Record) -> None:
    assert all(row.since <= row.until <= row.recorded for row in record.conduct_claims)
    assert {row.counts for row in record.conduct_claims} <= {"vetoes", "abstentions"}
