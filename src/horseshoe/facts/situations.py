"""Situations before the Council, and which of its drafts belong to which: the agenda item does not tell."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.rows import Row


class SituationKind(StrEnum):
    """What a situation is about."""

    COUNTRY = "country"
    THEMATIC = "thematic"
    """A subject without a country."""


class Situation(Row, frozen=True, kw_only=True):
    """A situation before the Council: what drafts are about, which their agenda item does not tell."""

    id: Annotated[str, Meta(description="Own key, a short name such as `syria`.")]
    name: Annotated[str, Meta(description="Name.")]
    kind: Annotated[SituationKind, Meta(description="`country` or `thematic`.")]
    states: Annotated[tuple[str, ...], Meta(description="Codes of the states concerned.")] = ()
    start_not_before: Annotated[date | None, Meta(description="Began not before this day.")] = None
    start_not_after: Annotated[date | None, Meta(description="Began not after this day.")] = None
    end_not_before: Annotated[date | None, Meta(description="Ended not before this day; empty: not ended.")] = None
    end_not_after: Annotated[date | None, Meta(description="Ended not after this day.")] = None
    agenda: Annotated[str | None, Meta(description="Agenda items under which it came up, separated by `||`.")] = None
    outside: Annotated[
        str | None, Meta(description="Why the whole situation lies outside the three crimes, where it does.")
    ] = None

    @property
    def began(self) -> DoubtfulDate:
        """When it began."""
        return DoubtfulDate(self.start_not_before, self.start_not_after)

    @property
    def ended(self) -> DoubtfulDate | None:
        """When it ended; ``None`` if it has not."""
        if self.end_not_before is None and self.end_not_after is None:
            return None
        return DoubtfulDate(self.end_not_before, self.end_not_after)


class Action(StrEnum):
    """What a draft asked for."""

    __hash__ = str.__hash__  # that of Enum is written in Python, and every draft is looked up

    DEMAND_CEASEFIRE = "demand-ceasefire"
    PROTECTION_OF_CIVILIANS = "protection-of-civilians"
    HUMANITARIAN_ACCESS = "humanitarian-access"
    ACCOUNTABILITY_REFERRAL = "accountability-referral"
    INVESTIGATION = "investigation"
    SANCTIONS = "sanctions"
    ARMS_EMBARGO = "arms-embargo"
    PEACEKEEPING = "peacekeeping"
    MONITORING_MISSION = "monitoring-mission"
    CONDEMN = "condemn"
    MEMBERSHIP = "membership"
    PROCEDURAL = "procedural"
    OTHER = "other"


class Names(StrEnum):
    """Whether a text names one of the three crimes, or the protection of civilians."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class DraftSituation(Row, frozen=True, kw_only=True):
    """The situation that a roll call belongs to, and what the draft asked for."""

    roll_call: Annotated[str, Meta(description="The vote: `roll_calls.id`.")]
    situation: Annotated[str, Meta(description="The situation: `situations.id`.")]
    action: Annotated[Action, Meta(description="What the draft asked for.")]
    also: Annotated[tuple[Action, ...], Meta(description="What else it asked for.")] = ()
    asks: Annotated[str | None, Meta(description="What it would have done or did, in our words.")] = None
    text_names: Annotated[
        Names, Meta(description="Whether its text names the three crimes or the protection of civilians.")
    ] = Names.UNKNOWN
    text_seen: Annotated[
        bool, Meta(description="Whether that was seen in the text or an account of it, and is not only recalled.")
    ] = False
    sponsor: Annotated[str | None, Meta(description="Who tabled it, as the account of it says.")] = None
    limits: Annotated[
        str | None, Meta(description="How it would have limited or ended action, where the account of it shows that.")
    ] = None
    outside: Annotated[
        str | None,
        Meta(description="Why its subject lies outside the three crimes, where its agenda item or text shows that."),
    ] = None
