"""The backtest: every roll call of a stretch of years forecast with what was known the day before, and scored.

The tallies behind a forecast are brought up to the day before each vote. The regressions and the loadings are fitted
anew at the start of each year, to earlier years alone. The model of a later day can only have seen more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt

from horseshoe.facts.proposals import Matter, Outcome
from horseshoe.facts.record import Record
from horseshoe.forecast import assembly, baselines, loadings, odds, results, scores
from horseshoe.forecast.draft import Draft
from horseshoe.forecast.features import History
from horseshoe.forecast.model import learning_rows, told
from horseshoe.forecast.past import NO, YES, Vote, votes
from horseshoe.forecast.places import Positions, nobody
from horseshoe.forecast.regression import Regressions, Row
from horseshoe.forecast.seats import Chances, SeatChances

Array: TypeAlias = npt.NDArray[np.float64]

FIRST = 2000
"""First year forecast, if no other is asked for."""
WARM_UP = 6
"""Years before the first that are forecast too, for the loadings of the first to be fitted to."""
LOADINGS_OVER = 10
"""The loadings of a year are fitted to the forecasts of at most this many years before."""
NEW = (30, 10)
"""A seat is new to the Council until its state has voted in so many roll calls within so many years."""
OUTCOMES = ("adopted", "vetoed", "lacking votes")
CASTS = ((YES, "yes"), (NO, "no"), (2, "abstaining"))
MODEL = "the model"
TIED = "the model, seats tied by the shared factor"
INDEPENDENT = "the model, seats independent"
ASSEMBLY = "the General Assembly"
PAST_OUTCOMES = "the share of outcomes so far"


class Forecast(msgspec.Struct, frozen=True):
    """A past roll call with what each forecaster gave its seats, and its outcomes."""

    vote: Vote
    matter: Matter
    new: npt.NDArray[np.bool_]
    """Whether each seat is new to the Council, as ``NEW`` has it."""
    chances: Mapping[str, Array]
    """Forecaster to a row a seat: yes, no, abstaining, taking no part."""
    loading: Mapping[str, float]
    """State code to the loading on the shared factor that the model gave."""
    outcomes: Mapping[str, Array] = {}
    """Forecaster to the chances of adopted, vetoed and lacking votes."""

    @property
    def outcome(self) -> int:
        """What happened, as a column of the outcomes."""
        return {Outcome.VETOED: 1, Outcome.NOT_ADOPTED: 2}.get(self.vote.outcome, 0)

    @property
    def casts(self) -> npt.NDArray[np.int64]:
        """What each seat did, as columns."""
        return np.array(list(self.vote.casts.values()))


class Line(msgspec.Struct, frozen=True):
    """One line of a table: how a forecaster did, on all roll calls and on those contested."""

    name: str
    on_all: scores.Score
    contested: scores.Score


class Backtest(msgspec.Struct, frozen=True):
    """All forecasts, and what they score."""

    forecasts: tuple[Forecast, ...]

    @property
    def contested(self) -> int:
        """How many roll calls were contested: some seat voted no or abstained."""
        return sum(each.vote.contested for each in self.forecasts)

    def by_cast(self, since: int = 0, until: int = 9999) -> tuple[Line, ...]:
        """How each forecaster did, cast by cast, over the years ``since`` to ``until``."""
        chosen = self._of(since, until)
        names = chosen[0].chances if chosen else ()
        return tuple(_line(name, chosen, _casts_of(name)) for name in names)

    def by_cast_of_new(self) -> tuple[Line, ...]:
        """How each forecaster did on the casts of seats new to the Council; empty if none was contested."""
        chosen = [each for each in self.forecasts if each.new.any()]
        names = chosen[0].chances if any(each.vote.contested for each in chosen) else ()
        return tuple(_line(name, chosen, _casts_of_new(name)) for name in names)

    def by_outcome(self, since: int = 0, until: int = 9999) -> tuple[Line, ...]:
        """How each forecaster did, outcome by outcome, over the years ``since`` to ``until``."""
        chosen = self._of(since, until)
        names = chosen[0].outcomes if chosen else ()
        return tuple(_line(name, chosen, _outcome_of(name)) for name in names)

    def calibration_of_casts(self, cast: int, name: str = MODEL, contested: bool = False) -> tuple[scores.Bin, ...]:
        """How often seats made a cast, by the chance that the forecaster gave it."""
        chosen = [each for each in self.forecasts if each.vote.contested or not contested]
        chances = np.concatenate([each.chances[name][:, cast] for each in chosen])
        return scores.calibration(chances, np.concatenate([each.casts for each in chosen]) == cast)

    def calibration_of_outcomes(self, outcome: int, name: str = TIED) -> tuple[scores.Bin, ...]:
        """How often drafts came to an outcome, by the chance that the forecaster gave it."""
        chances = np.array([each.outcomes[name][outcome] for each in self.forecasts])
        happened = np.array([each.outcome == outcome for each in self.forecasts])
        return scores.calibration(chances, happened, COARSE)

    def _of(self, since: int, until: int) -> list[Forecast]:
        return [each for each in self.forecasts if since <= each.vote.day.year <= until]


COARSE = (0.0, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99, 1.0)
"""Edges of the intervals for outcomes, of which there are fewer than of casts."""


def run(
    record: Record,
    since: int = FIRST,
    *,
    change: Callable[[Draft], Draft] | None = None,
    positions: Positions = assembly.positions,
) -> Backtest:
    """Forecast every roll call from the year ``since`` on, with what was known the day before.

    Roll calls in which the cast of a seat is not known are learned from, as far as they are known, but not scored.

    Args:
        record: the record.
        since: the first year scored.
        change: what to make of each draft first, to see what something that is known of drafts is worth.
        positions: the positions of states in the General Assembly as known on a day.

    Raises:
        ValueError: there is no roll call to score, or nothing before to learn from.
    """
    known = record.as_known(None)
    past = votes(known)
    if change is not None:
        past = tuple(msgspec.structs.replace(vote, draft=change(vote.draft)) for vote in past)
    simple, new = _by_counting(past, since), _new(past)
    rows = [row for row in learning_rows(History(known, positions), past) if row.vote.complete]
    found, behind = [], list[tuple[int, loadings.Told]]()
    for year, group in groupby(rows, key=lambda row: row.vote.day.year):
        earlier = [row for row in rows if row.vote.day.year < year]
        if year < since - WARM_UP or not any(row.vote.contested for row in earlier):
            continue
        regressions = Regressions.fit(earlier)
        tied = loadings.fit([each for of, each in behind if year - LOADINGS_OVER <= of]) if year >= since else None
        for row in group:
            forecast = told(row, regressions)
            behind.append((year, forecast))
            if tied is not None:
                found.append(_forecast(known, row, forecast, simple[row.vote.id], new[row.vote.id], tied))
    if not found:
        raise ValueError(f"There is no roll call from {since} on to score a forecast by.")
    return Backtest(tuple(_with_past_outcomes(found, past)))


def _forecast(
    record: Record,
    row: Row,
    forecast: loadings.Told,
    simple: Mapping[str, Array],
    new: npt.NDArray[np.bool_],
    tied: loadings.Loadings,
) -> Forecast:
    matter = fact.matter if (fact := record.matter.get(row.vote.id)) else Matter.SUBSTANTIVE
    chances = {**simple, MODEL: forecast.chances}
    outcomes = {name: _outcomes(record, row.vote, matter, given, {}) for name, given in chances.items()}
    outcomes[INDEPENDENT] = outcomes.pop(MODEL)
    loading = tied.of(forecast.states)
    outcomes[TIED] = _outcomes(record, row.vote, matter, forecast.chances, loading)
    return Forecast(row.vote, matter, new, chances, loading, outcomes)


def _outcomes(record: Record, vote: Vote, matter: Matter, chances: Array, loading: Mapping[str, float]) -> Array:
    permanent = record.permanent(vote.day)
    seats = [
        SeatChances(state, state in permanent, Chances(*row), loading.get(state, 0.0))
        for state, row in zip(vote.casts, chances.tolist(), strict=True)
    ]
    found = odds.odds(seats, vote.day, matter=matter)
    return np.array([found.adopted, found.vetoed, found.lacking_votes])


def _by_counting(past: Sequence[Vote], since: int) -> Mapping[str, Mapping[str, Array]]:
    """Roll call to what each baseline gave its seats, each from the days before."""
    forecasters = baselines.all_baselines()
    found = {}
    for day, same in groupby(past, key=lambda vote: vote.day):
        of_day = tuple(same)
        if day.year >= since:
            for vote in of_day:
                seats = tuple(vote.casts)
                found[vote.id] = {name: each.forecast(vote.draft, seats) for name, each in forecasters.items()}
        for vote in of_day:
            for each in forecasters.values():
                each.add(vote)
    return found


def _new(past: Sequence[Vote]) -> Mapping[str, npt.NDArray[np.bool_]]:
    """Roll call to whether each seat on it was new to the Council on that day."""
    fewest, years = NEW
    days: dict[str, list[date]] = defaultdict(list)
    found = {}
    for day, same in groupby(past, key=lambda vote: vote.day):
        of_day, since = tuple(same), date(day.year - years, day.month, min(day.day, 28))
        for vote in of_day:
            found[vote.id] = np.array(
                [sum(each >= since for each in days[state][-fewest:]) < fewest for state in vote.casts]
            )
        for vote in of_day:
            for state in vote.casts:
                days[state].append(day)
    return found


def _with_past_outcomes(forecasts: Sequence[Forecast], past: Sequence[Vote]) -> list[Forecast]:
    """The same, with the share of each outcome among the roll calls of the days before as one more forecast."""
    places = {Outcome.VETOED: 1, Outcome.NOT_ADOPTED: 2}
    happened = sorted((vote.day, places.get(vote.outcome, 0)) for vote in past if vote.day >= date(1990, 1, 1))
    found, counts, seen = [], np.array([20.0, 1.0, 1.0]), 0
    for each in forecasts:
        while seen < len(happened) and happened[seen][0] < each.vote.day:
            counts[happened[seen][1]] += 1
            seen += 1
        outcomes = {PAST_OUTCOMES: counts / counts.sum(), **each.outcomes}
        found.append(msgspec.structs.replace(each, outcomes=outcomes))
    return found


Scored: TypeAlias = tuple[Array, npt.NDArray[np.int64]]
"""Rows of chances, and the column that happened of each."""


def _casts_of(name: str) -> Callable[[Forecast], Scored]:
    return lambda each: (each.chances[name], each.casts)


def _casts_of_new(name: str) -> Callable[[Forecast], Scored]:
    return lambda each: (each.chances[name][each.new], each.casts[each.new])


def _outcome_of(name: str) -> Callable[[Forecast], Scored]:
    return lambda each: (each.outcomes[name][None, :], np.array([each.outcome]))


def _line(name: str, chosen: Sequence[Forecast], of: Callable[[Forecast], Scored]) -> Line:
    def scored(some: Sequence[Forecast]) -> scores.Score:
        pairs = [of(each) for each in some]
        return scores.score(np.concatenate([pair[0] for pair in pairs]), np.concatenate([pair[1] for pair in pairs]))

    return Line(name, scored(chosen), scored([each for each in chosen if each.vote.contested]))


def kept(made: Backtest, parts: Sequence[tuple[str, Backtest]] = ()) -> results.Results:
    """The results as they are kept, with the same lines as the tables of ``markdown``; arguments as there."""

    def plain(lines: Sequence[Line]) -> tuple[results.Result, ...]:
        return tuple(msgspec.convert(line, results.Result, from_attributes=True) for line in lines)

    def bins(found: Sequence[scores.Bin]) -> tuple[results.Calibrated, ...]:
        return tuple(msgspec.convert(each, results.Calibrated, from_attributes=True) for each in found)

    new = made.by_cast_of_new()
    return results.Results(
        first=made.forecasts[0].vote.day,
        last=made.forecasts[-1].vote.day,
        roll_calls=len(made.forecasts),
        contested=made.contested,
        casts=sum(len(each.vote.casts) for each in made.forecasts),
        contested_casts=sum(len(each.vote.casts) for each in made.forecasts if each.vote.contested),
        by_cast=plain(made.by_cast()),
        by_outcome=plain([*made.by_outcome(), *_without_assembly(parts, Backtest.by_outcome, TIED)]),
        of_new_seats=plain([*new, *_without_assembly(parts, Backtest.by_cast_of_new, MODEL)] if new else ()),
        without=plain(_without_parts(parts)),
        casts_told={word: bins(made.calibration_of_casts(cast)) for cast, word in CASTS},
        outcomes_told={word: bins(made.calibration_of_outcomes(number)) for number, word in enumerate(OUTCOMES)},
    )


def markdown(made: Backtest, parts: Sequence[tuple[str, Backtest]] = ()) -> str:
    """The tables as Markdown.

    Args:
        made: the backtest.
        parts: what each part of what is known of drafts is worth: a name, and the backtest without it.
    """
    first, last = made.forecasts[0].vote.day, made.forecasts[-1].vote.day
    casts = sum(len(each.vote.casts) for each in made.forecasts)
    dissent = sum(len(each.vote.casts) for each in made.forecasts if each.vote.contested)
    lines = [
        f"{len(made.forecasts):,} roll calls from {first} to {last}, {made.contested} of them contested; "
        f"{casts:,} casts, {dissent:,} of them on contested roll calls.",
        "",
        *_table("Per cast", made.by_cast()),
        *_table("Per outcome", [*made.by_outcome(), *_without_assembly(parts, Backtest.by_outcome, TIED)]),
    ]
    lines += _seats_new(made, parts)
    for start, end in ((2000, 2009), (2010, 2019), (2020, 2029)):
        if any(start <= each.vote.day.year <= end for each in made.forecasts):
            lines += _table(f"Per cast, {start} to {min(end, last.year)}", made.by_cast(start, end))
    if parts:
        lines += _table("The model without", _without_parts(parts))
    for cast, word in CASTS:
        lines += _bins(f"Chance of {word}, all roll calls", made.calibration_of_casts(cast))
    for number, word in enumerate(OUTCOMES):
        lines += _bins(f"Chance of {word}, seats tied", made.calibration_of_outcomes(number))
    ties = {}
    for each in made.forecasts:
        ties[each.vote.day.year] = (each.loading.get("RUS", 0.0), each.loading.get("FRA", 0.0))
    lines += ["### Loadings on the shared factor", "", "| year | China, Russian Federation | other seats |"]
    lines += ["|---|---:|---:|", *(f"| {year} | {east:.2f} | {rest:.2f} |" for year, (east, rest) in ties.items())]
    return "\n".join(lines)


def _without_parts(parts: Sequence[tuple[str, Backtest]]) -> list[Line]:
    """The line of the model without each part of what is known of drafts."""
    found = [(name, line) for name, part in parts for line in part.by_cast() if line.name == MODEL]
    return [msgspec.structs.replace(line, name=name) for name, line in found]


def _without_assembly(
    parts: Sequence[tuple[str, Backtest]], lines: Callable[[Backtest], Sequence[Line]], name: str
) -> list[Line]:
    """The line of a forecaster as it is without the Assembly, if that was asked for."""
    found = [line for part, made in parts if part == ASSEMBLY for line in lines(made) if line.name == name]
    return [msgspec.structs.replace(line, name=f"{name}, without {ASSEMBLY}") for line in found]


def _seats_new(made: Backtest, parts: Sequence[tuple[str, Backtest]]) -> list[str]:
    table = list(made.by_cast_of_new())
    if not table:
        return []
    table += _without_assembly(parts, Backtest.by_cast_of_new, MODEL)
    title, _, *rows = _table("Seats new to the Council", table)
    fewest, years = NEW
    counted = (
        f"Casts of states that had voted in fewer than {fewest} roll calls in the {years} years before: "
        f"{table[0].on_all.count:,}, {table[0].contested.count:,} of them on contested roll calls."
    )
    return [title, "", counted, "", *rows]


def _table(title: str, lines: Sequence[Line]) -> list[str]:
    return [
        f"### {title}",
        "",
        "| forecast | log loss, all | Brier, all | log loss, contested | Brier, contested |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {line.name} | {line.on_all.log_loss:.3f} | {line.on_all.brier:.4f} "
            f"| {line.contested.log_loss:.3f} | {line.contested.brier:.3f} |"
            for line in lines
        ),
        "",
    ]


def _bins(title: str, bins: Sequence[scores.Bin]) -> list[str]:
    return [
        f"### {title}",
        "",
        "| forecast | mean forecast | happened | of | share |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {each.low:g} to {each.high:g} | {each.mean_chance:.3f} | {each.happened} | {each.count} "
            f"| {each.rate:.3f} |"
            for each in bins
        ),
        "",
    ]


def main() -> None:
    """Print the tables for the record that ships; with ``--write``, keep the results beside the tables too."""
    import sys

    import horseshoe

    record = horseshoe.open()

    def without(**fields: object) -> Callable[[Draft], Draft]:
        return lambda draft: msgspec.structs.replace(draft, **fields)

    parts = {
        "sponsors": without(sponsors=(), presidential=False),
        "the title": without(title=None),
        "sponsors and the title": without(sponsors=(), presidential=False, title=None),
        "all but the day": without(sponsors=(), presidential=False, title=None, agenda=None, topic=None),
    }
    made = [(name, run(record, change=change)) for name, change in parts.items()]
    whole, told = run(record), [*made, (ASSEMBLY, run(record, positions=nobody))]
    if "--write" in sys.argv[1:]:
        results.write(kept(whole, told))
    print(markdown(whole, told))


if __name__ == "__main__":
    main()
