"""One row of a file while it is judged."""

from __future__ import annotations

from datetime import date

from horseshoe.facts.proposals import Cast, Outcome, RollCall
from horseshoe.sources.found import Fault, FoundRollCall, Severity


class Verdict:
    """One row while it is judged."""

    __slots__ = ("breaks_order", "casts", "day", "faults", "fills", "found", "known", "outcome", "repeats")

    def __init__(self, found: FoundRollCall, known: RollCall | None, *, breaks_order: bool) -> None:
        """Begin with the row, the roll call that it is in the record, and whether its date breaks the order."""
        self.found = found
        self.known = known
        self.breaks_order = breaks_order
        self.faults: list[Fault] = []
        self.day: date | None = None
        # Code of the state to cast, once corrected.
        self.casts: dict[str, Cast] = {}
        # As published, or as Article 27 has it where the file leaves it open.
        self.outcome: Outcome | None = None
        self.fills = False
        self.repeats = False

    def add(self, fault: Fault) -> None:
        """Note a fault of the row."""
        self.faults.append(fault)

    def has(self, *severities: Severity) -> bool:
        """Whether the row has a fault of one of these severities."""
        return any(fault.severity in severities for fault in self.faults)

    @property
    def stays_out(self) -> bool:
        """Whether a fault keeps the row out of the record."""
        return self.has(Severity.REFUSE, Severity.QUARANTINE)
