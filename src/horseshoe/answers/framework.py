"""The Framework of Analysis for Atrocity Crimes as a checklist for a situation: 14 risk factors, and no score.

The Framework (2014, A/70/741-S/2016/71) gives no threshold and adds nothing up, so neither does this: it shows which
assessor observed which factor, when, why and on which evidence.
"""

from __future__ import annotations

from datetime import date

import msgspec

from horseshoe.answers.conduct_cover import ConductCover, cover, last_day
from horseshoe.answers.coverage import ENUMERATED_FROM
from horseshoe.answers.questions import find_situation
from horseshoe.answers.rollcall import Cited, cite
from horseshoe.answers.views import find_assessor
from horseshoe.facts.assessments import Observation, Observed
from horseshoe.facts.evidence import CodeCrime
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record
from horseshoe.rules.findings import Reach
from horseshoe.rules.standards import RECALL

NO_SCORE = (
    "The Framework has neither a score nor a threshold: nothing here is added up, and not every factor must be "
    "present for a risk to be there."
)
NOBODY = "Nobody has recorded an observation of this situation here."


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What one assessor sees of a risk factor."""

    assessor: str
    name: str
    observed: Observed
    why: str
    made: date
    evidence: tuple[str, ...]
    """What it rests on (``evidence.id``)."""
    observation: str
    """The row (``observations.id``)."""
    superseded: tuple[str, ...]
    """Earlier observations of the same assessor, oldest first (``observations.id``)."""


class Factor(msgspec.Struct, frozen=True, kw_only=True):
    """A risk factor, and who sees what of it."""

    number: int
    title: str
    title_seen: bool
    """Whether its title was seen in a source, and is not only recalled."""
    crime: CodeCrime | None
    """The crime it is specific to; ``None``: common to all."""
    indicators: int | None
    """How many indicators it has, where that was seen."""
    seen: tuple[Seen, ...]


class Checklist(msgspec.Struct, frozen=True, kw_only=True):
    """The risk factors of the Framework in a situation; no score."""

    situation: str
    name: str
    on: date | None
    assessor: str | None
    factors: tuple[Factor, ...]
    observed: int
    """On how many factors somebody recorded something."""
    notes: tuple[str, ...]
    coverage: ConductCover
    sources: tuple[Cited, ...]


def checklist(
    record: Record,
    situation: str,
    *,
    on: date | None = None,
    assessor: str | None = None,
    as_known: date | None = None,
) -> Checklist:
    """The risk factors with what assessors observed of each in a situation.

    Of each assessor and factor the newest observation counts (of two of one day, the one recorded later); what is only
    recalled does not.

    Args:
        record: the Record.
        situation: ``situations.id``, or the name.
        on: leaves out observations made after this day.
        assessor: only what this assessor observed.
        as_known: as recorded by this day.

    Raises:
        NotFound: no such situation or assessor.
        BadQuestion: several situations match.
    """
    record = record.as_known(as_known)
    found = record.situation[find_situation(record, situation)]
    whose = find_assessor(record, assessor) if assessor is not None else None
    made: dict[int, dict[str, list[Observation]]] = {}
    for row in sorted(record.observations, key=lambda each: (each.made, each.recorded)):
        told = row.situation == found.id and row.confidence != RECALL
        if told and (on is None or row.made <= on) and whose in (None, row.assessor):
            made.setdefault(row.factor, {}).setdefault(row.assessor, []).append(row)
    factors = tuple(
        Factor(
            number=row.number,
            title=row.title,
            title_seen=row.confidence != RECALL,
            crime=row.crime,
            indicators=row.indicators,
            seen=tuple(_seen(record, rows) for _, rows in sorted(made.get(row.number, {}).items())),
        )
        for row in sorted(record.risk_factors, key=lambda each: each.number)
    )
    observed = sum(bool(factor.seen) for factor in factors)
    cited = dict.fromkeys(source for row in record.risk_factors for source in row.source.split())
    for by_assessor in made.values():
        cited |= dict.fromkeys(
            source for rows in by_assessor.values() for each in rows for source in each.source.split()
        )
    return Checklist(
        situation=found.id,
        name=found.name,
        on=on,
        assessor=whose,
        factors=factors,
        observed=observed,
        notes=(NO_SCORE,) if observed else (NO_SCORE, NOBODY),
        coverage=cover(record, (Instrument.CODE,), ENUMERATED_FROM, last_day(record, on), Reach.DRAFTS),
        sources=cite(record, cited),
    )


def _seen(record: Record, rows: list[Observation]) -> Seen:
    *earlier, newest = rows
    by = record.assessor.get(newest.assessor)
    return Seen(
        assessor=newest.assessor,
        name=by.name if by else newest.assessor,
        observed=newest.observed,
        why=newest.why,
        made=newest.made,
        evidence=newest.evidence,
        observation=newest.id,
        superseded=tuple(row.id for row in earlier),
    )
