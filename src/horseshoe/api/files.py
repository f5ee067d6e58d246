"""The tables whole, as files: every version of every row, as CSV, JSON Lines and Parquet, with their description."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from horseshoe.facts import datapackage, frames, tables
from horseshoe.facts.record import KEYS, Record

CASTS = "casts"
"""The one table that is derived: a row a seat and roll call, as known now."""

TABLES = (*KEYS, CASTS)

TYPES: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
}
"""Ending of a file to its media type."""


class Cast(msgspec.Struct, frozen=True):
    """What one seat did in one roll call."""

    roll_call: str
    date: date
    symbol: str | None
    state: str
    name: str
    permanent: bool
    cast: str


class File(msgspec.Struct, frozen=True):
    """A table in one form."""

    type: str
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the content."""
        return hashlib.sha256(self.content).hexdigest()


def file(record: Record, table: str, ending: str) -> File:
    """A table of the whole Record as a file; made once a Record.

    Raises:
        KeyError: no such table or ending.
    """
    kept: dict[tuple[str, str], File] = record.derived.setdefault("api.files", {})
    if (known := kept.get((table, ending))) is None:
        known = kept[table, ending] = File(TYPES[ending], _content(record, table, ending))
    return known


def rows(record: Record, table: str) -> tuple[Any, ...]:
    """Every row of a table; of ``casts`` one a seat.

    Raises:
        KeyError: no such table.
    """
    if table == CASTS:
        kept: dict[str, tuple[Cast, ...]] = record.derived.setdefault("api.casts", {})
        if CASTS not in kept:
            kept[CASTS] = tuple(Cast(*row) for row in frames.whole(record, CASTS).iter_rows())
        return kept[CASTS]
    if table not in KEYS:
        raise KeyError(table)
    found: tuple[Any, ...] = getattr(record, table)
    return found


def row_type(table: str) -> type[msgspec.Struct]:
    """The type of the rows of a table."""
    return Cast if table == CASTS else tables.row_types()[table]


def described(record: Record, revision: str) -> dict[str, Any]:
    """The Frictionless Data Package of the tables at this revision, with the size and hash of each file."""
    found = datapackage.descriptor()
    found["revision"] = revision
    for resource in found["resources"]:
        made = file(record, resource["name"], "csv")
        resource["path"] = f"tables/{resource['name']}.csv"
        resource["bytes"] = len(made.content)
        resource["hash"] = f"sha256:{made.digest}"
    return found


def _content(record: Record, table: str, ending: str) -> bytes:
    if ending == "jsonl":
        return msgspec.json.Encoder().encode_lines(rows(record, table))
    if ending == "parquet":
        out = io.BytesIO()
        frames.whole(record, table).write_parquet(out)
        return out.getvalue()
    if table == CASTS:
        return frames.whole(record, CASTS).write_csv().encode()
    return tables.to_csv(table, getattr(record, table)).encode()
