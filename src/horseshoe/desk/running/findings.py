"""What was found when an installation was looked at: how a thing stands, in a sentence."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class State(StrEnum):
    """How a thing stands."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    WRONG = "wrong"


class Finding(msgspec.Struct, frozen=True):
    """One thing that was looked at."""

    state: State
    sentence: str


def good(sentence: str) -> Finding:
    """It stands as it should."""
    return Finding(State.GOOD, sentence)


def doubtful(sentence: str) -> Finding:
    """It may be meant so."""
    return Finding(State.DOUBTFUL, sentence)


def wrong(sentence: str) -> Finding:
    """It should be put right; the sentence says how."""
    return Finding(State.WRONG, sentence)
