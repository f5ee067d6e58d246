"""Two writers at once lose nothing, and the log has no gap."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connections
from registering import register

from horseshoe.facts.record import Record
from horseshoe.store import database, notifications, settings, writing
from horseshoe.store.errors import Busy
from horseshoe.store.models import AuditEntry, Revision
from horseshoe.store.snapshot import snapshot

CHILD = Path(__file__).with_name("registering.py")


def _all_is_there(record: Record, ids: set[str]) -> None:
    assert {row.id for row in snapshot().pledges} - {row.id for row in record.pledges} == ids
    entries = notifications.entries()
    assert [entry.number for entry in entries] == list(range(1, len(record.pledges) + len(ids) + 1))
    assert {entry.key for entry in entries} >= ids
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    numbers = Revision.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, len(ids) + 2))
    assert AuditEntry.objects.filter(what="add").count() == len(ids)


def test_two_processes(filled: str, record: Record) -> None:
    names = [[f"writer-{writer}-{number}" for number in range(5)] for writer in (1, 2)]
    writers = [
        subprocess.Popen([sys.executable, str(CHILD), "register", filled, *ids], stderr=subprocess.PIPE)
        for ids in names
    ]
    for writer in writers:
        _, said = writer.communicate(timeout=60)
        assert (writer.returncode, said) == (0, b"")
    _all_is_there(record, {*names[0], *names[1]})


def test_three_threads(filled: str, record: Record) -> None:
    names = [[f"writer-{writer}-{number}" for number in range(3)] for writer in range(3)]
    failures: list[BaseException] = []

    def write(ids: list[str]) -> None:
        try:
            for id_ in ids:
                register(id_)
        except BaseException as error:  # a thread's failure would go unseen
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(ids,)) for ids in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    _all_is_there(record, {id_ for ids in names for id_ in ids})


def test_two_writers_of_the_same_act(filled: str, record: Record) -> None:
    writers = [
        subprocess.Popen([sys.executable, str(CHILD), "register", filled, "one"], stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    assert [writer.communicate(timeout=60)[1] for writer in writers] == [b"", b""]
    _all_is_there(record, {"one"})


def test_a_reader_does_not_wait_for_a_writer(filled: str, record: Record) -> None:
    seen: list[Record] = []

    def read() -> None:
        seen.append(snapshot())
        connections.close_all()

    with writing.alone():
        Revision.objects.create(number=2, at="2027-01-01T00:00:00Z", by="A", why="B")
        reader = threading.Thread(target=read)
        reader.start()
        reader.join(timeout=20)
    assert seen == [record]


def test_a_writer_that_waits_too_long_gives_up_with_a_sentence(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PATIENCE", 1)
    database.connect(filled)
    said: list[str] = []

    def write() -> None:
        try:
            register("one")
        except Busy as error:
            said.append(str(error))
        finally:
            connections.close_all()

    with writing.alone():
        writer = threading.Thread(target=write)
        writer.start()
        writer.join()
    assert len(said) == 1
    assert "Another writer holds the store at" in said[0]
    assert register("one") == 2
