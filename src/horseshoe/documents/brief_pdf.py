"""The brief as PDF, set by Typst: A4, portrait, tagged, with the picture as drawing and not as dots."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import msgspec

from horseshoe.documents.brief import BriefPage

WORDS_WIDER = 1.06
"""How much more room Word needs for the same text: its fonts run wider than those of the PDF."""


def brief_pdf(page: BriefPage) -> bytes:
    """The brief as PDF; the same brief gives the same document, whatever fonts the machine has.

    What the brief says is handed over as data and never read as markup.
    """
    import typst

    made = typst.compile(_sheet(), format="pdf", sys_inputs=_inputs(page), ignore_system_fonts=True)
    if not isinstance(made, bytes):
        raise TypeError("Typst made no single document.")
    return made


def pages(page: BriefPage, *, stretch: float = 1.0) -> int:
    """On how many sheets the brief stands.

    Args:
        page: the brief.
        stretch: how much larger its letters are set.
    """
    import typst

    found = json.loads(
        typst.query(
            _sheet(),
            "<pages>",
            field="value",
            one=True,
            sys_inputs=_inputs(page, stretch=str(stretch)),
            ignore_system_fonts=True,
        )
    )
    return int(found)


def _sheet() -> bytes:
    return files("horseshoe.documents").joinpath("brief.typ").read_bytes()


def _inputs(page: BriefPage, **others: Any) -> dict[str, str]:
    return {"page": msgspec.json.encode(page).decode(), **others}
