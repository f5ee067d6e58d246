"""What changed in a roster between two days: who became a supporter, by which document, and what was published."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.comparison import Changes, StandingChange, changes
from horseshoe.answers.questions import BadQuestion
from horseshoe.answers.standing import Evidence, Standing, files, text_of
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record
from horseshoe.site.page import Ask, Kind, Page
from horseshoe.site.parts.rosters import NAMES, acts, alike, grown, text_called
from horseshoe.site.tags.saying import plain_day

SORTS = (
    (Standing.CERTAIN, gettext_noop("Became certain")),
    (Standing.POSSIBLE, gettext_noop("Became possible")),
    (Standing.STATED_ONLY, gettext_noop("Spoke in support, and no more is known")),
    (Standing.REPORTED_NOT_JOINED, gettext_noop("Reported as not having joined")),
    (Standing.DISAVOWED, gettext_noop("Disavowed it")),
    (Standing.NOTHING_KNOWN, gettext_noop("No longer named")),
)
"""What a state became, to the heading of those that became it."""


class Nearest(msgspec.Struct, frozen=True):
    """The change nearest to a span in which there was none."""

    day: date
    since: date
    until: date


def make(ask: Ask) -> Page:
    """What changed from the end of ``since`` to the end of ``until``; by default since there is a text."""
    record, instrument = ask.record, text_called(ask.parts["instrument"])
    text = text_of(record, instrument)
    since, until = ask.day("since") or text.first_text - timedelta(days=1), ask.day("until") or ask.on
    if until > ask.on:
        raise BadQuestion(f"{until} is still to come: give a day up to {ask.on}.")
    answer = changes(record, instrument, since, until)
    told = {
        "text": gettext(NAMES[instrument]),
        "since": plain_day(since),
        "until": plain_day(until),
    }
    return Page(
        address=f"roster/{instrument.value}/changes",
        title=gettext("What changed in the roster: %(text)s") % told,
        description=gettext(
            "Which states became supporters of this text between %(since)s and %(until)s, by which document, and which "
            "numbers were published."
        )
        % told,
        template="roster_changes.html",
        context={
            "changes": answer,
            "instrument": instrument,
            "other": next(each for each in Instrument if each is not instrument),
            "text": text,
            "sorts": _sorts(record, answer),
            "nearest": None if answer.changes else _nearest(record, answer, ask.on),
        },
        answer=answer,
        header=("instrument", "state", "name", "before", "after", "not_before", "not_after", "within", "evidence"),
        rows=lambda: (
            (
                answer.instrument, each.state, each.name, each.before, each.after,
                each.since.not_before if each.since else None, each.since.not_after if each.since else None,
                each.within, each.evidence,
            )
            for each in answer.changes
        ),
        feed=lambda: acts(record, (instrument,)),
    )  # fmt: skip


def _sorts(
    record: Record, answer: Changes
) -> list[tuple[str, str, list[tuple[StandingChange, tuple[Evidence, ...]]], dict[str, str]]]:
    """Key, heading, and the states that became so with the evidence that decides; whose says the same as one before."""
    known = files(record, answer.instrument)
    found = []
    for standing, heading in SORTS:
        rows = [
            (each, tuple(known[each.state].shown[key] for key in each.evidence))
            for each in answer.changes
            if each.after is standing
        ]
        if rows:
            rows.sort(key=lambda row: (row[1][0].not_after or date.max if row[1] else date.max, row[0].name))
            found.append(
                (standing.value, gettext(heading), rows, alike((each.state, each.name, told) for each, told in rows))
            )
    return found


def _nearest(record: Record, answer: Changes, today: date) -> Nearest | None:
    """The nearest day on which something changed, with a span of days that holds it."""
    days = [step.on for step in grown(record, answer.instrument, today).steps[1:]]
    if not days:
        return None
    day = min(days, key=lambda each: min(abs((each - answer.since).days), abs((each - answer.on).days)))
    return Nearest(day, min(answer.since, date.fromordinal(day.toordinal() - 1)), max(answer.on, day))


KIND = Kind(
    name=gettext_noop("Changes in a roster"),
    address="roster/{instrument}/changes",
    make=make,
    every=lambda record, on: [f"roster/{each.value}/changes" for each in Instrument],
    takes=("since", "until"),
)
