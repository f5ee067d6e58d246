"""How the standards put values and documents into words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from horseshoe.facts.evidence import CodeCrime, Entity, Evidence, Strength
from horseshoe.facts.situations import DraftSituation, Names
from horseshoe.facts.statements import Contest

ENTITIES = {
    Entity.SECRETARY_GENERAL: "the Secretary-General",
    Entity.OHCHR: "OHCHR",
    Entity.COMMISSION_OF_INQUIRY: "a commission of inquiry",
    Entity.FACT_FINDING_MISSION: "a fact-finding mission",
    Entity.SPECIAL_ADVISER: "a Special Adviser",
    Entity.SANCTIONS_PANEL: "a sanctions panel",
    Entity.COURT: "a court or its prosecutor",
    Entity.OTHER: "another body",
}
"""Who said it, in words."""

STRENGTHS = {
    Strength.FOUND: "found",
    Strength.REASONABLE_GROUNDS: "reasonable grounds",
    Strength.MAY_AMOUNT: "may amount",
    Strength.RISK_WARNED: "risk warned of",
    Strength.DENIED: "denied",
    Strength.NONE: "no crime named",
}
"""How far a document goes, in words."""

CRIMES = tuple(CodeCrime)
"""The three crimes in their order."""


def plain(value: str) -> str:
    """A value of a table as it reads in a sentence."""
    return value.replace("_", " ").replace("-", " ")


def in_order(crimes: Iterable[CodeCrime]) -> tuple[CodeCrime, ...]:
    """Each crime once, in the order of the Code."""
    given = set(crimes)
    return tuple([crime for crime in CRIMES if crime in given])


def list_crimes(crimes: Iterable[CodeCrime]) -> str:
    """Crimes in a sentence; there must be one."""
    *first, last = map(plain, in_order(crimes))
    return f"{', '.join(first)} and {last}" if first else last


def text_named(draft: DraftSituation) -> str:
    """Whether its text names them, and whether that was seen."""
    if draft.text_names is Names.UNKNOWN:
        return "not known"
    return f"{draft.text_names}, seen" if draft.text_seen else f"{draft.text_names}, but not seen"


def documents(rows: Sequence[Evidence]) -> str:
    """How many documents spoke."""
    if len(rows) == 1:
        return "One document of an entity of the list spoke"
    return f"{len(rows)} documents of entities of the list spoke"


def newest(rows: Sequence[Evidence]) -> str:
    """The newest document in a few words."""
    row = max(rows, key=lambda each: (each.not_after or date.max, each.id))
    crimes = f", {list_crimes(row.crimes)}" if row.crimes else ""
    of_several = "the newest " if len(rows) > 1 else ""
    return f"{of_several}{row.id}, {ENTITIES[row.entity]}, {row.published} ({STRENGTHS[row.strength]}{crimes})"


def same_day(rows: Sequence[Evidence], day: date) -> str:
    """Which documents are of the day of the vote itself: a sentence to append, or nothing."""
    of_that_day = [row for row in rows if row.not_after == day]
    return f" Of the day of the vote itself: {', '.join(ids(of_that_day))}." if of_that_day else ""


def ids(rows: Sequence[Evidence] | Sequence[Contest]) -> tuple[str, ...]:
    """Their keys."""
    return tuple([row.id for row in rows])


def lower(sentence: str) -> str:
    """A sentence as it goes on after a colon."""
    return f"{sentence[0].lower()}{sentence[1:]}"
