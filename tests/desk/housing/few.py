"""A Record of few facts: of every kind of page there are some, and all of them can be asked for within seconds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import msgspec

from horseshoe.facts.record import KEYS, Record, key_of
from horseshoe.facts.references import loose_ends

SINCE = date(2025, 6, 1)
"""Votes, terms and elections before this day are left out."""

SITUATIONS = ("gaza-israel-palestine", "sudan-2023")

STATES = ("KEN", "GHA", "LIE", "MEX")
"""Beside those of the Council and of the situations: two workspaces', and those whose depositaries the texts name."""

KEPT: Mapping[str, Callable[[Any], bool]] = {
    "terms": lambda row: row.end is None or row.end >= SINCE,
    "presidencies": lambda row: row.month >= f"{SINCE:%Y-%m}",
    "roll_calls": lambda row: row.date >= SINCE,
    "situations": lambda row: row.id in SITUATIONS,
    "ballots": lambda row: row.year >= SINCE.year,
    "candidacies": lambda row: row.year >= SINCE.year,
    "claims": lambda row: row.among == "all" or row.not_after >= SINCE,
}
"""Table to which of its rows stay; of the others, those that refer to nothing which was left out."""


def few(record: Record) -> Record:
    """The Record with little of it: it holds together as the whole one does."""
    rows: dict[str, list[Any]] = {
        table: [row for row in getattr(record, table) if KEPT.get(table, lambda _: True)(row)] for table in KEYS
    }
    seated = {row.state for row in rows["terms"]}
    meant = {state for row in rows["situations"] for state in row.states}
    rows["states"] = [row for row in rows["states"] if row.code in {*seated, *meant, *STATES}]
    voted = {row.proposal for row in rows["roll_calls"]}
    rows["proposals"] = [row for row in rows["proposals"] if row.id in voted]
    while loose := {(end.table, end.key) for end in loose_ends(rows)}:
        for table in rows:
            rows[table] = [row for row in rows[table] if (table, key_of(table, row)) not in loose]
    return msgspec.structs.replace(record, **{table: tuple(kept) for table, kept in rows.items()})
