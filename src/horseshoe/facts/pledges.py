"""Evidence that a state supports a pledge text: what was said, by whom, and what it proves about when."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.rows import Row
from horseshoe.facts.states import Code


class Instrument(StrEnum):
    """A pledge text."""

    CODE = "code"
    """ACT Code of Conduct, A/70/621-S/2015/978."""
    DECLARATION = "declaration"
    """France/Mexico Political Declaration, 30 September 2015."""


class EvidenceKind(StrEnum):
    """What kind of evidence a row is, from the strongest to the weakest."""

    LETTER = "letter"
    NOTE_VERBALE = "note_verbale"
    NAMED_ON_DATED_LIST = "named_on_dated_list"
    ANNOUNCED_BY_DEPOSITARY = "announced_by_depositary"
    ANNOUNCED_BY_INITIATOR = "announced_by_initiator"
    CO_INITIATOR = "co_initiator"
    SELF_DECLARED_SIGNATORY = "self_declared_signatory"
    ANNOUNCED_JOINING = "announced_joining"
    NAMED_BY_PRESS = "named_by_press"
    SUPPORT_STATED = "support_stated"
    STATED_NOT_SIGNATORY = "stated_not_signatory"
    DISAVOWAL = "disavowal"


class PledgeEvidence(Row, frozen=True):
    """One piece of evidence for (or against) a state's support of an instrument."""

    id: Annotated[str, Meta(description="Own key.")]
    instrument: Annotated[Instrument, Meta(description="`code` or `declaration`.")]
    state: Annotated[Code, Meta(description="The state: `states.code`.")]
    kind: Annotated[EvidenceKind, Meta(description="What kind of evidence this is.")]
    evidence: Annotated[str, Meta(description="What the source says, in our words.")]
    published: Annotated[
        str | None, Meta(description="Date of the evidence as its source gives it, day, month or year.")
    ] = None
    not_before: Annotated[
        date | None, Meta(description="Joined not before this day; for a statement: made not before it.")
    ] = None
    not_after: Annotated[
        date | None, Meta(description="Joined not after this day; for a statement: made not after it.")
    ] = None
    document_symbol: Annotated[str | None, Meta(description="Symbol or reference of the document, if it has one.")] = (
        None
    )
    document_file: Annotated[str | None, Meta(description="Name of the document's file as it was received.")] = None
    document_sha256: Annotated[
        Annotated[str, Meta(pattern="^[0-9a-f]{64}$")] | None, Meta(description="SHA-256 of that file.")
    ] = None

    @property
    def when(self) -> DoubtfulDate:
        """What the row proves about when."""
        return DoubtfulDate(self.not_before, self.not_after)


class InstrumentText(Row, frozen=True, kw_only=True):
    """A pledge text: what it is, since when there is one, and who may support it."""

    id: Annotated[Instrument, Meta(description="`code` or `declaration`.")]
    title: Annotated[str, Meta(description="Full title.")]
    symbol: Annotated[str | None, Meta(description="Symbol of the document that circulates it.")] = None
    first_text: Annotated[date, Meta(description="No act of support can be earlier: the first text known.")]
    final_text: Annotated[date | None, Meta(description="Day of the text in force.")] = None
    launched: Annotated[date | None, Meta(description="Day of the launch.")] = None
    circulated: Annotated[date | None, Meta(description="Day of circulation as a document.")] = None
    depositary: Annotated[str | None, Meta(description="Who keeps the list, in practice.")] = None
    how: Annotated[str, Meta(description="How a state joins, in our words.")]
    binds: Annotated[str, Meta(description="Whose conduct it addresses: `supporters` or `permanent_supporters`.")]


class Membership(Row, frozen=True):
    """A state's membership of a group of states, with what is known of since and until when."""

    group: Annotated[str, Meta(description="`ACT`, `S5`, or any other.")]
    state: Annotated[Code, Meta(description="The state: `states.code`.")]
    not_before: Annotated[date | None, Meta(description="Joined not before this day.")] = None
    not_after: Annotated[date | None, Meta(description="Joined not after this day.")] = None
    left_not_before: Annotated[date | None, Meta(description="Left not before this day; empty: not known to have.")] = (
        None
    )
    left_not_after: Annotated[date | None, Meta(description="Left not after this day.")] = None

    @property
    def joined(self) -> DoubtfulDate:
        """Since when, with its doubt."""
        return DoubtfulDate(self.not_before, self.not_after)


SAID = {"more_than": "more than ", "almost": "almost "}
"""A claim's qualifier to the words before its number; nothing for an exact one."""


class Claim(Row, frozen=True):
    """A published number of supporters. It never feeds a computation: it stands beside the computed figure."""

    id: Annotated[str, Meta(description="Own key.")]
    instrument: Annotated[str, Meta(description="`code`, `declaration`, or `either`.")]
    among: Annotated[str, Meta(description="`all` states, the `council` of the day, or its `incoming` members.")]
    qualifier: Annotated[str, Meta(description="`exact`, `more_than`, `almost`, or `inconsistent`.")]
    claimant: Annotated[str, Meta(description="Who published it.")]
    published: Annotated[str | None, Meta(description="Date as published, day, month or year.")] = None
    not_after: Annotated[date | None, Meta(description="Last day that the date can mean.")] = None
    total: Annotated[int | None, Meta(description="Members and observers together.")] = None
    member_states: Annotated[int | None, Meta(description="Members alone.")] = None
    observers: Annotated[int | None, Meta(description="Observers alone.")] = None
