"""One code, two governments: where a seat has been held for the same state by another government.

A state keeps its code through changes of name, regime and territory. Its votes before and after a decision of the
Assembly on who represents it are those of two governments, and their positions are told apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

REPRESENTED_ANEW: Mapping[str, date] = MappingProxyType({"CHN": date(1971, 10, 25)})
"""State to the first day on which another government represented it: China, A/RES/2758 (XXVI)."""


def until(state: str, on: date) -> date | None:
    """The last day of the government that represented the state on ``on``; ``None`` for today's."""
    anew = REPRESENTED_ANEW.get(state)
    return anew - timedelta(days=1) if anew is not None and on < anew else None
