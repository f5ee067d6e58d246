"""Things as a workspace keeps them; nobody said any of it."""

from __future__ import annotations

from datetime import date

from horseshoe.desk.workspace.items import Instruction, Seat, Stance, WhipCount
from horseshoe.facts.statements import Voice

STANCE = Stance(
    draft="S/2026/900",
    state="KEN",
    phase="silence",
    stance="abstain",
    voice=Voice.MISSION,
    speaker="Second Secretary",
    not_before=date(2026, 11, 3),
    not_after=date(2026, 11, 3),
    says="Marked secret ALPHA.",
)
INSTRUCTION = Instruction(draft="S/2026/900", state="KEN", stance="yes", not_before=date(2026, 11, 5), says="Say yes.")
COUNT = WhipCount(
    draft="S/2026/900",
    on=date(2026, 11, 6),
    title="Before silence breaks",
    seats=(Seat(state="KEN", stance="yes"), Seat(state="GHA", stance="undecided", why="no word yet")),
)
