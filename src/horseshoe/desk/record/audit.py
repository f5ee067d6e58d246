"""Who changed a row of the public record, when and why."""

from __future__ import annotations

from datetime import datetime

import msgspec

from horseshoe.store import database


class Entry(msgspec.Struct, frozen=True):
    """One change of a row."""

    at: datetime
    who: str
    what: str
    """``add`` or ``retract``."""
    why: str
    revision: int


def of(table: str, key: str) -> tuple[Entry, ...]:
    """Every change of a row, the newest first; a row that came with a whole import has none of its own.

    Raises:
        horseshoe.store.errors.StoreError: the store cannot be read.
    """
    from horseshoe.store.models import AuditEntry

    with database.told_as_sentences():
        rows = AuditEntry.objects.filter(table=table, key=key).order_by("-pk")
        return tuple(Entry(row.when, row.who, row.what, row.why, row.revision_id) for row in rows)
