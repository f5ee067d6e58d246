"""The odds of a vote: cases that can be worked out by hand, and full enumeration of all casts beside them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from random import Random
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from horseshoe.facts.proposals import Cast, Matter, Outcome
from horseshoe.facts.record import Record
from horseshoe.forecast.odds import Odds, given_factor, independent, odds, shared_factor
from horseshoe.forecast.seats import POSSIBLE, Chances, SeatChances
from horseshoe.rules import charter

DAY_OF_15 = date(2022, 2, 25)
DAY_OF_11 = date(1964, 9, 17)
P5 = ("CHN", "FRA", "GBR", "RUS", "USA")
ELECTED = ("ALB", "ARE", "BRA", "GAB", "GHA", "IND", "IRL", "KEN", "MEX", "NOR")

YES, NO, ABSTAIN, AWAY = (Chances.certain(cast) for cast in POSSIBLE)
EXACT = 1e-12


def council(
    *held: dict[str, Chances], size: int = 15, default: Chances = YES, loading: float = 0.0
) -> list[SeatChances]:
    """The Council with these chances; seats that are not named have the default."""
    own = {state: chances for each in held for state, chances in each.items()}
    states = (*P5, *ELECTED[: size - 5])
    return [SeatChances(state, state in P5, own.get(state, default), loading) for state in states]


def near(value: float) -> Any:
    return pytest.approx(value, abs=EXACT)


# -- cases ------------------------------------------------------------------------------------------


def test_a_vote_whose_casts_are_certain_comes_to_what_it_came_to(record: Record) -> None:
    """S/2022/155, 25 February 2022 (S/PV.8979): 11-1-3, vetoed by the Russian Federation."""
    casts = record.roll_call["bd2981"].casts()
    seats = [SeatChances(state, state in P5, Chances.certain(cast)) for state, cast in casts.items()]
    found = odds(seats, DAY_OF_15)
    assert (found.adopted, found.vetoed, found.lacking_votes) == (0, 1, 0)
    assert found.vetoed_by == {"CHN": 0, "FRA": 0, "GBR": 0, "RUS": 1, "USA": 0}
    assert [(each.yes, each.no, each.silent, each.chance) for each in found.tallies] == [(11, 1, 3, 1)]


def test_nobody_can_veto_a_procedural_decision() -> None:
    """27 February 2022: an emergency special session was called by 11-1-3; the no of the Russian Federation
    counted as one of fifteen votes (S/RES/2623 (2022))."""
    seats = council({"RUS": NO}, dict.fromkeys(("CHN", "IND", "ARE"), ABSTAIN))
    found = odds(seats, date(2022, 2, 27), matter=Matter.PROCEDURAL)
    assert (found.adopted, found.vetoed) == (1, 0)
    assert found.vetoers == ()
    assert set(found.vetoed_by.values()) == {0}


def test_a_permanent_no_on_a_draft_without_nine_votes_is_no_veto() -> None:
    found = odds(council({"RUS": NO}, dict.fromkeys(ELECTED[:7], ABSTAIN)), DAY_OF_15)
    assert found.lacking_votes == 1
    assert found.vetoed == 0


def test_eight_sure_votes_and_one_that_is_open() -> None:
    open_seat = Chances(yes=0.6, no=0.1, abstain=0.25, not_participating=0.05)
    found = odds(council(dict.fromkeys(ELECTED[4:], ABSTAIN), {"GAB": open_seat}), DAY_OF_15)
    assert found.adopted == near(0.6)
    assert found.lacking_votes == near(0.4)
    assert found.yes_distribution[8:10] == (near(0.4), near(0.6))
    assert {(each.yes, each.no, each.silent): each.chance for each in found.tallies} == {
        (8, 0, 7): near(0.3),
        (8, 1, 6): near(0.1),
        (9, 0, 6): near(0.6),
    }


def test_two_that_may_veto_each_for_itself() -> None:
    found = odds(council({"RUS": Chances(0.0, 0.5, 0.5), "CHN": Chances(0.1, 0.2, 0.7)}), DAY_OF_15)
    assert found.adopted == near(0.5 * 0.8)
    assert found.vetoed_by["RUS"] == near(0.5)
    assert found.vetoed_by["CHN"] == near(0.2)
    assert {each.states: each.chance for each in found.vetoers} == {
        ("RUS",): near(0.4),
        ("CHN", "RUS"): near(0.1),
        ("CHN",): near(0.1),
    }


@pytest.mark.parametrize(("size", "on", "needed"), [(11, DAY_OF_11, 7), (15, DAY_OF_15, 9)])
def test_the_votes_needed_are_those_of_the_day(size: int, on: date, needed: int) -> None:
    for abstaining in range(size - 4):
        found = odds(council(dict.fromkeys(ELECTED[:abstaining], ABSTAIN), size=size), on)
        assert found.adopted == float(size - abstaining >= needed)


def test_two_seats_on_the_same_factor_veto_together_as_often_as_the_arcsine_says() -> None:
    """Two hidden normal scales that correlate by r lie below their medians together with 1/4 + asin(r)/(2 pi)."""
    half = Chances(yes=0.0, no=0.5, abstain=0.5)
    for loading in (0.2, 0.5, 0.8):
        seats = [
            SeatChances(seat.state, seat.permanent, seat.chances, loading)
            for seat in council({"RUS": half, "CHN": half})
        ]
        found = odds(seats, DAY_OF_15)
        both = next(each.chance for each in found.vetoers if each.states == ("CHN", "RUS"))
        assert both == near(0.25 + math.asin(loading**2) / (2 * math.pi))
        assert found.vetoed_by["RUS"] == near(0.5)


def test_seats_that_move_together_are_harder_to_count_on() -> None:
    """Nine seats at 90 per cent: each alone is missed one time in ten, together they are missed far less often."""
    likely = Chances(yes=0.9, no=0.0, abstain=0.1)
    apart = council(dict.fromkeys(ELECTED[4:], ABSTAIN), default=likely)
    together = [SeatChances(seat.state, seat.permanent, seat.chances, 0.7) for seat in apart]
    alone = odds(apart, DAY_OF_15)
    assert alone.adopted == near(0.9**9)
    assert odds(together, DAY_OF_15).adopted > 0.55
    assert odds(independent(together), DAY_OF_15) == alone


# -- what is refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chances", "says"),
    [
        ((0.5, 0.5, 0.1, 0.0), "sum to 1.1: they must sum to 1"),
        ((1.2, -0.2, 0.0, 0.0), "must lie between 0 and 1"),
        ((math.nan, 0.0, 0.0, 0.0), "must lie between 0 and 1"),
    ],
)
def test_chances_that_are_none_are_refused(chances: tuple[float, float, float, float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Chances(*chances)


def test_an_unknown_cast_is_no_choice() -> None:
    with pytest.raises(ValueError, match="there are yes, no, abstain, not_participating"):
        Chances.certain(Cast.UNKNOWN)
    assert Chances.certain(Cast.ABSENT) == AWAY


def test_a_loading_of_one_is_refused() -> None:
    with pytest.raises(ValueError, match="The loading of RUS is 1"):
        SeatChances("RUS", True, YES, 1.0)


def test_the_council_must_be_that_of_the_day() -> None:
    with pytest.raises(ValueError, match="given for 11 seats, 5 of them permanent: the Council of 2022-02-25 had 15"):
        odds(council(size=11), DAY_OF_15)
    with pytest.raises(ValueError, match="CHN is given two seats"):
        odds([*council()[:-1], SeatChances("CHN", False, YES)], DAY_OF_15)


def test_the_nodes_of_the_quadrature_are_an_odd_number() -> None:
    with pytest.raises(ValueError, match="give an odd number"):
        odds(council(default=Chances(0.5, 0.25, 0.25), loading=0.5), DAY_OF_15, nodes=40)


# -- every cast of every seat -------------------------------------------------------------------------


@st.composite
def chances(draw: st.DrawFn) -> Chances:
    """Four chances that sum to 1; zeros and certainties more often than chance would have it."""
    weights = draw(st.tuples(*[st.integers(0, 20)] * 4).filter(any))
    return Chances(*(each / sum(weights) for each in weights))


def councils(size: int, loadings: st.SearchStrategy[float]) -> st.SearchStrategy[list[SeatChances]]:
    states = (*P5, *ELECTED[: size - 5])
    return st.tuples(*(st.builds(SeatChances, st.just(s), st.just(s in P5), chances(), loadings) for s in states)).map(
        list
    )


INDEPENDENT = st.just(0.0)
MODERATE = st.floats(-0.8, 0.8)
sizes = st.sampled_from([(11, DAY_OF_11), (15, DAY_OF_15)])


def every_profile(seats: Sequence[SeatChances]) -> Iterator[tuple[dict[str, Cast], float]]:
    """Every way in which the seats can vote, with its chance: no short cut but that impossible casts are left out."""
    casts = [[(cast, chance) for cast, chance in seat.chances.casts() if chance > 0] for seat in seats]
    for profile in product(*casts):
        yield (
            {seat.state: cast for seat, (cast, _) in zip(seats, profile, strict=True)},
            math.prod(chance for _, chance in profile),
        )


@given(st.data(), sizes, st.sampled_from(Matter))
@settings(max_examples=25, deadline=None)
def test_the_charter_decides_every_profile_alike(data: st.DataObject, of: tuple[int, date], matter: Matter) -> None:
    """Four to six seats are open; the Charter's own rules decide each of the up to 4^6 roll calls."""
    size, on = of
    seats = council(size=size, default=ABSTAIN)
    open_seats = data.draw(st.lists(st.sampled_from(range(size)), min_size=4, max_size=6, unique=True))
    for place, seat in enumerate(seats):
        own = data.draw(chances() if place in open_seats else st.sampled_from([YES, YES, YES, YES, ABSTAIN]))
        seats[place] = SeatChances(seat.state, seat.permanent, own)
    expected = dict.fromkeys((Outcome.ADOPTED, Outcome.VETOED, Outcome.NOT_ADOPTED), 0.0)
    by = dict.fromkeys(P5, 0.0)
    for casts, chance in every_profile(seats):
        decision = charter.decide(on, casts, P5, matter=matter)
        assert decision.outcome is not None
        expected[decision.outcome] += chance
        for state in decision.vetoed_by:
            by[state] += chance
    found = odds(seats, on, matter=matter)
    assert found.adopted == near(expected[Outcome.ADOPTED])
    assert found.vetoed == near(expected[Outcome.VETOED])
    assert found.lacking_votes == near(expected[Outcome.NOT_ADOPTED])
    assert found.vetoed_by == {state: near(chance) for state, chance in by.items()}


class Slow(msgspec.Struct):
    """What full enumeration gives."""

    outcomes: dict[str, float]
    by: dict[str, float]
    tallies: npt.NDArray[np.float64]


def slowly(yes: Sequence[float], no: Sequence[float], silent: Sequence[float], needed: int) -> Slow:
    """Full enumeration of 3^n profiles, seats in the order of :func:`council`; the elected ones as one table."""
    few = len(yes) - 5
    table = np.array(list(product((0, 1, 2), repeat=few)))
    own = np.ones(len(table))
    for place in range(few):
        own *= np.array([yes[5 + place], no[5 + place], silent[5 + place]])[table[:, place]]
    in_favour, against = (table == 0).sum(axis=1), (table == 1).sum(axis=1)
    tallies = np.zeros((len(yes) + 1, len(yes) + 1))
    outcomes = {"adopted": 0.0, "vetoed": 0.0, "lacking_votes": 0.0}
    by = dict.fromkeys(P5, 0.0)
    for five in product((0, 1, 2), repeat=5):
        chance = math.prod((yes, no, silent)[cast][place] for place, cast in enumerate(five)) * own
        np.add.at(tallies, (in_favour + five.count(0), against + five.count(1)), chance)
        enough = in_favour + five.count(0) >= needed
        outcomes["lacking_votes"] += float(chance[~enough].sum())
        outcomes["vetoed" if 1 in five else "adopted"] += float(chance[enough].sum())
        for state, cast in zip(P5, five, strict=True):
            by[state] += float(chance[enough].sum()) if cast == 1 else 0.0
    return Slow(outcomes, by, tallies)


def of_seats(seats: Sequence[SeatChances], needed: int) -> Slow:
    return slowly(
        [seat.chances.yes for seat in seats],
        [seat.chances.no for seat in seats],
        [seat.chances.silent for seat in seats],
        needed,
    )


def assert_same(found: Odds, slow: Slow) -> None:
    tallies = np.zeros((len(found.yes_distribution),) * 2)
    for each in found.tallies:
        tallies[each.yes, each.no] = each.chance
    assert np.abs(tallies - slow.tallies).max() < EXACT
    assert found.yes_distribution == tuple(near(each) for each in slow.tallies.sum(axis=1))
    for name, chance in slow.outcomes.items():
        assert getattr(found, name) == near(chance)
    assert found.vetoed_by == {state: near(chance) for state, chance in slow.by.items()}


@given(councils(11, INDEPENDENT))
@settings(max_examples=10, deadline=None)
def test_the_council_of_eleven_equals_full_enumeration(seats: list[SeatChances]) -> None:
    assert_same(odds(seats, DAY_OF_11), of_seats(seats, 7))


@given(councils(15, INDEPENDENT))
@settings(max_examples=3, deadline=None)
def test_the_council_of_fifteen_equals_full_enumeration(seats: list[SeatChances]) -> None:
    assert_same(odds(seats, DAY_OF_15), of_seats(seats, 9))


@given(councils(11, MODERATE))
@settings(max_examples=2, deadline=None)
def test_with_the_shared_factor_it_equals_enumeration_at_every_value_of_it(seats: list[SeatChances]) -> None:
    factor, weights = shared_factor(seats)
    yes, no, silent = given_factor(seats, factor)
    at_each = [slowly(yes[node].tolist(), no[node].tolist(), silent[node].tolist(), 7) for node in range(len(weights))]
    pairs = list(zip(weights.tolist(), at_each, strict=True))
    total = Slow(
        {name: sum(weight * slow.outcomes[name] for weight, slow in pairs) for name in at_each[0].outcomes},
        {state: sum(weight * slow.by[state] for weight, slow in pairs) for state in P5},
        sum((weight * slow.tallies for weight, slow in pairs), np.zeros((12, 12))),
    )
    assert_same(odds(seats, DAY_OF_11), total)


# -- what holds of all odds -----------------------------------------------------------------------------


@given(councils(15, st.floats(-0.95, 0.95)))
@settings(deadline=None)
def test_the_distribution_sums_to_one(seats: list[SeatChances]) -> None:
    found = odds(seats, DAY_OF_15)
    assert math.fsum(found.yes_distribution) == near(1)
    assert math.fsum(each.chance for each in found.tallies) == near(1)
    assert found.adopted + found.vetoed + found.lacking_votes == near(1)
    assert math.fsum(found.yes_distribution[9:]) == near(found.adopted + found.vetoed)
    assert math.fsum(each.chance for each in found.vetoers) == near(found.vetoed)
    assert len(found.yes_distribution) == 16


@given(councils(15, MODERATE))
@settings(deadline=None)
def test_the_shared_factor_leaves_each_seat_its_chances(seats: list[SeatChances]) -> None:
    factor, weights = shared_factor(seats)
    for of_seats, name in zip(given_factor(seats, factor), ("yes", "no", "silent"), strict=True):
        for seat, chance in zip(seats, weights @ of_seats, strict=True):
            assert chance == near(getattr(seat.chances, name))


@given(councils(15, MODERATE))
@settings(max_examples=30, deadline=None)
def test_the_quadrature_is_exact_to_nine_places_with_half_its_nodes(seats: list[SeatChances]) -> None:
    found = odds(seats, DAY_OF_15)
    assert found.quadrature_error < 1e-9
    finer = odds(seats, DAY_OF_15, nodes=2 * found.nodes + 1 | 1)
    assert found.adopted == near(finer.adopted)
    assert found.yes_distribution == tuple(near(each) for each in finer.yes_distribution)


def test_the_quadrature_holds_where_seats_all_but_vote_as_one() -> None:
    seats = council(default=Chances(0.6, 0.2, 0.2), loading=0.99)
    found = odds(seats, DAY_OF_15)
    assert found.quadrature_error < 1e-9
    assert found.adopted == pytest.approx(0.6, abs=0.1)


@given(councils(15, MODERATE), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_seats_does_not_matter(seats: list[SeatChances], random: Random) -> None:
    before = odds(seats, DAY_OF_15)
    random.shuffle(seats)
    after = odds(seats, DAY_OF_15)
    assert before.adopted == near(after.adopted)
    assert before.vetoed_by == {state: near(chance) for state, chance in after.vetoed_by.items()}


@given(councils(15, INDEPENDENT), st.integers(0, 14), st.floats(0, 1))
@settings(max_examples=50, deadline=None)
def test_more_willingness_never_hurts(seats: list[SeatChances], place: int, part: float) -> None:
    """A seat that turns part of its noes and abstentions into yeses does not lower the chance of adoption."""
    seat = seats[place]
    old = seat.chances
    moved = part * old.no, part * old.abstain
    warmer = Chances(old.yes + sum(moved), old.no - moved[0], old.abstain - moved[1], old.not_participating)
    better = [*seats]
    better[place] = SeatChances(seat.state, seat.permanent, warmer)
    assert odds(better, DAY_OF_15).adopted >= odds(seats, DAY_OF_15).adopted - EXACT
