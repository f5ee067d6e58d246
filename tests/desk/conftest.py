"""A shared installation with the packaged facts, on SQLite and on PostgreSQL, where it connects as a plain role."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import count, cycle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from houses import ROLE, account, as_plain, make
from settled import ENVIRONMENT, settle
from writers import end_all

from horseshoe.desk.access.rights import Role
from horseshoe.desk.running.settings import installed
from horseshoe.desk.workspace import workspaces
from horseshoe.facts.record import Record
from horseshoe.store import database

settle()

import planting  # noqa: E402 (after the settings)
from django.contrib.auth.models import User  # noqa: E402 (after the settings)
from django.core import mail  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import override_settings  # noqa: E402

if TYPE_CHECKING:
    from pgserver.postgres_server import PostgresServer

PASSWORD = "a long one, for the tests"

_numbers = count(1)


@pytest.fixture(scope="session")
def house_file(tmp_path_factory: pytest.TempPathFactory, record: Record) -> Path:
    """An installation on SQLite, to be copied."""
    file = tmp_path_factory.mktemp("house") / "store.sqlite3"
    make(f"sqlite:///{file}", record)
    return file


@pytest.fixture(scope="session")
def role(server: PostgresServer) -> str:
    """A role of PostgreSQL that is no superuser."""
    server.psql(f"CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOBYPASSRLS;")
    return ROLE


@pytest.fixture(scope="session")
def house_database(server: PostgresServer, role: str, record: Record) -> str:
    """An installation on PostgreSQL, to be copied."""
    server.psql(f"CREATE DATABASE house OWNER {role};")
    make(as_plain(server, "house"), record)
    return "house"


@pytest.fixture
def house(vendor: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an installation of the test's own; the test is connected to it."""
    name = f"house_{next(_numbers)}"
    if vendor == "sqlite":
        shutil.copy(request.getfixturevalue("house_file"), tmp_path / f"{name}.sqlite3")
        url = f"sqlite:///{tmp_path / f'{name}.sqlite3'}"
    else:
        server: PostgresServer = request.getfixturevalue("server")
        template = request.getfixturevalue("house_database")
        server.psql(f"CREATE DATABASE {name} TEMPLATE {template} OWNER {ROLE};")
        url = as_plain(server, name)
    database.connect(url)
    yield url
    _disconnect()
    if vendor == "postgresql":
        server.psql(f"DROP DATABASE {name} WITH (FORCE);")


@pytest.fixture
def empty_house(server: PostgresServer, role: str, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Gives the URL of another empty place, PostgreSQL and SQLite in turn."""
    made: list[str] = []
    turn = cycle(("postgresql", "sqlite"))

    def make() -> str:
        name = f"empty_{next(_numbers)}"
        if next(turn) == "sqlite":
            return f"sqlite:///{tmp_path / f'{name}.sqlite3'}"
        server.psql(f"CREATE DATABASE {name} OWNER {role};")
        made.append(name)
        return as_plain(server, name)

    yield make
    _disconnect()
    for name in made:
        server.psql(f"DROP DATABASE {name} WITH (FORCE);")


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def planted(
    request: pytest.FixtureRequest, record: Record, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[planting.Planted]:
    """An installation with marked secrets in it, on each database, with a server that every test asks."""
    with planting.planted(request.param, request, tmp_path_factory.mktemp("planted"), record) as found:
        yield found


@pytest.fixture(autouse=True)
def _settings() -> Iterator[None]:
    """The settings of the installation, whatever other tests left."""
    told = {
        name: value for name, value in installed(ENVIRONMENT).items() if name not in ("DATABASES", "INSTALLED_APPS")
    }
    with override_settings(**{**told, "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend"}):
        mail.outbox = []
        yield


@pytest.fixture(autouse=True)
def _no_writer_outlasts_its_test() -> Iterator[None]:
    yield
    end_all()


@pytest.fixture
def browser(house: str) -> Client:
    """Somebody's browser."""
    return Client(headers={"host": "horseshoe.example.org"})


@pytest.fixture
def root(house: str) -> User:
    """An administrator of the house, who is in no workspace."""
    return account("root", "administrators")


@pytest.fixture
def team(root: User) -> dict[str, User]:
    """Two workspaces: ken with anna (analyst), rita (registrar), leo (reader); gha with ben (administrator)."""
    workspaces.begin(root, "ken", "Kenya's mission", why="the tests")
    workspaces.begin(root, "gha", "Ghana's mission", why="the tests")
    made = {"anna": account("anna"), "rita": account("rita", "analysts"), "leo": account("leo"), "ben": account("ben")}
    for name, place, role in (
        ("anna", "ken", Role.ANALYST),
        ("rita", "ken", Role.REGISTRAR),
        ("leo", "ken", Role.READER),
        ("ben", "gha", Role.ADMINISTRATOR),
    ):
        workspaces.admit(root, place, name, role, why="the tests")
    return {**made, "root": root}


def _disconnect() -> None:
    from django.db import connections

    connections.close_all()
