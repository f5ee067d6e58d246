"""One table: its columns and what they mean, its first rows, and the whole of it as CSV and JSON."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from functools import partial
from itertools import islice

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.data import TABLES, about, cells, header, rows_of
from horseshoe.facts.record import Record
from horseshoe.site.page import Ask, File, Kind, Page

SHOWN = 12
"""Rows that the page shows."""

LONGEST = 160
"""Characters of a cell that the page shows."""


def make(ask: Ask) -> Page:
    """The table in the address."""
    table = ask.parts["table"]
    told = about(ask.record, table, language=ask.language)
    return Page(
        address=f"data/{table}",
        title=gettext("The table %(name)s") % {"name": table},
        description=gettext(
            "%(rows)d rows and %(columns)d columns with their meaning, the first rows, and the whole table as data."
        )
        % {"rows": told.rows, "columns": len(told.columns)},
        template="data_table.html",
        context={
            "table": told,
            "first": [[_short(cell) for cell in row] for row in islice(cells(ask.record, table), SHOWN)],
            "shown": min(SHOWN, told.rows),
            "name": table,
            "means": {column.name: _coded(column.means) for column in told.columns},
        },
        answer=rows_of(ask.record, table),
        header=header(table),
        rows=lambda: cells(ask.record, table),
        files={
            "parquet": File(
                "application/vnd.apache.parquet", partial(_parquet, ask.record, table), live=True, label="Parquet"
            )
        },
    )  # fmt: skip


def _coded(text: str) -> SafeString:
    """A description with what stands between backticks as code."""
    parts = text.split("`")
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", part) if at % 2 else part,) for at, part in enumerate(parts))
    )


def _short(cell: str) -> str:
    return cell if len(cell) <= LONGEST else f"{cell[:LONGEST]}…"


def _parquet(record: Record, table: str) -> bytes:
    out = io.BytesIO()
    record.frame(table).write_parquet(out)
    return out.getvalue()


def _every(record: Record, on: date) -> Iterable[str]:
    return (f"data/{table}" for table in TABLES)


KIND = Kind(name=gettext_noop("A table"), address="data/{table}", make=make, every=_every)
