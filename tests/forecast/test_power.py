"""The power of a seat: the published values, and every set, profile and order enumerated beside the closed forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import combinations, permutations, product
from math import comb, factorial

import pytest

from horseshoe.facts.proposals import Matter
from horseshoe.forecast.power import council_power, power

FIFTEEN = date(1966, 1, 1)
ELEVEN = date(1965, 12, 31)


def test_the_published_values_for_nine_of_fifteen() -> None:
    """rules.md, section 10: 848 swings and 421/2145 for a permanent seat, 84 and 4/2145 for an elected one."""
    found = power(FIFTEEN)
    permanent, elected = found.permanent.two_valued, found.elected.two_valued
    assert (permanent.swings, elected.swings, found.winning_coalitions) == (848, 84, 848)
    assert (permanent.banzhaf, elected.banzhaf) == (Fraction(106, 635), Fraction(21, 1270))
    assert (permanent.shapley_shubik, elected.shapley_shubik) == (Fraction(421, 2145), Fraction(4, 2145))


def test_seven_of_eleven_from_1946_to_1965() -> None:
    """An elected member decides if the five and one of the other five are in favour: 5 sets. A permanent one decides
    in every winning set: the five and at least two of six, 64 - 1 - 6 = 57."""
    found = power(ELEVEN)
    assert (found.permanent.two_valued.swings, found.elected.two_valued.swings) == (57, 5)
    assert found.elected.two_valued.banzhaf == Fraction(5, 5 * 57 + 6 * 5)
    assert found.elected.two_valued.shapley_shubik == Fraction(comb(5, 1) * factorial(6) * factorial(4), factorial(11))


def test_with_abstention_many_more_profiles_adopt() -> None:
    """rules.md, section 10: 146,796 of 3^15 profiles adopt. Counted here from the five and the ten apart."""
    by_hand = sum(
        comb(5, five) * comb(10, ten) * 2 ** (10 - ten) for five in range(6) for ten in range(11) if five + ten >= 9
    )
    assert power(FIFTEEN).adopting_profiles == by_hand == 146_796


def test_abstention_makes_elected_members_stronger_than_the_usual_indices_say() -> None:
    found = power(FIFTEEN)
    assert found.elected.three_valued.banzhaf > 2 * found.elected.two_valued.banzhaf
    assert found.elected.three_valued.shapley_shubik > 9 * found.elected.two_valued.shapley_shubik
    assert found.permanent.three_valued.banzhaf > 2 * found.elected.three_valued.banzhaf


@pytest.mark.parametrize("on", [ELEVEN, FIFTEEN])
@pytest.mark.parametrize("matter", list(Matter))
def test_the_shares_of_all_seats_sum_to_one(on: date, matter: Matter) -> None:
    found = power(on, matter=matter)
    for game in ("two_valued", "three_valued"):
        for index in ("shapley_shubik", "banzhaf"):
            five, few = (getattr(getattr(seat, game), index) for seat in (found.permanent, found.elected))
            assert 5 * five + (found.seats - 5) * few == 1


def test_in_a_procedural_matter_all_seats_are_alike() -> None:
    found = power(FIFTEEN, matter=Matter.PROCEDURAL)
    assert found.permanent == found.elected
    assert found.elected.two_valued.shapley_shubik == found.elected.three_valued.shapley_shubik == Fraction(1, 15)
    assert found.elected.two_valued.swings == comb(14, 8)


@pytest.mark.parametrize("wrong", [(0, 10, 9, 0), (5, 0, 4, 5), (5, 10, 16, 5), (5, 10, 0, 5), (5, 10, 9, 3)])
def test_a_council_that_cannot_be_is_refused(wrong: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="is no council: it has seats of both kinds"):
        council_power(*wrong)


# -- enumeration --------------------------------------------------------------------------------------

YES, ABSTAIN, NO = 1, 0, -1
FORMS = [(5, 10, 9, 5), (5, 6, 7, 5), (5, 6, 7, 0)]
SMALL = [(p, e, q, v) for p in (1, 2, 3) for e in (1, 2, 3) for q in range(1, p + e + 1) for v in (0, p) if p + e < 6]


@pytest.mark.parametrize("form", [*FORMS, *SMALL])
def test_every_set_of_seats_in_favour(form: tuple[int, int, int, int]) -> None:
    permanent, elected, needed, vetoes = form
    seats = permanent + elected
    swings: Counter[int] = Counter()
    orders: Counter[int] = Counter()
    winning = 0
    for number in range(2**seats):
        wins = _wins(number, vetoes, needed)
        winning += wins
        for seat in range(seats):
            if wins and number >> seat & 1 and not _wins(number & ~(1 << seat), vetoes, needed):
                swings[seat] += 1
                before = number.bit_count() - 1
                orders[seat] += factorial(before) * factorial(seats - before - 1)
    found = council_power(*form)
    assert found.winning_coalitions == winning
    for seat in range(seats):
        game = (found.permanent if seat < permanent else found.elected).two_valued
        assert game.swings == swings[seat]
        assert game.banzhaf == Fraction(swings[seat], swings.total())
        assert game.penrose == Fraction(swings[seat], 2 ** (seats - 1))
        assert game.shapley_shubik == Fraction(orders[seat], factorial(seats))


def _wins(number: int, vetoes: int, needed: int) -> bool:
    return number.bit_count() >= needed and all(number >> seat & 1 for seat in range(vetoes))


@pytest.mark.parametrize("form", SMALL)
def test_every_profile_of_yes_abstain_and_no(form: tuple[int, int, int, int]) -> None:
    permanent, elected, needed, vetoes = form
    seats = permanent + elected
    swings: Counter[int] = Counter()
    steps: Counter[int] = Counter()
    profiles = [list(profile) for profile in product((YES, ABSTAIN, NO), repeat=seats)]
    for profile in profiles:
        for seat in range(seats):
            if profile[seat] == YES:
                swings[seat] += _adopts(profile, vetoes, needed) and not _adopts(
                    _with(profile, seat, NO), vetoes, needed
                )
            if profile[seat] != NO:
                lower = _with(profile, seat, profile[seat] - 1)
                steps[seat] += _adopts(profile, vetoes, needed) and not _adopts(lower, vetoes, needed)
    found = council_power(*form)
    assert found.adopting_profiles == sum(_adopts(profile, vetoes, needed) for profile in profiles)
    for seat in range(seats):
        game = (found.permanent if seat < permanent else found.elected).three_valued
        assert game.swings == swings[seat] == steps[seat]
        assert game.banzhaf == Fraction(swings[seat], swings.total())
        assert game.penrose == Fraction(swings[seat], 3 ** (seats - 1))


@pytest.mark.parametrize("form", [form for form in SMALL if sum(form[:2]) < 5])
def test_every_order_of_every_profile(form: tuple[int, int, int, int]) -> None:
    permanent, elected, needed, vetoes = form
    seats = permanent + elected
    settled: Counter[int] = Counter()
    for order in permutations(range(seats)):
        for profile in product((YES, ABSTAIN, NO), repeat=seats):
            settled[_settles(order, list(profile), vetoes, needed)] += 1
    found = council_power(*form)
    for seat in range(seats):
        game = (found.permanent if seat < permanent else found.elected).three_valued
        assert game.shapley_shubik == Fraction(settled[seat], settled.total())


def _adopts(profile: Sequence[int], vetoes: int, needed: int) -> bool:
    return profile.count(YES) >= needed and NO not in profile[:vetoes]


def _with(profile: Sequence[int], seat: int, vote: int) -> list[int]:
    return [vote if place == seat else each for place, each in enumerate(profile)]


def _settles(order: Sequence[int], profile: list[int], vetoes: int, needed: int) -> int:
    """The first seat in the order after whose vote the outcome is the same whether all the rest say yes or no."""
    for called in range(1, len(order) + 1):
        best, worst = profile, profile
        for seat in order[called:]:
            best, worst = _with(best, seat, YES), _with(worst, seat, NO)
        if _adopts(best, vetoes, needed) == _adopts(worst, vetoes, needed):
            return order[called - 1]
    raise AssertionError("all seats were called, and nothing was settled")


def test_every_profile_of_the_eleven() -> None:
    """3^11 profiles, counted: what the closed form says of 1946 to 1965."""
    adopting = sum(_adopts(profile, 5, 7) for profile in product((YES, ABSTAIN, NO), repeat=11))
    assert power(ELEVEN).adopting_profiles == adopting


def test_the_winning_sets_of_the_fifteen_by_their_members() -> None:
    """All five and at least four of the ten."""
    assert power(FIFTEEN).winning_coalitions == sum(len(list(combinations(range(10), few))) for few in range(4, 11))
