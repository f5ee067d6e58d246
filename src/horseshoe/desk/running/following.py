"""The Record of a server, read beside those who read: a page is never kept waiting while new facts are read."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from horseshoe.facts.record import KEYS, Record
from horseshoe.site.record import Held, Keeper

EVERY = 0.2
"""Seconds after which the thread looks again: it asks for one number."""

READY, WHOLE = 0.2, 5.0
"""Seconds for which pages are made before newer facts are shown; after a whole import people wait for facts longer."""

MANY = 500
"""Rows that come with a whole import, and with nothing that is typed in."""

log = logging.getLogger(__name__)


class Following(Keeper):
    """A keeper that looks for newer facts by itself, in a thread of its own; until they are read, those before stand.

    Where something was just written in this process, whoever asks next waits for it.
    """

    def __init__(self, url: str, ready: Callable[[Held, Callable[[], bool]], None]) -> None:
        """Nothing is read yet; the first to ask waits.

        Args:
            url: where the site stands, ending in a stroke.
            ready: makes pages of newer facts before these are shown, until it is told that it is enough.
        """
        super().__init__(url=url)
        self._ready = ready
        self._thread = threading.Thread(target=self._follow, name="facts", daemon=True)

    def begin(self) -> None:
        """Begin to look, in the process that answers."""
        self._thread.start()

    def held(self) -> Held:
        """The Record, its revision and the day, as they were read last."""
        held = self._held
        if held is None or self._looked < 0 or not self._thread.is_alive():
            return super().held()
        return held

    def _looked_at(self) -> Held:
        before, found = self._held, super()._looked_at()
        found.record.as_known(None)  # what nearly every page begins with is worked out before anybody asks for one
        if before is not None and found.moment != before.moment and threading.current_thread() is self._thread:
            more = _size(found.record) - _size(before.record)
            until = time.monotonic() + (WHOLE if more >= MANY else READY)
            self._ready(found, lambda: time.monotonic() >= until or self._looked < 0)
        return found

    def _follow(self) -> None:
        while True:
            time.sleep(EVERY)
            try:
                with self._lock:
                    self._look()
            except Exception:
                log.exception("The facts could not be looked at")


def _size(known: Record) -> int:
    return sum(len(getattr(known, table)) for table in KEYS)
