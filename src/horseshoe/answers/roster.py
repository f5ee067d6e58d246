"""Who supports a pledge text on a day: one state's standing, and the whole roster with its doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

import msgspec

from horseshoe.answers.rollcall import Cited, cite
from horseshoe.answers.standing import (
    Standing,
    Support,
    Supporter,
    files,
    may_join,
    support,
    text_of,
)
from horseshoe.facts.pledges import SAID, Claim, Instrument, InstrumentText
from horseshoe.facts.record import Record
from horseshoe.facts.states import Group, State, StateKind
from horseshoe.rules.code import DisavowalPolicy

__all__ = [
    "Counted",
    "Counts",
    "KnownSupporters",
    "Roster",
    "Standing",
    "Support",
    "Supporter",
    "eligible",
    "eligible_states",
    "figures_of",
    "known_on",
    "known_supporters",
    "pick",
    "roster",
    "support",
]

NO_GROUP = "no regional group"

INCOMPLETE = (
    "The official list could not be read: supporters are known here only where another source names them, "
    "so a state that is missing here may well have joined."
)


class KnownSupporters(msgspec.Struct, frozen=True):
    """How many supporters are known here by name, beside the newest published number."""

    instrument: Instrument
    certain: int
    possible: int
    claimed: int | None
    claimed_qualifier: str | None
    """How the number was said: `exact`, `more_than`, `almost`."""
    claimed_on: str | None
    claimant: str | None

    def claim(self) -> str:
        """The published number as it was said, such as ``more than 130``; ``none`` where there is none."""
        return f"{SAID.get(self.claimed_qualifier or '', '')}{self.claimed}" if self.claimed else "none"


class Counts(msgspec.Struct, frozen=True):
    """Members and observers, never added up."""

    member_states: int
    observers: int


class GroupCounts(msgspec.Struct, frozen=True):
    """Supporters in one regional group."""

    certain: int
    possible: int


class Counted(StrEnum):
    """What a published number counts."""

    TOTAL = "total"
    """Members and observers together."""
    MEMBER_STATES = "member_states"
    OBSERVERS = "observers"


class Figure(msgspec.Struct, frozen=True):
    """A published number beside those known by name on the day that it speaks of."""

    counts: Counted
    claimed: int
    certain: int
    """Known by name for certain."""
    possible: int
    """Known by name as possible, beside the certain ones."""


class ClaimBeside(msgspec.Struct, frozen=True):
    """A published number as it stands beside the roster."""

    id: str
    """Key of the claim (``claims.id``)."""
    claimant: str
    """Who published it."""
    published: str | None
    """Date of the number as published: a day, a month or a year."""
    qualifier: str
    """``exact``, ``more_than``, ``almost`` or ``inconsistent``."""
    figures: tuple[Figure, ...]
    """Each number that it gives, with the names known on the last day that its date can mean."""
    note: str | None
    """What a reader should know of the number."""
    sources: tuple[str, ...]
    """Keys of its sources, which the roster lists."""


class RosterCoverage(msgspec.Struct, frozen=True):
    """How much of the roster is known."""

    open_to: Counts
    """Members, and observers where they can join, on that day."""
    nothing_known: int
    """Those of which no evidence says anything."""
    policy: DisavowalPolicy
    """What a disavowal was taken to do."""
    notes: tuple[str, ...]


class Roster(msgspec.Struct, frozen=True, kw_only=True):
    """Who supports an instrument on a day."""

    instrument: Instrument
    on: date
    """The day asked for."""
    as_known: date | None
    """What was recorded by the end of this day was used; ``None``: all that is."""
    certain: tuple[Supporter, ...]
    """Shown to have joined by that day, by name."""
    possible: tuple[Supporter, ...]
    """Joined, but perhaps after that day; or named by the press alone."""
    stated_only: tuple[Supporter, ...]
    """Spoke in support by that day; no act of support is known."""
    reported_not_joined: tuple[Supporter, ...]
    """Reported on an earlier day as not having joined."""
    disavowed: tuple[Supporter, ...]
    """Joined and left, where the policy is that a disavowal ends support."""
    counts: Counts
    """Of the certain supporters."""
    possible_counts: Counts
    """Of the possible ones."""
    by_group: dict[str, GroupCounts]
    """Supporters by regional group of that day."""
    claims: tuple[ClaimBeside, ...]
    """The numbers published for that day, or for the newest day before it that has one."""
    sources: tuple[Cited, ...]
    """The sources that the evidence and the numbers cite."""
    coverage: RosterCoverage


def known_supporters(record: Record, instrument: Instrument, on: date) -> KnownSupporters:
    """Supporters known by name on ``on``, and the newest published total not later than that day."""
    certain, possible = known_on(record, instrument, on)
    claims = [
        claim
        for claim in record.claims
        if claim.instrument == instrument.value
        and claim.among == "all"
        and claim.not_after is not None
        and claim.not_after <= on
        and (claim.total or claim.member_states)
    ]
    newest = max(claims, key=lambda claim: claim.not_after or date.min, default=None)
    return KnownSupporters(
        instrument,
        certain.member_states + certain.observers,
        possible.member_states + possible.observers,
        (newest.total or newest.member_states) if newest else None,
        newest.qualifier if newest else None,
        newest.published if newest else None,
        newest.claimant if newest else None,
    )


# -- the roster -----------------------------------------------------------------------------------


def roster(
    record: Record,
    instrument: Instrument,
    on: date,
    *,
    as_known: date | None = None,
    policy: DisavowalPolicy = DisavowalPolicy.IGNORED,
) -> Roster:
    """Who supports ``instrument`` on ``on``, each state with its evidence, beside the published numbers.

    Raises:
        NotFound: the Record holds no such text, or did not by ``as_known``.
    """
    record = record.as_known(as_known)
    text = text_of(record, instrument)
    found: dict[Standing, list[Supporter]] = {standing: [] for standing in Standing}
    if on >= text.first_text:
        for file in files(record, instrument).values():
            if file.may_have_joined(on):
                standing, entry = file.entry(record, on, policy)
                found[standing].append(entry)
    certain, possible = tuple(found[Standing.CERTAIN]), tuple(found[Standing.POSSIBLE])
    others = (Standing.STATED_ONLY, Standing.REPORTED_NOT_JOINED, Standing.DISAVOWED)
    stated, denied, gone = (tuple(found[standing]) for standing in others)
    beside = _claims_beside(record, instrument, on, policy)
    open_to = eligible(record, instrument, on)
    named = sum(map(len, (certain, possible, stated, denied, gone)))
    return Roster(
        instrument=instrument,
        on=on,
        as_known=as_known,
        certain=certain,
        possible=possible,
        stated_only=stated,
        reported_not_joined=denied,
        disavowed=gone,
        counts=_counts(certain),
        possible_counts=_counts(possible),
        by_group=_by_group(certain, possible),
        claims=beside,
        sources=_sources(record, (*certain, *possible, *stated, *denied, *gone), beside),
        coverage=RosterCoverage(
            open_to,
            open_to.member_states + open_to.observers - named,
            policy,
            _notes(record, text, on),
        ),
    )


def eligible(record: Record, instrument: Instrument, on: date) -> Counts:
    """How many members and observers could be on the list on ``on``."""
    kinds = Counter(state.kind for state in eligible_states(record, instrument, on))
    return Counts(kinds[StateKind.MEMBER], kinds[StateKind.OBSERVER])


def eligible_states(record: Record, instrument: Instrument, on: date) -> Iterable[State]:
    """The members and observers of ``on`` to which the text is open."""
    key = ("open to", instrument)
    if key not in record.derived:
        record.derived[key] = tuple(state for state in record.states if may_join(instrument, state))
    return [
        state
        for state in record.derived[key]
        if (state.admitted is None or state.admitted <= on) and (state.ended is None or on <= state.ended)
    ]


def figures_of(claim: Claim) -> tuple[tuple[Counted, int], ...]:
    """The numbers that a claim gives, each with what it counts."""
    given = (
        (Counted.TOTAL, claim.total),
        (Counted.MEMBER_STATES, claim.member_states),
        (Counted.OBSERVERS, claim.observers),
    )
    return tuple((counted, number) for counted, number in given if number is not None)


def pick(counted: Counted, counts: Counts) -> int:
    """The number that is comparable with a figure of this kind."""
    match counted:
        case Counted.TOTAL:
            return counts.member_states + counts.observers
        case Counted.MEMBER_STATES:
            return counts.member_states
        case Counted.OBSERVERS:
            return counts.observers


# -- parts of the roster ------------------------------------------------------------------------------


def _counts(supporters: Sequence[Supporter]) -> Counts:
    observers = sum(each.kind is StateKind.OBSERVER for each in supporters)
    return Counts(len(supporters) - observers, observers)


def _by_group(certain: Sequence[Supporter], possible: Sequence[Supporter]) -> dict[str, GroupCounts]:
    sure = Counter(each.group or NO_GROUP for each in certain)
    perhaps = Counter(each.group or NO_GROUP for each in possible)
    found = {group.value: GroupCounts(sure[group.value], perhaps[group.value]) for group in Group}
    if NO_GROUP in sure or NO_GROUP in perhaps:
        found[NO_GROUP] = GroupCounts(sure[NO_GROUP], perhaps[NO_GROUP])
    return found


def _claims_beside(
    record: Record, instrument: Instrument, on: date, policy: DisavowalPolicy
) -> tuple[ClaimBeside, ...]:
    dated = [
        claim
        for claim in record.claims
        if claim.instrument == instrument.value and claim.among == "all" and claim.not_after and claim.not_after <= on
    ]
    newest = max((claim.not_after for claim in dated if claim.not_after), default=None)
    if newest is None:
        return ()
    certain, possible = known_on(record, instrument, newest, policy)
    return tuple(
        ClaimBeside(
            claim.id,
            claim.claimant,
            claim.published,
            claim.qualifier,
            tuple(
                Figure(counted, number, pick(counted, certain), pick(counted, possible))
                for counted, number in figures_of(claim)
            ),
            claim.note,
            tuple(claim.source.split()),
        )
        for claim in dated
        if claim.not_after == newest
    )


def known_on(
    record: Record, instrument: Instrument, on: date, policy: DisavowalPolicy = DisavowalPolicy.IGNORED
) -> tuple[Counts, Counts]:
    """How many are known by name on ``on``, certain and possible; the Record is taken as it is."""
    if on < text_of(record, instrument).first_text:
        return Counts(0, 0), Counts(0, 0)
    found: Counter[tuple[Standing, StateKind]] = Counter(
        (file.entry(record, on, policy)[0], file.state.kind)
        for file in files(record, instrument).values()
        if file.may_have_joined(on)
    )
    certain, possible = (
        Counts(found[standing, StateKind.MEMBER], found[standing, StateKind.OBSERVER])
        for standing in (Standing.CERTAIN, Standing.POSSIBLE)
    )
    return certain, possible


def _sources(record: Record, named: Sequence[Supporter], beside: Sequence[ClaimBeside]) -> tuple[Cited, ...]:
    cited = dict.fromkeys(source for each in named for row in each.evidence for source in row.sources)
    cited.update(dict.fromkeys(source for claim in beside for source in claim.sources))
    return cite(record, cited)


def _notes(record: Record, text: InstrumentText, on: date) -> tuple[str, ...]:
    notes = [INCOMPLETE]
    if on < text.first_text:
        notes.insert(0, f"The text did not exist on {on}: the first known is of {text.first_text}.")
    found = files(record, text.id).values()
    if left_out := [file.state.code for file in found if not file.may_join]:
        notes.append(f"Evidence on {', '.join(left_out)} is left out: the text is not open to them.")
    if gone := [file.state.code for file in found if file.disavowed_by(on)]:
        notes.append(
            f"Disavowed by {', '.join(gone)}: the text has no clause on withdrawal, so what that does is a policy."
        )
    return tuple(notes)
