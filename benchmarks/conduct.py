"""Findings beside a slow and obvious implementation of the same rule: medians, ratios, and the first use of a Record.

Run by itself: ``python benchmarks/conduct.py``.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "rules"))

from made_up_views import assessed
from slow_findings import slow_findings

import horseshoe
from horseshoe.answers.conduct import noes, of_draft, of_situation, of_state
from horseshoe.answers.findings import findings
from horseshoe.facts.record import Record

Work = Callable[[Record], object]

ROUNDS = 7
STATES = ("FRA", "GBR", "RUS", "USA", "CHN", "DEU")
"""The longest answers there are, and an elected member's."""

DRAFTS = ("S/2016/847", "S/2022/155", "S/2023/772", "S/2011/612", "S/2025/115")


def timed(work: Work, record: Record) -> float:
    start = time.perf_counter()
    work(record)
    return time.perf_counter() - start


def measure(name: str, work: Work, bound: float | None = None) -> float:
    """Print the median and the slowest of several rounds, and the first use of a Record just opened."""
    first = timed(work, horseshoe.open())
    record = horseshoe.open()
    work(record)
    rounds = [timed(work, record) for _ in range(ROUNDS)]
    median = statistics.median(rounds)
    limit = f"   bound {_shown(bound)}" if bound else ""
    print(
        f"{name:<22} median {_shown(median)}   slowest {_shown(max(rounds))}   first {_shown(first)}{limit}", flush=True
    )
    return median


def main() -> None:
    record = horseshoe.open()
    casts = sum(len(states) for row in record.roll_calls for _, states in row.seats())
    print(f"{casts} casts, {len(record.roll_calls)} roll calls, medians of {ROUNDS} rounds")
    fast = measure("all findings", findings, 0.5)
    slow = timed(lambda known: tuple(slow_findings(known)), record)
    print(f"{'  slow and obvious':<22} once   {_shown(slow)}   slow/fast {slow / fast:6.1f}")
    many = assessed(record)
    findings(many)
    added = statistics.median(timed(findings, many) for _ in range(ROUNDS))
    slow = timed(lambda known: tuple(slow_findings(known)), many)
    print(f"{'  four assessors':<22} median {_shown(added)}   slow {_shown(slow)}   slow/fast {slow / added:6.1f}")
    for state in STATES:
        measure(f"conduct {state}", lambda known, state=state: of_state(known, state), 0.010)  # type: ignore[misc]
    for draft in DRAFTS:
        measure(f"draft {draft}", lambda known, draft=draft: of_draft(known, draft), 0.002)  # type: ignore[misc]
    measure("situation syria", lambda known: of_situation(known, "syria"))
    measure("noes", noes)


def _shown(seconds: float) -> str:
    return f"{seconds * 1000:9.3f} ms"


if __name__ == "__main__":
    main()
