"""The odds of a candidacy: what promised votes come to in the first round and in the restricted ones after it.

Nothing is sampled: every number is a sum over binomial distributions, under the assumptions that the answer lists.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from horseshoe.answers.promised import (
    Odds,
    Situation,
    alone,
    binomial,
    check,
    convolve,
    duel,
    running,
    shares,
    undecided_shares,
)
from horseshoe.answers.questions import BadQuestion
from horseshoe.rules import ballots
from horseshoe.rules.ballots import RoundType


class Pattern(msgspec.Struct, frozen=True, kw_only=True):
    """One way in which the first round can end."""

    what: str
    odds: float
    others_elected: tuple[str, ...]
    next_candidates: tuple[str, ...]
    """Who stands in the restricted round that follows; empty where there is none for the candidate."""
    places_left: int
    next_round_odds: float | None
    """Chance that the candidate is elected in that next round, once there; ``None`` where it is not computed."""


class RoundOdds(msgspec.Struct, frozen=True):
    """The chance of being elected in a round, seen from before the first."""

    round: int
    type: RoundType
    odds: float
    by_then: float
    """In this round or an earlier one."""


class Campaign(msgspec.Struct, frozen=True, kw_only=True):
    """The odds of the first candidate of a situation."""

    candidate: str
    situation: Situation
    present_and_voting: int
    required: int
    carried: float
    """Of the results that the promises would give, the part that the papers can carry; much less than 1 where more is
    promised than members can keep."""
    expected_votes: float
    likely_votes: tuple[int, int]
    """The votes of the first round lie between these, both included, with 90 per cent; 5 lie on either side."""
    first_round: float
    """Chance of election in the first round."""
    patterns: tuple[Pattern, ...]
    """How the first round can end for the candidate; their odds add up to 1."""
    rounds: tuple[RoundOdds, ...]
    not_computed: float
    """Chance of a pattern whose later rounds are not computed: a tie, several places left, or anything rare."""
    assumptions: tuple[str, ...]

    @property
    def certain(self) -> bool:
        """Whether nothing is left to chance: odds of 0 and 1 are then no rounding of what is very likely."""
        kept = all(each.reliability == 1 and each.reliability_later in (None, 1) for each in self.situation.candidates)
        one_end = self.situation.places == 1 and len(self.patterns) == 1
        return kept and one_end and not self.not_computed


def campaign(situation: Situation, *, rounds: int = 7) -> Campaign:
    """The odds of the first candidate of ``situation``, over at most ``rounds`` rounds.

    The majority is that of rule 83, the restricted rounds those of rules 93 and 94.

    Raises:
        BadQuestion: a number that cannot be, or more candidates than can be computed exactly.
    """
    check(situation, rounds)
    model = _FirstRound(situation)
    patterns = model.patterns()
    own = model.own
    first = math.fsum(each.odds for each in patterns if each.what == ELECTED)
    low = next(votes for votes, by in enumerate(running(own)) if by >= 0.05 - 1e-12)
    high = next(votes for votes, by in enumerate(running(own)) if by >= 0.95 - 1e-12)
    return Campaign(
        candidate=situation.candidates[0].name,
        situation=situation,
        present_and_voting=model.voting,
        required=model.required,
        carried=model.carried,
        expected_votes=math.fsum(votes * odds for votes, odds in enumerate(own)),
        likely_votes=(low, high),
        first_round=first,
        patterns=patterns,
        rounds=_rounds(model, patterns, first, rounds),
        not_computed=math.fsum(
            each.odds for each in patterns if each.what in (GOES_ON, LEVEL, RARE) and each.next_round_odds is None
        ),
        assumptions=(*_ALWAYS, *(_ONE_PLACE if situation.places == 1 else _SEVERAL_PLACES)),
    )


ELECTED = "elected"
GOES_ON = "stands in the next round"
LEVEL = "level at the last place of the next round"
OUT = "does not stand in the next round"
TAKEN = "others take all places"
RARE = "anything else"
EXTRA = "whoever wins an extra ballot"

NEGLIGIBLE = 1e-12
"""Numbers of votes less likely than this are left out where votes are independent."""
IMPOSSIBLE = 1e-6
"""Promises of which the papers can carry no more than this part are refused."""
SHOWN = 1e-6
"""Patterns less likely than this are added up as one."""

_ALWAYS = (
    "Each member decides by itself; as many do not vote as are given.",
    "A promise is kept with the chance given, the same for every promise to one candidate.",
    "Each later round is decided anew, with the reliability for later rounds; nobody withdraws and nobody new is "
    "voted for.",
    "Later rounds are computed for one place and two candidates. Members that promised someone who no longer stands "
    "count as undecided there, and the undecided go to the two in proportion to the votes assured.",
)
_ONE_PLACE = (
    "With one place every member voting names one candidate: a promise that is broken goes to the rivals in proportion "
    "to the votes assured, and to somebody not given here where there is no rival.",
    "Where two candidates have more promises than members vote, those that must have promised both are undecided.",
)
_SEVERAL_PLACES = (
    "With several places a member can name several: the candidates' votes are taken as independent, without the "
    "results in which they would be more than the papers can carry.",
    "An undecided member names a candidate with the chance given, else in proportion to the votes assured.",
)


# -- the first round ------------------------------------------------------------------------------

_Key = tuple[str, tuple[str, ...], tuple[str, ...], int]
"""What happens to the candidate, who else is elected, who stands next, and for how many places."""

_ORDER = (ELECTED, GOES_ON, LEVEL, OUT, TAKEN, RARE)


class _FirstRound:
    """Every result that the first round can have, with its probability."""

    def __init__(self, situation: Situation) -> None:
        self.hopefuls = situation.candidates
        self.names = tuple(each.name for each in situation.candidates)
        self.places = situation.places
        self.voting = situation.members - situation.not_voting
        self.required = ballots.majority(self.voting)
        self.carried = 1.0
        self.joint = self._one_place() if situation.places == 1 else self._several_places()
        self.own: Odds = [0.0] * (self.voting + 1)
        for votes, odds in self.joint.items():
            self.own[votes[0]] += odds

    def _one_place(self) -> dict[tuple[int, ...], float]:
        """Each member has one vote, so the votes of the candidates add up."""
        hopefuls, voting = self.hopefuls, self.voting
        if len(hopefuls) == 1:
            return {(votes,): odds for votes, odds in enumerate(alone(hopefuls[0], voting, later=False))}
        if len(hopefuls) == 2:
            own = duel(*hopefuls, voting, later=False)
            return {(votes, voting - votes): odds for votes, odds in enumerate(own)}
        blocs = []
        for number, each in enumerate(hopefuls):
            parts = shares([other for other in hopefuls if other is not each])
            chances = [(1 - each.reliability) * part for part in parts]
            chances.insert(number, each.reliability)
            blocs.append((each.assured, chances))
        blocs.append((voting - sum(each.assured for each in hopefuls), undecided_shares(hopefuls)))
        # Row: votes of the first; column: votes of the second; the third has what is left.
        table = [[1.0]]
        for size, (first, second, third) in blocs:
            for _ in range(size):
                table = _one_more(table, first, second, third)
        return {
            (first, second, voting - first - second): odds
            for first, row in enumerate(table)
            for second, odds in enumerate(row)
            if odds
        }

    def _several_places(self) -> dict[tuple[int, ...], float]:
        """Each member can name several, so the votes are independent, as far as the papers can carry them."""
        parts = shares(self.hopefuls)
        found: dict[tuple[int, ...], float] = {(): 1.0}
        for each, part in zip(self.hopefuls, parts, strict=True):
            chance = min(1.0, self.places * part) if each.undecided is None else each.undecided
            odds = convolve(binomial(each.assured, each.reliability), binomial(self.voting - each.assured, chance))
            likely = [(votes, one) for votes, one in enumerate(odds) if one > NEGLIGIBLE]
            found = {(*votes, more): given * one for votes, given in found.items() for more, one in likely}
        most = self.places * self.voting
        found = {votes: odds for votes, odds in found.items() if sum(votes) <= most}
        total = math.fsum(found.values())
        if total < IMPOSSIBLE:
            raise BadQuestion(
                f"The votes expected add up to more than {self.voting} papers with {self.places} names each can carry: "
                "lower the votes assured or the chances."
            )
        self.carried = min(1.0, total)
        return {votes: odds / total for votes, odds in found.items()}

    def patterns(self) -> tuple[Pattern, ...]:
        found: dict[_Key, float] = defaultdict(float)
        for votes, odds in self.joint.items():
            if odds:
                found[self._ends(votes)] += odds
        shown = {key for key, odds in found.items() if odds >= SHOWN or key[0] == ELECTED}
        rare = math.fsum(odds for key, odds in found.items() if key not in shown)
        made = [self._pattern(key, found[key]) for key in shown]
        if rare:
            made.append(self._pattern((RARE, (), (), 0), rare))
        return tuple(sorted(made, key=lambda each: (_ORDER.index(each.what), -each.odds)))

    def _pattern(self, key: _Key, odds: float) -> Pattern:
        what, elected, standing, left = key
        later = self.later(standing) if what == GOES_ON and left == 1 else None
        return Pattern(
            what=what,
            odds=min(odds, 1.0),
            others_elected=elected,
            next_candidates=standing,
            places_left=left,
            next_round_odds=later[0] if later else None,
        )

    def _ends(self, votes: tuple[int, ...]) -> _Key:
        """How a first round with these votes ends: rule 94, then who may stand."""
        order = sorted(range(len(votes)), key=lambda number: -votes[number])
        reached = [number for number in order if votes[number] >= self.required]
        if len(reached) > self.places:
            # None of those level for the last place is elected.
            last = votes[reached[self.places]]
            reached = [number for number in reached[: self.places] if votes[number] > last]
        if 0 in reached:
            return ELECTED, (), (), 0
        elected = tuple(sorted(self.names[number] for number in reached))
        left = self.places - len(reached)
        if not left:
            return TAKEN, elected, (), 0
        standing = [number for number in order if number not in reached and votes[number]]
        limit = 2 * left
        if len(standing) > limit and votes[standing[limit]] == votes[standing[limit - 1]]:
            last = votes[standing[limit - 1]]
            if votes[0] == last:
                return LEVEL, elected, (), left
            if votes[0] > last:
                return GOES_ON, elected, (self.names[0], EXTRA), left
            return OUT, elected, (), left
        standing = standing[:limit]
        if 0 not in standing:
            return OUT, elected, (), left
        return GOES_ON, elected, (self.names[0], *(self.names[number] for number in sorted(standing)[1:])), left

    def later(self, standing: Sequence[str]) -> tuple[float, float] | None:
        """Chance that the first of those standing is elected in a round for one place, and that nobody is.

        ``None`` where it is not known who stands against it, or more than one does.
        """
        if EXTRA in standing or len(standing) > 2:
            return None
        by_name = dict(zip(self.names, self.hopefuls, strict=True))
        if len(standing) == 1:
            own, lost = alone(by_name[standing[0]], self.voting, later=True), 0.0
        else:
            own = duel(by_name[standing[0]], by_name[standing[1]], self.voting, later=True)
            lost = math.fsum(own[: self.voting - self.required + 1])
        won = min(1.0, math.fsum(own[self.required :]))
        return won, max(0.0, 1 - won - lost)


def _one_more(table: list[list[float]], first: float, second: float, third: float) -> list[list[float]]:
    """The table after one member more."""
    size = len(table)
    grown = [[0.0] * (size + 1 - row) for row in range(size + 1)]
    for row, cells in enumerate(table):
        here, below = grown[row], grown[row + 1]
        for column, odds in enumerate(cells):
            here[column] += odds * third
            here[column + 1] += odds * second
            below[column] += odds * first
    return grown


# -- what follows ---------------------------------------------------------------------------------


def _rounds(model: _FirstRound, patterns: Sequence[Pattern], first: float, number: int) -> tuple[RoundOdds, ...]:
    later = [
        (each.odds, *odds)
        for each in patterns
        if each.next_round_odds is not None and (odds := model.later(each.next_candidates))
    ]
    made, by_then = [RoundOdds(1, RoundType.UNRESTRICTED, first, first)], first
    for turn in range(2, number + 1):
        now = sum(odds * undecided ** (turn - 2) * won for odds, won, undecided in later)
        by_then = min(1.0, by_then + now)
        made.append(RoundOdds(turn, ballots.round_type(turn), now, by_then))
    return tuple(made)
