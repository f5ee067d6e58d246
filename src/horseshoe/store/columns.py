"""Rows of the Record to rows of the store and back, by the names of their columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, get_origin, get_type_hints

import msgspec

from horseshoe.facts.proposals import Cast, RollCall
from horseshoe.facts.record import key_of
from horseshoe.facts.sources import Retraction
from horseshoe.facts.tables import row_types

if TYPE_CHECKING:
    from django.db.models import Model

CASTS = tuple(cast.value for cast in Cast)
"""The columns of a roll call that hold seats, in the order in which the row type has them."""

BATCH = 500
"""Rows sent to the database at once."""

SEATS = 240
"""Casts sent to the database at once: four values each, and SQLite takes 999 by default in older versions."""


@cache
def model(table: str) -> type[Model]:
    """The model that keeps the rows of a table of the Record.

    Raises:
        KeyError: no such table.
    """
    from django.apps import apps

    return {each._meta.db_table: each for each in apps.get_app_config("store").get_models()}[table]


@cache
def fields(table: str) -> dict[str, str]:
    """Field of the row type to attribute of the model, for every field that is a column.

    Raises:
        KeyError: the model has no column for a field.
    """
    columns = {field.column: field.attname for field in model(table)._meta.concrete_fields}
    names = row_types()[table].__struct_fields__
    return {name: columns[name] for name in names if not (table == "roll_calls" and name in CASTS)}


def in_utc(row: Any) -> Any:
    """The row with its moments in UTC, which is also what one without a time zone is taken to be."""
    if isinstance(row, Retraction):
        at = row.at.replace(tzinfo=UTC) if row.at.tzinfo is None else row.at.astimezone(UTC)
        return msgspec.structs.replace(row, at=at)
    return row


def identity(table: str, row: Any) -> tuple[str, Any]:
    """What no two rows of a table share: the key, and when the row was recorded (retracted, for a retraction)."""
    return key_of(table, row), row.at if table == "retractions" else row.recorded


def insert(table: str, rows: Sequence[Any], revisions: Sequence[int]) -> None:
    """Put rows into the store, in their order, each with its revision; inside the caller's transaction.

    Raises:
        ValueError: there are not as many revisions as rows.
    """
    if not rows:
        return
    kind = model(table)
    names = fields(table)
    values_of = _values(tuple(names), _parted(table))
    made = []
    for row, revision in zip(rows, revisions, strict=True):
        values = dict(zip(names.values(), values_of(row), strict=True))
        if table != "retractions":
            values["key"] = key_of(table, row)
        made.append(kind(revision_id=revision, **values))
    stored = kind._default_manager.bulk_create(made, batch_size=BATCH)
    if table == "roll_calls":
        _insert_casts((row, each.pk) for row, each in zip(rows, stored, strict=True))


def _insert_casts(roll_calls: Iterable[tuple[RollCall, int]]) -> None:
    from django.db import connection

    made: list[tuple[int, str, str, int]] = []
    for row, number in roll_calls:
        seats = ((state, cast.value) for cast, states in row.seats() for state in states)
        made += [(number, state, cast, place) for place, (state, cast) in enumerate(seats)]
    # As models, these ten thousands of rows would take most of the time of a load.
    with connection.cursor() as cursor:
        for start in range(0, len(made), SEATS):
            batch = made[start : start + SEATS]
            places = ", ".join(["(%s, %s, %s, %s)"] * len(batch))
            cursor.execute(
                f'INSERT INTO casts (roll_call_id, state, "cast", place) VALUES {places}',
                [value for row in batch for value in row],
            )


def select(table: str, since: int = 0) -> tuple[Any, ...]:
    """The rows of a table of the Record, all versions, in the order in which they came in.

    Args:
        table: which.
        since: only rows that a later revision than this one brought in.

    Raises:
        msgspec.ValidationError: a row is not in the form of its type: someone changed it in the database.
    """
    names = fields(table)
    wanted = list(names)
    parted = [wanted.index(name) for name in _parted(table)]
    plain: list[dict[str, Any]] = []
    found = model(table)._default_manager.filter(revision_id__gt=since).order_by("row")
    for values in found.values_list(*names.values()).iterator(BATCH):
        if parted:
            values = tuple(value.split() if index in parted else value for index, value in enumerate(values))
        plain.append(dict(zip(wanted, values, strict=True)))
    if table == "roll_calls":
        _add_casts(plain, since)
    rows: tuple[Any, ...] = msgspec.convert(plain, tuple[row_types()[table], ...])  # type: ignore[misc]
    return rows


def _add_casts(roll_calls: list[dict[str, Any]], since: int) -> None:
    from horseshoe.store import models

    if not roll_calls:
        return
    numbers = models.RollCall.objects.filter(revision_id__gt=since).order_by("row").values_list("row", flat=True)
    seats: dict[int, dict[str, list[str]]] = {number: defaultdict(list) for number in numbers}
    casts = models.Cast.objects.filter(roll_call__revision_id__gt=since) if since else models.Cast.objects.all()
    told = casts.order_by("roll_call", "place").values_list("roll_call_id", "cast", "state")
    for number, cast, state in told.iterator(10 * BATCH):
        seats[number][cast].append(state)
    for row, cast_by in zip(roll_calls, seats.values(), strict=True):
        row.update(cast_by)


@cache
def _parted(table: str) -> tuple[str, ...]:
    """The fields with several values that share a column, parted by spaces as in the tables."""
    hints = get_type_hints(row_types()[table])
    return tuple(name for name in fields(table) if get_origin(hints[name]) is tuple)


def _values(names: tuple[str, ...], parted: tuple[str, ...]) -> Callable[[Any], list[Any]]:
    values_of = attrgetter(*names)
    joined = [names.index(name) for name in parted]

    def values(row: Any) -> list[Any]:
        found = list(values_of(row))
        for index in joined:
            found[index] = " ".join(found[index])
        return found

    return values


def now() -> datetime:
    """The moment by this machine's clock, in UTC: what is written now is recorded now."""
    return datetime.now(UTC)
