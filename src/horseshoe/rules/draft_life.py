"""The life of a draft resolution, from an idea to the vote: which stage can follow which.

Little of this is law. Until a text is put in blue it is informal and has no symbol; the penholder may ask for
blue at any time. Under silence a text counts as agreed if nobody objects by a set hour; no rule fixes how
long that is, so nothing here checks it. Twenty-four hours between blue and the vote are a custom that urgency
or agreement sets aside: rule 31 of the Provisional Rules (S/96/Rev.7) asks only that drafts be in writing,
normally. A shorter time is noted, never refused. A revised text keeps its blue, and whether the hours then
start anew is not said: they are counted here from the first blue.

    idea -> zero draft -> round -> silence -> passed -> in blue -> voted
                          round <- broken <- silence    in blue -> revised, amended, not put -> ... -> voted

A draft can be withdrawn at every stage before the vote (rule 35). One that was in blue and not put to the
vote stays in blue. A seconder's vote on a withdrawn text begins a life of its own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from enum import StrEnum

import msgspec

from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.proposals import Outcome


class Stage(StrEnum):
    """Where a draft stands."""

    IDEA = "idea"
    """Announced or considered; no text."""
    ZERO_DRAFT = "zero_draft"
    """The penholder's first text."""
    ROUND = "round"
    """A round of negotiation on a text."""
    SILENCE = "silence"
    """Under silence: agreed unless somebody objects by the set hour."""
    SILENCE_BROKEN = "silence_broken"
    SILENCE_PASSED = "silence_passed"
    IN_BLUE = "in_blue"
    """A provisional text with a symbol, ready to be voted on."""
    REVISED = "revised"
    """In blue, with a revised text."""
    AMENDED = "amended"
    """In blue, changed by an amendment that was adopted."""
    NOT_PUT = "not_put"
    """In blue, and known not to have been put to the vote so far."""
    VOTED = "voted"
    WITHDRAWN = "withdrawn"


_BLUE = frozenset({Stage.IN_BLUE, Stage.REVISED, Stage.AMENDED, Stage.NOT_PUT})
_ENDS = frozenset({Stage.VOTED, Stage.WITHDRAWN})
_FROM_BLUE = frozenset({Stage.REVISED, Stage.AMENDED, Stage.NOT_PUT, Stage.VOTED})


class LifeRefused(ValueError):
    """An event that cannot follow what is recorded of a draft."""


class Event(msgspec.Struct, frozen=True):
    """A draft reached a stage on a day.

    Raises:
        ValueError: a vote without its outcome, or an outcome without a vote.
    """

    date: DoubtfulDate
    stage: Stage
    outcome: Outcome | None = None
    """What became of the draft: given with a vote, and only there."""
    note: str | None = None

    def __post_init__(self) -> None:
        """Refuse a vote without its outcome, and an outcome without a vote."""
        if self.stage is Stage.VOTED and self.outcome is None:
            raise ValueError(f"the vote of {self.date} has no outcome: say what became of the draft")
        if self.stage is not Stage.VOTED and self.outcome is not None:
            raise ValueError(f"{_word(self.stage)} of {self.date} has an outcome: only a vote has one")

    @classmethod
    def on(cls, day: datetime.date, stage: Stage, *, outcome: Outcome | None = None, note: str | None = None) -> Event:
        """An event whose day is known."""
        return cls(DoubtfulDate.on(day), stage, outcome, note)


class DraftLife(msgspec.Struct, frozen=True):
    """What is recorded of a draft's life, the last event being where it stands."""

    history: tuple[Event, ...]
    """At least one event, in order."""
    notes: tuple[str, ...] = ()
    """What a reader should know and no rule forbids, such as a vote soon after blue."""

    @property
    def stage(self) -> Stage:
        """Where the draft stands."""
        return self.history[-1].stage

    @property
    def outcome(self) -> Outcome | None:
        """What became of it, once it was voted on."""
        return self.history[-1].outcome

    @property
    def in_blue(self) -> bool:
        """Whether it is in blue and still open."""
        return self.stage in _BLUE

    @property
    def ended(self) -> bool:
        """Whether nothing can follow."""
        return self.stage in _ENDS

    @property
    def rounds(self) -> int:
        """The rounds of negotiation recorded."""
        return sum(event.stage is Stage.ROUND for event in self.history)


def may_follow(stage: Stage) -> frozenset[Stage]:
    """The stages that can follow ``stage``; none after a vote or a withdrawal."""
    match stage:
        case Stage.IDEA:
            following = {Stage.ZERO_DRAFT, Stage.IN_BLUE}
        case Stage.ZERO_DRAFT | Stage.ROUND | Stage.SILENCE_BROKEN:
            following = {Stage.ROUND, Stage.SILENCE, Stage.IN_BLUE}
        case Stage.SILENCE:
            # Silence can be extended or imposed again, and the sponsor may ask for blue while it runs.
            following = {Stage.SILENCE, Stage.SILENCE_BROKEN, Stage.SILENCE_PASSED, Stage.IN_BLUE}
        case Stage.SILENCE_PASSED:
            following = {Stage.IN_BLUE}
        case Stage.IN_BLUE | Stage.REVISED | Stage.AMENDED | Stage.NOT_PUT:
            following = set(_FROM_BLUE)
        case Stage.VOTED | Stage.WITHDRAWN:
            return frozenset()
    return frozenset(following | {Stage.WITHDRAWN})


def begin(event: Event) -> DraftLife:
    """A life that starts with the first event known, whatever its stage: what came before is seldom published."""
    return DraftLife((event,))


def advance(life: DraftLife, event: Event) -> DraftLife:
    """The life with one more event.

    Raises:
        LifeRefused: the stage cannot follow, or the event certainly lies before one already recorded.
    """
    following = may_follow(life.stage)
    if not following:
        raise LifeRefused(
            f"{_word(event.stage)} on {event.date} cannot follow: the draft's life ended with "
            f"{_word(life.stage)} on {life.history[-1].date}"
        )
    if event.stage not in following:
        raise LifeRefused(
            f"{_word(event.stage)} on {event.date} cannot follow {_word(life.stage)}: what can is "
            f"{', '.join(_word(stage) for stage in Stage if stage in following)}"
        )
    for earlier in life.history:
        after, before = earlier.date.not_before, event.date.not_after
        if after is not None and before is not None and before < after:
            raise LifeRefused(
                f"{_word(event.stage)} on {event.date} lies before {_word(earlier.stage)} on {earlier.date}"
            )
    return DraftLife((*life.history, event), (*life.notes, *_soft_notes(life, event)))


def replay(events: Iterable[Event]) -> DraftLife:
    """The life that these events, in order, make.

    Raises:
        LifeRefused: there is no event, or one cannot follow those before it.
    """
    life: DraftLife | None = None
    for event in events:
        life = begin(event) if life is None else advance(life, event)
    if life is None:
        raise LifeRefused("a draft's life needs at least one event")
    return life


def _soft_notes(life: DraftLife, event: Event) -> tuple[str, ...]:
    if event.stage is not Stage.VOTED:
        return ()
    blue = next((each.date for each in life.history if each.stage is Stage.IN_BLUE), None)
    if blue is None or blue.not_before is None or event.date.not_after is None:
        return ()
    if event.date.not_after <= blue.not_before:
        return (
            f"Put in blue and voted on the same day, {event.date}: less than the customary 24 hours, "
            "which no rule requires.",
        )
    if blue.exact and event.date.exact == blue.exact + datetime.timedelta(days=1):
        return (
            f"Put in blue on {blue} and voted on {event.date}: the hours decide whether the customary "
            "24 hours passed, which no rule requires.",
        )
    return ()


def _word(stage: Stage) -> str:
    return stage.replace("_", " ")
