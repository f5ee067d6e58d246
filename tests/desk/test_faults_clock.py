"""A clock that jumps, back and forth: the log stays in order, what was confirmed holds, and somebody is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from django.contrib.auth.models import User
from kept_items import STANCE
from writers import act, exactly_once, register

from horseshoe.desk.access.rights import Kind
from horseshoe.desk.running.doctor import examine
from horseshoe.desk.running.findings import State
from horseshoe.desk.workspace import private
from horseshoe.facts.record import Record
from horseshoe.store import columns, notifications, snapshot, writing
from horseshoe.store.errors import Refused
from horseshoe.store.log.verification import verify

HOUR, YEAR = timedelta(hours=1), timedelta(days=365)


class Clock:
    """This machine's clock, as wrong as a test wants it."""

    def __init__(self) -> None:
        self.off = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.off


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(columns, "now", made)
    return made


def test_the_log_stays_in_order(house: str, team: dict[str, User], clock: Clock, record: Record) -> None:
    for number, off in enumerate((timedelta(), YEAR, -YEAR, -HOUR, 30 * YEAR, timedelta())):
        clock.off = off
        register(f"act-{number}")
    entries = notifications.entries()
    times = [entry.at for entry in entries]
    assert times == sorted(times)
    assert verify(entries, None, None, snapshot.read()) == ()
    exactly_once(team["anna"], [f"act act-{number}" for number in range(6)], 0, record)


def test_what_a_clock_set_back_would_hide_is_refused(house: str) -> None:
    register("one")
    before = msgspec.structs.replace(act("one"), evidence="Read again.", recorded=date(2026, 11, 30))
    with pytest.raises(Refused, match="is recorded on 2026-12-01 already, and this on 2026-11-30"):
        writing.add(Record(pledges=(before,)), by="A", why="B")
    with pytest.raises(Refused, match="it cannot be withdrawn as of"):
        writing.retract("pledges", "one", by="A", why="B", at=datetime(2026, 11, 1, tzinfo=UTC))
    after = msgspec.structs.replace(before, recorded=date(2026, 12, 2))
    assert writing.add(Record(pledges=(after,)), by="A", why="B") == 3


def test_a_workspace_goes_on_in_its_order(house: str, team: dict[str, User], clock: Clock, record: Record) -> None:
    numbers = []
    for off in (timedelta(), -YEAR, YEAR):
        clock.off = off
        kept = private.put(team["anna"], "ken", STANCE, record=record, why="heard")
        private.retract(team["anna"], "ken", Kind.STANCES, kept.number, why="wrong")
        private.restore(team["anna"], "ken", Kind.STANCES, kept.number, why="right")
        numbers.append(kept.number)
    assert [each.number for each in private.items(team["anna"], "ken", Kind.STANCES)] == numbers[::-1]
    told = [(each.number, each.what) for each in private.history(team["anna"], "ken", Kind.STANCES)]
    assert told[::-1] == [(number, what) for number in numbers for what in ("put", "retract", "restore")]


def test_the_doctor_says_so(house: str, clock: Clock, tmp_path: Path) -> None:
    clock.off = YEAR
    register("ahead")
    clock.off = timedelta()
    wrong = [each.sentence for each in examine(tmp_path / "log.key") if each.state is State.WRONG]
    assert any("lies ahead of this machine's clock" in sentence for sentence in wrong), wrong
