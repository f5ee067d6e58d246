"""Word documents: paragraphs and tables, in the order of the text."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from typing import Any

from horseshoe.sources.files import WrongFile
from horseshoe.sources.lists.pieces import Grid, Line

MOST = 64 * 1024**2
"""Bytes of a document at most, unpacked: an archive of some kilobytes can be made to unpack to gigabytes."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read(name: str, content: bytes) -> tuple[Line | Grid, ...]:
    """The paragraphs and tables of a .docx file.

    Raises:
        WrongFile: it is another kind of archive, damaged, or holds changes that nobody accepted or rejected yet.
    """
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = set(archive.namelist())
            unpacked = sum(each.file_size for each in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        raise WrongFile(f"{name} is damaged: it begins as a Word document and ends too early.") from None
    if "word/document.xml" not in inside:
        what = "an Excel workbook: save its sheet as CSV" if "xl/workbook.xml" in inside else "no Word document"
        raise WrongFile(f"{name} is {what}.")
    if unpacked > MOST:
        raise WrongFile(f"{name} is larger than {MOST // 1024**2} MB unpacked, which no list is.")
    try:
        body = docx.Document(io.BytesIO(content)).element.body
    except Exception as error:  # python-docx raises what its XML parser and its package reader raise
        raise WrongFile(f"{name} cannot be read as a Word document ({type(error).__name__}).") from None
    if any(next(body.iter(_W + change), None) is not None for change in ("ins", "del", "moveFrom")):
        raise WrongFile(f"{name} holds tracked changes: accept or reject them first, so that its text is one.")
    return tuple(_parts(body))


def _parts(body: Any) -> Iterator[Line | Grid]:
    paragraphs = grids = 0
    for element in _blocks(body):
        if element.tag == _W + "tbl":
            grids += 1
            rows = [tuple(_cell(cell) for cell in row.iter(_W + "tc")) for row in element.iter(_W + "tr")]
            yield Grid(f"table {grids}", tuple(rows))
            continue
        paragraphs += 1
        for text in _text(element).splitlines():
            if text.strip():
                yield Line(f"paragraph {paragraphs}", text, paragraphs)


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those within content controls."""
    for child in parent:
        if child.tag in (_W + "p", _W + "tbl"):
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent"):
            yield from _blocks(child)


def _cell(cell: Any) -> str:
    return "\n".join(text for paragraph in cell.iter(_W + "p") if (text := _text(paragraph)).strip())


def _text(paragraph: Any) -> str:
    return "".join(_runs(paragraph))


def _runs(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == _W + "t":
            yield child.text or ""
        elif child.tag == _W + "tab":
            yield "\t"
        elif child.tag in (_W + "br", _W + "cr"):
            yield "\n"
        elif child.tag == _W + "noBreakHyphen":
            yield "-"
        elif child.tag not in (_FALLBACK, _W + "pPr", _W + "rPr"):
            yield from _runs(child)
