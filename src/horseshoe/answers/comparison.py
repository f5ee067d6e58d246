"""Rosters held against each other: two texts on one day, or one text on two days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from horseshoe.answers.published import Published, published
from horseshoe.answers.questions import BadQuestion
from horseshoe.answers.rollcall import Cited, cite
from horseshoe.answers.roster import INCOMPLETE, NO_GROUP, Counts, Roster, roster
from horseshoe.answers.standing import Standing, Supporter, support
from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record
from horseshoe.facts.states import Group, StateKind
from horseshoe.rules.code import DisavowalPolicy


class Both(msgspec.Struct, frozen=True):
    """A state that is certain to support both texts."""

    state: str
    name: str
    group: str | None
    evidence: tuple[str, ...]
    """Keys of the rows that decide (``pledges.id``), of both texts."""


class OnlyOne(msgspec.Struct, frozen=True):
    """A state that is certain to support one text, and not certain to support the other."""

    state: str
    name: str
    group: str | None
    other: Standing
    """How it stands to the other text; unless that is known, "only one" is what is known here and no more."""
    evidence: tuple[str, ...]
    """Keys of the rows that decide (``pledges.id``)."""


class Overlap(msgspec.Struct, frozen=True):
    """How many states support both texts, one alone, or either: certain ones only."""

    both: int
    code_only: int
    declaration_only: int
    either: int


class SeatStanding(msgspec.Struct, frozen=True):
    """A state's standing to both texts."""

    state: str
    name: str
    permanent: bool
    """Whether it holds a permanent seat that day."""
    code: Standing
    declaration: Standing


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """The Code and the Declaration side by side."""

    on: date
    """The day asked for."""
    as_known: date | None
    """What was recorded by the end of this day was used; ``None``: all that is."""
    both: tuple[Both, ...]
    code_only: tuple[OnlyOne, ...]
    declaration_only: tuple[OnlyOne, ...]
    member_states: Overlap
    """Of the members."""
    observers: Overlap
    """Of the observers."""
    by_group: dict[str, Overlap]
    """Of the members, by regional group of that day."""
    council: tuple[SeatStanding, ...]
    """The Council of that day, permanent seats first."""
    among: tuple[SeatStanding, ...]
    """The states asked about, such as candidates for a seat."""
    notes: tuple[str, ...]


class StandingChange(msgspec.Struct, frozen=True):
    """A state whose standing differs between two days."""

    state: str
    name: str
    before: Standing
    after: Standing
    since: DoubtfulDate | None
    """When it joined, as far as is known on the second day."""
    within: bool | None
    """Whether it joined between the two days; ``None`` where it may have joined before them."""
    evidence: tuple[str, ...]
    """Keys of the rows that decide on the second day (``pledges.id``)."""


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What changed in a roster between two days."""

    instrument: Instrument
    since: date
    """The first day."""
    on: date
    """The second day."""
    as_known: date | None
    """What was recorded by the end of this day was used; ``None``: all that is."""
    before: Counts
    """Certain supporters on the first day."""
    after: Counts
    """Certain supporters on the second day."""
    changes: tuple[StandingChange, ...]
    """The states whose standing differs, by code."""
    published: tuple[Published, ...]
    """The numbers published between the two days, which enter no count."""
    sources: tuple[Cited, ...]
    """The sources of the evidence and of these numbers."""
    notes: tuple[str, ...]


def compare(
    record: Record,
    on: date,
    *,
    among: Sequence[str] = (),
    as_known: date | None = None,
    policy: DisavowalPolicy = DisavowalPolicy.IGNORED,
) -> Comparison:
    """The Code and the Declaration side by side on ``on``.

    Args:
        record: the facts.
        on: the day.
        among: codes of states to look at one by one, such as the candidates for a seat.
        as_known: answer with what was recorded by the end of this day.
        policy: what a disavowal does.

    Raises:
        NotFound: the Record lacks one of the texts.
    """
    record = record.as_known(as_known)
    of_code = roster(record, Instrument.CODE, on, policy=policy)
    of_declaration = roster(record, Instrument.DECLARATION, on, policy=policy)
    ours = {each.state: each for each in of_code.certain}
    theirs = {each.state: each for each in of_declaration.certain}
    both = tuple(
        Both(state, each.name, each.group, (*_keys(each), *_keys(theirs[state])))
        for state, each in ours.items()
        if state in theirs
    )
    permanent = record.permanent(on)

    def only(mine: dict[str, Supporter], theirs: dict[str, Supporter], other: Instrument) -> Iterable[OnlyOne]:
        for state, each in mine.items():
            if state not in theirs:
                standing = support(record, other, state, on, policy=policy).standing
                yield OnlyOne(state, each.name, each.group, standing, _keys(each))

    def seat(state: str) -> SeatStanding:
        code, declaration = (support(record, each, state, on, policy=policy).standing for each in Instrument)
        return SeatStanding(state, record.name(state, on), state in permanent, code, declaration)

    return Comparison(
        on=on,
        as_known=as_known,
        both=both,
        code_only=tuple(only(ours, theirs, Instrument.DECLARATION)),
        declaration_only=tuple(only(theirs, ours, Instrument.CODE)),
        member_states=_overlap(ours.values(), theirs.values(), StateKind.MEMBER),
        observers=_overlap(ours.values(), theirs.values(), StateKind.OBSERVER),
        by_group=_by_group(ours.values(), theirs.values()),
        council=tuple(seat(term.state) for term in record.council(on)),
        among=tuple(map(seat, among)),
        notes=(INCOMPLETE, "A state listed under one text only may support the other as well: see its standing there."),
    )


def changes(
    record: Record,
    instrument: Instrument,
    since: date,
    on: date,
    *,
    as_known: date | None = None,
    policy: DisavowalPolicy = DisavowalPolicy.IGNORED,
) -> Changes:
    """What changed in a roster from the end of ``since`` to the end of ``on``.

    Raises:
        BadQuestion: the second day lies before the first.
        NotFound: the Record holds no such text.
    """
    if on < since:
        raise BadQuestion(f"{on} lies before {since}: give the later day as the day of the roster.")
    record = record.as_known(as_known)
    first, second = (roster(record, instrument, day, policy=policy) for day in (since, on))
    before, after = _standings(first), _standings(second)
    found = []
    cited: dict[str, None] = {}
    for state in sorted(before.keys() | after.keys()):
        was = before[state][0] if state in before else Standing.NOTHING_KNOWN
        now, entry = after.get(state, (Standing.NOTHING_KNOWN, before[state][1] if state in before else None))
        if was is now or entry is None:
            continue
        joined = entry.since if now in (Standing.CERTAIN, Standing.POSSIBLE) else None
        found.append(StandingChange(state, entry.name, was, now, joined, _within(now, joined, since), _keys(entry)))
        cited.update(dict.fromkeys(source for row in entry.evidence for source in row.sources))
    between = published(record, instrument, since, on)
    cited.update(dict.fromkeys(source for claim in between for source in claim.sources))
    return Changes(
        instrument=instrument,
        since=since,
        on=on,
        as_known=as_known,
        before=first.counts,
        after=second.counts,
        changes=tuple(found),
        published=between,
        sources=cite(record, cited),
        notes=(
            INCOMPLETE,
            "A standing can change because a state acted, or because only the later day is known to lie after its act.",
        ),
    )


def _keys(entry: Supporter) -> tuple[str, ...]:
    return tuple(row.id for row in entry.evidence)


def _overlap(ours: Iterable[Supporter], theirs: Iterable[Supporter], kind: StateKind) -> Overlap:
    mine, others = ({each.state for each in side if each.kind is kind} for side in (ours, theirs))
    return Overlap(len(mine & others), len(mine - others), len(others - mine), len(mine | others))


def _by_group(ours: Iterable[Supporter], theirs: Iterable[Supporter]) -> dict[str, Overlap]:
    ours, theirs = list(ours), list(theirs)
    groups: list[str | None] = [group.value for group in Group]
    if any(each.group is None and each.kind is StateKind.MEMBER for each in (*ours, *theirs)):
        groups.append(None)
    return {
        group or NO_GROUP: _overlap(
            [each for each in ours if each.group == group],
            [each for each in theirs if each.group == group],
            StateKind.MEMBER,
        )
        for group in groups
    }


def _standings(found: Roster) -> dict[str, tuple[Standing, Supporter]]:
    parts = (
        (Standing.CERTAIN, found.certain),
        (Standing.POSSIBLE, found.possible),
        (Standing.STATED_ONLY, found.stated_only),
        (Standing.REPORTED_NOT_JOINED, found.reported_not_joined),
        (Standing.DISAVOWED, found.disavowed),
    )
    return {each.state: (standing, each) for standing, entries in parts for each in entries}


def _within(now: Standing, joined: DoubtfulDate | None, since: date) -> bool | None:
    if now is not Standing.CERTAIN or joined is None:
        return None
    if joined.not_before is not None and joined.not_before > since:
        return True
    return False if joined.certainly_by(since) else None
