"""The commands of an installation, run as programs, and the server with its desk."""

from __future__ import annotations

import json
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from programs import Program

from horseshoe.desk.access import naming
from horseshoe.desk.access.rights import Kind, Thing
from horseshoe.desk.refusals import Unfit

PASSWORD = "eleven plus one, by the sea"


@pytest.fixture
def program(vendor: str, empty_house: Callable[[], str], tmp_path: Path) -> Program:
    if vendor == "sqlite":
        return Program(f"sqlite:///{tmp_path / 'new' / 'store.sqlite3'}", tmp_path)
    return Program(empty_house(), tmp_path)


def test_two_that_install_at_once_wait_for_one_another(program: Program) -> None:
    both = [program.start("install") for _ in range(2)]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sorted("nothing to do" in out for out, _ in said) == [False, True]
    assert sum("Loaded the facts" in out for out, _ in said) == 1
    assert program("install")[1].endswith("nothing to do.\n")


def test_an_installation_from_nothing_to_an_administrator(program: Program, vendor: str, tmp_path: Path) -> None:
    assert program("serve", "--desk", "--port", "8799")[2].startswith("The tables are not of this version")
    assert program("doctor")[0] == 1
    assert program("install")[0] == 0
    code, out, err = program("doctor")
    hasty = vendor == "postgresql"  # the tests' server does not wait for the disk, and the doctor says so
    assert (code, err) == (1, f"{'2 things are' if hasty else '1 thing is'} wrong with this installation.\n")
    assert ("PostgreSQL has fsync, full_page_writes, synchronous_commit off" in out) == hasty
    assert "There is no administrator" in out

    file = tmp_path / "password"
    for weak, said in (("short", "too short"), ("123456789012", "entirely numeric"), ("rootrootroot1", "too similar")):
        file.write_text(f"{weak}\n")
        code, _, err = program("createadmin", "rootroot", HORSESHOE_ADMIN_PASSWORD_FILE=str(file))
        assert (code, said in err) == (1, True), err
    file.write_text(f"{PASSWORD}\n")
    assert program("createadmin", "root", HORSESHOE_ADMIN_PASSWORD_FILE=str(file))[0] == 0
    err = program("createadmin", "ROOT", HORSESHOE_ADMIN_PASSWORD_FILE=str(file))[2]
    assert err.startswith("There is an account ROOT already")
    assert program("doctor")[2] == ("1 thing is wrong with this installation.\n" if hasty else "")


def test_why_says_why(program: Program, tmp_path: Path) -> None:
    program("install")
    file = tmp_path / "password"
    file.write_text(PASSWORD)
    program("createadmin", "root", HORSESHOE_ADMIN_PASSWORD_FILE=str(file))
    code, out, _ = program("why", "root", "read", "workspaces/ken/stances", "--format", "json")
    assert (code, json.loads(out)["allowed"]) == (1, False)
    assert program("why", "root", "manage", "accounts")[0] == 0
    assert program("why", "-", "read", "facts")[0] == 0
    assert program("why", "anna", "read", "facts")[2] == "There is no account anna.\n"


def test_without_a_terminal_and_without_a_file_no_password_is_made_up(program: Program) -> None:
    program("install")
    code, _, err = program("createadmin", "root")
    assert code == 1
    assert "Traceback" not in err


def test_only_the_owner_may_open_a_new_database_file(vendor: str, tmp_path: Path) -> None:
    if vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its own files")
    file = tmp_path / "new" / "store.sqlite3"
    assert Program(f"sqlite:///{file}", tmp_path)("install")[0] == 0
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "wrong", ["https://horseshoe.example.org/desk", "http://horseshoe.example.org", "horseshoe", "https://h:99999"]
)
def test_an_address_is_the_same_thing_by_option_and_by_variable(program: Program, wrong: str) -> None:
    told = program("serve", "--desk", "--port", "8798", HORSESHOE_URL=wrong)
    assert told[0] != 0
    assert wrong in told[2]
    assert program("serve", "--desk", "--port", "8798", "--url", wrong) == told


@contextmanager
def served(program: Program, port: int, *options: str) -> Iterator[str]:
    """A server on a port, and its address as the installation is called."""
    process = program.start("serve", "--desk", "--port", str(port), "--workers", "2", *options)
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert "Horseshoe is at" in said, process.communicate(timeout=30)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=30)


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _asked(url: str) -> tuple[int, dict[str, str], str]:
    for _ in range(100):
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read().decode()
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"nobody answers at {url}")


def test_the_server_gives_pages_without_a_cookie_and_the_desk_behind_a_door(program: Program) -> None:
    program("install")
    with served(program, _free()) as address:
        for path in ("/", "/coverage", "/coverage.json", "/nothing-here", "/fr/"):
            _, headers, _ = _asked(f"{address}{path}")
            assert "set-cookie" not in headers, path
            assert headers["content-security-policy"].startswith("default-src 'none'")
        status, headers, page = _asked(f"{address}/desk/")
        assert "Sign in" in page
        assert "set-cookie" in headers
        assert _asked(f"{address}/static/admin/css/base.css")[0] == 200
        assert _asked(f"{address}/static/desk.css")[0] == 200
        status, _, body = _asked(f"{address}/health")
        assert (status, json.loads(body)["revision"]) == (200, 1)


def test_the_option_says_where_the_site_is_for_pages_feeds_and_the_desk(program: Program) -> None:
    program("install")
    port = _free()
    told = f"http://127.0.0.1:{port}/"
    with served(program, port, "--url", told) as address:
        status, _, _ = _asked(f"{address}/desk/")
        assert status == 400  # the desk is at the other name, and answers to no other
        status, _, page = _asked(f"{told}desk/")
        assert (status, "Sign in" in page) == (200, True)
        assert f"<loc>{told}</loc>" in _asked(f"{address}/sitemap.xml")[2]


def test_names_of_things() -> None:
    assert naming.thing("facts") == Thing(Kind.FACTS)
    assert naming.thing("workspaces/ken/whip-counts/17") == Thing(Kind.WHIP_COUNTS, "ken")
    for wrong in ("", "stances", "workspaces/ken", "workspaces/ken/facts", "workspaces/ken/stances/x", "a/b/c"):
        with pytest.raises(Unfit):
            naming.thing(wrong)
