"""Whether rows fit what the store holds: what is new in them, what contradicts, what refers to nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from horseshoe.facts import tables
from horseshoe.facts.record import KEYS, Record, key_of
from horseshoe.facts.references import loose_ends
from horseshoe.store.columns import identity, in_utc
from horseshoe.store.errors import Refused


def fresh(rows: Record, known: Record) -> dict[str, tuple[Any, ...]]:
    """The rows that ``known`` has not got, by table; every one of them can be added.

    Raises:
        Refused: a row has another content than the version that was recorded the same day; or refers to something that
            is in no table; or the tables could not hold it.
    """
    new: dict[str, tuple[Any, ...]] = {}
    for table in KEYS:
        if not (told := dict.fromkeys(map(in_utc, getattr(rows, table)))):
            continue
        there = {identity(table, row): row for row in getattr(known, table)}
        found = []
        for row in told:
            if (twin := there.get(identity(table, row))) is None:
                found.append(row)
            elif twin != row:
                raise Refused(_contradiction(table, twin, row))
        if found:
            new[table] = tuple(found)
    _refuse_unwritable(new)
    _refuse_loose_ends(new, known)
    return new


def refuse_overtaken(rows: Mapping[str, tuple[Any, ...]], known: Record) -> None:
    """Refuse a version that is recorded before the one in force: it would be kept, and never be seen.

    So it is where the clock of whoever writes went back, or that of whoever wrote before was ahead.

    Raises:
        Refused: the sentence names both days.
    """
    for table, new in rows.items():
        if table == "retractions":
            continue
        wanted = {key_of(table, row) for row in new}
        newest: dict[str, date] = {}
        for row in getattr(known, table):
            if (key := key_of(table, row)) in wanted:
                newest[key] = max(newest.get(key, row.recorded), row.recorded)
        for row in new:
            key = key_of(table, row)
            if key in newest and row.recorded < newest[key]:
                raise Refused(
                    f"{table} {key} is recorded on {newest[key]} already, and this on {row.recorded}: it would not "
                    "come into force. Look at the day, and at this machine's clock."
                )


def refuse_unless_current(table: str, key: str, known: Record, day: date) -> None:
    """Refuse to withdraw what is not there, is withdrawn already, or was recorded later than ``day`` (in UTC).

    Raises:
        Refused: the sentence says which.
    """
    if table not in KEYS or table == "retractions":
        raise Refused(f"There is no table {table}: rows can be withdrawn from {', '.join(_FACTS)}.")
    for row in getattr(known.as_known(None), table):
        if key_of(table, row) == key:
            if row.recorded > day:
                raise Refused(f"{table} {key} was recorded on {row.recorded}: it cannot be withdrawn as of {day}.")
            return
    if any(key_of(table, row) == key for row in getattr(known, table)):
        raise Refused(f"{table} {key} is withdrawn already.")
    raise Refused(f"There is no {key} in {table}: nothing was withdrawn.")


_FACTS = tuple(table for table in KEYS if table != "retractions")


def _contradiction(table: str, known: Any, told: Any) -> str:
    field = next(name for name in told.__struct_fields__ if getattr(known, name) != getattr(told, name))
    return (
        f"{table} {key_of(table, told)}: the store says {field} {_shown(getattr(known, field))}, this row says "
        f"{_shown(getattr(told, field))}, and both were recorded the same day: a correction is recorded on a later day."
    )


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        value = " ".join(value)
    return "nothing" if value is None or value == "" else f"{str(value)!r}"


def _refuse_unwritable(rows: Mapping[str, tuple[Any, ...]]) -> None:
    """Refuse what would not come back from the tables as it went in, so that every store can be exported."""
    for table, new in rows.items():
        try:
            text = tables.to_csv(table, new)
            text.encode()
            back = tables.read_text(table, text, f"{table}.csv")
        except tables.TableError as error:
            raise Refused(str(error)) from None
        except UnicodeEncodeError as error:
            raise Refused(f"A cell of {table} holds {error.object[error.start]!r}, which is no character.") from None
        if "\x00" in text:
            raise Refused(f"A cell of {table} holds a character without meaning (NUL).")
        for row, again in zip(new, back, strict=True):
            if row != again:
                field = next(f for f in row.__struct_fields__ if getattr(row, f) != getattr(again, f))
                raise Refused(
                    f"{table} {key_of(table, row)}, {field}: {getattr(row, field)!r} would not come back from a "
                    "table as it went in: an empty text is written as no text at all."
                )


def _refuse_loose_ends(new: Mapping[str, tuple[Any, ...]], known: Record) -> None:
    for row in new.get("retractions", ()):
        if row.table not in _FACTS or not any(
            key_of(row.table, each) == row.key for each in (*getattr(known, row.table), *new.get(row.table, ()))
        ):
            raise Refused(f"A retraction withdraws {row.table} {row.key}: there is no such row.")
    for end in loose_ends(new, known):
        raise Refused(f"{end.table} {end.key}, {end.column}: no row of {end.to} is {end.value}.")
    seated = {row.code for row in (*known.states, *new.get("states", ()))} if "roll_calls" in new else set()
    for row in new.get("roll_calls", ()):
        casts = [state for _, states in row.seats() for state in states]
        if unknown := set(casts) - seated:
            raise Refused(f"roll_calls {row.id} has a cast of {min(unknown)}: no table of states has it.")
        if len(set(casts)) < len(casts):
            twice = next(state for state in casts if casts.count(state) > 1)
            raise Refused(f"roll_calls {row.id} has two casts of {twice}: a seat casts once.")
