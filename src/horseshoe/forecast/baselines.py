"""What a forecast has to beat: four ways to forecast a vote by counting alone.

Each learns the roll calls in the order of their days and gives a row of chances a seat: yes, no, abstaining, taking no
part. Every rate is shrunk, so that what has not happened yet keeps a small chance. Absent, not participating and not
voting are one thing here: since 2000 the record has five such casts in roll calls that were put to the vote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from horseshoe.forecast.draft import Draft
from horseshoe.forecast.past import Vote
from horseshoe.forecast.subjects import subject

Array: TypeAlias = npt.NDArray[np.float64]

HALF_LIFE = 6.0
"""Years after which a vote weighs half as much: the Council of the 1970s says little of that of today."""
OWN_STRENGTH = 20.0
"""A seat's own rate counts as if this many votes had gone as the Council's did."""
SUBJECT_STRENGTH = 10.0
"""A seat's rate on a subject counts as if this many votes had gone as its others did."""
_PRIOR = np.array([0.9, 0.02, 0.07, 0.01])


class Forecaster(Protocol):
    """Whatever learns roll calls and forecasts the next."""

    name: str

    def add(self, vote: Vote) -> None:
        """Learn a roll call."""

    def forecast(self, draft: Draft, seats: Sequence[str]) -> Array:
        """The chances of yes, no, abstaining and taking no part, a row a seat; each row sums to 1."""


class _Rate:
    """A rate of each cast in which a vote weighs half as much after each half-life."""

    def __init__(self, half_life: float) -> None:
        self._days = half_life * 365.25
        self._counts = np.zeros(4)
        self._on: date | None = None

    def add(self, cast: int, on: date) -> None:
        self._counts = self.counts(on)
        self._counts[cast] += 1
        self._on = on

    def counts(self, on: date) -> Array:
        """The counts as they weigh on a day."""
        if self._on is None or on == self._on:
            return self._counts
        return np.asarray(self._counts * 0.5 ** ((on - self._on).days / self._days))


class BaseRate:
    """The Council's base rate: every seat the same, at the rate of all casts of late."""

    name = "the Council's base rate"

    def __init__(self, half_life: float = HALF_LIFE) -> None:
        """Count with this half-life in years."""
        self._rate = _Rate(half_life)

    def add(self, vote: Vote) -> None:
        """Learn a roll call."""
        for cast in vote.casts.values():
            self._rate.add(cast, vote.day)

    def rate(self, on: date) -> Array:
        """The rate of each cast as of a day."""
        counts = self._rate.counts(on) + _PRIOR
        return np.asarray(counts / counts.sum())

    def forecast(self, draft: Draft, seats: Sequence[str]) -> Array:
        """The chances of yes, no, abstaining and taking no part, a row a seat; each row sums to 1."""
        return np.tile(self.rate(draft.on), (len(seats), 1))


class OwnRate:
    """Each seat's own rate, shrunk to the Council's."""

    name = "each seat's own rate"

    def __init__(self, half_life: float = HALF_LIFE) -> None:
        """Count with this half-life in years."""
        self._base = BaseRate(half_life)
        self._rates: dict[str, _Rate] = defaultdict(lambda: _Rate(half_life))

    def add(self, vote: Vote) -> None:
        """Learn a roll call."""
        self._base.add(vote)
        for state, cast in vote.casts.items():
            self._rates[state].add(cast, vote.day)

    def rates(self, on: date, seats: Sequence[str]) -> Array:
        """The rate of each cast of each seat as of a day."""
        return _shrunk([self._rates.get(state) for state in seats], on, self._base.rate(on), OWN_STRENGTH)

    def forecast(self, draft: Draft, seats: Sequence[str]) -> Array:
        """The chances of yes, no, abstaining and taking no part, a row a seat; each row sums to 1."""
        return self.rates(draft.on, seats)


class OwnRateOnSubject:
    """Each seat's rate on the draft's subject, shrunk to its own rate on all."""

    name = "own rate, shrunk into its record on the subject"

    def __init__(self, half_life: float = HALF_LIFE) -> None:
        """Count with this half-life in years."""
        self._own = OwnRate(half_life)
        self._rates: dict[tuple[str, str], _Rate] = defaultdict(lambda: _Rate(half_life))

    def add(self, vote: Vote) -> None:
        """Learn a roll call."""
        self._own.add(vote)
        about = subject(vote.draft)
        for state, cast in vote.casts.items():
            self._rates[about, state].add(cast, vote.day)

    def forecast(self, draft: Draft, seats: Sequence[str]) -> Array:
        """The chances of yes, no, abstaining and taking no part, a row a seat; each row sums to 1."""
        about = subject(draft)
        rates = [self._rates.get((about, state)) for state in seats]
        return _shrunk(rates, draft.on, self._own.rates(draft.on, seats), SUBJECT_STRENGTH)


class LastVote:
    """Each seat's last vote on the subject: how often seats did what after such a last vote, as it was so far."""

    name = "each seat's last vote on the situation"

    def __init__(self, half_life: float = HALF_LIFE) -> None:
        """Count with this half-life in years."""
        self._last: dict[tuple[str, str], int] = {}
        self._after: dict[int | None, _Rate] = {cast: _Rate(half_life) for cast in (None, 0, 1, 2, 3)}

    def add(self, vote: Vote) -> None:
        """Learn a roll call."""
        about = subject(vote.draft)
        for state, cast in vote.casts.items():
            self._after[self._last.get((about, state))].add(cast, vote.day)
            self._last[about, state] = cast

    def forecast(self, draft: Draft, seats: Sequence[str]) -> Array:
        """The chances of yes, no, abstaining and taking no part, a row a seat; each row sums to 1."""
        about, found = subject(draft), np.empty((len(seats), 4))
        for row, state in enumerate(seats):
            counts = self._after[self._last.get((about, state))].counts(draft.on) + _PRIOR
            found[row] = counts / counts.sum()
        return found


def _shrunk(rates: Sequence[_Rate | None], on: date, prior: Array, strength: float) -> Array:
    counts = np.array([np.zeros(4) if rate is None else rate.counts(on) for rate in rates]).reshape(len(rates), 4)
    return np.asarray((counts + strength * prior) / (counts.sum(1, keepdims=True) + strength))


def all_baselines() -> Mapping[str, Forecaster]:
    """Name to a new forecaster that has learned nothing, in the order of the tables."""
    found: tuple[Forecaster, ...] = (BaseRate(), OwnRate(), LastVote(), OwnRateOnSubject())
    return {each.name: each for each in found}
