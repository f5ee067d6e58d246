"""Stored forecasts: kept as they were made, scored when the vote is known, never counted when made too late."""

from __future__ import annotations

import json
import math
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import horseshoe
from horseshoe.cli.forecast import app
from horseshoe.facts.proposals import Outcome
from horseshoe.forecast import stored
from horseshoe.forecast.draft import Draft
from horseshoe.forecast.seats import Chances, SeatChances

RECORD = horseshoe.open()
VOTE = date(2022, 2, 25)
"""S/2022/155 on Ukraine: eleven in favour, the Russian Federation against, China, India and the UAE abstaining."""


def forecast(made: date = date(2022, 2, 24), symbol: str | None = "S/2022/155") -> stored.StoredForecast:
    seats = tuple(
        SeatChances(
            term.state, term.permanent, Chances(0.1, 0.8, 0.1) if term.state == "RUS" else Chances(0.8, 0.1, 0.1), 0.5
        )
        for term in RECORD.council(VOTE)
    )
    return stored.StoredForecast(
        made=made,
        symbol=symbol,
        draft=Draft(on=VOTE, situation="ukraine", sponsors=("USA", "ALB")),
        seats=seats,
        odds=stored.OutcomeChances(0.15, 0.7, 0.15),
        version="1",
        inputs={"stances": [{"state": "RUS", "stance": "no"}]},
    )


def test_a_forecast_is_read_as_it_was_kept(tmp_path: Path) -> None:
    file = tmp_path / "kept" / "forecasts.jsonl"
    assert stored.append(file, forecast()) == 1
    assert stored.append(file, forecast(symbol=None)) == 2
    assert stored.read(file) == (forecast(), forecast(symbol=None))


def test_the_first_line_stays_as_it_is_when_another_is_added(tmp_path: Path) -> None:
    file = tmp_path / "forecasts.jsonl"
    stored.append(file, forecast())
    before = file.read_bytes()
    stored.append(file, forecast())
    assert file.read_bytes().startswith(before)


def test_the_vote_of_25_february_2022_scores_the_forecast_of_the_day_before() -> None:
    summary = stored.score(RECORD, [forecast()])
    (each,) = summary.forecasts
    assert (each.state, each.voted, each.outcome, each.casts) == ("scored", VOTE, Outcome.VETOED, 15)
    assert each.log_loss_of_outcome == pytest.approx(-math.log(0.7))
    assert each.brier_of_outcome == pytest.approx(0.15**2 + 0.3**2 + 0.15**2)
    # Twelve casts were given 0.8 (eleven yes and one no), three abstentions 0.1.
    assert each.log_loss_per_cast == pytest.approx(-(12 * math.log(0.8) + 3 * math.log(0.1)) / 15)
    assert summary.log_loss_per_cast == each.log_loss_per_cast


def test_a_forecast_made_on_the_day_of_the_vote_is_not_counted() -> None:
    summary = stored.score(RECORD, [forecast(made=VOTE)])
    assert summary.forecasts[0].state == "late"
    assert (summary.scored, summary.log_loss_per_cast) == (0, None)


def test_without_a_symbol_or_a_vote_a_forecast_stays_open() -> None:
    summary = stored.score(RECORD, [forecast(symbol=None), forecast(symbol="S/2099/1")])
    assert [each.state for each in summary.forecasts] == ["open", "open"]


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "forecasts.jsonl"
    stored.append(file, forecast())
    with file.open("a") as lines:
        lines.write("{}\n")
    with pytest.raises(ValueError, match=r"Line 2 of .* is no stored forecast"):
        stored.read(file)


def test_the_commands_list_and_score(tmp_path: Path) -> None:
    file = tmp_path / "forecasts.jsonl"
    stored.append(file, forecast())
    listed = CliRunner().invoke(app, ["list", "--file", str(file), "--format", "json"])
    assert json.loads(listed.stdout)[0]["symbol"] == "S/2022/155"
    table = CliRunner().invoke(app, ["score", "--file", str(file), "--format", "table"])
    assert "vetoed" in table.stdout
    assert "1 scored, 15 casts" in table.stdout
