"""Horseshoe: pledges, votes, rules and conduct at the UN Security Council."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from horseshoe.facts.record import Record

__all__ = ["open"]


def open(*folders: str | Path) -> Record:
    """The Record: the facts that ship with Horseshoe, and over them those in ``folders``, in order.

    Raises:
        horseshoe.facts.tables.TableError: a table cannot be read; the sentence says where and why.
    """
    from horseshoe.facts import tables

    record = tables.read(tables.PACKAGED)
    for folder in folders:
        record = tables.merged(record, tables.read(Path(folder)))
    return record
