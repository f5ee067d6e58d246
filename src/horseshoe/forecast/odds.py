"""The odds of a draft: the exact distribution over tallies and outcomes, from what each seat may do.

Nothing is sampled. Seat by seat, the chances of every count of yes and no are built up (dynamic programming), the
permanent members apart, because of them it matters which ones vote no. Where seats move together through one shared
factor, this is exact at each value of the factor, and the values are weighed by quadrature.

What the counts come to is Article 27 of the Charter: nine votes in favour (seven before 1966), and in a matter of
substance no permanent member against. A no of a permanent member on a draft that lacks the votes vetoes nothing.

The quadrature is the trapezoidal rule, which for such integrands converges faster than any power of the step. A seat
with loading l moves with slope a = l / sqrt(1 - l^2); off the real axis the integrand grows at most like
exp(y^2 (1 + sum of a^2) / 2), so that the error of the step h is of the order exp(-2 pi^2 / (h^2 (1 + sum of a^2))).
The step is chosen so that even the rule with half the nodes meets the tolerance; the difference between the two rules
is reported as the error, and overstates it by far.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from horseshoe.facts.proposals import Matter
from horseshoe.forecast.seats import SeatChances
from horseshoe.rules import charter

Array = npt.NDArray[np.float64]

TOLERANCE = 1e-10
"""The error aimed at by the quadrature with half the nodes."""
FURTHEST = 8.0
"""Beyond this many standard deviations the factor is left out: less than 2e-15 of its weight lies there."""
MOST_NODES = 1281
"""No more values of the factor than this, however strong the loadings; the error reported tells what that costs."""


class Vetoers(msgspec.Struct, frozen=True):
    """The chance that exactly these permanent members veto."""

    states: tuple[str, ...]
    chance: float


class TallyChance(msgspec.Struct, frozen=True, gc=False):
    """The chance of one tally; ``silent`` are the seats that abstain or take no part."""

    yes: int
    no: int
    silent: int
    chance: float


class Odds(msgspec.Struct, frozen=True):
    """What a vote may come to. Adopted, vetoed and lacking votes sum to 1."""

    adopted: float
    vetoed: float
    lacking_votes: float
    vetoed_by: dict[str, float]
    """Permanent member to the chance that the draft is vetoed and this member is among those voting no."""
    vetoers: tuple[Vetoers, ...]
    """Every set of permanent members that may veto together, the likeliest first; they sum to ``vetoed``."""
    yes_distribution: tuple[float, ...]
    """The chance of 0, 1, 2 ... votes in favour, up to all seats."""
    tallies: tuple[TallyChance, ...]
    """Every tally with a chance above 0, by votes in favour and then against."""
    nodes: int
    """Values of the shared factor at which the odds were worked out; 1 where seats are independent."""
    quadrature_error: float
    """The largest difference that half the nodes make to any number here; 0 where seats are independent."""


class Rule(msgspec.Struct, frozen=True):
    """What a proposal needs on a day."""

    needed: int
    """Votes in favour."""
    vetoes: bool
    """Whether a permanent member's no blocks it."""

    @classmethod
    def of(cls, on: date, matter: Matter = Matter.SUBSTANTIVE, policy: charter.Policy = charter.DEFAULT) -> Rule:
        """The rule for a matter on a day (Charter, Articles 27(2)-(3) and 109)."""
        return cls(charter.votes_in_favour(matter, on, policy), matter is Matter.SUBSTANTIVE)


def odds(
    seats: Sequence[SeatChances],
    on: date,
    *,
    matter: Matter = Matter.SUBSTANTIVE,
    policy: charter.Policy = charter.DEFAULT,
    nodes: int | None = None,
) -> Odds:
    """The exact odds of a vote in the Council of a day.

    Args:
        seats: every seat of the Council, in any order.
        on: the day, which sets the seats and the votes needed (Charter, Articles 23 and 27).
        matter: which rule governs; only a matter of substance can be vetoed.
        policy: the open choices of the Charter's rules.
        nodes: values of the shared factor, an odd number; chosen from the loadings if not given.

    Raises:
        ValueError: not as many seats, or permanent seats, as the Council had that day, or a state twice; or an even
            number of nodes.
    """
    require_council(seats, on, policy)
    rule = Rule.of(on, matter, policy)
    factor, weights = shared_factor(seats, nodes)
    yes, no, silent = given_factor(seats, factor)
    permanent = [place for place, seat in enumerate(seats) if seat.permanent]
    elected = [place for place, seat in enumerate(seats) if not seat.permanent]

    few = _counts_of_elected(yes[:, elected], no[:, elected], silent[:, elected])
    five = _counts_of_permanent(yes[:, permanent], no[:, permanent], silent[:, permanent])
    fine = _weighed(few, five, weights, rule.needed)
    error = 0.0
    if len(weights) > 1:
        half = slice(0, None, 2)
        coarse = _weighed(few[half], five[half], weights[half] / weights[half].sum(), rule.needed)
        error = max(float(np.abs(a - b).max()) for a, b in zip(fine, coarse, strict=True))
    tallies, enough = fine
    return _named([seats[place].state for place in permanent], tallies, enough, rule, len(weights), error)


def independent(seats: Sequence[SeatChances]) -> tuple[SeatChances, ...]:
    """The same seats without the shared factor: each votes for itself."""
    return tuple(SeatChances(seat.state, seat.permanent, seat.chances) for seat in seats)


def require_council(seats: Sequence[SeatChances], on: date, policy: charter.Policy = charter.DEFAULT) -> None:
    """Do nothing if these can be the seats of the Council of a day.

    Raises:
        ValueError: too few or too many seats or permanent seats, or a state twice.
    """
    size = charter.size(on, policy)
    permanent = sum(seat.permanent for seat in seats)
    if (len(seats), permanent) != (size.seats, size.permanent):
        raise ValueError(
            f"Chances are given for {len(seats)} seats, {permanent} of them permanent: the Council of {on} had "
            f"{size.seats}, {size.permanent} of them permanent."
        )
    states = [seat.state for seat in seats]
    if len(set(states)) != len(states):
        twice = next(state for state in states if states.count(state) > 1)
        raise ValueError(f"{twice} is given two seats: each state of the Council holds one.")


def shared_factor(seats: Sequence[SeatChances], nodes: int | None = None) -> tuple[Array, Array]:
    """Values of the shared factor and their weights, which sum to 1; a single value if no seat depends on it.

    Args:
        seats: the seats, for their loadings.
        nodes: how many values; chosen so that half of them reach :data:`TOLERANCE` if not given.
    """
    slopes = sum(seat.loading**2 / (1 - seat.loading**2) for seat in seats if _moves(seat))
    if not slopes:
        return np.zeros(1), np.ones(1)
    if nodes is None:
        coarse = math.sqrt(2 * math.pi**2 / ((1 + slopes) * -math.log(TOLERANCE)))
        nodes = min(2 * math.ceil(2 * FURTHEST / coarse) + 1, MOST_NODES)
    elif nodes < 5 or nodes % 2 == 0:
        raise ValueError(f"{nodes} values of the shared factor were asked for: give an odd number from 5 on.")
    factor = np.linspace(-FURTHEST, FURTHEST, nodes)
    weights = np.exp(-0.5 * factor**2)
    return factor, weights / weights.sum()


def given_factor(seats: Sequence[SeatChances], factor: Array) -> tuple[Array, Array, Array]:
    """The chances of yes, of no and of neither at each value of the factor: three arrays, values by seats."""
    sums = [seat.chances.yes + seat.chances.no + seat.chances.silent for seat in seats]
    yes = np.array([seat.chances.yes / total for seat, total in zip(seats, sums, strict=True)])
    no = np.array([seat.chances.no / total for seat, total in zip(seats, sums, strict=True)])
    yes = np.repeat(yes[None, :], len(factor), axis=0)
    no = np.repeat(no[None, :], len(factor), axis=0)
    if moving := [place for place, seat in enumerate(seats) if _moves(seat)]:
        loading = np.array([seats[place].loading for place in moving])
        own = np.sqrt(1 - loading**2)
        shift = factor[:, None] * (loading / own)[None, :]
        yes[:, moving] = ndtr(ndtri(yes[0, moving]) / own + shift)
        no[:, moving] = ndtr(ndtri(no[0, moving]) / own - shift)
    return yes, no, np.maximum(1 - yes - no, 0.0)


def _moves(seat: SeatChances) -> bool:
    """Whether the shared factor changes what the seat does: not where its cast is certain."""
    chances = seat.chances
    return seat.loading != 0 and max(chances.yes, chances.no, chances.silent) < 1


def _counts_of_elected(yes: Array, no: Array, silent: Array) -> Array:
    """The chance of each count of yes and no among these seats: values of the factor by yes by no."""
    nodes, seats = yes.shape
    counts = np.zeros((nodes, seats + 1, seats + 1))
    counts[:, 0, 0] = 1
    for place in range(seats):
        # Only the corner that the seats so far can fill; the new seat adds a yes, a no, or neither.
        before = counts[:, : place + 1, : place + 1].copy()
        counts[:, : place + 1, : place + 1] *= silent[:, place, None, None]
        counts[:, 1 : place + 2, : place + 1] += before * yes[:, place, None, None]
        counts[:, : place + 1, 1 : place + 2] += before * no[:, place, None, None]
    return counts


def _counts_of_permanent(yes: Array, no: Array, silent: Array) -> Array:
    """The chance of each set voting no with each count of yes: values of the factor by sets by yes.

    Bit ``n`` of a set's number says whether the seat ``n`` votes no.
    """
    nodes, seats = yes.shape
    counts = np.zeros((nodes, 1 << seats, seats + 1))
    counts[:, 0, 0] = 1
    for place in range(seats):
        half = 1 << place
        before = counts[:, :half, : place + 1].copy()
        counts[:, half : 2 * half, : place + 1] = before * no[:, place, None, None]
        counts[:, :half, : place + 1] *= silent[:, place, None, None]
        counts[:, :half, 1 : place + 2] += before * yes[:, place, None, None]
    return counts


def _weighed(elected: Array, permanent: Array, weights: Array, needed: int) -> tuple[Array, Array]:
    """The chance of each tally (yes by no), and of each set voting no together with enough votes in favour."""
    nodes, few, _ = elected.shape
    _, sets, five = permanent.shape
    sizes = np.array([each.bit_count() for each in range(sets)])
    by_size = np.zeros((nodes, five, five))
    for size in range(five):
        by_size[:, :, size] = permanent[:, sizes == size].sum(axis=1)
    both = (by_size * weights[:, None, None]).reshape(nodes, -1).T @ elected.reshape(nodes, -1)
    both = both.reshape(five, five, few, few)
    tallies = np.zeros((few + five - 1, few + five - 1))
    for yes in range(five):
        for no in range(five - yes):
            tallies[yes : yes + few, no : no + few] += both[yes, no]

    at_least = np.zeros((nodes, five))
    in_favour = elected.sum(axis=2)
    for yes in range(five):
        at_least[:, yes] = in_favour[:, max(needed - yes, 0) :].sum(axis=1)
    enough = np.einsum("k,ksy,ky->s", weights, permanent, at_least)
    return tallies, enough


def _named(states: Sequence[str], tallies: Array, enough: Array, rule: Rule, nodes: int, error: float) -> Odds:
    seats = len(tallies) - 1
    carried = min(float(enough.sum()), 1.0)
    adopted = min(float(enough[0]), 1.0) if rule.vetoes else carried
    sets = [
        Vetoers(tuple(sorted(state for bit, state in enumerate(states) if number >> bit & 1)), float(chance))
        for number, chance in enumerate(enough)
        if number and chance > 0 and rule.vetoes
    ]
    by_yes = tallies.sum(axis=1)
    return Odds(
        adopted=adopted,
        vetoed=min(math.fsum(each.chance for each in sets), 1.0),
        lacking_votes=min(float(by_yes[: rule.needed].sum()), 1.0),
        vetoed_by={
            state: min(math.fsum(each.chance for each in sets if state in each.states), 1.0) for state in sorted(states)
        },
        vetoers=tuple(sorted(sets, key=lambda each: (-each.chance, each.states))),
        yes_distribution=tuple(by_yes.tolist()),
        tallies=tuple(
            TallyChance(yes, no, seats - yes - no, float(tallies[yes, no]))
            for yes in range(seats + 1)
            for no in range(seats + 1 - yes)
            if tallies[yes, no] > 0
        ),
        nodes=nodes,
        quadrature_error=error,
    )
