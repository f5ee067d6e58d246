"""The history of the initiatives: events, statements, calls and documents by date, and where two sources differ."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import msgspec

from horseshoe.answers.rollcall import Cited, cite
from horseshoe.answers.statements import RECALL
from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.record import Record
from horseshoe.facts.statements import Explanation, Said
from horseshoe.facts.timeline import Discrepancy, Event, OfficialCall


class Kind(StrEnum):
    """What an entry of the timeline is."""

    EVENT = "event"
    """A meeting, launch, speech or press conference."""
    DOCUMENT = "document"
    """A document, letter, report, draft or resolution."""
    CALL = "call"
    """A call by an official of the United Nations for restraint of the veto."""
    STATEMENT = "statement"
    """A statement by a state that invokes the Code or restraint of the veto."""
    SUPPORT = "support"
    """Evidence that a state supports a pledge, or does not; shown for the state asked for."""


class Person(msgspec.Struct, frozen=True):
    """Somebody who took part, with the office held."""

    name: str
    office: str | None


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What a state did at an event. A statement is no act of support."""

    state: str
    name: str
    role: str
    note: str | None
    sources: tuple[str, ...]


class Differing(msgspec.Struct, frozen=True, kw_only=True):
    """A point on which two sources differ: both are shown."""

    id: str
    topic: str
    claim_a: str
    sources_a: tuple[str, ...]
    claim_b: str
    sources_b: tuple[str, ...]
    assessment: str


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the timeline."""

    id: str
    """Key of the row in the table that the kind names."""
    kind: Kind
    published: str | None
    """Its date as given; ``None``: undated."""
    when: DoubtfulDate
    type: str
    """What it was, such as ``ministerial_meeting`` or ``letter``."""
    title: str
    venue: str | None = None
    conveners: tuple[str, ...] = ()
    moderators: tuple[Person, ...] = ()
    people: tuple[Person, ...] = ()
    parts: tuple[Part, ...] = ()
    """What states did there, as far as they are named."""
    spoke: str | None = None
    """Who spoke, where the source does not name every state."""
    documents: tuple[str, ...] = ()
    video: str | None = None
    says: str | None = None
    """What was said, in our words."""
    state: str | None = None
    """Whose statement or support it is."""
    note: str | None = None
    confidence: str
    differing: tuple[Differing, ...] = ()
    """Where sources differ about it."""
    sources: tuple[str, ...]

    def last(self) -> date:
        """The last day that its date can mean."""
        return self.when.not_after or date.max


class TimelineCoverage(msgspec.Struct, frozen=True):
    """How much is shown, and how well it is known."""

    entries: int
    undated: int
    with_named_states: int
    """Events of which states are named that spoke."""
    events: int
    notes: tuple[str, ...]


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """The initiatives' history, in order of date."""

    state: str | None
    since: date | None
    until: date | None
    kind: Kind | None
    """The one kind of entry that was asked for; ``None`` for all."""
    entries: tuple[Entry, ...]
    """By first possible day; undated ones last."""
    differing: tuple[Differing, ...]
    """Where sources differ about no one event: numbers and names; only in the whole timeline."""
    coverage: TimelineCoverage
    sources: tuple[Cited, ...]


DOCUMENTS = frozenset(
    {"civil_society_paper", "document", "draft", "draft_resolution_withdrawn", "letter", "op_ed", "proposal", "report",
     "resolution", "snapshot"}
)  # fmt: skip
"""The kinds of event that are documents."""

NOTES = (
    "What could be read is here: an event that is missing may have been held, and a state that is not named may have "
    "spoken.",
    "A statement is no act of support.",
)


def timeline(
    record: Record,
    *,
    state: str | None = None,
    since: date | None = None,
    until: date | None = None,
    kind: Kind | None = None,
    as_known: date | None = None,
) -> Timeline:
    """Events, documents, statements and officials' calls, in order of date.

    Args:
        record: the facts.
        state: only what this state (by code) had a part in, and the evidence on its support.
        since: leaves out what certainly lies before this day.
        until: leaves out what may lie after this day, and what is undated.
        kind: only entries of this kind.
        as_known: with what was recorded by the end of this day.

    Raises:
        KeyError: no such state.
    """
    record = record.as_known(as_known)
    differing: dict[str | None, list[Differing]] = {}
    for row in record.discrepancies:
        differing.setdefault(row.event, []).append(_differing(row))
    entries = [_event(record, row, tuple(differing.get(row.id, ()))) for row in record.events]
    entries += [_call(row) for row in record.official_calls]
    entries += [_statement(record, row) for row in record.explanations if _invokes(row)]
    if state is not None:
        named = _namer(record, state)
        entries = [each for each in entries if _concerns(each, state, named)]
        entries += _support(record, state)
    shown = [
        each
        for each in entries
        if (since is None or each.when.not_after is None or each.when.not_after >= since)
        and (until is None or each.when.certainly_by(until))
        and kind in (None, each.kind)
    ]
    shown.sort(key=lambda each: (each.when.not_before or each.when.not_after or date.max, each.last(), each.id))
    loose = tuple(differing.get(None, ())) if (state, since, until, kind) == (None,) * 4 else ()
    known = dict.fromkeys(source for each in shown for source in _sources(each))
    known.update(dict.fromkeys(source for each in loose for source in (*each.sources_a, *each.sources_b)))
    events = [each for each in shown if each.kind in (Kind.EVENT, Kind.DOCUMENT)]
    return Timeline(
        state=state,
        since=since,
        until=until,
        kind=kind,
        entries=tuple(shown),
        differing=loose,
        coverage=TimelineCoverage(
            entries=len(shown),
            undated=sum(each.when.not_after is None for each in shown),
            with_named_states=sum(bool(each.parts) for each in events),
            events=len(events),
            notes=NOTES,
        ),
        sources=cite(record, known),
    )


# -- entries ---------------------------------------------------------------------------------------------


def _event(record: Record, row: Event, differing: tuple[Differing, ...]) -> Entry:
    day = row.not_after or date.max
    parts = {
        part.state: Part(
            state=part.state,
            name=record.name(part.state, day),
            role=part.role,
            note=part.note,
            sources=tuple(part.source.split()),
        )
        for part in record.event_statements
        if part.event == row.id
    }
    for code in row.states:
        if code not in parts:
            parts[code] = Part(
                state=code, name=record.name(code, day), role="spoke", note=None, sources=tuple(row.source.split())
            )
    return Entry(
        id=row.id,
        kind=Kind.DOCUMENT if row.kind in DOCUMENTS else Kind.EVENT,
        published=row.published,
        when=DoubtfulDate(row.not_before, row.not_after),
        type=row.kind,
        title=row.title,
        venue=row.venue,
        conveners=_split(row.conveners),
        moderators=_people(row.moderator),
        people=_people(row.people),
        parts=tuple(sorted(parts.values(), key=lambda part: part.name)),
        spoke=row.spoke,
        documents=_split(row.documents),
        video=row.video,
        note=row.note,
        confidence=row.confidence,
        differing=differing,
        sources=tuple(row.source.split()),
    )


def _call(row: OfficialCall) -> Entry:
    return Entry(
        id=row.id,
        kind=Kind.CALL,
        published=row.published,
        when=DoubtfulDate(row.not_before, row.not_after),
        type="official_call",
        title=f"{row.official}, {row.office}" if row.office != row.official else row.official,
        venue=row.forum,
        people=(Person(row.official, row.office),),
        says=row.says,
        note=row.note,
        confidence=row.confidence,
        sources=tuple(row.source.split()),
    )


def _invokes(row: Explanation) -> bool:
    return Said.YES in (row.invokes_code, row.invokes_restraint) and row.confidence != RECALL


def _statement(record: Record, row: Explanation) -> Entry:
    name = record.name(row.state, row.not_after or date.max)
    told = (("the Code", row.invokes_code), ("restraint of the veto", row.invokes_restraint))
    invoked = " and ".join(word for word, said in told if said is Said.YES)
    vote = record.roll_call.get(row.roll_call or "")
    proposal = record.proposal.get(vote.proposal) if vote else None
    about = (proposal.symbol or proposal.resolution) if proposal else row.occasion
    return Entry(
        id=row.id,
        kind=Kind.STATEMENT,
        published=str(row.when) if row.not_after else None,
        when=row.when,
        type=row.kind,
        title=f"{name} invokes {invoked}{f', on {about}' if about else ''}",
        venue=row.body,
        people=(Person(row.speaker, name),) if row.speaker else (),
        says=row.says,
        state=row.state,
        note=row.note,
        confidence=row.confidence,
        sources=tuple(row.source.split()),
    )


def _support(record: Record, state: str) -> list[Entry]:
    name = record.state[state].name
    return [
        Entry(
            id=row.id,
            kind=Kind.SUPPORT,
            published=row.published,
            when=row.when,
            type=row.kind.value,
            title=f"{name} and the {row.instrument.value.capitalize()}: {row.kind.value.replace('_', ' ')}",
            documents=(row.document_symbol,) if row.document_symbol else (),
            says=row.evidence,
            state=state,
            note=row.note,
            confidence=row.confidence,
            sources=tuple(row.source.split()),
        )
        for row in record.pledges
        if row.state == state and row.confidence != RECALL
    ]


def _differing(row: Discrepancy) -> Differing:
    return Differing(
        id=row.id,
        topic=row.topic,
        claim_a=row.claim_a,
        sources_a=tuple((row.source_a or "").split()),
        claim_b=row.claim_b,
        sources_b=tuple((row.source_b or "").split()),
        assessment=row.assessment,
    )


# -- parts of a row --------------------------------------------------------------------------------------


def _split(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())


_OFFICE = re.compile(r"(?P<name>[^()]+?)\s*\((?P<office>.+)\)(?P<rest>.*)")


def _people(text: str | None) -> tuple[Person, ...]:
    """``Name (office)``, separated by semicolons outside brackets."""
    found = []
    for part in re.split(r";(?![^()]*\))", text or ""):
        if match := _OFFICE.fullmatch(part.strip()):
            found.append(Person(match["name"], f"{match['office']}{match['rest']}"))
        elif part.strip():
            found.append(Person(part.strip(), None))
    return tuple(found)


def _namer(record: Record, state: str) -> re.Pattern[str]:
    """Finds the state's names as whole words: Guinea not in Guinea-Bissau, Niger not in Nigeria."""
    names = {record.state[state].name, *(row.name for row in record.names if row.state == state)}
    words = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")


def _concerns(each: Entry, state: str, named: re.Pattern[str]) -> bool:
    """Whether the state spoke, convened, was represented, or is named in the title."""
    if state == each.state or any(part.state == state for part in each.parts):
        return True
    offices = (person.office or "" for person in (*each.people, *each.moderators))
    if each.kind is Kind.STATEMENT:
        return False
    return any(map(named.search, (each.title, each.spoke or "", *each.conveners, *offices)))


def _sources(each: Entry) -> Iterable[str]:
    yield from each.sources
    for part in each.parts:
        yield from part.sources
    for point in each.differing:
        yield from (*point.sources_a, *point.sources_b)
