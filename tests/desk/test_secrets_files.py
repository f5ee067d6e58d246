"""Marked secrets are looked for in all that an installation writes: files, letters, journals, tables, commands."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from crawling import DRAWN
from django.contrib.sessions.models import Session
from django.db import connection
from marks import PUBLIC, REGISTRARS, SECRET, closed, found, of_registrars, public, secret
from planting import Planted, fail, letters
from programs import Program
from visiting import Visitor

from horseshoe.desk.running import tables
from horseshoe.site import page as pages

OF_REGISTRARS = ("register_documents", "register_proposals", "house_history")
"""Tables of the house that have what registrars keep to themselves."""


@pytest.fixture
def program(planted: Planted) -> Program:
    made = Program(planted.url, planted.folder)
    made.environment |= planted.environment | {"HORSESHOE_URL": planted.served.address}
    return made


def within(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for each in sorted(folder.rglob("*")):
        if each.is_file() and not each.name.endswith(DRAWN):
            yield each, each.read_bytes()


def test_the_published_site_and_the_exported_tables(planted: Planted, program: Program, tmp_path: Path) -> None:
    site, record = tmp_path / "site", tmp_path / "record"
    publishing = program.start("publish", str(site), "--url", "https://record.example.org/")
    code, _, said = program("export", str(record))
    assert code == 0, said
    _, said = publishing.communicate(timeout=600)
    assert publishing.returncode == 0, said
    for folder, least in ((site, 600), (record, 30)):
        marks, count = set[str](), 0
        for path, content in within(folder):
            count += 1
            seen = found(content) | found(path.name)
            assert not closed(seen), path.relative_to(folder)
            marks |= seen
        assert count > least
        assert {public("stance says"), public("view aim why")} <= marks
    names = {path.relative_to(site).as_posix() for path, _ in within(site)}
    for kind in pages.kinds():
        start = kind.address.partition("{")[0]
        assert any(name.startswith(start or "index") for name in names), kind.address
    assert {"sitemap.xml", "llms.txt", "docket.ics", "roster.atom"} <= names


def test_the_journal_and_all_else_that_the_server_printed(planted: Planted) -> None:
    lines = planted.served.journal()
    assert len([each for each in lines if each["event"] == "request"]) > 100
    assert found(planted.served.said()) == frozenset()
    (line,) = planted.served.printed().splitlines()
    assert line.startswith("Horseshoe is at http://")


@pytest.mark.parametrize("planted", ["postgresql"], indirect=True)
def test_the_log_of_postgresql_itself(planted: Planted, request: pytest.FixtureRequest) -> None:
    """A statement has failed by now; with the settings that docs/operate.md asks for, none is quoted."""
    with Visitor(planted.served.address, "anna") as anna:
        fail(planted, anna)
    assert closed(found(Path(request.getfixturevalue("server").log).read_bytes())) == frozenset()


def test_letters(planted: Planted, program: Program) -> None:
    code, out, said = program("notify")
    assert code == 0, said
    text = letters(planted, 2)
    assert "Subject: Horseshoe: Kenya" in text
    assert closed(found(text + out + said)) == frozenset()


def test_nothing_is_left_in_temporary_files(planted: Planted) -> None:
    for folder in ("tmp", "cache", "data"):
        assert {str(path): found(content) for path, content in within(planted.folder / folder) if found(content)} == {}
    papers = frozenset().union(*(found(content) for _, content in within(planted.folder / "received")))
    assert {each[: len(REGISTRARS)] for each in papers} == {REGISTRARS}


@pytest.mark.parametrize(
    "words",
    [
        ("log", "--format", "json"),
        ("log", "checkpoint"),
        ("log", "prove", "1"),
        ("doctor",),
        ("why", "ben", "read", "workspaces/ken/notes"),
        ("why", "anna", "read", "workspaces/ken/notes"),
        ("token", "list"),
        ("verify",),
        ("coverage", "--format", "json"),
        ("brief", secret("stances draft")),
    ],
    ids=" ".join,
)
def test_commands(planted: Planted, program: Program, words: tuple[str, ...]) -> None:
    _, out, said = program(*words)
    assert out + said
    assert closed(found(out + said) - found(" ".join(words))) == frozenset()


def test_a_backup_holds_them_where_it_says_and_nowhere_else(planted: Planted, program: Program, tmp_path: Path) -> None:
    code, _, said = program("backup", str(tmp_path / "house.zip"))
    assert code == 0, said
    assert (tmp_path / "house.zip").stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(tmp_path / "house.zip") as packed:
        holding = {name for name in packed.namelist() if any(SECRET in each for each in found(packed.read(name)))}
    assert holding == {f"house/{each}.jsonl" for each in tables.of_workspaces() if each != "workspace_publications"}


def test_the_tables_of_the_database(planted: Planted) -> None:
    planted.connect()
    every = connection.introspection.table_names()
    assert len(every) > 60
    seen = {table: _marks(table) for table in every}
    of_workspaces = set(tables.of_workspaces())
    holding = {table for table, marks in seen.items() if any(each.startswith(SECRET) for each in marks)}
    if connection.vendor == "sqlite":
        assert holding == of_workspaces - {"workspace_publications"}
    else:  # a plain role that says for whom it asks nothing sees not even a row
        assert holding == set()
        assert {table for table in of_workspaces if _rows(table)} == set()
    registrars = {table for table, marks in seen.items() if any(each.startswith(REGISTRARS) for each in marks)}
    assert registrars == set(OF_REGISTRARS)
    opened = {table for table, marks in seen.items() if any(each.startswith(PUBLIC) for each in marks)}
    assert {"stances", "assessments", "sources"} <= opened - of_workspaces


def test_sessions_hold_none(planted: Planted) -> None:
    planted.connect()
    kept = [each.get_decoded() for each in Session.objects.all()]
    assert len(kept) > 5
    assert found(repr(kept)) == frozenset()


def test_the_search_finds_a_mark_in_whatever_it_is_packed() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("a/b.txt", secret("packed").upper())
    assert found(packed.getvalue()) == {secret("packed")}
    assert found(f"%7B{secret('coded')}%7D and {of_registrars('x')}") == {secret("coded"), of_registrars("x")}
    assert found("%71%78%7asecretx") == {f"{SECRET}x"}
    assert found("nothing at all") == frozenset()


def _rows(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        rows = cursor.fetchall()
        return repr(rows) if rows else ""


def _marks(table: str) -> frozenset[str]:
    return found(_rows(table))
