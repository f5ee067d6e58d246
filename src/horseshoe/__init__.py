"""Horseshoe: pledges, votes, rules and conduct at the UN Security Council."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from horseshoe.facts.record import Record

__all__ = ["open"]


def open(*folders: str | Path) -> Record:
    """The Record: the facts that ship with Horseshoe, and over them those in ``folders``, in order.

    The first may be the address of a running installation, as in ``horseshoe.open("https://horseshoe.example.org")``:
    then its Record takes the place of what ships.

    Raises:
        horseshoe.facts.tables.TableError: a table cannot be read; the sentence says where and why.
        horseshoe.sources.installation.CannotOpen: the installation cannot be reached, or is none.
    """
    from horseshoe.facts import tables

    if folders and str(folders[0]).startswith(("https://", "http://")):
        from horseshoe.sources import installation

        record, folders = installation.read(str(folders[0])), folders[1:]
    else:
        record = tables.read(tables.PACKAGED)
    for folder in folders:
        record = tables.merged(record, tables.read(Path(folder)))
    return record
