"""The list of speakers for the debate on a veto: who comes first, and why.

Known: the members that cast the veto have precedence in the list, exceptionally (A/RES/76/262, OP2); otherwise
speakers are called in the order in which they asked for the floor (rules of procedure, rule 68). Practice, in no rule:
heads of state, heads of government and ministers are called before other speakers, and observers after the members.
Undefined: how vetoing members stand to one another (here: by the same order as the others), whether those who speak
for a group come first, and whether ranks below a minister count. These are switches of :class:`Policy`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum

import msgspec

RESOLUTION = "A/RES/76/262"


class Rank(StrEnum):
    """Who speaks for a delegation, the highest first."""

    HEAD_OF_STATE = "head_of_state"
    DEPUTY_HEAD_OF_STATE = "deputy_head_of_state"
    """A vice-president or a crown prince or princess."""
    HEAD_OF_GOVERNMENT = "head_of_government"
    DEPUTY_HEAD_OF_GOVERNMENT = "deputy_head_of_government"
    MINISTER = "minister"
    VICE_MINISTER = "vice_minister"
    PERMANENT_REPRESENTATIVE = "permanent_representative"
    OTHER = "other"
    """Any other representative, such as a deputy permanent representative."""


ORDER = tuple(Rank)
NAMES = {rank: rank.value.replace("_", " ") for rank in Rank}


class Precedence(StrEnum):
    """Whether rank counts at all."""

    BY_RANK = "by_rank"
    """By rank, then in the order of requests: the practice."""
    BY_REQUEST = "by_request"
    """In the order of requests alone: rule 68 as it is written."""


class Observers(StrEnum):
    """Where observers are called."""

    LAST = "last"
    """After the last member, which is the practice."""
    IN_ORDER = "in_order"
    """As if they were members."""


class Policy(msgspec.Struct, frozen=True):
    """What the texts leave open, chosen in the open."""

    precedence: Precedence = Precedence.BY_RANK
    observers: Observers = Observers.LAST
    groups_first: bool = False
    """Whether speakers for a group come before those who speak for their state alone. Not in the rules."""
    ranks_below_minister: bool = False
    """Whether a permanent representative comes before another representative. By default the two, and a vice-minister
    beside them, are not told apart: they are called in the order of requests."""


DEFAULT = Policy()


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """A delegation's request for the floor."""

    state: str
    rank: Rank
    asked: datetime
    speaker: str | None = None
    on_behalf_of: str | None = None
    """The group that it speaks for, beside its own state."""
    observer: bool = False
    """Whether it is an observer, and is not to be called among the members."""


class Placed(msgspec.Struct, frozen=True):
    """A request with its place in the list."""

    position: int
    """From 1."""
    request: Request
    vetoing: bool
    why: str
    tied: bool
    """Whether another asked at the same moment with the same precedence: then the order of the file decided."""


def order(requests: Sequence[Request], vetoing: Collection[str], policy: Policy = DEFAULT) -> tuple[Placed, ...]:
    """The list of speakers: each request once, with its place and the reason for it.

    Args:
        requests: who asked for the floor; at the same moment the earlier in the sequence comes first.
        vetoing: codes of the members that cast the veto; those that did not ask are not put in.
        policy: the open choices.

    Raises:
        ValueError: some requests give their hour with a time zone and others without, so that they have no order.
    """
    if len({request.asked.tzinfo is None for request in requests}) > 1:
        raise ValueError("Some requests give a time zone and others do not: give it with all of them or with none.")
    keyed = [(_key(request, vetoing, policy), request) for request in requests]
    keyed.sort(key=lambda pair: pair[0])
    seen = [key for key, _ in keyed]
    return tuple(
        Placed(position, request, request.state in vetoing, _why(request, vetoing, policy), seen.count(key) > 1)
        for position, (key, request) in enumerate(keyed, start=1)
    )


Key = tuple[bool, bool, bool, int, datetime]


def _key(request: Request, vetoing: Collection[str], policy: Policy) -> Key:
    return (
        request.state not in vetoing,
        request.observer and policy.observers is Observers.LAST,
        policy.groups_first and request.on_behalf_of is None,
        _level(request.rank, policy),
        request.asked,
    )


def _level(rank: Rank, policy: Policy) -> int:
    if policy.precedence is Precedence.BY_REQUEST:
        return 0
    if policy.ranks_below_minister:
        return ORDER.index(rank)
    return min(ORDER.index(rank), ORDER.index(Rank.VICE_MINISTER))


def _why(request: Request, vetoing: Collection[str], policy: Policy) -> str:
    then = "in the order of requests (rule 68)"
    by_rank = policy.precedence is Precedence.BY_RANK
    if request.state in vetoing:
        ranked = f"as {NAMES[request.rank]}, then " if by_rank and len(vetoing) > 1 else ""
        return f"cast the veto: precedence, exceptionally ({RESOLUTION}, OP2)" + (f"; {ranked}{then}" if ranked else "")
    parts = []
    if request.observer and policy.observers is Observers.LAST:
        parts.append("observer: after the members (practice)")
    if policy.groups_first and request.on_behalf_of:
        parts.append(f"speaks for {request.on_behalf_of} (policy)")
    if by_rank and _level(request.rank, policy) < _level(Rank.OTHER, policy):
        parts.append(f"{NAMES[request.rank]} (practice)")
    return "; ".join([*parts, then])
