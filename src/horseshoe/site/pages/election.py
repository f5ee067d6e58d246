"""An election to the Council: seats, candidates with their pledges, the ballots round by round, and the terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.election import Contest, Election, ElectionRound
from horseshoe.answers.elections import AHEAD, ElectionPledges, contested, next_year, stood, with_pledges, years_known
from horseshoe.answers.questions import BadQuestion
from horseshoe.answers.standing import Standing
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record
from horseshoe.rules.elections import FIRST_YEAR, FURTHEST
from horseshoe.site.page import Ask, Kind, Page
from horseshoe.site.tags.citing import numbers


class Votes(msgspec.Struct, frozen=True):
    """What one candidate received, round by round."""

    state: str
    name: str
    rounds: tuple[tuple[int | None, bool] | None, ...]
    """Votes and whether it was elected; ``None`` where it is not in the round."""


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A contest as a tally sheet: a column for each round."""

    contest: Contest
    contested: bool
    stood: int
    rounds: tuple[ElectionRound, ...]
    votes: tuple[Votes, ...]
    figures: tuple[tuple[str, tuple[int | None, ...]], ...]
    """Of each round, where any round has it: those present and voting, and so on."""
    silent: tuple[str, ...]
    """Figures that are known of no round."""
    told: bool
    """Whether a round has a doubt or a reason to tell."""


HEADER = (
    "year", "group", "seat", "by_election", "round", "held", "type", "seats", "ballot_papers", "invalid",
    "abstentions", "present_and_voting", "required", "published_required", "candidate", "votes", "elected", "sources",
)  # fmt: skip


def make(ask: Ask) -> Page:
    """The election of the year in the address."""
    text = ask.parts["year"]
    if not text.isdecimal() or len(text) > 4:
        raise BadQuestion(f"{text[:20]!r} is no year: give one from {FIRST_YEAR} to {FURTHEST}.")
    year = int(text)
    answer = with_pledges(ask.record, year, ask.on)
    told = answer.election
    sources = tuple({each.id: each for each in (*told.sources, *answer.sources)}.values())
    now = {each.state: each for each in answer.pledges}
    return Page(
        address=f"elections/{year}",
        title=gettext("The election of %(year)s") % {"year": year},
        description=gettext(
            "The election of %(year)s to the Security Council: seats by group, candidates with their pledges, and the "
            "ballots round by round."
        )
        % {"year": year},
        template="election.html",
        context={
            "election": told,
            "asked": answer.on,
            "voted": max(told.held, default=None),
            "year": year,
            "coming": not told.held and year >= next_year(ask.record, ask.on),
            "sheets": [_sheet(each) for each in told.contests],
            "open": any(
                each.standing is not Standing.NOT_YET_OPEN for one in answer.pledges for each in one.then.values()
            ),
            "changed": _changed(answer),
            "now": now,
            "instruments": tuple(Instrument),
            "sources": sources,
            "numbers": numbers(sources),
            "before": _beside(ask, year - 1),
            "after": _beside(ask, year + 1),
        },
        answer=answer,
        header=HEADER,
        rows=lambda: _rows(told),
    )


def _sheet(contest: Contest) -> Sheet:
    names: dict[str, str] = {}
    for each in contest.rounds:
        names.update({vote.state: vote.name for vote in each.votes if vote.state not in names})
    candidates = [each.state for each in contest.candidates]
    # Those that stood first, in the order of the last round that they were in; then names that were only written in.
    best = {vote.state: (each.round, vote.elected, vote.votes or 0) for each in contest.rounds for vote in each.votes}
    order = sorted(
        names,
        key=lambda state: (
            state not in candidates,
            contest.elected.index(state) if state in contest.elected else len(contest.elected),
            tuple(-figure for figure in best[state]),
            names[state],
        ),
    )
    figures = _figures(contest.rounds)
    return Sheet(
        contest=contest,
        contested=contested(contest),
        stood=len(stood(contest)),
        rounds=contest.rounds,
        votes=tuple(
            Votes(
                state,
                names[state],
                tuple(
                    next(((vote.votes, vote.elected) for vote in each.votes if vote.state == state), None)
                    for each in contest.rounds
                ),
            )
            for state in order
        ),
        figures=tuple(pair for pair in figures.items() if set(pair[1]) != {None}),
        silent=tuple(name for name, row in figures.items() if set(row) == {None}),
        told=any(each.doubts or each.tally for each in contest.rounds) or bool(contest.doubts),
    )


FIGURES = {
    "present_and_voting": gettext_noop("Present and voting"),
    "abstentions": gettext_noop("Abstentions"),
    "invalid": gettext_noop("Invalid papers"),
    "papers": gettext_noop("Ballot papers"),
}
"""Field of a round to its name."""


def _figures(rounds: Sequence[ElectionRound]) -> dict[str, tuple[int | None, ...]]:
    return {gettext(name): tuple(getattr(each, field) for each in rounds) for field, name in FIGURES.items()}


def _changed(answer: ElectionPledges) -> set[str]:
    """Codes of candidates that stand otherwise to a pledge now than on the day of the vote."""
    return {
        each.state
        for each in answer.pledges
        for instrument, support in each.then.items()
        if support.standing is not each.now[instrument].standing
    }


def _rows(told: Election) -> Iterable[tuple[object, ...]]:
    for contest in told.contests:
        for each in contest.rounds:
            for vote in each.votes:
                yield (
                    told.year, contest.group, contest.seat, contest.by_election, each.round, each.held, each.type,
                    each.seats, each.papers, each.invalid, each.abstentions, each.present_and_voting, each.required,
                    each.published_required, vote.state, vote.votes, "yes" if vote.elected else "no", each.sources,
                )  # fmt: skip


def _beside(ask: Ask, year: int) -> int | None:
    """A neighbouring year, if it has a page: published are fewer than can be asked for."""
    if ask.published:
        return year if f"elections/{year}" in _every(ask.record, ask.on) else None
    return year if FIRST_YEAR <= year <= FURTHEST else None


def _every(record: Record, on: date) -> Iterable[str]:
    first = next_year(record, on)
    coming = range(first, min(first + AHEAD, FURTHEST + 1))
    return (f"elections/{year}" for year in sorted(years_known(record) | set(coming)))


KIND = Kind(name=gettext_noop("Election"), address="elections/{year}", make=make, every=_every)
