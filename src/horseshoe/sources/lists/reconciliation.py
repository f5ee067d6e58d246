"""Hold a published list against the record: what it adds, what it proves earlier, and what it leaves open."""

from __future__ import annotations

from datetime import date

import msgspec

from horseshoe.answers.standing import Standing, may_join, support
from horseshoe.facts.pledges import SAID, EvidenceKind, Instrument
from horseshoe.facts.record import Record
from horseshoe.facts.states import StateKind
from horseshoe.rules.code import ACTS
from horseshoe.sources.accept import Refused
from horseshoe.sources.lists.finding import Found, Named, PassedOver
from horseshoe.sources.lists.questions import Asks, Question


class Counted(msgspec.Struct, frozen=True):
    """How many the list names; members and observers are never added up."""

    member_states: int
    observers: int


class Known(msgspec.Struct, frozen=True):
    """A state that the list names and that the record knew to have joined by then."""

    state: str
    name: str
    by: date
    """The day by which the record shows that it had joined."""


class Added(msgspec.Struct, frozen=True):
    """A state that the record did not know: it joined not after the day of the list."""

    state: str
    name: str
    where: str
    text: str
    before: str
    """What the record says of it so far."""


class Tightened(msgspec.Struct, frozen=True):
    """A state that the record knew, but only by a later day or only by the press."""

    state: str
    name: str
    was: str
    """What the record says of it so far."""
    by: date | None
    """The day by which the record shows that it had joined; none where only the press names it."""


class Missing(msgspec.Struct, frozen=True):
    """A state that the record knows to have joined by then and that the list does not name: a question."""

    state: str
    name: str
    reason: str


class Contradicted(msgspec.Struct, frozen=True):
    """A row of the record that the list contradicts."""

    state: str
    name: str
    evidence: str
    """The row: ``pledges.id``."""
    sentence: str


class BesideClaim(msgspec.Struct, frozen=True):
    """A number that was published for the day of the list, beside the count of the list."""

    claim: str
    claimant: str
    said: str
    agrees: bool | None
    """None where the claim does not say enough to be held against the list."""


class Reconciliation(msgspec.Struct, frozen=True, kw_only=True):
    """A published list held against the record."""

    file: str
    sha256: str
    form: str
    instrument: Instrument
    as_of: date
    counted: Counted
    known: tuple[Known, ...]
    new: tuple[Added, ...]
    tightened: tuple[Tightened, ...]
    missing: tuple[Missing, ...]
    possible: tuple[Missing, ...]
    """States that had possibly joined by then and that the list does not name."""
    contradicted: tuple[Contradicted, ...]
    claims: tuple[BesideClaim, ...]
    named: tuple[Named, ...]
    questions: tuple[Question, ...]
    """What has to be settled first."""
    passed_over: tuple[PassedOver, ...]
    set_aside: tuple[PassedOver, ...]

    @property
    def settled(self) -> bool:
        """Whether nothing stands in the way of taking the list."""
        return not self.questions and bool(self.named)


def reconcile(found: Found, record: Record, instrument: Instrument, as_of: date, *, today: date) -> Reconciliation:
    """The list ``found`` held against what the record knows of ``instrument`` on the day ``as_of``.

    Args:
        found: the states that the list names.
        record: what is known.
        instrument: whose supporters the list names.
        as_of: the day for which the list speaks.
        today: the day of the question, after which no list can be dated.

    Raises:
        Refused: the list is dated before the text existed, or in the future.
    """
    require_day(record, instrument, as_of, today=today)
    record = record.as_known(None)
    known: list[Known] = []
    new: list[Added] = []
    tightened: list[Tightened] = []
    named = tuple(each for each in found.named if may_join(instrument, record.state[each.state]))
    for each in named:
        before = support(record, instrument, each.state, as_of)
        days = [
            row.not_after
            for row in record.pledge_evidence(instrument, each.state)
            if row.kind in ACTS and row.confidence != "recall" and row.not_after
        ]
        earliest = min(days, default=None)
        if before.standing is Standing.CERTAIN and earliest and earliest <= as_of:
            known.append(Known(each.state, each.name, earliest))
        elif before.standing is Standing.POSSIBLE or earliest:
            tightened.append(Tightened(each.state, each.name, before.reason, earliest))
        else:
            new.append(Added(each.state, each.name, each.where, each.text, before.reason))
    barred = tuple(_may_not(each, instrument) for each in found.named if each not in named)
    on_list = {each.state for each in named}
    missing: list[Missing] = []
    possible: list[Missing] = []
    for state in record.states:
        if state.code in on_list or state.kind is StateKind.HISTORIC:
            continue
        standing = support(record, instrument, state.code, as_of)
        if standing.standing is Standing.CERTAIN:
            missing.append(Missing(state.code, record.name(state.code, as_of), standing.reason))
        elif standing.standing is Standing.POSSIBLE:
            possible.append(Missing(state.code, record.name(state.code, as_of), standing.reason))
    counted = Counted(
        sum(not each.observer for each in named),
        sum(each.observer for each in named),
    )
    return Reconciliation(
        file=found.file,
        sha256=found.sha256,
        form=found.form,
        instrument=instrument,
        as_of=as_of,
        counted=counted,
        known=tuple(known),
        new=tuple(new),
        tightened=tuple(tightened),
        missing=tuple(missing),
        possible=tuple(possible),
        contradicted=_contradicted(named, record, instrument, as_of),
        claims=_claims(record, instrument, as_of, counted),
        named=named,
        questions=(*found.questions, *barred),
        passed_over=found.passed_over,
        set_aside=found.set_aside,
    )


def require_day(record: Record, instrument: Instrument, as_of: date, *, today: date) -> None:
    """Do nothing if there can be a list of that day.

    Raises:
        Refused: the text did not exist yet, or the day lies in the future.
    """
    first = record.as_known(None).instrument[instrument].first_text
    if as_of < first:
        raise Refused(f"No list can be dated {as_of}: the first text of the {instrument.value} is of {first}.")
    if as_of > today:
        raise Refused(f"No list can be dated {as_of}: that day lies after today, {today}.")


def _may_not(each: Named, instrument: Instrument) -> Question:
    sentence = f"{each.name} ({each.state}) may not join the {instrument.value}."
    return Question(each.where, each.text, Asks.MAY_NOT_JOIN, sentence, (), (f"{each.text}=-",))


def _contradicted(
    named: tuple[Named, ...], record: Record, instrument: Instrument, as_of: date
) -> tuple[Contradicted, ...]:
    against: list[Contradicted] = []
    for each in named:
        for row in record.pledge_evidence(instrument, each.state):
            what = None
            if row.kind in ACTS and row.not_before and row.not_before > as_of and row.not_before == row.not_after:
                what = f"it joined on {row.not_before}, after the day of the list"
            elif row.kind is EvidenceKind.STATED_NOT_SIGNATORY and row.not_before and row.not_before >= as_of:
                what = f"it had not joined by {row.published or row.not_before}"
            elif row.kind is EvidenceKind.DISAVOWAL and row.when.certainly_by(as_of):
                what = f"it disavowed the text by {row.not_after}"
            if what:
                against.append(Contradicted(each.state, each.name, row.id, f"the record has that {what} ({row.id})"))
    return tuple(against)


def _claims(record: Record, instrument: Instrument, as_of: date, counted: Counted) -> tuple[BesideClaim, ...]:
    beside: list[BesideClaim] = []
    for claim in record.claims:
        if claim.instrument != instrument.value or claim.among != "all" or claim.published != as_of.isoformat():
            continue
        told = [
            (claim.member_states, counted.member_states, "members"),
            (claim.observers, counted.observers, "observers"),
        ]
        if claim.member_states is None or claim.observers is None:
            told.append((claim.total, counted.member_states + counted.observers, "members and observers together"))
        said = [(number, listed, what) for number, listed, what in told if number is not None]
        before = SAID.get(claim.qualifier, "")
        text = before + ", ".join(f"{number} {what}" for number, _, what in said)
        agrees: bool | None = None
        if said and claim.qualifier == "exact":
            agrees = all(number == listed for number, listed, _ in said)
        elif said and claim.qualifier == "more_than":
            agrees = all(listed > number for number, listed, _ in said)
        beside.append(BesideClaim(claim.id, claim.claimant, text or "inconsistent numbers", agrees))
    return tuple(beside)
