"""The tables as Polars data frames, for researchers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from horseshoe.facts.record import KEYS

if TYPE_CHECKING:
    from horseshoe.facts.record import Record


def frame(record: Record, name: str) -> pl.DataFrame:
    """The table ``name``, or ``casts``: roll_call, date, symbol, state, name, permanent, cast.

    Raises:
        KeyError: no such table.
    """
    if name == "casts":
        return _casts(record)
    if name not in KEYS:
        raise KeyError(f"No table {name!r}: there are casts, {', '.join(KEYS)}.")
    rows = getattr(record, name)
    if not rows:
        return pl.DataFrame()
    columns = rows[0].__struct_fields__
    data = {column: [_plain(getattr(row, column)) for row in rows] for column in columns}
    return pl.DataFrame(data, infer_schema_length=None)


def _casts(record: Record) -> pl.DataFrame:
    columns: dict[str, list[object]] = {
        key: [] for key in ("roll_call", "date", "symbol", "state", "name", "permanent", "cast")
    }
    for row in record.roll_calls:
        proposal = record.proposal[row.proposal]
        permanent = record.permanent(row.date)
        for cast, states in row.seats():
            for state in states:
                columns["roll_call"].append(row.id)
                columns["date"].append(row.date)
                columns["symbol"].append(proposal.resolution or proposal.symbol)
                columns["state"].append(state)
                columns["name"].append(record.name(state, row.date))
                columns["permanent"].append(state in permanent)
                columns["cast"].append(cast.value)
    return pl.DataFrame(columns, infer_schema_length=None)


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return getattr(value, "value", value)
