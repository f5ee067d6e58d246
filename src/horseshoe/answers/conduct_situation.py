"""The votes on one situation: who vetoed, opposed and abstained, and what was published of it beside the count."""

from __future__ import annotations

from collections import Counter
from datetime import date

import msgspec

from horseshoe.answers.conduct_cases import Asked, SeatConduct, Vote, question, seat, vetoed, vote
from horseshoe.answers.conduct_cover import ConductCover, cover, last_day, spoken
from horseshoe.answers.findings import binds
from horseshoe.answers.questions import find_situation
from horseshoe.answers.rollcall import Cited, cite
from horseshoe.answers.standing import text_of
from horseshoe.facts.assessments import Status
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Cast, RollCall
from horseshoe.facts.record import Record
from horseshoe.facts.situations import Action, Names
from horseshoe.facts.statements import ConductClaim
from horseshoe.rules.findings import Reach

BY_HAND = (
    "Which votes belong to a situation was settled vote by vote and not by the agenda item; adopted texts are here in "
    "part only."
)


class Side(msgspec.Struct, frozen=True):
    """Noes and abstentions of one vote: of permanent members and of elected ones, by code."""

    permanent: tuple[str, ...]
    elected: tuple[str, ...]


class Viewed(msgspec.Struct, frozen=True):
    """What one assessor says of a vote."""

    assessor: str
    status: Status | None
    """``None``: it cannot tell, or says nothing."""
    why: str


class SituationVote(msgspec.Struct, frozen=True, kw_only=True):
    """One vote on the situation."""

    vote: Vote
    action: Action
    """What the draft asked for."""
    text_names: Names
    """Whether its text names the three crimes or the protection of civilians."""
    vetoed_by: tuple[str, ...]
    no: Side
    abstained: Side
    evidence: bool
    """Whether a document of a listed entity, seen and not only recalled, named a crime or warned of one by that day."""
    views: tuple[Viewed, ...]
    """Of the assessors shown, those that say something of it."""
    noes: tuple[SeatConduct, ...]
    """The noes of members that were bound by a pledge, or possibly, held against it."""


class MemberVotes(msgspec.Struct, frozen=True, kw_only=True):
    """One member's votes on the situation."""

    state: str
    name: str
    permanent: bool
    votes: int
    """Votes in which it held a seat."""
    vetoes: int
    noes: int
    """Votes against, vetoes among them."""
    abstentions: int


class SideCounts(msgspec.Struct, frozen=True):
    """Votes of permanent, or of elected, members on the situation."""

    vetoes: int
    noes: int
    """Votes against, vetoes among them."""
    abstentions: int


class CountBeside(msgspec.Struct, frozen=True, kw_only=True):
    """A published count of votes beside the one that follows from the roll calls."""

    id: str
    claimant: str
    published: str | None
    state: str
    counts: str
    """``vetoes`` or ``abstentions``."""
    since: date
    until: date
    among_vetoes_of: str | None
    """Only drafts that this state vetoed; ``None``: all."""
    claimed: int
    counted: int
    difference: int
    """Claimed less counted: below zero where more are counted."""
    roll_calls: tuple[str, ...]
    """What was counted."""
    note: str | None
    sources: tuple[str, ...]


class SituationConduct(msgspec.Struct, frozen=True, kw_only=True):
    """The votes on a situation, with the noes of supporters held against their pledges."""

    situation: str
    name: str
    states: tuple[str, ...]
    """Codes of the states concerned."""
    outside: str | None
    """Why the whole situation lies outside the three crimes, where it does."""
    on: date | None
    reach: Reach
    assessors: tuple[str, ...]
    outcomes: dict[str, int]
    """How many votes ended in which way."""
    permanent: SideCounts
    elected: SideCounts
    members: tuple[MemberVotes, ...]
    """Members that voted against or abstained, permanent ones first, then by code: not in order of number."""
    claims: tuple[CountBeside, ...]
    votes: tuple[SituationVote, ...]
    coverage: ConductCover
    sources: tuple[Cited, ...]


def of_situation(
    record: Record,
    situation: str,
    *,
    assessor: str | None = None,
    instrument: Instrument | None = None,
    on: date | None = None,
    reach: Reach = Reach.DRAFTS,
    as_known: date | None = None,
) -> SituationConduct:
    """The votes on a situation, and published counts of them.

    Args:
        record: the facts.
        situation: its key or its name.
        assessor: whose findings are shown; ``None``: everybody's, and what they come to together.
        instrument: one pledge; ``None``: both.
        on: votes and assessments up to this day, and counts published of periods that had ended by it; ``None``: all.
        reach: which votes are judged.
        as_known: with what was recorded by the end of this day.

    Raises:
        NotFound: no such situation or assessor, or the Record holds no text of a pledge.
    """
    record = record.as_known(as_known)
    about = record.situation[find_situation(record, situation)]
    asked = question(record, assessor, instrument, on, reach)
    until = last_day(record, on)
    rows = [row for row in _votes(record, about.id) if row.date <= until]
    claims = tuple(
        _beside(record, claim)
        for claim in record.conduct_claims
        if claim.situation == about.id and (on is None or claim.until <= on)
    )
    found = tuple(_vote(record, row, asked) for row in rows)
    cited = dict.fromkeys(about.source.split())
    cited.update(dict.fromkeys(source for row in rows for source in row.source.split()))
    cited.update(dict.fromkeys(source for row in rows for source in record.draft_situation[row.id].source.split()))
    held = (held for each in found for seated in each.noes for held in seated.pledges)
    cited.update(dict.fromkeys(source for each in held for source in each.sources))
    cited.update(dict.fromkeys(source for claim in claims for source in claim.sources))
    period = (rows[0].date, rows[-1].date) if rows else (until, until)
    return SituationConduct(
        situation=about.id,
        name=about.name,
        states=about.states,
        outside=about.outside,
        on=on,
        reach=reach,
        assessors=asked.shown,
        outcomes=dict(sorted(Counter(row.outcome.value for row in rows).items())),
        permanent=_side_counts(record, rows, True),
        elected=_side_counts(record, rows, False),
        members=_members(record, rows, until),
        claims=claims,
        votes=found,
        coverage=cover(record, asked.instruments, *period, reach, BY_HAND),
        sources=cite(record, cited),
    )


def _votes(record: Record, situation: str) -> tuple[RollCall, ...]:
    rows = (record.roll_call.get(row.roll_call) for row in record.draft_situations if row.situation == situation)
    return tuple(sorted((row for row in rows if row), key=lambda row: (row.date, row.id)))


def _vote(record: Record, row: RollCall, asked: Asked) -> SituationVote:
    known = record.draft_situation[row.id]
    views = (asked.views[assessor].get(row.id) for assessor in asked.shown)
    return SituationVote(
        vote=vote(record, row),
        action=known.action,
        text_names=known.text_names,
        vetoed_by=tuple(state for state in row.no if vetoed(record, row, state)),
        no=_side(record, row, row.no),
        abstained=_side(record, row, row.abstain),
        evidence=spoken(record, row),
        views=tuple(Viewed(view.assessor, view.status, view.why) for view in views if view),
        noes=tuple(
            seat(record, row, state, Cast.NO, asked)
            for state in sorted(row.no)
            if _may_be_bound(record, row, state, asked)
        ),
    )


def _may_be_bound(record: Record, row: RollCall, state: str, asked: Asked) -> bool:
    return any(
        row.date >= text_of(record, each).first_text and binds(record, each, state)(row.date) is not False
        for each in asked.instruments
    )


def _side(record: Record, row: RollCall, states: tuple[str, ...]) -> Side:
    permanent = record.permanent(row.date)
    return Side(
        tuple(sorted(state for state in states if state in permanent)),
        tuple(sorted(state for state in states if state not in permanent)),
    )


def _side_counts(record: Record, rows: list[RollCall], permanent: bool) -> SideCounts:
    def among(row: RollCall, states: tuple[str, ...]) -> int:
        return sum((state in record.permanent(row.date)) is permanent for state in states)

    return SideCounts(
        vetoes=sum(vetoed(record, row, state) for row in rows for state in row.no) if permanent else 0,
        noes=sum(among(row, row.no) for row in rows),
        abstentions=sum(among(row, row.abstain) for row in rows),
    )


def _members(record: Record, rows: list[RollCall], until: date) -> tuple[MemberVotes, ...]:
    votes = Counter(state for row in rows for _, states in row.seats() for state in states)
    noes = Counter(state for row in rows for state in row.no)
    abstentions = Counter(state for row in rows for state in row.abstain)
    vetoes = Counter(state for row in rows for state in row.no if vetoed(record, row, state))
    permanent = {state for row in rows for state in record.permanent(row.date)}
    shown = sorted(noes.keys() | abstentions.keys(), key=lambda state: (state not in permanent, state))
    return tuple(
        MemberVotes(
            state=state,
            name=record.name(state, until),
            permanent=state in permanent,
            votes=votes[state],
            vetoes=vetoes[state],
            noes=noes[state],
            abstentions=abstentions[state],
        )
        for state in shown
    )


def _beside(record: Record, claim: ConductClaim) -> CountBeside:
    """The claim beside the count: of the state's vetoes or abstentions on the situation within its period."""

    def counts(row: RollCall) -> bool:
        if not claim.since <= row.date <= claim.until:
            return False
        if claim.among_vetoes_of and not vetoed(record, row, claim.among_vetoes_of):
            return False
        return vetoed(record, row, claim.state) if claim.counts == "vetoes" else claim.state in row.abstain

    counted = tuple(row.id for row in _votes(record, claim.situation) if counts(row))
    return CountBeside(
        id=claim.id,
        claimant=claim.claimant,
        published=claim.published,
        state=claim.state,
        counts=claim.counts,
        since=claim.since,
        until=claim.until,
        among_vetoes_of=claim.among_vetoes_of,
        claimed=claim.number,
        counted=len(counted),
        difference=claim.number - len(counted),
        roll_calls=counted,
        note=claim.note,
        sources=tuple(claim.source.split()),
    )
