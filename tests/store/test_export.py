"""The store as a folder of tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from registering import register

from horseshoe.facts import tables
from horseshoe.facts.record import Record
from horseshoe.store import database, writing
from horseshoe.store.errors import Refused
from horseshoe.store.export import export
from horseshoe.store.load import load
from horseshoe.store.snapshot import snapshot


def test_out_and_in_again_gives_an_equal_record(
    filled: str, make_empty: Callable[[], str], tmp_path: Path, record: Record
) -> None:
    register("one", "two")
    writing.retract("pledges", "one", by="A", why="Mistaken.", at=datetime(2027, 1, 1, 8, 30, 15, 250, UTC))
    kept = snapshot()
    export(tmp_path / "tables")
    assert tables.read(tmp_path / "tables") == kept
    database.create(make_empty())
    load(tables.read(tmp_path / "tables"), "A. Registrar")
    assert snapshot() == kept
    assert len(kept.pledges) == len(record.pledges) + 2


def test_tables_that_are_there_are_overwritten_only_when_asked(filled: str, tmp_path: Path) -> None:
    export(tmp_path)
    with pytest.raises(Refused, match=r"holds sources.csv already"):
        export(tmp_path)
    assert export(tmp_path, overwrite=True) == snapshot()


def test_a_folder_that_cannot_be_written_to(filled: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused, match="cannot be written to"):
        export(tmp_path / "file")
