"""Load a whole Record into the store, such as that of the packaged tables."""

from __future__ import annotations

import msgspec

from horseshoe.facts.record import Record
from horseshoe.store import fitting, writing
from horseshoe.store.log.entry import EntryKind
from horseshoe.store.snapshot import snapshot


class Counts(msgspec.Struct, frozen=True):
    """What a load brought in."""

    revision: int
    """The newest revision of the store, after the load."""
    rows: dict[str, int]
    """Table to the number of rows that were new; empty where the store had everything."""


def load(record: Record, by: str, *, why: str = "load of tables", log: EntryKind = EntryKind.LIST_IMPORTED) -> Counts:
    """Put every row of ``record`` that the store has not got into it, all of them or none.

    A second time changes nothing.

    Args:
        record: the facts, with all versions and retractions.
        by: who loads them.
        why: what for; it stands in the audit.
        log: the heading under which rows of public tables enter the log.

    Raises:
        horseshoe.store.errors.Refused: a row contradicts what the store has, recorded the same day, or refers to
            something that is in no table.
        horseshoe.store.errors.StoreError: the store cannot be written to.
    """
    writing.refuse_nameless(by, why)
    with writing.alone():
        newest = writing.newest()
        fresh = fitting.fresh(record, snapshot() if newest else Record())
        if not fresh and newest:
            return Counts(newest, {})
        revision = writing.add_whole(fresh, by=by, why=why, log=log)
        return Counts(revision, {table: len(rows) for table, rows in fresh.items()})
