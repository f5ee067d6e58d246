"""The register beside what a user would use instead: rosters, lists, the store, the log."""

from __future__ import annotations

import io
import sqlite3
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pycountry
import sqlite_utils
from pymerkle import InmemoryTree

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "store" / "log"))

import acts

from horseshoe.answers.roster import roster
from horseshoe.facts.pledges import Instrument, PledgeEvidence
from horseshoe.facts.record import Record
from horseshoe.sources import lists
from horseshoe.store import database, load, snapshot
from horseshoe.store.log.verification import verify

Pair = Callable[..., None]
DAY = date(2026, 11, 22)
SQL_ROSTER = "select state, min(not_after) from pledges where instrument = 'code' and not_after <= ? group by state"


def measure(pair: Pair, record: Record, room: Path) -> None:
    """Print the measures of the register."""
    store = room / "store.sqlite3"
    database.create(f"sqlite:///{store}")
    load.load(record, "benchmark")
    db = sqlite3.connect(store)
    tables = sqlite_utils.Database(store)
    pair(
        "roster",
        lambda: roster(record, Instrument.CODE, DAY),
        lambda: db.execute(SQL_ROSTER, (DAY.isoformat(),)).fetchall(),
        repeat=200,
    )
    pair("snapshot", snapshot.read, lambda: [list(tables[name].rows) for name in tables.table_names()])

    names = [state.name for state in record.states if state.ended is None][:130]
    listed = "\n".join(names).encode()
    pair("list", lambda: _reconciled(record, listed), lambda: [_fuzzy(name) for name in names[:13]])

    rows = [acts.act(number) for number in range(1, 10_001)]
    history = Record(pledges=tuple(rows))
    leaves = [entry.leaf() for entry in acts.log_of(rows)]
    pair("log", lambda: _verified(history, rows), lambda: _tree(leaves))


def _reconciled(record: Record, listed: bytes) -> object:
    published = lists.read(io.BytesIO(listed))
    found = lists.find(published, record, DAY)
    return lists.reconcile(found, record, Instrument.CODE, DAY, today=DAY)


def _fuzzy(name: str) -> object:
    try:
        return pycountry.countries.search_fuzzy(name)
    except LookupError:
        return None


def _verified(history: Record, rows: list[PledgeEvidence]) -> None:
    faults = verify(acts.log_of(rows), None, None, history)
    assert not faults, faults[:1]


def _tree(leaves: list[bytes]) -> bytes:
    tree = InmemoryTree(algorithm="sha256")
    for leaf in leaves:
        tree.append_entry(leaf)
    return bytes(tree.get_state())
