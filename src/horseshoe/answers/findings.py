"""Every finding: each roll call, each seat, both pledges, every assessor."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date

import msgspec

from horseshoe.answers.standing import File, Standing, files, text_of
from horseshoe.answers.views import View, find_assessor, verdicts
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Cast, Matter, Outcome, RollCall
from horseshoe.facts.record import Record
from horseshoe.rules.code import DisavowalPolicy
from horseshoe.rules.findings import FindingKind, Reach, Reason, Ruling, rule_code, rule_declaration

BOTH = tuple(Instrument)


class Finding(msgspec.Struct, frozen=True, gc=False):
    """What one vote of one member was, held against one pledge in the view of one assessor."""

    roll_call: str
    """The vote (``roll_calls.id``)."""
    state: str
    """The member (``states.code``)."""
    instrument: Instrument
    assessor: str
    """Whose view it rests on (``assessors.id``)."""
    kind: FindingKind
    reason: Reason


Bound = Callable[[str], bool | None]
"""State code to whether it was bound: certainly, certainly not as far as is known, or possibly (``None``)."""


def findings(
    record: Record,
    *,
    on: date | None = None,
    reach: Reach = Reach.DRAFTS,
    instruments: Collection[Instrument] = BOTH,
    assessors: Collection[str] | None = None,
) -> tuple[Finding, ...]:
    """Every finding: by roll call in the order of the record, then instrument, assessor, and cast.

    Args:
        record: the facts; the Record is taken as it is.
        on: votes and assessments up to this day; ``None``: all.
        reach: which votes are judged.
        instruments: the pledges.
        assessors: whose views (``assessors.id``); ``None``: everybody's.

    Raises:
        NotFound: no such assessor, or the Record holds no text of a pledge.
    """
    views = views_of(record, assessors, on=on)
    first = {instrument: text_of(record, instrument).first_text for instrument in instruments}
    found: list[Finding] = []
    for row in record.roll_calls:
        if on is not None and row.date > on:
            continue
        for instrument in instruments:
            if row.date < first[instrument]:  # nobody can have been bound: most of the record
                found += [
                    Finding(row.id, state, instrument, assessor, FindingKind.NOT_BOUND, Reason.NO_SUPPORT)
                    for assessor in views
                    for _, states in row.seats()
                    for state in states
                ]
                continue
            bound = bound_on(record, instrument, row.date)
            for assessor, known in views.items():
                found += [
                    Finding(row.id, state, instrument, assessor, ruling.kind, ruling.reason)
                    for state, ruling in rulings(record, row, instrument, bound, known.get(row.id), reach)
                ]
    return tuple(found)


def rulings(
    record: Record, row: RollCall, instrument: Instrument, bound: Bound, view: View | None, reach: Reach
) -> Iterator[tuple[str, Ruling]]:
    """Each seat of a roll call with its ruling, in the order of the casts.

    Seats that cast alike and are bound alike share one, except that the Declaration parts permanent members from
    elected ones.

    Args:
        record: the facts.
        row: the roll call.
        instrument: the pledge.
        bound: whom it bound that day (:func:`bound_on`).
        view: the assessor's view of the roll call; ``None`` if the assessor says nothing of it.
        reach: which votes are judged.
    """
    permanent = record.permanent(row.date) if instrument is Instrument.DECLARATION else frozenset()
    for cast, states in row.seats():
        known: dict[tuple[bool | None, bool], Ruling] = {}
        for state in states:
            key = bound(state), state in permanent
            if key not in known:
                known[key] = rule(record, row, instrument, cast, *key, view, reach)
            yield state, known[key]


def rule(
    record: Record,
    row: RollCall,
    instrument: Instrument,
    cast: Cast,
    bound: bool | None,
    permanent: bool,
    view: View | None,
    reach: Reach,
) -> Ruling:
    """What a cast in this roll call was, held against the pledge: the facts of the vote handed to the rule.

    Args:
        record: the facts.
        row: the roll call.
        instrument: the pledge.
        cast: what the member did.
        bound: whether the pledge bound it that day; ``None``: possibly.
        permanent: whether it holds a permanent seat.
        view: the assessor's view of the roll call; ``None`` if the assessor says nothing of it.
        reach: which votes are judged.
    """
    fact = record.matter.get(row.id)
    matter = fact.matter if fact else Matter.SUBSTANTIVE
    kind = record.proposal[row.proposal].kind
    status, credible = (view.status, view.credible) if view else (None, None)
    if instrument is Instrument.CODE:
        return rule_code(
            bound=bound,
            cast=cast,
            kind=kind,
            matter=matter,
            status=status,
            credible=credible,
            reach=reach,
            assessed=view is not None,
        )
    return rule_declaration(
        bound=bound,
        permanent=permanent,
        cast=cast,
        vetoed=row.outcome is Outcome.VETOED,
        kind=kind,
        matter=matter,
        status=status,
        credible=credible,
        crimes=view.crimes if view else (),
        scale=view.scale if view else None,
        reach=reach,
        assessed=view is not None,
    )


# -- whose views ------------------------------------------------------------------------------------


def views_of(
    record: Record, assessors: Collection[str] | None = None, *, on: date | None = None
) -> dict[str, Mapping[str, View]]:
    """Assessor to its view of each roll call of which it says something, assessors in order of id.

    Raises:
        NotFound: no such assessor.
    """
    asked = sorted(record.assessor) if assessors is None else [find_assessor(record, each) for each in assessors]
    return {assessor: verdicts(record, assessor, on=on) for assessor in asked}


# -- whom a pledge bound ----------------------------------------------------------------------------


def bound_on(record: Record, instrument: Instrument, on: date) -> Bound:
    """Whom ``instrument`` bound on ``on``, a day on which its text existed.

    Only an act of support that is certain by that day binds; where it may have come later, or the press alone names
    the state, that is possible. A state that only spoke in support is not bound.
    """
    turns = _turns(record, instrument)
    return lambda state: turns[state].on(on) if state in turns else False


def binds(record: Record, instrument: Instrument, state: str) -> Callable[[date], bool | None]:
    """The same of one state, for every day on which the text existed."""
    known = _turns(record, instrument).get(state)
    return known.on if known else lambda _: False


_BINDS: Mapping[Standing, bool | None] = {Standing.CERTAIN: True, Standing.POSSIBLE: None}


class _Turns:
    """Whether a pledge bound a state: the days on which that can change, and what holds from each on."""

    __slots__ = ("_days", "_held")

    def __init__(self, file: File) -> None:
        rows = (*file.acts, *file.press, *file.stated, *file.denied, *file.disavowals)
        self._days = sorted({day for row in rows for day in (row.not_before, row.not_after) if day})
        standings = (file.judge(day, DisavowalPolicy.IGNORED).standing for day in (date.min, *self._days))
        self._held = [_BINDS.get(standing, False) for standing in standings]

    def on(self, day: date) -> bool | None:
        return self._held[bisect_right(self._days, day)]


def _turns(record: Record, instrument: Instrument) -> dict[str, _Turns]:
    key = ("bound", instrument)
    if key not in record.derived:
        record.derived[key] = {state: _Turns(file) for state, file in files(record, instrument).items()}
    found: dict[str, _Turns] = record.derived[key]
    return found
