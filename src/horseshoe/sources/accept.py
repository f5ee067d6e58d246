"""Accept what a check let through: rows to add, and a folder of tables that gets all of them or none."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import msgspec

from horseshoe.facts import tables
from horseshoe.facts.printable import printable
from horseshoe.facts.record import KEYS, Record, key_of
from horseshoe.facts.references import loose_ends
from horseshoe.facts.sources import Retraction, Source
from horseshoe.sources.found import Fault, Report, Severity


class Refused(ValueError):
    """The import does not go ahead, and nothing was changed; the sentence says what is in the way.

    ``faults`` holds all that is in the way.
    """

    def __init__(self, sentence: str, faults: tuple[Fault, ...] = ()) -> None:
        """Refuse with a sentence, and the faults that it sums up."""
        super().__init__(printable(sentence))
        self.faults = faults


def added(report: Report, record: Record, *, leave_out: bool = False) -> Record:
    """The rows that the report lets through, and nothing else: empty where everything is known already.

    A roll call whose unknown casts the file tells becomes a new version of its row, and the known case that said
    so is retracted.

    Args:
        record: what the report was checked against.
        leave_out: whether to go ahead without the rows in quarantine; otherwise one of them stops the import.

    Raises:
        Refused: a row is in quarantine and ``leave_out`` is false, or the whole file is refused.
    """
    in_the_way = tuple(fault for fault in report.refused if fault.severity is Severity.REFUSE or not leave_out)
    if in_the_way:
        raise Refused(_why(report, in_the_way), in_the_way)
    landings = (*report.new, *report.completed)
    if not landings:
        return Record()
    record = record.as_known(None)
    cited = {id_ for landing in landings for id_ in landing.roll_call.source.split()}
    publication: tuple[Source, ...] = ()
    if report.publication.id in cited and report.publication.id not in record.source:
        publication = (report.publication,)
    explained = tuple(
        Retraction(
            table="known_cases",
            key=landing.roll_call.id,
            at=datetime.combine(report.recorded, time.min, tzinfo=UTC),
            by=f"import of {report.file}",
            why=f"The casts are known now, from {report.publication.title}.",
        )
        for landing in report.completed
        if landing.roll_call.id in record.known_case and not landing.roll_call.unknown
    )
    return Record(
        sources=publication,
        proposals=tuple(landing.proposal for landing in landings if landing.proposal),
        roll_calls=tuple(landing.roll_call for landing in landings),
        matters=tuple(landing.matter for landing in landings if landing.matter),
        retractions=explained,
    )


def with_rows(record: Record, rows: Record) -> Record:
    """What is known once ``rows`` are accepted."""
    return tables.merged(record, rows).as_known(None)


def into(folder: Path, rows: Record, record: Record) -> dict[str, int]:
    """Write rows to the user's folder of tables, all of them or none; gives table to number of rows written.

    Rows already there stay: one with the same key is an older version, unless it was recorded the same day, when
    the new row takes its place. Nothing is written where the folder says all that ``rows`` says already.

    Args:
        rows: from ``added``.
        record: everything else that is known; the rows may refer to it.

    Raises:
        Refused: a row refers to something that is in no table.
        horseshoe.facts.tables.TableError: the folder's tables cannot be read, or a row cannot be written.
    """
    there = Record()
    if any((place / f"{table}.csv").is_file() for place in (folder, folder / tables.PENDING) for table in KEYS):
        there = tables.read(folder)
    fresh: dict[str, tuple[Any, ...]] = {}
    for table in KEYS:
        said = {_fact(row) for row in getattr(there, table)}
        if new := tuple(row for row in getattr(rows, table) if _fact(row) not in said):
            fresh[table] = new
    if not fresh:
        return {}
    whole = {table: _over(table, getattr(there, table), new) for table, new in fresh.items()}
    ours = msgspec.structs.replace(there, **whole)
    _refuse_loose_ends(rows, record, ours)
    tables.write(ours, folder, tuple(fresh))
    return {table: len(new) for table, new in fresh.items()}


def _fact(row: Any) -> tuple[Any, ...]:
    """What a row says, whenever it was recorded."""
    return tuple(getattr(row, field) for field in row.__struct_fields__ if field not in ("recorded", "at"))


def _over(table: str, there: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[Any, ...]:
    def version(row: Any) -> tuple[str, date | None]:
        return key_of(table, row), getattr(row, "recorded", None)

    replaced = {version(row) for row in new}
    return (*(row for row in there if version(row) not in replaced), *new)


def _refuse_loose_ends(rows: Record, record: Record, ours: Record) -> None:
    told = {table: new for table in KEYS if (new := getattr(rows, table))}
    for end in loose_ends(told, record, ours):
        if end.column == "source":
            raise Refused(f"{end.table} {end.key} cites {end.value}: no table of sources has it.")
        if (end.table, end.column) == ("roll_calls", "proposal"):
            raise Refused(f"Roll call {end.key} is a vote on {end.value}: no table of proposals has it.")
        raise Refused(f"{end.table} {end.key}, {end.column}, names {end.value}: no table of {end.to} has it.")


def _why(report: Report, faults: tuple[Fault, ...]) -> str:
    if report.row_is == "file":
        return f"{report.file}: " + "; ".join(fault.what.rstrip(".") for fault in faults) + "."
    first = faults[0]
    where = f"row {first.row}, {first.field}" if first.row else first.field
    rows = len(report.quarantined)
    others = f" {rows} rows are in quarantine for such faults." if rows > 1 else ""
    return f"{report.file}, {where}: {first.what} Nothing was imported.{others}"
