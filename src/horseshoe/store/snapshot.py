"""The store as a Record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from horseshoe.facts.record import KEYS, Record
from horseshoe.store import columns, database
from horseshoe.store.errors import NoStore, StoreError

_latest: dict[tuple[Any, ...], Record] = {}
"""The newest Record of this process, by store and revision; never more than one."""


def snapshot() -> Record:
    """Every fact in the store, with all versions and retractions, as one Record.

    A Record is built once a process and revision: asking again costs one small query. Within a transaction of the
    caller's it is built anew where it is of a revision that others cannot see yet.

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
            name, record = _revision(), read()
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


def _revision() -> tuple[Any, ...]:
    """Which store it is, its newest revision, and when that was made: a store made anew is another one."""
    from horseshoe.store.models import Revision

    newest = Revision.objects.order_by("-number").values_list("number", "at").first()
    if newest is None:
        raise NoStore(f"The store at {database.place()} holds nothing: make it with `horseshoe init`.")
    return (database.place(), *newest)


def _rows(table: str) -> tuple[Any, ...]:
    try:
        return columns.select(table)
    except (msgspec.ValidationError, KeyError) as error:
        raise StoreError(
            f"The table {table} of the store at {database.place()} holds what is no row of it ({error}): someone "
            "changed it past Horseshoe; restore a backup."
        ) from None
