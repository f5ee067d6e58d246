"""Whom to lobby: states that are not certain to support a pledge, in an order whose reasons can be read."""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import StrEnum

import msgspec

from horseshoe.answers.rollcall import Cited, cite
from horseshoe.answers.roster import INCOMPLETE, KnownSupporters, eligible_states, known_supporters
from horseshoe.answers.scorecard_method import Doubt
from horseshoe.answers.standing import Standing, Support, support
from horseshoe.facts.elections import CandidacyStatus, SeatGroup
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record
from horseshoe.facts.states import Group, State, StateKind
from horseshoe.rules.elections import FURTHEST, NoPattern, seats_at_stake, term


class Why(StrEnum):
    """A reason to speak to a state now, the first ones first."""

    ON_THE_COUNCIL = "on_the_council"
    """It votes in the Council of the day."""
    INCOMING = "incoming"
    """Elected; its term has not begun."""
    CANDIDATE = "candidate"
    """It stands in an election that is not held yet."""
    POSSIBLE = "possible"
    """It may have joined already: one question settles it."""
    SPOKE_FOR_IT = "spoke_for_it"
    """It spoke in support, and no act of support is known."""
    NEIGHBOURS = "neighbours"
    """Others of its regional group support the pledge."""


class WhyNow(msgspec.Struct, frozen=True, kw_only=True):
    """One reason, with its doubt."""

    why: Why
    says: str
    doubt: Doubt
    sources: tuple[str, ...] = ()


class Next(msgspec.Struct, frozen=True, kw_only=True):
    """The next date at which a pledge of the state would matter."""

    not_before: date
    not_after: date
    what: str
    doubt: Doubt


class Neighbours(msgspec.Struct, frozen=True, kw_only=True):
    """How many members of the state's regional group support the pledge."""

    group: str
    members: int
    certain: int
    possible: int


class Prospect(msgspec.Struct, frozen=True, kw_only=True):
    """A state that is not certain to support the pledge."""

    state: str
    name: str
    kind: StateKind
    standing: Support
    """How it stands to the pledge, with the evidence."""
    reasons: tuple[WhyNow, ...]
    """In the order of :class:`Why`."""
    neighbours: Neighbours | None
    """``None`` for a state that is in no regional group."""
    next: Next | None
    """``None`` where no date is known here."""


class Lobby(msgspec.Struct, frozen=True, kw_only=True):
    """The states that are not certain to support a pledge on a day."""

    instrument: Instrument
    on: date
    as_known: date | None
    order: tuple[str, ...]
    """By what the states are ordered, in sentences."""
    states: tuple[Prospect, ...]
    coverage: KnownSupporters
    notes: tuple[str, ...]
    sources: tuple[Cited, ...]


ORDER = (
    "First who votes in the Council of the day (permanent members before elected ones), then who is elected and will, "
    "then candidates by year of the election.",
    "Among equals first who may have joined already, then who spoke in support, then who has most supporters in its "
    "regional group, then by name.",
)

NOTES = (
    INCOMPLETE,
    "A state is listed because no certain act of support is known here, not because it refused.",
    "Borders are not known here: neighbours are the members of the same regional group.",
    "Candidates of coming elections stand here only where the register has them.",
)

DECLARATION_NOTE = (
    "The Declaration asks its conduct of permanent members alone; the support of others adds weight to it."
)


def lobby(record: Record, instrument: Instrument, on: date, *, as_known: date | None = None) -> Lobby:
    """The states to which ``instrument`` is open and whose support is not certain on ``on``.

    Raises:
        NotFound: the Record holds no such text.
    """
    record = record.as_known(as_known)
    standing = {
        state.code: (state, support(record, instrument, state.code, on))
        for state in eligible_states(record, instrument, on)
    }
    groups = _groups(record, standing, on)
    prospects = [
        _prospect(record, state, found, on, groups)
        for state, found in standing.values()
        if found.standing is not Standing.CERTAIN
    ]
    prospects.sort(key=lambda each: _order(each, record, on))
    cited = dict.fromkeys(source for each in prospects for source in each.standing.sources)
    cited.update(dict.fromkeys(source for each in prospects for why in each.reasons for source in why.sources))
    return Lobby(
        instrument=instrument,
        on=on,
        as_known=as_known,
        order=ORDER,
        states=tuple(prospects),
        coverage=known_supporters(record, instrument, on),
        notes=(*NOTES, DECLARATION_NOTE) if instrument is Instrument.DECLARATION else NOTES,
        sources=cite(record, cited),
    )


def _order(each: Prospect, record: Record, on: date) -> tuple[object, ...]:
    """What :data:`ORDER` says, as a key."""
    why = {reason.why for reason in each.reasons}
    first = next((place for place, one in enumerate(list(Why)[:3]) if one in why), 3)
    permanent = each.state not in record.permanent(on)
    year = each.next.not_before.year if first == 2 and each.next else 0
    neighbours = each.neighbours.certain if each.neighbours else 0
    return first, permanent, year, Why.POSSIBLE not in why, Why.SPOKE_FOR_IT not in why, -neighbours, each.name


def _groups(record: Record, standing: dict[str, tuple[State, Support]], on: date) -> dict[str, Neighbours]:
    members: Counter[str] = Counter()
    certain: Counter[str] = Counter()
    possible: Counter[str] = Counter()
    for code, (state, found) in standing.items():
        group = record.group(code, on).group
        if group and state.kind is StateKind.MEMBER:
            members[group.value] += 1
            certain[group.value] += found.standing is Standing.CERTAIN
            possible[group.value] += found.standing is Standing.POSSIBLE
    return {
        name: Neighbours(group=name, members=number, certain=certain[name], possible=possible[name])
        for name, number in members.items()
    }


def _prospect(record: Record, state: State, found: Support, on: date, groups: dict[str, Neighbours]) -> Prospect:
    group = record.group(state.code, on).group
    neighbours = groups.get(group.value) if group else None
    reasons: list[WhyNow] = []
    next_: list[Next] = []
    _seat(record, state.code, on, reasons, next_)
    _candidacy(record, state.code, on, reasons, next_)
    if found.standing is Standing.POSSIBLE:
        reasons.append(
            WhyNow(why=Why.POSSIBLE, says=f"{_up(found.reason)}.", doubt=Doubt.POSSIBLE, sources=found.sources)
        )
    if found.standing is Standing.STATED_ONLY:
        reasons.append(
            WhyNow(why=Why.SPOKE_FOR_IT, says=f"{_up(found.reason)}.", doubt=Doubt.CERTAIN, sources=found.sources)
        )
    if neighbours and (neighbours.certain or neighbours.possible):
        perhaps = f", and {neighbours.possible} more possibly" if neighbours.possible else ""
        says = (
            f"Of the {neighbours.members} members of the {neighbours.group} {neighbours.certain} support it{perhaps}."
        )
        reasons.append(WhyNow(why=Why.NEIGHBOURS, says=says, doubt=Doubt.CERTAIN))
    if not next_ and group and state.kind is StateKind.MEMBER and (coming := _election(record, state.code, group, on)):
        next_.append(coming)
    return Prospect(
        state=state.code,
        name=record.name(state.code, on),
        kind=state.kind,
        standing=found,
        reasons=tuple(reasons),
        neighbours=neighbours,
        next=min(next_, key=lambda each: each.not_before, default=None),
    )


def _seat(record: Record, state: str, on: date, reasons: list[WhyNow], next_: list[Next]) -> None:
    """Whether it sits on the Council, or will, and when its seat matters next."""
    for row in sorted(record.terms, key=lambda row: row.start):
        if row.state != state or (row.end and row.end < on):
            continue
        sources = tuple(row.source.split())
        if row.start > on:
            if on < _elected_by(record, row.start.year - 1):
                continue
            says = f"Elected for {row.start.year}-{(row.end or row.start).year}."
            reasons.append(WhyNow(why=Why.INCOMING, says=says, doubt=Doubt.CERTAIN, sources=sources))
            what = "Its term on the Council begins."
            next_.append(Next(not_before=row.start, not_after=row.start, what=what, doubt=Doubt.CERTAIN))
            continue
        until = f"until {row.end}" if row.end else "with a permanent seat"
        says = f"On the Council, {until}."
        reasons.append(WhyNow(why=Why.ON_THE_COUNCIL, says=says, doubt=Doubt.CERTAIN, sources=sources))
        what = "It votes in the Council on any draft from this day on."
        next_.append(Next(not_before=on, not_after=on, what=what, doubt=Doubt.CERTAIN))


def _elected_by(record: Record, year: int) -> date:
    """The day by which the elections of a year were held; 30 June where no ballot is known."""
    return max((each.held for each in record.ballots if each.year == year), default=date(year, 6, 30))


def _candidacy(record: Record, state: str, on: date, reasons: list[WhyNow], next_: list[Next]) -> None:
    """Whether it stands in an election that is not held yet on that day."""
    gone = (CandidacyStatus.WITHDRAWN, CandidacyStatus.DECLINED)
    for row in record.candidacies:
        if row.state != state or row.year < on.year or row.by_election or row.status in gone:
            continue
        held = [each.held for each in record.ballots if each.year == row.year and not each.by_election]
        if held and max(held) <= on:
            continue
        says = f"Candidate in the election of {row.year} for the seats of the {row.group.value}."
        sources = tuple(row.source.split())
        reasons.append(WhyNow(why=Why.CANDIDATE, says=says, doubt=Doubt.CERTAIN, sources=sources))
        next_.append(_june(row.year, on, f"The election of {row.year}, in which it stands."))


def _june(year: int, on: date, what: str) -> Next:
    """An election in June: the month since 2016 (A/RES/68/307), the day not known."""
    first = max(on, date(year, 6, 1))
    return Next(not_before=first, not_after=max(first, date(year, 6, 30)), what=what, doubt=Doubt.POSSIBLE)


SEATS = {
    Group.AFRICA: SeatGroup.AFRICA_AND_ASIA_PACIFIC,
    Group.ASIA_PACIFIC: SeatGroup.AFRICA_AND_ASIA_PACIFIC,
    Group.EASTERN_EUROPE: SeatGroup.EASTERN_EUROPE,
    Group.GRULAC: SeatGroup.GRULAC,
    Group.WEOG: SeatGroup.WEOG,
}
"""Regional group to the seats for which its members stand."""


def _election(record: Record, state: str, group: Group, on: date) -> Next | None:
    """The next election of its group in which it could stand: whether it will is not known here."""
    for year in range(on.year if on <= date(on.year, 5, 31) else on.year + 1, FURTHEST + 1):
        try:
            seats = seats_at_stake(year)
        except NoPattern:
            return None
        if any(each.group is SEATS[group] for each in seats):
            begins = term(year).start.year
            what = f"The election of {year} for the seats of its group, for terms from {begins}; no candidacy is known."
            return _june(year, on, what)
    return None


def _up(sentence: str) -> str:
    return f"{sentence[:1].upper()}{sentence[1:]}"
