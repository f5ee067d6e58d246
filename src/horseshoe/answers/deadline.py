"""By when the General Assembly has to meet after a veto."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from horseshoe.facts.assembly import Holiday, HolidayStatus
from horseshoe.facts.record import Record
from horseshoe.rules import veto_initiative, working_days
from horseshoe.rules.working_days import Calendar, Deadline, Skipped

FIXED_HOLIDAYS = 9
"""Fixed official holidays at Headquarters in New York in a year (Staff Regulation 1.3(b) and the yearly circular)."""

_REACH = timedelta(days=70)
"""Longer than ten working days can last, with every holiday of an unknown year among them."""


class OpenHoliday(msgspec.Struct, frozen=True):
    """A holiday that is not verified and on which the last day depends."""

    name: str
    date: datetime.date | None
    earliest: datetime.date
    latest: datetime.date


class AssemblyDeadline(msgspec.Struct, frozen=True, kw_only=True):
    """What A/RES/76/262 asks after a veto of a day, and how the days are counted."""

    veto_date: date
    owed: bool
    reason: str
    last_day: date | None
    working_days: tuple[date, ...]
    skipped: tuple[Skipped, ...]
    status: HolidayStatus | None
    """How well the weakest of the holidays that matter is known; ``None`` where none matters."""
    circular_read: bool | None
    """Whether every holiday of these years is known from the circular itself, or from a list of its days. Where not,
    it rests on a derived calendar that no other holiday falls on the days counted; ``None`` where nothing is owed."""
    certain: bool | None
    """Whether the last day is the same whatever the unverified holidays were; ``None`` where nothing is owed."""
    earliest_last_day: date | None
    latest_last_day: date | None
    depends_on_unverified_holiday: tuple[OpenHoliday, ...]
    proviso: str | None
    report: str | None


class Window(msgspec.Struct, frozen=True):
    """The ten working days after a veto, also where the holidays of a year are not known."""

    period: Deadline
    """Its last day stands only where no year is missing; its bounds always do."""
    missing: tuple[int, ...]
    """Years whose holidays are not known; each is taken to hold nine, on days unknown."""
    open_holidays: tuple[OpenHoliday, ...]
    """Those on which the last day depends."""

    @property
    def last_day(self) -> date | None:
        """The tenth working day, unverified holidays kept on their dates; ``None`` where a year is missing."""
        return None if self.missing else self.period.last_day


def assembly_deadline(record: Record, veto_date: date, *, as_known: date | None = None) -> AssemblyDeadline:
    """The Assembly's last day after a veto cast on ``veto_date``.

    Raises:
        CalendarUnknown: a debate is owed, but the holidays of that year are not in the Record.
    """
    record = record.as_known(as_known)
    duty = veto_initiative.duty(veto_date, Calendar.of(record.holidays))
    period = duty.deadline
    return AssemblyDeadline(
        veto_date=veto_date,
        owed=duty.owed,
        reason=duty.reason,
        last_day=period.last_day if period else None,
        working_days=period.working_days if period else (),
        skipped=period.skipped if period else (),
        status=status(period) if period else None,
        circular_read=_circular_read(record.holidays, period) if period else None,
        certain=period.certain if period else None,
        earliest_last_day=period.last_day_without_unverified if period else None,
        latest_last_day=period.last_day_at_latest if period else None,
        depends_on_unverified_holiday=_open(period.depends_on) if period else (),
        proviso=duty.proviso,
        report=duty.report,
    )


def status(period: Deadline) -> HolidayStatus | None:
    """How the weakest known of the holidays that matter is known; ``None`` where none falls, or may fall, on the days.

    The rule calls a period without holidays official; but that no holiday was found says nothing of a circular.
    """
    matter = period.depends_on or any(each.holiday for each in period.skipped)
    return period.status if matter else None


def window(holidays: Iterable[Holiday], veto_date: date) -> Window:
    """The ten working days after ``veto_date``, with bounds where the holidays of a year are not known.

    A year that is not known is taken to hold nine holidays that may lie on any day of it, so that the bounds hold
    whatever its circular says.
    """
    rows = list(holidays)
    end = veto_date + _REACH
    known = {row.year for row in rows}
    missing = tuple(year for year in range(veto_date.year, end.year + 1) if year not in known)
    near = [row for row in rows if row.year in (veto_date.year, end.year) and _near(row, veto_date, end)]
    # A year is covered once one of its holidays is listed, wherever it falls.
    covered = {row.year for row in near}
    for row in rows:
        if row.year in (veto_date.year, end.year) and row.year not in covered:
            near.append(row)
            covered.add(row.year)
    near += [_stand_in(year, number) for year in missing for number in range(1, FIXED_HOLIDAYS + 1)]
    period = working_days.deadline(veto_date, veto_initiative.WORKING_DAYS, Calendar.of(near))
    # A year that the days do not reach is not missed.
    missing = tuple(year for year in missing if veto_date.year <= year <= period.last_day_at_latest.year)
    named = [row for row in period.depends_on if row.source]
    open_holidays = _open(named) + tuple(
        OpenHoliday(f"holidays of {year}, not known here", None, date(year, 1, 1), date(year, 12, 31))
        for year in missing
    )
    return Window(period, missing, open_holidays)


def _near(row: Holiday, first: date, last: date) -> bool:
    earliest, latest = row.possible_days()
    return earliest <= last and first <= latest


def _stand_in(year: int, number: int) -> Holiday:
    return Holiday(
        id=f"{year}-not-known-{number}",
        year=year,
        name=f"a holiday of {year} not known here",
        status=HolidayStatus.UNVERIFIED,
        source="",
        recorded=date(year, 1, 1),
    )


def _circular_read(holidays: Iterable[Holiday], period: Deadline) -> bool:
    years = range(period.start.year, period.last_day_at_latest.year + 1)
    return all(row.status is HolidayStatus.OFFICIAL for row in holidays if row.year in years)


def _open(holidays: Iterable[Holiday]) -> tuple[OpenHoliday, ...]:
    return tuple(OpenHoliday(each.name, each.date, *each.possible_days()) for each in holidays)
