"""The command ``brief`` as its users meet it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from horseshoe.answers.questions import BadQuestion
from horseshoe.cli import briefing
from horseshoe.cli.keeping import Failed
from horseshoe.cli.writing import write
from horseshoe.sources.draft_toml import TEMPLATE

Capture = pytest.CaptureFixture[str]
COUNCIL = "BHR CHN COD COL DNK FRA GBR GRC LBR LVA PAK PAN RUS SOM USA".split()  # noqa: SIM905

app = typer.Typer(pretty_exceptions_enable=False)
app.command()(briefing.brief)


@pytest.fixture
def draft(tmp_path: Path) -> str:
    """A file that gives all chances, so that no model is needed."""
    chances = "\n".join(f"{state} = {{ yes = 0.8, no = 0.05, abstain = 0.15 }}" for state in COUNCIL)
    loadings = "\n".join(f"{state} = 0.5" for state in COUNCIL)
    content = TEMPLATE.replace("[chances]", f"[chances]\n{chances}").replace("[loadings]", f"[loadings]\n{loadings}")
    file = tmp_path / "draft.toml"
    file.write_text(content, encoding="utf-8")
    return str(file)


def run(*arguments: str) -> None:
    app(list(arguments), prog_name="horseshoe", standalone_mode=False)


def shown(capsys: Capture, form: str, *arguments: str) -> str:
    run(*arguments, "--format", form)
    return capsys.readouterr().out


def test_the_keys_of_before_are_still_there(capsys: Capture) -> None:
    answer: Any = json.loads(shown(capsys, "json", "S/2022/155"))
    assert answer["symbol"] == "S/2022/155"
    (vote,) = answer["votes"]
    assert set(vote) >= {"roll_call", "presidency", "seats", "assembly", "pledge_sources", "coverage"}
    assert vote["docket"]["status"] == "not_owed"
    assert {each["id"] for each in vote["assessors"]} == {"text-only", "un-evidence"}


def test_csv_has_a_row_a_seat(capsys: Capture) -> None:
    rows = list(csv.DictReader(io.StringIO(shown(capsys, "csv", "S/2022/155"))))
    assert len(rows) == 15
    assert {row["cast"] for row in rows} == {"yes", "no", "abstain"}


@pytest.mark.parametrize(
    ("symbol", "parts"),
    [
        ("S/2022/155", ("VETOED", "Findings, by assessor", "9 only afterwards", "Nothing was owed. A veto of")),
        ("S/2023/772", ("contested", "What was known on the day", "Nothing was owed: no veto is recorded")),
        ("S/2024/826", ("Docket: held", "Last day: Tuesday 2024-12-03")),
        ("S/2016/1085", ("NOT ADOPTED", "7-0-8")),
    ],
)
def test_the_terminal_shows_the_new_parts(capsys: Capture, symbol: str, parts: tuple[str, ...]) -> None:
    text = shown(capsys, "table", symbol)
    for part in parts:
        assert part in text


def test_a_draft_before_its_vote(capsys: Capture, draft: str) -> None:
    assert json.loads(shown(capsys, "json", draft))["whip"]["coverage"]["own_chances"] == 15
    assert len(list(csv.DictReader(io.StringIO(shown(capsys, "csv", draft))))) == 15
    assert "A veto on 2026-12-15 would oblige the Assembly to meet by" in shown(capsys, "table", draft)


@pytest.mark.parametrize(("ending", "head"), [(".pdf", b"%PDF"), (".docx", b"PK"), (".md", b"# "), (".HTML", b"<!doc")])
def test_the_ending_chooses_the_form(capsys: Capture, tmp_path: Path, draft: str, ending: str, head: bytes) -> None:
    for asked in ("S/2024/826", draft):
        to = tmp_path / f"brief{ending}"
        run(asked, "--to", str(to))
        assert to.read_bytes().startswith(head)
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err == f"Wrote {to}.\n"
    assert sorted(each.name for each in tmp_path.iterdir() if "brief" in each.name) == [f"brief{ending}"]


def test_a_wrong_ending_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(BadQuestion, match=r"'brief.txt' ends in no form of a brief: use .docx, .pdf, .md or .html"):
        run("no such draft.toml", "--to", str(tmp_path / "brief.txt"))


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="there is no folder"):
        run("S/2022/155", "--to", str(tmp_path / "nowhere" / "brief.md"))
    folder = tmp_path / "folder.md"
    folder.mkdir()
    with pytest.raises(Failed, match="it is a folder"):
        run("S/2022/155", "--to", str(folder))
    assert list(folder.iterdir()) == []


def test_a_file_that_was_there_stays_if_the_new_one_fails(tmp_path: Path) -> None:
    kept = tmp_path / ("x" * 250 + ".md")
    kept.write_text("before")
    with pytest.raises(Failed, match="cannot be written: file name too long"):
        write(kept, b"after")
    assert kept.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir() if each.name.endswith(".part")] == []


def test_a_meeting_with_several_texts_makes_no_file(tmp_path: Path) -> None:
    to = tmp_path / "brief.pdf"
    with pytest.raises(BadQuestion, match="names 2 votes"):
        run("S/PV.9453", "--to", str(to))
    assert not to.exists()


def test_a_draft_file_that_is_not_there() -> None:
    with pytest.raises(Failed, match=r"nothing\.toml"):
        run("nothing.toml")


def test_a_voted_draft_needs_no_numbers() -> None:
    code = (
        "import sys; from horseshoe.cli.main import run; run(['brief', 'S/2022/155', '--format', 'table']); "
        "heavy = {'numpy', 'scipy', 'sklearn', 'typst', 'docx', 'vl_convert'} & set(sys.modules); "
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
