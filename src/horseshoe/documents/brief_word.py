"""The brief as a Word document: A4, portrait, with real headings, header rows that repeat and the picture as PNG."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from horseshoe.documents.brief import BriefPage
from horseshoe.documents.page import Endnote, Section, Table, Text
from horseshoe.documents.picture import png
from horseshoe.documents.word_parts import (
    INK,
    QUIET,
    SHADE,
    add_footer,
    add_link,
    add_run,
    add_text,
    first_paragraph,
    keep_whole,
    repeat_as_head,
    shade,
)

if TYPE_CHECKING:
    from docx.document import Document

PALE = "F3F5F8"
"""Colour behind the verdict."""
FONT = "Cambria"
WIDTH = 17.8
"""Of the text, in centimetres."""
PICTURE = 8.4
"""Width of the picture, in centimetres."""
SIZE, SMALL, FINE = 9.2, 8.5, 6.8
"""Of the text, of tables and of sources, in points."""


def brief_word(page: BriefPage) -> bytes:
    """The brief as .docx."""
    from docx import Document as new
    from docx.shared import Cm, Pt

    document = new()
    sheet = document.sections[0]
    sheet.page_width, sheet.page_height = Cm(21.0), Cm(29.7)
    sheet.left_margin = sheet.right_margin = Cm(1.6)
    sheet.top_margin, sheet.bottom_margin = Cm(1.3), Cm(1.3)
    sheet.header_distance = sheet.footer_distance = Cm(0.6)
    _styles(document)
    about = document.core_properties
    about.title, about.author, about.language = page.title[:255], page.author, "en-GB"
    about.created = about.modified = datetime.fromisoformat(page.dated).replace(tzinfo=UTC)

    document.add_heading(page.title, level=1)
    add_run(document.add_paragraph(), page.subtitle, size=10, colour=QUIET)
    verdict = document.add_paragraph()
    shade(verdict._p.get_or_add_pPr(), PALE)
    add_text(verdict, page.verdict, size=9.6)
    _head(document, page)
    for section in page.sections:
        _section(document, section)
    if page.endnotes:
        document.add_heading("Sources", level=2)
        _sources(document, page.endnotes)
    # Word wants a paragraph after a table: it is made too small to open a third sheet.
    last = document.add_paragraph()
    last.paragraph_format.space_after = Pt(0)
    last.paragraph_format.line_spacing = Pt(1)
    add_footer(sheet, page.footer, size=7.5)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _styles(document: Document) -> None:
    from docx.shared import Pt, RGBColor

    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(SIZE)
    style.paragraph_format.space_after = Pt(2.5)
    style.paragraph_format.line_spacing = 1.0
    bullet: Any = document.styles["List Bullet"]
    bullet.paragraph_format.space_after = Pt(0.5)
    for name, size, above in (("Heading 1", 16, 0), ("Heading 2", 10.5, 6)):
        heading: Any = document.styles[name]
        heading.font.name, heading.font.size = FONT, Pt(size)
        heading.font.color.rgb = RGBColor.from_string(INK)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(above), Pt(2)
        # Word takes the theme's font for headings unless told otherwise in every script.
        fonts = heading.element.get_or_add_rPr().get_or_add_rFonts()
        for script in [each for each in fonts.attrib if each.endswith("Theme")]:
            del fonts.attrib[script]


def _head(document: Document, page: BriefPage) -> None:
    """The picture, and the facts beside it."""
    from docx.shared import Cm

    both = document.add_table(rows=1, cols=2)
    both.autofit = False
    widths = (Cm(PICTURE + 0.3), Cm(WIDTH - PICTURE - 0.3))
    for column, width in zip(both.columns, widths, strict=True):
        column.width = width
    left, right = both.rows[0].cells
    left.width, right.width = widths
    drawn = first_paragraph(left).add_run().add_picture(io.BytesIO(png(page.picture)), width=Cm(PICTURE))
    described = drawn._inline.docPr
    described.set("title", page.picture.title)
    described.set("descr", page.picture.says)
    add_run(left.add_paragraph(), page.picture.legend, size=7, colour=QUIET)
    for at, fact in enumerate(page.facts):
        paragraph = right.paragraphs[0] if at == 0 else right.add_paragraph()
        add_run(paragraph, f"{fact.label}. ", size=SIZE, bold=True, colour=INK)
        add_text(paragraph, fact.says, size=SIZE)


def _section(document: Document, section: Section) -> None:
    document.add_heading(section.title, level=2)
    for each in section.paragraphs:
        _paragraph(document, each)
    if section.table is not None:
        _table(document, section.table)
    for each in section.below:
        _paragraph(document, each)


def _paragraph(document: Document, each: Text) -> None:
    add_text(document.add_paragraph(), each, size=SIZE)
    for item in each.items:
        add_run(document.add_paragraph(style="List Bullet"), item, size=SMALL)


def _table(document: Document, table: Table) -> None:
    from docx.shared import Cm

    drawn = document.add_table(rows=1, cols=len(table.header), style="Table Grid")
    drawn.autofit = False
    whole = sum(table.widths)
    widths = [Cm(WIDTH * share / whole) for share in table.widths]
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = width
    for at, (cell, name) in enumerate(zip(drawn.rows[0].cells, table.header, strict=True)):
        cell.width = widths[at]
        shade(cell._tc.get_or_add_tcPr(), SHADE)
        add_run(first_paragraph(cell), name, size=SMALL, bold=True)
    repeat_as_head(drawn.rows[0])
    for row in table.rows:
        made = drawn.add_row()
        keep_whole(made)
        for at, (cell, each) in enumerate(zip(made.cells, row, strict=True)):
            cell.width = widths[at]
            add_text(first_paragraph(cell), each, size=SMALL, bold=at == 0)
            for item in each.items:
                paragraph = cell.add_paragraph()
                paragraph.paragraph_format.space_after = 0
                add_run(paragraph, f"– {item}", size=SMALL)
    from docx.shared import Pt

    after = document.add_paragraph()
    after.paragraph_format.space_after, after.paragraph_format.line_spacing = Pt(0), Pt(3)


def _sources(document: Document, notes: tuple[Endnote, ...]) -> None:
    """The sources in two columns: a table without lines, which every reader sets alike."""
    from docx.shared import Cm

    half = (len(notes) + 1) // 2
    both = document.add_table(rows=1, cols=2)
    both.autofit = False
    for cell, column, part in zip(both.rows[0].cells, both.columns, (notes[:half], notes[half:]), strict=True):
        column.width = cell.width = Cm(WIDTH / 2)
        for at, note in enumerate(part):
            paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
            paragraph.paragraph_format.space_after = 0
            paragraph.paragraph_format.left_indent = Cm(0.55)
            paragraph.paragraph_format.first_line_indent = Cm(-0.55)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.55))
            add_run(paragraph, f"{note.number}\t{note.text}", size=FINE)
            if note.url:
                add_run(paragraph, ". ", size=FINE)
                add_link(paragraph, note.url, size=FINE)
