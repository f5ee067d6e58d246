"""A page as a Word document."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from horseshoe.documents.page import Page, Section, Table
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


def word(page: Page) -> bytes:
    """The page as .docx, A4 landscape: real headings, header rows that repeat, links and page numbers."""
    from docx import Document as new
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt, RGBColor

    document = new()
    sheet = document.sections[0]
    sheet.orientation = WD_ORIENT.LANDSCAPE
    sheet.page_width, sheet.page_height = Cm(29.7), Cm(21.0)
    sheet.left_margin = sheet.right_margin = Cm(1.8)
    sheet.top_margin = sheet.bottom_margin = Cm(1.6)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Cambria", Pt(10)
    style.paragraph_format.space_after = Pt(5)
    for name, size in (("Heading 1", 20), ("Heading 2", 13)):
        heading = document.styles[name]
        heading.font.name, heading.font.size = "Cambria", Pt(size)
        heading.font.color.rgb = RGBColor.from_string(INK)
        # Word takes the theme's font for headings unless told otherwise in every script.
        fonts = heading.element.get_or_add_rPr().get_or_add_rFonts()
        for script in [*fonts.attrib]:
            if script.endswith("Theme"):
                del fonts.attrib[script]
    about = document.core_properties
    about.title, about.author, about.language = page.title, page.author, "en-GB"
    about.created = about.modified = datetime.fromisoformat(page.dated).replace(tzinfo=UTC)

    document.add_heading(page.title, level=1)
    add_run(document.add_paragraph(), page.subtitle, size=11.5, colour=QUIET)
    for line in page.coverage:
        paragraph = document.add_paragraph()
        # The format fixes the order of a paragraph's properties: its shade stands before its indent.
        shade(paragraph._p.get_or_add_pPr(), "F3F5F8")
        paragraph.paragraph_format.left_indent = Cm(0.4)
        add_run(paragraph, line, size=9)
    for section in page.sections:
        _section(document, section)
    if page.endnotes:
        document.add_heading("Sources", level=2)
        for note in page.endnotes:
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.left_indent = Cm(0.8)
            paragraph.paragraph_format.first_line_indent = Cm(-0.8)
            paragraph.paragraph_format.space_after = Pt(2)
            add_run(paragraph, f"{note.number}\t{note.text}", size=8.5)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))
            if note.url:
                add_run(paragraph, ". ", size=8.5)
                add_link(paragraph, note.url, size=8.5)
    add_footer(sheet, page.footer, size=8)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _section(document: Document, section: Section) -> None:
    heading = document.add_heading(section.title, level=2)
    heading.paragraph_format.page_break_before = section.new_page
    for each in section.paragraphs:
        add_text(document.add_paragraph(), each, size=10)
        for item in each.items:
            add_run(document.add_paragraph(style="List Bullet"), item, size=9.5)
        if section.keep:
            document.paragraphs[-1].paragraph_format.keep_with_next = True
    if section.table is not None:
        _table(document, section.table, keep=section.keep)
    for each in section.below:
        add_text(document.add_paragraph(), each, size=9)
        for item in each.items:
            add_run(document.add_paragraph(style="List Bullet"), item, size=9)


def _table(document: Document, table: Table, *, keep: bool) -> None:
    from docx.shared import Cm

    drawn = document.add_table(rows=1, cols=len(table.header), style="Table Grid")
    drawn.autofit = False
    whole = sum(table.widths)
    widths = [Cm(26.1 * share / whole) for share in table.widths]
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = width
    for cell, name in zip(drawn.rows[0].cells, table.header, strict=True):
        shade(cell._tc.get_or_add_tcPr(), SHADE)
        add_run(first_paragraph(cell), name, size=8.5, bold=True)
    repeat_as_head(drawn.rows[0])
    for row in table.rows:
        made = drawn.add_row()
        keep_whole(made)
        for at, (cell, each) in enumerate(zip(made.cells, row, strict=True)):
            cell.width = widths[at]
            add_text(first_paragraph(cell), each, size=8.5, bold=at == 0)
            first_paragraph(cell).paragraph_format.keep_with_next = keep and row is not table.rows[-1]
            for item in each.items:
                paragraph = cell.add_paragraph()
                paragraph.paragraph_format.space_after = 0
                paragraph.paragraph_format.left_indent = Cm(0.3)
                paragraph.paragraph_format.first_line_indent = Cm(-0.3)
                add_run(paragraph, f"– {item}", size=8)
