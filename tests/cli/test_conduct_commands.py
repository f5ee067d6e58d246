"""The command on conduct, as typed."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
import typer

from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.cli import conduct as commands

Capture = pytest.CaptureFixture[str]

app = typer.Typer(pretty_exceptions_enable=False)
app.command()(commands.conduct)


def run(*arguments: str) -> None:
    app(list(arguments), prog_name="horseshoe", standalone_mode=False)


def ask(capsys: Capture, *arguments: str) -> Any:
    run(*arguments, "--format", "json")
    return json.loads(capsys.readouterr().out)


def table(capsys: Capture, *arguments: str) -> str:
    run(*arguments, "--format", "table")
    return capsys.readouterr().out


def plain(capsys: Capture, *arguments: str) -> str:
    return " ".join(table(capsys, *arguments).split())


def rows(capsys: Capture, *arguments: str) -> list[dict[str, str]]:
    run(*arguments, "--format", "csv")
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_a_state(capsys: Capture) -> None:
    answer = ask(capsys, "France")
    assert answer["state"] == "FRA"
    assert len(answer["cases"]) == 17
    assert {"pledges", "cases", "questions", "coverage", "sources", "reach"} <= set(answer)
    found = rows(capsys, "FRA", "--instrument", "code", "--assessor", "un-evidence")
    assert len(found) == 17
    assert {row["assessor"] for row in found} == {"un-evidence"}
    shown = plain(capsys, "FRA")
    for words in (
        "joined on or before 2015-09-30",
        "17 no",
        "0 vetoes",
        "S/2016/847",
        "It would have limited action",
        "which vetoed nothing",
        "Questions that the record raises, which are no findings",
        "failed drafts known here",
        "Policy: only votes on draft resolutions",
        "Sources:",
    ):
        assert words in shown


def test_a_state_without_a_seat(capsys: Capture) -> None:
    assert "No vote against since there was a text." in plain(capsys, "Liechtenstein")


def test_a_draft(capsys: Capture) -> None:
    answer = ask(capsys, "--draft", "S/2016/847", "--on", "2018-01-01")
    assert len(answer["roll_calls"][0]["seats"]) == 15
    assert answer["on"] == "2018-01-01"
    assert len(rows(capsys, "--draft", "S/2016/847")) == 15 * 2 * 2
    shown = plain(capsys, "--draft", "S/2016/847")
    assert "JPN, Code: not bound (perhaps); named as a supporter by the press alone." in shown
    assert "did the draft engage the Code?" in shown


def test_a_situation(capsys: Capture) -> None:
    answer = ask(capsys, "--situation", "syria")
    assert answer["permanent"]["vetoes"] == 28
    shown = plain(capsys, "--situation", "syria")
    assert "1 abstentions of CHN on drafts that RUS vetoed" in shown
    assert "Counted here: 2. It differs by 1." in shown
    assert len(rows(capsys, "--situation", "syria")) == len(answer["votes"])


def test_every_no(capsys: Capture) -> None:
    answer = ask(capsys, "--noes")
    assert answer["counts"]["listed"] == 77
    found = rows(capsys, "--noes", "--assessor", "text-only")
    assert len(found) == 83
    assert sum(row["listed_as"] != "" for row in found) == 77
    shown = plain(capsys, "--noes")
    assert "77 noes in the published list, on 19 drafts; vetoes: 0" in shown
    assert "Not in the list, in which every draft failed; this one was adopted." in shown


@pytest.mark.parametrize("asked", [("FRA",), ("--draft", "S/2025/115"), ("--situation", "syria"), ("--noes",)])
def test_a_terminal_of_100_columns(capsys: Capture, asked: tuple[str, ...]) -> None:
    lines = table(capsys, *asked).splitlines()
    assert max(len(line) for line in lines if not line.startswith("Sources:")) <= 100


def test_the_policy_is_chosen_and_said(capsys: Capture) -> None:
    assert ask(capsys, "FRA", "--amendments")["reach"] == "all"
    assert "which is a choice: neither text says so" in plain(capsys, "FRA", "--amendments")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "give a state, or one of"),
        (("FRA", "--draft", "S/2022/155"), "exclude each other"),
        (("--situation", "syria", "--noes"), "--situation and --noes exclude each other"),
        (("--noes", "--instrument", "declaration"), "about the Code"),
        (("S/2022/155",), "give a draft with --draft S/2022/155"),
        (("FRA", "--on", "yesterday"), "is no date"),
        (("--draft", "Aleppo"), "Aleppo"),
    ],
)
def test_wrong_use_is_one_sentence(arguments: tuple[str, ...], words: str) -> None:
    with pytest.raises(BadQuestion, match=words):
        run(*arguments)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("Frnace",), "did you mean France"),
        (("--draft", "S/2022/1555"), "S/2022/155"),
        (("--situation", "sirya"), "did you mean .*syria"),
        (("FRA", "--assessor", "un-evidenc"), "un-evidence"),
        (("FRA", "--as-known", "2020-01-01"), "none had been recorded by that day"),
    ],
)
def test_what_is_not_there_comes_with_what_is_near(arguments: tuple[str, ...], words: str) -> None:
    with pytest.raises(NotFound, match=words):
        run(*arguments)
