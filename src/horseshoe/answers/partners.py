"""Who a state votes like: how often each state that sat beside it on the Council cast the same, with how many votes.

Only contested roll calls count, on which some seats voted yes and others voted no or abstained: most are unanimous,
and all agree there. All pairs are counted in one pass over the roll calls; ``forecast.agreement`` counts one pair and
must come to the same.
"""

from __future__ import annotations

from datetime import date

import msgspec

from horseshoe.answers.positions import (
    ASSEMBLY,
    CHECKED_FROM,
    ENOUGH,
    UNCHECKED,
    AgreementCounts,
    agreement_counts,
)
from horseshoe.facts.proposals import Cast
from horseshoe.facts.record import Record
from horseshoe.forecast import assembly
from horseshoe.forecast.agreement import COUNTED, contested
from horseshoe.forecast.represented import REPRESENTED_ANEW


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """A state that voted beside another one on the Council."""

    state: str
    """Its code."""
    name: str
    """Its name on the day of the last of these votes."""
    contested: AgreementCounts
    """Contested roll calls on which both voted yes, no or abstained."""
    first: date
    """Day of the first of them."""
    last: date
    """Day of the last one."""


class AssemblyPartner(msgspec.Struct, frozen=True, kw_only=True):
    """A state that voted beside another one in the General Assembly."""

    state: str
    """Its code."""
    name: str
    """Its name today."""
    all: AgreementCounts
    """Every recorded vote on which both voted yes, no or abstained."""


class Partners(msgspec.Struct, frozen=True, kw_only=True):
    """Who a state votes like."""

    state: str
    name: str
    as_known: date | None
    """What was recorded by the end of this day was used; ``None``: all that is."""
    enough: int
    """Votes together without which no share is given."""
    council: tuple[Partner, ...]
    """Those with enough votes by share, the most alike first; then the others by number of votes."""
    assembly_votes: str
    """Which votes of the Assembly these are; none of them is a vote of the Council."""
    assembly: tuple[AssemblyPartner, ...]
    """In the same order; empty where the Assembly's data lack the state."""
    doubts: tuple[str, ...]
    """What a reader should know before using the counts."""


def partners(record: Record, state: str, *, as_known: date | None = None) -> Partners:
    """Who ``state``, by code, votes like.

    Raises:
        KeyError: no such state.
    """
    record = record.as_known(as_known)
    name = record.state[state].name
    council = [
        Partner(
            state=other,
            name=record.name(other, found.last),
            contested=found.counts(),
            first=found.first,
            last=found.last,
        )
        for other, found in _pairs(record).get(state, {}).items()
    ]
    there = []
    for row in record.states:
        if row.code != state and (known := assembly.agreement_row(state, row.code)):
            counts = agreement_counts(known.both, known.same, known.opposite, known.both - known.same - known.opposite)
            there.append(AssemblyPartner(state=row.code, name=row.name, all=counts))
    return Partners(
        state=state,
        name=name,
        as_known=as_known,
        enough=ENOUGH,
        council=tuple(sorted(council, key=lambda each: _order(each.contested, each.name))),
        assembly_votes=ASSEMBLY,
        assembly=tuple(sorted(there, key=lambda each: _order(each.all, each.name))),
        doubts=_doubts(record, state, council, bool(there)),
    )


class _Pair:
    __slots__ = ("both", "first", "last", "opposite", "same")

    def __init__(self, day: date) -> None:
        self.both = self.same = self.opposite = 0
        self.first = self.last = day

    def counts(self) -> AgreementCounts:
        return agreement_counts(self.both, self.same, self.opposite, self.both - self.same - self.opposite)


def _pairs(record: Record) -> dict[str, dict[str, _Pair]]:
    """State to every state that it voted beside, in both directions."""
    key = ("answers", "partners")
    if key not in record.derived:
        found: dict[str, dict[str, _Pair]] = {}
        for row in record.roll_calls:
            if not contested(row):
                continue
            casts = [(state, cast) for cast, states in row.seats() if cast in COUNTED for state in states]
            for at, (one, its) in enumerate(casts):
                for other, theirs in casts[at + 1 :]:
                    pair = found.setdefault(one, {}).get(other)
                    if pair is None:
                        pair = _Pair(row.date)
                        found[one][other] = found.setdefault(other, {})[one] = pair
                    pair.both += 1
                    if its is theirs:
                        pair.same += 1
                    elif its is not Cast.ABSTAIN and theirs is not Cast.ABSTAIN:
                        pair.opposite += 1
                    pair.first, pair.last = min(pair.first, row.date), max(pair.last, row.date)
        record.derived[key] = found
    known: dict[str, dict[str, _Pair]] = record.derived[key]
    return known


def _order(counts: AgreementCounts, name: str) -> tuple[bool, float, int, str]:
    return counts.share_same is None, -(counts.share_same or 0), -counts.both, name


def _doubts(record: Record, state: str, council: list[Partner], there: bool) -> tuple[str, ...]:
    doubts = []
    for code, anew in REPRESENTED_ANEW.items():
        pairs = council if code == state else [each for each in council if each.state == code]
        if any(each.first < anew <= each.last for each in pairs):
            doubts.append(
                f"{record.state[code].name} was represented by another government before {anew} (A/RES/2758 (XXVI)): "
                "the counts mix the two."
            )
    if any(each.first < CHECKED_FROM for each in council):
        doubts.append(UNCHECKED)
    if there:
        doubts.append("The Assembly's file has no row for a state that did not vote, and nothing from 2020 on.")
    return tuple(doubts)
