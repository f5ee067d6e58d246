"""One whole import: read the file, make every check, apply the corrections, write all of its roll calls as tables."""

from __future__ import annotations

import gc
import sys
from datetime import date
from pathlib import Path

import msgspec

import horseshoe
from horseshoe.facts import tables
from horseshoe.facts.record import Record
from horseshoe.sources import sciences_po


def whole_import(record: Record, file: Path, folder: Path) -> int:
    """Check the file and write what it says as tables; gives the number of faults found."""
    gc.disable()  # as the command line does
    report = sciences_po.check(file, record, date(2026, 11, 22))
    # The packaged record knows every roll call of the file; to measure a whole import, the known ones are written too.
    rows = tuple(record.roll_call[each] for each in report.known) + tuple(each.roll_call for each in report.new)
    proposals = tuple(record.proposal[row.proposal] for row in rows)
    tables.write(msgspec.structs.replace(Record(), roll_calls=rows, proposals=proposals), folder)
    gc.enable()
    return len(report.faults)


if __name__ == "__main__":
    gc.disable()
    print(f"{whole_import(horseshoe.open(), Path(sys.argv[1]), Path(sys.argv[2]))} faults found")
