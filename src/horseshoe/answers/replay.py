"""The replay: every roll call since 1946 put through the Charter's rules and held against what is recorded."""

from __future__ import annotations

from collections import Counter
from datetime import date

import msgspec

from horseshoe.answers.rollcall import decide
from horseshoe.facts.proposals import Matter, Outcome, RollCall
from horseshoe.facts.record import Record
from horseshoe.rules.charter import CharterError


class Explained(msgspec.Struct, frozen=True):
    """A roll call that agrees only because a fact says which rule governed it, or that a known case explains."""

    id: str
    symbol: str | None
    date: date
    recorded: Outcome
    computed: Outcome | None
    explanation: str
    sources: tuple[str, ...]


class Replay(msgspec.Struct, frozen=True, kw_only=True):
    """The whole record replayed."""

    roll_calls: int
    agree: int
    """Roll calls whose recorded outcome the rules give."""
    by_outcome: dict[str, int]
    """Recorded outcome to number of roll calls."""
    not_substantive: tuple[Explained, ...]
    """Those that agree because a fact says that Article 27(3) did not govern them."""
    known_cases: tuple[Explained, ...]
    """Those that the rules cannot confirm, each with what is known of why."""
    unexplained: tuple[Explained, ...]
    """Those that neither rule nor fact explains: a fault in the record or in the rules."""

    @property
    def all_explained(self) -> bool:
        """Whether each roll call agrees or is a known case."""
        return not self.unexplained


def replay(record: Record, *, as_known: date | None = None) -> Replay:
    """Every roll call decided anew and compared with its recorded outcome."""
    record = record.as_known(as_known)
    agree = 0
    facts, known, unexplained = [], [], []
    for row in record.roll_calls:
        try:
            computed = decide(record, row).outcome
        except CharterError as error:
            unexplained.append(_explained(record, row, None, str(error), row.source))
            continue
        agrees = computed is row.outcome
        agree += agrees
        if agrees and (fact := record.matter.get(row.id)) and fact.matter is not Matter.SUBSTANTIVE:
            text = f"{fact.matter.value.replace('_', ' ')}, {fact.ground}: {fact.evidence}"
            facts.append(_explained(record, row, computed, text, fact.source))
        elif not agrees and (case := record.known_case.get(row.id)):
            known.append(_explained(record, row, computed, case.explanation, case.source))
        elif not agrees:
            unexplained.append(
                _explained(record, row, computed, "the rules give another outcome, and no fact says why", row.source)
            )
    return Replay(
        roll_calls=len(record.roll_calls),
        agree=agree,
        by_outcome=dict(Counter(row.outcome.value for row in record.roll_calls).most_common()),
        not_substantive=tuple(facts),
        known_cases=tuple(known),
        unexplained=tuple(unexplained),
    )


def _explained(record: Record, row: RollCall, computed: Outcome | None, text: str, sources: str) -> Explained:
    proposal = record.proposal[row.proposal]
    symbol = proposal.resolution or proposal.symbol
    return Explained(row.id, symbol, row.date, row.outcome, computed, text, tuple(sources.split()))
