"""The brief as Word, PDF, Markdown and HTML, read again as a reader would."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import docx
import msgspec
import pdfplumber
import pytest

from horseshoe.answers.brief import Brief, brief, main_vote
from horseshoe.answers.planned import Planned
from horseshoe.answers.planned_brief import PlannedBrief, planned_brief
from horseshoe.answers.questions import BadQuestion
from horseshoe.documents.brief import ROOMS, BriefPage, LeftOut, fitted, short
from horseshoe.documents.brief_forms import ENDINGS, document
from horseshoe.documents.brief_pdf import pages
from horseshoe.documents.brief_planned import planned
from horseshoe.documents.brief_voted import voted
from horseshoe.documents.picture import SeatDrawn, horseshoe_picture
from horseshoe.facts.proposals import Cast
from horseshoe.facts.record import Record
from horseshoe.facts.situations import Names
from horseshoe.forecast.draft import Draft
from horseshoe.forecast.seats import Chances

DAY = date(2026, 11, 22)
VOTED = ("S/2022/155", "S/2023/772", "S/2024/826", "S/2016/1085")
HOSTILE = '<script>alert("x")</script> & "quotes" [link](javascript:x) #let x = 1 \x07\u202e| *stars*'


class Even:
    """A model to which every seat is the same."""

    version = "test"

    def chances(self, draft: Draft, seats: Sequence[str]) -> Mapping[str, Chances]:
        return dict.fromkeys(seats, Chances(0.8, 0.05, 0.15))

    def loadings(self, seats: Sequence[str]) -> Mapping[str, float]:
        return dict.fromkeys(seats, 0.0)


def before(record: Record, title: str = "Sudan: protection of civilians") -> PlannedBrief:
    return planned_brief(
        record,
        Planned(
            date=date(2026, 12, 10),
            title=title,
            situation="sudan-2023",
            action="protection-of-civilians",
            text_names=Names.YES,
            sponsors=("GBR",),
        ),
        forecaster=Even(),
    )


@pytest.fixture(scope="module")
def answers(record: Record) -> dict[str, Brief | PlannedBrief]:
    found: dict[str, Brief | PlannedBrief] = {symbol: brief(record, symbol, on=DAY) for symbol in VOTED}
    found["before"] = before(record)
    return found


@pytest.fixture(scope="module")
def sheets(answers: dict[str, Brief | PlannedBrief]) -> dict[str, list[str]]:
    """What each PDF says, sheet by sheet, in one line each."""
    found = {}
    for name, answer in answers.items():
        with pdfplumber.open(io.BytesIO(document(answer, ".pdf", DAY))) as read:
            found[name] = [" ".join((each.extract_text() or "").split()) for each in read.pages]
    return found


def full(answer: Brief | PlannedBrief) -> BriefPage:
    if isinstance(answer, Brief):
        return voted(main_vote(answer), DAY, ROOMS[0])
    return planned(answer, DAY, ROOMS[0])


# -- PDF ----------------------------------------------------------------------------------------------


def test_every_brief_stands_on_two_sheets(sheets: dict[str, list[str]]) -> None:
    assert {len(each) for each in sheets.values()} <= {1, 2}
    assert all(
        text.endswith(f"Page {at} of {len(each)}") for each in sheets.values() for at, text in enumerate(each, 1)
    )


@pytest.mark.parametrize(
    ("symbol", "parts"),
    [
        (
            "S/2022/155",
            ("Vetoed: 11 in favour, 1 against, 3 abstaining", "Article 27(3)", "Nothing was owed. A veto of"),
        ),
        ("S/2023/772", ("Not adopted: 5 in favour", "is not a veto", "contested, under", "S/2023/773")),
        ("S/2024/826", ("Held. The Assembly debated the veto on 2024-11-26", "A/RES/76/262, OP1", "working day 6")),
        ("S/2016/1085", ("7 in favour, 0 against, 8 abstaining", "Article 27(3)", "Abstained: CHN*")),
    ],
)
def test_outcome_reason_assessors_and_sources_are_in_the_pdf(
    symbol: str, parts: tuple[str, ...], sheets: dict[str, list[str]], answers: dict[str, Brief | PlannedBrief]
) -> None:
    text = " ".join(sheets[symbol])
    answer = answers[symbol]
    assert isinstance(answer, Brief)
    for part in (*parts, "What is not known", "Sources", *(each.name for each in main_vote(answer).assessors)):
        assert part in text
    for note in full(answer).endnotes:
        assert f"{note.number} {note.text.split()[0]}" in text


def test_the_brief_before_the_vote_has_odds_calls_bound_and_standards(sheets: dict[str, list[str]]) -> None:
    text = " ".join(sheets["before"])
    for part in (
        "Sudan: protection of civilians (before the vote)",
        "Odds: adopted",
        "First calls",
        "Who wobbles",
        "France* (FRA)",
        "UN evidence engaged",
        "After a veto on 2026-12-10 the last day for the debate is",
        "Model: test",
    ):
        assert part in text


def test_the_picture_stands_in_the_pdf_as_text_that_can_be_found(sheets: dict[str, list[str]]) -> None:
    assert re.search(r"RUS\* \(pres\.\)", sheets["S/2022/155"][0])


def test_what_does_not_fit_is_left_out_and_said_to_be(record: Record) -> None:
    vote = main_vote(brief(record, "S/2023/772", on=DAY))
    known = msgspec.structs.replace(vote.known, listed=vote.known.listed * 9)
    assert vote.conduct
    many = tuple(
        msgspec.structs.replace(each, says=f"{number}. {each.says} {'All of it said at length. ' * 30}")
        for number in range(12)
        for each in vote.conduct.explanations
    )
    long = msgspec.structs.replace(vote, known=known, conduct=msgspec.structs.replace(vote.conduct, explanations=many))
    assert pages(voted(long, DAY, ROOMS[0])) > 2
    made = fitted(partial(voted, long, DAY), pages)
    assert pages(made) <= 2
    left = made.sections[-1].paragraphs[-1].text
    assert "more statements" in left
    assert "horseshoe conduct --draft S/2023/772" in left


# -- Word ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*VOTED, "before"])
def test_the_word_file_has_headings_tables_picture_and_links(
    name: str, answers: dict[str, Brief | PlannedBrief]
) -> None:
    made = full(answers[name])
    read = docx.Document(io.BytesIO(document(answers[name], ".docx", DAY)))
    headings = [each.text for each in read.paragraphs if each.style and each.style.name == "Heading 2"]
    assert headings == [*(section.title for section in made.sections), "Sources"]
    assert read.core_properties.title == made.title
    assert [each.text for each in read.paragraphs][2].startswith(made.verdict.text)
    (picture,) = read.inline_shapes
    assert picture._inline.docPr.get("descr") == made.picture.says
    data = [part.blob for part in read.part.package.iter_parts() if part.content_type == "image/png"]
    assert data[0].startswith(b"\x89PNG")
    assert [each.rows[0].cells[0].text for each in read.tables[1:-1]] == [
        section.table.header[0] for section in made.sections if section.table
    ]
    cells = [cell for row in read.tables[-1].rows for cell in row.cells]
    links = {link.address for cell in cells for each in cell.paragraphs for link in each.hyperlinks}
    assert links
    assert links <= {note.url for note in made.endnotes if note.url}  # Word may hold less than there is
    section = read.sections[0]
    assert section.page_height
    assert section.page_width
    assert section.page_height > section.page_width


# -- HTML ---------------------------------------------------------------------------------------------


class Reader(HTMLParser):
    """Elements in order with their attributes, and the text; refuses what does not close."""

    VOID = ("meta", "link", "img", "br", "hr", "input")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(text)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] != "style":
            self.text += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.mark.parametrize("name", [*VOTED, "before"])
def test_the_html_is_whole_loads_nothing_and_every_note_leads_somewhere(
    name: str, answers: dict[str, Brief | PlannedBrief]
) -> None:
    text = document(answers[name], ".html", DAY).decode()
    read = Reader(text)
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in read.elements}
    assert not any(key.startswith("on") or key == "src" for _, attributes in read.elements for key in attributes)
    assert "@import" not in text
    assert "url(" not in text
    ids = [attributes["id"] for _, attributes in read.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    inner = {each["href"] for each in read.of("a") if (each["href"] or "").startswith("#")}
    assert inner
    assert inner <= {f"#{each}" for each in ids}
    assert len(read.of("h1")) == 1
    assert [each["scope"] for each in read.of("th")].count("row") > 5
    (svg,) = read.of("svg")
    assert svg["aria-labelledby"] == "picture-title picture-says"
    assert {"picture-title", "picture-says"} <= set(ids)
    assert full(answers[name]).picture.says in read.text
    assert full(answers[name]).verdict.text in read.text


# -- all forms ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [".pdf", ".html", ".md"])
@pytest.mark.parametrize("name", ["S/2022/155", "before"])
def test_the_same_brief_gives_the_same_file(
    name: str, ending: str, answers: dict[str, Brief | PlannedBrief], record: Record
) -> None:
    again = before(record) if name == "before" else brief(record, name, on=DAY)
    assert document(answers[name], ending, DAY) == document(again, ending, DAY)


@pytest.mark.parametrize("name", [*VOTED, "before"])
def test_every_number_in_the_text_is_an_endnote(name: str, answers: dict[str, Brief | PlannedBrief]) -> None:
    made = full(answers[name])
    cited: set[int] = set()

    def look(value: Any) -> None:
        if isinstance(value, dict):
            cited.update(value.get("refs", ()))
            for each in value.values():
                look(each)
        elif isinstance(value, list | tuple):
            for each in value:
                look(each)

    look(msgspec.to_builtins(made))
    assert cited == {note.number for note in made.endnotes}


def test_markdown_tells_the_picture_in_words(answers: dict[str, Brief | PlannedBrief]) -> None:
    text = document(answers["S/2022/155"], ".md", DAY).decode()
    assert text.startswith("# S/2022/155: vetoed, 11-1-3")
    assert "voted no: RUS\\*" in text
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_hostile_title_stays_text(ending: str, record: Record) -> None:
    made = document(before(record, HOSTILE), ending, DAY)
    said = '<script>alert("x")</script> & "quotes"'
    if ending == ".html":
        read = Reader(made.decode())
        assert not read.of("script")
        assert said in read.text
    elif ending == ".docx":
        assert said in docx.Document(io.BytesIO(made)).paragraphs[0].text
    elif ending == ".pdf":
        with pdfplumber.open(io.BytesIO(made)) as pdf:
            assert "#let x = 1" in " ".join((pdf.pages[0].extract_text() or "").split())
    else:
        assert "\\<script\\>" in made.decode()
        assert "[link](" not in made.decode()


def test_an_unknown_ending_is_refused(answers: dict[str, Brief | PlannedBrief]) -> None:
    with pytest.raises(ValueError, match=r"'\.txt' is no form of a brief"):
        document(answers["S/2022/155"], ".txt", DAY)


def test_a_meeting_with_several_texts_makes_no_document(record: Record) -> None:
    with pytest.raises(BadQuestion, match="a document holds one"):
        document(brief(record, "S/PV.9453", on=DAY), ".pdf", DAY)


# -- the picture --------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 11, 15])
def test_the_picture_is_well_formed_and_tells_each_seat_by_shape_and_word(number: int) -> None:
    casts = list(Cast)
    seats = [
        SeatDrawn(f"S{at:02}", f"State {at:02} <&>", at < 5, casts[at % len(casts)], f"word {at}")
        for at in range(number)
    ]
    made = horseshoe_picture(seats, "S00", ["<Vetoed>"], title="A & B", says="<all>", legend="how")
    root = ElementTree.fromstring(made.svg)
    texts = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "<Vetoed>" in texts
    for at in range(number):
        assert f"word {at}" in texts
    assert "S00* (pres.)" in texts
    x = [float(each.get("x", "0")) for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert min(x) >= 0
    assert root.find("{http://www.w3.org/2000/svg}desc") is not None


def test_short_cuts_at_a_word_and_says_so() -> None:
    assert short("one two three", 20) == "one two three"
    assert short("one two three", 10) == "one two …"
    assert len(short("x" * 500, 100)) <= 101


def test_what_is_left_out_is_counted() -> None:
    left = LeftOut()
    assert left.first((1, 2, 3), 2, "documents", "horseshoe evidence X") == (1, 2)
    assert left.first((1, 2), 2, "statements", "horseshoe conduct X") == (1, 2)
    said = left.says()
    assert said
    assert said.text == "Left out for room. 1 more document: horseshoe evidence X."
