"""The docket of all vetoes, from a Record just opened and again: medians in milliseconds. Bound: 10 ms."""

from __future__ import annotations

import statistics
import time
from datetime import date

import horseshoe
from horseshoe.answers.docket import docket
from horseshoe.answers.docket_calendar import calendar

DAY = date(2026, 11, 22)
ROUNDS = 9


def timed() -> tuple[float, float, float]:
    record = horseshoe.open()
    record.as_known(None)  # worked out once for every answer
    start = time.perf_counter()
    docket(record, DAY)
    first = time.perf_counter()
    answer = docket(record, DAY)
    again = time.perf_counter()
    calendar(answer.entries)
    end = time.perf_counter()
    return first - start, again - first, end - again


def main() -> None:
    docket(horseshoe.open(), DAY)
    rounds = [timed() for _ in range(ROUNDS)]
    entries = len(docket(horseshoe.open(), DAY).entries)
    for name, seconds in zip(("first", "again", "calendar"), zip(*rounds, strict=True), strict=True):
        print(f"docket {name:<9} {statistics.median(seconds) * 1000:7.2f} ms   {entries} entries", flush=True)


if __name__ == "__main__":
    main()
