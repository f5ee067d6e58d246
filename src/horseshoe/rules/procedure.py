"""Bringing a text before the Council, dividing it, taking it back: rules 31, 32, 34, 35 and 38.

The rules are those of the Provisional Rules of Procedure (S/96/Rev.7). The order in which texts
and motions are voted on (rules 32, 33 and 36) is in :mod:`horseshoe.rules.voting_order`; whether one passes,
in the Charter's rules.

Where the rules speak of "the original mover" and a text has several, they do not say whether one may act for
all. :class:`JointMovers` makes that choice visible.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

import msgspec
from msgspec.structs import replace


class MotionKind(StrEnum):
    """The motions that take precedence, in the order of rule 33; an amendment comes sixth, after them."""

    SUSPEND = "suspend"
    """To suspend the meeting."""
    ADJOURN = "adjourn"
    """To adjourn the meeting."""
    ADJOURN_TO = "adjourn_to"
    """To adjourn the meeting to a certain day or hour."""
    REFER = "refer"
    """To refer a matter to a committee, to the Secretary-General or to a rapporteur."""
    POSTPONE = "postpone"
    """To postpone discussion of the question to a certain day or indefinitely."""


class Change(StrEnum):
    """What an amendment does to the text, as far as rule 36 asks."""

    ADDS = "adds"
    DELETES = "deletes"
    REPLACES = "replaces"


class JointMovers(StrEnum):
    """Policy: who acts for a text with several original movers; the rules know only one."""

    ALL = "all"
    """All of them together."""
    ANY = "any"
    """Any one of them."""


class Reentry(StrEnum):
    """Policy: where a withdrawn text stands once a seconder requires the vote."""

    SAME_PRECEDENCE = "same_precedence"
    """Where it stood, as rule 35 says."""
    RESUBMITTED = "resubmitted"
    """Behind the texts already before the Council, as on 16 November 2017."""


class Draft(msgspec.Struct, frozen=True):
    """A draft resolution or principal motion before the Council."""

    id: str
    """The symbol, or another name that is unique in the meeting."""
    movers: tuple[str, ...]
    """The original movers."""
    seconders: tuple[str, ...] = ()
    """Members of the Council that seconded it. None need have (rule 34)."""
    oral: bool = False
    """Moved by word of mouth."""
    by_invited: bool = False
    """Submitted by a state or person invited to take part that has no seat on the Council (rule 38)."""
    vote_requested_by: str | None = None
    """The member of the Council that asks for a vote on an invited participant's text (rule 38)."""


class Amendment(msgspec.Struct, frozen=True):
    """A change proposed to a draft, voted on before it."""

    id: str
    draft: str
    """The draft it would change: ``Draft.id``."""
    movers: tuple[str, ...]
    change: Change
    distance: int | None = None
    """How far it is removed in substance from the draft (rule 36), larger being further: a judgement."""
    oral: bool = False
    by_invited: bool = False
    vote_requested_by: str | None = None


class Part(msgspec.Struct, frozen=True):
    """A part of a draft on which a separate vote is asked for (rule 32)."""

    id: str
    draft: str
    """The draft it is part of: ``Draft.id``."""
    requested_by: str
    """The member that asks for the separate vote."""
    objections: tuple[str, ...] = ()
    """Who objects to it; only an original mover's objection counts."""


class Motion(msgspec.Struct, frozen=True):
    """A motion that takes precedence over all principal motions and drafts on the subject (rule 33)."""

    id: str
    kind: MotionKind
    movers: tuple[str, ...]


class Permission(msgspec.Struct, frozen=True):
    """Whether the rules allow a step, with the sentence that says why."""

    allowed: bool
    reason: str
    rule: str
    """The rule that it rests on, such as ``rule 35``."""


def may_submit(text: Draft | Amendment) -> Permission:
    """Whether a text may be placed before the Council in the form that it has (rules 31, 34 and 38).

    Always: writing is the norm and no condition, and no seconder is needed.
    """
    if text.oral:
        return Permission(
            True,
            f"{text.id} is moved orally: texts are placed before the Council in writing normally, not always.",
            "rule 31",
        )
    if text.by_invited:
        return Permission(
            True,
            f"{text.id} comes from an invited participant without a seat, which may submit proposals.",
            "rule 38",
        )
    return Permission(True, f"{text.id} needs no seconder before it is put to the vote.", "rule 34")


def may_be_voted(text: Draft | Amendment) -> Permission:
    """Whether a text may be put to the vote, given who submitted it (rules 34 and 38).

    The caller answers for the member named in ``vote_requested_by`` having a seat.
    """
    if not text.by_invited:
        return Permission(True, f"{text.id} was moved by a member of the Council.", "rule 34")
    if text.vote_requested_by is None:
        return Permission(
            False,
            f"{text.id} comes from an invited participant: it is voted on only at the request of a member "
            "of the Council, and none has asked.",
            "rule 38",
        )
    return Permission(
        True,
        f"{text.id} comes from an invited participant and {text.vote_requested_by} asks for the vote.",
        "rule 38",
    )


def may_debate(kind: MotionKind) -> Permission:
    """Whether a motion may be debated: suspension and simple adjournment are not (rule 33)."""
    if kind in (MotionKind.SUSPEND, MotionKind.ADJOURN):
        return Permission(False, f"A motion to {kind} the meeting is decided without debate.", "rule 33")
    return Permission(True, "Only suspension and simple adjournment are decided without debate.", "rule 33")


def may_divide(part: Part, draft: Draft, *, objecting: JointMovers = JointMovers.ANY) -> Permission:
    """Whether a part of a draft is voted on separately (rule 32).

    It is, at the request of any member, unless the original mover objects.

    Args:
        part: the part, with who asks and who objects.
        draft: the draft it belongs to.
        objecting: policy: whether one of several original movers can object alone.

    Raises:
        ValueError: the part belongs to another draft.
    """
    if part.draft != draft.id:
        raise ValueError(f"part {part.id} belongs to {part.draft}, not to {draft.id}")
    if _act_for(part.objections, draft.movers, objecting):
        return Permission(
            False, f"{draft.id} is not divided: its original mover objects to a separate vote.", "rule 32"
        )
    return Permission(
        True,
        f"{part.requested_by} asks for a separate vote on {part.id} and the original mover does not object.",
        "rule 32",
    )


def may_withdraw(
    text: Draft,
    by: Collection[str],
    *,
    voted_on: bool,
    vote_required_by: str | None = None,
    acting: JointMovers = JointMovers.ALL,
) -> Permission:
    """Whether a draft can be withdrawn, so that it is voted on no more (rule 35).

    The mover may withdraw it as long as no vote has been taken with respect to it. A member of the Council
    that seconded it may then require the vote as on a text of its own.

    Args:
        text: the draft or principal motion.
        by: who withdraws it.
        voted_on: whether a vote with respect to it has begun; the rule does not say whether one on a part or
            an amendment is meant, and the caller decides.
        vote_required_by: the seconder that requires the vote, if any.
        acting: policy: whether one of several original movers can withdraw it for all.
    """
    if not _act_for(by, text.movers, acting):
        return Permission(False, f"{text.id} can be withdrawn only by its mover: {', '.join(text.movers)}.", "rule 35")
    if voted_on:
        return Permission(False, f"{text.id} can no longer be withdrawn: a vote on it was taken.", "rule 35")
    if vote_required_by is not None and vote_required_by in text.seconders:
        return Permission(
            False,
            f"{vote_required_by} seconded {text.id} and requires that it be put to the vote all the same.",
            "rule 35",
        )
    if vote_required_by is not None:
        return Permission(
            True,
            f"{text.id} is withdrawn: {vote_required_by} did not second it and cannot require a vote.",
            "rule 35",
        )
    return Permission(True, f"{text.id} is withdrawn: no vote has been taken on it.", "rule 35")


def withdraw(
    drafts: Sequence[Draft],
    text: str,
    *,
    vote_required_by: str | None = None,
    reentry: Reentry = Reentry.SAME_PRECEDENCE,
) -> tuple[Draft, ...]:
    """The drafts before the Council, in order, once the mover of ``text`` has withdrawn it (rule 35).

    Where a seconder requires the vote the draft stays, as that member's. Rule 35 keeps its precedence; on
    16 November 2017 S/2017/933 came back behind S/2017/962.

    Raises:
        ValueError: no draft is called ``text``, or the member that requires the vote did not second it.
    """
    draft = next((each for each in drafts if each.id == text), None)
    if draft is None:
        raise ValueError(f"no draft {text} is before the Council: {', '.join(each.id for each in drafts) or 'none'}")
    others = tuple(each for each in drafts if each.id != text)
    if vote_required_by is None:
        return others
    if vote_required_by not in draft.seconders:
        raise ValueError(
            f"{vote_required_by} cannot require a vote on {text}: only a member that seconded it can (rule 35)"
        )
    taken_over = replace(
        draft,
        movers=(vote_required_by,),
        seconders=tuple(each for each in draft.seconders if each != vote_required_by),
    )
    if reentry is Reentry.RESUBMITTED:
        return (*others, taken_over)
    return tuple(taken_over if each.id == text else each for each in drafts)


def _act_for(acting: Collection[str], movers: Collection[str], policy: JointMovers) -> bool:
    present = [mover in acting for mover in movers]
    return bool(present) and (all(present) if policy is JointMovers.ALL else any(present))
