"""The whip count: a draft before its vote, what each seat may do, what follows, and whom to call first.

Chances come from the first of these that there is: those written beside the seat, the model of the record up to the
day before with the seat's latest stance mixed in, the model alone. Nothing here says that a pledge applies to the
draft: that is for the states, and for assessors who say so under their own name.
"""

from __future__ import annotations

import datetime
import pathlib
from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec

from horseshoe.answers.paths import Certain, Fewest, Path, certain, fewest, paths
from horseshoe.answers.planned import Planned, require_countable
from horseshoe.answers.planned_views import PlannedView, planned_views
from horseshoe.answers.questions import BadQuestion
from horseshoe.answers.rollcall import Cited, cite
from horseshoe.answers.roster import KnownSupporters, known_supporters
from horseshoe.answers.standing import Standing, Support, support
from horseshoe.answers.supposed import BoundSeat, Shares, Supposed, likeliest_no_first, shares, supposed
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Cast, Matter
from horseshoe.facts.record import Record
from horseshoe.forecast.draft import Draft
from horseshoe.forecast.odds import Odds, Rule, TallyChance, Vetoers, independent, odds
from horseshoe.forecast.seats import Chances, SeatChances
from horseshoe.forecast.stances import DEFAULT, Position, Reliability, Stance, believed, latest
from horseshoe.forecast.what_if import Bargain, Goal, Pivot, WhatIf, bargains, if_bound_abstain, pivots, single
from horseshoe.rules import declaration
from horseshoe.rules.draft_life import Stage

NOT_ASSESSED = (
    "What the published standards would say of this draft is not told: name its situation (situation) as the record "
    "does, what it asks for (action), and whether its text names the crimes (text_names)."
)
ACCORDING = (
    "A pledge beside a chance is no finding: whether the Code applies is for each supporter, and for assessors who say "
    "so under their own name."
)


class Forecaster(Protocol):
    """What tells the chances of seats of which nothing else is known: a fitted model."""

    @property
    def version(self) -> str:
        """What made the numbers."""

    def chances(self, draft: Draft, seats: Sequence[str]) -> Mapping[str, Chances]:
        """State code to what that seat may do."""

    def loadings(self, seats: Sequence[str]) -> Mapping[str, float]:
        """State code to the seat's loading on the shared factor."""


class WhipSeat(msgspec.Struct, frozen=True, kw_only=True):
    """One seat before the vote."""

    state: str
    name: str
    permanent: bool
    group: str | None
    bound_by: tuple[Instrument, ...]
    """Pledges that the state had certainly joined by the day, and that speak to its vote."""
    possibly_bound_by: tuple[Instrument, ...]
    """Pledges that it had possibly joined."""
    code: Support
    declaration: Support
    stance: Position | None
    """Its latest stance, declared or reported; ``None`` where none is known."""
    stances: tuple[Stance, ...]
    """All stances known, the latest stage first."""
    p: Chances
    """What the seat may do."""
    loading: float
    """How far it moves with the others: its loading on the shared factor."""
    pivot: float
    """The chance of adoption with its yes less that with its no: also the chance that its vote decides."""
    could_sink: float
    """The chance that the draft is adopted and its no alone would have sunk it."""
    could_save: float
    """The chance that the draft fails and its yes alone would have carried it."""
    adopted_if: dict[str, float]
    """The chance of adoption if it votes yes, abstains or votes no."""
    source: str
    """Where its chances come from, in words."""


class WhipCoverage(msgspec.Struct, frozen=True, kw_only=True):
    """What the count knows and does not know."""

    seats: int
    declared: int
    """Seats of which a declared stance is known."""
    reported: int
    """Seats of which only a report of a stance is known."""
    unknown: int
    """Seats of which no stance is known."""
    own_chances: int
    """Seats whose chances were given."""
    model: str | None
    """Version of the model, where one was asked."""
    supporters: tuple[KnownSupporters, ...]
    quadrature_error: float
    """How far half the values of the shared factor would change the odds; the error is far less."""
    notes: tuple[str, ...]


class Whip(msgspec.Struct, frozen=True, kw_only=True):
    """The whip count on a draft."""

    title: str | None
    symbol: str | None
    situation: str | None
    date: datetime.date
    until: datetime.date | None
    stage: Stage | None
    sponsors: tuple[str, ...]
    penholder: str | None
    matter: Matter
    threshold: int
    """Votes in favour that the draft needs."""
    odds: Shares
    odds_if_independent: Shares
    """The same if every seat voted for itself."""
    vetoed_by: dict[str, float]
    """Permanent member to the chance that the draft is vetoed and this member is among those voting no."""
    vetoers: tuple[Vetoers, ...]
    """The sets of permanent members that may veto together, the likeliest first."""
    yes_distribution: tuple[float, ...]
    """The chance of 0, 1, 2 ... votes in favour."""
    tallies: tuple[TallyChance, ...]
    """The ten likeliest tallies."""
    seats: tuple[WhipSeat, ...]
    certain: Certain
    paths_to_nine: tuple[Path, ...]
    """The likeliest ways to just enough votes in favour (nine, or seven before 1966)."""
    fewest: Fewest
    pivotal: tuple[str, ...]
    """All seats, those on which the outcome turns most first."""
    what_ifs: tuple[WhatIf, ...]
    """The odds with each seat in turn held to yes, to no and to abstaining."""
    bargains: tuple[Bargain, ...]
    """The pairs of seats that raise the chance of adoption most together."""
    spoilers: tuple[Bargain, ...]
    """The pairs of seats that lower it most together."""
    bound: tuple[BoundSeat, ...]
    """Seats whose no would go against a pledge."""
    views: tuple[PlannedView, ...]
    """What the published standards would say of the draft."""
    if_bound_abstain: Shares
    """The odds if every seat certainly bound abstains wherever it would vote no."""
    what_if: Supposed | None
    """The odds with the seats held that were asked for."""
    coverage: WhipCoverage
    sources: tuple[Cited, ...]
    """The sources of the pledges."""


def whip(
    record: Record,
    planned: Planned,
    *,
    what_if: Mapping[str, Cast] | None = None,
    forecaster: Forecaster | None = None,
    cache: pathlib.Path | None = None,
    reliability: Reliability = DEFAULT,
    as_known: datetime.date | None = None,
) -> Whip:
    """The whip count on a draft that has not been voted on.

    Args:
        record: what is known.
        planned: the draft.
        what_if: state code to the cast that the seat is held to, for odds beside the others.
        forecaster: the model; fitted to the record up to the day before the vote if not given.
        cache: a folder in which the numbers of a fitted model are kept.
        reliability: the weights of stances.
        as_known: with what was recorded by the end of this day; now if not given.

    Raises:
        BadQuestion: no count can be taken of the draft, or a seat held that is not on the Council.
    """
    record = record.as_known(as_known)
    require_countable(record, planned)
    on = planned.date
    states = [term.state for term in record.council(on)]
    permanent = record.permanent(on)
    _require_on_council(record, what_if or {}, states, on)
    rule = Rule.of(on, planned.matter)
    model = forecaster if forecaster is not None else _model(record, planned, states, cache)
    seats, sources = _seats(planned, states, permanent, model, reliability)
    found = odds(seats, on, matter=planned.matter)
    turning = {each.state: each for each in pivots(seats, on, matter=planned.matter)}
    drawn = tuple(_seat(record, planned, seat, turning[seat.state], sources[seat.state], permanent) for seat in seats)
    bound = {seat.state for seat in drawn if seat.bound_by}
    said = _declared(planned)
    views = planned_views(record, planned)
    sure = certain(said, seats, rule)
    cited = dict.fromkeys(
        source for seat in drawn for pledge in (seat.code, seat.declaration) for source in pledge.sources
    )
    answer = Whip(
        title=planned.title,
        symbol=planned.symbol,
        situation=planned.situation,
        date=on,
        until=planned.until,
        stage=planned.stage,
        sponsors=planned.sponsors,
        penholder=planned.penholder,
        matter=planned.matter,
        threshold=rule.needed,
        odds=shares(found),
        odds_if_independent=shares(odds(independent(seats), on, matter=planned.matter)),
        vetoed_by=found.vetoed_by,
        vetoers=found.vetoers,
        yes_distribution=found.yes_distribution,
        tallies=tuple(sorted(found.tallies, key=lambda each: (-each.chance, -each.yes, each.no))[:10]),
        seats=drawn,
        certain=sure,
        paths_to_nine=paths(sure, seats, rule),
        fewest=fewest(seats, rule),
        pivotal=tuple(sorted(turning, key=lambda state: (-turning[state].pivot, state))),
        what_ifs=single(seats, on, matter=planned.matter),
        bargains=bargains(seats, on, matter=planned.matter),
        spoilers=bargains(seats, on, goal=Goal.DEFEAT, matter=planned.matter),
        bound=_bound(drawn, found, {each.assessor: each.word for each in views}),
        views=views,
        if_bound_abstain=shares(odds(if_bound_abstain(seats, bound), on, matter=planned.matter)),
        what_if=None,
        coverage=_coverage(record, planned, drawn, model, found, views),
        sources=cite(record, cited),
    )
    return suppose(record, planned, answer, what_if or {})


def suppose(record: Record, planned: Planned, answer: Whip, casts: Mapping[str, Cast]) -> Whip:
    """The same count with other seats held to a cast: what stands beside it is not counted again.

    Args:
        record: what is known.
        planned: the draft.
        answer: the count on it.
        casts: state code to the cast that the seat is held to; none: the count as things stand.

    Raises:
        BadQuestion: a seat that is not on the Council.
    """
    _require_on_council(record, casts, [seat.state for seat in answer.seats], planned.date)
    seats = [SeatChances(seat.state, seat.permanent, seat.p, seat.loading) for seat in answer.seats]
    found = (
        supposed(seats, casts, _declared(planned), answer.bound, on=planned.date, matter=planned.matter)
        if casts
        else None
    )
    return msgspec.structs.replace(answer, what_if=found)


def turning(answer: Whip) -> tuple[Pivot, ...]:
    """How far the outcome turns on each seat, those on which it turns most first; with the seats held that are held."""
    if answer.what_if:
        return answer.what_if.pivots
    seats = {seat.state: seat for seat in answer.seats}
    return tuple(
        Pivot(
            state=state,
            adopted_if_yes=seats[state].adopted_if["yes"],
            adopted_if_abstain=seats[state].adopted_if["abstain"],
            adopted_if_no=seats[state].adopted_if["no"],
            pivot=seats[state].pivot,
            could_sink=seats[state].could_sink,
            could_save=seats[state].could_save,
        )
        for state in answer.pivotal
    )


# -- what each seat may do ----------------------------------------------------------------------------


def _model(record: Record, planned: Planned, states: Sequence[str], cache: pathlib.Path | None) -> Forecaster | None:
    """The model of the day before; ``None`` where all seats' chances and loadings are given."""
    if all(state in planned.chances and state in planned.loadings for state in states):
        return None
    from horseshoe.forecast import model

    return model.fit(record, planned.date, cache)


def _seats(
    planned: Planned,
    states: Sequence[str],
    permanent: frozenset[str],
    model: Forecaster | None,
    reliability: Reliability,
) -> tuple[tuple[SeatChances, ...], dict[str, str]]:
    """The seats with their chances, and state code to where those come from."""
    draft = described(planned)
    known = model.chances(draft, states) if model else planned.chances
    loadings = {**(model.loadings(states) if model else {}), **planned.loadings}
    seats, sources = [], {}
    for state in states:
        stance = latest([each for each in planned.stances if each.state == state])
        if state in planned.chances:
            chances, source = planned.chances[state], "given in the draft's file"
        elif stance:
            weight = reliability.of(stance)
            chances = believed(known[state], stance, reliability)
            source = f"{_told(stance)}, weighed {weight:.2f}; the rest by the model"
        else:
            chances, source = known[state], "the model"
        seats.append(SeatChances(state, state in permanent, chances, loadings[state]))
        sources[state] = source
    return tuple(seats), sources


def described(planned: Planned) -> Draft:
    """The draft as the model is told of it."""
    return Draft(
        on=planned.date,
        title=planned.title,
        situation=planned.situation,
        action=planned.action,
        agenda=planned.agenda,
        topic=planned.topic,
        sponsors=planned.sponsors,
        kind=planned.kind,
    )


def _told(stance: Stance) -> str:
    who = "reported" if not stance.declared else f"declared by its {stance.said_by.value}"
    return f"{stance.position.value.replace('_', ' ')} {who} ({stance.source}; {stance.confidence.value} confidence)"


def _declared(planned: Planned) -> dict[str, Position]:
    """State code to what the member itself declared last; a cast that is given as sure counts as declared."""
    found = {}
    for state in {each.state for each in planned.stances}:
        own = latest([each for each in planned.stances if each.state == state and each.declared])
        if own:
            found[state] = own.position
    for state, chances in planned.chances.items():
        found.pop(state, None)
        if cast := next((cast for cast, chance in chances.casts() if chance == 1), None):
            found[state] = Position(cast.value)
    return found


def _require_on_council(record: Record, casts: Mapping[str, Cast], states: Sequence[str], on: datetime.date) -> None:
    for state in casts:
        if state not in states:
            raise BadQuestion(
                f"{record.name(state, on)} ({state}) is not on the Council on {on} and cannot be held to a cast: its "
                f"members are {', '.join(sorted(states))}."
            )


# -- the parts of the answer ----------------------------------------------------------------------------


def _seat(
    record: Record, planned: Planned, seat: SeatChances, turning: Pivot, source: str, permanent: frozenset[str]
) -> WhipSeat:
    on = planned.date
    pledges = {each: support(record, each, seat.state, on) for each in Instrument}
    # The Declaration asks something of the permanent members alone; the Code of every member of the Council.
    speaking = [each for each in Instrument if each is Instrument.CODE or declaration.binds(seat.state, permanent)]
    own = [each for each in planned.stances if each.state == seat.state]
    newest = latest(own)
    order = list(Stage)
    return WhipSeat(
        state=seat.state,
        name=record.name(seat.state, on),
        permanent=seat.permanent,
        group=record.group(seat.state, on).group,
        bound_by=tuple(each for each in speaking if pledges[each].standing is Standing.CERTAIN),
        possibly_bound_by=tuple(each for each in speaking if pledges[each].standing is Standing.POSSIBLE),
        code=pledges[Instrument.CODE],
        declaration=pledges[Instrument.DECLARATION],
        stance=newest.position if newest else None,
        stances=tuple(sorted(own, key=lambda each: -order.index(each.stage))),
        p=seat.chances,
        loading=seat.loading,
        pivot=turning.pivot,
        could_sink=turning.could_sink,
        could_save=turning.could_save,
        adopted_if={
            "yes": turning.adopted_if_yes,
            "abstain": turning.adopted_if_abstain,
            "no": turning.adopted_if_no,
        },
        source=source,
    )


def _bound(seats: Sequence[WhipSeat], found: Odds, assessments: Mapping[str, str]) -> tuple[BoundSeat, ...]:
    bound = [
        BoundSeat(seat.state, each, standing, seat.p.no, found.vetoed_by.get(seat.state, 0.0), dict(assessments))
        for seat in seats
        for standing, instruments in (
            (Standing.CERTAIN, seat.bound_by),
            (Standing.POSSIBLE, seat.possibly_bound_by),
        )
        for each in instruments
    ]
    return likeliest_no_first(bound)


def _coverage(
    record: Record,
    planned: Planned,
    seats: Sequence[WhipSeat],
    model: Forecaster | None,
    found: Odds,
    views: Sequence[PlannedView],
) -> WhipCoverage:
    notes = [ACCORDING] if views else [ACCORDING, NOT_ASSESSED]
    if planned.until and planned.until != planned.date:
        notes.append(
            f"The vote may come on any day to {planned.until}; pledges, and what the model knows, are those of "
            f"{planned.date}."
        )
    if not planned.sponsors:
        notes.append("The sponsors are not known: they tell the model much.")
    if not (planned.situation or planned.agenda or planned.topic):
        notes.append("Neither situation, agenda nor topic is given: the model has only the title to go by.")
    if planned.matter is not Matter.SUBSTANTIVE and model:
        notes.append("The model has learned from votes of every kind, of which few are procedural.")
    declared = sum(any(each.declared for each in seat.stances) for seat in seats)
    reported = sum(bool(seat.stances) for seat in seats) - declared
    return WhipCoverage(
        seats=len(seats),
        declared=declared,
        reported=reported,
        unknown=len(seats) - declared - reported,
        own_chances=len(planned.chances),
        model=model.version if model else None,
        supporters=tuple(known_supporters(record, each, planned.date) for each in Instrument),
        quadrature_error=found.quadrature_error,
        notes=tuple(notes),
    )
