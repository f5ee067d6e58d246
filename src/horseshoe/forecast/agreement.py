"""How two states have voted beside each other in the Council: how often alike, how often yes against no."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from horseshoe.facts.proposals import Cast, RollCall
from horseshoe.facts.record import Record

COUNTED = (Cast.YES, Cast.NO, Cast.ABSTAIN)
"""The casts that say something of a state's view. The others do not tell why there was no vote."""


class Together(msgspec.Struct, frozen=True):
    """Counts of roll calls on which both states voted yes, no or abstained."""

    both: int
    """Roll calls on which both did."""
    same: int
    """Both cast the same."""
    opposite: int
    """One voted yes and the other no."""
    one_abstained: int
    """One abstained and the other voted yes or no."""


class CouncilAgreement(msgspec.Struct, frozen=True):
    """Two states in the Council's roll calls of a span of days; the same in whichever order they are named."""

    all: Together
    contested: Together
    """Only roll calls on which some seats voted yes and others voted no or abstained."""
    sat: int
    """Roll calls held while both sat, without a vote or with casts unknown included."""
    without_a_vote: int
    """Of these, those adopted without a vote."""
    not_counted: int
    """Of these, those on which either was absent, did not participate or did not vote, or its cast is unknown."""
    first: date | None
    """Day of the first roll call that is counted."""
    last: date | None
    """Day of the last one."""
    sources: tuple[str, ...]
    """Keys of the sources of the roll calls that are counted, the most frequent first."""


def agreement(record: Record, a: str, b: str, *, since: date | None = None) -> CouncilAgreement:
    """How ``a`` and ``b`` voted on the roll calls, on ``since`` or later, held while both sat."""
    rows = [
        (row, casts[a], casts[b])
        for row in record.as_known(None).roll_calls
        if (since is None or row.date >= since) and a in (casts := row.casts()) and b in casts
    ]
    rows.sort(key=lambda found: (found[0].date, found[0].id))
    counted = [found for found in rows if found[1] in COUNTED and found[2] in COUNTED]
    silent = sum(_without_a_vote(row) for row, _, _ in rows)
    return CouncilAgreement(
        all=_together([(one, other) for _, one, other in counted]),
        contested=_together([(one, other) for row, one, other in counted if contested(row)]),
        sat=len(rows),
        without_a_vote=silent,
        not_counted=len(rows) - len(counted) - silent,
        first=counted[0][0].date if counted else None,
        last=counted[-1][0].date if counted else None,
        sources=most_cited(row for row, _, _ in counted),
    )


def contested(row: RollCall) -> bool:
    """Whether some seats voted yes and others voted no or abstained."""
    return bool(row.yes) and bool(row.no or row.abstain)


def most_cited(rows: Iterable[RollCall]) -> tuple[str, ...]:
    """Keys of the sources of these roll calls, the most frequent first."""
    counts = Counter(source for row in rows for source in row.source.split())
    return tuple(sorted(counts, key=lambda source: (-counts[source], source)))


def _together(pairs: Sequence[tuple[Cast, Cast]]) -> Together:
    counts = Counter(_kind(one, other) for one, other in pairs)
    return Together(len(pairs), counts["same"], counts["opposite"], counts["one_abstained"])


def _kind(one: Cast, other: Cast) -> str:
    if one is other:
        return "same"
    return "one_abstained" if Cast.ABSTAIN in (one, other) else "opposite"


def _without_a_vote(row: RollCall) -> bool:
    return bool(row.not_voting) and not (row.yes or row.no or row.abstain or row.unknown)
