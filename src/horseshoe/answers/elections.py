"""The elections of non-permanent members from year to year: the next one, those after it, and those that were held."""

from __future__ import annotations

from datetime import date

import msgspec

from horseshoe.answers.election import Contest, Election, election
from horseshoe.answers.rollcall import Cited, cite
from horseshoe.answers.standing import Support, support
from horseshoe.facts.elections import CandidacyStatus, GroupSeat, SeatGroup
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record
from horseshoe.rules import elections as rules
from horseshoe.rules.elections import FURTHEST, NoPattern, SeatsAtStake

AHEAD = 5
"""How many coming elections are told."""


class ContestSummary(msgspec.Struct, frozen=True, kw_only=True):
    """The ballots for the seats of one group in a year, in short."""

    group: SeatGroup
    seat: GroupSeat | None
    by_election: bool
    places: int
    candidates: tuple[str, ...]
    """Codes of those that stood, as far as they are known here; without those that withdrew before the vote."""
    contested: bool
    """Whether more stood than there are places."""
    rounds: int
    """Rounds that were held, as far as is known: the highest number of a known one."""
    elected: tuple[str, ...]


class ElectionSummary(msgspec.Struct, frozen=True, kw_only=True):
    """The election of a year, in short."""

    year: int
    held: tuple[date, ...]
    places: int
    contests: tuple[ContestSummary, ...]


class ComingElection(msgspec.Struct, frozen=True, kw_only=True):
    """The seats that a coming election fills, by the pattern."""

    year: int
    begins: date
    """First day of the terms."""
    seats: tuple[SeatsAtStake, ...]


class Elections(msgspec.Struct, frozen=True, kw_only=True):
    """The elections of non-permanent members, as of a day."""

    on: date
    next: Election
    """The next one, with its candidates as far as they are known."""
    coming: tuple[ComingElection, ...]
    """That one and those after it."""
    held: tuple[ElectionSummary, ...]
    """The newest first."""
    notes: tuple[str, ...]


NOTES = (
    "Candidates are those of the sources read: one that withdrew early, or announced itself late, may be missing.",
    "A contest with as many candidates as places is not contested; two thirds of those present and voting are needed "
    "all the same.",
    "The seats of coming elections follow the pattern of A/RES/1991 A (XVIII), which was checked for 2000-2026 only.",
)


class Pledged(msgspec.Struct, frozen=True, kw_only=True):
    """How a candidate stood to both pledges on the day of the vote, and how it stands now."""

    state: str
    name: str
    then: dict[Instrument, Support]
    """On the last day of the vote; empty where none is known."""
    now: dict[Instrument, Support]


class ElectionPledges(msgspec.Struct, frozen=True, kw_only=True):
    """An election with what its candidates have pledged."""

    election: Election
    on: date
    """The day of ``now``."""
    pledges: tuple[Pledged, ...]
    """Each candidate once, by name."""
    sources: tuple[Cited, ...]
    """Of the pledges."""


def elections(record: Record, on: date, *, as_known: date | None = None) -> Elections:
    """Every election that is known, and the next ones.

    Raises:
        BadQuestion: the seats of the next election are not known, since the day lies too far ahead.
    """
    record = record.as_known(as_known)
    years, first = years_known(record), next_year(record, on)
    return Elections(
        on=on,
        next=election(record, first),
        coming=tuple(_coming(year) for year in range(first, min(first + AHEAD, FURTHEST + 1))),
        held=tuple(_summary(election(record, year)) for year in sorted(years - {first}, reverse=True)),
        notes=NOTES,
    )


def years_known(record: Record) -> set[int]:
    """The years of whose election a ballot or a candidate is known."""
    return {row.year for row in record.ballots} | {row.year for row in record.candidacies}


def next_year(record: Record, on: date) -> int:
    """The year of the next election: this one's until it is held, which is in June since 2016 (A/RES/68/307)."""
    held = [row.held for row in record.ballots if row.year == on.year and not row.by_election]
    over = max(held) < on if held else on > date(on.year, 6, 30)
    return on.year + over


def with_pledges(record: Record, year: int, on: date, *, as_known: date | None = None) -> ElectionPledges:
    """The election of ``year`` with the pledges of its candidates on its day and on ``on``.

    Raises:
        BadQuestion: the seats at stake are not known for that year.
    """
    record = record.as_known(as_known)
    told = election(record, year)
    voted = max(told.held, default=None)
    names = {each.state: each.name for contest in told.contests for each in contest.candidates}
    pledges = tuple(
        Pledged(
            state=state,
            name=name,
            then=_both(record, state, voted) if voted and voted <= on else {},
            now=_both(record, state, on),
        )
        for state, name in sorted(names.items(), key=lambda pair: pair[1])
    )
    shown = [support for each in pledges for support in (*each.then.values(), *each.now.values())]
    cited = dict.fromkeys(source for support in shown for source in support.sources)
    return ElectionPledges(election=told, on=on, pledges=pledges, sources=cite(record, cited))


def contested(contest: Contest) -> bool:
    """Whether more stood than there are places: who withdrew before the vote did not stand in it."""
    return len(stood(contest)) > contest.places


def stood(contest: Contest) -> tuple[str, ...]:
    """Who stood in the ballots: every candidate but those that withdrew and are in no ballot."""
    voted = {vote.state for each in contest.rounds for vote in each.votes}
    return tuple(
        each.state for each in contest.candidates if each.status is not CandidacyStatus.WITHDRAWN or each.state in voted
    )


def _both(record: Record, state: str, on: date) -> dict[Instrument, Support]:
    return {each: support(record, each, state, on) for each in Instrument}


def _summary(told: Election) -> ElectionSummary:
    return ElectionSummary(
        year=told.year,
        held=told.held,
        places=sum(each.places for each in told.seats),
        contests=tuple(
            ContestSummary(
                group=each.group,
                seat=each.seat,
                by_election=each.by_election,
                places=each.places,
                candidates=stood(each),
                contested=contested(each),
                rounds=max((row.round for row in each.rounds), default=0),
                elected=each.elected,
            )
            for each in told.contests
        ),
    )


def _coming(year: int) -> ComingElection:
    try:
        seats = rules.seats_at_stake(year)
    except NoPattern:
        seats = ()
    return ComingElection(year=year, begins=rules.term(year).start, seats=seats)
