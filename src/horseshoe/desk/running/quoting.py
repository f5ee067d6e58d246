"""Whether PostgreSQL writes into a log of its own what people type: of faults it quotes statements, and their rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from horseshoe.desk.running.findings import Finding, doubtful, good
from horseshoe.store import database

QUIET: Mapping[str, tuple[str, ...]] = {
    "log_statement": ("none", "ddl"),
    "log_min_error_statement": ("panic", "fatal", "log"),
    "log_min_duration_statement": ("-1",),
    "log_error_verbosity": ("terse",),
}
"""Settings of PostgreSQL to the values with which its log quotes no row (PostgreSQL 16, section 20.8)."""


def examine() -> Iterator[Finding]:
    """Look at the settings of PostgreSQL's log; of SQLite, which keeps none, there is nothing to say."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return
    loud = []
    with database.told_as_sentences(), connection.cursor() as cursor:
        for name, quiet in QUIET.items():
            cursor.execute(f"SHOW {name}")
            (value,) = cursor.fetchone()
            if value not in quiet:
                loud.append(f"{name} is {value} and should be {quiet[0]}")
    if loud:
        yield doubtful(
            f"PostgreSQL may quote in its own log what workspaces keep, where a statement fails: {', '.join(loud)}. A "
            "superuser changes that with ALTER DATABASE ... SET."
        )
    else:
        yield good("PostgreSQL quotes nothing of what workspaces keep in its own log.")
