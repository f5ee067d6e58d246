"""What a seat borrows from the General Assembly: only what was over by the day, and little once it has a record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import horseshoe
from horseshoe.facts.record import Record
from horseshoe.forecast import assembly, model, past
from horseshoe.forecast.draft import Draft
from horseshoe.forecast.features import History
from horseshoe.forecast.places import EXPECTED_OF_OTHERS, Places, nobody

BEFORE = date(1999, 6, 1)
RECORD = horseshoe.open()
STATES = {state.code: number for number, state in enumerate(RECORD.states)}
UNITED_STATES_ALONE = Draft(on=BEFORE, topic="Occupied Arab territories", sponsors=("USA",))


def cut(record: Record, day: date) -> Record:
    """The record as if no roll call had been taken on that day or later."""
    return msgspec.structs.replace(record, roll_calls=tuple(row for row in record.roll_calls if row.date < day))


def moved(state: str, place: float) -> History:
    """The tallies of all roll calls before the day, with one state at another place in the Assembly."""

    def positions(on: date) -> Mapping[str, float]:
        return {**assembly.positions(on), state: place}

    history = History(RECORD, positions)
    for vote in past.votes(RECORD, BEFORE):
        history.add(vote)
    return history


@pytest.fixture(scope="module")
def fitted() -> model.Model:
    return model.fit(cut(RECORD, BEFORE), BEFORE)


# -- what was known on a day ----------------------------------------------------------------------


@given(st.dates(date(1946, 1, 1), date(2027, 1, 1)))
def test_the_places_of_a_day_are_those_of_spans_over_by_then(day: date) -> None:
    places = Places(STATES).on(day)
    known = {state: places[number] for state, number in STATES.items() if not np.isnan(places[number])}
    assert known == assembly.positions(day)


@pytest.mark.parametrize("session", sorted({row.last_session for row in assembly.every_position()}))
def test_a_span_counts_from_the_day_on_which_its_sessions_are_over(session: int) -> None:
    day = assembly.known_from(session)
    before = Places(STATES).on(date.fromordinal(day.toordinal() - 1))
    assert not np.array_equal(before, Places(STATES).on(day), equal_nan=True)


def test_positions_are_asked_for_no_day_after_the_vote() -> None:
    asked = []

    def positions(on: date) -> Mapping[str, float]:
        asked.append(on)
        return assembly.positions(on)

    history = History(RECORD, positions)
    for _ in model.learning_rows(history, past.votes(RECORD, date(1996, 9, 30)), since=1995):
        pass
    assert asked
    assert max(asked) == assembly.known_from(45) == date(1991, 10, 1)


def test_no_state_has_a_place_before_the_first_span_is_over() -> None:
    day = date(1950, 1, 1)
    numbers = np.array([STATES["FRA"], STATES["CUB"]])
    places = Places(STATES)
    assert np.isnan(places.on(day)).all()
    assert not places.nearness(day, numbers).any()
    assert (places.expected_agreement(day, numbers, numbers) == EXPECTED_OF_OTHERS).all()


# -- who lends to whom ----------------------------------------------------------------------------


def test_the_nearer_lend_the_more_and_nobody_lends_to_itself() -> None:
    numbers = np.array([STATES["GBR"], STATES["CUB"]])
    near = Places(STATES).nearness(BEFORE, numbers)
    assert near[0, STATES["FRA"]] > near[0, STATES["BRA"]] > near[0, STATES["CUB"]]
    assert near[1, STATES["VNM"]] > near[1, STATES["BRA"]] > near[1, STATES["USA"]]
    assert near[0, STATES["GBR"]] == near[1, STATES["CUB"]] == 0
    assert near[0, STATES["CUB"]] == near[1, STATES["GBR"]]


def test_a_seat_without_any_record_on_the_council_has_other_chances_at_another_place(fitted: model.Model) -> None:
    # Switzerland joined in 2002 and sat first in 2023: in 1999 there is nothing but the place to tell it by.
    assert not any("CHE" in vote.casts for vote in past.votes(RECORD, BEFORE))
    chances = {
        place: msgspec.structs.replace(fitted, history=moved("CHE", place)).chances(UNITED_STATES_ALONE, ("CHE",))
        for place in (-1.0, 1.5)
    }
    assert chances[1.5]["CHE"].yes > chances[-1.0]["CHE"].yes + 0.02


def test_the_record_of_a_seat_outweighs_its_place(fitted: model.Model) -> None:
    def shift(state: str) -> float:
        low, high = (
            msgspec.structs.replace(fitted, history=moved(state, place)).chances(UNITED_STATES_ALONE, (state,))
            for place in (-1.0, 1.5)
        )
        return abs(high[state].yes - low[state].yes)

    assert shift("FRA") < shift("CHE") / 3
    assert shift("RUS") < shift("CHE") / 3


def test_without_positions_a_seat_borrows_from_its_group_alone() -> None:
    history = History(RECORD, nobody)
    for vote in past.votes(RECORD, BEFORE):
        history.add(vote)
    # Neither has sat by then: two states of one group without record look the same without the Assembly.
    _, rows = history.features(UNITED_STATES_ALONE, ("CHE", "MCO"))
    _, placed = moved("CHE", 1.5).features(UNITED_STATES_ALONE, ("CHE", "MCO"))
    assert (rows[0] == rows[1]).all()
    assert (placed[0] != placed[1]).any()


# -- the same again -------------------------------------------------------------------------------


def test_the_same_record_gives_the_same_chances(fitted: model.Model) -> None:
    again = model.fit(cut(RECORD, BEFORE), BEFORE)
    seats = ("CHE", "TUV", "FRA", "NAM")
    assert again.chances(UNITED_STATES_ALONE, seats) == fitted.chances(UNITED_STATES_ALONE, seats)


def test_where_states_stood_later_changes_no_feature() -> None:
    def turned_around_later(on: date) -> Mapping[str, float]:
        return {state: -place if on >= BEFORE else place for state, place in assembly.positions(on).items()}

    votes = past.votes(RECORD, BEFORE)
    rows = list(model.learning_rows(History(RECORD), votes, since=1997))
    others = list(model.learning_rows(History(RECORD, turned_around_later), votes, since=1997))
    assert rows
    for row, other in zip(rows, others, strict=True):
        assert (row.draft == other.draft).all()
        assert (row.seats == other.seats).all()
