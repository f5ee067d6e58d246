"""The commands ``evidence``, ``framework`` and ``assessors`` as their users meet them."""

import csv
import io
import json
from typing import Any

import pytest
import typer

from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.cli import evidence as commands

Capture = pytest.CaptureFixture[str]

app = typer.Typer(pretty_exceptions_enable=False)
app.command()(commands.evidence)
app.command()(commands.framework)
app.command()(commands.assessors)


def run(*arguments: str) -> None:
    app(list(arguments), prog_name="horseshoe", standalone_mode=False)


def ask(capsys: Capture, *arguments: str) -> Any:
    run(*arguments, "--format", "json")
    return json.loads(capsys.readouterr().out)


def table(capsys: Capture, *arguments: str) -> str:
    run(*arguments, "--format", "table")
    return " ".join(capsys.readouterr().out.split())


def rows(capsys: Capture, *arguments: str) -> list[dict[str, str]]:
    run(*arguments, "--format", "csv")
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_what_came_only_afterwards_stands_apart(capsys: Capture) -> None:
    [vote] = ask(capsys, "evidence", "S/2018/156")["votes"]
    assert [each["id"] for each in vote["after"]] == ["yemen-03", "yemen-04"]
    assert [each["id"] for each in vote["recalled"]] == ["yemen-01"]
    shown = table(capsys, "evidence", "S/2018/156")
    assert "What came only afterwards (2)" in shown
    assert "Only recalled: seen in no source, and carries nothing (1)" in shown
    assert "Coverage: of " in shown
    parts = {row["evidence"]: row["part"] for row in rows(capsys, "evidence", "S/2018/156")}
    assert parts == {"yemen-01": "recalled", "yemen-02": "unclear", "yemen-03": "after", "yemen-04": "after"}


def test_the_day_of_the_vote_rival_texts_and_both_sides(capsys: Capture) -> None:
    assert "the day of the vote" in table(capsys, "evidence", "S/2023/970")
    shown = table(capsys, "evidence", "S/2023/772")
    assert "Put to the vote at about the same time" in shown
    assert "Where states disagreed" in shown


def test_a_text_that_limits_and_one_that_lies_outside(capsys: Capture) -> None:
    assert "It would have limited action: It would have ended the panel" in table(capsys, "evidence", "S/2023/639")
    assert "lies outside the three crimes" in table(capsys, "evidence", "S/2024/383")
    assert "not known here" in table(capsys, "evidence", "S/RES/1")


def test_the_checklist_has_fourteen_factors(capsys: Capture) -> None:
    assert len(ask(capsys, "framework", "syria")["factors"]) == 14
    assert len(rows(capsys, "framework", "sudan-2023")) == 14
    shown = table(capsys, "framework", "Syria")
    assert "nothing recorded" in shown
    assert "neither a score nor a threshold" in shown


def test_the_assessors_and_the_readings(capsys: Capture) -> None:
    answer = ask(capsys, "assessors")
    assert [each["id"] for each in answer["assessors"]] == ["text-only", "un-evidence"]
    assert answer["assessors"][1]["listed_noes"]["total"] == 77
    shown = table(capsys, "assessors")
    assert "77 listed noes" in shown
    assert "critic" in shown
    assert "defender" in shown
    assert "%" not in shown
    found = rows(capsys, "assessors")
    assert len(found) == 2 * 3 * 3
    assert {row["reading"] for row in found} == {"standard", "critic", "defender"}


def test_questions_that_cannot_be_answered(capsys: Capture) -> None:
    with pytest.raises(NotFound):
        run("evidence", "S/1999/99999")
    with pytest.raises(BadQuestion):
        run("evidence", "nonsense!")
    with pytest.raises(NotFound, match="No situation"):
        run("framework", "atlantis")
    with pytest.raises(BadQuestion, match="no date"):
        run("assessors", "--on", "yesterday")
