"""compose.yaml and Containerfile, as far as they can be tried without an engine: the same commands and variables."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from serving import Served

if TYPE_CHECKING:
    from pgserver.postgres_server import PostgresServer

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "0123456789abcdef"


@pytest.fixture
def compose() -> Any:
    text = (ROOT / "compose.yaml").read_text()
    for name, value in (("HORSESHOE_HOST", "horseshoe.example.org"), ("HORSESHOE_DATABASE_PASSWORD", PASSWORD)):
        text = text.replace(f"${{{name}:?}}", value)
    assert "${" not in text
    return yaml.safe_load(text)


def test_the_role_is_plain_and_the_same_commands_run(server: PostgresServer, compose: Any, tmp_path: Path) -> None:
    server.psql(compose["configs"]["role"]["content"])
    desk, install = compose["services"]["desk"], compose["services"]["install"]
    assert desk["environment"] == install["environment"]
    told = dict(desk["environment"])
    assert told["HORSESHOE_DATABASE_URL"] == f"postgresql://horseshoe:{PASSWORD}@database/horseshoe"
    (tmp_path / "secret-key").write_text("of the tests alone: 0123456789 abcdefghijklmnopqrstuvwxyz\n")
    there = {
        **told,
        "HORSESHOE_DATABASE_URL": server.get_uri("horseshoe").replace("postgres:@", f"horseshoe:{PASSWORD}@"),
        "HORSESHOE_SECRET_KEY_FILE": str(tmp_path / "secret-key"),
        "HORSESHOE_LOG_KEY": str(tmp_path / "log.key"),
        "HORSESHOE_FILES": str(tmp_path / "files"),
    }
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), **there}
    environment["PYTHONPATH"] = os.environ.get("PYTHONPATH", "")

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        program = str(Path(sys.executable).with_name("horseshoe"))
        return subprocess.run([program, *command], env=environment, capture_output=True, text=True, check=False)

    try:
        done = run(*install["command"])
        assert done.returncode == 0, done.stderr
        assert run(*install["command"]).stdout.endswith("nothing to do.\n")
        assert "as horseshoe, whom row-level security holds" in run("doctor").stdout
        assert desk["command"][:2] == ["serve", "--desk"]
        with Served(there.pop("HORSESHOE_DATABASE_URL"), tmp_path, int(desk["command"][-1]), **_only(there)) as asked:
            assert asked.ask("/health/live")[0] == 200
            assert json.loads(asked.ask("/health/ready")[2])["status"] == "ok"
            behind = {"Host": "horseshoe.example.org", "X_Forwarded_Proto": "https"}
            status, headers, page = asked.ask("/desk/", **behind)
            assert (status, b"Sign in" in page) == (200, True)
            assert "__Host-" in headers["set-cookie"]
            assert "strict-transport-security" in asked.ask("/", **behind)[1]
    finally:
        server.psql("DROP DATABASE horseshoe WITH (FORCE);")
        server.psql("DROP ROLE horseshoe;")


def _only(told: dict[str, str]) -> dict[str, str]:
    """What the server is told beside what the tests tell it; the key comes from the file alone."""
    return {**told, "HORSESHOE_SECRET_KEY": ""}


def test_the_image_runs_what_compose_runs(compose: Any) -> None:
    text = re.sub(r"\\\n\s*", "", (ROOT / "Containerfile").read_text())
    told = {word: json.loads(rest) for word, rest in re.findall(r"^(ENTRYPOINT|CMD) (\[.*\])$", text, re.MULTILINE)}
    assert told["ENTRYPOINT"] == ["horseshoe"]
    assert told["CMD"] == compose["services"]["desk"]["command"]
    assert "/health/live" in text
    for copied in re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE):
        for name in copied.split():
            assert (ROOT / name).exists(), name
    assert re.search(r"^USER horseshoe$", text, re.MULTILINE)


def test_only_what_is_locked_and_named_enters_the_image() -> None:
    text = re.sub(r"\\\n\s*", "", (ROOT / "Containerfile").read_text())
    brought = [step for step in re.split(r"&&|\n", text) if re.search(r"pip (install|wheel)", step)]
    assert len(brought) == 4
    for step in brought:
        assert re.search(r"--require-hashes|--no-index|--no-build-isolation", step), step
        assert "--no-deps" in step, step
    for name in re.findall(r"requirements/\w+\.txt", text):
        lines = (ROOT / name).read_text().splitlines()
        versions = [line for line in lines if "==" in line]
        assert versions
        assert all(line.endswith("\\") for line in versions), f"{name} has a version without a hash"
    rules = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    assert rules[0] == "*"
    allowed = {rule.removeprefix("!") for rule in rules if rule.startswith("!")}
    copied = {name for names in re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE) for name in names.split()}
    assert copied == allowed
    assert not re.search(r"^(ARG|ENV).*(PASSWORD|SECRET|TOKEN)", text, re.MULTILINE)


def test_the_builder_that_is_locked_is_the_one_that_is_asked_for() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    locked = (ROOT / "requirements/build.txt").read_text()
    assert [re.split(r"[<>=]", name)[0] for name in wanted] == ["hatchling"]
    assert re.search(r"^hatchling==", locked, re.MULTILINE)


def test_nobody_outside_sees_metrics_and_health(compose: Any) -> None:
    assert "path /metrics /health /health/*" in compose["configs"]["proxy"]["content"]
    assert list(compose["services"]["proxy"]["ports"]) == ["80:80", "443:443"]
    assert [name for name, each in compose["services"].items() if "ports" in each] == ["proxy"]
