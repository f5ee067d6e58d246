"""Public pages from a replica: it follows, it cannot be written to, and its role sees the public record alone."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from django.db import connection
from programs import Program
from serving import PATIENCE
from writers import register

from horseshoe.facts.record import Record
from horseshoe.store import database, snapshot
from horseshoe.store.errors import StoreError

if TYPE_CHECKING:
    from pgserver.postgres_server import PostgresServer

PUBLIC = "horseshoe_public"


@pytest.fixture
def replica(server: PostgresServer, vendor: str, house: str) -> Iterator[Path]:
    """The folder of the socket of a server that follows the other."""
    from pgserver._commands import POSTGRES_BIN_PATH, pg_ctl  # type: ignore[attr-defined]

    server.psql(f"CREATE ROLE {PUBLIC} LOGIN NOSUPERUSER;")
    folder = Path(tempfile.mkdtemp(prefix="hs-rp-"))
    user = server.system_user
    if user is not None:
        shutil.chown(folder, user)
    uri = server.get_uri("postgres")
    told = f"--dbname='{uri}' --pgdata={folder}/data --checkpoint=fast --write-recovery-conf"
    command = f"{POSTGRES_BIN_PATH}/pg_basebackup {told}"
    subprocess.run(["su", user, "-c", command] if user else ["sh", "-c", command], check=True, capture_output=True)
    options = ["-w", "-o", '-h ""', "-o", f"-k {folder}", "-l", f"{folder}/log"]
    pg_ctl([*options, "start"], pgdata=folder / "data", user=user, timeout=PATIENCE)
    yield folder
    pg_ctl(["-w", "-m", "immediate", "stop"], pgdata=folder / "data", user=user, timeout=PATIENCE)
    shutil.rmtree(folder, ignore_errors=True)
    server.psql(f"DROP OWNED BY {PUBLIC};")


@pytest.mark.parametrize("vendor", ["postgresql"], indirect=True)
def test_pages_from_a_replica(
    house: str, team: dict[str, User], replica: Path, server: PostgresServer, tmp_path: Path, record: Record
) -> None:
    name = str(connection.settings_dict["NAME"])
    program = Program(house, tmp_path)
    code, out, err = program("install", "--reader", PUBLIC)
    assert (code, err) == (0, "")
    assert f"{PUBLIC} may read the " in out
    assert "no role nobody_here" in program("install", "--reader", "nobody_here")[2]
    assert "may do more than read" in program("install", "--reader", "plain")[2]
    newest = register("seen-on-the-replica")

    url = f"postgresql://{PUBLIC}@/{name}?host={replica}"
    database.use(url)
    until = time.monotonic() + PATIENCE
    while snapshot.revision() < newest and time.monotonic() < until:
        time.sleep(0.05)
    assert "seen-on-the-replica" in {row.id for row in snapshot.read().pledges}
    with pytest.raises(StoreError, match="is a replica, or its role may only read: write to the primary"):
        register("not-here")
    for table in ("auth_user", "workspace_notes", "workspaces", "django_session", "house_history"):
        with (
            pytest.raises(StoreError, match="permission denied"),
            database.told_as_sentences(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SELECT * FROM {table}")

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "HOME": str(tmp_path),
        "HORSESHOE_DATABASE_URL": url,
    }
    served = subprocess.Popen(
        [str(Path(sys.executable).with_name("horseshoe")), "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/states/KEN.json", timeout=60) as page:
                    assert b"seen-on-the-replica" in page.read()
                break
            except OSError:
                assert served.poll() is None
                assert time.monotonic() < until + PATIENCE
                time.sleep(0.2)
    finally:
        served.terminate()
        served.wait(PATIENCE)
