"""The parameters of a standard: rows with dates, read into what holds for a vote on one day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec

from horseshoe.facts.assessments import Parameter
from horseshoe.facts.evidence import Entity, Strength
from horseshoe.facts.situations import Action
from horseshoe.rules.standards.case import RECALL


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The parameters of a standard for a vote on one day; ``None`` where there is no value for that day."""

    entities: frozenset[Entity] | None = None
    """Whose documents count."""
    crime_strengths: frozenset[Strength] | None = None
    """From which strength on a document speaks of crimes committed."""
    risk_strengths: frozenset[Strength] | None = None
    """Which strength is a warning."""
    years: int | None = None
    """How many years before the vote a document may have come out."""
    acts: frozenset[Action] | None = None
    """What counts as action to prevent or end crimes."""
    not_acts: frozenset[Action] | None = None
    """What does not."""
    rival_days: int | None = None
    """How many days apart two rival texts are voted on, at most."""

    def missing(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of ``names`` that have no value."""
        return tuple(name for name in names if getattr(self, name) is None)


UN_EVIDENCE = tuple(field.name for field in msgspec.structs.fields(Settings))
"""The parameters that ``un-evidence`` needs."""

TEXT_ONLY = ("entities", "crime_strengths", "risk_strengths", "rival_days")
"""The parameters that ``text-only`` needs: the first three tell which documents must not be recalled ones alone."""


def settings(parameters: Iterable[Parameter], day: date) -> Settings:
    """The parameters that hold for a vote on ``day``: of each the newest row by then; unknown names are passed over.

    Raises:
        ValueError: a value cannot be read; the sentence names it and what would be right.
    """
    newest: dict[str, Parameter] = {}
    for row in sorted(parameters, key=lambda each: (each.since, each.recorded)):
        if row.since <= day and row.confidence != RECALL and row.name in Settings.__struct_fields__:
            newest[row.name] = row
    return Settings(**{name: _value(row) for name, row in newest.items()})


_ENUMS: dict[str, type[StrEnum]] = {
    "entities": Entity,
    "crime_strengths": Strength,
    "risk_strengths": Strength,
    "acts": Action,
    "not_acts": Action,
}


def _value(row: Parameter) -> Any:
    where = f"the parameter {row.name} of {row.assessor} since {row.since}"
    if kind := _ENUMS.get(row.name):
        try:
            return frozenset(map(kind, row.value.split()))
        except ValueError as error:
            raise ValueError(f"{where} is {row.value!r}: {error}; give {', '.join(kind)}") from None
    if not row.value.isdecimal():
        raise ValueError(f"{where} is {row.value!r}: give a whole number, 0 or more")
    return int(row.value)
