"""What the General Assembly's roll calls say of states: positions by period and agreement of pairs, read from tables.

The tables in ``tables/`` are derived, and small: ``assembly_positions.csv`` and ``assembly_agreement.csv``.
``README.md`` beside them has their columns, and ``forecast.assembly_votes`` makes them anew.

- Origin: Erik Voeten, "Data and Analyses of Voting in the UN General Assembly", in the Routledge Handbook of
  International Organization (2013), as packaged by David Robinson and Nicholas Goguen-Compagnoni in the R package
  ``unvotes`` (https://github.com/dgrtwo/unvotes).
- Licence: MIT, that of the package.
- Span: sessions 1 to 74, 1946 to 2019: 6,203 roll calls and 870,109 votes. Nothing from 2020 on; no vote that was not
  cast; days are often only placeholders, so that time is told by session.
- Method: a position is one-dimensional and probit (``forecast.probit``), fitted to each span of five sessions alone,
  yes against no and abstaining, mean 0 and standard deviation 1 over the states of the span, with the United States
  above the Russian Federation. Agreement counts equal votes (yes, no, abstain) over the last ten sessions.

None of these is a vote of the Council, and nothing here enters the record of its votes.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec

from horseshoe.forecast.represented import REPRESENTED_ANEW

TABLES = Path(__file__).parent / "tables"
"""Where the derived tables lie."""

ORIGIN = (
    'Erik Voeten, "Data and Analyses of Voting in the UN General Assembly" (2013), as packaged in the R package '
    "unvotes (MIT); sessions 1 to 74, 1946 to 2019"
)
ADDRESS = "https://github.com/dgrtwo/unvotes"
"""Where the roll calls come from, as an answer cites it, and its address."""

LAST_SESSION = 74
"""The last session in the data: that of 2019-2020, of which only the votes of 2019 are known."""

AGREEMENT_SINCE = 65
"""First session that counts for agreement: the last ten, from the autumn of 2010 on."""


class AssemblyPosition(msgspec.Struct, frozen=True):
    """Where a state stood in the Assembly over a few sessions."""

    state: str
    first_session: int
    last_session: int
    position: float
    """On a scale of its own for each span: mean 0, standard deviation 1 over the states of the span."""
    standard_error: float
    roll_calls: int
    """Contested roll calls on which it voted."""


class AssemblyAgreement(msgspec.Struct, frozen=True):
    """How two states voted beside each other in the Assembly's last ten sessions of the data."""

    both: int
    """Roll calls on which both voted yes, no or abstained."""
    same: int
    """Of these, those on which both cast the same."""
    opposite: int
    """Of these, those on which one voted yes and the other no."""


def positions(before: date | None = None) -> Mapping[str, float]:
    """State to its newest position in the Assembly: of all spans, or of those over by ``before``.

    Positions of different spans are on scales of their own, each with standard deviation 1.
    """
    return {state: row.position for state, row in newest(before).items()}


def newest(before: date | None = None) -> Mapping[str, AssemblyPosition]:
    """The rows behind ``positions``."""
    found: dict[str, AssemblyPosition] = {}
    for row in every_position():
        known = known_from(row.last_session)
        anew = REPRESENTED_ANEW.get(row.state)
        gone = anew is not None and known <= anew and (before is None or before >= anew)
        if not gone and (before is None or known <= before):
            found[row.state] = row
    return found


@cache
def changes() -> tuple[date, ...]:
    """The days on which ``newest`` changes, in order: between two of them the same is known."""
    over = {known_from(row.last_session) for row in every_position()}
    return tuple(sorted(over | set(REPRESENTED_ANEW.values())))


def agreement(a: str, b: str) -> tuple[int, int] | None:
    """On how many Assembly roll calls two states cast the same, and on how many both voted; ``None``: not known.

    Of the last ten sessions of the data, which were over in 2020: no forecast of an earlier vote may look at it.
    """
    row = agreement_row(a, b)
    return (row.same, row.both) if row else None


def agreement_row(a: str, b: str) -> AssemblyAgreement | None:
    """The row behind ``agreement``, in whichever order the states are named."""
    return _agreements().get((min(a, b), max(a, b)))


def known_from(session: int) -> date:
    """The first day on which every vote of a session had been cast: the October after it opened.

    A session runs from September to September, the first one of 1946 excepted, which ended within that year.
    """
    return date(1946 + session, 10, 1)


@cache
def every_position() -> tuple[AssemblyPosition, ...]:
    """Every row of ``assembly_positions.csv``: by state, the earliest span first."""
    with (TABLES / "assembly_positions.csv").open(encoding="utf-8", newline="") as file:
        return tuple(msgspec.convert(row, AssemblyPosition, strict=False) for row in csv.DictReader(file))


@cache
def _agreements() -> Mapping[tuple[str, str], AssemblyAgreement]:
    with (TABLES / "assembly_agreement.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return MappingProxyType({(a, b): AssemblyAgreement(*map(int, counts)) for a, b, *counts in rows})
