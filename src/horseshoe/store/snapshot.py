"""The store as a Record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import msgspec

from horseshoe.facts.record import KEYS, Record
from horseshoe.store import columns, database
from horseshoe.store.errors import NoStore, StoreError

_latest: dict[tuple[Any, ...], Record] = {}
"""The newest Record of this process, by store and revision; never more than one."""


def snapshot() -> Record:
    """Every fact in the store, with all versions and retractions, as one Record.

    A Record is built once a process and revision: asking again costs one small query. Rows are never changed, so of a
    newer revision only what it brought in is read. Within a transaction of the caller's a revision that others cannot
    see yet is read, and not kept.

    Raises:
        horseshoe.store.errors.StoreError: the store cannot be read, or a row in it was changed into what is no row.
    """
    from django.db import connection

    with database.told_as_sentences():
        known = _latest.get(_revision())
        if known is not None:
            return known
        may_vanish = connection.in_atomic_block
        with reading():
            name = _revision()
            record = _read_on(name)
    if not may_vanish:
        _latest.clear()
        _latest[name] = record
    return record


def read() -> Record:
    """Every fact, read from the tables as they are now; ``snapshot`` asks for this only where it must.

    Raises:
        horseshoe.store.errors.StoreError: a row in it was changed into what is no row.
    """
    return Record(**{table: _rows(table) for table in KEYS})


def _read_on(name: tuple[Any, ...]) -> Record:
    """The Record of a revision: what this process knows of an earlier one of the same store, and what came since."""
    from horseshoe.store.models import Revision

    for (place, number, at), before in tuple(_latest.items()):
        if place == name[0] and number < name[1] and Revision.objects.filter(number=number, at=at).exists():
            return before.grown({table: _rows(table, number) for table in _touched(number)})
    return read()


def _touched(since: int) -> frozenset[str]:
    """The tables into which rows came after a revision, as the audit tells: each change says so in its transaction."""
    from horseshoe.store.models import AuditEntry

    told = AuditEntry.objects.filter(revision_id__gt=since).values_list("what", "table").distinct()
    return frozenset("retractions" if what == "retract" else table for what, table in told)


def revision() -> int:
    """The number of the newest revision.

    Raises:
        horseshoe.store.errors.StoreError: the store cannot be read.
    """
    with database.told_as_sentences():
        return int(_revision()[1])


@contextmanager
def reading() -> Iterator[None]:
    """All that is read within is of one moment, whoever writes meanwhile; writers do not wait for it."""
    from django.db import connection, transaction

    connection.ensure_connection()
    if connection.in_atomic_block or (connection.vendor == "sqlite" and connection.connection.in_transaction):
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def wrote(number: int, at: datetime, before: Record, rows: Mapping[str, tuple[Any, ...]]) -> None:
    """Once the caller's transaction stands, this process knows its revision without reading it.

    Args:
        number: the number of the revision.
        at: when it was made.
        before: every fact of the revision before it, read in the same transaction.
        rows: what it brought in, by table, as it was found to come back from the tables.
    """
    from django.db import transaction

    name, record = (database.place(), number, at), before.grown(rows)

    def stands() -> None:
        _latest.clear()
        _latest[name] = record

    transaction.on_commit(stands)


def _revision() -> tuple[Any, ...]:
    """Which store it is, its newest revision, and when that was made: a store made anew is another one."""
    from django.db import connection

    with connection.cursor() as cursor:  # asked so often that what Django makes of a query would cost more than it
        cursor.execute("SELECT number, at FROM revisions ORDER BY number DESC LIMIT 1")
        newest = cursor.fetchone()
    if newest is None:
        raise NoStore(f"The store at {database.place()} holds nothing: make it with `horseshoe init`.")
    number, at = newest
    if isinstance(at, str):
        at = datetime.fromisoformat(at)
    return database.place(), number, at if at.tzinfo else at.replace(tzinfo=UTC)  # SQLite has no word for the zone


def _rows(table: str, since: int = 0) -> tuple[Any, ...]:
    try:
        return columns.select(table, since)
    except (msgspec.ValidationError, KeyError) as error:
        raise StoreError(
            f"The table {table} of the store at {database.place()} holds what is no row of it ({error}): someone "
            "changed it past Horseshoe; restore a backup."
        ) from None
