"""By when the General Assembly has to meet after a veto."""

from __future__ import annotations

import datetime
from datetime import date

import msgspec

from horseshoe.facts.assembly import HolidayStatus
from horseshoe.facts.record import Record
from horseshoe.rules import veto_initiative
from horseshoe.rules.working_days import Calendar, Deadline, Skipped


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
    """How well the weakest of the holidays that matter is known."""
    certain: bool | None
    """Whether the last day is the same whatever the unverified holidays were; ``None`` where nothing is owed."""
    earliest_last_day: date | None
    latest_last_day: date | None
    depends_on_unverified_holiday: tuple[OpenHoliday, ...]
    proviso: str | None
    report: str | None


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
        status=period.status if period else None,
        certain=period.certain if period else None,
        earliest_last_day=period.last_day_without_unverified if period else None,
        latest_last_day=period.last_day_at_latest if period else None,
        depends_on_unverified_holiday=_open(period),
        proviso=duty.proviso,
        report=duty.report,
    )


def _open(period: Deadline | None) -> tuple[OpenHoliday, ...]:
    if period is None:
        return ()
    return tuple(OpenHoliday(each.name, each.date, *each.possible_days()) for each in period.depends_on)
