"""The order in which motions, amendments, parts and drafts are voted on: rules 32, 33 and 36 (S/96/Rev.7).

Motions of rule 33 come first. Then each draft in the order of submission, preceded by its amendments and by
the parts on which a separate vote was asked for. How far an amendment is removed in substance is a judgement,
and the President rules on the order: both are handed in, never computed.

This is what the rules say. What the Council did is a fact of the record and can differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from horseshoe.facts.proposals import Outcome
from horseshoe.rules.procedure import (
    Amendment,
    Change,
    Draft,
    JointMovers,
    Motion,
    MotionKind,
    Part,
    may_be_voted,
    may_divide,
)

Item = Draft | Amendment | Part | Motion


class Turn(msgspec.Struct, frozen=True):
    """One vote to be taken, and why it comes in this place."""

    item: Item
    rule: str
    """The rule that it rests on, such as ``rule 32``."""
    reason: str
    settled: bool = True
    """False where rule and input leave the place open, and the order of submission stands in."""


class LeftOut(msgspec.Struct, frozen=True):
    """What is not put to the vote, and why."""

    item: Item
    rule: str
    reason: str


class VotingOrder(msgspec.Struct, frozen=True):
    """The votes in the order in which they are taken, and what is not put at all."""

    turns: tuple[Turn, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether rule and input settle every place."""
        return all(turn.settled for turn in self.turns)


class Effect(StrEnum):
    """What the outcome of one vote does to what is voted on next."""

    TEXT_STANDS = "text_stands"
    """The draft is voted on as it was."""
    TEXT_AMENDED = "text_amended"
    """The draft is voted on as amended."""
    PART_STAYS = "part_stays"
    """The part belongs to the text that is voted on as a whole."""
    PART_DROPS_OUT = "part_drops_out"
    """The rest is voted on as a whole."""
    DECIDED = "decided"
    """The Council has disposed of the draft."""
    MEETING_STOPS = "meeting_stops"
    """What follows waits until the Council meets again."""
    QUESTION_LEAVES = "question_leaves"
    """The question is referred or postponed and not voted on now."""
    GOES_ON = "goes_on"
    """The motion failed: the Council goes on."""


class Consequence(msgspec.Struct, frozen=True):
    """What follows from the outcome of one vote in the order."""

    effect: Effect
    reason: str
    rule: str
    """The rule that it rests on, or ``practice``."""


def voting_order(
    drafts: Sequence[Draft],
    amendments: Sequence[Amendment] = (),
    parts: Sequence[Part] = (),
    motions: Sequence[Motion] = (),
    *,
    ruling: Sequence[str] = (),
    objecting: JointMovers = JointMovers.ANY,
) -> VotingOrder:
    """The order of the votes on one subject. Each sequence is handed in by order of submission.

    Every item handed in is either a turn or left out: a part whose division the mover objects to (rule 32),
    an invited participant's text for which no member asks a vote, with all that belongs to it (rule 38).

    Args:
        drafts: the drafts and principal motions before the Council.
        amendments: amendments to them.
        parts: parts on which separate votes are asked for, in the order in which they stand.
        motions: motions of rule 33.
        ruling: the President's ruling on several amendments to one draft, as their ids in order (rule 36); it
            names all that are put to the vote, or none. Without it additions and deletions come first, then
            the amendment furthest removed in substance; what that leaves open is marked as not settled.
        objecting: policy for drafts with several movers, see :func:`horseshoe.rules.procedure.may_divide`.

    Raises:
        ValueError: two items share an id, an amendment or part belongs to no draft handed in, or the ruling
            leaves out an amendment or names an unknown one.
    """
    _check(drafts, amendments, parts, motions, ruling)
    turns = [_motion_turn(motion) for motion in sorted(motions, key=lambda each: _PRECEDENCE.index(each.kind))]
    left_out: list[LeftOut] = []
    for draft in drafts:
        own_amendments = [each for each in amendments if each.draft == draft.id]
        own_parts = [each for each in parts if each.draft == draft.id]
        permission = may_be_voted(draft)
        if not permission.allowed:
            belongings: list[Item] = [*own_amendments, *own_parts, draft]
            left_out += [LeftOut(item, permission.rule, permission.reason) for item in belongings]
            continue
        put = [each for each in own_amendments if may_be_voted(each).allowed]
        for amendment in own_amendments:
            refused = may_be_voted(amendment)
            if not refused.allowed:
                left_out.append(LeftOut(amendment, refused.rule, refused.reason))
        turns += _amendment_turns(put, ruling)
        for part in own_parts:
            division = may_divide(part, draft, objecting=objecting)
            if division.allowed:
                turns.append(Turn(part, division.rule, division.reason))
            else:
                left_out.append(LeftOut(part, division.rule, division.reason))
        turns.append(Turn(draft, "rule 32", f"{draft.id} is voted on in the order of its submission."))
    return VotingOrder(tuple(turns), tuple(left_out))


def consequence(item: Item, outcome: Outcome) -> Consequence:
    """What the outcome of the vote on ``item`` does to what is voted on next.

    Amendments and parts need the same majority as the draft, and a veto on one is a veto. A vetoed or
    rejected amendment leaves the draft alive: S/RES/2720 (2023) and S/RES/2774 (2025) were adopted right
    after one.
    """
    carried = outcome in (Outcome.ADOPTED, Outcome.ADOPTED_WITHOUT_VOTE)
    word = str(outcome).replace("_", " ")
    if isinstance(item, Draft):
        return Consequence(Effect.DECIDED, f"{item.id} is {word}.", "rule 40")
    if isinstance(item, Amendment):
        if carried:
            return Consequence(Effect.TEXT_AMENDED, f"{item.draft} is voted on as amended by {item.id}.", "rule 36")
        return Consequence(Effect.TEXT_STANDS, f"{item.id} is {word}: {item.draft} is voted on as it was.", "practice")
    if isinstance(item, Part):
        if carried:
            return Consequence(Effect.PART_STAYS, f"{item.id} stays in {item.draft}.", "rule 32")
        return Consequence(
            Effect.PART_DROPS_OUT,
            f"{item.id} is {word} and drops out; the rest of {item.draft} is voted on as a whole.",
            "rule 32",
        )
    if not carried:
        return Consequence(Effect.GOES_ON, f"The motion {item.id} is {word}: the Council goes on.", "rule 33")
    if item.kind in (MotionKind.REFER, MotionKind.POSTPONE):
        return Consequence(
            Effect.QUESTION_LEAVES,
            f"The motion {item.id} carries: the drafts are not voted on now.",
            "rule 33",
        )
    return Consequence(Effect.MEETING_STOPS, f"The motion {item.id} carries: the meeting stops.", "rule 33")


_PRECEDENCE = (
    MotionKind.SUSPEND,
    MotionKind.ADJOURN,
    MotionKind.ADJOURN_TO,
    MotionKind.REFER,
    MotionKind.POSTPONE,
)


def _motion_turn(motion: Motion) -> Turn:
    place = _PRECEDENCE.index(motion.kind) + 1
    return Turn(
        motion,
        "rule 33",
        f"{motion.id} has precedence over the drafts: motions of this kind are number {place} in the list.",
    )


def _amendment_turns(amendments: Sequence[Amendment], ruling: Sequence[str]) -> list[Turn]:
    if len(amendments) == 1:
        (only,) = amendments
        return [Turn(only, "rule 33", f"{only.id} is voted on before {only.draft}, which it would change.")]
    if any(each.id in ruling for each in amendments):
        ordered = sorted(amendments, key=lambda each: ruling.index(each.id))
        return [Turn(each, "rule 36", f"{each.id} comes where the President ruled.") for each in ordered]
    turns: list[Turn] = []
    for adds_or_deletes in (True, False):
        group = [each for each in amendments if (each.change is not Change.REPLACES) is adds_or_deletes]
        distances = [each.distance for each in group]
        if None not in distances:
            group.sort(key=lambda each: each.distance or 0, reverse=True)
        for each in group:
            alone = len(group) == 1
            settled = alone or (None not in distances and distances.count(each.distance) == 1)
            turns.append(Turn(each, "rule 36", _why(each, settled, alone), settled))
    return turns


def _why(amendment: Amendment, settled: bool, alone: bool) -> str:
    if amendment.change is Change.REPLACES:
        kind = f"{amendment.id} comes after the amendments that add or delete"
    else:
        kind = f"{amendment.id} {amendment.change} text and comes before the amendments that replace it"
    if alone:
        return f"{kind}."
    if settled:
        return f"{kind}; among its like the one furthest removed in substance comes first."
    return f"{kind}; among its like the order of submission stands in, until the President rules."


def _check(
    drafts: Sequence[Draft],
    amendments: Sequence[Amendment],
    parts: Sequence[Part],
    motions: Sequence[Motion],
    ruling: Sequence[str],
) -> None:
    items: list[Item] = [*drafts, *amendments, *parts, *motions]
    ids = [item.id for item in items]
    for name in ids:
        if ids.count(name) > 1:
            raise ValueError(f"{name} is handed in twice: each text and motion has a name of its own")
    known = {draft.id for draft in drafts}
    belongings: list[Amendment | Part] = [*amendments, *parts]
    for each in belongings:
        if each.draft not in known:
            raise ValueError(f"{each.id} belongs to {each.draft}, which is not among the drafts")
    for name in ruling:
        if ruling.count(name) > 1:
            raise ValueError(f"the ruling names {name} twice")
        if name not in {amendment.id for amendment in amendments}:
            raise ValueError(f"the ruling names {name}, which is not among the amendments")
    for draft in drafts:
        put = [each.id for each in amendments if each.draft == draft.id and may_be_voted(each).allowed]
        missing = [name for name in put if name not in ruling]
        if missing and len(missing) < len(put):
            raise ValueError(f"the ruling orders only some amendments to {draft.id}: {', '.join(missing)} missing")
