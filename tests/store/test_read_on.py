"""A Record of a newer revision is read on from an earlier one, and equals the one that is read whole."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from registering import TODAY, act, register, view

from horseshoe.facts.record import Record
from horseshoe.facts.sources import Retraction
from horseshoe.store import snapshot, writing


def test_reading_on_gives_what_reading_whole_gives(filled: str, record: Record) -> None:
    before = snapshot.snapshot()
    register("one", "two")
    writing.add(view(), by="A", why="w")
    writing.retract("pledges", "one", by="B", why="w", at=datetime(2026, 12, 24, tzinfo=UTC))
    writing.add(Record(pledges=(act("two", recorded=TODAY + timedelta(days=9), evidence="Another."),)), by="C", why="w")
    on = snapshot.snapshot()
    assert on == snapshot.read()
    assert on.pledges[: len(before.pledges)] == before.pledges
    assert len(on.retractions) == len(before.retractions) + 1
    assert isinstance(on.retractions[-1], Retraction)


def test_roll_calls_come_with_their_seats(filled: str, record: Record) -> None:
    snapshot.snapshot()
    again = record.roll_calls[0].__class__(
        **{
            **{name: getattr(record.roll_calls[0], name) for name in record.roll_calls[0].__struct_fields__},
            "recorded": date(2027, 1, 1),
        }
    )
    writing.add(Record(roll_calls=(again,)), by="A", why="w")
    on = snapshot.snapshot()
    assert on.roll_calls[-1] == again
    assert on == snapshot.read()
