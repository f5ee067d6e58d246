"""The docket: the vetoes of May 2022 to September 2026 one by one, and what could not be known when."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import horseshoe
from horseshoe.answers.docket import docket, find_entry
from horseshoe.answers.docket_entry import DocketEntry, DocketStatus
from horseshoe.answers.questions import NotFound
from horseshoe.facts.assembly import HolidayStatus, Response, VetoAnswer
from horseshoe.facts.proposals import Outcome
from horseshoe.facts.record import Record
from horseshoe.facts.sources import Retraction

TODAY = date(2026, 11, 22)

# veto, proposal, vetoed by, last day, status, met, working day, meeting
TABLE = """
2022-05-26 | S/2022/431                | CHN RUS | 2022-06-10 | held        | 2022-06-08 | 8  | A/76/PV.77; A/76/PV.78
2022-07-08 | S/2022/538                | RUS     | 2022-07-22 | held        | 2022-07-21 | ?  | A/76/PV.95; A/76/PV.96
2022-09-30 | S/2022/720                | RUS     | 2022-10-14 | held_in_ess | 2022-10-10 | 6  | ES-11 resumed ...
2023-07-11 | S/2023/506                | RUS     | 2023-07-25 | held        | 2023-07-19 | 6  | A/77/PV.90; A/77/PV.91
2023-08-30 | S/2023/638                | RUS     | 2023-09-14 | held        | 2023-09-11 | 7  |
2023-10-18 | S/2023/773                | USA     | 2023-11-01 | held_in_ess | 2023-10-26 | 6  | A/ES-10/PV.39 ff.
2023-10-25 | S/2023/792                | CHN RUS | 2023-11-08 | held_in_ess | 2023-10-26 | 1  | A/ES-10/PV.39 ff.
2023-12-08 | S/2023/970                | USA     | 2023-12-22 | held_in_ess | 2023-12-12 | 2  | A/ES-10/PV.45
2023-12-22 | amendment to S/2023/1029  | USA     | 2024-01-09 | held        | 2024-01-09 | 10 | A/78/PV.51; A/78/PV.52
2024-02-20 | S/2024/173                | USA     | 2024-03-05 | held        | 2024-03-04 | 9  | A/78/PV.60; A/78/PV.61
2024-03-22 | S/2024/239                | CHN RUS | 2024-04-08 | held        | 2024-04-08 | 10 | A/78/PV.66; A/78/PV.67
2024-03-28 | S/2024/255                | RUS     | 2024-04-15 | held        | 2024-04-11 | 8  | A/78/PV.68; A/78/PV.69
2024-04-18 | S/2024/312                | USA     | 2024-05-02 | held        | 2024-05-01 | 9  | A/78/PV.74; A/78/PV.75
2024-04-24 | S/2024/302                | RUS     | 2024-05-08 | held        | 2024-05-06 | 8  |
2024-11-18 | S/2024/826                | RUS     | 2024-12-03 | held        | 2024-11-26 | 6  | A/79/PV.42
2024-11-20 | S/2024/835                | USA     | 2024-12-05 | held_in_ess | ?          | ?  | ES-10 resumed ...
2025-02-24 | S/2025/115 and S/2025/116 | RUS     | 2025-03-10 | held        | 2025-03-06 | 8  |
2025-06-04 | S/2025/353                | USA     | 2025-06-19 | held_in_ess | 2025-06-12 | ?  | A/ES-10/PV.60
2025-09-18 | S/2025/583                | USA     | 2025-10-02 | held        | 2025-10-01 | 9  | A/80/PV.15
2026-04-07 | S/2026/273                | CHN RUS | 2026-04-21 | held        | 2026-04-16 | 7  |
2026-09-17 | S/2026/740                | CHN RUS | 2026-10-01 | unknown     | ?          | ?  |
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


def covered(record: Record, on: date = TODAY) -> dict[date, DocketEntry]:
    return {each.veto_date: each for each in docket(record, on, since=date(2022, 4, 27)).entries}


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_each_of_the_21_vetoes(record: Record, row: list[str]) -> None:
    veto, proposal, by, last_day, status, met, day, meeting = row
    entry = covered(record)[date.fromisoformat(veto)]
    assert entry.proposal == proposal
    assert " ".join(entry.vetoed_by) == by
    assert entry.speakers_first == entry.vetoed_by
    assert f"{entry.last_day}" == last_day
    assert entry.status == status
    assert f"{entry.held_on or '?'}" == met
    assert f"{entry.on_working_day or '?'}" == day
    assert (entry.meeting or "").startswith(meeting.removesuffix("..."))
    assert bool(entry.meeting) is bool(meeting)


def test_the_table_has_every_entry_and_no_other(record: Record) -> None:
    entries = covered(record)
    assert [f"{day}" for day in entries] == [row[0] for row in ROWS]
    assert docket(record, TODAY, since=date(2022, 4, 27)).counts == {"held": 14, "held_in_ess": 6, "unknown": 1}


class TestInTime:
    def test_the_two_debates_of_day_10_were_in_time(self, record: Record) -> None:
        for veto in (date(2023, 12, 22), date(2024, 3, 22)):
            entry = covered(record)[veto]
            assert entry.kept is True
            assert entry.held_on == entry.last_day
            assert not entry.depends_on_unverified_holiday
        out = {each.why for each in covered(record)[date(2023, 12, 22)].days if each.why != "weekend" and each.why}
        assert out == {"Christmas Day", "New Year's Day"}

    def test_no_verdict_depends_on_an_unverified_holiday(self, record: Record) -> None:
        for entry in covered(record).values():
            if entry.kept is not None and entry.last_day_not_before and entry.held_not_after:
                assert entry.kept is (entry.held_not_after <= entry.last_day_not_before)

    def test_the_last_day_of_june_2025_depends_on_eid_and_says_so(self, record: Record) -> None:
        entry = covered(record)[date(2025, 6, 4)]
        assert entry.depends_on_unverified_holiday
        assert (entry.last_day_not_before, entry.last_day_not_after) == (date(2025, 6, 18), date(2025, 6, 19))
        assert [each.name for each in entry.unverified_holidays] == ["Eid al-Adha"]
        assert "not verified" in entry.why

    def test_that_the_session_of_december_2024_met_in_time_is_not_shown(self, record: Record) -> None:
        entry = covered(record)[date(2024, 11, 20)]  # its first day, 4 December, is only recalled
        assert entry.kept is None
        assert (entry.held_not_before, entry.held_not_after) == (date(2024, 11, 21), date(2024, 12, 11))
        assert "not shown" in entry.why

    def test_late_needs_a_source_that_shows_it(self, record: Record) -> None:
        late = answered(record, date(2026, 10, 2))
        entry = covered(late)[date(2026, 9, 17)]
        assert (entry.status, entry.kept) == (DocketStatus.LATE, False)
        assert "after the last day, 2026-10-01" in entry.why
        assert covered(answered(record, date(2026, 10, 1)))[date(2026, 9, 17)].kept is True

    def test_a_debate_on_a_day_that_hangs_on_eid_is_neither_kept_nor_late(self, record: Record) -> None:
        row = next(row for row in record.veto_answers if row.id == "2025-06-04-s-2025-353")
        changed = msgspec.structs.replace(
            row, response=Response.DEBATE, met_not_before=date(2025, 6, 19), met_not_after=date(2025, 6, 19)
        )
        sessions = tuple(each for each in record.emergency_sessions if each.number != 10)
        entry = covered(with_answer(record, changed, emergency_sessions=sessions))[date(2025, 6, 4)]
        assert (entry.status, entry.kept, entry.held_on) == (DocketStatus.HELD, None, date(2025, 6, 19))
        assert "is not shown" in entry.why


class TestEmergencySessions:
    def test_one_resumption_answered_two_vetoes(self, record: Record) -> None:
        entries = covered(record)
        first, second = entries[date(2023, 10, 18)], entries[date(2023, 10, 25)]
        assert first.shares_meeting_with == (second.id,)
        assert second.shares_meeting_with == (first.id,)

    def test_different_situations_three_days_apart_share_nothing(self, record: Record) -> None:
        assert covered(record)[date(2024, 3, 22)].shares_meeting_with == ()
        assert covered(record)[date(2024, 3, 28)].shares_meeting_with == ()

    @pytest.mark.parametrize(
        "veto", ["2023-12-22", "2024-02-20", "2024-03-22", "2024-04-18", "2025-02-24", "2025-09-18"]
    )
    def test_a_session_only_adjourned_or_met_earlier_displaces_no_debate(self, record: Record, veto: str) -> None:
        entry = covered(record)[date.fromisoformat(veto)]
        assert entry.status is DocketStatus.HELD
        assert entry.proviso is not None
        assert "the debate is owed" in entry.proviso

    def test_the_days_of_the_sessions_agree_with_the_answers(self, record: Record) -> None:
        """What the table of sessions alone would say is what the table of answers says, where it gives the day."""
        alone = covered(msgspec.structs.replace(record, veto_answers=()))
        for veto, entry in covered(record).items():
            if entry.status is DocketStatus.HELD_IN_ESS and entry.held_on:
                assert (alone[veto].status, alone[veto].held_on) == (DocketStatus.HELD_IN_ESS, entry.held_on)
            else:
                assert alone[veto].status is DocketStatus.UNKNOWN

    def test_no_report_is_invited_where_no_debate_is_held(self, record: Record) -> None:
        assert covered(record)[date(2023, 10, 18)].report_invited_by is None


class TestWhatWasKnownWhen:
    @pytest.mark.parametrize(
        ("on", "status"),
        [("2024-01-08", "open"), ("2024-01-09", "held"), ("2023-12-22", "open")],
    )
    def test_a_debate_opens_with_the_veto_and_closes_on_its_day(self, record: Record, on: str, status: str) -> None:
        assert covered(record, date.fromisoformat(on))[date(2023, 12, 22)].status == status

    def test_the_day_before_the_veto_there_is_no_entry(self, record: Record) -> None:
        assert date(2023, 12, 22) not in covered(record, date(2023, 12, 21))

    @pytest.mark.parametrize(("on", "status"), [("2026-10-01", "open"), ("2026-10-02", "unknown")])
    def test_after_the_last_day_what_is_not_known_is_unknown(self, record: Record, on: str, status: str) -> None:
        entry = covered(record, date.fromisoformat(on))[date(2026, 9, 17)]
        assert entry.status == status
        assert entry.kept is None

    @pytest.mark.parametrize(
        ("on", "status"), [("2024-12-05", "open"), ("2024-12-06", "unknown"), ("2024-12-11", "held_in_ess")]
    )
    def test_a_session_of_unknown_first_day_is_held_from_its_last_possible_day(
        self, record: Record, on: str, status: str
    ) -> None:
        entry = covered(record, date.fromisoformat(on))[date(2024, 11, 20)]
        assert entry.status == status

    def test_open_only(self, record: Record) -> None:
        assert docket(record, TODAY, open_only=True).entries == ()
        answer = docket(record, date(2024, 4, 3), open_only=True)
        assert [entry.proposal for entry in answer.entries] == ["S/2024/239", "S/2024/255"]
        assert answer.counts == {"open": 2}

    def test_before_it_was_recorded_nothing_was_known(self, record: Record) -> None:
        assert docket(record, TODAY, as_known=date(2020, 1, 1)).entries == ()


class TestScope:
    def test_the_veto_of_25_february_2022_is_outside(self, record: Record) -> None:
        entry = find_entry(record, "S/2022/155", TODAY)
        assert (entry.status, entry.last_day, entry.speakers_first) == (DocketStatus.NOT_OWED, None, ())
        assert "2022-04-26" in entry.why

    def test_every_veto_has_one_entry(self, record: Record) -> None:
        entries = docket(record, TODAY).entries
        named = [vote for entry in entries for vote in entry.roll_calls]
        vetoed = {row.id for row in record.roll_calls if row.outcome is Outcome.VETOED}
        assert len(named) == len(set(named))
        assert set(named) == vetoed
        assert len({entry.id for entry in entries}) == len(entries)

    def test_two_amendments_of_a_day_share_an_entry(self, record: Record) -> None:
        entry = find_entry(record, "S/2025/116", TODAY)
        assert entry.roll_calls == ("bd3161", "bd3162")
        assert entry.id == "2025-02-24-s-2025-115"

    def test_an_elected_members_no_is_no_veto(self, record: Record) -> None:
        assert covered(record)[date(2023, 10, 25)].vetoed_by == ("CHN", "RUS")  # the Emirates voted no too

    def test_an_adopted_draft_has_no_entry(self, record: Record) -> None:
        with pytest.raises(NotFound, match="no docket entry"):
            find_entry(record, "S/RES/2623 (2022)", TODAY)

    def test_items_and_sessions(self, record: Record) -> None:
        entries = covered(record)
        assert (entries[date(2022, 5, 26)].session, entries[date(2022, 5, 26)].item) == (
            "76",
            "124 Strengthening of the UN system",
        )
        opened = covered(record, date(2024, 11, 18))[date(2024, 11, 18)]
        assert (opened.session, opened.item) == ("79", "Use of the veto")

    def test_the_special_report_of_february_2025(self, record: Record) -> None:
        entry = covered(record)[date(2025, 2, 24)]
        assert (entry.report_invited_by, entry.report_on, entry.report_in_time) == (
            date(2025, 3, 3),
            date(2025, 2, 28),
            True,
        )
        assert covered(record)[date(2022, 7, 8)].report == "A/76/905"

    def test_a_veto_without_an_answer_still_opens_an_entry(self, record: Record) -> None:
        bare = msgspec.structs.replace(record, veto_answers=(), draft_situations=(), emergency_sessions=())
        entries = covered(bare)
        assert len(entries) == 21
        assert all(entry.status is DocketStatus.UNKNOWN for entry in entries.values())


class TestAYearWithoutACalendar:
    def test_the_entry_gives_bounds_and_says_what_is_missing(self, record: Record) -> None:
        entry = covered(moved(record, date(2026, 12, 29)), date(2026, 12, 30))[date(2026, 12, 29)]
        assert entry.last_day is None
        assert entry.status is DocketStatus.OPEN
        assert entry.depends_on_unverified_holiday
        assert entry.last_day_not_before == date(2027, 1, 12)
        assert entry.last_day_not_after is not None
        assert entry.last_day_not_after > entry.last_day_not_before
        assert "2027" in entry.why

    def test_it_is_open_as_long_as_the_bounds_allow_and_then_unknown(self, record: Record) -> None:
        later = moved(record, date(2026, 12, 29))
        last = covered(later, date(2026, 12, 30))[date(2026, 12, 29)].last_day_not_after
        assert last is not None
        assert covered(later, last)[date(2026, 12, 29)].status is DocketStatus.OPEN
        after = date.fromordinal(last.toordinal() + 1)
        assert covered(later, after)[date(2026, 12, 29)].status is DocketStatus.UNKNOWN

    def test_a_window_that_ends_before_the_year_is_untouched(self, record: Record) -> None:
        entry = covered(moved(record, date(2026, 12, 1)), date(2026, 12, 30))[date(2026, 12, 1)]
        assert (entry.last_day, entry.depends_on_unverified_holiday) == (date(2026, 12, 15), False)

    @settings(max_examples=20, deadline=None)
    @given(st.dates(date(2022, 4, 27), date(2026, 11, 30)))
    def test_bounds_without_a_calendar_hold_those_with_one(self, veto: date) -> None:
        record = horseshoe.open()
        known = covered(moved(record, veto), date(2027, 6, 1))[veto]
        year = tuple(row for row in record.holidays if row.year != veto.year)
        blind = covered(msgspec.structs.replace(moved(record, veto), holidays=year), date(2027, 6, 1))[veto]
        assert known.last_day_not_before
        assert known.last_day_not_after
        assert blind.last_day_not_before
        assert blind.last_day_not_after
        assert blind.last_day_not_before <= known.last_day_not_before
        assert known.last_day_not_after <= blind.last_day_not_after


class TestRevised:
    def test_an_answer_recorded_later_moves_it(self, record: Record) -> None:
        before = covered(record)[date(2026, 9, 17)]
        after = covered(answered(record, date(2026, 9, 29), recorded=date(2026, 12, 1)))[date(2026, 9, 17)]
        assert (before.revised, after.revised) == (date(2026, 11, 22), date(2026, 12, 1))
        assert before.id == after.id

    def test_withdrawing_it_does_not_move_it_back(self, record: Record) -> None:
        known = answered(record, date(2026, 9, 29), recorded=date(2026, 12, 1))
        gone = Retraction(
            table="veto_answers",
            key="2026-09-17-s-2026-740",
            at=datetime(2026, 12, 2, 10),  # noqa: DTZ001
            by="tests",
            why="It was another debate.",
        )
        entry = covered(msgspec.structs.replace(known, retractions=(gone,)))[date(2026, 9, 17)]
        assert (entry.status, entry.revised) == (DocketStatus.UNKNOWN, date(2026, 12, 2))

    def test_a_holiday_recorded_later_moves_only_what_it_touches(self, record: Record) -> None:
        eid = next(row for row in record.holidays if row.id == "2025-eid-al-adha")
        official = msgspec.structs.replace(eid, status=HolidayStatus.OFFICIAL, recorded=date(2026, 12, 1))
        entries = covered(msgspec.structs.replace(record, holidays=(*record.holidays, official)))
        assert entries[date(2025, 6, 4)].revised == date(2026, 12, 1)
        assert not entries[date(2025, 6, 4)].depends_on_unverified_holiday
        assert entries[date(2025, 2, 24)].revised == date(2026, 11, 22)


@settings(max_examples=40, deadline=None)
@given(st.dates(date(2022, 4, 27), date(2027, 3, 1)))
def test_on_any_day_an_entry_says_nothing_of_later_days(on: date) -> None:
    for entry in docket(horseshoe.open(), on, since=date(2022, 4, 27)).entries:
        assert entry.veto_date <= on
        assert entry.held_on is None or entry.held_on <= on
        assert (entry.status is DocketStatus.LATE) == (entry.kept is False)
        if entry.status in (DocketStatus.OPEN, DocketStatus.UNKNOWN):
            assert entry.kept is None
            assert entry.meeting is None
        if entry.status is DocketStatus.OPEN:
            assert entry.last_day_not_after is not None
            assert on <= entry.last_day_not_after


def with_answer(record: Record, row: VetoAnswer, **changes: object) -> Record:
    answers = tuple(each for each in record.veto_answers if each.id != row.id)
    return msgspec.structs.replace(record, veto_answers=(*answers, row), **changes)


def answered(record: Record, met: date, recorded: date = date(2026, 12, 1)) -> Record:
    """As if the veto of 17 September 2026 had been debated on that day."""
    row = next(row for row in record.veto_answers if row.id == "2026-09-17-s-2026-740")
    debate = msgspec.structs.replace(
        row, response=Response.DEBATE, met_not_before=met, met_not_after=met, recorded=recorded
    )
    return with_answer(record, debate)


def moved(record: Record, veto: date) -> Record:
    """As if the only veto had been cast on that day, without an answer known."""
    vote = msgspec.structs.replace(record.roll_call["m2026d"], date=veto)
    return msgspec.structs.replace(record, roll_calls=(vote,), veto_answers=())
