"""The commands ``roster`` and ``claims`` as their users meet them."""

import csv
import io
import json
import subprocess
import sys
from typing import Any

import pytest
import typer

from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.cli import roster as commands

Capture = pytest.CaptureFixture[str]

app = typer.Typer(pretty_exceptions_enable=False)
app.command()(commands.roster)
app.command()(commands.claims)


def run(*arguments: str) -> None:
    app(list(arguments), prog_name="horseshoe", standalone_mode=False)


def ask(capsys: Capture, *arguments: str) -> Any:
    run(*arguments, "--format", "json")
    return json.loads(capsys.readouterr().out)


def table(capsys: Capture, *arguments: str) -> str:
    run(*arguments, "--format", "table")
    return capsys.readouterr().out


def rows(capsys: Capture, *arguments: str) -> list[dict[str, str]]:
    run(*arguments, "--format", "csv")
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_the_29_of_the_first_list(capsys: Capture) -> None:
    answer = ask(capsys, "roster", "code", "--on", "2015-09-01")
    assert list(answer)[:4] == ["instrument", "on", "as_known", "certain"]
    assert {"possible", "stated_only", "counts", "by_group", "claims", "coverage"} <= set(answer)
    assert answer["counts"] == {"member_states": 29, "observers": 0}
    assert len(answer["certain"]) == 29
    first = answer["certain"][0]
    assert (first["state"], first["name"]) == ("AUT", "Austria")
    assert first["since"] == {"not_before": None, "not_after": "2015-09-01"}
    assert first["evidence"][0]["id"] == "code-aut-1"


def test_the_same_as_csv(capsys: Capture) -> None:
    found = rows(capsys, "roster", "code", "--on", "2015-09-01")
    assert sum(row["standing"] == "certain" for row in found) == 29
    assert found[0]["not_after"] == "2015-09-01"
    assert found[0]["sources"] == "centerforunreform.org-cc03f3 h2o-stage.lil.tools-8c5325"


def test_a_table_names_states_evidence_sources_and_what_is_missing(capsys: Capture) -> None:
    shown = table(capsys, "roster", "code", "--on", "2015-09-01")
    for words in (
        "29 members and 0 observers known by name, 11 more possible",
        "Papua New Guinea",
        "named on a dated list",
        "http://centerforunreform.org/?q=node/671",
        "Published for 2015-09-01: 29 members",
        "The official list could not be read",
    ):
        assert words in shown


def test_both_texts_side_by_side(capsys: Capture) -> None:
    answer = ask(capsys, "roster", "code", "--on", "2015-10-23", "--against", "declaration", "--among", "Japan")
    assert [each["state"] for each in answer["both"]] == ["FRA"]
    assert [each["state"] for each in answer["among"]] == ["JPN"]
    assert len(answer["council"]) == 15
    shown = table(capsys, "roster", "declaration", "--on", "2015-10-23", "--against", "code", "--among", "JPN,ITA")
    assert "Declaration only: Mexico, Qatar" in shown
    found = rows(capsys, "roster", "code", "--on", "2015-10-23", "--against", "declaration")
    assert {row["list"] for row in found} == {"both", "code_only", "declaration_only"}


def test_what_changed_since_the_first_list(capsys: Capture) -> None:
    arguments = ("roster", "code", "--on", "2015-10-23", "--since", "2015-09-01")
    answer = ask(capsys, *arguments)
    assert {each["state"] for each in answer["changes"] if each["after"] == "certain"} == {
        "DEU",
        "FRA",
        "GBR",
        "GNB",
        "MDA",
    }
    assert "29 members and 0 observers known by name, then 34 members" in table(capsys, *arguments).replace("\n", " ")
    assert len(rows(capsys, *arguments)) == len(answer["changes"])


def test_published_numbers(capsys: Capture) -> None:
    answer = ask(capsys, "claims", "--on", "2017-03-17")
    assert {each["id"] for each in answer["claims"]} == {
        "code-2017-03-17-12",
        "declaration-2017-03-17-23",
        "either-2017-03-17-29",
        "either-2017-03-30",
    }
    found = rows(capsys, "claims")
    assert {row["figure_verdict"] for row in found if row["id"] == "code-2015-09-01-01"} == {"agrees"}
    (undated,) = [row for row in found if row["id"] == "code-undated-13"]
    assert (undated["claimed"], undated["known"], undated["verdict"]) == ("110", "", "cannot_be_decided")
    shown = table(capsys, "claims")
    assert "both hold only if one left" in shown.replace("\n", " ")


def test_what_they_imply(capsys: Capture) -> None:
    answer = ask(capsys, "claims", "--implied")
    assert any(
        each["states"] == ["LTU", "NGA", "TCD"] and each["at_least"] == 2 and each["on"] == "2015-10-23"
        for each in answer["findings"]
    )
    shown = table(capsys, "claims", "--implied", "--on", "2015-10-23")
    assert "Exactly 3 of Angola" in shown
    assert "nobody_left" in shown
    kinds = [row["kind"] for row in rows(capsys, "claims", "--implied")]
    assert {"finding", "contradiction"} == set(kinds)


def test_the_solver_is_loaded_only_when_it_is_asked_for() -> None:
    program = "import sys, horseshoe.cli.roster; print('ortools' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("roster", "code", "--against", "code"), "is the same text"),
        (("roster", "code", "--against", "declaration", "--since", "2015-09-01"), "exclude each other"),
        (("roster", "code", "--among", "JPN"), "goes with --against"),
        (("roster", "code", "--since", "2020-01-01", "--on", "2019-01-01"), "lies before"),
        (("roster", "code", "--on", "yesterday"), "is no date"),
    ],
)
def test_wrong_use_is_one_sentence(arguments: tuple[str, ...], words: str) -> None:
    with pytest.raises(BadQuestion, match=words):
        run(*arguments)


def test_before_anything_was_recorded_there_is_no_text() -> None:
    with pytest.raises(NotFound, match="none had been recorded by that day"):
        run("roster", "code", "--as-known", "2020-01-01")
