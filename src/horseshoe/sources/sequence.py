"""What numbers that run on can prove: resolutions that a file lacks, and dates out of order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from horseshoe.facts.record import Record
from horseshoe.sources.found import Fault, Kind, Proof, Reading, Severity

_NUMBER = re.compile(r"S/RES/(\d+)")


def out_of_order(dated: Sequence[tuple[str | None, date]]) -> Iterator[tuple[int, str]]:
    """Index and sentence for each resolution whose date does not follow the numbers.

    Of all ways to put the dates in order, the one that leaves out the fewest resolutions is taken: those
    are the ones named.
    """
    numbered = sorted((number, day, index) for index, (name, day) in enumerate(dated) if (number := _of(name)))
    kept = _longest_in_order([day for _, day, _ in numbered])
    for position, (number, day, index) in enumerate(numbered):
        if position in kept:
            continue
        before = max((p for p in kept if p < position), default=None)
        after = min((p for p in kept if p > position), default=None)
        near = [numbered[p] for p in (before, after) if p is not None]
        shown = " and ".join(f"{n} is dated {d}" for n, d, _ in near)
        yield index, f"Resolution {number} is dated {day}, and {shown}."


def missing_resolutions(reading: Reading, record: Record) -> tuple[Fault, ...]:
    """The resolutions between the first and the last in the file that it does not have, a fault for each run."""
    numbers = sorted({number for row in reading.rows if (number := _of(row.resolution))})
    faults = []
    for last, following in pairwise(numbers):
        run = range(last + 1, following)
        if not run:
            continue
        ours = [known for number in run for known in record.by_symbol.get(f"S/RES/{number}", ())]
        which = f"Resolution {run[0]} is" if len(run) == 1 else f"Resolutions {run[0]} to {run[-1]} are"
        cited = dict.fromkeys(source for known in ours for source in known.source.split())
        faults.append(
            Fault(
                row=None,
                field=reading.field("resolution"),
                kind=Kind.MISSING,
                what=f"{which} not in the file, though {last} and {following} are.",
                record=_shown([known.id for known in ours]),
                evidence=f"read in {', '.join(cited)}" if ours else None,
                proof=Proof.SEQUENCE,
                severity=Severity.CORRECTED if len(ours) == len(run) else Severity.NOTED,
                roll_call=ours[0].id if len(ours) == 1 else None,
            )
        )
    return tuple(faults)


def _shown(ids: Sequence[str]) -> str | None:
    return f"{len(ids)} roll calls" if len(ids) > 3 else ", ".join(ids) or None


def _of(resolution: str | None) -> int | None:
    match = _NUMBER.match(resolution) if resolution else None
    return int(match[1]) if match else None


def _longest_in_order(days: Sequence[date]) -> frozenset[int]:
    """Positions of a longest run of dates, not necessarily adjacent, none of which lies before the last."""
    tails: list[date] = []
    ends: list[int] = []
    before: list[int | None] = []
    for position, day in enumerate(days):
        length = bisect_right(tails, day)
        before.append(ends[length - 1] if length else None)
        tails[length : length + 1] = [day]
        ends[length : length + 1] = [position]
    kept = []
    here = ends[-1] if ends else None
    while here is not None:
        kept.append(here)
        here = before[here]
    return frozenset(kept)
