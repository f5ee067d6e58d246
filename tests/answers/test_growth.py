"""How the rosters grew, and what was published meanwhile."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from horseshoe.answers.comparison import changes
from horseshoe.answers.growth import growth
from horseshoe.answers.published import published
from horseshoe.answers.roster import known_on
from horseshoe.answers.standing import Standing
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record

DAY = date(2026, 11, 22)


def test_the_explanatory_note_of_september_2015_names_the_first_29_supporters_of_the_code(record: Record) -> None:
    grown = growth(record, Instrument.CODE, DAY)
    note = next(step for step in grown.steps if step.on == date(2015, 9, 1))
    assert (note.certain.member_states, note.certain.observers) == (29, 0)
    assert len(note.changed) == 29
    assert {"LIE", "NLD", "UKR"} <= set(note.changed)


def test_armenia_joined_the_declaration_on_31_march_2025(record: Record) -> None:
    grown = growth(record, Instrument.DECLARATION, DAY)
    step = grown.at(date(2025, 3, 31))
    assert step is not None
    assert step.on == date(2025, 3, 31)
    assert step.changed == ("ARM",)
    before = grown.at(date(2025, 3, 30))
    assert before is not None
    assert before.certain.member_states == step.certain.member_states - 1


@pytest.mark.parametrize("instrument", Instrument)
def test_between_two_steps_every_day_has_the_same_roster(record: Record, instrument: Instrument) -> None:
    """The slow and obvious way: ask for every fifth day, and for the days around each step."""
    grown = growth(record, instrument, DAY)
    first = grown.steps[0].on
    asked = {first + timedelta(days=number) for number in range(0, (DAY - first).days, 5)}
    asked |= {step.on + timedelta(days=shift) for step in grown.steps for shift in (-1, 0, 1)}
    for day in sorted(each for each in asked if first <= each <= DAY):
        step = grown.at(day)
        assert step is not None
        assert (step.certain, step.possible) == known_on(record, instrument, day), day


def test_there_is_nothing_before_the_first_text(record: Record) -> None:
    assert growth(record, Instrument.CODE, date(2015, 6, 30)).steps == ()
    assert growth(record, Instrument.CODE, DAY).at(date(2015, 6, 30)) is None


def test_numbers_of_the_launch_are_published_on_its_day(record: Record) -> None:
    found = published(record, Instrument.CODE, date(2015, 10, 22), date(2015, 10, 23))
    numbers = {figure.number for each in found for figure in each.figures if figure.counts == "total"}
    assert numbers == {104, 105}
    assert published(record, Instrument.CODE, date(2015, 10, 23), date(2015, 10, 23)) == ()


def test_a_number_for_a_month_counts_in_every_span_that_touches_the_month(record: Record) -> None:
    found = published(record, Instrument.CODE, date(2015, 10, 31), date(2015, 11, 2))
    assert [each.id for each in found] == ["code-2015-11-08"]


def test_what_changed_between_two_days_names_documents_and_numbers(record: Record) -> None:
    found = changes(record, Instrument.DECLARATION, date(2025, 3, 1), date(2025, 4, 1))
    assert [(each.state, each.before, each.after) for each in found.changes] == [
        ("ARM", Standing.POSSIBLE, Standing.CERTAIN)
    ]
    assert [each.claimant for each in found.published] == ["French MFA"]
    assert {source for each in found.published for source in each.sources} <= {each.id for each in found.sources}
