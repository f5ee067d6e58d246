"""An entry of the log: one public act, and the exact bytes that are hashed for it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Any

import msgspec

from horseshoe.facts.record import key_of
from horseshoe.facts.tables import row_types

LEAF = b"\x00"
"""What is hashed before the bytes of an entry: RFC 6962 section 2.1, kept by RFC 9162."""


class EntryKind(StrEnum):
    """What was done."""

    REGISTERED = "registered"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    LIST_IMPORTED = "list_imported"


class Entry(msgspec.Struct, frozen=True, dict=True):
    """One public act, as it was notified. It never changes; what was wrong is corrected by a later entry.

    Raises:
        ValueError: the number is below 1, or ``at`` has no time zone.
    """

    number: int
    """Place in the log, from 1."""
    at: datetime
    """When it was entered. The writer never lets it lie before that of the entry before."""
    kind: EntryKind
    table: str
    """The table of the row that the act concerns."""
    key: str
    """The row's key, as retractions cite it."""
    body: str
    """The row, as ``canonical`` writes it."""

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError(f"An entry has the number {self.number}: entries are numbered from 1.")
        if self.at.tzinfo is None:
            raise ValueError(f"Entry {self.number} has no time zone: it should be in UTC.")

    def leaf(self) -> bytes:
        """The bytes that go into the tree: this entry as canonical JSON in UTF-8.

        The object has the keys ``at``, ``body``, ``key``, ``kind``, ``number`` and ``table``; ``at`` is in UTC with six
        digits of a second, and ``body`` is a string.
        """
        return _json(
            {
                "at": _moment(self.at),
                "body": self.body,
                "key": self.key,
                "kind": self.kind.value,
                "number": self.number,
                "table": self.table,
            }
        ).encode()

    @cached_property
    def leaf_hash(self) -> bytes:
        """SHA-256 of ``0x00`` and the leaf: RFC 9162 section 2.1.1."""
        return sha256(LEAF + self.leaf()).digest()

    @cached_property
    def row(self) -> Any:
        """The row that the body holds; columns that came to the table later have their defaults.

        Raises:
            ValueError: no such table, or the body is not a row of it.
        """
        row_type = row_types().get(self.table)
        if row_type is None:
            raise ValueError(f"Entry {self.number} is about the table {self.table}: there is none of that name.")
        try:
            return msgspec.json.decode(self.body, type=row_type)
        except (msgspec.DecodeError, UnicodeEncodeError) as error:
            raise ValueError(f"The body of entry {self.number} is not a row of {self.table}: {error}.") from None


def entry_for(number: int, at: datetime, kind: EntryKind, table: str, row: msgspec.Struct) -> Entry:
    """The entry for an act that concerns ``row``.

    Args:
        number: the next number of the log.
        at: now, or the time of the entry before, if that is later.
        kind: what is done.
        table: the table of the row, one of those of the Record.
        row: the row as it stands after the act; where it is withdrawn, as it was, or the row of ``retractions``.

    Raises:
        ValueError: the row is not one of that table.
    """
    row_type = row_types().get(table)
    if row_type is None or type(row) is not row_type:
        raise ValueError(f"Entry {number} cannot hold a {type(row).__name__}: it is not a row of the table {table}.")
    return Entry(number, at, kind, table, key_of(table, row), canonical(row))


def canonical(row: msgspec.Struct) -> str:
    """A row as canonical JSON: one text for one row, whoever writes it.

    It holds every column of the row's table, the day of its recording among them, and nothing else; the columns are
    those of the data dictionary, all of them public. Keys are sorted, there is no space between tokens, characters
    stand as themselves, days are ISO dates, moments are in UTC, and an empty cell is ``null``.
    """
    return _json(msgspec.to_builtins(row, builtin_types=(datetime,)))


def _json(value: object) -> str:
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_moment
    )


def _moment(value: datetime) -> str:
    """In UTC, which is also what a moment without a time zone is taken to be."""
    moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return moment.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
