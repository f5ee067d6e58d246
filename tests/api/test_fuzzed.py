"""A live server, asked by schemathesis what its document allows and what not: no fault, nothing undocumented."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS, load_all_checks
from settled import settle

settle()

from horseshoe.api.documents import document  # noqa: E402 (after the settings)
from horseshoe.desk.access.tokens import Scope  # noqa: E402

if TYPE_CHECKING:
    from pgserver.postgres_server import PostgresServer

PHASES = (Phase.explicit, Phase.generate)

EXAMPLES = int(os.environ.get("HORSESHOE_FUZZ", "2"))
"""Cases an operation; more of them, and those at the bounds of each parameter, by HORSESHOE_FUZZ."""

load_all_checks()

CHECKED = [
    check
    for check in CHECKS.get_all()
    if check.__name__
    in {
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "negative_data_rejection",
        "missing_required_header",
        "unsupported_method",
        "ignored_auth",
    }
]

REJECTS = "negative_data_rejection"
"""It does not know that what is too long is refused for that."""


@schemathesis.serializer("application/toml", "text/csv")
def as_it_is(context: schemathesis.SerializationContext, value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


schema = schemathesis.openapi.from_dict(document())
schema.config.phases.coverage.enabled = "HORSESHOE_FUZZ" in os.environ


ACT = """instrument = "code"
state = "Kenya"
kind = "note_verbale"
date = 2026-11-20
evidence = "Note verbale of the tests."
recorded_by = "A. Registrar"
source.title = "Note verbale of 20 November 2026"
"""


class Served:
    """A shared installation that runs."""

    def __init__(self, folder: Path, database: str, cache: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        folder.mkdir(parents=True)
        (folder / "password").write_text("eleven plus one, by the sea\n")
        self.url = f"http://127.0.0.1:{port}"
        self._environment = {
            **os.environ,
            "HORSESHOE_DATABASE_URL": database,
            "HORSESHOE_URL": self.url,
            "HORSESHOE_SECRET_KEY": secrets.token_urlsafe(64),
            "HORSESHOE_LOG_KEY": str(folder / "log.key"),
            "HORSESHOE_ADMIN_PASSWORD_FILE": str(folder / "password"),
            "HORSESHOE_FOUR_EYES": "off",
            "XDG_CACHE_HOME": str(cache),
            "XDG_DATA_HOME": str(folder / "data"),
        }
        self._environment.pop("HORSESHOE_TABLES", None)
        self._run("install")
        self._run("createadmin", "root")
        # The administrator's token: whatever a token can do, the cases may try.
        scopes = ",".join(each for each in Scope if each is not Scope.READ)
        self.token = self._run("token", "create", "root", "--name", "fuzz", "--scope", scopes, "--days", "1")
        self._server = subprocess.Popen([PROGRAM, "serve", "--desk", "--port", str(port)], env=self._environment)
        for _ in range(300):
            try:
                with urlopen(f"{self.url}/health", timeout=5):
                    break
            except (URLError, OSError):
                time.sleep(0.1)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/toml"}
        with urlopen(Request(f"{self.url}/api/v1/register/proposals", ACT.encode(), headers), timeout=60) as answer:
            assert answer.status == 201

    def close(self) -> None:
        self._server.terminate()
        self._server.wait(20)

    def _run(self, *told: str) -> str:
        done = subprocess.run([PROGRAM, *told], env=self._environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


PROGRAM = str(Path(sys.executable).with_name("horseshoe"))


@pytest.fixture(scope="session")
def served(
    tmp_path_factory: pytest.TempPathFactory, server: PostgresServer, models: Path
) -> Iterator[tuple[Served, ...]]:
    """An installation on SQLite and one on PostgreSQL."""
    folder = tmp_path_factory.mktemp("installations")
    server.psql("CREATE DATABASE fuzz;")
    databases = {"lite": f"sqlite:///{folder / 'store.sqlite3'}", "post": server.get_uri("fuzz")}
    with ThreadPoolExecutor() as pool:
        made = tuple(pool.map(lambda name: Served(folder / name, databases[name], models), databases))
    yield made
    for each in made:
        each.close()


@schema.parametrize()
@settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), print_blob=False, phases=PHASES
)
def test_no_case_is_a_fault_or_undocumented(case: Any, served: tuple[Served, ...]) -> None:
    """What is read is asked of one installation, what is written of both."""
    needs = bool(case.operation.definition.raw.get("security"))
    for each in served if needs else served[:1]:
        headers = {"Authorization": f"Bearer {each.token}"} if needs else {}
        answered = case.call(base_url=each.url, headers=headers, timeout=60)
        if answered.status_code == 429:  # the limit of the token, which is documented
            time.sleep(0.2)
        checks = [check for check in CHECKED if answered.status_code not in (413, 414) or check.__name__ != REJECTS]
        case.validate_response(answered, checks=checks)
