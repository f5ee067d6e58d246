"""A small register: four acts of support by letter, and the log that notifies them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import msgspec

from horseshoe.facts.pledges import EvidenceKind, Instrument, PledgeEvidence
from horseshoe.facts.record import Record
from horseshoe.store.log.entry import Entry, EntryKind, entry_for

BEGAN = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
FIRST_DAY = date(2026, 11, 22)


def act(number: int, state: str = "KEN", recorded: date = FIRST_DAY) -> PledgeEvidence:
    return PledgeEvidence(
        id=f"code-{state.lower()}-{number}",
        instrument=Instrument.CODE,
        state=state,
        kind=EvidenceKind.LETTER,
        evidence="Letter of the Permanent Representative, with an é and a “quotation”.",
        not_before=date(2026, 11, 20),
        not_after=date(2026, 11, 20),
        source="letters",
        recorded=recorded,
    )


def log_of(rows: Sequence[PledgeEvidence]) -> tuple[Entry, ...]:
    """The log that registers these rows, one a minute."""
    return tuple(
        entry_for(number, BEGAN + timedelta(minutes=number), EntryKind.REGISTERED, "pledges", row)
        for number, row in enumerate(rows, start=1)
    )


def many(size: int) -> tuple[Entry, ...]:
    return log_of([act(number) for number in range(1, size + 1)])


ACTS = tuple(act(1, state) for state in ("KEN", "LIE", "NZL", "URY"))
RECORD = Record(pledges=ACTS)
LOG = log_of(ACTS)


def without(record: Record, key: str) -> Record:
    return msgspec.structs.replace(record, pledges=tuple(row for row in record.pledges if row.id != key))
