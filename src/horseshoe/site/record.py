"""The Record that the pages show, which revision of it, and the day: read again when one of them moved."""

from __future__ import annotations

import datetime
import hashlib
import logging
import threading
import time
from functools import cache
from pathlib import Path

import msgspec

from horseshoe.facts.record import Record
from horseshoe.facts.tables import PACKAGED, TableError
from horseshoe.site import settings
from horseshoe.store import opening
from horseshoe.store.errors import StoreError

PATIENCE = 0.5
"""Seconds for which the facts are not looked at again: what another process wrote is seen within a second."""

log = logging.getLogger(__name__)


class Held(msgspec.Struct, frozen=True):
    """What is known, and as of when."""

    record: Record
    revision: str
    """Changes whenever a fact does, or what makes pages of them."""
    on: datetime.date
    url: str = ""
    """Where the site stands, ending in a stroke, for what has to be absolute; empty where it is not known."""

    @property
    def moment(self) -> str:
        """The revision and the day: what is rendered stays right as long as this stays."""
        return f"{self.revision}-{self.on:%Y%m%d}"


class Keeper:
    """Holds the newest Record of this process.

    Where the facts cannot be read any more, those read last stand, and the log says why.
    """

    def __init__(self, on: datetime.date | None = None, url: str = "") -> None:
        """Make one.

        Args:
            on: the day of every page; today, whatever day that becomes, where it is not given.
            url: where the site stands, ending in a stroke.
        """
        self._on = on
        self._url = url
        self._lock = threading.Lock()
        self._held: Held | None = None
        self._mark: object = None
        self._stored = False
        self._looked = 0.0

    def held(self) -> Held:
        """The Record, its revision and the day; the facts are looked at every half second at most.

        Raises:
            TableError, StoreError: the facts cannot be read, and never could.
        """
        now = time.monotonic()
        held = self._held
        if held is not None and now - self._looked < PATIENCE:
            return held
        with self._lock:
            if self._held is None or time.monotonic() - self._looked >= PATIENCE:
                return self._look()
            return self._held

    def look_again(self) -> None:
        """Have the facts looked at when they are next asked for: they were just written here."""
        self._looked = float("-inf")

    def _look(self) -> Held:
        """Look at the facts, under the lock; where something was written here meanwhile, that is looked at next."""
        before = self._looked
        held = self._held = self._looked_at()
        if self._looked == before:
            self._looked = time.monotonic()
        return held

    def _looked_at(self) -> Held:
        day = self._on or today()
        try:
            mark = _mark(connected=self._stored)
            if self._held is not None and mark == self._mark:
                return self._held if self._held.on == day else self._made(self._held.record, self._held.revision, day)
            record, revision = _read(mark, self._url)
        except (TableError, StoreError, OSError) as error:
            if self._held is None:
                raise
            log.error("The facts cannot be read; those read before are shown. %s", error)
            return self._made(self._held.record, self._held.revision, day)
        self._mark, self._stored = mark, mark[0] == "store"
        return self._made(record, revision, day)

    def _made(self, record: Record, revision: str, day: datetime.date) -> Held:
        return Held(record, revision, day, self._url)


def today() -> datetime.date:
    """The day by this machine's clock: the only place below the pages where the clock is read."""
    return datetime.date.today()  # noqa: DTZ011 (a desk officer's day is the local one)


def _mark(*, connected: bool) -> tuple[object, ...]:
    """What changes whenever the facts do, and costs little to find out: in a store one small query.

    Args:
        connected: whether the facts were read from a store before.
    """
    if connected or opening.stored():
        from horseshoe.store import database, snapshot

        if not connected:
            database.connect()
        return ("store", database.place(), snapshot.revision())
    files = [path for folder in _folders() for path in sorted(folder.rglob("*.csv"))]
    return ("tables", *((str(path), (stat := path.stat()).st_mtime_ns, stat.st_size) for path in files))


def _read(mark: tuple[object, ...], url: str) -> tuple[Record, str]:
    told = hashlib.sha256(edition().encode() + url.encode())
    if mark[0] == "store":
        from horseshoe.store.snapshot import snapshot

        told.update(repr(mark).encode())
        return snapshot(), told.hexdigest()[:16]
    for folder in _folders():
        for path in sorted(folder.rglob("*.csv")):
            told.update(f"{path.relative_to(folder)}\n".encode())
            told.update(hashlib.sha256(path.read_bytes()).digest())
    return opening.of_tables(), told.hexdigest()[:16]


def _folders() -> tuple[Path, ...]:
    own = opening.own_tables()
    return (PACKAGED, own) if own.is_dir() else (PACKAGED,)


@cache
def edition() -> str:
    """A digest of the code, templates and styles that make pages: another Horseshoe makes other pages."""
    package = Path(__file__).parent.parent
    told = hashlib.sha256()
    for part in ("site", "answers", "rules", "documents", "forecast", "facts"):
        for path in sorted((package / part).rglob("*")):
            if path.suffix in (".py", ".html", ".svg", ".css", ".js", ".toml", ".csv", ".json", ".mo", ".typ"):
                told.update(path.read_bytes())
    for _, path in settings.static_files():
        told.update(path.read_bytes())
    return told.hexdigest()
