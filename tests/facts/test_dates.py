"""A day known only between two bounds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from horseshoe.facts.dates import DoubtfulDate

LIST_OF_2015 = DoubtfulDate(None, date(2015, 9, 1))
DAYS = st.dates(date(1946, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (DoubtfulDate.on(date(2015, 10, 23)), "2015-10-23"),
        (DoubtfulDate(date(2015, 10, 1), date(2015, 10, 31)), "between 2015-10-01 and 2015-10-31"),
        (LIST_OF_2015, "on or before 2015-09-01"),
        (DoubtfulDate(date(2022, 4, 26), None), "on or after 2022-04-26"),
        (DoubtfulDate(), "on an unknown date"),
    ],
)
def test_doubt_is_told(when: DoubtfulDate, text: str) -> None:
    assert str(when) == text


def test_a_state_on_the_list_of_1_september_2015_had_joined_by_then_and_perhaps_long_before() -> None:
    assert not LIST_OF_2015.certainly_by(date(2015, 8, 31))
    assert LIST_OF_2015.possibly_by(date(2015, 8, 31))
    assert LIST_OF_2015.certainly_by(date(2015, 9, 1))
    assert LIST_OF_2015.exact is None


def test_a_month_is_certain_only_at_its_end() -> None:
    october = DoubtfulDate(date(2015, 10, 1), date(2015, 10, 31))
    assert not october.possibly_by(date(2015, 9, 30))
    assert october.possibly_by(date(2015, 10, 1))
    assert not october.certainly_by(date(2015, 10, 30))
    assert october.certainly_by(date(2015, 10, 31))


def test_a_day_without_doubt_has_one_answer() -> None:
    launch = DoubtfulDate.on(date(2015, 10, 23))
    assert launch.exact == date(2015, 10, 23)
    assert not launch.possibly_by(date(2015, 10, 22))
    assert launch.certainly_by(date(2015, 10, 23))


def test_of_an_unknown_date_everything_is_possible_and_nothing_certain() -> None:
    assert DoubtfulDate().exact is None
    assert DoubtfulDate().possibly_by(date(1946, 1, 1))
    assert not DoubtfulDate().certainly_by(date(2028, 12, 31))


def test_bounds_that_cross_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^not_before 2015-10-02 lies after not_after 2015-10-01$"):
        DoubtfulDate(date(2015, 10, 2), date(2015, 10, 1))


@given(DAYS, st.integers(0, 2000), DAYS, st.booleans(), st.booleans())
def test_what_is_certain_is_possible_and_stays_so(
    first: date, length: int, on: date, open_before: bool, open_after: bool
) -> None:
    last = first + timedelta(length)
    when = DoubtfulDate(None if open_before else first, None if open_after else last)
    assert when.possibly_by(on) or not when.certainly_by(on)
    later = on + timedelta(1)
    assert when.certainly_by(later) or not when.certainly_by(on)
    assert when.possibly_by(later) or not when.possibly_by(on)
    if when.exact:
        assert when.possibly_by(on) is when.certainly_by(on)
