"""The power of each seat in the Council of a day."""

from __future__ import annotations

import datetime
from fractions import Fraction

import msgspec

from horseshoe.answers.questions import BadQuestion, require_day
from horseshoe.facts.proposals import Matter
from horseshoe.facts.record import Record
from horseshoe.forecast import power as powers
from horseshoe.rules import charter


class Share(msgspec.Struct, frozen=True):
    """An exact fraction, and the same as a number."""

    fraction: str
    value: float


class Game(msgspec.Struct, frozen=True):
    """A seat's power in one game: :class:`horseshoe.forecast.power.TwoValued` or ``ThreeValued`` says what each is."""

    shapley_shubik: Share
    banzhaf: Share
    swings: int
    penrose: Share


class PoweredSeat(msgspec.Struct, frozen=True):
    """One seat and its power."""

    state: str
    name: str
    permanent: bool
    two_valued: Game
    """Each seat for or against: an abstention of a permanent member would block, as it does not in the Council."""
    three_valued: Game
    """Each seat votes yes, abstains or votes no, as in the Council."""


class PowerAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The power of each seat in the Council of a day."""

    date: datetime.date
    matter: Matter
    threshold: int
    seats: tuple[PoweredSeat, ...]
    winning_coalitions: int
    """In the two-valued game: of 2^n sets of seats, those that carry a proposal."""
    adopting_profiles: int
    """In the three-valued game: of 3^n profiles of casts, those that adopt one."""
    note: str


NOTE = (
    "Power here is what the rules alone give a seat, before anything is known of who votes how. The two-valued game is "
    "how the indices are usually published; it treats an abstention as a no, which the Council does not. The "
    "three-valued game has yes, abstaining and no (Felsenthal and Machover, 1997)."
)


def power(
    record: Record,
    on: datetime.date,
    *,
    matter: Matter = Matter.SUBSTANTIVE,
    as_known: datetime.date | None = None,
) -> PowerAnswer:
    """The power of each seat in the Council of the day ``on``.

    Raises:
        BadQuestion: the Council of that day is not, or not fully, known.
    """
    record = record.as_known(as_known)
    require_day(record, on)
    terms = record.council(on)
    if len(terms) != (wanted := charter.size(on).seats):
        raise BadQuestion(f"Only {len(terms)} of the {wanted} seats of {on} are known: their power needs all of them.")
    found = powers.power(on, matter=matter)
    games = {
        permanent: (_game(seat.two_valued), _game(seat.three_valued))
        for permanent, seat in ((True, found.permanent), (False, found.elected))
    }
    return PowerAnswer(
        date=on,
        matter=matter,
        threshold=found.needed,
        seats=tuple(
            PoweredSeat(term.state, record.name(term.state, on), term.permanent, *games[term.permanent])
            for term in terms
        ),
        winning_coalitions=found.winning_coalitions,
        adopting_profiles=found.adopting_profiles,
        note=NOTE,
    )


def _game(found: powers.TwoValued | powers.ThreeValued) -> Game:
    return Game(_share(found.shapley_shubik), _share(found.banzhaf), found.swings, _share(found.penrose))


def _share(value: Fraction) -> Share:
    return Share(str(value), float(value))
