"""Whether a worker lives, and whether the installation can answer."""

from __future__ import annotations

import logging

import msgspec

from horseshoe.desk.running import install
from horseshoe.site.serving.views import site
from horseshoe.store import database
from horseshoe.store.errors import NoStore, StoreError

log = logging.getLogger(__name__)


class Health:
    """What a worker says of itself. Where it fails, whoever asks learns that, and the journal why."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._of_this_version = False

    def live(self) -> tuple[int, bytes]:
        """Status and body: this process answers, whatever the database does; else it should be started anew."""
        return 200, msgspec.json.encode({"status": "ok"})

    def ready(self) -> tuple[int, bytes]:
        """Status and body: the store answers and its tables are of this version; else nobody should be sent here.

        The body has the newest revision, and what the pages of this worker are made of.
        """
        from horseshoe.store import snapshot

        try:
            if not self._of_this_version:
                with database.told_as_sentences():
                    todo = install.steps()
                if todo:
                    return _failing("The tables are not of this version: run `horseshoe install`.")
                self._of_this_version = True
            told = {"status": "ok", "revision": snapshot.revision(), "pages": site().keeper.held().revision}
        except NoStore:
            return _failing("There are no facts yet: run `horseshoe install`.")
        except StoreError as error:
            log.error("Not ready. %s", error)
            return _failing("The store does not answer.")
        return 200, msgspec.json.encode(told)


def _failing(sentence: str) -> tuple[int, bytes]:
    return 503, msgspec.json.encode({"status": "failing", "sentence": sentence})
