"""What every test shares: the packaged Record, and no way out to the network."""

from __future__ import annotations

import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

import horseshoe
from horseshoe.cli import options
from horseshoe.facts.record import Record

if TYPE_CHECKING:
    from pgserver.postgres_server import PostgresServer

settings.register_profile("steady", deadline=None)  # no test fails on a slow day
settings.load_profile("steady")

HERE = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(scope="session")
def record() -> Record:
    """The Record of the packaged tables."""
    return horseshoe.open()


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where fitted models are kept while the tests run."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def tables_of_their_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, models: Path) -> Iterator[Path]:
    """A folder for what a test brings in: no test reads or writes the tables of whoever runs it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(models))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own-data"))
    folder = tmp_path / "own-tables"
    monkeypatch.setenv("HORSESHOE_TABLES", str(folder))
    monkeypatch.setenv("HORSESHOE_LOG_KEY", str(tmp_path / "own-log.key"))
    monkeypatch.delenv("HORSESHOE_DATABASE_URL", raising=False)
    options.record.cache_clear()
    yield folder
    options.record.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Refuse every connection that would leave this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in HERE:
            raise RuntimeError(f"A test tried to connect to {address[0]}: tests need no network.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    """A PostgreSQL server in a temporary folder, reached by a socket there."""
    folder = Path(tempfile.mkdtemp(prefix="hs-pg-"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        from pgserver.postgres_server import get_server

        started = get_server(folder / "data", cleanup_mode="delete")
        # Tests kill writers, not the server: it need not wait for the disk.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            started.psql(f"ALTER SYSTEM SET {setting} = off;")
        started.psql("SELECT pg_reload_conf();")
        yield started
        started.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def vendor(request: pytest.FixtureRequest) -> str:
    """Which of the two databases."""
    return str(request.param)
