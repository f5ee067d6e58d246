"""The brief as one HTML file: nothing loaded from elsewhere, no script, for print, phone and dark rooms alike."""

from __future__ import annotations

from html import escape

from horseshoe.documents.brief import BriefPage
from horseshoe.documents.html import document, said


def brief_html(page: BriefPage) -> str:
    """The brief as HTML. All that it says is escaped: text from anywhere stays text."""
    facts = "".join(f"<dt>{escape(fact.label)}</dt><dd>{said(fact.says)}</dd>" for fact in page.facts)
    return document(
        page,
        (
            "<header>",
            f"<h1>{escape(page.title)}</h1>",
            f'<p class="subtitle">{escape(page.subtitle)}</p>',
            f'<p class="verdict">{said(page.verdict)}</p>',
            "</header>",
            '<div class="head">',
            f"<figure>{page.picture.svg}<figcaption>{escape(page.picture.legend)}</figcaption></figure>",
            f"<dl>{facts}</dl>",
            "</div>",
        ),
    )
