"""Article 27 of the Charter as code: seats and thresholds by date, outcomes, vetoes.

Sources: Charter, Articles 23, 27, 28 and 109; General Assembly resolution 1991 A (XVIII); the
Council's practice on abstention (ICJ, Namibia, advisory opinion of 21 June 1971, paragraph 22).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

import msgspec

from horseshoe.facts.proposals import Cast, Matter, Outcome, Tally
from horseshoe.rules.counting import CharterError, Count, article_of, refuse_contradiction, settle

__all__ = [
    "DEFAULT",
    "CharterError",
    "Decision",
    "Policy",
    "PreliminaryRule",
    "Size",
    "decide",
    "is_veto",
    "settle_matter",
    "size",
    "threshold",
    "votes_in_favour",
]

NO_NAMES: Mapping[str, str] = MappingProxyType({})


class PreliminaryRule(StrEnum):
    """Who settles whether a matter is procedural, where members disagree."""

    SAN_FRANCISCO = "san_francisco"
    """The San Francisco Statement of 7 June 1945, part II, paragraph 2: the qualified majority,
    permanent members included. This opens the double veto."""
    PRESIDENT_RULING = "president_ruling"
    """Rule 30: the President rules, and the ruling stands unless nine members overrule it."""


class Policy(msgspec.Struct, frozen=True):
    """What the texts leave open, chosen in the open."""

    enlarged_from: date = date(1966, 1, 1)
    """First day of the Council of fifteen. The amendment entered into force on 31 August 1965;
    the enlarged Council sat from 1 January 1966."""
    review_needs_nine_from: date = date(1968, 6, 12)
    """First day on which Article 109(1) asks for nine members and not seven: the entry into force of the
    amendment of A/RES/2101 (XX). Article 109(3), spent since 1955, still says seven."""
    preliminary_question: PreliminaryRule = PreliminaryRule.SAN_FRANCISCO
    enforce_27_3: bool = False
    """Whether a party to a dispute that voted is counted as abstaining. Nobody is empowered to decide
    that without the Council, so by default it is a warning only."""


DEFAULT = Policy()


class Size(msgspec.Struct, frozen=True):
    """The Council's seats, and the votes that a decision needs."""

    seats: int
    permanent: int
    elected: int
    threshold: int


def size(on: date, policy: Policy = DEFAULT) -> Size:
    """Seats and threshold on a day: 11 and 7 to the end of 1965, then 15 and 9.

    Source: Charter, Articles 23(1) and 27(2)-(3), as amended by A/RES/1991 A (XVIII).
    """
    if on < policy.enlarged_from:
        return Size(seats=11, permanent=5, elected=6, threshold=7)
    return Size(seats=15, permanent=5, elected=10, threshold=9)


def threshold(on: date, policy: Policy = DEFAULT) -> int:
    """The affirmative votes that a decision needs on a day: 7 or 9 (Charter, Article 27(2)-(3))."""
    return size(on, policy).threshold


def votes_in_favour(matter: Matter, on: date, policy: Policy) -> int:
    """The votes in favour that a matter needs on a day (Charter, Articles 27(2)-(3) and 109)."""
    if matter is Matter.ANY_MEMBERS:
        return 9 if on >= policy.review_needs_nine_from else 7
    return size(on, policy).threshold


class Decision(msgspec.Struct, frozen=True):
    """What the Charter makes of a vote, and why."""

    outcome: Outcome | None
    """``None`` where unknown casts leave it open."""
    reason: str
    """One sentence or more, ready to be read out."""
    article: str
    """The rule that decides."""
    matter: Matter
    threshold: int
    tally: Tally
    vetoed_by: tuple[str, ...]
    """Codes of the permanent members known to have voted the noes that blocked the proposal; empty if it was
    not vetoed."""
    warnings: tuple[str, ...] = ()


def is_veto(decision: Decision, *, public: bool = True) -> bool:
    """Whether a vote was a veto: not procedural, enough votes in favour, a permanent no, a public vote.

    A recommendation of a Secretary-General voted in a private meeting is outside the lists of vetoes.
    """
    return public and decision.outcome is Outcome.VETOED


def decide(
    on: date,
    casts: Mapping[str, Cast],
    permanent: Collection[str],
    *,
    matter: Matter = Matter.SUBSTANTIVE,
    stated: Tally | None = None,
    parties: Collection[str] = (),
    names: Mapping[str, str] = NO_NAMES,
    policy: Policy = DEFAULT,
) -> Decision:
    """The outcome of a roll call under Article 27, with the reason.

    Args:
        on: day of the vote.
        casts: state code to cast, one entry a seat.
        permanent: codes of the permanent members that day.
        matter: which rule governs; substantive unless a fact says otherwise.
        stated: the published tally, used only where casts are unknown.
        parties: codes of parties to a dispute that the draft concerns under Chapter VI or Article 52(3).
        names: state code to name, for the sentences.
        policy: the open choices.

    Raises:
        CharterError: not as many casts as the Council had seats that day, a permanent member without a cast, or
            a published tally that contradicts the known casts.
    """
    rules = size(on, policy)
    needed = votes_in_favour(matter, on, policy)
    if len(casts) != rules.seats:
        raise CharterError(f"{len(casts)} seats voted on {on}: the Council had {rules.seats}.")
    if missing := sorted(set(permanent) - set(casts)):
        raise CharterError(f"No cast for {', '.join(missing)} on {on}: each permanent member has one.")

    refuse_contradiction(casts, stated, on)

    warnings = _article_27_3(casts, parties, matter, names, policy)
    if policy.enforce_27_3 and matter is Matter.SUBSTANTIVE:
        casts, stated = _enforced(casts, stated, parties)
    vote = Count(casts, frozenset(permanent), stated, names)

    if vote.count(Cast.NOT_VOTING) == rules.seats:
        reason = "Adopted without a vote: no seat is recorded as voting, and none objected."
        return Decision(Outcome.ADOPTED_WITHOUT_VOTE, reason, "practice", matter, needed, vote.tally, (), warnings)

    outcome, reason, vetoed_by = settle(vote, needed, matter)
    return Decision(outcome, reason, article_of(matter), matter, needed, vote.tally, vetoed_by, warnings)


def settle_matter(
    on: date,
    permanent: Collection[str],
    *,
    casts: Mapping[str, Cast] | None = None,
    ruled_procedural: bool | None = None,
    names: Mapping[str, str] = NO_NAMES,
    policy: Policy = DEFAULT,
) -> tuple[Matter, str]:
    """Whether a disputed matter is procedural: the preliminary question, with the reason.

    Under ``SAN_FRANCISCO``, ``casts`` is the vote on "the matter is procedural", decided like a matter of
    substance, so that a permanent member may first veto the question and then the draft (24 May 1948,
    Czechoslovakia). Under ``PRESIDENT_RULING``, ``ruled_procedural`` is the ruling and ``casts`` the vote
    on overruling it, if one was asked for (rule 30; 7 September 1959, Laos).

    Raises:
        CharterError: the vote or the ruling that the policy asks for is missing, or unknown casts leave it open.
    """
    if policy.preliminary_question is PreliminaryRule.SAN_FRANCISCO:
        if casts is None:
            raise CharterError(
                "The San Francisco Statement asks for a vote on the preliminary question: none was given."
            )
        vote = decide(on, casts, permanent, names=names, policy=policy)
        if _carried(vote):
            return Matter.PROCEDURAL, f"Procedural: the preliminary question was decided so. {vote.reason}"
        return Matter.SUBSTANTIVE, (
            "Not procedural: the San Francisco Statement (part II, paragraph 2) asks for the qualified majority "
            f"with the permanent members' concurrence, which the question did not get. {vote.reason}"
        )
    if ruled_procedural is None:
        raise CharterError("Rule 30 asks for the President's ruling: none was given.")
    ruling = Matter.PROCEDURAL if ruled_procedural else Matter.SUBSTANTIVE
    if casts is None:
        return ruling, f"The President ruled the matter {ruling.value}, and nobody challenged it (rule 30)."
    challenge = decide(on, casts, permanent, matter=Matter.PROCEDURAL, names=names, policy=policy)
    if _carried(challenge):
        other = Matter.SUBSTANTIVE if ruled_procedural else Matter.PROCEDURAL
        return other, f"The President ruled the matter {ruling.value} and was overruled (rule 30). {challenge.reason}"
    return ruling, f"The President ruled the matter {ruling.value}, and the ruling stands (rule 30). {challenge.reason}"


def _carried(vote: Decision) -> bool:
    if vote.outcome is None:
        raise CharterError(f"Whether the matter is procedural is not settled by this vote. {vote.reason}")
    return vote.outcome in (Outcome.ADOPTED, Outcome.ADOPTED_WITHOUT_VOTE)


def _enforced(
    casts: Mapping[str, Cast], stated: Tally | None, parties: Collection[str]
) -> tuple[Mapping[str, Cast], Tally | None]:
    """The casts and the published tally with the votes of parties turned into abstentions."""
    voted = {state: casts[state] for state in casts if state in parties}
    voted = {state: cast for state, cast in voted.items() if cast in (Cast.YES, Cast.NO, Cast.UNKNOWN)}
    enforced = {**casts, **dict.fromkeys(voted, Cast.ABSTAIN)}
    if stated is None or stated.yes is None or stated.no is None or stated.abstain is None:
        return enforced, None
    was = list(voted.values())
    if Cast.UNKNOWN in was:
        # Under which count the published tally has that party is not known either.
        return enforced, None
    yes, no = was.count(Cast.YES), was.count(Cast.NO)
    return enforced, Tally(stated.yes - yes, stated.no - no, stated.abstain + yes + no, stated.not_voting)


def _article_27_3(
    casts: Mapping[str, Cast], parties: Collection[str], matter: Matter, names: Mapping[str, str], policy: Policy
) -> tuple[str, ...]:
    if matter is not Matter.SUBSTANTIVE:
        return ()
    consequence = (
        "it is counted here as abstaining, because the policy enforces the proviso"
        if policy.enforce_27_3
        else "nobody is empowered to enforce this without the Council, so the outcome stands"
    )
    return tuple(
        f"{names.get(state, state)} voted {cast.value} though named as a party to the dispute: under Chapter VI and "
        f"Article 52(3), Article 27(3) says that a party shall abstain; {consequence}."
        for state, cast in sorted(casts.items())
        if state in parties and cast in (Cast.YES, Cast.NO)
    )
