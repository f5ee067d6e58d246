"""Sources by number: a sentence names those that it rests on, and each number leads to its place in the list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from horseshoe.answers.rollcall import Cited
from horseshoe.facts.record import Record
from horseshoe.site.addresses import named
from horseshoe.site.tags.saying import english

register = template.Library()


_SYMBOL = re.compile(r"\b[AS]/(?:[\w-]+/)*(?:PV\.)?\d+\b")

_PLACE = "https://docs.un.org/en/"
"""Where the United Nations keep a document, by its symbol."""


@register.filter
def undocs(value: str | None) -> SafeString:
    """A text in which each symbol of a document leads to it."""
    return mark_safe(
        _SYMBOL.sub(
            lambda found: f'<a href="{_PLACE}{found[0]}" rel="external">{found[0]}</a>', conditional_escape(value or "")
        )
    )


@register.filter
def spaced(value: str) -> str:
    """A list as a source writes it, with room after each comma."""
    return re.sub(r",(?=\S)", ", ", value)


def numbers(sources: Iterable[Cited]) -> dict[str, int]:
    """Key of a source to its number in the list of a page (``numbers`` in the context)."""
    return {source.id: at for at, source in enumerate(sources, 1)}


_UNTITLED = "Page at "
"""Begins the title of a page of which only the address is known."""

_OWN_FILE = re.compile(r" \(starting facts, [^)]*\)$")

_LONGEST = 96
"""Characters of an address that are shown."""


@register.filter
def source_title(source: Any) -> str:
    """What a source is called in a list: of a page without a title its address, which names the publisher at least."""
    if source.url and source.title.startswith(_UNTITLED):
        told = re.sub(r"^https?://(www\.)?", "", source.url).rstrip("/")
        host, stroke, rest = told.partition("/")
        shown = f"{rest[: _LONGEST - len(host)]}…" if len(told) > _LONGEST else rest
        return format_html("{}{}{}", host, stroke, shown)
    return english(_OWN_FILE.sub(" (our compilation)", source.title))


@register.filter
def anchor(source: str) -> str:
    """The place of a source in the list of a page: a source that somebody named can have spaces in it."""
    return "src-" + "-".join(source.split())


@register.simple_tag(takes_context=True)
def refs(context: template.Context, sources: Iterable[str] | str) -> SafeString:
    """The numbers of these sources, leading to the list; nothing for what the list does not hold.

    Args:
        sources: keys, or one text with spaces between them.
    """
    known: Mapping[str, int] = context["numbers"]
    if isinstance(sources, str):
        sources = sources.split()
    found = sorted((known[source], source) for source in dict.fromkeys(sources) if source in known)
    if not found:
        return mark_safe("")
    told = ", ".join(f'<a href="#{conditional_escape(anchor(source))}">{number}</a>' for number, source in found)
    return mark_safe(f'<span class="refs">[{told}]</span>')


@register.simple_tag(takes_context=True)
def symbol_of(context: template.Context, roll_call: str) -> str:
    """What a roll call was on, by its symbol; its id where it has none."""
    record: Record = context["record"]
    row = record.roll_call.get(roll_call)
    return named(record, row) if row else roll_call
