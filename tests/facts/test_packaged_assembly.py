"""The tables of the Assembly, its elections and the timeline that ship: what their rows say agrees with one another."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

from horseshoe.facts.assembly import Response, Route
from horseshoe.facts.elections import CandidacyStatus
from horseshoe.facts.proposals import Matter, Outcome
from horseshoe.facts.record import Record
from horseshoe.facts.timeline import Event, OfficialCall

# -- answers to vetoes ----------------------------------------------------------------------------


def test_every_veto_since_the_resolution_has_one_answer(record: Record) -> None:
    """A/RES/76/262 was adopted on 26 April 2022."""
    vetoed = [row.id for row in record.roll_calls if row.outcome is Outcome.VETOED and row.date >= date(2022, 4, 26)]
    assert sorted(vetoed) == sorted(each for row in record.veto_answers for each in row.roll_calls)
    assert len(vetoed) == 22
    assert len(record.veto_answers) == 21


def test_the_assembly_met_after_the_veto(record: Record) -> None:
    for row in record.veto_answers:
        days = {record.roll_call[each].date for each in row.roll_calls}
        assert {row.id[:10]} == set(map(str, days)), row.id
        if row.response is Response.NOT_FOUND:
            assert (row.met_not_before, row.met_not_after) == (None, None), row.id
        else:
            assert row.met_not_before, row.id
            assert row.met_not_after, row.id
            assert max(days) < row.met_not_before <= row.met_not_after <= row.recorded, row.id
        assert row.report_on is None or max(days) <= row.report_on <= row.recorded, row.id


def test_a_session_that_answered_a_veto_is_known_to_have_met_that_day(record: Record) -> None:
    sessions = {f"ES-{row.number}": f"{row.first} {row.resumed}" for row in record.emergency_sessions}
    for row in record.veto_answers:
        assert (row.response is Response.EMERGENCY_SESSION) is (row.session in sessions), row.id
        if row.response is Response.EMERGENCY_SESSION and row.met_not_before == row.met_not_after:
            assert str(row.met_not_before) in sessions[row.session or ""], row.id


def test_emergency_sessions_follow_the_vote_that_called_them(record: Record) -> None:
    assert [row.number for row in record.emergency_sessions] == list(range(1, 12))
    for row in record.emergency_sessions:
        assert (row.route is Route.MEMBERS) is (row.requested_by is not None), row.number
        assert row.adjourned is None or row.first <= row.adjourned, row.number
        if row.roll_call:
            assert row.route is Route.COUNCIL, row.number
            assert record.matter[row.roll_call].matter is Matter.PROCEDURAL, row.number
            assert timedelta(0) <= row.first - record.roll_call[row.roll_call].date <= timedelta(1), row.number


# -- elections ------------------------------------------------------------------------------------


def test_the_figures_of_a_round_agree_with_one_another(record: Record) -> None:
    """Members present and voting cast a valid paper and did not abstain; two thirds of them are required."""
    for row in record.ballots:
        present = row.present_and_voting
        if row.papers is not None and row.invalid is not None and row.abstentions is not None:
            assert present in (None, row.papers - row.invalid - row.abstentions), row.id
        if present is not None and row.required is not None:
            assert row.required == -(-2 * present // 3), row.id
        votes = [vote for vote in record.ballot_votes if vote.ballot == row.id]
        assert len({vote.state for vote in votes}) == len(votes) > 0, row.id
        for vote in votes:
            if vote.votes is not None:
                assert row.required is None or vote.elected is (vote.votes >= row.required), (row.id, vote.state)
                assert vote.votes <= min(193, present or 193), (row.id, vote.state)
        if present is not None and row.seats is not None:
            assert sum(vote.votes or 0 for vote in votes) <= present * row.seats, row.id
        assert sum(vote.elected for vote in votes) <= (row.seats or 3), row.id


def test_rounds_are_named_by_day_group_and_number(record: Record) -> None:
    for row in record.ballots:
        assert row.id.startswith(str(row.held)), row.id
        assert row.id.endswith(f"-{row.round}"), row.id
        assert row.held.year == row.year, row.id
        assert ("-by-" in row.id) is row.by_election, row.id
        assert row.held <= row.recorded, row.id
        years = (f"{row.year + 1}-{row.year + 2}", str(row.year + 1)) if row.by_election else ()
        assert row.term in (years or (f"{row.year + 1}-{row.year + 2}",)), row.id


def test_whoever_was_elected_was_on_the_council_from_january_on(record: Record) -> None:
    """But Saudi Arabia, which declined the seat in 2013."""
    rounds = {row.id: row for row in record.ballots}
    missing = set()
    for vote in record.ballot_votes:
        year = rounds[vote.ballot].year
        if vote.elected and vote.state not in {term.state for term in record.council(date(year + 1, 1, 1))}:
            missing.add((year, vote.state))
    assert missing == {(2013, "SAU")}


def test_whoever_took_a_seat_since_2001_was_elected_in_a_round_that_is_known(record: Record) -> None:
    rounds = {row.id: row for row in record.ballots}
    elected = {(rounds[vote.ballot].year, vote.state) for vote in record.ballot_votes if vote.elected}
    for term in record.terms:
        if not term.permanent and term.start >= date(2001, 1, 1):
            assert (term.start - timedelta(1)).year in {year for year, state in elected if state == term.state}, term


def test_candidacies_end_as_the_rounds_say(record: Record) -> None:
    rounds = {row.id: row for row in record.ballots}
    elected = {
        (rounds[vote.ballot].year, vote.state, rounds[vote.ballot].by_election)
        for vote in record.ballot_votes
        if vote.elected
    }
    took = (CandidacyStatus.ELECTED, CandidacyStatus.DECLINED)
    assert {(row.year, row.state, row.by_election) for row in record.candidacies if row.status in took} == elected
    assert Counter(row.status for row in record.candidacies) == {
        CandidacyStatus.ELECTED: 136,
        CandidacyStatus.NOT_ELECTED: 25,
        CandidacyStatus.WITHDRAWN: 5,
        CandidacyStatus.DECLINED: 1,
    }


# -- the timeline ---------------------------------------------------------------------------------


def test_events_and_calls_have_bounds_that_do_not_cross_and_are_dated_as_published(record: Record) -> None:
    rows: tuple[Event | OfficialCall, ...] = (*record.events, *record.official_calls)
    for row in rows:
        if row.published is None:
            assert (row.not_before, row.not_after) == (None, None), row.id
            continue
        assert row.not_before, row.id
        assert row.not_after, row.id
        assert row.not_before <= row.not_after, row.id
        assert {str(day)[: len(row.published)] for day in (row.not_before, row.not_after)} == {row.published}, row.id
        assert row.not_before <= row.recorded, row.id


def test_events_are_named_by_short_names(record: Record) -> None:
    for row in record.events:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row.id), row.id
        assert row.id.startswith(row.published), row.id
        assert row.states == () or row.spoke is None, row.id


def test_who_made_a_statement_is_among_those_that_spoke(record: Record) -> None:
    events = {row.id: row for row in record.events}
    for row in record.event_statements:
        if row.role.startswith("delivered"):
            assert row.state in events[row.event].states, row
    assert Counter(row.role for row in record.event_statements) == {
        "delivered_statement": 10,
        "delivered_statement_of_support": 14,
        "referred_to_veto_restraint": 18,
        "spoke_or_attended": 2,
    }


def test_a_discrepancy_is_between_two_claims(record: Record) -> None:
    for row in record.discrepancies:
        assert row.claim_a != row.claim_b, row.id
        told = {*(row.source_a or "").split(), *(row.source_b or "").split()}
        assert set(row.source.split()) == told, row.id
