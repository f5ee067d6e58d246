"""What was put to the Council, and how each seat voted on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from horseshoe.facts.rows import Row


class Cast(StrEnum):
    """What one seat did in a roll call."""

    __hash__ = str.__hash__  # that of Enum is written in Python, and casts are counted by the ten thousand

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    NOT_PARTICIPATING = "not_participating"
    ABSENT = "absent"
    NOT_VOTING = "not_voting"
    """Did not vote, and the source does not tell whether it was absent, present without
    participating, or whether the Council decided without a vote."""
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What became of a proposal."""

    ADOPTED = "adopted"
    ADOPTED_WITHOUT_VOTE = "adopted_without_vote"
    VETOED = "vetoed"
    NOT_ADOPTED = "not_adopted"


class ProposalKind(StrEnum):
    """What kind of text or motion was put to the vote."""

    DRAFT_RESOLUTION = "draft_resolution"
    AMENDMENT = "amendment"
    PART = "part"
    MOTION = "motion"


class Matter(StrEnum):
    """Which rule of the Charter governs the vote."""

    SUBSTANTIVE = "substantive"
    """All matters that are not procedural: Article 27(3)."""
    PROCEDURAL = "procedural"
    """Procedural matters: Article 27(2)."""
    ANY_MEMBERS = "any_members"
    """The Charter asks for a number of members, whichever they are: Articles 109(1) and 109(3)."""


class Tally(msgspec.Struct, frozen=True, gc=False):
    """How many seats did what; ``None`` where it is not known."""

    yes: int | None
    no: int | None
    abstain: int | None
    not_voting: int | None

    def __str__(self) -> str:
        if self.yes is None:
            return "tally unknown"
        shown = f"{self.yes}-{self.no}-{self.abstain}"
        return f"{shown} ({self.not_voting} not voting)" if self.not_voting else shown


Seats = tuple[Annotated[str, Meta(pattern="^[A-Z]{3}$")], ...]


class Proposal(Row, frozen=True):
    """A text or motion put before the Council: a draft resolution, an amendment, a part, a motion."""

    id: Annotated[str, Meta(description="Own key; symbols repeat and can be missing.")]
    kind: Annotated[
        ProposalKind | None, Meta(description="What kind of proposal; empty where the source does not tell.")
    ] = None
    symbol: Annotated[str | None, Meta(description="Symbol of the draft, as the United Nations writes it.")] = None
    also: Annotated[tuple[str, ...], Meta(description="Other symbols that the source names for the same draft.")] = ()
    amends: Annotated[str | None, Meta(description="Symbol of the draft that an amendment would change.")] = None
    as_published: Annotated[
        str | None, Meta(description="The draft as its source names it, where that says more than the symbol.")
    ] = None
    resolution: Annotated[str | None, Meta(description="Symbol of the resolution that it became.")] = None
    title: Annotated[str | None, Meta(description="Short title or subject.")] = None
    agenda: Annotated[str | None, Meta(description="Agenda item. It does not identify the situation.")] = None
    topic: Annotated[str | None, Meta(description="Topic as the source groups it.")] = None
    sponsors: Annotated[str | None, Meta(description="Sponsors as the source names them.")] = None


class RollCall(Row, frozen=True):
    """A proposal put to the vote: one row a vote, the seats of each kind of cast side by side."""

    id: Annotated[str, Meta(description="Own key; one draft can be voted more than once.")]
    proposal: Annotated[str, Meta(description="What was voted on: `proposals.id`.")]
    date: Annotated[date, Meta(description="Day of the vote in New York.")]
    outcome: Annotated[Outcome, Meta(description="Outcome as recorded by the source.")]
    meeting: Annotated[str | None, Meta(description="Symbol of the meeting's record, or how it was held.")] = None
    yes: Annotated[Seats, Meta(description="Seats that voted in favour.")] = ()
    no: Annotated[Seats, Meta(description="Seats that voted against.")] = ()
    abstain: Annotated[Seats, Meta(description="Seats that abstained.")] = ()
    not_participating: Annotated[Seats, Meta(description="Seats present that took no part in the vote.")] = ()
    absent: Annotated[Seats, Meta(description="Seats that were empty.")] = ()
    not_voting: Annotated[
        Seats,
        Meta(description="Seats that did not vote, it is not known how; all: adopted without a vote."),
    ] = ()
    unknown: Annotated[Seats, Meta(description="Seats whose cast no source seen here tells.")] = ()
    stated_tally: Annotated[
        Annotated[str, Meta(pattern=r"^\d+-\d+-\d+-\d+$")] | None,
        Meta(description="Tally as published (yes-no-abstain-not voting), only where casts are unknown."),
    ] = None

    def seats(self) -> Iterator[tuple[Cast, Seats]]:
        """Each kind of cast with the seats that made it."""
        yield Cast.YES, self.yes
        yield Cast.NO, self.no
        yield Cast.ABSTAIN, self.abstain
        yield Cast.NOT_PARTICIPATING, self.not_participating
        yield Cast.ABSENT, self.absent
        yield Cast.NOT_VOTING, self.not_voting
        yield Cast.UNKNOWN, self.unknown

    def casts(self) -> Mapping[str, Cast]:
        """State code to cast, in the order of the columns."""
        casts: dict[str, Cast] = {}
        for cast, states in self.seats():
            if states:
                casts.update(dict.fromkeys(states, cast))
        return casts

    def tally(self) -> Tally:
        """The count of casts; the published tally where casts are unknown, and ``None`` where there is none."""
        if not self.unknown:
            not_voting = len(self.not_participating) + len(self.absent) + len(self.not_voting)
            return Tally(len(self.yes), len(self.no), len(self.abstain), not_voting)
        if self.stated_tally is None:
            return Tally(None, None, None, None)
        return Tally(*map(int, self.stated_tally.split("-")))


class MatterFact(Row, frozen=True):
    """Which rule governed a vote, where it was not Article 27(3): a fact with its source, never a guess."""

    roll_call: Annotated[str, Meta(description="The vote: `roll_calls.id`.")]
    matter: Annotated[Matter, Meta(description="The rule that governed it.")]
    ground: Annotated[str, Meta(description="Why: the heading of the Repertoire or the article of the Charter.")]
    evidence: Annotated[str, Meta(description="What the source says, in our words.")]


class KnownCase(Row, frozen=True):
    """A roll call whose recorded outcome the rules cannot confirm, and what is known of why."""

    roll_call: Annotated[str, Meta(description="The vote: `roll_calls.id`.")]
    kind: Annotated[str, Meta(description="`casts_unknown` or `recorded_outcome_differs`.")]
    explanation: Annotated[str, Meta(description="What is known, and what is not.")]


class Correction(Row, frozen=True):
    """A published cell that is wrong: what it says, what is right, and how we know. Survives a re-import."""

    publication: Annotated[str, Meta(description="The file that carries the cell: `sources.id`.")]
    roll_call: Annotated[str, Meta(description="The vote: `roll_calls.id`.")]
    field: Annotated[str, Meta(description="`seat` (wrong member), `cast:XXX` (wrong cast of a state), or a column.")]
    published: Annotated[str, Meta(description="What the file says.")]
    corrected: Annotated[str, Meta(description="What is right.")]
    evidence: Annotated[str, Meta(description="How we know.")]
