"""The commands that make a store, fill it, and bring its contents to safety."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from registering import act

import horseshoe
from horseshoe.cli import storing
from horseshoe.cli.keeping import Failed
from horseshoe.facts import tables
from horseshoe.facts.record import Record
from horseshoe.store import database, notifications
from horseshoe.store.log import keys
from horseshoe.store.models import Revision
from horseshoe.store.snapshot import snapshot


def test_init_makes_a_store_with_the_facts_that_ship_and_a_key(
    url: str, record: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    storing.init(database=url, by="A. Registrar", log_name="example.org/register")
    said = capsys.readouterr().out
    assert "Made a store at" in said
    assert f"{sum(len(getattr(record, table)) for table in record.__struct_fields__):,} rows" in said
    assert "example.org/register+" in said
    assert snapshot() == record
    assert Revision.objects.get().by == "A. Registrar"
    assert stat.S_IMODE((tmp_path / "log.key").stat().st_mode) == 0o600


def test_init_takes_over_what_is_in_the_users_own_tables(url: str, tables_of_their_own: Path) -> None:
    tables.write(Record(pledges=(act("mine"),)), tables_of_their_own, ("pledges",))
    storing.init(database=url)
    assert snapshot() == horseshoe.open(tables_of_their_own)
    assert act("mine") in snapshot().pledges


def test_init_leaves_a_store_alone(filled: str, tmp_path: Path) -> None:
    with pytest.raises(Failed, match="There is a store already, and it was left alone"):
        storing.init(database=filled)
    assert not (tmp_path / "log.key").exists()


def test_init_keeps_a_key_that_is_there(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = keys.generate(tmp_path / "log.key")
    storing.init(database=url)
    assert "was there already" in capsys.readouterr().out
    assert keys.public_text(keys.load(tmp_path / "log.key")) == keys.public_text(key)


def test_load_says_what_was_new(filled: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    storing.load(database=filled)
    assert capsys.readouterr().out == "Nothing to load: the store has all of it.\n"
    tables.write(Record(pledges=(act("mine"),)), tmp_path / "more", ("pledges",))
    storing.load(tmp_path / "more", database=filled, by="A. Registrar")
    assert capsys.readouterr().out == "Loaded 1 row in 1 table: revision 2.\n"
    assert notifications.entries()[-1].key == "mine"


def test_load_makes_no_store(url: str) -> None:
    with pytest.raises(Failed, match="make one with `horseshoe init`"):
        storing.load(database=url)


def test_export_backup_and_restore(
    filled: str, make_empty: Callable[[], str], tmp_path: Path, record: Record, capsys: pytest.CaptureFixture[str]
) -> None:
    storing.export(tmp_path / "tables", database=filled)
    assert tables.read(tmp_path / "tables") == record
    storing.backup(tmp_path / "store.zip", database=filled)
    hashed = capsys.readouterr().out.split("SHA-256: ")[1].strip()
    other = make_empty()
    with pytest.raises(Failed, match="not the one that was given"):
        storing.restore(tmp_path / "store.zip", sha256="0" * 64, database=other)
    assert not database.exists(other)
    storing.restore(tmp_path / "store.zip", sha256=hashed, database=other)
    assert snapshot() == record
    with pytest.raises(Failed, match="There is a store already"):
        storing.restore(tmp_path / "store.zip", database=other)


def test_a_wrong_url_is_one_sentence() -> None:
    with pytest.raises(Failed, match="in no form that is known"):
        storing.export(Path("tables"), database="oracle://host/name")
