"""What both kinds of Word document are made of: runs of text, links, shades, rows that stay whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from horseshoe.documents.page import Text, Tone

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

INK, QUIET, LINK, SHADE = "1B2A41", "5A6270", "1F4E8C", "E9EDF3"
"""Colours of headings, of what is not known, of links, and behind the heads of tables."""


def first_paragraph(cell: Any) -> Paragraph:
    """The first paragraph of a cell, without space after it."""
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = 0
    return paragraph


def add_text(paragraph: Paragraph, each: Text, *, size: float, bold: bool = False) -> None:
    """Add a text with its tone and its notes to a paragraph."""
    colour = QUIET if each.tone is Tone.UNKNOWN else None
    add_run(paragraph, each.text, size=size, bold=bold, italic=each.tone is not Tone.PLAIN, colour=colour)
    if each.refs:
        add_run(paragraph, each.cited(), size=size, raised=True)


def add_run(
    paragraph: Paragraph,
    text: str,
    *,
    size: float,
    bold: bool = False,
    italic: bool = False,
    raised: bool = False,
    colour: str | None = None,
) -> None:
    """Add a run of text to a paragraph; sizes in points."""
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic, run.font.superscript = Pt(size), bold or None, italic or None, raised or None
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)


# -- what python-docx has no words for -------------------------------------------------------------------


def element(name: str, **attributes: str) -> Any:
    """An element of WordprocessingML by its name, with attributes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def shade(properties: Any, colour: str) -> None:
    """Shade a cell or a paragraph, by its properties."""
    properties.append(element("w:shd", val="clear", color="auto", fill=colour))


def repeat_as_head(row: Any) -> None:
    """Let the row head the table on every page."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader", val="true"))


def keep_whole(row: Any) -> None:
    """Keep the row on one page."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit", val="true"))


def add_link(paragraph: Paragraph, url: str, *, size: float) -> None:
    """Add an address as a link; the size in points."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    link = element("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(url)
    run.font.size, run.font.color.rgb = Pt(size), RGBColor.from_string(LINK)
    link.append(run._r)
    paragraph._p.append(link)


def add_footer(sheet: Any, text: str, *, size: float) -> None:
    """A footer with the number of the page; the size in points."""
    paragraph = sheet.footer.paragraphs[0]
    add_run(paragraph, f"{text}   Page ", size=size, colour=QUIET)
    for kind, instruction in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        if kind:
            run._r.append(element("w:fldChar", fldCharType=kind))
        else:
            field = element("w:instrText")
            field.text = instruction
            run._r.append(field)
