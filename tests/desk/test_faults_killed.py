"""kill -9 of a process that writes, and of a worker that answers: nothing confirmed is lost, nothing is half done."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from serving import PATIENCE, Served
from writers import Writer, exactly_once

from horseshoe.facts.record import Record


def test_writers_killed_in_the_midst(house: str, team: dict[str, User], record: Record, tmp_path: Path) -> None:
    chance, file, named = random.Random(8), tmp_path / "confirmed", 0
    writers = []
    for _ in range(2):
        writers.append(Writer(house, file, f"w{(named := named + 1)}"))
    for each in writers:
        each.wait_for(2)
    for _ in range(4):
        time.sleep(chance.uniform(0.05, 0.4))
        victim = writers.pop(0)
        victim.kill()
        writers.append(Writer(house, file, f"w{(named := named + 1)}"))
        writers[-1].wait_for(2)
    said = [each.end() for each in writers]
    assert said == ["", ""]
    confirmed = writers[0].confirmed()
    assert len(confirmed) > 8
    exactly_once(team["anna"], confirmed, named * 2, record)


def test_a_worker_killed_while_people_read(house: str, team: dict[str, User], tmp_path: Path) -> None:
    with Served(house, tmp_path, workers=2) as server:
        before = server.workers()
        assert len(before) == 2
        os.kill(before[0], signal.SIGKILL)
        answered, until = 0, time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                status, _, body = server.ask("/drafts/S-2022-155")
            except OSError:  # the connection was with the one that was killed
                continue
            assert (status, b"</html>" in body) == (200, True)
            answered += 1
            now = server.workers()
            if len(now) == 2 and before[0] not in now and answered > 20:
                break
        else:
            pytest.fail(f"No worker took its place: {server.said()}")
        assert before[1] in server.workers()
        assert any("Unexpected exit" in line.get("says", "") for line in server.journal())
