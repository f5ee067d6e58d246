"""The commands before a vote: forms, keys, and what they refuse."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from horseshoe.answers.questions import BadQuestion
from horseshoe.cli.keeping import Failed
from horseshoe.cli.show import Format
from horseshoe.cli.whip import Chart, WhipFormat, power, whip
from horseshoe.sources.draft_toml import TEMPLATE

Capture = pytest.CaptureFixture[str]
COUNCIL = "BHR CHN COD COL DNK FRA GBR GRC LBR LVA PAK PAN RUS SOM USA".split()  # noqa: SIM905


@pytest.fixture
def draft(tmp_path: Path) -> str:
    """A file that gives all chances, so that no model is needed."""
    chances = "\n".join(f"{state} = {{ yes = 0.8, no = 0.05, abstain = 0.15 }}" for state in COUNCIL)
    loadings = "\n".join(f"{state} = 0.5" for state in COUNCIL)
    content = TEMPLATE.replace("[chances]", f"[chances]\n{chances}").replace("[loadings]", f"[loadings]\n{loadings}")
    file = tmp_path / "draft.toml"
    file.write_text(content, encoding="utf-8")
    return str(file)


def asked(capsys: Capture, draft: str, *what_if: str) -> Any:
    whip(draft, what_if=list(what_if), form=WhipFormat.JSON)
    return json.loads(capsys.readouterr().out)


def test_the_template(capsys: Capture) -> None:
    whip(template=True)
    assert capsys.readouterr().out == TEMPLATE


def test_json(capsys: Capture, draft: str) -> None:
    answer = asked(capsys, draft, "CHN=no,USA=abstain", "Russian Federation = not participating")
    assert answer["what_if"]["casts"] == {"CHN": "no", "USA": "abstain", "RUS": "not_participating"}
    assert answer["what_if"]["odds"]["adopted"] == 0
    assert sum(answer["odds"].values()) == pytest.approx(1, abs=1e-12)
    assert answer["odds"] != answer["odds_if_independent"]


def test_table(capsys: Capture, draft: str) -> None:
    whip(draft, what_if=["CHN=no"], form=WhipFormat.TABLE)
    shown = capsys.readouterr().out
    for part in (
        "Protection of civilians, 2026-12-15",
        "what if CHN=no",
        "if seats were independent",
        "Coverage of 15 seats",
    ):
        assert part in shown


def test_csv(capsys: Capture, draft: str) -> None:
    whip(draft, form=WhipFormat.CSV)
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["state"] for row in rows[:2]] == ["CHN", "FRA"]
    assert rows[1]["bound_by"] == "code declaration"
    assert len(rows) == 15


@pytest.mark.parametrize("chart", list(Chart))
def test_svg(capsys: Capture, draft: str, chart: Chart) -> None:
    whip(draft, form=WhipFormat.SVG, chart=chart)
    assert capsys.readouterr().out.startswith('<svg role="img"')


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("CHN=maybe", "'CHN=maybe' holds no seat to a cast: write CHN=abstain"),
        ("CHN", "'CHN' holds no seat to a cast"),
        ("CHN=no,China=yes", "CHN is held to a cast twice"),
        ("DEU=no", "is not on the Council on 2026-12-15 and cannot be held"),
    ],
)
def test_what_cannot_be_held(draft: str, given: str, says: str) -> None:
    with pytest.raises(BadQuestion, match=says):
        whip(draft, what_if=[given], form=WhipFormat.JSON)


def test_no_file() -> None:
    with pytest.raises(BadQuestion, match="print one to fill in with --template"):
        whip()
    with pytest.raises(Failed, match="cannot be read"):
        whip("there-is-none.toml")


def test_power(capsys: Capture) -> None:
    power("2026-11-22", form=Format.JSON)
    answer = json.loads(capsys.readouterr().out)
    assert answer["seats"][0]["two_valued"]["shapley_shubik"]["fraction"] == "421/2145"
    power("1950-01-01", form=Format.TABLE)
    assert "7 of 11 votes" in capsys.readouterr().out
    power("2026-11-22", procedural=True, form=Format.CSV)
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 30
    assert {row["banzhaf"] for row in rows} == {"1/15"}
