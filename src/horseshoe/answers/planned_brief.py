"""The brief on a draft before its vote: the whip count, what is known, earlier votes, and what a veto would start."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from datetime import date

import msgspec

from horseshoe.answers.conduct_cases import Vote, vote
from horseshoe.answers.conduct_cover import LISTED
from horseshoe.answers.council import Presided, presided
from horseshoe.answers.deadline import AssemblyDeadline, assembly_deadline
from horseshoe.answers.evidence import NO_PROOF, NOT_BY_SUBJECT, RECALLED_APART, Document, Timing, as_document, timing
from horseshoe.answers.planned import Planned
from horseshoe.answers.rollcall import Cited, cite
from horseshoe.answers.views import others, settings_on
from horseshoe.answers.whip import Forecaster, Whip, whip
from horseshoe.facts.proposals import Cast, Matter
from horseshoe.facts.record import Record
from horseshoe.facts.situations import Action, Names
from horseshoe.rules import standards
from horseshoe.rules.working_days import CalendarUnknown


class PlannedKnown(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the situation by the day of the vote; more can come until then."""

    situation: str
    name: str
    outside: str | None
    """Why its subject lies outside the three crimes, where that is shown."""
    listed: tuple[Document, ...]
    """Public by the day, by entities of the list, in order of date."""
    outside_list: tuple[Document, ...]
    """Public by the day, by others."""
    recalled: tuple[Document, ...]
    """Only recalled: seen in no source."""
    notes: tuple[str, ...]


class PlannedBrief(msgspec.Struct, frozen=True, kw_only=True):
    """The brief on a draft that has not been voted on."""

    whip: Whip
    """The odds, the seats, whom to call first, who is bound, what the published standards would say."""
    action: Action | None
    """What the draft asks for, as its file says."""
    text_names: Names
    """Whether its text names one of the three crimes or the protection of civilians, as its file says."""
    presidency: Presided | None
    """Who presides in the month of the vote; ``None`` where it is not known."""
    names: dict[str, str]
    """Code to name of the members, the penholder and the sponsors."""
    assessors: dict[str, str]
    """Id to name of the standards whose views are told."""
    known: PlannedKnown | None
    """``None`` where the file names no situation that is known here."""
    earlier: tuple[Vote, ...]
    """Votes on the same situation before the day, the latest first."""
    assembly: AssemblyDeadline | None
    """What a veto on the day of the vote would oblige the Assembly to do; ``None`` where the holidays of the year are
    not known, or no veto is possible."""
    notes: tuple[str, ...]
    sources: tuple[Cited, ...]
    """Every source that the brief rests on."""


def planned_brief(
    record: Record,
    planned: Planned,
    *,
    what_if: Mapping[str, Cast] | None = None,
    forecaster: Forecaster | None = None,
    cache: pathlib.Path | None = None,
    as_known: date | None = None,
) -> PlannedBrief:
    """The brief on a draft before its vote.

    Args:
        record: what is known.
        planned: the draft.
        what_if: state code to the cast that the seat is held to.
        forecaster: the model; fitted to the record up to the day before the vote if not given.
        cache: a folder in which the numbers of a fitted model are kept.
        as_known: with what was recorded by the end of this day.

    Raises:
        BadQuestion: no count can be taken of the draft, or it has been voted on already.
    """
    now = record.as_known(as_known)
    count = whip(now, planned, what_if=what_if, forecaster=forecaster, cache=cache)
    evidence = _known(now, planned)
    earlier = _earlier(now, planned)
    notes = []
    assembly = None
    if planned.matter is Matter.SUBSTANTIVE:
        try:
            assembly = assembly_deadline(now, planned.date)
        except CalendarUnknown as error:
            notes.append(f"By when the Assembly would have to meet after a veto cannot be said: {error}.")
    documents = (*evidence.listed, *evidence.outside_list, *evidence.recalled) if evidence else ()
    cited = [
        *(each.id for each in count.sources),
        *(source for each in documents for source in each.sources),
        *(source for each in earlier for source in now.roll_call[each.roll_call].source.split()),
    ]
    return PlannedBrief(
        whip=count,
        action=Action(planned.action) if planned.action else None,
        text_names=planned.text_names,
        presidency=presided(now, planned.date),
        names={
            state: now.name(state, planned.date)
            for state in (*(seat.state for seat in count.seats), planned.penholder, *planned.sponsors)
            if state and state in now.state
        },
        assessors={each.assessor: now.assessor[each.assessor].name for each in count.views},
        known=evidence,
        earlier=earlier,
        assembly=assembly,
        notes=tuple(notes),
        sources=cite(now, cited),
    )


def _known(record: Record, planned: Planned) -> PlannedKnown | None:
    situation = record.situation.get(planned.situation or "")
    if situation is None:
        return None
    entities = settings_on(record, LISTED, planned.date).entities or frozenset()
    parts: dict[str, list[Document]] = {"listed": [], "outside_list": [], "recalled": []}
    for row in record.evidence_on.get(situation.id, ()):
        public = timing(row, planned.date)
        if public in (Timing.BEFORE, Timing.SAME_DAY):
            part = "listed" if row.entity in entities else "outside_list"
            parts["recalled" if row.confidence == standards.RECALL else part].append(as_document(row, planned.date))
    notes = [NOT_BY_SUBJECT]
    if not parts["listed"]:
        notes.append(f"No document of an entity of the list is known here. {NO_PROOF}")
    if parts["recalled"]:
        notes.append(RECALLED_APART)
    return PlannedKnown(
        situation=situation.id,
        name=situation.name,
        outside=situation.outside,
        listed=tuple(parts["listed"]),
        outside_list=tuple(parts["outside_list"]),
        recalled=tuple(parts["recalled"]),
        notes=tuple(notes),
    )


def _earlier(record: Record, planned: Planned) -> tuple[Vote, ...]:
    if planned.situation not in record.situation:
        return ()
    rows = [each for each in others(record, planned.situation or "") if each.day < planned.date]
    return tuple(vote(record, record.roll_call[each.roll_call]) for each in reversed(rows))
