"""What stands behind every answer on conduct: how many failed drafts of its period are known here, and how well."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from horseshoe.answers.roster import INCOMPLETE, KnownSupporters, known_supporters
from horseshoe.answers.views import settings_on
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Outcome, ProposalKind, RollCall
from horseshoe.facts.record import Record
from horseshoe.rules.findings import Reach

LISTED = "un-evidence"
"""The standard whose dated list of entities the coverage counts by (``parameters``)."""

FAILED = (Outcome.VETOED, Outcome.NOT_ADOPTED)

NOTES = (
    "Every draft starts as not assessed: a finding rests on the assessor named and on the facts known here.",
    INCOMPLETE,
)

REACH = {
    Reach.DRAFTS: "Policy: only votes on draft resolutions in matters of substance are judged; a no on an amendment, a "
    "part, a motion or a procedural matter is shown and not judged.",
    Reach.ALL: "Policy: votes on amendments, parts, motions and procedural matters are judged like votes on drafts, "
    "which is a choice: neither text says so.",
}
"""The policy chosen, in a sentence."""


class ConductCover(msgspec.Struct, frozen=True, kw_only=True):
    """Of the draft resolutions that failed in a period: how many are known here, and how well."""

    since: date
    """First day of the period."""
    until: date
    """Last day of the period."""
    failed: int
    """Draft resolutions known here that were vetoed or not adopted in the period."""
    full_roll_calls: int
    """Of these, how many have every cast."""
    with_situation: int
    """Of these, of how many the situation is known."""
    with_evidence: int
    """Of these, on how many a document of a listed entity, seen and not only recalled, names a crime or warns of one
    and was public by the day of the vote."""
    supporters: tuple[KnownSupporters, ...]
    """How many supporters are known by name on the last day of the period, beside the newest published number."""
    notes: tuple[str, ...]


def cover(
    record: Record, instruments: Iterable[Instrument], since: date, until: date, reach: Reach, *notes: str
) -> ConductCover:
    """The coverage of an answer on a period, both days in it."""
    rows = [known for known in _failed(record) if since <= known.date <= until]
    return ConductCover(
        since=since,
        until=until,
        failed=len(rows),
        full_roll_calls=sum(known.full for known in rows),
        with_situation=sum(known.situation for known in rows),
        with_evidence=sum(known.evidence for known in rows),
        supporters=tuple(_supporters(record, each, until) for each in instruments),
        notes=(*NOTES, REACH[reach], *notes),
    )


def last_day(record: Record, on: date | None) -> date:
    """``on``, or the day of the last vote on record; 1 January 0001 in a Record without votes."""
    if on is not None:
        return on
    key = ("conduct", "last day")
    if key not in record.derived:
        record.derived[key] = max((row.date for row in record.roll_calls), default=date.min)
    found: date = record.derived[key]
    return found


class _Failed(msgspec.Struct, frozen=True, gc=False):
    date: date
    full: bool
    situation: bool
    evidence: bool


def _failed(record: Record) -> tuple[_Failed, ...]:
    key = ("conduct", "failed drafts")
    if key not in record.derived:
        record.derived[key] = tuple(
            _Failed(row.date, not row.unknown, row.id in record.draft_situation, spoken(record, row))
            for row in record.roll_calls
            if row.outcome in FAILED and record.proposal[row.proposal].kind is ProposalKind.DRAFT_RESOLUTION
        )
    found: tuple[_Failed, ...] = record.derived[key]
    return found


def spoken(record: Record, row: RollCall) -> bool:
    """Whether a listed entity is seen to have named a crime, or warned of one, by the day of the vote."""
    known = record.draft_situation.get(row.id)
    if known is None:
        return False
    settings = settings_on(record, LISTED, row.date)
    strengths = (settings.crime_strengths or frozenset()) | (settings.risk_strengths or frozenset())
    return any(
        each.confidence != "recall"
        and each.entity in (settings.entities or ())
        and each.strength in strengths
        and each.when.certainly_by(row.date)
        for each in record.evidence_on.get(known.situation, ())
    )


def _supporters(record: Record, instrument: Instrument, on: date) -> KnownSupporters:
    key = ("conduct", "supporters", instrument, on)
    if key not in record.derived:
        record.derived[key] = known_supporters(record, instrument, on)
    found: KnownSupporters = record.derived[key]
    return found
