"""The tables as Polars data frames, for researchers."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

import polars as pl

from horseshoe.facts.record import KEYS
from horseshoe.facts.tables import row_types

if TYPE_CHECKING:
    from horseshoe.facts.record import Record

CASTS: Mapping[str, pl.DataType] = {
    "roll_call": pl.String(),
    "date": pl.Date(),
    "symbol": pl.String(),
    "state": pl.String(),
    "name": pl.String(),
    "permanent": pl.Boolean(),
    "cast": pl.String(),
}
"""Columns of the frame ``casts``: one row a seat and roll call."""


def frame(record: Record, name: str) -> pl.DataFrame:
    """The table ``name`` as known now, or ``casts``: roll_call, date, symbol, state, name, permanent, cast.

    Columns and their types are the same whatever rows there are, none included.

    Raises:
        KeyError: no such table.
    """
    return whole(record.as_known(None), name)


def whole(record: Record, name: str) -> pl.DataFrame:
    """The table ``name`` as ``frame`` gives it, with every row of the Record: all versions, retracted ones too.

    Raises:
        KeyError: no such table.
    """
    if name == "casts":
        return _casts(record.as_known(None))
    if name not in KEYS:
        raise KeyError(f"No table {name!r}: there are casts, {', '.join(KEYS)}.")
    rows = getattr(record, name)
    hints = get_type_hints(row_types()[name])
    schema = {column: _type(hints[column]) for column in row_types()[name].__struct_fields__}
    data = {column: [_plain(getattr(row, column)) for row in rows] for column in schema}
    return pl.DataFrame(data, schema=schema)


def _casts(record: Record) -> pl.DataFrame:
    rows = []
    for row in record.roll_calls:
        proposal = record.proposal[row.proposal]
        symbol = proposal.resolution or proposal.symbol
        permanent = record.permanent(row.date)
        for cast, states in row.seats():
            for state in states:
                name = record.name(state, row.date)
                rows.append((row.id, row.date, symbol, state, name, state in permanent, cast.value))
    return pl.DataFrame(rows, schema=CASTS, orient="row")


def _type(hint: Any) -> pl.DataType:
    """The column type of a field: a list for a tuple, the value of an enumeration, the type itself."""
    if get_origin(hint) is UnionType:
        hint = next(each for each in get_args(hint) if each is not type(None))
    if get_origin(hint) is tuple:
        return pl.List(pl.String)
    if hint is datetime.datetime:
        return pl.Datetime("us", "UTC")
    kinds: Mapping[type, pl.DataType] = {datetime.date: pl.Date(), bool: pl.Boolean(), int: pl.Int64()}
    return kinds.get(hint, pl.String())


def _plain(value: object) -> object:
    match value:
        case tuple():
            return list(value)
        case datetime.datetime():
            return value.replace(tzinfo=datetime.UTC) if value.tzinfo is None else value
        case _:
            return getattr(value, "value", value)
