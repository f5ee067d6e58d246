"""Whether the Council's terms are those that follow from an election."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from horseshoe.facts.council import Term
from horseshoe.facts.elections import Ballot, BallotVote, Candidacy, CandidacyStatus, SeatGroup
from horseshoe.facts.record import Record
from horseshoe.rules import elections
from horseshoe.rules.elections import Span


class TermCheck(msgspec.Struct, frozen=True):
    """The term that follows from an election, beside the Council's."""

    state: str
    name: str
    by_election: bool
    expected: Span | None
    """``None`` where the seat was given up before the term began."""
    recorded: Span | None
    """``None`` where the Council has no such term."""
    agrees: bool
    reason: str


def staying_and_retiring(record: Record, year: int) -> tuple[frozenset[str], frozenset[str]]:
    """Codes of the elected members whose term goes on after ``year``, and of those whose term ends with it."""
    elected = [term for term in record.council(date(year, 12, 31)) if not term.permanent]
    retiring = frozenset(term.state for term in elected if term.end == date(year, 12, 31))
    return frozenset(term.state for term in elected) - retiring, retiring


def check_terms(
    record: Record,
    year: int,
    found: Sequence[Ballot],
    votes: Mapping[str, Sequence[BallotVote]],
    standing: Sequence[Candidacy],
) -> tuple[TermCheck, ...]:
    """Each state elected in ``year`` with the term that follows and the one that the Council's table has.

    A by-election of a later year that fills the rest of a term shortens it (rule 140); so does one of the same year
    after a seat was declined.

    Args:
        record: what is known.
        year: year of the election.
        found: its ballots.
        votes: ballot to the votes in it.
        standing: its candidacies.
    """
    whole = elections.term(year)
    declined = {row.state for row in standing if row.status is CandidacyStatus.DECLINED}
    by_elections = _vacancies(record, year, votes)
    checks = []
    for row in found:
        for vote in votes[row.id]:
            if not vote.elected:
                continue
            span = _by_election(row) if row.by_election else whole
            expected: Span | None = span
            reason = "The term of a by-election (rule 140)." if row.by_election else "A whole term (rule 139)."
            recorded = _recorded(record, vote.state, span)
            if vote.state in declined and not row.by_election:
                expected, reason = elections.served(whole, whole.start), "The seat was declined before the term began."
            elif not row.by_election and recorded and recorded != whole and row.group in by_elections:
                expected = elections.served(whole, by_elections[row.group])
                reason = "Given up; a by-election filled the rest of the term (rule 140)."
            checks.append(
                TermCheck(
                    state=vote.state,
                    name=record.name(vote.state, row.held),
                    by_election=row.by_election,
                    expected=expected,
                    recorded=recorded,
                    agrees=recorded == expected,
                    reason=reason if recorded == expected else f"{reason} The Council's term differs.",
                )
            )
    return tuple(checks)


def _by_election(row: Ballot) -> Span:
    """The term named on the ballot of a by-election: ``2018`` or ``2014-2015``."""
    first, _, last = (row.term or str(row.year + 1)).partition("-")
    return Span(date(int(first), 1, 1), date(int(last or first), 12, 31))


def _vacancies(record: Record, year: int, votes: Mapping[str, Sequence[BallotVote]]) -> dict[SeatGroup, date]:
    """Group to the first day of a seat of this election that a later by-election filled."""
    whole = elections.term(year)
    found = {}
    for row in record.ballots:
        if row.by_election and any(vote.elected for vote in votes[row.id]):
            span = _by_election(row)
            if whole.start < span.start and span.end == whole.end:
                found[row.group] = span.start
    return found


def _recorded(record: Record, state: str, expected: Span) -> Span | None:
    terms: list[Term] = [
        term
        for term in record.terms
        if term.state == state and not term.permanent and term.end and expected.start <= term.start <= expected.end
    ]
    return Span(terms[0].start, terms[0].end) if len(terms) == 1 and terms[0].end else None
