"""From what a workspace knows to a whip count of its own: the newest word of each seat as evidence. Pure.

A count says what each seat may do, the odds that follow, and whom to call. Nothing of it is kept or public.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import StrEnum

import msgspec

from horseshoe.answers.planned import Planned
from horseshoe.desk.workspace.items import Instruction, Stance
from horseshoe.desk.workspace.kept import Kept
from horseshoe.desk.workspace.parting import UNDECIDED, Parting
from horseshoe.facts.proposals import Cast
from horseshoe.facts.statements import Voice
from horseshoe.forecast.stances import Confidence, Position, Speaker
from horseshoe.forecast.stances import Stance as Evidence
from horseshoe.rules import symbols
from horseshoe.rules.draft_life import Stage

PHASES: Mapping[str, Stage] = {
    "consultations": Stage.ZERO_DRAFT,
    "negotiation": Stage.ROUND,
    "silence": Stage.SILENCE,
    "blue": Stage.IN_BLUE,
}
"""The stage of a stance as the count takes it."""

SPEAKERS = {Voice.MISSION: Speaker.MISSION, Voice.CAPITAL: Speaker.CAPITAL, Voice.UNKNOWN: Speaker.REPORT}

OVER = frozenset({Stage.VOTED, Stage.WITHDRAWN})
"""Stages after which nothing is left to count."""


class Why(StrEnum):
    """Why a seat should be called."""

    PARTED = "parted"
    """Its mission and its capital do not say the same."""
    UNDECIDED = "undecided"
    """Its newest word is that it has not decided."""
    UNHEARD = "unheard"
    """The workspace has no word of it."""


class Heard(msgspec.Struct, frozen=True):
    """The newest word of a seat that a workspace has, or none."""

    state: str
    kept: Kept | None
    parting: Parting | None

    @property
    def stance(self) -> str | None:
        """What it says it will do; ``None`` where nothing is known."""
        item = self.kept.item if self.kept else None
        return item.stance if isinstance(item, Stance | Instruction) else None

    @property
    def call(self) -> Why | None:
        """Why it should be called; ``None`` where its vote is known as well as words tell."""
        if self.parting is not None:
            return Why.PARTED
        if self.stance is None:
            return Why.UNHEARD
        return Why.UNDECIDED if self.stance == UNDECIDED else None


def heard(found: Iterable[Kept], partings: Iterable[Parting], seats: Iterable[str]) -> tuple[Heard, ...]:
    """The newest word of each seat, in the order of the seats.

    An instruction is a word of the capital. Of words of one day the one put down last counts.

    Args:
        found: what is kept of the draft; what is retracted, and what is no word of a seat, is passed over.
        partings: where mission and capital part on it.
        seats: codes of the Council.
    """
    newest: dict[str, Kept] = {}
    for each in sorted((each for each in found if each.holds), key=_age):
        if isinstance(each.item, Stance | Instruction):
            newest[each.item.state] = each
    parted = {each.state: each for each in partings}
    return tuple(Heard(state, newest.get(state), parted.get(state)) for state in seats)


def phase(stage: Stage | None) -> str:
    """The stage of a stance that is heard while a draft stands there; empty where nothing is known."""
    if stage is None or stage in OVER:
        return ""
    if stage in (Stage.SILENCE, Stage.SILENCE_BROKEN, Stage.SILENCE_PASSED):
        return "silence"
    return {Stage.IDEA: "consultations", Stage.ZERO_DRAFT: "consultations", Stage.ROUND: "negotiation"}.get(
        stage, "blue"
    )


def tally(words: Iterable[Heard]) -> tuple[tuple[str, int], ...]:
    """How many seats say what, by their newest word: votes first, then those undecided and those not heard."""
    order = ("yes", "no", "abstain", "not_participating", UNDECIDED, "")
    counts = dict.fromkeys(order, 0)
    for each in words:
        counts[each.stance or ""] += 1
    return tuple((stance, number) for stance, number in counts.items() if number or stance in ("yes", "no", ""))


def planned(
    name: str,
    words: Iterable[Heard],
    on: date,
    *,
    stage: Stage | None = None,
    situation: str | None = None,
    action: str | None = None,
    sponsors: Collection[str] = (),
) -> Planned:
    """The draft as a whip count takes it, with the newest decided word of each seat as a stance.

    Where mission and capital part the newest word still counts, with the weight of low confidence: what the seat
    will do is less sure then.

    Args:
        name: of the draft, a symbol or a title.
        words: what is heard of the seats.
        on: the day of the vote.
        stage: where the draft stands.
        situation: its key, where it is known.
        action: what the draft asks for.
        sponsors: codes of states.
    """
    symbol = _symbol(name)
    stage = stage if stage not in OVER else None
    return Planned(
        date=on,
        title=None if symbol else name,
        symbol=symbol,
        stage=stage,
        situation=situation,
        action=action,
        sponsors=tuple(sponsors),
        stances=tuple(_evidence(each, stage) for each in words if each.stance not in (None, UNDECIDED)),
    )


def followed(words: Iterable[Heard]) -> tuple[dict[str, Cast], dict[str, Cast]]:
    """Seats whose mission and capital are decided for different votes: their casts by the mission, by the capital."""
    mission, capital = {}, {}
    for each in words:
        if each.parting and UNDECIDED not in (each.parting.mission.stance, each.parting.capital.stance):
            mission[each.state] = Cast(each.parting.mission.stance)
            capital[each.state] = Cast(each.parting.capital.stance)
    return mission, capital


def _evidence(each: Heard, stage: Stage | None) -> Evidence:
    assert each.kept is not None
    item = each.kept.item
    assert isinstance(item, Stance | Instruction)
    return Evidence(
        state=each.state,
        position=Position(item.stance),
        stage=(stage or Stage.ROUND) if isinstance(item, Instruction) else PHASES[item.phase],
        said_by=Speaker.CAPITAL if isinstance(item, Instruction) else SPEAKERS[item.voice],
        source="an instruction" if isinstance(item, Instruction) else "a stance",
        confidence=Confidence.LOW if each.parting else Confidence.MEDIUM,
        on=item.not_after or item.not_before,
    )


def _symbol(name: str) -> str | None:
    try:
        return symbols.parse(name).key
    except symbols.SymbolError:
        return None


def _age(each: Kept) -> tuple[date, date, int, int]:
    """The oldest first; what has no day comes before what has one; of one day, an instruction last."""
    first: date = getattr(each.item, "not_before", None) or date.min
    return getattr(each.item, "not_after", None) or first, first, int(isinstance(each.item, Instruction)), each.number
