"""A shared installation for what is hostile: as those of tests/desk, under names and a role of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from houses import account, make
from settled import ENVIRONMENT, settle

from horseshoe.desk.access.rights import Role
from horseshoe.desk.running.settings import installed
from horseshoe.desk.workspace import workspaces
from horseshoe.facts.record import Record
from horseshoe.store import database

settle()

from django.contrib.auth.models import User  # noqa: E402 (after the settings)
from django.core import mail  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import override_settings  # noqa: E402

if TYPE_CHECKING:
    from pgserver.postgres_server import PostgresServer

ROLE = "besieged"

_numbers = count(1)


def _url(server: PostgresServer, name: str) -> str:
    uri: str = server.get_uri(name)
    return uri.replace("postgres:@", f"{ROLE}:@")


@pytest.fixture(scope="session")
def besieged_file(tmp_path_factory: pytest.TempPathFactory, record: Record) -> Path:
    """An installation on SQLite, to be copied."""
    file = tmp_path_factory.mktemp("besieged") / "store.sqlite3"
    make(f"sqlite:///{file}", record)
    return file


@pytest.fixture(scope="session")
def besieged_database(server: PostgresServer, record: Record) -> str:
    """An installation on PostgreSQL, to be copied."""
    server.psql(f"CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOBYPASSRLS;")
    server.psql(f"CREATE DATABASE besieged OWNER {ROLE};")
    make(_url(server, "besieged"), record)
    return "besieged"


@pytest.fixture
def house(vendor: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an installation of the test's own; the test is connected to it."""
    name = f"besieged_{next(_numbers)}"
    if vendor == "sqlite":
        shutil.copy(request.getfixturevalue("besieged_file"), tmp_path / f"{name}.sqlite3")
        url = f"sqlite:///{tmp_path / f'{name}.sqlite3'}"
    else:
        server: PostgresServer = request.getfixturevalue("server")
        template = request.getfixturevalue("besieged_database")
        server.psql(f"CREATE DATABASE {name} TEMPLATE {template} OWNER {ROLE};")
        url = _url(server, name)
    database.connect(url)
    yield url
    connections.close_all()
    if vendor == "postgresql":
        server.psql(f"DROP DATABASE {name} WITH (FORCE);")


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path) -> Iterator[None]:
    """The settings of the installation, whatever other tests left; documents go to a folder of the test's own."""
    told = installed({**ENVIRONMENT, "HORSESHOE_FILES": str(tmp_path / "received")})
    kept = {name: value for name, value in told.items() if name not in ("DATABASES", "INSTALLED_APPS")}
    with override_settings(**{**kept, "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend"}):
        mail.outbox = []
        yield


@pytest.fixture
def browser(house: str) -> Client:
    """Somebody's browser."""
    return Client(headers={"host": "horseshoe.example.org"})


@pytest.fixture
def people(house: str) -> dict[str, User]:
    """Somebody of each kind: ann may do all but administer; ken is a workspace of hers."""
    root = account("root", "administrators")
    workspaces.begin(root, "ken", "Kenya's mission", why="the tests")
    ann = account("ann", "registrars")
    workspaces.admit(root, "ken", "ann", Role.ADMINISTRATOR, why="the tests")
    return {"root": root, "ann": ann, "leo": account("leo"), "karl": account("karl", "registrars")}
