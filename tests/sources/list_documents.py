"""Lists as they are published, made into real files for the tests."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as DocumentType
from fpdf import FPDF, XPos, YPos
from PIL import Image, ImageDraw


def text(names: Sequence[str]) -> bytes:
    return "\n".join(names).encode()


def html(names: Sequence[str]) -> bytes:
    items = "".join(f"<li>{name}</li>" for name in names)
    return f"<!doctype html><html><body><h2>Supporters</h2><ol>{items}</ol></body></html>".encode()


def pdf(
    names: Sequence[str],
    *,
    heading: str = "List of supporters of the Code of Conduct",
    columns: int = 2,
    per_page: int = 40,
    footnote: str = "* Subject to parliamentary approval.",
    password: str | None = None,
) -> bytes:
    """A list in columns, read down each column, with a heading, footnotes and page numbers."""
    document = FPDF()
    document.set_auto_page_break(False)
    if password:
        document.set_encryption(owner_password="owner", user_password=password)
    pages = [names[start : start + per_page] for start in range(0, len(names), per_page)]
    for number, page in enumerate(pages, start=1):
        document.add_page()
        document.set_font("Helvetica", size=14)
        document.cell(0, 10, heading, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        document.set_font("Helvetica", size=11)
        rows = -(-len(page) // columns)
        for at, name in enumerate(page):
            column, row = divmod(at, rows)
            for below, part in enumerate(name.split("\n")):
                document.set_xy(20 + column * 90, 30 + row * 11 + below * 5)
                document.cell(80, 5, part)
        document.set_font("Helvetica", size=8)
        if footnote:
            document.set_xy(20, 265)
            document.cell(0, 5, footnote)
        document.set_xy(20, 280)
        document.cell(0, 5, f"Page {number} of {len(pages)}", align="C")
    return bytes(document.output())


def scanned() -> bytes:
    """A page that is a picture of a list."""
    picture = Image.new("RGB", (600, 800), "white")
    ImageDraw.Draw(picture).text((50, 50), "Austria\nBelize\nChile", fill="black")
    document = FPDF()
    document.add_page()
    document.image(picture, x=10, y=10, w=180)
    return bytes(document.output())


def word(paragraphs: Sequence[str], table: Sequence[Sequence[str]] = ()) -> bytes:
    document = Document()
    document.add_heading("Supporters of the Code of Conduct", level=1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        made = document.add_table(rows=len(table), cols=len(table[0]))
        for row, cells in enumerate(table):
            for column, cell in enumerate(cells):
                made.cell(row, column).text = cell
    return _saved(document)


def word_with_content_control(*names: str) -> bytes:
    document = Document()
    for name in names:
        document.add_paragraph(name)
    last = document.paragraphs[-1]._p
    control = last.makeelement(last.tag.replace("}p", "}sdt"), {})
    content = last.makeelement(last.tag.replace("}p", "}sdtContent"), {})
    last.addprevious(control)
    control.append(content)
    content.append(last)
    return _saved(document)


def word_with_tracked_changes(*names: str) -> bytes:
    document = Document()
    for name in names:
        document.add_paragraph(name)
    run = document.paragraphs[-1].runs[0]._r
    inserted = run.makeelement(run.tag.replace("}r", "}ins"), {})
    run.addprevious(inserted)
    inserted.append(run)
    return _saved(document)


def _saved(document: DocumentType) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
