"""The two pictures that are ours: the Council's horseshoe, and the tiles of the members; drawn by templates."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from horseshoe.answers.seating import around_the_table
from horseshoe.facts.states import Group
from horseshoe.site.language.tongues import order, said

RADIUS, LEG = 150.0, 122.0
CENTRE = (250.0, 196.0)

FOOT = CENTRE[1] + LEG + 14
"""Where the table ends below."""

INNER, OUTER = 96.0, 130.0
"""Radius of the table's inner and outer edge."""

PIP = 11.6
"""From vote to vote in the strip."""

COLUMNS = 9
"""Tiles in a row: as many as a phone shows without making them smaller."""

STEP, TILE = 40, 36
"""From tile to tile, and the side of one."""


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """A seat as it is to be drawn."""

    state: str
    name: str
    """In English, which orders the seats in every language."""
    permanent: bool
    shape: str
    """Its mark."""
    word: str
    """What the mark says, in a word or two."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A seat where it stands."""

    seat: Drawn
    presides: bool
    x: str
    y: str
    text_x: str
    text_y: str
    word_y: str
    head_y: str
    """Of what stands above its code."""
    anchor: str
    inline: bool
    """Whether its word stands beside its code: near the head two lines would touch the next seat's."""


class Pip(msgspec.Struct, frozen=True):
    """One vote of the strip within the table."""

    shape: str
    x: str


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """The Council around its table."""

    id: str
    """Of this picture on its page."""
    places: tuple[Place, ...]
    inside: tuple[str, ...]
    """Lines within the table, the first one large."""
    title: str
    says: str
    """All that the picture shows, in words."""
    band: str
    """The outline of the table."""
    inlay: str
    """A line along its middle."""
    presided: bool
    """Whether the presidency is known: it sits at the head."""
    strip: tuple[Pip, ...] = ()
    """The votes once more, side by side: those in favour first, those against last."""
    needed: str = ""
    """Where in the strip the last vote that a decision needs ends."""
    threshold: int | None = None
    """How many votes in favour a decision needs; ``None``: no strip is drawn."""


def table(
    seats: Iterable[Drawn],
    presidency: str | None,
    inside: Sequence[str],
    *,
    key: str,
    title: str,
    says: str,
    threshold: int | None = None,
) -> Table:
    """The seats in English alphabetical order, a known presidency at the head.

    Args:
        seats: the Council of the day.
        presidency: code of the state that presides.
        inside: lines within the table, the first one large.
        key: of this picture on its page.
        title: what it is of.
        says: all that it shows, in words.
        threshold: votes in favour that a decision needs, where the seats' marks are votes: they then stand once
            more within the table, side by side up to that number and beyond.
    """
    by_code = {seat.state: seat for seat in seats}
    order = around_the_table([(seat.state, seat.name, seat.permanent) for seat in by_code.values()], presidency)
    places = tuple(
        _place(by_code[code], code == presidency, *spot)
        for (code, _, _), spot in zip(order, _spots(len(order)), strict=True)
    )
    pips = _strip([seat.shape for seat in by_code.values()]) if threshold else ()
    return Table(
        id=key,
        places=places,
        inside=tuple(inside),
        title=title,
        says=says,
        band=_band(),
        inlay=_inlay(),
        presided=presidency in by_code,
        strip=pips,
        needed=f"{CENTRE[0] + (threshold - len(pips) / 2) * PIP:.1f}" if threshold and threshold < len(pips) else "",
        threshold=threshold,
    )


def says_who(seats: Iterable[Drawn]) -> str:
    """What each seat does, in a sentence: those alike together."""
    alike: dict[str, list[str]] = defaultdict(list)
    for seat in sorted(seats, key=lambda seat: seat.name):
        alike[seat.word].append(said(seat.name))
    return "; ".join(f"{word}: {', '.join(names)}" for word, names in alike.items()) + "."


def _spots(number: int) -> Iterator[tuple[float, float, float, float]]:
    """Where each seat stands and which way is out, up the left side, along the head and down the right side."""
    arc = math.pi * RADIUS
    step = (arc + 2 * LEG) / max(number - 1, 1)
    x, y = CENTRE
    for at in range(number):
        along = at * step
        if along < LEG:
            yield x - RADIUS, y + LEG - along, -1.0, 0.0
        elif along <= LEG + arc:
            turn = math.pi * (1 - (along - LEG) / arc)
            yield x + RADIUS * math.cos(turn), y - RADIUS * math.sin(turn), math.cos(turn), -math.sin(turn)
        else:
            yield x + RADIUS, y + along - LEG - arc, 1.0, 0.0


def _place(seat: Drawn, presides: bool, x: float, y: float, out_x: float, out_y: float) -> Place:
    anchor = "end" if out_x < -0.2 else "start" if out_x > 0.2 else "middle"
    text_x = x + out_x * 19 + (0 if anchor == "middle" else math.copysign(3, out_x))
    inline = anchor != "middle" and out_y < -0.7
    text_y = y - 31 if anchor == "middle" else y + 4 + out_y * 20 if inline else y - 2 + out_y * 20
    return Place(
        seat=seat,
        presides=presides,
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        text_x=f"{text_x:.1f}",
        text_y=f"{text_y:.1f}",
        word_y=f"{text_y + 15:.1f}",
        head_y=f"{text_y - 15:.1f}",
        anchor=anchor,
        inline=inline,
    )


_SIDES = ("yes", "full", "half", "dot", "ring", "away", "doubt", "slash", "empty", "no")


def _strip(shapes: Sequence[str]) -> tuple[Pip, ...]:
    order = sorted(shapes, key=_SIDES.index)
    return tuple(Pip(shape, f"{CENTRE[0] + (at + 0.5 - len(order) / 2) * PIP:.1f}") for at, shape in enumerate(order))


def _band() -> str:
    (x, y), end = CENTRE, FOOT
    return (
        f"M{x - OUTER:.0f} {end:.0f}V{y:.0f}A{OUTER:.0f} {OUTER:.0f} 0 0 1 {x + OUTER:.0f} {y:.0f}V{end:.0f}"
        f"H{x + INNER:.0f}V{y:.0f}A{INNER:.0f} {INNER:.0f} 0 0 0 {x - INNER:.0f} {y:.0f}V{end:.0f}Z"
    )


def _inlay() -> str:
    (x, y), end = CENTRE, FOOT
    radius = (INNER + OUTER) / 2
    return f"M{x - radius:.0f} {end:.0f}V{y:.0f}A{radius:.0f} {radius:.0f} 0 0 1 {x + radius:.0f} {y:.0f}V{end:.0f}"


# -- tiles ----------------------------------------------------------------------------------------


class Tile(msgspec.Struct, frozen=True, kw_only=True):
    """One state as a tile."""

    state: str
    name: str
    shape: str
    """How it stands: ``full``, ``half``, ``dot``, ``slash``, ``empty``."""
    says: str
    """The same in words."""
    other: str = ""
    """How it stands to a second text, where tiles show two."""


class Laid(msgspec.Struct, frozen=True):
    """A tile where it lies."""

    tile: Tile
    x: int
    y: int


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """The tiles of one regional group."""

    id: str
    name: str
    tiles: tuple[Laid, ...]
    width: int
    height: int
    says: str
    """What it shows, in a sentence."""
    marked: int
    """How many are certain."""


ORDER = (*(group.value for group in Group), "In no regional group", "Observers")


def regions(tiles: Mapping[str, Sequence[Tile]], says: Callable[[Sequence[Tile]], str]) -> tuple[Region, ...]:
    """Equal tiles by region, each in order of name.

    Args:
        tiles: name of a region to its tiles.
        says: from the tiles of a region to a sentence on what they show.
    """
    found = []
    for name in ORDER:
        if not (own := sorted(tiles.get(name, ()), key=lambda tile: order(tile.name))):
            continue
        found.append(
            Region(
                id=name.lower().replace(" ", "-"),
                name=name,
                tiles=tuple(Laid(tile, at % COLUMNS * STEP, at // COLUMNS * STEP) for at, tile in enumerate(own)),
                width=COLUMNS * STEP,
                height=math.ceil(len(own) / COLUMNS) * STEP,
                says=says(own),
                marked=sum(tile.shape == "full" for tile in own),
            )
        )
    return tuple(found)
