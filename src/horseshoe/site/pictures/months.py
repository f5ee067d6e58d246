"""The working days after a veto as weeks, so that a template lays them out like a calendar."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from horseshoe.answers.docket_entry import DocketDay, DocketEntry


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A day of the calendar."""

    date: date
    counted: DocketDay | None
    """How it counts; ``None`` outside the days of the count."""
    veto: bool = False
    last: bool = False
    held: bool = False
    """Whether the Assembly first met on it."""
    today: bool = False


def weeks(entry: DocketEntry, on: date) -> tuple[tuple[Day, ...], ...]:
    """The weeks from the veto to the last day, or to the meeting where that came later, from Monday to Sunday.

    Args:
        entry: one whose days are counted; without days there are no weeks.
        on: the day it is.
    """
    if not entry.days:
        return ()
    counted = {day.date: day for day in entry.days}
    ends = [entry.days[-1].date, *([entry.held_on] if entry.held_on else [])]
    first = entry.veto_date - timedelta(days=entry.veto_date.weekday())
    number = (max(ends) - first).days // 7 + 1
    return tuple(
        tuple(
            Day(
                date=day,
                counted=counted.get(day),
                veto=day == entry.veto_date,
                last=day == entry.last_day,
                held=day == entry.held_on,
                today=day == on,
            )
            for day in (first + timedelta(days=7 * week + at) for at in range(7))
        )
        for week in range(number)
    )
