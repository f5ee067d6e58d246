"""Every measure beside its peer, in one run: medians and ratios."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "sources"))

import published
import register
import sqlite_utils.cli
from import_once import whole_import

import horseshoe
from horseshoe.answers.replay import replay
from horseshoe.answers.rollcall import rollcall
from horseshoe.facts.tables import PACKAGED

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
ROUNDS = 5

POLARS_COUNCIL = """
import polars as pl, sys
terms = pl.read_csv(sys.argv[1], try_parse_dates=True)
day = pl.date(1965, 6, 1)
print(terms.filter((pl.col("start") <= day) & (pl.col("end").is_null() | (pl.col("end") >= day))))
"""

SQL_REPLAY = """
select roll_call,
  case when sum("cast" = 'not_voting') = count(*) then 'adopted_without_vote'
       when sum("cast" = 'yes') < case when min(date) < '1966-01-01' then 7 else 9 end then 'not_adopted'
       when sum("cast" = 'no' and permanent) > 0 then 'vetoed'
       else 'adopted' end as outcome
from casts group by roll_call
"""


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def pair(name: str, ours: Callable[[], object], peer: Callable[[], object], *, repeat: int = 1) -> None:
    """Run both in turn and print the medians and the ratio."""
    mine, theirs = [], []
    for _ in range(ROUNDS):
        mine.append(timed(lambda: [ours() for _ in range(repeat)]) / repeat)
        theirs.append(timed(lambda: [peer() for _ in range(repeat)]) / repeat)
    a, b = statistics.median(mine), statistics.median(theirs)
    print(f"{name:<10} ours {_shown(a)}   peer {_shown(b)}   peer/ours {b / a:6.2f}", flush=True)


def process(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)


def dict_reader() -> None:
    for path in PACKAGED.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            list(csv.DictReader(lines))


def main() -> None:
    record = horseshoe.open()
    casts = record.frame("casts")
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        casts.write_csv(room / "casts.csv")
        file = published_file(room)

        def insert() -> None:
            (room / "peer.db").unlink(missing_ok=True)
            process(BIN / "sqlite-utils", "insert", room / "peer.db", "casts", room / "casts.csv", "--csv")

        def insert_in_process() -> None:
            (room / "peer.db").unlink(missing_ok=True)
            peer = ["insert", str(room / "peer.db"), "casts", str(room / "casts.csv"), "--csv"]
            with contextlib.redirect_stdout(io.StringIO()):
                sqlite_utils.cli.cli(peer, standalone_mode=False)

        insert()
        db = sqlite3.connect(room / "peer.db")
        db.execute("create index by_roll_call on casts (roll_call)")
        print(f"{casts.height} casts, {len(record.roll_calls)} roll calls, medians of {ROUNDS} rounds")
        pair("import", lambda: whole_import(record, file, room / "out"), insert_in_process)
        pair("  process", lambda: process(sys.executable, HERE / "import_once.py", file, room / "out"), insert)
        pair("open", horseshoe.open, dict_reader)
        pair(
            "council",
            lambda: process(BIN / "horseshoe", "council", "1965-06-01"),
            lambda: process(sys.executable, "-c", POLARS_COUNCIL, PACKAGED / "terms.csv"),
        )
        pair(
            "roll call",
            lambda: rollcall(record, "S/2022/155"),
            lambda: db.execute("select * from casts where roll_call = 'bd2981'").fetchall(),
            repeat=500,
        )
        register.measure(pair, record, room)
        pair("replay", lambda: replay(record), lambda: db.execute(SQL_REPLAY).fetchall())


def published_file(room: Path) -> Path:
    """The published Sciences Po file where HORSESHOE_SCIENCES_PO names it, else the same rebuilt from the Record."""
    if real := os.environ.get("HORSESHOE_SCIENCES_PO"):
        return Path(real)
    rebuilt = room / "published.csv"
    rebuilt.write_bytes(published.as_csv(published.sciences_po(horseshoe.open())))
    return rebuilt


def _shown(seconds: float) -> str:
    return f"{seconds * 1000:9.3f} ms"


if __name__ == "__main__":
    main()
