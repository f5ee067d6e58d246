"""The tables: what there is, row by row, and whole as files."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import msgspec

from horseshoe.api import files
from horseshoe.api.asking import AsFlag, AsKnown, flag, part
from horseshoe.api.facts import Facts
from horseshoe.api.operation import Sent, Subject
from horseshoe.api.paging import Listed
from horseshoe.facts.record import KEYS
from horseshoe.sources.installation import FORMAT

SUBJECT = Subject("Tables", "Every fact with every version, as rows and as files.")

Table: Any = StrEnum("Table", {name: name for name in files.TABLES})  # type: ignore[misc]
"""Which table."""

Ending: Any = StrEnum("Ending", {name: name for name in files.TYPES})  # type: ignore[misc]
"""In which form."""

AsTable = Annotated[Table, part("Which table.", "pledges")]
AsEnding = Annotated[Ending, part("In which form.", "jsonl")]


class TableAbout(msgspec.Struct, frozen=True, kw_only=True):
    """A table, without its rows."""

    name: str
    says: str
    """What a row is."""
    rows: int
    key: tuple[str, ...]
    """The columns that identify a row among those recorded on other days."""
    sha256: str
    """Of its file of JSON Lines."""
    bytes: int
    """Size of that file."""


class Tables(msgspec.Struct, frozen=True, kw_only=True):
    """The tables at one revision."""

    horseshoe: str
    """What serves them: always ``horseshoe``."""
    format: int
    """The form of the tables; another one is of another version of Horseshoe."""
    revision: str
    tables: tuple[TableAbout, ...]


@SUBJECT.answers("/tables")
def tables(facts: Facts) -> Tables:
    """Which tables there are, with their sizes and hashes.

    A file of a table is at `tables/{table}.csv`, `.jsonl` or `.parquet`. All versions of all rows are in it, as the
    package ships them; `retractions` says which were withdrawn.
    """
    found = []
    for name in files.TABLES:
        made = files.file(facts.whole, name, "jsonl")
        found.append(
            TableAbout(
                name=name,
                says=" ".join((files.row_type(name).__doc__ or "").split()),
                rows=len(files.rows(facts.whole, name)),
                key=KEYS.get(name, ("roll_call", "state")),
                sha256=made.digest,
                bytes=len(made.content),
            )
        )
    return Tables(horseshoe="horseshoe", format=FORMAT, revision=facts.revision, tables=tuple(found))


@SUBJECT.sends("/tables/{table}.{ending}", *files.TYPES.values())
def table_file(facts: Facts, table: AsTable, ending: AsEnding) -> Sent:
    """A table whole, as a file.

    CSV as the package ships it: raw data for machines, in which nothing is escaped for spreadsheets, so that a cell
    that begins with = + - or @ stays what it is. JSON Lines: one JSON object a row. Parquet: typed columns.
    """
    made = files.file(facts.whole, table.value, ending.value)
    return Sent(made.type, made.content, made.digest, f"{table.value}.{ending.value}")


@SUBJECT.answers("/tables/{table}")
def table_rows(
    facts: Facts,
    table: AsTable,
    every: Annotated[AsFlag, flag("Every version of every row, retracted ones too; else rows as they stand.")] = False,
    as_known: AsKnown = None,
) -> Listed[dict[str, Any]]:
    """The rows of a table, in its order."""
    record = facts.whole if every and as_known is None else facts.whole.as_known(as_known)
    return Listed(files.rows(record, table.value))


@SUBJECT.answers("/datapackage.json")
def data_package(facts: Facts) -> dict[str, Any]:
    """The tables described: a Frictionless Data Package with the revision, and size and hash of each CSV file."""
    return files.described(facts.whole, facts.revision)
