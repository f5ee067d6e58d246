"""Rendered bytes, kept as long as the revision and the day they were made of stay the newest."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Hashable

import msgspec

MOST = 192 * 1024 * 1024
"""Bytes that are kept at most; the oldest go first."""

SMALL = 600
"""What is shorter is not worth packing."""


DENSE = frozenset(
    {
        "image/png",
        "application/pdf",
        "application/zip",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)
"""Media types of what is packed already."""


class Reply(msgspec.Struct, frozen=True, gc=False):
    """An answer to a request, before it is known whether the asker has it already."""

    status: int
    type: str
    body: bytes
    packed: bytes | None = None
    """The body packed by gzip, where that is worth it."""
    location: str | None = None
    """Where the thing lives, if not here."""

    @property
    def size(self) -> int:
        """Bytes that it takes to keep."""
        return len(self.body) + len(self.packed or b"")


def packed(reply: Reply) -> Reply:
    """The reply with its body packed beside it; the same bytes pack alike at all times."""
    if len(reply.body) < SMALL or reply.type in DENSE:
        return reply
    return msgspec.structs.replace(reply, packed=gzip.compress(reply.body, 6, mtime=0))


class Kept:
    """Replies by what was asked; those of an earlier moment are dropped."""

    def __init__(self, most: int = MOST) -> None:
        """Args: most: bytes that are kept at most."""
        self._most = most
        self._lock = threading.Lock()
        self._moment = ""
        self._replies: dict[Hashable, Reply] = {}
        self._size = 0

    def get(self, moment: str, key: Hashable) -> Reply | None:
        """The reply to ``key`` made at ``moment``, if it is kept."""
        return self._replies.get(key) if moment == self._moment else None

    def put(self, moment: str, key: Hashable, reply: Reply) -> Reply:
        """Keep a reply, packed; returned as it is kept. Those of another moment are dropped."""
        kept = packed(reply)
        with self._lock:
            if moment != self._moment:
                self._replies, self._size, self._moment = {}, 0, moment
            if (before := self._replies.pop(key, None)) is not None:
                self._size -= before.size
            self._replies[key] = kept
            self._size += kept.size
            while self._size > self._most and len(self._replies) > 1:
                self._size -= self._replies.pop(next(iter(self._replies))).size
        return kept
