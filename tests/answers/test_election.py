"""The elections of 2000 to 2026: seats, ballots, results and the terms that followed."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from horseshoe.answers.election import Contest, election, find_group
from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.facts.elections import GroupSeat, SeatGroup
from horseshoe.facts.record import Record
from horseshoe.rules.elections import Span

YEARS = range(2000, 2027)


def contest(record: Record, year: int, group: SeatGroup, *, by_election: bool = False) -> Contest:
    found = [each for each in election(record, year, group=group).contests if each.by_election is by_election]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("year", YEARS)
def test_the_terms_that_follow_are_the_councils(record: Record, year: int) -> None:
    answer = election(record, year)
    assert answer.terms_agree, [each for each in answer.terms if not each.agrees]
    began = {
        row.state
        for row in record.terms
        if not row.permanent and row.start == date(year + 1, 1, 1) and (row.state, year) != ("NLD", 2017)
    }
    followed = {
        each.state
        for each in answer.terms
        if each.expected and each.expected.start == date(year + 1, 1, 1) and (each.state, year) != ("NLD", 2017)
    }
    assert began == followed


@pytest.mark.parametrize("year", YEARS)
def test_every_place_was_filled_and_no_figure_contradicts_the_rules(record: Record, year: int) -> None:
    answer = election(record, year)
    places = {each.group: each.places for each in answer.seats}
    for group in places:
        regular = [each for each in answer.contests if each.group is group and not each.by_election]
        assert sum(each.places for each in regular) == places[group]
        assert sum(len(each.elected) for each in regular) == places[group]
    for each in answer.contests:
        assert each.doubts == ()
        for turn in each.rounds:
            assert turn.agrees is not False, turn.id
            if turn.published_type:
                assert turn.type.value == turn.published_type.value, turn.id
            if turn.published_required:
                assert turn.required == turn.published_required, turn.id
        assert all(person.eligible for person in each.candidates)
    assert answer.sources


def test_ireland_was_elected_in_2020_with_exactly_the_128_required(record: Record) -> None:
    (only,) = contest(record, 2020, SeatGroup.WEOG).rounds
    votes = {vote.state: vote.votes for vote in only.votes}
    assert (only.required, votes["IRL"], only.agrees) == (128, 128, True)
    assert votes["CAN"] is None  # known only from recall, so not given


def test_kenya_and_djibouti_went_to_a_restricted_round_for_the_african_seat(record: Record) -> None:
    found = contest(record, 2020, SeatGroup.AFRICA_AND_ASIA_PACIFIC)
    first, second = found.rounds
    assert first.tally is not None
    assert first.tally.next_candidates == ("KEN", "DJI")
    assert (second.seats, second.required, found.elected) == (1, 128, ("IND", "KEN"))


def test_italy_was_elected_in_the_sixth_round_of_2016_for_2017_only(record: Record) -> None:
    answer = election(record, 2016, group=SeatGroup.WEOG)
    (found,) = answer.contests
    assert found.unknown_rounds == (4,)
    sixth = found.rounds[-1]
    assert (sixth.round, sixth.type.value, sixth.required) == (6, "unrestricted", 123)
    italy = next(each for each in answer.terms if each.state == "ITA")
    assert italy.recorded == Span(date(2017, 1, 1), date(2017, 12, 31))
    assert italy.agrees
    netherlands = next(each for each in election(record, 2017).terms if each.by_election)
    assert netherlands.recorded == Span(date(2018, 1, 1), date(2018, 12, 31))


def test_guatemala_and_venezuela_2006(record: Record) -> None:
    found = contest(record, 2006, SeatGroup.GRULAC)
    assert {each.round: each.type.value for each in found.rounds} == {
        **dict.fromkeys((1, 6, 36, 41, 48), "unrestricted"),
        **dict.fromkeys((10, 22), "restricted"),
    }
    assert found.elected == ("PAN",)
    assert len(found.unknown_rounds) == 41
    assert "rounds 2-5, 7-9, 11-21, 23-35, 37-40, 42-47 not known" in election(record, 2006).coverage.notes[0]


def test_saudi_arabia_declined_in_2013_and_jordan_took_the_whole_term(record: Record) -> None:
    answer = election(record, 2013)
    saudi = next(each for each in answer.terms if each.state == "SAU")
    assert (saudi.expected, saudi.recorded, saudi.agrees) == (None, None, True)
    assert contest(record, 2013, SeatGroup.AFRICA_AND_ASIA_PACIFIC, by_election=True).elected == ("JOR",)


def test_in_2026_the_two_seats_of_one_paper_are_known_apart(record: Record) -> None:
    answer = election(record, 2026, group=SeatGroup.AFRICA_AND_ASIA_PACIFIC)
    assert [(each.seat, each.elected) for each in answer.contests] == [
        (GroupSeat.AFRICA, ("ZWE",)),
        (GroupSeat.ASIA_PACIFIC, ("KGZ",)),
    ]
    assert {person.state for person in answer.contests[1].candidates} == {"KGZ", "PHL"}
    assert answer.contests[1].rounds[-1].required == 128


def test_a_clean_slate_still_needs_two_thirds(record: Record) -> None:
    found = contest(record, 2014, SeatGroup.GRULAC)
    assert found.clean_slate
    assert (found.rounds[0].required, found.rounds[0].agrees) == (122, True)


def test_retiring_members_are_named(record: Record) -> None:
    answer = election(record, 2025)
    assert "SVN" in answer.retiring
    assert "DNK" in answer.staying
    assert len(answer.retiring) == len(answer.staying) == 5


def test_a_coming_election_has_its_seats_and_nothing_else(record: Record) -> None:
    answer = election(record, 2027)
    assert [each.places for each in answer.seats] == [3, 1, 1]
    assert (answer.contests, answer.terms, answer.terms_agree) == ((), (), None)
    assert any("no ballot is known" in note for note in answer.coverage.notes)
    assert any("checked for 2000-2026" in note for note in answer.coverage.notes)


def test_figures_that_contradict_each_other_are_a_doubt_and_not_a_result(record: Record) -> None:
    key = "2019-06-07-eastern-europe-2"
    rows = tuple(msgspec.structs.replace(row, required=128) if row.id == key else row for row in record.ballots)
    (found,) = election(msgspec.structs.replace(record, ballots=rows), 2019, group=SeatGroup.EASTERN_EUROPE).contests
    assert "two thirds of 190 present and voting are 127" in found.doubts[0]
    assert found.rounds[1].agrees is False
    assert found.rounds[1].tally is None


def test_years_and_groups_that_cannot_be_asked_for(record: Record) -> None:
    with pytest.raises(BadQuestion, match="election of 1966 on"):
        election(record, 1965)
    with pytest.raises(BadQuestion, match="no further than 2046"):
        election(record, 2047)
    with pytest.raises(NotFound, match="No seat of the Eastern European States was at stake in 2026"):
        election(record, 2026, group=SeatGroup.EASTERN_EUROPE)
    with pytest.raises(BadQuestion, match="EEG, GRULAC"):
        find_group("Mars")
    assert find_group("weog") is SeatGroup.WEOG
    assert find_group("Eastern European States") is SeatGroup.EASTERN_EUROPE


def test_before_anything_was_recorded_only_the_seats_are_known(record: Record) -> None:
    answer = election(record, 2019, as_known=date(2020, 1, 1))
    assert answer.contests == ()
    assert len(answer.seats) == 3
