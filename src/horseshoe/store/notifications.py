"""The public log as the store keeps it: its entries, and the checkpoints that were signed."""

from __future__ import annotations

from horseshoe.store import columns, database
from horseshoe.store.log.entry import Entry, EntryKind


def entries() -> tuple[Entry, ...]:
    """Every entry of the log, in the order of their numbers.

    Raises:
        horseshoe.store.errors.StoreError: the store cannot be read.
    """
    from horseshoe.store.models import LogEntry

    with database.told_as_sentences():
        rows = LogEntry.objects.order_by("number").values_list("number", "at", "kind", "table", "key", "body")
        return tuple(
            Entry(number=number, at=at, kind=EntryKind(kind), table=table, key=key, body=body)
            for number, at, kind, table, key, body in rows
        )


def checkpoint() -> str | None:
    """The newest checkpoint, a signed note, or ``None`` before the first.

    Raises:
        horseshoe.store.errors.StoreError: the store cannot be read.
    """
    from horseshoe.store.models import Checkpoint

    with database.told_as_sentences():
        return Checkpoint.objects.order_by("-row").values_list("text", flat=True).first()


def checkpoints() -> tuple[str, ...]:
    """Every checkpoint that was saved, the oldest first.

    Raises:
        horseshoe.store.errors.StoreError: the store cannot be read.
    """
    from horseshoe.store.models import Checkpoint

    with database.told_as_sentences():
        return tuple(Checkpoint.objects.order_by("row").values_list("text", flat=True))


def count() -> int:
    """How many entries the log has.

    Raises:
        horseshoe.store.errors.StoreError: the store cannot be read.
    """
    from horseshoe.store.models import LogEntry

    with database.told_as_sentences():
        return LogEntry.objects.count()


def signed() -> int:
    """How many entries the newest checkpoint covers, as it says itself; 0 before the first.

    Raises:
        horseshoe.store.errors.StoreError: the store cannot be read.
    """
    lines = (checkpoint() or "").split("\n")
    return int(lines[1]) if len(lines) > 1 and lines[1].isdigit() else 0


def save_checkpoint(text: str) -> None:
    """Keep a signed checkpoint; older ones stay.

    Raises:
        horseshoe.store.errors.StoreError: the store cannot be written to.
    """
    from horseshoe.store.models import Checkpoint

    with database.told_as_sentences():
        Checkpoint.objects.create(text=text, at=columns.now())
