"""Seats at stake, who is eligible, and terms: A/RES/1991 A (XVIII), Charter Article 23, rules 139, 140 and 144."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from horseshoe.facts.elections import GroupSeat, SeatGroup
from horseshoe.facts.record import Record
from horseshoe.facts.states import Group
from horseshoe.rules.ballots import HowKnown
from horseshoe.rules.elections import (
    Barred,
    NoPattern,
    Span,
    arab_seat,
    eligibility,
    rest_of_term,
    seats_at_stake,
    served,
    term,
)

SHARED = {Group.AFRICA: SeatGroup.AFRICA_AND_ASIA_PACIFIC, Group.ASIA_PACIFIC: SeatGroup.AFRICA_AND_ASIA_PACIFIC}


def test_in_june_2026_five_seats_were_at_stake() -> None:
    african_and_asian, grulac, weog = seats_at_stake(2026)
    assert african_and_asian.understanding == {GroupSeat.AFRICA: 1, GroupSeat.ASIA_PACIFIC: 1}
    assert (african_and_asian.places, grulac.places, weog.places) == (2, 1, 2)


def test_in_june_2025_africa_had_two_and_eastern_europe_one() -> None:
    african_and_asian, eastern, grulac = seats_at_stake(2025)
    assert african_and_asian.understanding == {GroupSeat.AFRICA: 2, GroupSeat.ASIA_PACIFIC: 1}
    assert (eastern.group, eastern.places, grulac.places) == (SeatGroup.EASTERN_EUROPE, 1, 1)


@pytest.mark.parametrize(
    ("year", "seat"),
    [
        (2017, GroupSeat.ASIA_PACIFIC),  # Kuwait
        (2019, GroupSeat.AFRICA),  # Tunisia
        (2021, GroupSeat.ASIA_PACIFIC),  # United Arab Emirates
        (2023, GroupSeat.AFRICA),  # Algeria
        (2025, GroupSeat.ASIA_PACIFIC),  # Bahrain
        (2024, None),
        (2026, None),
    ],
)
def test_the_arab_seat(year: int, seat: GroupSeat | None) -> None:
    assert arab_seat(year) is seat


def test_checked_years_are_told_from_derived_ones() -> None:
    assert {each.known for year in range(2000, 2027) for each in seats_at_stake(year)} == {HowKnown.READ}
    assert {each.known for year in (1966, 1999, 2027, 2046) for each in seats_at_stake(year)} == {HowKnown.DERIVED}


@pytest.mark.parametrize(("year", "told"), [(1965, "from the election of 1966"), (1946, "1966"), (2047, "2046")])
def test_a_year_without_a_pattern_is_refused_with_a_sentence(year: int, told: str) -> None:
    with pytest.raises(NoPattern, match=told):
        seats_at_stake(year)


def test_the_terms_of_1967_to_2028_follow_the_pattern(record: Record) -> None:
    for year in range(1966, 2027):
        began = [
            record.group(row.state, row.start).group
            for row in record.terms
            if not row.permanent and row.start == date(year + 1, 1, 1)
        ]
        if year == 2017:
            began.remove(Group.WEOG)  # the Netherlands, for what was left of Italy's term
        filled = Counter(SHARED.get(group) or SeatGroup(group.value) for group in began if group)
        assert filled == {each.group: each.places for each in seats_at_stake(year)}, year
        shared = {GroupSeat.AFRICA: began.count(Group.AFRICA), GroupSeat.ASIA_PACIFIC: began.count(Group.ASIA_PACIFIC)}
        assert shared == seats_at_stake(year)[0].understanding, year


@given(st.integers(1966, 2045))
def test_two_elections_in_a_row_fill_the_ten_seats(year: int) -> None:
    places: Counter[SeatGroup] = Counter()
    for each in (*seats_at_stake(year), *seats_at_stake(year + 1)):
        places[each.group] += each.places
    assert places == {
        SeatGroup.AFRICA_AND_ASIA_PACIFIC: 5,
        SeatGroup.EASTERN_EUROPE: 1,
        SeatGroup.GRULAC: 2,
        SeatGroup.WEOG: 2,
    }
    assert sum(each.places for each in seats_at_stake(year)) == 5


def test_in_2026_permanent_staying_and_retiring_members_cannot_be_elected() -> None:
    permanent, staying, retiring = {"FRA"}, {"LVA"}, {"DNK"}
    assert eligibility("FRA", permanent, staying, retiring).barred is Barred.PERMANENT
    assert eligibility("LVA", permanent, staying, retiring).barred is Barred.STAYING
    denmark = eligibility("DNK", permanent, staying, retiring)
    assert denmark.barred is Barred.RETIRING
    assert "rule 144" in denmark.reason
    assert eligibility("PRT", permanent, staying, retiring).eligible


def test_a_term_runs_for_two_years_from_the_january_after_the_election() -> None:
    assert term(2025) == Span(date(2026, 1, 1), date(2027, 12, 31))


def test_italy_and_the_netherlands_split_the_term_of_2017_and_2018() -> None:
    whole = term(2016)
    assert served(whole, date(2018, 1, 1)) == Span(date(2017, 1, 1), date(2017, 12, 31))
    assert rest_of_term(date(2018, 1, 1), whole) == Span(date(2018, 1, 1), date(2018, 12, 31))


def test_saudi_arabia_never_took_the_seat_that_jordan_then_held_for_the_whole_term() -> None:
    whole = term(2013)
    assert served(whole, whole.start) is None
    assert rest_of_term(whole.start, whole) == whole


def test_a_by_election_outside_the_term_is_refused() -> None:
    with pytest.raises(ValueError, match="outside the term"):
        rest_of_term(date(2019, 1, 1), term(2016))


@given(st.integers(1966, 2046), st.integers(0, 729))
def test_what_is_served_and_the_rest_make_the_whole_term(year: int, days: int) -> None:
    whole = term(year)
    vacated = date.fromordinal(whole.start.toordinal() + days)
    before, after = served(whole, vacated), rest_of_term(vacated, whole)
    assert after.end == whole.end
    if before is None:
        assert after == whole
    else:
        assert before.start == whole.start
        assert before.end.toordinal() + 1 == after.start.toordinal()
