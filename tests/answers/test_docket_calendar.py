"""docket.ics: valid against RFC 5545, the same on every run, each event recognised when it is updated."""

from __future__ import annotations

import re
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

import horseshoe
from horseshoe.answers.docket import docket
from horseshoe.answers.docket_calendar import calendar, sequence, uid
from horseshoe.answers.docket_entry import DocketEntry
from horseshoe.facts.assembly import Response
from horseshoe.facts.record import Record

TODAY = date(2026, 11, 22)
SINCE = date(2022, 4, 27)
OPEN = date(2026, 9, 20)


def events(content: bytes) -> dict[str, Event]:
    found = [each for each in strictly(content).walk("VEVENT") if isinstance(each, Event)]
    named = {f"{event['UID']}": event for event in found}
    assert len(named) == len(found), "two events share a UID"
    return named


def strictly(content: bytes) -> Calendar:
    """The calendar read back, each line and each component held against RFC 5545."""
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")[:-1]
    for line in lines:
        assert b"\n" not in line
        assert b"\r" not in line
        assert len(line) <= 75, "section 3.1: lines of at most 75 octets"
        line.decode("utf-8")  # no character is cut by folding
    unfolded = re.sub(rb"\r\n[ \t]", b"", content).decode().split("\r\n")[:-1]
    for whole in unfolded:
        assert re.match(r"^[A-Z0-9-]+(;[A-Z0-9-]+=(\"[^\"]*\"|[^\";:,]*)(,(\"[^\"]*\"|[^\";:,]*))*)*:", whole), whole
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", whole)
    read = Calendar.from_ical(content)
    assert isinstance(read, Calendar)
    assert read["VERSION"] == "2.0"
    assert read["PRODID"]
    for part in read.walk():
        assert not part.errors
        if part.name == "VEVENT":
            for once in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "DESCRIPTION", "STATUS"):
                assert not isinstance(part[once], list), f"{once} stands more than once"
            assert part["STATUS"] in ("CONFIRMED", "TENTATIVE", "CANCELLED")
            assert part["TRANSP"] in ("OPAQUE", "TRANSPARENT")
            assert part.decoded("DTEND") > part.decoded("DTSTART")
            assert part.decoded("DTSTAMP").utcoffset() == timedelta(0)
            assert part.decoded("SEQUENCE") >= 0
        elif part.name == "VALARM":
            assert {"ACTION", "TRIGGER", "DESCRIPTION"} <= set(part)
            assert part["ACTION"] == "DISPLAY"
            assert part.decoded("TRIGGER") < timedelta(0)
        else:
            assert part.name == "VCALENDAR"
    return read


def entries(record: Record, on: date = TODAY) -> tuple[DocketEntry, ...]:
    return docket(record, on, since=SINCE).entries


def test_every_entry_has_its_last_day(record: Record) -> None:
    found = events(calendar(entries(record)))
    for entry in entries(record):
        assert found[uid(entry, "last-day")].decoded("DTSTART") == entry.last_day
    assert len([name for name in found if "-last-day@" in name]) == 21


def test_the_72_hour_mark_where_a_debate_was_or_is_to_come(record: Record) -> None:
    found = events(calendar(entries(record)))
    assert found["2025-02-24-s-2025-115-report@docket.horseshoe"].decoded("DTSTART") == date(2025, 3, 3)
    assert len([name for name in found if "-report@" in name]) == 15  # 14 debates, 1 not known; 6 sessions instead
    for name, event in found.items():
        if "-report@" in name:
            assert f"{event['RELATED-TO']}" in found


def test_only_an_open_entry_reminds(record: Record) -> None:
    assert not [part for event in events(calendar(entries(record))).values() for part in event.walk("VALARM")]
    (entry,) = docket(record, OPEN, open_only=True).entries
    found = events(calendar([entry]))
    triggers = [part.decoded("TRIGGER") for part in found[uid(entry, "last-day")].walk("VALARM")]
    assert triggers == [timedelta(days=-5, hours=9), timedelta(days=-1, hours=9)]
    assert len(found[uid(entry, "report")].walk("VALARM")) == 1


def test_what_depends_on_an_unverified_holiday_is_tentative(record: Record) -> None:
    found = events(calendar(entries(record)))
    june = found["2025-06-04-s-2025-353-last-day@docket.horseshoe"]
    assert june["STATUS"] == "TENTATIVE"
    assert "between 2025-06-18 and 2025-06-19 (Eid al-Adha: not verified)" in f"{june['DESCRIPTION']}"
    assert found["2024-03-22-s-2024-239-last-day@docket.horseshoe"]["STATUS"] == "CONFIRMED"


def test_it_does_not_depend_on_the_clock_nor_on_the_day_that_is_asked(record: Record) -> None:
    assert calendar(entries(record)) == calendar(entries(horseshoe.open()))
    assert calendar(entries(record)) == calendar(entries(record, date(2030, 1, 1)))


def test_an_update_keeps_the_uid_and_raises_the_sequence(record: Record) -> None:
    row = next(row for row in record.veto_answers if row.id == "2026-09-17-s-2026-740")
    day = date(2026, 9, 29)
    debate = msgspec.structs.replace(
        row, response=Response.DEBATE, met_not_before=day, met_not_after=day, recorded=date(2026, 11, 25)
    )
    updated = msgspec.structs.replace(record, veto_answers=(*record.veto_answers, debate))
    before, after = events(calendar(entries(record))), events(calendar(entries(updated)))
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name].to_ical() != after[name].to_ical()}
    assert changed == {f"2026-09-17-s-2026-740-{what}@docket.horseshoe" for what in ("last-day", "report")}
    for name in changed:
        assert after[name].decoded("SEQUENCE") == before[name].decoded("SEQUENCE") + 3
        assert after[name].decoded("DTSTAMP") - before[name].decoded("DTSTAMP") == timedelta(days=3)
    assert after["2026-09-17-s-2026-740-report@docket.horseshoe"].decoded("DTSTART") == date(2026, 9, 26)


def test_vetoes_that_owe_nothing_have_no_event(record: Record) -> None:
    answer = docket(record, TODAY)
    assert calendar(answer.entries) == calendar(entries(record))
    assert events(calendar(answer.entries[:3])) == {}


def test_a_reminder_comes_before_the_day(record: Record) -> None:
    with pytest.raises(ValueError, match="zero or more"):
        calendar(entries(record), remind=(-1,))


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=200))
def test_any_words_survive(text: str) -> None:
    (entry,) = docket(horseshoe.open(), OPEN, open_only=True).entries
    content = calendar([msgspec.structs.replace(entry, situation=f"x{text}y")])
    assert f"x{text}y" in f"{events(content)[uid(entry, 'last-day')]['DESCRIPTION']}"


@given(st.dates(date(2022, 4, 27)), st.dates(date(2022, 4, 27)))
def test_a_later_revision_never_has_a_lower_sequence(one: date, other: date) -> None:
    (entry,) = docket(horseshoe.open(), OPEN, open_only=True).entries
    earlier, later = sorted((one, other))
    first, second = (sequence(msgspec.structs.replace(entry, revised=day)) for day in (earlier, later))
    assert 0 <= first <= second
