"""The model behind a whip count: what each seat may do, learned from the record up to the day before.

A forecast looks at running tallies of past roll calls (:mod:`horseshoe.forecast.features`), which are brought up to
the day before, and weighs them by regressions fitted to past roll calls, each seen with the tallies of its own day
before (:mod:`horseshoe.forecast.regression`). Nothing is sampled: the same record gives the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from hashlib import sha256
from itertools import groupby
from os import getpid
from pathlib import Path

import msgspec

from horseshoe.facts.record import Record
from horseshoe.forecast import assembly, loadings
from horseshoe.forecast.draft import Draft
from horseshoe.forecast.features import History
from horseshoe.forecast.past import Vote, votes
from horseshoe.forecast.regression import Regressions, Row
from horseshoe.forecast.seats import Chances

VERSION = "2"
"""Raised when the same record would give other numbers."""
LEARNED_FROM = 1990
"""First year of the roll calls that the regressions are fitted to; the tallies begin in 1946."""
BACK = (9, 6, 3)
"""Years before the model's own: from each to the next, regressions fitted to all before forecast for the loadings."""


class Model(msgspec.Struct, frozen=True):
    """A fitted model. It forecasts votes from the day on before which it was fitted."""

    before: date
    """It has seen no roll call of this day or later."""
    roll_calls: int
    """How many roll calls it has seen."""
    version: str
    """What made the numbers: the model's version, and the record that it saw."""
    history: History
    regressions: Regressions
    tied: loadings.Loadings

    def chances(self, draft: Draft, seats: Sequence[str]) -> dict[str, Chances]:
        """State code to what that seat may do in a vote on the draft.

        Raises:
            ValueError: the vote lies before the day for which the model was fitted, or a seat is no state.
        """
        if draft.on < self.before:
            raise ValueError(
                f"The model has seen the record to the day before {self.before}: it cannot forecast a vote of "
                f"{draft.on}. Fit one for that day."
            )
        if unknown := [state for state in seats if not self.history.knows(state)]:
            raise ValueError(f"{unknown[0]} is no state of the record: seats are given by their code.")
        if not seats:
            return {}
        about, by_seat = self.history.features(draft, seats)
        found = self.regressions.chances(
            about, by_seat, self.history.silence(draft, seats), self.history.backed(draft, seats)
        )
        return {state: Chances(*row) for state, row in zip(seats, found.tolist(), strict=True)}

    def contest_chance(self, draft: Draft) -> float:
        """The chance that any seat votes no or abstains."""
        return self.regressions.contest_chance(self.history.features(draft, ())[0])

    def loadings(self, seats: Sequence[str]) -> dict[str, float]:
        """State code to the loading of that seat on the shared factor."""
        return dict(self.tied.of(seats))


def fit(record: Record, before: date, cache: Path | None = None) -> Model:
    """The model of the day before: trained only on roll calls earlier than ``before``.

    Args:
        record: the facts.
        before: the first day that the model must not have seen.
        cache: a folder to keep the fitted numbers in, under a name made from all that they depend on; without it,
            and the first time, fitting takes some seconds, and then less than one.

    Raises:
        ValueError: the record has no contested roll call to learn from before that day.
    """
    earliest = _earliest(record, before)
    key = ("forecast.model", VERSION, earliest)
    if key not in record.derived:
        record.derived[key] = _fit(record, earliest, cache)
    model: Model = record.derived[key]
    return model if before == earliest else msgspec.structs.replace(model, before=before)


def _earliest(record: Record, before: date) -> date:
    """The first day whose model is that of ``before``: of the same year, and no vote lies between the two."""
    newest = max((row.date for row in record.roll_calls if row.date < before), default=date.min)
    return max(newest + timedelta(days=1), date(before.year, 1, 1))


def _fit(record: Record, before: date, cache: Path | None) -> Model:
    known = record.as_known(None)
    past = votes(known, before)
    if not any(vote.contested for vote in past):
        raise ValueError(f"The record has no contested roll call before {before}: there is nothing to learn from.")
    history = History(known)
    file = cache / f"{_digest(known, past, before)}.json" if cache else None
    numbers = _read(file)
    if numbers is None:
        learned = [row for row in learning_rows(history, past) if row.vote.complete]
        numbers = Regressions.fit(learned), loadings.fit(_forecast_back(learned, before))
        _keep(file, *numbers)
    else:
        for vote in past:
            history.add(vote)
    return Model(
        before=before,
        roll_calls=len(past),
        version=f"{VERSION} ({len(past)} roll calls to {past[-1].day})",
        history=history,
        regressions=numbers[0],
        tied=numbers[1],
    )


def _digest(record: Record, past: Sequence[Vote], before: date) -> str:
    """A name for the fitted numbers, of all that they depend on."""
    facts = (record.states, record.groups, record.terms, record.pledges, assembly.every_position())
    return sha256(msgspec.msgpack.encode((VERSION, before.year, past, facts))).hexdigest()[:32]


def _read(file: Path | None) -> tuple[Regressions, loadings.Loadings] | None:
    """The numbers kept in a file; ``None`` if there is none, or it cannot be read: then they are fitted anew."""
    if file is None:
        return None
    try:
        kept = msgspec.json.decode(file.read_bytes())
        return Regressions.read(kept["regressions"]), loadings.Loadings(**kept["loadings"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(file: Path | None, regressions: Regressions, tied: loadings.Loadings) -> None:
    """Keep the numbers; a folder that cannot be written to only costs the time of the next fit."""
    if file is None:
        return
    kept = {"regressions": regressions.plain(), "loadings": {"eastern": tied.eastern, "others": tied.others}}
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(f".{getpid()}.part")
        unfinished.write_bytes(msgspec.json.encode(kept))
        unfinished.replace(file)


def learning_rows(history: History, past: Sequence[Vote], since: int = LEARNED_FROM) -> Iterator[Row]:
    """Each roll call from the year ``since`` on with the features of the day before; the history learns them all.

    Roll calls of one day do not see one another: a forecast is made the day before.
    """
    for day, same in groupby(past, key=lambda vote: vote.day):
        of_day = tuple(same)
        if day.year >= since:
            for vote in of_day:
                seats = tuple(vote.casts)
                about, by_seat = history.features(vote.draft, seats)
                silence, backed = history.silence(vote.draft, seats), history.backed(vote.draft, seats)
                yield Row(vote, about, by_seat, silence, backed)
        for vote in of_day:
            history.add(vote)


def _forecast_back(rows: Sequence[Row], before: date) -> list[loadings.Told]:
    """Past roll calls of the last years, forecast by regressions that had not seen them."""
    found = []
    for ago, until in zip(BACK, (*BACK[1:], 0), strict=True):
        earlier = [row for row in rows if row.vote.day.year < before.year - ago]
        if any(row.vote.contested for row in earlier):
            regressions = Regressions.fit(earlier)
            later = (row for row in rows if before.year - ago <= row.vote.day.year < before.year - until)
            found += [told(row, regressions) for row in later]
    return found


def told(row: Row, regressions: Regressions) -> loadings.Told:
    """A past roll call as these regressions forecast it."""
    chances = regressions.chances(row.draft, row.seats, row.silence, row.backed)
    return loadings.Told(tuple(row.vote.casts), chances, row.casts)
