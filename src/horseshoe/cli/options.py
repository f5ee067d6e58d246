"""Options that several commands share."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from horseshoe.answers.questions import parse_day
from horseshoe.cli.show import Format
from horseshoe.facts.record import Record
from horseshoe.store.opening import of_tables, own_tables, stored

__all__ = ["AsKnownOption", "FormatOption", "day", "own_tables", "record", "stored", "today"]

FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format", "-f", help="table, json or csv; a table on a terminal, JSON elsewhere.", show_default=False
    ),
]
AsKnownOption = Annotated[
    str | None,
    typer.Option("--as-known", metavar="DATE", help="Answer with what was recorded by the end of this day."),
]


def day(text: str | None) -> datetime.date | None:
    """A day given on the command line; ``today`` is allowed."""
    if text is None:
        return None
    return today() if text.strip().lower() == "today" else parse_day(text)


def today() -> datetime.date:
    """The day by this machine's clock: the only place where the clock is read."""
    return datetime.date.today()  # noqa: DTZ011 (a desk officer's day is the local one)


@cache
def record(folder: Path | None = None) -> Record:
    """What is known: the store, where there is one; else the packaged facts with this user's own over them.

    Args:
        folder: the user's tables, whatever else there is.
    """
    if folder is None and stored():
        from horseshoe.store import database
        from horseshoe.store.snapshot import snapshot

        database.connect()
        return snapshot()
    return of_tables(folder)
