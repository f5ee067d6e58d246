"""A full disk: what was confirmed is there, what was not is not, a sentence says so, and with room it goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from django.db import connections
from houses import ROLE, account, as_plain, make, start_again
from serving import alive
from writers import PLACE, Writer, exactly_once, register, take_note

from horseshoe.desk.access.rights import Role
from horseshoe.desk.running import backup
from horseshoe.desk.workspace import workspaces
from horseshoe.facts.record import Record
from horseshoe.store import database, snapshot
from horseshoe.store.errors import Full, Refused, StoreError

if TYPE_CHECKING:
    from pgserver.postgres_server import PostgresServer

MB = 1_000_000


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system of 400 MB, where one may be made."""
    folder = Path(tempfile.mkdtemp(prefix="hs-disk-"))
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400m,mode=755", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        folder.rmdir()
        pytest.skip("only root can make a file system, and not everywhere")
    yield folder
    connections.close_all()
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
    folder.rmdir()


def fill(folder: Path, leave: int) -> Path:
    """Take the room of a file system, but for some bytes."""
    ballast = folder / f"ballast-{leave}"
    free = shutil.disk_usage(folder).free
    with ballast.open("wb") as out:
        os.posix_fallocate(out.fileno(), 0, max(free - leave, 1))
    return ballast


def _members() -> User:
    root = account("root", "administrators")
    anna = account("anna")
    workspaces.begin(root, PLACE, "Kenya's mission", why="the tests")
    workspaces.admit(root, PLACE, "anna", Role.ANALYST, why="the tests")
    return anna


def _write_until_full(user: User) -> tuple[list[str], StoreError]:
    confirmed: list[str] = []
    try:
        for number in range(100_000):
            register(f"act-{number}")
            confirmed.append(f"act act-{number}")
            take_note(user, f"note-{number}" * 20)
            confirmed.append(f"note {f'note-{number}' * 20}")
    except StoreError as error:
        return confirmed, error
    raise AssertionError("the disk did not fill")


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of a file's size stands in for a disk")
@pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
def test_a_file_that_may_not_grow(house: str, team: dict[str, User], record: Record, tmp_path: Path) -> None:
    stopped = Writer(house, tmp_path / "confirmed", "full", room=100_000)
    said = stopped.end_by_itself()
    assert stopped.process.returncode == 3
    assert said.startswith("Full: There is no room left on the disk of the store at "), said
    exactly_once(team["anna"], stopped.confirmed(), 2, record)
    assert len(stopped.confirmed()) > 2
    goes_on = Writer(house, tmp_path / "later", "later", 2)
    goes_on.wait_for(4)
    assert goes_on.end() == ""
    exactly_once(team["anna"], [*stopped.confirmed(), *goes_on.confirmed()], 4, record)


def test_sqlite_on_a_disk_that_is_full(small_disk: Path, record: Record) -> None:
    url = f"sqlite:///{small_disk / 'store.sqlite3'}"
    make(url, record)
    database.connect(url)
    anna = _members()
    ballast = fill(small_disk, 300_000)
    confirmed, error = _write_until_full(anna)
    assert isinstance(error, Full), error
    assert "make room; nothing was changed" in str(error)
    assert snapshot.revision() > 1  # who reads goes on
    rest = fill(small_disk, 10_000)
    with pytest.raises(Refused, match="no space left on device"):
        backup.backup(small_disk / "backup.zip")
    assert not list(small_disk.glob("*backup.zip*"))
    exactly_once(anna, confirmed, 0, record)
    rest.unlink()
    ballast.unlink()
    register("with-room")
    exactly_once(anna, [*confirmed, "act with-room"], 0, record)


@pytest.fixture
def full_server(small_disk: Path) -> Iterator[PostgresServer]:
    """A server whose data lie on the small disk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(small_disk))
        from pgserver.postgres_server import get_server

        started = get_server(small_disk / "data", cleanup_mode="stop")
        started.psql(f"CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOBYPASSRLS;")
        started.psql(f"CREATE DATABASE house OWNER {ROLE};")
        started.psql("ALTER SYSTEM SET max_wal_size = '64MB';")
        started.psql("SELECT pg_reload_conf();")
        yield started
        for ballast in small_disk.glob("ballast-*"):
            ballast.unlink()
        connections.close_all()
        if not alive(started.get_pid() or 0):
            start_again(started)
        started.cleanup()


def test_postgresql_on_a_disk_that_is_full(full_server: PostgresServer, small_disk: Path, record: Record) -> None:
    url = as_plain(full_server, "house")
    make(url, record)
    database.connect(url)
    anna = _members()
    full_server.psql("CHECKPOINT;")
    ballast = fill(small_disk, 200_000)
    confirmed, error = _write_until_full(anna)
    assert type(error).__name__ in ("Full", "Away"), error  # of its own journal too: then the server ends
    ballast.unlink()
    connections.close_all()
    if not alive(full_server.get_pid() or 0):  # it ended where its own journal found no room
        start_again(full_server)
    exactly_once(anna, confirmed, 2, record)
    register("with-room")
    exactly_once(anna, [*confirmed, "act with-room"], 2, record)
