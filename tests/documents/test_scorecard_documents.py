"""The scorecard as Word, PDF and Markdown, read again as a reader would."""

from __future__ import annotations

import io
import re
from datetime import date

import docx
import pdfplumber
import pytest

from horseshoe.answers.scorecard import scorecard
from horseshoe.documents.markdown import markdown
from horseshoe.documents.page import Page, Section, Table, Text, Tone
from horseshoe.documents.pdf import pdf
from horseshoe.documents.scorecard import page
from horseshoe.documents.word import word
from horseshoe.facts.record import Record


@pytest.fixture(scope="module")
def made(record: Record) -> Page:
    return page(scorecard(record, 2026, date(2026, 11, 22)))


@pytest.fixture(scope="module")
def pages(made: Page) -> list[str]:
    with pdfplumber.open(io.BytesIO(pdf(made))) as read:
        return [each.extract_text() for each in read.pages]


def test_the_first_page_of_the_pdf_has_title_day_coverage_and_every_candidate(pages: list[str]) -> None:
    assert "Election to the Security Council 2026" in pages[0]
    assert "As of 22 November 2026" in pages[0]
    assert re.search(r"Of 84 cells \d+ are certain, \d+ possible and \d+ not known here", pages[0])
    assert "The official list could not be read" in pages[0]
    for name in ("Kyrgyzstan", "Philippines", "Zimbabwe", "Trinidad and Tobago", "Austria", "Germany", "Portugal"):
        assert name in pages[0]
    assert "No list of focal points is in the register" in pages[0]


def test_the_sources_are_endnotes_on_pages_of_their_own(pages: list[str], made: Page) -> None:
    at = next(number for number, text in enumerate(pages) if text.startswith("Sources"))
    assert at > 0
    with pdfplumber.open(io.BytesIO(pdf(made))) as read:
        links = {link["uri"] for each in read.pages for link in each.hyperlinks}
    assert links == {note.url for note in made.endnotes if note.url}
    assert f"{made.endnotes[-1].number} {made.endnotes[-1].text[:12]}" in "\n".join(pages[at:])


def test_the_pages_are_numbered_and_dated(pages: list[str]) -> None:
    assert [text.splitlines()[-1].endswith(f"Page {at} of {len(pages)}") for at, text in enumerate(pages, 1)] == (
        [True] * len(pages)
    )


def test_a_pdf_made_twice_is_the_same(made: Page) -> None:
    assert pdf(made) == pdf(made)


def test_the_word_file_has_headings_tables_links_and_a_header_row_that_repeats(made: Page) -> None:
    document = docx.Document(io.BytesIO(word(made)))
    headings = [each.text for each in document.paragraphs if each.style and each.style.name == "Heading 2"]
    assert headings == [*(section.title for section in made.sections), "Sources"]
    assert [len(each.rows) for each in document.tables] == [
        len(section.table.rows) + 1 for section in made.sections if section.table
    ]
    assert all("w:tblHeader" in each.rows[0]._tr.xml for each in document.tables)
    assert [each.text for each in document.tables[0].rows[0].cells][1:4] == ["Kyrgyzstan", "Philippines", "Zimbabwe"]
    assert "yes, by 2015-09-01" in document.tables[0].rows[2].cells[5].text
    body = [each.text for each in document.paragraphs]
    assert any(text.startswith("Coverage. Of 84 cells") for text in body[:5])
    links = {link.address for each in document.paragraphs for link in each.hyperlinks}
    assert links == {note.url for note in made.endnotes if note.url}
    assert document.core_properties.title == made.title


def test_every_number_in_the_text_is_an_endnote(made: Page) -> None:
    numbers = {note.number for note in made.endnotes}
    cells = [cell for section in made.sections if section.table for row in section.table.rows for cell in row]
    assert {number for cell in cells for number in cell.refs} == numbers == set(range(1, len(numbers) + 1))


def test_markdown_has_a_footnote_for_each_source(made: Page) -> None:
    text = markdown(made)
    assert text.startswith("# Election to the Security Council 2026")
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))


HOSTILE = '#panic("x") $ \\ *bold* <b> | [link](x) `code` ]]'


def test_text_is_never_read_as_markup() -> None:
    table = Table(("", HOSTILE), ((Text(HOSTILE), Text(HOSTILE, tone=Tone.POSSIBLE, items=(HOSTILE,))),), (1, 1))
    made = Page(
        title=HOSTILE,
        subtitle=HOSTILE,
        coverage=(HOSTILE,),
        sections=(Section(title=HOSTILE, paragraphs=(Text(HOSTILE),), table=table, below=(Text(HOSTILE),)),),
        endnotes=(),
        footer=HOSTILE,
        author="A & B",
        dated="2026-11-22",
    )
    with pdfplumber.open(io.BytesIO(pdf(made))) as read:
        assert read.pages[0].extract_text().count('#panic("x") $ \\ *bold* <b>') >= 7
    assert HOSTILE in docx.Document(io.BytesIO(word(made))).paragraphs[0].text
    assert "\\*bold\\*" in markdown(made)


def test_names_with_letters_beyond_latin_1_are_set() -> None:
    name = "Csaba Kőrösi, Türkiye, Čapek, Ελλάδα, Україна"
    made = Page(
        title=name, subtitle="", coverage=(), sections=(), endnotes=(), footer="", author="", dated="2026-11-22"
    )
    with pdfplumber.open(io.BytesIO(pdf(made))) as read:
        assert name in read.pages[0].extract_text()
