"""Where facts that a user brings in are kept: in the store, if there is one, else in tables of the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from horseshoe.cli.options import own_tables, stored
from horseshoe.facts.record import Record

if TYPE_CHECKING:
    from horseshoe.store.log.entry import EntryKind


class Failed(Exception):
    """A command did not go ahead, and nothing was changed; the sentence says why."""


def login() -> str:
    """Who is at the keyboard, by the name of the login.

    Raises:
        Failed: this machine does not tell.
    """
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise Failed("This machine tells no login name: say who you are with --by.") from None


def keep(
    rows: Record, facts: Record, *, by: str, why: str, log: EntryKind | None = None, into: Path | None = None
) -> str:
    """Write rows, all of them or none, and say in a sentence where they went.

    Args:
        rows: what is new.
        facts: what is known already; the rows may refer to it.
        by: who writes.
        why: what for.
        log: under which heading public acts enter the log, where a store keeps one.
        into: a folder of tables to write to, whatever else there is.

    Raises:
        Failed: the rows do not fit what is known.
    """
    from horseshoe.sources import accept
    from horseshoe.store import database, writing

    if into is None and stored():
        database.connect()
        revision = writing.add(rows, by=by, why=why, log=log)
        return f"Written to the store: revision {revision}."
    folder = into or own_tables()
    try:
        written = accept.into(folder, rows, facts)
    except accept.Refused as error:
        raise Failed(str(error)) from None
    if not written:
        return "Nothing to write: all of it is known already."
    counted = ", ".join(f"{number} in {name}" for name, number in written.items())
    return f"Written to {folder}: {counted}."
