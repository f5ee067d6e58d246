"""What a standard says of a draft: its outcome, the grounds it rests on, and every step that led there."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from horseshoe.facts.assessments import Aim, Credible, FactsSay, Status
from horseshoe.facts.evidence import CodeCrime
from horseshoe.rules.standards.questions import OUTCOME


class Ground(StrEnum):
    """What an outcome rests on, where it is not "engaged"."""

    __hash__ = str.__hash__

    RIVAL_TEXT = "rival_text"
    """Another draft on the same situation was voted on at about the same time."""
    LIMITS = "limits"
    """The draft would have limited or ended action."""
    BOTH_SIDES = "both_sides"
    """States disagreed about this draft, and both sides were read in statements."""
    RELEVANCE = "relevance"
    """Only situation and date tie the evidence to the draft: its text was not seen to name what the evidence names."""
    UNCLASSED_ACTION = "unclassed_action"
    """What it asked for stands neither among the acts of the standard nor among what it takes as none."""
    DENIED = "denied"
    """An entity of the list denied the same crimes."""

    OUTSIDE = "outside"
    """Its subject lies outside the three crimes."""
    NO_ACTION = "no_action"
    """It asked for nothing that the standard takes as action to prevent or end crimes."""
    TEXT_SILENT = "text_silent"
    """Its text was seen, and names neither the three crimes nor the protection of civilians."""

    SITUATION_UNKNOWN = "situation_unknown"
    """The situation that the vote belongs to is not known here."""
    PARAMETER_MISSING = "parameter_missing"
    """A parameter of the standard has no value for votes of that day."""
    DRAFT_RECALLED = "draft_recalled"
    """What the draft asked for is only recalled."""
    EVIDENCE_RECALLED = "evidence_recalled"
    """What entities of the list had said is only recalled."""
    NO_EVIDENCE = "no_evidence"
    """No document of an entity of the list is known here that speaks of the crimes and was public by that day."""
    TEXT_UNSEEN = "text_unseen"
    """The text was not seen, or not what it names."""
    CONTEST_RECALLED = "contest_recalled"
    """Nothing that was seen contests it, but something that is only recalled would."""


CONTESTING = frozenset(
    {
        Ground.RIVAL_TEXT,
        Ground.LIMITS,
        Ground.BOTH_SIDES,
        Ground.RELEVANCE,
        Ground.UNCLASSED_ACTION,
        Ground.DENIED,
    }
)
"""Grounds on which a standard says "contested"."""

EXCLUDING = frozenset({Ground.OUTSIDE, Ground.NO_ACTION, Ground.TEXT_SILENT})
"""Grounds on which a standard says "not engaged"."""

WITHHOLDING = frozenset(set(Ground) - CONTESTING - EXCLUDING)
"""Grounds on which a standard says nothing."""


class Step(msgspec.Struct, frozen=True, gc=False):
    """One step of a standard: what it asked, what it found, and why."""

    question: str
    answer: str
    """In a word or a few."""
    because: str
    """A sentence."""
    evidence: tuple[str, ...] = ()
    """What it rests on (``evidence.id``)."""


class Judgment(msgspec.Struct, frozen=True, gc=False):
    """What a standard says of a draft, with every step."""

    status: Status | None
    """``None``: undetermined."""
    steps: tuple[Step, ...]
    grounds: tuple[Ground, ...]
    """What it rests on; empty where engaged."""
    aim: Aim | None
    """First part; ``None`` where the standard did not come to it."""
    facts: FactsSay | None
    """Second part; ``None`` where the standard did not come to it, or does not ask."""
    credible: Credible | None
    """Third part: ``yes`` says no more than that nothing known here speaks against it."""
    crimes: tuple[CodeCrime, ...]
    """Which of the three crimes the documents name that the judgment rests on."""
    evidence: tuple[str, ...]
    """The documents that it rests on (``evidence.id``)."""
    why: str
    """The judgment in a sentence."""


class Reasoning:
    """A judgment in the making: what the steps found so far."""

    def __init__(self) -> None:
        """Nothing is found yet."""
        self.steps: list[Step] = []
        self.grounds: list[Ground] = []
        self.phrases: list[str] = []
        self.withheld: list[str] = []
        self.aim: Aim | None = None
        self.facts: FactsSay | None = None
        self.credible: Credible | None = None
        self.crimes: tuple[CodeCrime, ...] = ()
        self.evidence: tuple[str, ...] = ()

    def step(self, question: str, answer: str, because: str, evidence: tuple[str, ...] = ()) -> None:
        """Adds a step."""
        self.steps.append(Step(question, answer, because, evidence))

    def contest(self, ground: Ground, phrase: str) -> None:
        """Adds a ground of contest: the judgment goes on, so that every ground is found."""
        self.grounds.append(ground)
        self.phrases.append(phrase)

    def withhold(self, phrase: str) -> None:
        """Adds what would contest it and is only recalled."""
        self.withheld.append(phrase)

    def end(self, engaged: str) -> Judgment:
        """Contested on all grounds found; withheld where only recalled rows would contest; else engaged."""
        if self.grounds:
            return self._judgment(Status.CONTESTED, tuple(self.grounds), f"Contested: {'; '.join(self.phrases)}.")
        if self.withheld:
            return self.undetermined(
                Ground.CONTEST_RECALLED, f"{'; '.join(self.withheld)} would contest it, but that is only recalled"
            )
        return self._judgment(Status.ENGAGED, (), engaged)

    def not_engaged(self, ground: Ground, why: str) -> Judgment:
        """Ends it: the Code did not apply."""
        return self._judgment(Status.NOT_ENGAGED, (ground,), f"Not engaged: {why}.")

    def undetermined(self, ground: Ground, why: str) -> Judgment:
        """Ends it without a status: what is known here does not tell."""
        self.credible = None
        return self._judgment(None, (ground,), f"Undetermined: {why}.")

    def _judgment(self, status: Status | None, grounds: tuple[Ground, ...], why: str) -> Judgment:
        self.step(OUTCOME, status.replace("_", " ") if status else "undetermined", why)
        return Judgment(
            status=status,
            steps=tuple(self.steps),
            grounds=grounds,
            aim=self.aim,
            facts=self.facts,
            credible=self.credible,
            crimes=self.crimes,
            evidence=self.evidence,
            why=why,
        )
