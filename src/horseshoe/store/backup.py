"""One file that holds a whole store, whichever database it is in, and the way back from it."""

from __future__ import annotations

import csv
import io
import os
import tempfile
import zipfile
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from horseshoe.facts import tables
from horseshoe.facts.record import KEYS, Record
from horseshoe.store import columns, database, writing
from horseshoe.store.errors import Refused, StoreError
from horseshoe.store.snapshot import read, reading, snapshot

FORMAT = "horseshoe-backup-1"
"""How a backup is laid out: another layout gets another name."""

MANIFEST = "manifest.json"
ORIGIN = "revisions_of_rows.csv"
"""The file that says, row by row, which revision brought the rows of each table in."""

JOURNALS = ("revisions", "audit_entries", "log_entries", "checkpoints")
"""What keeps watch on the tables, in the order in which it can be put back."""


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds, so that it can be checked. One of an older Horseshoe lacks the tables that came later."""

    format: str
    made: datetime
    revision: int
    """The newest revision."""
    rows: dict[str, int]
    """Table to the number of its rows."""
    files: dict[str, str]
    """File to its SHA-256."""


class Broken(StoreError):
    """The file is no backup, or not as it was written."""


def backup(file: Path) -> Manifest:
    """Write the whole store to one new file, as it is at one moment; writers go on meanwhile.

    The file is a zip archive: every table of the Record as CSV, the revisions, the audit, the log and its checkpoints,
    and a manifest with the hash of each. The key that signs the log is not in the store, and so not in its backup.

    Raises:
        Refused: there is such a file already, or it cannot be written.
        horseshoe.store.errors.StoreError: the store cannot be read.
    """
    if file.exists():
        raise Refused(f"{file} is there already: a backup never overwrites.")
    with database.told_as_sentences(), reading():
        record = snapshot()
        files = {f"tables/{table}.csv": tables.to_csv(table, getattr(record, table)) for table in KEYS}
        files[ORIGIN] = _origins()
        files |= {f"{journal}.csv": _journal(journal) for journal in JOURNALS}
        revision = writing.newest()
    contents = {name: text.encode() for name, text in files.items()}
    manifest = Manifest(
        format=FORMAT,
        made=columns.now(),
        revision=revision,
        rows={table: len(getattr(record, table)) for table in KEYS},
        files={name: sha256(content).hexdigest() for name, content in contents.items()},
    )
    contents[MANIFEST] = msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
    _write(file, contents)
    return manifest


def restore(file: Path, by: str) -> Manifest:
    """Put a backup into the database that this process is connected to, which must hold no store yet: all or nothing.

    Revisions, audit and log come back as they were; one more entry in the audit says who restored them.

    Raises:
        Broken: the file is no backup, or was changed since it was written.
        Refused: there is a store already, or nobody is named.
        horseshoe.store.errors.StoreError: the database cannot be written to.
    """
    writing.refuse_nameless(by, "restore")
    manifest, contents = _read(file)
    with writing.alone():
        if writing.newest():
            raise Refused(f"There is a store at {database.place()} already: a backup is restored into an empty place.")
        try:
            record = _record(contents)
            _put_back(record, contents)
        except (ValueError, KeyError, StopIteration, csv.Error) as error:
            raise Broken(f"{file} cannot be restored: {str(error).rstrip('.')}. Nothing was changed.") from None
        if read() != record or writing.newest() != manifest.revision:
            raise Broken(f"{file} cannot be restored: its tables and its revisions do not belong together.")
        writing.audit_restore(by, f"backup of {manifest.made:%Y-%m-%d %H:%M} UTC, revision {manifest.revision}")
    return manifest


def check(file: Path, fingerprint_told: str | None = None) -> Manifest:
    """What a backup says of itself, once every file in it was found to have its hash; nothing is restored.

    Args:
        file: the backup.
        fingerprint_told: the SHA-256 of the whole file, where one was noted down when it was made.

    Raises:
        Broken: the file is no backup, or was changed since it was written.
    """
    if fingerprint_told is not None and fingerprint(file) != fingerprint_told.strip().lower():
        raise Broken(f"{file} has the SHA-256 {fingerprint(file)}, not the one that was given: it is another file.")
    return _read(file)[0]


def fingerprint(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal.

    Raises:
        Broken: it cannot be read.
    """
    try:
        return sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise Broken(f"{file} cannot be read: {(error.strerror or 'unknown reason').lower()}.") from None


def _write(file: Path, contents: Mapping[str, bytes]) -> None:
    """Write the archive beside its place and move it there: an interruption leaves no half of a backup."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
        try:
            with os.fdopen(descriptor, "wb") as out:
                with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
                    for path, content in contents.items():
                        archive.writestr(path, content)
                out.flush()
                os.fsync(out.fileno())
            Path(name).rename(file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Refused(f"{file} cannot be written: {(error.strerror or 'unknown reason').lower()}.") from None


def _read(file: Path) -> tuple[Manifest, dict[str, bytes]]:
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
            contents = {name: archive.read(name) for name in manifest.files}
    except OSError as error:
        raise Broken(f"{file} cannot be read: {(error.strerror or 'unknown reason').lower()}.") from None
    except (zipfile.BadZipFile, KeyError, msgspec.DecodeError, EOFError, ValueError, RuntimeError, NotImplementedError):
        raise Broken(f"{file} is no whole backup: `horseshoe backup` writes one.") from None
    if manifest.format != FORMAT:
        raise Broken(f"{file} is laid out as {manifest.format}, which this Horseshoe does not know: update Horseshoe.")
    if unknown := manifest.rows.keys() - KEYS.keys():
        raise Broken(f"{file} holds a table {min(unknown)}, which this Horseshoe does not know: update Horseshoe.")
    wanted = {*(f"tables/{table}.csv" for table in manifest.rows), ORIGIN, *(f"{name}.csv" for name in JOURNALS)}
    if missing := wanted - contents.keys():
        raise Broken(f"{file} is no whole backup: it lacks {min(missing)}.")
    for name, content in contents.items():
        if sha256(content).hexdigest() != manifest.files[name]:
            raise Broken(f"{file} was changed since it was written: {name} has another hash. Nothing was restored.")
    return manifest, contents


def _record(contents: Mapping[str, bytes]) -> Record:
    with tempfile.TemporaryDirectory() as folder:
        for table in KEYS:
            if (name := f"tables/{table}.csv") in contents:
                (Path(folder) / f"{table}.csv").write_bytes(contents[name])
        return tables.read(Path(folder))


def _put_back(record: Record, contents: Mapping[str, bytes]) -> None:
    _put_back_journal(JOURNALS[0], contents)
    origins: dict[str, list[int]] = {table: [] for table in KEYS}
    for table, revision, count in _lines(contents[ORIGIN]):
        origins[table] += [int(revision)] * int(count)
    revisions = set(columns.model(JOURNALS[0])._default_manager.values_list("pk", flat=True))
    if unknown := {number for numbers in origins.values() for number in numbers} - revisions:
        raise ValueError(f"Rows came with revision {min(unknown)}, and there is no such revision")
    for table in KEYS:
        if len(rows := getattr(record, table)) != len(origins[table]):
            raise ValueError(f"{table} has {len(rows)} rows, and revisions brought in {len(origins[table])}")
        columns.insert(table, rows, origins[table])
    for journal in JOURNALS[1:]:
        _put_back_journal(journal, contents)


def _put_back_journal(journal: str, contents: Mapping[str, bytes]) -> None:
    kind = columns.model(journal)
    read = {field.attname: field.to_python for field in kind._meta.concrete_fields}
    names = _columns(journal)
    made = [
        kind(**{name: read[name](value) for name, value in zip(names, line, strict=True)})
        for line in _lines(contents[f"{journal}.csv"])
    ]
    kind._default_manager.bulk_create(made, batch_size=columns.BATCH)


def _lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))[1:]


def _columns(journal: str) -> list[str]:
    """The columns of a journal, without the number that only counts its rows."""
    return [field.attname for field in columns.model(journal)._meta.concrete_fields if field.attname != "row"]


def _journal(journal: str) -> str:
    names = _columns(journal)
    return _csv(names, columns.model(journal)._default_manager.order_by("pk").values_list(*names))


def _origins() -> str:
    """Which revision brought the rows in: one line for each run of rows that came together."""
    runs: list[list[Any]] = []
    for table in KEYS:
        for revision in columns.model(table)._default_manager.order_by("row").values_list("revision_id", flat=True):
            if runs and runs[-1][:2] == [table, revision]:
                runs[-1][2] += 1
            else:
                runs.append([table, revision, 1])
    return _csv(["table", "revision", "rows"], runs)


def _csv(header: list[str], rows: Any) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows([value.isoformat() if isinstance(value, datetime) else value for value in row] for row in rows)
    return out.getvalue()
