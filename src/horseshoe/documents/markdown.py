"""A page as Markdown, with endnotes as footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from horseshoe.documents.page import Page, Text, Tone


def markdown(page: Page) -> str:
    """The page as Markdown with tables and footnotes, as GitHub and Pandoc read them."""
    lines = [f"# {_plain(page.title)}", "", _plain(page.subtitle), ""]
    for each in page.coverage:
        lines += [f"> {_plain(each)}", ">"]
    lines = [*lines[:-1], ""]
    for section in page.sections:
        lines += [f"## {_plain(section.title)}", ""]
        for paragraph in section.paragraphs:
            lines += [_said(paragraph), ""]
            if paragraph.items:
                lines += [*(f"- {_plain(item)}" for item in paragraph.items), ""]
        if section.table:
            lines += [_row(map(_plain, section.table.header)), _row("---" for _ in section.table.header)]
            for row in section.table.rows:
                lines.append(_row("<br>".join((_said(cell), *map(_plain, cell.items))) for cell in row))
            lines.append("")
        for paragraph in section.below:
            lines += [_said(paragraph), "", *(f"- {_plain(item)}" for item in paragraph.items), ""]
    if page.endnotes:
        lines += ["## Sources", ""]
        for note in page.endnotes:
            lines.append(f"[^{note.number}]: {_plain(note.text)}{f'. <{note.url}>' if note.url else ''}")
        lines.append("")
    return "\n".join([*lines, "---", "", _plain(page.footer), ""])


def _said(cell: Text) -> str:
    text = _plain(cell.text)
    if cell.tone is not Tone.PLAIN and text:
        text = f"*{text}*"
    return text + "".join(f"[^{number}]" for number in cell.refs)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))
