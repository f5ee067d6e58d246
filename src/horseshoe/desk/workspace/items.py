"""What can be put into a workspace: a form for each kind, checked by type and against the record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from horseshoe.desk.access.rights import Kind
from horseshoe.desk.refusals import Unfit
from horseshoe.facts.assessments import Aim, Credible, FactsSay, Scale, Status
from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.evidence import CodeCrime
from horseshoe.facts.proposals import Outcome
from horseshoe.facts.record import Record
from horseshoe.facts.rows import fault_of
from horseshoe.facts.statements import Voice
from horseshoe.facts.states import Code
from horseshoe.rules.draft_life import Event
from horseshoe.rules.draft_life import Stage as LifeStage

Text = Annotated[str, Meta(min_length=1, max_length=20_000)]
Line = Annotated[str, Meta(min_length=1, max_length=300)]
Vote = Literal["yes", "no", "abstain", "not_participating", "undecided"]
Phase = Literal["consultations", "negotiation", "silence", "blue"]

MOST_SEATS = 15
"""A whip count has no more seats than the Council (Article 23 of the Charter)."""


class Item(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that a workspace keeps."""

    draft: Line
    """The draft: its symbol, or its title before it has one; the key of the proposal, for an assessment."""


class Stance(Item, frozen=True, kw_only=True):
    """What a member said before the vote that it would do, and who spoke."""

    state: Code
    phase: Phase
    stance: Vote
    voice: Voice
    speaker: Line | None = None
    not_before: date | None = None
    not_after: date | None = None
    says: Text


class Instruction(Item, frozen=True, kw_only=True):
    """What a capital told its mission to do."""

    state: Code
    stance: Vote
    giver: Line | None = None
    """Who in the capital."""
    not_before: date | None = None
    not_after: date | None = None
    says: Text


class Note(Item, frozen=True, kw_only=True):
    """A note on a draft."""

    text: Text


class Seat(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one seat is expected to vote."""

    state: Code
    stance: Vote
    why: Line | None = None


class WhipCount(Item, frozen=True, kw_only=True):
    """How the seats are expected to vote, as of a day."""

    on: date
    title: Line
    seats: Annotated[tuple[Seat, ...], Meta(min_length=1, max_length=MOST_SEATS)]


class Assessment(Item, frozen=True, kw_only=True):
    """A draft of an assessor's view on whether the Code applied to a proposal."""

    assessor: Line
    made: date
    signed: Line | None = None
    """Who stated it: a person or an office."""
    status: Status
    aim: Aim
    aim_why: Text
    facts: FactsSay
    facts_why: Text
    credible: Credible
    credible_why: Text
    crimes: tuple[CodeCrime, ...] = ()
    scale: Scale = Scale.UNKNOWN
    evidence: tuple[Line, ...] = ()


class DraftStage(Item, frozen=True, kw_only=True):
    """Where a draft stood, and since when."""

    stage: LifeStage
    outcome: Outcome | None = None
    """What became of it: with a vote, and only there."""
    not_before: date | None = None
    not_after: date | None = None
    says: Text | None = None
    """What is known of it."""

    def event(self) -> Event:
        """As the rules of a draft's life take it.

        Raises:
            ValueError: a vote without its outcome, an outcome without a vote, or dates that cannot be.
        """
        return Event(DoubtfulDate(self.not_before, self.not_after), self.stage, self.outcome, self.says)


ITEMS: Mapping[Kind, type[Item]] = {
    Kind.STANCES: Stance,
    Kind.INSTRUCTIONS: Instruction,
    Kind.NOTES: Note,
    Kind.WHIP_COUNTS: WhipCount,
    Kind.ASSESSMENTS: Assessment,
    Kind.STAGES: DraftStage,
}
"""Kind to the form of what is of it."""

KINDS: Mapping[type[Item], Kind] = {item: kind for kind, item in ITEMS.items()}


def item(kind: Kind, told: Mapping[str, Any]) -> Item:
    """The item that a filled-in form describes; a field left empty is one that is not given.

    Raises:
        Unfit: the form is not in order; the sentence names the field.
    """
    given = {name: value for name, value in told.items() if value not in ("", None)}
    try:
        return msgspec.convert(given, ITEMS[kind], strict=False)
    except msgspec.ValidationError as error:
        field, what = fault_of(error)
        raise Unfit(f"{field.replace('_', ' ').capitalize() or 'The form'}: {what}.") from None


def check(item: Item, record: Record) -> None:
    """Hold an item against the record.

    Raises:
        Unfit: it names a state, a proposal, an assessor or evidence that is not in the record, or its dates cannot be.
    """
    states = [each.state for each in item.seats] if isinstance(item, WhipCount) else [getattr(item, "state", None)]
    for code in filter(None, states):
        if code not in record.state:
            raise Unfit(f"State: the record has no state {code}.")
    if isinstance(item, WhipCount) and len(set(states)) < len(states):
        raise Unfit("Seats: a state has one seat, and one is named twice.")
    if isinstance(item, Stance | Instruction | DraftStage) and item.not_before and item.not_after:
        first, last = item.not_before, item.not_after
        if first > last:
            raise Unfit(f"Not before: {first} lies after {last}.")
    if isinstance(item, DraftStage):
        try:
            item.event()
        except ValueError as error:
            raise Unfit(f"Stage: {error}.") from None
    if isinstance(item, Assessment):
        if item.draft not in record.proposal:
            raise Unfit(f"Draft: the record has no proposal {item.draft}.")
        if item.assessor not in record.assessor:
            raise Unfit(f"Assessor: the record has no assessor {item.assessor}.")
        known = {row.id for row in record.evidence}
        for key in item.evidence:
            if key not in known:
                raise Unfit(f"Evidence: the record has no evidence {key}.")
