"""Where what a mission says and what its capital wants part: pure, over what a workspace knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import msgspec

from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.statements import Voice

UNDECIDED = "undecided"


class Word(msgspec.Struct, frozen=True):
    """What was said, or wanted, of a state's vote on a draft."""

    draft: str
    state: str
    stance: str
    """``yes``, ``no``, ``abstain``, ``not_participating`` or ``undecided``."""
    voice: Voice
    when: DoubtfulDate
    instruction: bool = False
    """Whether it is an instruction from the capital to its mission, not a word to others."""


class Parts(StrEnum):
    """How far the two are apart."""

    OPPOSED = "opposed"
    """Each is decided, for another vote."""
    AHEAD = "ahead"
    """The mission says how it will vote, and the capital has not decided."""
    BEHIND = "behind"
    """The capital has decided, and the mission says that it has not."""


class Parting(msgspec.Struct, frozen=True):
    """A state whose mission and capital do not say the same of a draft."""

    draft: str
    state: str
    mission: Word
    capital: Word
    parts: Parts
    later: bool | None
    """Whether the capital's word is later than the mission's, which may thus not know of it; ``None``: not known."""
    warning: str
    """One sentence; it names the state by its code."""


def partings(words: Iterable[Word]) -> tuple[Parting, ...]:
    """Every state and draft where the newest word of the mission and the newest of the capital part.

    An instruction is a word of the capital. Of words whose order is in doubt, the one that may be latest counts as the
    newest, and among those of one day the one that stands later in ``words``.
    """
    newest: dict[tuple[str, str], dict[Voice, Word]] = {}
    for word in words:
        voice = Voice.CAPITAL if word.instruction else word.voice
        if voice is Voice.UNKNOWN:
            continue
        said = newest.setdefault((word.draft, word.state), {})
        if voice not in said or _latest(word) >= _latest(said[voice]):
            said[voice] = word
    found = []
    for (draft, state), said in newest.items():
        mission, capital = said.get(Voice.MISSION), said.get(Voice.CAPITAL)
        if mission is None or capital is None or mission.stance == capital.stance:
            continue
        parts = Parts.OPPOSED
        if capital.stance == UNDECIDED:
            parts = Parts.AHEAD
        elif mission.stance == UNDECIDED:
            parts = Parts.BEHIND
        later = _later(capital.when, mission.when)
        warning = _warning(state, mission, capital, parts, later)
        found.append(Parting(draft, state, mission, capital, parts, later, warning))
    return tuple(found)


def _latest(word: Word) -> tuple[date, date]:
    """The last day on which it may have been said, and the first; what has no day comes before what has one."""
    first = word.when.not_before or date.min
    return word.when.not_after or first, first


def _later(one: DoubtfulDate, other: DoubtfulDate) -> bool | None:
    if one.not_before and other.not_after and one.not_before > other.not_after:
        return True
    if one.not_after and other.not_before and one.not_after < other.not_before:
        return False
    return None


def _warning(state: str, mission: Word, capital: Word, parts: Parts, later: bool | None) -> str:
    wants = "instructed" if capital.instruction else "said"
    told = f"The mission of {state} says {_words(mission.stance)}"
    if parts is Parts.AHEAD:
        return f"{told}, and its capital has not decided: the mission may be alone with it."
    if parts is Parts.BEHIND:
        return f"{told}, and its capital {wants} {_words(capital.stance)}."
    end = {
        True: " since: the mission may not know yet",
        False: " before: the mission departs from it, or the capital has changed its mind",
        None: ": which of the two came later is not known",
    }[later]
    return f"{told}, and its capital {wants} {_words(capital.stance)}{end}."


def _words(stance: str) -> str:
    return stance.replace("_", " ")
