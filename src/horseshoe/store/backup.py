"""One file that holds a whole store, whichever database it is in, and the way back from it."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import msgspec

from horseshoe.facts import tables
from horseshoe.facts.record import KEYS, Record
from horseshoe.store import archive, columns, database, writing
from horseshoe.store.archive import Broken, Manifest
from horseshoe.store.errors import Refused
from horseshoe.store.snapshot import read, reading, snapshot

FORMAT = "horseshoe-backup-1"
"""How a backup is laid out: another layout gets another name."""

FORMAT_OF_A_HOUSE = "horseshoe-backup-house-1"
"""How a backup of a shared installation is laid out: as the other, with more files."""

HOUSE = "workspaces"
"""A table that a store has if it is that of a shared installation."""

ORIGIN = "revisions_of_rows.csv"
"""The file that says, row by row, which revision brought the rows of each table in."""

JOURNALS = ("revisions", "audit_entries", "log_entries", "checkpoints")
"""What keeps watch on the tables, in the order in which it can be put back."""


class More(msgspec.Struct, frozen=True):
    """What the backup of a shared installation holds beside the store."""

    texts: Mapping[str, str]
    """File to what is in it."""
    attached: Mapping[str, Path]
    """Further file to where it lies; its name ends with its SHA-256."""


Attached = Iterator[tuple[str, IO[bytes]]]
"""Further files as they come out of a backup: the SHA-256 and the content of each."""


def backup(file: Path, more: Callable[[], More] | None = None) -> Manifest:
    """Write the whole store to one new file, as it is at one moment; writers go on meanwhile.

    The file is a zip archive: every table of the Record as CSV, the revisions, the audit, the log and its checkpoints,
    and a manifest with the hash of each. The key that signs the log is not in the store, and so not in its backup.

    Args:
        file: the new file.
        more: gives what else a shared installation holds, read at the same moment.

    Raises:
        Refused: there is such a file already, or it cannot be written; or the store is that of a shared installation,
            and nobody gives what else there is; or that is not whole.
        horseshoe.store.errors.StoreError: the store cannot be read.
    """
    if file.exists():
        raise Refused(f"{file} is there already: a backup never overwrites.")
    with database.told_as_sentences(), reading():
        record = snapshot()
        files = {f"tables/{table}.csv": tables.to_csv(table, getattr(record, table)) for table in KEYS}
        files[ORIGIN] = _origins()
        files |= {f"{journal}.csv": _journal(journal) for journal in JOURNALS}
        attached: Mapping[str, Path] = {}
        if more is not None:
            further = more()
            files |= further.texts
            attached = further.attached
        elif _is_of_a_house():
            raise Refused(
                f"The store at {database.place()} is that of a shared installation: back it up with the environment of "
                "one (HORSESHOE_SECRET_KEY_FILE and the others), so that its accounts and workspaces are in it."
            )
        revision = writing.newest()
    manifest = Manifest(
        format=FORMAT if more is None else FORMAT_OF_A_HOUSE,
        made=columns.now(),
        revision=revision,
        rows={table: len(getattr(record, table)) for table in KEYS},
        files={},
    )
    return archive.write(file, manifest, {name: text.encode() for name, text in files.items()}, attached)


def restore(file: Path, by: str, more: Callable[[Mapping[str, bytes], Attached], None] | None = None) -> Manifest:
    """Put a backup into the database that this process is connected to, which must hold no store yet: all or nothing.

    Revisions, audit and log come back as they were; one more entry in the audit says who restored them.

    Args:
        file: the backup.
        by: who restores it.
        more: puts back what else a shared installation holds.

    Raises:
        Broken: the file is no backup, or was changed since it was written.
        Refused: there is a store already, or nobody is named; or the backup is that of a shared installation, and
            nobody puts back what else it holds.
        horseshoe.store.errors.StoreError: the database cannot be written to.
    """
    from django.core.exceptions import ValidationError

    writing.refuse_nameless(by, "restore")
    manifest, contents = _read(file)
    _refuse_half(file, manifest, house=more is not None)
    with writing.alone():
        if writing.newest():
            raise Refused(f"There is a store at {database.place()} already: a backup is restored into an empty place.")
        try:
            record = _record(contents)
            _put_back(record, contents)
            if more is not None and manifest.format == FORMAT_OF_A_HOUSE:
                more(contents, archive.attached(file, manifest))
        except (ValueError, KeyError, StopIteration, OverflowError, ValidationError, csv.Error) as error:
            raise Broken(f"{file} cannot be restored: {str(error).rstrip('.')}. Nothing was changed.") from None
        if read() != record or writing.newest() != manifest.revision:
            raise Broken(f"{file} cannot be restored: its tables and its revisions do not belong together.")
        writing.audit_restore(by, f"backup of {manifest.made:%Y-%m-%d %H:%M} UTC, revision {manifest.revision}")
    return manifest


def check(file: Path, fingerprint_told: str | None = None, *, house: bool = False) -> Manifest:
    """What a backup says of itself, once every file in it was found to have its hash; nothing is restored.

    Args:
        file: the backup.
        fingerprint_told: the SHA-256 of the whole file, where one was noted down when it was made.
        house: whether it is to be restored as a shared installation.

    Raises:
        Broken: the file is no backup, or was changed since it was written.
        Refused: it is that of a shared installation, and to be restored without.
    """
    if fingerprint_told is not None and (found := archive.fingerprint(file)) != fingerprint_told.strip().lower():
        raise Broken(f"{file} has the SHA-256 {found}, not the one that was given: it is another file.")
    manifest, _ = _read(file)
    _refuse_half(file, manifest, house=house)
    return manifest


def _refuse_half(file: Path, manifest: Manifest, *, house: bool) -> None:
    if manifest.format == FORMAT_OF_A_HOUSE and not house:
        raise Refused(
            f"{file} is the backup of a shared installation: restore it with the environment of one "
            "(HORSESHOE_SECRET_KEY_FILE and the others), so that its accounts and workspaces come back."
        )


def _is_of_a_house() -> bool:
    from django.db import connection

    return HOUSE in connection.introspection.table_names()


def _read(file: Path) -> tuple[Manifest, dict[str, bytes]]:
    manifest, contents = archive.read(file)
    if manifest.format not in (FORMAT, FORMAT_OF_A_HOUSE):
        raise Broken(f"{file} is laid out as {manifest.format}, which this Horseshoe does not know: update Horseshoe.")
    if unknown := manifest.rows.keys() - KEYS.keys():
        raise Broken(f"{file} holds a table {min(unknown)}, which this Horseshoe does not know: update Horseshoe.")
    wanted = {*(f"tables/{table}.csv" for table in manifest.rows), ORIGIN, *(f"{name}.csv" for name in JOURNALS)}
    if missing := wanted - contents.keys():
        raise Broken(f"{file} is no whole backup: it lacks {min(missing)}.")
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
        if table not in origins:
            raise ValueError(f"{table!r} is no table")
        if not 0 < int(count) <= len(getattr(record, table)):
            raise ValueError(f"{table} has {len(getattr(record, table))} rows, and one revision brought in {count}")
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
