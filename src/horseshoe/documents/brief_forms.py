"""Which forms a brief can be written in, and the document in one of them."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from horseshoe.answers.brief import Brief, main_vote
from horseshoe.documents.brief import ROOMS, Build, fitted

if TYPE_CHECKING:
    from horseshoe.answers.planned_brief import PlannedBrief

ENDINGS = (".docx", ".pdf", ".md", ".html")
"""How the names of the files end that a brief can be written to."""

SHEETLESS = ROOMS[1]
"""How much is shown where there are no sheets: what prints on two."""


def document(brief: Brief | PlannedBrief, ending: str, on: date) -> bytes:
    """The brief as a file that ends in ``ending``; one that has sheets fills two of them at most.

    Args:
        brief: the answer.
        ending: one of :data:`ENDINGS`.
        on: the day that the document bears.

    Raises:
        BadQuestion: the symbol names several texts, of which a document holds one.
        ValueError: an ending that is not among them.
    """
    build = _builder(brief, on)
    if ending == ".html":
        from horseshoe.documents.brief_html import brief_html

        return brief_html(build(SHEETLESS)).encode()
    if ending == ".md":
        from horseshoe.documents.markdown import markdown

        return markdown(build(SHEETLESS).plain()).encode()
    from horseshoe.documents import brief_pdf

    if ending == ".docx":
        from horseshoe.documents.brief_word import brief_word

        # What Word will make of it is known only to Word: it is told as little as fits at larger letters.
        return brief_word(fitted(build, partial(brief_pdf.pages, stretch=brief_pdf.WORDS_WIDER)))
    if ending == ".pdf":
        return brief_pdf.brief_pdf(fitted(build, brief_pdf.pages))
    raise ValueError(f"{ending!r} is no form of a brief: use one of {', '.join(ENDINGS)}.")


def _builder(brief: Brief | PlannedBrief, on: date) -> Build:
    if isinstance(brief, Brief):
        from horseshoe.documents.brief_voted import voted

        return partial(voted, main_vote(brief), on)
    from horseshoe.documents.brief_planned import planned

    return partial(planned, brief, on)
