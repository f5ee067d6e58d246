"""Files that cannot be taken: one clear sentence each."""

import hashlib
import io
import zipfile
from datetime import date
from pathlib import Path

import list_documents as documents
import pytest

from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record
from horseshoe.sources import lists
from horseshoe.sources.files import WrongFile


def workbook() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"1\n2\n3\n", "holds no words"),
        ("Côte d’Ivoire\nPérou".encode("latin-1", "replace"), "is not UTF-8 text: byte 0xF4 on line 1"),
        (
            "Côte d’Ivoire\n".encode() + "Pérou\n".encode("latin-1"),
            "mixes encodings: line 1 is UTF-8 and line 2 is not",
        ),
        ("C\ufffdte d'Ivoire".encode(), "lost a letter on line 1"),
        (documents.pdf(["Austria"], password="secret"), "is encrypted"),
        (documents.scanned(), "scanned picture without text"),
        (documents.pdf(["Austria"])[:400], "damaged or cut short"),
        (documents.word(["Austria"])[:900], "is damaged"),
        (workbook(), "Excel workbook"),
        (documents.word_with_tracked_changes("Austria", "Belize"), "tracked changes"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "protected by a password"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"\x1f\x8b\x08\x00", "compressed with gzip"),
        (b"{\\rtf1 Austria}", "rich text"),
        (b"Austria\x00Belize", "is no text"),
    ],
)
def test_a_file_that_cannot_be_read(content: bytes, sentence: str) -> None:
    with pytest.raises(WrongFile) as refused:
        lists.read(io.BytesIO(content))
    assert sentence in str(refused.value)
    assert str(refused.value).endswith(".")


def test_there_is_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(WrongFile, match="cannot be read: no such file"):
        lists.read(tmp_path / "none.txt")


def test_a_file_with_another_hash_than_the_one_given() -> None:
    digest = hashlib.sha256(b"Austria").hexdigest()
    assert lists.read(io.BytesIO(b"Austria"), digest.upper()).sha256 == digest
    with pytest.raises(WrongFile, match="it is another file"):
        lists.read(io.BytesIO(b"Austria"), "0" * 64)


@pytest.mark.parametrize(
    "text",
    [
        "List of supporters\nas of 1 January 2020",
        "Member States:",
        "A heading that goes on for long enough to be nothing else than prose",
    ],
)
def test_a_list_that_names_no_state(record: Record, text: str) -> None:
    with pytest.raises(WrongFile, match="names no state"):
        lists.find(lists.read(io.BytesIO(text.encode())), record, date(2020, 1, 1))


@pytest.mark.parametrize(
    ("content", "column", "sentence"),
    [
        (
            "Nr,State\n1,Austria\n2,Belize\n",
            "Nr",
            "Column 1 (Nr) of list.csv does not hold names of states: Column 2 (State) does.",
        ),
        ("Nr,State\n1,Austria\n2,Belize\n", "Land", "list.csv has no column 'Land': it has Nr, State."),
        ("Nr,City\n1,Vienna\n2,Belmopan\n", None, "No column of list.csv holds names of states: it has Nr, City;"),
        ("By,For\nAustria,Belize\nPeru,Chile\n", None, "Column 1 (By) and Column 2 (For) of list.csv both hold names"),
        ("Nr,State\n1,Iran, Islamic Republic of\n", None, "line 2 has 3 cells and the first line 2"),
        ('Nr,State\n1,"Austria\n', None, "is not CSV"),
    ],
)
def test_a_wrong_column(record: Record, tmp_path: Path, content: str, column: str | None, sentence: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(WrongFile) as refused:
        lists.find(lists.read(path), record, date(2020, 1, 1), column=column)
    assert sentence in str(refused.value)


def test_the_right_column_by_name_and_by_number(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("By,For\nAustria,Belize\nPeru,Chile\n", encoding="utf-8")
    for column, states in (("By", ["AUT", "PER"]), ("2", ["BLZ", "CHL"])):
        found = lists.find(lists.read(path), record, date(2020, 1, 1), column=column)
        assert [each.state for each in found.named] == states


def test_a_column_of_what_has_none(record: Record) -> None:
    with pytest.raises(WrongFile, match="holds no table"):
        lists.find(lists.read(io.BytesIO(b"Austria")), record, date(2020, 1, 1), column="State")


@pytest.mark.parametrize(
    ("instrument", "title", "refused"),
    [
        (Instrument.CODE, "Code of Conduct towards Achieving a World Free of Terrorism", "Kazakhstan"),
        (Instrument.CODE, "Code de conduite pour un monde exempt de terrorisme", "Kazakhstan"),
        (Instrument.CODE, "Código de conducta para un mundo libre de terrorismo", "Kazakhstan"),
        (Instrument.CODE, "Political Declaration on suspension of veto powers", "political declaration"),
        (Instrument.DECLARATION, "Code of Conduct: supporters", "code of conduct"),
        (Instrument.CODE, "Code of Conduct regarding action against genocide", None),
        (Instrument.CODE, "Code of Conduct and Political Declaration", None),
        (Instrument.CODE, "Supporters", None),
    ],
)
def test_a_list_of_another_text(instrument: Instrument, title: str, refused: str | None) -> None:
    for content in (f"{title}\nAustria".encode(), documents.pdf(["Austria"], heading=title)):
        why = lists.other_text(lists.read(io.BytesIO(content)), instrument)
        assert (why is None) is (refused is None)
        assert (refused or "") in (why or "")
