"""What a reader found in a file, and what the check makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import msgspec

from horseshoe.facts.proposals import Cast, Matter, MatterFact, Outcome, Proposal, ProposalKind, RollCall, Tally
from horseshoe.facts.sources import Source


class FoundRollCall(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One roll call as a file has it, with where it stands there. Nothing in it was judged yet."""

    row: str
    """Where it stands: the number that the publication itself gives the row, or the name of the file."""
    id: str
    """The own id that it would bear if it is new."""
    date: date
    outcome: Outcome | None
    """As published; ``None`` where the file leaves it to Article 27."""
    casts: Mapping[str, Cast]
    """The file's own label of a seat (a column, a name as typed) to its cast."""
    states: Mapping[str, str]
    """Label to the code of the state; shared by all rows of a file."""
    tally: Tally | None = None
    """As published."""
    total: int | None = None
    """Number of seats as published."""
    vetoes: int | None = None
    """Number of vetoes as published."""
    unanimous: bool | None = None
    """Whether the file calls it unanimous."""
    named: str | None = None
    """The proposal as the file names it."""
    draft: str | None = None
    resolution: str | None = None
    meeting: str | None = None
    also: tuple[str, ...] = ()
    amends: str | None = None
    as_published: str | None = None
    kind: ProposalKind | None = None
    title: str | None = None
    agenda: str | None = None
    sponsors: str | None = None
    matter: Matter | None = None
    """The rule that governed the vote, where the file says so; with ``ground`` and ``evidence``."""
    ground: str | None = None
    evidence: str | None = None
    confidence: str = "medium"
    note: str | None = None
    nth: int = 1
    """Which vote on the same text that day, where the file says so."""


class Kind(StrEnum):
    """What is wrong."""

    SEAT = "seat"
    """A cast stands in the column of a state that was not on the Council."""
    SEATS = "seats"
    """Too few or too many seats, or one twice."""
    CAST = "cast"
    TALLY = "tally"
    OUTCOME = "outcome"
    DATE = "date"
    ORDER = "order"
    """Dates do not follow the numbers of resolutions."""
    MISSING = "missing"
    """A row or a resolution is not in the file."""
    DUPLICATE = "duplicate"
    RESOLUTION = "resolution"
    SYMBOL = "symbol"
    CELL = "cell"
    """A cell does not hold what its column should."""


class Proof(StrEnum):
    """How the fault is proved."""

    MEMBERSHIP = "membership"
    """By who sat on the Council that day."""
    ARITHMETIC = "arithmetic"
    """By counting: seats, totals, what Article 27 makes of the casts."""
    SEQUENCE = "sequence"
    """By numbers that run on: of resolutions, of rows."""
    DUPLICATE = "duplicate"
    """By another row that says the same."""
    FORMAT = "format"
    """By what the cell itself holds."""
    RECORD = "record"
    """Only by the roll call in the record, which rests on another source: the file alone does not show it."""


class Severity(StrEnum):
    """What follows from a fault."""

    REFUSE = "refuse"
    """The whole file is refused."""
    QUARANTINE = "quarantine"
    """The row stays out."""
    CORRECTED = "corrected"
    """The record has the right value as a fact; the row is read with it."""
    NOTED = "noted"
    """Nothing follows: the record has what is known of it, or says the same."""


class Fault(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Something wrong in a file: where, what, how that is proved, and what the record says."""

    row: str | None
    """The row as its publication numbers it; ``None`` for the file as a whole."""
    field: str
    """The column, as the file names it."""
    kind: Kind
    what: str
    """A sentence."""
    record: str | None = None
    """What the record says; ``None`` where it says nothing on this."""
    evidence: str | None = None
    """Why the record says so."""
    proof: Proof
    severity: Severity
    roll_call: str | None = None
    """Own id in the record, where the roll call is known."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader hands on: the rows that could be read, and the faults of those that could not."""

    publication: Source
    file: str
    """Name of the file, for sentences."""
    row_is: str
    """What the row's number is in this file, such as ``Vote in the DB``."""
    read: int
    """Rows in the file, each one roll call."""
    rows: tuple[FoundRollCall, ...]
    faults: tuple[Fault, ...] = ()
    fields: Mapping[str, str] = {}
    """What this file calls a field (yes, no, abstain, not_voting, total, vetoes, unanimous, outcome, date,
    resolution, symbol, meeting), where that is not its plain name."""

    def field(self, name: str) -> str:
        """What this file calls a field."""
        return self.fields.get(name, name)


class Landing(msgspec.Struct, frozen=True):
    """The rows that a roll call becomes in the record."""

    row: str
    roll_call: RollCall
    proposal: Proposal | None = None
    """``None`` where the record has the proposal already."""
    matter: MatterFact | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What the check of a file found. Nothing was written yet."""

    publication: Source
    file: str
    row_is: str
    recorded: date
    """The day on which the rows enter the record."""
    read: int
    """Roll calls read."""
    known: tuple[str, ...]
    """Own ids of roll calls that the record has just so, once the corrections are made."""
    corrected: tuple[str, ...]
    """Own ids of roll calls to which corrections were applied: known ones and new ones."""
    repeated: tuple[str, ...]
    """Rows that a correction names as a repetition of another row."""
    new: tuple[Landing, ...]
    completed: tuple[Landing, ...]
    """Roll calls whose unknown casts the file tells; nothing that was known changes."""
    quarantined: tuple[str, ...]
    """Rows that stay out."""
    faults: tuple[Fault, ...]
    unseen: tuple[str, ...] = ()
    """What this check cannot see, and why: sentences."""

    @property
    def refused(self) -> tuple[Fault, ...]:
        """The faults for which rows stay out."""
        return tuple(fault for fault in self.faults if fault.severity in (Severity.REFUSE, Severity.QUARANTINE))
