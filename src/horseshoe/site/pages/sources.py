"""Every source that the Record cites, by publisher, with how many facts rest on it."""

from __future__ import annotations

from difflib import get_close_matches

from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.sources import Sources, sources
from horseshoe.facts.references import CITING
from horseshoe.site.page import Ask, Card, Kind, Page, Shelf

KINDS = {
    "document": gettext_noop("documents without an address"),
    "page": gettext_noop("pages whose address was not kept"),
    "press": gettext_noop("press without an address"),
    "dataset": gettext_noop("data sets"),
    "compilation": gettext_noop("our own compilations"),
    "derived": gettext_noop("derived by rule"),
    "seed": gettext_noop("the documents that describe the system"),
}
"""Kind of source to the heading under which those without an address stand."""


MUCH = 10
"""Facts that must rest on the one source of a publisher for a heading of its own."""


def make(ask: Ask) -> Page:
    """The sources that the filters leave."""
    asked = {name: ask.query.get(name) for name in ("about", "kind", "table")}
    answer = sources(ask.record, **asked)
    several = [each for each in answer.publishers if len(each.sources) > 1 or each.facts >= MUCH]
    single = [each.sources[0] for each in answer.publishers if each not in several]
    return Page(
        address="sources",
        title=gettext("Every source"),
        description=gettext(
            "The %(number)d sources that the facts cite, by publisher, with how many facts rest on each."
        )
        % {"number": answer.total},
        template="sources.html",
        card=Card(number=str(answer.total), says=gettext("sources")),
        context={
            "sources": answer,
            "publishers": [
                (each.name if each.domain else gettext(KINDS.get(each.name, each.name)), each) for each in several
            ],
            "single": single,
            "tables": CITING,
            "nearest": _nearest(ask) if not answer.shown else (),
        },
        answer=answer,
        header=("publisher", "id", "kind", "title", "url", "symbol", "license", "facts", "tables"),
        rows=lambda: _rows(answer),
    )


def _nearest(ask: Ask) -> list[str]:
    """Publishers whose names come near to the words asked for."""
    names = [each.name for each in sources(ask.record).publishers if each.domain]
    return get_close_matches(ask.query.get("about", "").casefold(), names, n=4, cutoff=0.5)


def _rows(answer: Sources) -> list[tuple[object, ...]]:
    return [
        (
            each.name, row.id, row.kind, row.title, row.url, row.symbol, row.license, row.facts,
            " ".join(f"{table}:{number}" for table, number in row.tables.items()),
        )
        for each in answer.publishers
        for row in each.sources
    ]  # fmt: skip


KIND = Kind(
    name=gettext_noop("Sources"),
    address="sources",
    make=make,
    every=lambda record, on: ["sources"],
    takes=("about", "kind", "table"),
    shelf=Shelf.HOUSE,
)
