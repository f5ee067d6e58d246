"""Web pages and pasted HTML: lists, tables and paragraphs."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from horseshoe.sources.files import WrongFile
from horseshoe.sources.lists.pieces import Grid, Line
from horseshoe.sources.lists.text import decoded

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_HIDDEN = ("script", "style", "noscript", "template", "nav", "select", "svg", "head", "iframe")
"""What is no part of the text, menus of all countries among it."""

DEEPEST = 100
"""Elements within one another at most; pages of today have some thirty."""

_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form"
    r"|h[1-6r]|header|html|legend|li|main|ol|p|pre|section|summary|ul|br|table"
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def read(name: str, content: bytes) -> tuple[Line | Grid, ...]:
    """The lines and tables of a page.

    Raises:
        WrongFile: it is not in the encoding that it says it is in, or its elements lie too deep within one another.
    """
    from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)  # XHTML is read as the HTML that it is
        page = BeautifulSoup(_decoded(name, content), "lxml")
    if _depth(page) > DEEPEST:
        raise WrongFile(f"{name} has more than {DEEPEST} elements within one another: save the list as plain text.")
    title = page.title.get_text(" ", strip=True) if page.title else ""
    for hidden in page(_HIDDEN):
        hidden.decompose()
    found: list[Line | Grid] = [Line("title", title)] if title else []
    number = grids = 0
    for part in _parts(page):
        if isinstance(part, str):
            if line := " ".join(part.split()):
                number += 1
                found.append(Line(f"line {number}", line, number))
        else:
            grids += 1
            found.append(Grid(f"table {grids}", tuple(part)))
    return tuple(found)


def _depth(page: BeautifulSoup) -> int:
    """How many elements lie within one another at most."""
    deepest = 0
    waiting: list[tuple[Tag, int]] = [(page, 0)]
    while waiting:
        element, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in element.find_all(True, recursive=False)]
    return deepest


def _parts(element: Tag) -> Iterator[str | list[tuple[str, ...]]]:
    from bs4 import Tag
    from bs4.element import PreformattedString

    text: list[str] = []
    for child in element.children:
        if not isinstance(child, Tag):
            if not isinstance(child, PreformattedString):  # comments and the like
                text.append(str(child))
        elif child.name == "table" and not child.find("table"):
            yield "".join(text)
            text = []
            rows = [tuple(_cell(cell) for cell in row(["td", "th"])) for row in child("tr")]
            if rows := [row for row in rows if row]:
                yield rows
        elif child.name == "br":
            yield "".join(text)
            text = []
        elif _BLOCKS.fullmatch(child.name) or child.name in ("tbody", "thead", "tr", "td", "th") or _holds(child):
            yield "".join(text)
            text = []
            yield from _parts(child)
        else:
            text.append(child.get_text())
    yield "".join(text)


def _holds(child: Tag) -> bool:
    return any(_BLOCKS.fullmatch(inside.name) for inside in child.find_all(True))


def _cell(cell: Tag) -> str:
    parts = (" ".join(part.split()) if isinstance(part, str) else "" for part in _parts(cell))
    return "\n".join(part for part in parts if part)


def _decoded(name: str, content: bytes) -> str:
    said = _CHARSET.search(content[:2048])
    if said and said.group(1).lower() not in (b"utf-8", b"utf8"):
        try:
            text = content.decode(said.group(1).decode())
            text.encode()  # some codecs of Python's make half characters, of which no web page consists
            return text
        except (LookupError, UnicodeError):
            pass
    try:
        return decoded(name, content)
    except WrongFile as error:
        if said:
            raise WrongFile(f"{error} It says of itself that it is {said.group(1).decode()}.") from None
        raise
