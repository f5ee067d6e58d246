"""The two pictures that are ours as files of their own: styles inside, light palette, title and source with them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from horseshoe.site.charts.chart import LIGHT
from horseshoe.site.pictures.layout import Region, Table

SHEET = 720
"""Width of a picture of the Council for a document."""

CARD = (1200, 630)
"""Width and height of a card, as sites that show a link ask for."""

EDGE = 40
"""Empty room along each side."""

TABLE = (528.0, 354.0)
"""Width and height of the Council around its table, before it is made larger."""

CORNER = (-14.0, -14.0)
"""Its upper left corner."""

LINES = 3
"""Lines of a text beneath a title."""

WASH, FAINT, ON = "#f1efe8", "#868b92", "#ffffff"
"""What the palette of charts lacks: the table, the outline of what is not known, the tick on a mark."""


class Line(msgspec.Struct, frozen=True):
    """A line of text where it stands."""

    text: str
    y: str


class Block(msgspec.Struct, frozen=True):
    """The tiles of a region where they lie."""

    region: Region
    x: str
    y: str


def horseshoe_svg(table: Table, *, title: str, lines: Sequence[str] = (), source: str = "") -> bytes:
    """The Council around its table as a sheet for a document, 720 pixels wide.

    Args:
        table: the seats, from ``pictures.table``.
        title: stands above it, large.
        lines: sentences below the title; long ones are broken, and what is more than three lines is cut.
        source: where it comes from, in small print below.
    """
    scale = (SHEET - 2 * EDGE) / TABLE[0]
    told = wrapped(lines, 78, first=92)
    top = (float(told[-1].y) if told else 62) + 26
    said = wrapped([source], 100, first=top + TABLE[1] * scale + 62, step=18)
    return drawn(
        "horseshoe_sheet.svg",
        table=table, title=title, lines=told, source=said, scale=f"{scale:.4f}", left=EDGE, size=34,
        x=f"{EDGE - CORNER[0] * scale:.1f}", y=f"{top - CORNER[1] * scale:.0f}", width=SHEET,
        height=f"{(float(said[-1].y) if said else top + TABLE[1] * scale) + 28:.0f}",
        note_y=f"{top + TABLE[1] * scale + 32:.0f}",
    )  # fmt: skip


def tiles_svg(regions: Iterable[Region], *, title: str, lines: Sequence[str] = (), source: str = "") -> bytes:
    """All members as equal tiles by region, in three columns of about the same height: 1200 by 630 pixels.

    Args:
        regions: from ``pictures.regions``.
        title: stands above them, large.
        lines: sentences below the title; what is more than one line is cut.
        source: where it comes from, in small print below.
    """
    blocks = _columns(tuple(regions))
    return drawn(
        "tiles_card.svg",
        blocks=blocks, title=title, lines=wrapped(lines, 120, first=90, most=1),
        source=source, width=CARD[0], height=CARD[1], left=EDGE, source_y=CARD[1] - 26,
    )  # fmt: skip


def png(svg: bytes, scale: float = 2.0) -> bytes:
    """A picture of this file as PNG; 1 keeps its size."""
    import vl_convert

    made: bytes = vl_convert.svg_to_png(svg.decode(), scale=scale)
    return made


def _columns(regions: tuple[Region, ...]) -> list[Block]:
    """Each region, in its order, at the foot of the column that is the shortest so far."""
    foot = [0.0, 0.0, 0.0]
    placed = []
    for region in regions:
        column = foot.index(min(foot))
        placed.append(Block(region, f"{column * (region.width + 20)}", f"{foot[column]:.0f}"))
        foot[column] += region.height + 38
    return placed


def wrapped(texts: Iterable[str], width: int, *, first: float, step: float = 24, most: int = LINES) -> list[Line]:
    """Texts broken into lines, each where it stands; of more lines than ``most`` the last one is cut."""
    broken = [line for text in texts if text for line in textwrap.wrap(text, width)]
    if len(broken) > most:
        broken = [*broken[: most - 1], textwrap.shorten(f"{broken[most - 1]} {broken[most]}", width, placeholder=" …")]
    return [Line(text, f"{first + step * at:.0f}") for at, text in enumerate(broken)]


def drawn(template: str, **told: Any) -> bytes:
    """A template of a picture filled in, with the palette as ``colour``."""
    from django.template.loader import get_template

    colours = {**{name: getattr(LIGHT, name) for name in LIGHT.__struct_fields__}, "wash": WASH, "faint": FAINT}
    text: str = get_template(f"pictures/{template}").render({**told, "colour": {**colours, "on": ON}})
    return "\n".join(line for line in map(str.rstrip, text.splitlines()) if line).encode() + b"\n"
