"""The Council around its table as markup: written here and not by a template, since no page draws more."""

from __future__ import annotations

from collections.abc import Iterator

from django import template
from django.utils.html import conditional_escape as escaped
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from horseshoe.site.pictures.layout import Place, Table

register = template.Library()

_LINES = (178, 206, 228, 250)
"""Where each line within the table stands; any further one stands on the last."""


@register.simple_tag
def around(table: Table) -> SafeString:
    """The table with its seats, the lines within it, and the strip of votes."""
    return mark_safe("".join((*_within(table), *_strip(table), *map(_seat, table.places))))


def _within(table: Table) -> Iterator[str]:
    yield f'<path class="band" d="{table.band}"/><path class="inlay" d="{table.inlay}"/>\n'
    for at, line in enumerate(table.inside):
        kind, y = "inside" if at else "inside-first", _LINES[min(at, len(_LINES) - 1)]
        yield f'<text class="{kind}" x="250" y="{y}" text-anchor="middle">{escaped(line)}</text>'
    yield "\n"


def _strip(table: Table) -> Iterator[str]:
    if not table.threshold:
        return
    for pip in table.strip:
        yield f'<use href="#m-{pip.shape}" transform="translate({pip.x} 272) scale(.44)"/>'
    if table.needed:
        needed = escaped(gettext("%(number)s needed") % {"number": table.threshold})
        yield f'<path class="needed" d="M{table.needed} 263V284"/>'
        yield f'<text class="count" x="{table.needed}" y="299" text-anchor="middle">{needed}</text>'
    yield "\n"


def _seat(place: Place) -> str:
    seat = place.seat
    text, word = f'x="{place.text_x}"', escaped(seat.word)
    anchor = f'text-anchor="{place.anchor}"'
    presides = f'<text class="count" {text} y="{place.head_y}" {anchor}>{escaped(gettext("presidency"))}</text>'
    code = f'<tspan class="code{"" if seat.permanent else " elected"}">{escaped(seat.state)}</tspan>'
    code = code.replace("</tspan>", "*</tspan>") if seat.permanent else code
    if place.inline:
        said = f' <tspan class="said" dx="2">{word}</tspan></text>'
    else:
        said = f'</text>\n<text class="said" {text} y="{place.word_y}" {anchor}>{word}</text>'
    return (
        f"<g>{presides if place.presides else ''}"
        f'<use href="#m-{seat.shape}" transform="translate({place.x} {place.y}) scale(1.25)"/>\n'
        f'<text {text} y="{place.text_y}" {anchor}>{code}{said}</g>'
    )
