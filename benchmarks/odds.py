"""The odds of a draft and the power of a seat, beside what a user would use instead: enumeration, and powerindices.

``python benchmarks/odds.py`` prints them alone; ``benchmarks/run.py`` can take them in with :func:`measure`.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from datetime import date
from functools import partial

import numpy as np
import powerindices
from numpy.polynomial.hermite_e import hermegauss

from horseshoe.forecast.odds import given_factor, odds
from horseshoe.forecast.power import power
from horseshoe.forecast.seats import Chances, SeatChances
from horseshoe.forecast.what_if import CHOICES, bargains, fix, pivots, single

Pair = Callable[..., None]
DAY = date(2022, 2, 25)
ROUNDS = 5


def council(loading: float, seed: int = 1) -> list[SeatChances]:
    """A Council of fifteen with made-up chances, the same at every run."""
    draw = random.Random(seed)
    seats = []
    for place in range(15):
        weights = [draw.random() + (place > 4), *(draw.random() / 2 for _ in range(3))]
        chances = Chances(*(each / sum(weights) for each in weights))
        seats.append(SeatChances(f"S{place:02}", place < 5, chances, loading and loading * draw.uniform(0.7, 1)))
    return seats


def enumerated(yes: np.ndarray, no: np.ndarray, silent: np.ndarray) -> float:
    """The chance of adoption from all 3^15 profiles: NumPy, in one go over the ten elected seats."""
    profiles = np.indices((3,) * 10).reshape(10, -1)
    in_favour = (profiles == 0).sum(axis=0)
    chance = np.ones(profiles.shape[1])
    for place, casts in enumerate(profiles):
        chance *= np.array([yes[5 + place], no[5 + place], silent[5 + place]])[casts]
    total = 0.0
    for five in np.ndindex((3,) * 5):
        if 1 not in five:
            own = np.prod([(yes, no, silent)[cast][place] for place, cast in enumerate(five)])
            total += own * chance[in_favour + five.count(0) >= 9].sum()
    return float(total)


def measure(pair: Pair) -> None:
    """Print the measures of the odds and of power."""
    alone, together = council(0.0), council(0.6)

    def enumerate_all() -> float:
        yes, no, silent = given_factor(alone, np.zeros(1))
        return enumerated(yes[0], no[0], silent[0])

    def quadrature_by_hand() -> float:
        nodes, weights = hermegauss(64)
        return sum(weight * enumerated(*each) for weight, each in zip(weights, _at(together, nodes), strict=True))

    pair("odds", lambda: odds(alone, DAY), enumerate_all)
    pair("  factor", lambda: odds(together, DAY), quadrature_by_hand)
    pair("what-ifs", lambda: single(together, DAY), lambda: _one_by_one(together))
    pair(
        "power",
        lambda: power(DAY),
        lambda: (
            powerindices.compute_ssi(39, [7] * 5 + [1] * 10),
            powerindices.compute_pbi(39, [7] * 5 + [1] * 10),
        ),
        repeat=20,
    )


def _at(seats: list[SeatChances], nodes: np.ndarray) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    yes, no, silent = given_factor(seats, nodes)
    return [(yes[node], no[node], silent[node]) for node in range(len(nodes))]


def _one_by_one(seats: list[SeatChances]) -> list[float]:
    return [odds(fix(seats, {seat.state: cast}), DAY).adopted for seat in seats for cast in CHOICES]


def _main() -> None:
    def pair(name: str, ours: Callable[[], object], peer: Callable[[], object], *, repeat: int = 1) -> None:
        mine, theirs = ([_timed(work, repeat) for _ in range(ROUNDS)] for work in (ours, peer))
        a, b = statistics.median(mine), statistics.median(theirs)
        print(f"{name:<10} ours {a * 1000:9.3f} ms   peer {b * 1000:9.3f} ms   peer/ours {b / a:6.2f}", flush=True)

    measure(pair)
    print("\nby loading: values of the factor, error of the quadrature, milliseconds (medians of 21)")
    print("loading   nodes      error     odds  45 what-ifs  pivots  bargains")
    for loading in (0.0, 0.3, 0.6, 0.8, 0.95):
        seats = council(loading)
        found = odds(seats, DAY)
        works = (odds, single, pivots, bargains)
        times = [statistics.median(_timed(partial(work, seats, DAY), 1) for _ in range(21)) * 1000 for work in works]
        print(
            f"{loading:<7} {found.nodes:>7} {found.quadrature_error:>10.1e}  " + "  ".join(f"{t:9.3f}" for t in times)
        )


def _timed(work: Callable[[], object], repeat: int) -> float:
    start = time.perf_counter()
    for _ in range(repeat):
        work()
    return (time.perf_counter() - start) / repeat


if __name__ == "__main__":
    _main()
