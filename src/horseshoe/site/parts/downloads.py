"""Briefs to take into a meeting, as files of a page: made by a server when somebody asks for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from horseshoe.site.page import File

if TYPE_CHECKING:
    from horseshoe.answers.brief import Brief
    from horseshoe.answers.planned_brief import PlannedBrief

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def briefs(made: Callable[[], Brief | PlannedBrief], on: date) -> Mapping[str, File]:
    """A brief as PDF, Word, Markdown and HTML, by the ending of its address.

    Args:
        made: gives the brief; asked only when a file is.
        on: the day that the documents bear.
    """
    told = (
        ("pdf", ".pdf", "application/pdf", gettext("brief as PDF")),
        ("docx", ".docx", WORD, gettext("brief for Word")),
        ("md", ".md", "text/markdown; charset=utf-8", gettext("brief as Markdown")),
        ("brief.html", ".html", "text/html; charset=utf-8", gettext("brief as one HTML file")),
    )
    return {
        ending: File(type, partial(_document, made, form, on), live=True, label=label)
        for ending, form, type, label in told
    }


def _document(made: Callable[[], Brief | PlannedBrief], ending: str, on: date) -> bytes:
    from horseshoe.documents.brief_forms import document

    return document(made(), ending, on)
