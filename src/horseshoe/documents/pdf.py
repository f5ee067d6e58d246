"""A page as PDF, set by Typst: its compiler and its fonts come with the Python package, and nothing else is needed."""

from __future__ import annotations

from importlib.resources import files

import msgspec

from horseshoe.documents.page import Page


def pdf(page: Page) -> bytes:
    """The page as a tagged PDF of A4, landscape; the same page gives the same document.

    What the page says is handed over as data and never read as markup.
    """
    import typst

    sheet = files("horseshoe.documents").joinpath("sheet.typ").read_bytes()
    made = typst.compile(sheet, format="pdf", sys_inputs={"page": msgspec.json.encode(page).decode()})
    if not isinstance(made, bytes):
        raise TypeError("Typst made no single document.")
    return made
