"""A page as a Word document."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from horseshoe.documents.page import Page, Section, Table, Text, Tone

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

INK, QUIET = "1B2A41", "5A6270"
"""Colour of headings, and of what is not known."""
SHADE = "E9EDF3"


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
    _run(document.add_paragraph(), page.subtitle, size=11.5, colour=QUIET)
    for line in page.coverage:
        paragraph = document.add_paragraph()
        # The format fixes the order of a paragraph's properties: its shade stands before its indent.
        _shaded(paragraph._p.get_or_add_pPr(), "F3F5F8")
        paragraph.paragraph_format.left_indent = Cm(0.4)
        _run(paragraph, line, size=9)
    for section in page.sections:
        _section(document, section)
    if page.endnotes:
        document.add_heading("Sources", level=2)
        for note in page.endnotes:
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.left_indent = Cm(0.8)
            paragraph.paragraph_format.first_line_indent = Cm(-0.8)
            paragraph.paragraph_format.space_after = Pt(2)
            _run(paragraph, f"{note.number}\t{note.text}", size=8.5)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))
            if note.url:
                _run(paragraph, ". ", size=8.5)
                _link(paragraph, note.url)
    _footer(sheet, page.footer)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _section(document: Document, section: Section) -> None:
    heading = document.add_heading(section.title, level=2)
    heading.paragraph_format.page_break_before = section.new_page
    for each in section.paragraphs:
        _said(document.add_paragraph(), each, size=10)
        for item in each.items:
            _run(document.add_paragraph(style="List Bullet"), item, size=9.5)
        if section.keep:
            document.paragraphs[-1].paragraph_format.keep_with_next = True
    if section.table is not None:
        _table(document, section.table, keep=section.keep)
    for each in section.below:
        _said(document.add_paragraph(), each, size=9)
        for item in each.items:
            _run(document.add_paragraph(style="List Bullet"), item, size=9)


def _table(document: Document, table: Table, *, keep: bool) -> None:
    from docx.shared import Cm

    drawn = document.add_table(rows=1, cols=len(table.header), style="Table Grid")
    drawn.autofit = False
    whole = sum(table.widths)
    widths = [Cm(26.1 * share / whole) for share in table.widths]
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = width
    for cell, name in zip(drawn.rows[0].cells, table.header, strict=True):
        _shaded(cell._tc.get_or_add_tcPr(), SHADE)
        _run(_first(cell), name, size=8.5, bold=True)
    _repeats(drawn.rows[0])
    for row in table.rows:
        made = drawn.add_row()
        _whole(made)
        for at, (cell, each) in enumerate(zip(made.cells, row, strict=True)):
            cell.width = widths[at]
            _said(_first(cell), each, size=8.5, bold=at == 0)
            _first(cell).paragraph_format.keep_with_next = keep and row is not table.rows[-1]
            for item in each.items:
                paragraph = cell.add_paragraph()
                paragraph.paragraph_format.space_after = 0
                paragraph.paragraph_format.left_indent = Cm(0.3)
                paragraph.paragraph_format.first_line_indent = Cm(-0.3)
                _run(paragraph, f"– {item}", size=8)


def _first(cell: Any) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = 0
    return paragraph


def _said(paragraph: Paragraph, each: Text, *, size: float, bold: bool = False) -> None:
    colour = QUIET if each.tone is Tone.UNKNOWN else None
    _run(paragraph, each.text, size=size, bold=bold, italic=each.tone is not Tone.PLAIN, colour=colour)
    if each.refs:
        _run(paragraph, each.cited(), size=size, raised=True)


def _run(
    paragraph: Paragraph,
    text: str,
    *,
    size: float,
    bold: bool = False,
    italic: bool = False,
    raised: bool = False,
    colour: str | None = None,
) -> None:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic, run.font.superscript = Pt(size), bold or None, italic or None, raised or None
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)


# -- what python-docx has no words for -------------------------------------------------------------------


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _shaded(properties: Any, colour: str) -> None:
    properties.append(_element("w:shd", val="clear", color="auto", fill=colour))


def _repeats(row: Any) -> None:
    """Let the row head the table on every page."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))


def _whole(row: Any) -> None:
    """Keep the row on one page."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))


def _link(paragraph: Paragraph, url: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    link = _element("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(url)
    run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string("1F4E8C")
    link.append(run._r)
    paragraph._p.append(link)


def _footer(sheet: Any, text: str) -> None:
    paragraph = sheet.footer.paragraphs[0]
    _run(paragraph, f"{text}   Page ", size=8, colour=QUIET)
    for kind, instruction in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        if kind:
            run._r.append(_element("w:fldChar", fldCharType=kind))
        else:
            field = _element("w:instrText")
            field.text = instruction
            run._r.append(field)
