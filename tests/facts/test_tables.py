"""The tables as files: what is read is what was written, and a fault is a sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import horseshoe
from horseshoe.facts import tables
from horseshoe.facts.proposals import KnownCase, Proposal
from horseshoe.facts.record import KEYS, Record
from horseshoe.facts.sources import Retraction
from horseshoe.facts.tables import TableError

TERMS = """state,start,end,permanent,source,confidence,note,recorded
CHN,1945-10-24,,true,charter,high,,2026-11-22
AUS,1946-01-01,1947-12-31,false,dppa,high,"first, with Brazil",2026-11-22
"""
RECORDED = date(2026, 11, 22)
Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    def make(text: str | bytes = TERMS, table: str = "terms") -> Path:
        data = text.encode() if isinstance(text, str) else text
        (tmp_path / f"{table}.csv").write_bytes(data)
        return tmp_path

    return make


def refusal(folder: Path) -> str:
    with pytest.raises(TableError) as refused:
        tables.read(folder)
    return str(refused.value)


# -- read, write, read ----------------------------------------------------------------------------


def test_what_is_written_is_read_again(record: Record, tmp_path: Path) -> None:
    tables.write(record, tmp_path / "facts")
    assert tables.read(tmp_path / "facts") == record
    assert sorted(path.name for path in (tmp_path / "facts").iterdir()) == sorted(f"{table}.csv" for table in KEYS)


def test_writing_the_packaged_tables_changes_no_byte_of_them(record: Record) -> None:
    for table in KEYS:
        packaged = tables.PACKAGED / f"{table}.csv"
        if packaged.exists():
            assert packaged.read_bytes().decode() == tables.to_csv(table, getattr(record, table)), table


def test_a_table_without_a_file_is_empty(folder: Folder) -> None:
    read = tables.read(folder())
    assert [term.state for term in read.terms] == ["CHN", "AUS"]
    assert read.terms[1].note == "first, with Brazil"
    assert read.roll_calls == ()


def test_a_retraction_keeps_its_moment(tmp_path: Path) -> None:
    at = datetime(2026, 12, 1, 9, 30, 15, tzinfo=UTC)
    row = Retraction(table="terms", key="ITA|2017-01-01", at=at, by="a reader", why="read wrongly")
    tables.write(Record(retractions=(row,)), tmp_path)
    assert tables.read(tmp_path).retractions == (row,)


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1)


@given(explanation=WORDS, note=st.none() | WORDS)
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, explanation: str, note: str | None) -> None:
    row = KnownCase(
        roll_call="bd0360",
        kind="recorded_outcome_differs",
        explanation=explanation,
        source="supposed",
        note=note,
        recorded=RECORDED,
    )
    place = tmp_path_factory.mktemp("tables")
    tables.write(Record(known_cases=(row,)), place, tables=["known_cases"])
    assert tables.read(place).known_cases == (row,)


def test_a_carriage_return_is_refused() -> None:
    row = KnownCase(roll_call="bd0360", kind="casts_unknown", explanation="a\rb", source="supposed", recorded=RECORDED)
    with pytest.raises(tables.TableError, match="holds a carriage return"):
        tables.to_csv("known_cases", [row])


def test_a_part_of_a_list_has_no_space() -> None:
    row = Proposal(id="bd0001", also=("S/471", "S/RES/1 (1946)"), source="supposed", recorded=RECORDED)
    with pytest.raises(TableError) as refused:
        tables.to_csv("proposals", [row])
    assert str(refused.value) == "'S/RES/1 (1946)' cannot be one of several in a cell: spaces stand between them."


@pytest.mark.parametrize("text", [TERMS.replace("\n", "\r\n"), "\ufeff" + TERMS])
def test_line_ends_and_the_mark_of_other_programs_are_no_fault(folder: Folder, text: str) -> None:
    assert [term.state for term in tables.read(folder(text)).terms] == ["CHN", "AUS"]


# -- what is refused ------------------------------------------------------------------------------

HEADER = "state, start, end, permanent, source, confidence, note, recorded"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            TERMS.replace("permanent", "seat"),
            f"terms.csv has the columns {HEADER.replace('permanent', 'seat')}: it should have {HEADER}.",
        ),
        ("", f"terms.csv has no header: it should have {HEADER}."),
        (TERMS.encode("utf-16"), "terms.csv is not UTF-8 text (byte 0): save it as UTF-8."),
        (
            TERMS.replace("with Brazil", "avec le Brésil").encode("latin-1"),
            "terms.csv is not UTF-8 text (byte 164): save it as UTF-8.",
        ),
        (TERMS.replace(",high,,", ",high,"), "terms.csv row 2 has 7 cells: it should have 8."),
        (TERMS + "\n", "terms.csv row 4 has 0 cells: it should have 8."),
        (
            TERMS.replace("AUS", "Australia"),
            "terms.csv row 3: state: expected `str` matching regex '^[A-Z]{3}$'.",
        ),
        (TERMS.replace("1946-01-01", "1 January 1946"), "terms.csv row 3: start: invalid RFC3339 encoded date."),
        (TERMS.replace("1946-01-01", ""), "terms.csv row 3: row: object missing required field `start`."),
        (TERMS.replace("true", "yes"), "terms.csv row 2: permanent: expected `bool`, got `str`."),
        (
            TERMS.replace("AUS,1946-01-01", "CHN,1945-10-24"),
            "terms.csv row 3 repeats the key CHN|1945-10-24 of row 2, recorded the same day: "
            "a fact stands once, or again with a later day.",
        ),
        (
            TERMS.replace('Brazil"', "Brazil"),
            "terms.csv row 3 cannot be cut into cells: a quotation mark in it is not closed, or stands alone where "
            "two should stand.",
        ),
        (
            TERMS.replace('"first, with', '"first," with'),
            "terms.csv row 3 cannot be cut into cells: a quotation mark in it is not closed, or stands alone where "
            "two should stand.",
        ),
    ],
)
def test_a_fault_is_one_sentence(folder: Folder, text: str | bytes, sentence: str) -> None:
    assert refusal(folder(text)) == sentence


def test_a_stray_quotation_mark_does_not_swallow_the_table(record: Record, folder: Folder) -> None:
    """The rest of a long table in one cell is more than the reader of CSV files takes."""
    text = tables.to_csv("proposals", record.proposals).replace("bd0002,", '"bd0002,', 1)
    assert refusal(folder(text, "proposals")).startswith("proposals.csv row 3 cannot be cut into cells: ")


def test_an_enumeration_takes_its_own_words_only(folder: Folder) -> None:
    text = "month,state,basis,source,confidence,note,recorded\n2001-01,SGP,hearsay,s,high,,2026-11-22\n"
    assert refusal(folder(text, "presidencies")) == "presidencies.csv row 2: basis: invalid enum value 'hearsay'."


def test_a_row_that_contradicts_itself_is_refused(folder: Folder) -> None:
    text = (
        "source,confidence,note,recorded,id,year,date,name,status,earliest,latest\n"
        "s,high,,2026-11-22,2024-good-friday,2024,,Good Friday,official,,\n"
    )
    assert refusal(folder(text, "holidays")) == (
        "holidays.csv row 2: row: holiday 2024-good-friday has no date: its status can only be unverified."
    )


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    expected = f"No table in {tmp_path}: it should hold at least one of {', '.join(KEYS)} as a .csv file."
    assert refusal(tmp_path) == expected


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone").startswith(f"No table in {tmp_path / 'gone'}: ")


# -- all or nothing -------------------------------------------------------------------------------


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_write_that_fails_changes_nothing(record: Record, tmp_path: Path) -> None:
    """The last table holds half a character, which no file can: the tables before it must not be written either."""
    tables.write(record, tmp_path)
    before = held(tmp_path)
    broken = Retraction(table="terms", key="\ud83c", at=datetime(2026, 12, 1, tzinfo=UTC), by="a reader", why="")
    changed = msgspec.structs.replace(record, terms=record.terms[:5], retractions=(broken,))
    with pytest.raises(UnicodeEncodeError):
        tables.write(changed, tmp_path)
    assert held(tmp_path) == before
    assert tables.read(tmp_path) == record


def test_a_first_write_that_fails_leaves_no_table(tmp_path: Path) -> None:
    broken = Retraction(table="terms", key="\ud83c", at=datetime(2026, 12, 1, tzinfo=UTC), by="a reader", why="")
    with pytest.raises(UnicodeEncodeError):
        tables.write(Record(retractions=(broken,)), tmp_path / "facts")
    assert not list(tmp_path.rglob("*.csv"))


def test_a_write_leaves_what_else_is_in_the_folder(record: Record, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    tables.write(record, tmp_path, tables=["terms"])
    assert held(tmp_path) == {
        "notes.txt": b"mine",
        "terms.csv": (tables.PACKAGED / "terms.csv").read_bytes(),
    }


# -- one folder over another ----------------------------------------------------------------------


def test_a_later_row_takes_the_place_of_the_one_with_its_key(record: Record, folder: Folder) -> None:
    over = folder(TERMS.replace("AUS,1946-01-01,1947-12-31", "AUS,1946-01-01,1946-12-31"))
    both = horseshoe.open(over)
    assert len(both.as_known(None).terms) == len(record.terms)
    assert "AUS" not in {term.state for term in both.as_known(None).council(date(1947, 6, 1))}
    assert both.roll_calls == record.roll_calls


def test_the_older_version_stays_in_the_history(record: Record, folder: Folder) -> None:
    changed = TERMS.replace("AUS,1946-01-01,1947-12-31", "AUS,1946-01-01,1946-12-31")
    both = horseshoe.open(folder(changed.replace(f"{RECORDED}", "2026-12-24")))
    then = {term.state for term in both.as_known(date(2026, 12, 1)).council(date(1947, 6, 1))}
    later = {term.state for term in both.as_known(date(2026, 12, 24)).council(date(1947, 6, 1))}
    assert "AUS" in then
    assert "AUS" not in later
