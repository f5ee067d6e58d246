"""How far seats move together: their loadings on the factor that all share, fitted to past forecasts and casts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from horseshoe.forecast.past import NO, YES

Array: TypeAlias = npt.NDArray[np.float64]

EASTERN = frozenset({"CHN", "RUS"})
"""The seats with a loading of their own: they are the likeliest to move against the rest."""
TRIED = (0.0, 0.2, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
"""The loadings among which the likeliest is taken."""
FEWEST = 100
"""With fewer past roll calls than this nothing is fitted, and seats count as independent."""


class Told(msgspec.Struct, frozen=True):
    """A past roll call as it was forecast, and what became of it."""

    states: tuple[str, ...]
    chances: Array
    """A row a seat: yes, no, abstaining, taking no part."""
    casts: npt.NDArray[np.int64]


class Loadings(msgspec.Struct, frozen=True):
    """The loading of China and the Russian Federation, and that of every other seat."""

    eastern: float = 0.0
    others: float = 0.0

    def of(self, seats: Sequence[str]) -> Mapping[str, float]:
        """State code to loading."""
        return {state: self.eastern if state in EASTERN else self.others for state in seats}


def fit(past: Sequence[Told]) -> Loadings:
    """The loadings that make what all seats did together likeliest: first one for all, then the two apart."""
    if len(past) < FEWEST:
        return Loadings()
    widest = max(len(each.states) for each in past)
    yes, no = np.full((len(past), widest), 1.0), np.zeros((len(past), widest))
    casts = np.zeros((len(past), widest), dtype=np.int64)
    eastern = np.zeros((len(past), widest), dtype=np.bool_)
    for row, each in enumerate(past):
        size = len(each.states)
        yes[row, :size], no[row, :size] = each.chances[:, YES], each.chances[:, NO]
        casts[row, :size] = each.casts
        eastern[row, :size] = [state in EASTERN for state in each.states]

    def likelihood(loadings: Loadings) -> float:
        return _likelihood(yes, no, casts, np.where(eastern, loadings.eastern, loadings.others))

    common = max(TRIED, key=lambda tried: likelihood(Loadings(tried, tried)))
    apart = max(TRIED, key=lambda tried: likelihood(Loadings(tried, common)))
    others = max(TRIED, key=lambda tried: likelihood(Loadings(apart, tried)))
    return Loadings(apart, others)


def _likelihood(yes: Array, no: Array, casts: npt.NDArray[np.int64], loading: Array) -> float:
    """The log likelihood of all casts, roll calls apart, given the factor each time and weighed over it."""
    factor = np.linspace(-6, 6, 49)
    weights = np.exp(-0.5 * factor**2)
    weights /= weights.sum()
    own = np.sqrt(1 - loading**2)
    upper, lower, slope = ndtri(yes) / own, ndtri(no) / own, loading / own
    joint = np.empty((len(yes), len(factor)))
    for node, value in enumerate(factor):
        in_favour, against = ndtr(upper + slope * value), ndtr(lower - slope * value)
        chance = np.where(casts == YES, in_favour, np.where(casts == NO, against, 1 - in_favour - against))
        joint[:, node] = np.log(np.maximum(chance, 1e-12)).sum(1)
    highest = joint.max(1)
    return float((highest + np.log(np.exp(joint - highest[:, None]) @ weights)).sum())
