"""A page as every document writes it: title, coverage, sections of sentences and tables, and sources as endnotes."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from horseshoe.answers.rollcall import Cited
from horseshoe.facts.dates import runs


class Tone(StrEnum):
    """How sure a text is: shown in italics or grey, and always said in words beside it."""

    PLAIN = "plain"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Text(msgspec.Struct, frozen=True):
    """A paragraph or a cell."""

    text: str
    refs: tuple[int, ...] = ()
    """Numbers of the endnotes that it cites."""
    tone: Tone = Tone.PLAIN
    items: tuple[str, ...] = ()
    """Lines under it."""

    def cited(self) -> str:
        """The endnotes as they are printed, neighbours joined: ``1, 3-5``."""
        return ", ".join(runs(self.refs))


class Table(msgspec.Struct, frozen=True):
    """A table with a header; the first column names its rows."""

    header: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[float, ...]
    """Relative widths of the columns."""


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A heading, what stands under it, and perhaps a table."""

    title: str
    paragraphs: tuple[Text, ...] = ()
    table: Table | None = None
    new_page: bool = False
    keep: bool = False
    """Whether it should stand on one page: only for what fits on one."""
    below: tuple[Text, ...] = ()
    """Paragraphs under the table."""


class Endnote(msgspec.Struct, frozen=True):
    """A source, under its number."""

    number: int
    text: str
    url: str | None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A whole document."""

    title: str
    subtitle: str
    coverage: tuple[str, ...]
    """What is known and what is not: on the first page, under the title."""
    sections: tuple[Section, ...]
    endnotes: tuple[Endnote, ...]
    footer: str
    author: str
    dated: str
    """YYYY-MM-DD; a document made twice from one answer is the same."""


class Notes:
    """Numbers sources in the order in which they are cited."""

    def __init__(self, sources: Iterable[Cited]) -> None:
        """Take the sources that can be cited."""
        self._sources = {source.id: source for source in sources}
        self._numbers: dict[str, int] = {}

    def refs(self, ids: Iterable[str]) -> tuple[int, ...]:
        """The numbers of these sources, in order, each once; one that is not among the sources is left out."""
        found = {self._numbers.setdefault(each, len(self._numbers) + 1) for each in ids if each in self._sources}
        return tuple(sorted(found))

    def endnotes(self) -> tuple[Endnote, ...]:
        """Every source cited so far, by number."""
        found = []
        for id_, number in self._numbers.items():
            source = self._sources[id_]
            symbol = f", {source.symbol}" if source.symbol and source.symbol not in source.title else ""
            found.append(Endnote(number, f"{source.title}{symbol}", source.url))
        return tuple(found)
