"""The model: it sees nothing of the day it forecasts or later, and gives the same numbers twice."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import msgspec
import pytest

import horseshoe
from horseshoe.facts.proposals import Outcome
from horseshoe.facts.record import Record
from horseshoe.forecast import model, past
from horseshoe.forecast.draft import Draft
from horseshoe.forecast.features import History
from horseshoe.forecast.subjects import subject

RECORD = horseshoe.open()
BEFORE = date(1999, 6, 1)
SEATS = tuple(term.state for term in RECORD.council(BEFORE))
DRAFT = Draft(on=BEFORE, agenda="The situation in Georgia", sponsors=("GBR", "USA"))


def without_future(before: date) -> Record:
    """The record as if no roll call had been taken on that day or later."""
    rows = tuple(row for row in RECORD.roll_calls if row.date < before)
    return msgspec.structs.replace(RECORD, roll_calls=rows)


def shuffled_future(before: date) -> Record:
    """The record with every cast and outcome of that day and later turned around."""
    rows = [
        msgspec.structs.replace(row, yes=row.no, no=row.yes, outcome=Outcome.VETOED) if row.date >= before else row
        for row in RECORD.roll_calls
    ]
    random.Random(5).shuffle(rows)
    return msgspec.structs.replace(RECORD, roll_calls=tuple(rows))


@pytest.fixture(scope="module")
def fitted() -> model.Model:
    return model.fit(RECORD, BEFORE)


@pytest.mark.parametrize("changed", [without_future, shuffled_future])
def test_what_came_later_changes_no_forecast(fitted: model.Model, changed: object) -> None:
    assert callable(changed)
    other = model.fit(changed(BEFORE), BEFORE)
    assert other.chances(DRAFT, SEATS) == fitted.chances(DRAFT, SEATS)
    assert other.loadings(SEATS) == fitted.loadings(SEATS)
    assert other.version == fitted.version


def test_a_roll_call_does_not_see_another_of_its_day() -> None:
    # On 16 October 2023 and 18 October 2023 several texts on Gaza were put to the vote.
    day = date(2023, 10, 18)
    votes = past.votes(RECORD, date(2023, 10, 19))
    rows = [row for row in model.learning_rows(History(RECORD), votes, since=2023) if row.vote.day == day]
    earlier = past.votes(RECORD, day)
    alone = [*earlier, rows[-1].vote]
    (again,) = [row for row in model.learning_rows(History(RECORD), alone, since=2023) if row.vote.day == day]
    assert len(rows) > 1
    assert (again.draft == rows[-1].draft).all()
    assert (again.seats == rows[-1].seats).all()


def test_the_casts_and_the_outcome_of_a_vote_are_no_part_of_its_features() -> None:
    votes = past.votes(RECORD, date(1996, 1, 1))
    last = votes[-1]
    turned = msgspec.structs.replace(
        last, casts=dict.fromkeys(last.casts, past.NO), contested=True, outcome=Outcome.NOT_ADOPTED
    )
    one, other = (
        list(model.learning_rows(History(RECORD), [*votes[:-1], each], since=1995))[-1] for each in (last, turned)
    )
    assert (one.draft == other.draft).all()
    assert (one.seats == other.seats).all()
    assert (one.silence == other.silence).all()


def test_a_past_draft_shows_nothing_that_only_adopted_or_only_failed_drafts_have() -> None:
    for row in RECORD.roll_calls:
        draft = past.draft_of(RECORD, row) if row.date.year >= 2022 else None
        if draft:
            assert draft.situation is None
            assert draft.action is None
            assert draft.kind.value == "draft_resolution"


def test_sponsors_count_as_unknown_in_years_in_which_they_are_named_by_outcome() -> None:
    for vote in past.votes(RECORD):
        if 2015 <= vote.day.year <= 2020:
            assert not vote.draft.sponsors
            assert not vote.draft.presidential


def test_a_title_decides_the_subject_only_where_nothing_else_does() -> None:
    agenda = "Threats to international peace and security"
    telling = "renewal of the mandate of the mission in Liberia"
    assert subject(Draft(on=BEFORE, agenda=agenda, title=telling)) == subject(Draft(on=BEFORE, agenda=agenda))
    assert subject(Draft(on=BEFORE, title=telling)) == "liberia"


def test_chances_of_each_seat_sum_to_one(fitted: model.Model) -> None:
    for draft in (DRAFT, Draft(on=BEFORE), Draft(on=date(2003, 1, 1), presidential=True, topic="Cyprus")):
        for chances in fitted.chances(draft, SEATS).values():
            assert sum(chance for _, chance in chances.casts()) == pytest.approx(1, abs=1e-9)
            assert all(0 < chance < 1 for _, chance in chances.casts())


def test_an_unknown_situation_is_no_situation(fitted: model.Model) -> None:
    nothing, unheard = Draft(on=BEFORE), Draft(on=BEFORE, situation="a-place-nobody-has-heard-of")
    assert fitted.chances(nothing, SEATS) == fitted.chances(unheard, SEATS)


def test_a_state_that_never_sat_is_forecast_as_its_group(fitted: model.Model) -> None:
    # Tuvalu joined in 2000 and has held no seat; its chances are near those of the Asian seats that have little record.
    chances = fitted.chances(DRAFT, (*SEATS, "TUV"))
    assert chances["TUV"].yes == pytest.approx(chances["BHR"].yes, abs=0.1)


def test_a_text_of_the_president_is_likelier_to_have_all_votes(fitted: model.Model) -> None:
    agreed = Draft(on=BEFORE, agenda="The situation in Angola", presidential=True)
    contested = Draft(on=BEFORE, agenda="The situation in the occupied Arab territories", sponsors=("EGY",))
    assert fitted.contest_chance(agreed) < 0.1 < 0.5 < fitted.contest_chance(contested)
    chances = fitted.chances(contested, SEATS)
    assert max(chances, key=lambda state: chances[state].no) == "USA"


def test_a_sponsor_votes_for_its_text(fitted: model.Model) -> None:
    # Of more than 3,300 casts of sponsors since 1994 all but two were in favour.
    chances = fitted.chances(Draft(on=BEFORE, topic="Occupied Arab territories", sponsors=("MYS", "NAM")), SEATS)
    assert chances["MYS"].yes > 0.98
    assert chances["MYS"] == chances["NAM"]


def test_the_model_does_not_forecast_the_past_it_has_seen(fitted: model.Model) -> None:
    with pytest.raises(ValueError, match="Fit one for that day"):
        fitted.chances(Draft(on=date(1999, 5, 31)), SEATS)


def test_a_seat_that_is_no_state_is_refused(fitted: model.Model) -> None:
    with pytest.raises(ValueError, match="XXX is no state"):
        fitted.chances(DRAFT, ("XXX",))


def test_a_record_without_contested_votes_teaches_nothing() -> None:
    with pytest.raises(ValueError, match="no contested roll call before 1946-01-01"):
        model.fit(RECORD, date(1946, 1, 1))


def test_numbers_kept_in_a_folder_give_the_same_forecast(tmp_path: Path, fitted: model.Model) -> None:
    first = model.fit(without_future(BEFORE), BEFORE, tmp_path)
    (file,) = tmp_path.iterdir()
    again = model.fit(without_future(BEFORE), BEFORE, tmp_path)
    assert first.chances(DRAFT, SEATS) == again.chances(DRAFT, SEATS) == fitted.chances(DRAFT, SEATS)
    file.write_text("{")  # a file cut short is fitted anew, never an error
    assert model.fit(without_future(BEFORE), BEFORE, tmp_path).chances(DRAFT, SEATS) == first.chances(DRAFT, SEATS)
