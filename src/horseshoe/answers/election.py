"""The election of non-permanent members of a year: seats, candidates, ballots, results and the terms that followed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.answers.rollcall import Cited, cite
from horseshoe.answers.tally import GivenRound, RoundTally, WrongBallot, tally
from horseshoe.answers.terms import TermCheck, check_terms, staying_and_retiring
from horseshoe.facts.dates import runs
from horseshoe.facts.elections import Ballot, BallotKind, BallotVote, Candidacy, CandidacyStatus, GroupSeat, SeatGroup
from horseshoe.facts.record import Record
from horseshoe.facts.states import StateKind
from horseshoe.rules import ballots, elections
from horseshoe.rules.ballots import Clause, Figures, HowKnown, Policy, RoundType

__all__ = [
    "CandidateStanding",
    "Contest",
    "Election",
    "ElectionCandidate",
    "ElectionCoverage",
    "ElectionRound",
    "GivenRound",
    "RoundTally",
    "TermCheck",
    "WrongBallot",
    "election",
    "find_group",
    "tally",
]

SHORT = {
    "africa": SeatGroup.AFRICA_AND_ASIA_PACIFIC,
    "african": SeatGroup.AFRICA_AND_ASIA_PACIFIC,
    "asia": SeatGroup.AFRICA_AND_ASIA_PACIFIC,
    "asia-pacific": SeatGroup.AFRICA_AND_ASIA_PACIFIC,
    "apg": SeatGroup.AFRICA_AND_ASIA_PACIFIC,
    "eeg": SeatGroup.EASTERN_EUROPE,
    "eastern": SeatGroup.EASTERN_EUROPE,
    "grulac": SeatGroup.GRULAC,
    "weog": SeatGroup.WEOG,
}
"""The words by which groups are called, beside their full names."""


class CandidateStanding(msgspec.Struct, frozen=True):
    """What one candidate received in a round."""

    state: str
    name: str
    votes: int | None
    elected: bool
    """As published."""


class ElectionRound(msgspec.Struct, frozen=True, kw_only=True):
    """A round with its figures as published, beside what the rules make of them."""

    id: str
    """Key of the ballot (``ballots.id``)."""
    round: int
    held: date
    type: RoundType
    """By the rules."""
    published_type: BallotKind | None
    seats: int
    papers: int | None
    invalid: int | None
    valid: int | None
    abstentions: int | None
    present_and_voting: int | None
    """Computed where the figures allow it, else as published."""
    required: int | None
    """Computed from those present and voting, else as published."""
    published_required: int | None
    votes: tuple[CandidateStanding, ...]
    """By number of votes."""
    tally: RoundTally | None
    """What the rules make of the round; ``None`` where its figures contradict each other."""
    agrees: bool | None
    """Whether the published results are those that the figures give; ``None`` where these leave it open."""
    doubts: tuple[str, ...]
    sources: tuple[str, ...]


class ElectionCandidate(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate and what became of it."""

    state: str
    name: str
    status: CandidacyStatus
    endorsed_by: str | None
    eligible: bool
    """Whether Article 23(2) and rule 144 let it be elected."""
    why_not: str | None
    confidence: str
    note: str | None
    sources: tuple[str, ...]


class Contest(msgspec.Struct, frozen=True, kw_only=True):
    """The ballots for the seats of one group, or for one of them."""

    group: SeatGroup
    seat: GroupSeat | None
    """The seat by understanding, where only that was voted on."""
    by_election: bool
    term: str | None
    """The term voted on, such as ``2026-2027``."""
    places: int
    clean_slate: bool
    """As many candidates as places: two thirds are needed all the same."""
    elected: tuple[str, ...]
    """Codes, in order of the rounds and the votes."""
    candidates: tuple[ElectionCandidate, ...]
    rounds: tuple[ElectionRound, ...]
    unknown_rounds: tuple[int, ...]
    """Rounds that were held and of which nothing is known here."""
    doubts: tuple[str, ...]


class ElectionCoverage(msgspec.Struct, frozen=True):
    """How much of the election is known."""

    rounds_known: int
    rounds_held: int
    """At least: the highest number of a known round in each contest, added up."""
    rounds_with_majority: int
    """Rounds whose majority is known or follows."""
    votes_known: int
    votes: int
    """Candidates' results by round."""
    notes: tuple[str, ...]


class Election(msgspec.Struct, frozen=True, kw_only=True):
    """The election of a year."""

    year: int
    held: tuple[date, ...]
    seats: tuple[elections.SeatsAtStake, ...]
    retiring: tuple[str, ...]
    """Codes of the members whose term ends with the year: not eligible (Charter, Article 23(2); rule 144)."""
    staying: tuple[str, ...]
    """Codes of the elected members whose term goes on."""
    contests: tuple[Contest, ...]
    terms: tuple[TermCheck, ...]
    terms_agree: bool | None
    """Whether the Council's terms are those that follow; ``None`` where no result is known."""
    rules: tuple[Clause, ...]
    sources: tuple[Cited, ...]
    coverage: ElectionCoverage


def find_group(text: str) -> SeatGroup:
    """The group of seats that ``text`` names, in full or as it is called: WEOG, GRULAC, EEG.

    Raises:
        BadQuestion: no group is called so.
    """
    wanted = text.strip().casefold()
    if wanted in SHORT:
        return SHORT[wanted]
    for group in SeatGroup:
        if group.value.casefold() == wanted:
            return group
    raise BadQuestion(
        f"No group of seats is called {text!r}: give Africa and Asia-Pacific as AFRICA or ASIA-PACIFIC, or EEG, GRULAC "
        "or WEOG."
    )


def election(
    record: Record,
    year: int,
    *,
    group: SeatGroup | None = None,
    as_known: date | None = None,
    policy: Policy = ballots.DEFAULT,
) -> Election:
    """The election of ``year``, as the Record knew it at the end of ``as_known`` (default: now).

    Args:
        record: what is known.
        year: the year in which it was held.
        group: the seats of this group alone.
        as_known: what was recorded by the end of this day.
        policy: what the rules of ballots leave open.

    Raises:
        BadQuestion: the seats at stake are not known for that year.
        NotFound: no seat of that group was at stake.
    """
    try:
        seats = elections.seats_at_stake(year)
    except elections.NoPattern as error:
        raise BadQuestion(str(error)) from None
    record = record.as_known(as_known)
    found = [row for row in record.ballots if row.year == year]
    standing = [row for row in record.candidacies if row.year == year]
    if group is not None:
        seats = tuple(each for each in seats if each.group is group)
        found = [row for row in found if row.group is group]
        standing = [row for row in standing if row.group is group]
        if not seats and not found and not standing:
            raise NotFound(f"No seat of the {group.value} was at stake in {year}.")
    maker = _Maker(record, year, {each.group: each.places for each in seats}, policy)
    contests = maker.contests(found, standing)
    terms = check_terms(record, year, found, maker.votes, standing)
    return Election(
        year=year,
        held=tuple(sorted({row.held for row in found})),
        seats=seats,
        retiring=tuple(sorted(maker.retiring)),
        staying=tuple(sorted(maker.staying)),
        contests=contests,
        terms=terms,
        terms_agree=all(each.agrees for each in terms) if terms else None,
        rules=(*elections.CLAUSES, *ballots.CLAUSES),
        sources=cite(
            record, (each for row in (*found, *maker.votes_of(found), *standing) for each in row.source.split())
        ),
        coverage=_coverage(contests, seats),
    )


class _Maker:
    """What the contests of one year are made from."""

    def __init__(self, record: Record, year: int, places: dict[SeatGroup, int], policy: Policy) -> None:
        self.record = record
        self.year = year
        self.places = places
        self.policy = policy
        self.votes: dict[str, list[BallotVote]] = defaultdict(list)
        for row in record.ballot_votes:
            self.votes[row.ballot].append(row)
        self.permanent = record.permanent(date(year, 12, 31))
        self.staying, self.retiring = staying_and_retiring(record, year)

    def votes_of(self, found: Iterable[Ballot]) -> list[BallotVote]:
        return [vote for row in found for vote in self.votes[row.id]]

    def contests(self, found: Sequence[Ballot], standing: Sequence[Candidacy]) -> tuple[Contest, ...]:
        rows: dict[tuple[SeatGroup, bool, GroupSeat | None], list[Ballot]] = defaultdict(list)
        # A seat is a contest of its own only where it was voted on alone from the first round.
        apart = {(row.group, row.by_election, row.seat) for row in found if row.round == 1 and row.seat}
        for row in found:
            key = (row.group, row.by_election, row.seat)
            rows[key if key in apart else (row.group, row.by_election, None)].append(row)
        for each in standing:
            if not any(key[:2] == (each.group, each.by_election) for key in rows):
                rows[each.group, each.by_election, None] = []
        order = {group: number for number, group in enumerate(SeatGroup)}
        keys = sorted(rows, key=lambda key: (key[1], order[key[0]], key[2] or ""))
        return tuple(self._contest(key, sorted(rows[key], key=lambda row: row.round), standing) for key in keys)

    def _contest(
        self, key: tuple[SeatGroup, bool, GroupSeat | None], rows: Sequence[Ballot], standing: Sequence[Candidacy]
    ) -> Contest:
        group, by_election, seat = key
        voted = {vote.state for row in rows for vote in self.votes[row.id]}
        stood = [
            each
            for each in standing
            if (each.group, each.by_election) == (group, by_election) and (seat is None or each.state in voted)
        ]
        # Who withdrew before the vote, and is in no ballot, did not run in it.
        running = [each for each in stood if each.status is not CandidacyStatus.WITHDRAWN or each.state in voted]
        places = self._places(key, rows)
        given = self._given(rows, places)
        counted, doubts = self._counted(given)
        numbers = [row.round for row in rows]
        elected = tuple(name for each in given for name in _by_votes(each) if each.marks.get(name))
        return Contest(
            group=group,
            seat=seat,
            by_election=by_election,
            term=next((row.term for row in rows if row.term), None),
            places=places,
            clean_slate=0 < len(running) <= places,
            elected=elected,
            candidates=tuple(self._candidate(each) for each in stood),
            rounds=tuple(self._round(*each) for each in zip(rows, given, counted, strict=True)),
            unknown_rounds=tuple(number for number in range(1, max(numbers, default=0)) if number not in numbers),
            doubts=tuple(doubts),
        )

    def _places(self, key: tuple[SeatGroup, bool, GroupSeat | None], rows: Sequence[Ballot]) -> int:
        if rows and rows[0].round == 1 and rows[0].seats:
            return rows[0].seats
        group, by_election, seat = key
        return 1 if by_election or seat else self.places.get(group, 1)

    def _given(self, rows: Sequence[Ballot], places: int) -> list[GivenRound]:
        given = []
        left = places
        for row in rows:
            votes = self.votes[row.id]
            given.append(
                GivenRound(
                    round=row.round,
                    figures=Figures(
                        places=row.seats or left,
                        papers=row.papers,
                        invalid=row.invalid,
                        abstentions=row.abstentions,
                        present_and_voting=row.present_and_voting,
                        required=row.required,
                        members=self._members(row.held),
                    ),
                    votes={vote.state: vote.votes for vote in votes},
                    where=f"ballot {row.id}",
                    marks={vote.state: vote.elected for vote in votes},
                )
            )
            left -= sum(vote.elected for vote in votes)
        return given

    def _members(self, on: date) -> int:
        """Members of the United Nations on a day; today's where an admission is not dated."""
        return sum(
            state.kind is not StateKind.OBSERVER
            and (state.admitted is None or state.admitted <= on)
            and (state.ended is None or on <= state.ended)
            for state in self.record.states
        )

    def _counted(self, given: Sequence[GivenRound]) -> tuple[Sequence[RoundTally | None], list[str]]:
        names = {code: self.record.name(code, date(self.year, 12, 31)) for each in given for code in each.votes}
        try:
            return tally(given, policy=self.policy, names=names), []
        except WrongBallot as error:
            return [None] * len(given), [f"The published figures contradict the rules or each other: {error}"]

    def _round(self, row: Ballot, given: GivenRound, counted: RoundTally | None) -> ElectionRound:
        kind = counted.type if counted else ballots.round_type(row.round)
        doubts = list(counted.doubts) if counted else []
        if row.kind and row.kind.value != kind.value:
            doubts.append(f"Published as {row.kind.value}; by rules 93 and 94 round {row.round} is {kind.value}.")
        if row.note:
            doubts.append(f"{row.note.rstrip('.')}.")
        by_figures = counted is not None and not any("taken as published" in each for each in counted.doubts)
        votes = sorted(self.votes[row.id], key=lambda vote: (-(vote.votes or 0), vote.state))
        return ElectionRound(
            id=row.id,
            round=row.round,
            held=row.held,
            type=kind,
            published_type=row.kind,
            seats=given.figures.places,
            papers=row.papers,
            invalid=row.invalid,
            valid=ballots.valid(given.figures),
            abstentions=row.abstentions,
            present_and_voting=ballots.present_and_voting(given.figures),
            required=counted.required if counted else row.required,
            published_required=row.required,
            votes=tuple(
                CandidateStanding(vote.state, self.record.name(vote.state, row.held), vote.votes, vote.elected)
                for vote in votes
            ),
            tally=counted,
            agrees=False if counted is None else True if by_figures and counted.elected is not None else None,
            doubts=tuple(doubts),
            sources=tuple(dict.fromkeys(each for fact in (row, *votes) for each in fact.source.split())),
        )

    def _candidate(self, row: Candidacy) -> ElectionCandidate:
        # Who gave a seat up is retiring only if it took it: a seat declined leaves it eligible.
        known = elections.eligibility(row.state, self.permanent, self.staying, self.retiring)
        return ElectionCandidate(
            state=row.state,
            name=self.record.name(row.state, date(self.year, 12, 31)),
            status=row.status,
            endorsed_by=row.endorsed_by,
            eligible=known.eligible,
            why_not=None if known.eligible else known.reason,
            confidence=row.confidence,
            note=row.note,
            sources=tuple(row.source.split()),
        )


def _by_votes(given: GivenRound) -> list[str]:
    return sorted(given.votes, key=lambda name: -(given.votes[name] or 0))


def _coverage(contests: Sequence[Contest], seats: Sequence[elections.SeatsAtStake]) -> ElectionCoverage:
    rounds = [each for contest in contests for each in contest.rounds]
    votes = [vote for each in rounds for vote in each.votes]
    notes = [
        f"{contest.group.value}{', by-election' if contest.by_election else ''}: "
        f"round{'s' if len(contest.unknown_rounds) > 1 else ''} {', '.join(runs(contest.unknown_rounds))} not known."
        for contest in contests
        if contest.unknown_rounds
    ]
    unknown = sum(vote.votes is None for vote in votes)
    if unknown:
        notes.append(f"The votes of {unknown} of {len(votes)} results are not known.")
    voted = {contest.group for contest in contests if contest.rounds and not contest.by_election}
    notes += [f"{each.group.value}: no ballot is known." for each in seats if each.group not in voted]
    if any(each.known is HowKnown.DERIVED for each in seats):
        first, last = elections.CHECKED
        notes.append(f"The seats at stake follow the pattern, which was checked for {first}-{last} only.")
    return ElectionCoverage(
        rounds_known=len(rounds),
        rounds_held=sum(max((each.round for each in contest.rounds), default=0) for contest in contests),
        rounds_with_majority=sum(each.required is not None for each in rounds),
        votes_known=len(votes) - unknown,
        votes=len(votes),
        notes=tuple(notes),
    )
