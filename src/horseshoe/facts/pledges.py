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


FIRST_TEXT = {Instrument.CODE: date(2015, 7, 1), Instrument.DECLARATION: date(2015, 1, 1)}
"""No state can have supported a text before these days: the Code was proposed in July 2015, the Declaration was
launched in preparation of the ministerial meeting of 2015 (seed 000, globalr2p.org)."""


class EvidenceKind(StrEnum):
    """What kind of evidence a row is, from the strongest to the weakest."""

    NAMED_ON_DATED_LIST = "named_on_dated_list"
    ANNOUNCED_BY_DEPOSITARY = "announced_by_depositary"
    ANNOUNCED_BY_INITIATOR = "announced_by_initiator"
    CO_INITIATOR = "co_initiator"
    SELF_DECLARED_SIGNATORY = "self_declared_signatory"
    ANNOUNCED_JOINING = "announced_joining"
    NAMED_BY_PRESS = "named_by_press"
    SUPPORT_STATED = "support_stated"
    STATED_NOT_SIGNATORY = "stated_not_signatory"


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

    @property
    def when(self) -> DoubtfulDate:
        """What the row proves about when."""
        return DoubtfulDate(self.not_before, self.not_after)


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
