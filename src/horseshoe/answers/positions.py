"""Where states stand and how often two agree: measured on roll calls, with what the numbers rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from horseshoe.answers.questions import BadQuestion, NotFound, require_day
from horseshoe.answers.rollcall import Cited, cite
from horseshoe.facts.record import Record
from horseshoe.forecast import agreement as together
from horseshoe.forecast import assembly
from horseshoe.forecast.represented import REPRESENTED_ANEW

if TYPE_CHECKING:
    from horseshoe.forecast.ideal import Position

ENOUGH = 20
"""Roll calls without which no share is given: two states may agree on the few by chance."""

UNCHECKED = "Casts before 1994 and from July to December 2025 could not be checked against a second source."
CHECKED_FROM = date(1994, 1, 1)

ASSEMBLY = "General Assembly, sessions 65 to 74 (2010 to 2019): recorded votes there, none of the Council"
"""What the Assembly's counts are."""

SCALE = (
    "The scale is relative: mean 0 and standard deviation 1 over the states that set it, {up} above {down}. It says "
    "who votes with whom; numbers from different years or bodies do not compare."
)


class NamedState(msgspec.Struct, frozen=True):
    """A state as the question named it."""

    state: str
    """Its code."""
    name: str
    """Its name today."""


class AgreementCounts(msgspec.Struct, frozen=True):
    """Roll calls on which both states voted yes, no or abstained, by kind."""

    both: int
    """How many there are: the n of every other number here."""
    same: int
    """Both cast the same."""
    opposite: int
    """One voted yes and the other no."""
    one_abstained: int
    """One abstained and the other voted yes or no."""
    share_same: float | None
    """``same`` of ``both``, from 0 to 1; ``None`` where there are fewer than 20."""


class InTheCouncil(msgspec.Struct, frozen=True):
    """The two states' votes in the Council."""

    all: AgreementCounts
    """Every roll call that is counted."""
    contested: AgreementCounts
    """Only roll calls on which some seats voted yes and others voted no or abstained."""


class InTheAssembly(msgspec.Struct, frozen=True):
    """The two states' votes in the General Assembly, which are no votes of the Council."""

    of: str
    """Which votes these are."""
    all: AgreementCounts
    """Every roll call on which both voted."""


class AgreementCoverage(msgspec.Struct, frozen=True):
    """What the counts rest on."""

    sat: int
    """Roll calls in the record held while both sat on the Council."""
    without_a_vote: int
    """Of these, those adopted without a vote, which are not counted."""
    not_counted: int
    """Of these, those on which either did not vote, or its cast is unknown."""
    first: date | None
    """Day of the first roll call counted."""
    last: date | None
    """Day of the last one."""


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """How two states voted beside each other."""

    a: NamedState
    """The first state."""
    b: NamedState
    """The second one."""
    since: date | None
    """First day of the Council's roll calls that may count; ``None``: from 1946."""
    council: InTheCouncil
    """The counts in the Council."""
    assembly: InTheAssembly | None
    """Beside it the Assembly, whose years ``since`` does not change; ``None`` where its data lack the pair."""
    coverage: AgreementCoverage
    """What the counts rest on."""
    doubts: tuple[str, ...]
    """What a reader should know before using the counts."""
    sources: tuple[Cited, ...]
    """Where the roll calls that are counted were read, the most frequent source first, the Assembly's last."""


class AssemblyPlace(msgspec.Struct, frozen=True):
    """A position in the General Assembly, on a scale of its own."""

    first_session: int
    """First session of the Assembly that went in."""
    last_session: int
    """Last one."""
    position: float
    """Mean 0 and standard deviation 1 over the states of these sessions, the United States above the Russian
    Federation."""
    standard_error: float
    """In the same unit."""
    roll_calls: int
    """Contested roll calls of these sessions on which the state voted."""


class Place(msgspec.Struct, frozen=True):
    """Where one state stands."""

    state: str
    """Its code."""
    name: str
    """Its name on the day, or on that of its last vote."""
    until: date | None
    """Last day on which the state was represented by the government that cast these votes; ``None``: the one since."""
    position: float | None
    """``None`` where there is too little to say."""
    standard_error: float | None
    """In the unit of the position."""
    roll_calls: int
    """Contested roll calls on which it voted yes, no or abstained."""
    first: date | None
    """Day of the first of them."""
    last: date | None
    """Day of the last of them."""
    assembly: AssemblyPlace | None
    """Its newest position in the General Assembly known on the day, if any: no vote of the Council is in it."""


class IdealCoverage(msgspec.Struct, frozen=True):
    """What the positions rest on, and what is left out."""

    roll_calls: int
    """Contested roll calls that went in."""
    casts: int
    """Yes, no and abstaining votes on them."""
    first: date | None
    """Day of the first of the roll calls."""
    last: date | None
    """Day of the last one."""
    shown: int
    """States with a position here."""
    hidden: int
    """States without one, because there is too little to say."""
    rule: str
    """When a position is shown."""


class Ideal(msgspec.Struct, frozen=True, kw_only=True):
    """Ideal points on one line, from the lowest to the highest; those without one last."""

    on: date | None
    """Only roll calls before this day went in; ``None``: all there are."""
    since: date | None
    """Only roll calls on or after this day went in; ``None``: from 1946."""
    up: str
    """Code of the state that stands above ``down``: the two fix which end is up."""
    down: str
    """Code of the state that stands below ``up``."""
    scale: str
    """How to read the positions."""
    positions: tuple[Place, ...]
    """A state each; of China two where no day is asked for."""
    coverage: IdealCoverage
    """What the positions rest on, and what is left out."""
    doubts: tuple[str, ...]
    """What a reader should know before using the positions."""
    sources: tuple[Cited, ...]
    """Where the roll calls were read, the most frequent source first, the Assembly's last."""


def agreement(record: Record, a: str, b: str, *, since: date | None = None, as_known: date | None = None) -> Agreement:
    """How two states, by code, voted beside each other in the Council, and beside it in the Assembly.

    Raises:
        BadQuestion: both are the same state.
        NotFound: one of them had not been recorded by that day.
    """
    if a == b:
        raise BadQuestion(f"{record.state[a].name} always agrees with itself: give two states.")
    record = record.as_known(as_known)
    if missing := [code for code in (a, b) if code not in record.state]:
        raise NotFound(f"The Record holds no state {missing[0]}, or it had not been recorded by that day.")
    found = together.agreement(record, a, b, since=since)
    there = assembly.agreement_row(a, b)
    beside = None
    if there:
        one_abstained = there.both - there.same - there.opposite
        beside = InTheAssembly(ASSEMBLY, agreement_counts(there.both, there.same, there.opposite, one_abstained))
    return Agreement(
        a=NamedState(a, record.state[a].name),
        b=NamedState(b, record.state[b].name),
        since=since,
        council=InTheCouncil(
            *(
                agreement_counts(kind.both, kind.same, kind.opposite, kind.one_abstained)
                for kind in (found.all, found.contested)
            )
        ),
        assembly=beside,
        coverage=AgreementCoverage(found.sat, found.without_a_vote, found.not_counted, found.first, found.last),
        doubts=tuple(_doubts(record, found, a, b, since, beside is not None)),
        sources=_cited(record, found.sources, beside is not None),
    )


def ideal(record: Record, *, on: date | None = None, since: date | None = None, as_known: date | None = None) -> Ideal:
    """Ideal points: of every state since 1946, or of the Council of a day from the roll calls before it.

    Args:
        record: the Record.
        on: the day; positions then use only roll calls before it, and only of the twenty years before unless ``since``
            says otherwise.
        since: the first day of the roll calls that go in.
        as_known: the Record as it stood at the end of this day.

    Raises:
        BadQuestion: the Council of the day is not known, or ``since`` is not before ``on``.
    """
    from horseshoe.forecast import ideal as ideals

    record = record.as_known(as_known)
    if on is not None:
        require_day(record, on)
        since = since or on - ideals.WINDOW
        if since >= on:
            raise BadQuestion(f"Roll calls since {since} and before {on}: there can be none.")
    line = ideals.line(record, before=on, since=since)
    beside = assembly.newest(on)
    if on is None:
        places = [_place(record, row, on, beside) for row in line.positions]
    else:
        seats = {term.state for term in record.council(on)}
        rows = {row.state: row for row in line.positions if ideals.current(row, on)}
        known = [row for row in line.positions if row.state in seats and rows.get(row.state) is row]
        places = [_place(record, row, on, beside) for row in known]
        places += [_unknown(record, state, on, beside) for state in sorted(seats - set(rows))]
    shown = sum(place.position is not None for place in places)
    rule = (
        f"shown from {ideals.ENOUGH_VOTES} contested roll calls on, with a standard error of at most "
        f"{ideals.ENOUGH_CERTAINTY}, and where there are {ideals.ENOUGH_ROLL_CALLS} contested roll calls in all"
    )
    coverage = IdealCoverage(line.roll_calls, line.casts, line.first, line.last, shown, len(places) - shown, rule)
    doubts = [
        "An abstention counts as a no here, because both withhold the yes that a decision needs.",
        "A state has one position for all the years that went in, even where its policy or government changed"
        + ("; China alone has two, before and after 25 October 1971." if on is None else "."),
    ]
    if line.first and line.first < CHECKED_FROM:
        doubts.append(UNCHECKED)
    return Ideal(
        on=on,
        since=since,
        up=ideals.UP,
        down=ideals.DOWN,
        scale=SCALE.format(up=ideals.UP, down=ideals.DOWN),
        positions=tuple(places),
        coverage=coverage,
        doubts=tuple(doubts),
        sources=_cited(record, line.sources, any(place.assembly for place in places)),
    )


def agreement_counts(both: int, same: int, opposite: int, one_abstained: int) -> AgreementCounts:
    """The counts, with the share where there are enough."""
    return AgreementCounts(both, same, opposite, one_abstained, round(same / both, 4) if both >= ENOUGH else None)


def _doubts(
    record: Record, found: together.CouncilAgreement, a: str, b: str, since: date | None, beside: bool
) -> Iterator[str]:
    names = [record.state[code].name for code in (a, b)]
    if found.sat == 0:
        after = f" since {since}" if since else ""
        yield f"{' and '.join(names)} have not sat on the Council together{after}, by the roll calls known here."
    elif found.contested.both < ENOUGH:
        yield f"Only {found.contested.both} contested roll calls: no share is given below {ENOUGH}."
    for state in (a, b):
        anew = REPRESENTED_ANEW.get(state)
        if anew and found.first and found.last and found.first < anew <= found.last:
            yield (
                f"{record.state[state].name} was represented by another government before {anew} (A/RES/2758 (XXVI)): "
                f"the counts mix the two; --since {anew} leaves the first out."
            )
    if found.first and found.first < CHECKED_FROM:
        yield UNCHECKED
    if beside:
        yield "The Assembly's file has no row for a state that did not vote, and nothing from 2020 on."


def _place(record: Record, row: Position, on: date | None, beside: Mapping[str, assembly.AssemblyPosition]) -> Place:
    return Place(
        state=row.state,
        name=record.name(row.state, row.until or on or row.last),
        until=row.until,
        position=_rounded(row.position),
        standard_error=_rounded(row.standard_error),
        roll_calls=row.votes,
        first=row.first,
        last=row.last,
        assembly=_there(beside.get(row.state)) if row.until is None or on is not None else None,
    )


def _unknown(record: Record, state: str, on: date, beside: Mapping[str, assembly.AssemblyPosition]) -> Place:
    return Place(state, record.name(state, on), None, None, None, 0, None, None, _there(beside.get(state)))


def _there(row: assembly.AssemblyPosition | None) -> AssemblyPlace | None:
    if row is None:
        return None
    return AssemblyPlace(row.first_session, row.last_session, row.position, row.standard_error, row.roll_calls)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _cited(record: Record, keys: Iterable[str], beside: bool) -> tuple[Cited, ...]:
    cited = cite(record, keys)
    return (*cited, Cited("unvotes", assembly.ORIGIN, assembly.ADDRESS)) if beside else cited
