"""What a vote was, held against a pledge: not bound, consistent, inconsistent, contested or undetermined.

The rule decides nothing that the texts leave to others. Whether a draft engaged the Code, and was credible, comes in
as the view of a named assessor; whether a state was bound comes in from the register. What is left is plain: a state
that was not bound for certain is not judged, a member that did not vote against kept to paragraph 2 of the Code
whatever the draft, and the Declaration speaks of nothing but vetoes of permanent members.

A no is judged alike whether it was a veto or not: paragraph 2 asks its supporters not to vote against, and does not
ask what the vote did.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType

import msgspec

from horseshoe.facts.assessments import Credible, Scale, Status
from horseshoe.facts.evidence import CodeCrime
from horseshoe.facts.proposals import Cast, Matter, ProposalKind
from horseshoe.rules import code, declaration
from horseshoe.rules.code import Crime


class FindingKind(StrEnum):
    """What a vote was, held against a pledge."""

    __hash__ = str.__hash__

    NOT_BOUND = "not_bound"
    """No act of support is certain by the day of the vote, or the text does not address the member."""
    CONSISTENT = "consistent"
    """It did not vote against (for the Declaration: it vetoed nothing), or the draft lay outside the pledge."""
    INCONSISTENT = "inconsistent"
    """Bound for certain, it voted against a draft that engaged the pledge and was credible, as an assessor says."""
    CONTESTED = "contested"
    """The assessor calls it contested, or assessors disagree."""
    UNDETERMINED = "undetermined"
    """Not assessed, a fact is missing, or not judged under the policy chosen."""


class Reach(StrEnum):
    """Which votes are judged. Neither text says whether it reaches amendments, parts and procedural votes."""

    DRAFTS = "drafts"
    """The default. Draft resolutions on matters of substance, the only thing of which paragraph 2 of the Code
    speaks. A no on anything else is shown and not judged: it is neither held against a member nor counted for it."""
    ALL = "all"
    """Whatever was put to the vote: an amendment can unmake a draft as well as a no can."""


class Reason(StrEnum):
    """The ground of a finding; each belongs to one kind, and has a sentence of its own."""

    __hash__ = str.__hash__

    # not bound
    NO_SUPPORT = "no_support"
    """No act of support is known by that day: nothing is known, the state only spoke, or there was no text yet."""
    SUPPORT_POSSIBLE = "support_possible"
    """It may have joined by that day; that is not certain."""
    NOT_PERMANENT = "not_permanent"
    """The Declaration addresses permanent members alone."""
    # consistent
    NOT_AGAINST = "not_against"
    """It did not vote against."""
    NO_WITHOUT_VETO = "no_without_veto"
    """It voted against and vetoed nothing, which is all that the Declaration speaks of."""
    NOT_ENGAGED = "not_engaged"
    """The assessor says that the draft did not engage the Code."""
    NOT_CREDIBLE = "not_credible"
    """The assessor says that the draft was not credible."""
    SCALE_NOT_LARGE = "scale_not_large"
    """The assessor says that it was about war crimes, and not on the large scale that the Declaration asks for."""
    # inconsistent
    AGAINST = "against"
    """It voted against a draft that engaged the Code and was credible, as the assessor says."""
    VETOED = "vetoed"
    """It vetoed a draft on crimes that the Declaration covers, as the assessor says."""
    # contested
    CONTESTED = "contested"
    """The assessor says that it is contested whether the draft engaged the Code."""
    CREDIBILITY_DISPUTED = "credibility_disputed"
    """The assessor says that it is disputed whether the draft was credible."""
    ASSESSORS_DISAGREE = "assessors_disagree"
    """Two assessors come to different findings."""
    # undetermined
    CAST_UNKNOWN = "cast_unknown"
    """No source seen here tells how it voted."""
    VETO_UNKNOWN = "veto_unknown"
    """It voted against; whether that was a veto is not known."""
    KIND_UNKNOWN = "kind_unknown"
    """It voted against; whether that was a draft resolution is not known."""
    NOT_A_DRAFT = "not_a_draft"
    """It voted against an amendment, a part or a motion: not judged under the policy chosen."""
    PROCEDURAL = "procedural"
    """The matter was not one of substance: not judged under the policy chosen."""
    NOT_ASSESSED = "not_assessed"
    """The assessor says nothing of this draft."""
    FACTS_MISSING = "facts_missing"
    """The assessor looked, and the facts do not tell."""
    CREDIBILITY_OPEN = "credibility_open"
    """The assessor calls the draft engaged and does not say whether it was credible."""
    CRIMES_UNKNOWN = "crimes_unknown"
    """The assessor does not say which crimes the draft was about, on which the Declaration depends."""
    SCALE_UNKNOWN = "scale_unknown"
    """It was about war crimes, and the assessor does not say on what scale."""


class Ruling(msgspec.Struct, frozen=True):
    """What the rule makes of one vote of one member."""

    kind: FindingKind
    reason: Reason
    possible: bool = False
    """Whether the member may have been bound, without that being certain."""


_REASONS: Mapping[FindingKind, tuple[Reason, ...]] = MappingProxyType(
    {
        FindingKind.NOT_BOUND: (Reason.NO_SUPPORT, Reason.SUPPORT_POSSIBLE, Reason.NOT_PERMANENT),
        FindingKind.CONSISTENT: (
            Reason.NOT_AGAINST,
            Reason.NO_WITHOUT_VETO,
            Reason.NOT_ENGAGED,
            Reason.NOT_CREDIBLE,
            Reason.SCALE_NOT_LARGE,
        ),
        FindingKind.INCONSISTENT: (Reason.AGAINST, Reason.VETOED),
        FindingKind.CONTESTED: (Reason.CONTESTED, Reason.CREDIBILITY_DISPUTED, Reason.ASSESSORS_DISAGREE),
        FindingKind.UNDETERMINED: (
            Reason.CAST_UNKNOWN,
            Reason.VETO_UNKNOWN,
            Reason.KIND_UNKNOWN,
            Reason.NOT_A_DRAFT,
            Reason.PROCEDURAL,
            Reason.NOT_ASSESSED,
            Reason.FACTS_MISSING,
            Reason.CREDIBILITY_OPEN,
            Reason.CRIMES_UNKNOWN,
            Reason.SCALE_UNKNOWN,
        ),
    }
)

RULINGS: Mapping[Reason, Ruling] = MappingProxyType(
    {
        reason: Ruling(kind, reason, reason is Reason.SUPPORT_POSSIBLE)
        for kind, reasons in _REASONS.items()
        for reason in reasons
    }
)
"""Every reason to its ruling, of which there is one each."""

BY_POLICY = frozenset({Reason.NOT_A_DRAFT, Reason.PROCEDURAL})
"""Reasons that hold only under :attr:`Reach.DRAFTS`: another policy would judge the vote."""

UNJUDGED = frozenset({Reason.CAST_UNKNOWN, Reason.KIND_UNKNOWN, *BY_POLICY})
"""Reasons for which a vote of a member that was bound is not held against the pledge, whoever assesses the draft."""


def rule_code(
    *,
    bound: bool | None,
    cast: Cast,
    kind: ProposalKind | None,
    matter: Matter,
    status: Status | None,
    credible: Credible | None,
    reach: Reach = Reach.DRAFTS,
    assessed: bool = True,
) -> Ruling:
    """What a member's vote was, held against paragraph 2 of the Code (A/70/621-S/2015/978).

    Args:
        bound: whether the member supports the Code for certain by the day of the vote; ``None``: possibly.
        cast: what it did.
        kind: what was put to the vote; ``None`` if that is not known.
        matter: which rule of the Charter governed the vote.
        status: whether the assessor says that the draft engaged the Code; ``None`` if the facts do not tell.
        credible: whether the assessor says that it was credible.
        reach: which votes are judged.
        assessed: whether the assessor looked at the draft at all.
    """
    return RULINGS[_by_code(bound, cast, kind, matter, status, credible, reach, assessed)]


def rule_declaration(
    *,
    bound: bool | None,
    permanent: bool,
    cast: Cast,
    vetoed: bool | None,
    kind: ProposalKind | None,
    matter: Matter,
    status: Status | None,
    credible: Credible | None,
    crimes: Collection[CodeCrime],
    scale: Scale | None,
    reach: Reach = Reach.DRAFTS,
    assessed: bool = True,
) -> Ruling:
    """What a member's vote was, held against the France/Mexico Political Declaration (30 September 2015).

    Only a veto by a permanent member that supports it can be inconsistent. Assessors speak of the Code; their view is
    taken here too, because the Declaration covers no crime that the Code does not, and of war crimes only those on a
    large scale.

    Args:
        bound: whether the member supports the Declaration for certain by the day of the vote; ``None``: possibly.
        permanent: whether it holds a permanent seat.
        cast: what it did.
        vetoed: whether a permanent member's no was a veto in this vote; ``None`` if that is not known.
        kind: what was put to the vote; ``None`` if that is not known.
        matter: which rule of the Charter governed the vote.
        status: whether the assessor says that the draft engaged the Code; ``None`` if the facts do not tell.
        credible: whether the assessor says that it was credible.
        crimes: which of the three crimes the assessor says that it was about.
        scale: on what scale war crimes were, as the assessor says.
        reach: which votes are judged.
        assessed: whether the assessor looked at the draft at all.
    """
    if bound is not False and not permanent:
        return RULINGS[Reason.NOT_PERMANENT]
    reason = _by_code(bound, cast, kind, matter, status, credible, reach, assessed)
    if bound is not True or cast is not Cast.NO or reason in UNJUDGED:
        return RULINGS[reason]
    restrained = declaration.restrained(cast, enough_in_favour=vetoed)
    if restrained:
        return RULINGS[Reason.NO_WITHOUT_VETO]
    if reason is Reason.AGAINST:
        reason = _covered(crimes, scale)
    if restrained is None and RULINGS[reason].kind is not FindingKind.CONSISTENT:
        return RULINGS[Reason.VETO_UNKNOWN]
    return RULINGS[reason]


def _by_code(
    bound: bool | None,
    cast: Cast,
    kind: ProposalKind | None,
    matter: Matter,
    status: Status | None,
    credible: Credible | None,
    reach: Reach,
    assessed: bool,
) -> Reason:
    if bound is not True:
        return Reason.NO_SUPPORT if bound is False else Reason.SUPPORT_POSSIBLE
    against = code.against(cast)
    if not against:
        return Reason.CAST_UNKNOWN if against is None else Reason.NOT_AGAINST
    if reach is Reach.DRAFTS:
        if matter is not Matter.SUBSTANTIVE:
            return Reason.PROCEDURAL
        if kind is not ProposalKind.DRAFT_RESOLUTION:
            return Reason.KIND_UNKNOWN if kind is None else Reason.NOT_A_DRAFT
    match status:
        case Status.ENGAGED:
            return _CREDIBLE[credible]
        case Status.NOT_ENGAGED:
            return Reason.NOT_ENGAGED
        case Status.CONTESTED:
            return Reason.CONTESTED
        case None:
            return Reason.FACTS_MISSING if assessed else Reason.NOT_ASSESSED


_CREDIBLE: Mapping[Credible | None, Reason] = MappingProxyType(
    {
        Credible.YES: Reason.AGAINST,
        Credible.NO: Reason.NOT_CREDIBLE,
        Credible.DISPUTED: Reason.CREDIBILITY_DISPUTED,
        None: Reason.CREDIBILITY_OPEN,
    }
)
"""What follows for a no on a draft that engaged the Code from whether it was credible, in the assessor's view."""

_LARGE: Mapping[Scale | None, bool | None] = MappingProxyType(
    {Scale.LARGE: True, Scale.NOT_LARGE: False, Scale.UNKNOWN: None, None: None}
)


def _covered(crimes: Collection[CodeCrime], scale: Scale | None) -> Reason:
    """What follows for a veto from which crimes the draft was about."""
    covered = {declaration.names(Crime(crime), large_scale=_LARGE[scale]) for crime in crimes}
    if True in covered:
        return Reason.VETOED
    if not covered:
        return Reason.CRIMES_UNKNOWN
    return Reason.SCALE_UNKNOWN if None in covered else Reason.SCALE_NOT_LARGE
