"""How an answer reaches the reader: as JSON, as CSV, or as tables on a terminal."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


class Format(StrEnum):
    """In which form an answer is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


Rows = Iterable[Sequence[Any]]


def emit(
    answer: Any,
    form: Format | None,
    *,
    on_terminal: Callable[[Console], None],
    header: Sequence[str],
    rows: Callable[[], Rows],
) -> None:
    """Print an answer: as asked, else as tables on a terminal and as JSON elsewhere.

    Args:
        answer: the answer object; its fields are the JSON's keys.
        form: the form asked for.
        on_terminal: draws the tables.
        header: columns of the CSV.
        rows: rows of the CSV.
    """
    match form or (Format.TABLE if sys.stdout.isatty() else Format.JSON):
        case Format.JSON:
            print(msgspec.json.format(msgspec.json.encode(answer), indent=2).decode())
        case Format.CSV:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(header)
            writer.writerows([_cell(value) for value in row] for row in rows())
        case Format.TABLE:
            on_terminal(console())


def console() -> Console:
    """The terminal, or a page of 100 columns where there is none."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else 100, highlight=False, emoji=False, markup=False)


def table(*columns: str, title: str | None = None) -> Table:
    """An empty table with these columns."""
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def words(value: Any) -> str:
    """A value of an enumeration as words."""
    return str(getattr(value, "value", value)).replace("_", " ")


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        return " ".join(map(str, value))
    return getattr(value, "value", value)
