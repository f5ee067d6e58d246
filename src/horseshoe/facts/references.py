"""Which column of a table names a row of another one, in one list; and whether what it names is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from horseshoe.facts.record import KEYS, Record, key_of

REFERENCES: Mapping[tuple[str, str], tuple[str, str]] = {
    ("names", "state"): ("states", "code"),
    ("groups", "state"): ("states", "code"),
    ("terms", "state"): ("states", "code"),
    ("presidencies", "state"): ("states", "code"),
    ("pledges", "state"): ("states", "code"),
    ("pledges", "instrument"): ("instruments", "id"),
    ("memberships", "state"): ("states", "code"),
    ("roll_calls", "proposal"): ("proposals", "id"),
    ("matters", "roll_call"): ("roll_calls", "id"),
    ("known_cases", "roll_call"): ("roll_calls", "id"),
    ("corrections", "roll_call"): ("roll_calls", "id"),
    ("corrections", "publication"): ("sources", "id"),
    ("situations", "states"): ("states", "code"),
    ("draft_situations", "roll_call"): ("roll_calls", "id"),
    ("draft_situations", "situation"): ("situations", "id"),
    ("evidence", "situation"): ("situations", "id"),
    ("contests", "situation"): ("situations", "id"),
    ("contests", "roll_calls"): ("roll_calls", "id"),
    ("contests", "explanations"): ("explanations", "id"),
    ("explanations", "state"): ("states", "code"),
    ("explanations", "roll_call"): ("roll_calls", "id"),
    ("explanations", "situation"): ("situations", "id"),
    ("stances", "state"): ("states", "code"),
    ("conduct_claims", "situation"): ("situations", "id"),
    ("conduct_claims", "state"): ("states", "code"),
    ("conduct_claims", "among_vetoes_of"): ("states", "code"),
    ("listed_noes", "roll_call"): ("roll_calls", "id"),
    ("listed_noes", "state"): ("states", "code"),
    ("parameters", "assessor"): ("assessors", "id"),
    ("assessments", "assessor"): ("assessors", "id"),
    ("assessments", "proposal"): ("proposals", "id"),
    ("assessments", "evidence"): ("evidence", "id"),
    ("observations", "assessor"): ("assessors", "id"),
    ("observations", "situation"): ("situations", "id"),
    ("observations", "factor"): ("risk_factors", "number"),
    ("observations", "evidence"): ("evidence", "id"),
    ("veto_answers", "roll_calls"): ("roll_calls", "id"),
    ("emergency_sessions", "roll_call"): ("roll_calls", "id"),
    ("emergency_sessions", "situation"): ("situations", "id"),
    ("ballot_votes", "ballot"): ("ballots", "id"),
    ("ballot_votes", "state"): ("states", "code"),
    ("candidacies", "state"): ("states", "code"),
    ("events", "states"): ("states", "code"),
    ("event_statements", "event"): ("events", "id"),
    ("event_statements", "state"): ("states", "code"),
    ("discrepancies", "source_a"): ("sources", "id"),
    ("discrepancies", "source_b"): ("sources", "id"),
    ("discrepancies", "event"): ("events", "id"),
}
"""Column to the column of another table that it refers to; of a column with several values, each one does.

Besides these, ``source`` refers to ``sources.id`` in every table that has it, and a cast to ``states.code``.
"""

SEVERAL = ("source", "source_a", "source_b")
"""Columns of text that name several sources, parted by spaces."""

CITING = tuple(table for table in KEYS if table not in ("sources", "retractions"))
"""The tables whose rows name their sources."""


class LooseEnd(NamedTuple):
    """A value that refers to nothing."""

    table: str
    key: str
    """Of the row that refers."""
    column: str
    value: str
    to: str
    """The table that has no such row."""


def loose_ends(rows: Mapping[str, Sequence[Any]], *known: Record) -> Iterator[LooseEnd]:
    """What ``rows`` (table to its rows) refer to and neither they nor ``known`` have, in the order of the tables."""
    targets: dict[tuple[str, str], set[str]] = {}

    def there(table: str, column: str) -> set[str]:
        if (table, column) not in targets:
            told = (*rows.get(table, ()), *(row for record in known for row in getattr(record, table)))
            targets[table, column] = {str(getattr(row, column)) for row in told}
        return targets[table, column]

    for table in rows:
        referring = {column: to for (of, column), to in REFERENCES.items() if of == table}
        if table in CITING:
            referring["source"] = ("sources", "id")
        for column, to in referring.items():
            for row in rows[table]:
                for value in _values(row, column):
                    if value not in there(*to):
                        yield LooseEnd(table, key_of(table, row), column, value, to[0])


def _values(row: Any, column: str) -> Sequence[str]:
    value = getattr(row, column)
    if value is None:
        return ()
    if isinstance(value, tuple):
        return tuple(map(str, value))
    return str(value).split() if column in SEVERAL else (str(value),)
