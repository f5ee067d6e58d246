"""Conduct: what a member did, held against what it had pledged; by state, by draft, by situation, and every no."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from horseshoe.answers.coherence import Question, coherence
from horseshoe.answers.conduct_cases import (
    Asked,
    Held,
    SeatConduct,
    Vote,
    first_text,
    question,
    seat,
    seats,
    vetoed,
    vote,
)
from horseshoe.answers.conduct_cover import ConductCover, cover, last_day
from horseshoe.answers.conduct_noes import Noes, noes
from horseshoe.answers.conduct_situation import SituationConduct, of_situation
from horseshoe.answers.findings import binds, rule
from horseshoe.answers.questions import NotFound, find_roll_calls
from horseshoe.answers.rollcall import Cited, cite
from horseshoe.answers.standing import Support, support, text_of
from horseshoe.answers.statements import Before, Statement, explanations, stances
from horseshoe.answers.views import View, views
from horseshoe.facts.assessments import Status
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Cast, RollCall
from horseshoe.facts.record import Record
from horseshoe.rules.findings import UNJUDGED, FindingKind, Reach

__all__ = [
    "DraftConduct",
    "Noes",
    "SituationConduct",
    "StateConduct",
    "noes",
    "of_draft",
    "of_situation",
    "of_state",
]


class ConductCase(msgspec.Struct, frozen=True, kw_only=True):
    """A no of the state, held against each pledge."""

    vote: Vote
    seat: SeatConduct
    explanations: tuple[Statement, ...]
    """What the state said of it, as far as known here."""
    sources: tuple[str, ...]
    """Where the vote was read (``sources.id``)."""


class PledgeConduct(msgspec.Struct, frozen=True, kw_only=True):
    """A state's votes since there was a text, counted by how the pledge stood to them."""

    instrument: Instrument
    standing: Support
    """How the state stands to the pledge on the last day of the answer."""
    since: date
    """The day since when there is a text."""
    votes: int
    """Votes while the state held a seat, since that day."""
    bound: int
    """Of these, votes while it was bound for certain; the Declaration binds permanent members alone."""
    possibly_bound: int
    """Of these, votes while it may have been bound."""
    casts: dict[Cast, int]
    """What it did in the votes while it was bound for certain."""
    vetoes: int
    """Vetoes while it was bound for certain."""
    not_judged: int
    """Votes while it was bound that are not judged: the cast or the kind is unknown, or the policy leaves them out."""
    findings: dict[str, dict[FindingKind, int]]
    """Assessor to how many votes came to which finding, of all votes counted here."""


class StateConduct(msgspec.Struct, frozen=True, kw_only=True):
    """A state's votes held against its pledges."""

    state: str
    name: str
    on: date | None
    """Votes and assessments up to this day; ``None``: all."""
    reach: Reach
    assessors: tuple[str, ...]
    """Whose findings are shown."""
    votes: int
    """Votes on record in which the state held a seat, of all years up to that day."""
    pledges: tuple[PledgeConduct, ...]
    cases: tuple[ConductCase, ...]
    """Every no since there was a text, in the order of the votes."""
    before: tuple[Before, ...]
    """What the state said before votes that it would do: reported, and never held against it."""
    questions: tuple[Question, ...]
    """Where what it pledged, said and cast does not plainly fit together: questions, not findings."""
    coverage: ConductCover
    sources: tuple[Cited, ...]


class DraftView(msgspec.Struct, frozen=True, kw_only=True):
    """One roll call on a draft: each assessor's view, and each seat held against each pledge."""

    vote: Vote
    views: tuple[View, ...]
    """What the assessors shown say of it, step by step."""
    seats: tuple[SeatConduct, ...]
    """Permanent members first, then by code."""
    before: tuple[Before, ...]
    """What members said before the vote that they would do: reported, and never held against them."""
    explanations: tuple[Statement, ...]
    """What states said of the vote, as far as known here."""
    questions: tuple[Question, ...]
    """Where what a member pledged, said and cast does not plainly fit together: questions, not findings."""


class DraftConduct(msgspec.Struct, frozen=True, kw_only=True):
    """Every roll call that bears a symbol, held against the pledges."""

    symbol: str
    on: date | None
    reach: Reach
    assessors: tuple[str, ...]
    roll_calls: tuple[DraftView, ...]
    coverage: ConductCover
    sources: tuple[Cited, ...]


def of_state(
    record: Record,
    state: str,
    *,
    assessor: str | None = None,
    instrument: Instrument | None = None,
    on: date | None = None,
    reach: Reach = Reach.DRAFTS,
    as_known: date | None = None,
) -> StateConduct:
    """A state's votes held against its pledges: the counts, and every no one by one.

    Args:
        record: the facts.
        state: code of the state.
        assessor: whose findings are shown; ``None``: everybody's, and what they come to together.
        instrument: one pledge; ``None``: both.
        on: votes and assessments up to this day; ``None``: all.
        reach: which votes are judged.
        as_known: with what was recorded by the end of this day.

    Raises:
        NotFound: no such assessor, or the Record holds no text of a pledge.
        KeyError: no such state; names are found by :func:`horseshoe.answers.questions.find_state`.
    """
    record = record.as_known(as_known)
    asked = question(record, assessor, instrument, on, reach)
    since, until = first_text(record, asked.instruments), last_day(record, on)
    voted = _votes(record).get(state, ())
    voted = voted[: bisect_right(voted, until, key=lambda each: each[0].date)]
    cases = tuple(
        ConductCase(
            vote=vote(record, row),
            seat=seat(record, row, state, cast, asked),
            explanations=explanations(record, state=state, roll_call=row.id),
            sources=tuple(row.source.split()),
        )
        for row, cast in voted[bisect_left(voted, since, key=lambda each: each[0].date) :]
        if cast is Cast.NO
    )
    pledges = tuple(_counted(record, state, voted, each, until, asked) for each in asked.instruments)
    before = stances(record, state=state)
    questions = tuple(each for each in _questions(record, asked) if each.state == state)
    cited = _sources(held for case in cases for held in case.seat.pledges)
    cited.update(dict.fromkeys(source for case in cases for source in case.sources))
    cited.update(dict.fromkeys(source for case in cases for said in case.explanations for source in said.sources))
    cited.update(dict.fromkeys(source for each in pledges for source in each.standing.sources))
    cited.update(dict.fromkeys(source for rows in (before, questions) for each in rows for source in each.sources))
    return StateConduct(
        state=state,
        name=record.name(state, until),
        on=on,
        reach=reach,
        assessors=asked.shown,
        votes=len(voted),
        pledges=pledges,
        cases=cases,
        before=before,
        questions=questions,
        coverage=cover(record, asked.instruments, since, max(since, until), reach),
        sources=cite(record, cited),
    )


def of_draft(
    record: Record,
    symbol: str,
    *,
    assessor: str | None = None,
    instrument: Instrument | None = None,
    on: date | None = None,
    reach: Reach = Reach.DRAFTS,
    as_known: date | None = None,
) -> DraftConduct:
    """Each roll call on a draft: the views of it, and every seat held against the pledges.

    Args:
        record: the facts.
        symbol: a draft, a resolution, a meeting, or the id of a roll call.
        assessor: whose findings are shown; ``None``: everybody's, and what they come to together.
        instrument: one pledge; ``None``: both.
        on: votes and assessments up to this day; ``None``: all.
        reach: which votes are judged.
        as_known: with what was recorded by the end of this day.

    Raises:
        NotFound: no roll call bears the symbol, or none by that day; no such assessor; no text of the pledge.
        BadQuestion: neither a symbol nor an id.
    """
    record = record.as_known(as_known)
    asked = question(record, assessor, instrument, on, reach)
    rows = find_roll_calls(record, symbol)
    voted = tuple(row for row in rows if on is None or row.date <= on)
    if not voted:
        raise NotFound(
            f"{symbol} was put to the vote on {rows[0].date}, after {on}: leave --on out or give a later day."
        )
    found = tuple(
        DraftView(
            vote=vote(record, row),
            views=tuple(view for view in views(record, row, on=on) if view.assessor in asked.shown),
            seats=seats(record, row, asked),
            before=stances(record, roll_call=row.id),
            explanations=explanations(record, roll_call=row.id),
            questions=tuple(each for each in _questions(record, asked) if row.id in each.roll_calls),
        )
        for row in voted
    )
    cited = dict.fromkeys(source for row in voted for source in row.source.split())
    cited.update(dict.fromkeys(source for each in found for view in each.views for source in view.sources))
    cited.update(_sources(held for each in found for seated in each.seats for held in seated.pledges))
    beside = (rows for each in found for rows in (each.before, each.explanations, each.questions))
    cited.update(dict.fromkeys(source for rows in beside for told in rows for source in told.sources))
    return DraftConduct(
        symbol=symbol,
        on=on,
        reach=reach,
        assessors=asked.shown,
        roll_calls=found,
        coverage=cover(record, asked.instruments, *_period(record, voted, asked), reach),
        sources=cite(record, cited),
    )


def _period(record: Record, rows: Iterable[RollCall], asked: Asked) -> tuple[date, date]:
    """The days that the coverage of a draft speaks of: since there is a text; for an earlier vote, its year."""
    day = min(row.date for row in rows)
    since = first_text(record, asked.instruments)
    if day < since:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return since, last_day(record, asked.on)


def _counted(
    record: Record,
    state: str,
    voted: Iterable[tuple[RollCall, Cast]],
    instrument: Instrument,
    until: date,
    asked: Asked,
) -> PledgeConduct:
    """The state's votes since there was a text, counted."""
    since = text_of(record, instrument).first_text
    binding = binds(record, instrument, state)
    seats = [term for term in record.terms if term.permanent and term.state == state]
    alike: dict[tuple[Cast, bool | None, bool], list[RollCall]] = {}
    for row, cast in voted:
        if row.date >= since:
            permanent = bool(seats) and any(term.covers(row.date) for term in seats)
            alike.setdefault((cast, binding(row.date), permanent), []).append(row)
    votes = bound = possible = vetoes = not_judged = 0
    casts: Counter[Cast] = Counter()
    kinds: dict[str, Counter[FindingKind]] = {assessor: Counter() for assessor in asked.shown}
    for key, rows in alike.items():
        # What is no vote against is ruled alike in every vote, whatever the draft was.
        for row, number in ((row, 1) for row in rows) if key[0] is Cast.NO else ((rows[0], len(rows)),):
            ruled = [
                rule(record, row, instrument, *key, asked.views[assessor].get(row.id), asked.reach)
                for assessor in asked.shown
            ]
            for assessor, ruling in zip(asked.shown, ruled, strict=True):
                kinds[assessor][ruling.kind] += number
            votes += number
            possible += ruled[0].possible * number
            if ruled[0].kind is not FindingKind.NOT_BOUND:
                bound += number
                casts[key[0]] += number
                vetoes += vetoed(record, row, state)
                not_judged += (ruled[0].reason in UNJUDGED) * number
    return PledgeConduct(
        instrument=instrument,
        standing=support(record, instrument, state, until),
        since=since,
        votes=votes,
        bound=bound,
        possibly_bound=possible,
        casts={cast: casts[cast] for cast in Cast if casts[cast]},
        vetoes=vetoes,
        not_judged=not_judged,
        findings={
            assessor: {kind: counted[kind] for kind in FindingKind if counted[kind]}
            for assessor, counted in kinds.items()
        },
    )


def _votes(record: Record) -> Mapping[str, tuple[tuple[RollCall, Cast], ...]]:
    """State to the roll calls in which it held a seat, with what it did, in order of day."""
    key = ("conduct", "votes of")
    if key not in record.derived:
        found: dict[str, list[tuple[RollCall, Cast]]] = {}
        for row in sorted(record.roll_calls, key=lambda row: row.date):
            for cast, states in row.seats():
                for state in states:
                    found.setdefault(state, []).append((row, cast))
        record.derived[key] = {state: tuple(rows) for state, rows in found.items()}
    votes: Mapping[str, tuple[tuple[RollCall, Cast], ...]] = record.derived[key]
    return votes


def _questions(record: Record, asked: Asked) -> tuple[Question, ...]:
    """What the record asks of anybody, on votes up to the day asked for."""
    later = asked.on is not None and any(row.made > asked.on for row in record.assessments)
    key = ("conduct", "questions")
    found: tuple[Question, ...]
    if later or key not in record.derived:
        found = coherence(record, statuses=lambda roll_call: _statuses(asked, roll_call))
        if not later:
            record.derived[key] = found
    else:
        found = record.derived[key]
    if asked.on is None:
        return found
    return tuple(each for each in found if all(record.roll_call[id_].date <= asked.on for id_ in each.roll_calls))


def _statuses(asked: Asked, roll_call: str) -> dict[str, Status | None]:
    known = {assessor: views.get(roll_call) for assessor, views in asked.views.items()}
    return {assessor: view.status if view else None for assessor, view in known.items()}


def _sources(held: Iterable[Held]) -> dict[str, None]:
    return dict.fromkeys(source for each in held for source in each.sources)
