"""All that is known of one state: names, terms, pledges, votes, candidacies, findings, and who it votes like."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

import msgspec

from horseshoe.answers.conduct import StateConduct, of_state
from horseshoe.answers.partners import Partners, partners
from horseshoe.answers.rollcall import Cited, cite
from horseshoe.answers.statements import Statement, explanations
from horseshoe.facts.council import Term
from horseshoe.facts.elections import CandidacyStatus, SeatGroup
from horseshoe.facts.pledges import Instrument, PledgeEvidence
from horseshoe.facts.proposals import Cast
from horseshoe.facts.record import Record
from horseshoe.facts.states import GroupOn, StateKind, StateName


class SituationCasts(msgspec.Struct, frozen=True, kw_only=True):
    """A state's casts in the votes assigned to one situation."""

    situation: str
    name: str
    first: date
    last: date
    votes: int
    casts: dict[Cast, int]


class Stood(msgspec.Struct, frozen=True, kw_only=True):
    """A candidacy for a seat on the Council, with its result."""

    year: int
    group: SeatGroup
    by_election: bool
    status: CandidacyStatus
    """What became of it, as far as is known."""
    endorsed_by: str | None
    round: int | None
    """The last round in which votes for it are known; ``None``: of no round."""
    rounds: int
    """The highest number of a known round of that contest; 0: none is known."""
    votes: int | None
    """Votes that it received in that round."""
    required: int | None
    """Votes that election needed in that round, as published."""
    sources: tuple[str, ...]
    """Keys of the sources of the candidacy and of the ballot (``sources.id``)."""


class StateAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of a state."""

    state: str
    name: str
    kind: StateKind
    admitted: date | None
    ended: date | None
    group: GroupOn
    names: tuple[StateName, ...]
    """Names that it bore, in order of time."""
    terms: tuple[Term, ...]
    pledges: tuple[PledgeEvidence, ...]
    """What is known of its support for either text."""
    casts: dict[Cast, int]
    situations: tuple[SituationCasts, ...]
    candidacies: tuple[Stood, ...]
    """The newest first."""
    statements: tuple[Statement, ...]
    conduct: StateConduct
    partners: Partners
    """Who it votes like."""
    sources: tuple[Cited, ...]
    """What its pledges, candidacies, statements and findings cite."""


class CastOf(msgspec.Struct, frozen=True):
    """One vote of a state."""

    cast: Cast
    roll_call: str
    date: date


def state(record: Record, code: str, on: date) -> StateAnswer:
    """All that is known of the state with this code on ``on``.

    Raises:
        KeyError: no such state.
    """
    row = record.state[code]
    casts = Counter(each.cast for each in casts_of(record, code))
    names = sorted(
        (name for name in record.names if name.state == code and name.kind == "un"),
        key=lambda name: name.since or name.until or date.min,
    )
    pledges = tuple(row for each in Instrument for row in record.pledge_evidence(each, code))
    candidacies = _candidacies(record, code)
    statements = explanations(record, state=code)
    conduct = of_state(record, code)
    cited = [source for each in pledges for source in each.source.split()]
    cited += [source for stood in candidacies for source in stood.sources]
    cited += [source for said in statements for source in said.sources]
    cited += [source.id for source in conduct.sources]
    return StateAnswer(
        state=code,
        name=record.name(code, on),
        kind=row.kind,
        admitted=row.admitted,
        ended=row.ended,
        group=record.group(code, on),
        names=tuple(names),
        terms=tuple(sorted((term for term in record.terms if term.state == code), key=lambda term: term.start)),
        pledges=pledges,
        casts={cast: casts[cast] for cast in Cast if casts[cast]},
        situations=_situations(record, code),
        candidacies=candidacies,
        statements=statements,
        conduct=conduct,
        partners=partners(record, code),
        sources=cite(record, cited),
    )


def casts_of(record: Record, code: str) -> list[CastOf]:
    """The state's casts, in order of day."""
    key = ("answers", "casts of states")
    if key not in record.derived:
        found: dict[str, list[CastOf]] = defaultdict(list)
        for row in sorted(record.roll_calls, key=lambda row: (row.date, row.id)):
            for cast, states in row.seats():
                for each in states:
                    found[each].append(CastOf(cast, row.id, row.date))
        record.derived[key] = dict(found)
    known: dict[str, list[CastOf]] = record.derived[key]
    return known.get(code, [])


def _situations(record: Record, code: str) -> tuple[SituationCasts, ...]:
    found: dict[str, list[CastOf]] = defaultdict(list)
    for each in casts_of(record, code):
        if row := record.draft_situation.get(each.roll_call):
            found[row.situation].append(each)
    return tuple(
        SituationCasts(
            situation=situation,
            name=record.situation[situation].name,
            first=rows[0].date,
            last=rows[-1].date,
            votes=len(rows),
            casts={cast: number for cast in Cast if (number := sum(each.cast is cast for each in rows))},
        )
        for situation, rows in sorted(found.items(), key=lambda pair: record.situation[pair[0]].name.casefold())
    )


def _candidacies(record: Record, code: str) -> tuple[Stood, ...]:
    ballots = {row.id: row for row in record.ballots}
    received = [(ballots[row.ballot], row) for row in record.ballot_votes if row.state == code]
    found = []
    for candidacy in record.candidacies:
        if candidacy.state != code:
            continue
        contest = (candidacy.year, candidacy.group, candidacy.by_election)
        own = [
            (ballot, row)
            for ballot, row in received
            if (ballot.year, ballot.group, ballot.by_election) == contest and row.votes is not None
        ]
        ballot, row = max(own, key=lambda pair: pair[0].round, default=(None, None))
        found.append(
            Stood(
                year=candidacy.year,
                group=candidacy.group,
                by_election=candidacy.by_election,
                status=candidacy.status,
                endorsed_by=candidacy.endorsed_by,
                round=ballot.round if ballot else None,
                rounds=max(
                    (each.round for each in record.ballots if (each.year, each.group, each.by_election) == contest),
                    default=0,
                ),
                votes=row.votes if row else None,
                required=ballot.required if ballot else None,
                sources=tuple(dict.fromkeys((*candidacy.source.split(), *(ballot.source.split() if ballot else ())))),
            )
        )
    return tuple(sorted(found, key=lambda each: -each.year))
