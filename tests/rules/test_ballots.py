"""Ballots: the majority, who is elected, the types of rounds, and who may stand (rules 83, 86, 93 and 94)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from horseshoe.rules import ballots
from horseshoe.rules.ballots import Figures, LevelAtTheLastPlace, Majority, Policy, RoundType

VOTES = st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(0, 193), min_size=1)


def exactly(required: int) -> Majority:
    return Majority(required, required, required)


def rank(votes: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    return {name: (each,) for name, each in votes.items()}


@pytest.mark.parametrize(
    ("voting", "required"),
    [
        (193, 129),  # 2019, African and Asia-Pacific States
        (192, 128),  # 2022
        (191, 128),  # 2019, Eastern European States, round 1
        (190, 127),  # round 2
        (184, 123),  # 2016, round 6
        (178, 119),  # 2025, Latvia
        (0, 0),
    ],
)
def test_two_thirds_rounded_up(voting: int, required: int) -> None:
    assert ballots.majority(voting) == required


@given(st.integers(1, 1000))
def test_the_majority_is_the_least_number_not_below_two_thirds(voting: int) -> None:
    required = ballots.majority(voting)
    assert Fraction(required, voting) >= Fraction(2, 3) > Fraction(required - 1, voting)


def test_in_estonias_second_round_one_paper_was_invalid_and_two_abstained() -> None:
    figures = Figures(places=1, papers=193, invalid=1, abstentions=2)
    assert ballots.valid(figures) == 192
    assert ballots.present_and_voting(figures) == 190
    assert ballots.majority_required(figures, {"EST": 132, "ROU": 58}).required == 127


def test_what_is_not_known_leaves_the_majority_between_bounds() -> None:
    figures = Figures(places=1, papers=192)
    assert ballots.majority_required(figures, {"MEX": 187}) == Majority(None, 125, 128)
    assert ballots.majority_required(Figures(places=1), {"MEX": 187}) == Majority(None, 125, None)
    assert ballots.valid(figures) is None
    assert ballots.present_and_voting(figures) is None


def test_ireland_was_elected_with_exactly_128_in_2020() -> None:
    result = ballots.elected({"NOR": 130, "IRL": 128, "CAN": 108}, exactly(128), 2)
    assert result.certain == ("NOR", "IRL")


def test_with_canadas_votes_unknown_the_papers_still_show_that_ireland_was_elected() -> None:
    figures = Figures(places=2, papers=192, required=128)
    votes = {"NOR": 130, "IRL": 128, "CAN": None}
    result = ballots.elected(votes, exactly(128), 2, ballots.most_names(figures))
    assert (result.certain, result.undecided) == (("NOR", "IRL"), ())


def test_three_reach_the_majority_for_two_places() -> None:
    assert ballots.elected({"A": 140, "B": 150, "C": 130}, exactly(128), 2).certain == ("B", "A")


def test_two_level_for_the_last_place_are_not_elected_and_no_lot_is_drawn() -> None:
    result = ballots.elected({"A": 150, "B": 130, "C": 130}, exactly(128), 2)
    assert (result.certain, result.level) == (("A",), ("B", "C"))


def test_a_single_vote_short_is_not_enough() -> None:
    assert ballots.elected({"A": 127}, exactly(128), 1).certain == ()


@given(VOTES, st.integers(1, 193), st.integers(1, 5))
def test_never_more_are_elected_than_there_are_places(votes: dict[str, int], required: int, places: int) -> None:
    result = ballots.elected(votes, exactly(required), places)
    assert len(result.certain) <= places
    assert result.undecided == ()
    assert all(votes[name] >= required for name in result.certain)
    beaten = [votes[name] for name in votes if name not in result.certain]
    assert all(votes[name] > max(beaten, default=-1) for name in result.certain)
    reached = [name for name, each in votes.items() if each >= required]
    if len(reached) <= places:
        assert set(result.certain) == set(reached)
    assert [votes[name] for name in result.certain] == sorted((votes[name] for name in result.certain), reverse=True)


@given(VOTES, st.integers(1, 193), st.integers(1, 4), st.data())
def test_what_is_certain_without_a_figure_stays_so_with_it(
    votes: dict[str, int], required: int, places: int, data: st.DataObject
) -> None:
    hidden = data.draw(st.sets(st.sampled_from(sorted(votes))))
    partly = {name: None if name in hidden else each for name, each in votes.items()}
    known = ballots.elected(votes, exactly(required), places)
    less = ballots.elected(partly, Majority(None, max(1, required - 5), required + 5), places, sum(votes.values()))
    assert set(less.certain) <= set(known.certain) <= {*less.certain, *less.undecided}


# -- types of rounds ------------------------------------------------------------------------------


def test_the_rounds_of_guatemala_and_venezuela_in_2006() -> None:
    types = {number: ballots.round_type(number) for number in range(1, 49)}
    assert {types[number] for number in (1, 6, 36, 41, 47, 48)} == {RoundType.UNRESTRICTED}
    assert {types[number] for number in (10, 22)} == {RoundType.RESTRICTED}
    letters = "".join(types[number].value[0] for number in range(1, 14))
    assert letters == "urrruuurrruuu"


@given(st.integers(1, 500))
def test_a_restricted_round_is_ranked_by_the_open_one_just_before_its_three(number: int) -> None:
    if ballots.round_type(number) is RoundType.UNRESTRICTED:
        with pytest.raises(ValueError, match="open"):
            ballots.ranked_by_round(number)
    else:
        ranked = ballots.ranked_by_round(number)
        assert ballots.round_type(ranked) is RoundType.UNRESTRICTED
        assert 1 <= number - ranked <= 3
        assert all(ballots.round_type(each) is RoundType.RESTRICTED for each in range(ranked + 1, number + 1))


def test_there_is_no_round_before_the_first() -> None:
    with pytest.raises(ValueError, match="counted from 1"):
        ballots.round_type(0)


# -- who may stand --------------------------------------------------------------------------------


def test_for_one_place_the_two_with_the_most_votes_stand() -> None:
    first = {"EST": 111, "ROU": 78, "GEO": 1, "LVA": 1}  # 7 June 2019
    assert ballots.may_stand(rank(first), 1).candidates == ("EST", "ROU")


def test_who_was_elected_no_longer_stands() -> None:
    first = {"MAR": 151, "PAK": 129, "TGO": 119, "MRT": 98, "KGZ": 55, "FJI": 1}  # 21 October 2011
    assert ballots.may_stand(rank(first), 1, ("MAR", "PAK")).candidates == ("TGO", "MRT")


def test_for_two_places_four_stand() -> None:
    first = {"A": 90, "B": 80, "C": 70, "D": 60, "E": 50}
    assert ballots.may_stand(rank(first), 2).candidates == ("A", "B", "C", "D")


def test_who_is_level_at_the_last_place_is_a_switch() -> None:
    first = rank({"A": 100, "B": 40, "C": 40, "D": 10})
    extra = ballots.may_stand(first, 1)
    assert (extra.candidates, extra.level, extra.places) == (("A",), ("B", "C"), 1)
    assert ballots.needs_extra_ballot(extra)
    everyone = ballots.may_stand(first, 1, (), Policy(level=LevelAtTheLastPlace.ADMIT_ALL))
    assert everyone.candidates == ("A", "B", "C")
    nobody = ballots.may_stand(first, 1, (), Policy(level=LevelAtTheLastPlace.LEAVE_OUT))
    assert nobody.candidates == ("A",)


def test_an_extra_ballot_settles_it() -> None:
    assert ballots.may_stand({"A": (100,), "B": (40, 70), "C": (40, 90), "D": (10,)}, 1).candidates == ("A", "C")


def test_unknown_votes_leave_it_open_only_where_they_matter() -> None:
    assert ballots.may_stand({"A": (100,), "B": (None,)}, 1).candidates == ("A", "B")
    assert ballots.may_stand({"A": (100,), "B": (None,), "C": (20,)}, 1).candidates is None


def test_without_a_place_nobody_stands() -> None:
    with pytest.raises(ValueError, match="No place"):
        ballots.may_stand({"A": (1,)}, 0)


@given(VOTES, st.integers(1, 3), st.sampled_from(LevelAtTheLastPlace))
def test_at_most_twice_the_places_stand(votes: dict[str, int], places: int, level: LevelAtTheLastPlace) -> None:
    field = ballots.may_stand(rank(votes), places, (), Policy(level=level))
    assert field.candidates is not None
    if level is not LevelAtTheLastPlace.ADMIT_ALL:
        assert len(field.candidates) + field.places <= 2 * places
    out = [each for name, each in votes.items() if name not in field.candidates and name not in field.level]
    assert all(votes[name] > max(out, default=0) for name in (*field.candidates, *field.level))
