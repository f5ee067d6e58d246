"""Elections of non-permanent members: the ballots, the votes in them, and the candidates."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from horseshoe.facts.rows import Row
from horseshoe.facts.states import Code


class SeatGroup(StrEnum):
    """The groups of seats that are voted on one ballot paper (A/RES/1991 A (XVIII), paragraph 3)."""

    AFRICA_AND_ASIA_PACIFIC = "African and Asia-Pacific States"
    EASTERN_EUROPE = "Eastern European States"
    GRULAC = "Latin American and Caribbean States"
    WEOG = "Western European and other States"


class GroupSeat(StrEnum):
    """Whose seat it is by understanding, where Africa and Asia-Pacific share a ballot paper."""

    AFRICA = "African seat"
    ASIA_PACIFIC = "Asia-Pacific seat"


class BallotKind(StrEnum):
    """Whom a ballot is open to."""

    UNRESTRICTED = "unrestricted"
    RESTRICTED = "restricted"


class Ballot(Row, frozen=True, kw_only=True):
    """One round of voting for the seats of one group; figures that no source tells are empty."""

    id: Annotated[str, Meta(description="Own key: day, group and round.")]
    year: Annotated[int, Meta(description="Year of the election.")]
    held: Annotated[date, Meta(description="Day of the ballot.")]
    group: Annotated[SeatGroup, Meta(description="The seats voted on.")]
    seat: Annotated[GroupSeat | None, Meta(description="The seat by understanding, where only that was voted on.")] = (
        None
    )
    by_election: Annotated[bool, Meta(description="Whether it fills a seat given up or declined.")] = False
    round: Annotated[int, Meta(description="Number of the round.")]
    kind: Annotated[BallotKind | None, Meta(description="Whether it was restricted, where a source tells.")] = None
    seats: Annotated[int | None, Meta(description="Places to fill in this round.")] = None
    papers: Annotated[int | None, Meta(description="Ballot papers.")] = None
    invalid: Annotated[int | None, Meta(description="Invalid papers.")] = None
    abstentions: Annotated[int | None, Meta(description="Abstentions.")] = None
    present_and_voting: Annotated[int | None, Meta(description="Members present and voting, as published.")] = None
    required: Annotated[int | None, Meta(description="Majority required, as published.")] = None
    term: Annotated[str | None, Meta(description="The term voted on, such as `2026-2027`.")] = None


class BallotVote(Row, frozen=True, kw_only=True):
    """What one state received in one round."""

    ballot: Annotated[str, Meta(description="The round: `ballots.id`.")]
    state: Annotated[Code, Meta(description="The state: `states.code`.")]
    votes: Annotated[int | None, Meta(description="Votes, where a source tells.")] = None
    elected: Annotated[bool, Meta(description="Whether it was elected in this round.")]


class CandidacyStatus(StrEnum):
    """What became of a candidacy."""

    DECLARED = "declared"
    ENDORSED = "endorsed"
    WITHDRAWN = "withdrawn"
    ELECTED = "elected"
    NOT_ELECTED = "not_elected"
    DECLINED = "declined"
    """Elected, and gave the seat up before taking it."""


class Candidacy(Row, frozen=True, kw_only=True):
    """A candidate for a seat, and what became of it."""

    year: Annotated[int, Meta(description="Year of the election.")]
    state: Annotated[Code, Meta(description="The state: `states.code`.")]
    group: Annotated[SeatGroup, Meta(description="The seats it stood for.")]
    status: Annotated[CandidacyStatus, Meta(description="What became of it, as far as is known.")]
    endorsed_by: Annotated[str | None, Meta(description="Who endorsed it, where a source tells.")] = None
    by_election: Annotated[bool, Meta(description="Whether it stood in a by-election.")] = False
