"""The ballots of one contest counted in order: majority, elected, and what the next round is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import msgspec

from horseshoe.answers.questions import BadQuestion
from horseshoe.rules import ballots
from horseshoe.rules.ballots import Figures, LevelAtTheLastPlace, Policy, RankedBy, RoundType

NO_ROWS: Mapping[str, str] = MappingProxyType({})
NO_MARKS: Mapping[str, bool] = MappingProxyType({})


class WrongBallot(BadQuestion):
    """The ballots contradict themselves or the rules; the sentence says where, in which field, and why."""


class GivenRound(msgspec.Struct, frozen=True, kw_only=True):
    """One round as it is handed in."""

    round: int
    figures: Figures
    votes: dict[str, int | None]
    where: str = ""
    """Where the round stands, for sentences: ``ballots.csv row 2``."""
    rows: Mapping[str, str] = NO_ROWS
    """Candidate to where its votes stand."""
    marks: Mapping[str, bool] = NO_MARKS
    """Candidate to whether it was elected, as published; empty where that is not given."""

    def at(self, candidate: str | None = None) -> str:
        """Where the round, or a candidate in it, stands."""
        return self.rows.get(candidate or "") or self.where or f"round {self.round}"


class RoundTally(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules make of one round. ``None`` is what unknown figures leave open; ``reason`` says which."""

    round: int
    type: RoundType
    valid: int | None
    """Papers without the invalid ones (rule 83)."""
    present_and_voting: int | None
    """Valid papers without abstentions (rule 86)."""
    required: int | None
    """Two thirds of those present and voting, rounded up."""
    elected: tuple[str, ...] | None
    """In the order of their votes."""
    continues: bool | None
    """Whether places are left."""
    next_round_type: RoundType | None
    """``None`` where the election is over, or may be."""
    next_candidates: tuple[str, ...] | None
    """Who may stand in the next round; empty where any eligible Member may, or where there is none."""
    reason: str
    """What was decided and why, in one sentence or more."""
    seats: int
    """Places that were to be filled."""
    places_left: int | None
    certainly_elected: tuple[str, ...]
    """Elected whatever the unknown figures are."""
    undecided: tuple[str, ...]
    """Elected or not, as the unknown figures may be."""
    required_between: tuple[int, int | None]
    """Bounds of the majority; both the same where it is known."""
    doubts: tuple[str, ...]
    """What a reader should know before relying on it."""


def tally(
    rounds: Iterable[GivenRound], *, policy: Policy = ballots.DEFAULT, names: Mapping[str, str] | None = None
) -> tuple[RoundTally, ...]:
    """What rules 83, 86, 93 and 94 make of the rounds of one contest, in order.

    Args:
        rounds: rising numbers; rounds may be missing, and what hangs on them is then ``None``.
        policy: the open choices.
        names: candidate to name, for the sentences.

    Raises:
        WrongBallot: figures that cannot be, a candidate that may not stand, or a round out of order.
    """
    count = _Count(policy, names or {})
    return tuple(count.add(given) for given in rounds)


class _Count:
    """The contest so far."""

    def __init__(self, policy: Policy, names: Mapping[str, str]) -> None:
        self.policy = policy
        self.names = names
        self.last = 0
        self.extras = 0
        self.left: int | None = None
        self.over = False
        self.taken: dict[str, int] = {}
        self.rank: dict[str, tuple[int | None, ...]] | None = None
        self.ranked_by = 0
        self.next_type: RoundType | None = None
        self.allowed: tuple[str, ...] | None = None

    def add(self, given: GivenRound) -> RoundTally:
        if given.round <= self.last:
            raise WrongBallot(
                f"{given.at()}, field round: round {given.round} comes after round {self.last}; put rounds in order."
            )
        missing = range(self.last + 1, given.round)
        kind = self._kind(given, gap=bool(missing))
        self._check_places(given, gap=bool(missing))
        self._check_candidates(given, kind, gap=bool(missing))
        doubts = _check_figures(given)
        if missing:
            doubts.insert(0, f"{_rounds(missing)} not given; what happened in between is not known here.")

        required = ballots.majority_required(given.figures, given.votes)
        result = (
            ballots.Elected((), ())
            if kind is RoundType.EXTRA
            else ballots.elected(given.votes, required, given.figures.places, ballots.most_names(given.figures))
        )
        chosen, by_mark = _settle(given, result)
        if by_mark:
            doubts.append("Who was elected is taken as published: the figures known here leave it open.")
        self._remember(given, kind, result.certain if chosen is None else chosen)
        left = None if chosen is None else given.figures.places - len(chosen)
        continues = left > 0 if left is not None else _goes_on(given, result)
        after = self._next(given, kind, left) if continues else _OVER if continues is False else _OPEN
        self.last, self.left, self.over = given.round, left, continues is False
        self.next_type, self.allowed = after.type, after.candidates
        return RoundTally(
            round=given.round,
            type=kind,
            valid=ballots.valid(given.figures),
            present_and_voting=ballots.present_and_voting(given.figures),
            required=required.required,
            elected=chosen,
            continues=continues,
            next_round_type=after.type,
            next_candidates=after.candidates,
            reason=self._reason(kind, required, result, chosen, after.reason),
            seats=given.figures.places,
            places_left=left,
            certainly_elected=result.certain,
            undecided=() if by_mark else result.undecided,
            required_between=(required.lowest, required.highest),
            doubts=tuple(doubts),
        )

    # -- what is refused ----------------------------------------------------------------------

    def _kind(self, given: GivenRound, *, gap: bool) -> RoundType:
        if self.next_type is RoundType.EXTRA and not gap:
            self.extras += 1
            return RoundType.EXTRA
        return ballots.round_type(given.round - self.extras)

    def _check_places(self, given: GivenRound, *, gap: bool) -> None:
        places = given.figures.places
        if places < 1:
            raise WrongBallot(f"{given.at()}, field seats: a ballot fills one place or more, not {places}.")
        if self.over:
            raise WrongBallot(
                f"{given.at()}, field round: all places were filled in round {self.last}; there is no round "
                f"{given.round}."
            )
        if self.left is not None and (places > self.left or (places != self.left and not gap)):
            raise WrongBallot(
                f"{given.at()}, field seats: {places} seats, but {_count(self.left, 'place')} left after round "
                f"{self.last}."
            )

    def _check_candidates(self, given: GivenRound, kind: RoundType, *, gap: bool) -> None:
        for name in given.votes:
            if name in self.taken:
                raise WrongBallot(
                    f"{given.at(name)}, field candidate: {self._name(name)} was elected in round {self.taken[name]} "
                    "and no longer stands."
                )
        allowed = self._allowed_after_gap(given, kind) if gap else self.allowed
        if kind is RoundType.UNRESTRICTED or allowed is None:
            return
        for name in given.votes:
            if name not in allowed:
                switch = ", unless another policy for those level is chosen" if kind is RoundType.EXTRA else ""
                raise WrongBallot(
                    f"{given.at(name)}, field candidate: {self._name(name)} may not stand in round {given.round}, "
                    f"which is open only to {_listed(self._name(each) for each in allowed)}{switch}."
                )

    def _allowed_after_gap(self, given: GivenRound, kind: RoundType) -> tuple[str, ...] | None:
        if kind is not RoundType.RESTRICTED or given.figures.places != self.left:
            return None
        turn = given.round - self.extras
        if self.rank is None or self.ranked_by != ballots.ranked_by_round(turn):
            return None
        field = ballots.may_stand(self.rank, self.left, self.taken, self.policy)
        # Whether an extra ballot was held in a round that is not given is not known: all those level may have stood.
        return None if field.candidates is None else field.candidates + field.level

    # -- what follows -------------------------------------------------------------------------

    def _remember(self, given: GivenRound, kind: RoundType, elected: tuple[str, ...]) -> None:
        self.taken.update(dict.fromkeys(elected, given.round))
        if kind is RoundType.EXTRA:
            if self.rank is not None:
                for name in self.allowed or ():
                    self.rank[name] = (*self.rank[name], given.votes.get(name, 0))
            return
        if kind is RoundType.UNRESTRICTED or self.policy.ranked_by is RankedBy.PREVIOUS_BALLOT:
            self.rank = {name: (votes,) for name, votes in given.votes.items()}
            self.ranked_by = given.round - self.extras

    def _next(self, given: GivenRound, kind: RoundType, left: int | None) -> _After:
        turn = given.round + 1 - self.extras
        if kind is not RoundType.EXTRA and ballots.round_type(turn) is RoundType.UNRESTRICTED:
            return _After(RoundType.UNRESTRICTED, (), "The next round is open: any eligible Member may be voted for.")
        if left is None:
            return _After(RoundType.RESTRICTED, None, "Who may stand next hangs on who was elected.")
        return self._restricted(given, kind, left, turn)

    def _restricted(self, given: GivenRound, kind: RoundType, left: int, turn: int) -> _After:
        by_previous = self.policy.ranked_by is RankedBy.PREVIOUS_BALLOT
        if self.rank is None or (not by_previous and self.ranked_by != ballots.ranked_by_round(turn)):
            remaining = tuple(name for name in given.votes if name not in self.taken)
            if kind is RoundType.RESTRICTED and len(remaining) <= 2 * left:
                return _After(
                    RoundType.RESTRICTED,
                    remaining,
                    "The next round is restricted to those who stood in this one: the open ballot that ranked them is "
                    "not given.",
                )
            return _After(
                RoundType.RESTRICTED, None, "Who may stand next hangs on an open ballot that is not given here."
            )
        field = ballots.may_stand(self.rank, left, self.taken, self.policy)
        if field.candidates is None:
            return _After(RoundType.RESTRICTED, None, "Who may stand next hangs on votes that are not known.")
        if ballots.needs_extra_ballot(field):
            return _After(
                RoundType.EXTRA,
                field.level,
                f"{_listed(map(self._name, field.level))} are level for {_count(field.places, 'place')} in the "
                "restricted round: an extra ballot among them comes first (practice; no rule says).",
            )
        if not field.candidates:
            return _After(
                RoundType.RESTRICTED,
                None,
                "Nobody is ahead of the others: no rule says who may stand in the next round.",
            )
        told = ""
        if field.level:
            admitted = self.policy.level is LevelAtTheLastPlace.ADMIT_ALL
            told = f" {_listed(map(self._name, field.level))} are level at its last place and all "
            told += "stand" if admitted else "left out"
            told += " by the policy chosen; no rule says."
        who = _listed(map(self._name, field.candidates))
        return _After(RoundType.RESTRICTED, field.candidates, f"The next round is restricted to {who}.{told}")

    # -- sentences ----------------------------------------------------------------------------

    def _name(self, candidate: str) -> str:
        return self.names.get(candidate, candidate)

    def _reason(
        self,
        kind: RoundType,
        required: ballots.Majority,
        result: ballots.Elected,
        chosen: tuple[str, ...] | None,
        after: str,
    ) -> str:
        if kind is RoundType.EXTRA:
            return " ".join(filter(None, ("An extra ballot elects nobody.", after)))
        said = [_majority_said(required)]
        if chosen is None:
            said.append(f"Whether {_listed(map(self._name, result.undecided), 'or')} was elected is not known.")
        elif chosen:
            said.append(f"{_listed(map(self._name, chosen))} {'was' if len(chosen) == 1 else 'were'} elected.")
        else:
            said.append("Nobody was elected.")
        if result.level:
            said.append(
                f"{_listed(map(self._name, result.level))} reached the majority and are level for the last place: no "
                "lot is drawn, the balloting goes on."
            )
        return " ".join(filter(None, (*said, after)))


class _After(msgspec.Struct, frozen=True):
    type: RoundType | None
    candidates: tuple[str, ...] | None
    reason: str


_OVER = _After(None, (), "All places are filled.")
_OPEN = _After(None, None, "Whether there is a next round hangs on it.")


def _goes_on(given: GivenRound, result: ballots.Elected) -> bool | None:
    """Whether places are left in any case; ``None`` where the unknown figures decide."""
    return True if len(result.certain) + len(result.undecided) < given.figures.places else None


def _settle(given: GivenRound, result: ballots.Elected) -> tuple[tuple[str, ...] | None, bool]:
    """Who was elected, and whether the published marks had to settle it; ``None`` where it stays open."""
    marked = [name for name, mark in given.marks.items() if mark]
    if len(marked) > given.figures.places:
        raise WrongBallot(
            f"{given.at(marked[-1])}, field elected: {len(marked)} candidates are marked as elected for "
            f"{_count(given.figures.places, 'place')}."
        )
    for name, mark in given.marks.items():
        if mark is (name in result.certain) or name in result.undecided:
            continue
        raise WrongBallot(
            f"{given.at(name)}, field elected: {name} is marked as {'' if mark else 'not '}elected, but by its "
            f"{_count(given.votes[name] or 0, 'vote')} and the majority of "
            f"{_between(given)} it was {'not ' if mark else ''}elected."
        )
    if not result.undecided:
        return result.certain, False
    if given.marks.keys() >= set(result.undecided):
        chosen = sorted(marked, key=lambda name: -(given.votes[name] or 0))
        return tuple(chosen), True
    return None, False


def _check_figures(given: GivenRound) -> list[str]:
    """Refuse figures that cannot be; what is only odd comes back as sentences."""
    f = given.figures
    for field in ("papers", "invalid", "abstentions", "present_and_voting", "required"):
        value = getattr(f, field)
        if value is not None and value < 0:
            raise WrongBallot(f"{given.at()}, field {_COLUMN.get(field, field)}: {value} is negative.")
    for name, votes in given.votes.items():
        if votes is not None and votes < 0:
            raise WrongBallot(f"{given.at(name)}, field votes: {votes} is negative.")
    most = f.papers if f.papers is not None else f.members
    if f.papers is not None and f.members is not None and f.papers > f.members:
        raise WrongBallot(f"{given.at()}, field ballot_papers: {f.papers} papers, but {f.members} members.")
    if most is not None:
        for field, value in (("invalid", f.invalid), ("abstentions", f.abstentions)):
            if value is not None and value > most:
                raise WrongBallot(f"{given.at()}, field {field}: {value} of {most} papers.")
            most -= value or 0
        if most < 0:
            raise WrongBallot(
                f"{given.at()}, field abstentions: {f.invalid} invalid papers and {f.abstentions} abstentions are more "
                f"than the papers."
            )
    if f.present_and_voting is not None and most is not None and f.present_and_voting > most:
        raise WrongBallot(
            f"{given.at()}, field present_and_voting: {f.present_and_voting}, but at most {most} can have voted."
        )
    counted = ballots.valid(f)
    computed = None if counted is None or f.abstentions is None else counted - f.abstentions
    if None not in (computed, f.present_and_voting) and computed != f.present_and_voting:
        raise WrongBallot(
            f"{given.at()}, field present_and_voting: {f.present_and_voting}, but {f.papers} papers without "
            f"{f.invalid} invalid ones and {f.abstentions} abstentions make {computed}."
        )
    voting = ballots.present_and_voting(f)
    if voting is not None and f.required is not None and ballots.majority(voting) != f.required:
        raise WrongBallot(
            f"{given.at()}, field required: {f.required}, but two thirds of {voting} present and voting are "
            f"{ballots.majority(voting)}."
        )
    return _check_votes(given, voting if voting is not None else most)


def _check_votes(given: GivenRound, most: int | None) -> list[str]:
    places = given.figures.places
    total = sum(votes for votes in given.votes.values() if votes is not None)
    if most is not None:
        for name, votes in given.votes.items():
            if votes is not None and votes > most:
                raise WrongBallot(f"{given.at(name)}, field votes: {votes} votes, but at most {most} members voted.")
        if total > most * places:
            raise WrongBallot(
                f"{given.at()}, field votes: {total} votes in round {given.round}, but {most} papers with "
                f"{_count(places, 'name')} each carry at most {most * places}."
            )
    voting = ballots.present_and_voting(given.figures)
    if places == 1 and voting is not None and total < voting and None not in given.votes.values():
        return [
            f"{_count(voting - total, 'vote')} of {voting} went to names that are not given: with one place, each "
            "member voting names one."
        ]
    return []


_COLUMN = {"papers": "ballot_papers"}


def _between(given: GivenRound) -> str:
    found = ballots.majority_required(given.figures, given.votes)
    if found.required is not None:
        return str(found.required)
    return f"at least {found.lowest}" + ("" if found.highest is None else f" and at most {found.highest}")


def _majority_said(required: ballots.Majority) -> str:
    if required.required is not None:
        return f"The majority is {required.required}."
    if required.highest is None:
        return (
            f"The majority is not known: at least {required.lowest}; papers, invalid papers or abstentions are missing."
        )
    return (
        f"The majority is not known: between {required.lowest} and {required.highest}, as invalid papers or "
        "abstentions are missing."
    )


def _rounds(missing: range) -> str:
    if len(missing) == 1:
        return f"Round {missing[0]} is"
    return f"Rounds {missing[0]} {'and' if len(missing) == 2 else 'to'} {missing[-1]} are"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _listed(names: Iterable[str], word: str = "and") -> str:
    every = list(names)
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} {word} {every[-1]}" if every else ""
