"""A whip count with some seats held to a cast: the odds, whom to call, the paths and who is bound, then."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from horseshoe.answers.paths import Fewest, Path, certain, fewest, paths
from horseshoe.answers.standing import Standing
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Cast, Matter
from horseshoe.forecast.odds import Odds, Rule, independent, odds
from horseshoe.forecast.seats import SeatChances
from horseshoe.forecast.stances import Position
from horseshoe.forecast.what_if import Pivot, fix, pivots


class Shares(msgspec.Struct, frozen=True):
    """The chances of the three outcomes; they sum to 1."""

    adopted: float
    vetoed: float
    lacking_votes: float


class BoundSeat(msgspec.Struct, frozen=True):
    """A seat whose no would go against its pledge, wherever the pledge applies to the draft."""

    state: str
    instrument: Instrument
    standing: Standing
    """Certain or possible."""
    chance_of_no: float
    chance_of_veto: float
    """The chance that the draft is vetoed and this seat is among those voting no."""
    according_to: dict[str, str]
    """Assessor to whether the Code applies to the draft, in a word; empty where nobody can say."""


class Supposed(msgspec.Struct, frozen=True):
    """The odds with some seats held to a cast."""

    casts: dict[str, Cast]
    odds: Shares
    odds_if_independent: Shares
    vetoed_by: dict[str, float]
    yes_distribution: tuple[float, ...]
    pivots: tuple[Pivot, ...]
    """How far the outcome then turns on each seat, those on which it turns most first."""
    paths_to_nine: tuple[Path, ...]
    """The likeliest ways to just enough votes in favour; a seat held to a yes counts as declared."""
    fewest: Fewest
    bound: tuple[BoundSeat, ...]
    """Seats whose no would go against a pledge, with their chances then."""


def supposed(
    seats: Sequence[SeatChances],
    casts: Mapping[str, Cast],
    said: Mapping[str, Position],
    bound: Sequence[BoundSeat],
    *,
    on: datetime.date,
    matter: Matter,
) -> Supposed:
    """The count with seats held.

    Args:
        seats: every seat as things stand.
        casts: state code to the cast that it is held to.
        said: state code to what the member declared.
        bound: seats that a pledge binds, as things stand.
        on: the day.
        matter: which rule governs.

    Raises:
        ValueError: a state without a seat, or a cast that no seat can choose.
    """
    held = fix(seats, casts)
    found, rule = odds(held, on, matter=matter), Rule.of(on, matter)
    turning = pivots(held, on, matter=matter)
    sure = certain({**said, **{state: Position(cast.value) for state, cast in casts.items()}}, held, rule)
    noes = {seat.state: seat.chances.no for seat in held}
    return Supposed(
        casts=dict(casts),
        odds=shares(found),
        odds_if_independent=shares(odds(independent(held), on, matter=matter)),
        vetoed_by=found.vetoed_by,
        yes_distribution=found.yes_distribution,
        pivots=tuple(sorted(turning, key=lambda each: (-each.pivot, each.state))),
        paths_to_nine=paths(sure, held, rule),
        fewest=fewest(held, rule),
        bound=likeliest_no_first(
            msgspec.structs.replace(
                each, chance_of_no=noes[each.state], chance_of_veto=found.vetoed_by.get(each.state, 0.0)
            )
            for each in bound
        ),
    )


def shares(found: Odds) -> Shares:
    """The three outcomes alone."""
    return Shares(found.adopted, found.vetoed, found.lacking_votes)


def likeliest_no_first(bound: Iterable[BoundSeat]) -> tuple[BoundSeat, ...]:
    """Seats that a pledge binds, the likeliest to vote no first."""
    return tuple(sorted(bound, key=lambda each: (-each.chance_of_no, each.state, each.instrument)))
