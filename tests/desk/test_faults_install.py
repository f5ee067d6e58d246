"""Two upgrades at once, and one that is killed: all the steps are taken once, the facts stay, nothing is half done."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from programs import Program

from horseshoe.desk.running.install import steps
from horseshoe.facts.record import Record
from horseshoe.store import database, snapshot


@pytest.fixture
def older(house: str, tmp_path: Path) -> Program:
    """An installation of an earlier version, with its facts; the locks come with the last of its steps."""
    call_command("migrate", "mfa", "zero", verbosity=0, interactive=False)
    assert steps()
    connections.close_all()
    return Program(house, tmp_path)


def test_two_upgrades_at_once(older: Program, record: Record) -> None:
    both = [older.start("install") for _ in range(2)]
    said = [process.communicate(timeout=300) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sorted("nothing to do" in out for out, _ in said) == [False, True]
    assert steps() == ()
    assert snapshot.read() == record


def test_who_serves_an_older_one_is_told(older: Program) -> None:
    code, _, err = older("serve", "--desk", "--port", "8793")
    assert (code, err) == (1, "The tables are not of this version: run `horseshoe install` first.\n")


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_one_that_is_killed_is_done_again(
    vendor: str, empty_house: Callable[[], str], record: Record, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'killed.sqlite3'}" if vendor == "sqlite" else empty_house()
    program, chance, killed = Program(url, tmp_path), random.Random(8), 0
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", "import horseshoe.desk.running.settings"], check=True)
    unit = max(time.monotonic() - began, 0.3)  # how slow this machine is today
    for _ in range(3):
        process = program.start("install")
        time.sleep(chance.uniform(1, 5) * unit)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            killed += 1
        process.communicate(timeout=60)
    code, out, err = program("install")
    assert (code, err) == (0, ""), out
    assert program("install")[1].endswith("nothing to do.\n")
    database.connect(url)
    assert steps() == ()
    assert snapshot.read() == record
    assert "There is no administrator" in program("doctor")[1]
