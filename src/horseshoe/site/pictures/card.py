"""The picture of a page where a link to it is shared: 1200 by 630 pixels, drawn by Typst from ``card.typ``.

Typst draws many in one go, at a tenth of what a converter of SVG asks for each. Its fonts are those of the machine;
where it has none, those that come with Typst.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from django.utils.translation import get_language, gettext

from horseshoe.site.charts.chart import LIGHT
from horseshoe.site.language.typography import number as said_number
from horseshoe.site.page import Ask, Page
from horseshoe.site.pictures.layout import CENTRE, FOOT, INNER, OUTER, Table
from horseshoe.site.pictures.standalone import FAINT, WASH, drawn
from horseshoe.site.record import Held
from horseshoe.site.tags.saying import plain_day

FORM = "card.png"
"""The ending of its address."""

SHEET = Path(__file__).with_name("card.typ")

LINES = 3
"""Lines of a title."""

Drawing = dict[str, Any]
"""What the sheet is told of one card."""


def drawing(page: Page, held: Held) -> Drawing:
    """What the card of a page shows, in the language of the moment: a picture of its own, or its number and words."""
    told = page.card
    if told.drawn is not None:
        return {"svg": told.drawn().decode()}
    title = told.title or page.title
    if told.table is not None:
        return {
            "heads": _broken([title], 20, LINES),
            "lines": _broken(told.lines, 36, 8),
            "table": _table(told.table),
            "foot": "Horseshoe",
        }
    says = page.description.removeprefix(f"{page.title}: ")
    number = said_number(told.number) if get_language() == "fr" else told.number
    return {
        "heads": _broken([title], 22, LINES),
        "lines": _broken([says[:1].upper() + says[1:]], 44, 6),
        "number": number,
        "size": min(108, 460 // max(len(number), 1)),
        "counted": _broken([told.says], 20, 3),
        "foot": f"Horseshoe · {plain_day(held.on)}",
    }


def _table(table: Table) -> Drawing:
    return {
        "inside": table.inside,
        "strip": table.strip if table.threshold else (),
        "needed": table.needed if table.threshold else "",
        "needs": gettext("%(number)s needed") % {"number": table.threshold},
        "presidency": gettext("presidency"),
        "places": table.places,
    }


def _broken(texts: Iterable[str], width: int, most: int) -> list[str]:
    """Texts broken into lines; of more than ``most`` the last one is cut."""
    found = [line for text in texts if text for line in textwrap.wrap(text, width)]
    if len(found) > most:
        found = [*found[: most - 1], textwrap.shorten(" ".join(found[most - 1 :]), width, placeholder=" …")]
    return found


def pngs(drawings: Sequence[Drawing]) -> list[bytes]:
    """Cards as PNG, in their order."""
    if not drawings:
        return []
    import typst

    told = {
        "colours": {
            **{name: getattr(LIGHT, name) for name in ("paper", "ink", "quiet", "rule")},
            "wash": WASH,
            "faint": FAINT,
        },
        "marks": _marks(),
        "arch": {"x": CENTRE[0], "y": CENTRE[1], "outer": OUTER, "inner": INNER, "foot": FOOT},
        "cards": drawings,
    }
    made = typst.compile(
        SHEET.read_bytes(), format="png", ppi=72.0, sys_inputs={"told": msgspec.json.encode(told).decode()}
    )
    return made if isinstance(made, list) else [made]


@cache
def _marks() -> dict[str, str]:
    """Every mark as a picture of its own, by its shape."""
    shapes = ("yes", "no", "ring", "away", "doubt", "full", "half", "dot", "slash", "empty")
    return {shape: drawn("mark_alone.svg", shape=shape).decode() for shape in shapes}


def way(page: Page, held: Held, ask: Ask, shown_at: str) -> str:
    """The way to the card of a page from where that is shown; absolute where it is known where the site stands."""
    shared = page.card.shared if ask.published else ""
    address = f"{quote(shared or page.address or 'index')}.{FORM}"
    if held.url:
        return f"{held.url}{'' if ask.language == 'en' else f'{ask.language}/'}{address}"
    return f"{'../' * shown_at.count('/')}{address}"
