"""Where things live on the site: one address a thing, whatever names it has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from urllib.parse import quote

from horseshoe.facts.proposals import RollCall
from horseshoe.facts.record import Record

_YEAR = re.compile(r" \(\d{4}\)$")


def slug(symbol: str) -> str:
    """A symbol as part of an address: ``S/2022/155`` becomes ``S-2022-155``, ``S/RES/2720 (2023)`` ``S-RES-2720``."""
    return _YEAR.sub("", symbol).replace("/", "-").replace(" ", "-")


def named(record: Record, row: RollCall) -> str:
    """The name under which a vote has its page: its draft, else its resolution, else its id."""
    proposal = record.proposal[row.proposal]
    return proposal.symbol or proposal.resolution or row.id


def votes(record: Record) -> Mapping[str, tuple[str, tuple[RollCall, ...]]]:
    """Part of the address to the symbol and the votes that share the page, in order of day."""
    key = ("site", "votes")
    if key not in record.derived:
        found: dict[str, list[RollCall]] = defaultdict(list)
        for row in sorted(record.roll_calls, key=lambda row: (row.date, row.id)):
            found[named(record, row)].append(row)
        record.derived[key] = {slug(name): (name, tuple(rows)) for name, rows in found.items()}
    known: Mapping[str, tuple[str, tuple[RollCall, ...]]] = record.derived[key]
    return known


def of_votes(record: Record) -> Mapping[str, str]:
    """Id of a roll call to the address of its page."""
    key = ("site", "addresses of votes")
    if key not in record.derived:
        record.derived[key] = {row.id: f"drafts/{part}" for part, (_, rows) in votes(record).items() for row in rows}
    known: Mapping[str, str] = record.derived[key]
    return known


def way_between(start: str, end: str) -> str:
    """A relative way from a page to another one."""
    up = "../" * start.count("/")
    return f"{up}{quote(end)}" or "./"
