"""What the Record says of a day, as it was known on another."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from functools import cached_property
from typing import Any

import msgspec
import polars as pl
import pytest
from msgspec.structs import replace

import horseshoe
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import KEYS, Record, key_of, symbol_key
from horseshoe.facts.sources import Retraction
from horseshoe.facts.states import Group, GroupMembership, GroupOn, State, StateKind

RECORDED = date(2026, 11, 22)
"""The day on which the starting facts entered the tables."""


# -- the Council ----------------------------------------------------------------------------------


def test_the_council_of_1_june_1965_has_eleven_seats(record: Record) -> None:
    council = record.council(date(1965, 6, 1))
    assert [term.state for term in council if term.permanent] == ["CHN", "FRA", "GBR", "RUS", "USA"]
    assert [term.state for term in council if not term.permanent] == ["BOL", "CIV", "JOR", "MYS", "NLD", "URY"]


def test_the_council_of_1_january_1966_has_fifteen(record: Record) -> None:
    assert len(record.council(date(1965, 12, 31))) == 11
    assert len(record.council(date(1966, 1, 1))) == 15


def test_a_term_split_between_italy_and_the_netherlands(record: Record) -> None:
    assert "ITA" in {term.state for term in record.council(date(2017, 12, 31))}
    assert "NLD" not in {term.state for term in record.council(date(2017, 12, 31))}
    assert "NLD" in {term.state for term in record.council(date(2018, 1, 1))}
    assert "ITA" not in {term.state for term in record.council(date(2018, 1, 1))}


def test_permanent_members_are_five_on_any_day(record: Record) -> None:
    for day in (date(1946, 1, 17), date(1971, 10, 25), date(1991, 12, 24), date(2026, 11, 22)):
        assert record.permanent(day) == {"CHN", "FRA", "GBR", "RUS", "USA"}


def test_the_terms_known_run_from_1946_to_2028(record: Record) -> None:
    assert record.years == (date(1946, 1, 1), date(2028, 12, 31))


def test_a_record_without_terms_has_no_first_year() -> None:
    with pytest.raises(ValueError, match=r"^No elected member's term is known: "):
        Record().years  # noqa: B018


# -- names and groups -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "day", "name"),
    [
        ("RUS", "1980-01-01", "Union of Soviet Socialist Republics"),
        ("RUS", "1991-12-23", "Union of Soviet Socialist Republics"),
        ("RUS", "1991-12-24", "Russian Federation"),
        ("RUS", "1992-01-01", "Russian Federation"),
        ("DEU", "1987-01-01", "Germany, Federal Republic of"),
        ("DEU", "1995-01-01", "Germany"),
        ("EGY", "1949-01-01", "Egypt"),
        ("EGY", "1961-12-31", "United Arab Republic"),
        ("EGY", "1984-01-01", "Egypt"),
        ("TUR", "2022-05-31", "Turkey"),
        ("TUR", "2022-06-01", "Türkiye"),
        ("USA", "1946-01-17", "United States of America"),  # no dated name: today's
    ],
)
def test_names_are_those_of_the_day(record: Record, state: str, day: str, name: str) -> None:
    assert record.name(state, date.fromisoformat(day)) == name


def test_a_state_that_there_is_not_has_no_name(record: Record) -> None:
    with pytest.raises(KeyError):
        record.name("XXX", date(2026, 1, 1))


def test_a_group_is_certain_from_the_day_of_its_source(record: Record) -> None:
    """Albania: a member since 1955, the groups since 17 December 1963, seen in its group on 11 June 2021."""
    assert record.group("ALB", date(1963, 12, 16)) == GroupOn(None, False)
    assert record.group("ALB", date(1963, 12, 17)) == GroupOn(Group.EASTERN_EUROPE, False)
    assert record.group("ALB", date(2021, 6, 10)) == GroupOn(Group.EASTERN_EUROPE, False)
    assert record.group("ALB", date(2021, 6, 11)) == GroupOn(Group.EASTERN_EUROPE, True)


def test_a_group_that_was_left_is_no_longer_given() -> None:
    def membership(group: Group, since: date, until: date | None) -> GroupMembership:
        return GroupMembership("AAA", group, since, since, until, source="supposed", recorded=RECORDED)

    left, joined = date(1999, 12, 31), date(2000, 5, 1)
    supposed = Record(
        groups=(
            membership(Group.ASIA_PACIFIC, date(1970, 1, 1), left),
            membership(Group.WEOG, joined, None),
        )
    )
    assert supposed.group("AAA", left) == GroupOn(Group.ASIA_PACIFIC, True)
    assert supposed.group("AAA", left + timedelta(1)) == GroupOn(None, False)
    assert supposed.group("AAA", joined) == GroupOn(Group.WEOG, True)


# -- symbols --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("symbol", "ids"),
    [
        ("S/2022/155", ["bd2981"]),  # a draft
        ("S/RES/2623", ["bd2982"]),  # the resolution that it became
        ("S/PV.8979", ["bd2981"]),  # the meeting's record
        ("BD2981", ["bd2981"]),  # the key of the row itself
        ("S/2023/1029", ["bd3097", "bd3098"]),  # a draft with the amendment to it
        ("S/5134", ["bd0359", "bd0360"]),  # listed twice by its source
    ],
)
def test_a_roll_call_is_found_by_draft_resolution_and_meeting(record: Record, symbol: str, ids: list[str]) -> None:
    assert [row.id for row in record.by_symbol[symbol]] == ids


@pytest.mark.parametrize(
    ("symbol", "key"),
    [
        ("S/RES/2720 (2023)", "S/RES/2720"),
        ("S/2024/826", "S/2024/826"),
        ("S/PV.4128 (Resumption 1)", "S/PV.4128 (RESUMPTION 1)"),
        ("bd2981", "BD2981"),
    ],
)
def test_symbol_keys(symbol: str, key: str) -> None:
    assert symbol_key(symbol) == key


def test_a_vote_on_a_withdrawn_proposal_is_still_found_by_its_meeting(record: Record) -> None:
    row = record.roll_call["bd2981"]
    alone = Record(roll_calls=(row,))
    assert alone.by_symbol["S/PV.8979"] == (row,)
    assert "S/2022/155" not in alone.by_symbol


# -- recorded time --------------------------------------------------------------------------------


def test_before_anything_was_recorded_nothing_is_known(record: Record) -> None:
    assert record.as_known(RECORDED - timedelta(1)) == Record()


def test_on_the_day_of_recording_everything_is_known(record: Record) -> None:
    assert record.as_known(RECORDED) == record
    assert record.as_known(None) is record


def retracted(record: Record, table: str, key: str, at: datetime) -> Record:
    row = Retraction(table=table, key=key, at=at, by="a reader", why="read wrongly")
    return msgspec.structs.replace(record, retractions=(*record.retractions, row))


def test_a_retracted_row_is_gone_from_then_on_and_stays_in_what_was_known_before(record: Record) -> None:
    """S/2022/155 supposed to have been withdrawn from the record on 1 December 2026."""
    row = record.roll_call["bd2981"]
    corrected = retracted(record, "roll_calls", "bd2981", datetime(2026, 12, 1, 9, 30, tzinfo=UTC))
    assert "bd2981" not in corrected.as_known(None).roll_call
    assert "bd2981" not in corrected.as_known(date(2026, 12, 1)).roll_call
    assert corrected.as_known(date(2026, 11, 30)).roll_call["bd2981"] == row
    assert row in corrected.roll_calls, "nothing is deleted"


def test_what_was_known_then_knows_nothing_of_later_retractions(record: Record) -> None:
    corrected = retracted(record, "roll_calls", "bd2981", datetime(2026, 12, 1, tzinfo=UTC))
    then = corrected.as_known(date(2026, 11, 30))
    assert then == record
    assert then.as_known(None) == then


def test_a_retraction_is_dated_in_utc(record: Record) -> None:
    """Half past ten in the evening of 30 November in New York is 1 December."""
    in_new_york = datetime(2026, 11, 30, 22, 30, tzinfo=timezone(timedelta(hours=-5)))
    corrected = retracted(record, "roll_calls", "bd2981", in_new_york)
    assert "bd2981" in corrected.as_known(date(2026, 11, 30)).roll_call
    assert "bd2981" not in corrected.as_known(date(2026, 12, 1)).roll_call
    without_zone = retracted(record, "roll_calls", "bd2981", datetime(2026, 12, 1, 3, 30))  # noqa: DTZ001
    assert without_zone.as_known(date(2026, 11, 30)).roll_calls == corrected.as_known(date(2026, 11, 30)).roll_calls


def test_a_key_of_several_columns_is_retracted_whole(record: Record) -> None:
    term = next(term for term in record.terms if term.state == "ITA" and term.start == date(2017, 1, 1))
    assert key_of("terms", term) == "ITA|2017-01-01"
    corrected = retracted(record, "terms", "ITA|2017-01-01", datetime(2026, 12, 1, tzinfo=UTC)).as_known(None)
    assert len(corrected.council(date(2017, 6, 1))) == 14
    assert len(corrected.council(date(2007, 6, 1))) == 15, "Italy's other terms stand"


def test_a_row_recorded_later_is_not_known_before(record: Record) -> None:
    late = State(code="ZZZ", name="Supposed", kind=StateKind.HISTORIC, source="supposed", recorded=date(2027, 1, 1))
    grown = msgspec.structs.replace(record, states=(*record.states, late))
    assert "ZZZ" in grown.as_known(None).state
    assert "ZZZ" in grown.as_known(date(2027, 1, 1)).state
    assert "ZZZ" not in grown.as_known(date(2026, 12, 31)).state


# -- two Records, indexes and frames --------------------------------------------------------------


def test_two_records_of_the_same_rows_are_equal(record: Record) -> None:
    again = horseshoe.open()
    assert again == record
    assert again is not record
    assert hash(again) == hash(record)


def test_a_record_does_not_change(record: Record) -> None:
    with pytest.raises(AttributeError):
        record.states = ()  # type: ignore[misc]


def test_evidence_is_found_by_instrument_and_state(record: Record) -> None:
    kinds = [row.kind.value for row in record.pledge_evidence(Instrument.CODE, "AUT")]
    assert kinds == ["named_on_dated_list"]
    assert record.pledge_evidence(Instrument.CODE, "XXX") == ()


def test_the_casts_as_a_frame(record: Record) -> None:
    """46,438 casts of the starting facts, and the fifteen seats of S/2026/740."""
    casts = record.frame("casts")
    assert casts.height == 46_438 + 15
    assert casts.columns == ["roll_call", "date", "symbol", "state", "name", "permanent", "cast"]
    noes = casts.filter((pl.col("roll_call") == "bd2981") & (pl.col("cast") == "no"))
    assert noes.to_dicts() == [
        {
            "roll_call": "bd2981",
            "date": date(2022, 2, 25),
            "symbol": "S/2022/155",
            "state": "RUS",
            "name": "Russian Federation",
            "permanent": True,
            "cast": "no",
        }
    ]


@pytest.mark.parametrize("table", [*KEYS, "casts"])
def test_a_frame_has_the_same_columns_whatever_the_rows(record: Record, table: str) -> None:
    frame = record.frame(table)
    assert Record().frame(table).schema == frame.schema
    assert pl.Null not in [kind.base_type() for kind in frame.schema.values()]
    if table != "casts":
        assert frame.height == len(getattr(record, table))


def test_no_such_frame(record: Record) -> None:
    with pytest.raises(KeyError, match="No table 'votes': there are casts, sources, states, "):
        record.frame("votes")


def test_a_record_that_grew_equals_one_built_anew(record: Record) -> None:
    moment = datetime(2026, 12, 1, tzinfo=UTC)
    act, vote = record.pledges[0], record.roll_calls[0]
    steps: tuple[dict[str, tuple[Any, ...]], ...] = (
        {"pledges": (replace(act, id="another", recorded=date(2026, 11, 30)),)},
        {"roll_calls": (replace(vote, note="Read again", recorded=date(2026, 11, 30)),)},
        {"retractions": (Retraction(table="pledges", key="another", at=moment, by="A", why="w"),)},
        {"retractions": (Retraction(table="proposals", key=vote.proposal, at=moment, by="A", why="w"),)},
        {"pledges": (replace(act, id="another", recorded=date(2026, 12, 3)),), "sources": ()},
    )
    indexes = [name for name, made in vars(Record).items() if isinstance(made, cached_property)]
    for asked in (False, True):
        grown = anew = record
        for more in steps:
            if asked:
                for each in (grown, grown.as_known(None)):
                    for name in indexes:
                        getattr(each, name)
            grown = grown.grown(more)
            anew = Record(**{table: (*getattr(anew, table), *more.get(table, ())) for table in KEYS})
            assert grown == anew
            assert grown.as_known(None) == anew.as_known(None)
            for name in set(indexes) - {"_now", "_has_versions", "derived", "_councils"}:
                assert getattr(grown.as_known(None), name) == getattr(anew.as_known(None), name), name
                assert getattr(grown, name) == getattr(anew, name), name
        assert vote.id not in grown.as_known(None).roll_call


def test_what_stays_is_not_worked_out_again(record: Record) -> None:
    votes = record.as_known(None).by_symbol
    grown = record.grown({"pledges": (replace(record.pledges[0], id="another"),)})
    assert grown.as_known(None).by_symbol is votes
    assert "another" in {row.id for row in grown.as_known(None).pledges}
