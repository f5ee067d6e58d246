"""Ten working days at Headquarters, checked against the debates that the Assembly held (A/RES/76/262)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from headquarters import headquarters, holiday
from hypothesis import given
from hypothesis import strategies as st

from horseshoe.facts.assembly import Holiday, HolidayStatus
from horseshoe.rules.working_days import Calendar, CalendarUnknown, Deadline, deadline

OFFICIAL, DERIVED, UNVERIFIED = HolidayStatus


def ten(veto: str) -> Deadline:
    return deadline(date.fromisoformat(veto), 10, headquarters())


@pytest.mark.parametrize(
    ("veto", "last_day"),
    [
        ("2023-12-22", "2024-01-09"),  # 25 December and 1 January out: the debate was held on that day
        ("2024-03-22", "2024-04-08"),  # Good Friday out: the debate was held on that day
        ("2025-02-24", "2025-03-10"),
        ("2025-06-04", "2025-06-19"),  # with Eid al-Adha on 6 June, which is recalled only; Juneteenth counts
        ("2025-09-18", "2025-10-02"),
        ("2026-04-07", "2026-04-21"),
        ("2026-09-17", "2026-10-01"),
    ],
)
def test_last_day_after_a_veto(veto: str, last_day: str) -> None:
    assert ten(veto).last_day == date.fromisoformat(last_day)


def test_good_friday_2024_is_told_apart_from_the_weekends() -> None:
    period = ten("2024-03-22")
    assert period.working_days[0] == date(2024, 3, 25)
    assert len(period.working_days) == 10
    (good_friday,) = [day for day in period.skipped if day.why != "weekend"]
    assert (good_friday.date, good_friday.holiday, good_friday.status) == (
        date(2024, 3, 29),
        "2024-good-friday",
        OFFICIAL,
    )
    assert period.status is OFFICIAL
    assert period.certain


def test_christmas_2023_is_derived_and_new_year_2024_is_official_so_the_deadline_is_derived() -> None:
    period = ten("2023-12-22")
    assert [day.status for day in period.skipped if day.status] == [DERIVED, OFFICIAL]
    assert period.status is DERIVED
    assert period.certain


def test_eid_al_adha_2025_is_recalled_only_and_moves_the_day() -> None:
    period = ten("2025-06-04")
    assert period.last_day_without_unverified == date(2025, 6, 18)
    assert period.last_day_at_latest == date(2025, 6, 19)
    assert period.status is UNVERIFIED
    assert [each.id for each in period.depends_on] == ["2025-eid-al-adha"]
    assert not period.certain
    assert period.kept_by(date(2025, 6, 18)) is True
    assert period.kept_by(date(2025, 6, 19)) is None
    assert period.kept_by(date(2025, 6, 20)) is False


def test_eid_al_adha_2022_fell_on_8_or_11_july_and_only_the_second_touches_the_window() -> None:
    period = ten("2022-07-08")
    assert period.last_day == period.last_day_without_unverified == date(2022, 7, 22)
    assert period.last_day_at_latest == date(2022, 7, 25)
    assert period.status is UNVERIFIED
    assert [each.id for each in period.depends_on] == ["2022-eid-al-adha"]
    assert period.kept_by(date(2022, 7, 21)) is True  # A/76/PV.95


# Day of the veto and of the first meeting after it: every veto from May 2022 to September 2026.
ANSWERS = [
    ("2022-05-26", "2022-06-08", "debate"),
    ("2022-07-08", "2022-07-21", "debate"),
    ("2022-09-30", "2022-10-10", "emergency special session"),
    ("2023-07-11", "2023-07-19", "debate"),
    ("2023-08-30", "2023-09-11", "debate"),
    ("2023-10-18", "2023-10-26", "emergency special session"),
    ("2023-10-25", "2023-10-26", "emergency special session"),
    ("2023-12-08", "2023-12-12", "emergency special session"),
    ("2023-12-22", "2024-01-09", "debate"),
    ("2024-02-20", "2024-03-04", "debate"),
    ("2024-03-22", "2024-04-08", "debate"),
    ("2024-03-28", "2024-04-11", "debate"),
    ("2024-04-18", "2024-05-01", "debate"),
    ("2024-04-24", "2024-05-06", "debate"),
    ("2024-11-18", "2024-11-26", "debate"),
    ("2024-11-20", "2024-12-04", "emergency special session"),
    ("2025-02-24", "2025-03-06", "debate"),
    ("2025-06-04", "2025-06-12", "emergency special session"),
    ("2025-09-18", "2025-10-01", "debate"),
    ("2026-04-07", "2026-04-16", "debate"),
    ("2026-09-17", None, "not found"),
]


@pytest.mark.parametrize(("veto", "met", "how"), ANSWERS)
def test_the_assembly_met_in_time_and_no_verdict_hangs_on_an_unverified_holiday(
    veto: str, met: str | None, how: str
) -> None:
    period = ten(veto)
    assert met is None or period.kept_by(date.fromisoformat(met)) is True, how


def test_counting_the_day_of_the_veto_would_make_two_debates_late() -> None:
    for veto, debate in (("2023-12-22", date(2024, 1, 9)), ("2024-03-22", date(2024, 4, 8))):
        assert ten(veto).working_days.index(debate) == 9


def test_only_two_windows_hang_on_an_unverified_holiday() -> None:
    assert [veto for veto, _, _ in ANSWERS if ten(veto).depends_on] == ["2022-07-08", "2025-06-04"]


class TestCalendar:
    def test_covers_the_years_that_it_lists(self) -> None:
        assert headquarters().years == (2017, 2020, 2022, 2023, 2024, 2025, 2026)

    def test_a_day_with_and_without_a_holiday(self) -> None:
        calendar = headquarters()
        found = calendar.holiday_on(date(2024, 3, 29))
        assert found is not None
        assert found.id == "2024-good-friday"
        assert not calendar.is_working_day(date(2024, 3, 29))
        assert calendar.is_working_day(date(2024, 3, 28))
        assert not calendar.is_working_day(date(2024, 3, 30))

    def test_an_undated_holiday_leaves_a_doubt_on_each_weekday_it_may_be(self) -> None:
        calendar = headquarters()
        days = [date(2022, 7, day) for day in range(7, 13)]
        assert [bool(calendar.doubts_on(day)) for day in days] == [False, True, False, False, True, False]

    def test_an_undated_holiday_without_bounds_may_fall_on_any_day_of_its_year(self) -> None:
        calendar = Calendar.of([*headquarters().holidays, holiday("2023-somewhere ? unverified")])
        period = deadline(date(2023, 7, 11), 10, calendar)
        assert period.last_day == date(2023, 7, 25)
        assert period.last_day_at_latest == date(2023, 7, 26)

    @pytest.mark.parametrize(
        ("start", "year"), [(date(2021, 3, 1), 2021), (date(2020, 12, 28), 2021), (date(2026, 12, 21), 2027)]
    )
    def test_a_year_that_is_not_covered_is_refused_and_the_sentence_says_what_to_do(
        self, start: date, year: int
    ) -> None:
        with pytest.raises(
            CalendarUnknown,
            match=rf"in {year} are not known here \(known: 2017, 2020, 2022-2026\): add the days .* ST/IC",
        ):
            deadline(start, 10, headquarters())

    def test_the_day_of_the_event_may_lie_in_an_unknown_year_because_it_is_not_counted(self) -> None:
        assert deadline(date(2021, 12, 31), 1, headquarters()).last_day == date(2022, 1, 3)

    def test_an_empty_calendar_knows_no_year(self) -> None:
        with pytest.raises(CalendarUnknown, match="known: no year"):
            Calendar.of([]).is_working_day(date(2024, 1, 2))

    def test_a_holiday_listed_twice_is_refused(self) -> None:
        with pytest.raises(ValueError, match="2024-new-years-day is listed twice"):
            Calendar.of([holiday("2024-new-years-day 2024-01-01 official")] * 2)

    def test_the_better_known_of_two_holidays_on_one_day_closes_it(self) -> None:
        extra = holiday("2024-recalled 2024-03-29 unverified")
        period = deadline(date(2024, 3, 22), 10, Calendar.of([extra, *headquarters().holidays]))
        assert (period.last_day, period.status, period.depends_on) == (date(2024, 4, 8), OFFICIAL, ())

    @pytest.mark.parametrize(
        ("line", "sentence"),
        [
            ("2024-x ? derived", "has no date"),
            ("2024-x 2024-03-29 official 2024-03-28 2024-03-30", "only an unverified day has bounds"),
            ("2024-x 2024-03-29 unverified 2024-03-30 2024-03-31", "do not follow one another"),
            ("2024-x 2025-03-29 official", "outside 2024"),
        ],
    )
    def test_a_holiday_that_contradicts_itself_is_refused(self, line: str, sentence: str) -> None:
        with pytest.raises(ValueError, match=sentence):
            holiday(line)

    def test_new_year_on_a_saturday_may_be_kept_on_the_last_day_of_the_year_before(self) -> None:
        assert holiday("2028-new-years-day 2027-12-31 derived").year == 2028


def test_a_period_of_no_days_is_refused() -> None:
    with pytest.raises(ValueError, match="0 working days cannot be counted"):
        deadline(date(2024, 3, 1), 0, headquarters())


def test_what_came_before_the_event_is_neither_in_time_nor_late() -> None:
    with pytest.raises(ValueError, match="lies before 2024-03-22"):
        ten("2024-03-22").kept_by(date(2024, 3, 21))


# Any year will do for the properties: 2024, covered by 1 January, with some more holidays of every kind.
DAYS = st.integers(0, 365).map(lambda number: date(2024, 1, 1) + timedelta(days=number))
STARTS = st.dates(date(2023, 12, 31), date(2024, 8, 31))
NUMBERS = st.integers(1, 25)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    lines = ["2024-new-years-day 2024-01-01 official"]
    for number, (day, length, kind) in enumerate(
        draw(st.lists(st.tuples(DAYS, st.integers(0, 9), st.sampled_from("odub")), max_size=12))
    ):
        last = min(day + timedelta(days=length), date(2024, 12, 31))
        lines.append(
            {
                "o": f"2024-{number} {day} official",
                "d": f"2024-{number} {day} derived",
                "u": f"2024-{number} {day} unverified",
                "b": f"2024-{number} ? unverified {day} {last}",
            }[kind]
        )
    return Calendar.of(map(holiday, lines))


@given(STARTS, NUMBERS, calendars())
def test_the_period_holds_exactly_n_working_days_and_every_other_day_is_accounted_for(
    start: date, number: int, calendar: Calendar
) -> None:
    period = deadline(start, number, calendar)
    assert len(period.working_days) == number
    assert period.last_day == period.working_days[-1]
    for day in period.working_days:
        assert day.weekday() < 5
        assert calendar.holiday_on(day) is None
    window = [start + timedelta(days=n + 1) for n in range((period.last_day - start).days)]
    assert sorted([*period.working_days, *(day.date for day in period.skipped)]) == window
    assert period.last_day_without_unverified <= period.last_day <= period.last_day_at_latest
    assert period.certain or period.depends_on
    assert (period.status is UNVERIFIED) == bool(period.depends_on)


@given(STARTS, NUMBERS, calendars())
def test_a_longer_period_never_ends_earlier(start: date, number: int, calendar: Calendar) -> None:
    shorter, longer = deadline(start, number, calendar), deadline(start, number + 1, calendar)
    assert shorter.last_day < longer.last_day
    assert shorter.last_day_at_latest < longer.last_day_at_latest
    assert longer.working_days[:-1] == shorter.working_days


@given(STARTS, NUMBERS, calendars(), DAYS, st.sampled_from(HolidayStatus))
def test_one_more_holiday_never_makes_the_deadline_earlier(
    start: date, number: int, calendar: Calendar, day: date, status: HolidayStatus
) -> None:
    more = Calendar.of([*calendar.holidays, holiday(f"2024-one-more {day} {status}")])
    before, after = deadline(start, number, calendar), deadline(start, number, more)
    assert before.last_day <= after.last_day
    assert before.last_day_at_latest <= after.last_day_at_latest
    assert before.last_day_without_unverified <= after.last_day_without_unverified


def settle(unverified: list[Holiday], known: list[Holiday]) -> list[Calendar]:
    """Every calendar that the doubt leaves open: each unverified holiday on each of its days, or not kept."""
    if not unverified:
        return [Calendar.of(known)]
    first, last = unverified[0].possible_days()
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    kept = [holiday(f"{unverified[0].id} {day} official") for day in days]
    return [each for choice in ([], *([one] for one in kept)) for each in settle(unverified[1:], [*known, *choice])]


@given(
    st.dates(date(2024, 3, 1), date(2024, 3, 5)),
    st.integers(1, 8),
    st.lists(st.tuples(st.integers(1, 20), st.integers(0, 4)), max_size=3),
    st.integers(1, 20),
)
def test_the_two_bounds_are_those_of_every_calendar_that_the_doubt_leaves_open(
    start: date, number: int, doubtful: list[tuple[int, int]], closed: int
) -> None:
    known = [
        holiday("2024-new-years-day 2024-01-01 official"),
        holiday(f"2024-closed 2024-03-{closed:02} derived"),
    ]
    unverified = [
        holiday(f"2024-{n} ? unverified 2024-03-{first:02} 2024-03-{first + length:02}")
        for n, (first, length) in enumerate(doubtful)
    ]
    period = deadline(start, number, Calendar.of([*known, *unverified]))
    ends = {deadline(start, number, calendar).last_day for calendar in settle(unverified, known)}
    assert (period.last_day_without_unverified, period.last_day_at_latest) == (min(ends), max(ends))
