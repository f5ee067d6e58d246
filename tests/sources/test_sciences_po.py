"""The Sciences Po file: every fault that the record knows of is found in it, and nothing else."""

from __future__ import annotations

import csv
import io
import os
from datetime import date
from pathlib import Path

import msgspec
import pytest
from published import Table, as_csv, sciences_po

from horseshoe.facts.proposals import Correction, Outcome
from horseshoe.facts.record import Record
from horseshoe.sources import accept
from horseshoe.sources import sciences_po as importer
from horseshoe.sources.files import WrongFile
from horseshoe.sources.found import Fault, Kind, Proof, Report, Severity

TODAY = date(2026, 11, 22)
NAME = "sciences_po_unsc_votes_1946-2025.csv"


def check(table: Table, record: Record) -> Report:
    return importer.check(io.BytesIO(as_csv(table)), record, TODAY)


def corrections(record: Record) -> tuple[Correction, ...]:
    return tuple(fact for fact in record.corrections if fact.publication == "sciences-po")


def corrected(record: Record, report: Report) -> set[tuple[str | None, str, str | None]]:
    """Roll call, field and right value of each corrected fault, as the table of corrections writes them."""
    found: set[tuple[str | None, str, str | None]] = set()
    for fault in report.faults:
        if fault.severity is not Severity.CORRECTED:
            continue
        match fault.kind:
            case Kind.DUPLICATE:
                found.add((fault.record, f"row:{fault.row}", "duplicate"))
            case Kind.SEAT | Kind.DATE:
                found.add((fault.roll_call, fault.kind.value, fault.record))
            case Kind.CAST:
                code = importer.states_of("", [fault.field], record)[fault.field]
                found.add((fault.roll_call, f"cast:{code}", fault.record))
    return found


def one(report: Report, kind: Kind, row: str) -> Fault:
    [fault] = [fault for fault in report.faults if fault.kind is kind and fault.row == row]
    return fault


@pytest.fixture(scope="module")
def table(record: Record) -> Table:
    """The published file as the record knows it, faults included."""
    return sciences_po(record)


@pytest.fixture(scope="module")
def report(record: Record, table: Table) -> Report:
    return check(table, record)


@pytest.fixture(scope="module")
def path() -> Path:
    told = os.environ.get("HORSESHOE_SCIENCES_PO")
    path = Path(told) if told else Path(__file__).parents[3] / "shared" / "data" / "raw" / NAME
    if not path.is_file():
        pytest.skip(
            "The published file is not at hand: download it from doi:10.21410/7E4/Z0KECE and set "
            "HORSESHOE_SCIENCES_PO to its path."
        )
    return path


@pytest.fixture(scope="module")
def uncorrected(record: Record, table: Table) -> Report:
    return check(table, msgspec.structs.replace(record, corrections=()))


class TestThePublishedFile:
    """Rebuilt from the record by undoing each correction."""

    def test_finds_exactly_the_faults_that_the_table_of_corrections_lists(self, record: Record, report: Report) -> None:
        assert corrected(record, report) == {(f.roll_call, f.field, f.corrected) for f in corrections(record)}

    def test_219_casts_stand_in_the_column_of_a_state_that_was_not_on_the_council(self, report: Report) -> None:
        seats = [fault for fault in report.faults if fault.kind is Kind.SEAT]
        assert len(seats) == 219
        assert {(fault.field, fault.record) for fault in seats} == {
            ("CZECH REPUBLIC", "CSK"),
            ("ALGERIA", "ARG"),
            ("SLOVAKIA", "SVN"),
            ("TURKEY", "PRT"),
        }
        assert {fault.proof for fault in seats} == {Proof.MEMBERSHIP}
        assert one(report, Kind.SEAT, "3153").what == (
            "Slovakia (SVK) was not on the Council on 2024-12-27: the cast is that of Slovenia (SVN), whose column is "
            "empty."
        )

    def test_wrong_casts_break_no_total_and_only_the_record_shows_them(self, report: Report) -> None:
        casts = [f for f in report.faults if f.kind is Kind.CAST and f.severity is Severity.CORRECTED]
        assert {fault.proof for fault in casts} == {Proof.RECORD}
        assert not [fault for fault in report.faults if fault.kind is Kind.TALLY]
        [france] = [fault for fault in casts if (fault.row, fault.field) == ("3089", "FRANCE")]
        assert france.what == "The file has yes for France (FRA): it was abstain."
        assert france.record == "abstain"
        assert france.evidence
        assert "press.un.org" in france.evidence
        rows = len({fault.row for fault in casts})
        assert report.unseen[0].startswith(f"{len(casts)} wrong casts in {rows} rows agree with their rows' totals")

    def test_resolution_2760_is_missing(self, report: Report) -> None:
        [missing] = [fault for fault in report.faults if fault.kind is Kind.MISSING]
        assert missing.what == "Resolution 2760 is not in the file, though 2759 and 2761 are."
        assert (missing.row, missing.record, missing.proof) == (None, "va1984", Proof.SEQUENCE)

    def test_row_3099_repeats_row_3098(self, report: Report) -> None:
        fault = one(report, Kind.DUPLICATE, "3099")
        assert fault.what == "It repeats row 3098 in every cell."
        assert report.repeated == ("3099",)

    def test_the_dates_of_resolutions_1564_and_2763_are_wrong(self, report: Report) -> None:
        assert one(report, Kind.DATE, "1870").what == "The vote was on 2004-09-18, not on 2004-09-17."
        assert one(report, Kind.DATE, "3149").record == "2024-12-13"
        assert one(report, Kind.DATE, "3149").proof is Proof.RECORD

    def test_what_the_record_can_only_explain_is_noted(self, record: Record, report: Report) -> None:
        """S/5134 at 7-2-2, and the votes of 1947-48 whose casts nobody knows."""
        noted = {fault.roll_call for fault in report.faults if fault.severity is Severity.NOTED}
        assert noted - {"bd0008", "bd0009"} == {id_ for id_ in record.known_case if id_.startswith("bd")}

    def test_another_meeting_than_in_the_record_is_noted(self, report: Report) -> None:
        """Two votes of 18 June 1946: S/PV.45 in the file, S/PV.47 in a list of failed drafts."""
        noted = [fault for fault in report.faults if fault.kind is Kind.SYMBOL]
        assert [(fault.row, fault.roll_call, fault.record) for fault in noted] == [
            ("9", "bd0009", "S/PV.47"),
            ("8", "bd0008", "S/PV.47"),
        ]
        assert noted[0].what == "S/PV.45 is another meeting than the record has for bd0009."

    def test_every_roll_call_is_known_and_nothing_is_to_be_added(self, record: Record, report: Report) -> None:
        assert (report.read, len(report.known)) == (3203, 3202)
        assert (report.new, report.quarantined, report.refused) == ((), (), ())
        assert accept.added(report, record) == Record()

    def test_says_what_it_cannot_see(self, report: Report) -> None:
        text = " ".join(report.unseen)
        for word in ("rest on this file alone", "wrong date", "failed draft", "no sponsors", "NV does not tell"):
            assert word in text

    def test_tells_how_far_it_is(self, record: Record, table: Table) -> None:
        seen: list[tuple[int, int]] = []
        importer.check(
            io.BytesIO(as_csv(table[:250] + table[-1:])), record, TODAY, progress=lambda *step: seen.append(step)
        )
        assert seen == [(0, 251), (100, 251), (200, 251), (251, 251)]


class TestTheRealFile:
    """The file as Sciences Po publishes it; it is not part of the project."""

    def test_is_the_record_with_its_corrections_undone(self, path: Path, table: Table) -> None:
        """Cell for cell, titles aside: so the corrections are all there is."""
        with path.open(encoding="utf-8", newline="") as file:
            real = list(csv.DictReader(file))
        titles = {"Official full title", "Title-Observable"}
        assert list(real[0]) == list(table[0])
        assert [{k: v.strip() for k, v in row.items() if k not in titles} for row in real] == [
            {k: v for k, v in row.items() if k not in titles} for row in table
        ]

    def test_has_the_same_faults(self, path: Path, record: Record, report: Report) -> None:
        real = importer.check(path, record, TODAY)
        assert real.faults == report.faults
        assert (real.known, real.new, real.quarantined) == (report.known, (), ())


class TestWithoutCorrections:
    """What the file proves by itself, and what only the record shows."""

    def test_rows_that_differ_stay_out_and_overwrite_nothing(self, record: Record, uncorrected: Report) -> None:
        wrong = {f"{int(fact.roll_call[2:])}" for fact in corrections(record) if not fact.field.startswith("row:")}
        assert set(uncorrected.quarantined) == wrong | {"3099"}
        with pytest.raises(accept.Refused, match=r"Nothing was imported\. \d+ rows are in quarantine"):
            accept.added(uncorrected, record)
        assert accept.added(uncorrected, record, leave_out=True) == Record()

    def test_the_wrong_columns_are_still_proved_by_membership(self, uncorrected: Report) -> None:
        fault = one(uncorrected, Kind.SEAT, "414")
        assert fault.what == (
            "Algeria (DZA) was not on the Council on 1966-03-16: the cast should be that of Argentina (ARG), which has "
            "none."
        )
        assert (fault.record, fault.proof, fault.severity) == ("ARG", Proof.MEMBERSHIP, Severity.QUARANTINE)

    def test_a_wrong_cast_is_told_with_what_the_record_has(self, uncorrected: Report) -> None:
        [france] = [fault for fault in uncorrected.faults if (fault.row, fault.field) == ("3089", "FRANCE")]
        assert france.what == "France (FRA) is given yes, and the record has abstain."

    def test_a_repetition_cannot_be_told_from_parts_voted_separately(self, uncorrected: Report) -> None:
        fault = one(uncorrected, Kind.DUPLICATE, "3099")
        assert "Parts voted separately look just so" in fault.what


class TestCorrectionsSurviveAReimport:
    """The roll calls imported anew from the published file are those of the record."""

    def test_without_any_roll_call_in_the_record(self, record: Record, table: Table) -> None:
        bare = msgspec.structs.replace(record, proposals=(), roll_calls=())
        report = check(table, bare)
        rows = accept.added(report, bare, leave_out=True)
        assert len(rows.roll_calls) > 3150
        for row in rows.roll_calls:
            ours = record.roll_call[row.id]
            published = {"absent": "not_voting", "not_participating": "not_voting"}
            assert (row.date, row.outcome, row.stated_tally) == (ours.date, ours.outcome, ours.stated_tally)
            assert {state: published.get(cast, cast) for state, cast in row.casts().items()} == {
                state: published.get(cast, cast) for state, cast in ours.casts().items()
            }

    def test_a_correction_that_the_publication_has_made_itself_changes_nothing(
        self, record: Record, table: Table
    ) -> None:
        rows = [dict(row) for row in table if row["Vote in the DB"] == "3089"]
        rows[0] |= {"FRANCE": "A", "RUSSIAN FEDERATION/USSR": "Y"}
        report = check([*rows, table[-1]], record)
        assert "bd3089" in report.known
        assert "bd3089" not in report.corrected


def damaged(table: Table, row: str, **cells: str) -> Table:
    """The latest rows and the first, one of them changed."""
    return [dict(each) | (cells if each["Vote in the DB"] == row else {}) for each in (*table[:60], table[-1])]


class TestDamage:
    """One cell of S/RES/2811 (2025), adopted 15-0-0 on 29 December 2025, is changed."""

    @pytest.mark.parametrize(
        ("cells", "kind", "what"),
        [
            ({"CHINA": ""}, Kind.SEATS, "14 seats have a cast, where the Council of 2025-12-29 had 15: none for China"),
            ({"KENYA": "Y"}, Kind.SEAT, "Kenya (KEN) was not on the Council on 2025-12-29: its members were CHN, DNK,"),
            ({"KENYA": "Y"}, Kind.SEATS, "16 seats have a cast, where the Council of 2025-12-29 had 15."),
            ({"KENYA": "Y", "CHINA": ""}, Kind.SEAT, "the cast should be that of China (CHN), which has none."),
            ({"CHINA": "A"}, Kind.TALLY, "The total of yes is 15, and the seats make 14."),
            (
                {"CHINA": "A", "Yes": "14", "Abstentions": "1"},
                Kind.CAST,
                "China (CHN) is given abstain, and the record",
            ),
            ({"CHINA": "N"}, Kind.OUTCOME, "The file says adopted. Vetoed: 14 in favour, 1 against"),
            ({"CHINA": "X"}, Kind.CELL, "'X' is no cast: it should be one of Y, N, A, NV, ? or empty."),
            ({"Yes": "many"}, Kind.TALLY, "'many' is no number"),
            ({"Total": "14"}, Kind.TALLY, "The total of seats says 14, and 15 have a cast."),
            ({"(of which veto)": "1"}, Kind.TALLY, "The file counts 1 vetoes, and its casts and outcome make 0."),
            ({"Vote outcome": "vetoed"}, Kind.OUTCOME, "It says 'vetoed', and 'Vote outcome typology-Observable' says"),
            ({"Vote outcome typology-Observable": "passed"}, Kind.OUTCOME, "'passed' is no outcome"),
            (
                {"Vote outcome typology-Observable": "adopted (majority)"},
                Kind.OUTCOME,
                "The file says majority, and 15 of 15 seats voted yes.",
            ),
            ({"Date": "2025-13-29"}, Kind.DATE, "'2025-13-29' is no date"),
            ({"Date": "29/12/2025"}, Kind.DATE, "it should be written YYYY-MM-DD."),
            ({"Date": "2025-12-30"}, Kind.DATE, "2025-12-30 is not the day that the record has for bd3203."),
            ({"Date": "2027-01-04"}, Kind.DATE, "2027-01-04 lies after 2026-11-22, the day of the import"),
            ({"Date": "1945-12-29"}, Kind.DATE, "1945-12-29 lies before the Council's record, which begins in 1946."),
            ({"UN classification": "no symbol"}, Kind.SYMBOL, "'no symbol' names no document of the Council."),
            ({"Resolution number": "2812"}, Kind.RESOLUTION, "It says '2812', and 'UN classification' says"),
            ({"Vote in the DB": "last"}, Kind.CELL, "'last' is no number of a row."),
        ],
    )
    def test_keeps_the_row_out(
        self, record: Record, table: Table, tmp_path: Path, cells: dict[str, str], kind: Kind, what: str
    ) -> None:
        report = check(damaged(table, "3203", **cells), record)
        [row] = report.quarantined
        assert row == cells.get("Vote in the DB", "3203")
        assert [fault for fault in report.faults if fault.row == row and fault.kind is kind and what in fault.what]
        with pytest.raises(accept.Refused):
            accept.into(tmp_path / "mine", accept.added(report, record), record)
        assert list(tmp_path.iterdir()) == []

    def test_a_date_out_of_the_order_of_resolutions_is_proved_by_it(self, record: Record, table: Table) -> None:
        report = check(damaged(table, "3203", Date="2025-10-29"), record)
        fault = one(report, Kind.DATE, "3203")
        assert (fault.record, fault.proof) == ("2025-12-29", Proof.SEQUENCE)

    def test_a_resolution_that_stands_twice(self, record: Record, table: Table) -> None:
        again = dict(table[0]) | {"Vote in the DB": "3204"}
        report = check([again, *table[:60], table[-1]], record)
        assert report.quarantined == ("3204",)
        assert one(report, Kind.DUPLICATE, "3204").what == (
            "S/RES/2811 (2025) stands in row 3203 already: a resolution is adopted once."
        )

    def test_a_number_that_stands_twice(self, record: Record, table: Table) -> None:
        again = dict(table[1]) | {"Vote in the DB": "3203"}
        report = check([table[0], again, table[-1]], record)
        assert "Several rows bear the number 3203." in {fault.what for fault in report.faults}


NEXT = {
    "Vote in the DB": "3204",
    "UN classification": "S/2026/998/Rev.1 (as amended)",
    "Vote outcome": "vetoed",
    "Vote outcome typology-Observable": "not adopted (veto)",
    "Resolution number": "-",
    "Date": "2026-10-05",
    "Official full title": "A title",
    "Title-Observable": "A title",
    "Yes": "12",
    "No": "1",
    "Abstentions": "2",
    "Non-Voting": "0",
    "Total": "15",
    "(of which veto)": "1",
}
COUNCIL = {
    **dict.fromkeys(["FRANCE", "UNITED KINGDOM", "DENMARK", "GREECE", "PAKISTAN", "PANAMA", "SOMALIA"], "Y"),
    **dict.fromkeys(["BAHRAIN", "LATVIA", "LIBERIA", "ZAIRE"], "Y"),
    "UNITED STATES": "N",
    "COLOMBIA": "A",
    "RUSSIAN FEDERATION/USSR": "A",
    "CHINA": "Y",
}


class TestTheNextEdition:
    """Rows that the record does not have yet."""

    @pytest.fixture
    def next_edition(self, table: Table) -> Table:
        rows = [{**row, "LATVIA": ""} for row in (*table[:60], table[-1])]
        return [{**dict.fromkeys(rows[0], ""), **NEXT, **COUNCIL}, *rows]

    def test_a_new_roll_call_becomes_rows(self, record: Record, next_edition: Table) -> None:
        report = check(next_edition, record)
        assert report.refused == ()
        rows = accept.added(report, record)
        [roll_call], [proposal] = rows.roll_calls, rows.proposals
        assert (roll_call.id, roll_call.date, roll_call.outcome) == ("bd3204", date(2026, 10, 5), Outcome.VETOED)
        assert (roll_call.no, roll_call.abstain) == (("USA",), ("COL", "RUS"))
        assert len(roll_call.yes) == 12
        assert "COD" in roll_call.yes
        assert (roll_call.source, roll_call.recorded) == ("sciences-po", TODAY)
        assert (proposal.symbol, proposal.as_published) == ("S/2026/998/Rev.1", "S/2026/998/Rev.1 (as amended)")

    def test_twice_adds_nothing(self, record: Record, next_edition: Table, tmp_path: Path) -> None:
        folder = tmp_path / "mine"
        first = accept.added(check(next_edition, record), record)
        assert accept.into(folder, first, record) == {"proposals": 1, "roll_calls": 1}
        before = {path.name: path.read_bytes() for path in folder.iterdir()}
        both = accept.with_rows(record, first)
        again = check(next_edition, both)
        assert (again.new, "bd3204" in again.known) == ((), True)
        assert accept.into(folder, accept.added(again, both), both) == {}
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before

    def test_rows_whose_numbers_have_shifted_are_known_by_their_symbols(self, record: Record, table: Table) -> None:
        """An edition without row 3099 and with resolution 2760 would renumber a hundred rows."""
        kept = [row for row in table if row["Vote in the DB"] != "3099"]
        shifted = [row | {"Vote in the DB": str(len(kept) - index)} for index, row in enumerate(kept)]
        report = check(shifted, record)
        assert (len(report.known), report.new, report.quarantined) == (3202, (), ())
        assert report.corrected == check(table, record).corrected


class TestAFileOfAnotherKind:
    def test_the_first_column_that_is_wrong_is_named(self, record: Record, table: Table) -> None:
        rows = [{("Day" if key == "Date" else key): cell for key, cell in row.items()} for row in table[:2]]
        with pytest.raises(WrongFile) as refused:
            check(rows, record)
        assert str(refused.value) == ("standard input is no Sciences Po file: column 6 is 'Day', not 'Date'.")

    def test_a_column_that_is_no_state_is_named(self, record: Record, table: Table) -> None:
        rows = [{("ATLANTIS" if key == "CHINA" else key): cell for key, cell in row.items()} for row in table[:2]]
        with pytest.raises(WrongFile, match="has a column that is no state: no state is called 'ATLANTIS'"):
            check(rows, record)

    def test_a_column_twice(self, record: Record, table: Table) -> None:
        text = as_csv(table[:2]).decode().replace(",FRANCE,", ",CHINA,", 1)
        with pytest.raises(WrongFile, match="has the column 'CHINA' twice"):
            importer.check(io.BytesIO(text.encode()), record, TODAY)

    def test_a_file_cut_short_between_two_rows(self, record: Record, table: Table) -> None:
        with pytest.raises(WrongFile) as refused:
            check(table[:100], record)
        assert str(refused.value) == (
            "standard input ends at row 3104 of 'Vote in the DB': rows 1 to 3103 are missing, the file is cut short."
        )
