"""The scorecard of a year as JSON, as PDF and as Word: medians in milliseconds. Bounds: JSON 100 ms, PDF 3 s."""

from __future__ import annotations

import statistics
import time
from datetime import date
from itertools import pairwise

import msgspec

import horseshoe
from horseshoe.answers.lobby import lobby
from horseshoe.answers.scorecard import scorecard
from horseshoe.answers.timeline import timeline
from horseshoe.documents.pdf import pdf
from horseshoe.documents.scorecard import page
from horseshoe.documents.word import word
from horseshoe.facts.pledges import Instrument

DAY = date(2026, 11, 22)
YEAR = 2026
ROUNDS = 7
NAMES = ("json first", "json again", "pdf", "docx", "lobby", "timeline")


def timed() -> list[float]:
    record = horseshoe.open()
    record.as_known(None)  # worked out once for every answer
    marks = [time.perf_counter()]
    msgspec.json.encode(scorecard(record, YEAR, DAY))
    marks.append(time.perf_counter())
    msgspec.json.encode(scorecard(record, YEAR, DAY))
    marks.append(time.perf_counter())
    pdf(page(scorecard(record, YEAR, DAY)))
    marks.append(time.perf_counter())
    word(page(scorecard(record, YEAR, DAY)))
    marks.append(time.perf_counter())
    lobby(record, Instrument.CODE, DAY)
    marks.append(time.perf_counter())
    timeline(record)
    marks.append(time.perf_counter())
    return [after - before for before, after in pairwise(marks)]


def main() -> None:
    rounds = [timed() for _ in range(ROUNDS)]
    for name, seconds in zip(NAMES, zip(*rounds, strict=True), strict=True):
        print(f"scorecard {YEAR} {name:<10} {statistics.median(seconds) * 1000:8.2f} ms", flush=True)


if __name__ == "__main__":
    main()
