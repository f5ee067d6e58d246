"""The baselines: what a count of the past would forecast."""

from __future__ import annotations

from datetime import date

import pytest

from horseshoe.facts.proposals import Outcome
from horseshoe.forecast import baselines
from horseshoe.forecast.draft import Draft
from horseshoe.forecast.past import ABSTAIN, NO, NOT_PARTICIPATING, YES, Vote

CYPRUS, HAITI = "The situation in Cyprus", "The question concerning Haiti"


def vote(day: date, agenda: str, **casts: int) -> Vote:
    contested = any(cast in (NO, ABSTAIN) for cast in casts.values())
    return Vote(f"{day}", Draft(on=day, agenda=agenda), Outcome.ADOPTED, casts, contested, True)


def learned(forecaster: baselines.Forecaster, *votes: Vote) -> baselines.Forecaster:
    for each in votes:
        forecaster.add(each)
    return forecaster


PAST = (
    *(vote(date(2020, 1, day), CYPRUS, FRA=YES, RUS=ABSTAIN) for day in range(1, 21)),
    *(vote(date(2020, 2, day), HAITI, FRA=YES, RUS=YES) for day in range(1, 21)),
)
NEXT = Draft(on=date(2020, 3, 1), agenda=CYPRUS)


@pytest.mark.parametrize("name", baselines.all_baselines())
def test_chances_sum_to_one_with_any_past(name: str) -> None:
    for past in ((), PAST):
        found = learned(baselines.all_baselines()[name], *past).forecast(NEXT, ("FRA", "RUS", "TUV"))
        assert found.shape == (3, 4)
        assert found.sum(1) == pytest.approx(1)
        assert (found > 0).all()


def test_the_base_rate_is_that_of_all_casts() -> None:
    found = learned(baselines.BaseRate(), *PAST).forecast(NEXT, ("FRA", "RUS"))
    assert found[0, ABSTAIN] == pytest.approx(0.25, abs=0.01)
    assert (found[0] == found[1]).all()


def test_a_seats_own_rate_lies_between_its_own_and_the_councils() -> None:
    found = learned(baselines.OwnRate(), *PAST).forecast(NEXT, ("FRA", "RUS", "TUV"))
    assert 0 < found[0, ABSTAIN] < 0.25 < found[1, ABSTAIN] < 0.5
    assert found[2, ABSTAIN] == pytest.approx(0.25, abs=0.01)


def test_the_subject_tells_more_than_all_votes() -> None:
    own, on_subject = (
        learned(each, *PAST).forecast(NEXT, ("RUS",)) for each in (baselines.OwnRate(), baselines.OwnRateOnSubject())
    )
    assert on_subject[0, ABSTAIN] > own[0, ABSTAIN] + 0.2


def test_the_last_vote_on_the_situation_is_repeated_as_often_as_it_was() -> None:
    found = learned(baselines.LastVote(), *PAST).forecast(NEXT, ("FRA", "RUS"))
    assert found[1, ABSTAIN] > 0.9
    assert found[0, YES] > 0.9


def test_old_votes_fade() -> None:
    old = [vote(date(1960, 1, day), CYPRUS, RUS=NO) for day in range(1, 21)]
    assert learned(baselines.BaseRate(), *old, *PAST).forecast(NEXT, ("RUS",))[0, NO] < 0.01


def test_not_taking_part_is_one_thing() -> None:
    silent = vote(date(2020, 1, 1), CYPRUS, PAK=NOT_PARTICIPATING)
    found = learned(baselines.OwnRate(), *(silent for _ in range(40))).forecast(NEXT, ("PAK",))
    assert found[0, NOT_PARTICIPATING] > 0.8
