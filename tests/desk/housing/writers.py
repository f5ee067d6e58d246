"""Processes that write, and note down what was confirmed; and what must hold of it, whatever happened to them.

As a program: ``writers.py URL FILE NAME COUNT [BYTES]`` writes acts into the register and notes into a workspace, one
by one, and a line into FILE once each is confirmed. What the store refuses it says in a sentence, looks whether the
thing is there after all, and goes on. With BYTES no file may grow by more than that, as on a disk that is full; it then
stops at the first sentence.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING

from horseshoe.desk.access.rights import Kind
from horseshoe.desk.workspace import items, private
from horseshoe.facts.pledges import EvidenceKind, Instrument, PledgeEvidence
from horseshoe.facts.record import Record
from horseshoe.store import database, notifications, snapshot, writing
from horseshoe.store.errors import StoreError
from horseshoe.store.log.verification import verify

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PLACE, WHO = "ken", "anna"
"""The workspace that is written to, and who does it."""

DAY = date(2026, 12, 1)


def act(name: str, recorded: date = DAY) -> PledgeEvidence:
    """An act of support that no source tells of: it is there to be written and read."""
    return PledgeEvidence(
        id=name,
        instrument=Instrument.CODE,
        state="KEN",
        kind=EvidenceKind.NOTE_VERBALE,
        evidence="Note verbale.",
        not_before=date(2026, 11, 20),
        not_after=date(2026, 11, 20),
        source="seed-000",
        recorded=recorded,
    )


def register(name: str) -> int:
    """Register an act; one that is there already is passed over."""
    return writing.add(Record(pledges=(act(name),)), by=WHO, why="Note verbale.")


def take_note(user: User, name: str) -> None:
    """Put a note into the workspace."""
    note = items.item(Kind.NOTES, {"draft": "S/2026/900", "text": name})
    private.put(user, PLACE, note, record=snapshot.snapshot(), why="heard")


def notes(user: User) -> list[str]:
    """What the notes of the workspace say."""
    return [kept.item.text for kept in private.items(user, PLACE, Kind.NOTES) if isinstance(kept.item, items.Note)]


_started: list[subprocess.Popen[str]] = []


def end_all() -> None:
    """End the writers that a test left, since it failed."""
    while _started:
        process = _started.pop()
        if process.poll() is None:
            process.kill()
        if process.stderr is not None and not process.stderr.closed:
            process.communicate()


class Writer:
    """A process that writes, and what it has confirmed."""

    def __init__(self, url: str, file: Path, name: str, count: int = 10**6, room: int | None = None) -> None:
        arguments = [url, str(file), name, str(count), *([str(room)] if room is not None else [])]
        self.file = file
        self.name = name
        self.process = subprocess.Popen(
            [sys.executable, __file__, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        _started.append(self.process)

    def confirmed(self) -> list[str]:
        """The lines that were written down whole."""
        text = self.file.read_text() if self.file.exists() else ""
        return text[: text.rfind("\n") + 1].splitlines()

    def wait_for(self, more: int, seconds: float = 180) -> None:
        """Until so many more things are confirmed."""
        wanted, until = self._own() + more, time.monotonic() + seconds
        while self._own() < wanted:
            if self.process.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"{self.name} wrote {self._own()} things, and said: {self.end()}")
            time.sleep(0.02)

    def _own(self) -> int:
        """How many things of its own are confirmed."""
        return sum(line.split()[1].startswith(f"{self.name}-") for line in self.confirmed())

    def kill(self) -> None:
        """End it as ``kill -9`` does, in the midst of whatever it does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate(timeout=30)

    def end_by_itself(self) -> str:
        """Wait until it ends, and give what it said."""
        return str(self.process.communicate(timeout=180)[1])

    def end(self) -> str:
        """Ask it to stop after what it is doing, and give what it said."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return str(self.process.communicate(timeout=120)[1])
        except subprocess.TimeoutExpired:
            self.process.kill()
            said = self.process.communicate()[1]
            raise AssertionError(f"{self.name} does not end, and said: {said[-2000:]}") from None


def exactly_once(user: User, confirmed: Iterable[str], writers: int, before: Record) -> None:
    """What was confirmed is in the register, the log, the audit and the history once each; nothing is there by half.

    Args:
        user: a member of the workspace.
        confirmed: the lines of the writers.
        writers: how many there were: each may have had one thing under way when it ended.
        before: what the store held before them.
    """
    from horseshoe.desk.models import History
    from horseshoe.desk.workspace.within import within
    from horseshoe.store.models import AuditEntry, LogEntry, Revision

    told = [line.split() for line in confirmed]
    acts, said = ([name for kind, name in told if kind == wanted] for wanted in ("act", "note"))
    assert len(told) == len({*acts}) + len({*said}), "a writer confirmed a thing twice"

    known = {row.id for row in before.pledges}
    with snapshot.reading():
        record, entries = snapshot.read(), notifications.entries()
    rows = Counter(row.id for row in record.pledges if row.id not in known)
    assert {*acts} <= rows.keys(), f"lost: {sorted({*acts} - rows.keys())[:5]}"
    assert set(rows.values()) <= {1}
    assert len(rows) <= len(acts) + writers
    assert Counter(entry.key for entry in entries if entry.key not in known) == rows
    audit = AuditEntry.objects.filter(table="pledges", what="add").values_list("key", flat=True)
    assert Counter(key for key in audit if key not in known) == rows
    numbers = list(Revision.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert LogEntry.objects.values("revision").distinct().count() == len(rows) + 1
    assert verify(entries, None, None, record) == ()

    kept = Counter(notes(user))
    assert {*said} <= kept.keys(), f"lost: {sorted({*said} - kept.keys())[:5]}"
    assert set(kept.values()) <= {1}
    assert len(kept) <= len(said) + writers
    with within(user):
        assert History.objects.filter(kind=Kind.NOTES.value, what="put").count() == kept.total()


def _main(url: str, file: str, name: str, count: str, room: str | None = None) -> None:
    from settled import settle

    settle()
    from django.contrib.auth.models import User

    stopped = False

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True

    signal.signal(signal.SIGTERM, stop)
    database.connect(url)
    user = User.objects.get(username=WHO)
    register(f"{name}-0")
    if room is not None:
        place = Path(database.place())
        largest = max(each.stat().st_size for each in place.parent.glob(f"{place.name}*"))
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest + int(room), resource.RLIM_INFINITY))
    with Path(file).open("a") as out:
        for number in range(1, int(count) + 1):
            if stopped:
                return
            _sure("act", f"{name}-{number}", user, out, once=room is not None)
            _sure("note", f"{name}-{number}", user, out, once=room is not None)


def _sure(kind: str, name: str, user: User, out: IO[str], *, once: bool) -> None:
    """Write a thing, again until it is there, and then note it down where it outlasts this process."""
    asked = False
    while True:
        try:
            if kind == "act":
                register(name)  # equal to what is there, it is passed over
            elif not (asked and name in notes(user)):
                take_note(user, name)
            break
        except StoreError as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
            if once:
                sys.exit(3)
            asked = True
            time.sleep(0.1)
    out.write(f"{kind} {name}\n")
    out.flush()
    os.fsync(out.fileno())


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2] / "store"))
    _main(*sys.argv[1:])
