"""Charts of a whip count: how many votes in favour, and how far the outcome turns on each seat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext

from horseshoe.answers.whip import Whip
from horseshoe.forecast.what_if import Pivot
from horseshoe.site.charts.chart import WIDE, Chart, Scheme
from horseshoe.site.tags.saying import chance, figure, plain_day

_MODEL = re.compile(r"(\S+) \((\d+) roll calls to (\d{4}-\d{2}-\d{2})\)")


def _source(answer: Whip) -> str:
    found = _MODEL.fullmatch(answer.coverage.model or "")
    if not found:
        return gettext("The whip count of Horseshoe.")
    return gettext("The whip count of Horseshoe: model %(version)s, fitted to %(number)s roll calls up to %(day)s.") % {
        "version": found[1], "number": figure(int(found[2])), "day": plain_day(date.fromisoformat(found[3])),
    }  # fmt: skip


def in_favour(answer: Whip) -> Chart:
    """The chance of each number of votes in favour, with the seats held that are held."""
    told = answer.what_if.yes_distribution if answer.what_if else answer.yes_distribution
    needed = answer.threshold
    likeliest = max(range(len(told)), key=lambda votes: told[votes])

    def spec(width: int, scheme: Scheme) -> dict[str, Any]:
        shown = [
            {"votes": votes, "chance": each, "label": chance(each, 0) if each >= 0.005 else ""}
            for votes, each in enumerate(told)
        ]
        enough = {"test": f"datum.votes >= {needed}", "value": scheme.bound}
        votes = {"field": "votes", "type": "ordinal", "title": gettext("votes in favour"), "axis": {"labelAngle": 0}}
        height = {"field": "chance", "type": "quantitative", "title": gettext("chance")}
        bar = {
            "mark": {"type": "bar", "stroke": scheme.bound, "strokeWidth": 1},
            "encoding": {
                "x": votes,
                "y": {**height, "axis": {"format": "%", "tickCount": 4}},
                "fill": {"condition": enough, "value": scheme.paper},
            },
        }
        label = {
            "mark": {"type": "text", "dy": -7, "fontSize": 11 if width == WIDE else 9},
            "encoding": {"x": votes, "y": height, "text": {"field": "label"}},
        }
        return _layers(shown, bar, label)

    return Chart(
        key="in-favour",
        title=gettext("Votes in favour"),
        says=gettext(
            "The chance of %(needed)s votes in favour or more is %(enough)s; the likeliest number is %(likeliest)s "
            "(%(chance)s)."
        )
        % {
            "needed": needed,
            "enough": chance(sum(told[needed:]), 0),
            "likeliest": likeliest,
            "chance": chance(told[likeliest], 0),
        },
        read=gettext("A bar for each number of votes in favour; filled where they are enough."),
        caveat=gettext("A veto is not counted here."),
        source=_source(answer),
        height=260,
        narrow_height=240,
        spec=spec,
        header=("votes_in_favour", "chance"),
        rows=lambda: enumerate(told),
    )


def sensitivity(answer: Whip, pivots: Sequence[Pivot]) -> Chart:
    """The chance of adoption with each seat's yes, abstention and no, those on which it turns most first."""
    adopted = answer.what_if.odds.adopted if answer.what_if else answer.odds.adopted
    order = [each.state for each in pivots]
    top = pivots[0]

    def spec(width: int, scheme: Scheme) -> dict[str, Any]:
        says = {"yes": gettext("votes yes"), "abstain": gettext("abstains"), "no": gettext("votes no")}
        marks = [
            {
                "seat": each.state, "vote": says[word], "adopted": value,
                "no": each.adopted_if_no, "yes": each.adopted_if_yes,
            }
            for each in pivots
            for word, value in (
                ("yes", each.adopted_if_yes), ("abstain", each.adopted_if_abstain), ("no", each.adopted_if_no),
            )
        ]  # fmt: skip
        seat = {"field": "seat", "type": "nominal", "sort": order, "title": None}
        scale = {"domain": [0, 1]}
        axis = {"format": "%", "tickCount": 5 if width == WIDE else 3}
        bar = {
            "mark": {"type": "bar", "height": 5, "color": scheme.rule},
            "encoding": {
                "y": seat,
                "x": {"field": "no", "type": "quantitative", "scale": scale, "axis": axis,
                      "title": gettext("chance of adoption")},
                "x2": {"field": "yes"},
            },
        }  # fmt: skip
        now = {
            "mark": {"type": "rule", "strokeDash": [4, 3], "color": scheme.quiet},
            "encoding": {"x": {"datum": adopted, "type": "quantitative", "scale": scale}},
        }
        colours = [scheme.yes, scheme.ring, scheme.no]
        point = {
            "mark": {"type": "point", "filled": False, "size": 70, "opacity": 1, "strokeWidth": 2},
            "encoding": {
                "y": seat,
                "x": {"field": "adopted", "type": "quantitative", "scale": scale},
                "shape": {
                    "field": "vote", "type": "nominal", "title": gettext("if the seat"),
                    "scale": {"domain": list(says.values()), "range": ["triangle-up", "circle", "triangle-down"]},
                },
                "color": {
                    "field": "vote", "type": "nominal", "title": gettext("if the seat"),
                    "scale": {"domain": list(says.values()), "range": colours},
                },
            },
        }  # fmt: skip
        return _layers(marks, bar, now, point)

    return Chart(
        key="sensitivity",
        title=gettext("On whom it turns"),
        says=gettext(
            "The chance of adoption is %(now)s. It turns most on %(state)s: %(no)s with its no, %(yes)s with its yes."
        )
        % {
            "now": chance(adopted, 0),
            "state": top.state,
            "no": chance(top.adopted_if_no, 0),
            "yes": chance(top.adopted_if_yes, 0),
        },
        read=gettext("A bar for each seat, from its no to its yes; a broken line marks the chance of adoption now."),
        caveat=gettext("One seat is moved at a time; the others stay as they are."),
        source=_source(answer),
        height=420,
        narrow_height=430,
        spec=spec,
        header=("state", "adopted_if_yes", "adopted_if_abstain", "adopted_if_no", "pivot"),
        rows=lambda: (
            (each.state, each.adopted_if_yes, each.adopted_if_abstain, each.adopted_if_no, each.pivot)
            for each in pivots
        ),
    )


def _layers(values: list[dict[str, Any]], *layers: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "data": {"values": values},
        "layer": list(layers),
    }
