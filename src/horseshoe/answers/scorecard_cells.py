"""What stands in a cell of a scorecard: each criterion answered for one candidate, with its evidence and its doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

import msgspec

from horseshoe.answers.scorecard_method import Answer, Criterion, Doubt
from horseshoe.answers.standing import Standing, support
from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.elections import CandidacyStatus
from horseshoe.facts.pledges import Instrument, Membership
from horseshoe.facts.record import Record
from horseshoe.rules.findings import FindingKind

NOT_KNOWN = "not known here"
LATER = "stood; the result lies after this day"


class CellKind(StrEnum):
    """What a cell is."""

    FACT = "fact"
    FINDING = "finding"
    """According to the assessors that it names."""


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One criterion answered for one candidate."""

    criterion: str
    kind: CellKind = CellKind.FACT
    doubt: Doubt
    short: str
    """In a few words."""
    says: str
    """In a sentence or two."""
    items: tuple[str, ...] = ()
    """The single facts behind it, each in a line."""
    findings: dict[str, dict[FindingKind, int]] = {}
    """Assessor to how many votes came to which finding; for conduct alone."""
    evidence: tuple[str, ...] = ()
    """The rows that it rests on, as ``table:key``."""
    sources: tuple[str, ...] = ()
    """Keys of its sources, which the scorecard lists."""


class Candidature(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate as the cells need it."""

    state: str
    name: str
    year: int
    by_election: bool
    status: CandidacyStatus | None
    """``None``: what became of it lies after the day of the scorecard."""
    endorsed_by: str | None
    note: str | None
    why_not: str | None
    """Why it cannot be elected, if it cannot."""
    confidence: str
    sources: tuple[str, ...]


class Asked(msgspec.Struct, frozen=True):
    """What is asked: of which Record, for which day."""

    record: Record
    on: date
    answers: Mapping[tuple[str, str], Answer]
    """Criterion and state code to the answer in the method's file."""


Reader = Callable[[Asked, Candidature, Criterion], Cell]
"""Answers one criterion for one candidate."""


def unknown(criterion: Criterion, says: str | None = None) -> Cell:
    """The cell of a criterion of which nothing is known."""
    told = says or criterion.unknown or "Nothing in the register decides it."
    return Cell(criterion=criterion.id, doubt=Doubt.NOT_KNOWN, short=NOT_KNOWN, says=told)


# -- the candidacy -------------------------------------------------------------------------------------


def candidacy(asked: Asked, candidate: Candidature, criterion: Criterion) -> Cell:
    """What became of the candidacy by that day, with the rounds in which it was voted on."""
    record = asked.record
    ballots = {row.id: row for row in record.ballots if row.year == candidate.year and row.held <= asked.on}
    votes = [row for row in record.ballot_votes if row.state == candidate.state and row.ballot in ballots]
    votes = [row for row in votes if ballots[row.ballot].by_election == candidate.by_election]
    votes.sort(key=lambda row: (ballots[row.ballot].held, ballots[row.ballot].round))
    items = tuple(_in_round(ballots[row.ballot].round, ballots[row.ballot].held, row.votes) for row in votes)
    status = candidate.status.value.replace("_", " ") if candidate.status else LATER
    told = f"{up(status)}{' in a by-election' if candidate.by_election else ''}"
    if votes:
        last = ballots[votes[-1].ballot]
        which = f"in round {last.round}" if votes[-1].elected or len(votes) == 1 else f"after {len(votes)} known rounds"
        told = f"{told}: {which}, {last.held}"
        status = f"{status}, {last.held}"
    says = [f"{told}."]
    if candidate.endorsed_by:
        says.append(f"Endorsed by {candidate.endorsed_by}.")
    says += [each for each in (candidate.why_not, candidate.note) if each]
    cited = dict.fromkeys(candidate.sources)
    cited.update(dict.fromkeys(source for row in votes for source in row.source.split()))
    return Cell(
        criterion=criterion.id,
        doubt=Doubt.POSSIBLE if candidate.confidence == "low" else Doubt.CERTAIN,
        short=status,
        says=" ".join(says),
        items=items,
        evidence=(f"candidacies:{candidate.year}|{candidate.state}", *(f"ballots:{row.ballot}" for row in votes)),
        sources=tuple(cited),
    )


def _in_round(number: int, held: date, votes: int | None) -> str:
    return f"Round {number}, {held}: {'votes not known here' if votes is None else f'{votes} votes'}"


# -- the pledges ---------------------------------------------------------------------------------------

_DOUBT = {Standing.CERTAIN: Doubt.CERTAIN, Standing.POSSIBLE: Doubt.POSSIBLE, Standing.DISAVOWED: Doubt.CERTAIN}


def pledge(instrument: Instrument) -> Reader:
    """The reader of support for ``instrument``."""

    def read(asked: Asked, candidate: Candidature, criterion: Criterion) -> Cell:
        found = support(asked.record, instrument, candidate.state, asked.on)
        evidence = tuple(f"pledges:{each}" for each in found.evidence)
        says = f"{up(found.reason)}."
        match found.standing:
            case Standing.NOTHING_KNOWN:
                return unknown(criterion, criterion.unknown or "No evidence either way is in the register.")
            case Standing.NOT_YET_OPEN:
                doubt, short = Doubt.CERTAIN, "no text yet"
            case Standing.STATED_ONLY:
                doubt, short = Doubt.NOT_KNOWN, f"{NOT_KNOWN}; {found.short}"
            case Standing.REPORTED_NOT_JOINED:
                doubt, short = Doubt.POSSIBLE, f"possibly not; {found.short}"
            case _:
                doubt, short = _DOUBT[found.standing], found.short
        return Cell(
            criterion=criterion.id, doubt=doubt, short=short, says=says, evidence=evidence, sources=found.sources
        )

    return read


def membership(asked: Asked, candidate: Candidature, criterion: Criterion) -> Cell:
    """Membership of the groups that the criterion names."""
    rows = [row for row in asked.record.memberships if row.group in criterion.groups and row.state == candidate.state]
    if not rows:
        groups = " or ".join(criterion.groups)
        return unknown(criterion, criterion.unknown or f"Not named as a member of {groups} in the sources read.")
    told = [_belongs(row, asked.on) for row in rows]
    weight = [Doubt.CERTAIN, Doubt.POSSIBLE, Doubt.NOT_KNOWN]
    best = min((doubt for _, _, doubt in told), key=weight.index)
    cited = dict.fromkeys(source for row in rows for source in row.source.split())
    return Cell(
        criterion=criterion.id,
        doubt=best,
        short="; ".join(short for short, _, _ in told),
        says=" ".join(says for _, says, _ in told),
        evidence=tuple(f"memberships:{row.group}|{row.state}" for row in rows),
        sources=tuple(cited),
    )


def _belongs(row: Membership, on: date) -> tuple[str, str, Doubt]:
    """Membership on a day: in few words, in a sentence, and how sure it is."""
    left = DoubtfulDate(row.left_not_before, row.left_not_after) if row.left_not_before or row.left_not_after else None
    if left and left.certainly_by(on):
        return f"{row.group}: no longer", f"Left {row.group} {left}.", Doubt.CERTAIN
    if left and left.possibly_by(on):
        return f"{row.group}: possibly no longer", f"Was a member of {row.group} and left it {left}.", Doubt.POSSIBLE
    if row.joined == DoubtfulDate():
        return f"{row.group}: named", f"Named as one of {row.group}; since when is not known here.", Doubt.CERTAIN
    if row.joined.certainly_by(on):
        return f"{row.group}: yes", f"Member of {row.group}, joined {row.joined}.", Doubt.CERTAIN
    if row.joined.possibly_by(on):
        return f"{row.group}: possibly", f"Joined {row.group} {row.joined}, perhaps after this day.", Doubt.POSSIBLE
    return f"{row.group}: not yet", f"Joined {row.group} {row.joined}, after this day.", Doubt.CERTAIN


# -- what the method's file answers, and what nothing answers yet --------------------------------------------


def given(asked: Asked, candidate: Candidature, criterion: Criterion) -> Cell:
    """The answer in the method's file."""
    found = asked.answers.get((criterion.id, candidate.state))
    if found is None or (found.on and found.on > asked.on):
        return unknown(criterion)
    says = f"{found.says}{f' ({found.on})' if found.on else ''}"
    short = f"possibly; {found.says}" if found.doubt is Doubt.POSSIBLE else found.says
    return Cell(criterion=criterion.id, doubt=found.doubt, short=short.rstrip("."), says=says, sources=(found.source,))


def assembly_votes(asked: Asked, candidate: Candidature, criterion: Criterion) -> Cell:
    """Always unknown: the register has no recorded votes of the Assembly."""
    return unknown(criterion)


def up(sentence: str) -> str:
    """A sentence with its capital."""
    return f"{sentence[:1].upper()}{sentence[1:]}"
