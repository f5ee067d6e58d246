"""Who sits on the Council, and who presides."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from horseshoe.facts.rows import Row
from horseshoe.facts.states import Code


class Term(Row, frozen=True):
    """A stretch of days on which a state holds a seat."""

    state: Annotated[Code, Meta(description="The state: `states.code`.")]
    start: Annotated[date, Meta(description="First day of the term.")]
    end: Annotated[date | None, Meta(description="Last day of the term; empty for a permanent seat.")] = None
    permanent: Annotated[bool, Meta(description="Whether the seat is permanent: Charter, Article 23(1).")] = False

    def covers(self, on: date) -> bool:
        """Whether the state sat on ``on``."""
        return self.start <= on and (self.end is None or on <= self.end)


class Basis(StrEnum):
    """Whether a presidency was read in a source or follows from rule 18."""

    SOURCE = "source"
    DERIVED = "derived"


class Presidency(Row, frozen=True):
    """Who presides over the Council in a month (rule 18: English alphabetical order, a calendar month each)."""

    month: Annotated[str, Meta(description="Calendar month, YYYY-MM.", pattern=r"^\d{4}-\d{2}$")]
    state: Annotated[Code, Meta(description="The presidency: `states.code`.")]
    basis: Annotated[Basis, Meta(description="`source`: read in one; `derived`: follows from rule 18.")]
