"""What is known of a state's support for a pledge text on a day."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from horseshoe.facts.pledges import EvidenceKind, Instrument, PledgeEvidence
from horseshoe.facts.record import Record

ACTS = frozenset(
    {
        EvidenceKind.LETTER,
        EvidenceKind.NOTE_VERBALE,
        EvidenceKind.NAMED_ON_DATED_LIST,
        EvidenceKind.ANNOUNCED_BY_DEPOSITARY,
        EvidenceKind.ANNOUNCED_BY_INITIATOR,
        EvidenceKind.CO_INITIATOR,
        EvidenceKind.SELF_DECLARED_SIGNATORY,
        EvidenceKind.ANNOUNCED_JOINING,
    }
)
"""Evidence that can make support certain: it rests on the depositary, the initiator or the state itself."""

HOW = {
    EvidenceKind.LETTER: "by letter",
    EvidenceKind.NOTE_VERBALE: "by note verbale",
    EvidenceKind.NAMED_ON_DATED_LIST: "named on a dated list",
    EvidenceKind.ANNOUNCED_BY_DEPOSITARY: "announced by the depositary",
    EvidenceKind.ANNOUNCED_BY_INITIATOR: "announced by an initiator",
    EvidenceKind.CO_INITIATOR: "as one of the initiators",
    EvidenceKind.SELF_DECLARED_SIGNATORY: "says so itself",
    EvidenceKind.ANNOUNCED_JOINING: "announced it itself",
}
"""How an act of support is known, in words."""


class Standing(StrEnum):
    """How a state stands to a pledge text on a day, as far as is known here."""

    CERTAIN = "certain"
    """A list, the depositary, an initiator or the state itself shows that it had joined by that day."""
    POSSIBLE = "possible"
    """It joined, but perhaps later; or only the press names it."""
    STATED_ONLY = "stated_only"
    """It spoke in support; a statement is no act of support."""
    REPORTED_NOT_JOINED = "reported_not_joined"
    """A source reports that it had not joined by some earlier day; nothing later is known."""
    NOT_YET_OPEN = "not_yet_open"
    """The text did not exist yet."""
    NOTHING_KNOWN = "nothing_known"
    """No evidence either way; the official roster could not be read."""


class Support(msgspec.Struct, frozen=True):
    """A state's standing to one instrument on a day, with the evidence that decides it."""

    instrument: Instrument
    standing: Standing
    reason: str
    short: str
    """The same in a few words, for a cell of a table."""
    evidence: tuple[str, ...]
    """Keys of the rows of evidence that decide (``pledges.id``)."""
    sources: tuple[str, ...]


class KnownSupporters(msgspec.Struct, frozen=True):
    """How many supporters are known here by name, beside the newest published number."""

    instrument: Instrument
    certain: int
    possible: int
    claimed: int | None
    claimed_on: str | None
    claimant: str | None


def support(record: Record, instrument: Instrument, state: str, on: date) -> Support:
    """How ``state`` stands to ``instrument`` on ``on``; the Record is taken as it is."""
    if on < record.instrument[instrument].first_text:
        return _support(instrument, Standing.NOT_YET_OPEN, "the text did not exist yet", "–", [])
    rows = [row for row in record.pledge_evidence(instrument, state) if row.confidence != "recall"]
    acts = [row for row in rows if row.kind in ACTS and row.when.possibly_by(on)]
    if certain := [row for row in acts if row.when.certainly_by(on)]:
        first = min(certain, key=_latest)
        short = f"yes, by {first.not_after}"
        return _support(instrument, Standing.CERTAIN, f"joined {first.when} ({HOW[first.kind]})", short, [first])
    if acts:
        first = min(acts, key=_latest)
        reason = f"joined {first.when}, perhaps after this day ({HOW[first.kind]})"
        return _support(instrument, Standing.POSSIBLE, reason, f"possibly; by {first.not_after}", [first])
    press = [row for row in rows if row.kind is EvidenceKind.NAMED_BY_PRESS and row.when.possibly_by(on)]
    if press:
        reason = "named as a supporter by the press alone"
        return _support(instrument, Standing.POSSIBLE, reason, "possibly; press alone", press)
    stated = [row for row in rows if row.kind is EvidenceKind.SUPPORT_STATED and row.when.certainly_by(on)]
    if stated:
        first = min(stated, key=_latest)
        reason = f"spoke in support ({first.published}); no act of support known"
        return _support(instrument, Standing.STATED_ONLY, reason, f"spoke for it, {first.published}", [first])
    denied = [row for row in rows if row.kind is EvidenceKind.STATED_NOT_SIGNATORY and row.when.certainly_by(on)]
    if denied:
        last = max(denied, key=_latest)
        reason = f"reported on {last.published} as not having joined; nothing later is known"
        return _support(instrument, Standing.REPORTED_NOT_JOINED, reason, f"not by {last.published}", [last])
    return _support(instrument, Standing.NOTHING_KNOWN, "no evidence known here", "not known", [])


def known_supporters(record: Record, instrument: Instrument, on: date) -> KnownSupporters:
    """Supporters known by name on ``on``, and the newest published total not later than that day."""
    standings = [support(record, instrument, state.code, on).standing for state in record.states]
    claims = [
        claim
        for claim in record.claims
        if claim.instrument == instrument.value
        and claim.among == "all"
        and claim.not_after is not None
        and claim.not_after <= on
        and (claim.total or claim.member_states)
    ]
    newest = max(claims, key=lambda claim: claim.not_after or date.min, default=None)
    return KnownSupporters(
        instrument,
        standings.count(Standing.CERTAIN),
        standings.count(Standing.POSSIBLE),
        (newest.total or newest.member_states) if newest else None,
        newest.published if newest else None,
        newest.claimant if newest else None,
    )


def _latest(row: PledgeEvidence) -> date:
    return row.not_after or date.max


def _support(
    instrument: Instrument, standing: Standing, reason: str, short: str, rows: list[PledgeEvidence]
) -> Support:
    cited = dict.fromkeys(source for row in rows for source in row.source.split())
    return Support(instrument, standing, reason, short, tuple(row.id for row in rows), tuple(cited))
