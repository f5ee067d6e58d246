"""What A/RES/76/262 asks after a veto: cases from February 2022 to April 2026."""

from __future__ import annotations

from datetime import date

import pytest
from headquarters import headquarters
from hypothesis import given
from hypothesis import strategies as st

from horseshoe.rules.veto_initiative import (
    ADOPTED,
    agenda_item,
    covers,
    duty,
    proviso,
    report_in_time,
    report_invited_by,
)
from horseshoe.rules.working_days import Calendar, CalendarUnknown, Deadline


def period(veto: date) -> Deadline:
    found = duty(veto, headquarters()).deadline
    assert found is not None
    return found


def test_the_veto_of_25_february_2022_on_ukraine_is_outside() -> None:
    answer = duty(date(2022, 2, 25), headquarters())  # S/2022/155
    assert not answer.owed
    assert answer.deadline is None
    assert answer.proviso is None
    assert "2022-02-25" in answer.reason
    assert "2022-04-26" in answer.reason


def test_nothing_is_owed_for_old_vetoes_whatever_the_calendar_knows() -> None:
    assert not duty(date(1946, 2, 16), Calendar.of([])).owed


def test_the_first_veto_inside_is_that_of_26_may_2022() -> None:
    answer = duty(date(2022, 5, 26), headquarters())  # S/2022/431
    assert answer.owed
    assert "OP1" in answer.reason
    assert answer.deadline is not None
    assert answer.deadline.days == 10
    assert answer.deadline.last_day == date(2022, 6, 10)  # Memorial Day out
    assert answer.proviso is not None
    assert "emergency special session" in answer.proviso
    assert answer.report is not None
    assert "invited, not obliged" in answer.report


@pytest.mark.parametrize(("day", "covered"), [(date(2022, 4, 25), False), (ADOPTED, False), (date(2022, 4, 27), True)])
def test_the_resolution_covers_the_vetoes_after_its_adoption(day: date, covered: bool) -> None:
    assert covers(day) is covered


def test_a_duty_whose_days_cannot_be_counted_says_which_year_is_missing() -> None:
    with pytest.raises(CalendarUnknown, match="2027"):
        duty(date(2026, 12, 22), headquarters())


@given(st.dates(date(1946, 1, 1), ADOPTED))
def test_nothing_is_owed_up_to_the_adoption(day: date) -> None:
    assert not duty(day, headquarters()).owed


class TestProviso:
    @pytest.mark.parametrize(
        ("veto", "met"),
        [
            (date(2022, 9, 30), date(2022, 10, 10)),  # ES-11
            (date(2023, 10, 18), date(2023, 10, 26)),  # ES-10, one resumption for two vetoes
            (date(2023, 10, 25), date(2023, 10, 26)),
            (date(2023, 12, 8), date(2023, 12, 12)),
            (date(2024, 11, 20), date(2024, 12, 4)),
            (date(2025, 6, 4), date(2025, 6, 12)),
        ],
    )
    def test_an_emergency_special_session_that_met_in_the_window_took_the_place_of_the_debate(
        self, veto: date, met: date
    ) -> None:
        answer = proviso(period(veto), [met])
        assert answer.applies is True
        assert answer.meetings == (met,)
        assert str(met) in answer.reason

    def test_a_session_that_is_only_adjourned_does_not(self) -> None:
        answer = proviso(period(date(2024, 2, 20)), [date(2023, 12, 12)])
        assert answer.applies is False
        assert "the debate is owed" in answer.reason

    def test_a_meeting_earlier_on_the_day_of_the_veto_does_not(self) -> None:
        ukraine = period(date(2025, 2, 24))
        assert proviso(ukraine, [date(2025, 2, 24)]).applies is False
        assert proviso(ukraine, [date(2025, 2, 24)], same_day=True).applies is True

    def test_a_meeting_after_the_window_does_not(self) -> None:
        """ES-10 met on 10 May 2024, after the debate of 1 May on the veto of 18 April."""
        assert proviso(period(date(2024, 4, 18)), [date(2024, 5, 10)]).applies is False

    def test_a_meeting_on_a_day_that_hangs_on_an_unverified_holiday_is_left_open(self) -> None:
        answer = proviso(period(date(2025, 6, 4)), [date(2025, 6, 19)])
        assert answer.applies is None
        assert "eid al adha" in answer.reason


class TestSpecialReport:
    def test_the_report_of_28_february_2025_came_in_time_for_6_march(self) -> None:
        assert report_invited_by(date(2025, 3, 6)) == date(2025, 3, 3)
        assert report_in_time(date(2025, 2, 28), date(2025, 3, 6)) is True

    def test_three_days_before_the_hours_decide(self) -> None:
        assert report_in_time(date(2025, 3, 3), date(2025, 3, 6)) is None
        assert report_in_time(date(2025, 3, 4), date(2025, 3, 6)) is False


class TestAgendaItem:
    def test_in_the_76th_session_it_was_item_124(self) -> None:
        item = agenda_item(76)  # A/76/PV.77, A/76/PV.95
        assert (item.number, item.title) == (124, "Strengthening of the United Nations system")
        assert "OP5" in item.reason

    @pytest.mark.parametrize("session", [77, 78, 81])
    def test_since_then_it_is_use_of_the_veto(self, session: int) -> None:
        item = agenda_item(session)
        assert (item.number, item.title) == (None, "Use of the veto")
        assert "OP4" in item.reason

    def test_before_there_was_none(self) -> None:
        with pytest.raises(ValueError, match="session 75 of the General Assembly had no veto debates"):
            agenda_item(75)
