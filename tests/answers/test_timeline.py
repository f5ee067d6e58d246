"""The history of the initiatives: by date, by state, and with both accounts where sources differ."""

from __future__ import annotations

from datetime import date

import pytest

from horseshoe.answers.timeline import Entry, Kind, Person, Timeline, timeline
from horseshoe.facts.record import Record


@pytest.fixture(scope="module")
def whole(record: Record) -> Timeline:
    return timeline(record)


def starting(answer: Timeline, id_: str) -> Entry:
    return next(each for each in answer.entries if each.id.startswith(id_))


def test_it_holds_every_event_and_call_in_order_of_date(whole: Timeline, record: Record) -> None:
    ids = [each.id for each in whole.entries]
    assert set(ids).issuperset([*(row.id for row in record.events), *(row.id for row in record.official_calls)])
    days = [each.when.not_before or each.when.not_after or date.max for each in whole.entries]
    assert days == sorted(days)


def test_who_represented_mexico_on_22_september_2016_is_told_both_ways(whole: Timeline) -> None:
    entry = starting(whole, "2016-09-22")
    (point,) = entry.differing
    assert "Claudia Ruiz Massieu" in point.claim_a
    assert "Miguel Ruiz Cabañas" in point.claim_b
    assert point.sources_a != point.sources_b
    assert Person("Claudia Ruiz Massieu", "FM Mexico") in entry.people


def test_how_many_spoke_on_1_october_2015_is_told_both_ways(whole: Timeline) -> None:
    (point,) = starting(whole, "2015-10-01").differing
    assert (point.claim_a, point.claim_b) == ("25 member States + 2 NGOs", "28 listed for the event")


def test_where_sources_differ_at_no_one_event_stands_at_the_end(whole: Timeline, record: Record) -> None:
    assert len(whole.differing) == sum(row.event is None for row in record.discrepancies)
    assert timeline(record, state="MEX").differing == ()


def test_the_launch_with_its_panel_and_fourteen_statements(whole: Timeline) -> None:
    launch = starting(whole, "2015-10-23")
    assert launch.moderators == (Person("Christian Wenaweser", "PR Liechtenstein"),)
    assert Person("Zeid Ra'ad Al Hussein", "HCHR") in launch.people
    assert [part.state for part in launch.parts if part.role == "delivered_statement_of_support"] == (
        ["AUS", "AUT", "CRI", "FIN", "FRA", "DEU", "HUN", "LIE", "LUX", "NOR", "PAN", "POL", "SWE", "GBR"]
    )


def test_an_office_may_hold_commas_and_semicolons_part_people(whole: Timeline) -> None:
    people = starting(whole, "2014-09-25").people
    assert people[-1] == Person("Simon Adams", "Global Centre for the Responsibility to Protect, for five NGOs")


def test_of_mexico_what_it_convened_said_or_was_represented_at(record: Record) -> None:
    answer = timeline(record, state="MEX")
    assert starting(answer, "2014-09-25").conveners == ("France", "Mexico")
    assert starting(answer, "2016-09-22")
    assert any(each.kind is Kind.SUPPORT and "Declaration" in each.title for each in answer.entries)
    assert all(each.state in (None, "MEX") for each in answer.entries)


def test_names_are_found_as_whole_words(record: Record) -> None:
    assert not any(each.kind is Kind.EVENT for each in timeline(record, state="NER").entries)


def test_since_and_until_keep_what_may_lie_between(record: Record) -> None:
    answer = timeline(record, since=date(2015, 9, 1), until=date(2015, 12, 31))
    ids = [each.id for each in answer.entries]
    assert any(id_.startswith("2015-10-press-conference") for id_ in ids)
    assert not any(id_.startswith(("2014", "2016", "2015-07")) for id_ in ids)
    assert not any(each.when.not_after is None for each in answer.entries)


def test_undated_calls_are_kept_last_and_counted(whole: Timeline) -> None:
    undated = whole.entries[-whole.coverage.undated :]
    assert {each.when.not_after for each in undated} == {None}
    assert {"call-08", "call-09", "call-12"} <= {each.id for each in undated}


def test_every_source_is_listed(whole: Timeline) -> None:
    listed = {source.id for source in whole.sources}
    assert listed.issuperset(source for each in whole.entries for source in each.sources)
