"""The commands ``election``, ``tally`` and ``campaign`` as their users meet them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import typer

from horseshoe.answers.questions import BadQuestion
from horseshoe.cli import elections as commands
from horseshoe.cli.keeping import Failed
from horseshoe.sources import campaign_toml, tally_csv

Capture = pytest.CaptureFixture[str]

app = typer.Typer(pretty_exceptions_enable=False)
app.command()(commands.election)
app.command()(commands.tally)
app.command()(commands.campaign)


def run(*arguments: str) -> None:
    app(list(arguments), prog_name="horseshoe", standalone_mode=False)


def ask(capsys: Capture, *arguments: str) -> Any:
    run(*arguments, "--format", "json")
    return json.loads(capsys.readouterr().out)


def shown(capsys: Capture, form: str, *arguments: str) -> str:
    run(*arguments, "--format", form)
    return capsys.readouterr().out


@pytest.fixture
def ballots(tmp_path: Path) -> str:
    path = tmp_path / "eastern-europe.csv"
    path.write_text(tally_csv.TEMPLATE)
    return str(path)


def test_a_tally_has_the_keys_that_were_agreed(capsys: Capture, ballots: str) -> None:
    first, second = ask(capsys, "tally", ballots)
    assert list(first)[:9] == [
        *("round", "type", "valid", "present_and_voting", "required", "elected", "continues"),
        *("next_round_type", "next_candidates"),
    ]
    assert (first["type"], first["next_round_type"], first["next_candidates"]) == (
        "unrestricted",
        "restricted",
        ["Estonia", "Romania"],
    )
    assert (second["required"], second["elected"], second["continues"]) == (127, ["Estonia"], False)


def test_a_tally_as_csv_and_as_a_table(capsys: Capture, ballots: str) -> None:
    rows = list(csv.DictReader(io.StringIO(shown(capsys, "csv", "tally", ballots))))
    assert [(row["round"], row["candidate"], row["elected"]) for row in rows if row["elected"] == "yes"] == [
        ("2", "Estonia", "yes")
    ]
    assert "majority 127" in shown(capsys, "table", "tally", ballots)


def test_a_wrong_tally_is_one_sentence_with_file_row_and_field(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(tally_csv.TEMPLATE.replace("2,1,193,1,2,Romania,58", "2,1,193,1,2,Georgia,58"))
    with pytest.raises(Failed, match=r"^mine.csv row 7, field candidate: Georgia may not stand in round 2"):
        run("tally", str(path))


def test_the_templates_are_printed(capsys: Capture) -> None:
    run("tally", "--template")
    assert capsys.readouterr().out == tally_csv.TEMPLATE
    run("campaign", "--template")
    assert capsys.readouterr().out == campaign_toml.TEMPLATE


def test_an_election_in_each_form(capsys: Capture) -> None:
    answer = ask(capsys, "election", "2019", "--group", "EEG")
    assert answer["contests"][0]["elected"] == ["EST"]
    table = shown(capsys, "table", "election", "2019")
    for words in ("Estonia 132 (elected)", "majority 127", "1 place", "Retiring, and not eligible", "2021-12-31"):
        assert words in table
    rows = list(csv.DictReader(io.StringIO(shown(capsys, "csv", "election", "2019"))))
    assert sum(row["elected"] == "yes" for row in rows) == 5


def test_the_odds_by_file_and_by_options(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(campaign_toml.TEMPLATE)
    by_file = ask(capsys, "campaign", str(path))
    by_options = ask(
        capsys,
        *("campaign", "--assured", "140", "--reliability", "0.9", "--rival", "Theirs=45@0.9", "--not-voting", "3"),
    )
    assert by_file["first_round"] == by_options["first_round"]
    assert "stands in the next round" in shown(capsys, "csv", "campaign", str(path))
    assert "in the first round" in shown(capsys, "table", "campaign", str(path))


def test_odds_read_as_certain_only_where_they_are(capsys: Capture) -> None:
    likely = shown(capsys, "table", "campaign", "--assured", "160", "--reliability", "0.98", "--rival", "Theirs=20@0.9")
    assert "over 99.9% in the first round" in likely
    assert "100%" not in likely
    assert " 0%" not in likely
    kept = shown(capsys, "table", "campaign", "--assured", "160", "--reliability", "1", "--rival", "Theirs=33@1")
    assert "100% in the first round" in kept


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("election", "1950"), "1966"),
        (("election", "2020", "--group", "Mars"), "Mars"),
        (("tally",), "--template"),
        (("campaign",), "--assured"),
        (("campaign", "--assured", "1", "--reliability", "1", "--rival", "x"), "NAME=VOTES@CHANCE"),
    ],
)
def test_wrong_use_is_one_sentence(arguments: tuple[str, ...], told: str) -> None:
    with pytest.raises(BadQuestion, match=told):
        run(*arguments)
