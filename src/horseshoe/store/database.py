"""Where the store is, whether there is one, and a connection to it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from horseshoe.store import settings as ours
from horseshoe.store.errors import Away, Busy, Full, NoStore, OtherVersion, StoreError

APP = "store"
"""The name of the app: that of this folder."""


def default_url() -> str:
    """HORSESHOE_DATABASE_URL, else an SQLite file in the user's data folder."""
    if named := os.environ.get("HORSESHOE_DATABASE_URL"):
        return named
    from platformdirs import user_data_path

    return f"sqlite:///{user_data_path('horseshoe') / 'horseshoe.sqlite3'}"


def connect(url: str | None = None) -> None:
    """Make the store at ``url`` the one that this process works with; the usual one where none is named.

    Django is set up where it is not. A program with Django settings of its own keeps its database where no URL is
    named. One process works with one store at a time: call this before it starts threads.

    Raises:
        NoStore: there is none: ``create`` makes one.
        OtherVersion: the store was written by a newer Horseshoe, or by an older one and needs ``upgrade``.
        StoreError: the URL is in no form that is known, or the server cannot be reached.
    """
    _point_to(url)
    known, applied = _steps()
    if not applied or not _revised():
        raise NoStore(f"There is no store at {place()}: make one with `horseshoe init`.")
    if known - applied:
        raise OtherVersion(
            f"The store at {place()} is of an older Horseshoe: back it up, then bring it up to date with "
            "`horseshoe load`."
        )


def use(url: str) -> None:
    """Make the database at ``url`` the one that this process works with, whatever is in it; Django is set up already.

    Raises:
        StoreError: the URL is in no form that is known.
    """
    _use(ours.database(url))


def exists(url: str | None = None) -> bool:
    """Whether there is a store at ``url`` with facts in it; nothing is created.

    Raises:
        OtherVersion: the store was written by a newer Horseshoe.
        StoreError: as for ``connect``.
    """
    if _file_is_missing(ours.database(url or default_url())):
        return False
    before = _database()
    _point_to(url)
    try:
        return bool(_steps()[1]) and _revised()
    finally:
        if before:
            _use(before)


def create(url: str | None = None) -> None:
    """Connect to the database at ``url`` and give it the store's schema, as far as it has not got it.

    Raises:
        OtherVersion: the store was written by a newer Horseshoe.
        StoreError: as for ``connect``, or the file cannot be made.
    """
    _point_to(url)
    from django.core.management import call_command

    prepare_place()
    _steps()
    with told_as_sentences():
        call_command("migrate", APP, verbosity=0, interactive=False)


upgrade = create
"""The schema of an older store is brought up to date by the same steps; facts stay as they are."""


def prepare_place() -> None:
    """Make the folder of the file that this process works with, where its database is one.

    Raises:
        StoreError: it cannot be made.
    """
    from django.db import connection

    if connection.vendor == "sqlite":
        folder = Path(connection.settings_dict["NAME"]).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{folder} cannot be made: {(error.strerror or 'unknown reason').lower()}.") from None


def place() -> str:
    """Where the store is, as it can be shown: the file, or server and database, never the password."""
    from django.db import connection

    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(told["NAME"])
    port = f":{told['PORT']}" if told["PORT"] else ""
    return f"{told['HOST'] or 'localhost'}{port}/{told['NAME']}"


@contextmanager
def told_as_sentences() -> Iterator[None]:
    """What the database refuses for reasons of its own, as one sentence each.

    Raises:
        Busy: another writer did not finish in time.
        Full: there is no room left.
        Away: its server does not answer.
        StoreError: the database cannot be reached, or is no database, or cannot be written to.
    """
    from django.db import DatabaseError, InterfaceError

    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        said = " ".join(str(error).split())
        if (known := refusal(error)) is not None:
            raise known from None
        raise StoreError(f"The database at {place()} does not work: {said.rstrip('.')}.") from error


def refusal(error: Exception) -> StoreError | None:
    """What a database refuses for a reason that is known, without its own words: they may quote a row.

    A connection that it has cut is given up, so that the next question opens another.

    Args:
        error: as Django raised it; the transaction that it ended is over.
    """
    from django.db import connection

    connection.close_if_unusable_or_obsolete()
    said = " ".join(str(error).split())
    state = getattr(error.__cause__, "sqlstate", None) or ""
    if "locked" in said or "lock timeout" in said:
        return Busy(
            f"Another writer holds the store at {place()} and did not finish within {ours.PATIENCE} seconds: try "
            "again; nothing was changed."
        )
    if state == "53100" or any(words in said for words in _FULL):
        return Full(
            f"There is no room left on the disk of the store at {place()}, or it cannot be written to: make room; "
            "nothing was changed."
        )
    if state == "25006":
        return StoreError(
            f"The database at {place()} is a replica, or its role may only read: write to the primary; nothing was "
            "changed."
        )
    if connection.vendor == "postgresql" and (state.startswith(("08", "57P")) or any(words in said for words in _AWAY)):
        return Away(
            f"The database at {place()} does not answer. What was being written is there whole or not at all: see, "
            "once it answers again, before you write it anew."
        )
    return None


_FULL = ("database or disk is full", "disk I/O error", "could not extend file", "No space left on device")
_AWAY = (
    "server closed the connection",
    "connection failed",
    "connection is bad",
    "connection is closed",
    "the connection is lost",
    "consuming input failed",
    "terminating connection",
)


def _point_to(url: str | None) -> None:
    import django
    from django.conf import settings

    if not settings.configured and not os.environ.get("DJANGO_SETTINGS_MODULE"):
        settings.configure(**ours.embedded(url or default_url()))
        django.setup()
    elif url or not settings.SETTINGS_MODULE:
        _use(ours.database(url or default_url()))


def _database() -> dict[str, Any] | None:
    """The settings of the database that this process works with, if it has come to that."""
    from django.conf import settings
    from django.db import connection

    return dict(connection.settings_dict) if settings.configured else None


def _use(database: dict[str, Any]) -> None:
    from django.db import connections

    wanted = connections.configure_settings({"default": database})["default"]
    if connections["default"].settings_dict != wanted:
        connections["default"].close()
        connections.settings["default"] = wanted
        del connections["default"]


def _file_is_missing(database: dict[str, Any]) -> bool:
    return database["ENGINE"].endswith("sqlite3") and not Path(database["NAME"]).is_file()


def _steps() -> tuple[set[str], set[str]]:
    """The steps of the schema that this version knows, and those that the store has been through."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    known = {name for app, name in MigrationLoader(None).disk_migrations if app == APP}
    if _file_is_missing(connection.settings_dict):
        return known, set()
    from django.db.migrations.recorder import MigrationRecorder

    with told_as_sentences():
        applied = {name for app, name in MigrationRecorder(connection).applied_migrations() if app == APP}
    if applied - known:
        raise OtherVersion(
            f"The store at {place()} was written by a newer Horseshoe, whose step {min(applied - known)} this one does "
            "not know: update Horseshoe."
        )
    return known, applied


def _revised() -> bool:
    """Whether the store holds any revision; one whose making was cut short holds none."""
    from horseshoe.store.models import Revision

    with told_as_sentences():
        return Revision.objects.exists()
