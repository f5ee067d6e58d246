"""A page as one HTML file: nothing loaded from elsewhere, no script, for print, phone and dark rooms alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from horseshoe.documents.page import Endnote, Page, Section, Table, Text, Tone

if TYPE_CHECKING:
    from horseshoe.documents.brief import BriefPage

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What the file may load: its own style and nothing else."""


def html(page: Page) -> str:
    """The page as HTML. All that it says is escaped: text from anywhere stays text."""
    coverage = (
        f'<p class="verdict">{escape(each)}</p>' if at == 0 else f"<p>{escape(each)}</p>"
        for at, each in enumerate(page.coverage)
    )
    head = (
        "<header>",
        f"<h1>{escape(page.title)}</h1>",
        f'<p class="subtitle">{escape(page.subtitle)}</p>',
        *coverage,
        "</header>",
    )
    return document(page, head)


def document(page: Page | BriefPage, head: Iterable[str]) -> str:
    """A whole file: its head as it is handed in, then the sections and the sources."""
    style = files("horseshoe.documents").joinpath("brief.css").read_text(encoding="utf-8")
    return "\n".join(
        (
            "<!doctype html>",
            '<html lang="en-GB">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta name="author" content="{escape(page.author)}">',
            f"<title>{escape(page.title)}</title>",
            f"<style>\n{style}</style>",
            "</head>",
            "<body>",
            "<main>",
            *head,
            *(_section(section, at) for at, section in enumerate(page.sections, start=1)),
            *_sources(page.endnotes),
            "</main>",
            f'<footer><p>{escape(page.footer)} <time datetime="{page.dated}">{page.dated}</time></p></footer>',
            "</body>",
            "</html>",
            "",
        )
    )


def _section(section: Section, number: int) -> str:
    parts = [f'<section aria-labelledby="part-{number}"><h2 id="part-{number}">{escape(section.title)}</h2>']
    parts += map(_paragraph, section.paragraphs)
    if section.table is not None:
        parts.append(_table(section.table, f"part-{number}"))
    parts += map(_paragraph, section.below)
    return "\n".join([*parts, "</section>"])


def _paragraph(each: Text) -> str:
    return f"<p>{said(each, items=False)}</p>{_items(each)}"


def _table(table: Table, labelled: str) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.header)
    rows = []
    for row in table.rows:
        first = f'<th scope="row">{said(row[0])}</th>'
        rest = "".join(
            f'<td data-head="{escape(name)}">{said(cell)}</td>'
            for name, cell in zip(table.header[1:], row[1:], strict=True)
        )
        rows.append(f"<tr>{first}{rest}</tr>")
    body = "\n".join(rows)
    return (
        f'<div class="wide"><table aria-labelledby="{labelled}"><thead><tr>{head}</tr></thead>\n'
        f"<tbody>{body}</tbody></table></div>"
    )


def said(each: Text, *, items: bool = True) -> str:
    """A paragraph or a cell, with its endnotes, and the lines under it."""
    text = _days(escape(each.text))
    if each.tone is not Tone.PLAIN:
        text = f'<span class="{each.tone.value}">{text}</span>'
    if each.refs:
        links = ", ".join(f'<a href="#source-{number}">{number}</a>' for number in each.refs)
        text += f"<sup>{links}</sup>"
    return text + (_items(each) if items else "")


def _days(text: str) -> str:
    """The text with its dates marked as such, so that no line breaks within one."""
    return re.sub(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])", r"<time>\g<0></time>", text)


def _items(each: Text) -> str:
    return f"<ul>{''.join(f'<li>{_days(escape(item))}</li>' for item in each.items)}</ul>" if each.items else ""


def _sources(notes: tuple[Endnote, ...]) -> tuple[str, ...]:
    if not notes:
        return ()
    lines = []
    for note in notes:
        link = f'. <a href="{escape(note.url)}" rel="noreferrer">{escape(note.url)}</a>' if note.url else ""
        lines.append(f'<li id="source-{note.number}" value="{note.number}">{escape(note.text)}{link}</li>')
    listed = "\n".join(lines)
    return (
        '<section aria-labelledby="sources"><h2 id="sources">Sources</h2>',
        f'<ol class="sources">{listed}</ol></section>',
    )
