"""Today: the Council and who is bound, what the Assembly owes, the newest votes, the rosters, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec
from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.council import Council, council
from horseshoe.answers.coverage import coverage
from horseshoe.answers.docket import docket
from horseshoe.answers.docket_entry import DocketEntry, DocketStatus
from horseshoe.answers.growth import growth
from horseshoe.answers.roster import KnownSupporters, known_supporters
from horseshoe.answers.standing import Support, support
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record
from horseshoe.site.charts.growth import growth_chart
from horseshoe.site.page import Ask, Card, Entry, Kind, Page
from horseshoe.site.parts import happenings
from horseshoe.site.parts.lists import VoteRow, vote_row
from horseshoe.site.parts.rosters import acts
from horseshoe.site.pictures import layout as pictures
from horseshoe.site.publishing.feed import MOST
from horseshoe.site.tags.saying import plain_day
from horseshoe.site.tags.words import STANDINGS

NEWEST = 12


class SeatToday(msgspec.Struct, frozen=True):
    """A seat and how its state stands to both pledges."""

    state: str
    name: str
    permanent: bool
    until: date | None
    code: Support
    declaration: Support


class Today(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to know on a day."""

    on: date
    council: Council
    seats: tuple[SeatToday, ...]
    """The seats with their pledges."""
    open: tuple[DocketEntry, ...]
    """Vetoes on which the Assembly's debate may still come in time."""
    answered: tuple[DocketEntry, ...]
    """The newest vetoes that are no longer open."""
    newest: tuple[VoteRow, ...]
    supporters: tuple[KnownSupporters, ...]
    gaps: tuple[str, ...]


def make(ask: Ask) -> Page:
    """The first page."""
    answer = today(ask.record, ask.on)
    drawn = [_drawn(seat) for seat in answer.seats]
    day = plain_day(answer.on)
    bound = sum(seat.code.standing == "certain" for seat in answer.seats)
    says = gettext("Supporters of the Code of Conduct.") + f" {pictures.says_who(drawn)}"
    grown = growth(ask.record, Instrument.CODE, ask.on) if Instrument.CODE in ask.record.instrument else None
    return Page(
        address="",
        title=gettext("the Security Council, its pledges and its votes"),
        description=gettext(
            "The Security Council on %(day)s: who sits, who has pledged not to vote against action on mass atrocities, "
            "the newest votes, and what the General Assembly still owes."
        )
        % {"day": day},
        template="today.html",
        card=Card(
            number=str(bound),
            says=gettext("of %(all)s members known to support the Code") % {"all": len(answer.seats)},
        ),
        context={
            "today": answer,
            "bound": bound,
            "left": {each.id: (each.last_day - ask.on).days for each in answer.open if each.last_day},
            "picture": pictures.table(
                drawn,
                answer.council.presidency.state if answer.council.presidency else None,
                (
                    gettext("%(bound)s of %(all)s") % {"bound": bound, "all": len(drawn)},
                    gettext("known to support"),
                    gettext("the Code"),
                ),
                key="council",
                title=gettext("The Security Council on %(day)s") % {"day": day},
                says=says,
            ),
            "legend": [
                mark for each, mark in STANDINGS.items() if each in {seat.code.standing for seat in answer.seats}
            ],
            "labels": {"code": gettext("Code:"), "declaration": gettext("Declaration:"), "until": gettext("until")},
        },
        answer=answer,
        header=("on", "state", "name", "permanent", "until", "code", "declaration"),
        rows=lambda: (
            (answer.on, s.state, s.name, s.permanent, s.until, s.code.standing, s.declaration.standing)
            for s in answer.seats
        ),
        charts=(growth_chart(grown),) if grown and grown.steps else (),
        feed=lambda: _happened(ask.record, ask.on),
    )


def _happened(record: Record, on: date) -> Iterator[Entry]:
    """Votes, vetoes with what followed them, and acts of support: what the feeds of other pages tell, together."""
    newest = sorted((row for row in record.roll_calls if row.date <= on), key=lambda row: (row.date, row.id))
    yield from happenings.votes(record, (vote_row(record, row) for row in newest[-MOST:]))
    yield from happenings.docket(record, docket(record, on).entries)
    yield from acts(record, tuple(Instrument))


def today(record: Record, on: date) -> Today:
    """What there is to know on a day."""
    sitting = council(record, on)
    entries = docket(record, on).entries
    vetoes = [each for each in entries if each.status is not DocketStatus.NOT_OWED]
    newest = sorted((row for row in record.roll_calls if row.date <= on), key=lambda row: (row.date, row.id))
    return Today(
        on=on,
        council=sitting,
        seats=tuple(
            SeatToday(
                seat.state,
                seat.name,
                seat.permanent,
                seat.term[1],
                support(record, Instrument.CODE, seat.state, on),
                support(record, Instrument.DECLARATION, seat.state, on),
            )
            for seat in sitting.members
        ),
        open=tuple(each for each in vetoes if each.status is DocketStatus.OPEN),
        answered=tuple(each for each in reversed(vetoes) if each.status is not DocketStatus.OPEN)[:5],
        newest=tuple(vote_row(record, row) for row in reversed(newest[-NEWEST:])),
        supporters=tuple(known_supporters(record, each, on) for each in Instrument),
        gaps=coverage(record, on).gaps,
    )


def _drawn(seat: SeatToday) -> pictures.Drawn:
    shape, word = STANDINGS[seat.code.standing]
    word = gettext(word)
    return pictures.Drawn(state=seat.state, name=seat.name, permanent=seat.permanent, shape=shape, word=word)


KIND = Kind(name=gettext_noop("Today"), address="", make=make, every=lambda record, on: [""], menu=1)
