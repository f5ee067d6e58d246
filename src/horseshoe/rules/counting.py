"""A roll call counted, and what the count settles: thresholds, permanent noes, and what unknown casts leave open.

Source: Charter, Article 27(2)-(3); on abstention, ICJ, Namibia, advisory opinion of 21 June 1971, paragraph 22.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from horseshoe.facts.proposals import Cast, Matter, Outcome, Tally


class CharterError(ValueError):
    """A question that the Charter's rules cannot be put to; the sentence says why."""


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: ``China, France and Ghana``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


class Count:
    """A roll call counted: what is certain, and what unknown casts leave open."""

    def __init__(
        self, casts: Mapping[str, Cast], permanent: frozenset[str], stated: Tally | None, names: Mapping[str, str]
    ) -> None:
        """Count the casts; ``stated`` is the published tally, used where casts are unknown."""
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
        """How many seats made one of these casts."""
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
        """The states by name, as a sentence lists them."""
        return listed([self.names.get(state, state) for state in states])

    def least_yes(self) -> int:
        """Votes in favour, at the least."""
        return self.tally.yes if self.known_tally and self.tally.yes is not None else self.counts[Cast.YES]

    def most_yes(self) -> int:
        """Votes in favour, at the most."""
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


def settle(vote: Count, needed: int, matter: Matter) -> tuple[Outcome | None, str, tuple[str, ...]]:
    """The outcome, the reason in sentences, and the permanent members known to have vetoed.

    The outcome is ``None`` where the unknown casts could make it one thing or another.
    """
    noes = vote.who(Cast.NO)
    count = vote.spoken()
    article = article_of(matter)

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


def refuse_contradiction(casts: Mapping[str, Cast], stated: Tally | None, on: date) -> None:
    """Do nothing if the published tally can be that of these casts.

    Raises:
        CharterError: it cannot.
    """
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


def article_of(matter: Matter) -> str:
    """The article that governs a matter."""
    if matter is Matter.PROCEDURAL:
        return "Article 27(2)"
    if matter is Matter.ANY_MEMBERS:
        return "Article 109"
    return "Article 27(3)"
