"""The log as a depositary tells it: numbered notifications, and proofs with what they are about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date

import msgspec

from horseshoe.facts.pledges import PledgeEvidence
from horseshoe.facts.record import Record
from horseshoe.store.log.entry import Entry
from horseshoe.store.log.tree import ConsistencyProof, InclusionProof, root


class Notification(msgspec.Struct, frozen=True):
    """One entry of the log, as a depositary notifies it."""

    number: int
    """Place in the log."""
    day: date
    """When it was entered, the day in UTC."""
    what: str
    """`registered`, `corrected`, `retracted` or `list imported`."""
    table: str
    """Table of the row that the act concerns."""
    key: str
    """Key of that row."""
    state: str | None = None
    """Code of the state."""
    name: str | None = None
    """Its name."""
    instrument: str | None = None
    """`code` or `declaration`."""
    kind: str | None = None
    """What kind of evidence it is."""
    since: str | None = None
    """Since when, with its doubt, in words."""
    not_before: date | None = None
    """Not before this day."""
    not_after: date | None = None
    """Not after this day."""
    document: str | None = None
    """Symbol of the document, else the name of its file."""
    document_sha256: str | None = None
    """SHA-256 of the document's file."""


class Notifications(msgspec.Struct, frozen=True):
    """The log at one moment."""

    size: int
    """How many entries."""
    root: str
    """Root of their tree, 64 hexadecimal digits."""
    entries: tuple[Notification, ...]
    """The entries, in their order."""
    checkpoint: str | None
    """The newest signed checkpoint."""


class ProvenEntry(msgspec.Struct, frozen=True):
    """An entry, and what shows that it is in the log."""

    entry: Entry
    """The entry, with its row as canonical JSON."""
    leaf: str
    """The bytes that are hashed, as text: JSON in UTF-8."""
    proof: InclusionProof
    """The proof, in the form of RFC 9162."""
    root: str
    """The root that it leads to, 64 hexadecimal digits."""
    checkpoint: str | None
    """The checkpoint in which that root was signed; empty if the entry is newer than the newest one."""


class ProvenGrowth(msgspec.Struct, frozen=True):
    """Two sizes of the log, and what shows that the later begins with the whole of the earlier."""

    old_root: str
    """Root at the earlier size, 64 hexadecimal digits."""
    new_root: str
    """Root at the later size."""
    proof: ConsistencyProof
    """The proof, in the form of RFC 9162."""


def notified(entries: Sequence[Entry], checkpoint: str | None, facts: Record) -> Notifications:
    """The log as notifications.

    Args:
        entries: the whole log.
        checkpoint: the newest one, passed on as it is.
        facts: where the names of states are.

    Raises:
        ValueError: an entry does not hold a row.
    """
    return Notifications(
        len(entries), root(entries).hex(), tuple(notification(entry, facts) for entry in entries), checkpoint
    )


def notification(entry: Entry, facts: Record) -> Notification:
    """One entry of the log as a depositary notifies it.

    Raises:
        ValueError: it does not hold a row.
    """
    day = entry.at.astimezone(UTC).date()
    what = entry.kind.value.replace("_", " ")
    act = entry.row
    if not isinstance(act, PledgeEvidence):
        return Notification(entry.number, day, what, entry.table, entry.key)
    return Notification(
        entry.number,
        day,
        what,
        entry.table,
        entry.key,
        state=act.state,
        name=facts.name(act.state, day) if act.state in facts.state else act.state,
        instrument=act.instrument.value,
        kind=act.kind.value,
        since=str(act.when),
        not_before=act.not_before,
        not_after=act.not_after,
        document=act.document_symbol or act.document_file,
        document_sha256=act.document_sha256,
    )
