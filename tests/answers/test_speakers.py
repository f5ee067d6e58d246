"""The list of speakers on a veto, and which supporters of the Code were heard."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from horseshoe.answers.docket import find_entry
from horseshoe.answers.questions import BadQuestion
from horseshoe.answers.speakers import Heard, after_veto, speakers_list
from horseshoe.facts.proposals import Cast
from horseshoe.facts.record import Record
from horseshoe.rules.speakers import Rank, Request

TODAY = date(2026, 11, 22)


def asks(state: str, hour: int = 9, rank: Rank = Rank.PERMANENT_REPRESENTATIVE, group: str | None = None) -> Request:
    return Request(state=state, rank=rank, asked=datetime(2026, 9, 18, hour), on_behalf_of=group)  # noqa: DTZ001


def test_the_members_that_vetoed_come_first_and_the_missing_one_is_named(record: Record) -> None:
    entry = find_entry(record, "S/2026/740", TODAY)
    answer = speakers_list(record, [asks("LIE", 8, Rank.MINISTER), asks("VAT", 7), asks("CHN", 10)], entry)
    assert [each.state for each in answer.speakers] == ["CHN", "LIE", "VAT"]
    assert answer.speakers[0].vetoing
    assert answer.vetoing_not_listed == ("RUS",)
    assert "FRA" in answer.supporters_not_listed
    assert answer.doubts == ()


def test_palestine_is_called_in_the_order_of_requests_and_the_doubt_is_named(record: Record) -> None:
    """A/RES/ES-10/23, annex, (b), of 10 May 2024."""
    after = find_entry(record, "S/2025/583", TODAY)
    answer = speakers_list(record, [asks("PSE", 8), asks("AUT", 9)], after)
    assert [each.state for each in answer.speakers] == ["PSE", "AUT"]
    assert "not judged here" in answer.doubts[0]
    before = find_entry(record, "S/2024/239", TODAY)
    assert [each.state for each in speakers_list(record, [asks("PSE", 8), asks("AUT", 9)], before).speakers] == [
        "AUT",
        "PSE",
    ]


def test_without_a_veto_nobody_has_precedence(record: Record) -> None:
    answer = speakers_list(record, [asks("RUS", 10), asks("AUT", 9)], None)
    assert [each.state for each in answer.speakers] == ["AUT", "RUS"]
    assert "No veto was named" in answer.doubts[0]


def test_a_state_is_listed_once_in_each_capacity(record: Record) -> None:
    entry = find_entry(record, "S/2026/740", TODAY)
    with pytest.raises(BadQuestion, match=r"Austria \(AUT\) asks for the floor twice"):
        speakers_list(record, [asks("AUT"), asks("AUT", 10)], entry)
    both = speakers_list(record, [asks("DNK"), asks("DNK", 10, group="the Nordic countries")], entry)
    assert len(both.speakers) == 2


def test_an_empty_list_is_a_list(record: Record) -> None:
    assert speakers_list(record, [], None).speakers == ()


def test_who_was_heard_after_the_veto_on_sudan(record: Record) -> None:
    answer = after_veto(record, find_entry(record, "S/2024/826", TODAY))
    by_state = {each.state: each for each in answer.supporters}
    assert (by_state["GBR"].heard, by_state["GBR"].casts) == (Heard.EXPLAINED, (Cast.YES,))
    assert (by_state["NOR"].heard, by_state["NOR"].casts) == (Heard.SPOKE, ())
    assert by_state["CHE"].heard is Heard.NOT_SEEN
    assert "RUS" in answer.others_heard


def test_not_seen_is_never_called_silence(record: Record) -> None:
    answer = after_veto(record, find_entry(record, "S/2026/740", TODAY))
    assert {each.heard for each in answer.supporters} == {Heard.NOT_SEEN}
    assert "silent" not in {heard.value for heard in Heard}
    assert any("not silent" in note for note in answer.notes)
    assert sum(answer.counts.values()) == len(answer.supporters)
