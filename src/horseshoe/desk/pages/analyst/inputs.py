"""What the analyst's forms are made of: lists in the language of the page, states, days, lines, evidence to pick."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_lazy

from horseshoe.facts.record import Record
from horseshoe.facts.states import StateKind
from horseshoe.site.language.tongues import order, said
from horseshoe.site.tags.saying import plain_day, vote, words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

CHOOSE = gettext_lazy("choose")
"""What a list begins with of which nothing is taken for granted."""


_word = lazy(words, str)
_vote = lazy(vote, str)


def choices(values: Any, first: Words | None = None) -> list[tuple[str, Words]]:
    """Words to choose from, as people write them."""
    found: list[tuple[str, Words]] = [("", first)] if first is not None else []
    return [*found, *((str(each), _word(str(each))) for each in values)]


def vote_choices(values: Any, first: Words | None = None) -> list[tuple[str, Words]]:
    """Votes to choose from, as a roll call names them."""
    found: list[tuple[str, Words]] = [("", first)] if first is not None else []
    return [*found, *((str(each), _vote(str(each))) for each in values)]


def states(record: Record, on: date) -> list[Any]:
    """The states of the day by name, the members of the Council before the others."""
    seated = {term.state for term in record.council(on)}
    every = sorted(
        (
            (row.code, said(record.name(row.code, on)))
            for row in record.states
            if row.kind is not StateKind.HISTORIC or row.code in seated
        ),
        key=lambda each: order(each[1]),
    )
    return [
        ("", gettext("choose")),
        (gettext("Members of the Council"), [each for each in every if each[0] in seated]),
        (gettext("Other states"), [each for each in every if each[0] not in seated]),
    ]


def documents(record: Record) -> list[Any]:
    """The evidence of the record to choose from, by situation, the newest first."""
    names = {row.id: row.name for row in record.situations}
    found: dict[str, list[tuple[str, str]]] = {}
    for row in sorted(record.evidence, key=lambda row: (row.not_after or date.min, row.id), reverse=True):
        dated = plain_day(row.not_after)
        found.setdefault(names.get(row.situation, row.situation), []).append((row.id, f"{dated}: {row.title}"))
    return sorted(found.items())


def day(label: Words, *, help_text: Words = "") -> forms.DateField:
    """A day, as a browser lets one choose it."""
    return forms.DateField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def line(label: Words, *, required: bool = False, help_text: Words = "", **attrs: str) -> forms.CharField:
    """One line of text."""
    return forms.CharField(
        label=label, required=required, max_length=300, help_text=help_text, widget=forms.TextInput(attrs=attrs)
    )


def text(label: Words, *, required: bool = True, help_text: Words = "") -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=20_000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class Picks(forms.CheckboxSelectMultiple):
    """Boxes to tick, each group of them folded until it is wanted."""

    template_name = "desk/picks.html"
