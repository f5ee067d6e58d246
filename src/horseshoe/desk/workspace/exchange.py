"""What a workspace keeps, as a file: TOML with everything, or CSV of one kind for a spreadsheet; and back again.

TOML comes back exactly as it went out. A cell of CSV that a spreadsheet could take for a formula is led by an
apostrophe, which is taken away again on its way in.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any

import msgspec

from horseshoe.desk import spreadsheet
from horseshoe.desk.access.rights import Kind
from horseshoe.desk.refusals import Unfit
from horseshoe.desk.workspace import items
from horseshoe.desk.workspace.items import ITEMS, Item
from horseshoe.desk.workspace.kept import Kept
from horseshoe.facts.record import Record
from horseshoe.sources import files
from horseshoe.sources.files import WrongFile

MOST_BYTES = 1_000_000
MOST_ITEMS = 2_000

SHEETS = tuple(kind for kind in ITEMS if kind is not Kind.WHIP_COUNTS)
"""The kinds that fit a sheet: one row an item, one column a field."""

_HEAD = """\
# What the workspace {workspace} kept on {on}. It is closed to everybody but its members: look after this file.
# It can be changed and brought in again: what the workspace has just so already is passed over.
"""


def toml(workspace: str, kept: Iterable[Kept], on: date) -> bytes:
    """All that holds, as TOML: one table an item, under the name of its kind."""
    parts = [_HEAD.format(workspace=workspace, on=on)]
    for each in kept:
        if each.holds:
            told = "\n".join(f"{name} = {_value(value)}" for name, value in _fields(each.item))
            parts.append(f"[[{each.kind.value}]]\n{told}\n")
    return "\n".join(parts).encode()


def sheet(kind: Kind, kept: Iterable[Kept]) -> bytes:
    """What holds of one kind, as CSV: one row an item.

    Raises:
        Unfit: the kind fits no sheet.
    """
    names = columns(kind)
    rows = []
    for each in kept:
        if each.holds and each.kind is kind:
            told = dict(_fields(each.item))
            rows.append([_cell(told.get(name)) for name in names])
    return spreadsheet.written(names, rows)


def columns(kind: Kind) -> tuple[str, ...]:
    """The columns of a sheet.

    Raises:
        Unfit: the kind fits no sheet.
    """
    if kind not in SHEETS:
        raise Unfit(f"{kind.value.replace('-', ' ').capitalize()} fit no sheet: take TOML.")
    return tuple(ITEMS[kind].__struct_fields__)


def read_toml(content: bytes, record: Record) -> tuple[Item, ...]:
    """The items of a file, each of them held against the record.

    Raises:
        Unfit: one of them does not fit; the sentence says which, and nothing of the file is taken then.
    """
    _refuse_long(content)
    try:
        data = files.toml(*_text(content))
    except WrongFile as error:
        raise Unfit(_ours(error)) from None
    except RecursionError:
        raise Unfit("The file has tables within tables within tables: it is none of ours.") from None
    return tuple(_checked(_entries(data), record))


def read_sheet(kind: Kind, content: bytes, record: Record) -> tuple[Item, ...]:
    """The items of a sheet, each of them held against the record.

    Raises:
        Unfit: as for ``read_toml``.
    """
    known = columns(kind)
    _refuse_long(content)
    try:
        found = files.sheet(io.BytesIO(content))
    except WrongFile as error:
        raise Unfit(_ours(error)) from None
    if odd := [name for name in found.header if name not in known]:
        raise Unfit(f"The file has a column {odd[0][:40]!r}: there are {', '.join(known)}.")
    if len(set(found.header)) < len(found.header):
        raise Unfit("The file has a column twice.")
    several = {each.name for each in msgspec.structs.fields(ITEMS[kind]) if "tuple" in str(each.type)}

    def told(line: list[str]) -> dict[str, Any]:
        cells = dict(zip(found.header, map(_bare, line), strict=True))
        return {name: value.split() if name in several else value for name, value in cells.items()}

    entries = ((f"line {number}", kind, told(line)) for number, line in enumerate(found.rows, start=2))
    return tuple(_checked(entries, record))


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[str, Kind, Any]]:
    for name, tables in data.items():
        if name not in set(ITEMS):
            raise Unfit(f"{name[:40]!r} is no kind: there are {', '.join(sorted(ITEMS))}.")
        if not isinstance(tables, list):
            raise Unfit(f"{name}: write it as [[{name}]], with two brackets, since there can be several.")
        for number, told in enumerate(tables, start=1):
            yield f"{name} {number}", Kind(name), told


def _checked(entries: Iterable[tuple[str, Kind, Any]], record: Record) -> Iterator[Item]:
    for count, (place, kind, told) in enumerate(entries):
        if count >= MOST_ITEMS:
            raise Unfit(f"The file has more than {MOST_ITEMS:,} items: bring it in in parts.")
        if not isinstance(told, dict):
            raise Unfit(f"{place} is no table of fields.")
        try:
            item = items.item(kind, told)
            items.check(item, record)
        except Unfit as error:
            raise Unfit(f"{place}: {str(error)[0].lower()}{str(error)[1:]}") from None
        yield item


def _text(content: bytes) -> tuple[str, str]:
    return files.text(io.BytesIO(content))


def _refuse_long(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise Unfit(f"The file is longer than {MOST_BYTES // 1_000_000} MB: bring it in in parts.")


def _ours(error: WrongFile) -> str:
    return str(error).replace("standard input", "The file", 1)


def _fields(item: Item) -> Iterator[tuple[str, Any]]:
    for name in item.__struct_fields__:
        value = getattr(item, name)
        if value is not None and value != ():
            yield name, value


def _value(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, msgspec.Struct):
        told = ((name, getattr(value, name)) for name in value.__struct_fields__)
        return f"{{ {', '.join(f'{name} = {_value(each)}' for name, each in told if each is not None)} }}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        value = value.value
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _cell(value: Any) -> str:
    if isinstance(value, tuple):
        return " ".join(map(_cell, value))
    if isinstance(value, Enum):
        return str(value.value)
    return "" if value is None else str(value)


def _bare(cell: str) -> str:
    """A cell without the apostrophe that it was led by."""
    return cell[1:] if cell[:1] == "'" and spreadsheet.safe(cell[1:]) != cell[1:] else cell
