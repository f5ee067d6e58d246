"""Bringing facts in from the command line, and asking for them afterwards."""

import io
import json
import sys
from pathlib import Path

import published
import pytest

from horseshoe.cli import options
from horseshoe.cli.main import run
from horseshoe.facts.record import Record

Capture = pytest.CaptureFixture[str]

VOTE = """
date = 2026-10-05
draft = "S/2026/801"
meeting = "S/PV.10240"
title = "A draft supposed for this test"
no = ["Russia"]
abstain = ["China", "Pakistan"]
everyone_else = "yes"
tally = "12-1-2"

[source]
title = "Supposed for a test"
url = "https://example.org/vote"
"""


@pytest.fixture
def vote(tmp_path: Path) -> Path:
    path = tmp_path / "vote.toml"
    path.write_text(VOTE, encoding="utf-8")
    return path


def afresh() -> None:
    options.record.cache_clear()


def test_the_published_file_is_checked_and_nothing_is_written(
    record: Record, tmp_path: Path, tables_of_their_own: Path, capsys: Capture
) -> None:
    file = tmp_path / "published.csv"
    file.write_bytes(published.as_csv(published.sciences_po(record)))
    assert run(["import", "sciences-po", str(file), "--check", "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    kinds = [fault["kind"] for fault in report["faults"] if fault["severity"] == "corrected"]
    assert (kinds.count("seat"), kinds.count("cast"), kinds.count("duplicate"), kinds.count("missing")) == (
        219,
        20,
        1,
        1,
    )
    assert report["unseen"]
    assert run(["import", "sciences-po", str(file)]) == 0
    assert "Nothing to write" in capsys.readouterr().out
    assert not tables_of_their_own.exists()


def test_a_typed_vote_is_found_afterwards_and_doubles_nothing(vote: Path, capsys: Capture) -> None:
    assert run(["import", "rollcall", str(vote)]) == 0
    assert "1 new" in capsys.readouterr().out
    afresh()
    assert run(["rollcall", "S/2026/801", "--format", "json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["roll_calls"]
    assert (found["outcome"], found["vetoed_by"], found["sources"][0]["title"]) == (
        "vetoed",
        ["RUS"],
        "Supposed for a test",
    )
    assert run(["import", "rollcall", str(vote)]) == 0
    assert "Nothing to write" in capsys.readouterr().out


def test_standard_input_and_a_folder_of_its_own(
    vote: Path, tmp_path: Path, tables_of_their_own: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    folder = tmp_path / "elsewhere"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(vote.read_bytes())))
    assert run(["import", "rollcall", "-", "--into", str(folder)]) == 0
    assert (folder / "roll_calls.csv").is_file()
    assert not tables_of_their_own.exists()
    afresh()
    assert run(["import", "rollcall", str(vote), "--into", str(folder)]) == 0
    assert "1 known already" in capsys.readouterr().out


def test_the_template_can_be_brought_in_as_it_is(tmp_path: Path, capsys: Capture) -> None:
    assert run(["import", "rollcall", "--template"]) == 0
    form = tmp_path / "form.toml"
    form.write_text(capsys.readouterr().out, encoding="utf-8")
    assert run(["import", "rollcall", str(form)]) == 0
    assert "1 known already" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (('no = ["Russia"]', 'no = ["Germany"]'), "Germany (DEU) was not on the Council on 2026-10-05"),
        (('tally = "12-1-2"', 'tally = "13-1-2"'), "The total of yes is 13, and the seats make 12."),
        (('draft = "S/2026/801"', 'draft = "S/20266/801"'), "S/20266/801"),
        (("date = 2026-10-05", "date = 1945-10-05"), "1945-10-05"),
        (('no = ["Russia"]', 'no = ["Rusland"]'), "Rusland"),
        (('everyone_else = "yes"', ""), "3 seats have a cast, where the Council of 2026-10-05 had 15"),
    ],
)
def test_a_vote_that_does_not_add_up_is_one_sentence_and_changes_nothing(
    vote: Path, change: tuple[str, str], sentence: str, tables_of_their_own: Path, capsys: Capture
) -> None:
    vote.write_text(VOTE.replace(*change), encoding="utf-8")
    assert run(["import", "rollcall", str(vote)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert sentence in printed.err
    assert not tables_of_their_own.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04rest", "Excel workbook or another zip archive"),
        (b"a,b\n1,2\n", "is no Sciences Po file"),
        ("Vote,Ç\n1,2\n".encode("latin-1"), "UTF-8"),
    ],
)
def test_a_wrong_file_is_refused_with_a_sentence(
    tmp_path: Path, content: bytes, sentence: str, tables_of_their_own: Path, capsys: Capture
) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(content)
    assert run(["import", "sciences-po", str(file)]) == 1
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert printed.err.count("\n") == 1
    assert not tables_of_their_own.exists()


def test_a_file_must_be_named(capsys: Capture) -> None:
    assert run(["import", "rollcall"]) == 2
    assert "--template" in capsys.readouterr().err
