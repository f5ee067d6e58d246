"""Backups: one file for either database, all or nothing, and none that was changed."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from registering import register

from horseshoe.facts.record import Record
from horseshoe.store import database, notifications, writing
from horseshoe.store.archive import MANIFEST, Broken, fingerprint
from horseshoe.store.backup import ORIGIN, backup, check, restore
from horseshoe.store.errors import Refused
from horseshoe.store.load import load
from horseshoe.store.models import AuditEntry, PledgeEvidence, Revision
from horseshoe.store.snapshot import snapshot

LATER = datetime(2026, 12, 24, 12, 0, 0, 999, UTC)


@pytest.fixture
def kept(filled: str, tmp_path: Path) -> Path:
    """A backup of a store in which something happened."""
    register("one", "two")
    writing.retract("pledges", "one", by="B. Registrar", why='It said "no",\nin two lines.', at=LATER)
    notifications.save_checkpoint("example.org/log\n117\nAAAA\n\n— example.org/log BBBB\n")
    backup(tmp_path / "store.zip")
    return tmp_path / "store.zip"


def _journals() -> tuple[list[object], ...]:
    return (
        list(Revision.objects.order_by("number").values_list()),
        list(AuditEntry.objects.exclude(what="restore").order_by("row").values_list("revision", "who", "when", "key")),
        list(notifications.entries()),
        list(notifications.checkpoints()),
        list(PledgeEvidence.objects.order_by("row").values_list("own_id", "revision")),
    )


def test_all_comes_back(kept: Path, make_empty: Callable[[], str]) -> None:
    record, journals = snapshot(), _journals()
    database.create(make_empty())
    manifest = restore(kept, "C. Keeper")
    assert manifest.revision == 3
    assert snapshot() == record
    assert _journals() == journals
    last = AuditEntry.objects.order_by("-row").values_list("who", "what").first()
    assert last == ("C. Keeper", "restore")
    assert register("three") == 4
    assert snapshot().pledges[:-1] == record.pledges


def test_a_backup_of_one_database_goes_into_the_other(kept: Path, tmp_path: Path) -> None:
    record = snapshot()
    database.create(f"sqlite:///{tmp_path / 'other.sqlite3'}")
    restore(kept, "C. Keeper")
    assert snapshot() == record


def test_it_is_restored_into_an_empty_place_only(kept: Path, filled: str, record: Record) -> None:
    with pytest.raises(Refused, match=r"There is a store at .* already"):
        restore(kept, "C. Keeper")


def _changed(file: Path, name: str, change: Callable[[bytes], bytes], *, rehash: bool = False) -> None:
    with zipfile.ZipFile(file) as archive:
        contents = {each: archive.read(each) for each in archive.namelist()}
    contents[name] = change(contents[name])
    if rehash:
        manifest = json.loads(contents[MANIFEST])
        manifest["files"][name] = sha256(contents[name]).hexdigest()
        contents[MANIFEST] = json.dumps(manifest).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for each, content in contents.items():
            archive.writestr(each, content)


def test_a_backup_that_was_changed_is_refused(kept: Path, make_empty: Callable[[], str]) -> None:
    noted = fingerprint(kept)
    _changed(kept, "tables/pledges.csv", lambda content: content.replace(b"KEN", b"GHA"))
    database.create(make_empty())
    with pytest.raises(Broken, match=r"tables/pledges.csv has another hash\. Nothing was restored"):
        restore(kept, "C. Keeper")
    with pytest.raises(Broken, match="it is another file"):
        check(kept, noted)
    assert not Revision.objects.exists()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("tables/pledges.csv", lambda content: b"".join(content.splitlines(keepends=True)[:-1])),
        ("tables/pledges.csv", lambda content: content.replace(b"note_verbale", b"phone_call")),
        ("revisions_of_rows.csv", lambda content: content.replace(b'"pledges","2"', b'"pledges","7"')),
        ("revisions_of_rows.csv", lambda content: content + b'"stances","1","2"\n'),
        ("revisions.csv", lambda content: content.replace(b"A. Registrar", b'A. "Registrar')),
        ("log_entries.csv", lambda content: content.replace(b'"list_imported"', b'"list_imported","x"')),
    ],
)
def test_tables_that_do_not_belong_together_are_not_restored(
    kept: Path, make_empty: Callable[[], str], name: str, change: Callable[[bytes], bytes]
) -> None:
    _changed(kept, name, change, rehash=True)
    url = make_empty()
    database.create(url)
    with pytest.raises(Broken, match=r"cannot be restored"):
        restore(kept, "C. Keeper")
    assert not Revision.objects.exists()
    assert not database.exists(url)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut short", b"id,state\n"])
def test_another_file_is_no_backup(url: str, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other.zip").write_bytes(content)
    database.create(url)
    with pytest.raises(Broken, match="is no whole backup"):
        restore(tmp_path / "other.zip", "C. Keeper")
    with pytest.raises(Broken, match="cannot be read: no such file"):
        restore(tmp_path / "none.zip", "C. Keeper")


@pytest.mark.parametrize("table", ["situations", "ballots"])
def test_a_backup_from_before_a_table_comes_back_without_it(
    kept: Path, make_empty: Callable[[], str], record: Record, table: str
) -> None:
    """As one made before there was a table of situations, or of ballots."""
    name = f"tables/{table}.csv"
    with zipfile.ZipFile(kept) as archive:
        contents = {each: archive.read(each) for each in archive.namelist() if each != name}
    lines = contents[ORIGIN].splitlines(keepends=True)
    contents[ORIGIN] = b"".join(line for line in lines if not line.startswith(f'"{table}"'.encode()))
    manifest = json.loads(contents[MANIFEST])
    del manifest["rows"][table], manifest["files"][name]
    manifest["files"][ORIGIN] = sha256(contents[ORIGIN]).hexdigest()
    contents[MANIFEST] = json.dumps(manifest).encode()
    with zipfile.ZipFile(kept, "w") as archive:
        for each, content in contents.items():
            archive.writestr(each, content)
    database.create(make_empty())
    restore(kept, "C. Keeper")
    rows = getattr(record, table)
    assert getattr(snapshot(), table) == ()
    assert snapshot().evidence == record.evidence
    missing: dict[str, Any] = {table: rows}
    assert load(Record(**missing), "C. Keeper").rows == {table: len(rows)}


def test_a_backup_with_a_table_that_is_not_known_is_of_a_newer_horseshoe(kept: Path) -> None:
    _changed(kept, MANIFEST, lambda content: content.replace(b'"rows": {', b'"rows": {"drafts": 1,'))
    with pytest.raises(Broken, match="holds a table drafts, which this Horseshoe does not know: update Horseshoe"):
        check(kept)


def test_a_backup_laid_out_otherwise_is_told_apart(kept: Path) -> None:
    _changed(kept, MANIFEST, lambda content: content.replace(b"horseshoe-backup-1", b"horseshoe-backup-2"))
    with pytest.raises(Broken, match="which this Horseshoe does not know"):
        check(kept)


def test_a_backup_never_overwrites(kept: Path) -> None:
    with pytest.raises(Refused, match="never overwrites"):
        backup(kept)
    assert [path.name for path in kept.parent.glob("*store.zip*")] == ["store.zip"]
