"""Which roll call of the record a row of a file is, and which rows say the same twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from horseshoe.facts.proposals import RollCall
from horseshoe.facts.record import Record, symbol_key
from horseshoe.sources.found import FoundRollCall


def matched(rows: Sequence[FoundRollCall], record: Record) -> list[RollCall | None]:
    """For each row the roll call that it is in the record, if any. No two rows get the same one.

    A row is the roll call with its own id, if both bear the same resolution or else the same draft or
    meeting. Numbers of rows shift between editions, so what has another symbol is looked for by its
    resolution, or else by day and draft, or else among the votes of that day that the record has without any
    symbol, where one has the same casts. A row that is found in no such way is taken for the roll call with
    its id, if no other row is that one: then its date or its symbol is what is wrong.
    """
    found: list[RollCall | None] = [None] * len(rows)
    taken: set[str] = set()

    def take(index: int, roll_call: RollCall) -> None:
        found[index] = roll_call
        taken.add(roll_call.id)

    for index, row in enumerate(rows):
        own = record.roll_call.get(row.id)
        if own and _same(row, own, record):
            take(index, own)

    by_name: dict[tuple[object, ...], list[RollCall]] = defaultdict(list)
    nameless: dict[date, list[RollCall]] = defaultdict(list)
    open_rows = [index for index, roll_call in enumerate(found) if roll_call is None]
    if open_rows:
        for known in record.roll_calls:
            for name in _names(known, record):
                by_name[name].append(known)
            proposal = record.proposal[known.proposal]
            if not proposal.symbol and not proposal.resolution:
                nameless[known.date].append(known)
    for index in open_rows:
        candidates = by_name.get(_name(rows[index]), ())
        # Several votes on one draft on one day: the one with the same casts, or else the first left.
        casts = set(_coded(rows[index]).items())
        free = [known for known in candidates if known.id not in taken]
        if rows[index].nth > 1:
            free = free[rows[index].nth - 1 :][:1]
        elif not free and not rows[index].resolution:
            same_day = nameless.get(rows[index].date, ())
            free = [known for known in same_day if known.id not in taken and set(known.casts().items()) == casts]
        if free:
            own_id = rows[index].id
            take(index, min(free, key=lambda known: (len(casts ^ set(known.casts().items())), known.id != own_id)))
    for index in open_rows:
        row, own = rows[index], record.roll_call.get(rows[index].id)
        if found[index] is None and own and own.id not in taken and not by_name.get(_name(row)):
            take(index, own)
    return found


def repeats(rows: Sequence[FoundRollCall], known: Sequence[RollCall | None]) -> dict[int, str]:
    """Index of each unknown row that repeats another row, to the number of that row.

    A resolution is adopted once, so that two rows with one resolution are a repetition whatever else they
    say. Two votes on a draft on one day are one only if they agree in all that the file says of them: parts
    voted separately look just so, and which of the two it is the file cannot tell.
    """
    first: dict[object, str] = {}
    for row, roll_call in zip(rows, known, strict=True):
        if roll_call is not None:
            first.setdefault(_whole(row), row.row)
    found = {}
    # Files begin with the latest row, and the earlier row is the one that is repeated.
    for index in sorted(range(len(rows)), key=lambda index: (rows[index].date, rows[index].row.zfill(12))):
        row = rows[index]
        if known[index] is None and (other := first.setdefault(_whole(row), row.row)) != row.row:
            found[index] = other
    return found


def twins(rows: Sequence[FoundRollCall]) -> frozenset[str]:
    """Numbers that more than one row bears."""
    return frozenset(number for number, count in Counter(row.row for row in rows).items() if count > 1)


def _same(row: FoundRollCall, known: RollCall, record: Record) -> bool:
    if row.resolution and row.resolution == record.proposal[known.proposal].resolution:
        return True
    return _name(row) in _names(known, record)


def _name(row: FoundRollCall) -> tuple[object, ...]:
    if row.resolution:
        return (symbol_key(row.resolution),)
    return row.date, symbol_key(row.draft or row.meeting or row.as_published or row.title or "")


def _names(known: RollCall, record: Record) -> list[tuple[object, ...]]:
    """What a row about this roll call may be called."""
    proposal = record.proposal[known.proposal]
    if proposal.resolution:
        named: list[tuple[object, ...]] = [(symbol_key(proposal.resolution),)]
        if proposal.symbol:
            named.append((known.date, symbol_key(proposal.symbol)))
        return named
    if proposal.symbol:
        symbols: tuple[str | None, ...] = (proposal.symbol, *proposal.also)
    else:
        symbols = (known.meeting or proposal.title, proposal.as_published)
    return [(known.date, symbol_key(symbol)) for symbol in symbols if symbol]


def _coded(row: FoundRollCall) -> dict[str, object]:
    return {row.states[label]: cast for label, cast in row.casts.items()}


def _whole(row: FoundRollCall) -> object:
    if row.resolution:
        return row.resolution
    return (row.date, row.named, row.draft, row.meeting, row.title, row.outcome, tuple(row.casts.items()))
