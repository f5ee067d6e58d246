"""Commands that make a store, fill it, and bring its contents to safety."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Annotated

import typer

import horseshoe
from horseshoe.cli.keeping import Failed, login
from horseshoe.cli.options import own_tables

if TYPE_CHECKING:
    from horseshoe.store.archive import Manifest

OF_A_HOUSE = ("HORSESHOE_SECRET_KEY", "HORSESHOE_SECRET_KEY_FILE")
"""What is given where the environment describes a shared installation, and nowhere else."""

DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        help="sqlite:///FILE or postgresql://...; else HORSESHOE_DATABASE_URL, else a file in your data folder.",
        show_default=False,
    ),
]
ByOption = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who does this, for the audit; else your login name.")
]


def init(
    database: DatabaseOption = None,
    by: ByOption = None,
    key: Annotated[
        Path | None,
        typer.Option("--key", metavar="FILE", help="Where the key of the log lies; else HORSESHOE_LOG_KEY."),
    ] = None,
    log_name: Annotated[
        str | None, typer.Option("--log-name", metavar="NAME", help="The log's name, such as example.org/register.")
    ] = None,
) -> None:
    """Make a store.

    It gets its schema, the facts that ship with Horseshoe and those in your own tables; the log gets a key. A store
    that is there already is left alone.
    """
    from horseshoe.store import database as place
    from horseshoe.store.load import load as load_record
    from horseshoe.store.log import keys

    with _failures():
        if place.exists(database):
            raise Failed("There is a store already, and it was left alone: `horseshoe load` brings it up to date.")
        file = key or log_key()
        made = None if file.exists() else keys.generate(file, log_name)
        own = own_tables()
        folders = [own] if any(own.rglob("*.csv")) else []
        record = horseshoe.open(*folders)
        place.create(database)
        counts = load_record(record, by or login(), why="making of the store")
        typer.echo(f"Made a store at {place.place()}.")
        typer.echo(f"Loaded {_counted(counts.rows)}: the facts that ship{f', and those in {own}' if folders else ''}.")
        typer.echo(
            f"The key of the log is in {file}: keep a copy of it elsewhere, it is not in the store."
            if made
            else f"The key of the log was there already, in {file}."
        )
        typer.echo(f"Its public part: {keys.public_text(made or keys.load(file))}")


def load(
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="Tables to load; else those that ship.", show_default=False)
    ] = None,
    database: DatabaseOption = None,
    by: ByOption = None,
) -> None:
    """Load tables into the store.

    First the store's schema is brought up to date. What the store has already is passed over; all the rest goes in, or
    nothing.
    """
    from horseshoe.facts import tables
    from horseshoe.store import database as place
    from horseshoe.store.load import load as load_record

    with _failures():
        record = tables.read(folder) if folder else horseshoe.open()
        if not place.exists(database):
            place.connect(database)
        place.upgrade(database)
        why = f"load of {folder}" if folder else "load of the facts that ship"
        counts = load_record(record, by or login(), why=why)
        if counts.rows:
            typer.echo(f"Loaded {_counted(counts.rows)}: revision {counts.revision}.")
        else:
            typer.echo("Nothing to load: the store has all of it.")


def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the tables go.")],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace tables that are there.")] = False,
    database: DatabaseOption = None,
) -> None:
    """Write the store as a folder of tables: one CSV each, with all versions and retractions."""
    from horseshoe.store import database as place
    from horseshoe.store import export as exporting

    with _failures():
        place.connect(database)
        record = exporting.export(folder, overwrite=overwrite)
        counts = {table: len(rows) for table in record.__struct_fields__ if (rows := getattr(record, table))}
        typer.echo(f"Wrote {_counted(counts)} to {folder}.")


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The new file, such as horseshoe.zip.")],
    without_documents: Annotated[
        bool, typer.Option("--without-documents", help="Leave out the documents received: copy their folder yourself.")
    ] = False,
    database: DatabaseOption = None,
) -> None:
    """Write the whole store to one file, whichever database it is in.

    Tables, revisions, audit and log; not the key of the log. Of a shared installation also accounts, workspaces, tokens
    and the documents received: that file is as secret as they are, and only you may read it. Others can go on writing
    meanwhile.
    """
    from horseshoe.store import backup as keeping
    from horseshoe.store import database as place
    from horseshoe.store.archive import fingerprint

    with _failures():
        house = _house()
        place.connect(database)
        manifest = house.backup(file, documents=not without_documents) if house else keeping.backup(file)
        typer.echo(f"Wrote revision {manifest.revision}, {_all_of(manifest)}, to {file}.")
        typer.echo(f"Its SHA-256: {fingerprint(file)}")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `horseshoe backup` wrote.")],
    sha256: Annotated[
        str | None, typer.Option("--sha256", metavar="HASH", help="Restore only if the file has this hash.")
    ] = None,
    database: DatabaseOption = None,
    by: ByOption = None,
) -> None:
    """Put a backup into a place where there is no store yet: all of it, or nothing."""
    from horseshoe.store import backup as keeping
    from horseshoe.store import database as place

    with _failures():
        house = _house()  # first, since it sets Django up
        if place.exists(database):
            raise Failed("There is a store already, and it was left alone: restore into another place, see --database.")
        keeping.check(file, sha256, house=house is not None)
        if house:
            manifest = house.restore(file, by or login(), database)
        else:
            place.create(database)
            manifest = keeping.restore(file, by or login())
        typer.echo(f"Restored revision {manifest.revision}, {_all_of(manifest)}, to {place.place()}.")
        if house:
            _what_to_look_at(house)


def _what_to_look_at(house: ModuleType) -> None:
    """What a backup cannot know: what happened after it."""
    if tokens := house.standing_tokens():
        typer.echo(
            f"{'1 token holds' if tokens == 1 else f'{tokens} tokens hold'} as when the backup was made: revoke again "
            "what was revoked since (`horseshoe token list`)."
        )
    if lacking := house.lacking_documents():
        typer.echo(
            f"{'1 document is' if lacking == 1 else f'{lacking} documents are'} not in the backup: copy the folder "
            "HORSESHOE_FILES back too."
        )


def log_key() -> Path:
    """The file with the key of the log: HORSESHOE_LOG_KEY, else one in the user's data folder."""
    if named := os.environ.get("HORSESHOE_LOG_KEY"):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("horseshoe") / "log.key"


def _house() -> ModuleType | None:
    """How the shared installation that the environment describes is backed up, if it describes one."""
    if not any(os.environ.get(name) for name in OF_A_HOUSE):
        return None
    from horseshoe.desk.running import setup

    setup.prepare()
    from horseshoe.desk.running import backup as of_a_house

    return of_a_house


@contextmanager
def _failures() -> Iterator[None]:
    """What stands in the way, as the sentence that the command ends with."""
    from horseshoe.store.errors import StoreError
    from horseshoe.store.log.keys import BadKey

    try:
        yield
    except (StoreError, BadKey) as error:
        raise Failed(str(error)) from None


def _all_of(manifest: Manifest) -> str:
    documents = len(manifest.attached)
    told = f" and {documents} document{'' if documents == 1 else 's'}" if documents else ""
    return f"{_counted(manifest.rows)}{told}"


def _counted(rows: Mapping[str, int]) -> str:
    total, filled = sum(rows.values()), sum(1 for number in rows.values() if number)
    return f"{total:,} row{'' if total == 1 else 's'} in {filled} table{'' if filled == 1 else 's'}"
