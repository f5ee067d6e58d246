"""Installations and accounts, as the tests make them."""

from __future__ import annotations

import subprocess
import time
from typing import TYPE_CHECKING

from serving import PATIENCE, alive
from settled import settle

from horseshoe.facts.record import Record
from horseshoe.store import database
from horseshoe.store.load import load

settle()

from django.contrib.auth.models import Group, User  # noqa: E402 (after the settings)
from django.db import connections  # noqa: E402

from horseshoe.desk.running.install import alone, install  # noqa: E402

if TYPE_CHECKING:
    from pgserver.postgres_server import PostgresServer

ROLE = "plain"
"""A role of PostgreSQL that is no superuser."""


def as_plain(server: PostgresServer, name: str) -> str:
    """The URL of a database for the plain role."""
    uri: str = server.get_uri(name)
    return uri.replace("postgres:@", f"{ROLE}:@")


def start_again(server: PostgresServer) -> None:
    """Start a server that ended, however long it takes to put itself right; nothing here is connected to it."""
    from pgserver._commands import pg_ctl  # type: ignore[attr-defined]
    from pgserver.utils import PostmasterInfo

    connections.close_all()
    told = PostmasterInfo.read_from_pgdata(server.pgdata)
    until = time.monotonic() + PATIENCE
    while told is not None and alive(told.pid) and time.monotonic() < until:
        time.sleep(0.05)
    if told is not None:
        assert not alive(told.pid), "the server did not end"
        (server.pgdata / "postmaster.pid").unlink(missing_ok=True)  # nobody may have buried it yet
    options = ["-w", "-t", str(PATIENCE), "-o", '-h ""', "-o", f"-k {server.pgdata}", "-l", str(server.log)]
    while True:
        try:
            pg_ctl([*options, "start"], pgdata=server.pgdata, user=server.system_user, timeout=PATIENCE)
            break
        except subprocess.CalledProcessError:  # a process of the one that ended may still hold what they shared
            assert time.monotonic() < until, f"the server does not start: {server.log.read_text()[-2000:]}"
            time.sleep(0.2)
    server._postmaster_info = PostmasterInfo.read_from_pgdata(server.pgdata)


def account(name: str, *groups: str) -> User:
    """An account, in these groups of the house."""
    made = User.objects.create(username=name, email=f"{name}@example.org")
    made.groups.set(Group.objects.filter(name__in=groups))
    return made


def make(url: str, record: Record) -> None:
    """An installation with the facts, at a place where there is nothing."""
    database.use(url)
    with alone():
        install()
    load(record, "the tests")
    connections.close_all()
