"""What a page is, and which pages there are: one file a page type in ``pages/``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import msgspec

from horseshoe.answers.questions import BadQuestion, parse_day
from horseshoe.facts.record import Record
from horseshoe.site.charts.chart import Chart
from horseshoe.site.pictures.layout import Table

Rows = Callable[[], Iterable[Sequence[Any]]]


class Shelf(StrEnum):
    """Where a page type stands in the index at the foot of every page."""

    RECORD = "record"
    PLEDGES = "pledges"
    AHEAD = "ahead"
    HOUSE = "house"


class File(msgspec.Struct, frozen=True):
    """A further form of a page, such as a calendar."""

    type: str
    """Media type."""
    made: Callable[[], bytes]
    live: bool = False
    """Whether only a server gives it: what takes too long to make for every page that is published."""
    label: str = ""
    """What its link says; its ending where empty."""
    data: bool = True
    """Whether it is the same in every language: then it is published once."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened, for the feed of a page."""

    id: str
    """Of what happened: the same for ever, and in no other entry of any feed."""
    address: str
    """The page that tells more."""
    title: str
    day: date
    says: str
    """A sentence or two."""


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """What the picture of a page says where a link to it is shared."""

    number: str = ""
    """The one number that matters."""
    says: str = ""
    """What it counts."""
    table: Table | None = None
    """The Council around its table in place of the number, beside ``title`` and ``lines``."""
    title: str = ""
    """In place of the title of the page."""
    lines: tuple[str, ...] = ()
    """Beside the table, in place of the description of the page."""
    drawn: Callable[[], bytes] | None = None
    """An SVG of 1200 by 630 in place of all of it."""
    shared: str = ""
    """The address of the page whose card stands for this one in what is published; its own where empty."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page, with what its twins hold."""

    address: str
    """Where it lives, without the leading slash: ``states/FRA``; empty for the first page."""
    title: str
    description: str
    """One sentence, for search engines and for links that are shared."""
    template: str
    """Name of the template, in ``templates/pages``."""
    context: Mapping[str, Any]
    """What the template is told."""
    answer: Any
    """The answer object: its fields are the keys of the JSON."""
    header: tuple[str, ...]
    """Columns of the CSV."""
    rows: Rows
    """Rows of the CSV."""
    files: Mapping[str, File] = {}
    """Further forms, by the ending of their address: ``ics``."""
    charts: tuple[Chart, ...] = ()
    """Charts, whose files lie beside the page: ``vetoes.by-year.svg``."""
    feed: Callable[[], Iterable[Entry]] | None = None
    """What happened, in any order, for its Atom feed; ``None``: nothing happens here."""
    card: Card = Card()
    """Its picture where a link to it is shared."""
    status: int = 200
    """The status of its HTML; a page with another one is not kept: 202 where its answer is still being worked out,
    400 where it shows the form again with what is wrong."""


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """What a page is asked for."""

    record: Record
    on: date
    """The day it is."""
    parts: Mapping[str, str] = {}
    """What stands in the braces of the address."""
    query: Mapping[str, str] = {}
    """The parameters that the page takes; empty ones are left out."""
    published: bool = False
    """Whether the page is written as a static file: then no form can be sent."""
    language: str = "en"
    """Of the words: already the language of Django's translation while a page is made."""
    form: str = "html"
    """The form that is asked for: ``html``, ``json``, ``csv``, or the ending of a further file."""

    def day(self, name: str) -> date | None:
        """A parameter that is a day.

        Raises:
            BadQuestion: it is none; the sentence says what would be right.
        """
        text = self.query.get(name)
        return parse_day(text) if text else None


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A page type."""

    name: str
    """Its name in lists and menus."""
    address: str
    """Such as ``states/{state}``; a brace stands for one part between slashes."""
    make: Callable[[Ask], Page]
    """The page. Raises NotFound or BadQuestion with a sentence where there is none."""
    every: Callable[[Record, date], Iterable[str]]
    """The addresses of all pages of this type, for publishing and the site map."""
    takes: tuple[str, ...] = ()
    """Parameters of the query."""
    takes_like: str | None = None
    """A regular expression that names further parameters match, such as those of seats, which are codes of states."""
    menu: int | None = None
    """Its place in the menu; ``None``: not in it."""
    shelf: Shelf | None = None
    """Where it stands in the index at the foot of every page; ``None``: nowhere."""
    entry: str | None = None
    """Where menu and index lead to, if the address has braces."""

    def takes_in(self, name: str) -> bool:
        """Whether a parameter of this name is read."""
        return name in self.takes or (self.takes_like is not None and re.fullmatch(self.takes_like, name) is not None)

    @property
    def first(self) -> str:
        """The address that the menu leads to."""
        return self.address if self.entry is None else self.entry

    def parts(self, address: str) -> dict[str, str] | None:
        """What stands in the braces, if ``address`` is of this type."""
        wanted, given = self.address.split("/"), address.split("/")
        if len(wanted) != len(given):
            return None
        found = {}
        for one, other in zip(wanted, given, strict=True):
            if one.startswith("{"):
                if not other:
                    return None
                found[one[1:-1]] = other
            elif one != other:
                return None
        return found


@cache
def kinds() -> tuple[Kind, ...]:
    """Every page type; an address without braces comes before one with."""
    from horseshoe.site import pages

    found = [
        import_module(f"{pages.__name__}.{module.name}").KIND
        for module in sorted(iter_modules(pages.__path__), key=lambda module: module.name)
    ]
    return tuple(sorted(found, key=lambda kind: kind.address.count("{")))


@cache
def menu() -> tuple[Kind, ...]:
    """The page types of the menu, in its order."""
    return tuple(sorted((kind for kind in kinds() if kind.menu is not None), key=lambda kind: kind.menu or 0))


@cache
def shelves() -> tuple[tuple[Shelf, tuple[Kind, ...]], ...]:
    """The index of page types: by shelf, those of the menu in its order, then the others by name."""
    order = sorted(kinds(), key=lambda kind: (kind.menu is None, kind.menu or 0, kind.name))
    return tuple((shelf, tuple(kind for kind in order if kind.shelf is shelf)) for shelf in Shelf)


def find(address: str) -> tuple[Kind, dict[str, str]] | None:
    """The page type of an address, and what stands in its braces."""
    for kind in kinds():
        if (parts := kind.parts(address)) is not None:
            return kind, parts
    return None


def one_of(ask: Ask, name: str, allowed: Iterable[str]) -> str | None:
    """A parameter that must be one of a few words.

    Raises:
        BadQuestion: it is another; the sentence names them.
    """
    text, known = ask.query.get(name), tuple(allowed)
    if text and text not in known:
        raise BadQuestion(f"{name} is one of {', '.join(known)}, and {text[:40]!r} is none of them.")
    return text or None
