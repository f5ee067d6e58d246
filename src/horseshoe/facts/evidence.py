"""What documents of the United Nations say of the three crimes in a situation, and the Framework's risk factors."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.rows import Row


class CodeCrime(StrEnum):
    """The three crimes of the Code of Conduct, and no other."""

    __hash__ = str.__hash__  # that of Enum is written in Python, and crimes are gathered for every vote

    GENOCIDE = "genocide"
    CRIMES_AGAINST_HUMANITY = "crimes_against_humanity"
    WAR_CRIMES = "war_crimes"


class Entity(StrEnum):
    """Who said it."""

    __hash__ = str.__hash__  # that of Enum is written in Python, and every document is looked up for every vote

    SECRETARY_GENERAL = "secretary_general"
    OHCHR = "ohchr"
    """The Office of the High Commissioner for Human Rights, and the High Commissioner."""
    COMMISSION_OF_INQUIRY = "commission_of_inquiry"
    FACT_FINDING_MISSION = "fact_finding_mission"
    """A fact-finding mission of the Human Rights Council."""
    SPECIAL_ADVISER = "special_adviser"
    """The Special Adviser on the Prevention of Genocide, or the one on the responsibility to protect."""
    SANCTIONS_PANEL = "sanctions_panel"
    COURT = "court"
    """An international court or its prosecutor."""
    OTHER = "other"


class Strength(StrEnum):
    """How far a document goes, from the strongest to the weakest."""

    __hash__ = str.__hash__  # that of Enum is written in Python, and every document is looked up for every vote

    FOUND = "found"
    REASONABLE_GROUNDS = "reasonable_grounds"
    MAY_AMOUNT = "may_amount"
    RISK_WARNED = "risk_warned"
    DENIED = "denied"
    """It says that the crime was not established, or the risk no longer there."""
    NONE = "none"
    """It reports facts and names none of the crimes."""


class Evidence(Row, frozen=True, kw_only=True):
    """What one document says of the three crimes in a situation; one that is only recalled carries no finding."""

    id: Annotated[str, Meta(description="Own key.")]
    situation: Annotated[str, Meta(description="The situation: `situations.id`.")]
    entity: Annotated[Entity, Meta(description="Who said it.")]
    title: Annotated[str, Meta(description="What the document is.")]
    symbol: Annotated[str | None, Meta(description="Its symbol, where a source shows it.")] = None
    published: Annotated[str, Meta(description="Its date as given: day, month or year.")]
    not_before: Annotated[date | None, Meta(description="Public not before this day.")] = None
    not_after: Annotated[date | None, Meta(description="Public not after this day.")] = None
    crimes: Annotated[tuple[CodeCrime, ...], Meta(description="Which of the three crimes it names.")] = ()
    also_named: Annotated[
        tuple[str, ...], Meta(description="What else it names that the Code does not, such as `ethnic_cleansing`.")
    ] = ()
    strength: Annotated[Strength, Meta(description="How far it goes.")]
    attributed_to: Annotated[str | None, Meta(description="To whom it attributes them.")] = None
    says: Annotated[str, Meta(description="What it says, in our words.")]

    @property
    def when(self) -> DoubtfulDate:
        """When it became public."""
        return DoubtfulDate(self.not_before, self.not_after)


class RiskFactor(Row, frozen=True, kw_only=True):
    """A risk factor of the Framework of Analysis for Atrocity Crimes (2014, A/70/741-S/2016/71)."""

    number: Annotated[int, Meta(description="Its number, 1 to 14.")]
    title: Annotated[str, Meta(description="Its title.")]
    crime: Annotated[CodeCrime | None, Meta(description="The crime it is specific to; empty: common to all.")] = None
    indicators: Annotated[int | None, Meta(description="How many indicators it has, where that was seen.")] = None
