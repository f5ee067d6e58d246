"""How good forecasts were: log loss, Brier score, and calibration with the counts behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float64]

FLOOR = 1e-12
"""A chance below this counts as this much in the log loss, which would be infinite at 0."""
EDGES = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)
"""Edges of the calibration table: most chances lie near 0 and 1."""


class Score(msgspec.Struct, frozen=True):
    """The mean score of forecasts."""

    count: int
    """How many forecasts were scored."""
    log_loss: float
    """Nats: minus the natural logarithm of the chance given to what happened. 0 is perfect."""
    brier: float
    """The sum over the possibilities of the squared difference from what happened, from 0 to 2. 0 is perfect."""


class Bin(msgspec.Struct, frozen=True):
    """Forecasts whose chance lay in one interval, and how often what they told of happened."""

    low: float
    high: float
    count: int
    """How many forecasts."""
    happened: int
    """How often it happened."""
    mean_chance: float
    """The mean chance that the forecasts gave."""

    @property
    def rate(self) -> float:
        """How often it happened, as a share."""
        return self.happened / self.count


def score(chances: Array, happened: npt.NDArray[np.int64]) -> Score:
    """The score of forecasts: a row of chances each, and the number of the column that happened.

    Raises:
        ValueError: there is no forecast, or not as many results as forecasts, or a row does not sum to 1.
    """
    if len(chances) == 0 or len(chances) != len(happened):
        raise ValueError(
            f"{len(chances)} forecasts and {len(happened)} results: give one result each, and at least one."
        )
    if np.abs(chances.sum(1) - 1).max() > 1e-6:
        raise ValueError("The chances of a forecast do not sum to 1.")
    rows = np.arange(len(chances))
    told = np.zeros_like(chances)
    told[rows, happened] = 1
    return Score(
        count=len(chances),
        log_loss=float(-np.log(np.maximum(chances[rows, happened], FLOOR)).mean()),
        brier=float(((chances - told) ** 2).sum(1).mean()),
    )


def calibration(chances: Array, happened: npt.NDArray[np.bool_], edges: Sequence[float] = EDGES) -> tuple[Bin, ...]:
    """Forecasts of one event sorted by the chance they gave it; intervals without forecasts are left out."""
    found = []
    places = np.clip(np.searchsorted(np.array(edges), chances, side="right") - 1, 0, len(edges) - 2)
    for place in range(len(edges) - 1):
        inside = places == place
        if inside.any():
            found.append(
                Bin(
                    edges[place],
                    edges[place + 1],
                    int(inside.sum()),
                    int(happened[inside].sum()),
                    float(chances[inside].mean()),
                )
            )
    return tuple(found)
