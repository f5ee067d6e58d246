"""What may be kept is told by its bytes; what was made to do harm is refused in a sentence. No database is asked."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registrar_papers import PDF, WORD, archive
from settled import settle

from horseshoe.desk import spreadsheet
from horseshoe.desk.depositary import papers
from horseshoe.desk.refusals import Unfit

settle()

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(20) + b"IEND\xaeB`\x82"
ODT = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}


def form(content: bytes, name: str = "x") -> str:
    return papers.examine(io.BytesIO(content), name).form


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (PDF, "pdf"),
        (PNG, "png"),
        (b"\xff\xd8\xff\xe0" + bytes(40) + b"\xff\xd9", "jpg"),
        (b"II*\x00" + bytes(40), "tif"),
        (archive(WORD), "docx"),
        (archive(ODT, zipfile.ZIP_STORED), "odt"),
    ],
)
def test_a_kind_is_told_by_the_bytes_whatever_the_name(content: bytes, found: str) -> None:
    for name in ("letter.exe", "letter.html", "letter", ""):
        paper = papers.examine(io.BytesIO(content), name)
        assert (paper.form, paper.size, paper.name.rpartition(".")[2]) == (found, len(content), found)


def lying(size: int) -> bytes:
    """A Word file that says of its text that it is so large."""
    made = bytearray(archive(WORD))
    at = made.rindex(b"PK\x01\x02")
    made[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(made)


def locked() -> bytes:
    made = bytearray(archive(WORD))
    at = made.rindex(b"PK\x01\x02")
    made[at + 8] |= 1
    return bytes(made)


def linked() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as written:
        for name, content in WORD.items():
            written.writestr(name, content)
        link = zipfile.ZipInfo("word/settings.xml")
        link.external_attr = 0o120777 << 16
        written.writestr(link, "/etc/passwd")
    return made.getvalue()


REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "empty"),
    "a page": (b"<!doctype html><script>alert(1)</script>" + bytes(50), "none of the kinds"),
    "a drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'>" + bytes(50), "none of the kinds"),
    "a program": (b"MZ" + bytes(100), "none of the kinds"),
    "a PDF that is cut": (PDF[:-7] + bytes(10), "none of the kinds"),
    "a page before a PDF": (b"<html>" + PDF, "none of the kinds"),
    "an archive": (archive({"a.txt": b"a"}), "no Word or OpenDocument text"),
    "half an archive": (archive(WORD)[:40] + bytes(30), "begins like an archive"),
    "a bomb": (archive({**WORD, "word/media/1.bmp": bytes(90_000_000)}), "far larger"),
    "a file that lies": (lying(3_000_000_000), "far larger"),
    "too many files": (archive({**WORD, **{f"word/{n}": b"" for n in range(2001)}}), "far larger"),
    "a way out": (archive({**WORD, "../../x.xml": b""}), "outside"),
    "a way from the root": (archive({**WORD, "/etc/cron.d/x": b""}), "outside"),
    "a way out for Windows": (archive({**WORD, "..\\x.xml": b""}), "outside"),
    "a drive": (archive({**WORD, "C:x.xml": b""}), "outside"),
    "a link": (linked(), "link"),
    "a lock": (locked(), "locked"),
    "macros": (archive({**WORD, "word/vbaProject.bin": b"x"}), "macros"),
    "macros of the other kind": (archive({**ODT, "Basic/Standard/x.xml": b"x"}), "macros"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_was_made_to_do_harm_is_refused_in_a_sentence(what: str) -> None:
    content, sentence = REFUSED[what]
    with pytest.raises(Unfit) as refused:
        form(content)
    assert sentence in str(refused.value)


def test_two_files_of_one_name_and_overlapping_ones_are_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as written:
        for name, content in WORD.items():
            written.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate"):
            written.writestr("word/document.xml", b"another")
    with pytest.raises(Unfit, match="two files of one name"):
        form(made.getvalue())


def test_what_is_too_large_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(Unfit, match="larger than 25 MB"):
        form(PDF + bytes(papers.MOST))


@given(st.binary(max_size=3000))
def test_any_bytes_are_kept_or_refused(content: bytes) -> None:
    for whole in (content, b"PK\x03\x04" + content, archive(WORD)[: len(content)] + content):
        try:
            found = form(whole)
        except Unfit as error:
            found = str(error).partition(": ")[0]
        assert found in {"Document", "pdf", "png", "jpg", "tif", "docx", "odt"}


@given(st.text(max_size=300))
def test_any_name_becomes_a_harmless_one(name: str) -> None:
    made = papers.cleaned(name, "pdf")
    assert made.endswith(".pdf")
    assert len(made) <= papers.LONGEST_NAME + 4
    assert made == Path(made).name
    assert not made.startswith((".", "-", " "))
    assert all(sign.isalnum() or sign in " ._-()" for sign in made)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\anna\\Note.PDF", "Note.pdf"),
        ("note\u202efdp.exe", "note-fdp.pdf"),
        ("a\r\nContent-Type: text/html.pdf", "html.pdf"),
        ("..", "document.pdf"),
        ('"><script>.pdf', "script.pdf"),
        ("Note verbale n° 17 (Éire).pdf", "Note verbale n- 17 (Éire).pdf"),
    ],
)
def test_a_name_keeps_its_words_and_loses_its_tricks(name: str, made: str) -> None:
    assert papers.cleaned(name, "pdf") == made


@given(st.text(max_size=60))
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    cell = spreadsheet.safe(text)
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "|", "%", "\t", "＝", "＋", "－", "＠"))
    assert "\x00" not in cell


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r\n=1", "\u200b=1", "＝1", "\ufeff=1"]
)
def test_a_formula_is_led_by_an_apostrophe(text: str) -> None:
    assert spreadsheet.safe(text).startswith("'")
    assert spreadsheet.safe("Kenya, 14 March") == "Kenya, 14 March"
