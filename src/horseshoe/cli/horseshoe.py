"""The Council's table as a picture of text: each seat with its cast, by mark and by word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from horseshoe.answers.seating import Place, around_the_table
from horseshoe.facts.proposals import Cast

if TYPE_CHECKING:
    from rich.text import Text

MARKS: Mapping[Cast, tuple[str, str, str]] = {
    Cast.YES: ("✓", "yes", "green"),
    Cast.NO: ("✗", "no", "bold red"),
    Cast.ABSTAIN: ("○", "abstain", "yellow"),
    Cast.NOT_PARTICIPATING: ("–", "no part", "dim"),
    Cast.ABSENT: ("·", "absent", "dim"),
    Cast.NOT_VOTING: ("–", "no vote", "dim"),
    Cast.UNKNOWN: ("?", "unknown", "magenta"),
}
"""Cast to its mark, its word and its colour; mark and word say it without the colour."""

CELL = 15


def picture(
    seats: Sequence[Place], casts: Mapping[str, Cast], presidency: str | None = None, inside: Sequence[str] = ()
) -> Text:
    """The horseshoe: the order runs up the left side, along the head and down the right side.

    Args:
        seats: the Council of the day.
        casts: code to cast; a seat without one is drawn as unknown.
        presidency: code of the state that presides.
        inside: lines written within the table.
    """
    from rich.text import Text

    order = around_the_table(seats, presidency)
    side = (len(order) + 1) // 3
    left, head, right = order[:side][::-1], order[side : len(order) - side], order[len(order) - side :]
    width = CELL * (len(head) - 2) - 2
    drawn = Text()
    for seat in head:
        _draw(drawn, seat, casts)
    lines = ["", *inside][:side] + [""] * (side - len(inside) - 1)
    for row, (one, other) in enumerate(zip(left, right, strict=True)):
        drawn.append("\n")
        _draw(drawn, one, casts)
        drawn.append(f"╭{'─' * width}╮" if row == 0 else f"│{lines[row].center(width)}│", style="dim")
        drawn.append(" ")
        _draw(drawn, other, casts)
    return drawn


def _draw(drawn: Text, seat: Place, casts: Mapping[str, Cast]) -> None:
    code, _, permanent = seat
    mark, word, colour = MARKS[casts.get(code, Cast.UNKNOWN)]
    drawn.append(f"{mark} {code}{'*' if permanent else ' '} {word}".ljust(CELL), style=colour)
