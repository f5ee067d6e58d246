"""Assessors and votes that never were, so that every finding occurs: for tests and benchmarks only."""

from __future__ import annotations

from datetime import date

import msgspec

from horseshoe.facts.assessments import Aim, Assessment, Assessor, AssessorKind, Credible, FactsSay, Scale, Status
from horseshoe.facts.evidence import CodeCrime
from horseshoe.facts.proposals import ProposalKind, RollCall
from horseshoe.facts.record import Record

DAY = date(2026, 11, 22)
STRICT = "strict"
"""An assessor made for these tests that calls every draft engaged and credible."""

MIXED = "mixed"
"""One that says a different thing of each draft in turn."""

VIEWS = (
    (Status.ENGAGED, Aim.ACTS, Credible.YES, (CodeCrime.WAR_CRIMES,), Scale.LARGE),
    (Status.NOT_ENGAGED, Aim.NEITHER, Credible.YES, (), Scale.UNKNOWN),
    (Status.CONTESTED, Aim.DISPUTED, Credible.DISPUTED, (CodeCrime.GENOCIDE,), Scale.UNKNOWN),
    (Status.ENGAGED, Aim.ACTS, Credible.NO, (CodeCrime.GENOCIDE,), Scale.UNKNOWN),
    (Status.ENGAGED, Aim.ACTS, Credible.DISPUTED, (CodeCrime.GENOCIDE,), Scale.UNKNOWN),
    (Status.ENGAGED, Aim.ACTS, Credible.YES, (CodeCrime.WAR_CRIMES,), Scale.UNKNOWN),
    (Status.ENGAGED, Aim.ACTS, Credible.YES, (CodeCrime.WAR_CRIMES,), Scale.NOT_LARGE),
    (Status.ENGAGED, Aim.ACTS, Credible.YES, (), Scale.UNKNOWN),
    (Status.ENGAGED, Aim.ACTS, Credible.YES, (CodeCrime.CRIMES_AGAINST_HUMANITY,), Scale.UNKNOWN),
)


def assessor(id_: str) -> Assessor:
    return Assessor(id=id_, name=id_.title(), kind=AssessorKind.RESEARCHER, source="sciences-po", recorded=DAY)


def assessment(id_: str, whose: str, proposal: str, number: int, made: date = DAY) -> Assessment:
    status, aim, credible, crimes, scale = VIEWS[number % len(VIEWS)]
    return Assessment(
        id=id_,
        assessor=whose,
        proposal=proposal,
        made=made,
        status=status,
        aim=aim,
        aim_why="made for a test",
        facts=FactsSay.CRIMES,
        facts_why="made for a test",
        credible=credible,
        credible_why="made for a test",
        crimes=crimes,
        scale=scale,
        source="sciences-po",
        recorded=DAY,
    )


def assessed(record: Record) -> Record:
    """The record with two assessors more, who have a view of every proposal since 2015 but for one in seven."""
    recent = [row for row in record.roll_calls if row.date.year >= 2015]
    proposals = list(dict.fromkeys(row.proposal for row in recent))
    added = [assessment(f"strict-{id_}", STRICT, id_, 0) for id_ in proposals]
    added += [assessment(f"mixed-{id_}", MIXED, id_, n) for n, id_ in enumerate(proposals) if n % 7]
    return msgspec.structs.replace(
        record,
        assessors=(*record.assessors, assessor(STRICT), assessor(MIXED)),
        assessments=(*record.assessments, *added),
    )


def imagined(record: Record) -> Record:
    """The same where France votes no wherever it voted yes and a veto was cast, and where an amendment was put."""

    def turned(row: RollCall) -> RollCall:
        kind = record.proposal[row.proposal].kind
        wanted = row.outcome.value == "vetoed" or kind is not ProposalKind.DRAFT_RESOLUTION
        if row.date.year < 2016 or "FRA" not in row.yes or not wanted:
            return row
        yes = tuple(state for state in row.yes if state != "FRA")
        return msgspec.structs.replace(row, yes=yes, no=(*row.no, "FRA"))

    return msgspec.structs.replace(assessed(record), roll_calls=tuple(map(turned, record.roll_calls)))
