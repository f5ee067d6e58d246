"""The tables described for others: a Frictionless Data Package, made from the row types."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec

from horseshoe.facts.record import KEYS
from horseshoe.facts.references import REFERENCES, SEVERAL
from horseshoe.facts.tables import row_types


class Column(NamedTuple):
    """One column of a table, as it is described."""

    name: str
    type: str
    """Type in the Table Schema standard."""
    required: bool
    description: str
    pattern: str | None
    values: tuple[str, ...]
    """The values allowed, where they are listed."""
    many: bool
    """Whether a cell holds several values separated by spaces."""


def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table, in order.

    Raises:
        KeyError: no such table.
    """
    row_type = row_types()[table]
    hints = get_type_hints(row_type, include_extras=True)
    return tuple(_column(field, hints[field.name]) for field in msgspec.structs.fields(row_type))


def about(table: str) -> str:
    """What the rows of a table are: the first paragraph of the row type's docstring."""
    return " ".join((row_types()[table].__doc__ or "").split("\n\n")[0].split())


def descriptor() -> dict[str, Any]:
    """The tables as a Data Package descriptor (Frictionless Data Package and Table Schema standards)."""
    return {
        "name": "horseshoe",
        "title": "The UN Security Council's record and the pledges about it",
        "licenses": [{"name": "CC-BY-4.0", "title": "See LICENSE-DATA.md"}],
        "resources": [_resource(table) for table in KEYS if table != "retractions"],
    }


def _resource(table: str) -> dict[str, Any]:
    described = columns(table)
    # The standard has no way to say that each of several values in a cell is a reference.
    single = {column.name for column in described if not column.many} - set(SEVERAL)
    references = [
        {"fields": [column], "reference": {"resource": to_table, "fields": [to_column]}}
        for (of, column), (to_table, to_column) in REFERENCES.items()
        if of == table and column in single
    ]
    schema: dict[str, Any] = {"fields": [_field(column) for column in described]}
    keys = [column for column in KEYS[table] if any(c.name == column and c.required for c in described)]
    if keys == list(KEYS[table]):
        schema["primaryKey"] = keys
    if references:
        schema["foreignKeys"] = references
    return {
        "name": table,
        "type": "table",
        "path": f"{table}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": about(table),
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.pattern:
        constraints["pattern"] = column.pattern
    if column.values:
        constraints["enum"] = list(column.values)
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    if constraints:
        field["constraints"] = constraints
    return field


def _column(field: msgspec.structs.FieldInfo, hint: Any) -> Column:
    description, pattern = "", None
    many = optional = False
    values: tuple[str, ...] = ()
    kind: type = str
    todo = [hint]
    while todo:
        each = todo.pop()
        origin = get_origin(each)
        if origin is Annotated:
            inner, *extras = get_args(each)
            todo.append(inner)
            for meta in extras:
                description = description or meta.description or ""
                pattern = pattern or meta.pattern
        elif origin in (Union, UnionType):
            optional = True
            todo += [part for part in get_args(each) if part is not NoneType]
        elif origin is tuple:
            many = True
        elif isinstance(each, type):
            kind = each
            if issubclass(each, Enum):
                values = tuple(member.value for member in each)
    required = not optional and not many and (field.required or kind is not str)
    return Column(
        field.name, "string" if many else _TYPES.get(kind, "string"), required, description, pattern, values, many
    )


_TYPES: dict[type, str] = {date: "date", datetime: "datetime", bool: "boolean", int: "integer"}
