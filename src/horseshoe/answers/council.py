"""Who sat on the Council on a day, who presided, and how many votes a decision needed."""

from __future__ import annotations

from datetime import date

import msgspec

from horseshoe.answers.questions import require_day
from horseshoe.facts.council import Basis
from horseshoe.facts.record import Record
from horseshoe.rules import charter


class Presided(msgspec.Struct, frozen=True):
    """Who presided over the Council in the month of a day."""

    state: str
    name: str
    basis: Basis
    """Read in a source, or derived from rule 18."""


class Seat(msgspec.Struct, frozen=True):
    """One seat of the Council on a day."""

    state: str
    name: str
    """The name in force that day."""
    permanent: bool
    group: str | None
    """Regional group; ``None`` before there were any."""
    group_certain: bool
    """False where the source for the group is later than the day."""
    term: tuple[date, date | None]
    """First and last day; no last day for a permanent seat."""


class CouncilCoverage(msgspec.Struct, frozen=True):
    """How much of the Council of a day is known."""

    seats_known: int
    seats: int
    note: str


class Council(msgspec.Struct, frozen=True):
    """The Council on a day."""

    date: date
    threshold: int
    presidency: Presided | None
    members: tuple[Seat, ...]
    coverage: CouncilCoverage


def council(record: Record, on: date, *, as_known: date | None = None) -> Council:
    """The Council of the day ``on``, as the Record knew it at the end of ``as_known`` (default: now).

    Raises:
        BadQuestion: the day lies before 1946 or after the last known term.
    """
    record = record.as_known(as_known)
    require_day(record, on)
    members = tuple(
        Seat(
            state=term.state,
            name=record.name(term.state, on),
            permanent=term.permanent,
            group=(belonging := record.group(term.state, on)).group,
            group_certain=belonging.certain,
            term=(term.start, term.end),
        )
        for term in record.council(on)
    )
    rules = charter.size(on)
    presidency = presided(record, on)
    return Council(on, rules.threshold, presidency, members, _coverage(len(members), rules.seats, presidency, on))


def presided(record: Record, on: date) -> Presided | None:
    """Who presided in the month of ``on``, where that is known."""
    row = record.presidency.get(f"{on:%Y-%m}")
    return Presided(row.state, record.name(row.state, on), row.basis) if row else None


def _coverage(known: int, seats: int, presidency: Presided | None, on: date) -> CouncilCoverage:
    notes = [f"{known} of {seats} seats known"]
    if known < seats:
        notes.append("the other seats are not filled in the elections known here")
    if presidency is None:
        notes.append(f"the presidency of {on:%B %Y} is not known here")
    elif presidency.basis is Basis.DERIVED:
        notes.append("the presidency is derived from rule 18, not read in a source")
    return CouncilCoverage(known, seats, "; ".join(notes) + ".")
