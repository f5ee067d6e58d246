"""What can be in the way of the store: each is one sentence for the person at the keyboard."""

from __future__ import annotations

from horseshoe.facts.printable import printable


class StoreError(ValueError):
    """The store cannot do what was asked, and nothing was changed; the sentence says why, and what would be right."""

    def __init__(self, sentence: str = "") -> None:
        """Refuse with a sentence, which may quote what was sent."""
        super().__init__(printable(sentence))


class NoStore(StoreError):
    """There is no store where one was looked for."""


class OtherVersion(StoreError):
    """The store was written by another version of Horseshoe, whose schema is not this one's."""


class Busy(StoreError):
    """Another writer holds the store and did not finish in time."""


class Full(StoreError):
    """There is no room left where the store is."""


class Away(StoreError):
    """The server of the database does not answer, or ended in the middle of a change."""


class Refused(StoreError):
    """The rows do not fit what the store holds."""
