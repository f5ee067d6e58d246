"""An installation in one file and back, from either database to either."""

from __future__ import annotations

import shutil
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.contrib.auth.models import User
from django.db import connections
from django.test.utils import override_settings
from kept_items import COUNT, STANCE
from programs import Program
from registrar_papers import person, received

from horseshoe.desk.access import tokens
from horseshoe.desk.access.rights import Kind
from horseshoe.desk.depositary import papers, shelf
from horseshoe.desk.running import backup
from horseshoe.desk.running.findings import State
from horseshoe.desk.running.setup import here
from horseshoe.desk.workspace import private, workspaces
from horseshoe.facts.record import Record
from horseshoe.store import backup as stores
from horseshoe.store import database, snapshot
from horseshoe.store.archive import MANIFEST, Broken
from horseshoe.store.errors import Refused


@pytest.fixture
def kept(team: dict[str, User], record: Record, tmp_path: Path) -> Path:
    """A backup of an installation in which something happened."""
    team["anna"].set_password("eleven plus one, by the sea")
    team["anna"].save()
    private.put(team["anna"], "ken", STANCE, record=record, why="heard")
    private.put(team["anna"], "ken", COUNT, record=record, why="counted")
    backup.backup(tmp_path / "house.zip")
    return tmp_path / "house.zip"


def test_everything_comes_back_on_either_database(
    kept: Path, team: dict[str, User], record: Record, empty_house: Callable[[], str]
) -> None:
    before = (
        private.items(team["anna"], "ken", Kind.STANCES),
        private.items(team["anna"], "ken", Kind.WHIP_COUNTS),
        private.history(team["anna"], "ken"),
    )
    for _ in range(2):
        connections.close_all()
        backup.restore(kept, "the tests", empty_house())
        anna = User.objects.get(username="anna")
        assert anna.check_password("eleven plus one, by the sea")
        assert before == (
            private.items(anna, "ken", Kind.STANCES),
            private.items(anna, "ken", Kind.WHIP_COUNTS),
            private.history(anna, "ken"),
        )
        assert snapshot.snapshot() == record
        assert private.put(anna, "ken", STANCE, record=record, why="again").number > before[0][0].number
        workspaces.begin(User.objects.get(username="root"), "new", "New", why="the numbers go on")


@pytest.fixture
def letters(house: str, tmp_path: Path) -> Iterator[dict[str, User]]:
    """Two registrars, and a folder for what they receive."""
    with _files(tmp_path / "files"):
        yield {name: person(name, "registrars") for name in ("rosa", "karl")}


def _files(folder: Path) -> Any:
    return override_settings(HORSESHOE=msgspec.structs.replace(here(), files=folder))


def test_documents_come_back_as_they_were_received(
    letters: dict[str, User], tmp_path: Path, empty_house: Callable[[], str]
) -> None:
    found = [received(letters["rosa"], text).document for text in ("one", "two")]
    before = {each.sha256: papers.fetch(each.sha256) for each in found if each is not None}
    assert len(before) == 2
    manifest = backup.backup(tmp_path / "house.zip")
    assert set(manifest.attached.values()) == before.keys()
    for number in range(2):
        connections.close_all()
        with _files(tmp_path / f"new-{number}"):
            backup.restore(tmp_path / "house.zip", "the tests", empty_house())
            assert {sha256: papers.fetch(sha256) for sha256 in before} == before
            assert {each.state for each in shelf.documents()} == {State.GOOD}
            assert backup.lacking_documents() == 0


def test_a_backup_without_documents_says_so_when_it_is_restored(
    letters: dict[str, User], tmp_path: Path, empty_house: Callable[[], str]
) -> None:
    received(letters["rosa"])
    assert backup.backup(tmp_path / "house.zip", documents=False).attached == {}
    connections.close_all()
    with _files(tmp_path / "new"):
        backup.restore(tmp_path / "house.zip", "the tests", empty_house())
        assert backup.lacking_documents() == 1
        shutil.copytree(tmp_path / "files", tmp_path / "new")
        assert backup.lacking_documents() == 0
        assert {each.state for each in shelf.documents()} == {State.GOOD}


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_document_that_is_not_what_it_was_is_not_backed_up(
    letters: dict[str, User], tmp_path: Path, harm: str
) -> None:
    document = received(letters["rosa"]).document
    assert document is not None
    place = papers.place(document.sha256)
    if harm == "gone":
        place.unlink()
    else:
        place.write_bytes(place.read_bytes().replace(b"a note", b"b note"))
    with pytest.raises(Refused, match=r"bring it back from an earlier backup\. Nothing was written"):
        backup.backup(tmp_path / "house.zip")
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".zip" or ".zip" in each.name] == []


def test_a_document_changed_in_the_archive_is_found(
    letters: dict[str, User], tmp_path: Path, empty_house: Callable[[], str]
) -> None:
    received(letters["rosa"])
    manifest = backup.backup(tmp_path / "house.zip")
    (name,) = manifest.attached
    with zipfile.ZipFile(tmp_path / "house.zip") as whole, zipfile.ZipFile(tmp_path / "forged.zip", "w") as forged:
        for each in whole.namelist():
            content = whole.read(each)
            forged.writestr(each, content.replace(b"a note", b"b note") if each == name else content)
    connections.close_all()
    with _files(tmp_path / "new"), pytest.raises(Broken, match=f"{name} has another hash"):
        backup.restore(tmp_path / "forged.zip", "the tests", empty_house())
    assert not (tmp_path / "new").exists()


def test_tokens_hold_as_when_the_backup_was_made(
    team: dict[str, User], tmp_path: Path, empty_house: Callable[[], str]
) -> None:
    secret, revoked = (
        tokens.make("anna", name, [tokens.Scope.READ], days=30, by="the tests") for name in ("of now", "of before")
    )
    tokens.revoke(tokens.listed()[0].number, by="the tests", why="left")
    backup.backup(tmp_path / "house.zip")
    with zipfile.ZipFile(tmp_path / "house.zip") as archive:
        assert not any(secret.encode() in archive.read(name) for name in archive.namelist())
    for _ in range(2):
        connections.close_all()
        backup.restore(tmp_path / "house.zip", "the tests", empty_house())
        assert tokens.bearer(secret).person.name == "anna"
        with pytest.raises(tokens.BadToken, match="revoked"):
            tokens.bearer(revoked)
        assert backup.standing_tokens() == 1


def test_a_backup_from_before_there_were_tokens_is_restored(
    kept: Path, tmp_path: Path, empty_house: Callable[[], str]
) -> None:
    later = {"house/tokens.jsonl", "house/token_answers.jsonl"}
    with zipfile.ZipFile(kept) as whole, zipfile.ZipFile(tmp_path / "older.zip", "w") as older:
        manifest = msgspec.json.decode(whole.read(MANIFEST))
        assert later <= manifest["files"].keys()
        for name in later:
            del manifest["files"][name]
        del manifest["attached"]
        older.writestr(MANIFEST, msgspec.json.encode(manifest))
        for name in manifest["files"]:
            older.writestr(name, whole.read(name))
    connections.close_all()
    backup.restore(tmp_path / "older.zip", "the tests", empty_house())
    assert tokens.listed() == ()
    assert len(private.items(User.objects.get(username="anna"), "ken", Kind.STANCES)) == 1


def test_the_commands_move_an_installation_from_one_database_to_the_other(
    house: str, letters: dict[str, User], tmp_path: Path, empty_house: Callable[[], str]
) -> None:
    received(letters["rosa"])
    tokens.make("rosa", "press office", [tokens.Scope.READ], days=30, by="the tests")
    connections.close_all()
    program, file, files = Program(house, tmp_path), str(tmp_path / "house.zip"), str(tmp_path / "files")
    code, out, err = program("backup", file, HORSESHOE_FILES=files)
    assert (code, err) == (0, "")
    assert " and 1 document, to " in out
    told = {"HORSESHOE_SECRET_KEY": "", "HORSESHOE_URL": ""}
    for place in (empty_house(), empty_house()):
        new = Program(place, tmp_path)
        code, _, err = new("restore", file, **told)
        assert (code, "restore it with the environment of one" in err) == (1, True), err
        code, out, err = new("restore", file, HORSESHOE_FILES=str(tmp_path / "new"))
        assert (code, err) == (0, "")
        assert "1 token holds as when the backup was made: revoke again what was revoked since" in out
        assert "documents are not in the backup" not in out
        assert "The 1 documents received lie in" in new("doctor", HORSESHOE_FILES=str(tmp_path / "new"))[1]
        assert new("verify")[0] == 0
        code, _, err = new("restore", file)
        assert (code, err[:27]) == (1, "There is a store already, a")
    assert program("backup", str(tmp_path / "half.zip"), **told)[0] == 1
    assert not (tmp_path / "half.zip").exists()


def test_nobody_else_may_read_the_file(kept: Path) -> None:
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    names = zipfile.ZipFile(kept).namelist()
    assert "house/workspace_stances.jsonl" in names
    assert not any(name.startswith(("house/django_session", "house/desk_cache")) for name in names)


def test_a_store_of_an_installation_is_not_backed_up_by_halves(
    kept: Path, tmp_path: Path, empty_house: Callable[[], str]
) -> None:
    with pytest.raises(Refused, match="shared installation"):
        stores.backup(tmp_path / "half.zip")
    assert not (tmp_path / "half.zip").exists()
    database.use(empty_house())
    database.create()
    with pytest.raises(Refused, match="shared installation"):
        stores.restore(kept, "the tests")


def test_a_place_with_accounts_is_left_alone(kept: Path) -> None:
    with pytest.raises(Refused, match="already"):
        backup.restore(kept, "the tests")
