"""The scorecard builder: an election's candidates, some left out and others named, against the published criteria."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import msgspec
from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.election import find_group
from horseshoe.answers.elections import AHEAD, next_year
from horseshoe.answers.lobby import SEATS
from horseshoe.answers.questions import BadQuestion, NotFound, find_state
from horseshoe.answers.scorecard import Asker, Candidate, Named, Scorecard, scorecard
from horseshoe.answers.scorecard_cells import Cell
from horseshoe.answers.scorecard_method import Criterion, WrongMethod, leave_out, published
from horseshoe.documents.scorecard import page as sheet
from horseshoe.documents.scorecard import tells
from horseshoe.facts.elections import CandidacyStatus, SeatGroup
from horseshoe.facts.record import Record
from horseshoe.rules.elections import FIRST_YEAR, FURTHEST
from horseshoe.site.page import Ask, File, Kind, Page, Shelf
from horseshoe.site.tags.citing import numbers

FURTHER = ("1", "2", "3")
"""Numbers of the further candidates that the form has room for."""

STATUSES = (CandidacyStatus.DECLARED, CandidacyStatus.ENDORSED)

OUT = "no_"
"""Begins the parameter of a criterion that is left out; that of a candidate is its code."""

HEADER = (
    "year", "on", "state", "name", "group", "status", "by_election", "criterion", "importance", "kind", "doubt",
    "short", "says", "items", "evidence", "sources",
)  # fmt: skip


class Row(msgspec.Struct, frozen=True):
    """A criterion with its cell for each candidate."""

    criterion: Criterion
    askers: tuple[Asker, ...]
    cells: tuple[tuple[Candidate, Cell], ...]
    told: bool
    """Whether anything is known of any of them."""


def make(ask: Ask) -> Page:
    """The scorecard that the form asks for; that of the newest election where it asks for nothing."""
    record = ask.record
    years = with_candidates(record)
    year, wrong = years[-1], ""
    try:
        year = _year(ask, year)
        card = _asked(ask, year)
    except (BadQuestion, NotFound, WrongMethod) as error:
        if ask.form != "html":
            raise BadQuestion(str(error)) from None
        wrong, card = str(error), scorecard(record, year, ask.on, empty=True)
    every = scorecard(record, year, ask.on, empty=True).candidates
    coming = next_year(record, ask.on)
    return shown(
        card,
        address="scorecard",
        title=gettext("Scorecard"),
        context={
            "building": not ask.published,
            "theirs": {each.state for each in card.candidates if not each.in_record},
            "their_sources": {source for name, source in ask.query.items() if name.startswith("source")},
            "wrong": wrong,
            "years": years[::-1],
            "choices": sorted({*years, *range(coming, min(coming + AHEAD, FURTHEST + 1))}, reverse=True),
            "everybody": {each.state: each.name for each in every},
            "groups": tuple(SeatGroup),
            "statuses": STATUSES,
            "further": [
                (number, *(ask.query.get(f"{field}{number}", "") for field in ("also", "source", "status")))
                for number in FURTHER
            ],
            "all_criteria": published().criteria,
            "out": OUT,
        },
    )


def with_candidates(record: Record) -> tuple[int, ...]:
    """The years of elections whose candidates are known, in order."""
    return tuple(sorted({row.year for row in record.candidacies}))


def shown(card: Scorecard, *, address: str, title: str, context: dict[str, object]) -> Page:
    """A scorecard as a page, with the documents that a server makes of it."""
    rows = [
        Row(
            criterion,
            card.method.asked_by[criterion.id],
            cells := tuple((each, each.cells[at]) for each in card.candidates),
            any(tells(cell) for _, cell in cells),
        )
        for at, criterion in enumerate(card.method.criteria)
    ]
    return Page(
        address=address,
        title=title,
        description=gettext(
            "The candidates of the election of %(year)s to the Security Council against a published list of criteria: "
            "each answer certain, possible or not known here, with its source."
        )
        % {"year": card.year},
        template="scorecard.html",
        context={
            "card": card,
            "told": [each for each in rows if each.told],
            "silent": [each for each in rows if not each.told],
            "criteria": rows,
            "numbers": numbers(card.sources),
            "coverage_facts": [card.coverage.line()],
            **context,
        },
        answer=card,
        header=HEADER,
        rows=lambda: _rows(card),
        files=_documents(card) if card.candidates else {},
        status=400 if context.get("wrong") else 200,
    )


def _documents(card: Scorecard) -> dict[str, File]:
    def made(ending: str) -> bytes:
        page = sheet(card)
        if ending == "pdf":
            from horseshoe.documents.pdf import pdf

            return pdf(page)
        if ending == "docx":
            from horseshoe.documents.word import word

            return word(page)
        if ending == "md":
            from horseshoe.documents.markdown import markdown

            return markdown(page).encode()
        from horseshoe.documents.html import html

        return html(page).encode()

    word_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return {
        "pdf": File("application/pdf", partial(made, "pdf"), live=True, label="PDF"),
        "docx": File(word_type, partial(made, "docx"), live=True, label="Word"),
        "sheet.html": File("text/html; charset=utf-8", partial(made, "html"), live=True, label="HTML"),
        "md": File("text/markdown; charset=utf-8", partial(made, "md"), live=True, label="Markdown"),
    }


def _rows(card: Scorecard) -> Iterable[tuple[object, ...]]:
    for each in card.candidates:
        for criterion, cell in zip(card.method.criteria, each.cells, strict=True):
            yield (
                card.year, card.on, each.state, each.name, each.group, each.status, each.by_election, criterion.id,
                criterion.importance, cell.kind, cell.doubt, cell.short, cell.says, "; ".join(cell.items),
                cell.evidence, cell.sources,
            )  # fmt: skip


# -- what the form asks -------------------------------------------------------------------------------------


def _year(ask: Ask, newest: int) -> int:
    text = ask.query.get("year", str(newest))
    if not text.isdecimal() or len(text) > 4 or not FIRST_YEAR <= int(text) <= FURTHEST:
        raise BadQuestion(
            gettext("%(text)s is no year of an election: give one from %(first)s to %(last)s.")
            % {"text": text[:20], "first": FIRST_YEAR, "last": FURTHEST}
        )
    return int(text)


def _asked(ask: Ask, year: int) -> Scorecard:
    on = ask.day("on") or ask.on
    if on > ask.on:
        raise BadQuestion(
            gettext("%(day)s is still to come: give a day up to %(today)s.") % {"day": on, "today": ask.on}
        )
    group = ask.query.get("group")
    return scorecard(
        ask.record,
        year,
        on,
        group=find_group(group) if group else None,
        method=leave_out(published(), (name.removeprefix(OUT) for name in ask.query if name.startswith(OUT))),
        candidates=tuple(_further(ask, year)),
        without=[name for name in ask.query if name.isupper()],
        empty=True,
    )


def _further(ask: Ask, year: int) -> Iterable[Named]:
    """The candidates that the form names, each with the seats of its regional group."""
    for number in FURTHER:
        text, source = ask.query.get(f"also{number}"), ask.query.get(f"source{number}")
        if text is None:
            continue
        if source is None:
            raise BadQuestion(
                gettext("%(state)s has no source: say where its candidacy was read.") % {"state": text[:80]}
            )
        status = ask.query.get(f"status{number}", STATUSES[0])
        if status not in STATUSES:
            raise BadQuestion(
                gettext("A further candidate is declared or endorsed, and %(status)s is neither.")
                % {"status": repr(status[:20])}
            )
        code = find_state(ask.record, text)
        group = ask.record.group(code, ask.on).group
        if group is None:
            raise BadQuestion(
                gettext("%(state)s is in no regional group, so it can stand for no seat.")
                % {"state": ask.record.state[code].name}
            )
        yield Named(state=code, group=SEATS[group], status=CandidacyStatus(status), source=source)


KIND = Kind(
    name=gettext_noop("Scorecard"),
    address="scorecard",
    make=make,
    every=lambda record, on: ["scorecard"],
    takes=("year", "group", "on", *(f"{field}{each}" for each in FURTHER for field in ("also", "source", "status"))),
    takes_like=rf"[A-Z]{{3}}|{OUT}[a-z_]{{1,30}}",
    shelf=Shelf.AHEAD,
)
