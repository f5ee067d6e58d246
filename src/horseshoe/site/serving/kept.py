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
        self._moment = self._before = ""
        self._replies: dict[Hashable, Reply] = {}
        self._wanted: dict[Hashable, None] = {}
        self._next: tuple[str, dict[Hashable, Reply]] = ("", {})
        self._size = 0

    def get(self, moment: str, key: Hashable) -> Reply | None:
        """The reply to ``key`` made at ``moment``, if it is kept."""
        if moment != self._moment and moment == self._next[0]:
            with self._lock:
                self._begin(moment)
        if moment != self._moment or (found := self._replies.get(key)) is None:
            return None
        self._wanted[key] = None
        return found

    def put(self, moment: str, key: Hashable, reply: Reply) -> Reply:
        """Keep a reply, packed; returned as it is kept. Those of another moment are dropped."""
        kept = packed(reply)
        with self._lock:
            if moment == self._before:  # it took so long that it is of the past
                self._before = ""
                return kept
            self._begin(moment)
            if (before := self._replies.pop(key, None)) is not None:
                self._size -= before.size
            self._replies[key] = kept
            self._wanted[key] = None
            self._size += kept.size
            while self._size > self._most and len(self._replies) > 1:
                oldest = next(iter(self._replies))
                self._size -= self._replies.pop(oldest).size
                self._wanted.pop(oldest, None)
        return kept

    def wanted(self) -> tuple[Hashable, ...]:
        """What was asked for since this moment began, the earliest first."""
        with self._lock:
            return tuple(self._wanted)

    def prepare(self, moment: str, replies: dict[Hashable, Reply]) -> None:
        """Have replies that are packed for a moment that is to come."""
        with self._lock:
            self._next = (moment, replies)

    def _begin(self, moment: str) -> None:
        if moment == self._moment:
            return
        coming, replies = self._next
        self._replies = replies if coming == moment else {}
        self._size = sum(each.size for each in self._replies.values())
        self._next, self._wanted = ("", {}), {}
        self._before, self._moment = self._moment, moment
