"""The tables as data to take away: what each holds, how large it is, whom it comes from, and all in one file."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import msgspec

from horseshoe.answers.questions import NotFound
from horseshoe.facts import datapackage
from horseshoe.facts.credits import credits
from horseshoe.facts.credits import text as credits_text
from horseshoe.facts.frames import CASTS as CAST_COLUMNS
from horseshoe.facts.record import KEYS, Record
from horseshoe.facts.tables import to_csv

CASTS = "casts"
"""What is no table but derived from one: a row a seat and roll call."""

TABLES = (*(table for table in KEYS if table != "retractions"), CASTS)
"""The tables that can be taken away, in the order of the Record."""

LICENCE = "https://creativecommons.org/licenses/by/4.0/"

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the same facts give the same bytes."""


class ColumnAbout(msgspec.Struct, frozen=True):
    """A column of a table."""

    name: str
    type: str
    """Type in the Table Schema standard."""
    required: bool
    means: str
    values: tuple[str, ...]
    """The values allowed, where they are listed."""
    many: bool
    """Whether a cell holds several values separated by spaces."""


class CreditAbout(msgspec.Struct, frozen=True):
    """Where part of a table comes from."""

    says: str
    terms: str
    sources: tuple[str, ...]
    """The sources meant (``sources.id``)."""


class TableAbout(msgspec.Struct, frozen=True, kw_only=True):
    """A table, without its rows."""

    name: str
    about: str
    key: tuple[str, ...]
    """The columns that identify a row."""
    rows: int
    bytes: int
    """Of its CSV file."""
    columns: tuple[ColumnAbout, ...]
    credits: tuple[CreditAbout, ...]


class Data(msgspec.Struct, frozen=True, kw_only=True):
    """What can be taken away."""

    licence: str
    """Of the roll calls and proposals; the credits of each table say more."""
    tables: tuple[TableAbout, ...]


class TableRows(msgspec.Struct, frozen=True, kw_only=True):
    """A table with its rows."""

    table: TableAbout
    rows: tuple[Any, ...]


def data(record: Record, *, language: str = "en") -> Data:
    """Every table with its size; ``language`` is that of the credits: ``en`` or ``fr``."""
    return Data(licence=LICENCE, tables=tuple(about(record, table, language=language) for table in TABLES))


def about(record: Record, table: str, *, language: str = "en") -> TableAbout:
    """What a table holds.

    Raises:
        NotFound: no such table.
    """
    if table not in TABLES:
        raise NotFound(f"No table {table[:40]!r}: there are {', '.join(TABLES)}.")
    known = credits()
    rows, size = _size(record, table)
    of = known.of("roll_calls" if table == CASTS else table)
    return TableAbout(
        name=table,
        about=_CASTS_ABOUT if table == CASTS else datapackage.about(table),
        key=("roll_call", "state") if table == CASTS else KEYS[table],
        rows=rows,
        bytes=size,
        columns=_columns(table),
        credits=tuple(CreditAbout(each.says(language), known.terms[each.terms][language], each.sources) for each in of),
    )


def rows_of(record: Record, table: str) -> TableRows:
    """A table with its rows as known now: of ``casts``, a mapping of column to value each.

    Raises:
        NotFound: no such table.
    """
    told = about(record, table)
    if table == CASTS:
        return TableRows(table=told, rows=tuple(record.frame(CASTS).iter_rows(named=True)))
    return TableRows(table=told, rows=getattr(record, table))


def header(table: str) -> tuple[str, ...]:
    """The columns of a table's CSV file."""
    return tuple(column.name for column in _columns(table))


def cells(record: Record, table: str) -> Iterator[Sequence[str]]:
    """The rows of a table's CSV file, under the header."""
    lines = csv.reader(io.StringIO(file(record, table), newline=""))
    next(lines)
    return lines


def file(record: Record, table: str) -> str:
    """The table as a CSV file, as ``horseshoe.facts.tables`` reads it."""
    if table == CASTS:
        frame = record.frame(CASTS)
        return frame.with_columns(frame["permanent"].cast(str)).write_csv()
    return to_csv(table, getattr(record, table))


def archive(record: Record) -> bytes:
    """Every table with its description and the credits in one ZIP file: the same facts give the same bytes."""
    out = io.BytesIO()
    descriptor = json.dumps(datapackage.descriptor(), indent=2, ensure_ascii=False) + "\n"
    told = {f"{table}.csv": file(record, table) for table in TABLES}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, text in sorted({**told, "datapackage.json": descriptor, "CREDITS.md": credits_text()}.items()):
            entry = zipfile.ZipInfo(f"horseshoe/{name}", _EARLIEST)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            packed.writestr(entry, text.encode())
    return out.getvalue()


def described() -> bytes:
    """The description of the tables for machines, with the addresses that they have beside it."""
    told = datapackage.descriptor()
    for resource in told["resources"]:
        resource["path"] = f"data/{resource['path']}"
    return json.dumps(told, indent=2, ensure_ascii=False).encode() + b"\n"


def _size(record: Record, table: str) -> tuple[int, int]:
    key = ("data", "size", table)
    if key not in record.derived:
        text = file(record, table)
        number = record.frame(CASTS).height if table == CASTS else len(getattr(record, table))
        record.derived[key] = (number, len(text.encode()))
    known: tuple[int, int] = record.derived[key]
    return known


@cache
def _columns(table: str) -> tuple[ColumnAbout, ...]:
    if table == CASTS:
        return tuple(
            ColumnAbout(name, _TYPES.get(str(kind), "string"), name != "symbol", _CASTS_MEAN[name], (), False)
            for name, kind in CAST_COLUMNS.items()
        )
    return tuple(
        ColumnAbout(each.name, each.type, each.required, each.description, each.values, each.many)
        for each in datapackage.columns(table)
    )


_TYPES = {"Date": "date", "Boolean": "boolean"}

_CASTS_ABOUT = "What each seat did in each roll call: roll_calls, one row a seat."

_CASTS_MEAN = {
    "roll_call": "The roll call: `roll_calls.id`.",
    "date": "Day of the vote.",
    "symbol": "The resolution, else the draft; empty where neither is known.",
    "state": "The member: `states.code`.",
    "name": "Its name at the United Nations on that day.",
    "permanent": "Whether it held a permanent seat.",
    "cast": "What it did: `yes`, `no`, `abstain`, `not_participating`, `absent`, `not_voting` or `unknown`.",
}
