"""Stances by seat and stage: who said what, and what the capital wants, one row a state. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

import msgspec

from horseshoe.desk.workspace.items import Instruction, Stance
from horseshoe.desk.workspace.kept import Kept
from horseshoe.desk.workspace.parting import Parting
from horseshoe.facts.dates import DoubtfulDate

PHASES = ("consultations", "negotiation", "silence", "blue")
"""In the order in which a draft goes through them."""


class Said(msgspec.Struct, frozen=True):
    """One stance or instruction, as a table shows it."""

    number: int
    stance: str
    voice: str
    """``mission``, ``capital`` or ``unknown``."""
    by: str | None
    """Who spoke, or who in the capital told the mission so."""
    when: DoubtfulDate


class Row(msgspec.Struct, frozen=True):
    """What is known of one state."""

    state: str
    name: str
    seated: bool
    """Whether it has a seat on the day of the table."""
    phases: tuple[tuple[Said, ...], ...]
    """For each of ``PHASES`` the newest word of each voice."""
    instruction: Said | None
    """The newest one."""
    parting: Parting | None


def rows(
    found: Iterable[Kept], partings: Iterable[Parting], council: Sequence[str], name: Callable[[str], str]
) -> tuple[Row, ...]:
    """One row a seat in the order given, then one for each other state of which something is known.

    Args:
        found: the stances and instructions on one draft; what is retracted is passed over.
        partings: where mission and capital part on it.
        council: codes of the seats.
        name: of a state, by its code.
    """
    parted = {each.state: each for each in partings}
    stances: dict[str, dict[str, dict[str, Kept]]] = {}
    wanted: dict[str, Kept] = {}
    for each in sorted((each for each in found if each.holds), key=_age):
        said = each.item
        if isinstance(said, Stance):
            stances.setdefault(said.state, {}).setdefault(said.phase, {})[said.voice.value] = each
        elif isinstance(said, Instruction):
            wanted[said.state] = each
    others = sorted(({*stances, *wanted}) - set(council), key=name)
    return tuple(
        Row(
            state=state,
            name=name(state),
            seated=state in council,
            phases=tuple(tuple(map(_said, stances.get(state, {}).get(phase, {}).values())) for phase in PHASES),
            instruction=_said(wanted[state]) if state in wanted else None,
            parting=parted.get(state),
        )
        for state in (*council, *others)
    )


def _age(each: Kept) -> tuple[date, date, int]:
    """The oldest first; what has no day comes before what has one."""
    first: date = getattr(each.item, "not_before", None) or date.min
    return getattr(each.item, "not_after", None) or first, first, each.number


def _said(each: Kept) -> Said:
    said = each.item
    assert isinstance(said, Stance | Instruction)
    when = DoubtfulDate(said.not_before, said.not_after)
    if isinstance(said, Instruction):
        return Said(each.number, said.stance, "capital", said.giver, when)
    return Said(each.number, said.stance, said.voice.value, said.speaker, when)
