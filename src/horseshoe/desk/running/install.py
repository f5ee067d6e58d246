"""Make or upgrade every table of an installation; two that do so at once wait for one another."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from horseshoe.store import database
from horseshoe.store.errors import StoreError


def install() -> tuple[str, ...]:
    """Bring the database that Django is set up with to this version, as far as it is not there; facts stay.

    Within ``alone``, where somebody else might do the same.

    Returns:
        The steps that were taken, each as ``app.step``; none where there was nothing to do.

    Raises:
        StoreError: the database cannot be reached, or is of a newer Horseshoe.
    """
    from django.core.management import call_command
    from django.db import connection

    from horseshoe.desk.running import tables
    from horseshoe.desk.workspace import locks

    with database.told_as_sentences():
        todo = steps()
        if todo:
            call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        locks.lock(connection, tables.of_workspaces(), tables.of_the_house())
        return todo


def steps() -> tuple[str, ...]:
    """The steps that the database has yet to take, each as ``app.step``.

    Raises:
        StoreError: it was written by a newer Horseshoe.
    """
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.migrations.loader import MigrationLoader

    if not there():
        return tuple(sorted(map(".".join, MigrationLoader(None).disk_migrations)))
    executor = MigrationExecutor(connection)
    ours = {app for app, _ in executor.loader.disk_migrations}
    newer = {key for key in executor.loader.applied_migrations if key[0] in ours} - set(executor.loader.disk_migrations)
    if unknown := sorted(key for key in newer if key[0] in ("store", "desk")):
        raise StoreError(
            f"The store at {database.place()} was written by a newer Horseshoe, whose step {'.'.join(unknown[0])} this "
            "one does not know: update Horseshoe."
        )
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return tuple(f"{step.app_label}.{step.name}" for step, _ in plan)


def there() -> bool:
    """Whether there can be anything: an SQLite file that is not there is not made by looking."""
    from django.db import connection

    return connection.vendor != "sqlite" or Path(connection.settings_dict["NAME"]).is_file()


@contextmanager
def alone() -> Iterator[None]:
    """No other installation of the same store goes on meanwhile; one that began earlier is waited for."""
    from django.db import connection

    database.prepare_place()
    if connection.vendor == "postgresql":
        number = zlib.crc32(b"horseshoe install")
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '10min'")
            cursor.execute("SELECT pg_advisory_lock(%s)", [number])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
                cursor.execute("RESET lock_timeout")
    else:
        import fcntl

        file = Path(connection.settings_dict["NAME"])
        try:
            with suppress(FileExistsError):  # a new file is its owner's alone: whoever reads it reads every workspace
                os.close(os.open(file, os.O_CREAT | os.O_EXCL, mode=0o600))
            held = file.with_name(f"{file.name}.install").open("w")
        except OSError as error:
            raise StoreError(f"{file} cannot be made: {(error.strerror or 'unknown reason').lower()}.") from None
        with held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield
