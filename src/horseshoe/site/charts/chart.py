"""A chart of a page: what it shows in a sentence, how it is read, its caveat and its source, and the picture itself.

Statistics are drawn by Altair through vl-convert, without a browser. A page shows its chart as an image in the size
and the scheme that fit the reader, and offers SVG, PNG and the numbers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec

WIDE, NARROW = 720, 350
"""Widths in pixels: of a page, and of a phone."""

SCALE = 2.0
"""Pixels of a PNG for one of the picture."""

FONT = "Liberation Sans, Helvetica, Arial, sans-serif"


class Scheme(msgspec.Struct, frozen=True):
    """The colours of a chart; each also differs from the others in lightness, for greyscale print."""

    paper: str
    ink: str
    quiet: str
    rule: str
    bound: str
    no: str
    yes: str
    ring: str


LIGHT = Scheme("#fbfaf6", "#17202b", "#535d68", "#d8d6cd", "#1f3a5f", "#9b1d2d", "#1c6a45", "#7a5800")
DARK = Scheme("#13171c", "#e8e6df", "#aab2bc", "#343b45", "#b7cfea", "#f28b95", "#74c79d", "#e3bd62")
"""The palette of ``static/site.css``; a test holds them together."""

Spec = Callable[[int, Scheme], Any]
"""From a width in pixels and the colours to an Altair chart without a title, of that width."""


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """A chart with what must stand beside it."""

    key: str
    """Part of the address of its files: ``vetoes.by-year.svg``."""
    title: str
    says: str
    """What it shows, in a sentence, with the numbers that matter: read aloud in place of the picture."""
    read: str
    """How it is read."""
    caveat: str
    source: str
    """Where its numbers come from."""
    height: int
    """Pixels of the wide picture, so that nothing moves when it arrives."""
    narrow_height: int
    spec: Spec
    header: tuple[str, ...]
    rows: Callable[[], Iterable[Sequence[Any]]]
    """Its numbers."""


class Drawing(msgspec.Struct, frozen=True):
    """One picture of a chart."""

    width: int
    scheme: Scheme


DRAWINGS: Mapping[str, Drawing] = {
    "svg": Drawing(WIDE, LIGHT),
    "dark.svg": Drawing(WIDE, DARK),
    "narrow.svg": Drawing(NARROW, LIGHT),
    "narrow-dark.svg": Drawing(NARROW, DARK),
}
"""Ending of a file to the picture that it holds."""


def svg(chart: Chart, ending: str = "svg") -> bytes:
    """A picture of the chart, exactly as wide and high as the page leaves room for.

    The dark one is the light one in the other colours: the palettes differ in nothing else, and drawing takes long.

    Args:
        chart: what is drawn.
        ending: one of ``DRAWINGS``.
    """
    drawing = DRAWINGS[ending]
    light = _drawn(chart, drawing.width)
    if drawing.scheme is LIGHT:
        return light.encode()
    return _LIGHT_COLOUR.sub(lambda found: _IN_THE_DARK[found[0]], light).encode()


def png(chart: Chart) -> bytes:
    """The wide, light picture for slides and documents."""
    import vl_convert

    drawn: bytes = vl_convert.svg_to_png(_drawn(chart, WIDE), scale=SCALE)
    return drawn


_IN_THE_DARK = {getattr(LIGHT, name): getattr(DARK, name) for name in Scheme.__struct_fields__}

_LIGHT_COLOUR = re.compile("|".join(_IN_THE_DARK))


@lru_cache(maxsize=8)
def _drawn(chart: Chart, width: int) -> str:
    """The light picture of a width; the last few are kept, for the files that are made of them one after the other."""
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(_spec(chart, Drawing(width, LIGHT)))
    return drawn


def _spec(chart: Chart, drawing: Drawing) -> str:
    scheme = drawing.scheme
    height = chart.height if drawing.width == WIDE else chart.narrow_height
    quiet = {"labelColor": scheme.quiet, "titleColor": scheme.quiet, "labelFont": FONT, "titleFont": FONT}
    made = chart.spec(drawing.width, scheme)
    told: dict[str, Any] = made if isinstance(made, dict) else made.to_dict(validate=False)
    return json.dumps(
        {
            **told,
            "width": drawing.width,
            "height": height,
            "autosize": {"type": "fit", "contains": "padding"},
            "padding": 4,
            "background": scheme.paper,
            "config": {
                "font": FONT,
                "axis": {
                    **quiet, "domainColor": scheme.rule, "tickColor": scheme.rule, "gridColor": scheme.rule,
                    "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
                },
                "legend": {**quiet, "labelFontSize": 12, "titleFontSize": 12, "orient": "top"},
                "text": {"color": scheme.ink, "font": FONT, "fontSize": 12},
                "bar": {"color": scheme.bound},
                "line": {"color": scheme.bound},
                "rule": {"color": scheme.quiet},
                "point": {"color": scheme.bound},
                **told.get("config", {}),
                "view": {"stroke": None},
            },
        }
    )  # fmt: skip
