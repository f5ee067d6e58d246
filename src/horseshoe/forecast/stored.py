"""Forecasts that were kept: one JSON object a line in a file, and what they score once the vote is known.

A line holds all that the forecast was made from, and is never changed. Whether it was a forecast at all is judged when
it is scored: one made on the day of the vote or later is not counted.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from horseshoe.facts.proposals import Cast, Outcome, RollCall
from horseshoe.facts.record import Record, symbol_key
from horseshoe.forecast.draft import Draft
from horseshoe.forecast.scores import FLOOR
from horseshoe.forecast.seats import SeatChances


class OutcomeChances(msgspec.Struct, frozen=True):
    """The chances of what a vote comes to; they sum to 1."""

    adopted: float
    vetoed: float
    lacking_votes: float

    def of(self, outcome: Outcome) -> float:
        """The chance of a recorded outcome."""
        if outcome is Outcome.VETOED:
            return self.vetoed
        return self.lacking_votes if outcome is Outcome.NOT_ADOPTED else self.adopted


class StoredForecast(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A forecast as it was made."""

    made: date
    """The day on which it was made."""
    symbol: str | None = None
    """Symbol of the draft, by which the vote is found; without one, a forecast stays open."""
    draft: Draft
    """What was known of the draft."""
    seats: tuple[SeatChances, ...]
    """The chances of each seat, stances weighed in, and its loading on the shared factor."""
    odds: OutcomeChances
    """The odds, seats tied by the shared factor."""
    odds_if_independent: OutcomeChances | None = None
    version: str | None = None
    """Version of the model and the record it saw; ``None`` where no model was asked."""
    inputs: dict[str, Any] = {}
    """Whatever else went in, such as the stances, as it was given."""


class ScoredForecast(msgspec.Struct, frozen=True):
    """A forecast, and how it did if the vote is known."""

    number: int
    """Its line in the file, from 1."""
    made: date
    symbol: str | None
    title: str | None
    version: str | None
    odds: OutcomeChances
    state: str
    """``scored``; ``open``: the record has no vote on it after that day; ``late``: the vote was not later."""
    roll_call: str | None = None
    voted: date | None = None
    outcome: Outcome | None = None
    casts: int = 0
    """How many casts were scored: those of seats forecast whose cast is known."""
    log_loss_per_cast: float | None = None
    """Nats."""
    brier_per_cast: float | None = None
    log_loss_of_outcome: float | None = None
    """Nats."""
    brier_of_outcome: float | None = None


class Summary(msgspec.Struct, frozen=True):
    """All forecasts of a file, and their mean scores."""

    forecasts: tuple[ScoredForecast, ...]
    scored: int
    casts: int
    log_loss_per_cast: float | None
    """The mean over casts; ``None`` while no vote is known."""
    brier_per_cast: float | None
    log_loss_of_outcome: float | None
    """The mean over votes."""
    brier_of_outcome: float | None


def append(file: Path, forecast: StoredForecast) -> int:
    """Keep a forecast at the end of a file, which is made if it is not there; its number is returned.

    Raises:
        OSError: the file cannot be written.
        ValueError: a line that is there already cannot be read.
    """
    number = len(read(file)) + 1
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.read_bytes() if file.exists() else b""
    with file.open("ab") as lines:
        lines.write((b"\n" if before and not before.endswith(b"\n") else b"") + msgspec.json.encode(forecast) + b"\n")
    return number


def read(file: Path) -> tuple[StoredForecast, ...]:
    """The forecasts of a file, oldest first; none if there is no file.

    Raises:
        ValueError: a line is no forecast; the sentence tells which, and why.
    """
    if not file.exists():
        return ()
    found = []
    for number, line in enumerate(file.read_bytes().splitlines(), start=1):
        if line.strip():
            try:
                found.append(msgspec.json.decode(line, type=StoredForecast))
            except (msgspec.DecodeError, ValueError) as error:
                raise ValueError(f"Line {number} of {file} is no stored forecast: {error}.") from None
    return tuple(found)


def score(record: Record, forecasts: Sequence[StoredForecast]) -> Summary:
    """How forecasts did, as far as the record knows the votes."""
    known = record.as_known(None)
    scored = tuple(_scored(known, number, each) for number, each in enumerate(forecasts, start=1))
    done = [each for each in scored if each.state == "scored"]
    casts = sum(each.casts for each in done)
    return Summary(
        forecasts=scored,
        scored=len(done),
        casts=casts,
        log_loss_per_cast=_mean((each.log_loss_per_cast, each.casts) for each in done),
        brier_per_cast=_mean((each.brier_per_cast, each.casts) for each in done),
        log_loss_of_outcome=_mean((each.log_loss_of_outcome, 1) for each in done),
        brier_of_outcome=_mean((each.brier_of_outcome, 1) for each in done),
    )


def _scored(record: Record, number: int, each: StoredForecast) -> ScoredForecast:
    found = ScoredForecast(number, each.made, each.symbol, each.draft.title, each.version, each.odds, "open")
    votes = sorted(_votes(record, each.symbol), key=lambda row: row.date)
    if not votes:
        return found
    later = [row for row in votes if row.date > each.made]
    row = later[0] if later else votes[-1]
    found = msgspec.structs.replace(found, roll_call=row.id, voted=row.date, outcome=row.outcome)
    if not later:
        return msgspec.structs.replace(found, state="late")
    losses, squares = _of_casts(each.seats, row.casts())
    happened = each.odds.of(row.outcome)
    chances = (each.odds.adopted, each.odds.vetoed, each.odds.lacking_votes)
    return msgspec.structs.replace(
        found,
        state="scored",
        casts=len(losses),
        log_loss_per_cast=_mean((loss, 1) for loss in losses),
        brier_per_cast=_mean((square, 1) for square in squares),
        log_loss_of_outcome=-math.log(max(happened, FLOOR)),
        brier_of_outcome=math.fsum(chance**2 for chance in chances) - happened**2 + (1 - happened) ** 2,
    )


def _votes(record: Record, symbol: str | None) -> tuple[RollCall, ...]:
    """The roll calls on the draft of this symbol; one on an amendment to it, or one of its meeting, is none."""
    if symbol is None:
        return ()
    key = symbol_key(symbol)
    found = []
    for row in record.by_symbol.get(key, ()):
        proposal = record.proposal[row.proposal]
        names = (proposal.symbol, proposal.resolution, *proposal.also, row.id)
        if any(name and symbol_key(name) == key for name in names) and row.outcome is not Outcome.ADOPTED_WITHOUT_VOTE:
            found.append(row)
    return tuple(found)


def _of_casts(seats: Sequence[SeatChances], casts: Mapping[str, Cast]) -> tuple[list[float], list[float]]:
    losses, squares = [], []
    for seat in seats:
        cast = casts.get(seat.state, Cast.UNKNOWN)
        if cast is Cast.UNKNOWN:
            continue
        told = Cast.NOT_PARTICIPATING if cast in (Cast.ABSENT, Cast.NOT_VOTING) else cast
        chance = seat.chances.of(told)
        losses.append(-math.log(max(chance, FLOOR)))
        squares.append(math.fsum(each**2 for _, each in seat.chances.casts()) - chance**2 + (1 - chance) ** 2)
    return losses, squares


def _mean(values: Any) -> float | None:
    """The mean of values with their weights; ``None`` if there are none."""
    pairs = [(value, weight) for value, weight in values if value is not None and weight]
    total = sum(weight for _, weight in pairs)
    return math.fsum(value * weight for value, weight in pairs) / total if total else None
