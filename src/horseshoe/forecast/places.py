"""Where states stand in the General Assembly on a day, as arrays: what a seat with a thin record borrows from.

A state that has hardly voted on the Council has voted in the Assembly. States near it there lend it what they did on
the Council, the nearer the more. Only spans of sessions that were over by the day count.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from horseshoe.forecast import assembly

Array: TypeAlias = npt.NDArray[np.float64]
Numbers: TypeAlias = npt.NDArray[np.int64]
Positions: TypeAlias = Callable[[date], Mapping[str, float]]
"""A day to the position of each state in the Assembly, as known on that day. It may change on
``assembly.changes()`` alone."""

WIDTH = 0.3
"""States this far apart lend each other exp(-1/2) of what states at one place do; the deviation of all states is 1."""
EXPECTED = (0.75, 0.2)
"""The agreement on contested votes expected of two states at one place, and what is taken off for a distance of 1."""
EXPECTED_OF_OTHERS = 0.6
"""The same where the place of either is not known."""


def nobody(on: date) -> Mapping[str, float]:
    """No position of any state: a forecast without the Assembly."""
    return {}


class Places:
    """Positions in the Assembly by the numbers that stand for states."""

    def __init__(self, states: Mapping[str, int], positions: Positions = assembly.positions) -> None:
        """The states by code, numbered from 0 on, and where to look their positions up."""
        self._states = states
        self._positions = positions
        self._changes = assembly.changes()
        self._known: dict[int, Array] = {}

    def on(self, day: date) -> Array:
        """The position of each state on a day; not a number where none is known."""
        era = bisect_right(self._changes, day)
        if era not in self._known:
            found = np.full(len(self._states), np.nan)
            for state, place in (self._positions(self._changes[era - 1]) if era else {}).items():
                if state in self._states:
                    found[self._states[state]] = place
            self._known[era] = found
        return self._known[era]

    def nearness(self, day: date, numbers: Numbers) -> Array:
        """A row a seat, a column a state: from 1 at one place to 0; 0 too for itself, and where a place is unknown."""
        near = np.exp(-0.5 * (self._apart(day, numbers) / WIDTH) ** 2)
        near[np.isnan(near)] = 0
        near[np.arange(len(numbers)), numbers] = 0
        return near

    def expected_agreement(self, day: date, numbers: Numbers, others: Numbers) -> Array:
        """A row a seat, a column for each of the others: the agreement to be expected before a vote of either."""
        nearest, slope = EXPECTED
        expected = np.clip(nearest - slope * self._apart(day, numbers)[:, others], 0.2, 0.9)
        return np.where(np.isnan(expected), EXPECTED_OF_OTHERS, expected)

    def _apart(self, day: date, numbers: Numbers) -> Array:
        places = self.on(day)
        return np.asarray(np.abs(places[numbers][:, None] - places[None, :]))
