"""The docket as a calendar (RFC 5545): the last day of each debate owed, the 72-hour mark, and reminders.

Nothing here depends on the clock. An entry's calendar entries keep their UID as long as the entry keeps its key; they
are stamped with the day on which a fact behind them was last recorded, and numbered by the days from the veto to it,
so that a later update has a higher SEQUENCE. Two updates recorded on one day share it: the Record knows days only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from horseshoe.answers.docket_entry import DocketEntry, DocketStatus
from horseshoe.rules import veto_initiative

PRODUCT = "-//Horseshoe//Docket of the veto initiative//EN"
REMIND_DAYS_BEFORE = (5, 1)
"""Days before an open last day on which a reminder sounds, at nine in the morning of the reader's own time."""
_NINE = timedelta(hours=9)


def calendar(
    entries: Iterable[DocketEntry], *, names: dict[str, str] | None = None, remind: Sequence[int] = REMIND_DAYS_BEFORE
) -> bytes:
    """The calendar of these entries, as the bytes of a file ``docket.ics``.

    One all-day event for the last day of each entry, and one for the 72-hour mark where a debate is or was to come;
    reminders only for entries that are open. Vetoes that owe nothing have no event.

    Args:
        names: state code to name, for the texts.
        remind: how many days before, each zero or more.

    Raises:
        ValueError: a reminder is to sound after the day.
    """
    if any(days < 0 for days in remind):
        raise ValueError("A reminder comes before the day: give zero or more days.")
    made = Calendar()
    made.add("PRODID", PRODUCT)
    made.add("VERSION", "2.0")
    made.add("CALSCALE", "GREGORIAN")
    made.add("X-WR-CALNAME", f"Veto docket ({veto_initiative.RESOLUTION})")
    for entry in entries:
        if entry.status is DocketStatus.NOT_OWED:
            continue
        made.add_component(_last_day(entry, names or {}, remind))
        if entry.report_invited_by:
            made.add_component(_mark(entry, names or {}, remind))
    return bytes(made.to_ical())


def uid(entry: DocketEntry, what: str) -> str:
    """The UID of an entry's event: ``last-day`` or ``report``."""
    return f"{entry.id}-{what}@docket.horseshoe"


def sequence(entry: DocketEntry) -> int:
    """The revision of an entry's events: days from the veto to the last fact recorded."""
    return max(0, (entry.revised - entry.veto_date).days)


def _last_day(entry: DocketEntry, names: dict[str, str], remind: Sequence[int]) -> Event:
    day = entry.last_day or entry.last_day_not_before or entry.veto_date
    certain = entry.last_day is not None and not entry.depends_on_unverified_holiday
    made = _event(entry, "last-day", day, certain)
    made.add("SUMMARY", f"Last day for the Assembly's debate: veto on {entry.proposal}")
    lines = [
        f"Vetoed on {entry.veto_date} by {_named(entry.vetoed_by, names)}: {entry.proposal}, {entry.situation}.",
        f"Ten working days, the day of the veto excluded ({veto_initiative.RESOLUTION}, OP1).",
    ]
    if not certain:
        which = " and ".join(holiday.name for holiday in entry.unverified_holidays)
        lines.append(
            f"Not certain: between {entry.last_day_not_before} and {entry.last_day_not_after} ({which}: not verified)."
        )
    lines.append(veto_initiative.PROVISO)
    lines.append(f"First among the speakers: {_named(entry.speakers_first, names)} (OP2).")
    if answered := _answered(entry):
        lines.append(answered)
    made.add("DESCRIPTION", "\n".join(lines))
    if entry.status is DocketStatus.OPEN:
        _remind(made, remind, f"Last day for the Assembly's debate on the veto on {entry.proposal}: {day}")
    return made


def _mark(entry: DocketEntry, names: dict[str, str], remind: Sequence[int]) -> Event:
    day = entry.report_invited_by
    assert day is not None
    made = _event(entry, "report", day, entry.held_on is not None)
    made.add("SUMMARY", f"72 hours before the debate: special report invited on {entry.proposal}")
    counted = f"the debate of {entry.held_on}" if entry.held_on else "the last day; an earlier debate moves it forward"
    lines = [veto_initiative.REPORT, f"Counted from {counted}."]
    if entry.report_on or entry.report:
        told = " of ".join(filter(None, (entry.report, f"{entry.report_on or ''}")))
        lines.append(f"Report: {told}.")
    made.add("DESCRIPTION", "\n".join(lines))
    made.add("RELATED-TO", uid(entry, "last-day"))
    if entry.status is DocketStatus.OPEN:
        _remind(made, remind[-1:], f"72-hour mark for a special report on the veto on {entry.proposal}")
    return made


def _event(entry: DocketEntry, what: str, day: date, certain: bool) -> Event:
    made = Event()
    made.add("UID", uid(entry, what))
    made.add("DTSTAMP", datetime.combine(entry.revised, time(), tzinfo=UTC))
    made.add("SEQUENCE", sequence(entry))
    made.add("DTSTART", day)
    made.add("DTEND", day + timedelta(days=1))
    made.add("STATUS", "CONFIRMED" if certain else "TENTATIVE")
    made.add("TRANSP", "TRANSPARENT")
    made.add("CATEGORIES", ["Veto initiative"])
    return made


def _remind(event: Event, remind: Sequence[int], text: str) -> None:
    for days in remind:
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", text)
        alarm.add("TRIGGER", _NINE - timedelta(days=days))
        event.add_component(alarm)


def _answered(entry: DocketEntry) -> str | None:
    if entry.status in (DocketStatus.OPEN, DocketStatus.UNKNOWN):
        return None  # what is not known changes with the day it is asked on, and this text must not
    return " ".join(filter(None, (entry.why, entry.meeting and f"Meetings: {entry.meeting}.")))


def _named(codes: Sequence[str], names: dict[str, str]) -> str:
    return ", ".join(names.get(code, code) for code in codes)
