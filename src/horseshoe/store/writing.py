"""Write to the store: each change is one transaction with its revision, its audit and its log entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

import msgspec

from horseshoe.facts.record import Record, key_of
from horseshoe.facts.sources import Retraction
from horseshoe.store import columns, database, fitting
from horseshoe.store.errors import Refused
from horseshoe.store.log.entry import EntryKind, entry_for
from horseshoe.store.snapshot import snapshot, wrote

PUBLIC = ("pledges",)
"""The tables whose rows are public acts: a change of one is an entry of the log."""


class Change(msgspec.Struct, frozen=True):
    """One change in the making: its revision, and what each of its entries says."""

    revision: int
    at: datetime
    by: str
    why: str


@contextmanager
def alone() -> Iterator[None]:
    """A transaction that no other writer shares: what is read within stays true until it ends. Readers go on.

    Raises:
        horseshoe.store.errors.Busy: another writer did not finish in time.
    """
    from django.db import connection, transaction

    with database.told_as_sentences(), transaction.atomic():
        if connection.vendor == "postgresql":  # SQLite's transactions are set to begin with its lock
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE revisions IN EXCLUSIVE MODE")
        yield


def add(rows: Record, *, by: str, why: str, log: EntryKind | None = None, at: datetime | None = None) -> int:
    """Put rows into the store, all of them or none, and give the number of the newest revision.

    A row that the store has already, equal in every field, is passed over; where that holds for all, nothing is
    written and the revision stays.

    Args:
        rows: new facts, new versions of known ones (recorded on another day), and retractions.
        by: who writes.
        why: what for; it stands in the audit.
        log: the heading under which rows of public tables enter the log; else a new row is ``REGISTERED`` and a new
            version of a known one ``CORRECTED``. A retraction is always ``RETRACTED``.
        at: when it was recorded; else now.

    Raises:
        Refused: a row contradicts a version recorded the same day, is recorded before the one in force, refers to
            something that the store has not got, or cannot be kept; or nobody and no reason is named.
        horseshoe.store.errors.StoreError: the store cannot be written to.
    """
    refuse_nameless(by, why)
    snapshot()  # others write on while it is built
    with alone():
        known = snapshot()
        fresh = fitting.fresh(rows, known)
        if not fresh:
            return newest()
        fitting.refuse_overtaken(fresh, known)
        change = _change(by, why, at)
        for table, new in fresh.items():
            columns.insert(table, new, [change.revision] * len(new))
        _audit(change, _touched(fresh))
        _log(change, _public(fresh, known, log))
        wrote(change.revision, change.at, known, fresh)
        return change.revision


def retract(table: str, key: str, *, by: str, why: str, at: datetime | None = None) -> int:
    """Withdraw the row ``key`` of ``table`` from now on, and give the number of the new revision. The row itself stays.

    Args:
        table: the table of the row.
        key: its key, parts of a longer one separated by ``|``.
        by: who withdraws it.
        why: why, in a sentence.
        at: when it was withdrawn; else now.

    Raises:
        Refused: there is no such row, or it is withdrawn already, or it was recorded on a later day.
        horseshoe.store.errors.StoreError: the store cannot be written to.
    """
    refuse_nameless(by, why)
    moment = (at or columns.now()).astimezone(UTC)
    snapshot()
    with alone():
        known = snapshot()
        fitting.refuse_unless_current(table, key, known, moment.date())
        row = Retraction(table=table, key=key, at=moment, by=by, why=why)
        return add(Record(retractions=(row,)), by=by, why=why, at=moment)


def add_whole(rows: Mapping[str, tuple[Any, ...]], *, by: str, why: str, log: EntryKind) -> int:
    """Put rows that were found to fit into the store, with one audit entry a table; inside ``alone``."""
    known = snapshot() if newest() else Record()
    change = _change(by, why, None)
    for table, new in rows.items():
        columns.insert(table, new, [change.revision] * len(new))
    _audit(change, [("load", table, "") for table in rows])
    _log(change, _public(rows, known, log))
    return change.revision


def audit_restore(by: str, what: str) -> None:
    """Write into the audit who restored a backup, and which; inside ``alone``."""
    change = Change(newest(), columns.now(), by, what)
    _audit(change, [("restore", "", "")])


def refuse_nameless(by: str, why: str) -> None:
    """Refuse a change of which nobody could say whose it was, or what for.

    Raises:
        Refused: no name or no reason is given.
    """
    if not by.strip():
        raise Refused("Nobody is named who writes: the audit needs a name.")
    if not why.strip():
        raise Refused("No reason is given: the audit needs one.")


def _change(by: str, why: str, at: datetime | None) -> Change:
    from horseshoe.store.models import Revision

    moment = (at or columns.now()).astimezone(UTC)
    number = newest() + 1
    Revision.objects.create(number=number, at=moment, by=by, why=why)
    return Change(number, moment, by, why)


def newest() -> int:
    """The number of the newest revision, 0 where there is none yet; read under ``alone``, it stays so."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT max(number) FROM revisions")
        return int(cursor.fetchone()[0] or 0)


def _touched(rows: Mapping[str, tuple[Any, ...]]) -> Iterator[tuple[str, str, str]]:
    """What was done to which row, as the audit says it."""
    for table, new in rows.items():
        for row in new:
            if isinstance(row, Retraction):
                yield "retract", row.table, row.key
            else:
                yield "add", table, key_of(table, row)


def _audit(change: Change, touched: Iterable[tuple[str, str, str]]) -> None:
    from horseshoe.store.models import AuditEntry

    AuditEntry.objects.bulk_create(
        [
            AuditEntry(
                revision_id=change.revision,
                who=change.by,
                when=change.at,
                what=what,
                why=change.why,
                table=table,
                key=key,
            )
            for what, table, key in touched
        ],
        batch_size=columns.BATCH,
    )


def _public(
    rows: Mapping[str, tuple[Any, ...]], known: Record, log: EntryKind | None
) -> Iterator[tuple[EntryKind, str, Any]]:
    """What enters the log: the heading, the table, and the row; of a row withdrawn, the version that was in force."""
    for table in PUBLIC:
        keys = {key_of(table, row) for row in getattr(known, table)}
        for row in rows.get(table, ()):
            yield log or (EntryKind.CORRECTED if key_of(table, row) in keys else EntryKind.REGISTERED), table, row
    for retraction in rows.get("retractions", ()):
        if retraction.table in PUBLIC:
            versions = [*getattr(known, retraction.table), *rows.get(retraction.table, ())]
            of_the_key = (row for row in versions if key_of(retraction.table, row) == retraction.key)
            yield EntryKind.RETRACTED, retraction.table, max(of_the_key, key=attrgetter("recorded"))


def _log(change: Change, acts: Iterator[tuple[EntryKind, str, Any]]) -> None:
    from horseshoe.store.models import LogEntry

    told = list(acts)
    if not told:
        return
    last = LogEntry.objects.order_by("-number").values_list("number", "at").first()
    number, at = (last[0], max(last[1], change.at)) if last else (0, change.at)
    entries = [entry_for(place, at, kind, table, row) for place, (kind, table, row) in enumerate(told, number + 1)]
    LogEntry.objects.bulk_create(
        [
            LogEntry(
                number=entry.number,
                revision_id=change.revision,
                at=entry.at,
                kind=entry.kind.value,
                table=entry.table,
                key=entry.key,
                body=entry.body,
            )
            for entry in entries
        ],
        batch_size=columns.BATCH,
    )
