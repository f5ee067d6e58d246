"""An entry of the docket: what a veto obliges the General Assembly to do, and its answer."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from horseshoe.answers.deadline import OpenHoliday
from horseshoe.answers.rollcall import Cited
from horseshoe.facts.assembly import HolidayStatus


class DocketStatus(StrEnum):
    """What became of the debate that a veto calls for."""

    OPEN = "open"
    """The ten working days may still run, and no debate is known."""
    HELD = "held"
    """The Assembly debated the veto; not known to have been late."""
    HELD_IN_ESS = "held_in_ess"
    """The Assembly met in emergency special session on the situation instead; not known to have been late."""
    LATE = "late"
    """A source shows that it met after the last day, however the unverified holidays fell."""
    NOT_OWED = "not_owed"
    """The veto was cast before the resolution."""
    UNKNOWN = "unknown"
    """The days are over, and no answer of the Assembly is known here."""


class DocketDay(msgspec.Struct, frozen=True):
    """One day of the count."""

    date: date
    number: int | None
    """Which working day it is; ``None`` where it was not counted."""
    why: str | None = None
    """Why it was not counted: ``weekend``, or the name of the holiday."""
    status: HolidayStatus | None = None
    """How the holiday is known."""


class DocketEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A veto, or the vetoes of one day on one situation, and the Assembly's answer."""

    id: str
    """Own key: day and first proposal. It stays as long as these do."""
    veto_date: date
    proposal: str
    """What was vetoed: the symbols of drafts and amendments, or a description."""
    situation: str
    """The situation in words."""
    vetoed_by: tuple[str, ...]
    """Codes of the permanent members that cast the veto."""
    last_day: date | None
    """The tenth working day, unverified holidays kept on their dates; ``None`` where nothing is owed, or the holidays
    of a year are not known."""
    status: DocketStatus
    held_on: date | None
    """Day on which the Assembly first met on it; ``None`` where it did not, or the day is not known."""
    meeting: str | None
    """Symbols of the records of the meetings, or what they were."""
    report: str | None
    """Symbol of the Council's special report, where one was seen."""
    depends_on_unverified_holiday: bool
    """Whether the last day depends on a holiday that is not verified here. No verdict rests on one: see ``kept``."""
    kept: bool | None
    """Whether the Assembly met in time; ``None`` where that is not shown, or hangs on an unverified holiday."""
    on_working_day: int | None
    """Which working day after the veto ``held_on`` was; ``None`` where an unverified holiday leaves that open."""
    held_not_before: date | None
    held_not_after: date | None
    last_day_not_before: date | None
    """The last day if no unverified holiday was kept."""
    last_day_not_after: date | None
    """The last day if every unverified holiday fell where it delays most."""
    unverified_holidays: tuple[OpenHoliday, ...]
    """The holidays on which the last day depends."""
    days: tuple[DocketDay, ...]
    """Every day from the one after the veto to the last, counted or not."""
    session: str | None
    """Session of the Assembly, such as ``78`` or ``ES-10``; derived from the last day where no source gives it."""
    item: str | None
    """Item of the Assembly's agenda."""
    speakers_first: tuple[str, ...]
    """Codes of the members with precedence in the list of speakers (OP2)."""
    report_invited_by: date | None
    """Day by which a special report is invited: 72 hours before the debate, or before the last day where the day of
    the debate is not known. An invitation, no duty."""
    report_on: date | None
    """Day on which the report was submitted."""
    report_in_time: bool | None
    """Whether it came 72 hours before; ``None`` where that is not known."""
    proviso: str | None
    """What the proviso on emergency special sessions makes of it, in a sentence."""
    shares_meeting_with: tuple[str, ...]
    """Keys of entries that the same meeting answered."""
    why: str
    """Why the status is what it is, with the paragraph that it rests on."""
    note: str | None
    """What a reader should know of the answer."""
    situation_id: str | None
    """Key of the situation (``situations.id``), where the veto is assigned to one."""
    roll_calls: tuple[str, ...]
    """Keys of the roll calls (``roll_calls.id``)."""
    council_meeting: str | None
    """Symbol of the record of the Council's meeting."""
    confidence: str
    """How sure the answer is; that of the veto where no answer is known."""
    releases: tuple[str, ...]
    """Press releases on the debate."""
    revised: date
    """The last day on which a fact behind the entry entered the Record."""
    sources: tuple[Cited, ...]
