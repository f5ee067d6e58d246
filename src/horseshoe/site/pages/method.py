"""Method: the rules with their sources, the words of findings, and how well the forecasts did."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.method import Method, forecaster, method
from horseshoe.forecast.results import Calibrated, Result
from horseshoe.site.charts.chart import Chart, Scheme
from horseshoe.site.page import Ask, Kind, Page, Shelf

FEWEST = 20
"""Forecasts that an interval needs to stand in the chart; all of them stand in its numbers."""

SHAPES = {"yes": "circle", "abstaining": "square", "no": "triangle-up"}

CASTS = {"yes": gettext_noop("yes"), "abstaining": gettext_noop("abstaining"), "no": gettext_noop("no")}
"""Kinds of cast that are forecast, in words."""


def make(ask: Ask) -> Page:
    """The method in words, and the scores of the forecast as they were kept."""
    answer = method(ask.record)
    shown = answer if ask.language == "en" else method(ask.record, language=ask.language)
    told = answer.forecast
    tables = (
        (gettext("Cast by cast"), told.by_cast),
        (gettext("Outcome by outcome"), told.by_outcome),
        (gettext("Casts of seats new to the Council"), told.of_new_seats),
        (gettext("The model without a part of what is known of a draft"), told.without),
    )
    return Page(
        address="method",
        title=gettext("Method"),
        description=gettext(
            "The rules with the articles that they follow, how findings are worded, the published standards, and how "
            "well forecasts of past votes did."
        ),
        template="method.html",
        context={
            "method": shown,
            "forecast": told,
            "tables": [
                (name, [(forecaster(row.name, ask.language), row) for row in rows]) for name, rows in tables if rows
            ],
        },
        answer=answer,
        header=("part", "name", "says", "source", "left_open"),
        rows=lambda: _rows(answer),
        charts=(_calibration(answer),),
    )


def _calibration(answer: Method) -> Chart:
    told = {name: answer.forecast.casts_told[name] for name in SHAPES}
    no = [each for each in told["no"] if each.count >= FEWEST]
    worst = max(no, key=lambda each: abs(each.mean_chance - each.happened / each.count))
    return Chart(
        key="calibration",
        title=gettext("What was forecast, and how often it happened"),
        says=gettext(
            "For a no, forecast and vote lay furthest apart where the model gave %(low).0f to %(high).0f in 100: "
            "%(forecast).1f in 100 forecast, %(happened).1f in 100 happened."
        )
        % {
            "low": 100 * worst.low,
            "high": 100 * worst.high,
            "forecast": 100 * worst.mean_chance,
            "happened": 100 * worst.happened / worst.count,
        },
        read=gettext(
            "Each mark is an interval of forecasts: to the right the chance that the model gave, upwards how often the "
            "cast was made. On the line the two agree. Circle: yes; square: abstaining; triangle: no."
        ),
        caveat=gettext(
            "Intervals of fewer than %(fewest)d forecasts are left out of the picture, and stand in its numbers."
        )
        % {"fewest": FEWEST},
        source=gettext("The backtest of every roll call since 2000, each forecast with what was known the day before."),
        height=420,
        narrow_height=340,
        spec=lambda width, scheme: _drawn(told, scheme),
        header=("cast", "low", "high", "count", "happened", "mean_chance"),
        rows=lambda: (
            (name, each.low, each.high, each.count, each.happened, round(each.mean_chance, 6))
            for name, bins in told.items()
            for each in bins
        ),
    )


def _drawn(told: dict[str, tuple[Calibrated, ...]], scheme: Scheme) -> Any:
    import altair as alt

    marks = [
        {"cast": gettext(CASTS[name]), "given": each.mean_chance, "happened": each.happened / each.count}
        for name, bins in told.items()
        for each in bins
        if each.count >= FEWEST
    ]
    words = [gettext(CASTS[name]) for name in SHAPES]
    percent = alt.Axis(format="%", tickCount=5)
    across = alt.X("given:Q", title=gettext("chance given"), axis=percent, scale=alt.Scale(domain=[0, 1]))
    up = alt.Y("happened:Q", title=gettext("share that happened"), axis=percent, scale=alt.Scale(domain=[0, 1]))
    line = alt.InlineData([{"given": 0, "happened": 0}, {"given": 1, "happened": 1}])
    colours = alt.Scale(domain=words, range=[scheme.yes, scheme.ring, scheme.no])
    return alt.layer(
        alt.Chart(line).mark_line(color=scheme.quiet, strokeDash=[4, 3], strokeWidth=1).encode(x=across, y=up),
        alt.Chart(alt.InlineData(marks))
        .mark_point(size=70, filled=True, opacity=1)
        .encode(
            x=across,
            y=up,
            shape=alt.Shape("cast:N", scale=alt.Scale(domain=words, range=list(SHAPES.values())), title=None),
            color=alt.Color("cast:N", scale=colours, title=None),
        ),
    )


def _rows(answer: Method) -> Iterable[tuple[object, ...]]:
    for each in answer.rules:
        yield "rule", each.module, each.decides, each.source, each.left_open
    for kind in answer.kinds:
        yield "finding", kind.kind, kind.means, None, None
        for said in kind.sentences:
            yield "ground", said.reason, said.code, None, None
    for standing, means in answer.standings.items():
        yield "standing", standing, means, None, None
    for name, means in answer.confidence.items():
        yield "confidence", name, means, None, None
    for standard in answer.standards:
        for setting in standard.settings:
            yield "parameter", f"{standard.id} {setting.name}", f"{setting.value}: {setting.why}", None, None
    told = answer.forecast
    for part, rows in (("by cast", told.by_cast), ("by outcome", told.by_outcome), ("new seats", told.of_new_seats)):
        for row in rows:
            yield f"forecast {part}", row.name, _scores(row), None, None


def _scores(row: Result) -> str:
    return (
        f"log loss {row.on_all.log_loss:.3f}, Brier {row.on_all.brier:.4f}; contested: log loss "
        f"{row.contested.log_loss:.3f}, Brier {row.contested.brier:.3f}"
    )


KIND = Kind(
    name=gettext_noop("Method"), address="method", make=make, every=lambda record, on: ["method"], shelf=Shelf.HOUSE
)
