"""What members say they will do, and how far that is to be believed.

A stance is mixed with what a model thinks of the seat: with weight w the seat does as was said, and with 1 - w it
votes as if nothing had been said. The weights are a judgment laid open here, no estimate: no public record of what
was announced before votes exists to measure them on. Whoever knows better states a reliability of their own beside
the stance, or the seat's chances themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

import msgspec

from horseshoe.facts.proposals import Cast
from horseshoe.forecast.seats import Chances
from horseshoe.rules.draft_life import Stage


class Position(StrEnum):
    """What a seat is said to do."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    NOT_PARTICIPATING = "not_participating"
    WILL_NOT_OPPOSE = "will_not_oppose"
    """Anything but a no; which, is left open."""

    @property
    def cast(self) -> Cast | None:
        """The cast that it names, if it names one."""
        return None if self is Position.WILL_NOT_OPPOSE else Cast(self.value)


class Speaker(StrEnum):
    """Who said it."""

    CAPITAL = "capital"
    """The government: a minister, the ministry."""
    MISSION = "mission"
    """The Permanent Mission in New York."""
    REPORT = "report"
    """Somebody else says so: the press, another delegation. Reported, not declared."""


class Confidence(StrEnum):
    """How sure it is that the stance was taken, and means what it is taken for."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Stance(msgspec.Struct, frozen=True, kw_only=True):
    """One seat's stance at one stage.

    Raises:
        ValueError: a reliability that is no probability.
    """

    state: str
    position: Position
    stage: Stage
    said_by: Speaker
    source: str
    """Where it was said or read, in the words of whoever wrote it down."""
    confidence: Confidence = Confidence.MEDIUM
    on: date | None = None
    """The day on which it was said, where that is known."""
    reliability: float | None = None
    """The weight given to it by whoever wrote it down, from 0 to 1; else that of :class:`Reliability`."""

    def __post_init__(self) -> None:
        if self.reliability is not None and not 0 <= self.reliability <= 1:
            raise ValueError(
                f"The reliability of {self.state}'s stance is {self.reliability}: it lies between 0 and 1."
            )

    @property
    def declared(self) -> bool:
        """Whether the member itself said so; else it is only reported."""
        return self.said_by is not Speaker.REPORT


class Reliability(msgspec.Struct, frozen=True):
    """The weight of a stance: that of its confidence, times that of its speaker, times that of its stage."""

    high: float = 0.95
    medium: float = 0.85
    low: float = 0.6
    capital: float = 1.0
    mission: float = 1.0
    """Missions speak on instructions; a capital's word is not held to be better, only later where the two differ."""
    report: float = 0.7
    before_blue: float = 0.85
    """Said of a text that can still change."""
    in_blue: float = 1.0
    """Said once the text was in blue."""

    def of(self, stance: Stance) -> float:
        """The weight of a stance, from 0 to 1: its own where one is given."""
        if stance.reliability is not None:
            return stance.reliability
        settled = stance.stage in (Stage.IN_BLUE, Stage.REVISED, Stage.AMENDED, Stage.NOT_PUT)
        sure: float = getattr(self, stance.confidence.value)
        spoken: float = getattr(self, stance.said_by.value)
        return sure * spoken * (self.in_blue if settled else self.before_blue)


DEFAULT = Reliability()

ORDER = tuple(Stage)
"""The stages of a draft's life, the earliest first."""


def latest(stances: Sequence[Stance]) -> Stance | None:
    """The stance taken at the latest stage; what a member said before is superseded. ``None`` if there is none."""
    return max(stances, key=lambda stance: ORDER.index(stance.stage), default=None)


def believed(chances: Chances, stance: Stance, reliability: Reliability = DEFAULT) -> Chances:
    """A seat's chances once its stance is known.

    Args:
        chances: what the seat would do had nothing been said.
        stance: what was said.
        reliability: the weights.
    """
    weight = reliability.of(stance)
    said = _as_said(chances, stance.position)
    return Chances(
        *(weight * a + (1 - weight) * b for (_, a), (_, b) in zip(said.casts(), chances.casts(), strict=True))
    )


def _as_said(chances: Chances, position: Position) -> Chances:
    if position.cast is not None:
        return Chances.certain(position.cast)
    rest = 1 - chances.no
    if rest <= 0:
        # The model knew of nothing but a no: what is left without it is to abstain.
        return Chances.certain(Cast.ABSTAIN)
    return Chances(chances.yes / rest, 0.0, chances.abstain / rest, chances.not_participating / rest)
