"""The ACT Code of Conduct (A/70/621-S/2015/978): who may support it, what act counts, when it binds, what it asks.

The Code is a political pledge. A state joins by a letter or note verbale to the mission of Liechtenstein, which
keeps the list; there is no ratification, no reservation and no clause on withdrawal. Supporters undertake to
support timely and decisive action of the Council against genocide, crimes against humanity and war crimes
(paragraph 1), and in particular not to vote against a credible draft resolution on such action (paragraph 2).

The text leaves open from when a pledge binds, what is "credible", who decides it, and what a state can do that
wants to leave. The day is settled here by the most cautious reading, which is that support must be certain by the
day of the vote; the effect of leaving is a switch, :class:`DisavowalPolicy`; the other two are never decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

import msgspec

from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.pledges import EvidenceKind, Instrument, InstrumentText, PledgeEvidence
from horseshoe.facts.proposals import Cast
from horseshoe.facts.states import State, StateKind
from horseshoe.rules.draft_life import Stage

SYMBOL = "A/70/621-S/2015/978"

ACTS = frozenset(
    {
        EvidenceKind.LETTER,
        EvidenceKind.NOTE_VERBALE,
        EvidenceKind.NAMED_ON_DATED_LIST,
        EvidenceKind.ANNOUNCED_BY_DEPOSITARY,
        EvidenceKind.ANNOUNCED_BY_INITIATOR,
        EvidenceKind.CO_INITIATOR,
        EvidenceKind.SELF_DECLARED_SIGNATORY,
        EvidenceKind.ANNOUNCED_JOINING,
    }
)
"""Acts of support, and evidence of one that rests on the depositary, an initiator or the state itself.

A name in the press, or a statement in favour, is evidence of something else.
"""


class DisavowalPolicy(StrEnum):
    """What becomes of a pledge that its state disavows; the text has no clause, so somebody must choose."""

    IGNORED = "ignored"
    """The default. The state stays on the list and the disavowal is shown beside it: a text without a clause on
    withdrawal gives the keeper of the list no ground to strike a name."""
    ENDS_SUPPORT = "ends_support"
    """From the day of the disavowal on the state no longer supports the text, until it joins again: what a state
    took upon itself alone, it can also lay down alone."""


class Crime(StrEnum):
    """Crimes that are spoken of together; the Code names three of them."""

    GENOCIDE = "genocide"
    CRIMES_AGAINST_HUMANITY = "crimes_against_humanity"
    WAR_CRIMES = "war_crimes"
    ETHNIC_CLEANSING = "ethnic_cleansing"
    AGGRESSION = "aggression"


class Phase(StrEnum):
    """A part of a draft's life in which a supporter can keep to the Code, or not."""

    CONSULTATIONS = "consultations"
    NEGOTIATION = "negotiation"
    SILENCE = "silence"
    BLUE = "blue"
    VOTE = "vote"
    """The public vote."""


class Demand(msgspec.Struct, frozen=True):
    """What the Code asks of a supporter on the Council in one phase of a draft."""

    phase: Phase
    paragraph: int
    """Operative paragraph of the Code."""
    asks: str
    decidable: bool
    """Whether conduct can be held against the words at all; where not, it can only be reported."""


class Binding(msgspec.Struct, frozen=True):
    """Whether a pledge binds its state on a day."""

    binds: bool | None
    """``None`` where the dates do not tell."""
    reason: str


class Admission(msgspec.Struct, frozen=True):
    """What the rules make of an act that somebody wants to enter in the register."""

    allowed: bool
    """Whether it may be entered."""
    counts: bool
    """Whether it adds a supporter."""
    reason: str
    rule: str
    """The rule that decides, with its source."""
    duplicate_of: str | None
    """Key of the earlier act by the same state that this one repeats (``pledges.id``)."""


# -- who may support ----------------------------------------------------------------------------


def may_support(state: State) -> bool:
    """Whether ``state`` can be on the list: every Member State, and the observers, which appear on it too.

    Source: the Code's opening, open to all Member States; the count of 17 March 2017, 110 members and 2 observers.
    A former member, or an entity that is neither member nor observer, cannot.
    """
    return state.kind in (StateKind.MEMBER, StateKind.OBSERVER)


# -- what it covers and asks --------------------------------------------------------------------


def names(crime: Crime) -> bool:
    """Whether the Code names the crime (preamble and paragraph 1).

    Genocide, crimes against humanity and war crimes of any scale. Neither ethnic cleansing nor aggression is
    among them.
    """
    return crime in (Crime.GENOCIDE, Crime.CRIMES_AGAINST_HUMANITY, Crime.WAR_CRIMES)


def phase_of(stage: Stage) -> Phase | None:
    """The phase that a stage of a draft's life belongs to; ``None`` once the draft is withdrawn."""
    match stage:
        case Stage.IDEA:
            return Phase.CONSULTATIONS
        case Stage.ZERO_DRAFT | Stage.ROUND:
            return Phase.NEGOTIATION
        case Stage.SILENCE | Stage.SILENCE_BROKEN | Stage.SILENCE_PASSED:
            return Phase.SILENCE
        case Stage.IN_BLUE | Stage.REVISED | Stage.AMENDED | Stage.NOT_PUT:
            return Phase.BLUE
        case Stage.VOTED:
            return Phase.VOTE
        case Stage.WITHDRAWN:
            return None


def demand(phase: Phase) -> Demand:
    """What the Code asks of a supporter on the Council in this phase.

    Before the public vote only paragraph 1 speaks. What a member does in consultations, under silence or on a text
    in blue can be reported beside it, but the paragraph has no measure by which it could be decided. At the vote
    paragraph 2 asks one thing that can be seen: not to vote against.
    """
    if phase is Phase.VOTE:
        return Demand(
            phase,
            2,
            "Not to vote against a credible draft resolution on timely and decisive action to end or prevent "
            "genocide, crimes against humanity or war crimes.",
            True,
        )
    return Demand(
        phase,
        1,
        "To support timely and decisive action of the Council to prevent or end genocide, crimes against humanity "
        "and war crimes.",
        False,
    )


def against(cast: Cast) -> bool | None:
    """Whether a cast is a vote against, which is all that paragraph 2 speaks of; ``None`` for an unknown cast.

    A vote in favour, an abstention, an absence and non-participation are not. A vote against is one even where it
    blocks nothing: the paragraph does not ask whether it was a veto. Whether the draft was credible and on such
    action is for the supporting state to assess (covering letter of the Code), and is not decided here.
    """
    if cast is Cast.UNKNOWN:
        return None
    return cast is Cast.NO


# -- since when ---------------------------------------------------------------------------------


def since(acts: Iterable[PledgeEvidence]) -> DoubtfulDate | None:
    """When a state joined, by several pieces of evidence of it; ``None`` if there is none.

    Not after the earliest last day. Not before the earliest first day that any piece gives; a piece without a first
    day, such as a name on a list, takes nothing from a dated letter beside it, but where it alone settles the last
    day, the first stays open.
    """
    rows = list(acts)
    if not rows:
        return None
    latest = min((row.not_after for row in rows if row.not_after), default=None)
    earliest = min((row.not_before for row in rows if row.not_before), default=None)
    if not any(row.not_before for row in rows if row.not_after == latest):
        earliest = None
    return DoubtfulDate(earliest, latest)


def binding(
    text: InstrumentText,
    joined: DoubtfulDate | None,
    on: date,
    *,
    disavowed: DoubtfulDate | None = None,
    policy: DisavowalPolicy = DisavowalPolicy.IGNORED,
) -> Binding:
    """Whether a pledge binds its state in a vote on ``on``; the Code itself does not say from when it does.

    Support must be certain by the day of the vote. Nothing reaches back: a state that joined later was free. Where
    the dates do not settle it, or none is known, neither does this.

    Args:
        text: the instrument.
        joined: when the state joined; ``None`` if no act of support is known, which is no proof that there is none.
        on: day of the vote.
        disavowed: when it disavowed the pledge, if it did.
        policy: what a disavowal does.
    """
    if on < text.first_text:
        return Binding(
            False, f"The vote of {on} came before there was a text: the first known is of {text.first_text}."
        )
    if joined is None:
        return Binding(None, "No act of support is known.")
    if not joined.possibly_by(on):
        return Binding(False, f"The state joined {joined}, after the vote of {on}; a pledge does not reach back.")
    if policy is DisavowalPolicy.ENDS_SUPPORT and disavowed is not None and disavowed.possibly_by(on):
        if disavowed.certainly_by(on):
            return Binding(False, f"The state disavowed the pledge {disavowed}, which by the policy chosen ends it.")
        return Binding(None, f"The state disavowed the pledge {disavowed}, perhaps before the vote of {on}.")
    if joined.certainly_by(on):
        return Binding(True, f"The state joined {joined}, by the day of the vote.")
    return Binding(None, f"The state joined {joined}, perhaps after the vote of {on}.")


# -- entering an act ----------------------------------------------------------------------------


def admit(
    text: InstrumentText,
    act: PledgeEvidence,
    state: State,
    earlier: Sequence[PledgeEvidence],
    *,
    on: date,
    conditions: str | None = None,
    ratified: bool = False,
) -> Admission:
    """What the rules make of an act that is to be entered in the register of ``text``.

    They refuse a condition or reservation, a ratification, an entity that cannot join, an act certainly before there
    was a text, and a date in the future. A second act by the same state is entered and adds nobody; one that
    follows a disavowal joins anew. A disavowal is entered as such. Statements and names in the press are entered as
    evidence.

    Args:
        text: the instrument.
        act: the row to be entered.
        state: the state that acts.
        earlier: rows already entered, of any state and instrument; one with the key of ``act`` is a version of it.
        on: the day of entry.
        conditions: any condition or reservation that the document attaches.
        ratified: whether the act is presented as a ratification.

    Raises:
        ValueError: ``act`` is not by ``state``, or not about ``text``.
    """
    if act.state != state.code:
        raise ValueError(f"the act {act.id} is by {act.state}, not by {state.code}: give the state that acts")
    if act.instrument is not text.id:
        raise ValueError(f"the act {act.id} is about the {act.instrument}, not the {text.id}: give its own text")
    if refusal := _refusal(text, act, state, on=on, conditions=conditions, ratified=ratified):
        return refusal
    if act.kind is EvidenceKind.DISAVOWAL:
        return Admission(
            True,
            False,
            f"Entered as a disavowal of {state.name}; the text has no clause on withdrawal, so what it does is chosen "
            "by a policy.",
            "No clause on withdrawal; horseshoe's DisavowalPolicy.",
            None,
        )
    if act.kind not in ACTS:
        what = act.kind.value.replace("_", " ")
        return Admission(
            True,
            False,
            f"Entered as evidence ({what}); it is no act of support.",
            "A state joins by an act of its own towards the keeper of the list.",
            None,
        )
    own = [row for row in earlier if _same_pledge(row, act) and row.id != act.id]
    if repeated := _repeats(act, own):
        return Admission(
            True,
            False,
            f"{state.name} already joined {repeated.when} ({repeated.id}): entered as a further act, and not counted.",
            "A state supports a text once.",
            repeated.id,
        )
    return Admission(True, True, f"{state.name} joins {act.when}.", text.how, None)


def _refusal(
    text: InstrumentText, act: PledgeEvidence, state: State, *, on: date, conditions: str | None, ratified: bool
) -> Admission | None:
    supports = act.kind is not EvidenceKind.SUPPORT_STATED and act.kind is not EvidenceKind.STATED_NOT_SIGNATORY
    if supports and not _may_join(text, state):
        return _refused(
            f"{state.name} cannot join: it is {_what(state)}, and {_open_to(text)}.",
            f"Who may support: {_open_to(text)}.",
        )
    if conditions and conditions.strip():
        return _refused(
            f"The act attaches a condition ({conditions.strip()!r}): support is given without reservation.",
            "No reservation.",
        )
    if ratified:
        return _refused(
            "The act is presented as a ratification: a pledge is not ratified, a letter or note verbale suffices.",
            "No ratification.",
        )
    if supports and act.not_after is not None and act.not_after < text.first_text:
        return _refused(
            f"The act is dated {act.when}, before there was a text: the first known is of {text.first_text}.",
            f"First text of {text.first_text}.",
        )
    last = max(filter(None, (act.not_before, act.not_after)), default=None)
    if last is not None and last > on:
        return _refused(
            f"The act is dated {act.when}, in the future of {on}: what is entered today happened by today.",
            "Nothing is entered before it happens.",
        )
    if supports and act.not_after is not None and state.admitted is not None and act.not_after < state.admitted:
        return _refused(
            f"The act is dated {act.when}, before {state.name} was admitted on {state.admitted}.",
            f"Who may support: {_open_to(text)}.",
        )
    return None


def _repeats(act: PledgeEvidence, own: Sequence[PledgeEvidence]) -> PledgeEvidence | None:
    """The earliest act that ``act`` repeats: any but those that a disavowal parts from it."""
    disavowals = [row.when for row in own if row.kind is EvidenceKind.DISAVOWAL]
    acts = [row for row in own if row.kind in ACTS and row.confidence != "recall"]
    repeated = [
        row
        for row in acts
        if not any(certainly_before(row.when, each) and certainly_before(each, act.when) for each in disavowals)
    ]
    return min(repeated, key=lambda row: (row.not_after or date.max, row.id), default=None)


def certainly_before(first: DoubtfulDate, second: DoubtfulDate) -> bool:
    """Whether the first day lies before the second, however the doubts are resolved; the same day does not."""
    return first.not_after is not None and second.not_before is not None and first.not_after < second.not_before


def _same_pledge(row: PledgeEvidence, act: PledgeEvidence) -> bool:
    return row.state == act.state and row.instrument is act.instrument


def _may_join(text: InstrumentText, state: State) -> bool:
    return may_support(state) if text.id is Instrument.CODE else state.kind is StateKind.MEMBER


def _open_to(text: InstrumentText) -> str:
    if text.id is Instrument.CODE:
        return "the list is open to the members of the United Nations and its observers"
    return "the text is open to the members of the United Nations"


def _what(state: State) -> str:
    if state.kind is StateKind.HISTORIC:
        return f"a former member, until {state.ended}"
    return f"an {state.kind.value}" if state.kind is StateKind.OBSERVER else f"a {state.kind.value}"


def _refused(reason: str, rule: str) -> Admission:
    return Admission(False, False, reason, rule, None)
