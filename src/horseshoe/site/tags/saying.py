"""How templates say what answers tell: days written out, sentences in the language of the page, words, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext, pgettext

from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.proposals import Cast
from horseshoe.forecast.percent import short_percent
from horseshoe.site.language.sentences import Part, catalogue
from horseshoe.site.language.tongues import order, said
from horseshoe.site.language.typography import number as said_number

register = template.Library()

_SHORT = {"ohchr", "unhcr", "unicef", "ocha", "unama", "icc", "icj", "opcw", "unsc", "hrc"}
"""Names of entities that are initials."""

_MONTH = re.compile(r"(\d{4})-(\d{2})")

_MONTH_ASIDE = re.compile(r"\((\d{4}-(?:0[1-9]|1[0-2]))\)")
"""A month by itself in brackets; elsewhere the same figures can be a span of years."""

_MONTH_LAST = re.compile(r", (\d{4})-(0[1-9]|1[0-2])$")

_DAY = re.compile(r"(?<!for example )(?<!par exemple )\b(\d{4})-(\d{2})-(\d{2})\b(?!-)")
"""A day by its figures; in an example of how to write one it stays as it is."""


@register.filter
def day(value: Any) -> str:
    """A day, or a date with doubt, written out."""
    if isinstance(value, date):
        return format_html('<time datetime="{}">{}</time>', value.isoformat(), plain_day(value))
    if isinstance(value, DoubtfulDate):
        if value.exact:
            return day(value.exact)
        return sentence(str(value))
    if isinstance(value, str) and (month := _MONTH.fullmatch(value)) and 1 <= int(month[2]) <= 12:
        return format_html(
            '<time datetime="{}">{}</time>', value, date_format(date(int(month[1]), int(month[2]), 1), "F Y")
        )
    return sentence(value) if isinstance(value, str) else ""


@register.filter
def plain_day(value: date | None) -> str:
    """A day written out, without markup."""
    return _plain_day(value, get_language() or "en") if value else ""


@lru_cache(maxsize=20_000)
def _plain_day(value: date, language: str) -> str:
    told = date_format(value, "j F Y")
    return f"1er{told[1:]}" if value.day == 1 and language == "fr" else told


@register.filter
def sentence(value: Any) -> str:
    """A sentence of an answer: its days written out, in the language of the page where it can be said in that."""
    if not value:
        return ""
    if isinstance(value, SafeString):
        return mark_safe(_dated(value))
    return _sentence(str(value), get_language() or "en")


@lru_cache(maxsize=20_000)
def _sentence(value: str, language: str) -> str:
    known = catalogue(language)
    if known is None:
        return mark_safe(_dated(escape(value)))
    return mark_safe(
        "".join(_dated(escape(part.text)) if part.known else _foreign(part.text) for part in known.say(value))
    )


@register.filter
def refusal(value: Any) -> str:
    """A sentence that says why not: as it stands in English, in another language as ``sentence`` says it."""
    return conditional_escape(value) if (get_language() or "en") == "en" else sentence(value)


def _foreign(text: str) -> str:
    return f'<span lang="en">{_DAY.sub(_written, escape(text))}</span>'


def _dated(told: str) -> str:
    return _MONTH_ASIDE.sub(lambda found: f"({day(found[1])})", _DAY.sub(_written, told))


@register.filter
def plain_sentence(value: Any) -> str:
    """A sentence of an answer in the language of the page, without markup: for titles, descriptions and feeds."""
    known = catalogue(get_language() or "en")
    told = "".join(part.text for part in known.say(str(value))) if known and value else str(value or "")
    return _DAY.sub(_plainly_written, told)


def _written(found: re.Match[str]) -> str:
    try:
        told = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return found[0]
    return f'<time datetime="{told.isoformat()}">{plain_day(told)}</time>'


def _plainly_written(found: re.Match[str]) -> str:
    try:
        return plain_day(date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError:
        return found[0]


def month_last(told: str) -> str:
    """With the month at its end written out."""
    return _MONTH_LAST.sub(lambda found: f", {date_format(date(int(found[1]), int(found[2]), 1), 'F Y')}", told)


@register.filter
def english(value: Any) -> str:
    """A text that is in English in every language, such as the title of a document: a page in another says so."""
    told = conditional_escape(value or "")
    if not told or (get_language() or "en") == "en":
        return told
    return format_html('<span lang="en">{}</span>', told)


@register.filter
def named(value: Any) -> str:
    """A state by its name in the language of the page; several of them separated by commas."""
    if isinstance(value, tuple | list):
        return ", ".join(said(str(each)) for each in value)
    return said(str(value or ""))


@register.filter
def by_name(states: Iterable[Any], field: str = "name") -> list[Any]:
    """States in the order of their names in the language of the page."""
    return sorted(states, key=lambda each: order(said(str(getattr(each, field)))))


_CASTS = frozenset(Cast)


@register.filter
def words(value: Any) -> str:
    """A word of the data's own as people write it, in the language of the page: ``not_adopted`` as "not adopted"."""
    english_word = plain(value)
    if not english_word:
        return ""
    told = pgettext("cast" if isinstance(value, Cast) else "word", english_word)
    if told == english_word and (known := catalogue(get_language() or "en")):
        return "".join(part.text for part in known.translated(english_word) or (Part(english_word, False),))
    return told


@register.filter
def vote(value: Any) -> str:
    """How a seat votes or means to: a cast in words, or another word such as ``undecided``."""
    return words(Cast(value) if value in _CASTS else value)


def plain(value: Any) -> str:
    """A word of the data's own in English, as people write it."""
    return str(getattr(value, "value", value) or "").replace("_", " ")


_HYPHENS = {"fact finding mission": "Fact-finding mission", "secretary general": "Secretary-General"}
"""Entities whose names have a hyphen in English."""


@register.filter
def entity(value: Any) -> str:
    """Who published a document: initials in capitals, other names as words."""
    initials = plain(value)
    if initials in _SHORT:
        return pgettext("word", initials.upper())
    if (get_language() or "en") == "en" and initials in _HYPHENS:
        return _HYPHENS[initials]
    told = words(value)
    return told[:1].upper() + told[1:]


@register.filter
def many(number: int, noun: str) -> str:
    """A number with its noun: ``1 veto``, ``12 vetoes``; the plural after a bar: ``veto|vetoes``.

    The noun must be one of ``NOUNS``, which are translated; a template says others with ``blocktranslate count``.
    """
    one, _, more = noun.partition("|")
    return f"{figure(number)} {ngettext(one, more or f'{one}s', number)}"


@register.filter
def figure(value: int) -> str:
    """A number with its thousands set apart as the language of the page does."""
    told = f"{value:,}"
    return said_number(told) if (get_language() or "en") == "fr" else told


@register.filter
def chance(value: float, decimals: int = 1) -> str:
    """A chance in per cent, as the language writes it; never 0 or 100 where it is not certain."""
    return per_cent(short_percent(value, decimals))


def per_cent(told: str) -> str:
    """A share in per cent as the language writes it."""
    return told.replace(".", ",").replace("%", "\u202f%") if (get_language() or "").startswith("fr") else told
