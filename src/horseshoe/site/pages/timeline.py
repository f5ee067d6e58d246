"""The timeline: the history of the Code and the Declaration on an axis of years, with the accounts that differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import msgspec
from django.utils.translation import gettext, gettext_noop, ngettext

from horseshoe.answers.questions import BadQuestion, find_state
from horseshoe.answers.timeline import Entry as Told
from horseshoe.answers.timeline import Kind as What
from horseshoe.answers.timeline import Part, Person, Timeline, timeline
from horseshoe.facts.record import Record
from horseshoe.site.page import Ask, Entry, Kind, Page, Shelf, one_of
from horseshoe.site.tags.citing import numbers

WHAT = {
    What.EVENT: gettext_noop("events"),
    What.DOCUMENT: gettext_noop("documents"),
    What.CALL: gettext_noop("calls by officials of the United Nations"),
    What.STATEMENT: gettext_noop("statements that invoke a pledge or restraint"),
    What.SUPPORT: gettext_noop("evidence of support, of one state"),
}

HEADER = (
    "id", "kind", "type", "published", "not_before", "not_after", "title", "venue", "conveners", "people", "states",
    "documents", "video", "says", "state", "differing", "confidence", "sources",
)  # fmt: skip


class Did(msgspec.Struct, frozen=True):
    """States that did the same at an event, with the same note."""

    role: str
    note: str | None
    parts: tuple[Part, ...]
    sources: tuple[str, ...]


class Year(msgspec.Struct, frozen=True):
    """A year of the axis; ``None`` for what has no date."""

    year: int | None
    entries: tuple[tuple[Told, tuple[Did, ...]], ...]
    """Each entry with its states by what they did."""


def make(ask: Ask) -> Page:
    """What the filters leave of the history, in order of date."""
    record = ask.record
    since, until = ask.day("since"), ask.day("until")
    if since and until and since > until:
        raise BadQuestion(f"The period is empty: it begins on {since}, after its end on {until}.")
    kind = one_of(ask, "kind", What)
    what = What(kind) if kind else None
    state = find_state(record, ask.query["state"]) if "state" in ask.query else None
    answer = timeline(record, state=state, since=since, until=until, kind=what)
    years = _years(answer)
    return Page(
        address="timeline",
        title=gettext("The history of the pledges"),
        description=gettext(
            "Meetings, documents, statements and calls on the Code of Conduct and the France/Mexico Declaration, in "
            "order of date, each with its sources; where sources differ, both are shown."
        ),
        template="timeline.html",
        context={
            "timeline": answer,
            "years": years,
            "kinds": [(each, gettext(WHAT[each])) for each in What],
            "state_name": record.state[state].name if state else "",
            "nearest": None if answer.entries else _nearest(record, since or until, state, what),
            "numbers": numbers(answer.sources),
            "calls": What.CALL,
            "facts": [_cover(answer)],
        },
        answer=answer,
        header=HEADER,
        rows=lambda: _rows(answer),
        feed=lambda: _happened(record),
    )


def _years(answer: Timeline) -> tuple[Year, ...]:
    found: dict[int | None, list[Told]] = defaultdict(list)
    for each in answer.entries:
        first = each.when.not_before or each.when.not_after
        found[first.year if first else None].append(each)
    return tuple(Year(year, tuple((each, _did(each)) for each in entries)) for year, entries in found.items())


def _did(each: Told) -> tuple[Did, ...]:
    found: dict[tuple[str, str | None], list[Part]] = defaultdict(list)
    for part in each.parts:
        found[part.role, part.note].append(part)
    return tuple(
        Did(role, note, tuple(parts), tuple(dict.fromkeys(source for part in parts for source in part.sources)))
        for (role, note), parts in found.items()
    )


def _nearest(record: Record, day: date | None, state: str | None, what: What | None) -> Told | None:
    """The entry nearest to the day of those that the other filters leave; ``None`` where they leave none."""
    dated = [each for each in timeline(record, state=state, kind=what).entries if each.when.not_after]
    if day is None or not dated:
        return None
    return min(dated, key=lambda each: abs((each.last() - day).days))


def _cover(answer: Timeline) -> str:
    """How much is known, in English: for ``|sentence``."""
    known = answer.coverage
    return (
        f"{known.entries} entries, {known.undated} undated; states that spoke are named for "
        f"{known.with_named_states} of {known.events} events and documents."
    )


def _rows(answer: Timeline) -> Iterable[tuple[object, ...]]:
    for each in answer.entries:
        yield (
            each.id, each.kind, each.type, each.published, each.when.not_before, each.when.not_after, each.title,
            each.venue, "; ".join(each.conveners), "; ".join(map(_person, each.people)),
            tuple(part.state for part in each.parts), "; ".join(each.documents), each.video, each.says, each.state,
            tuple(point.id for point in each.differing), each.confidence, each.sources,
        )  # fmt: skip


def _person(person: Person) -> str:
    return f"{person.name} ({person.office})" if person.office else person.name


def _happened(record: Record) -> Iterable[Entry]:
    """Every entry that has a date, under the last day that this can mean."""
    for each in timeline(record).entries:
        if each.when.not_after is None:
            continue
        says = [each.says or each.spoke or each.venue or each.title]
        if number := len(each.differing):
            points = ngettext("Sources differ on %(number)s point.", "Sources differ on %(number)s points.", number)
            says.append(points % {"number": number})
        yield Entry(
            id=f"timeline/{each.kind.value}/{each.id}",
            address="timeline",
            title=each.title,
            day=each.when.not_after,
            says=" ".join(says),
        )


KIND = Kind(
    name=gettext_noop("Timeline"),
    address="timeline",
    make=make,
    every=lambda record, on: ["timeline"],
    takes=("kind", "state", "since", "until"),
    shelf=Shelf.PLEDGES,
)
