"""Data: every table to take away, with what it holds, its size and its terms, and the answers as JSON."""

from __future__ import annotations

from functools import partial
from importlib import import_module

import msgspec
from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.data import archive, data, described
from horseshoe.facts.credits import credits
from horseshoe.site.page import Ask, File, Kind, Page, Shelf, kinds


class Answer(msgspec.Struct, frozen=True):
    """An answer that a page type gives as JSON and CSV."""

    name: str
    address: str
    """With braces for what varies."""
    holds: str
    takes: tuple[str, ...]
    example: str | None
    """An address of the type; ``None`` where there is none without a question."""


def make(ask: Ask) -> Page:
    """The tables and the answers."""
    answer = data(ask.record)
    shown = answer if ask.language == "en" else data(ask.record, language=ask.language)
    return Page(
        address="data",
        title=gettext("Data"),
        description=gettext(
            "Every table of the Record as CSV with its columns, size, credit and terms, all in one file, and every "
            "answer as JSON."
        ),
        template="data.html",
        context={
            "tables": shown.tables,
            "rows": sum(table.rows for table in answer.tables),
            "answers": _answers(ask),
            "first": credits().credits[0].says(ask.language),
        },
        answer=answer,
        header=("table", "about", "rows", "bytes", "columns", "key", "terms"),
        rows=lambda: (
            (each.name, each.about, each.rows, each.bytes, len(each.columns), each.key,
             "; ".join(credit.terms for credit in each.credits))
            for each in answer.tables
        ),
        files={
            "zip": File("application/zip", partial(archive, ask.record), label="ZIP"),
            "datapackage.json": File("application/json", described, label="datapackage.json"),
        },
    )  # fmt: skip


def _answers(ask: Ask) -> list[Answer]:
    return [
        Answer(
            kind.name,
            kind.address or "index",
            _about(kind),
            kind.takes,
            next((each or "index" for each in kind.every(ask.record, ask.on)), None),
        )
        for kind in sorted(kinds(), key=lambda kind: kind.address)
    ]


def _about(kind: Kind) -> str:
    """What pages of a type hold: the first paragraph of the file that makes them."""
    told = import_module(kind.make.__module__).__doc__ or ""
    return " ".join(told.split("\n\n")[0].split())


KIND = Kind(name=gettext_noop("Data"), address="data", make=make, every=lambda record, on: ["data"], shelf=Shelf.HOUSE)
