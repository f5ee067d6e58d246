"""Which facts a program of this user works with: those of the store, or the packaged ones with the user's own."""

from __future__ import annotations

import os
from pathlib import Path

import horseshoe
from horseshoe.facts.record import Record


def own_tables() -> Path:
    """The folder of the facts that this user brought in: HORSESHOE_TABLES, else the user's data folder."""
    if named := os.environ.get("HORSESHOE_TABLES"):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("horseshoe") / "tables"


def model_folder() -> Path:
    """The folder in which the numbers of fitted models are kept, to be fitted anew when lost."""
    from platformdirs import user_cache_path

    return user_cache_path("horseshoe") / "models"


def stored() -> bool:
    """Whether facts are kept in a store: the one that HORSESHOE_DATABASE_URL names, or one in the user's data folder.

    HORSESHOE_TABLES without HORSESHOE_DATABASE_URL asks for tables instead.

    Raises:
        horseshoe.store.errors.StoreError: the store cannot be used.
    """
    from horseshoe.store import database

    if "HORSESHOE_TABLES" in os.environ and "HORSESHOE_DATABASE_URL" not in os.environ:
        return False
    return database.exists()


def of_tables(folder: Path | None = None) -> Record:
    """The packaged facts with those in ``folder`` over them; by default the user's own.

    Raises:
        horseshoe.facts.tables.TableError: a table cannot be read.
    """
    mine = folder or own_tables()
    return horseshoe.open(mine) if any(mine.rglob("*.csv")) else horseshoe.open()
