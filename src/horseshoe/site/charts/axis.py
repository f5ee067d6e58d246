"""A situation on one axis of time: above it what documents say, below it how the Council voted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import msgspec
from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.conduct_situation import SituationVote
from horseshoe.facts.evidence import Evidence, Strength
from horseshoe.facts.proposals import Outcome
from horseshoe.site.charts.chart import NARROW, Chart, Scheme
from horseshoe.site.tags.saying import plain_day

FEWEST_DOCUMENTS, FEWEST_VOTES = 3, 2
"""Below either, a list tells as much as a picture."""

ROW, FOOT = 30, 44
"""Pixels of a row, and of the axis below."""

STRENGTHS = {
    Strength.FOUND: gettext_noop("found"),
    Strength.REASONABLE_GROUNDS: gettext_noop("reasonable grounds"),
    Strength.MAY_AMOUNT: gettext_noop("may amount to"),
    Strength.RISK_WARNED: gettext_noop("risk warned of"),
    Strength.DENIED: gettext_noop("not established"),
    Strength.NONE: gettext_noop("names no crime"),
}
"""How far a document goes, the strongest first, in a few words."""

OUTCOMES = {
    Outcome.ADOPTED: gettext_noop("adopted"),
    Outcome.ADOPTED_WITHOUT_VOTE: gettext_noop("adopted"),
    Outcome.NOT_ADOPTED: gettext_noop("not adopted"),
    Outcome.VETOED: gettext_noop("vetoed"),
}


class Dot(msgspec.Struct, frozen=True):
    """A document or a vote on the axis."""

    kind: str
    row: str
    first: date
    last: date
    what: str
    """Its title or symbol."""


def axis_chart(name: str, documents: Sequence[Evidence], votes: Sequence[SituationVote]) -> Chart | None:
    """The chart of a situation; ``None`` where there is too little for one.

    Args:
        name: of the situation.
        documents: those with a date, seen in a source.
        votes: of the Council.
    """
    if len(documents) < FEWEST_DOCUMENTS or len(votes) < FEWEST_VOTES:
        return None
    above = [
        Dot("document", STRENGTHS[each.strength], each.not_before or each.not_after, each.not_after, each.title)
        for each in documents
        if each.not_after
    ]
    below = [
        Dot("vote", OUTCOMES[each.vote.outcome], each.vote.date, each.vote.date, each.vote.named()) for each in votes
    ]
    order = dict.fromkeys((*STRENGTHS.values(), *OUTCOMES.values()))
    used = {dot.row for dot in (*above, *below)}
    rows = [row for row in order if row in used]
    first, last = min(dot.first for dot in (*above, *below)), max(dot.last for dot in (*above, *below))
    vetoed = sum(each.vote.outcome is Outcome.VETOED for each in votes)
    told = {
        "name": name, "documents": len(above), "votes": len(below), "vetoed": vetoed,
        "first": plain_day(first), "last": plain_day(last),
    }  # fmt: skip
    height = ROW * len(rows) + FOOT
    return Chart(
        key="axis",
        title=gettext("%(name)s: documents and votes on one axis of time") % told,
        says=gettext(
            "From %(first)s to %(last)s: %(documents)s documents above the line, by how far each goes; %(votes)s votes "
            "of the Council below it, %(vetoed)s of them vetoed."
        )
        % told,
        read=gettext(
            "Diamond: a document; a line beside it: its date is known only so far. Disc: adopted; ring: not adopted; "
            "square: vetoed."
        ),
        caveat=gettext(
            "Documents stand by situation and date, not by subject: a person must judge what they bear on. What is "
            "only recalled is left out."
        ),
        source=gettext("the documents and roll calls listed on this page."),
        height=height,
        narrow_height=height,
        spec=lambda width, scheme: _drawn((*above, *below), rows, width, scheme),
        header=("kind", "row", "first", "last", "what"),
        rows=lambda: _rows((*above, *below)),
    )


def _drawn(dots: Sequence[Dot], rows: Sequence[str], width: int, scheme: Scheme) -> Any:
    import altair as alt

    def values(kind: str, row: str | None = None) -> Any:
        return alt.InlineData(
            values=[
                {"row": gettext(dot.row), "first": dot.first.isoformat(), "last": dot.last.isoformat()}
                for dot in dots
                if dot.kind == kind and row in (None, dot.row)
            ]
        )

    days = sorted(dot.first for dot in dots) + sorted(dot.last for dot in dots)
    span = max((max(days) - min(days)).days / 365.25, 1)
    step = next(each for each in (1, 2, 5, 10, 20, 50) if span / each <= (6 if width == NARROW else 12))
    names = [gettext(row) for row in rows]
    when = alt.X(
        "last:T", title=None, scale=alt.Scale(type="utc", nice={"interval": "year", "step": 1}),
        axis=alt.Axis(format="%Y", grid=True, gridDash=[2, 3], tickCount={"interval": "year", "step": step}),
    )  # fmt: skip
    at = alt.Y(
        "row:N", title=None, sort=names, scale=alt.Scale(domain=names),
        axis=alt.Axis(
            grid=False, ticks=False, domain=False, labelLimit=120, labelFontSize=11 if width == NARROW else 12
        ),
    )  # fmt: skip
    documents = alt.Chart(values("document"))
    layers = [
        documents.mark_rule(strokeWidth=2, color=scheme.bound).encode(x=when, x2="first:T", y=at),
        documents.mark_point(shape="diamond", size=70, filled=True, color=scheme.bound, opacity=0.9).encode(
            x=when, y=at
        ),
    ]
    styles: dict[str, dict[str, Any]] = {
        "adopted": {"shape": "circle", "size": 62, "fill": scheme.yes, "stroke": scheme.paper, "strokeWidth": 0.6},
        "not adopted": {"shape": "circle", "size": 62, "fill": scheme.paper, "stroke": scheme.ring, "strokeWidth": 2.2},
        "vetoed": {"shape": "square", "size": 74, "fill": scheme.no, "stroke": scheme.paper, "strokeWidth": 0.6},
    }
    layers += [
        alt.Chart(values("vote", row)).mark_point(opacity=1, **style).encode(x=when, y=at)
        for row, style in styles.items()
        if row in rows
    ]
    border = next(at for at, row in enumerate(rows) if row in styles)
    line = alt.Chart(alt.InlineData(values=[{"row": names[border]}]))
    layers.append(line.mark_rule(color=scheme.quiet, strokeWidth=1.2).encode(y=alt.Y("row:N", bandPosition=0)))
    return alt.layer(*layers)


def _rows(dots: Sequence[Dot]) -> Iterator[tuple[object, ...]]:
    for dot in sorted(dots, key=lambda dot: (dot.last, dot.kind, dot.what)):
        yield dot.kind, dot.row, dot.first, dot.last, dot.what
