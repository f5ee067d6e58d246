"""The brief on a draft: who sat, who voted how, why it passed or fell, who had pledged, and what had to follow.

Beside the roll call stand the findings of each assessor, what was known on the day, and what the Assembly did.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from horseshoe.answers.conduct import DraftView, of_draft
from horseshoe.answers.conduct_cases import Vote, vote
from horseshoe.answers.conduct_cover import last_day
from horseshoe.answers.council import Presided, presided
from horseshoe.answers.deadline import AssemblyDeadline, assembly_deadline
from horseshoe.answers.docket import docket
from horseshoe.answers.docket_entry import DocketEntry
from horseshoe.answers.evidence import Document, Known, known
from horseshoe.answers.life import Life, life
from horseshoe.answers.questions import BadQuestion, NotFound, find_roll_calls
from horseshoe.answers.rollcall import Cited, RollCallAnswer, answer, cite
from horseshoe.answers.roster import KnownSupporters, Support, known_supporters, support
from horseshoe.facts.assessments import AssessorKind
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Cast, Outcome, ProposalKind, RollCall
from horseshoe.facts.record import Record, symbol_key
from horseshoe.rules import symbols
from horseshoe.rules.working_days import CalendarUnknown

NO_FINDING = (
    "A pledge beside a vote is no finding: whether the Code of Conduct or the Declaration applied to a draft is for "
    "assessors to say, and every finding is according to the one named."
)


class BriefSeat(msgspec.Struct, frozen=True):
    """One seat: its cast, and how its state stood to both pledges that day."""

    state: str
    name: str
    permanent: bool
    group: str | None
    cast: Cast
    code: Support
    declaration: Support


class BriefCoverage(msgspec.Struct, frozen=True):
    """What the brief knows and does not know."""

    casts_known: int
    casts: int
    supporters: tuple[KnownSupporters, ...]
    notes: tuple[str, ...]


class BriefAssessor(msgspec.Struct, frozen=True):
    """Whose findings the brief shows."""

    id: str
    name: str
    kind: AssessorKind


class BriefVote(msgspec.Struct, frozen=True, kw_only=True):
    """The brief on one roll call."""

    roll_call: RollCallAnswer
    presidency: Presided | None
    seats: tuple[BriefSeat, ...]
    assembly: AssemblyDeadline | None
    """What the Assembly owed; ``None`` where nothing was vetoed or the calendar of that year is not known."""
    pledge_sources: tuple[Cited, ...]
    coverage: BriefCoverage
    conduct: DraftView | None
    """Each assessor's view and finding, explanations and questions; ``None`` where no assessor or text is recorded."""
    assessors: tuple[BriefAssessor, ...]
    """The assessors that these views and findings name, in order of id."""
    known: Known
    """What was known on the day of the vote, and what came only afterwards."""
    docket: DocketEntry | None
    """What the Assembly owed and did; ``None`` where nothing was vetoed."""
    others: tuple[Vote, ...]
    """The other votes that bear the draft's symbol, such as those on its amendments, in order of the vote."""
    life: Life
    """What happened to the draft, in order of time, and what of it is not known here."""
    sources: tuple[Cited, ...]
    """Every source that this part of the brief rests on."""


class Brief(msgspec.Struct, frozen=True):
    """The brief on every roll call that bears a symbol."""

    symbol: str
    votes: tuple[BriefVote, ...]
    on: date
    """Up to this day the Assembly's answer is told."""


def brief(record: Record, symbol: str, *, on: date | None = None, as_known: date | None = None) -> Brief:
    """The brief on a draft, a resolution, or the roll call with this id.

    Args:
        record: the facts.
        symbol: a draft, a resolution, a meeting, or the id of a roll call.
        on: up to this day the Assembly's answer to a veto is told; by default up to the last vote on record.
        as_known: with what was recorded by the end of this day.

    Raises:
        NotFound: no roll call bears the symbol.
        BadQuestion: neither a symbol nor an id.
    """
    now = record.as_known(as_known)
    rows = find_roll_calls(now, symbol)
    day = max(on or last_day(now, None), *(row.date for row in rows))
    try:
        views = of_draft(now, symbol).roll_calls
    except NotFound:  # a Record without assessors, or without the text of a pledge
        views = ()
    conduct = {each.vote.roll_call: each for each in views}
    entries = _docket(record, rows, day, as_known)
    return Brief(symbol, tuple(_vote(now, row, conduct.get(row.id), entries.get(row.id)) for row in rows), day)


def main_vote(answer: Brief) -> BriefVote:
    """The vote on the draft itself, of all that bear its symbol: the last one on the whole text.

    Raises:
        BadQuestion: several texts bear it, as at a meeting; their ids are named.
    """
    votes = answer.votes
    if len(votes) == 1:
        return votes[0]
    wanted = symbols.parse(answer.symbol).key
    whole = [
        each
        for each in votes
        if each.roll_call.kind in (None, ProposalKind.DRAFT_RESOLUTION)
        and wanted in {symbol_key(named) for named in (each.roll_call.draft, each.roll_call.resolution) if named}
    ]
    if not whole:
        ids = ", ".join(each.roll_call.id for each in votes)
        raise BadQuestion(
            f"{answer.symbol} names {len(votes)} votes, and a document holds one: ask for it by its id ({ids})."
        )
    return whole[-1]


def _docket(record: Record, rows: Iterable[RollCall], day: date, as_known: date | None) -> dict[str, DocketEntry]:
    """Roll call id to its entry of the docket."""
    vetoed = [row.date for row in rows if row.outcome is Outcome.VETOED]
    if not vetoed:
        return {}
    entries = docket(record, day, since=min(vetoed), as_known=as_known).entries
    return {roll_call: entry for entry in entries for roll_call in entry.roll_calls}


def _vote(record: Record, row: RollCall, conduct: DraftView | None, entry: DocketEntry | None) -> BriefVote:
    casts = row.casts()
    seats = tuple(
        BriefSeat(
            state=term.state,
            name=record.name(term.state, row.date),
            permanent=term.permanent,
            group=record.group(term.state, row.date).group,
            cast=casts.get(term.state, Cast.UNKNOWN),
            code=support(record, Instrument.CODE, term.state, row.date),
            declaration=support(record, Instrument.DECLARATION, term.state, row.date),
        )
        for term in record.council(row.date)
    )
    notes = [NO_FINDING]
    assembly = None
    if row.outcome is Outcome.VETOED:
        try:
            assembly = assembly_deadline(record, row.date)
        except CalendarUnknown as error:
            notes.append(f"{error}.")
    cited = dict.fromkeys(
        source for seat in seats for pledge in (seat.code, seat.declaration) for source in pledge.sources
    )
    told = answer(record, row)
    evidence = known(record, row)
    draft = record.draft_situation.get(row.id)
    others = _others(record, row)
    lived = life(record, row, known=evidence, conduct=conduct, entry=entry, others=others)
    every = [
        *(each.id for each in told.sources),
        *(draft.source.split() if draft else ()),
        *_sources_of(conduct),
        *cited,
        *(source for each in documents(evidence) for source in each.sources),
        *(source for each in evidence.disagreements for source in each.sources),
        *(each.id for each in (entry.sources if entry else ())),
        *(source for step in lived.steps for source in step.sources),
    ]
    shown = {each.assessor for each in conduct.views} if conduct else set()
    if conduct:
        shown |= {each.assessor for seat in conduct.seats for held in seat.pledges for each in held.findings}
    return BriefVote(
        roll_call=told,
        presidency=presided(record, row.date),
        seats=seats,
        assembly=assembly,
        pledge_sources=cite(record, cited),
        coverage=BriefCoverage(
            casts_known=len(casts) - len(row.unknown),
            casts=len(casts),
            supporters=tuple(known_supporters(record, each, row.date) for each in Instrument),
            notes=tuple(notes),
        ),
        conduct=conduct,
        assessors=tuple(
            BriefAssessor(each, record.assessor[each].name, record.assessor[each].kind) for each in sorted(shown)
        ),
        known=evidence,
        docket=entry,
        others=others,
        life=lived,
        sources=cite(record, every),
    )


def documents(evidence: Known) -> tuple[Document, ...]:
    """Every document of what was known, whatever its part."""
    return (
        *evidence.listed,
        *evidence.outside_list,
        *evidence.after,
        *evidence.unclear,
        *evidence.recalled,
    )


def _sources_of(conduct: DraftView | None) -> Iterable[str]:
    if conduct is None:
        return ()
    rows = (conduct.views, conduct.before, conduct.explanations, conduct.questions)
    return (source for told in rows for each in told for source in each.sources)


def _others(record: Record, row: RollCall) -> tuple[Vote, ...]:
    """The other votes on the draft, its amendments and its parts."""
    proposal = record.proposal[row.proposal]
    found = {
        each.id: each
        for symbol in (proposal.symbol, proposal.amends)
        if symbol
        for each in record.by_symbol.get(symbol_key(symbol), ())
        if each.id != row.id
    }
    return tuple(vote(record, each) for each in sorted(found.values(), key=lambda each: (each.date, each.id)))
