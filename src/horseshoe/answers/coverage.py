"""What the Record holds, and what is missing from it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date

import msgspec

from horseshoe.answers.questions import BadQuestion
from horseshoe.answers.roster import KnownSupporters, known_supporters
from horseshoe.facts.assembly import Response
from horseshoe.facts.council import Basis
from horseshoe.facts.dates import runs
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Outcome, RollCall
from horseshoe.facts.record import KEYS, Record
from horseshoe.rules import charter

ENUMERATED_FROM = date(2000, 1, 1)
"""From here on the failed drafts of the starting facts were listed one by one, with their situations."""


class RollCallCover(msgspec.Struct, frozen=True, kw_only=True):
    """How complete the roll calls are."""

    total: int
    first: date
    last: date
    casts: int
    casts_unknown: int
    with_unknown_casts: tuple[str, ...]
    failed_since_2000: int
    failed_since_2000_fully_known: int
    without_symbol: tuple[str, ...]
    medium_or_low_confidence: int


class ResolutionCover(msgspec.Struct, frozen=True):
    """Which resolutions are here, by number."""

    known: int
    highest: int
    missing: tuple[str, ...]
    """Numbers below the highest that are not here, as ranges."""


class CouncilCover(msgspec.Struct, frozen=True):
    """How far seats and presidencies are known."""

    first_day: date
    last_day: date
    years_not_full: tuple[str, ...]
    presidencies: int
    presidencies_read_in_a_source: int
    presidencies_from: str


class HolidayCover(msgspec.Struct, frozen=True):
    """How the official holidays of a year are known."""

    year: int
    official: int
    derived: int
    unverified: int


class GroundCover(msgspec.Struct, frozen=True):
    """How far the ground is known on which conduct is held against pledges, and what the Assembly did after vetoes."""

    situations: int
    drafts_with_a_situation: int
    """Roll calls of which the situation is known."""
    drafts_only_recalled: int
    """Of these, those of which what they asked for is only recalled."""
    texts_seen: int
    """Of these, those of which it was seen whether the text names the three crimes or the protection of civilians."""
    documents_seen: int
    documents_only_recalled: int
    """Documents that were seen in no source: they carry nothing."""
    explanations: int
    questions_with_both_sides: int
    """Questions on which states disagreed, both sides read in statements."""
    questions_with_one_side: int
    vetoes_answered: int
    """Vetoes since A/RES/76/262 of which the Assembly's answer is known."""
    vetoes_unanswered: int
    """Those of which none was found."""
    elections: tuple[int, int] | None
    """First and last year of the elections known here."""


class DecadeCover(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the roll calls of a decade: of so many roll calls, so many with each thing known."""

    decade: int
    """Its first year."""
    roll_calls: int
    """Roll calls of the decade known here."""
    every_cast: int
    """Of these, those with the cast of every seat."""
    named: int
    """With the symbol of the draft or of the resolution."""
    meeting: int
    """With the meeting."""
    subject: int
    """With an agenda item, a topic or a title."""
    sponsors: int
    """With sponsors; a text can also have had none."""
    situation: int
    """Assigned to a situation."""
    high_confidence: int
    """Of high confidence."""


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """What the Record holds and what it lacks."""

    on: date | None
    tables: dict[str, int]
    roll_calls: RollCallCover
    decades: tuple[DecadeCover, ...]
    """What is known of the roll calls of each decade."""
    resolutions: ResolutionCover
    council: CouncilCover
    supporters: tuple[KnownSupporters, ...]
    holidays: tuple[HolidayCover, ...]
    conduct: GroundCover
    gaps: tuple[str, ...]


def coverage(record: Record, on: date, *, as_known: date | None = None) -> Coverage:
    """What is here and what is not; supporters are counted as of ``on``.

    Raises:
        BadQuestion: nothing is here, or nothing had been recorded by that day.
    """
    record = record.as_known(as_known)
    if not record.roll_calls:
        raise BadQuestion("The Record holds no roll call, or none had been recorded by that day.")
    roll_calls = _roll_calls(record)
    resolutions = _resolutions(record)
    return Coverage(
        on=on,
        tables={table: len(getattr(record, table)) for table in KEYS},
        roll_calls=roll_calls,
        decades=_decades(record),
        resolutions=resolutions,
        council=_council(record),
        supporters=tuple(known_supporters(record, each, on) for each in Instrument),
        holidays=_holidays(record),
        conduct=_conduct(record),
        gaps=_gaps(roll_calls, resolutions),
    )


def _roll_calls(record: Record) -> RollCallCover:
    rows = record.roll_calls
    failed = [
        row for row in rows if row.date >= ENUMERATED_FROM and row.outcome in (Outcome.VETOED, Outcome.NOT_ADOPTED)
    ]
    proposals = (record.proposal[row.proposal] for row in rows)
    return RollCallCover(
        total=len(rows),
        first=min(row.date for row in rows),
        last=max(row.date for row in rows),
        casts=sum(len(states) for row in rows for _, states in row.seats()),
        casts_unknown=sum(len(row.unknown) for row in rows),
        with_unknown_casts=tuple(row.id for row in rows if row.unknown),
        failed_since_2000=len(failed),
        failed_since_2000_fully_known=sum(not row.unknown for row in failed),
        without_symbol=tuple(p.id for p in proposals if not (p.symbol or p.resolution)),
        medium_or_low_confidence=sum(row.confidence != "high" for row in rows),
    )


def _decades(record: Record) -> tuple[DecadeCover, ...]:
    of: dict[int, list[RollCall]] = defaultdict(list)
    for row in record.roll_calls:
        of[row.date.year // 10 * 10].append(row)
    return tuple(_decade(record, decade, rows) for decade, rows in sorted(of.items()))


def _decade(record: Record, decade: int, rows: list[RollCall]) -> DecadeCover:
    proposals = [record.proposal[row.proposal] for row in rows]
    return DecadeCover(
        decade=decade,
        roll_calls=len(rows),
        every_cast=sum(not row.unknown for row in rows),
        named=sum(bool(p.symbol or p.resolution) for p in proposals),
        meeting=sum(bool(row.meeting) for row in rows),
        subject=sum(bool(p.agenda or p.topic or p.title) for p in proposals),
        sponsors=sum(bool(p.sponsors) for p in proposals),
        situation=sum(row.id in record.draft_situation for row in rows),
        high_confidence=sum(row.confidence == "high" for row in rows),
    )


def _resolutions(record: Record) -> ResolutionCover:
    numbers = {int(found[1]) for p in record.proposals if (found := re.match(r"S/RES/(\d+)", p.resolution or ""))}
    highest = max(numbers, default=0)
    missing = [number for number in range(1, highest) if number not in numbers]
    return ResolutionCover(len(numbers), highest, runs(missing))


def _council(record: Record) -> CouncilCover:
    first, last = record.years
    short = []
    for year in range(first.year, last.year + 1):
        day = date(year, 6, 30)
        known, seats = len(record.council(day)), charter.size(day).seats
        if known != seats:
            short.append(f"{year}: {known} of {seats}")
    months = sorted(record.presidency)
    read = sum(row.basis is Basis.SOURCE for row in record.presidencies)
    return CouncilCover(first, last, tuple(short), len(months), read, months[0] if months else "none")


def _holidays(record: Record) -> tuple[HolidayCover, ...]:
    years = sorted({row.year for row in record.holidays})
    counts = Counter((row.year, row.status.value) for row in record.holidays)
    return tuple(
        HolidayCover(year, counts[year, "official"], counts[year, "derived"], counts[year, "unverified"])
        for year in years
    )


def _conduct(record: Record) -> GroundCover:
    drafts = record.draft_situations
    seen = sum(row.confidence != "recall" for row in record.evidence)
    both = sum(row.both_sides and row.confidence != "recall" for row in record.contests)
    found = sum(row.response is not Response.NOT_FOUND for row in record.veto_answers)
    years = [row.year for row in record.ballots]
    return GroundCover(
        situations=len(record.situations),
        drafts_with_a_situation=len(drafts),
        drafts_only_recalled=sum(row.confidence == "recall" for row in drafts),
        texts_seen=sum(row.text_seen for row in drafts),
        documents_seen=seen,
        documents_only_recalled=len(record.evidence) - seen,
        explanations=len(record.explanations),
        questions_with_both_sides=both,
        questions_with_one_side=len(record.contests) - both,
        vetoes_answered=found,
        vetoes_unanswered=len(record.veto_answers) - found,
        elections=(min(years), max(years)) if years else None,
    )


def _gaps(roll_calls: RollCallCover, resolutions: ResolutionCover) -> tuple[str, ...]:
    return (
        f"{roll_calls.last.year} is incomplete: of its resolutions only those listed are here"
        + (f"; numbers {', '.join(resolutions.missing)} are missing." if resolutions.missing else "."),
        "Procedural votes that adopted no resolution, and votes in private meetings, are not here, except where a "
        "source lists them.",
        "Casts before 1994 and from July to December 2025 could not be checked against a second source: "
        "expect a few errors.",
        "Sponsors, agenda items and meetings are filled mostly from 1994 on.",
        "Regional groups are known as of today; for earlier days they are marked as uncertain unless an election "
        "shows them.",
        "The official rosters of the Code and of the Declaration could not be read: supporters are known by name "
        "only where another source names them.",
    )
