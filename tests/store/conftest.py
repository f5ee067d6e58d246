"""Every test of the store runs on both databases: SQLite, and a real PostgreSQL server of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from settled import settle

from horseshoe.facts.record import Record
from horseshoe.store import database
from horseshoe.store.load import load

if TYPE_CHECKING:
    from pgserver.postgres_server import PostgresServer

settle()  # so that tests can import the models; each connects to a store of its own

_numbers = count(1)


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
