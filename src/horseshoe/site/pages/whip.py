"""The whip desk: a draft as a form, the odds of it, and what follows if seats are held to a cast."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import msgspec
from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.questions import BadQuestion
from horseshoe.documents.brief import reason
from horseshoe.site.page import Ask, Kind, Page, Shelf
from horseshoe.site.parts.downloads import briefs
from horseshoe.site.tags.saying import chance, plain_day
from horseshoe.site.whip import count as whip_count
from horseshoe.site.whip import form as whip_form
from horseshoe.site.whip import words as whip_words

if TYPE_CHECKING:
    from horseshoe.answers.planned_brief import PlannedBrief
    from horseshoe.answers.whip import Whip, WhipSeat
    from horseshoe.forecast.what_if import Pivot

SHOWN = 5
"""How many paths, pairs and tallies are shown; the data has more."""


class Turning(msgspec.Struct, frozen=True, kw_only=True):
    """A seat with how far the outcome turns on it."""

    seat: WhipSeat
    held: str
    """The cast that it is held to, in a word; empty where it is not."""
    pivot: Pivot


def make(ask: Ask) -> Page:
    """The desk: with its count, with what is wrong, or with word that the model is still being fitted.

    Raises:
        BadQuestion: no count can be taken, and not a page but its data is asked for.
    """
    values, again = dict(ask.query), None
    if not any(name in values for name in whip_form.FIELDS) and (found := whip_form.started(ask.record)):
        again, start = found
        values = {**start, **values}
    answer, wrong = None, ""
    try:
        given = whip_form.read(ask.record, values, ask.on)
        waits = ask.form == "html" and not ask.published
        fitted = whip_count.model(ask.record, given.planned.date, whip_count.PATIENCE if waits else None)
        if fitted is not None:
            answer = whip_count.count(ask.record, given.planned, given.casts, fitted)
    except BadQuestion as error:
        if ask.form != "html":
            raise
        wrong = str(error)
    form = {**_form(ask, values), "again": again.id if again else "", "wrong": wrong}
    if answer is None or fitted is None:
        return _without(ask, form)
    brief = partial(whip_count.brief, ask.record, given.planned, given.casts, fitted)
    return _counted(ask, form, answer, brief)


def _form(ask: Ask, values: Mapping[str, str]) -> dict[str, Any]:
    record = ask.record
    first, last = whip_count.first_day(record), whip_form.last_day(record)
    try:
        day = min(max(whip_form.day_of(record, values, ask.on), first), last)
    except BadQuestion:
        day = max(ask.on, first)
    return {
        "values": {**values, "day": values.get("day", day.isoformat())},
        "day": day,
        "first": first,
        "last": last,
        "newest": first - timedelta(days=1),
        "seats": whip_form.seats(record, values, day),
        "votes": len(record.roll_calls),
        "choices": whip_words.choices(),
        "stances": whip_words.stances(),
        "situations": sorted(((row.id, row.name) for row in record.situations), key=lambda row: row[1]),
        "lists": whip_words.lists(),
    }


def _without(ask: Ask, form: Mapping[str, Any]) -> Page:
    return Page(
        address="whip",
        title=gettext("Whip desk"),
        description=gettext("The odds of a draft before its vote, and whom to call first."),
        template="whip.html",
        context=form,
        answer=None,
        header=HEADER,
        rows=tuple,
        status=400 if form["wrong"] else 202,
    )


def _counted(ask: Ask, form: Mapping[str, Any], answer: Whip, brief: Callable[[], PlannedBrief]) -> Page:
    turning, held = _turning(answer), answer.what_if
    odds = held.odds if held else answer.odds
    draft = answer.title or answer.symbol or gettext("A draft resolution")
    names = {seat.state: seat.name for seat in answer.seats}
    vetoed_by = held.vetoed_by if held else answer.vetoed_by
    return Page(
        address="whip",
        title=gettext("Whip desk"),
        description=gettext("%(draft)s, %(day)s: adopted %(adopted)s, vetoed %(vetoed)s, lacking votes %(lacking)s.")
        % {
            "draft": draft,
            "day": plain_day(answer.date),
            "adopted": chance(odds.adopted),
            "vetoed": chance(odds.vetoed),
            "lacking": chance(odds.lacking_votes),
        },
        template="whip.html",
        context={
            **form,
            "answer": answer,
            "draft": draft,
            "odds": odds,
            "held": [(state, whip_words.cast(each)) for state, each in held.casts.items()] if held else [],
            "picture": whip_words.picture(ask.record, answer),
            "legend": whip_words.legend(),
            "turning": turning,
            "fewest": held.fewest if held else answer.fewest,
            "paths": (held.paths_to_nine if held else answer.paths_to_nine)[:SHOWN],
            "bargains": () if held else [whip_words.bargain(each) for each in answer.bargains[:SHOWN]],
            "vetoed_by": sorted((each for each in vetoed_by.items() if each[1] > 0), key=lambda each: -each[1]),
            "tallies": () if held else answer.tallies[:SHOWN],
            "bound": [(each, names[each.state]) for each in (held.bound if held else answer.bound)],
            "views": [
                (ask.record.assessor[each.assessor].name, each.status or "", reason(each.why)) for each in answer.views
            ],
            "said": [seat for seat in answer.seats if seat.stances],
            "facts": (whip_words.known(answer),),
            "notes": whip_words.notes(answer),
            "sources": answer.sources,
            "whole": f"?{urlencode(sorted(form['values'].items()))}",
        },
        answer=answer,
        header=HEADER,
        rows=lambda: _rows(answer),
        files=briefs(brief, ask.on),
        charts=_charts(answer, turning),
    )


def _charts(answer: Whip, turning: list[Turning]) -> tuple[Any, ...]:
    from horseshoe.site.charts import whip as whip_charts

    return whip_charts.in_favour(answer), whip_charts.sensitivity(answer, [each.pivot for each in turning])


def _turning(answer: Whip) -> list[Turning]:
    """Every seat, those on which the outcome turns most first."""
    from horseshoe.answers.whip import turning

    seats = {seat.state: seat for seat in answer.seats}
    casts = answer.what_if.casts if answer.what_if else {}
    return [
        Turning(
            seat=seats[each.state],
            held=whip_words.cast(casts[each.state]) if each.state in casts else "",
            pivot=each,
        )
        for each in turning(answer)
    ]


HEADER = (
    "state", "name", "permanent", "bound_by", "stance", "yes", "no", "abstain", "not_participating", "loading",
    "pivot", "could_sink", "could_save", "adopted_if_yes", "adopted_if_abstain", "adopted_if_no", "source", "held",
)  # fmt: skip


def _rows(answer: Whip) -> Iterable[tuple[object, ...]]:
    casts = answer.what_if.casts if answer.what_if else {}
    for each in sorted(_turning(answer), key=lambda each: answer.seats.index(each.seat)):
        seat, pivot = each.seat, each.pivot
        yield (
            seat.state, seat.name, seat.permanent, seat.bound_by, seat.stance,
            seat.p.yes, seat.p.no, seat.p.abstain, seat.p.not_participating, seat.loading,
            pivot.pivot, pivot.could_sink, pivot.could_save,
            pivot.adopted_if_yes, pivot.adopted_if_abstain, pivot.adopted_if_no, seat.source, casts.get(seat.state),
        )  # fmt: skip


KIND = Kind(
    name=gettext_noop("Whip desk"),
    address="whip",
    make=make,
    every=lambda record, on: ["whip"],
    takes=whip_form.FIELDS,
    takes_like=whip_form.SEATS,
    menu=8,
    shelf=Shelf.AHEAD,
)
