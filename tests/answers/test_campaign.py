"""The odds of a candidacy, compared with sums that can be done by hand and with a slow count of every outcome."""

from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from horseshoe.answers.campaign import GOES_ON, campaign
from horseshoe.answers.promised import Hopeful, Situation, binomial
from horseshoe.answers.questions import BadQuestion


def hopeful(name: str, assured: int, reliability: float, **more: float) -> Hopeful:
    return Hopeful(name=name, assured=assured, reliability=reliability, **more)


def test_a_promise_that_never_fails_elects_at_the_majority_and_not_one_vote_below() -> None:
    """128 of 191 elect: Ireland's number of 2020."""
    sure = campaign(Situation(candidates=(hopeful("A", 128, 1), hopeful("B", 63, 1)), not_voting=2))
    short = campaign(Situation(candidates=(hopeful("A", 127, 1), hopeful("B", 64, 1)), not_voting=2))
    assert (sure.required, sure.first_round) == (128, 1.0)
    assert short.first_round == 0.0
    assert [(each.what, each.odds, each.next_candidates) for each in short.patterns] == [(GOES_ON, 1.0, ("A", "B"))]


def test_odds_rounded_to_certainty_are_not_certain() -> None:
    kept = campaign(Situation(candidates=(hopeful("A", 128, 1), hopeful("B", 63, 1)), not_voting=2))
    likely = campaign(Situation(candidates=(hopeful("A", 160, 0.98), hopeful("B", 20, 0.9))))
    assert (kept.first_round, kept.certain) == (1.0, True)
    assert (likely.first_round, likely.certain) == (1.0, False)


def test_against_one_rival_it_is_a_sum_of_binomial_terms() -> None:
    """Three members, two promised to us at one half; the third votes for the rival: two of three elect."""
    answer = campaign(Situation(candidates=(hopeful("A", 2, 0.5), hopeful("B", 1, 1)), members=3))
    assert answer.required == 2
    assert answer.first_round == pytest.approx(0.25)
    assert answer.expected_votes == pytest.approx(1)


def test_later_rounds_are_drawn_anew_with_their_own_reliability() -> None:
    """Four of five elect. Four promised us their vote, at one half: all keep it once in sixteen times, two or three do
    ten times, and then there is a second round."""
    pair = (hopeful("A", 4, 0.5, reliability_later=1), hopeful("B", 1, 1))
    answer = campaign(Situation(candidates=pair, members=5), rounds=3)
    (goes_on,) = (each for each in answer.patterns if each.what == GOES_ON)
    assert answer.first_round == pytest.approx(1 / 16)
    assert (goes_on.odds, goes_on.next_round_odds) == pytest.approx((10 / 16, 1))
    assert [each.odds for each in answer.rounds] == pytest.approx([1 / 16, 10 / 16, 0])


def slow(situation: Situation) -> float:
    """The odds of the first round for three candidates and one place, member by member."""
    voters: list[list[float]] = []
    hopefuls = situation.candidates
    total = sum(each.assured for each in hopefuls)
    for each in hopefuls:
        rivals = total - each.assured
        chances = [
            each.reliability if other is each else (1 - each.reliability) * (other.assured / rivals if rivals else 0.5)
            for other in hopefuls
        ]
        voters += [chances] * each.assured
    shares = [each.assured / total for each in hopefuls]
    voters += [shares] * (situation.members - total)
    required = -(-2 * situation.members // 3)
    found = 0.0
    for choices in product(range(3), repeat=situation.members):
        if choices.count(0) >= required:
            found += math.prod(chances[choice] for chances, choice in zip(voters, choices, strict=True))
    return found


@settings(max_examples=15, deadline=None)
@given(st.tuples(st.integers(1, 3), st.integers(1, 2), st.integers(1, 2)), st.floats(0.05, 0.95))
def test_three_candidates_for_one_place_agree_with_a_count_of_every_outcome(
    assured: tuple[int, int, int], reliability: float
) -> None:
    situation = Situation(
        candidates=tuple(hopeful(name, each, reliability) for name, each in zip("ABC", assured, strict=True)), members=8
    )
    assert campaign(situation).first_round == pytest.approx(slow(situation), abs=1e-12)


def test_two_places_and_three_candidates_cannot_all_reach_two_thirds() -> None:
    """Three times two thirds are two votes each: only without a vote to spare, so almost never."""
    answer = campaign(
        Situation(places=2, candidates=tuple(hopeful(name, 130, 0.95, undecided=0.2) for name in "ABC"), not_voting=2)
    )
    assert answer.carried < 0.01
    assert sum(each.odds for each in answer.patterns) == pytest.approx(1)
    assert answer.first_round < 2 / 3 + 1e-9


def test_a_clean_slate_still_needs_two_thirds() -> None:
    answer = campaign(Situation(candidates=(hopeful("A", 193, 0.6),)))
    assert answer.first_round < 0.05
    assert campaign(Situation(candidates=(hopeful("A", 193, 0.95),))).first_round > 0.999


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 2),
    st.lists(
        st.tuples(st.integers(0, 20), st.floats(0, 1), st.none() | st.floats(0, 0.3)),
        min_size=1,
        max_size=3,
    ),
    st.integers(0, 5),
)
def test_the_odds_of_the_patterns_add_up_and_rounds_never_fall(
    places: int, candidates: list[tuple[int, float, float | None]], not_voting: int
) -> None:
    hopefuls = tuple(
        Hopeful(name=name, assured=assured, reliability=reliability, undecided=undecided)
        for name, (assured, reliability, undecided) in zip("ABC", candidates, strict=False)
    )
    answer = campaign(Situation(places=places, candidates=hopefuls, members=66, not_voting=not_voting))
    assert sum(each.odds for each in answer.patterns) == pytest.approx(1)
    assert 0 <= answer.first_round <= 1 + 1e-9
    by_then = [each.by_then for each in answer.rounds]
    assert by_then == sorted(by_then)
    assert by_then[-1] <= 1 + 1e-9
    low, high = answer.likely_votes
    assert 0 <= low <= high <= answer.present_and_voting


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 150), st.integers(0, 40), st.floats(0.5, 1))
def test_more_promises_never_hurt(assured: int, rival: int, reliability: float) -> None:
    def odds(votes: int) -> float:
        pair = (hopeful("A", votes, reliability, undecided=0.3), hopeful("B", rival, reliability))
        return campaign(Situation(candidates=pair)).first_round

    assert odds(assured + 1) >= odds(assured) - 1e-12


@given(st.integers(0, 300), st.floats(0, 1))
def test_binomial_odds_add_up_and_have_their_mean(number: int, chance: float) -> None:
    odds = binomial(number, chance)
    assert math.fsum(odds) == pytest.approx(1)
    assert math.fsum(votes * each for votes, each in enumerate(odds)) == pytest.approx(number * chance, abs=1e-6)


@pytest.mark.parametrize(
    ("situation", "told"),
    [
        (Situation(candidates=()), "none is given"),
        (Situation(candidates=(hopeful("A", 200, 0.9),)), "200 votes assured, but 193 members vote"),
        (Situation(candidates=(hopeful("A", 20, 1.5),)), "reliability is 1.5"),
        (Situation(candidates=(hopeful("A", -1, 0.5),)), "-1 votes assured"),
        (Situation(candidates=(hopeful("A", 1, 0.5), hopeful("A", 1, 0.5))), "same name"),
        (Situation(candidates=(hopeful("A", 1, 0.5),), places=0), "places is 0"),
        (Situation(candidates=(hopeful("A", 1, 0.5),), not_voting=193), "not_voting is 193"),
        (Situation(candidates=tuple(hopeful(name, 1, 0.5) for name in "ABCD")), "at most 3"),
        (Situation(candidates=tuple(hopeful(name, 90, 0.5) for name in "ABC")), "270 votes are assured in all"),
        (Situation(candidates=tuple(hopeful(n, 9, 0.5, undecided=0.6) for n in "AB")), "adds up to 1.2"),
        (
            Situation(places=2, candidates=tuple(hopeful(name, 193, 1) for name in "ABC")),
            "lower the votes assured",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(situation: Situation, told: str) -> None:
    with pytest.raises(BadQuestion, match=told):
        campaign(situation)
