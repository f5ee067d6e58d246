"""Coverage: what the Record holds and what it lacks, in numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.coverage import Coverage, DecadeCover, coverage
from horseshoe.site.charts.chart import Chart, Scheme
from horseshoe.site.page import Ask, Card, Kind, Page, Shelf

KNOWN = {
    "every_cast": gettext_noop("every cast"),
    "named": gettext_noop("a symbol"),
    "subject": gettext_noop("a subject"),
    "meeting": gettext_noop("the meeting"),
    "sponsors": gettext_noop("sponsors"),
    "situation": gettext_noop("a situation"),
    "high_confidence": gettext_noop("high confidence"),
}
"""What can be known of a roll call, in words."""


def make(ask: Ask) -> Page:
    """What is here, and what is not."""
    answer = coverage(ask.record, ask.on)
    return Page(
        address="coverage",
        title=gettext("What is here, and what is not"),
        description=gettext(
            "%(votes)d roll calls with %(casts)d casts, by decade and by instrument, and what is missing beside them."
        )
        % {"votes": answer.roll_calls.total, "casts": answer.roll_calls.casts},
        template="coverage.html",
        card=Card(number=f"{answer.roll_calls.total:,}", says=gettext("roll calls")),
        context={
            "coverage": answer,
            "known": [gettext(said) for said in KNOWN.values()],
            "decades": [(each, [(gettext(said), getattr(each, name)) for name, said in KNOWN.items()])
                        for each in answer.decades],
        },
        answer=answer,
        header=("part", "of", "known", "number"),
        rows=lambda: _rows(answer),
        charts=(_by_decade(answer),),
    )  # fmt: skip


def _by_decade(answer: Coverage) -> Chart:
    first, last = answer.decades[0], answer.decades[-1]
    return Chart(
        key="by-decade",
        title=gettext("What is known of the votes of each decade"),
        says=gettext(
            "Casts are known nearly everywhere. The meeting is known for %(early)d of %(votes_early)d votes of the "
            "%(first)ds and for %(late)d of %(votes_late)d of the %(last)ds; sponsors for %(sponsors_early)d and "
            "%(sponsors_late)d."
        )
        % {
            "first": first.decade, "last": last.decade, "votes_early": first.roll_calls, "votes_late": last.roll_calls,
            "early": first.meeting, "late": last.meeting, "sponsors_early": first.sponsors,
            "sponsors_late": last.sponsors,
        },
        read=gettext("A column is a decade; the number in a field is how many in 100 of its votes have that known. "
                     "The darker, the more."),
        caveat=gettext("Known is not checked: casts before 1994 rest on one source. An empty field can also mean that "
                       "there was nothing to know, as of a text without sponsors."),
        source=gettext("The tables of roll calls, proposals and situations."),
        height=300,
        narrow_height=330,
        spec=lambda width, scheme: _drawn(answer, width, scheme),
        header=("decade", "known", "votes", "of"),
        rows=lambda: (
            (each.decade, name, getattr(each, name), each.roll_calls) for each in answer.decades for name in KNOWN
        ),
    )  # fmt: skip


def _drawn(answer: Coverage, width: int, scheme: Scheme) -> Any:
    import altair as alt

    fields = [
        {"decade": f"{each.decade}", "known": gettext(said), "share": share, "label": f"{100 * share:.0f}"}
        for each in answer.decades
        for name, said in KNOWN.items()
        for share in [getattr(each, name) / each.roll_calls]
    ]
    decades = alt.X(
        "decade:O", title=None, axis=alt.Axis(labelAngle=0 if width > 500 else -90, ticks=False, domain=False)
    )
    known = alt.Y(
        "known:N",
        title=None,
        sort=[gettext(said) for said in KNOWN.values()],
        axis=alt.Axis(ticks=False, domain=False, labelLimit=130),
    )
    shade = alt.Color(
        "share:Q", scale=alt.Scale(domain=[0, 1], range=[scheme.paper, scheme.bound], interpolate="rgb"), legend=None
    )
    base = alt.Chart(alt.InlineData(fields)).encode(x=decades, y=known)
    return alt.layer(
        base.mark_rect(stroke=scheme.rule).encode(color=shade),
        base.mark_text(fontSize=12 if width > 500 else 10).encode(
            text="label:N",
            color=alt.condition("datum.share > 0.65", alt.value(scheme.paper), alt.value(scheme.ink)),
        ),
    )


def _rows(answer: Coverage) -> Iterator[tuple[object, ...]]:
    for table, number in answer.tables.items():
        yield "table", table, "rows", number
    for each in answer.decades:
        yield from _of_decade(each)
    for supporters in answer.supporters:
        yield "supporters", supporters.instrument, "certain", supporters.certain
        yield "supporters", supporters.instrument, "possible", supporters.possible
        yield "supporters", supporters.instrument, "claimed", supporters.claimed


def _of_decade(each: DecadeCover) -> Iterator[tuple[object, ...]]:
    yield "decade", each.decade, "roll_calls", each.roll_calls
    for name in KNOWN:
        yield "decade", each.decade, name, getattr(each, name)


KIND = Kind(
    name=gettext_noop("Coverage"), address="coverage", make=make, every=lambda record, on: ["coverage"],
    shelf=Shelf.HOUSE,
)  # fmt: skip
