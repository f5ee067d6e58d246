"""Votes promised to candidates, and the distributions of the votes that they come to."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from horseshoe.answers.questions import BadQuestion

MOST_FOR_ONE_PLACE = 3
MOST_FOR_SEVERAL = 3

Odds = list[float]
"""Number of votes to its probability."""


class Hopeful(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A candidate with the votes promised to it."""

    name: str
    assured: int
    """Members that promised it their vote."""
    reliability: float
    """Chance that such a promise is kept, 0 to 1."""
    reliability_later: float | None = None
    """The same after the first round; ``None``: no less."""
    undecided: float | None = None
    """Chance that a member that promised it nothing votes for it; ``None``: in proportion to the votes assured."""


class Situation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a campaign expects of the ballot. The first candidate is the one whose odds are asked."""

    candidates: tuple[Hopeful, ...]
    places: int = 1
    members: int = 193
    not_voting: int = 0
    """Members expected to be absent, to abstain or to hand in an invalid paper."""


def check(situation: Situation, rounds: int) -> None:
    """Do nothing if the odds of ``situation`` can be computed.

    Raises:
        BadQuestion: a number that cannot be, or too many candidates.
    """
    hopefuls = situation.candidates
    if not hopefuls:
        raise BadQuestion("A campaign needs a candidate: none is given.")
    if situation.places < 1:
        raise BadQuestion(f"places is {situation.places}: a ballot fills one place or more.")
    if not 0 <= situation.not_voting < situation.members:
        raise BadQuestion(
            f"not_voting is {situation.not_voting}: it should lie between 0 and {situation.members - 1}, one less than "
            "the members."
        )
    if situation.members > 1000:
        raise BadQuestion(f"members is {situation.members}: the United Nations has 193.")
    if not 1 <= rounds <= 1000:
        raise BadQuestion(f"{rounds} rounds cannot be computed: give 1 to 1000.")
    names = [each.name for each in hopefuls]
    if len(set(names)) < len(names):
        raise BadQuestion("Two candidates have the same name: give each one its own.")
    voting = situation.members - situation.not_voting
    for each in hopefuls:
        if not 0 <= each.assured <= voting:
            raise BadQuestion(f"{each.name}: {each.assured} votes assured, but {voting} members vote.")
        for field in ("reliability", "reliability_later", "undecided"):
            value = getattr(each, field)
            if value is not None and not 0 <= value <= 1:
                raise BadQuestion(f"{each.name}: {field} is {value}; it should lie between 0 and 1.")
    most = MOST_FOR_ONE_PLACE if situation.places == 1 else MOST_FOR_SEVERAL
    if len(hopefuls) > most:
        places = "one place" if situation.places == 1 else "several places"
        raise BadQuestion(
            f"{len(hopefuls)} candidates for {places}: at most {most} can be computed exactly; leave out the weakest."
        )
    if situation.places == 1:
        given = sum(each.undecided or 0 for each in hopefuls)
        if given > 1 + 1e-9:
            raise BadQuestion(f"undecided adds up to {given:g}: for one place a member has one vote, so at most to 1.")
        promised = sum(each.assured for each in hopefuls)
        if promised > voting and len(hopefuls) > 2:
            raise BadQuestion(
                f"{promised} votes are assured in all, but {voting} members vote: some promised two candidates; lower "
                "the figures so that each member is counted once."
            )


# -- distributions --------------------------------------------------------------------------------


def binomial(number: int, chance: float) -> Odds:
    """The probabilities of 0 to ``number`` successes, each with ``chance``."""
    if chance in (0.0, 1.0):
        return [float(votes == number * chance) for votes in range(number + 1)]
    log, log_not = math.log(chance), math.log1p(-chance)
    whole = math.lgamma(number + 1)
    odds = [
        math.exp(
            whole - math.lgamma(votes + 1) - math.lgamma(number - votes + 1) + votes * log + (number - votes) * log_not
        )
        for votes in range(number + 1)
    ]
    total = math.fsum(odds)
    return [each / total for each in odds]


def convolve(one: Odds, other: Odds) -> Odds:
    """The probabilities of the sum of two independent numbers."""
    found = [0.0] * (len(one) + len(other) - 1)
    for votes, odds in enumerate(one):
        if odds:
            for more, chance in enumerate(other):
                found[votes + more] += odds * chance
    return found


def running(odds: Odds) -> Odds:
    """The probability of so many votes or fewer."""
    total, found = 0.0, []
    for each in odds:
        total += each
        found.append(total)
    return found


def shares(hopefuls: Sequence[Hopeful]) -> list[float]:
    """Each candidate's share of the votes assured; even where none is."""
    total = sum(each.assured for each in hopefuls)
    return [each.assured / total if total else 1 / len(hopefuls) for each in hopefuls]


def duel(one: Hopeful, other: Hopeful, voting: int, *, later: bool) -> Odds:
    """The first candidate's votes for one place against one rival, each member voting for one of them.

    Members that promised both, if more promises than members voting show that there must be some, are undecided.
    """
    both = max(0, one.assured + other.assured - voting)
    mine, theirs = one.assured - both, other.assured - both
    share = shares((one, other))[0] if later else undecided_shares((one, other))[0]
    promises = convolve(binomial(mine, kept(one, later)), binomial(theirs, 1 - kept(other, later)))
    return convolve(promises, binomial(voting - mine - theirs, share))


def alone(sole: Hopeful, voting: int, *, later: bool) -> Odds:
    """The votes of a candidate without a rival; an undecided member votes for it unless another chance is given."""
    chance = 1.0 if sole.undecided is None else sole.undecided
    return convolve(binomial(sole.assured, kept(sole, later)), binomial(voting - sole.assured, chance))


def undecided_shares(hopefuls: Sequence[Hopeful]) -> list[float]:
    """For which candidate a member that promised nothing votes, for one place: the chances, which add up to 1.

    Those given stand; the rest goes to the other candidates in proportion to the votes assured. Where all are given
    and do not add up to 1, they are taken as parts of it.
    """
    given = [each.undecided for each in hopefuls]
    rest = max(0.0, 1 - sum(each or 0 for each in given))
    others = [each for each in hopefuls if each.undecided is None]
    if not others:
        total = sum(each or 0 for each in given)
        return [(each or 0) / total if total else 1 / len(given) for each in given]
    parts = dict(zip((each.name for each in others), shares(others), strict=True))
    return [each.undecided if each.undecided is not None else rest * parts[each.name] for each in hopefuls]


def kept(each: Hopeful, later: bool) -> float:
    """The chance that a promise to it is kept, in the first round or later."""
    return each.reliability_later if later and each.reliability_later is not None else each.reliability
