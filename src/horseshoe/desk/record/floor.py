"""A roll call typed in from the floor: held against the Council of the day and Article 27, then written at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from horseshoe.answers.questions import BadQuestion, in_sentence, require_day
from horseshoe.desk.access import people
from horseshoe.desk.access.rights import Action, Kind, Thing, decide
from horseshoe.desk.refusals import NotAllowed, NotHere, Unfit
from horseshoe.facts.council import Term
from horseshoe.facts.proposals import Cast
from horseshoe.facts.record import KEYS, Record, key_of
from horseshoe.facts.references import REFERENCES
from horseshoe.facts.rows import fault_of
from horseshoe.facts.sources import Retraction, Source
from horseshoe.rules import charter
from horseshoe.sources import accept, rollcall_toml
from horseshoe.sources.found import Reading, Report
from horseshoe.sources.rollcall_toml import Origin, Typed
from horseshoe.store import columns, fitting, writing
from horseshoe.store.snapshot import snapshot

if TYPE_CHECKING:
    from horseshoe.desk.workspace.private import Account

FORM = "the form"

LIVE = (Cast.YES, Cast.NO, Cast.ABSTAIN, Cast.NOT_PARTICIPATING, Cast.ABSENT)
"""What somebody who watches can see a seat do."""

OWN = "own-"
"""What the id of a roll call begins with that was typed in here."""

_CITES = tuple((table, column) for (table, column), (to, _) in REFERENCES.items() if to in ("roll_calls", "proposals"))


class Fault(msgspec.Struct, frozen=True):
    """What stands in the way."""

    field: str
    """Of the form; empty for the whole."""
    what: str
    """One sentence."""


class Floor(msgspec.Struct, frozen=True):
    """A roll call as typed so far, and what is to be said of it."""

    on: date
    counts: tuple[tuple[Cast, int], ...]
    """How many seats did what, as typed."""
    decision: charter.Decision | None
    """What Article 27 makes of it; ``None`` where the seats do not add up."""
    faults: tuple[Fault, ...]
    known: str | None
    """The id of the roll call in the record that says just this."""
    report: Report | None

    @property
    def sound(self) -> bool:
        """Whether it may be written."""
        return not self.faults and self.report is not None


def council(record: Record, on: date) -> tuple[Term, ...]:
    """The seats of a day in English alphabetical order, as the President calls them.

    Raises:
        Unfit: the Council of that day is not known.
    """
    try:
        require_day(record, on)
    except BadQuestion as error:
        raise Unfit(f"Date: {error}") from None
    return tuple(sorted(record.council(on), key=lambda term: record.name(term.state, on)))


def look(told: Mapping[str, Any], casts: Mapping[str, str], record: Record, today: date) -> Floor:
    """What a roll call as typed comes to. Nothing is written.

    Args:
        told: the fields of :class:`horseshoe.sources.rollcall_toml.Typed` but for the casts and the source; ``title``
            and ``url`` of a source as ``source_title`` and ``source_url``. What is empty is not given.
        casts: code of a seat to what it did.
        record: every fact, withdrawn ones too.
        today: the day on which it is recorded.

    Raises:
        Unfit: a field cannot be read; the sentence names it.
    """
    known = record.as_known(None)
    given = {name: value for name, value in told.items() if value not in ("", None)}
    origin = Origin(str(given.pop("source_title", "")), url=given.pop("source_url", None))
    if origin.url and not origin.title:
        raise Unfit("Source title: an address is given, and a reader needs to know of what.")
    by_cast: dict[str, list[str]] = {}
    for state, cast in casts.items():
        by_cast.setdefault(cast, []).append(state)
    if "meeting" in given:
        given["meeting"] = _meeting(str(given["meeting"]))
    try:
        typed = msgspec.convert({**given, **by_cast, "source": msgspec.to_builtins(origin)}, Typed, strict=False)
    except msgspec.ValidationError as error:
        field, what = fault_of(error)
        raise Unfit(f"{field.replace('_', ' ').capitalize() or 'The form'}: {what}.") from None
    reading = rollcall_toml.reading(typed, FORM, known, today, _heard(typed, today) if not origin.url else None)
    reading = renamed(reading, record)
    report = rollcall_toml.judged(reading, known, today)
    faults = tuple(Fault(each.field, each.what.replace("The file", "The form")) for each in report.refused)
    decision = _decision(known, typed, casts)
    counts = tuple((cast, len(by_cast.get(cast.value, ()))) for cast in LIVE)
    return Floor(typed.date, counts, decision, faults, next(iter(report.known), None), report)


def record_vote(
    user: Account, told: Mapping[str, Any], casts: Mapping[str, str], *, why: str, today: date
) -> tuple[str, int]:
    """Write a roll call into the public record; gives its id and the revision. What is known already is left alone.

    Raises:
        NotAllowed: the person may not write to the public record.
        Unfit: it does not add up; every fault in one sentence after the other.
        horseshoe.store.errors.StoreError: the store does not take it.
    """
    person = people.found(user)
    if not (decision := decide(person, Action.WRITE, Thing(Kind.FACTS))):
        raise NotAllowed(decision.because)
    snapshot()
    with writing.alone():
        record = snapshot()
        floor = look(told, casts, record, today)
        if floor.faults or floor.report is None:
            raise Unfit(" ".join(each.what for each in floor.faults))
        rows = accept.added(floor.report, record)
        landed = floor.report.new or floor.report.completed
        if not landed:
            return str(floor.known), writing.newest()
        return landed[0].roll_call.id, writing.add(rows, by=person.name, why=why)


def withdraw(user: Account, roll_call: str, *, why: str, by: str | None = None) -> int:
    """Retract a roll call that was typed in, with its proposal; both stay to be seen. Gives the revision.

    Args:
        user: who retracts it.
        roll_call: its id.
        why: why.
        by: the name under which the audit has it; that of the account where it is not given.

    Raises:
        NotAllowed: the person may not retract from the public record.
        NotHere: there is no such roll call, or it is withdrawn already.
        Unfit: it was not typed in here, or something else in the record rests on it.
        horseshoe.store.errors.StoreError: the store does not take it.
    """
    person = people.found(user)
    if not (decision := decide(person, Action.RETRACT, Thing(Kind.FACTS))):
        raise NotAllowed(decision.because)
    name = by or person.name
    writing.refuse_nameless(name, why)
    snapshot()
    with writing.alone():
        known = snapshot().as_known(None)
        found = known.roll_call.get(roll_call)
        if found is None:
            raise NotHere(f"The record has no roll call {roll_call[:80]}, or it is withdrawn already.")
        if not found.id.startswith(OWN):
            raise Unfit(f"{found.id} was read from {found.source} and not typed in: it is corrected at its source.")
        if cited := _rests(known, {found.id, found.proposal}):
            raise Unfit(f"{cited} rests on this vote: retract that first.")
        keys = [("roll_calls", found.id), ("proposals", found.proposal)]
        if found.id in known.matter:
            keys.append(("matters", found.id))
        at = columns.now()
        for table, key in keys:
            fitting.refuse_unless_current(table, key, known, at.date())
        gone = tuple(Retraction(table=table, key=key, at=at, by=name, why=why.strip()) for table, key in keys)
        return writing.add(Record(retractions=gone), by=name, why=why, at=at)


def _decision(record: Record, typed: Typed, casts: Mapping[str, str]) -> charter.Decision | None:
    """What the Charter makes of the casts, whatever else is wrong."""
    permanent = record.permanent(typed.date)
    try:
        return charter.decide(
            typed.date,
            {state: Cast(cast) for state, cast in casts.items()},
            permanent,
            matter=typed.matter,
            names={state: in_sentence(record.name(state, typed.date)) for state in permanent},
        )
    except (charter.CharterError, ValueError):
        return None


def _heard(typed: Typed, today: date) -> Source:
    """The source of a vote that somebody watched: that and nothing more, until its record is published."""
    where = f", at its meeting {typed.meeting}" if typed.meeting else ""
    title = typed.source.title or f"Heard on the floor of the Security Council on {typed.date}{where}"
    digest = hashlib.sha256(title.encode()).hexdigest()[:6]
    return Source(id=f"floor-{typed.date}-{digest}", title=title, kind="document", recorded=today)


def _meeting(told: str) -> str:
    """The symbol of a meeting's record, also from its bare number."""
    return f"S/PV.{told.strip()}" if told.strip().isdigit() else told.strip()


def renamed(reading: Reading, record: Record) -> Reading:
    """The reading under an id that no withdrawn row bears: a vote is typed anew on the day of its retraction."""
    if not reading.rows:
        return reading
    row = reading.rows[0]
    current = record.as_known(None)
    taken = {each.id for each in record.roll_calls} | {each.id for each in record.proposals}
    taken -= set(current.roll_call) | set(current.proposal)
    name, number = row.id, 2
    while name in taken:
        name, number = f"{row.id}-v{number}", number + 1
    return msgspec.structs.replace(reading, rows=(msgspec.structs.replace(row, id=name),))


def _rests(record: Record, ids: set[str]) -> str | None:
    """A row that refers to one of these, as a sentence names it."""
    for table, column in _CITES:
        if table in ("roll_calls", "matters") or table not in KEYS:
            continue
        for row in getattr(record, table):
            told = getattr(row, column)
            if ids & set(told if isinstance(told, tuple) else (told,)):
                return f"{table.replace('_', ' ').capitalize()} {key_of(table, row)}"
    return None
