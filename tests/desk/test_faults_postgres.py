"""kill -9 of PostgreSQL in the middle of writes: all that was confirmed is there, and everything goes on by itself."""

from __future__ import annotations

import json
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from django.db import connections
from houses import ROLE, account, as_plain, make, start_again
from serving import PATIENCE, Served, alive, children
from writers import PLACE, Writer, exactly_once

from horseshoe.desk.access.rights import Role
from horseshoe.desk.workspace import workspaces
from horseshoe.facts.record import Record
from horseshoe.store import database, snapshot
from horseshoe.store.errors import Away

if TYPE_CHECKING:
    from pgserver.postgres_server import PostgresServer


@pytest.fixture
def own_server() -> Iterator[PostgresServer]:
    """A server to be killed, which writes to the disk before it confirms, as it does by default."""
    folder = Path(tempfile.mkdtemp(prefix="hs-pg-"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        from pgserver.postgres_server import get_server

        started = get_server(folder / "data", cleanup_mode="delete")
        started.psql(f"CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOBYPASSRLS;")
        started.psql(f"CREATE DATABASE house OWNER {ROLE};")
        yield started
        if not alive(started.get_pid() or 0):
            start_again(started)
        connections.close_all()
        started.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def own_house(own_server: PostgresServer, record: Record) -> str:
    """An installation there, with a workspace and its member."""
    url = as_plain(own_server, "house")
    make(url, record)
    database.connect(url)
    root = account("root", "administrators")
    account("anna")
    workspaces.begin(root, PLACE, "Kenya's mission", why="the tests")
    workspaces.admit(root, PLACE, "anna", Role.ANALYST, why="the tests")
    return url


def kill(server: PostgresServer) -> None:
    """kill -9 of the server and of each of its processes."""
    head = server.get_pid()
    assert head is not None
    for each in (head, *children(head)):
        os.kill(each, signal.SIGKILL)


def test_in_the_middle_of_writes(own_server: PostgresServer, own_house: str, record: Record, tmp_path: Path) -> None:
    assert own_server.psql("SHOW fsync;").split()[2] == "on"
    writers = [Writer(own_house, tmp_path / "confirmed", f"w{number}") for number in range(3)]
    for each in writers:
        each.wait_for(2)
    for _ in range(2):
        kill(own_server)
        with pytest.raises(Away, match=r"does not answer\. What was being written is there whole or not at all"):
            snapshot.revision()
        start_again(own_server)
        for each in writers:
            each.wait_for(4)
    said = [each.end() for each in writers]
    assert any(said)
    for line in "".join(said).splitlines():
        assert line.startswith("Away: The database at "), line
    exactly_once(User.objects.get(username="anna"), writers[0].confirmed(), len(writers) * 2, record)


def test_pages_are_shown_meanwhile_and_what_is_new_afterwards(
    own_server: PostgresServer, own_house: str, tmp_path: Path
) -> None:
    with Served(own_house, tmp_path, workers=2) as server:
        assert server.ask("/health/ready")[0] == 200
        kill(own_server)
        for _ in range(6):
            status, _, body = server.ask("/drafts/S-2022-155")
            assert (status, b"</html>" in body) == (200, True)
            assert server.ask("/health/live")[0] == 200
            status, _, body = server.ask("/health/ready")
            assert (status, json.loads(body)["sentence"]) == (503, "The store does not answer.")
            time.sleep(0.3)
        start_again(own_server)
        writer = Writer(own_house, tmp_path / "confirmed", "after", 1)
        writer.wait_for(1)
        writer.end()
        newest = snapshot.revision()
        until, seen = time.monotonic() + PATIENCE, 0
        while seen < 20 and time.monotonic() < until:  # both workers, whichever is asked
            status, _, body = server.ask("/health/ready")
            shown = server.ask("/states/KEN.json")[2]
            seen = seen + 1 if status == 200 and json.loads(body)["revision"] == newest and b"after-1" in shown else 0
        assert seen == 20, server.said()[-2000:]
        assert server.ask("/desk/")[0] == 200
        assert "plain" not in json.dumps([line for line in server.journal() if line["event"] == "request"])
