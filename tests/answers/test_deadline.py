"""By when the Assembly must meet, from the packaged calendar."""

from datetime import date

import pytest

from horseshoe.answers.deadline import assembly_deadline
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
