"""What if: seats held to a cast, each seat at once, the best pairs to move, and on whom the outcome turns.

Holding a seat to a cast asks what follows if that seat were brought to it. It sets this one vote and tells nothing
about the shared factor: the chances of the other seats stay as they are. (To learn from a cast, as one would from an
announcement that surprises, is another question: it would move the factor, and with it every seat.) Answers here and
:func:`fix` followed by :func:`horseshoe.forecast.odds.odds` are therefore the same.

Abstaining stands for taking no part as well: Article 27 makes the same of both.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import combinations, product

import msgspec
import numpy as np

from horseshoe.facts.proposals import Cast, Matter
from horseshoe.forecast.odds import Array, Rule, given_factor, require_council, shared_factor
from horseshoe.forecast.seats import Chances, SeatChances
from horseshoe.rules import charter

CHOICES = (Cast.YES, Cast.NO, Cast.ABSTAIN)
"""What a seat is held to."""
NOTHING = 1e-12
"""A pair of moves that changes the chance of adoption by less than this beyond one of them is no bargain."""


class WhatIf(msgspec.Struct, frozen=True, gc=False):
    """The odds if one seat is held to one cast. The three sum to 1."""

    state: str
    cast: Cast
    adopted: float
    vetoed: float
    lacking_votes: float


class Pivot(msgspec.Struct, frozen=True, gc=False):
    """How far the outcome turns on one seat: probabilities."""

    state: str
    adopted_if_yes: float
    adopted_if_abstain: float
    adopted_if_no: float
    pivot: float
    """The chance of adoption with its yes less that with its no: also the chance that the other seats vote so that
    this one decides."""
    could_sink: float
    """The chance that the proposal is adopted, and a no of this seat alone would have sunk it."""
    could_save: float
    """The chance that the proposal is not adopted, and a yes of this seat alone would have carried it."""


class Goal(StrEnum):
    """What a bargain is after."""

    ADOPTION = "adoption"
    DEFEAT = "defeat"


class Move(msgspec.Struct, frozen=True, gc=False):
    """A seat brought to a cast."""

    state: str
    cast: Cast


class Bargain(msgspec.Struct, frozen=True, gc=False):
    """Two seats moved together."""

    moves: tuple[Move, Move]
    adopted: float
    """The chance of adoption then."""
    change: float
    """That chance less the present one."""
    beyond_each: float
    """The part of the change that neither move brings alone: the change less the changes of both moves, each made
    alone. Of the sign of the change where the two need each other, of the other where each does much of it alone."""


def fix(seats: Sequence[SeatChances], casts: Mapping[str, Cast]) -> tuple[SeatChances, ...]:
    """The seats, those named held to their cast; the others unchanged.

    Args:
        seats: the seats.
        casts: state code to the cast that it is held to.

    Raises:
        ValueError: a state without a seat, or a cast that no seat can choose.
    """
    _require_seats(seats, casts)
    return tuple(
        SeatChances(seat.state, seat.permanent, Chances.certain(casts[seat.state])) if seat.state in casts else seat
        for seat in seats
    )


def if_bound_abstain(seats: Sequence[SeatChances], bound: Collection[str]) -> tuple[SeatChances, ...]:
    """The seats, where each of those bound abstains in every case in which it would have voted no.

    Their chance of yes stays, and moves with the shared factor as before.

    Args:
        seats: the seats.
        bound: codes of the states that a pledge binds.

    Raises:
        ValueError: a state without a seat.
    """
    _require_seats(seats, bound)
    return tuple(
        SeatChances(seat.state, seat.permanent, _without_no(seat.chances), seat.loading)
        if seat.state in bound
        else seat
        for seat in seats
    )


def single(
    seats: Sequence[SeatChances],
    on: date,
    *,
    matter: Matter = Matter.SUBSTANTIVE,
    policy: charter.Policy = charter.DEFAULT,
) -> tuple[WhatIf, ...]:
    """The odds with each seat in turn held to yes, to no and to abstaining, in the order of the seats.

    Raises:
        ValueError: the seats cannot be the Council of that day.
    """
    vote = _Vote(seats, on, matter, policy)
    found = []
    for place, seat in enumerate(seats):
        for cast in CHOICES:
            carried = float(vote.weights @ vote.carried(place, cast))
            adopted = float(vote.weights @ vote.adopted(place, cast))
            found.append(WhatIf(seat.state, cast, adopted, max(carried - adopted, 0.0), max(1 - carried, 0.0)))
    return tuple(found)


def pivots(
    seats: Sequence[SeatChances],
    on: date,
    *,
    matter: Matter = Matter.SUBSTANTIVE,
    policy: charter.Policy = charter.DEFAULT,
) -> tuple[Pivot, ...]:
    """How far the outcome turns on each seat, in the order of the seats.

    Raises:
        ValueError: the seats cannot be the Council of that day.
    """
    vote = _Vote(seats, on, matter, policy)
    found = []
    for place, seat in enumerate(seats):
        yes, no, abstain = (vote.adopted(place, cast) for cast in CHOICES)
        # Adopted with the cast it makes and not with a no; not adopted with that cast, but with a yes.
        sink = vote.yes[:, place] * (yes - no) + vote.silent[:, place] * (abstain - no)
        save = vote.no[:, place] * (yes - no) + vote.silent[:, place] * (yes - abstain)
        chances = [float(vote.weights @ each) for each in (yes, abstain, no, yes - no, sink, save)]
        found.append(Pivot(seat.state, *(max(chance, 0.0) for chance in chances)))
    return tuple(found)


def bargains(
    seats: Sequence[SeatChances],
    on: date,
    *,
    goal: Goal = Goal.ADOPTION,
    most: int = 10,
    movable: Collection[str] | None = None,
    matter: Matter = Matter.SUBSTANTIVE,
    policy: charter.Policy = charter.DEFAULT,
) -> tuple[Bargain, ...]:
    """The pairs of seats that change the chance of adoption most when both are moved, the best first.

    Towards adoption a seat is brought to yes, and one that can veto also to abstaining; towards defeat to abstaining,
    which does as much as a no, and one that can veto also to no. A pair of which one seat does as much alone is no
    bargain, and left out.

    Args:
        seats: the seats.
        on: the day.
        goal: whether to raise or to lower the chance of adoption.
        most: how many pairs to give.
        movable: codes of the seats that can be moved; all if not given.
        matter: which rule governs.
        policy: the open choices of the Charter's rules.

    Raises:
        ValueError: the seats cannot be the Council of that day, or a state that can be moved has no seat.
    """
    _require_seats(seats, movable or ())
    vote = _Vote(seats, on, matter, policy)
    places = [place for place, seat in enumerate(seats) if movable is None or seat.state in movable]
    pairs = list(combinations(places, 2))
    _, clear = vote.others(pairs)
    chance = [each @ vote.weights for each in clear]
    now = vote.now()
    alone = {(place, cast): float(vote.weights @ vote.adopted(place, cast)) for place in places for cast in CHOICES}
    sign = 1 if goal is Goal.ADOPTION else -1
    found = []
    for number, pair in enumerate(pairs):
        for casts in product(*(vote.moves(place, goal) for place in pair)):
            moved = list(zip(pair, casts, strict=True))
            blocked = any(vote.blocks(place, cast) for place, cast in moved)
            adopted = 0.0 if blocked else float(chance[casts.count(Cast.YES)][number])
            if sign * adopted - max(sign * alone[each] for each in moved) > NOTHING:
                first, second = (Move(seats[place].state, cast) for place, cast in moved)
                beyond = adopted + now - sum(alone[each] for each in moved)
                found.append(Bargain((first, second), adopted, adopted - now, beyond))
    found.sort(key=lambda each: (-sign * each.change, [(move.state, move.cast) for move in each.moves]))
    return tuple(found[:most])


class _Vote:
    """A vote at every value of the shared factor, with one seat or two left out."""

    def __init__(self, seats: Sequence[SeatChances], on: date, matter: Matter, policy: charter.Policy) -> None:
        require_council(seats, on, policy)
        self.rule = Rule.of(on, matter, policy)
        self.permanent = [seat.permanent for seat in seats]
        factor, self.weights = shared_factor(seats)
        self.yes, self.no, self.silent = given_factor(seats, factor)
        self._carried, self._clear = self.others([(place,) for place in range(len(seats))])

    def others(self, left_out: Sequence[tuple[int, ...]]) -> tuple[list[Array], list[Array]]:
        """The chances that the other seats carry it, and carry it clear of vetoes, given the yeses of those left out.

        Two lists by the number of yeses from 0 to as many as are left out; each holds an array, one row a set left
        out and one column a value of the factor.
        """
        if not left_out:
            return [], []
        nodes, seats = self.yes.shape
        stops = np.array(self.permanent) & self.rule.vetoes
        silent_or_no = self.silent + self.no
        unblocked = self.silent + np.where(stops, 0.0, self.no)
        counts = np.zeros((seats + 1, 2, len(left_out), nodes))
        counts[0] = 1
        out = np.array([[place in places for places in left_out] for place in range(seats)])
        for place in range(seats):
            yes = np.where(out[place][:, None], 0.0, self.yes[:, place])
            neither = np.stack(
                [np.where(out[place][:, None], 1.0, each[:, place]) for each in (silent_or_no, unblocked)]
            )
            raised = counts[: place + 1] * yes
            counts[: place + 1] *= neither
            counts[1 : place + 2] += raised
        missing = [self.rule.needed - in_favour for in_favour in range(len(left_out[0]) + 1)]
        reached = [counts[lacking:].sum(axis=0) for lacking in missing]
        return [each[0] for each in reached], [each[1] for each in reached]

    def blocks(self, place: int, cast: Cast) -> bool:
        """Whether this cast of this seat vetoes whatever has the votes."""
        return self.rule.vetoes and self.permanent[place] and cast is Cast.NO

    def carried(self, place: int, cast: Cast) -> Array:
        """The chance of enough votes in favour, with this seat held to this cast, at each value of the factor."""
        found: Array = self._carried[cast is Cast.YES][place]
        return found

    def adopted(self, place: int, cast: Cast) -> Array:
        """The chance of adoption, with this seat held to this cast, at each value of the factor."""
        found: Array = self._clear[cast is Cast.YES][place]
        return np.zeros_like(found) if self.blocks(place, cast) else found

    def now(self) -> float:
        """The chance of adoption with no seat held."""
        own = {Cast.YES: self.yes, Cast.NO: self.no, Cast.ABSTAIN: self.silent}
        return float(self.weights @ sum(own[cast][:, 0] * self.adopted(0, cast) for cast in CHOICES))

    def moves(self, place: int, goal: Goal) -> tuple[Cast, ...]:
        """The casts to which a seat can be brought with this goal."""
        may_veto = self.rule.vetoes and self.permanent[place]
        if goal is Goal.DEFEAT:
            # A no does no more than an abstention where it cannot veto.
            return (Cast.NO, Cast.ABSTAIN) if may_veto else (Cast.ABSTAIN,)
        return (Cast.YES, Cast.ABSTAIN) if may_veto else (Cast.YES,)


def _require_seats(seats: Sequence[SeatChances], states: Collection[str]) -> None:
    known = [seat.state for seat in seats]
    if strangers := sorted(set(states) - set(known)):
        raise ValueError(f"{', '.join(strangers)} has no seat: the Council is {', '.join(sorted(known))}.")


def _without_no(chances: Chances) -> Chances:
    return Chances(chances.yes, 0.0, chances.abstain + chances.no, chances.not_participating)
