"""Working days at Headquarters, and the last day of a period counted in them.

A/RES/76/262 gives ten working days and does not say what a working day is. Counted here: Monday to Friday,
less the fixed official holidays at Headquarters, which the Secretary-General sets for each duty station
(Staff Regulation 1.3(b)) and publishes for the year in a circular (ST/IC). Floating holidays do not close
the house and are working days. The day of the event is not counted; the period ends with the n-th working
day after it. Practice since May 2022 agrees: counting the day of the veto as the first would make the
debates of 9 January and 8 April 2024 late.

Some holidays are known only by recollection, or not to the day. A deadline says which of them could move
it, and gives the last day under every reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from horseshoe.facts.assembly import Holiday, HolidayStatus
from horseshoe.facts.dates import runs

_WEAKNESS = (HolidayStatus.OFFICIAL, HolidayStatus.DERIVED, HolidayStatus.UNVERIFIED)
_SATURDAY = 5
_DAY = timedelta(days=1)


class CalendarUnknown(ValueError):
    """The holidays of a year are asked for that the calendar does not cover."""


class Calendar(msgspec.Struct, frozen=True):
    """The fixed official holidays at Headquarters, for the years that are known.

    A year is covered once one of its holidays is listed; a list with some of a year's days missing gives
    deadlines that are too early, and only the table's own check can find that.

    Raises:
        ValueError: two holidays share an id.
    """

    holidays: tuple[Holiday, ...]

    def __post_init__(self) -> None:
        """Refuse a holiday that is listed twice."""
        seen: set[str] = set()
        for holiday in self.holidays:
            if holiday.id in seen:
                raise ValueError(f"holiday {holiday.id} is listed twice: each id stands for one day")
            seen.add(holiday.id)

    @classmethod
    def of(cls, holidays: Iterable[Holiday]) -> Calendar:
        """A calendar of these holidays, in any order."""
        return cls(tuple(sorted(holidays, key=lambda holiday: (holiday.possible_days(), holiday.id))))

    @property
    def years(self) -> tuple[int, ...]:
        """The years covered, in order."""
        return tuple(sorted({holiday.year for holiday in self.holidays}))

    def require(self, day: date) -> None:
        """Do nothing if the calendar covers the year of ``day``.

        Raises:
            CalendarUnknown: it does not.
        """
        if day.year not in self.years:
            raise CalendarUnknown(
                f"the holidays at UN Headquarters in {day.year} are not known here "
                f"(known: {', '.join(runs(self.years)) or 'no year'}): "
                f"add the days that the circular ST/IC lists for {day.year}"
            )

    def holiday_on(self, day: date) -> Holiday | None:
        """The holiday dated ``day``, the best known of several, or ``None``; undated ones are left out.

        Raises:
            CalendarUnknown: the year is not covered.
        """
        self.require(day)
        dated = [holiday for holiday in self.holidays if holiday.date == day]
        return min(dated, key=lambda holiday: _WEAKNESS.index(holiday.status), default=None)

    def is_working_day(self, day: date) -> bool:
        """Whether ``day`` counts, unverified holidays kept on their dates and undated ones left out.

        Raises:
            CalendarUnknown: the year is not covered.
        """
        return self.holiday_on(day) is None and day.weekday() < _SATURDAY

    def doubts_on(self, day: date) -> tuple[Holiday, ...]:
        """The unverified holidays on which it depends whether ``day`` is a working day.

        Empty at weekends and on holidays known well enough, which are closed in any case.

        Raises:
            CalendarUnknown: the year is not covered.
        """
        holiday = self.holiday_on(day)
        closed = holiday is not None and holiday.status is not HolidayStatus.UNVERIFIED
        if closed or day.weekday() >= _SATURDAY:
            return ()
        return tuple(
            each for each in self.holidays if each.status is HolidayStatus.UNVERIFIED and each.may_fall_on(day)
        )


class Skipped(msgspec.Struct, frozen=True):
    """A day in the period that was not counted, and why."""

    date: date
    why: str
    """The name of the holiday, or ``weekend``."""
    status: HolidayStatus | None = None
    """How the holiday is known; ``None`` at weekends."""
    holiday: str | None = None
    """The holiday's id; ``None`` at weekends."""


class Deadline(msgspec.Struct, frozen=True):
    """The last day of a period counted in working days, how it was counted, and what could move it."""

    start: date
    """The day of the event, which is not counted."""
    days: int
    """The number of working days."""
    last_day: date
    """The n-th working day, unverified holidays kept on their dates and undated ones left out."""
    working_days: tuple[date, ...]
    """The days counted; the last of them is ``last_day``."""
    skipped: tuple[Skipped, ...]
    """The days between ``start`` and ``last_day`` that were not counted."""
    status: HolidayStatus
    """How the weakest known of the holidays that could matter is known; official where there is none."""
    depends_on: tuple[Holiday, ...]
    """The unverified holidays that fall, or may fall, on a day that would otherwise count."""
    last_day_without_unverified: date
    """The last day if no unverified holiday was kept: the earliest that it can be."""
    last_day_at_latest: date
    """The last day if each unverified holiday fell where it delays most: the latest that it can be."""

    @property
    def certain(self) -> bool:
        """Whether the last day is the same however the unverified holidays fell."""
        return self.last_day_without_unverified == self.last_day_at_latest

    def kept_by(self, day: date) -> bool | None:
        """Whether what took place on ``day`` was in time; ``None`` where that hangs on an unverified holiday.

        Raises:
            ValueError: ``day`` lies before the start.
        """
        if day < self.start:
            raise ValueError(f"{day} lies before {self.start}, the day from which the period is counted")
        if day <= self.last_day_without_unverified:
            return True
        return None if day <= self.last_day_at_latest else False


def deadline(start: date, days: int, calendar: Calendar) -> Deadline:
    """The period of ``days`` working days that follows ``start``.

    The source of each rule is given at the head of this module.

    Raises:
        CalendarUnknown: the period runs into a year that the calendar does not cover.
        ValueError: ``days`` is less than one.
    """
    if days < 1:
        raise ValueError(f"a period of {days} working days cannot be counted: give one or more")
    counted: list[date] = []
    skipped: list[Skipped] = []
    day = start
    while len(counted) < days:
        day += _DAY
        holiday = calendar.holiday_on(day)
        if day.weekday() >= _SATURDAY:
            skipped.append(Skipped(day, "weekend"))
        elif holiday is not None:
            skipped.append(Skipped(day, holiday.name, holiday.status, holiday.id))
        else:
            counted.append(day)
    latest, depends_on = _at_latest(start, days, calendar)
    weakest = max(
        [_WEAKNESS.index(each.status) for each in skipped if each.status is not None]
        + [_WEAKNESS.index(each.status) for each in depends_on],
        default=0,
    )
    return Deadline(
        start=start,
        days=days,
        last_day=counted[-1],
        working_days=tuple(counted),
        skipped=tuple(skipped),
        status=_WEAKNESS[weakest],
        depends_on=depends_on,
        last_day_without_unverified=_without_unverified(start, days, calendar),
        last_day_at_latest=latest,
    )


def _could_count(day: date, calendar: Calendar) -> bool:
    return calendar.is_working_day(day) or bool(calendar.doubts_on(day))


def _without_unverified(start: date, days: int, calendar: Calendar) -> date:
    day, count = start, 0
    while count < days:
        day += _DAY
        count += _could_count(day, calendar)
    return day


def _at_latest(start: date, days: int, calendar: Calendar) -> tuple[date, tuple[Holiday, ...]]:
    """The latest last day, and the unverified holidays met on the way."""
    # Each unverified holiday closes one day at most. Giving every doubtful day to the waiting holiday whose
    # own range ends first closes as many days as can be closed at once.
    met: list[Holiday] = []
    placed: set[str] = set()
    day, count = start, 0
    while count < days:
        day += _DAY
        doubts = calendar.doubts_on(day)
        met += [holiday for holiday in doubts if holiday not in met]
        waiting = [holiday for holiday in doubts if holiday.id not in placed]
        if waiting:
            placed.add(min(waiting, key=lambda holiday: holiday.possible_days()[1]).id)
        else:
            count += _could_count(day, calendar)
    return day, tuple(met)
