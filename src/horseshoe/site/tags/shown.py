"""What the tables hold as people are shown it: names for codes, words for kinds, a long title cut short."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from horseshoe.answers.standing import HOW
from horseshoe.facts.evidence import Strength
from horseshoe.facts.pledges import EvidenceKind
from horseshoe.facts.record import Record
from horseshoe.site.charts.axis import STRENGTHS
from horseshoe.site.language.tongues import said
from horseshoe.site.tags.saying import english, sentence, words

register = template.Library()

_CODES = re.compile(r"\b[A-Z]{3}\b(?:,? [A-Z]{3}\b)*")


@register.simple_tag(takes_context=True)
def sides(context: template.Context, text: str) -> SafeString:
    """Who takes a side, as the table has it, with names for codes: ``RUS CHN (no)``."""
    record: Record = context["record"]

    def told(run: str) -> str:
        codes = re.findall(r"[A-Z]{3}", run)
        if not set(codes) <= set(record.state):
            return str(english(run))
        return ", ".join(str(conditional_escape(said(record.name(code, context["on"])))) for code in codes)

    found, end = [], 0
    for run in _CODES.finditer(text):
        found += [text[end : run.start()] and str(english(text[end : run.start()])), told(run[0])]
        end = run.end()
    return mark_safe("".join((*found, text[end:] and str(english(text[end:])))))


@register.filter
def strength(value: Strength) -> str:
    """How far a document goes, in the words of the picture."""
    return gettext(STRENGTHS[value])


@register.filter
def act(kind: EvidenceKind) -> str:
    """How an act of support is known; another kind of evidence by its own word."""
    return HOW[kind] if kind in HOW and (get_language() or "en") == "en" else words(kind)


_CLAIM = re.compile(r",? \(?(?:code|declaration|either)-(?:[0-9]{4}|undated)[0-9-]*\)?")


@register.filter
def without_keys(told: str) -> SafeString:
    """A sentence about published numbers without the keys of the numbers: who published each and when says which."""
    return mark_safe(_CLAIM.sub(lambda found: ")" if found[0][0] == "," else "", conditional_escape(told)))


_KEY = re.compile(r"(?<![\w/-])[a-z][a-z0-9]*(?:-[a-z0-9]+)+(?![\w/-])")
"""What may be a key of a table."""

_CONTESTED = re.compile(r" \(C[0-9]+(?:, C[0-9]+)*\)")
"""The keys of points on which states disagreed: the page tells the points themselves."""


@register.simple_tag(takes_context=True)
def told(context: template.Context, text: str) -> SafeString:
    """A sentence of an answer in which assessors and documents are called by their names, not by their keys."""
    names = _names(context["record"])
    shown = _CONTESTED.sub("", sentence(text))
    return mark_safe(_KEY.sub(lambda found: str(names[found[0]]()) if found[0] in names else found[0], shown))


def _quoted(title: str) -> str:
    first, last = ("“", "”") if (get_language() or "en") == "en" else ("«\u202f", "\u202f»")
    return f"{first}{english(title)}{last}"


def _names(record: Record) -> Mapping[str, Callable[[], str]]:
    """Keys of assessors and documents to how each is called in the language of the page."""
    key = ("site", "names of keys")
    if key not in record.derived:
        record.derived[key] = {
            **{row.id: partial(_quoted, row.title) for row in record.evidence},
            **{each.id: partial(sentence, each.name) for each in record.assessor.values()},
        }
    found: Mapping[str, Callable[[], str]] = record.derived[key]
    return found


@register.filter
def clipped(text: str | None, most: int = 110) -> str:
    """A title for a list: after so many characters its last whole word, and a sign that there is more."""
    if not text or len(text) <= most:
        return text or ""
    return f"{text[:most].rpartition(' ')[0].rstrip(' ,;:(')}…"
