"""Rows are accepted all or none, and a folder of tables is never left between two states."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest

from horseshoe.facts import tables
from horseshoe.facts.proposals import Proposal
from horseshoe.facts.record import Record
from horseshoe.sources import accept

TODAY = date(2026, 11, 22)


def rows_of(record: Record, *ids: str) -> Record:
    """Some roll calls of the record, as rows to be accepted."""
    return Record(
        proposals=tuple(record.proposal[id_] for id_ in ids), roll_calls=tuple(record.roll_call[id_] for id_ in ids)
    )


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_folder_gets_only_the_tables_that_have_rows(record: Record, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "mine"
    assert accept.into(folder, rows_of(record, "bd2981"), record) == {"proposals": 1, "roll_calls": 1}
    assert names(folder) == ["proposals.csv", "roll_calls.csv"]
    assert tables.read(folder) == rows_of(record, "bd2981")


def test_rows_and_files_already_there_stay(record: Record, tmp_path: Path) -> None:
    accept.into(tmp_path, rows_of(record, "bd0001"), record)
    (tmp_path / "notes.txt").write_text("mine")
    accept.into(tmp_path, rows_of(record, "bd0002"), record)
    assert tables.read(tmp_path) == rows_of(record, "bd0001", "bd0002")
    assert names(tmp_path) == ["notes.txt", "proposals.csv", "roll_calls.csv"]


def test_the_same_rows_twice_change_nothing(record: Record, tmp_path: Path) -> None:
    accept.into(tmp_path, rows_of(record, "bd0001"), record)
    before = [(path, path.stat().st_mtime_ns) for path in sorted(tmp_path.iterdir())]
    assert accept.into(tmp_path, rows_of(record, "bd0001"), record) == {}
    assert [(path, path.stat().st_mtime_ns) for path in sorted(tmp_path.iterdir())] == before


def test_the_same_rows_on_a_later_day_change_nothing(record: Record, tmp_path: Path) -> None:
    rows = rows_of(record, "bd0001")
    accept.into(tmp_path, rows, record)
    later = msgspec.structs.replace(
        rows, roll_calls=(msgspec.structs.replace(rows.roll_calls[0], recorded=date(2027, 1, 4)),)
    )
    assert accept.into(tmp_path, later, record) == {}


def test_another_version_of_a_row_stands_beside_the_older_one_or_in_its_place(record: Record, tmp_path: Path) -> None:
    [row] = rows_of(record, "bd0001").roll_calls
    accept.into(tmp_path, rows_of(record, "bd0001"), record)
    same_day = msgspec.structs.replace(row, note="seen again")
    later = msgspec.structs.replace(row, note="and again", recorded=date(2027, 1, 4))
    assert accept.into(tmp_path, Record(roll_calls=(same_day,)), record) == {"roll_calls": 1}
    assert tables.read(tmp_path).roll_calls == (same_day,)
    assert accept.into(tmp_path, Record(roll_calls=(later,)), record) == {"roll_calls": 1}
    assert tables.read(tmp_path).roll_calls == (same_day, later)


def test_a_row_without_its_source_is_refused_and_nothing_written(record: Record, tmp_path: Path) -> None:
    loose = Record(proposals=(Proposal(id="own-1", source="nowhere", recorded=TODAY),))
    with pytest.raises(accept.Refused) as refused:
        accept.into(tmp_path / "mine", loose, record)
    assert str(refused.value) == "proposals own-1 cites nowhere: no table of sources has it."
    assert names(tmp_path) == []


def test_a_roll_call_without_its_proposal_is_refused(record: Record, tmp_path: Path) -> None:
    row = msgspec.structs.replace(record.roll_calls[0], id="own-1", proposal="own-1")
    with pytest.raises(accept.Refused, match="is a vote on own-1: no table of proposals has it"):
        accept.into(tmp_path / "mine", Record(roll_calls=(row,)), record)


def test_any_table_is_held_to_what_it_refers_to(record: Record, tmp_path: Path) -> None:
    row = msgspec.structs.replace(record.evidence[0], id="own-1", situation="utopia")
    with pytest.raises(accept.Refused) as refused:
        accept.into(tmp_path / "mine", Record(evidence=(row,)), record)
    assert str(refused.value) == "evidence own-1, situation, names utopia: no table of situations has it."
    assert accept.into(tmp_path / "mine", Record(evidence=(msgspec.structs.replace(row, situation="syria"),)), record)


def test_a_folder_that_cannot_be_read_is_left_alone(record: Record, tmp_path: Path) -> None:
    (tmp_path / "roll_calls.csv").write_text("id,what\n1,2\n")
    with pytest.raises(tables.TableError, match=r"roll_calls\.csv has the columns id, what"):
        accept.into(tmp_path, rows_of(record, "bd0001"), record)
    assert names(tmp_path) == ["roll_calls.csv"]


# -- an interrupted import ------------------------------------------------------------------------

WRITER = """
import sys, horseshoe
from pathlib import Path
from horseshoe.facts import tables
folder = Path(sys.argv[1])
record = horseshoe.open()
from horseshoe.facts.record import Record
half = len(record.roll_calls) // 2
states = [
    Record(proposals=record.proposals[:half], roll_calls=record.roll_calls[:half]),
    Record(proposals=record.proposals[half:], roll_calls=record.roll_calls[half:]),
]
print("ready", flush=True)
n = 1
while True:
    tables.write(states[n % 2], folder, ("proposals", "roll_calls"))
    n += 1
"""


def states(record: Record) -> list[Record]:
    half = len(record.roll_calls) // 2
    return [
        Record(proposals=record.proposals[:half], roll_calls=record.roll_calls[:half]),
        Record(proposals=record.proposals[half:], roll_calls=record.roll_calls[half:]),
    ]


def test_a_writer_that_is_killed_leaves_the_old_tables_or_the_new(record: Record, tmp_path: Path) -> None:
    """A process that writes two versions by turns is killed at many moments."""
    one, other = states(record)
    tables.write(one, tmp_path, ("proposals", "roll_calls"))
    chance = random.Random(27)
    for _ in range(8):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(chance.uniform(0.0, 0.15))
            writer.kill()
        assert tables.read(tmp_path) in (one, other)
    tables.write(one, tmp_path, ("proposals", "roll_calls"))
    assert tables.read(tmp_path) == one
    assert names(tmp_path) == ["proposals.csv", "roll_calls.csv"]


class Stop(BaseException):
    """Stands for a kill at one exact step."""


@pytest.mark.parametrize("step", range(12))
def test_stopped_at_each_step_on_the_way(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Every rename and replacement in turn is where the process ends; no clearing up runs after it."""
    one, other = states(record)
    tables.write(one, tmp_path, ("proposals", "roll_calls"))
    left = step
    committed = False

    def ending(real: Callable[..., object]) -> Callable[..., object]:
        def stopped(self: Path, *args: object, **kwargs: object) -> object:
            nonlocal left, committed
            left -= 1
            if left < 0:
                raise Stop
            done = real(self, *args, **kwargs)
            committed = committed or (tmp_path / tables.PENDING).exists()
            return done

        return stopped

    with monkeypatch.context() as patch:
        for name in ("rename", "replace", "rmdir", "mkdir", "open"):
            patch.setattr(Path, name, ending(getattr(Path, name)))
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)
        try:
            tables.write(other, tmp_path, ("proposals", "roll_calls"))
            finished = True
        except Stop:
            finished = False
    assert tables.read(tmp_path) == (other if committed else one)
    assert finished <= committed
    tables.write(other, tmp_path, ("proposals", "roll_calls"))
    assert tables.read(tmp_path) == other
    assert names(tmp_path) == ["proposals.csv", "roll_calls.csv"]
