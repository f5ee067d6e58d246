"""One member's vote held against the pledges: the finding of each assessor, and whether it holds under all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import StrEnum

import msgspec

from horseshoe.answers import views
from horseshoe.answers.findings import BOTH, binds, rule, views_of
from horseshoe.answers.questions import NotFound, in_sentence
from horseshoe.answers.standing import Standing, support, text_of
from horseshoe.answers.views import View, find_assessor
from horseshoe.answers.wording import names, say
from horseshoe.facts.assessments import Status
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Cast, Outcome, ProposalKind, RollCall, Tally
from horseshoe.facts.record import Record
from horseshoe.rules.findings import BY_POLICY, RULINGS, FindingKind, Reach, Reason


class Holds(StrEnum):
    """Under which assessors a finding holds."""

    ALL = "all"
    """Every assessor comes to it."""
    SOME = "some"
    """Those that can tell come to it; others cannot."""
    DISAGREE = "disagree"
    """Assessors come to different findings."""


class AssessorFinding(msgspec.Struct, frozen=True, gc=False):
    """One assessor's finding."""

    assessor: str
    status: Status | None
    """What the assessor says of the draft: whether it engaged the Code."""
    kind: FindingKind
    reason: Reason
    says: str
    """The finding in a sentence."""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A member's vote held against one pledge."""

    instrument: Instrument
    standing: Standing
    """How the state stood to the pledge on the day of the vote."""
    standing_reason: str
    possible: bool
    """Whether it may have been bound, without that being certain."""
    kind: FindingKind
    """The finding: of the assessor asked for, or what all of them come to together."""
    reason: Reason
    says: str
    """The same in a sentence; what one assessor bases it on is among ``findings``."""
    by_policy: bool
    """Whether the vote is not judged by the policy chosen, and would be by another."""
    holds: Holds
    """Under which assessors it holds, of all there are, whichever was asked for."""
    undetermined: tuple[str, ...]
    """The assessors that cannot tell."""
    findings: tuple[AssessorFinding, ...]
    """Each assessor's finding, or that of the one asked for."""
    sources: tuple[str, ...]
    """Where the standing was read (``sources.id``)."""


class Vote(msgspec.Struct, frozen=True, kw_only=True):
    """What was voted on, and what became of it."""

    roll_call: str
    date: date
    kind: ProposalKind | None
    draft: str | None
    amends: str | None
    resolution: str | None
    title: str | None
    outcome: Outcome
    tally: Tally
    situation: str | None
    """The situation that it belongs to (``situations.id``), where that is known."""

    def named(self) -> str:
        """Its symbol, or what there is instead."""
        return self.draft or self.resolution or (f"amendment to {self.amends}" if self.amends else self.roll_call)


class SeatConduct(msgspec.Struct, frozen=True, kw_only=True):
    """One member in one vote."""

    state: str
    name: str
    permanent: bool
    cast: Cast
    vetoed: bool
    """Whether its no was a veto."""
    pledges: tuple[Held, ...]


class Asked(msgspec.Struct, frozen=True):
    """What is asked of the record: whose views, which pledges, up to which day, under which policy."""

    shown: tuple[str, ...]
    """The assessors whose findings are shown."""
    views: Mapping[str, Mapping[str, View]]
    """Every assessor to its view of each roll call."""
    instruments: tuple[Instrument, ...]
    on: date | None
    reach: Reach


def question(
    record: Record, assessor: str | None, instrument: Instrument | None, on: date | None, reach: Reach
) -> Asked:
    """What is asked, with the views that it needs.

    Raises:
        NotFound: no such assessor, or none at all; or the Record holds no text of the pledge.
    """
    known = views_of(record, on=on)
    if not known:
        raise NotFound("The Record holds no assessor, or none had been recorded by that day.")
    shown = tuple(known) if assessor is None else (find_assessor(record, assessor),)
    instruments = BOTH if instrument is None else (instrument,)
    for each in instruments:
        text_of(record, each)
    return Asked(shown, known, instruments, on, reach)


def first_text(record: Record, instruments: Iterable[Instrument]) -> date:
    """The day since when there is a text, of the earliest of the pledges."""
    return min(text_of(record, each).first_text for each in instruments)


def vote(record: Record, row: RollCall) -> Vote:
    """The roll call as an answer on conduct names it."""
    proposal = record.proposal[row.proposal]
    known = record.draft_situation.get(row.id)
    return Vote(
        roll_call=row.id,
        date=row.date,
        kind=proposal.kind,
        draft=proposal.symbol,
        amends=proposal.amends,
        resolution=proposal.resolution,
        title=proposal.title,
        outcome=row.outcome,
        tally=row.tally(),
        situation=known.situation if known else None,
    )


def seat(record: Record, row: RollCall, state: str, cast: Cast, asked: Asked) -> SeatConduct:
    """One member of a roll call, its vote held against each pledge."""
    permanent = state in record.permanent(row.date)
    name = record.name(state, row.date)
    said = in_sentence(name)
    return SeatConduct(
        state=state,
        name=name,
        permanent=permanent,
        cast=cast,
        vetoed=vetoed(record, row, state),
        pledges=tuple(_held(record, row, state, said, cast, permanent, each, asked) for each in asked.instruments),
    )


def seats(record: Record, row: RollCall, asked: Asked) -> tuple[SeatConduct, ...]:
    """Every member of a roll call, permanent members first, then by code."""
    casts = row.casts()
    permanent = record.permanent(row.date)
    order = sorted(casts, key=lambda state: (state not in permanent, state))
    return tuple(seat(record, row, state, casts[state], asked) for state in order)


def vetoed(record: Record, row: RollCall, state: str) -> bool:
    """Whether ``state`` vetoed in this roll call."""
    return row.outcome is Outcome.VETOED and state in row.no and state in record.permanent(row.date)


def _held(
    record: Record,
    row: RollCall,
    state: str,
    name: str,
    cast: Cast,
    permanent: bool,
    instrument: Instrument,
    asked: Asked,
) -> Held:
    standing = support(record, instrument, state, row.date)
    exists = row.date >= text_of(record, instrument).first_text
    bound = binds(record, instrument, state)(row.date) if exists else False
    kind = record.proposal[row.proposal].kind
    found: dict[str, AssessorFinding] = {}
    for assessor, known in asked.views.items():
        view = known.get(row.id)
        ruling = rule(record, row, instrument, cast, bound, permanent, view, asked.reach)
        if ruling.reason is Reason.NOT_ASSESSED:
            view = views.view(record, assessor, row, on=asked.on)
        found[assessor] = AssessorFinding(
            assessor,
            view.status if view else None,
            ruling.kind,
            ruling.reason,
            say(
                ruling.reason,
                instrument,
                state=name,
                on=row.date,
                cast=cast,
                kind=kind,
                standing=standing.reason,
                assessor=record.assessor[assessor].name,
                why=view.why if view else "",
            ),
        )
    shown = tuple(found[each] for each in asked.shown)
    holds = _holds(found.values())
    reason, says = _together(record, shown, name, row.date, instrument)
    return Held(
        instrument=instrument,
        standing=standing.standing,
        standing_reason=standing.reason,
        possible=RULINGS[reason].possible,
        kind=RULINGS[reason].kind,
        reason=reason,
        says=says,
        by_policy=reason in BY_POLICY,
        holds=holds,
        undetermined=tuple(each.assessor for each in found.values() if each.kind is FindingKind.UNDETERMINED),
        findings=shown,
        sources=standing.sources,
    )


def _holds(found: Collection[AssessorFinding]) -> Holds:
    told = {each.kind for each in found if each.kind is not FindingKind.UNDETERMINED}
    if len(told) > 1:
        return Holds.DISAGREE
    return Holds.SOME if told and any(each.kind is FindingKind.UNDETERMINED for each in found) else Holds.ALL


def _together(
    record: Record, found: Collection[AssessorFinding], name: str, on: date, instrument: Instrument
) -> tuple[Reason, str]:
    """What several findings come to: that of those that can tell, and contested where these disagree."""
    told = [each for each in found if each.kind is not FindingKind.UNDETERMINED] or list(found)
    if len({each.kind for each in told}) == 1:
        return told[0].reason, told[0].says
    kinds = {record.assessor[each.assessor].name: each.kind for each in found}
    return Reason.ASSESSORS_DISAGREE, say(Reason.ASSESSORS_DISAGREE, instrument, state=name, on=on, views=names(kinds))
