"""Who judges whether the Code applied to a draft, by which published parameters, and what they said, with its date."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from horseshoe.facts.evidence import CodeCrime
from horseshoe.facts.rows import Row


class AssessorKind(StrEnum):
    """What an assessor is."""

    STANDARD = "standard"
    """A published standard: its view of every draft is computed from the facts by its parameters."""
    MINISTRY = "ministry"
    ORGANISATION = "organisation"
    RESEARCHER = "researcher"


class Assessor(Row, frozen=True, kw_only=True):
    """Whoever states a view on whether the Code applied to a draft: a person, a body, or a published standard."""

    id: Annotated[str, Meta(description="Own key, a short name such as `un-evidence`.")]
    name: Annotated[str, Meta(description="Name.")]
    kind: Annotated[AssessorKind, Meta(description="What the assessor is.")]
    about: Annotated[str | None, Meta(description="How this assessor judges, in a sentence.")] = None


class Parameter(Row, frozen=True, kw_only=True):
    """A parameter of a published standard, with the day of the votes from which on it holds."""

    assessor: Annotated[str, Meta(description="The standard: `assessors.id`.")]
    name: Annotated[str, Meta(description="Name of the parameter.")]
    since: Annotated[date, Meta(description="Holds for votes from this day on, until a later row.")]
    value: Annotated[str, Meta(description="Its value; several are separated by spaces.")]
    why: Annotated[str, Meta(description="What it does, and why it has this value.")]


class Status(StrEnum):
    """What an assessor says of a draft: whether the Code applied to it."""

    __hash__ = str.__hash__

    ENGAGED = "engaged"
    NOT_ENGAGED = "not_engaged"
    CONTESTED = "contested"


class Aim(StrEnum):
    """Whether a draft aims at timely and decisive action to prevent or end one of the three crimes."""

    ACTS = "acts"
    LIMITS = "limits"
    """It would limit or end such action."""
    NEITHER = "neither"
    DISPUTED = "disputed"


class FactsSay(StrEnum):
    """What the record of United Nations entities said by the day of the vote."""

    CRIMES = "crimes"
    RISK = "risk"
    NEITHER = "neither"
    DISPUTED = "disputed"


class Credible(StrEnum):
    """Whether a draft is credible."""

    YES = "yes"
    NO = "no"
    DISPUTED = "disputed"


class Scale(StrEnum):
    """Whether war crimes are committed on a large scale, as the Declaration asks."""

    LARGE = "large"
    NOT_LARGE = "not_large"
    UNKNOWN = "unknown"


class Assessment(Row, frozen=True, kw_only=True):
    """One assessor's dated view on whether the Code applied to a draft, in three parts kept apart."""

    id: Annotated[str, Meta(description="Own key.")]
    assessor: Annotated[str, Meta(description="Whose view it is: `assessors.id`.")]
    proposal: Annotated[str, Meta(description="The draft: `proposals.id`.")]
    made: Annotated[date, Meta(description="Day of the view; a later one of the same assessor takes its place.")]
    by: Annotated[str | None, Meta(description="Who stated it: a person or an office.")] = None
    status: Annotated[Status, Meta(description="`engaged`, `not_engaged` or `contested`.")]
    aim: Annotated[Aim, Meta(description="First part: what the draft aims at.")]
    aim_why: Annotated[str, Meta(description="Why.")]
    facts: Annotated[FactsSay, Meta(description="Second part: what United Nations entities had said by that day.")]
    facts_why: Annotated[str, Meta(description="Why.")]
    credible: Annotated[Credible, Meta(description="Third part: whether the draft is credible.")]
    credible_why: Annotated[str, Meta(description="Why.")]
    crimes: Annotated[tuple[CodeCrime, ...], Meta(description="Which of the three crimes it is about.")] = ()
    scale: Annotated[Scale, Meta(description="Whether war crimes are on a large scale (the Declaration).")] = (
        Scale.UNKNOWN
    )
    evidence: Annotated[tuple[str, ...], Meta(description="What it rests on: `evidence.id`.")] = ()


class Observed(StrEnum):
    """What an assessor sees of a risk factor in a situation."""

    PRESENT = "present"
    ABSENT = "absent"
    UNCLEAR = "unclear"


class Observation(Row, frozen=True, kw_only=True):
    """What an assessor sees of one risk factor of the Framework in a situation; nothing is added up."""

    id: Annotated[str, Meta(description="Own key.")]
    assessor: Annotated[str, Meta(description="Whose view it is: `assessors.id`.")]
    situation: Annotated[str, Meta(description="The situation: `situations.id`.")]
    factor: Annotated[int, Meta(description="The risk factor: `risk_factors.number`.")]
    made: Annotated[date, Meta(description="Day of the view; a later one of the same assessor takes its place.")]
    observed: Annotated[Observed, Meta(description="`present`, `absent` or `unclear`.")]
    why: Annotated[str, Meta(description="Why.")]
    evidence: Annotated[tuple[str, ...], Meta(description="What it rests on: `evidence.id`.")] = ()
