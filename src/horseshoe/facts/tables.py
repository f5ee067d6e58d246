"""Read, check and write the tables: one CSV a table, a folder a Record."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from horseshoe.facts.record import KEYS, Record, key_of

PACKAGED = Path(__file__).parent / "tables"
"""The tables that ship with Horseshoe."""


class TableError(ValueError):
    """A table cannot be read: the sentence says which file, row and field, and what would be right."""


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
    found = {table: folder / f"{table}.csv" for table in KEYS if (folder / f"{table}.csv").is_file()}
    if not found:
        raise TableError(f"No table in {folder}: it should hold at least one of {', '.join(KEYS)} as a .csv file.")
    return Record(**{table: read_table(table, path) for table, path in found.items()})


def read_table(table: str, path: Path) -> tuple[Any, ...]:
    """The rows of one table.

    Raises:
        TableError: wrong encoding, header, cell or a key that stands twice.
    """
    row_type = row_types()[table]
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise TableError(f"{path.name} is not UTF-8 text (byte {error.start}): save it as UTF-8.") from None
    lines = csv.reader(io.StringIO(text, newline=""))
    header = next(lines, [])
    wanted = list(row_type.__struct_fields__)
    if header != wanted:
        raise TableError(f"{path.name} has the columns {', '.join(header)}: it should have {', '.join(wanted)}.")
    lists = [index for index, name in enumerate(wanted) if name in _list_columns(row_type)]
    width, convert = len(wanted), msgspec.convert
    rows = []
    for number, line in enumerate(lines, start=2):
        if len(line) != width:
            raise TableError(f"{path.name} row {number} has {len(line)} cells: it should have {width}.")
        cells: list[Any] = [cell or None for cell in line]
        for index in lists:
            cells[index] = line[index].split()
        try:
            rows.append(
                convert({k: v for k, v in zip(wanted, cells, strict=True) if v is not None}, row_type, strict=False)
            )
        except msgspec.ValidationError as error:
            raise TableError(f"{path.name} row {number}: {_sentence(error)}") from None
    _refuse_twins(table, rows, path.name)
    return tuple(rows)


def to_csv(table: str, rows: Iterable[Any]) -> str:
    """The rows as the text of the table's CSV file, line ends ``\\n``."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    columns = row_types()[table].__struct_fields__
    writer.writerow(columns)
    writer.writerows([_cell(getattr(row, column)) for column in columns] for row in rows)
    return out.getvalue()


def write(record: Record, folder: Path, tables: Sequence[str] = tuple(KEYS)) -> None:
    """Write the tables to ``folder``, all of them or none: a reader sees the old folder or the new one.

    The files are written beside the folder first; an interruption leaves ``folder`` as it was.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        if folder.is_dir():
            shutil.copytree(folder, fresh, dirs_exist_ok=True)
        for table in tables:
            path = fresh / f"{table}.csv"
            path.write_text(to_csv(table, getattr(record, table)), encoding="utf-8", newline="")
        _swap(fresh, folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def merged(base: Record, added: Record) -> Record:
    """``base`` with the rows of ``added``: a row with a known key takes the place of the known one."""
    tables = {}
    for table in KEYS:
        rows = {key_of(table, row): row for row in getattr(base, table)}
        rows.update({key_of(table, row): row for row in getattr(added, table)})
        tables[table] = tuple(rows.values())
    return Record(**tables)


def _swap(fresh: Path, folder: Path) -> None:
    fresh.chmod(0o755)
    if not folder.exists():
        fresh.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent)) / "old"
    folder.rename(old)
    try:
        fresh.rename(folder)
    except BaseException:
        old.rename(folder)
        raise
    shutil.rmtree(old.parent, ignore_errors=True)


def _refuse_twins(table: str, rows: list[Any], file: str) -> None:
    seen: dict[str, int] = {}
    key: Callable[[Any], str] = lambda row: key_of(table, row)  # noqa: E731
    for number, row in enumerate(rows, start=2):
        first = seen.setdefault(key(row), number)
        if first != number:
            raise TableError(f"{file} row {number} repeats the key {key(row)} of row {first}: a key stands once.")


@cache
def _list_columns(row_type: type[msgspec.Struct]) -> frozenset[str]:
    hints = get_type_hints(row_type)
    return frozenset(name for name, hint in hints.items() if get_origin(hint) is tuple)


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case tuple():
            return " ".join(value)
        case Enum():
            return str(value.value)
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _sentence(error: msgspec.ValidationError) -> str:
    what, _, where = str(error).partition(" - at `$.")
    field = where.rstrip("`").split("[")[0]
    return f"{field or 'row'}: {what[0].lower()}{what[1:]}."
