"""The commands ``scorecard``, ``lobby`` and ``timeline`` as their users meet them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import docx
import pytest
import typer

from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.answers.scorecard_method import TEMPLATE
from horseshoe.cli import scorecard as commands
from horseshoe.cli import timeline as history
from horseshoe.cli.keeping import Failed
from horseshoe.sources import candidates_toml

Capture = pytest.CaptureFixture[str]

app = typer.Typer(pretty_exceptions_enable=False)
app.command()(commands.scorecard)
app.command()(commands.lobby)
app.command()(history.timeline)


@pytest.fixture(autouse=True)
def methods(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    folder = tmp_path / "methods"
    monkeypatch.setenv("HORSESHOE_METHODS", str(folder))
    return folder


def run(*arguments: str) -> None:
    app(list(arguments), prog_name="horseshoe", standalone_mode=False)


def shown(capsys: Capture, form: str, *arguments: str) -> str:
    run(*arguments, "--format", form)
    return capsys.readouterr().out


def ask(capsys: Capture, *arguments: str) -> Any:
    return json.loads(shown(capsys, "json", *arguments))


def test_the_scorecard_in_its_four_forms(capsys: Capture) -> None:
    asked = ("scorecard", "2026", "--group", "WEOG", "--on", "2026-11-22")
    assert [each["state"] for each in ask(capsys, *asked)["candidates"]] == ["AUT", "DEU", "PRT"]
    rows = list(csv.DictReader(io.StringIO(shown(capsys, "csv", *asked))))
    assert len(rows) == 36
    assert {row["doubt"] for row in rows} == {"certain", "possible", "not_known_here"}
    assert "method of Horseshoe" in shown(capsys, "table", *asked)
    assert shown(capsys, "markdown", *asked).startswith("# Election to the Security Council 2026")


@pytest.mark.parametrize(
    ("suffix", "begins"), [(".pdf", b"%PDF"), (".docx", b"PK"), (".md", b"# El"), (".csv", b"year"), (".json", b"{")]
)
def test_a_document_is_written_by_its_ending(tmp_path: Path, suffix: str, begins: bytes, capsys: Capture) -> None:
    path = tmp_path / f"card{suffix}"
    run("scorecard", "2025", "--on", "2026-11-22", "--to", str(path))
    assert path.read_bytes().startswith(begins)
    assert capsys.readouterr().err == f"Wrote {path}.\n"


def test_an_unknown_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadQuestion, match=r"^'card.odt' ends in no known form: use .docx, .pdf, .md, .csv or .json\.$"):
        run("scorecard", "2025", "--to", str(tmp_path / "card.odt"))


def test_a_method_is_written_used_and_kept(tmp_path: Path, capsys: Capture, methods: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(TEMPLATE)
    run("scorecard", "--method", str(path), "--save-method")
    assert (methods / "ours.toml").read_text() == TEMPLATE
    assert "Kept as ours" in capsys.readouterr().err
    card = ask(capsys, "scorecard", "2026", "--method", "ours")
    assert card["method"]["criteria"][-1]["importance"] == "important"


def test_a_method_that_is_not_there_or_wrong(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"^No file and no kept method is called 'theirs': none is kept yet\.$"):
        run("scorecard", "2026", "--method", "theirs")
    path = tmp_path / "mine.toml"
    path.write_text(TEMPLATE.replace('code = "essential"', "code = 10"))
    with pytest.raises(Failed, match=r"^mine.toml, importance\[...\]: expected `str`, got `int`\.$"):
        run("scorecard", "2026", "--method", str(path))
    path.write_text(TEMPLATE.replace('id = "ours"', 'id = "horseshoe"', 1))
    with pytest.raises(Failed, match="cannot be a method's id"):
        run("scorecard", "--method", str(path), "--save-method")
    with pytest.raises(BadQuestion, match="name the file"):
        run("scorecard", "2026", "--save-method")


CANDIDATES = """
year = 2027
[[candidate]]
state = "Estonia"
group = "EEG"
status = "endorsed"
endorsed_by = "The Eastern European Group"
source = "https://example.org/candidates"
"""


def test_candidates_of_a_coming_election_from_a_file(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "2027.toml"
    path.write_text(CANDIDATES)
    card = ask(capsys, "scorecard", "2027", "--candidates", str(path))
    assert [each["name"] for each in card["candidates"]] == ["Estonia"]
    assert "Endorsed by The Eastern European Group." in card["candidates"][0]["cells"][0]["says"]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("2027", "2028", r"^2027.toml, year: its candidates are those of 2028, and 2027 was asked for\.$"),
        ('"endorsed"', '"elected"', r"candidate 1, field status: elected is a result; give declared, endorsed or with"),
        ('"endorsed"', '"sure"', r"candidate 1, field status: invalid enum value"),
        ('"EEG"', '"EU"', r"candidate 1, field group: no group of seats is called 'EU'"),
        ('"https://example.org/candidates"', '""', r"candidate 1, field source: it is empty"),
    ],
)
def test_a_wrong_file_of_candidates_is_one_sentence(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    path = tmp_path / "2027.toml"
    path.write_text(CANDIDATES.replace(old, new))
    with pytest.raises(Failed, match=sentence):
        run("scorecard", "2027", "--candidates", str(path))


def test_wrong_questions(tmp_path: Path) -> None:
    with pytest.raises(BadQuestion, match="Name the year of the election"):
        run("scorecard")
    with pytest.raises(NotFound, match="No candidate of the election of 2031 is known here"):
        run("scorecard", "2031")
    with pytest.raises(BadQuestion, match="No group of seats is called 'EU'"):
        run("scorecard", "2026", "--group", "EU")
    path = tmp_path / "2027.toml"
    path.write_text(CANDIDATES.replace("Estonia", "Estland-on-Sea"))
    with pytest.raises(NotFound, match="No state is called 'Estland-on-Sea'"):
        run("scorecard", "2027", "--candidates", str(path))


def test_the_templates_are_printed(capsys: Capture) -> None:
    run("scorecard", "--template", "method")
    assert capsys.readouterr().out == TEMPLATE
    run("scorecard", "--template", "candidates")
    assert capsys.readouterr().out == candidates_toml.TEMPLATE


def test_the_word_file_of_a_users_method_names_who_made_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(TEMPLATE)
    run("scorecard", "2026", "--method", str(path), "--to", str(tmp_path / "card.docx"))
    read = docx.Document(str(tmp_path / "card.docx"))
    assert "Method of Our ministry" in read.paragraphs[1].text
    assert any("(essential)" in row.cells[0].text for row in read.tables[0].rows)


def test_lobby(capsys: Capture) -> None:
    found = ask(capsys, "lobby", "--on", "2026-11-22", "--first", "3")
    assert [each["state"] for each in found["states"]] == ["USA", "RUS", "CHN"]
    rows = list(csv.DictReader(io.StringIO(shown(capsys, "csv", "lobby", "--instrument", "declaration"))))
    assert {"state", "why", "next_what"} <= set(rows[0])
    assert "Borders are not known here" in shown(capsys, "table", "lobby", "--first", "20")
    with pytest.raises(BadQuestion, match="--first 0 shows nothing"):
        run("lobby", "--first", "0")


def test_timeline(capsys: Capture) -> None:
    text = shown(capsys, "table", "timeline", "--since", "2016-09-22", "--until", "2016-09-22")
    assert "Claudia Ruiz Massieu for Mexico" in text
    assert "Vice-Minister Miguel Ruiz Cabañas" in text
    assert ask(capsys, "timeline", "--state", "Mexico")["state"] == "MEX"
    rows = list(csv.DictReader(io.StringIO(shown(capsys, "csv", "timeline"))))
    assert {row["kind"] for row in rows} == {"event", "document", "call", "statement"}
    with pytest.raises(BadQuestion, match="lies after --until"):
        run("timeline", "--since", "2020-01-01", "--until", "2019-01-01")
