"""Verification: whether the log, the record and what was signed are one and the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

from horseshoe.facts.record import Record, key_of
from horseshoe.store.log.checkpoint import Checkpoint, Forged, read, read_by, sign
from horseshoe.store.log.entry import Entry, EntryKind, canonical
from horseshoe.store.log.keys import BadKey, LogKey
from horseshoe.store.log.tree import head

PUBLIC = "pledges"
"""The table whose every row, and every withdrawal, has an entry: the store logs them from its first load on."""

SHOWN = 20


def verify(
    entries: Sequence[Entry], checkpoint_text: str | None, public_key: str | LogKey | None, record: Record
) -> tuple[str, ...]:
    """What does not hold, a sentence each; nothing if all holds.

    What should hold: the entries are numbered from 1 without a gap and in the order of their time; the row of each is
    in the record as it was notified; no row of ``pledges`` was recorded or withdrawn without an entry; and the entries
    have the root that was signed, or had it at the size that was signed.

    It cannot see what was altered both in the record and in the log after the newest checkpoint. Who keeps a checkpoint
    elsewhere can hold it against the log at any time.

    Args:
        entries: the whole log, in its order.
        checkpoint_text: the latest checkpoint, or any older one; ``None`` if none was signed.
        public_key: the key of the log, ``NAME+ID+KEY``, or the own one, which knows those before it; only a checkpoint
            needs it.
        record: the record with its history: every version of every row, and the retractions.
    """
    return (
        *_order(entries),
        *_rows(entries, record),
        *_without_entry(entries, record),
        *_signed(entries, checkpoint_text, public_key),
    )


def next_checkpoint(entries: Sequence[Entry], previous: str | None, key: LogKey) -> str:
    """The signed checkpoint of the log, which must begin with all that was signed before.

    A log must not sign two checkpoints of which one cannot grow into the other: c2sp.org/tlog-checkpoint.

    Raises:
        Forged: the previous checkpoint was not signed with this key, or the log does not begin with it.
        ValueError: the entries are not numbered in their order.
    """
    for sentence in _order(entries):
        raise ValueError(f"The log is not signed: {sentence[0].lower()}{sentence[1:]}")
    if previous is not None:
        for sentence in _begins_with(entries, read_by(previous, key)):
            raise Forged(f"The log is not signed: {sentence[0].lower()}{sentence[1:]}")
    log = head(entries)
    return sign(log.size, log.root, key)


# -- numbers and times ------------------------------------------------------------------------


def _order(entries: Sequence[Entry]) -> Iterator[str]:
    numbers = [entry.number for entry in entries]
    present = sorted(set(numbers))
    for before, after in pairwise([0, *present]):
        if after == before + 2:
            yield f"Entry {before + 1} is missing from the log."
        elif after > before + 2:
            yield f"Entries {before + 1} to {after - 1} are missing from the log."
    if len(present) < len(numbers):
        seen: set[int] = set()
        for number in numbers:
            if number in seen:
                yield f"Entry {number} stands in the log more than once."
            seen.add(number)
    for one, other in pairwise(entries):
        if other.number < one.number:
            yield f"Entry {other.number} stands after entry {one.number}: the log was reordered."
        elif other.at < one.at:
            yield (
                f"Entry {other.number} is dated {_shown(other.at)}, before entry {one.number} of {_shown(one.at)}: the "
                "log was reordered, or a date in it was altered."
            )


# -- rows -------------------------------------------------------------------------------------


def _rows(entries: Sequence[Entry], record: Record) -> Iterator[str]:
    """Each entry's row is in the record, as it was notified."""
    versions = _versions(entries, record)
    withdrawn = Counter((row.table, row.key) for row in record.retractions)
    for entry in entries:
        try:
            row = entry.row
        except ValueError as error:
            yield str(error)
            continue
        named = f"Entry {entry.number} ({entry.kind.value.replace('_', ' ')}, {entry.table} {entry.key})"
        if key_of(entry.table, row) != entry.key:
            yield f"{named} holds the row {key_of(entry.table, row)}: its key or its body was altered."
            continue
        known = versions[entry.table].get(entry.key, ())
        if not known:
            yield f"{named}: the record does not hold this row any more: it was removed."
        elif row not in known and entry.body not in map(canonical, known):
            yield f"{named}: the row in the record is not the one that was notified: {_difference(row, known)}."
        elif entry.kind is EntryKind.RETRACTED and entry.table != "retractions":
            withdrawn[entry.table, entry.key] -= 1
            if withdrawn[entry.table, entry.key] < 0:
                yield f"{named}: the record does not hold the retraction: it was removed."


def _versions(entries: Sequence[Entry], record: Record) -> dict[str, dict[str, list[Any]]]:
    """Table and key to the versions that the record holds, for the keys that the log names."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        wanted[entry.table].add(entry.key)
    found: dict[str, dict[str, list[Any]]] = {}
    for table, keys in wanted.items():
        found[table] = defaultdict(list)
        for row in getattr(record, table, ()):
            if (key := key_of(table, row)) in keys:
                found[table][key].append(row)
    return found


def _difference(notified: Any, known: Sequence[Any]) -> str:
    """In which columns the version recorded the same day, else the newest, differs from the one notified."""
    day = getattr(notified, "recorded", None)
    row = next((row for row in known if getattr(row, "recorded", None) == day), known[-1])
    return "; ".join(
        f"{column} is {_cell(getattr(row, column))}, notified as {_cell(getattr(notified, column))}"
        for column in row.__struct_fields__
        if getattr(row, column) != getattr(notified, column)
    )


def _without_entry(entries: Sequence[Entry], record: Record) -> Iterator[str]:
    """No version of a row of the public table, and no withdrawal of one, is without an entry."""
    logged = Counter({(entry.key, _recorded(entry)) for entry in entries if entry.table == PUBLIC})
    held: Counter[tuple[str, date | None]] = Counter((row.id, row.recorded) for row in record.pledges)
    if added := [key for key, _ in (held - logged).elements()]:
        yield f"{_counted(added)} recorded without an entry in the log: {_listed(added)}."
    notified = Counter(entry.key.removeprefix(f"{PUBLIC}|") for entry in entries if entry.kind is EntryKind.RETRACTED)
    withdrawn = Counter(row.key for row in record.retractions if row.table == PUBLIC)
    if gone := sorted((withdrawn - notified).elements()):
        yield f"{_counted(gone)} withdrawn without an entry in the log: {_listed(gone)}."


def _recorded(entry: Entry) -> date | None:
    try:
        return getattr(entry.row, "recorded", None)
    except ValueError:
        return None


# -- what was signed --------------------------------------------------------------------------


def _signed(entries: Sequence[Entry], text: str | None, public_key: str | LogKey | None) -> Iterator[str]:
    if text is None:
        return
    if public_key is None:
        yield "The checkpoint cannot be checked: the public key of the log is not told."
        return
    try:
        signed = read_by(text, public_key) if isinstance(public_key, LogKey) else read(text, public_key)
        yield from _begins_with(entries, signed)
    except (Forged, BadKey) as error:
        yield str(error)


def _begins_with(entries: Sequence[Entry], signed: Checkpoint) -> Iterator[str]:
    if signed.size > len(entries):
        yield (
            f"The log has {len(entries)} entries, and a checkpoint of {signed.size} was signed: entries were removed."
        )
    elif head(entries, signed.size) != signed.head:
        yield (
            f"The first {signed.size} entries of the log do not have the root that was signed: one of the entries 1 to "
            f"{signed.size} was altered, removed, added or moved since."
        )


# -- words ------------------------------------------------------------------------------------


def _counted(keys: Sequence[str]) -> str:
    return f"{len(keys)} row{'' if len(keys) == 1 else 's'} of {PUBLIC} {'was' if len(keys) == 1 else 'were'}"


def _listed(keys: Sequence[str]) -> str:
    more = len(keys) - SHOWN
    return ", ".join(keys[:SHOWN]) + (f", and {more} more" if more > 0 else "")


def _shown(at: datetime) -> str:
    return f"{_utc(at):%Y-%m-%d %H:%M:%S} UTC"


def _utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _cell(value: object) -> str:
    return "empty" if value is None else repr(value) if isinstance(value, str) and type(value) is str else str(value)
