"""The power of a seat: how often it decides, before anything is known of who votes how. Exact fractions throughout.

Two games. In the two-valued game a seat is for or against, so that a permanent member's abstention blocks: that is
how the indices are usually published, and not how the Council votes. In the three-valued game a seat votes yes,
abstains or votes no, as the Council does; taking no part is the same as abstaining (Charter, Article 27(3), and
practice since 1946).

Sources: L. S. Shapley and M. Shubik, American Political Science Review 48 (1954), 787-792; J. F. Banzhaf, Rutgers Law
Review 19 (1965), 317-343; for three values D. S. Felsenthal and M. Machover, Ternary voting games, International
Journal of Game Theory 26 (1997), 335-351.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import comb

import msgspec

from horseshoe.facts.proposals import Matter
from horseshoe.rules import charter


class TwoValued(msgspec.Struct, frozen=True):
    """A seat's power where each seat is for or against."""

    shapley_shubik: Fraction
    """The share of all orders of the seats in which this one, joining those before it, carries the proposal."""
    banzhaf: Fraction
    """Its swings as a share of all seats' swings."""
    swings: int
    """In how many sets of the other seats in favour its own yes decides."""
    penrose: Fraction
    """The chance that its vote decides if every other seat tosses a coin: swings over 2 to the other seats' number."""


class ThreeValued(msgspec.Struct, frozen=True):
    """A seat's power where each seat votes yes, abstains or votes no."""

    shapley_shubik: Fraction
    """Over all orders of the seats and all 3^n profiles, each as likely: how often this seat's vote is the one after
    which the outcome is settled, whatever those after it do."""
    banzhaf: Fraction
    """Its swings as a share of all seats' swings."""
    swings: int
    """In how many profiles of the other seats its yes adopts and its no does not. As lowering a vote never helps, this
    is also the number of profiles in which lowering its vote by one step sinks the proposal."""
    penrose: Fraction
    """The chance that its vote decides if every other seat votes yes, abstains or votes no as likely: swings over 3 to
    the other seats' number."""


class SeatPower(msgspec.Struct, frozen=True):
    """The power of one seat in both games."""

    two_valued: TwoValued
    three_valued: ThreeValued


class CouncilPower(msgspec.Struct, frozen=True):
    """The power of the seats of a Council."""

    needed: int
    """Votes in favour that a decision needs."""
    seats: int
    permanent: SeatPower
    elected: SeatPower
    winning_coalitions: int
    """In the two-valued game: sets of seats that carry a proposal."""
    adopting_profiles: int
    """In the three-valued game: of 3^seats profiles, those that adopt."""


def power(on: date, *, matter: Matter = Matter.SUBSTANTIVE, policy: charter.Policy = charter.DEFAULT) -> CouncilPower:
    """The power of a permanent and of an elected seat in the Council of a day.

    Args:
        on: the day, which sets the seats and the votes needed (Charter, Articles 23 and 27).
        matter: which rule governs; in a procedural matter nobody can veto, and all seats are alike.
        policy: the open choices of the Charter's rules.
    """
    size = charter.size(on, policy)
    needed = charter.votes_in_favour(matter, on, policy)
    vetoes = size.permanent if matter is Matter.SUBSTANTIVE else 0
    return council_power(size.permanent, size.elected, needed, vetoes)


def council_power(permanent: int, elected: int, needed: int, vetoes: int) -> CouncilPower:
    """The power of the seats of any council of this form.

    Args:
        permanent: permanent seats, at least one.
        elected: elected seats, at least one.
        needed: votes in favour that a decision needs, from 1 to the number of seats.
        vetoes: how many seats can veto: all the permanent ones, or none.

    Raises:
        ValueError: a number that fits no such council.
    """
    seats = permanent + elected
    if permanent < 1 or elected < 1 or not 1 <= needed <= seats or vetoes not in (0, permanent):
        raise ValueError(
            f"{needed} of {permanent} permanent and {elected} elected seats, {vetoes} with a veto, is no council: it "
            "has seats of both kinds, needs no more votes than it has seats, and all permanent seats can veto or none."
        )
    game = _Game(vetoes, seats - vetoes, needed)
    with_veto = SeatPower(game.two_valued(True), game.three_valued(True)) if vetoes else None
    without = SeatPower(game.two_valued(False), game.three_valued(False))
    return CouncilPower(
        needed=needed,
        seats=seats,
        permanent=with_veto or without,
        elected=without,
        winning_coalitions=game.winning(),
        adopting_profiles=sum(_in_favour(vetoes, seats - vetoes, yes) for yes in range(needed, seats + 1)),
    )


class _Game:
    """``blocking`` seats of which each can veto, ``other`` seats, and the votes needed."""

    def __init__(self, blocking: int, other: int, needed: int) -> None:
        self.blocking = blocking
        self.other = other
        self.needed = needed
        self.seats = blocking + other

    def winning(self) -> int:
        """Sets of seats, all that can veto among them, that are large enough."""
        return sum(comb(self.other, few) for few in range(max(self.needed - self.blocking, 0), self.other + 1))

    def two_valued(self, can_veto: bool) -> TwoValued:
        # A seat without a veto decides if all with one are in favour and one vote is lacking; one with a veto in
        # every winning set. Those before it in an order are then as many as its swing has members, less itself.
        lacking = self.needed - self.blocking - 1
        other = comb(self.other - 1, lacking) if 0 <= lacking < self.other else 0
        swings = self.winning() if can_veto else other
        every = self.blocking * self.winning() + self.other * other
        orders = Fraction(other, self.seats * comb(self.seats - 1, self.needed - 1))
        share = (1 - self.other * orders) / self.blocking if can_veto else orders
        return TwoValued(share, Fraction(swings, every), swings, Fraction(swings, 2 ** (self.seats - 1)))

    def three_valued(self, can_veto: bool) -> ThreeValued:
        swings = self._three_valued_swings(can_veto)
        every = self.other * self._three_valued_swings(False)
        every += self.blocking * self._three_valued_swings(True) if self.blocking else 0
        settling = self._settles()
        # Somebody settles every play, so that what the others leave is shared by the seats with a veto.
        share = (1 - self.other * settling) / self.blocking if can_veto else settling
        return ThreeValued(share, Fraction(swings, every), swings, Fraction(swings, 3 ** (self.seats - 1)))

    def _three_valued_swings(self, can_veto: bool) -> int:
        if not can_veto:
            return _in_favour(self.blocking, self.other - 1, self.needed - 1)
        enough = range(self.needed - 1, self.seats)
        return sum(_in_favour(self.blocking - 1, self.other, yes) for yes in enough)

    def _settles(self) -> Fraction:
        """How often a seat without a veto settles the outcome, over all orders and profiles."""
        total = Fraction(0)
        for before in range(self.seats):
            after = self.seats - before - 1
            ways = 0
            for blocking in range(min(self.blocking, before) + 1):
                other = before - blocking
                if other > self.other - 1:
                    continue
                sets = comb(self.blocking, blocking) * comb(self.other - 1, other)
                # Its yes is the last one needed, and all that can veto have let the proposal pass.
                if blocking == self.blocking:
                    ways += sets * _in_favour(blocking, other, self.needed - 1)
                # Without its yes too few seats are left; abstaining and no come to the same.
                ways += 2 * sets * _in_favour(blocking, other, self.needed - after - 1)
            total += Fraction(ways, self.seats * comb(self.seats - 1, before) * 3 ** (before + 1))
        return total


def _in_favour(blocking: int, other: int, yes: int) -> int:
    """Profiles of these seats with so many yeses and no veto: a seat that could veto says yes or abstains."""
    return sum(
        comb(blocking, few) * comb(other, yes - few) * 2 ** (other - yes + few)
        for few in range(max(yes - other, 0), min(blocking, yes) + 1)
    )
