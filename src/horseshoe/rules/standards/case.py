"""What a standard is told of a vote, and which other texts are rivals of the draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from horseshoe.facts.evidence import Evidence
from horseshoe.facts.proposals import ProposalKind
from horseshoe.facts.situations import DraftSituation, Situation
from horseshoe.facts.statements import Contest

RECALL = "recall"
"""The confidence of what was seen in no source: it carries no judgment."""


class Other(msgspec.Struct, frozen=True, gc=False):
    """Another proposal on the same situation, which may be a rival text."""

    roll_call: str
    proposal: str
    symbol: str | None
    day: date
    kind: ProposalKind | None
    recalled: bool = False
    """Whether it is only recalled that it belongs to the situation."""
    adopted: bool = False
    """Whether it was adopted, with or without a vote."""

    @property
    def name(self) -> str:
        """Its symbol, or the id of its roll call."""
        return self.symbol or self.roll_call


class Case(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """All that a standard is told of a vote."""

    roll_call: str
    proposal: str
    day: date
    """Day of the vote."""
    symbol: str | None = None
    """Symbol of the draft: another vote on it is no rival."""
    amends: str | None = None
    """Symbol of the draft that an amendment would change: that one is no rival either."""
    adopted: bool = False
    """Whether it was adopted, with or without a vote: another adopted text does not contest it."""
    draft: DraftSituation | None = None
    """What is known of the draft; ``None`` where not even its situation is."""
    situation: Situation | None = None
    evidence: Sequence[Evidence] = ()
    """What documents say of the situation, of whatever date; the standard takes those of before the vote."""
    others: Sequence[Other] = ()
    """All proposals on the situation, of whatever date and kind; this one may be among them."""
    contests: Sequence[Contest] = ()
    """Questions on which states disagreed about this very vote."""


def rivals(case: Case, within: timedelta) -> tuple[Other, ...]:
    """Other draft resolutions on the same situation voted on ``within`` so many days, before or after.

    Two texts that were both adopted are no rivals: they complement each other.
    """
    return tuple([other for other in drafts_near(case, within) if not complement(case, other)])


def complement(case: Case, other: Other) -> bool:
    """Whether the Council took both texts, as it did resolutions 1591 and 1593 (2005) on Darfur."""
    return case.adopted and other.adopted


def drafts_near(case: Case, within: timedelta) -> tuple[Other, ...]:
    """Other draft resolutions on the same situation voted on ``within`` so many days, rivals or not.

    Left out are amendments, parts and motions, a proposal of which the kind is not known, another vote on the same
    draft, and the draft that an amendment would change.
    """
    first, last = _days_off(case.day, -within), _days_off(case.day, within)
    return tuple(
        other
        for other in case.others
        if first <= other.day <= last
        and other.kind is ProposalKind.DRAFT_RESOLUTION
        and other.roll_call != case.roll_call
        and other.proposal != case.proposal
        and (other.symbol is None or other.symbol not in (case.symbol, case.amends))
    )


def _days_off(day: date, by: timedelta) -> date:
    """So many days later, or earlier; the first or last day there is, where it would lie beyond."""
    return date.fromordinal(min(max(day.toordinal() + by.days, 1), date.max.toordinal()))
