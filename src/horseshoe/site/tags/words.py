"""How templates show casts, standings and findings: as a mark beside its word."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.standing import Standing
from horseshoe.answers.wording import wording
from horseshoe.facts.proposals import Cast
from horseshoe.facts.states import Group
from horseshoe.site.page import Shelf
from horseshoe.site.tags.saying import month_last, plain_sentence, sentence, words

register = template.Library()

CASTS: Mapping[str, tuple[str, str]] = {
    Cast.YES: ("yes", gettext_noop("yes")),
    Cast.NO: ("no", gettext_noop("no")),
    Cast.ABSTAIN: ("ring", gettext_noop("abstained")),
    Cast.NOT_PARTICIPATING: ("away", gettext_noop("took no part")),
    Cast.ABSENT: ("away", gettext_noop("absent")),
    Cast.NOT_VOTING: ("away", gettext_noop("did not vote")),
    Cast.UNKNOWN: ("doubt", gettext_noop("not known")),
}
"""Cast to its mark and its word."""

STANDINGS: Mapping[str, tuple[str, str]] = {
    Standing.CERTAIN: ("full", gettext_noop("supporter")),
    Standing.POSSIBLE: ("half", gettext_noop("possibly")),
    Standing.STATED_ONLY: ("dot", gettext_noop("only said so")),
    Standing.REPORTED_NOT_JOINED: ("slash", gettext_noop("not joined")),
    Standing.DISAVOWED: ("slash", gettext_noop("disavowed")),
    Standing.NOT_YET_OPEN: ("empty", gettext_noop("no text yet")),
    Standing.NOTHING_KNOWN: ("empty", gettext_noop("not known")),
}
"""Standing to its mark and its word."""

FINDINGS: Mapping[str, tuple[str, str]] = {
    "not_bound": ("empty", gettext_noop("not bound")),
    "consistent": ("yes", gettext_noop("consistent")),
    "inconsistent": ("no", gettext_noop("inconsistent")),
    "contested": ("half", gettext_noop("contested")),
    "undetermined": ("doubt", gettext_noop("undetermined")),
}
"""Kind of finding to its mark and its word."""

FOLLOWED: Mapping[str, str] = {
    "open": gettext_noop("open"),
    "held": gettext_noop("debate held"),
    "held_in_ess": gettext_noop("emergency special session held"),
    "late": gettext_noop("held late"),
    "not_owed": gettext_noop("nothing owed"),
    "unknown": gettext_noop("no answer known here"),
}
"""What followed a veto, in words."""

STATUSES: Mapping[str, tuple[str, str]] = {
    "engaged": ("full", gettext_noop("engaged")),
    "contested": ("half", gettext_noop("contested")),
    "not_engaged": ("empty", gettext_noop("not engaged")),
    "": ("doubt", gettext_noop("cannot tell")),
}
"""What an assessor says of a draft, to its mark and its word."""

REGIONS: Mapping[str, str] = {
    Group.AFRICA: gettext_noop("Africa"),
    Group.ASIA_PACIFIC: gettext_noop("Asia-Pacific"),
    Group.EASTERN_EUROPE: gettext_noop("Eastern Europe"),
    Group.GRULAC: gettext_noop("Latin America, Caribbean"),
    Group.WEOG: gettext_noop("Western Europe, others"),
}
"""Regional group in as few words as a narrow column has room for."""

NO_GROUP = gettext_noop("not known")


@register.filter
def region(value: Any) -> str:
    """A regional group in a narrow column."""
    return gettext(REGIONS.get(str(value or ""), NO_GROUP))


TONGUES: Mapping[str, str] = {"en": "English", "fr": "Français"}
"""Language to its own name."""

SHELVES: Mapping[str, str] = {
    Shelf.RECORD: gettext_noop("The record"),
    Shelf.PLEDGES: gettext_noop("The pledges"),
    Shelf.AHEAD: gettext_noop("What is ahead"),
    Shelf.HOUSE: gettext_noop("This house"),
}
"""Shelf of the index to its heading."""


@register.filter
def tongue(language: str) -> str:
    """A language by its own name."""
    return TONGUES[language]


@register.filter
def shelf(value: str) -> str:
    """The heading of a shelf of the index."""
    return gettext(SHELVES[value])


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping holds under a key."""
    return mapping.get(key)


def _marked(known: Mapping[str, tuple[str, str]], value: Any) -> SafeString:
    shape, word = known.get(str(value or ""), ("doubt", ""))
    return _word(shape, gettext(word) if word else words(value))


@lru_cache(maxsize=1000)
def _word(shape: str, told: str) -> SafeString:
    return format_html('<span class="word">{} {}</span>', _symbol(shape, ""), told)


@register.simple_tag
def symbol(shape: str, kind: str = "") -> SafeString:
    """A mark by its shape; what it means stands beside it in words."""
    return _symbol(shape, kind)


@lru_cache(maxsize=100)
def _symbol(shape: str, kind: str) -> SafeString:
    return format_html(
        '<svg class="mark m-{} {}" viewBox="-10 -10 20 20" aria-hidden="true"><use href="#m-{}"/></svg>',
        shape, kind, shape,
    )  # fmt: skip


@register.filter
def cast(value: Any) -> str:
    """A cast as mark and word."""
    return _marked(CASTS, value)


@register.filter
def standing(value: Any) -> str:
    """A standing to a pledge as mark and word."""
    return _marked(STANDINGS, value)


@register.filter
def briefly(support: Any) -> str:
    """A standing as its mark, with since when in a few words."""
    shape, word = STANDINGS.get(str(support.standing), ("doubt", ""))
    if support.standing == Standing.NOTHING_KNOWN:
        told = gettext(word)
    else:
        told = mark_safe(month_last(sentence(support.short)))
    return format_html('<span class="short">{} {}</span>', symbol(shape), told)


@register.filter
def finding(value: Any) -> str:
    """A finding as mark and word."""
    return _marked(FINDINGS, value)


@register.filter
def status(value: Any) -> str:
    """What an assessor says of a draft, as mark and word."""
    return _marked(STATUSES, value)


PLEDGES: Mapping[str, str] = {
    "code": gettext_noop("Code of Conduct"),
    "declaration": gettext_noop("France/Mexico Declaration"),
}
"""Instrument to its short name."""


@register.filter
def pledge(value: Any) -> str:
    """An instrument by its short name."""
    return gettext(PLEDGES[str(value)])


@register.filter
def followed(value: Any) -> str:
    """What followed a veto, in words."""
    word = FOLLOWED.get(str(value))
    return gettext(word) if word else words(value)


@register.filter
def holds(value: Any) -> str:
    """Under which assessors a finding holds, in words."""
    return plain_sentence(wording().holds.get(str(value), ""))
