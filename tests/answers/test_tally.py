"""Ballots counted in order: the cases of 2006 to 2025, and ballots that cannot be."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from horseshoe.answers.election import tally
from horseshoe.answers.tally import GivenRound, WrongBallot
from horseshoe.facts.elections import BallotVote
from horseshoe.facts.record import Record
from horseshoe.rules.ballots import Figures, LevelAtTheLastPlace, Policy, RankedBy, RoundType, majority, round_type

OPEN, RESTRICTED, EXTRA = RoundType.UNRESTRICTED, RoundType.RESTRICTED, RoundType.EXTRA


def one(number: int, votes: dict[str, int | None], places: int = 1, **figures: Any) -> GivenRound:
    return GivenRound(round=number, figures=Figures(places=places, **figures), votes=votes)


def full(number: int, votes: dict[str, int | None], places: int = 1, papers: int = 193, out: int = 0) -> GivenRound:
    return one(number, votes, places, papers=papers, invalid=0, abstentions=out)


# -- cases ----------------------------------------------------------------------------------------


def test_estonia_was_elected_in_the_first_restricted_round_of_7_june_2019() -> None:
    first, second = tally(  # GA/12152
        [
            one(1, {"EST": 111, "ROU": 78, "GEO": 1, "LVA": 1}, papers=193, invalid=0, abstentions=2),
            one(2, {"EST": 132, "ROU": 58}, papers=193, invalid=1, abstentions=2),
        ]
    )
    assert (first.valid, first.present_and_voting, first.required) == (193, 191, 128)
    assert (first.type, first.elected, first.continues) == (OPEN, (), True)
    assert (first.next_round_type, first.next_candidates) == (RESTRICTED, ("EST", "ROU"))
    assert (second.valid, second.present_and_voting, second.required) == (192, 190, 127)
    assert (second.type, second.elected, second.continues) == (RESTRICTED, ("EST",), False)
    assert (second.next_round_type, second.next_candidates) == (None, ())


def test_latvia_got_every_vote_of_3_june_2025_and_ten_abstained() -> None:
    (only,) = tally([one(1, {"LVA": 178}, papers=188, invalid=0, abstentions=10)])
    assert (only.present_and_voting, only.required, only.elected) == (178, 119, ("LVA",))


def test_spain_needed_three_rounds_on_16_october_2014() -> None:
    first, second, third = tally(
        [
            one(1, {"NZL": 145, "ESP": 121, "TUR": 109}, 2, papers=193, invalid=0, abstentions=0),
            one(2, {"ESP": 120, "TUR": 73}, papers=193, invalid=0, abstentions=0),
            one(3, {"ESP": 132, "TUR": 60}, papers=193, invalid=0, abstentions=1),
        ]
    )
    assert (first.elected, first.places_left, first.next_candidates) == (("NZL",), 1, ("ESP", "TUR"))
    assert (second.type, second.elected, second.next_candidates) == (RESTRICTED, (), ("ESP", "TUR"))
    assert (third.required, third.elected, third.continues) == (128, ("ESP",), False)


def test_the_48_rounds_of_2006() -> None:
    rounds = [full(number, {"GTM": 105, "VEN": 80}, papers=192, out=7) for number in range(1, 48)]
    rounds.append(full(48, {"PAN": 164, "VEN": 11, "GTM": 4, "BRB": 1}, papers=192, out=12))
    counted = tally(rounds)
    assert [each.type for each in counted] == [round_type(number) for number in range(1, 49)]
    assert counted[46].next_round_type is OPEN  # after round 47, so that Panama could be voted for
    assert (counted[47].elected, counted[47].continues) == (("PAN",), False)


def test_93_to_93_and_95_to_95_elect_nobody_and_the_balloting_goes_on() -> None:
    (first,) = tally([full(1, {"ITA": 95, "NLD": 95}, papers=190)])
    assert (first.elected, first.next_candidates) == ((), ("ITA", "NLD"))


def test_a_candidate_that_withdrew_may_be_missing_from_the_next_round_and_nobody_moves_up() -> None:
    first, second = tally(
        [full(1, {"HRV": 95, "CZE": 91, "AAA": 1}, papers=187), full(2, {"HRV": 184}, papers=190, out=6)]
    )
    assert first.next_candidates == ("HRV", "CZE")
    assert second.elected == ("HRV",)


def test_every_ballot_with_figures_is_reproduced(record: Record) -> None:
    votes: dict[str, list[BallotVote]] = {}
    for row in record.ballot_votes:
        votes.setdefault(row.ballot, []).append(row)
    reproduced = 0
    for ballot in record.ballots:
        figures = Figures(
            places=ballot.seats or 1,
            papers=ballot.papers,
            invalid=ballot.invalid,
            abstentions=ballot.abstentions,
            present_and_voting=ballot.present_and_voting,
            required=ballot.required,
        )
        given = {row.state: row.votes for row in votes[ballot.id]}
        if ballot.seats is None or ballot.required is None or None in given.values():
            continue
        (counted,) = tally([GivenRound(round=ballot.round, figures=figures, votes=given)])
        assert counted.required == ballot.required, ballot.id
        assert counted.elected is not None
        assert set(counted.elected) == {row.state for row in votes[ballot.id] if row.elected}, ballot.id
        if ballot.kind:
            assert counted.type.value == ballot.kind.value, ballot.id
        if ballot.present_and_voting:
            assert counted.present_and_voting == ballot.present_and_voting, ballot.id
            assert majority(ballot.present_and_voting) == ballot.required, ballot.id
        reproduced += 1
    assert reproduced >= 20


# -- what the rules leave open --------------------------------------------------------------------


def test_an_extra_ballot_settles_who_stands_and_does_not_count_among_the_three() -> None:
    first, extra, second = tally(
        [
            full(1, {"A": 100, "B": 46, "C": 46, "D": 1}),
            full(2, {"B": 90, "C": 103}),
            full(3, {"A": 110, "C": 83}),
        ]
    )
    assert (first.next_round_type, first.next_candidates) == (EXTRA, ("B", "C"))
    assert (extra.type, extra.elected, extra.next_round_type) == (EXTRA, (), RESTRICTED)
    assert extra.next_candidates == ("A", "C")
    assert (second.type, second.next_round_type, second.next_candidates) == (RESTRICTED, RESTRICTED, ("A", "C"))


def test_an_extra_ballot_elects_nobody_and_another_follows_if_it_is_level_again() -> None:
    _, extra = tally([full(1, {"A": 100, "B": 46, "C": 46}), full(2, {"B": 90, "C": 90})])
    assert (extra.next_round_type, extra.next_candidates) == (EXTRA, ("B", "C"))


def test_the_other_two_policies_admit_all_or_none() -> None:
    rounds = [full(1, {"A": 100, "B": 46, "C": 46})]
    (admitted,) = tally(rounds, policy=Policy(level=LevelAtTheLastPlace.ADMIT_ALL))
    (left_out,) = tally(rounds, policy=Policy(level=LevelAtTheLastPlace.LEAVE_OUT))
    assert (admitted.next_round_type, admitted.next_candidates) == (RESTRICTED, ("A", "B", "C"))
    assert (left_out.next_round_type, left_out.next_candidates) == (RESTRICTED, ("A",))


def test_which_ballot_ranks_once_a_place_is_filled_is_a_switch() -> None:
    rounds = [
        full(1, {"A": 120, "B": 100, "C": 90, "D": 60}, 2),
        full(2, {"A": 150, "B": 60, "C": 80, "D": 90}, 2),
    ]
    assert tally(rounds)[1].next_candidates == ("B", "C")
    previous = tally(rounds, policy=Policy(ranked_by=RankedBy.PREVIOUS_BALLOT))
    assert previous[1].next_candidates == ("D", "C")


def test_without_a_vote_for_anybody_no_rule_says_who_may_stand() -> None:
    (only,) = tally([full(1, {"A": 0, "B": 0}, out=193)])
    assert (only.required, only.elected, only.next_round_type, only.next_candidates) == (0, (), RESTRICTED, None)


# -- what is not known ----------------------------------------------------------------------------


def test_unknown_cells_leave_what_hangs_on_them_open_and_say_so() -> None:
    (only,) = tally([one(1, {"IND": 184, "KEN": 127}, 2, papers=192)])
    assert (only.valid, only.present_and_voting, only.required, only.elected) == (None, None, None, None)
    assert (only.certainly_elected, only.undecided, only.continues) == (("IND",), ("KEN",), None)
    assert (only.next_round_type, only.next_candidates) == (None, None)
    assert "not known" in only.reason


def test_a_result_that_no_unknown_cell_can_change_is_given() -> None:
    (only,) = tally([one(1, {"MEX": 187}, papers=192)])
    assert (only.required, only.elected, only.continues) == (None, ("MEX",), False)


def test_missing_rounds_are_named_and_the_open_ballot_still_ranks() -> None:
    _, fourth = tally([full(1, {"KGZ": 105, "PHL": 85}, papers=190), full(4, {"KGZ": 142, "PHL": 49}, papers=191)])
    assert fourth.elected == ("KGZ",)
    assert "Rounds 2 and 3 are not given" in fourth.doubts[0]


def test_a_restricted_round_alone_goes_on_with_those_who_stood() -> None:
    (second,) = tally([full(2, {"KEN": 120, "DJI": 71}, papers=191)])
    assert (second.type, second.next_candidates) == (RESTRICTED, ("KEN", "DJI"))


def test_without_the_open_ballot_that_ranks_it_a_restricted_round_takes_any_name() -> None:
    """Round 7 ranks rounds 8 to 10; here it is missing."""
    _, sixth, ninth = tally([full(1, {"A": 100, "B": 93}), full(6, {"A": 100, "C": 93}), full(9, {"C": 100, "D": 93})])
    assert (sixth.type, sixth.next_round_type) == (OPEN, OPEN)
    assert (ninth.type, ninth.next_candidates) == (RESTRICTED, ("C", "D"))


def test_after_the_seventh_round_its_own_votes_rank() -> None:
    _, seventh = tally([full(1, {"A": 100, "B": 93}), full(7, {"C": 100, "B": 60, "A": 33})])
    assert (seventh.type, seventh.next_candidates) == (OPEN, ("C", "B"))


def test_votes_for_names_that_are_not_given_are_noticed() -> None:
    (only,) = tally([full(1, {"A": 100, "B": 90})])
    assert "3 votes of 193 went to names that are not given" in only.doubts[0]


# -- what cannot be -------------------------------------------------------------------------------

FIRST = full(1, {"A": 100, "B": 60, "C": 33})


@pytest.mark.parametrize(
    ("rounds", "told"),
    [
        ([full(1, {"A": 150, "B": 60})], "210 votes in round 1, but 193 papers with 1 name each carry at most 193"),
        ([full(1, {"A": 194})], "194 votes, but at most 193 members voted"),
        ([full(1, {"A": 190}, out=10)], "at most 183 members voted"),
        ([one(1, {"A": -1})], "field votes: -1 is negative"),
        ([one(1, {"A": 1}, papers=-3)], "field ballot_papers: -3 is negative"),
        ([one(1, {"A": 1}, papers=5, invalid=6)], "field invalid: 6 of 5 papers"),
        ([one(1, {"A": 1}, papers=5, invalid=2, abstentions=4)], "field abstentions: 4 of 3 papers"),
        ([one(1, {"A": 1}, 0)], "field seats"),
        ([FIRST, full(2, {"A": 100, "C": 93})], "C may not stand in round 2, which is open only to A and B"),
        ([FIRST, full(1, {"A": 100})], "round 1 comes after round 1"),
        ([FIRST, full(2, {"A": 100, "B": 80}, 2)], "2 seats, but 1 place left after round 1"),
        ([full(1, {"A": 140}), full(2, {"B": 140})], "all places were filled in round 1"),
        ([full(1, {"A": 140, "B": 90}, 2), full(2, {"A": 140})], "A was elected in round 1"),
        ([one(1, {"A": 1}, papers=193, invalid=0, abstentions=2, present_and_voting=190)], "make 191"),
        ([one(1, {"A": 1}, papers=189, present_and_voting=190)], "at most 189 can have voted"),
        ([one(1, {"A": 1}, present_and_voting=190, required=128)], "two thirds of 190 present and voting are 127"),
    ],
)
def test_ballots_that_cannot_be_are_refused_with_a_sentence(rounds: list[GivenRound], told: str) -> None:
    with pytest.raises(WrongBallot, match=told):
        tally(rounds)


def test_more_marked_as_elected_than_seats_and_marks_against_the_votes_are_refused() -> None:
    marked = msgspec.structs.replace(FIRST, marks={"A": True, "B": True, "C": False})
    with pytest.raises(WrongBallot, match="2 candidates are marked as elected for 1 place"):
        tally([marked])
    with pytest.raises(WrongBallot, match="A is marked as elected, but by its 100 votes and the majority of 129"):
        tally([msgspec.structs.replace(FIRST, marks={"A": True, "B": False, "C": False})])


# -- what must hold of every tally ----------------------------------------------------------------


@st.composite
def contests(draw: st.DrawFn) -> list[GivenRound]:
    """Rounds of a contest held by the rules, as they are counted."""
    places = draw(st.integers(1, 3))
    policy = Policy(level=LevelAtTheLastPlace.ADMIT_ALL)
    rounds: list[GivenRound] = []
    everyone, taken = list("ABCDEF"), set[str]()
    stand = everyone
    for number in range(1, draw(st.integers(1, 14)) + 1):
        votes: dict[str, int | None] = {name: draw(st.integers(0, 60 * places)) for name in stand}
        papers = max(193, sum(each or 0 for each in votes.values()))
        rounds.append(full(number, votes, places, papers=papers))
        last = tally(rounds, policy=policy)[-1]
        if not last.continues or last.places_left is None:
            break
        places = last.places_left
        taken |= set(last.elected or ())
        stand = list(last.next_candidates or [name for name in everyone if name not in taken])
    return rounds


@given(contests())
def test_a_contest_never_fills_more_places_than_it_has(rounds: list[GivenRound]) -> None:
    counted = tally(rounds, policy=Policy(level=LevelAtTheLastPlace.ADMIT_ALL))
    elected = [name for each in counted for name in each.elected or ()]
    assert len(elected) == len(set(elected)) <= rounds[0].figures.places
    for each in counted:
        assert each.required == majority(each.present_and_voting or 0)
        assert each.continues is (each.places_left != 0)
        assert (each.next_round_type is None) is (not each.continues)
    assert all(each.type is round_type(each.round) for each in counted)
