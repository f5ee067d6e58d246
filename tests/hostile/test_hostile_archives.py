"""Archives made to do harm: Word documents for the list importer, backups, and what a hostile installation answers."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from itertools import count
from pathlib import Path

import list_documents
import pytest
from hypothesis import HealthCheck, given, settings
from nasty import TOKENS, Named, mangled, must_be_clear
from registering import register
from settled import settle

from horseshoe.facts import tables
from horseshoe.facts.record import Record
from horseshoe.facts.tables import TableError
from horseshoe.sources.files import WrongFile
from horseshoe.sources.lists import reading
from horseshoe.store import database
from horseshoe.store.archive import MANIFEST, Broken
from horseshoe.store.backup import ORIGIN, backup, check, restore
from horseshoe.store.errors import StoreError
from horseshoe.store.load import load

settle()

from django.db import connections  # noqa: E402 (after the settings)

_numbers = count(1)

CALM = settings(
    max_examples=25, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


def packed(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_a_word_document_that_unpacks_without_end_is_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(list_documents.word(["Kenya"]))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["word/document.xml"] += b" " * (80 * 1024**2)
    with pytest.raises(WrongFile, match="larger than 64 MB unpacked"):
        reading.read(Named(packed(files), "a.docx"))


def test_entities_of_a_word_document_are_not_expanded() -> None:
    with zipfile.ZipFile(io.BytesIO(list_documents.word(["Kenya"]))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE x [<!ENTITY l0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{laughs}]>'.encode()
    start = files["word/document.xml"].index(b"?>") + 2
    content = files["word/document.xml"].replace(b"Kenya", b"Kenya &f; &l9;")
    files["word/document.xml"] = content[:start] + head + content[start:]
    try:
        said = reading.read(Named(packed(files), "a.docx")).text
    except WrongFile as error:
        said = str(error)
    assert "root:" not in said
    assert len(said) < 1_000


# -- backups ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, record: Record) -> dict[str, bytes]:
    """The files of a backup of a small store."""
    folder = tmp_path_factory.mktemp("kept")
    database.create(f"sqlite:///{folder / 'store.sqlite3'}")
    few = Record(sources=record.sources, states=(record.state["KEN"],), instruments=record.instruments)
    load(few, "the tests")
    register("one")
    backup(folder / "store.zip")
    connections.close_all()
    with zipfile.ZipFile(folder / "store.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def forged(files: dict[str, bytes], name: str, content: bytes) -> bytes:
    """The backup with one file exchanged, and its hash put right."""
    manifest = json.loads(files[MANIFEST])
    if name != MANIFEST:
        manifest["files"][name] = hashlib.sha256(content).hexdigest()
        return packed({**files, name: content, MANIFEST: json.dumps(manifest).encode()})
    return packed({**files, MANIFEST: content})


@pytest.mark.filterwarnings("ignore:.*received a naive datetime")
def test_a_backup_that_was_tampered_with_is_refused_and_nothing_is_restored(
    kept: dict[str, bytes], tmp_path: Path
) -> None:
    file = tmp_path / "forged.zip"
    database.create(f"sqlite:///{tmp_path / 'other.sqlite3'}")
    whole = packed(kept)

    def refused(content: bytes) -> None:
        from horseshoe.store.models import Revision

        file.write_bytes(content)
        try:
            restore(file, "C. Keeper")
        except StoreError as error:
            must_be_clear(error)
        else:
            raise AssertionError("It was restored.")
        if Revision.objects.exists():
            raise AssertionError("Some of it was restored.")

    @CALM
    @given(mangled(whole).filter(lambda content: content != whole))
    def tried(content: bytes) -> None:
        file.write_bytes(content)
        try:
            check(file)
        except Broken as error:
            must_be_clear(error)

    tried()
    for name in ("revisions.csv", "log_entries.csv", ORIGIN, "tables/pledges.csv"):
        lines = kept[name].splitlines(keepends=True)
        cells = lines[1].split(b",")
        for place in range(len(cells)):
            for token in TOKENS[place::24]:
                put = b'"' + token.replace('"', "").encode("utf-8", "replace") + b'"'
                if put.strip(b'" ') and put not in cells[place]:
                    line = b",".join([*cells[:place], put, *cells[place + 1 :]])
                    file.write_bytes(forged(kept, name, b"".join([lines[0], line.rstrip(b"\n") + b"\n", *lines[2:]])))
                    _restored_or_refused(file, tmp_path)
    refused(forged(kept, ORIGIN, b'"table","revision","rows"\n"pledges","2","999999999999"\n'))


def _restored_or_refused(file: Path, folder: Path) -> None:
    try:
        check(file)
        restore(file, "C. Keeper")
    except StoreError as error:
        must_be_clear(error)
    else:  # what was put in its place fits there too: begin again in an empty place
        connections.close_all()
        database.create(f"sqlite:///{folder / f'other-{next(_numbers)}.sqlite3'}")


def test_a_backup_that_unpacks_without_end_is_refused(kept: dict[str, bytes], tmp_path: Path) -> None:
    file = tmp_path / "bomb.zip"
    file.write_bytes(packed({**kept, "audit_entries.csv": b" " * (20 * 1024**2)}))
    with pytest.raises(Broken, match="would unpack to"):
        check(file)


# -- a folder of tables -------------------------------------------------------------------------


def test_any_table_is_read_or_clearly_refused(record: Record, tmp_path: Path) -> None:
    sample = tables.to_csv("sources", record.sources[:4]).encode()

    @CALM
    @given(mangled(sample))
    def tried(content: bytes) -> None:
        (tmp_path / "sources.csv").write_bytes(content)
        try:
            tables.read_table("sources", tmp_path / "sources.csv")
        except TableError as error:
            must_be_clear(error)

    tried()
