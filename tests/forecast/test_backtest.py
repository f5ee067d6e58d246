"""The backtest, on a few years of the record."""

from __future__ import annotations

from datetime import date

import msgspec
import numpy as np
import pytest

import horseshoe
from horseshoe.facts.proposals import Outcome
from horseshoe.facts.record import Record
from horseshoe.forecast import backtest, past
from horseshoe.forecast.places import nobody


def until(record: Record, day: date) -> Record:
    """The record as if it ended before a day."""
    return msgspec.structs.replace(record, roll_calls=tuple(row for row in record.roll_calls if row.date < day))


RECORD = until(horseshoe.open(), date(1997, 7, 1))


@pytest.fixture(scope="module")
def made() -> backtest.Backtest:
    return backtest.run(RECORD, 1996)


def test_every_roll_call_put_to_the_vote_is_forecast_once(made: backtest.Backtest) -> None:
    put = [
        row.id
        for row in RECORD.roll_calls
        if row.date.year >= 1996 and row.outcome is not Outcome.ADOPTED_WITHOUT_VOTE and not row.unknown
    ]
    assert sorted(each.vote.id for each in made.forecasts) == sorted(put)


def test_a_forecast_does_not_change_when_later_votes_are_struck(made: backtest.Backtest) -> None:
    shorter = backtest.run(until(RECORD, date(1996, 7, 1)), 1996)
    whole = {each.vote.id: each for each in made.forecasts}
    for each in shorter.forecasts:
        for name, chances in each.chances.items():
            assert np.array_equal(chances, whole[each.vote.id].chances[name])
        for name, outcomes in each.outcomes.items():
            assert np.array_equal(outcomes, whole[each.vote.id].outcomes[name])


def test_chances_and_outcomes_sum_to_one(made: backtest.Backtest) -> None:
    for each in made.forecasts:
        for chances in each.chances.values():
            assert chances.sum(1) == pytest.approx(1)
        for outcomes in each.outcomes.values():
            assert outcomes.sum() == pytest.approx(1)


def test_the_tables_tell_how_many_they_count(made: backtest.Backtest) -> None:
    text = backtest.markdown(made)
    assert text.startswith(f"{len(made.forecasts)} roll calls from 1996-01-")
    assert f"| {backtest.MODEL} |" in text
    casts = sum(len(each.vote.casts) for each in made.forecasts)
    assert all(line.on_all.count == casts for line in made.by_cast())
    assert sum(each.count for each in made.calibration_of_casts(past.YES)) == casts


def test_a_seat_is_new_until_its_state_has_voted_thirty_times_in_ten_years(made: backtest.Backtest) -> None:
    # Poland had not sat in the ten years before 1996; Italy was in its second year.
    days = [(vote.day, vote.casts) for vote in past.votes(RECORD)]
    told: dict[str, list[bool]] = {}
    for each in made.forecasts:
        for state, new in zip(each.vote.casts, each.new.tolist(), strict=True):
            start = date(each.vote.day.year - 10, each.vote.day.month, min(each.vote.day.day, 28))
            votes = sum(state in casts for day, casts in days if start <= day < each.vote.day)
            assert new == (votes < 30)
            told.setdefault(state, []).append(new)
    assert told["POL"][0] is True
    assert told["POL"][-1] is False
    assert not any(told["ITA"] + told["USA"])


def test_the_table_of_new_seats_counts_their_casts(made: backtest.Backtest) -> None:
    without = backtest.run(RECORD, 1996, positions=nobody)
    text = backtest.markdown(made, [(backtest.ASSEMBLY, without)])
    lines = made.by_cast_of_new()
    casts = sum(int(each.new.sum()) for each in made.forecasts)
    assert {line.on_all.count for line in lines} == {casts}
    assert f"10 years before: {casts}, {lines[0].contested.count} of them on contested roll calls." in text
    assert "| the model, without the General Assembly |" in text
    assert "| the model, seats tied by the shared factor, without the General Assembly |" in text
    assert without.by_cast_of_new()[0] == lines[0]  # a baseline borrows nothing
    assert without.by_cast_of_new()[-1] != lines[-1]


def test_the_issue_counts_24195_casts_and_4170_on_contested_roll_calls() -> None:
    votes = [vote for vote in past.votes(horseshoe.open()) if vote.day.year >= 2000 and vote.complete]
    assert sum(len(vote.casts) for vote in votes) == 24195
    assert sum(len(vote.casts) for vote in votes if vote.contested) == 4170


def test_nothing_to_score_is_an_error() -> None:
    with pytest.raises(ValueError, match="no roll call from 2090"):
        backtest.run(RECORD, 2090)
