"""What is certain before a vote, the ways to enough votes, and how few seats make or sink a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import msgspec
import numpy as np
import numpy.typing as npt

from horseshoe.facts.proposals import Cast, Outcome
from horseshoe.forecast.odds import Array, Rule, given_factor, shared_factor
from horseshoe.forecast.seats import SeatChances
from horseshoe.forecast.stances import Position
from horseshoe.rules.counting import listed

_TOGETHER = 512
"""Sets of seats that are multiplied out at once: as many as a processor keeps at hand."""


class Certain(msgspec.Struct, frozen=True, kw_only=True):
    """What holds if every member keeps to what it declared itself; reports count for nothing here."""

    declared_yes: tuple[str, ...]
    declared_otherwise: tuple[str, ...]
    """Declared no, abstaining or not taking part."""
    least_yes: int
    most_yes: int
    reachable: bool
    """Whether enough votes in favour can still come together."""
    enough: bool
    """Whether enough are declared."""
    veto_announced: tuple[str, ...]
    """Permanent members that declared a no, where a no can veto."""
    blocked: bool
    """Whether the draft cannot be adopted: out of reach, or a veto announced."""
    says: tuple[str, ...]
    """The same in sentences."""


class Path(msgspec.Struct, frozen=True):
    """A way to just enough votes in favour."""

    declared: tuple[str, ...]
    """Seats that declared a yes."""
    to_win: tuple[str, ...]
    """Seats to be won besides, the likeliest first."""
    chance: float
    """The chance that all of these vote yes."""
    clear: float
    """The chance that all of these vote yes and no permanent member votes no."""


class Fewest(msgspec.Struct, frozen=True, kw_only=True):
    """How few seats make or sink the draft, counted from the likeliest cast of each seat."""

    casts: dict[str, Cast]
    """Each seat's likeliest cast."""
    outcome: Outcome
    """What those casts come to."""
    to_adopt: int | None
    """Seats that must move to adopt it: 0 where it is adopted already, ``None`` where seats are too few."""
    vetoes_to_lift: tuple[str, ...]
    """Permanent members that must leave their no."""
    yes_lacking: int
    """Votes in favour that are lacking."""
    nearest: tuple[str, ...]
    """The seats likeliest to bring those votes, as many as it takes."""
    to_sink: int | None
    """Noes or abstentions among those in favour that leave too few votes, whoever they are; ``None`` where it is not
    adopted."""
    sixth_veto: int | None
    """Elected members in favour that sink it together, the permanent members in favour staying: the "sixth veto".
    ``None`` where it is not adopted, or where they are too few for that."""
    shakiest: tuple[str, ...]
    """The seats in favour likeliest to leave, as many as sink it."""
    one_veto_sinks: bool
    """Whether a single permanent no would sink it."""
    says: tuple[str, ...]
    """The same in sentences."""


def certain(said: Mapping[str, Position], seats: Sequence[SeatChances], rule: Rule) -> Certain:
    """What is certain already.

    Args:
        said: state code to what the member declared; only those that declared anything.
        seats: every seat of the Council.
        rule: what the proposal needs.
    """
    yes = tuple(seat.state for seat in seats if said.get(seat.state) is Position.YES)
    other = tuple(
        seat.state
        for seat in seats
        if said.get(seat.state, Position.YES) not in (Position.YES, Position.WILL_NOT_OPPOSE)
    )
    vetoes = tuple(
        seat.state for seat in seats if rule.vetoes and seat.permanent and said.get(seat.state) is Position.NO
    )
    most = len(seats) - len(other)
    reachable, enough = most >= rule.needed, len(yes) >= rule.needed
    says = []
    if enough:
        says.append(f"{len(yes)} members declared a yes: the {rule.needed} votes are there if they keep to it.")
    elif reachable:
        says.append(
            f"{len(yes)} members declared a yes and {len(other)} something else: of the {most - len(yes)} others "
            f"{rule.needed - len(yes)} are needed."
        )
    else:
        says.append(
            f"{len(other)} members declared that they will not vote yes: at most {most} votes in favour are left, and "
            f"{rule.needed} are needed."
        )
    if vetoes:
        says.append(f"{listed(vetoes)} announced a no: if {rule.needed} vote in favour, the draft is vetoed.")
    return Certain(
        declared_yes=yes,
        declared_otherwise=other,
        least_yes=len(yes),
        most_yes=most,
        reachable=reachable,
        enough=enough,
        veto_announced=vetoes,
        blocked=not reachable or bool(vetoes),
        says=tuple(says),
    )


def paths(found: Certain, seats: Sequence[SeatChances], rule: Rule, most: int = 10) -> tuple[Path, ...]:
    """The likeliest ways to just enough votes in favour, the best first; none where enough is declared or out of reach.

    Args:
        found: what is certain.
        seats: every seat of the Council.
        rule: what the proposal needs.
        most: how many to give.
    """
    if found.enough or not found.reachable:
        return ()
    places = {seat.state: place for place, seat in enumerate(seats)}
    settled = {*found.declared_yes, *found.declared_otherwise}
    left = sorted((s for s in seats if s.state not in settled), key=lambda seat: (-seat.chances.yes, seat.state))
    sets = list(combinations([places[seat.state] for seat in left], rule.needed - len(found.declared_yes)))
    factor, weights = shared_factor(seats)
    yes, _, silent = given_factor(seats, factor)
    permanent = np.array([seat.permanent and rule.vetoes for seat in seats])
    numbers = np.array(sets)
    own = [places[state] for state in found.declared_yes]
    chances = _weighed_products(yes, numbers, yes[:, own].prod(axis=1) * weights)
    # No veto: the seats on the path vote yes, and of the others no permanent one votes no.
    unblocked = np.where(permanent, yes + silent, 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(unblocked > 0, yes / unblocked, 0.0)
    clear = _weighed_products(share, numbers, unblocked.prod(axis=1) * share[:, own].prod(axis=1) * weights)
    least = np.sort(chances)[-most:][0]
    best = sorted(np.flatnonzero(chances >= least), key=lambda number: (-chances[number], sets[number]))[:most]
    return tuple(
        Path(
            found.declared_yes,
            tuple(seats[place].state for place in sets[number]),
            float(chances[number]),
            float(clear[number]),
        )
        for number in best
    )


def _weighed_products(values: Array, sets: npt.NDArray[np.int64], weights: Array) -> Array:
    """The product over each set of seats at each value of the factor, weighed: a number a set."""
    by_seat = np.ascontiguousarray(values.T)
    found = np.empty(len(sets))
    for start in range(0, len(sets), _TOGETHER):
        some = sets[start : start + _TOGETHER]
        product = np.ones((len(some), len(weights)))
        for place in range(some.shape[1]):
            product *= by_seat[some[:, place]]
        found[start : start + _TOGETHER] = product @ weights
    return found


def fewest(seats: Sequence[SeatChances], rule: Rule) -> Fewest:
    """How few seats make or sink the draft, counted from the likeliest cast of each seat.

    Args:
        seats: every seat of the Council.
        rule: what the proposal needs.
    """
    casts = {seat.state: max(seat.chances.casts(), key=lambda each: each[1])[0] for seat in seats}
    in_favour = [seat for seat in seats if casts[seat.state] is Cast.YES]
    vetoers = [seat for seat in seats if rule.vetoes and seat.permanent and casts[seat.state] is Cast.NO]
    lacking = max(rule.needed - len(in_favour), 0)
    adopted = not lacking and not vetoers
    # A permanent member that leaves its no for a yes lifts a veto and brings a vote.
    first = sorted(vetoers, key=lambda seat: (-seat.chances.yes, seat.state))
    others = [seat for seat in seats if seat not in in_favour and seat not in vetoers]
    order = first + sorted(others, key=lambda seat: (-seat.chances.yes, seat.state))
    loose = sorted(in_favour, key=lambda seat: (seat.chances.yes, seat.state))
    to_sink = len(in_favour) - rule.needed + 1
    elected = sum(not seat.permanent for seat in in_favour)
    outcome = Outcome.NOT_ADOPTED if lacking else Outcome.VETOED if vetoers else Outcome.ADOPTED
    found = Fewest(
        casts=casts,
        outcome=outcome,
        to_adopt=max(len(vetoers), lacking) if len(order) >= lacking else None,
        vetoes_to_lift=tuple(seat.state for seat in vetoers),
        yes_lacking=lacking,
        nearest=tuple(seat.state for seat in order[:lacking]),
        to_sink=to_sink if adopted else None,
        sixth_veto=to_sink if adopted and to_sink <= elected else None,
        shakiest=tuple(seat.state for seat in loose[:to_sink]) if adopted else (),
        one_veto_sinks=adopted and rule.vetoes,
        says=(),
    )
    return msgspec.structs.replace(found, says=_said(found, rule, len(in_favour)))


def _said(found: Fewest, rule: Rule, in_favour: int) -> tuple[str, ...]:
    votes = f"{in_favour} in favour, {rule.needed} needed"
    if found.outcome is Outcome.ADOPTED:
        says = [
            f"If each seat casts its likeliest vote, the draft is adopted ({votes}). {found.to_sink} of those in "
            f"favour sink it by abstaining or voting no; the likeliest to leave are {listed(found.shakiest)}."
        ]
        if found.sixth_veto:
            says.append(f"Elected members alone can do so, {found.sixth_veto} of them together: the sixth veto.")
        if found.one_veto_sinks:
            says.append("So does a single permanent no.")
        return tuple(says)
    what = "lacks votes" if found.outcome is Outcome.NOT_ADOPTED else "is vetoed"
    says = [f"If each seat casts its likeliest vote, the draft {what} ({votes})."]
    if found.yes_lacking:
        says.append(f"{found.yes_lacking} more votes in favour are lacking; the nearest are {listed(found.nearest)}.")
    if found.vetoes_to_lift:
        says.append(f"{listed(found.vetoes_to_lift)} would have to leave the no; to abstain is enough.")
    return tuple(says)
