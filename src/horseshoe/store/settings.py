"""The Django settings of the store: as few as it needs, and no secret among them.

The names in capitals also make this a settings module, for ``django-admin makemigrations`` and the type checker.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from horseshoe.store.errors import StoreError

INSTALLED_APPS = ["horseshoe.store"]
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGGING_CONFIG = None  # the program that uses the store decides what is logged

PATIENCE = 30
"""Seconds for which a writer waits while another one writes."""

KEPT = 600
"""Seconds for which a server keeps a connection to PostgreSQL: to make one takes longer than most questions."""


def embedded(url: str) -> dict[str, Any]:
    """The settings for a program of its own whose store is at ``url``.

    Raises:
        StoreError: the URL is in no form that is known.
    """
    return {
        "INSTALLED_APPS": INSTALLED_APPS,
        "USE_TZ": USE_TZ,
        "TIME_ZONE": TIME_ZONE,
        "DEFAULT_AUTO_FIELD": DEFAULT_AUTO_FIELD,
        "LOGGING_CONFIG": LOGGING_CONFIG,
        "DATABASES": {"default": database(url)},
    }


def database(url: str) -> dict[str, Any]:
    """Django's settings of the database at ``url``.

    ``sqlite:///FILE`` is a file by its path (``sqlite:////var/lib/horseshoe.sqlite3`` by its full one);
    ``postgresql://USER:PASSWORD@HOST:PORT/NAME`` takes every form and option that PostgreSQL's own programs take.

    Raises:
        StoreError: the URL is in neither form. The sentence does not repeat it: it may hold a password.
    """
    scheme = url.partition(":")[0].lower()
    if scheme == "sqlite":
        return _sqlite(url)
    if scheme in ("postgresql", "postgres"):
        return _postgresql(url)
    raise StoreError(
        "The database URL is in no form that is known: it should be sqlite:///FILE or "
        "postgresql://USER:PASSWORD@HOST:PORT/NAME."
    )


def _sqlite(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    path = unquote(parts.path)[1:]
    if parts.netloc or not path or path.endswith("/") or parts.query or path == ":memory:":
        raise StoreError("An SQLite database is named by its file, as in sqlite:///FILE or sqlite:////FULL/PATH/FILE.")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(Path(path).expanduser().absolute()),
        "OPTIONS": {
            # A transaction that reads first and writes later would fail, not wait, where another one wrote meanwhile.
            "transaction_mode": "IMMEDIATE",
            "timeout": PATIENCE,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL",
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        told = dict(conninfo_to_dict(url))
    except ProgrammingError:
        raise StoreError(
            "The database URL cannot be read: it should be postgresql://USER:PASSWORD@HOST:PORT/NAME, with %40 for @ "
            "and %2F for / within a part."
        ) from None
    name = told.pop("dbname", None)
    if not name:
        raise StoreError("The database URL names no database: postgresql://USER:PASSWORD@HOST:PORT/NAME ends with one.")
    waiting = f"-c lock_timeout={PATIENCE}s"
    options = " ".join(filter(None, (str(told.pop("options", "")), waiting)))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": told.pop("user", ""),
        "PASSWORD": told.pop("password", ""),
        "HOST": told.pop("host", ""),
        "PORT": told.pop("port", ""),
        "CONN_MAX_AGE": KEPT,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": PATIENCE, **told, "options": options},
    }
