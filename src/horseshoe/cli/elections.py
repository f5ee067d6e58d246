"""Commands about elections to the Council: a year's election, a tally of ballots, and the odds of a candidacy."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from horseshoe.answers import campaign as campaigns
from horseshoe.answers import election as elections
from horseshoe.answers import tally as tallies
from horseshoe.answers.promised import Hopeful, Situation
from horseshoe.answers.questions import BadQuestion
from horseshoe.cli.keeping import Failed
from horseshoe.cli.options import AsKnownOption, FormatOption, day, record
from horseshoe.cli.show import emit, table
from horseshoe.forecast.percent import percent, short_percent
from horseshoe.rules.ballots import LevelAtTheLastPlace, Policy, RankedBy

if TYPE_CHECKING:
    from rich.console import Console

    from horseshoe.sources.files import File

LevelOption = Annotated[
    LevelAtTheLastPlace,
    typer.Option("--level", help="Who stands when several are level at the last restricted place: no rule says."),
]
RankedByOption = Annotated[
    RankedBy,
    typer.Option("--ranked-by", help="Which ballot ranks them once some of several places are filled."),
]


def election(
    year: Annotated[int, typer.Argument(metavar="YEAR", help="The year in which it was held.")],
    group: Annotated[
        str | None, typer.Option("--group", metavar="GROUP", help="Only these seats: AFRICA, ASIA-PACIFIC, EEG, ...")
    ] = None,
    form: FormatOption = None,
    as_known: AsKnownOption = None,
) -> None:
    """An election of non-permanent members.

    Seats, candidates, ballots by round with the majority computed and published, results, and the terms that followed.
    """
    wanted = elections.find_group(group) if group else None
    answer = elections.election(record(), year, group=wanted, as_known=day(as_known))

    def draw(console: Console) -> None:
        held = ", ".join(map(str, answer.held)) or "not known"
        console.print(f"Election of {year}: {held}", style="bold")
        for each in answer.seats:
            console.print(f"{each.group.value}: {_places(each.places)}{_understood(each)}")
        if answer.retiring:
            console.print(f"Retiring, and not eligible: {', '.join(answer.retiring)}", style="dim")
        for contest in answer.contests:
            _draw_contest(console, contest)
        if answer.terms:
            drawn = table("", "member", "term that follows", "term on the Council", "")
            for term in answer.terms:
                drawn.add_row(term.state, term.name, _span(term.expected), _span(term.recorded), term.reason)
            console.print(drawn)
        known = answer.coverage
        console.print(
            f"{known.rounds_known} of at least {known.rounds_held} rounds known, the majority of "
            f"{known.rounds_with_majority}; {known.votes_known} of {known.votes} results with votes.",
            style="dim",
        )
        for note in known.notes:
            console.print(note, style="dim")
        for source in answer.sources:
            console.print(f"{source.title}  {source.symbol or source.url or ''}", style="dim")

    emit(
        answer,
        form,
        on_terminal=draw,
        header=(
            *("year", "group", "seat", "by_election", "round", "held", "type", "seats", "ballot_papers", "invalid"),
            *("abstentions", "present_and_voting", "required", "published_required", "candidate", "votes", "elected"),
            "sources",
        ),
        rows=lambda: [
            (
                *(year, contest.group, contest.seat, contest.by_election, each.round, each.held, each.type, each.seats),
                *(each.papers, each.invalid, each.abstentions, each.present_and_voting, each.required),
                *(each.published_required, vote.state, vote.votes, "yes" if vote.elected else "no", each.sources),
            )
            for contest in answer.contests
            for each in contest.rounds
            for vote in each.votes
        ],
    )


def tally(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE.csv", help="The ballots of one contest; - for standard input.")
    ] = None,
    level: LevelOption = LevelAtTheLastPlace.EXTRA_BALLOT,
    ranked_by: RankedByOption = RankedBy.OPEN_BALLOT,
    template: Annotated[bool, typer.Option("--template", help="Print a file to fill in, and stop.")] = False,
    form: FormatOption = None,
) -> None:
    """Count the ballots of an election.

    Majority, who is elected, and which round follows with whom (rules 83, 86, 93 and 94). A cell may be empty where
    its figure is not known.
    """
    from horseshoe.sources import tally_csv
    from horseshoe.sources.files import WrongFile

    if template:
        print(tally_csv.TEMPLATE, end="")
        return
    if file is None:
        raise BadQuestion("Name the file with the ballots, or print one to fill in with --template.")
    try:
        given = tally_csv.read(_opened(file))
        answer = tallies.tally(given, policy=Policy(level, ranked_by))
    except (WrongFile, tallies.WrongBallot) as error:
        raise Failed(str(error)) from None

    def draw(console: Console) -> None:
        for each, rows in zip(answer, given, strict=True):
            _draw_round(console, each, rows)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=(
            *("round", "type", "seats", "valid", "present_and_voting", "required", "candidate", "votes", "elected"),
            *("continues", "next_round_type", "may_stand_next"),
        ),
        rows=lambda: [
            (
                *(each.round, each.type, each.seats, each.valid, each.present_and_voting, each.required, name, votes),
                "unknown" if name in each.undecided else "yes" if name in _chosen(each) else "no",
                *(each.continues, each.next_round_type),
                None if each.next_candidates is None else name in each.next_candidates,
            )
            for each, rows in zip(answer, given, strict=True)
            for name, votes in rows.votes.items()
        ],
    )


def campaign(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE.toml", help="What the campaign expects; - for standard input.")
    ] = None,
    assured: Annotated[int | None, typer.Option("--assured", help="Without a file: votes promised to us.")] = None,
    reliability: Annotated[
        float | None, typer.Option("--reliability", help="Chance that a promise to us is kept, 0 to 1.")
    ] = None,
    rival: Annotated[
        list[str] | None,
        typer.Option("--rival", metavar="NAME=VOTES@CHANCE", help="A rival, such as Theirs=45@0.9. Repeatable."),
    ] = None,
    places: Annotated[int, typer.Option("--places", help="Places that the ballot paper fills.")] = 1,
    members: Annotated[int, typer.Option("--members", help="Members of the United Nations.")] = 193,
    not_voting: Annotated[
        int, typer.Option("--not-voting", help="Members absent, abstaining or with an invalid paper.")
    ] = 0,
    rounds: Annotated[int, typer.Option("--rounds", help="How many rounds to follow.")] = 7,
    template: Annotated[bool, typer.Option("--template", help="Print a file to fill in, and stop.")] = False,
    form: FormatOption = None,
) -> None:
    """The odds of a candidacy.

    In the first round, and in each pattern that may follow; computed, not sampled, under the assumptions shown.
    """
    from horseshoe.sources import campaign_toml
    from horseshoe.sources.files import WrongFile

    if template:
        print(campaign_toml.TEMPLATE, end="")
        return
    if file is not None:
        try:
            situation = campaign_toml.read(_opened(file))
        except WrongFile as error:
            raise Failed(str(error)) from None
    elif assured is None or reliability is None:
        raise BadQuestion("Name the file, or give --assured and --reliability; --template prints a file to fill in.")
    else:
        ours = Hopeful(name="ours", assured=assured, reliability=reliability)
        situation = Situation(
            candidates=(ours, *map(_rival, rival or ())), places=places, members=members, not_voting=not_voting
        )
    answer = campaigns.campaign(situation, rounds=rounds)
    emit(
        answer,
        form,
        on_terminal=lambda console: _draw_campaign(console, answer),
        header=("what", "odds", "others_elected", "next_candidates", "places_left", "next_round_odds"),
        rows=lambda: [
            (
                *(each.what, each.odds, "; ".join(each.others_elected), "; ".join(each.next_candidates)),
                *(each.places_left, each.next_round_odds),
            )
            for each in answer.patterns
        ],
    )


def _opened(file: str) -> File:
    return sys.stdin.buffer if file == "-" else Path(file)


def _rival(text: str) -> Hopeful:
    name, _, figures = text.rpartition("=")
    votes, _, chance = figures.partition("@")
    try:
        if name.strip():
            return Hopeful(name=name.strip(), assured=int(votes), reliability=float(chance))
    except ValueError:
        pass
    raise BadQuestion(f"{text!r} is no rival: write it as NAME=VOTES@CHANCE, for example Theirs=45@0.9.")


# -- on a terminal --------------------------------------------------------------------------------


def _draw_contest(console: Console, contest: elections.Contest) -> None:
    console.print()
    title = f"{contest.group.value}{f', {contest.seat.value}' if contest.seat else ''}"
    title += f", by-election for {contest.term}" if contest.by_election else ""
    slate = "; as many candidates as places" if contest.clean_slate else ""
    console.print(f"{title}: {_places(contest.places)}{slate}", style="bold")
    for each in contest.rounds:
        votes = ", ".join(
            f"{vote.name} {_shown(vote.votes)}{' (elected)' if vote.elected else ''}" for vote in each.votes
        )
        console.print(f"Round {each.round}, {each.type.value}, {each.held}: {votes}")
        console.print(
            f"  majority {_needed(each)}; {_shown(each.papers)} papers, {_shown(each.invalid)} invalid, "
            f"{_shown(each.abstentions)} abstentions, {_shown(each.present_and_voting)} present and voting",
            style="dim",
        )
    for doubt in contest.doubts:
        console.print(doubt)
    for each in contest.rounds:
        for doubt in each.doubts:
            console.print(f"Round {each.round}: {doubt}", style="dim")
    for person in contest.candidates:
        told = f"{person.name}: {person.status.value.replace('_', ' ')}"
        told += f", endorsed by {person.endorsed_by}" if person.endorsed_by else ""
        console.print(f"{told}. {person.note or ''} {person.why_not or ''}".rstrip(), style="dim")


def _draw_round(console: Console, each: tallies.RoundTally, given: tallies.GivenRound) -> None:
    console.print(
        f"Round {each.round}, {each.type.value}, {_places(each.seats)}: {_shown(each.valid)} valid, "
        f"{_shown(each.present_and_voting)} present and voting, majority {_shown(each.required)}",
        style="bold",
    )
    drawn = table("candidate", "votes", "")
    for name, votes in sorted(given.votes.items(), key=lambda item: -(item[1] or 0)):
        state = "?" if name in each.undecided else "elected" if name in _chosen(each) else ""
        drawn.add_row(name, _shown(votes), state)
    console.print(drawn)
    console.print(each.reason)
    for doubt in each.doubts:
        console.print(doubt, style="dim")
    console.print()


def _draw_campaign(console: Console, answer: campaigns.Campaign) -> None:
    low, high = answer.likely_votes
    told = partial(short_percent, decimals=2, certain=answer.certain)
    console.print(
        f"{answer.candidate}: {percent(answer.first_round, certain=answer.certain)} in the first round", style="bold"
    )
    console.print(
        f"{answer.required} of {answer.present_and_voting} votes elect; {answer.expected_votes:.1f} are expected, "
        f"between {low} and {high} with 90%."
    )
    drawn = table("after the first round", "odds", "then elected", "others elected", "stand next")
    for each in answer.patterns:
        then = "–" if each.next_round_odds is None else short_percent(each.next_round_odds, certain=answer.certain)
        drawn.add_row(each.what, told(each.odds), then, ", ".join(each.others_elected), ", ".join(each.next_candidates))
    console.print(drawn)
    drawn = table("round", "type", "elected in it", "by then")
    for turn in answer.rounds:
        drawn.add_row(str(turn.round), turn.type.value, told(turn.odds), told(turn.by_then))
    console.print(drawn)
    if answer.carried < 0.5:
        console.print(
            f"More is promised than members can keep: only {percent(answer.carried)} of the results that the promises "
            "would give fit on the papers, and the odds are among those."
        )
    if answer.not_computed >= 0.0001:
        console.print(f"Not followed further: {percent(answer.not_computed, 2)}.")
    for assumption in answer.assumptions:
        console.print(assumption, style="dim")


def _chosen(each: tallies.RoundTally) -> tuple[str, ...]:
    return each.certainly_elected if each.elected is None else each.elected


def _needed(each: elections.ElectionRound) -> str:
    if each.required is None and each.tally is not None:
        low, high = each.tally.required_between
        return f"{low} to {high}" if high is not None else f"{low} or more"
    if each.published_required not in (None, each.required):
        return f"{_shown(each.required)} (published: {each.published_required})"
    return _shown(each.required)


def _understood(each: Any) -> str:
    said = [f"{places} {seat.value.removesuffix(' seat')}" for seat, places in each.understanding.items()]
    if each.arab_seat:
        said.append(f"the Arab seat from {each.arab_seat.value.removesuffix(' seat').replace('African', 'Africa')}")
    return f" ({', '.join(said)})" if said else ""


def _places(number: int) -> str:
    return f"{number} place{'' if number == 1 else 's'}"


def _span(span: Any) -> str:
    return f"{span.start} to {span.end}" if span else "–"


def _shown(value: int | None) -> str:
    return "?" if value is None else str(value)
