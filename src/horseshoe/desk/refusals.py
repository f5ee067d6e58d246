"""Why the desk does not do what it was asked: one sentence each for who asked, and nothing was changed."""

from __future__ import annotations

from horseshoe.store.errors import StoreError


class NotAllowed(StoreError):
    """The person may not do this; the sentence is that of the decision."""


class NotHere(StoreError):
    """There is no such thing, or none that the person may know of: the sentence does not tell which."""


class Unfit(StoreError):
    """What was put in does not hold together; the sentence names the field."""


class Overtaken(StoreError):
    """Somebody else changed it meanwhile."""
