"""By when the Assembly must meet, from the packaged calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import horseshoe
from horseshoe.answers.deadline import assembly_deadline, window
from horseshoe.facts.assembly import HolidayStatus
from horseshoe.facts.record import Record
from horseshoe.rules.working_days import CalendarUnknown


@pytest.mark.parametrize(
    ("veto", "last_day"),
    [
        ("2023-12-22", "2024-01-09"),
        ("2024-03-22", "2024-04-08"),
        ("2025-02-24", "2025-03-10"),
        ("2025-06-04", "2025-06-19"),
        ("2025-09-18", "2025-10-02"),
        ("2026-04-07", "2026-04-21"),
        ("2026-09-17", "2026-10-01"),
    ],
)
def test_ten_working_days_after_a_veto(record: Record, veto: str, last_day: str) -> None:
    answer = assembly_deadline(record, date.fromisoformat(veto))
    assert str(answer.last_day) == last_day
    assert len(answer.working_days) == 10


def test_a_deadline_says_when_it_hangs_on_an_unverified_holiday(record: Record) -> None:
    answer = assembly_deadline(record, date(2025, 6, 4))
    assert (answer.certain, str(answer.earliest_last_day), str(answer.latest_last_day)) == (
        False,
        "2025-06-18",
        "2025-06-19",
    )
    assert [holiday.name for holiday in answer.depends_on_unverified_holiday] == ["Eid al-Adha"]


def test_before_the_initiative_nothing_is_owed(record: Record) -> None:
    assert not assembly_deadline(record, date(2022, 2, 25)).owed


def test_a_year_without_a_calendar_is_refused(record: Record) -> None:
    with pytest.raises(CalendarUnknown, match="2027"):
        assembly_deadline(record, date(2026, 12, 29))


def test_where_no_holiday_falls_on_the_days_none_is_called_official(record: Record) -> None:
    """October 2025: the circular of 2025 was not seen, so that nothing here is official."""
    answer = assembly_deadline(record, date(2025, 9, 18))
    assert (answer.status, answer.circular_read) == (None, False)


@pytest.mark.parametrize(
    ("veto", "status", "circular"),
    [
        ("2024-03-22", HolidayStatus.OFFICIAL, True),
        ("2024-11-18", HolidayStatus.OFFICIAL, True),
        ("2023-08-30", HolidayStatus.DERIVED, False),
        ("2025-06-04", HolidayStatus.UNVERIFIED, False),
        ("2022-02-25", None, None),
    ],
)
def test_how_the_holidays_that_matter_are_known(
    record: Record, veto: str, status: HolidayStatus | None, circular: bool | None
) -> None:
    answer = assembly_deadline(record, date.fromisoformat(veto))
    assert (answer.status, answer.circular_read) == (status, circular)


@given(st.dates(date(2022, 4, 27), date(2026, 12, 15)))
def test_the_window_of_the_docket_counts_as_the_deadline_does(veto: date) -> None:
    record = horseshoe.open()
    try:
        answer = assembly_deadline(record, veto)
    except CalendarUnknown:
        return
    found = window(record.holidays, veto)
    assert (found.missing, found.last_day) == ((), answer.last_day)
    assert found.period.working_days == answer.working_days
    assert found.period.last_day_without_unverified == answer.earliest_last_day
    assert found.period.last_day_at_latest == answer.latest_last_day
    assert found.open_holidays == answer.depends_on_unverified_holiday
