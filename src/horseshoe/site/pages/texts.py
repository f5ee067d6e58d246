"""The texts side by side, and the questions that people ask of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.texts import Citation, Texts, texts
from horseshoe.facts.record import Record
from horseshoe.site.addresses import slug, votes
from horseshoe.site.page import Ask, Kind, Page, Shelf


class Cited(msgspec.Struct, frozen=True):
    """A citation with its number in the list of the page."""

    number: int
    citation: Citation
    address: str | None
    """The page of the vote on the document, if there is one here."""


def make(ask: Ask) -> Page:
    """The comparison and the questions, counted as of today."""
    answer = texts(ask.record, ask.on)
    shown = answer if ask.language == "en" else texts(ask.record, ask.on, language=ask.language)
    numbered = _numbered(ask.record, shown)
    return Page(
        address="texts",
        title=gettext("The texts side by side"),
        description=gettext(
            "Article 27 of the Charter, the Code of Conduct, the France/Mexico Declaration, the responsibility to "
            "protect, A/RES/76/262 and Uniting for Peace: what each asks and of whom, and the questions people ask."
        ),
        template="texts.html",
        context={
            "texts": shown.texts,
            "rows": [
                (key, asks, [(text, text.cells[at], _of(numbered, text.cells[at].cites)) for text in shown.texts])
                for at, (key, asks) in enumerate(shown.rows.items())
            ],
            "questions": [
                (each, [text for text in shown.texts if text.id in each.about], _of(numbered, each.cites))
                for each in shown.questions
            ],
            "pledges": [text for text in shown.texts if text.supporters],
            "cited": tuple(numbered.values()),
        },
        answer=answer,
        header=("text", "question", "answer", "sources"),
        rows=lambda: _rows(answer),
    )


def _numbered(record: Record, answer: Texts) -> dict[tuple[str | None, str | None], Cited]:
    """Every source cited, once, numbered in the order of the page."""
    known = votes(record)
    found: dict[tuple[str | None, str | None], Cited] = {}
    cells = (cell.cites for at in range(len(answer.rows)) for cell in (text.cells[at] for text in answer.texts))
    for cites in (*cells, *(each.cites for each in answer.questions)):
        for each in cites:
            part = slug(each.symbol) if each.symbol else ""
            address = f"drafts/{part}" if part in known else None
            found.setdefault(_key(each), Cited(len(found) + 1, each, address))
    return found


def _key(citation: Citation) -> tuple[str | None, str | None]:
    return citation.source, None if citation.source else citation.symbol


def _of(numbered: dict[tuple[str | None, str | None], Cited], cites: Sequence[Citation]) -> list[tuple[int, Citation]]:
    return [(numbered[_key(each)].number, each) for each in cites]


def _rows(answer: Texts) -> Iterable[tuple[object, ...]]:
    for text in answer.texts:
        for cell in text.cells:
            yield text.id, cell.row, cell.says, "; ".join(map(_said, cell.cites))
    for each in answer.questions:
        yield " ".join(each.about), each.id, each.answer, "; ".join(map(_said, each.cites))


def _said(citation: Citation) -> str:
    name = citation.source or citation.title
    return f"{name}: {citation.place}" if citation.place else name


KIND = Kind(
    name=gettext_noop("The texts"),
    address="texts",
    make=make,
    every=lambda record, on: ["texts"],
    shelf=Shelf.PLEDGES,
)
