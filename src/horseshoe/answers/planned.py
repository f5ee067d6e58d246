"""A draft that has not been voted on, as a desk officer knows it, and whether a whip count can be taken of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import msgspec

from horseshoe.answers.questions import BadQuestion, fold, in_sentence, require_day
from horseshoe.facts.proposals import Matter, ProposalKind, RollCall
from horseshoe.facts.record import Record
from horseshoe.facts.situations import Names
from horseshoe.forecast.seats import Chances
from horseshoe.forecast.stances import Stance
from horseshoe.rules import charter, symbols
from horseshoe.rules.draft_life import Stage


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """A draft before its vote; states by code."""

    date: datetime.date
    """Day of the vote, or the first of the days on which it may come."""
    until: datetime.date | None = None
    """Last of the days on which the vote may come, where the day is not set."""
    title: str | None = None
    symbol: str | None = None
    situation: str | None = None
    action: str | None = None
    """What it asks for, one of ``facts.situations.Action``."""
    text_names: Names = Names.UNKNOWN
    """Whether its text names one of the three crimes or the protection of civilians."""
    agenda: str | None = None
    topic: str | None = None
    kind: ProposalKind = ProposalKind.DRAFT_RESOLUTION
    matter: Matter = Matter.SUBSTANTIVE
    sponsors: tuple[str, ...] = ()
    penholder: str | None = None
    stage: Stage | None = None
    stances: tuple[Stance, ...] = ()
    chances: Mapping[str, Chances] = {}
    """Chances of one's own for some seats; they stand in place of everything else."""
    loadings: Mapping[str, float] = {}
    """Loadings of one's own on the shared factor; they stand in place of the model's."""


def require_countable(record: Record, planned: Planned) -> None:
    """Do nothing if a whip count can be taken of the draft.

    Raises:
        BadQuestion: the Council of the day is not known or changes within the days given; a stance or chances for a
            state that is not on it; two stances of a state at one stage; or the draft has been voted on already.
    """
    on, last = planned.date, planned.until or planned.date
    if last < on:
        raise BadQuestion(f"The vote cannot come between {on} and {last}: the first day lies after the last.")
    require_day(record, on)
    require_day(record, last)
    seats = {term.state for term in record.council(on)}
    if len(seats) != (wanted := charter.size(on).seats):
        raise BadQuestion(f"Only {len(seats)} of the {wanted} seats of {on} are known: the odds need all of them.")
    if seats != {term.state for term in record.council(last)}:
        raise BadQuestion(
            f"The Council changes between {on} and {last}: give days on one side of the change, and count twice."
        )
    _refuse_voted(record, planned)
    named = [stance.state for stance in planned.stances]
    for what, states in (("A stance is", named), ("Chances are", planned.chances), ("A loading is", planned.loadings)):
        for state in states:
            if state not in seats:
                raise BadQuestion(
                    f"{what} given for {in_sentence(record.name(state, on))} ({state}), which is not on the Council "
                    f"on {on}: its members are {', '.join(sorted(seats))}."
                )
    seen: set[tuple[str, Stage]] = set()
    for stance in planned.stances:
        if (stance.state, stance.stage) in seen:
            raise BadQuestion(
                f"{record.name(stance.state, on)} ({stance.state}) has two stances at the stage {stance.stage.value}: "
                "keep the later one, or give the other its own stage."
            )
        seen.add((stance.state, stance.stage))


def _refuse_voted(record: Record, planned: Planned) -> None:
    found: RollCall | None = None
    if planned.symbol:
        try:
            key = symbols.parse(planned.symbol).key
        except symbols.SymbolError as error:
            raise BadQuestion(str(error)) from None
        found = next(iter(record.by_symbol.get(key, ())), None)
    elif planned.title:
        titled = fold(planned.title)
        found = next(
            (
                row
                for row in record.roll_calls
                if row.date == planned.date and fold(record.proposal[row.proposal].title or "") == titled
            ),
            None,
        )
    if found:
        proposal = record.proposal[found.proposal]
        named = proposal.symbol or proposal.resolution or found.id
        raise BadQuestion(
            f"{planned.symbol or planned.title} was put to the vote on {found.date} and "
            f"was {found.outcome.value.replace('_', ' ')}: "
            f"ask for the brief instead, horseshoe brief {named}."
        )
    if planned.stage is Stage.VOTED:
        raise BadQuestion(
            "A draft at the stage voted has no odds left: ask for its brief instead (horseshoe brief S/2022/155)."
        )
    if planned.stage is Stage.WITHDRAWN:
        raise BadQuestion("A draft that was withdrawn is not put to the vote: if it is to be, correct its stage.")
