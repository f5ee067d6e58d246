"""Where states stand on one line: who is near whom, from which votes, and when nothing is said."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from contextlib import redirect_stdout
from datetime import date

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from horseshoe.answers import positions as answers
from horseshoe.answers.questions import BadQuestion
from horseshoe.cli import positions as commands
from horseshoe.cli.show import Format
from horseshoe.facts.record import Record
from horseshoe.forecast import ideal
from horseshoe.forecast.probit import estimate
from horseshoe.forecast.represented import REPRESENTED_ANEW

UKRAINE = date(2022, 2, 25)


def only(record: Record, *, before: date) -> Record:
    return msgspec.structs.replace(record, roll_calls=tuple(row for row in record.roll_calls if row.date < before))


def near(one: Mapping[str, tuple[float, float]], a: str, b: str, c: str) -> bool:
    """Whether ``a`` stands nearer to ``b`` than to ``c``."""
    return abs(one[a][0] - one[b][0]) < abs(one[a][0] - one[c][0])


# -- cases ------------------------------------------------------------------------------------------


def test_the_council_that_voted_on_ukraine_in_2022(record: Record) -> None:
    found = ideal.positions(record, UKRAINE)
    assert found["USA"][0] > found["GBR"][0] > found["CHN"][0] > found["RUS"][0]
    assert near(found, "FRA", "GBR", "RUS")
    assert near(found, "CHN", "RUS", "USA")
    assert all(0 < error <= ideal.ENOUGH_CERTAINTY for _, error in found.values())


def test_of_all_votes_since_1946_every_contested_roll_call_goes_in(record: Record) -> None:
    line = ideal.line(record)
    contested = [row for row in record.roll_calls if row.yes and (row.no or row.abstain)]
    assert line.roll_calls == len(contested)
    assert line.casts == sum(len(row.yes + row.no + row.abstain) for row in contested)
    shown = [row for row in line.positions if row.position is not None]
    assert [row.position for row in shown] == sorted(row.position or 0.0 for row in shown)


def test_china_is_two_voters_parted_by_resolution_2758(record: Record) -> None:
    line = ideal.line(record)
    before, after = sorted((row for row in line.positions if row.state == "CHN"), key=lambda row: row.last)
    assert (before.until, after.until) == (date(1971, 10, 24), None)
    assert before.last <= date(1971, 10, 24) < after.first
    russia = next(row.position for row in line.positions if row.state == "RUS")
    assert before.position is not None
    assert after.position is not None
    assert russia is not None
    assert abs(after.position - russia) < abs(before.position - russia)
    in_1965 = {row.state: row for row in ideal.line(record, before=date(1965, 1, 1)).positions}
    assert ideal.current(in_1965["CHN"], date(1965, 1, 1))


def test_the_day_that_parts_china_is_that_of_the_record(record: Record) -> None:
    names = [name for name in record.names if name.state == "CHN" and name.since is not None]
    assert REPRESENTED_ANEW["CHN"] in {name.since for name in names}


def test_the_last_vote_before_a_day_counts_and_the_first_on_it_does_not(record: Record) -> None:
    assert ideal.line(record, before=UKRAINE).last == date(2021, 12, 22)  # S/RES/2616 (2021), 12-0-3
    assert ideal.line(record, since=UKRAINE).first == UKRAINE  # S/2022/155


# -- when nothing is said ---------------------------------------------------------------------------


def test_a_member_that_has_just_come_is_hidden(record: Record) -> None:
    on_day = {row.state: row for row in ideal.line(record, before=date(2026, 6, 1)).positions}
    assert on_day["LVA"].votes == 3
    assert on_day["LVA"].position is None
    assert "LVA" not in ideal.positions(record, date(2026, 6, 1))


def test_nobody_is_shown_from_a_handful_of_roll_calls(record: Record) -> None:
    found = ideal.line(record, before=date(1946, 12, 31))
    assert 0 < found.roll_calls < ideal.ENOUGH_ROLL_CALLS
    assert {row.position for row in found.positions} == {None}
    assert ideal.positions(record, date(1946, 1, 1)) == {}
    assert ideal.line(Record()).positions == ()


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(2000, 1, 1), date(2024, 1, 1)])
def test_who_is_shown_follows_the_rule(record: Record, day: date) -> None:
    for row in ideal.line(record, before=day).positions:
        assert (row.position is None) == (row.standard_error is None)
        if row.position is not None and row.standard_error is not None:
            assert row.votes >= ideal.ENOUGH_VOTES
            assert row.standard_error <= ideal.ENOUGH_CERTAINTY


# -- what must not matter, and what must ------------------------------------------------------------


def test_positions_on_a_day_know_nothing_of_later_votes(record: Record) -> None:
    assert ideal.positions(record, UKRAINE) == ideal.positions(only(record, before=UKRAINE), UKRAINE)


def test_the_order_of_the_roll_calls_does_not_matter(record: Record) -> None:
    turned = msgspec.structs.replace(record, roll_calls=record.roll_calls[::-1])
    assert ideal.line(turned, before=UKRAINE) == ideal.line(record, before=UKRAINE)


def test_the_united_states_stand_above_the_russian_federation_in_every_year(record: Record) -> None:
    for year in range(1950, 2027, 4):
        found = ideal.positions(record, date(year, 1, 1))
        assert found["USA"][0] > found["RUS"][0]


def test_positions_known_beforehand_are_found_again_within_their_errors() -> None:
    chance = np.random.default_rng(7)
    true = chance.normal(size=60)
    slope, bar = chance.normal(scale=1.5, size=400), chance.normal(size=400)
    votes = np.where(true[:, None] * slope - bar + chance.normal(size=(60, 400)) > 0, 1, -1)
    votes[chance.random(votes.shape) < 0.7] = 0
    found = estimate(votes.astype(np.int8))
    true = (true - true.mean()) / true.std() * np.sign(np.corrcoef(true, found.positions)[0, 1])
    assert np.corrcoef(true, found.positions)[0, 1] > 0.97
    assert np.mean(np.abs(true - found.positions) < 2 * found.standard_errors) > 0.85


@st.composite
def matrices(draw: st.DrawFn) -> np.ndarray[tuple[int, int], np.dtype[np.int8]]:
    seed = draw(st.integers(0, 2**32 - 1))
    voters, items = draw(st.integers(5, 12)), draw(st.integers(30, 60))
    chance = np.random.default_rng(seed)
    x, b, a = chance.normal(size=voters), chance.normal(size=items), chance.normal(size=items)
    votes = np.where(x[:, None] * b - a + chance.normal(size=(voters, items)) > 0, 1, -1)
    votes[chance.random(votes.shape) < draw(st.floats(0, 0.4))] = 0
    return votes.astype(np.int8)


@settings(max_examples=20, deadline=None)
@given(matrices(), st.integers(0, 2**32 - 1))
def test_neither_order_nor_naming_changes_a_position(
    votes: np.ndarray[tuple[int, int], np.dtype[np.int8]], seed: int
) -> None:
    chance = np.random.default_rng(seed)
    voters, items = chance.permutation(votes.shape[0]), chance.permutation(votes.shape[1])
    found, shuffled, renamed = estimate(votes), estimate(votes[voters][:, items]), estimate(-votes)
    assert found.positions.mean() == pytest.approx(0, abs=1e-9)
    assert found.positions.std() == pytest.approx(1)
    for other, whose in ((shuffled, voters), (renamed, np.arange(len(votes)))):
        sign = np.sign(found.positions[whose] @ other.positions)
        assert sign * other.positions == pytest.approx(found.positions[whose], abs=0.01)
        assert other.standard_errors == pytest.approx(found.standard_errors[whose], rel=0.02)


def test_votes_that_tell_nobody_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="an item on which some said yea"):
        estimate(np.ones((5, 8), dtype=np.int8))


# -- the answer and the command ---------------------------------------------------------------------


def test_the_answer_names_the_council_of_the_day_and_what_it_rests_on(record: Record) -> None:
    answer = answers.ideal(record, on=date(2026, 6, 1))
    assert len(answer.positions) == 15
    assert answer.since == date(2006, 6, 1)
    assert (answer.coverage.shown, answer.coverage.hidden) == (10, 5)
    latvia = next(place for place in answer.positions if place.state == "LVA")
    assert (latvia.position, latvia.roll_calls) == (None, 3)
    assert latvia.assembly is not None
    assert latvia.assembly.last_session == 74
    assert {source.id for source in answer.sources} >= {"sciences-po", "unvotes"}
    assert "an abstention counts as a no" in answer.doubts[0].lower()


def test_a_first_vote_has_no_positions_and_no_sources(record: Record) -> None:
    answer = answers.ideal(record, on=date(1946, 1, 20))
    assert len(answer.positions) == 11
    assert answer.coverage.shown == answer.coverage.roll_calls == 0
    assert answer.sources == ()


def test_questions_that_cannot_be_put(record: Record) -> None:
    with pytest.raises(BadQuestion, match="there can be none"):
        answers.ideal(record, on=date(2020, 1, 1), since=date(2021, 1, 1))
    with pytest.raises(BadQuestion, match="before the Council's record"):
        answers.ideal(record, on=date(1900, 1, 1))


@pytest.mark.parametrize("form", list(Format))
def test_the_command_prints_each_form(form: Format) -> None:
    with redirect_stdout(io.StringIO()) as out:
        commands.ideal(on="2026-06-01", since=None, form=form, as_known=None)
    printed = out.getvalue()
    if form is Format.JSON:
        assert json.loads(printed)["coverage"]["shown"] == 10
    elif form is Format.CSV:
        assert printed.count("\n") == 16
    else:
        assert "too little to say" in printed
        assert "\nSources: " in printed
