"""Bringing in a published list from the command line: a dry run, then nothing or all of it."""

import io
import json
import sys
from pathlib import Path

import list_documents as documents
import pytest

from horseshoe.cli import options
from horseshoe.cli.main import run
from horseshoe.facts.record import Record

Capture = pytest.CaptureFixture[str]
OPTIONS = ["--instrument", "code", "--as-of", "2020-01-01", "--source", "Supposed for a test"]


def a_file(folder: Path, text: str, name: str = "list.txt") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_dry_run_shows_what_the_list_adds_and_writes_nothing(
    tmp_path: Path, tables_of_their_own: Path, capsys: Capture
) -> None:
    file = a_file(tmp_path, "Supporters\n1. Austria\n2. Afghanistan*\n3. Holy See (observer)\n4. Japan\n")
    assert run(["import", "list", file, *OPTIONS, "--format", "table"]) == 0
    shown = capsys.readouterr().out
    assert "3 member states and 1 observer on the list of 2020-01-01; 1 known already, 2 new" in " ".join(shown.split())
    for part in ("Known already", "New: joined on or before 2020-01-01", "Afghanistan, Holy See", "--apply writes it"):
        assert part in shown
    assert "Now known to have joined by 2020-01-01" in shown
    assert "though known before" in shown
    assert not tables_of_their_own.exists()


def test_what_must_be_settled_is_shown_with_the_way_to_settle_it(
    tmp_path: Path, tables_of_their_own: Path, capsys: Capture
) -> None:
    file = a_file(tmp_path, "Austria\nCongo\nHolland\n")
    assert run(["import", "list", file, *OPTIONS, "--format", "table"]) == 1
    shown = capsys.readouterr().out
    for part in ("To be settled first: 2 entries", "line 2", "--match Congo=COG", "--match Holland=-"):
        assert part in shown
    assert run(["import", "list", file, *OPTIONS, "--apply"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert "line 2, 'Congo'" in printed.err
    assert not tables_of_their_own.exists()
    settled = ["--match", "Congo=COG", "--match", "Holland=NLD"]
    assert run(["import", "list", file, *OPTIONS, *settled, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["counted"] == {"member_states": 3, "observers": 0}


def test_apply_writes_it_and_a_second_time_adds_nothing(
    tmp_path: Path, tables_of_their_own: Path, capsys: Capture
) -> None:
    file = tmp_path / "list.pdf"
    file.write_bytes(documents.pdf(["Austria", "Afghanistan*", "Belize", "Holy See"]))
    assert run(["import", "list", str(file), *OPTIONS, "--apply"]) == 0
    assert "4 in pledges" in capsys.readouterr().out
    options.record.cache_clear()
    rows = [row for row in options.record().pledges if row.document_file == "list.pdf"]
    assert {row.state for row in rows} == {"AUT", "AFG", "BLZ", "VAT"}
    options.record.cache_clear()
    assert run(["import", "list", str(file), *OPTIONS, "--apply"]) == 0
    assert "Nothing to write: all of it is known already." in capsys.readouterr().out
    assert run(["import", "list", str(file), *OPTIONS, "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (len(answer["known"]), answer["new"], answer["tightened"]) == (4, [], [])


def test_a_list_of_130_names_from_standard_input(
    record: Record, tables_of_their_own: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    states = [state for state in record.states if state.kind == "member"][:130]
    content = "\n".join(f"{number}. {state.name}" for number, state in enumerate(states, 1)).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert run(["import", "list", "-", *OPTIONS, "--apply"]) == 0
    assert "130 in pledges" in capsys.readouterr().out


def test_csv_of_the_reconciliation(tmp_path: Path, capsys: Capture) -> None:
    assert run(["import", "list", a_file(tmp_path, "Austria\nAfghanistan\n"), *OPTIONS, "--format", "csv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "state,name,standing,where,text",
        "AUT,Austria,known,line 1,Austria",
        "AFG,Afghanistan,new,line 2,Afghanistan",
    ]


@pytest.mark.parametrize(
    ("content", "options_", "code", "sentence"),
    [
        ("Austria", ["--as-of", "2015-06-30"], 1, "No list can be dated 2015-06-30"),
        ("Austria", ["--as-of", "2999-01-01"], 1, "lies after today"),
        ("Austria", ["--as-of", "1 January"], 2, "YYYY-MM-DD"),
        ("Austria", ["--sha256", "0" * 64], 1, "it is another file"),
        ("Austria", ["--match", "Holland=NLD"], 2, "which the list does not have"),
        ("Austria", ["--column", "State"], 1, "holds no table"),
        ("Code of Conduct towards Achieving a World Free of Terrorism\nAustria", [], 1, "--this-is-the-right-text"),
        ("", [], 1, "is empty"),
    ],
)
def test_a_list_that_cannot_be_taken_is_one_sentence(
    tmp_path: Path,
    content: str,
    options_: list[str],
    code: int,
    sentence: str,
    tables_of_their_own: Path,
    capsys: Capture,
) -> None:
    file = a_file(tmp_path, content)
    assert run(["import", "list", file, *OPTIONS, "--apply", *options_]) == code
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert printed.err.count("\n") == 1
    assert not tables_of_their_own.exists()


def test_the_user_may_say_that_it_is_the_right_text(tmp_path: Path, capsys: Capture) -> None:
    file = a_file(tmp_path, "The code of conduct, not that on terrorism:\nAustria")
    assert run(["import", "list", file, *OPTIONS]) == 1
    assert run(["import", "list", file, *OPTIONS, "--this-is-the-right-text"]) == 0
    capsys.readouterr()


def test_another_version_of_a_recorded_file_is_refused_at_once(tmp_path: Path, capsys: Capture) -> None:
    assert run(["import", "list", a_file(tmp_path, "Austria\nAfghanistan"), *OPTIONS, "--apply"]) == 0
    options.record.cache_clear()
    capsys.readouterr()
    assert run(["import", "list", a_file(tmp_path, "Austria\nAfghanistan\nBelize"), *OPTIONS]) == 1
    assert "another version" in capsys.readouterr().err
