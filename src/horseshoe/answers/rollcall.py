"""One proposal put to the vote: who voted how, what Article 27 makes of it, and how we know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from horseshoe.answers.questions import find_roll_calls, in_sentence
from horseshoe.facts.proposals import Cast, Matter, Outcome, ProposalKind, RollCall, Tally
from horseshoe.facts.record import Record
from horseshoe.rules import charter


class Cited(msgspec.Struct, frozen=True):
    """A source as an answer cites it."""

    id: str
    title: str
    url: str | None = None
    symbol: str | None = None


class Corrected(msgspec.Struct, frozen=True):
    """A published cell that was corrected here."""

    publication: str
    field: str
    published: str
    corrected: str
    evidence: str


class RollCallAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A roll call with its outcome, the reason and the doubts."""

    id: str
    date: date
    kind: ProposalKind | None
    draft: str | None
    """Symbol of the draft, where one is known."""
    amends: str | None
    resolution: str | None
    meeting: str | None
    title: str | None
    agenda: str | None
    sponsors: str | None
    outcome: Outcome
    """The recorded outcome."""
    reason: str
    """What Article 27 makes of the casts."""
    article: str
    procedural: bool
    matter: Matter
    ground: str | None
    """Why the matter was not one of substance, where a fact says so."""
    threshold: int
    tally: Tally
    vetoed_by: tuple[str, ...]
    casts: dict[str, Cast]
    """State code to cast, in order of code."""
    agrees: bool
    """Whether the rules give the recorded outcome."""
    doubts: tuple[str, ...]
    warnings: tuple[str, ...]
    corrections: tuple[Corrected, ...]
    confidence: str
    sources: tuple[Cited, ...]


class RollCallCoverage(msgspec.Struct, frozen=True):
    """How many casts of these roll calls are known."""

    casts_known: int
    casts: int


class RollCalls(msgspec.Struct, frozen=True):
    """Every roll call that bears a symbol."""

    symbol: str
    roll_calls: tuple[RollCallAnswer, ...]
    coverage: RollCallCoverage


def rollcall(record: Record, symbol: str, *, as_known: date | None = None) -> RollCalls:
    """The roll calls on a draft or resolution, at a meeting, or the one with this id.

    Raises:
        NotFound: no roll call bears the symbol.
        BadQuestion: neither a symbol nor an id.
    """
    record = record.as_known(as_known)
    rows = find_roll_calls(record, symbol)
    casts = sum(len(states) for row in rows for _, states in row.seats())
    unknown = sum(len(row.unknown) for row in rows)
    return RollCalls(symbol, tuple(answer(record, row) for row in rows), RollCallCoverage(casts - unknown, casts))


def decide(record: Record, row: RollCall) -> charter.Decision:
    """What the Charter makes of a roll call in the Record.

    Raises:
        CharterError: the row does not hold one cast a seat; ``horseshoe verify`` finds such rows.
    """
    fact = record.matter.get(row.id)
    casts = row.casts()
    return charter.decide(
        row.date,
        casts,
        record.permanent(row.date),
        matter=fact.matter if fact else Matter.SUBSTANTIVE,
        stated=row.tally() if row.unknown else None,
        names={state: in_sentence(record.name(state, row.date)) for state in record.permanent(row.date)},
    )


def answer(record: Record, row: RollCall) -> RollCallAnswer:
    """One roll call of the Record as an answer."""
    proposal = record.proposal[row.proposal]
    decision = decide(record, row)
    fact = record.matter.get(row.id)
    agrees = decision.outcome is row.outcome
    cited = dict.fromkeys(f"{row.source} {proposal.source} {fact.source if fact else ''}".split())
    return RollCallAnswer(
        id=row.id,
        date=row.date,
        kind=proposal.kind,
        draft=proposal.symbol,
        amends=proposal.amends,
        resolution=proposal.resolution,
        meeting=row.meeting,
        title=proposal.title,
        agenda=proposal.agenda,
        sponsors=proposal.sponsors,
        outcome=row.outcome,
        reason=decision.reason if agrees else f"Recorded as {_words(row.outcome)}. By the rules: {decision.reason}",
        article=decision.article,
        procedural=decision.matter is Matter.PROCEDURAL,
        matter=decision.matter,
        ground=fact.ground if fact else None,
        threshold=decision.threshold,
        tally=decision.tally,
        vetoed_by=decision.vetoed_by if row.outcome is Outcome.VETOED else (),
        casts=dict(sorted(row.casts().items())),
        agrees=agrees,
        doubts=_doubts(record, row, agrees),
        warnings=decision.warnings,
        corrections=tuple(
            Corrected(each.publication, each.field, each.published, each.corrected, each.evidence)
            for each in record.corrections_of.get(row.id, ())
        ),
        confidence=row.confidence,
        sources=cite(record, cited),
    )


def cite(record: Record, ids: Iterable[str]) -> tuple[Cited, ...]:
    """Sources by id, each once and in order, as an answer cites them.

    An id that the Record has no source for is passed over; :mod:`horseshoe.answers.verify` reports it.
    """
    rows = (record.source.get(each) for each in dict.fromkeys(ids))
    return tuple(Cited(row.id, row.title, row.url, row.symbol) for row in rows if row)


_GOVERNED = {
    Matter.PROCEDURAL: "Held to be procedural",
    Matter.ANY_MEMBERS: "Any members' votes suffice",
    Matter.SUBSTANTIVE: "Held not to be procedural",
}


def _words(outcome: Outcome) -> str:
    return outcome.value.replace("_", " ")


def _doubts(record: Record, row: RollCall, agrees: bool) -> tuple[str, ...]:
    doubts = []
    if known := record.known_case.get(row.id):
        doubts.append(known.explanation)
    elif not agrees:
        doubts.append("The rules do not give the recorded outcome, and no fact here says why.")
    fact = record.matter.get(row.id)
    if fact:
        doubts.append(f"{_GOVERNED[fact.matter]} ({fact.ground}). {fact.evidence}")
    if row.note:
        doubts.append(row.note[0].upper() + row.note[1:].rstrip(".") + ".")
    return tuple(doubts)
