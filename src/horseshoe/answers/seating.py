"""The order of the seats around the Council's table."""

from __future__ import annotations

from collections.abc import Sequence

Place = tuple[str, str, bool]
"""A seat as it is drawn: code, name, whether it is permanent."""


def around_the_table(seats: Sequence[Place], presidency: str | None) -> list[Place]:
    """The seats in English alphabetical order, turned so that the presidency is at the head."""
    order = sorted(seats, key=lambda seat: seat[1])
    codes = [code for code, _, _ in order]
    if presidency not in codes:
        return order
    turn = codes.index(presidency) - len(order) // 2
    return order[turn:] + order[:turn]
