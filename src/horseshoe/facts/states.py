"""States and observers: codes, names through time, regional groups with doubt."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.rows import Row

Code = Annotated[str, Meta(pattern="^[A-Z]{3}$")]


class StateKind(StrEnum):
    """What an entry of the table of states is at the United Nations."""

    MEMBER = "member"
    OBSERVER = "observer"
    HISTORIC = "historic"


class Group(StrEnum):
    """The five regional groups."""

    AFRICA = "African States"
    ASIA_PACIFIC = "Asia-Pacific States"
    EASTERN_EUROPE = "Eastern European States"
    GRULAC = "Latin American and Caribbean States"
    WEOG = "Western European and other States"


class State(Row, frozen=True):
    """A member, a non-member observer state, or a former member with a code of its own."""

    code: Annotated[Code, Meta(description="ISO 3166-1 alpha-3 (ISO 3166-3 for states that ended).")]
    name: Annotated[str, Meta(description="Name at the United Nations today, or the last one.")]
    kind: Annotated[StateKind, Meta(description="Member, observer or historic.")]
    admitted: Annotated[date | None, Meta(description="Day of admission, or of observer status.")] = None
    ended: Annotated[date | None, Meta(description="Last day of membership of a state that ended.")] = None


class NameKind(StrEnum):
    """Whether a name was the state's own at the United Nations, or only helps to find it."""

    UN = "un"
    ALIAS = "alias"


class StateName(Row, frozen=True):
    """A name of a state: one it bore at the United Nations in its time, or a spelling in use."""

    state: Annotated[Code, Meta(description="The state: `states.code`.")]
    name: Annotated[str, Meta(description="The name.")]
    kind: Annotated[NameKind, Meta(description="`un`: borne at the United Nations; `alias`: helps to find it.")]
    since: Annotated[date | None, Meta(description="First day on which a source shows it in force.")] = None
    until: Annotated[date | None, Meta(description="Last day a source shows it in force; empty: today's.")] = None

    def in_force(self, on: date) -> bool:
        """Whether the name's known dates cover ``on``; a name with neither date covers no day."""
        if self.since is None and self.until is None:
            return False
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


class GroupMembership(Row, frozen=True):
    """A state's regional group, with what is known of since when."""

    state: Annotated[Code, Meta(description="The state: `states.code`.")]
    group: Annotated[Group, Meta(description="Regional group.")]
    not_before: Annotated[date | None, Meta(description="Earliest day on which it can have belonged to the group.")] = (
        None
    )
    not_after: Annotated[date | None, Meta(description="First day on which a source shows it in the group.")] = None
    until: Annotated[date | None, Meta(description="Last day in the group; empty: still in it.")] = None

    @property
    def since(self) -> DoubtfulDate:
        """Since when, with its doubt."""
        return DoubtfulDate(self.not_before, self.not_after)


class GroupOn(msgspec.Struct, frozen=True):
    """A state's group on a day; ``certain`` is false where the source is later than the day."""

    group: Group | None
    certain: bool
