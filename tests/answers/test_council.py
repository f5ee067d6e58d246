"""The Council of a day, as a diplomat would check it."""

from datetime import date

import pytest

from horseshoe.answers.council import council
from horseshoe.answers.questions import BadQuestion
from horseshoe.facts.record import Record


def test_the_council_of_1_june_1965_has_eleven_seats_and_needs_seven(record: Record) -> None:
    answer = council(record, date(1965, 6, 1))
    assert [seat.state for seat in answer.members] == [
        "CHN",
        "FRA",
        "GBR",
        "RUS",
        "USA",
        "BOL",
        "CIV",
        "JOR",
        "MYS",
        "NLD",
        "URY",
    ]
    assert answer.threshold == 7
    assert answer.presidency is None
    assert "presidency of June 1965 is not known" in answer.coverage.note


def test_the_council_of_the_vote_on_ukraine_needs_nine(record: Record) -> None:
    answer = council(record, date(2022, 2, 25))
    assert len(answer.members) == 15
    assert answer.threshold == 9
    assert answer.presidency
    assert answer.presidency.state == "RUS"
    mexico = next(seat for seat in answer.members if seat.state == "MEX")
    assert mexico.term == (date(2021, 1, 1), date(2022, 12, 31))
    assert (mexico.group, mexico.group_certain) == ("Latin American and Caribbean States", True)


def test_names_are_those_of_the_day(record: Record) -> None:
    def names(on: date) -> set[str]:
        return {seat.name for seat in council(record, on).members}

    assert "Union of Soviet Socialist Republics" in names(date(1962, 6, 22))
    assert "United Arab Republic" in names(date(1962, 6, 22))
    assert "Russian Federation" in names(date(2001, 1, 1))
    assert "Ivory Coast" in names(date(1965, 6, 1))


def test_a_council_not_yet_elected_says_how_much_is_known(record: Record) -> None:
    answer = council(record, date(2028, 6, 1))
    assert (answer.coverage.seats_known, answer.coverage.seats) == (10, 15)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(1945, 12, 31), "1945-12-31 lies before the Council's record, which begins in 1946."),
        (date(2029, 1, 1), "2029-01-01 lies after the last known term, which ends on 2028-12-31."),
    ],
)
def test_a_day_outside_the_record_is_refused(record: Record, day: date, sentence: str) -> None:
    with pytest.raises(BadQuestion) as refused:
        council(record, day)
    assert str(refused.value) == sentence


def test_a_group_that_the_source_shows_only_later_is_uncertain(record: Record) -> None:
    seats = {seat.state: seat for seat in council(record, date(1965, 6, 1)).members}
    assert seats["JOR"].group == "Asia-Pacific States"
    assert not seats["JOR"].group_certain
    assert council(record, date(1950, 1, 1)).members[0].group is None
