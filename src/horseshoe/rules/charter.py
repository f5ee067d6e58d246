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

NO_NAMES: Mapping[str, str] = MappingProxyType({})


class CharterError(ValueError):
    """A question that the Charter's rules cannot be put to; the sentence says why."""


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
    needed = _needed(matter, on, policy)
    if len(casts) != rules.seats:
        raise CharterError(f"{len(casts)} seats voted on {on}: the Council had {rules.seats}.")
    if missing := sorted(set(permanent) - set(casts)):
        raise CharterError(f"No cast for {', '.join(missing)} on {on}: each permanent member has one.")

    _refuse_contradiction(casts, stated, on)

    warnings = _article_27_3(casts, parties, matter, names, policy)
    if policy.enforce_27_3 and matter is Matter.SUBSTANTIVE:
        casts, stated = _enforced(casts, stated, parties)
    vote = _Vote(casts, frozenset(permanent), stated, names)

    if vote.count(Cast.NOT_VOTING) == rules.seats:
        reason = "Adopted without a vote: no seat is recorded as voting, and none objected."
        return Decision(Outcome.ADOPTED_WITHOUT_VOTE, reason, "practice", matter, needed, vote.tally, (), warnings)

    outcome, reason, vetoed_by = _settle(vote, needed, matter)
    return Decision(outcome, reason, _article(matter), matter, needed, vote.tally, vetoed_by, warnings)


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


class Heading(StrEnum):
    """Headings under which votes are known to be procedural, or not.

    Source: Repertoire of the Practice of the Security Council, chapter IV, part I; for the last four
    procedural ones the Interim Committee's list, endorsed by A/RES/267 (III).
    """

    INCLUSION = "inclusion of agenda items"
    ORDER = "order of agenda items"
    DEFERMENT = "deferment of agenda items"
    REMOVAL = "removal from the list of matters"
    RULING = "rulings of the President"
    SUSPENSION = "suspension of a meeting"
    ADJOURNMENT = "adjournment of a meeting"
    INVITATION = "invitation to participate"
    CONDUCT = "conduct of business"
    EMERGENCY_SESSION = "convocation of an emergency special session"
    SUBSIDIARY_ORGAN = "setting up subsidiary organs"
    CREDENTIALS = "credentials"
    REPORTS = "annual and special reports"
    SPECIAL_SESSION = "requesting a special session"
    PEACE_AND_SECURITY = "responsibility for peace and security"
    ADMISSION = "admission of members"
    SECRETARY_GENERAL = "appointment of the Secretary-General"
    CHARTER_REVIEW = "conference to review the Charter"


NOT_PROCEDURAL = frozenset({Heading.PEACE_AND_SECURITY, Heading.ADMISSION, Heading.SECRETARY_GENERAL})


def matter_of(heading: Heading) -> Matter:
    """The rule that governs a vote under a heading (Repertoire, chapter IV, parts I.A and I.B; Article 109)."""
    if heading is Heading.CHARTER_REVIEW:
        return Matter.ANY_MEMBERS
    return Matter.SUBSTANTIVE if heading in NOT_PROCEDURAL else Matter.PROCEDURAL


class WithoutConcurrence(StrEnum):
    """Votes of the Council that need no permanent member's concurrence."""

    PROCEDURAL = "procedural matter"
    UNITING_FOR_PEACE = "request for an emergency special session"
    REVIEW_CONFERENCE = "conference to review the Charter"
    ICJ_JUDGE = "election of a judge of the International Court of Justice"


def votes_needed(vote: WithoutConcurrence, on: date, policy: Policy = DEFAULT) -> tuple[int, str]:
    """Votes needed where any members will do, and the rule that says so.

    Source: Article 27(2); A/RES/377 A (V) with rule 8(b) of the Assembly; Article 109(1), as amended by
    A/RES/2101 (XX); Statute of the Court, Article 10(1)-(2): an absolute majority, permanent and other
    members alike.
    """
    rules = size(on, policy)
    match vote:
        case WithoutConcurrence.ICJ_JUDGE:
            return rules.seats // 2 + 1, "Statute of the International Court of Justice, Article 10(1)-(2)"
        case WithoutConcurrence.REVIEW_CONFERENCE:
            return _needed(Matter.ANY_MEMBERS, on, policy), "Charter, Article 109(1)"
        case WithoutConcurrence.UNITING_FOR_PEACE:
            return rules.threshold, "A/RES/377 A (V), paragraph A.1, and rule 8(b) of the General Assembly"
        case WithoutConcurrence.PROCEDURAL:
            return rules.threshold, "Charter, Article 27(2)"


# -- how a vote is settled ------------------------------------------------------------------------


class _Vote:
    """A roll call counted: what is certain, and what unknown casts leave open."""

    def __init__(
        self, casts: Mapping[str, Cast], permanent: frozenset[str], stated: Tally | None, names: Mapping[str, str]
    ) -> None:
        self.casts = casts
        self.permanent = permanent
        self.names = names
        self.counts = dict.fromkeys(Cast, 0)
        for cast in casts.values():
            self.counts[cast] += 1
        self.unknown = self.counts[Cast.UNKNOWN]
        self.known_tally = not self.unknown or (stated is not None and stated.yes is not None)
        self.tally = self._tally(stated)

    def count(self, *kinds: Cast) -> int:
        return sum(self.counts[kind] for kind in kinds)

    def _tally(self, stated: Tally | None) -> Tally:
        if self.unknown:
            return stated or Tally(None, None, None, None)
        silent = self.count(Cast.NOT_PARTICIPATING, Cast.ABSENT, Cast.NOT_VOTING)
        return Tally(self.counts[Cast.YES], self.counts[Cast.NO], self.counts[Cast.ABSTAIN], silent)

    def who(self, *kinds: Cast) -> tuple[str, ...]:
        """Permanent members that made one of these casts, in order of code."""
        return tuple(sorted(state for state in self.permanent if self.casts[state] in kinds))

    def named(self, states: Collection[str]) -> str:
        shown = [self.names.get(state, state) for state in states]
        return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"

    def least_yes(self) -> int:
        return self.tally.yes if self.known_tally and self.tally.yes is not None else self.counts[Cast.YES]

    def most_yes(self) -> int:
        return self.least_yes() if self.known_tally else self.counts[Cast.YES] + self.unknown

    def hidden_noes(self) -> tuple[int, int]:
        """How many of the unknown casts are noes, at the least and at the most."""
        if self.known_tally and self.tally.no is not None:
            hidden = self.tally.no - self.counts[Cast.NO]
            return hidden, hidden
        return 0, self.unknown

    def may_be_without_vote(self) -> bool:
        """Whether nothing known speaks against a decision without a vote."""
        silent = self.tally.not_voting
        return self.count(Cast.NOT_VOTING, Cast.UNKNOWN) == len(self.casts) and silent in (None, len(self.casts))

    def spoken(self) -> str:
        """The count, as a sentence says it."""
        tally = self.tally
        if tally.yes is None:
            least, most = self.least_yes(), self.most_yes()
            return f"{least} in favour" if least == most else f"between {least} and {most} in favour"
        text = f"{tally.yes} in favour, {tally.no} against, {tally.abstain} abstaining"
        return f"{text}, {tally.not_voting} not voting" if tally.not_voting else text


def _settle(vote: _Vote, needed: int, matter: Matter) -> tuple[Outcome | None, str, tuple[str, ...]]:
    noes = vote.who(Cast.NO)
    count = vote.spoken()
    article = _article(matter)

    if vote.most_yes() < needed and not vote.may_be_without_vote():
        reason = f"Not adopted: {count}; {article} asks for {needed} in favour."
        if noes and matter is Matter.SUBSTANTIVE:
            reason += f" The no of {vote.named(noes)} is not a veto, because the proposal lacked {needed} votes."
        return Outcome.NOT_ADOPTED, reason, ()
    if vote.least_yes() < needed:
        why = "it may have been adopted without a vote" if vote.known_tally else "no tally was published"
        return None, f"Cannot be decided here: {vote.unknown} casts are unknown, and {why}.", ()

    if matter is not Matter.SUBSTANTIVE:
        reason = f"Adopted: {count}; {article} asks for {needed} in favour, whichever members they are."
        if noes:
            reason += f" The no of {vote.named(noes)} is not a veto."
        return Outcome.ADOPTED, reason, ()

    hidden = vote.who(Cast.UNKNOWN)
    least, most = vote.hidden_noes()
    if noes:
        reason = (
            f"Vetoed: {count}. The {needed} votes that {article} asks for are there, but not the concurring votes "
            f"of the permanent members: {vote.named(noes)} voted no."
        )
        return Outcome.VETOED, reason, noes
    if least > vote.unknown - len(hidden):
        reason = (
            f"Vetoed: {count}. The {needed} votes that {article} asks for are there, but of the {least} noes not "
            f"known by name at least {least - vote.unknown + len(hidden)} must be a permanent member's."
        )
        return Outcome.VETOED, reason, ()
    if hidden and most:
        casts = "cast" if len(hidden) == 1 else "casts"
        be = "is" if len(hidden) == 1 else "are"
        return None, f"Cannot be decided here: the {casts} of {vote.named(hidden)} {be} unknown.", ()
    reason = f"Adopted: {count}; {article} asks for {needed} in favour, and no permanent member voted no."
    if silent := vote.who(Cast.ABSTAIN):
        reason += f" The abstention of {vote.named(silent)} is no veto (ICJ, Namibia, 1971, paragraph 22)."
    if away := vote.who(Cast.NOT_PARTICIPATING, Cast.ABSENT, Cast.NOT_VOTING):
        reason += f" That {vote.named(away)} did not vote does not block it either."
    return Outcome.ADOPTED, reason, ()


def _carried(vote: Decision) -> bool:
    if vote.outcome is None:
        raise CharterError(f"Whether the matter is procedural is not settled by this vote. {vote.reason}")
    return vote.outcome in (Outcome.ADOPTED, Outcome.ADOPTED_WITHOUT_VOTE)


def _needed(matter: Matter, on: date, policy: Policy) -> int:
    if matter is Matter.ANY_MEMBERS:
        return 9 if on >= policy.review_needs_nine_from else 7
    return size(on, policy).threshold


def _refuse_contradiction(casts: Mapping[str, Cast], stated: Tally | None, on: date) -> None:
    known = list(casts.values())
    if stated is None or Cast.UNKNOWN not in known:
        return
    silent = sum(cast in (Cast.NOT_PARTICIPATING, Cast.ABSENT, Cast.NOT_VOTING) for cast in known)
    pairs = (
        (stated.yes, known.count(Cast.YES)),
        (stated.no, known.count(Cast.NO)),
        (stated.abstain, known.count(Cast.ABSTAIN)),
        (stated.not_voting, silent),
    )
    parts = [part for part, _ in pairs if part is not None]
    fits = all(part is None or part >= count for part, count in pairs)
    if not fits or (len(parts) == len(pairs) and sum(parts) != len(casts)):
        raise CharterError(
            f"The published tally {stated} does not fit the casts of {on}: it should count all {len(casts)} seats, "
            "and each known cast among them."
        )


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


def _article(matter: Matter) -> str:
    if matter is Matter.PROCEDURAL:
        return "Article 27(2)"
    if matter is Matter.ANY_MEMBERS:
        return "Article 109"
    return "Article 27(3)"


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
