"""What an operation answers from: the Record, its revision and the day, the same for the whole of a request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

import msgspec

from horseshoe.desk.access.tokens import Bearer
from horseshoe.facts.record import Record
from horseshoe.site.record import Held


class Facts(msgspec.Struct, frozen=True):
    """What is known, and as of when."""

    whole: Record
    """With every version and retraction."""
    revision: str
    today: date
    token: Bearer | None = None
    """Of who asks; ``None`` where no token was sent."""
    accounts: bool = False
    """Whether there are tokens here at all."""

    @property
    def record(self) -> Record:
        """As it stands now."""
        return self.whole.as_known(None)

    def day(self, on: date | None) -> date:
        """The day that was asked for; today where none was."""
        return on or self.today


_facts: ContextVar[Facts] = ContextVar("horseshoe-api-facts")


def facts() -> Facts:
    """Those of this request."""
    return _facts.get()


@contextmanager
def answering(held: Held, token: Bearer | None = None, *, accounts: bool = False) -> Iterator[None]:
    """Have operations within answer from these facts."""
    before = _facts.set(Facts(held.record, held.revision, held.on, token, accounts))
    try:
        yield
    finally:
        _facts.reset(before)
