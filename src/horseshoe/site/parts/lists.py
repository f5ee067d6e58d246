"""Rows that several pages list."""

from __future__ import annotations

from datetime import date

import msgspec

from horseshoe.answers.rollcall import decide
from horseshoe.facts.proposals import Outcome, RollCall, Tally
from horseshoe.facts.record import Record
from horseshoe.site.addresses import named


class VoteRow(msgspec.Struct, frozen=True, kw_only=True):
    """A roll call in a list."""

    id: str
    """Key of the roll call (``roll_calls.id``)."""
    date: date
    name: str
    """Its draft or resolution, or what it amends."""
    subject: str | None
    outcome: Outcome
    tally: Tally
    vetoed_by: tuple[str, ...]


def vote_row(record: Record, row: RollCall) -> VoteRow:
    """A roll call as it stands in a list."""
    proposal = record.proposal[row.proposal]
    name = named(record, row)
    if name == row.id:
        name = f"Amendment to {proposal.amends}" if proposal.amends else f"Vote {row.id}"
    return VoteRow(
        id=row.id,
        date=row.date,
        name=name,
        subject=proposal.title or proposal.agenda or proposal.topic,
        outcome=row.outcome,
        tally=row.tally(),
        vetoed_by=decide(record, row).vetoed_by if row.outcome is Outcome.VETOED else (),
    )
