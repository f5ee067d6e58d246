"""Vetoes: proposals vetoed and vetoes cast, counted apart."""

from __future__ import annotations

from collections import Counter
from datetime import date

import msgspec

from horseshoe.answers.rollcall import decide
from horseshoe.facts.proposals import Outcome, ProposalKind, RollCall, Tally
from horseshoe.facts.record import Record

AGENDA_CAVEAT = (
    "The text is looked for in titles, agenda items and topics; an agenda item does not identify a situation, "
    "so proposals on the same situation may be missing here and others may be among them."
)


class Veto(msgspec.Struct, frozen=True):
    """One proposal vetoed."""

    id: str
    date: date
    draft: str | None
    amends: str | None
    kind: ProposalKind | None
    meeting: str | None
    title: str | None
    agenda: str | None
    tally: Tally
    vetoed_by: tuple[str, ...]


class VetoCounts(msgspec.Struct, frozen=True):
    """What a number of vetoes can mean, each by its name."""

    proposals_vetoed: int
    """Votes on drafts, amendments and parts that a permanent member's no defeated."""
    drafts_vetoed: int
    """The same, with the votes on one draft symbol on one day taken together."""
    vetoes_cast: int
    """Permanent noes on them: two members that veto one proposal cast two."""
    by_state: dict[str, int]


class VetoCoverage(msgspec.Struct, frozen=True):
    """What the list rests on."""

    roll_calls: int
    first: date | None
    last: date | None
    notes: tuple[str, ...]


class Vetoes(msgspec.Struct, frozen=True, kw_only=True):
    """The vetoes that answer a question."""

    by: str | None
    since: date | None
    until: date | None
    about: str | None
    situation: str | None
    """Only proposals assigned to this situation (``situations.id``); ``None``: all."""
    counts: VetoCounts
    vetoes: tuple[Veto, ...]
    coverage: VetoCoverage


def vetoes(
    record: Record,
    *,
    by: str | None = None,
    since: date | None = None,
    until: date | None = None,
    about: str | None = None,
    situation: str | None = None,
    as_known: date | None = None,
) -> Vetoes:
    """Proposals vetoed, oldest first.

    Args:
        by: code of the permanent member that voted no, alone or with others.
        since: first day.
        until: last day.
        about: text looked for in title, agenda item, topic and symbol, whatever its case.
        situation: key of the situation that the proposals are assigned to.
    """
    record = record.as_known(as_known)
    span = [
        row
        for row in record.roll_calls
        if (since is None or row.date >= since) and (until is None or row.date <= until)
    ]
    span = [row for row in span if about is None or _mentions(record, row, about)]
    span = [row for row in span if situation is None or _belongs(record, row, situation)]
    found = [_veto(record, row) for row in span if row.outcome is Outcome.VETOED]
    found = sorted((veto for veto in found if by is None or by in veto.vetoed_by), key=lambda veto: veto.date)
    drafts = {(veto.draft or veto.amends or veto.id, veto.date) for veto in found}
    cast = Counter(state for veto in found for state in veto.vetoed_by)
    counts = VetoCounts(len(found), len(drafts), cast.total(), dict(cast.most_common()))
    days = [row.date for row in span]
    coverage = VetoCoverage(
        len(span), min(days, default=None), max(days, default=None), tuple(_notes(record, span, about))
    )
    return Vetoes(
        by=by,
        since=since,
        until=until,
        about=about,
        situation=situation,
        counts=counts,
        vetoes=tuple(found),
        coverage=coverage,
    )


def _veto(record: Record, row: RollCall) -> Veto:
    proposal = record.proposal[row.proposal]
    return Veto(
        row.id,
        row.date,
        proposal.symbol,
        proposal.amends,
        proposal.kind,
        row.meeting,
        proposal.title,
        proposal.agenda,
        row.tally(),
        decide(record, row).vetoed_by,
    )


def _belongs(record: Record, row: RollCall, situation: str) -> bool:
    known = record.draft_situation.get(row.id)
    return known is not None and known.situation == situation


def _mentions(record: Record, row: RollCall, text: str) -> bool:
    proposal = record.proposal[row.proposal]
    fields = (proposal.title, proposal.agenda, proposal.topic, proposal.symbol, row.meeting)
    return any(text.casefold() in field.casefold() for field in fields if field)


def _notes(record: Record, span: list[RollCall], about: str | None) -> list[str]:
    notes = ["Votes in private meetings on recommending a Secretary-General are not in the record."]
    if about:
        notes.append(AGENDA_CAVEAT)
    differing = [
        row.id
        for row in span
        if row.id in record.known_case and record.known_case[row.id].kind == "recorded_outcome_differs"
    ]
    if differing:
        notes.append(
            f"{', '.join(differing)} is recorded as lacking a majority though the rules would call it a veto; "
            "it is not counted (see horseshoe rollcall)."
        )
    return notes
