"""What the backtest found, kept beside the tables of the forecast: ``script/backtest --write`` makes it anew."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import msgspec

STORED = Path(__file__).parent / "tables" / "backtest.json"
"""The results for the record that ships."""


class Scored(msgspec.Struct, frozen=True):
    """The mean score of forecasts."""

    count: int
    """How many forecasts were scored."""
    log_loss: float
    """Nats: minus the natural logarithm of the chance given to what happened. 0 is perfect."""
    brier: float
    """The sum over the possibilities of the squared difference from what happened, from 0 to 2. 0 is perfect."""


class Result(msgspec.Struct, frozen=True):
    """How one forecaster did."""

    name: str
    on_all: Scored
    contested: Scored
    """On roll calls in which some seat voted no or abstained."""


class Calibrated(msgspec.Struct, frozen=True):
    """Forecasts whose chance lay in one interval, and how often what they told of happened."""

    low: float
    high: float
    count: int
    """How many forecasts."""
    happened: int
    """How often it happened."""
    mean_chance: float
    """The mean chance that the forecasts gave."""


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """What forecasting every past roll call with what was known the day before came to."""

    first: date
    last: date
    roll_calls: int
    contested: int
    """Of these, those in which some seat voted no or abstained."""
    casts: int
    contested_casts: int
    by_cast: tuple[Result, ...]
    """Each forecaster, cast by cast, the simplest first."""
    by_outcome: tuple[Result, ...]
    """Each forecaster, outcome by outcome."""
    of_new_seats: tuple[Result, ...]
    """Each forecaster, on the casts of seats new to the Council."""
    without: tuple[Result, ...]
    """The model without a part of what is known of a draft; the name says which."""
    casts_told: dict[str, tuple[Calibrated, ...]]
    """Kind of cast to how often it was made, by the chance that the model gave it."""
    outcomes_told: dict[str, tuple[Calibrated, ...]]
    """Outcome to how often it came about, by the chance that the model gave it with the seats tied."""


@cache
def stored() -> Results:
    """The results that ship."""
    return msgspec.json.decode(STORED.read_bytes(), type=Results)


def write(results: Results, path: Path = STORED) -> None:
    """Keep results in place of those that ship."""
    text = msgspec.json.format(msgspec.json.encode(results), indent=1)
    path.write_bytes(text + b"\n")
