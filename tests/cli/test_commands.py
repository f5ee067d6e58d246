"""The command line as its users meet it: forms, keys, errors, exit codes."""

import csv
import io
import json
import subprocess
import sys
from typing import Any

import pytest

from horseshoe.cli.main import run

Capture = pytest.CaptureFixture[str]


def ask(capsys: Capture, *arguments: str) -> Any:
    assert run([*arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: Capture, *arguments: str) -> tuple[int, str]:
    code = run(list(arguments))
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    return code, printed.err.strip()


def test_council_keys(capsys: Capture) -> None:
    answer = ask(capsys, "council", "1965-06-01")
    assert list(answer)[:4] == ["date", "threshold", "presidency", "members"]
    assert (answer["date"], answer["threshold"]) == ("1965-06-01", 7)
    assert answer["members"][5] == {
        "state": "BOL",
        "name": "Bolivia",
        "permanent": False,
        "group": "Latin American and Caribbean States",
        "group_certain": False,
        "term": ["1964-01-01", "1965-12-31"],
    }
    assert ask(capsys, "council", "--on", "1965-06-01") == answer


def test_rollcall_keys(capsys: Capture) -> None:
    answer = ask(capsys, "rollcall", "S/2022/155")
    assert list(answer) == ["symbol", "roll_calls", "coverage"]
    (vote,) = answer["roll_calls"]
    assert {"id", "date", "outcome", "reason", "procedural", "tally", "vetoed_by", "casts", "sources"} <= set(vote)
    assert vote["tally"] == {"yes": 11, "no": 1, "abstain": 3, "not_voting": 0}
    assert (vote["outcome"], vote["vetoed_by"], vote["casts"]["RUS"]) == ("vetoed", ["RUS"], "no")


def test_vetoes_keys(capsys: Capture) -> None:
    answer = ask(capsys, "vetoes", "--by", "United States", "--since", "2023-01-01", "--until", "2024-12-31")
    assert answer["counts"]["proposals_vetoed"] == answer["counts"]["vetoes_cast"] == 6
    assert [veto["draft"] or veto["amends"] for veto in answer["vetoes"]] == [
        "S/2023/773", "S/2023/970", "S/2023/1029", "S/2024/173", "S/2024/312", "S/2024/835",
    ]  # fmt: skip


def test_outcome_from_the_command_line(capsys: Capture) -> None:
    arguments = ["outcome", "--on", "2022-02-25", "--no", "RUS", "--abstain", "CHN,IND,ARE"]
    assert ask(capsys, *arguments)["outcome"] == "vetoed"
    assert ask(capsys, *arguments, "--procedural")["outcome"] == "adopted"
    lacking = ask(capsys, "outcome", "--on", "2022-02-25", "--absent", "ALB,ARE,BRA", "--not-participating",
                  "GAB,GHA,IND,KEN")  # fmt: skip
    assert (lacking["outcome"], lacking["tally"]["not_voting"]) == ("not_adopted", 7)


def test_deadline_keys(capsys: Capture) -> None:
    answer = ask(capsys, "deadline", "2023-12-22")
    assert (answer["veto_date"], answer["last_day"]) == ("2023-12-22", "2024-01-09")
    assert len(answer["working_days"]) == 10
    assert {"date": "2023-12-25", "why": "Christmas Day", "status": "derived", "holiday": "2023-christmas-day"} in (
        answer["skipped"]
    )


def test_symbol_is_read(capsys: Capture) -> None:
    answer = ask(capsys, "symbol", "s/res/2720(2023)")
    assert (answer["text"], answer["symbol_class"], answer["number"], answer["year"]) == (
        "S/RES/2720 (2023)",
        "sc_resolution",
        2720,
        2023,
    )


def test_replay_verify_and_coverage_answer(capsys: Capture) -> None:
    assert ask(capsys, "replay")["unexplained"] == []
    assert all(not check["faults"] for check in ask(capsys, "verify")["checks"])
    assert ask(capsys, "coverage", "--on", "2026-11-22")["resolutions"]["missing"] == ["2812-2816"]


def test_the_brief_on_a_terminal_draws_the_horseshoe(capsys: Capture) -> None:
    assert run(["brief", "S/2022/155", "--format", "table"]) == 0
    page = capsys.readouterr().out
    assert "✗ RUS* no" in page
    assert "○ CHN* abstain" in page
    assert "VETOED" in page
    assert "Nothing was owed." in page
    assert "Coverage: 15 of 15 casts known." in page


@pytest.mark.parametrize(
    "arguments",
    [
        ["council", "2022-02-25"],
        ["rollcall", "S/2022/155"],
        ["vetoes", "--since", "2024-01-01"],
        ["outcome", "--on", "2022-02-25"],
        ["deadline", "2023-12-22"],
        ["symbol", "S/2022/155"],
        ["brief", "S/2022/155"],
        ["replay"],
        ["verify"],
        ["coverage"],
    ],
)
def test_every_reading_command_takes_all_three_forms(capsys: Capture, arguments: list[str]) -> None:
    assert run([*arguments, "--format", "csv"]) == 0
    header, *rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows
    assert all(len(row) == len(header) for row in rows)
    assert run([*arguments, "--format", "table"]) == 0
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["rollcall", "S/2099/1"], 1, "No roll call on S/2099/1 is known here."),
        (["rollcall", "foo"], 2, "'foo' is no UN document symbol"),
        (["council", "1945-05-01"], 2, "1945-05-01 lies before the Council's record, which begins in 1946."),
        (["council", "2040-05-01"], 2, "2040-05-01 lies after the last known term, which ends on 2028-12-31."),
        (["council", "25.2.2022"], 2, "'25.2.2022' is no date: write it as YYYY-MM-DD, for example 2022-02-25."),
        (["vetoes", "--by", "Atlantis"], 1, "No state is called 'Atlantis'"),
        (["vetoes", "--by", "DEU"], 2, "Germany holds no permanent seat: only permanent members can veto."),
        (["outcome", "--on", "2022-02-25", "--no", "DEU"], 2, "Germany (DEU) was not on the Council on 2022-02-25"),
        (["deadline", "2026-12-29"], 1, "The holidays at UN Headquarters in 2027 are not known here"),
        (["nosuch"], 2, "No such command 'nosuch'."),
        (["council", "--nosuch"], 2, "No such option: --nosuch"),
        (
            ["council", "2022-01-01", "--format", "xml"],
            2,
            "'--format' / '-f': 'xml' is not one of 'table', 'json', 'csv'.",
        ),
        (["roster", "kode"], 2, "'kode' is not one of 'code', 'declaration'."),
    ],
)
def test_what_cannot_be_answered_is_one_sentence(
    capsys: Capture, arguments: list[str], code: int, sentence: str
) -> None:
    got, printed = refused(capsys, *arguments)
    assert got == code
    assert sentence in printed


def test_the_process_itself_exits_with_the_code() -> None:
    command = [sys.executable, "-c", "from horseshoe.cli.main import main; main()", "rollcall", "S/2099/1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "No roll call on S/2099/1 is known here.\n"
