"""What kind of address a request is for, as the journal and the metrics name it: never the address itself."""

from __future__ import annotations

from functools import cache

from horseshoe.site.page import kinds
from horseshoe.site.render import LANGUAGES

BEHIND = ("desk", "accounts", "admin", "api")
"""Where Django answers, with sessions: what an address begins with."""

BESIDE = ("static", "health", "metrics")

FIRST, OTHER = "first", "other"
"""The first page; and what is no page."""

METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))


def route(path: str) -> str:
    """The first part of an address, where it is one of ours: an asker cannot put words of their own here."""
    head, _, rest = path.lstrip("/").partition("/")
    if head in BEHIND or head in BESIDE:
        return head
    if head in LANGUAGES[1:]:
        head = rest.partition("/")[0]
    head = head.partition(".")[0]
    if head in ("", "index"):
        return FIRST
    return head if head in _known() else OTHER


def method(told: str) -> str:
    """The method of a request, where it is one that is known."""
    return told if told in METHODS else OTHER


@cache
def _known() -> frozenset[str]:
    return frozenset(kind.address.partition("/")[0] for kind in kinds())
