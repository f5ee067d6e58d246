"""Every no of a supporter of the Code since there is a text: the published list of them beside this register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import msgspec

from horseshoe.answers.conduct_cases import SeatConduct, Vote, question, seat, vote
from horseshoe.answers.conduct_cover import FAILED, ConductCover, cover, last_day
from horseshoe.answers.questions import in_sentence
from horseshoe.answers.rollcall import Cited, cite
from horseshoe.answers.standing import Standing, files, support, text_of
from horseshoe.answers.wording import wording
from horseshoe.facts.assessments import Status
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Cast, RollCall
from horseshoe.facts.record import Record
from horseshoe.facts.statements import ListedNo
from horseshoe.rules.findings import FindingKind, Reach

KNOWN = (Standing.CERTAIN, Standing.POSSIBLE, Standing.STATED_ONLY)
"""Standings for which something here speaks for the support of a state."""

A_CLAIM = "The published list feeds no finding: it stands beside the register, and each difference is explained."


class Where(StrEnum):
    """Where a no of a supporter is counted."""

    BOTH = "both"
    """In the list, and by this register: support certain, possible, or only spoken."""
    LIST = "list"
    """In the list; this register knows nothing of support by that day."""
    REGISTER = "register"
    """By this register; not in the list."""


class SupporterNo(msgspec.Struct, frozen=True, kw_only=True):
    """One no of a state that the list or this register counts as a supporter of the Code."""

    vote: Vote
    seat: SeatConduct
    listed_as: str | None
    """On what evidence the list counts the state as a supporter; ``None``: it does not list this no."""
    standing: Standing
    """How the state stood to the Code on that day, by this register."""
    where: Where
    differs: str | None
    """How this register sees it differently from the list, in a sentence; ``None``: it does not."""


class NoCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How many noes there are, counted apart by what counts them."""

    listed: int
    """In the published list."""
    listed_drafts: int
    """Roll calls on which these fall."""
    register: int
    """By this register: support certain, possible or only spoken on the day."""
    by_standing: dict[Standing, int]
    """The same by standing; only those who were certain are bound."""
    both: int
    only_listed: int
    only_register: int
    vetoes: int
    """How many of all these noes were vetoes."""


class AssessorNoes(msgspec.Struct, frozen=True, kw_only=True):
    """What one assessor makes of the noes."""

    assessor: str
    views: dict[str, int]
    """Of the listed noes: how many fall on drafts that the assessor calls ``engaged``, ``contested``,
    ``not_engaged``, or cannot tell (``undetermined``)."""
    findings: dict[FindingKind, int]
    """Findings on the listed noes, by kind."""
    all_findings: dict[FindingKind, int]
    """Findings on all noes here, by kind."""


class Noes(msgspec.Struct, frozen=True, kw_only=True):
    """Every no of a supporter of the Code, one by one."""

    on: date | None
    reach: Reach
    assessors: tuple[str, ...]
    counts: NoCounts
    by_assessor: tuple[AssessorNoes, ...]
    noes: tuple[SupporterNo, ...]
    """In the order of the votes, then by state."""
    not_on_record: tuple[str, ...]
    """What the list has and this record does not: roll call and state, where there is no such no here."""
    coverage: ConductCover
    sources: tuple[Cited, ...]


def noes(
    record: Record,
    *,
    assessor: str | None = None,
    on: date | None = None,
    reach: Reach = Reach.DRAFTS,
    as_known: date | None = None,
) -> Noes:
    """The noes of the published list one by one, and those that this register adds or sees differently.

    Args:
        record: the facts.
        assessor: whose findings are shown; ``None``: everybody's, and what they come to together.
        on: votes and assessments up to this day; ``None``: all.
        reach: which votes are judged.
        as_known: with what was recorded by the end of this day.

    Raises:
        NotFound: no such assessor, or the Record holds no text of the Code.
    """
    record = record.as_known(as_known)
    asked = question(record, assessor, Instrument.CODE, on, reach)
    since, until = text_of(record, Instrument.CODE).first_text, last_day(record, on)
    listed = {(row.roll_call, row.state): row for row in record.listed_noes}
    all_failed = all(record.roll_call[each].outcome in FAILED for each, _ in listed if each in record.roll_call)
    found = []
    for row in sorted(record.roll_calls, key=lambda row: row.date):
        if not since <= row.date <= until:
            continue
        for state in sorted(row.no):
            entry = listed.get((row.id, state))
            standing = support(record, Instrument.CODE, state, row.date).standing
            if entry is None and standing not in KNOWN:
                continue
            found.append(
                SupporterNo(
                    vote=vote(record, row),
                    seat=seat(record, row, state, Cast.NO, asked),
                    listed_as=entry.listed_as if entry else None,
                    standing=standing,
                    where=_where(entry, standing),
                    differs=_differs(record, row, state, entry, standing, all_failed),
                )
            )
    cited = dict.fromkeys(source for each in found for held in each.seat.pledges for source in held.sources)
    cited.update(dict.fromkeys(source for row in record.listed_noes for source in row.source.split()))
    cited.update(
        dict.fromkeys(source for each in found for source in record.roll_call[each.vote.roll_call].source.split())
    )
    return Noes(
        on=on,
        reach=reach,
        assessors=asked.shown,
        counts=_counts(found),
        by_assessor=tuple(_by_assessor(each, found) for each in asked.shown),
        noes=tuple(found),
        not_on_record=tuple(
            f"{each} {state}"
            for each, state in sorted(listed)
            if each not in record.roll_call or state not in record.roll_call[each].no
        ),
        coverage=cover(record, asked.instruments, since, max(since, until), reach, A_CLAIM),
        sources=cite(record, cited),
    )


def _where(entry: ListedNo | None, standing: Standing) -> Where:
    if entry is None:
        return Where.REGISTER
    return Where.BOTH if standing in KNOWN else Where.LIST


def _differs(
    record: Record, row: RollCall, state: str, entry: ListedNo | None, standing: Standing, all_failed: bool
) -> str | None:
    if entry is not None and standing is Standing.CERTAIN:
        return None
    words = wording()
    name = in_sentence(record.name(state, row.date))
    if entry is None:
        key = "not_listed" if row.outcome in FAILED or not all_failed else "not_listed_adopted"
    else:
        key = standing.value if standing in KNOWN else "not_known"
    return words.differences[key].format(
        state=name,
        date=row.date,
        listed=words.listed_as.get(entry.listed_as, entry.listed_as.replace("_", " ")) if entry else "",
        standing=support(record, Instrument.CODE, state, row.date).reason,
        later=_later(record, state, name, row.date),
    )


def _later(record: Record, state: str, name: str, day: date) -> str:
    """The earliest evidence of the state's support that is later than the vote, in words; empty if there is none."""
    file = files(record, Instrument.CODE).get(state)
    rows = (*file.acts, *file.press, *file.stated) if file else ()
    later = [row for row in rows if row.not_before and row.not_before > day]
    if not later:
        return ""
    first = min(later, key=lambda row: (row.not_before or date.max, row.id))
    return wording().differences["later"].format(state=name, published=first.published or first.when)


def _counts(found: Iterable[SupporterNo]) -> NoCounts:
    rows = tuple(found)
    where = Counter(each.where for each in rows)
    standings = Counter(each.standing for each in rows)
    return NoCounts(
        listed=where[Where.BOTH] + where[Where.LIST],
        listed_drafts=len({each.vote.roll_call for each in rows if each.listed_as}),
        register=where[Where.BOTH] + where[Where.REGISTER],
        by_standing={standing: standings[standing] for standing in KNOWN},
        both=where[Where.BOTH],
        only_listed=where[Where.LIST],
        only_register=where[Where.REGISTER],
        vetoes=sum(each.seat.vetoed for each in rows),
    )


def _by_assessor(assessor: str, found: Iterable[SupporterNo]) -> AssessorNoes:
    views: Counter[str] = Counter()
    listed: Counter[FindingKind] = Counter()
    everything: Counter[FindingKind] = Counter()
    for each in found:
        (held,) = each.seat.pledges
        judged = next(finding for finding in held.findings if finding.assessor == assessor)
        everything[judged.kind] += 1
        if each.listed_as:
            listed[judged.kind] += 1
            views[judged.status.value if judged.status else "undetermined"] += 1
    return AssessorNoes(
        assessor=assessor,
        views={status: views[status] for status in (*(each.value for each in Status), "undetermined")},
        findings={kind: listed[kind] for kind in FindingKind},
        all_findings={kind: everything[kind] for kind in FindingKind},
    )
