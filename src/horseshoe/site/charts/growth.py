"""How a roster grew, as a chart: those known by name as steps, and the published numbers beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from horseshoe.answers.growth import Growth, Step
from horseshoe.answers.published import Published
from horseshoe.site.charts.chart import NARROW, Chart, Scheme
from horseshoe.site.parts.rosters import NAMES, THE, said
from horseshoe.site.tags.saying import plain_day

HEIGHT, NARROW_HEIGHT = 300, 260


def growth_chart(found: Growth) -> Chart:
    """The chart of a roster's growth; the roster has a first step."""
    name, the = gettext(NAMES[found.instrument]), gettext(THE[found.instrument])
    newest = next((each for each in reversed(found.published) if each.figures), None)
    last = found.steps[-1]
    told = {
        "text": name,
        "the": the,
        "day": plain_day(found.until),
        "known": _known(last),
        "all": _known(last) + _possible(last),
        "number": said(_number(newest), newest.qualifier) if newest else "",
        "claimant": newest.claimant if newest else "",
        "when": plain_day(newest.not_after) if newest else "",
    }
    says = gettext(
        "On %(day)s %(known)s states are known by name to support %(the)s for certain, %(all)s with the possible ones."
    )
    if newest:
        says += " " + gettext("The newest published number is %(number)s (%(claimant)s, by %(when)s).")
    labels = {
        "known": gettext("known by name: %(known)s") % told,
        "number": gettext("published: %(number)s") % told if newest else "",
        "axis": gettext("states"),
    }
    return Chart(
        key="growth",
        title=gettext("Supporters by name, and published numbers: %(text)s") % told,
        says=says % told,
        read=gettext(
            "Full line: known by name for certain. Broken line: with the possible ones. Circles: published numbers, at "
            "the last day that their date can mean; of “more than” and “almost” the number alone."
        ),
        caveat=gettext(
            "Published numbers enter no count. The gap between them and the lines is what is missing here, not who is "
            "missing from the list."
        ),
        source=gettext("the evidence and the claims of this Record, each with its source on the page of the roster."),
        height=HEIGHT,
        narrow_height=NARROW_HEIGHT,
        spec=lambda width, scheme: _drawn(found, width, scheme, labels),
        header=("day", "kind", "certain", "possible", "number", "qualifier", "claimant", "claim"),
        rows=lambda: _rows(found),
    )


def _drawn(found: Growth, width: int, scheme: Scheme, labels: dict[str, str]) -> Any:
    import altair as alt

    steps = [
        {"day": step.on.isoformat(), "known": _known(step), "all": _known(step) + _possible(step)}
        for step in found.steps
    ]
    steps.append({**steps[-1], "day": found.until.isoformat()})
    numbers = [{"day": each.not_after.isoformat(), "n": _number(each)} for each in found.published if each.figures]
    known = [_known(step) + _possible(step) for step in found.steps]
    most = (max([*known, *(_number(each) for each in found.published if each.figures)]) // 20 + 1) * 20
    small = width == NARROW
    day = alt.X(
        "day:T", title=None, scale=alt.Scale(type="utc", nice=False),
        axis=alt.Axis(format="%Y", grid=False, tickCount={"interval": "year", "step": 2 if small else 1}),
    )  # fmt: skip

    def count(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", title=labels["axis"], axis=alt.Axis(tickCount=5), scale=alt.Scale(domain=[0, most]))

    line = alt.Chart(alt.InlineData(values=steps))
    drawn = [
        line.mark_line(interpolate="step-after", strokeDash=[4, 3], strokeWidth=1.8).encode(x=day, y=count("all")),
        line.mark_line(interpolate="step-after", strokeWidth=2.6).encode(x=day, y=count("known")),
        alt.Chart(alt.InlineData(values=steps[-1:]))
        .mark_text(align="right", baseline="top", dx=-2, dy=8)
        .encode(x=day, y=count("known"), text=alt.value(labels["known"])),
    ]
    if numbers:
        drawn += [
            alt.Chart(alt.InlineData(values=numbers))
            .mark_point(shape="circle", size=48, stroke=scheme.ink, fill=scheme.paper, strokeWidth=1.6, opacity=1)
            .encode(x=day, y=count("n")),
            alt.Chart(alt.InlineData(values=numbers[-1:]))
            .mark_text(align="right", baseline="bottom", dx=2, dy=-9)
            .encode(x=day, y=count("n"), text=alt.value(labels["number"])),
        ]
    return alt.layer(*drawn)


def _known(step: Step) -> int:
    return step.certain.member_states + step.certain.observers


def _possible(step: Step) -> int:
    return step.possible.member_states + step.possible.observers


def _number(each: Published) -> int:
    return each.figures[0].number


def _rows(found: Growth) -> Iterator[tuple[object, ...]]:
    for step in found.steps:
        yield step.on, "known by name", _known(step), _possible(step), None, None, None, None
    for each in found.published:
        for figure in each.figures:
            yield (
                each.not_after, f"published {figure.counts}", None, None, figure.number, each.qualifier, each.claimant,
                each.id,
            )  # fmt: skip
