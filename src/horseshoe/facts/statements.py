"""What states said about votes: before them, in explanation, in the Assembly's debates; and where they disagreed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.rows import Row
from horseshoe.facts.states import Code


class Voice(StrEnum):
    """Who spoke for a state."""

    MISSION = "mission"
    """Its mission to the United Nations."""
    CAPITAL = "capital"
    """Its government or parliament."""
    UNKNOWN = "unknown"


class Said(StrEnum):
    """Whether a statement says something. Not seen is not no: parts of a text may not have been read."""

    YES = "yes"
    NO = "no"
    NOT_SEEN = "not_seen"


class Leaning(StrEnum):
    """How a statement stands to the draft or the subject that it speaks of."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained_with_reasons"
    NEUTRAL = "neutral"


class Explanation(Row, frozen=True, kw_only=True):
    """What a state said of a vote or of the pledges: in the Council, the Assembly, a letter, or from its capital."""

    id: Annotated[str, Meta(description="Own key.")]
    state: Annotated[Code, Meta(description="The state: `states.code`.")]
    roll_call: Annotated[str | None, Meta(description="The vote that it is about: `roll_calls.id`.")] = None
    occasion: Annotated[str | None, Meta(description="The occasion, where it is about no one vote.")] = None
    situation: Annotated[str | None, Meta(description="The situation: `situations.id`.")] = None
    not_before: Annotated[date | None, Meta(description="Said not before this day.")] = None
    not_after: Annotated[date | None, Meta(description="Said not after this day.")] = None
    speaker: Annotated[str | None, Meta(description="Who spoke, where known.")] = None
    body: Annotated[str, Meta(description="Where it was said.")]
    voice: Annotated[Voice, Meta(description="Whether the mission or the capital spoke.")] = Voice.UNKNOWN
    kind: Annotated[str, Meta(description="Such as `explanation_of_vote`, `ga_debate`, `national_statement`.")]
    cast_stated: Annotated[
        str | None, Meta(description="The vote that it states, `yes`, `no` or `abstain`; empty for none.")
    ] = None
    position: Annotated[Leaning, Meta(description="How it stands to the draft or the subject.")]
    invokes_code: Annotated[Said, Meta(description="Whether it invokes the Code of Conduct.")] = Said.NOT_SEEN
    invokes_restraint: Annotated[Said, Meta(description="Whether it invokes restraint of the veto.")] = Said.NOT_SEEN
    says: Annotated[str, Meta(description="What it says, in our words.")]

    @property
    def when(self) -> DoubtfulDate:
        """When it was said."""
        return DoubtfulDate(self.not_before, self.not_after)


class Stance(Row, frozen=True, kw_only=True):
    """What a member said before the vote that it would do, at a stage of the draft: reportable, never a finding."""

    id: Annotated[str, Meta(description="Own key.")]
    draft: Annotated[str, Meta(description="The draft: its symbol, or its title before it has one.")]
    state: Annotated[Code, Meta(description="The state: `states.code`.")]
    phase: Annotated[str, Meta(description="`consultations`, `negotiation`, `silence` or `blue`.")]
    stance: Annotated[str, Meta(description="`yes`, `no`, `abstain`, `not_participating` or `undecided`.")]
    voice: Annotated[Voice, Meta(description="Whether the mission or the capital spoke.")]
    speaker: Annotated[str | None, Meta(description="Who spoke, where known.")] = None
    not_before: Annotated[date | None, Meta(description="Said not before this day.")] = None
    not_after: Annotated[date | None, Meta(description="Said not after this day.")] = None
    says: Annotated[str, Meta(description="What it says, in our words.")]

    @property
    def when(self) -> DoubtfulDate:
        """When it was said."""
        return DoubtfulDate(self.not_before, self.not_after)


class Contest(Row, frozen=True, kw_only=True):
    """A question on which states disagreed about a draft, with both sides."""

    id: Annotated[str, Meta(description="Own key.")]
    situation: Annotated[str, Meta(description="The situation: `situations.id`.")]
    roll_calls: Annotated[tuple[str, ...], Meta(description="The votes in question: `roll_calls.id`.")] = ()
    kind: Annotated[str, Meta(description="What the disagreement is about, such as `rival_text` or `crime_label`.")]
    question: Annotated[str, Meta(description="The question.")]
    side_a_states: Annotated[str | None, Meta(description="Who holds the one side, and how they voted.")] = None
    side_a: Annotated[str | None, Meta(description="What they say.")] = None
    side_b_states: Annotated[str | None, Meta(description="Who holds the other side, and how they voted.")] = None
    side_b: Annotated[str | None, Meta(description="What they say.")] = None
    both_sides: Annotated[
        bool, Meta(description="Whether both sides were read in statements; else one follows from text or votes.")
    ]
    explanations: Annotated[tuple[str, ...], Meta(description="The statements: `explanations.id`.")] = ()


class ConductClaim(Row, frozen=True, kw_only=True):
    """A published count of votes. It never feeds a computation: it stands beside the computed figure."""

    id: Annotated[str, Meta(description="Own key.")]
    situation: Annotated[str, Meta(description="The situation: `situations.id`.")]
    state: Annotated[Code, Meta(description="Whose votes: `states.code`.")]
    counts: Annotated[str, Meta(description="What is counted: `vetoes` or `abstentions`.")]
    since: Annotated[date, Meta(description="Counted from this day on.")]
    until: Annotated[date, Meta(description="Counted up to this day.")]
    among_vetoes_of: Annotated[
        Code | None, Meta(description="Only drafts that this state vetoed: `states.code`; empty: all drafts.")
    ] = None
    number: Annotated[int, Meta(description="The number published.")]
    claimant: Annotated[str, Meta(description="Who published it.")]
    published: Annotated[str | None, Meta(description="Date as published.")] = None


class ListedNo(Row, frozen=True, kw_only=True):
    """A no of a supporter of the Code as a published list has it. It feeds no finding: it stands beside them."""

    roll_call: Annotated[str, Meta(description="The vote: `roll_calls.id`.")]
    state: Annotated[Code, Meta(description="Whose vote: `states.code`.")]
    listed_as: Annotated[str, Meta(description="On what evidence the list counts the state as a supporter.")]
