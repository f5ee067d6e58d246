"""The France/Mexico Political Declaration (30 September 2015): who may support it, whom it binds, what it asks.

Every Member State may support it; the conduct that it asks for is that of the five permanent members alone, who
would refrain, together and of their own will, from the veto in mass atrocities: genocide, crimes against humanity,
and war crimes on a large scale. The Charter stays as it is. The text itself was not seen; this rests on what its
initiators and others say of it.

With it goes a proposal of France on when restraint would set in (:class:`Trigger`). Several forms were put
forward and none was agreed: it is carried here with its parameters as a PROPOSAL, and is never in force.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

import msgspec

from horseshoe.facts.proposals import Cast
from horseshoe.facts.states import State, StateKind
from horseshoe.rules.code import Crime


class Status(StrEnum):
    """What standing a rule has."""

    PROPOSAL = "proposal"
    """Put forward, never agreed, not in force."""


class SecretaryGeneral(StrEnum):
    """What the Secretary-General would do, in the forms of the proposal that are known."""

    DETERMINES = "determines"
    """Would determine the nature of the crime (2013)."""
    ACTIVATES = "activates"
    """Could set the restraint in motion (2014)."""
    NONE = "none"
    """A form without a part for the Secretary-General."""


class Trigger(msgspec.Struct, frozen=True, kw_only=True):
    """The French trigger with its parameters: a proposal, whatever they are.

    Raises:
        ValueError: a number of states or of groups that cannot be.
    """

    min_states: int = 50
    """How many states would have to ask: "for example" fifty."""
    min_groups: int | None = None
    """From how many regional groups they would have to come. "Diverse" was never defined: ``None`` leaves it open."""
    diverse: bool = True
    """Whether they would have to reflect the diversity of the membership (2015)."""
    secretary_general: SecretaryGeneral = SecretaryGeneral.DETERMINES
    vital_interest_exception: bool = True
    """Whether a permanent member could exempt itself where it holds its vital interests to be at stake."""
    explanation_if_vetoed: bool = True
    """Whether one that vetoes all the same would explain it in public, with a credible alternative (2015)."""

    def __post_init__(self) -> None:
        """Refuse a number of states or of groups that cannot be."""
        if self.min_states < 1:
            raise ValueError(f"min_states is {self.min_states}: at least one state must ask")
        if self.min_groups is not None and not 1 <= self.min_groups <= 5:
            raise ValueError(f"min_groups is {self.min_groups}: there are five regional groups")

    @property
    def status(self) -> Status:
        """Always a proposal."""
        return Status.PROPOSAL


class Parameters(msgspec.Struct, frozen=True):
    """What would become of the proposal in a case. It says nothing of what anybody owed."""

    status: Status
    """Always ``proposal``."""
    met: bool | None
    """Whether the parameters would be met; ``None`` where one of them is not settled."""
    reason: str


def may_support(state: State) -> bool:
    """Whether ``state`` may support the Declaration: every Member State may.

    Source: the page of the Global Centre of 17 March 2017, open to all member States. No observer is known to have.
    """
    return state.kind is StateKind.MEMBER


def binds(state: str, permanent: Collection[str]) -> bool:
    """Whether the Declaration addresses the conduct of ``state``: of the permanent members only.

    Args:
        state: code of a state that supports it.
        permanent: codes of the permanent members that day.
    """
    return state in permanent


def names(crime: Crime, *, large_scale: bool | None = None) -> bool | None:
    """Whether the Declaration covers the crime; war crimes only on a large scale.

    Args:
        crime: the crime.
        large_scale: whether it is committed on a large scale; ``None`` if that is not known. The words are not
            defined, so the answer must be handed in.

    Returns:
        ``None`` where it hangs on the scale of war crimes, and that is not known.
    """
    if crime is Crime.WAR_CRIMES:
        return large_scale
    return crime in (Crime.GENOCIDE, Crime.CRIMES_AGAINST_HUMANITY)


def restrained(cast: Cast, *, enough_in_favour: bool | None) -> bool | None:
    """Whether a permanent member's cast is restraint, which is not to cast a veto.

    A vote in favour, an abstention, an absence and non-participation satisfy it. So does a no that vetoes nothing
    because the draft lacked the votes in favour that it needed.

    Args:
        cast: what the permanent member did.
        enough_in_favour: whether the draft had the votes in favour that it needed; ``None`` if not known.

    Returns:
        ``None`` where the cast is unknown, or whether a no was a veto is.
    """
    if cast is Cast.UNKNOWN:
        return None if enough_in_favour is not False else True
    if cast is not Cast.NO:
        return True
    return None if enough_in_favour is None else not enough_in_favour


def would_be_met(
    trigger: Trigger,
    *,
    states: int,
    groups: int,
    secretary_general: bool | None,
    vital_interest_claimed: bool = False,
) -> Parameters:
    """Whether the parameters of the proposal would be met; the answer always says that it is one.

    Args:
        trigger: the proposal, with its parameters.
        states: how many states ask.
        groups: from how many of the five regional groups they come.
        secretary_general: whether the Secretary-General determined the crime, or set it in motion; ``None`` if not
            known.
        vital_interest_claimed: whether the permanent member holds its vital interests to be at stake.
    """
    met, why = _met(trigger, states, groups, secretary_general, vital_interest_claimed)
    return Parameters(Status.PROPOSAL, met, f"A proposal that was never agreed and is not in force. {why}")


def _met(
    trigger: Trigger, states: int, groups: int, secretary_general: bool | None, vital_interest_claimed: bool
) -> tuple[bool | None, str]:
    if states < trigger.min_states:
        return False, f"Its parameters would not be met: {states} of {trigger.min_states} states ask."
    if trigger.vital_interest_exception and vital_interest_claimed:
        return False, "Its parameters would not be met: the member holds that its vital interests are at stake."
    if trigger.diverse and trigger.min_groups is not None and groups < trigger.min_groups:
        return False, f"Its parameters would not be met: the states come from {groups} of {trigger.min_groups} groups."
    needs_word = trigger.secretary_general is not SecretaryGeneral.NONE
    if needs_word and secretary_general is False:
        return False, "Its parameters would not be met: the Secretary-General did not play the part that it asks for."
    if trigger.diverse and trigger.min_groups is None:
        return None, f"{states} states ask; whether they are diverse enough cannot be said, for that was never defined."
    if needs_word and secretary_general is None:
        return None, f"{states} states ask; what the Secretary-General did is not known."
    return True, f"Its parameters would be met: {states} states ask."
