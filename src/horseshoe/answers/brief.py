"""The brief on a draft: who sat, who voted how, why it passed or fell, who had pledged, what had to follow."""

from __future__ import annotations

from datetime import date

import msgspec

from horseshoe.answers.council import Presided, presided
from horseshoe.answers.deadline import AssemblyDeadline, assembly_deadline
from horseshoe.answers.questions import find_roll_calls
from horseshoe.answers.rollcall import Cited, RollCallAnswer, answer, cite
from horseshoe.answers.roster import KnownSupporters, Support, known_supporters, support
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Cast, Outcome, RollCall
from horseshoe.facts.record import Record
from horseshoe.rules.working_days import CalendarUnknown

NO_FINDING = (
    "A pledge beside a vote is no finding: whether the Code of Conduct or the Declaration applied to a draft is for "
    "assessors to say. What each says of this one: horseshoe conduct --draft; what was known on the day: horseshoe "
    "evidence."
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


class BriefVote(msgspec.Struct, frozen=True, kw_only=True):
    """The brief on one roll call."""

    roll_call: RollCallAnswer
    presidency: Presided | None
    seats: tuple[BriefSeat, ...]
    assembly: AssemblyDeadline | None
    """What the Assembly owed; ``None`` where nothing was vetoed or the calendar of that year is not known."""
    pledge_sources: tuple[Cited, ...]
    coverage: BriefCoverage


class Brief(msgspec.Struct, frozen=True):
    """The brief on every roll call that bears a symbol."""

    symbol: str
    votes: tuple[BriefVote, ...]


def brief(record: Record, symbol: str, *, as_known: date | None = None) -> Brief:
    """The brief on a draft, a resolution, or the roll call with this id.

    Raises:
        NotFound: no roll call bears the symbol.
        BadQuestion: neither a symbol nor an id.
    """
    record = record.as_known(as_known)
    return Brief(symbol, tuple(_vote(record, row) for row in find_roll_calls(record, symbol)))


def _vote(record: Record, row: RollCall) -> BriefVote:
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
    return BriefVote(
        roll_call=answer(record, row),
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
    )
