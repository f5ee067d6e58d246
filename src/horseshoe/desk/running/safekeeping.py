"""Whether what is confirmed stays: the disk, the clock, the log and its key; and who may read secrets."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from horseshoe.desk.running.environment import LEADING
from horseshoe.desk.running.findings import Finding, doubtful, good, wrong
from horseshoe.store import database

SKEW = 30
"""Seconds by which the clocks of the program and of its database may differ."""

SPACE = 500
"""Megabytes that should be free where an SQLite file grows, or documents are kept."""

SAFE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
"""PostgreSQL's settings under which what is confirmed is on the disk (PostgreSQL 16, section 30.1)."""

SECRETS = ("SECRET_KEY_FILE", "METRICS_TOKEN_FILE", "OIDC_SECRET_FILE")


def clock() -> Iterator[Finding]:
    """This machine's clock, beside the database's and beside what was written."""
    from django.db import connection

    from horseshoe.store.models import Revision

    now = datetime.now(UTC)
    with database.told_as_sentences():
        newest = Revision.objects.order_by("-at").values_list("at", flat=True).first()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT now()")
                apart = abs((now - cursor.fetchone()[0]).total_seconds())
            if apart > SKEW:
                yield wrong(f"This machine's clock and the database's are {apart:.0f} seconds apart: set both by NTP.")
    if newest is not None and (ahead := (newest - now).total_seconds()) > SKEW:
        yield wrong(
            f"A change is dated {newest:%Y-%m-%d %H:%M} UTC, which lies ahead of this machine's clock by {ahead:.0f} "
            "seconds: one of the two was or is wrong. The log goes on in its order; entries have that date until then."
        )


def disk() -> Iterator[Finding]:
    """What the database does before it confirms, and how much room there is where this program writes."""
    from django.db import connection

    from horseshoe.desk.depositary import papers

    with database.told_as_sentences(), connection.cursor() as cursor:
        yield from (_of_postgresql if connection.vendor == "postgresql" else _of_sqlite)(cursor)
    yield from _room(papers.folder(), "the documents received")


def _of_postgresql(cursor: Any) -> Iterator[Finding]:
    cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(SAFE)])
    found = dict(cursor.fetchall())
    loose = [name for name, setting in SAFE.items() if found.get(name, setting) == "off"]
    if loose:
        yield wrong(f"PostgreSQL has {', '.join(loose)} off: what was confirmed can be lost when it crashes.")
    cursor.execute("SELECT pg_is_in_recovery(), pg_database_size(current_database())")
    replica, size = cursor.fetchone()
    if replica:
        yield wrong("The database is a replica: nobody can write here. Give the installation the primary.")
    if not loose:
        yield good(f"PostgreSQL writes to the disk before it confirms; the database takes {size / 1e6:.0f} MB.")


def _of_sqlite(cursor: Any) -> Iterator[Finding]:
    cursor.execute("PRAGMA quick_check(1)")
    if (told := cursor.fetchone()[0]) != "ok":
        yield wrong(f"The file of the database is damaged ({told}): restore a backup into another place.")
    file = Path(database.place())
    if file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield wrong(f"Others may open {file}, and with it every workspace: chmod 600 it.")
    yield from _room(file.parent, "the database")


def _room(folder: Path, what: str) -> Iterator[Finding]:
    there = next(each for each in (folder, *folder.parents) if each.is_dir())
    free = shutil.disk_usage(there).free / 1e6
    if not os.access(there, os.W_OK):
        yield wrong(f"This program may not write to {there}, where {what} should lie: give it to the user who runs it.")
    elif free < SPACE:
        yield wrong(f"Only {free:.0f} MB are free in {there}, for {what}: {SPACE} should be.")
    else:
        yield good(f"{free:,.0f} MB are free in {there}, for {what}.")


def log(file: Path) -> Iterator[Finding]:
    """The key of the log, and how far the log is signed with it.

    Args:
        file: the file with the key.
    """
    from horseshoe.store import notifications
    from horseshoe.store.log import keys
    from horseshoe.store.log.checkpoint import Forged, read_by

    if not file.is_file():
        yield wrong(f"There is no key of the log at {file}: `horseshoe install` makes one.")
        return
    try:
        key = keys.load(file)
    except keys.BadKey as error:
        yield wrong(str(error))
        return
    yield good(f"The key of the log is in {file}, and nobody else may read it.")
    for old in sorted(file.parent.glob(f"{file.name}.*.retired")):
        yield doubtful(f"A key that was replaced lies in {old}: take it away from here, or destroy it.")
    text, size = notifications.checkpoint(), notifications.count()
    if text is None:
        yield doubtful(f"None of the {size} entries of the log is signed: `horseshoe log checkpoint` signs them.")
        return
    try:
        signed = read_by(text, key).size
    except Forged as error:
        yield wrong(f"The newest checkpoint is not by the key in {file}. {error}")
        return
    if signed < size:
        yield doubtful(f"{size - signed} of {size} entries of the log are not signed: `horseshoe log checkpoint` does.")
    else:
        yield good(f"All {size} entries of the log are signed.")


def secrets() -> Iterator[Finding]:
    """The files with secrets that the environment names: who may read them."""
    named = {name: Path(os.environ[f"{LEADING}{name}"]) for name in SECRETS if os.environ.get(f"{LEADING}{name}")}
    for name, path in named.items():
        mode = path.stat().st_mode if path.is_file() else 0
        if mode & stat.S_IRWXO:
            yield doubtful(f"Anybody who can sign in to this machine may read {path} ({LEADING}{name}): chmod 600 it.")
