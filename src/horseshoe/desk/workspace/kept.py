"""Between what a workspace keeps and the rows that hold it; within alone."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from horseshoe.desk.access.rights import Kind
from horseshoe.desk.workspace.items import ITEMS, KINDS, Item, WhipCount

if TYPE_CHECKING:
    from horseshoe.desk.models import Private

SEATS = "seats"
"""The one field that is no column: its rows are in a table of their own."""


class Kept(msgspec.Struct, frozen=True):
    """Something that a workspace keeps, as it stands."""

    number: int
    kind: Kind
    workspace: str
    item: Item
    by: str
    """Who put it there first."""
    at: datetime
    """When it was put there first."""
    version: int
    """1 at first; each change adds one."""
    retracted: datetime | None

    @property
    def holds(self) -> bool:
        """Whether it was not retracted."""
        return self.retracted is None


def model(kind: Kind) -> type[Private]:
    """The table of a kind."""
    from horseshoe.desk import models

    found: type[Private] = getattr(models, ITEMS[kind].__name__)
    return found


def values(item: Item) -> dict[str, Any]:
    """The columns of an item."""
    return {
        name: _plain(value)
        for name in item.__struct_fields__
        if (value := getattr(item, name)) is not None and name != SEATS
    } | {name: None for name in item.__struct_fields__ if getattr(item, name) is None}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return " ".join(map(str, map(_plain, value)))
    return value.value if isinstance(value, Enum) else value


def put_seats(item: Item, row: Private) -> None:
    """Keep the seats of a whip count for the present version of its row; those of earlier versions stay."""
    from horseshoe.desk.models import WhipSeat

    if isinstance(item, WhipCount):
        WhipSeat.objects.bulk_create(
            [
                WhipSeat(
                    workspace_id=row.workspace_id,
                    count_id=row.pk,
                    version=row.version,
                    state=seat.state,
                    stance=seat.stance,
                    why=seat.why,
                )
                for seat in item.seats
            ]
        )


def kept(kind: Kind, rows: list[Any]) -> tuple[Kept, ...]:
    """Rows as what they hold; two queries at most, however many there are."""
    seats = _seats(rows) if kind is Kind.WHIP_COUNTS else {}
    return tuple(
        Kept(
            number=row.pk,
            kind=kind,
            workspace=row.workspace.name,
            item=_item(kind, row, seats.get(row.pk)),
            by=row.by.username,
            at=row.at,
            version=row.version,
            retracted=row.retracted,
        )
        for row in rows
    )


def _seats(rows: list[Any]) -> dict[int, list[dict[str, Any]]]:
    from horseshoe.desk.models import WhipSeat

    versions = {row.pk: row.version for row in rows}
    found: dict[int, list[dict[str, Any]]] = {}
    for seat in WhipSeat.objects.filter(count_id__in=list(versions)).order_by("pk"):
        if seat.version == versions[seat.count_id]:
            told = {"state": seat.state, "stance": seat.stance, "why": seat.why}
            found.setdefault(seat.count_id, []).append(told)
    return found


def _item(kind: Kind, row: Any, seats: list[dict[str, Any]] | None) -> Item:
    form = ITEMS[kind]
    told = {name: getattr(row, name) for name in form.__struct_fields__ if name != SEATS}
    for field in msgspec.structs.fields(form):
        if field.name != SEATS and any(part is Ellipsis for part in get_args(field.type)):
            told[field.name] = told[field.name].split()
    if seats is not None:
        told[SEATS] = seats
    return msgspec.convert(told, form)


def told(item: Item) -> Any:
    """An item as the history keeps it: plain values."""
    return msgspec.to_builtins(item)


def kind_of(item: Item) -> Kind:
    """The kind of an item."""
    return KINDS[type(item)]
