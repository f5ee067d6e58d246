"""Whom the tables come from, and under which terms."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec


class Credit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where part of a table comes from."""

    tables: tuple[str, ...]
    sources: tuple[str, ...]
    """The sources meant (``sources.id``); empty where rows name different ones."""
    terms: str
    """Key of the terms."""
    en: str
    fr: str

    def says(self, language: str) -> str:
        """Where it comes from, in a language.

        Raises:
            KeyError: no such language.
        """
        return {"en": self.en, "fr": self.fr}[language]


class Credits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where every table comes from."""

    terms: dict[str, dict[str, str]]
    """Key of terms to what they are, by language."""
    credits: tuple[Credit, ...]

    def of(self, table: str) -> tuple[Credit, ...]:
        """What a table comes from."""
        return tuple(each for each in self.credits if table in each.tables)


@cache
def credits() -> Credits:
    """The list that ships."""
    text = files("horseshoe.facts").joinpath("credits.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Credits)


def text() -> str:
    """The credits as a file that goes with the tables."""
    known = credits()
    lines = [
        "# Whom the tables come from, and under which terms",
        "",
        "If you pass the tables on, keep this file with them. Roll calls and proposals are adapted from a work under",
        "the Creative Commons Attribution 4.0 International licence (https://creativecommons.org/licenses/by/4.0/),",
        "which asks for the credit in the first line and for word of the changes. Its authors have not seen or",
        "approved the changes; errors in them are ours. Each row names its sources, and sources.csv has the title and",
        "address of each.",
        "",
        "| tables | from | terms |",
        "|---|---|---|",
    ]
    for each in known.credits:
        lines.append(f"| {', '.join(each.tables)} | {each.en} | {known.terms[each.terms]['en']} |")
    return "\n".join([*lines, ""])
