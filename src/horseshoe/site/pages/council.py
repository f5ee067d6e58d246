"""The Council of a day: around its table, with terms, presidency, pledges, and the power of a seat."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

import msgspec
from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.council import Council, council
from horseshoe.answers.power import PowerAnswer, power
from horseshoe.answers.questions import BadQuestion, parse_day
from horseshoe.answers.standing import Support, support
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record
from horseshoe.site.page import Ask, Card, File, Kind, Page, Shelf
from horseshoe.site.pictures import layout as pictures
from horseshoe.site.pictures import standalone
from horseshoe.site.tags.saying import plain_day
from horseshoe.site.tags.words import STANDINGS

BEFORE = {True: ("full", gettext_noop("permanent")), False: ("empty", gettext_noop("elected"))}
"""The mark of a seat on a day before there was a pledge, by whether it is permanent."""


class CouncilAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The Council of a day, with the pledges of its members and the power of its seats."""

    council: Council
    code: dict[str, Support]
    """State to its standing to the Code of Conduct; empty before there was a text."""
    declaration: dict[str, Support]
    """State to its standing to the Declaration; empty before there was a text."""
    power: PowerAnswer | None
    """``None`` where a seat of that day is not known."""


def make(ask: Ask) -> Page:
    """The Council of the day in the address or in the query; today's by default."""
    given = parse_day(ask.parts["on"]) if "on" in ask.parts else ask.day("on")
    on = given or ask.on
    answer = of_day(ask.record, on)
    told = answer.council
    marks = {
        seat.state: STANDINGS[answer.code[seat.state].standing] if answer.code else BEFORE[seat.permanent]
        for seat in told.members
    }
    picture = _picture(answer, on, marks)
    drawn = partial(_file, picture, answer)
    files = {
        "horseshoe.svg": File("image/svg+xml", drawn, label=gettext("picture (SVG)"), data=False),
        "horseshoe.png": File(
            "image/png", lambda: standalone.png(drawn()), live=True, label=gettext("picture (PNG)"),
            data=False,
        ),
    }  # fmt: skip
    powers = {seat.state: seat for seat in answer.power.seats} if answer.power else {}
    return Page(
        address=f"council/{on}" if given else "council",
        title=gettext("The Security Council of a day"),
        description=gettext(
            "Who sat on the Security Council on %(day)s, who presided, who was bound by a pledge, and what a decision "
            "needed."
        )
        % {"day": plain_day(on)},
        template="council.html",
        context={
            "council": told,
            "asked": on,
            "seats": [
                (seat, answer.code.get(seat.state), answer.declaration.get(seat.state), powers.get(seat.state))
                for seat in told.members
            ],
            "bound": sum(each.standing == "certain" for each in answer.code.values()),
            "pledges": bool(answer.code),
            "picture": picture,
            "legend": [mark for mark in (*STANDINGS.values(), *BEFORE.values()) if mark in marks.values()],
            "uncertain": any(seat.group and not seat.group_certain for seat in told.members),
            "power": answer.power,
            "first": ask.record.years[0],
            "last": ask.record.years[1],
            "before": date(on.year - 1, 1, 1) if on.year > ask.record.years[0].year else None,
            "after": date(on.year + 1, 1, 1) if on.year < ask.record.years[1].year else None,
            "labels": {"code": gettext("Code:"), "declaration": gettext("Declaration:"), "power": gettext("Power:")},
            "files": [
                (ending.rpartition(".")[2].upper(), f".{ending}")
                for ending, file in files.items()
                if not (file.live and ask.published)
            ],
        },
        answer=answer,
        header=("date", "state", "name", "permanent", "group", "term_start", "term_end", "code", "declaration"),
        rows=lambda: (
            (on, seat.state, seat.name, seat.permanent, seat.group, *seat.term,
             answer.code[seat.state].standing if answer.code else None,
             answer.declaration[seat.state].standing if answer.declaration else None)
            for seat in told.members
        ),
        files=files,
        card=Card(
            table=picture,
            title=gettext("The Council"),
            lines=(plain_day(on),),
            shared="council" if "on" in ask.parts else "",
        ),
    )  # fmt: skip


def _picture(answer: CouncilAnswer, on: date, marks: Mapping[str, tuple[str, str]]) -> pictures.Table:
    told = answer.council
    drawn = [
        pictures.Drawn(
            state=seat.state,
            name=seat.name,
            permanent=seat.permanent,
            shape=marks[seat.state][0],
            word=gettext(marks[seat.state][1]),
        )
        for seat in told.members
    ]
    head = gettext("Supporters of the Code of Conduct.") if answer.code else gettext("Seats.")
    return pictures.table(
        drawn,
        told.presidency.state if told.presidency else None,
        (gettext("%(number)s votes") % {"number": told.threshold}, gettext("carry a decision")),
        key="council",
        title=gettext("The Security Council on %(day)s") % {"day": plain_day(on)},
        says=f"{head} {pictures.says_who(drawn)}",
    )


def _file(picture: pictures.Table, answer: CouncilAnswer) -> bytes:
    """The picture for documents."""
    said = (
        gettext(
            "The marks show how each member stood to the Code of Conduct on that day, as far as it is known by name."
        )
        if answer.code
        else gettext("No pledge existed on that day.")
    )
    source = gettext("Horseshoe: terms, presidencies and pledges, each with its sources in the Record.")
    return standalone.horseshoe_svg(picture, title=picture.title, lines=(said,), source=source)


def of_day(record: Record, on: date) -> CouncilAnswer:
    """The Council of a day.

    Raises:
        BadQuestion: the day lies before 1946 or after the last known term.
    """
    told = council(record, on)
    standing: dict[Instrument, dict[str, Support]] = {
        each: {seat.state: support(record, each, seat.state, on) for seat in told.members}
        if each in record.instrument and on >= record.instrument[each].first_text
        else {}
        for each in Instrument
    }
    try:
        shares = power(record, on)
    except BadQuestion:
        shares = None
    return CouncilAnswer(
        council=told, code=standing[Instrument.CODE], declaration=standing[Instrument.DECLARATION], power=shares
    )


KIND = Kind(
    name=gettext_noop("Council"),
    address="council",
    make=make,
    every=lambda record, on: ["council"],
    takes=("on",),
    menu=2,
    shelf=Shelf.RECORD,
)
