"""Ideal points of the Council's members: where each stands on one line, from the contested roll calls since 1946.

A roll call is contested where some seats voted yes and others voted no or abstained. A yes is a yea; a no and an
abstention are both a nay, because both withhold the yes that a decision needs, and abstaining is the usual dissent. A
seat that was absent, did not participate or whose cast is not known says nothing. ``forecast.probit`` has the model.

The line is relative: mean 0 and standard deviation 1 over the states with enough votes, the United States above the
Russian Federation, and nothing else fixed. It says who votes with whom, not who is right; two positions computed
from different years do not compare. A state has one position for all the years that go in: ``since`` narrows them.

China counts as two voters, because who represents it changed on 25 October 1971 (A/RES/2758 (XXVI)); every other code
is one voter through all changes of name and government.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec
import numpy as np
from numpy.typing import NDArray

from horseshoe.facts.proposals import RollCall
from horseshoe.facts.record import Record
from horseshoe.forecast.agreement import contested, most_cited
from horseshoe.forecast.probit import estimate
from horseshoe.forecast.represented import until

UP, DOWN = "USA", "RUS"
"""The two states that fix which end is up: the first stands above the second."""

ENOUGH_VOTES = 20
"""Contested roll calls that a state must have voted on for its position to be shown."""

ENOUGH_CERTAINTY = 0.5
"""The largest standard error at which a position is shown: half the spread of the states."""

ENOUGH_ROLL_CALLS = 30
"""Contested roll calls without which nobody's position is shown."""

WINDOW = timedelta(days=7305)
"""How far back a position on a day looks: twenty years. See ``positions`` for why."""

Voter = tuple[str, date | None]
"""A state, and the last day on which it was represented as it then was (``None``: as it is today)."""


class Position(msgspec.Struct, frozen=True):
    """Where a state stands, and what that rests on."""

    state: str
    until: date | None
    """Last day on which the state was represented by the government that cast these votes; ``None``: as it is today."""
    position: float | None
    """``None`` where there is too little to say."""
    standard_error: float | None
    votes: int
    """Contested roll calls on which it voted yes, no or abstained."""
    first: date
    """Day of the first of them."""
    last: date
    """Day of the last of them."""


class Line(msgspec.Struct, frozen=True):
    """All positions from the roll calls of a span of days."""

    positions: tuple[Position, ...]
    """From the lowest to the highest; those not shown last, by code."""
    roll_calls: int
    """Contested roll calls that went in."""
    first: date | None
    """Day of the first of them."""
    last: date | None
    """Day of the last of them."""
    casts: int
    """Yes, no and abstaining votes that went in."""
    sources: tuple[str, ...]
    """Keys of the sources of the roll calls, the most frequent first."""


def positions(record: Record, before: date) -> Mapping[str, tuple[float, float]]:
    """State to its position and standard error on a day, from the roll calls of the twenty years before it only.

    A state of which too little is known is missing. Of China, it is the position of the government that represented it
    on ``before``. Older roll calls are left out because states move: positions from twenty years order the next
    year's votes better than those from all years, and no worse than those from fewer (``benchmarks/ideal.py``).
    """
    since = before - WINDOW if before - date.min > WINDOW else None
    return {
        row.state: (row.position, row.standard_error)
        for row in line(record, before=before, since=since).positions
        if row.position is not None and row.standard_error is not None and current(row, before)
    }


def line(record: Record, *, before: date | None = None, since: date | None = None) -> Line:
    """Every position, from the contested roll calls on ``since`` or later and before ``before``.

    A position is shown where the state voted on at least ``ENOUGH_VOTES`` of them with a standard error of at most
    ``ENOUGH_CERTAINTY``; nobody's is where there are fewer than ``ENOUGH_ROLL_CALLS``, or where the United States or
    the Russian Federation is not shown, because then nothing fixes which end is up.
    """
    record = record.as_known(None)
    key = ("ideal", before, since)
    if key not in record.derived:
        record.derived[key] = _line([row for row in record.roll_calls if _within(row, before, since)])
    known: Line = record.derived[key]
    return known


def current(row: Position, on: date | None) -> bool:
    """Whether the position is that of the government that represented the state on a day (``None``: today)."""
    return row.until == until(row.state, on or date.max)


def matrix(rows: Sequence[RollCall]) -> tuple[tuple[Voter, ...], NDArray[np.int8]]:
    """The voters, by code, and their votes: a row a voter, a column a roll call; 1 yea, -1 nay, 0 missing."""
    voters = sorted({voter for row in rows for voter, _ in _votes(row)}, key=_by_code)
    index = {voter: number for number, voter in enumerate(voters)}
    votes = np.zeros((len(voters), len(rows)), dtype=np.int8)
    for column, row in enumerate(rows):
        for voter, vote in _votes(row):
            votes[index[voter], column] = vote
    return tuple(voters), votes


def _line(rows: Sequence[RollCall]) -> Line:
    # In one order, so that the order in which the Record holds them leaves no trace, not even a rounding.
    rows = sorted((row for row in rows if contested(row)), key=lambda row: (row.date, row.id))
    voters, votes = matrix(rows)
    cast = np.abs(votes).sum(axis=1, dtype=np.int64)
    estimated = _estimated(voters, votes, cast) if len(rows) >= ENOUGH_ROLL_CALLS else {}
    days: dict[Voter, list[date]] = {voter: [] for voter in voters}
    for row in rows:
        for voter, _ in _votes(row):
            days[voter].append(row.date)
    found = []
    for voter, count in zip(voters, cast, strict=True):
        position, error = estimated.get(voter, (None, None))
        found.append(Position(*voter, position, error, int(count), days[voter][0], days[voter][-1]))
    found.sort(key=lambda row: (row.position is None, row.position or 0.0, _by_code((row.state, row.until))))
    first, last = (rows[0].date, rows[-1].date) if rows else (None, None)
    return Line(tuple(found), len(rows), first, last, int(cast.sum()), most_cited(rows))


def _estimated(
    voters: Sequence[Voter],
    votes: NDArray[np.int8],
    cast: NDArray[np.int64],
) -> dict[Voter, tuple[float, float]]:
    """Voter to position and standard error, of those shown; the scale is set by the voters with enough votes."""
    by_votes = cast >= ENOUGH_VOTES
    up, down = _last(voters, UP), _last(voters, DOWN)
    if up is None or down is None or by_votes.sum() < 2:
        return {}
    result = estimate(votes, by_votes)
    shown = by_votes & (result.standard_errors <= ENOUGH_CERTAINTY)
    if not (shown[up] and shown[down]):
        return {}
    z = result.positions * (1.0 if result.positions[up] > result.positions[down] else -1.0)
    return {
        voter: (float(z[number]), float(result.standard_errors[number]))
        for number, voter in enumerate(voters)
        if shown[number]
    }


def _votes(row: RollCall) -> Iterator[tuple[Voter, int]]:
    for states, vote in ((row.yes, 1), (row.no, -1), (row.abstain, -1)):
        for state in states:
            yield (state, until(state, row.date)), vote


def _within(row: RollCall, before: date | None, since: date | None) -> bool:
    return (before is None or row.date < before) and (since is None or row.date >= since)


def _by_code(voter: Voter) -> tuple[str, date]:
    return voter[0], voter[1] or date.max


def _last(voters: Sequence[Voter], state: str) -> int | None:
    found = [number for number, voter in enumerate(voters) if voter[0] == state]
    return found[-1] if found else None
