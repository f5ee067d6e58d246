"""The Council of a day as a picture: fifteen seats around the horseshoe, each with its vote by shape and by word.

Drawn here as SVG. Shape and word carry the meaning: a full circle with a tick is a yes, a square with a cross a no, an
empty ring an abstention. Every colour stands in an attribute, for readers that know no style sheet, and can be
replaced by a page through the classes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

import msgspec

from horseshoe.answers.seating import around_the_table
from horseshoe.facts.proposals import Cast

WIDTH, HEIGHT = 470, 316
FONT = "Libertinus Serif, Cambria, Georgia, serif"
INK, QUIET, TABLE = "#14181f", "#5a6270", "#e3e8ef"
FOR, AGAINST, SILENT = "#1d6b43", "#a61e2d", "#8a6100"

_CENTRE = (235.0, 168.0)
_RADIUS = 124.0
"""Of the arc on which the seats at the head stand."""
_LEG = 128.0
"""Length of each side."""

WORDS: dict[Cast, str] = {
    Cast.YES: "yes",
    Cast.NO: "no",
    Cast.ABSTAIN: "abstains",
    Cast.NOT_PARTICIPATING: "takes no part",
    Cast.ABSENT: "absent",
    Cast.NOT_VOTING: "did not vote",
    Cast.UNKNOWN: "not known",
}
"""What a seat does, in a word or two."""


class SeatDrawn(msgspec.Struct, frozen=True):
    """One seat as it is drawn."""

    state: str
    name: str
    permanent: bool
    cast: Cast
    word: str
    """What is written under its code."""
    sure: bool = True
    """Whether it is cast, and not only likely: what is only likely is drawn with a broken line."""


class Picture(msgspec.Struct, frozen=True):
    """A picture with its description."""

    svg: str
    """A whole SVG document, with title and description."""
    title: str
    says: str
    """All that the picture shows, in words."""
    legend: str


def horseshoe_picture(
    seats: Sequence[SeatDrawn], presidency: str | None, inside: Sequence[str], *, title: str, says: str, legend: str
) -> Picture:
    """The seats around the table in English alphabetical order, a known presidency at the head.

    Args:
        seats: the Council of the day.
        presidency: code of the state that presides.
        inside: lines written within the table, the first one large.
        title: what the picture is of.
        says: all that it shows, in words.
        legend: how to read it.
    """
    by_code = {seat.state: seat for seat in seats}
    order = around_the_table([(seat.state, seat.name, seat.permanent) for seat in seats], presidency)
    drawn = [
        _seat(by_code[code], *place, presides=code == presidency)
        for (code, _, _), place in zip(order, _places(len(order)), strict=True)
    ]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-labelledby="picture-title picture-says" font-family="{FONT}">'
        f'<title id="picture-title">{escape(title)}</title><desc id="picture-says">{escape(says)}</desc>'
        f"{_table()}{_written(inside)}{''.join(drawn)}</svg>"
    )
    return Picture(svg, title, says, legend)


def _places(number: int) -> Iterator[tuple[float, float, float, float]]:
    """Where each seat stands and which way is out, up the left side, along the head and down the right side."""
    arc = math.pi * _RADIUS
    step = (arc + 2 * _LEG) / max(number - 1, 1)
    x, y = _CENTRE
    for at in range(number):
        way = at * step
        if way < _LEG:
            yield x - _RADIUS, y + _LEG - way, -1.0, 0.0
        elif way <= _LEG + arc:
            turn = math.pi * (1 - (way - _LEG) / arc)
            yield x + _RADIUS * math.cos(turn), y - _RADIUS * math.sin(turn), math.cos(turn), -math.sin(turn)
        else:
            yield x + _RADIUS, y + way - _LEG - arc, 1.0, 0.0


def _table() -> str:
    x, y = _CENTRE
    radius = _RADIUS - 34
    path = f"M{x - radius:.0f} {y + _LEG + 14:.0f}V{y:.0f}A{radius:.0f} {radius:.0f} 0 0 1 {x + radius:.0f} {y:.0f}V"
    return (
        f'<path class="table" d="{path}{y + _LEG + 14:.0f}" fill="none" stroke="{TABLE}" stroke-width="30" '
        'stroke-linejoin="round"/>'
    )


def _written(lines: Sequence[str]) -> str:
    x, y = _CENTRE
    written, top = [], y - 14
    for at, line in enumerate(lines):
        size, weight = (16, "bold") if at == 0 else (12, "normal")
        # Half a letter's height is its usual width: a long line is set smaller rather than over the table.
        size = min(size, int(142 / (0.56 * max(len(line), 1))))
        written.append(
            f'<text class="ink" x="{x:.0f}" y="{top:.0f}" text-anchor="middle" font-size="{size}" '
            f'font-weight="{weight}" fill="{INK}">{escape(line)}</text>'
        )
        top += 22 if at == 0 else 17
    return "".join(written)


def _seat(seat: SeatDrawn, x: float, y: float, out_x: float, out_y: float, *, presides: bool) -> str:
    anchor = "end" if out_x < -0.35 else "start" if out_x > 0.35 else "middle"
    text_x = x + (0 if anchor == "middle" else math.copysign(16, out_x))
    # Two lines stand beside the mark on the sides and above it at the head.
    text_y = y - 2 if anchor != "middle" else y - 27
    text_y += out_y * 8 if anchor != "middle" else 0
    named = f"{seat.state}{'*' if seat.permanent else ''}{' (pres.)' if presides else ''}"
    return (
        f"<g>{_mark(seat, x, y)}"
        f'<text class="ink" x="{text_x:.1f}" y="{text_y:.1f}" text-anchor="{anchor}" font-size="12" '
        f'font-weight="bold" fill="{INK}">{escape(named)}</text>'
        f'<text class="quiet" x="{text_x:.1f}" y="{text_y + 12:.1f}" text-anchor="{anchor}" font-size="10.5" '
        f'fill="{QUIET}">{escape(seat.word)}</text></g>'
    )


def _mark(seat: SeatDrawn, x: float, y: float) -> str:
    broken = "" if seat.sure else ' stroke-dasharray="3 2"'
    if seat.cast is Cast.YES:
        fill, stroke = (FOR, "#ffffff") if seat.sure else ("none", FOR)
        kinds = ("for", "tick") if seat.sure else ("for-likely", "for-likely")
        return (
            f'<circle class="{kinds[0]}" cx="{x:.1f}" cy="{y:.1f}" r="10" fill="{fill}" stroke="{FOR}" '
            f'stroke-width="2"{broken}/>'
            f'<path class="{kinds[1]}" d="M{x - 4.5:.1f} {y + 0.5:.1f}l3.2 3.6 6-7.4" fill="none" stroke="{stroke}" '
            'stroke-width="2.4"/>'
        )
    if seat.cast is Cast.NO:
        fill, stroke = (AGAINST, "#ffffff") if seat.sure else ("none", AGAINST)
        kinds = ("against", "tick") if seat.sure else ("against-likely", "against-likely")
        return (
            f'<rect class="{kinds[0]}" x="{x - 10:.1f}" y="{y - 10:.1f}" width="20" height="20" fill="{fill}" '
            f'stroke="{AGAINST}" stroke-width="2"{broken}/>'
            f'<path class="{kinds[1]}" d="M{x - 4.5:.1f} {y - 4.5:.1f}l9 9m0-9l-9 9" fill="none" stroke="{stroke}" '
            'stroke-width="2.4"/>'
        )
    if seat.cast is Cast.ABSTAIN:
        return (
            f'<circle class="silent" cx="{x:.1f}" cy="{y:.1f}" r="9.5" fill="none" stroke="{SILENT}" '
            f'stroke-width="3"{broken}/>'
        )
    inner = (
        f'<text class="quiet" x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" font-size="12" fill="{QUIET}">?</text>'
        if seat.cast is Cast.UNKNOWN
        else f'<path class="away" d="M{x - 4:.1f} {y:.1f}h8" fill="none" stroke="{QUIET}" stroke-width="2"/>'
    )
    return (
        f'<circle class="away" cx="{x:.1f}" cy="{y:.1f}" r="9.5" fill="none" stroke="{QUIET}" stroke-width="1.5" '
        f'stroke-dasharray="2 2"/>{inner}'
    )


def png(picture: Picture, *, scale: float = 3.0) -> bytes:
    """The picture as PNG, for documents that take no SVG."""
    import vl_convert

    # Of the fonts named here only this one comes with the converter: the picture is the same on every machine.
    made: bytes = vl_convert.svg_to_png(picture.svg.replace(FONT, "Liberation Sans"), scale=scale)
    return made
