"""A/RES/377 A (V): who can call an emergency special session, and what it needs."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from horseshoe.facts.proposals import Cast
from horseshoe.rules.uniting_for_peace import (
    Precondition,
    council_majority,
    council_request,
    majority_of_members,
    preconditions,
    two_thirds,
)


@pytest.mark.parametrize(
    ("day", "needed"), [("1956-10-31", 7), ("1965-12-31", 7), ("1966-01-01", 9), ("2022-02-27", 9)]
)
def test_any_seven_members_until_1965_any_nine_after(day: str, needed: int) -> None:
    assert council_majority(date.fromisoformat(day)) == needed


def test_before_the_resolution_there_was_no_such_request() -> None:
    with pytest.raises(ValueError, match="1950-11-03"):
        council_majority(date(1950, 11, 2))


def test_two_permanent_noes_did_not_block_the_session_on_suez() -> None:
    """S/RES/119 (1956): 7-2-2."""
    casts = dict.fromkeys(("USA", "RUS", "CHN", "CUB", "IRN", "PER", "YUG"), Cast.YES)
    casts |= {"FRA": Cast.NO, "GBR": Cast.NO, "AUS": Cast.ABSTAIN, "BEL": Cast.ABSTAIN}
    answer = council_request(date(1956, 10, 31), casts, frozenset(("USA", "RUS", "CHN", "FRA", "GBR")))
    assert answer.carried
    assert answer.against_by_permanent == ("FRA", "GBR")


def test_eight_of_fifteen_do_not_call_a_session() -> None:
    casts = {f"A{number:02}": Cast.YES if number < 8 else Cast.ABSTAIN for number in range(15)}
    assert not council_request(date(2022, 2, 27), casts, frozenset()).carried


@pytest.mark.parametrize(("members", "needed"), [(193, 97), (122, 62), (2, 2), (1, 1)])
def test_more_than_half_of_the_members(members: int, needed: int) -> None:
    assert majority_of_members(members) == needed


@pytest.mark.parametrize(("voting", "needed"), [(146, 98), (193, 129), (3, 2), (1, 1)])
def test_two_thirds_of_those_present_and_voting(voting: int, needed: int) -> None:
    assert two_thirds(voting) == needed


@given(st.integers(1, 500))
def test_the_majorities_are_the_least_that_suffice(number: int) -> None:
    assert 2 * majority_of_members(number) > number >= 2 * (majority_of_members(number) - 1)
    assert 3 * two_thirds(number) >= 2 * number > 3 * (two_thirds(number) - 1)


def test_only_the_lack_of_unanimity_follows_from_votes() -> None:
    met = {each.precondition: each.met for each in preconditions(1, since=date(2022, 2, 25))}
    assert met == {
        Precondition.LACK_OF_UNANIMITY: True,
        Precondition.FAILURE_TO_ACT: None,
        Precondition.THREAT_TO_THE_PEACE: None,
    }
    judged = {each.precondition: each.met for each in preconditions(0, failure_to_act=True, threat=False)}
    assert list(judged.values()) == [None, True, False]


@pytest.mark.parametrize("wrong", [lambda: majority_of_members(0), lambda: two_thirds(0), lambda: preconditions(-1)])
def test_numbers_that_cannot_be_are_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match="give"):
        wrong()  # type: ignore[operator]
