"""What each assessor says of a draft: the two published standards, computed, and whoever recorded a view."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches

import msgspec

from horseshoe.answers.questions import NotFound
from horseshoe.facts.assessments import (
    Aim,
    Assessment,
    AssessorKind,
    Credible,
    FactsSay,
    Scale,
    Status,
)
from horseshoe.facts.evidence import CodeCrime
from horseshoe.facts.proposals import Outcome, RollCall
from horseshoe.facts.record import Record
from horseshoe.facts.rows import Row
from horseshoe.rules import standards
from horseshoe.rules.standards import STANDARDS, Case, Ground, Judgment, Other, Settings, Step

NOT_ASSESSED = "Not assessed: this assessor has recorded no view of the draft. Every draft starts so."
"""What an assessor that has said nothing says of every draft."""


class View(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What one assessor says of one roll call: whether the Code applied, in three parts kept apart."""

    assessor: str
    roll_call: str
    status: Status | None
    """``None``: not assessed, or undetermined with the reason in ``grounds`` and ``why``."""
    why: str
    """In a sentence."""
    aim: Aim | None = None
    aim_why: str | None = None
    facts: FactsSay | None = None
    facts_why: str | None = None
    credible: Credible | None = None
    credible_why: str | None = None
    crimes: tuple[CodeCrime, ...] = ()
    scale: Scale = Scale.UNKNOWN
    evidence: tuple[str, ...] = ()
    """What it rests on (``evidence.id``)."""
    grounds: tuple[Ground, ...] = ()
    """What the outcome of a standard rests on, where it is not "engaged"."""
    steps: tuple[Step, ...] = ()
    """Every step of a standard; empty for a view that somebody recorded."""
    assessment: str | None = None
    """The row that states it (``assessments.id``); ``None`` for a standard."""
    made: date | None = None
    by: str | None = None
    superseded: tuple[str, ...] = ()
    """Earlier views of the same assessor on the same proposal, oldest first (``assessments.id``)."""
    sources: tuple[str, ...] = ()


def view(record: Record, assessor: str, row: RollCall, *, on: date | None = None) -> View:
    """What ``assessor`` says of the proposal that this roll call decided.

    A recorded view covers all roll calls on its proposal. The newest ``made`` counts (of two of one day, the one
    recorded later); one that is only recalled carries nothing.

    Args:
        record: the Record, as known.
        assessor: ``assessors.id``.
        row: the roll call.
        on: leaves out views made after this day; what a standard looks at is always of the day of the vote.

    Raises:
        NotFound: no such assessor.
    """
    if is_standard(record, find_assessor(record, assessor)):
        return _computed(record, assessor, row)
    return _recorded(record, assessor, on).get(row.id) or View(
        assessor=assessor, roll_call=row.id, status=None, why=NOT_ASSESSED
    )


def views(record: Record, row: RollCall, *, on: date | None = None) -> tuple[View, ...]:
    """What every assessor says that is a standard or has recorded a view of the proposal, in order of id."""
    found = []
    for assessor in sorted(record.assessor):
        if is_standard(record, assessor):
            found.append(_computed(record, assessor, row))
        elif recorded := _recorded(record, assessor, on).get(row.id):
            found.append(recorded)
    return tuple(found)


def verdicts(record: Record, assessor: str, *, on: date | None = None) -> Mapping[str, View]:
    """Roll call id to what ``assessor`` says, only where it is more than that the situation is not known.

    Worked out once from each Record. What is absent is NOT_ASSESSED, or unknown to a standard.

    Raises:
        NotFound: no such assessor.
    """
    if not is_standard(record, find_assessor(record, assessor)):
        return _recorded(record, assessor, on)
    key = ("verdicts", assessor)
    if key not in record.derived:
        rows = (record.roll_call.get(roll_call) for roll_call in record.draft_situation)
        record.derived[key] = {row.id: _computed(record, assessor, row) for row in rows if row}
    found: Mapping[str, View] = record.derived[key]
    return found


def is_standard(record: Record, assessor: str) -> bool:
    """Whether the views of this assessor are computed."""
    return assessor in STANDARDS and record.assessor[assessor].kind is AssessorKind.STANDARD


def find_assessor(record: Record, text: str) -> str:
    """The id of the assessor that ``text`` names.

    Raises:
        NotFound: no such assessor; those that come near, or all, are named.
    """
    if text in record.assessor:
        return text
    near = get_close_matches(text, record.assessor, n=2, cutoff=0.5) or sorted(record.assessor)
    raise NotFound(f"No assessor is called {text!r}: known here are {' and '.join(near)}.")


# -- the standards ------------------------------------------------------------------------------


ADOPTED = (Outcome.ADOPTED, Outcome.ADOPTED_WITHOUT_VOTE)
"""Outcomes of a text that the Council took."""


def case(record: Record, row: RollCall) -> Case:
    """All that a standard is told of a roll call."""
    proposal, draft = record.proposal.get(row.proposal), record.draft_situation.get(row.id)
    if draft is None:
        return Case(roll_call=row.id, proposal=row.proposal, day=row.date)
    return Case(
        roll_call=row.id,
        proposal=row.proposal,
        day=row.date,
        symbol=proposal.symbol if proposal else None,
        amends=proposal.amends if proposal else None,
        adopted=row.outcome in ADOPTED,
        draft=draft,
        situation=record.situation.get(draft.situation),
        evidence=record.evidence_on.get(draft.situation, ()),
        others=others(record, draft.situation),
        contests=record.contests_on.get(row.id, ()),
    )


def others(record: Record, situation: str) -> tuple[Other, ...]:
    """Every proposal known to belong to a situation, in order of the vote."""
    key = ("others",)
    if key not in record.derived:
        found: dict[str, list[Other]] = defaultdict(list)
        for each in record.draft_situation.values():
            if row := record.roll_call.get(each.roll_call):
                proposal = record.proposal.get(row.proposal)
                found[each.situation].append(
                    Other(
                        roll_call=row.id,
                        proposal=row.proposal,
                        symbol=(proposal.symbol or proposal.resolution) if proposal else None,
                        day=row.date,
                        kind=proposal.kind if proposal else None,
                        recalled=each.confidence == standards.RECALL,
                        adopted=row.outcome in ADOPTED,
                    )
                )
        record.derived[key] = {
            name: tuple(sorted(rows, key=lambda other: (other.day, other.roll_call))) for name, rows in found.items()
        }
    by_situation: Mapping[str, tuple[Other, ...]] = record.derived[key]
    return by_situation.get(situation, ())


def settings_on(record: Record, assessor: str, day: date) -> Settings:
    """The parameters of a standard for a vote on ``day``.

    Raises:
        ValueError: a value cannot be read.
    """
    key = ("settings", assessor)
    if key not in record.derived:
        rows = [row for row in record.parameters if row.assessor == assessor]
        days = sorted({row.since for row in rows})
        record.derived[key] = days, [standards.settings(rows, since) for since in days]
    days, values = record.derived[key]
    at = bisect_right(days, day)
    found: Settings = values[at - 1] if at else Settings()
    return found


def _computed(record: Record, assessor: str, row: RollCall) -> View:
    known: dict[str, View] = record.derived.setdefault(("computed", assessor), {})
    found = known.get(row.id)
    if found is None:
        told = case(record, row)
        judge, _ = STANDARDS[assessor]
        found = known[row.id] = _of_standard(assessor, told, judge(told, settings_on(record, assessor, row.date)))
    return found


def _of_standard(assessor: str, told: Case, judged: Judgment) -> View:
    parts: dict[str, str] = {}
    for step in judged.steps:
        if part := PART_OF.get(step.question):
            parts[part] = f"{parts[part]} {step.because}" if part in parts else step.because
    cited = set(judged.evidence)
    rows: list[Row | None] = [told.draft]
    if Ground.OUTSIDE in judged.grounds:
        rows.append(told.situation)
    rows += [each for each in told.evidence if each.id in cited]
    if Ground.BOTH_SIDES in judged.grounds:
        rows += [each for each in told.contests if each.both_sides]
    return View(
        assessor=assessor,
        roll_call=told.roll_call,
        status=judged.status,
        why=judged.why,
        aim=judged.aim,
        aim_why=parts.get("aim"),
        facts=judged.facts,
        facts_why=parts.get("facts"),
        credible=judged.credible,
        credible_why=parts.get("credible"),
        crimes=judged.crimes,
        evidence=judged.evidence,
        grounds=judged.grounds,
        steps=judged.steps,
        sources=_sources(rows),
    )


PART_OF = {
    standards.SUBJECT: "aim",
    standards.AIM: "aim",
    standards.RECORD: "facts",
    standards.RIVAL: "credible",
    standards.SIDES: "credible",
}
"""Which of the three parts a step of a standard speaks to."""


# -- views that somebody recorded ---------------------------------------------------------------


def _recorded(record: Record, assessor: str, on: date | None) -> Mapping[str, View]:
    """Roll call id to the view of an assessor that is no standard, made by the end of ``on``."""
    made = _assessments(record).get(assessor, ())
    if on is not None:
        made = made[: bisect_right(made, on, key=lambda row: row.made)]
    key = ("recorded", assessor, len(made))
    if key not in record.derived:
        by_proposal: dict[str, list[Assessment]] = defaultdict(list)
        for row in made:
            by_proposal[row.proposal].append(row)
        record.derived[key] = {
            each.id: _of_assessment(each, rows)
            for proposal, rows in by_proposal.items()
            for each in _votes_on(record).get(proposal, ())
        }
    found: Mapping[str, View] = record.derived[key]
    return found


def _of_assessment(row: RollCall, made: Sequence[Assessment]) -> View:
    *earlier, newest = made
    return View(
        assessor=newest.assessor,
        roll_call=row.id,
        status=newest.status,
        why=f"{STATUS[newest.status]}: {newest.aim_why} {newest.facts_why} {newest.credible_why}",
        aim=newest.aim,
        aim_why=newest.aim_why,
        facts=newest.facts,
        facts_why=newest.facts_why,
        credible=newest.credible,
        credible_why=newest.credible_why,
        crimes=newest.crimes,
        scale=newest.scale,
        evidence=newest.evidence,
        assessment=newest.id,
        made=newest.made,
        by=newest.by,
        superseded=tuple(each.id for each in earlier),
        sources=_sources([newest]),
    )


STATUS: dict[Status | None, str] = {
    Status.ENGAGED: "Engaged",
    Status.CONTESTED: "Contested",
    Status.NOT_ENGAGED: "Not engaged",
    None: "Undetermined",
}
"""A status in words."""


def _assessments(record: Record) -> Mapping[str, tuple[Assessment, ...]]:
    """Assessor to what it recorded, oldest first."""
    key = ("assessments",)
    if key not in record.derived:
        found: dict[str, list[Assessment]] = defaultdict(list)
        for row in sorted(record.assessments, key=lambda row: (row.made, row.recorded)):
            if row.confidence != standards.RECALL:
                found[row.assessor].append(row)
        record.derived[key] = {assessor: tuple(rows) for assessor, rows in found.items()}
    by_assessor: Mapping[str, tuple[Assessment, ...]] = record.derived[key]
    return by_assessor


def _votes_on(record: Record) -> Mapping[str, tuple[RollCall, ...]]:
    """Id of a proposal that somebody assessed to the roll calls on it."""
    key = ("votes on assessed proposals",)
    if key not in record.derived:
        assessed = {row.proposal for row in record.assessments}
        found: dict[str, list[RollCall]] = defaultdict(list)
        for row in record.roll_calls:
            if row.proposal in assessed:
                found[row.proposal].append(row)
        record.derived[key] = {proposal: tuple(rows) for proposal, rows in found.items()}
    by_proposal: Mapping[str, tuple[RollCall, ...]] = record.derived[key]
    return by_proposal


def _sources(rows: Iterable[Row | None]) -> tuple[str, ...]:
    """The sources of rows, each once, in order."""
    return tuple(dict.fromkeys(source for row in rows if row is not None for source in row.source.split()))
