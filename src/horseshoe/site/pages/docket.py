"""The docket: what each veto obliges the General Assembly to do, with its calendar."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.docket import docket
from horseshoe.answers.docket_calendar import calendar
from horseshoe.answers.docket_entry import DocketStatus
from horseshoe.answers.questions import in_sentence
from horseshoe.rules import veto_initiative
from horseshoe.site.page import Ask, Card, File, Kind, Page, Shelf
from horseshoe.site.parts import happenings
from horseshoe.site.pictures.months import weeks

COLUMNS = (
    "id", "veto_date", "proposal", "situation", "vetoed_by", "last_day", "status", "held_on", "meeting", "report",
    "depends_on_unverified_holiday", "kept", "on_working_day", "held_not_before", "held_not_after",
    "last_day_not_before", "last_day_not_after", "session", "item", "report_invited_by", "report_on", "why",
)  # fmt: skip


def make(ask: Ask) -> Page:
    """Every veto since A/RES/76/262, the newest first; the earlier ones are counted."""
    answer = docket(ask.record, ask.on)
    owed = [each for each in answer.entries if each.status is not DocketStatus.NOT_OWED]
    opened = [each for each in owed if each.status is DocketStatus.OPEN]
    states = {state for each in answer.entries for state in each.vetoed_by}
    names = {code: in_sentence(ask.record.name(code, ask.on)) for code in states}
    return Page(
        address="docket",
        title=gettext("What follows a veto"),
        description=gettext(
            "%(number)s vetoes or groups of vetoes since resolution 76/262: by when the General Assembly had to meet, "
            "and whether it did."
        )
        % {"number": len(owed)},
        template="docket.html",
        card=Card(number=str(len(opened)), says=gettext("debates of the Assembly still open")),
        context={
            "docket": answer,
            "began": veto_initiative.ADOPTED,
            "owed": owed[::-1],
            "open": opened,
            "newest": owed[-1] if owed and not opened else None,
            "weeks": {each.id: weeks(each, ask.on) for each in (opened or owed[-1:])},
            "before": len(answer.entries) - len(owed),
            "left": {each.id: (each.last_day - ask.on).days for each in opened if each.last_day},
        },
        answer=answer,
        header=COLUMNS,
        rows=lambda: ([getattr(each, column) for column in COLUMNS] for each in answer.entries),
        files={"ics": File("text/calendar; charset=utf-8", lambda: calendar(answer.entries, names=names))},
        feed=lambda: happenings.docket(ask.record, answer.entries),
    )


KIND = Kind(
    name=gettext_noop("Docket"),
    address="docket",
    make=make,
    every=lambda record, on: ["docket"],
    menu=7,
    shelf=Shelf.AHEAD,
)
