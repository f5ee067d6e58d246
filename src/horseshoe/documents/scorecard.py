"""The scorecard as a page: an overview, each candidate in full, the method, and the sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from horseshoe.answers.scorecard import Candidate, Scorecard
from horseshoe.answers.scorecard_cells import Cell, CellKind
from horseshoe.answers.scorecard_method import Criterion, Doubt
from horseshoe.documents.page import Notes, Page, Section, Table, Text, Tone

FITS = 22
"""Lines of a candidate's table that surely stand on one page."""

ACROSS = 7
"""Candidates in one overview: more would leave their columns too narrow to read."""

TONE = {Doubt.CERTAIN: Tone.PLAIN, Doubt.POSSIBLE: Tone.POSSIBLE, Doubt.NOT_KNOWN: Tone.UNKNOWN}
DOUBT = {Doubt.CERTAIN: "certain", Doubt.POSSIBLE: "possible", Doubt.NOT_KNOWN: "not known here"}
"""A doubt in words."""

READ = (
    "How to read it. Each cell is a fact or a finding with its doubt: upright is certain, italics are possible, and "
    "what is not known here says so. Nothing is added up, and the order of the candidates says nothing of them. A "
    "finding on conduct is always according to an assessor."
)


def page(card: Scorecard) -> Page:
    """The scorecard as a page to hand over."""
    notes = Notes(card.sources)
    criteria = card.method.criteria
    seats = f", {card.group.value}" if card.group else ""
    overview = [card.candidates[at : at + ACROSS] for at in range(0, len(card.candidates), ACROSS)]
    sections = [
        Section(
            title="Overview" if len(overview) == 1 else f"Overview ({number} of {len(overview)})",
            paragraphs=(Text(READ),) if number == 1 else (),
            table=_overview(criteria, shown, notes),
            below=_silent(criteria, shown),
            new_page=number > 1,
        )
        for number, shown in enumerate(overview, start=1)
    ]
    sections += [_candidate(criteria, each, notes, first=at == 0) for at, each in enumerate(card.candidates)]
    sections.append(_method(card, notes))
    return Page(
        title=f"Election to the Security Council {card.year}: the candidates and the pledges",
        subtitle=f"{card.method.title}{seats}. As of {_long(card.on)}. Method of "
        f"{card.method.by}, {_long(card.method.dated)}.",
        coverage=(f"Coverage. {card.coverage.line()}", *card.coverage.notes[:-1]),
        sections=tuple(sections),
        endnotes=notes.endnotes(),
        footer=f"Horseshoe: scorecard {card.year}, as of {_long(card.on)}. Facts and findings, each with its doubt.",
        author=card.method.by,
        dated=card.on.isoformat(),
    )


def _overview(criteria: Sequence[Criterion], shown: Sequence[Candidate], notes: Notes) -> Table:
    rows = tuple(
        (
            Text(_titled(criterion)),
            *(
                Text(cell.short, notes.refs(cell.sources), TONE[cell.doubt])
                for cell in (each.cells[at] for each in shown)
            ),
        )
        for at, criterion in enumerate(criteria)
        if any(tells(each.cells[at]) for each in shown)
    )
    return Table(("", *(_named(each) for each in shown)), rows, (1.25, *(1.0 for _ in shown)))


def _silent(criteria: Sequence[Criterion], shown: Sequence[Candidate]) -> tuple[Text, ...]:
    """The criteria of which nothing is known of any candidate, and why."""
    told = [
        f"{criterion.title}: {shown[0].cells[at].says}"
        for at, criterion in enumerate(criteria)
        if not any(tells(each.cells[at]) for each in shown)
    ]
    return (Text("Asked, and not known here of any of them:", tone=Tone.UNKNOWN, items=tuple(told)),) if told else ()


def _candidate(criteria: Sequence[Criterion], each: Candidate, notes: Notes, *, first: bool) -> Section:
    known = [(criterion, cell) for criterion, cell in zip(criteria, each.cells, strict=True) if tells(cell)]
    silent = [criterion.title for criterion, cell in zip(criteria, each.cells, strict=True) if not tells(cell)]
    rows = tuple(
        (
            Text(_titled(criterion)),
            Text(cell.says, notes.refs(cell.sources), Tone.PLAIN, cell.items),
            Text(f"{DOUBT[cell.doubt]}{'; a finding' if cell.kind is CellKind.FINDING else ''}"),
        )
        for criterion, cell in known
    )
    paragraphs = [Text(f"Seats of the {each.group.value}.")]
    if silent:
        paragraphs.append(Text(f"Nothing is known here on: {'; '.join(silent)}.", tone=Tone.UNKNOWN))
    return Section(
        title=_named(each),
        paragraphs=tuple(paragraphs),
        table=Table(("Criterion", "What is known", "Doubt"), rows, (1.3, 5.2, 0.8)) if rows else None,
        new_page=first,
        keep=sum(1 + len(cell.items) + len(cell.says) // 150 for _, cell in known) <= FITS,
    )


def tells(cell: Cell) -> bool:
    """Whether a cell says more than that nothing is known."""
    return cell.doubt is not Doubt.NOT_KNOWN or bool(cell.sources)


def _method(card: Scorecard, notes: Notes) -> Section:
    rows = []
    for criterion in card.method.criteria:
        askers = card.method.asked_by[criterion.id]
        told = dict.fromkeys(f"{each.organisation}, {each.document}" for each in askers)
        also = (f"Asked also by: {'; '.join(told)}.",) if told else ()
        how = f"{criterion.question} {criterion.how}"
        rows.append(
            (
                Text(_titled(criterion)),
                Text(how, notes.refs(source for each in askers for source in each.sources), Tone.PLAIN, also),
                Text(criterion.source),
            )
        )
    return Section(
        title="The method",
        paragraphs=(Text(card.method.note),) if card.method.note else (),
        table=Table(("Criterion", "Question, and how it is answered", "Source"), tuple(rows), (1.3, 4.2, 1.8)),
        new_page=True,
    )


def _titled(criterion: Criterion) -> str:
    return f"{criterion.title} ({criterion.importance})" if criterion.importance else criterion.title


def _named(each: Candidate) -> str:
    told = ["by-election"] * each.by_election + ["named by whoever asked, not by the Record"] * (not each.in_record)
    return f"{each.name} ({'; '.join(told)})" if told else each.name


def _long(day: date) -> str:
    """A day as a letter writes it: 3 June 2026."""
    return f"{day.day} {day:%B %Y}"
