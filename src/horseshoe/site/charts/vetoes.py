"""Vetoes cast by member and year, as a chart: one row a member, one bar a year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from horseshoe.answers.vetoes import Vetoes
from horseshoe.site.charts.chart import NARROW, Chart, Scheme

ROW, FOOT = 58, 34
"""Pixels of a row, and of the axis below."""

TALLEST = 0.82
"""Part of its row that the highest bar fills."""

LONG = 8
"""Years shown at least, so that a bar stays a bar where a filter leaves a single year."""

Counts = dict[str, Counter[int]]


def veto_chart(answer: Vetoes, order: Sequence[str]) -> Chart:
    """The chart of these vetoes, of which there is at least one.

    Args:
        answer: the vetoes.
        order: code of each permanent member, in the order of the rows.
    """
    counts: Counts = defaultdict(Counter)
    for veto in answer.vetoes:
        for state in veto.vetoed_by:
            counts[state][veto.date.year] += 1
    rows = [state for state in order if state in counts]
    first, last = answer.vetoes[0].date.year, answer.vetoes[-1].date.year
    most, year, state = max((n, -year, state) for state, years in counts.items() for year, n in years.items())
    told = {
        "first": first,
        "last": last,
        "cast": answer.counts.vetoes_cast,
        "members": ", ".join(f"{state} {counts[state].total()}" for state in rows),
        "most": most,
        "year": -year,
        "state": state,
    }
    return Chart(
        key="by-year",
        title=gettext("Vetoes cast by member and year"),
        says=gettext("%(cast)s vetoes cast from %(first)s to %(last)s: %(members)s.") % told,
        read=gettext(
            "One row a member, with its number; the height of a bar is the number of vetoes in a year, on one scale in "
            "all rows. The highest: %(state)s in %(year)s, with %(most)s."
        )
        % told,
        caveat=gettext(
            "A proposal that two members veto stands in two rows. One code stands for a seat through time: RUS for the "
            "Soviet Union and the Russian Federation, CHN for both governments that held the seat of China."
        ),
        source=gettext("the roll calls of this Record, each with its sources on its page."),
        height=ROW * len(rows) + FOOT,
        narrow_height=ROW * len(rows) + FOOT,
        spec=lambda width, scheme: _drawn(counts, rows, (first, last), width, scheme),
        header=("state", "year", "vetoes_cast"),
        rows=lambda: ((state, year, n) for state in rows for year, n in sorted(counts[state].items())),
    )


def _drawn(counts: Counts, rows: Sequence[str], span: tuple[int, int], width: int, scheme: Scheme) -> Any:
    import altair as alt

    most = max(number for years in counts.values() for number in years.values())
    first, last = span[0], max(span[1] + 1, span[0] + LONG)
    small = width == NARROW
    bars = [
        {"from": year + 0.1, "to": year + 0.9, "base": -at, "top": -at + TALLEST * number / most, "n": number}
        for at, state in enumerate(rows)
        for year, number in counts[state].items()
    ]
    labels = [{"at": -at, "code": state, "total": f"{counts[state].total()}"} for at, state in enumerate(rows)]
    step = (20 if small else 10) if last - first > 25 else 5 if last - first > 12 else 2
    years = alt.X(
        "from:Q", title=None, scale=alt.Scale(domain=[first, last], nice=False),
        axis=alt.Axis(format="d", grid=False, values=[y for y in range(first, last + 1) if y % step == 0]),
    )  # fmt: skip
    height = alt.Y("base:Q", axis=None, scale=alt.Scale(domain=[1 - len(rows) - 0.04, 1], nice=False))
    at = alt.Y("at:Q", axis=None)
    label = alt.Chart(alt.InlineData(values=labels))
    return alt.layer(
        label.mark_rule(color=scheme.rule).encode(y=at),
        alt.Chart(alt.InlineData(values=bars)).mark_bar(color=scheme.bound).encode(
            x=years, x2="to:Q", y=height, y2="top:Q"
        ),
        label.mark_text(align="right", baseline="bottom", fontWeight="bold", dx=-8, dy=-16, color=scheme.ink).encode(
            x=alt.value(0), y=at, text="code:N"
        ),
        label.mark_text(align="right", baseline="bottom", dx=-8, dy=-1, color=scheme.quiet).encode(
            x=alt.value(0), y=at, text="total:N"
        ),
    )  # fmt: skip
