"""A process killed in the middle of a change leaves the store as it was."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from registering import register

from horseshoe.facts.record import Record
from horseshoe.store import database, notifications
from horseshoe.store.errors import NoStore
from horseshoe.store.load import load
from horseshoe.store.models import AuditEntry, Cast, LogEntry, Revision
from horseshoe.store.snapshot import snapshot

CHILD = Path(__file__).with_name("registering.py")
AT_COMMIT = 0


def _dies(what: str, url: str, statement: int) -> None:
    ended = subprocess.run([sys.executable, str(CHILD), what, url, str(statement)], capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()


@pytest.mark.parametrize("statement", [1, 100, AT_COMMIT])
def test_in_the_middle_of_a_load(url: str, record: Record, statement: int) -> None:
    _dies("load", url, statement)
    assert not database.exists(url)
    with pytest.raises(NoStore, match="make one with `horseshoe init`"):
        database.connect(url)
    database.create(url)
    assert not any(model.objects.exists() for model in (Revision, Cast, AuditEntry, LogEntry))
    load(record, "A. Registrar")
    assert snapshot() == record


@pytest.mark.parametrize("statement", [1, 3, AT_COMMIT])
def test_in_the_middle_of_a_registration(filled: str, record: Record, statement: int) -> None:
    _dies("add", filled, statement)
    assert snapshot() == record
    assert len(notifications.entries()) == len(record.pledges)
    assert Revision.objects.count() == 1
    assert register("one") == 2
    assert notifications.entries()[-1].number == len(record.pledges) + 1
