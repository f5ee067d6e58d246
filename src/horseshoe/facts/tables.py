"""Read, check and write the tables: one CSV a table, a folder a Record."""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from horseshoe.facts.printable import printable
from horseshoe.facts.record import KEYS, Record, key_of
from horseshoe.facts.rows import fault_of

PACKAGED = Path(__file__).parent / "tables"
"""The tables that ship with Horseshoe."""

PENDING = ".pending"
"""Subfolder with tables that are in force but not yet in their place: see ``write``."""

WRITING = ".writing-"
"""How the name of the subfolder begins in which ``write`` prepares the tables."""

ATTEMPTS = 100
"""How often ``read`` starts again because the tables were written meanwhile."""


class TableError(ValueError):
    """A table cannot be read: the sentence says which file, row and field, and what would be right."""

    def __init__(self, sentence: str) -> None:
        """Refuse with a sentence, which may quote the table."""
        super().__init__(printable(sentence))


@cache
def row_types() -> Mapping[str, type[msgspec.Struct]]:
    """Table name to the type of its rows, in the order of the Record."""
    hints = get_type_hints(Record)
    return {table: get_args(hints[table])[0] for table in KEYS}


def read(folder: Path = PACKAGED) -> Record:
    """The Record that the tables in ``folder`` hold; a table without a file is empty.

    Raises:
        TableError: a file is not in the table's form, a key stands twice, or the folder holds no table.
    """
    for _ in range(ATTEMPTS):
        try:
            before = _footprint(folder)
            record = _read(folder)
            if _footprint(folder) == before:
                return record
        except FileNotFoundError:
            continue
    raise TableError(f"The tables in {folder} are being written again and again: read them when that is over.")


def _read(folder: Path) -> Record:
    found = {}
    for table in KEYS:
        for place in (folder / PENDING, folder):
            if (path := place / f"{table}.csv").is_file():
                found[table] = path
                break
    if not found:
        raise TableError(f"No table in {folder}: it should hold at least one of {', '.join(KEYS)} as a .csv file.")
    return Record(**{table: read_table(table, path) for table, path in found.items()})


def _footprint(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes whenever a table does: each file with its number and time."""
    files = [path for place in (folder, folder / PENDING) for path in place.glob("*.csv")]
    return tuple(sorted((str(path), (stat := path.stat()).st_ino, stat.st_mtime_ns) for path in files))


def read_table(table: str, path: Path) -> tuple[Any, ...]:
    """The rows of one table.

    Raises:
        TableError: wrong encoding, quotes, header or cell, or a key that stands twice.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")  # without the mark that some programs put before UTF-8 text
    except UnicodeDecodeError as error:
        raise TableError(f"{path.name} is not UTF-8 text (byte {error.start}): save it as UTF-8.") from None
    return read_text(table, text, path.name)


def read_text(table: str, text: str, name: str) -> tuple[Any, ...]:
    """The rows of one table, from the text of its file.

    Args:
        table: which.
        text: the text.
        name: of the file, for sentences.

    Raises:
        TableError: wrong quotes, header or cell, or a key that stands twice.
    """
    row_type = row_types()[table]
    header, lines = _cells(text, name)
    wanted = list(row_type.__struct_fields__)
    if header != wanted:
        found = f"has the columns {', '.join(header)}" if header else "has no header"
        raise TableError(f"{name} {found}: it should have {', '.join(wanted)}.")
    lists = [index for index, name in enumerate(wanted) if name in _list_columns(row_type)]
    width, convert = len(wanted), msgspec.convert
    rows = []
    for number, line in enumerate(lines, start=2):
        if len(line) != width:
            raise TableError(f"{name} row {number} has {len(line)} cells: it should have {width}.")
        cells: list[Any] = [cell or None for cell in line]
        for index in lists:
            cells[index] = line[index].split()
        told = dict(zip(wanted, cells, strict=True))
        try:
            rows.append(convert(told, row_type, strict=False))
        except msgspec.ValidationError:
            rows.append(_with_defaults(told, row_type, f"{name} row {number}"))
    _refuse_twins(table, rows, name)
    return tuple(rows)


def _with_defaults(told: dict[str, Any], row_type: type[msgspec.Struct], where: str) -> Any:
    """The row with the defaults of its type in the place of empty cells."""
    try:
        return msgspec.convert({k: v for k, v in told.items() if v is not None}, row_type, strict=False)
    except msgspec.ValidationError as error:
        field, what = fault_of(error)
        raise TableError(f"{where}: {field or 'row'}: {what}.") from None


def _cells(text: str, name: str) -> tuple[list[str], list[list[str]]]:
    """The header and the rows of the text of a CSV file."""
    lines: list[list[str]] = []
    try:
        lines.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        raise TableError(
            f"{name} row {len(lines) + 1} cannot be cut into cells: a quotation mark in it is not closed, or "
            "stands alone where two should stand."
        ) from None
    return (lines[0], lines[1:]) if lines else ([], [])


def to_csv(table: str, rows: Iterable[Any]) -> str:
    """The rows as the text of the table's CSV file, line ends ``\\n``.

    Raises:
        TableError: one part of a list holds a space, by which its parts are told from one another.
    """
    row_type = row_types()[table]
    columns = row_type.__struct_fields__
    lists = [index for index, column in enumerate(columns) if column in _list_columns(row_type)]
    flags = [index for index, column in enumerate(columns) if column in _flag_columns(row_type)]
    cells_of = attrgetter(*columns)

    def lines() -> Iterator[list[Any]]:
        for row in rows:
            cells = list(cells_of(row))
            for index in lists:
                cells[index] = _together(cells[index])
            for index in flags:
                cells[index] = "true" if cells[index] else "false"
            yield cells

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(lines())
    text = out.getvalue()
    if "\r" in text:  # which Python 3.11 writes bare, so that it would cut the row
        raise TableError(f"A cell of {table} holds a carriage return: a cell can hold line feeds, not those.")
    return text


def write(record: Record, folder: Path, tables: Sequence[str] = tuple(KEYS)) -> None:
    """Write the tables to ``folder``, all of them or none: ``read`` sees the old tables or the new ones.

    Several files cannot be exchanged in one step, but a folder can be renamed in one. The new tables are
    written to a subfolder, which is then renamed to ``.pending``: from that step on they are in force, since
    ``read`` prefers them. Only then do they move to their places, one by one. An interruption before the step
    leaves the old tables, one after it the new ones, and the next ``write`` moves what was left. This needs
    nothing but ``rename``, leaves the user's other files alone, and works where ``folder`` itself cannot be
    renamed, as on a mount. Two writers at once are not foreseen: the slower one fails or wins whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _settle(folder)
    fresh = Path(tempfile.mkdtemp(prefix=WRITING, dir=folder))
    fresh.chmod(0o755)
    try:
        for table in tables:
            with (fresh / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                file.write(to_csv(table, getattr(record, table)))
                file.flush()
                os.fsync(file.fileno())
        fresh.rename(folder / PENDING)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    _settle(folder)


def _settle(folder: Path) -> None:
    """Move pending tables to their places, and clear away what an interrupted ``write`` left."""
    pending = folder / PENDING
    if pending.is_dir():
        for path in sorted(pending.iterdir()):
            path.replace(folder / path.name)
        pending.rmdir()
    for left in folder.glob(f"{WRITING}*"):
        shutil.rmtree(left, ignore_errors=True)


def merged(base: Record, added: Record) -> Record:
    """``base`` with the rows of ``added``.

    Nothing is lost: a row with a known key becomes the newest version of that fact, which ``Record.as_known`` answers
    with from the day of its recording; the older version stays in the history.
    """
    tables = {table: tuple(dict.fromkeys((*getattr(base, table), *getattr(added, table)))) for table in KEYS}
    return Record(**tables)


def _refuse_twins(table: str, rows: list[Any], file: str) -> None:
    identity = attrgetter(*KEYS[table], "recorded" if table != "retractions" else "at")
    if len(set(map(identity, rows))) == len(rows):
        return
    seen: dict[Any, int] = {}
    for number, row in enumerate(rows, start=2):
        first = seen.setdefault(identity(row), number)
        if first != number:
            raise TableError(
                f"{file} row {number} repeats the key {key_of(table, row)} of row {first}, recorded the same day: a "
                "fact stands once, or again with a later day."
            )


@cache
def _list_columns(row_type: type[msgspec.Struct]) -> frozenset[str]:
    hints = get_type_hints(row_type)
    return frozenset(name for name, hint in hints.items() if get_origin(hint) is tuple)


@cache
def _flag_columns(row_type: type[msgspec.Struct]) -> frozenset[str]:
    return frozenset(name for name, hint in get_type_hints(row_type).items() if hint is bool)


def _together(parts: tuple[str, ...]) -> str:
    text = " ".join(parts)
    if text.split() != list(parts):
        broken = next(part for part in parts if part.split() != [part])
        raise TableError(f"{broken!r} cannot be one of several in a cell: spaces stand between them.")
    return text
