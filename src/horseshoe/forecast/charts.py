"""Charts of a whip count, as SVG: each with a sentence that says what it shows, and none that needs colour to be read.

Shape, position and lettering carry the meaning: what is filled dark is also told by its place or its mark. The SVG
is drawn by Vega-Lite without a browser; the same answer gives the same picture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

import altair as alt

from horseshoe.forecast.percent import percent
from horseshoe.forecast.what_if import Pivot

INK = "#1a1a1a"
PALE = "#c9c9c9"
FONT = "Helvetica, Arial, sans-serif"


def sensitivity(pivots: Sequence[Pivot], adopted: float, *, title: str) -> str:
    """A bar a seat from the chance of adoption with its no to that with its yes, as SVG.

    A triangle that points down marks the no, a circle the abstention, a triangle that points up the yes; a dashed line
    the chance as things stand. The seats on which the outcome turns most come first, with the length of the bar.

    Args:
        pivots: how far the outcome turns on each seat.
        adopted: the chance of adoption as things stand.
        title: what the chart is of.
    """
    order = [each.state for each in sorted(pivots, key=lambda each: (-each.pivot, each.state))]
    bars = [
        {
            "seat": each.state,
            "no": each.adopted_if_no,
            "yes": each.adopted_if_yes,
            "label": f"{100 * each.pivot:.1f} points",
        }
        for each in pivots
    ]
    marks = [
        {"seat": each.state, "if it": said, "adopted": chance}
        for each in pivots
        for said, chance in (
            ("votes no", each.adopted_if_no),
            ("abstains", each.adopted_if_abstain),
            ("votes yes", each.adopted_if_yes),
        )
    ]
    top = next(each for each in pivots if each.state == order[0])
    sentence = (
        f"As things stand the chance of adoption is {percent(adopted, 0)}. It turns most on {top.state}: "
        f"{percent(top.adopted_if_no, 0)} with its no, {percent(top.adopted_if_yes, 0)} with its yes."
    )
    seat = alt.Y("seat:N", sort=order, title=None)
    scale = alt.Scale(domain=[0, 1])
    axis = alt.Axis(format="%", title="chance of adoption")
    shapes = alt.Scale(domain=["votes no", "abstains", "votes yes"], range=["triangle-down", "circle", "triangle-up"])
    chart = alt.layer(
        alt.Chart(_data(bars))
        .mark_bar(height=7, color=PALE)
        .encode(y=seat, x=alt.X("no:Q", scale=scale, axis=axis), x2="yes:Q"),
        alt.Chart(_data([{"adopted": adopted}]))
        .mark_rule(color=INK, strokeDash=[4, 3])
        .encode(x=alt.X("adopted:Q", scale=scale, axis=axis)),
        alt.Chart(_data(bars)).mark_text(align="left").encode(y=seat, x=alt.value(468), text="label:N"),
        alt.Chart(_data(marks))
        .mark_point(filled=False, size=45, opacity=1, strokeWidth=1.5, stroke=INK)
        .encode(
            y=seat,
            x=alt.X("adopted:Q", scale=scale, axis=axis),
            shape=alt.Shape("if it:N", scale=shapes, legend=alt.Legend(title="if the seat", orient="bottom")),
        ),
    )
    return _svg(chart.properties(width=460, height=alt.Step(22)), title, sentence)


def in_favour(yes_distribution: Sequence[float], needed: int, *, title: str) -> str:
    """A bar a number of votes in favour, as SVG: dark from the number needed on, pale and outlined below it.

    Args:
        yes_distribution: the chance of 0, 1, 2 ... votes in favour.
        needed: votes in favour that the draft needs.
        title: what the chart is of.
    """
    enough = sum(yes_distribution[needed:])
    likeliest = max(range(len(yes_distribution)), key=lambda votes: yes_distribution[votes])
    sentence = (
        f"The chance of {needed} votes in favour or more is {percent(enough, 0)}; the likeliest number is {likeliest} "
        f"({percent(yes_distribution[likeliest], 0)}). A veto is not counted here."
    )
    rows = [
        {
            "votes": votes,
            "chance": chance,
            "label": percent(chance, 0) if chance >= 0.005 else "",
            "enough": votes >= needed,
        }
        for votes, chance in enumerate(yes_distribution)
    ]
    votes = alt.X("votes:O", title=f"votes in favour (dark: the {needed} needed, or more)", axis=alt.Axis(labelAngle=0))
    base = alt.Chart(_data(rows))
    chart = alt.layer(
        base.mark_bar(stroke=INK, strokeWidth=1).encode(
            x=votes,
            y=alt.Y("chance:Q", axis=alt.Axis(format="%", title="chance")),
            fill=alt.condition("datum.enough", alt.value(INK), alt.value("white")),
        ),
        base.mark_text(dy=-7, fontSize=10).encode(x=votes, y="chance:Q", text="label:N"),
    )
    return _svg(chart.properties(width=460, height=220), title, sentence)


def _data(rows: list[dict[str, Any]]) -> alt.InlineData:
    return alt.InlineData(rows)


def _svg(chart: Any, title: str, sentence: str) -> str:
    """The chart with its title and sentence, readable by eye and by a screen reader."""
    import vl_convert

    shown = chart.properties(
        title=alt.TitleParams(title, subtitle=_wrapped(sentence), anchor="start", frame="group", font=FONT)
    ).configure(font=FONT, background="white")
    drawn: str = vl_convert.vegalite_to_svg(shown.to_dict())
    described = f"<title>{escape(title)}</title><desc>{escape(sentence)}</desc>"
    return re.sub(r"(<svg\b)([^>]*>)", rf'\1 role="img"\2{_literal(described)}', drawn, count=1)


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\")


def _wrapped(sentence: str, width: int = 78) -> list[str]:
    import textwrap

    return textwrap.wrap(sentence, width)
