"""A file in another format, in another encoding, or cut short: one sentence, and nothing is read."""

from __future__ import annotations

import io
from pathlib import Path

import msgspec
import pytest
from published import as_csv, sciences_po

from horseshoe.answers.promised import Hopeful
from horseshoe.facts.record import Record
from horseshoe.sources.files import WrongFile, filled, sheet, text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "votes.csv is empty."),
        (b" \n\n", "votes.csv is empty."),
        (
            b"PK\x03\x04\x14",
            "votes.csv is an Excel workbook or another zip archive: save it as plain text first, a table as CSV in "
            "UTF-8.",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1",
            "votes.csv is an old Excel workbook: save it as plain text first, a table as CSV in UTF-8.",
        ),
        (
            b"<!DOCTYPE html><html>",
            "votes.csv is a web page and not the file itself: download the file that the page links to.",
        ),
        (b"\xff\xfea\x00", "votes.csv is UTF-16 text: save it as UTF-8."),
        (
            "a,b\n1,CÔTE D'IVOIRE\n".encode("latin-1"),
            "votes.csv is not UTF-8 text: byte 7 (0xD4, on line 2) cannot be read; save it as UTF-8.",
        ),
        (b"a;b\n1;2\n", "votes.csv does not part its columns by commas: save it as CSV with commas."),
        (b"a,b\n", "votes.csv has a header and no rows."),
        (b"a,b,c\n1,2,3\n4,5", "votes.csv ends on line 3 with 2 of 3 cells: the file is cut short."),
        (b"a,b,c\n1,2,3\n4,5\n", "votes.csv ends on line 3 with 2 of 3 cells: the file is cut short."),
        (
            b"a,b,c\n1,2\n4,5,6\n",
            "votes.csv line 2 has 2 cells and the header 3: a comma or a quotation mark is astray.",
        ),
        (b'a,b\n1,"two', "votes.csv ends within a cell on line 2: the file is cut short."),
        (b'a,b\n1,"t"wo\n', "votes.csv line 2 is not CSV: ',' expected after '\"'."),
    ],
)
def test_is_refused_with_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "votes.csv"
    path.write_bytes(content)
    with pytest.raises(WrongFile) as refused:
        sheet(path)
    assert str(refused.value) == sentence


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(WrongFile, match=r"votes.csv cannot be read: no such file or directory\."):
        sheet(tmp_path / "votes.csv")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(WrongFile, match=r"cannot be read: is a directory\."):
        sheet(tmp_path)


def test_a_stream_is_called_standard_input() -> None:
    assert text(io.BytesIO(b"x")) == ("standard input", "x")
    with pytest.raises(WrongFile, match=r"^standard input is empty\.$"):
        text(io.BytesIO())


def test_a_byte_order_mark_is_passed_over() -> None:
    assert sheet(io.BytesIO(b"\xef\xbb\xbfa,b\r\n1,2\r\n")).header == ("a", "b")


def test_wherever_the_published_file_is_cut_it_is_refused(record: Record) -> None:
    whole = as_csv(sciences_po(record, only=["bd3203", "bd0002", "bd0001"]))
    last = whole.rindex(b"\n", 0, -1) + 1
    for end in range(last + 1, len(whole) - 2):
        with pytest.raises(WrongFile, match="cut short"):
            sheet(io.BytesIO(whole[:end]))


class _Form(msgspec.Struct, forbid_unknown_fields=True):
    places: int
    candidate: tuple[Hopeful, ...] = ()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("places = 'x'", "ours.toml, places: expected `int`, got `str`."),
        ("", "ours.toml: object missing required field `places`."),
        (
            "places = 1\n[[candidate]]\nname = 'A'\nassured = 1\nreliability = 1.0\n"
            "[[candidate]]\nname = 'B'\nassured = 'many'\nreliability = 1.0\n",
            "ours.toml, candidate 2, field assured: expected `int`, got `str`.",
        ),
    ],
)
def test_a_wrong_field_is_one_sentence_with_the_file_the_entry_and_the_field(content: str, sentence: str) -> None:
    with pytest.raises(WrongFile) as refused:
        filled("ours.toml", content, _Form)
    assert str(refused.value) == sentence
