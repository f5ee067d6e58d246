"""Check a reading against what is known, and say what of it is known, new, or stays out."""

from __future__ import annotations

from datetime import date

from horseshoe.facts.record import Record
from horseshoe.sources.files import Progress
from horseshoe.sources.found import Fault, Kind, Proof, Reading, Report, Severity
from horseshoe.sources.judge import Judge
from horseshoe.sources.landing import landing
from horseshoe.sources.matching import matched, repeats, twins
from horseshoe.sources.sequence import missing_resolutions, out_of_order
from horseshoe.sources.verdict import Verdict


def check(
    reading: Reading,
    record: Record,
    recorded: date,
    *,
    bad: Severity = Severity.QUARANTINE,
    progress: Progress | None = None,
) -> Report:
    """What is wrong in a reading, and which of its rows are known, new, or stay out.

    Args:
        recorded: the day on which new rows enter the record; no vote can be later.
        bad: what follows from a fault that no fact explains.
    """
    record = record.as_known(None)
    rows = reading.rows
    known = matched(rows, record)
    repeated = repeats(rows, known)
    numbered_twice = twins(rows)
    judge = Judge(reading, record, recorded, bad)
    published_order = dict(out_of_order([(row.resolution, row.date) for row in rows]))
    verdicts = []
    for index, (row, roll_call) in enumerate(zip(rows, known, strict=True)):
        verdict = Verdict(row, roll_call, breaks_order=index in published_order)
        if row.row in numbered_twice:
            verdict.add(
                judge.fault(
                    verdict, reading.row_is, Kind.DUPLICATE, Proof.DUPLICATE, f"Several rows bear the number {row.row}."
                )
            )
        if index in repeated:
            judge.repetition(verdict, repeated[index])
        else:
            judge.row(verdict)
        verdicts.append(verdict)
        if progress and index % 100 == 0:
            progress(index, len(rows))
    if progress:
        progress(len(rows), len(rows))

    counted = [verdict for verdict in verdicts if not verdict.repeats and verdict.day]
    for index, sentence in out_of_order([(v.found.resolution, v.day) for v in counted if v.day]):
        judge.order(counted[index], sentence)
    whole = missing_resolutions(reading, record)
    return _report(reading, recorded, judge, verdicts, whole)


def _report(
    reading: Reading, recorded: date, judge: Judge, verdicts: list[Verdict], whole: tuple[Fault, ...]
) -> Report:
    good = [verdict for verdict in verdicts if not verdict.stays_out]
    kept = [verdict for verdict in good if not verdict.repeats]
    taken = set(judge.record.roll_call) | set(judge.record.proposal)
    new = tuple(landing(judge, verdict, taken) for verdict in kept if verdict.known is None)
    out = [fault.row for fault in reading.faults if fault.row is not None]
    return Report(
        publication=reading.publication,
        file=reading.file,
        row_is=reading.row_is,
        recorded=recorded,
        read=reading.read,
        known=tuple(verdict.known.id for verdict in kept if verdict.known and not verdict.fills),
        corrected=tuple(
            verdict.known.id if verdict.known else verdict.found.id
            for verdict in kept
            if verdict.has(Severity.CORRECTED)
        ),
        repeated=tuple(verdict.found.row for verdict in good if verdict.repeats),
        new=new,
        completed=tuple(landing(judge, verdict, taken) for verdict in kept if verdict.fills),
        quarantined=tuple(dict.fromkeys([*out, *(v.found.row for v in verdicts if v.stays_out)])),
        faults=(*whole, *reading.faults, *(fault for verdict in verdicts for fault in verdict.faults)),
    )
