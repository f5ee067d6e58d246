"""PDF: the text of each page, column by column."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import msgspec

from horseshoe.sources.files import WrongFile
from horseshoe.sources.lists.pieces import Line

GAP = 1.1
"""A gap between two words wider than this, in heights of the line, parts two columns."""

SAME = 8.0
"""Lines that begin within so many points of one another stand in one column."""

APART = 40.0
"""Two columns begin at least so many points apart; less is an indent."""


class _Segment(msgspec.Struct, frozen=True):
    row: int
    left: float
    right: float
    text: str


def read(name: str, content: bytes) -> tuple[Line, ...]:
    """The lines of a PDF, each column of a page from top to bottom.

    Raises:
        WrongFile: it is encrypted, damaged, or holds pictures of text and no text.
    """
    import logging

    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    found: list[Line] = []
    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            bare = [page.page_number for page in document.pages if page.images and not _has_words(page)]
            if bare:
                which = "It" if len(bare) == len(document.pages) else f"Page {bare[0]} of it"
                raise WrongFile(
                    f"{name} cannot be read: {which[0].lower()}{which[1:]} is a scanned picture without text; have its "
                    "text recognized, or type the names, one a line."
                )
            for page in document.pages:
                found.extend(_page(page))
    except WrongFile:
        raise
    except Exception as error:  # pdfplumber hands on whatever pdfminer raises
        if isinstance(error, PDFPasswordIncorrect) or any(isinstance(arg, PDFPasswordIncorrect) for arg in error.args):
            raise WrongFile(f"{name} is encrypted: save it without its password first.") from None
        raise WrongFile(f"{name} cannot be read as a PDF: it is damaged or cut short.") from None
    if not found:
        raise WrongFile(f"{name} holds no text: have its text recognized, or type the names, one a line.")
    return tuple(found)


def _has_words(page: Any) -> bool:
    return any(char["text"].isalpha() for char in page.chars)


def _page(page: Any) -> Iterator[Line]:
    segments = list(_segments(page))
    starts = _starts(segments)
    waiting: list[list[_Segment]] = [[] for _ in starts]
    block = page.page_number * 10_000

    def column_by_column() -> Iterator[Line]:
        nonlocal block
        for number, column in enumerate(waiting, start=1):
            for segment in column:
                where = f"column {number}, line {segment.row}" if len(starts) > 1 else f"line {segment.row}"
                yield Line(f"page {page.page_number}, {where}", segment.text, block)
            column.clear()
            block += 1

    for segment in segments:
        at = max((n for n, start in enumerate(starts) if start <= segment.left + SAME), default=0)
        if at + 1 < len(starts) and segment.right > starts[at + 1] + SAME:
            # It runs across the columns: what stands above it was read before it.
            yield from column_by_column()
            yield Line(f"page {page.page_number}, line {segment.row}", segment.text, block)
            block += 1
        else:
            waiting[at].append(segment)
    yield from column_by_column()


def _segments(page: Any) -> Iterator[_Segment]:
    """The lines of a page, each cut where a wide gap parts two columns."""
    lines: list[list[dict[str, Any]]] = []
    for word in sorted(page.extract_words(), key=lambda word: (word["bottom"], word["x0"])):
        # A raised footnote mark belongs to the line that it stands beside.
        if lines and word["top"] < lines[-1][0]["bottom"] - 1 and word["bottom"] - lines[-1][0]["bottom"] < 4:
            lines[-1].append(word)
        else:
            lines.append([word])
    for row, words in enumerate(lines, start=1):
        words.sort(key=lambda word: word["x0"])
        height = max(word["bottom"] - word["top"] for word in words)
        run = [words[0]]
        for before, word in pairwise(words):
            numbered = not any(char.isalpha() for char in "".join(each["text"] for each in run))
            if word["x0"] - before["x1"] > GAP * height and not numbered:
                yield _segment(row, run)
                run = []
            run.append(word)
        yield _segment(row, run)


def _segment(row: int, words: Sequence[dict[str, Any]]) -> _Segment:
    return _Segment(row, words[0]["x0"], words[-1]["x1"], " ".join(word["text"] for word in words))


def _starts(segments: Sequence[_Segment]) -> list[float]:
    """Where columns begin: where several lines do."""
    groups: list[list[float]] = []
    for left in sorted(segment.left for segment in segments):
        if groups and left - groups[-1][0] <= SAME:
            groups[-1].append(left)
        else:
            groups.append([left])
    rows = len({segment.row for segment in segments})
    starts: list[float] = []
    for group in groups:
        if len(group) >= max(2, rows // 8) and (not starts or group[0] - starts[-1] >= APART):
            starts.append(group[0])
    return starts or [0.0]
