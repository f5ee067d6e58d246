"""The UN Digital Library's file: a row a member and resolution, grouped, checked and matched by resolution.

The three rows of its format seen are in ``SAMPLE``; whole files are made from the record.
"""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import msgspec
import pytest
from published import Table, as_csv, undl

from horseshoe.facts.proposals import Outcome, RollCall
from horseshoe.facts.record import Record
from horseshoe.sources import accept
from horseshoe.sources import undl as importer
from horseshoe.sources.files import WrongFile
from horseshoe.sources.found import Kind, Proof, Report, Severity

TODAY = date(2026, 11, 22)


def check(table: Table, record: Record) -> Report:
    return importer.check(io.BytesIO(as_csv(table)), record, TODAY)


def adopted(record: Record) -> list[RollCall]:
    return [row for row in record.roll_calls if record.proposal[row.proposal].resolution]


def votes(record: Record, *resolutions: str) -> list[RollCall]:
    return [row for symbol in resolutions for row in record.by_symbol[symbol]]


@pytest.fixture(scope="module")
def table(record: Record) -> Table:
    return undl(record, adopted(record))


def test_every_resolution_of_the_record_is_known(record: Record, table: Table) -> None:
    report = check(table, record)
    assert report.read == len(report.known) == len(adopted(record))
    assert (report.new, report.quarantined) == ((), ())
    assert {fault.kind for fault in report.faults} <= {Kind.MISSING}
    assert accept.added(report, record) == Record()
    assert any("adopted resolutions only" in sentence for sentence in report.unseen)


def test_the_soviet_seat_is_russia_s(record: Record) -> None:
    """S/RES/511 (1982): the file has SUN, and the seat is kept under RUS."""
    table = undl(record, votes(record, "S/RES/511"))
    assert {row["ms_code"] for row in table} >= {"SUN", "POL", "COD"}
    assert check(table, record).known == ("bd0761",)


def test_a_code_that_the_record_does_not_have_is_found_by_the_name(record: Record) -> None:
    table = undl(record, votes(record, "S/RES/511"))
    for row in table:
        if row["ms_code"] == "COD":
            row |= {"ms_code": "ZAR", "ms_name": "ZAIRE"}
    assert check(table, record).known == ("bd0761",)


def test_ended_states_keep_their_codes(record: Record) -> None:
    """S/RES/186 (1964) with Czechoslovakia, S/RES/340 (1973) with Yugoslavia."""
    table = undl(record, votes(record, "S/RES/186", "S/RES/340"))
    assert {"CSK", "YUG"} <= {row["ms_code"] for row in table}
    assert check(table, record).refused == ()


def test_without_a_vote(record: Record) -> None:
    """The first adoption without a vote that the record has: no cell has a cast."""
    silent = next(row for row in adopted(record) if row.outcome is Outcome.ADOPTED_WITHOUT_VOTE)
    table = undl(record, [silent])
    assert {row["ms_vote"] for row in table} == {""}
    assert check(table, record).known == (silent.id,)


def without(record: Record, *ids: str) -> Record:
    return msgspec.structs.replace(
        record,
        roll_calls=tuple(row for row in record.roll_calls if row.id not in ids),
        proposals=tuple(row for row in record.proposals if row.id not in ids),
    )


def test_a_new_resolution_becomes_rows_with_its_source(record: Record, tmp_path: Path) -> None:
    """S/RES/2720 (2023), 13-0-2, as if the record did not have it."""
    table = undl(record, votes(record, "S/RES/2719", "S/RES/2720", "S/RES/2721"))
    less = without(record, "bd3097")
    report = check(table, less)
    rows = accept.added(report, less)
    [roll_call], [proposal], [source] = rows.roll_calls, rows.proposals, rows.sources
    assert (roll_call.id, roll_call.abstain) == ("undl92720", ("RUS", "USA"))
    assert (proposal.resolution, proposal.symbol) == ("S/RES/2720 (2023)", "S/2023/1029")
    assert (source.id, source.url) == ("undl-votes", "https://digitallibrary.un.org/record/4055387")
    assert accept.into(tmp_path / "mine", rows, less) == {"sources": 1, "proposals": 1, "roll_calls": 1}
    both = accept.with_rows(less, rows)
    assert accept.added(check(table, both), both) == Record()


def changed(table: Table, member: str, **cells: str) -> Table:
    """One member's row is changed; member ``*`` changes all."""
    return [row | (cells if member in ("*", row["ms_code"]) else {}) for row in table]


@pytest.mark.parametrize(
    ("member", "cells", "kind", "what"),
    [
        ("CHN", {"ms_vote": "N"}, Kind.TALLY, "The total of yes is 13, and the seats make 12."),
        ("CHN", {"ms_vote": "?"}, Kind.CELL, "'?' is no cast: it should be one of Y, N, A, X or empty."),
        ("CHN", {"ms_code": "XXX", "ms_name": "NOWHERE"}, Kind.CELL, "'XXX' (NOWHERE) is no state known here."),
        ("CHN", {"ms_code": "KEN", "ms_name": "KENYA"}, Kind.SEAT, "Kenya (KEN) was not on the Council on 2023-12-22"),
        ("CHN", {"ms_code": "FRA"}, Kind.SEATS, "FRA has two rows: a seat casts once."),
        ("CHN", {"date": "2023-12-23"}, Kind.CELL, "The rows of S/RES/2720(2023) disagree"),
        ("*", {"date": "22.12.2023"}, Kind.DATE, "'22.12.2023' is no date"),
        ("*", {"date": "2023-12-21"}, Kind.DATE, "2023-12-21 is not the day that the record has for bd3097."),
        ("*", {"total_ms": "14"}, Kind.TALLY, "The total of seats says 14, and 15 have a cast."),
        ("*", {"total_yes": "all"}, Kind.TALLY, "'all' is no number."),
        ("*", {"resolution": "2720"}, Kind.SYMBOL, "'2720' is no UN document symbol"),
        ("*", {"modality": "Without vote"}, Kind.OUTCOME, "The file says adopted without vote. Adopted: 13 in favour"),
    ],
)
def test_a_fault_keeps_the_resolution_out(
    record: Record, member: str, cells: dict[str, str], kind: Kind, what: str
) -> None:
    table = changed(undl(record, votes(record, "S/RES/2720")), member, **cells)
    report = check(table, record)
    assert report.quarantined == ("92720",)
    assert [fault for fault in report.faults if fault.kind is kind and what in fault.what]
    with pytest.raises(accept.Refused, match="Nothing was imported"):
        accept.added(report, record)


def test_a_cast_that_differs_is_told_with_what_the_record_has(record: Record) -> None:
    """The published error of the Sciences Po file: China and Russia exchanged on S/RES/2720 (2023)."""
    table = changed(undl(record, votes(record, "S/RES/2720")), "CHN", ms_vote="A")
    table = changed(table, "RUS", ms_vote="Y")
    faults = check(table, record).faults
    assert [(fault.field, fault.record, fault.proof, fault.severity) for fault in faults] == [
        ("CHN", "yes", Proof.RECORD, Severity.QUARANTINE),
        ("RUS", "abstain", Proof.RECORD, Severity.QUARANTINE),
    ]


def test_fourteen_rows_are_too_few(record: Record) -> None:
    report = check(undl(record, votes(record, "S/RES/2720"))[:-1], record)
    assert report.quarantined == ("92720",)
    assert "14 seats have a cast, where the Council of 2023-12-22 had 15" in report.faults[0].what


def test_another_file_is_refused(record: Record) -> None:
    table = [
        {("vote" if key == "ms_vote" else key): cell for key, cell in row.items()}
        for row in undl(record, votes(record, "S/RES/2720"))
    ]
    with pytest.raises(WrongFile, match="it has no column 'ms_vote'"):
        check(table, record)
