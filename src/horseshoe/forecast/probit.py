"""One-dimensional ideal points from yeas and nays, by a fast and deterministic approximation of the posterior.

The model is the one that R's ``pscl::ideal`` samples from: voter i says yea to item j with the chance
Φ(b[j] x[i] - a[j]), where x has a standard normal prior, and a and b have a normal prior with mean 0 and variance 25.
What is not a yea or a nay is missing and says nothing. Source: Clinton, Jackman and Rivers, "The Statistical Analysis
of Roll Call Data", American Political Science Review 98 (2004). In place of a sampler, the posterior is approximated by
one that factorises, found by expectation maximisation: Imai, Lo and Olmsted, "Fast Estimation of Ideal Points with
Massive Data", American Political Science Review 110 (2016). Standard errors come from the information matrix at the
solution with the items' parameters eliminated, because those of the approximation itself are too small: they take the
items as known. They are on the cautious side: half as large again as the spread of ``pscl``'s draws on the Council's
contested roll calls (``benchmarks/ideal.py``).

The model knows neither direction nor unit. Positions come with mean 0 and standard deviation 1 over the voters that
are counted; which end is up is for the caller to say.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr

ITEM_PRECISION = 0.04
"""Precision of the prior on the items' parameters: that of ``pscl::ideal`` by default."""

WITHIN = 1e-5
"""The estimate stands when no position moves by more than this in one step, on the scale of the prior."""

STEPS = 6000
"""Steps after which the estimate is taken as it is."""

LEAP = 1000.0
"""How many times longer the step after a leap may be than the step before it."""

_HALF_LOG_2PI = 0.9189385332046727

_State = NDArray[np.float64]
"""Positions, logarithms of their variances, difficulties and discriminations, one after the other."""


class Estimate(msgspec.Struct, frozen=True):
    """Positions of the voters, in their order."""

    positions: NDArray[np.float64]
    """Mean 0 and standard deviation 1 over the voters counted."""
    standard_errors: NDArray[np.float64]
    """In the same unit; of the standardised position, so what moves all voters alike is not in them."""
    steps: int
    """Steps of the expectation maximisation."""


def estimate(votes: NDArray[np.int8], counted: NDArray[np.bool_] | None = None) -> Estimate:
    """The ideal points behind a matrix of voters by items: 1 is a yea, -1 a nay, 0 missing.

    The result does not depend on chance. The order of voters and items changes it by rounding errors only.

    Args:
        votes: the matrix.
        counted: which voters set zero and unit of the scale; all by default.

    Raises:
        ValueError: fewer than two voters are counted, or no item has both yeas and nays.
    """
    contested = (votes == 1).any(axis=0) & (votes == -1).any(axis=0)
    votes = votes[:, contested]
    counted = np.ones(len(votes), dtype=np.bool_) if counted is None else counted
    if votes.shape[1] == 0 or counted.sum() < 2:
        raise ValueError("Positions need two voters at least, and an item on which some said yea and others nay.")
    voter, item = np.nonzero(votes)
    said = votes[voter, item].astype(np.float64)
    x, a, b, steps = _fit(votes, voter, item, said)
    return _standardised(x, _covariance(votes.shape, voter, item, x, a, b), counted, steps)


def _fit(
    votes: NDArray[np.int8], voter: NDArray[np.int_], item: NDArray[np.int_], said: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], int]:
    """The means of the approximate posterior: positions, the items' difficulty and discrimination."""
    voters, items = votes.shape
    seen = np.abs(votes).astype(np.float64)
    of_items = seen.sum(axis=0) + ITEM_PRECISION

    def regress(x: NDArray[np.float64], squared: NDArray[np.float64], latent: NDArray[np.float64]) -> _State:
        # Each item is a regression of the latent votes on (x, -1), each voter one on the items: closed forms both.
        xs, xx = seen.T @ x, seen.T @ squared + ITEM_PRECISION
        by_x, by_one = np.bincount(item, latent * x[voter], items), np.bincount(item, latent, items)
        determinant = xx * of_items - xs * xs
        b = (of_items * by_x - xs * by_one) / determinant
        a = (xs * by_x - xx * by_one) / determinant
        precision = 1.0 + seen @ (b * b + of_items / determinant)
        x = np.bincount(voter, latent * b[item] + (a * b + xs / determinant)[item], voters) / precision
        return np.concatenate((x, -np.log(precision), a, b))

    def step(state: _State) -> _State:
        x, log_variance, a, b = np.split(state, (voters, 2 * voters, 2 * voters + items))
        expected = x[voter] * b[item] - a[item]
        return regress(x, x * x + np.exp(log_variance), expected + said * _mills(said * expected))

    x = _start(votes)
    state, steps = _settled(step, regress(x, x * x, 1.5 * said), voters)
    x, _, a, b = np.split(state, (voters, 2 * voters, 2 * voters + items))
    return x, a, b, steps


def _settled(step: Callable[[_State], _State], state: _State, voters: int) -> tuple[_State, int]:
    """The state that a step leaves as it is, and the steps it took.

    Two steps tell where the next ones would lead, and a leap goes there: scheme S3 of Varadhan and Roland, "Simple and
    Globally Convergent Methods for Accelerating the Convergence of Any EM Algorithm", Scandinavian Journal of
    Statistics 35 (2008). A leap after which the next step is more than ``LEAP`` times as long is taken back.
    """
    for taken in range(2, STEPS, 3):
        once = step(state)
        twice = step(once)
        first, second = once - state, twice - once
        if np.abs(second[:voters]).max() < WITHIN:
            return twice, taken
        bend = second - first
        length = max(1.0, float(np.linalg.norm(first) / max(float(np.linalg.norm(bend)), 1e-300)))
        leap = state + 2.0 * length * first + length * length * bend
        with np.errstate(all="ignore"):  # a leap too far ends in no number, and is taken back
            landed = step(leap)
            good = bool(np.linalg.norm(landed - leap) <= LEAP * np.linalg.norm(first))
        state = landed if good else twice
    return state, STEPS


def _start(votes: NDArray[np.int8]) -> NDArray[np.float64]:
    """The leading eigenvector of how alike voters vote on the items that both voted on, standardised."""
    seen = np.abs(votes).astype(np.float64)
    off = np.where(votes == 0, 0.0, votes - votes.sum(axis=0) / seen.sum(axis=0))
    both = seen @ seen.T
    alike = np.divide(off @ off.T, both, out=np.zeros_like(both), where=both > 0)
    x = np.linalg.eigh(alike)[1][:, -1]
    spread = float(x.std())
    return np.asarray((x - x.mean()) / spread if spread > 0 else x, dtype=np.float64)


def _covariance(
    shape: tuple[int, ...],
    voter: NDArray[np.int_],
    item: NDArray[np.int_],
    x: NDArray[np.float64],
    a: NDArray[np.float64],
    b: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The inverse of the voters' information, once what the items' own doubt takes away is gone from it."""
    expected = x[voter] * b[item] - a[item]
    weight = np.zeros(shape)
    weight[voter, item] = _mills(expected) * _mills(-expected)
    bb, ab, aa = weight.T @ (x * x) + ITEM_PRECISION, -(weight.T @ x), weight.sum(axis=0) + ITEM_PRECISION
    determinant = bb * aa - ab * ab
    with_b, with_a = weight * x[:, None] * b, -weight * b
    cross = (with_b * (ab / determinant)) @ with_a.T
    information = np.diag(1.0 + weight @ (b * b)) + cross + cross.T
    information -= (with_b * (aa / determinant)) @ with_b.T + (with_a * (bb / determinant)) @ with_a.T
    return np.asarray(np.linalg.inv(information), dtype=np.float64)


def _standardised(
    x: NDArray[np.float64], covariance: NDArray[np.float64], counted: NDArray[np.bool_], steps: int
) -> Estimate:
    """Positions and errors on the scale of the voters counted, by the delta method."""
    share = counted / counted.sum()
    middle = float(share @ x)
    spread = float(np.sqrt(share @ (x - middle) ** 2))
    if spread < 1e-9:
        raise ValueError("All voters counted stand at one point: the votes tell them apart nowhere.")
    z = (x - middle) / spread
    change = (np.eye(len(x)) - share - np.outer(z, share * z)) / spread
    errors = np.sqrt(np.einsum("ij,jk,ik->i", change, covariance, change, optimize=True))
    return Estimate(z, errors, steps)


def _mills(z: NDArray[np.float64]) -> NDArray[np.float64]:
    """The normal density over its distribution function, safe far out in the tails."""
    return np.asarray(np.exp(-0.5 * z * z - _HALF_LOG_2PI - log_ndtr(z)), dtype=np.float64)
