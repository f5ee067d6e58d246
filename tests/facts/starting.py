"""The files that the packaged tables were made from, and how the tests read them.

The starting facts are not part of the project: the tests look for them beside the checkout, or where
``HORSESHOE_STARTING_FACTS`` says.
"""

from __future__ import annotations

import csv
import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from horseshoe.facts.record import Record

FACTS = Path(os.environ.get("HORSESHOE_STARTING_FACTS", Path(__file__).parents[2].parent / "shared" / "data"))
needed = pytest.mark.skipif(not (FACTS / "council").is_dir(), reason=f"no starting facts at {FACTS}")
"""Marks the tests of a file that cannot run without them."""

OUTCOMES = {
    "adopted": {"adopted", "adopted_without_vote"},
    "not_adopted_veto": {"vetoed"},
    "not_adopted_insufficient_votes": {"not_adopted"},
}


def rows(name: str) -> list[dict[str, str]]:
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def differing(pairs: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Those of ``pairs`` whose two sides are not the same."""
    return {key: (ours, theirs) for key, (ours, theirs) in pairs.items() if ours != theirs}


def corrections(record: Record, field: str) -> dict[str, tuple[str, str]]:
    """Roll call to what was published and what is right, as the table of corrections has it."""
    return {row.roll_call: (row.published, row.corrected) for row in record.corrections if row.field == field}


def bounds(text: str) -> tuple[date | None, date | None]:
    """The first and the last day of a day, a month or a year; of no text, none."""
    if not text:
        return None, None
    first = date.fromisoformat(f"{text}-01-01"[:10])
    if len(text) == 10:
        return first, first
    later = first + timedelta(31 if len(text) == 7 else 366)
    return first, later.replace(day=1, month=later.month if len(text) == 7 else 1) - timedelta(1)


def cell(value: object) -> str:
    """A value as the starting facts write it."""
    if isinstance(value, tuple):
        return "|".join(map(str, value))
    return "" if value is None else str(value)


def marked(text: str) -> bool:
    """Whether the starting facts mark a cell as recalled."""
    return "recall" in text.lower()
