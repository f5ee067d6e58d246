"""The commands for the log, on a real store: a register of four acts, one of them withdrawn."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
import typer
from acts import ACTS
from django.db import connection, connections

from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.cli import notifications as commands
from horseshoe.cli.keeping import Failed
from horseshoe.facts.record import Record
from horseshoe.facts.sources import Source
from horseshoe.store import database, notifications, writing
from horseshoe.store.load import load
from horseshoe.store.log.checkpoint import read
from horseshoe.store.log.keys import generate, public_text
from horseshoe.store.log.notified import ProvenEntry, ProvenGrowth
from horseshoe.store.log.tree import Head, check_consistency, check_inclusion

if TYPE_CHECKING:
    from pgserver.postgres_server import PostgresServer

LETTERS = Source(id="letters", title="Letters received", kind="document", recorded=date(2026, 11, 22))

Run = Callable[..., str]


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "log.key"
    monkeypatch.setenv("HORSESHOE_LOG_KEY", str(path))
    generate(path, "example.org/register")
    return path


def fill(url: str, record: Record) -> None:
    """Put the four acts, and what they refer to, into a new store."""
    database.create(url)
    load(Record(states=record.states, instruments=record.instruments, sources=(*record.sources, LETTERS)), "a test")
    writing.add(Record(pledges=ACTS), by="a test", why="letters received")
    connections.close_all()


@pytest.fixture(scope="module")
def four_in_a_file(tmp_path_factory: pytest.TempPathFactory, record: Record) -> Path:
    """An SQLite store with the four acts, to be copied."""
    file = tmp_path_factory.mktemp("four") / "store.sqlite3"
    fill(f"sqlite:///{file}", record)
    return file


@pytest.fixture(scope="module")
def four_on_a_server(server: PostgresServer, record: Record) -> str:
    """A PostgreSQL store with the four acts, to be copied."""
    server.psql("CREATE DATABASE four;")
    fill(server.get_uri("four"), record)
    return "four"


@pytest.fixture
def four(vendor: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a store with the four acts, of the test's own."""
    if vendor == "sqlite":
        yield f"sqlite:///{shutil.copy(request.getfixturevalue('four_in_a_file'), tmp_path / 'four.sqlite3')}"
        connections.close_all()
        return
    server: PostgresServer = request.getfixturevalue("server")
    server.psql(f"CREATE DATABASE own_four TEMPLATE {request.getfixturevalue('four_on_a_server')};")
    yield server.get_uri("own_four")
    connections.close_all()
    server.psql("DROP DATABASE own_four WITH (FORCE);")


@pytest.fixture
def run(four: str, monkeypatch: pytest.MonkeyPatch, key: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command ``log``, over a store with four acts that are notified as 1 to 4."""
    monkeypatch.setenv("HORSESHOE_DATABASE_URL", four)
    database.connect()
    app = typer.Typer()
    app.add_typer(commands.app, name="log")

    def run(*arguments: str) -> str:
        capsys.readouterr()
        app(["log", *arguments], standalone_mode=False)
        return capsys.readouterr().out

    return run


def saved(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def add_one_more() -> None:
    letter = msgspec.structs.replace(
        ACTS[0], id="code-fra-99", state="FRA", not_before=None, document_symbol="A/80/1", document_file="letter.pdf"
    )
    writing.add(Record(pledges=(letter,)), by="a test", why="letter received")


def test_the_log_as_numbered_notifications(run: Run) -> None:
    add_one_more()
    told = json.loads(run())
    assert [row["number"] for row in told["entries"]] == [1, 2, 3, 4, 5]
    assert told["size"] == 5
    assert told["checkpoint"] is None
    last = told["entries"][-1]
    assert (last["what"], last["kind"], last["state"], last["name"]) == ("registered", "letter", "FRA", "France")
    assert (last["since"], last["document"], last["instrument"]) == ("on or before 2026-11-20", "A/80/1", "code")


def test_the_log_on_a_terminal_and_as_csv(run: Run) -> None:
    shown = run("--format", "table")
    assert "registered: letter" in shown
    assert "Liechtenstein" in shown
    assert "4 entries; no checkpoint was signed yet." in shown
    run("checkpoint")
    assert "4 entries; the newest checkpoint, of example.org/register, has 4." in run("--format", "table")
    header, first, *_ = run("--format", "csv").splitlines()
    assert header.startswith("number,day,what,table,key,state,name,instrument")
    assert first.split(",")[2:6] == ["registered", "pledges", "code-ken-1", "KEN"]


def test_a_withdrawal_is_an_entry(run: Run) -> None:
    writing.retract("pledges", "code-lie-1", by="a test", why="Entered twice.")
    assert json.loads(run())["entries"][-1]["what"] == "retracted"
    assert commands.findings() == ()


def test_an_outsider_checks_an_entry_with_the_public_key_alone(run: Run, key: Path) -> None:
    run("checkpoint")
    add_one_more()
    told = msgspec.json.decode(run("prove", "2"), type=ProvenEntry)
    assert told.checkpoint is not None
    signed = read(told.checkpoint, run("key").strip())
    check_inclusion(told.proof, signed.head, told.entry)
    assert told.leaf.encode() == told.entry.leaf()
    assert told.root == signed.root.hex()


def test_an_entry_newer_than_the_checkpoint(run: Run) -> None:
    run("checkpoint")
    add_one_more()
    told = msgspec.json.decode(run("prove", "5"), type=ProvenEntry)
    assert told.checkpoint is None
    check_inclusion(told.proof, Head(5, bytes.fromhex(told.root)), told.entry)


@pytest.mark.parametrize("number", ["0", "5"])
def test_there_is_no_such_entry(run: Run, number: str) -> None:
    with pytest.raises(NotFound, match=f"There is no entry {number}: the log has 4, numbered from 1"):
        run("prove", number)


def test_the_log_only_grew(run: Run, tmp_path: Path) -> None:
    old = saved(tmp_path, "old", run("checkpoint"))
    add_one_more()
    new = saved(tmp_path, "new", run("checkpoint"))
    printed = run("check", old, new)
    told = msgspec.json.decode(printed, type=ProvenGrowth)
    check_consistency(told.proof, Head(4, bytes.fromhex(told.old_root)), Head(5, bytes.fromhex(told.new_root)))
    assert run("check", "4", "5") == printed == run("check", "4", new)


def test_growth_is_checked_without_a_store(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = saved(tmp_path, "old", run("checkpoint"))
    add_one_more()
    new = saved(tmp_path, "new", run("checkpoint"))
    proof, public = saved(tmp_path, "proof", run("check", old, new)), run("key").strip()
    monkeypatch.setenv("HORSESHOE_DATABASE_URL", f"sqlite:///{tmp_path / 'none.sqlite3'}")
    monkeypatch.setenv("HORSESHOE_LOG_KEY", str(tmp_path / "none.key"))
    run("check", old, new, "--proof", proof, "--public-key", public)
    run("check", old, new, "--proof", proof, "--public-key", saved(tmp_path, "public", public + "\n"))
    with pytest.raises(Failed, match="The proof is about logs of 4 and 5 entries, and these have 4 and 4"):
        run("check", old, old, "--proof", proof, "--public-key", public)
    with pytest.raises(BadQuestion, match="a size alone tells no root"):
        run("check", "4", new, "--proof", proof, "--public-key", public)
    with pytest.raises(Failed, match="holds no proof"):
        run("check", old, new, "--proof", old, "--public-key", public)


def test_a_database_is_named_after_the_command(run: Run, four: str) -> None:
    with pytest.raises(BadQuestion, match="Options stand after the command: horseshoe log prove"):
        run("--database", "sqlite:///elsewhere.sqlite3", "prove", "2")
    run("prove", "2", "--database", four)


def test_checkpoints_in_the_wrong_order(run: Run, tmp_path: Path) -> None:
    with pytest.raises(Failed, match="A log of 2 does not begin with one of 3"):
        run("check", "3", "2")
    with pytest.raises(Failed, match="The log has 4 entries: a size of 9 cannot be had"):
        run("check", "3", "9")
    with pytest.raises(Failed, match="cannot be read: no such file or directory"):
        run("check", str(tmp_path / "nothing"), "4")


def test_a_checkpoint_of_another_log_is_forged(run: Run, tmp_path: Path) -> None:
    old = saved(tmp_path, "old", run("checkpoint"))
    stranger = public_text(generate(tmp_path / "other.key", "example.org/register"))
    with pytest.raises(Failed, match="is not signed with the key of example"):
        run("check", old, "4", "--public-key", stranger)
    with pytest.raises(Failed, match="is not signed with the key of example"):
        run("checkpoint", "--key", str(tmp_path / "other.key"))


def test_signing_twice_keeps_one_checkpoint(run: Run) -> None:
    assert run("checkpoint") == run("checkpoint") == notifications.checkpoint()
    assert len(notifications.checkpoints()) == 1


def test_signing_needs_the_key(run: Run, key: Path) -> None:
    key.chmod(0o644)
    with pytest.raises(Failed, match="is open to others"):
        run("checkpoint")
    key.unlink()
    with pytest.raises(Failed, match="cannot be read: no such file"):
        run("checkpoint")


def test_what_was_touched_in_the_database_is_found(run: Run) -> None:
    run("checkpoint")
    assert commands.findings() == ()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE log_entries SET body = replace(body, 'NZL', 'AUS') WHERE number = 3")
    assert any("root that was signed" in sentence for sentence in commands.findings())
    with pytest.raises(Failed, match="does not lead to the root of the log of 4"):
        run("prove", "2")
    with pytest.raises(Failed, match="The log is not signed: the first 4 entries of the log do not have the root"):
        run("checkpoint")


def test_the_facts_that_ship_are_notified_when_they_are_loaded(filled: str, record: Record) -> None:
    assert len(notifications.entries()) == len(record.pledges)
    assert commands.findings(filled) == ()


def test_a_row_that_was_touched_in_the_database_is_found(run: Run) -> None:
    assert commands.findings() == ()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE pledges SET not_before = '2015-09-01' WHERE id = 'code-nzl-1'")
    assert any(
        "Entry 3 (registered, pledges code-nzl-1): the row in the record is not the one" in sentence
        for sentence in commands.findings()
    )
