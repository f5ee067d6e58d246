"""docket, uniting and speakers on the command line."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from horseshoe.cli.main import run
from horseshoe.sources.speakers_file import TEMPLATE

Capture = pytest.CaptureFixture[str]
KEYS = [
    "veto_date", "proposal", "situation", "vetoed_by", "last_day", "status", "held_on", "meeting", "report",
    "depends_on_unverified_holiday",
]  # fmt: skip


def ask(capsys: Capture, *arguments: str) -> Any:
    assert run([*arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: Capture, *arguments: str) -> tuple[int, str]:
    code = run(list(arguments))
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    return code, printed.err.strip()


def test_docket_keys(capsys: Capture) -> None:
    answer = ask(capsys, "docket", "--on", "2026-11-22")
    assert all(list(entry)[1:11] == KEYS for entry in answer)
    assert {entry["status"] for entry in answer} == {"held", "held_in_ess", "unknown", "not_owed"}
    last = answer[-1]
    assert [last[key] for key in KEYS] == [
        "2026-09-17", "S/2026/740", "Non-proliferation", ["CHN", "RUS"], "2026-10-01", "unknown", None, None, None,
        False,
    ]  # fmt: skip


def test_open_entries_as_a_table(capsys: Capture) -> None:
    assert run(["docket", "--on", "2026-09-20", "--open", "--format", "table"]) == 0
    shown = capsys.readouterr().out
    assert "S/2026/740" in shown
    assert "open" in shown
    assert run(["docket", "--on", "2026-11-22", "--open", "--format", "table"]) == 0
    assert "No debate on a veto is open on 2026-11-22" in capsys.readouterr().out


def test_the_table_says_what_the_others_owe(capsys: Capture) -> None:
    assert run(["docket", "--on", "2026-11-22", "--format", "table"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "2024-04-08, working day 10" in shown
    assert "held in ESS, in time not" in shown
    assert "between 2024-11-21 and 2024-12-11" in shown
    assert "249 earlier vetoes owe nothing, the last of them on S/2022/155" in shown
    assert "2025-06-19 ?" in shown


def test_docket_as_csv(capsys: Capture) -> None:
    assert run(["docket", "--on", "2026-11-22", "--since", "2022-04-27", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 21
    assert rows[1]["status"] == "held"
    assert rows[0]["vetoed_by"] == "CHN RUS"


def test_docket_as_a_calendar(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    file = tmp_path / "docket.ics"
    assert run(["docket", "--on", "2026-09-20", "--to", str(file)]) == 0
    assert run(["docket", "--on", "2026-09-20", "--format", "ics"]) == 0
    assert len(Calendar.from_ical(file.read_bytes()).walk("VEVENT")) == 36
    assert capfdbinary.readouterr().out == file.read_bytes()


def test_uniting_sessions_and_situation(capsys: Capture) -> None:
    assert len(ask(capsys, "uniting")["sessions"]) == 11
    answer = ask(capsys, "uniting", "ukraine", "--on", "2022-02-26", "--abstain", "Ghana,Gabon,Kenya")
    assert (answer["required"], len(answer["in_favour"]), answer["short_by"]) == (9, 8, 1)
    assert run(["uniting", "gaza", "--on", "2026-11-22", "--format", "table"]) == 0
    assert "97 of 193" in capsys.readouterr().out
    assert run(["uniting", "--format", "table"]) == 0
    assert "S/RES/2623" in " ".join(capsys.readouterr().out.split())


def test_speakers(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "speakers.toml"
    file.write_text(TEMPLATE, encoding="utf-8")
    answer = ask(capsys, "speakers", str(file))
    assert [each["state"] for each in answer["speakers"]] == ["CHN", "LIE"]
    assert run(["speakers", str(file), "--format", "table"]) == 0
    assert "did not ask for the floor: RUS" in capsys.readouterr().out
    assert run(["speakers", "--template"]) == 0
    assert capsys.readouterr().out == TEMPLATE
    after = ask(capsys, "speakers", "--after", "S/2024/826")
    assert after["counts"]["explained"] == 1
    assert run(["speakers", "--after", "S/2024/826", "--format", "table"]) == 0
    assert "Norway" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["docket", "--on", "yesterday"], 2, "YYYY-MM-DD"),
        (["docket", "--to", "x.ics", "--format", "csv"], 2, "--to writes the calendar"),
        (["docket", "--to", "/nowhere/at/all.ics"], 1, "cannot be written"),
        (["uniting", "atlantis"], 1, "No situation is called"),
        (["uniting", "--yes", "France"], 2, "need a situation"),
        (["uniting", "ukraine", "--yes", "France", "--no", "FRA"], 2, "FRA is expected to vote yes and no"),
        (["uniting", "ukraine", "--on", "1949-01-01"], 2, "before A/RES/377"),
        (["speakers"], 2, "Give the file"),
        (["speakers", "nowhere.toml"], 1, "cannot be read"),
        (["speakers", "--after", "S/RES/2623 (2022)"], 1, "no docket entry"),
    ],
)
def test_wrong_use_is_one_sentence(arguments: list[str], code: int, sentence: str, capsys: Capture) -> None:
    got, said = refused(capsys, *arguments)
    assert got == code
    assert sentence in said
