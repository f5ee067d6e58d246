"""A/RES/76/262, the veto initiative: after each veto the General Assembly meets.

The resolution was adopted without a vote on 26 April 2022. Operative paragraph 1 (OP1) makes the President
of the Assembly convene a formal meeting within ten working days of the casting of a veto by one or more
permanent members, to debate the situation, provided that the Assembly does not meet in an emergency special
session on the same situation. No Member has to ask, no decision of the Council can switch it off, and the
meeting owes no outcome. OP2 gives the vetoing members precedence among the speakers, exceptionally. OP3
invites the Council to send a special report (Charter, Article 24(3)) at least 72 hours before. OP4 and OP5
say under which agenda item. The numbering of the paragraphs follows one transcription of the text.

What is a veto is decided elsewhere (Charter, Article 27(3)); a date handed in here is the day of one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from horseshoe.rules.working_days import Calendar, Deadline, deadline

RESOLUTION = "A/RES/76/262"
ADOPTED = date(2022, 4, 26)
SESSION_OF_ADOPTION = 76
WORKING_DAYS = 10
REPORT_HOURS = 72

PROVISO = (
    "No debate is owed if the General Assembly meets in an emergency special session on the same situation "
    "(A/RES/76/262, OP1)."
)
SPEAKERS = (
    "The permanent members that cast the veto have precedence in the list of speakers, exceptionally "
    "(A/RES/76/262, OP2)."
)
REPORT = (
    "The Council is invited, not obliged, to submit a special report on the veto at least 72 hours before "
    "the debate (A/RES/76/262, OP3; Charter, Article 24(3))."
)


class AssemblyDuty(msgspec.Struct, frozen=True):
    """What a veto obliges the President of the General Assembly to do, and by when."""

    veto_date: date
    owed: bool
    """Whether the resolution covers a veto of that day; the proviso is judged apart, see :func:`proviso`."""
    reason: str
    """One sentence with the paragraph that it rests on."""
    deadline: Deadline | None
    """The ten working days; ``None`` where nothing is owed."""
    proviso: str | None = None
    speakers: str | None = None
    report: str | None = None


class AgendaItem(msgspec.Struct, frozen=True):
    """The item of the Assembly's agenda under which a veto is debated."""

    session: int
    title: str
    number: int | None
    """Its number in that session where the resolution settles it; later sessions give their own."""
    reason: str


class Displacement(msgspec.Struct, frozen=True):
    """Whether an emergency special session took the place of the debate."""

    applies: bool | None
    """``None`` where it hangs on an unverified holiday whether the session met in time."""
    meetings: tuple[date, ...]
    """The meetings that count, or may count."""
    reason: str


def covers(veto_date: date) -> bool:
    """Whether the resolution covers a veto cast on ``veto_date``: those after the day of its adoption.

    It took effect on adoption and does not reach back. The day itself counts as outside: policy, without a
    case, since no veto was cast on it.
    """
    return veto_date > ADOPTED


def duty(veto_date: date, calendar: Calendar) -> AssemblyDuty:
    """What OP1 asks after a veto cast on ``veto_date``, on a draft or on an amendment.

    Raises:
        CalendarUnknown: a debate is owed, but the ten working days run into a year without known holidays.
    """
    if not covers(veto_date):
        return AssemblyDuty(
            veto_date=veto_date,
            owed=False,
            reason=(
                f"A veto of {veto_date} falls outside {RESOLUTION}, which took effect with its adoption "
                f"on {ADOPTED} and covers the vetoes cast after that day."
            ),
            deadline=None,
        )
    period = deadline(veto_date, WORKING_DAYS, calendar)
    return AssemblyDuty(
        veto_date=veto_date,
        owed=True,
        reason=(
            f"The President of the General Assembly shall convene a formal meeting within {WORKING_DAYS} "
            f"working days of a veto, to debate the situation on which it was cast ({RESOLUTION}, OP1)."
        ),
        deadline=period,
        proviso=PROVISO,
        speakers=SPEAKERS,
        report=REPORT,
    )


def proviso(period: Deadline, meetings: Iterable[date], *, same_day: bool = False) -> Displacement:
    """Whether emergency special session meetings on the same situation displace the debate (OP1, proviso).

    The text does not say when the session must meet. As practised since 2022, one counts that meets after
    the veto and within the ten working days; one that is only adjourned does not, and neither did the meeting
    held earlier on the day of the vetoes of 24 February 2025.

    Args:
        period: the ten working days after the veto.
        meetings: the days on which the Assembly met in emergency special session on that situation.
        same_day: policy: count a meeting on the day of the veto, where the hours show that it came after it.
    """
    first = period.start if same_day else period.start + timedelta(days=1)
    later = sorted(day for day in set(meetings) if day >= first)
    in_time = tuple(day for day in later if period.kept_by(day))
    if in_time:
        return Displacement(
            True,
            in_time,
            f"The General Assembly met on {in_time[0]} in an emergency special session on the same "
            "situation, within the ten working days: no separate debate is owed "
            f"({RESOLUTION}, OP1, proviso).",
        )
    in_doubt = tuple(day for day in later if period.kept_by(day) is None)
    if in_doubt:
        return Displacement(
            None,
            in_doubt,
            f"The emergency special session met on {in_doubt[0]}; whether that was within the ten working "
            f"days depends on {' and '.join(holiday.name for holiday in period.depends_on)}.",
        )
    return Displacement(
        False,
        (),
        "The General Assembly is not known to have met in an emergency special session on the same situation "
        f"within the ten working days after the veto: the debate is owed ({RESOLUTION}, OP1).",
    )


def report_invited_by(debate: date) -> date:
    """The day by which a special report is invited: three days before the debate, at the hour it opens (OP3).

    An invitation, no duty. It has no date until the debate has one.
    """
    return debate - timedelta(hours=REPORT_HOURS)


def report_in_time(report: date, debate: date) -> bool | None:
    """Whether a special report came at least 72 hours before the debate (OP3).

    ``None`` where it came exactly three days before, because the hours decide.
    """
    invited_by = report_invited_by(debate)
    return None if report == invited_by else report < invited_by


def agenda_item(session: int) -> AgendaItem:
    """The agenda item of a veto debate held in a regular session of the Assembly (OP4 and OP5).

    Args:
        session: number of the session in which the debate is held, which may follow that of the veto.

    Raises:
        ValueError: the session is earlier than the 76th, in which the resolution was adopted.
    """
    if session < SESSION_OF_ADOPTION:
        raise ValueError(
            f"session {session} of the General Assembly had no veto debates: {RESOLUTION} was adopted "
            f"in session {SESSION_OF_ADOPTION}"
        )
    if session == SESSION_OF_ADOPTION:
        return AgendaItem(
            session,
            "Strengthening of the United Nations system",
            124,
            f"For the rest of the 76th session debates were held under this item ({RESOLUTION}, OP5).",
        )
    return AgendaItem(
        session,
        "Use of the veto",
        None,
        f"The item is on the agenda from the 77th session on and stays there ({RESOLUTION}, OP4).",
    )
