"""Every test of the store runs on both databases: SQLite, and a real PostgreSQL server of its own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import django
import pytest
from django.conf import settings

from horseshoe.facts.record import Record
from horseshoe.store import database
from horseshoe.store.load import load
from horseshoe.store.settings import embedded

if TYPE_CHECKING:
    from pgserver.postgres_server import PostgresServer

if not settings.configured:  # so that tests can import the models; each connects to a store of its own
    settings.configure(**embedded("sqlite:///nowhere.sqlite3"))
    django.setup()

_numbers = count(1)


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


@pytest.fixture
def make_empty(vendor: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Gives the URL of another empty place for a store, each time."""
    made: list[str] = []

    def make() -> str:
        if vendor == "sqlite":
            return f"sqlite:///{tmp_path / f'store-{next(_numbers)}.sqlite3'}"
        made.append(f"test_{next(_numbers)}")
        server: PostgresServer = request.getfixturevalue("server")
        server.psql(f"CREATE DATABASE {made[-1]};")
        return server.get_uri(made[-1])

    yield make
    _disconnect()
    for name in made:
        request.getfixturevalue("server").psql(f"DROP DATABASE {name} WITH (FORCE);")


@pytest.fixture
def url(make_empty: Callable[[], str]) -> str:
    """The URL of an empty place for a store."""
    return make_empty()


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory, record: Record) -> Path:
    """An SQLite store with the packaged facts, to be copied."""
    file = tmp_path_factory.mktemp("filled") / "store.sqlite3"
    database.create(f"sqlite:///{file}")
    load(record, "the tests")
    _disconnect()
    return file


@pytest.fixture(scope="session")
def filled_database(server: PostgresServer, record: Record) -> str:
    """A PostgreSQL store with the packaged facts, to be copied."""
    server.psql("CREATE DATABASE filled;")
    database.create(server.get_uri("filled"))
    load(record, "the tests")
    _disconnect()
    return "filled"


@pytest.fixture
def filled(vendor: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a store of the test's own that holds the packaged facts; the test is connected to it."""
    name = f"filled_{next(_numbers)}"
    if vendor == "sqlite":
        shutil.copy(request.getfixturevalue("filled_file"), tmp_path / f"{name}.sqlite3")
        url = f"sqlite:///{tmp_path / f'{name}.sqlite3'}"
    else:
        server: PostgresServer = request.getfixturevalue("server")
        server.psql(f"CREATE DATABASE {name} TEMPLATE {request.getfixturevalue('filled_database')};")
        url = server.get_uri(name)
    database.connect(url)
    yield url
    _disconnect()
    if vendor == "postgresql":
        server.psql(f"DROP DATABASE {name} WITH (FORCE);")


@pytest.fixture(autouse=True)
def _no_store_of_whoever_runs_this(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HORSESHOE_DATABASE_URL", f"sqlite:///{tmp_path / 'unnamed.sqlite3'}")
    monkeypatch.setenv("HORSESHOE_LOG_KEY", str(tmp_path / "log.key"))


def _disconnect() -> None:
    from django.db import connections

    connections.close_all()
