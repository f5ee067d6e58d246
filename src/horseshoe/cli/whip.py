"""Before the vote: the whip count of a draft, and the power of a seat."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from horseshoe.answers.questions import BadQuestion, find_casts
from horseshoe.cli.forecast import forecasts_file
from horseshoe.cli.keeping import Failed
from horseshoe.cli.options import AsKnownOption, FormatOption, day, record, today
from horseshoe.cli.show import Format, emit, table
from horseshoe.facts.proposals import Matter
from horseshoe.forecast.percent import percent, short_percent
from horseshoe.store.opening import model_folder

if TYPE_CHECKING:
    from rich.console import Console

    from horseshoe.answers.planned import Planned
    from horseshoe.answers.supposed import Shares
    from horseshoe.answers.whip import Whip, WhipSeat

SHOWN = 5
"""How many paths and bargains a terminal shows; JSON has more."""


class WhipFormat(StrEnum):
    """In which form a whip count is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    SVG = "svg"


class Chart(StrEnum):
    """What a chart shows."""

    SENSITIVITY = "sensitivity"
    VOTES = "votes"


def whip(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="The draft as a TOML file, or - for standard input.")
    ] = None,
    template: Annotated[bool, typer.Option("--template", help="Print a file to fill in, and stop.")] = False,
    what_if: Annotated[
        list[str] | None,
        typer.Option("--what-if", metavar="STATE=CAST", help="Hold a seat to a cast; several, or with commas."),
    ] = None,
    chart: Annotated[
        Chart, typer.Option("--chart", help="With --format svg: how far it turns on each seat, or votes in favour.")
    ] = Chart.SENSITIVITY,
    store: Annotated[
        bool, typer.Option("--store", help="Keep the forecast, to be scored once the vote is known (forecast score).")
    ] = False,
    form: Annotated[
        WhipFormat | None,
        typer.Option(
            "--format", "-f", help="table, json, csv or svg; a table on a terminal, JSON elsewhere.", show_default=False
        ),
    ] = None,
    as_known: AsKnownOption = None,
) -> None:
    """The odds of a draft before its vote.

    From what each seat declared and what the record tells of it: the odds, who is bound, the paths to nine, on whom it
    turns, whom to call. Start from --template.
    """
    from horseshoe.sources import draft_toml
    from horseshoe.sources.files import WrongFile

    if template:
        print(draft_toml.TEMPLATE, end="")
        return
    if file is None:
        raise BadQuestion("Name the file with the draft, or print one to fill in with --template.")
    from horseshoe.answers.whip import whip as count

    facts = record().as_known(day(as_known))
    try:
        planned = draft_toml.read(sys.stdin.buffer if file == "-" else Path(file), facts)
    except WrongFile as error:
        raise Failed(str(error)) from None
    answer = count(facts, planned, what_if=find_casts(facts, ",".join(what_if or [])), cache=model_folder())
    if store:
        _store(planned, answer)
    if form is WhipFormat.SVG:
        print(_svg(answer, chart), end="")
        return
    emit(
        answer,
        Format(form.value) if form else None,
        on_terminal=lambda console: draw_whip(console, answer),
        header=(
            "state",
            "name",
            "permanent",
            "bound_by",
            "stance",
            "yes",
            "no",
            "abstain",
            "not_participating",
            "loading",
            "pivot",
            "could_sink",
            "could_save",
            "adopted_if_yes",
            "adopted_if_abstain",
            "adopted_if_no",
            "source",
        ),
        rows=lambda: (_row(seat) for seat in answer.seats),
    )


def power(
    date: Annotated[str | None, typer.Argument(metavar="DATE", help="YYYY-MM-DD; today if not given.")] = None,
    procedural: Annotated[bool, typer.Option("--procedural", help="The matter is procedural: Article 27(2).")] = False,
    form: FormatOption = None,
    as_known: AsKnownOption = None,
) -> None:
    """What the rules alone give a seat.

    Shapley-Shubik and Banzhaf, exact, for each seat for or against, and with abstention as the Council has it.
    """
    from horseshoe.answers.power import power as of_council

    answer = of_council(
        record(),
        day(date) or today(),
        matter=Matter.PROCEDURAL if procedural else Matter.SUBSTANTIVE,
        as_known=day(as_known),
    )

    def draw(console: Console) -> None:
        seats, threshold = len(answer.seats), answer.threshold
        console.print(f"Power in the Council on {answer.date}: {threshold} of {seats} votes", style="bold")
        drawn = table("each seat", "game", "Shapley-Shubik", "Banzhaf", "swings", "decides")
        for column in drawn.columns:
            column.no_wrap = True
        for permanent in (True, False):
            alike = [seat for seat in answer.seats if seat.permanent is permanent]
            for name, game in (
                ("for or against", alike[0].two_valued),
                ("yes, abstain, no", alike[0].three_valued),
            ):
                drawn.add_row(
                    "permanent" if permanent else "elected",
                    name,
                    f"{game.shapley_shubik.value:.6f}\n{game.shapley_shubik.fraction}",
                    f"{game.banzhaf.value:.6f}\n{game.banzhaf.fraction}",
                    f"{game.swings:,}",
                    f"{game.penrose.value:.4f}",
                )
        console.print(drawn)
        console.print(
            f"{answer.winning_coalitions:,} of {2**seats:,} sets of seats carry a proposal; with abstention "
            f"{answer.adopting_profiles:,} of {3**seats:,} profiles of casts adopt one."
        )
        console.print("decides: the chance that its vote does, if all others vote at random.", style="dim")
        console.print(answer.note, style="dim")

    emit(
        answer,
        form,
        on_terminal=draw,
        header=("date", "state", "permanent", "game", "shapley_shubik", "banzhaf", "swings", "penrose"),
        rows=lambda: (
            (
                answer.date,
                seat.state,
                seat.permanent,
                name,
                game.shapley_shubik.fraction,
                game.banzhaf.fraction,
                game.swings,
                game.penrose.fraction,
            )
            for seat in answer.seats
            for name, game in (("two_valued", seat.two_valued), ("three_valued", seat.three_valued))
        ),
    )


def _store(planned: Planned, answer: Whip) -> None:
    """Keep the forecast in the user's file, with all that went into it."""
    import msgspec

    from horseshoe.answers.whip import described
    from horseshoe.forecast.seats import SeatChances
    from horseshoe.forecast.stored import OutcomeChances, StoredForecast, append

    def chances(shares: Shares) -> OutcomeChances:
        return OutcomeChances(shares.adopted, shares.vetoed, shares.lacking_votes)

    number = append(
        forecasts_file(),
        StoredForecast(
            made=today(),
            symbol=planned.symbol,
            draft=described(planned),
            seats=tuple(SeatChances(seat.state, seat.permanent, seat.p, seat.loading) for seat in answer.seats),
            odds=chances(answer.odds),
            odds_if_independent=chances(answer.odds_if_independent),
            version=answer.coverage.model,
            inputs=msgspec.to_builtins(planned, str_keys=True),
        ),
    )
    unnamed = "" if planned.symbol else " It names no symbol, by which its vote would be found: give one to score it."
    typer.echo(f"Kept as forecast {number}.{unnamed}", err=True)


def _row(seat: WhipSeat) -> tuple[Any, ...]:
    return (
        seat.state,
        seat.name,
        seat.permanent,
        seat.bound_by,
        seat.stance,
        seat.p.yes,
        seat.p.no,
        seat.p.abstain,
        seat.p.not_participating,
        seat.loading,
        seat.pivot,
        seat.could_sink,
        seat.could_save,
        seat.adopted_if["yes"],
        seat.adopted_if["abstain"],
        seat.adopted_if["no"],
        seat.source,
    )


def _svg(answer: Whip, chart: Chart) -> str:
    import msgspec

    from horseshoe.answers.whip import turning
    from horseshoe.forecast import charts

    title = f"{answer.title or answer.symbol or 'Draft resolution'}, {answer.date}"
    if chart is Chart.VOTES:
        return charts.in_favour(answer.yes_distribution, answer.threshold, title=title)
    pivots = turning(msgspec.structs.replace(answer, what_if=None))
    return charts.sensitivity(pivots, answer.odds.adopted, title=title)


# -- on the terminal ----------------------------------------------------------------------------------


def draw_whip(console: Console, answer: Whip) -> None:
    """A whip count on the terminal."""
    days = f"{answer.date}" if not answer.until else f"{answer.date} to {answer.until}"
    console.print(f"{answer.title or answer.symbol or 'Draft resolution'}, {days}", style="bold")
    if answer.stage:
        console.print(f"Stage: {answer.stage.value.replace('_', ' ')}")
    if answer.penholder or answer.sponsors:
        console.print(
            f"Penholder: {answer.penholder or 'not given'}. Sponsors: {', '.join(answer.sponsors) or 'not given'}."
        )
    _draw_odds(console, answer)
    _draw_seats(console, answer)
    console.print("What is certain", style="bold")
    for sentence in answer.certain.says:
        console.print(sentence)
    console.print("\nFrom the likeliest votes", style="bold")
    for sentence in answer.fewest.says:
        console.print(sentence)
    _draw_ways(console, answer)
    _draw_bound(console, answer)
    _draw_coverage(console, answer)


def _draw_odds(console: Console, answer: Whip) -> None:
    drawn = table("", "adopted", "vetoed", f"lacking {answer.threshold} votes")
    drawn.add_row("odds", *_shares(answer.odds))
    drawn.add_row("if seats were independent", *_shares(answer.odds_if_independent))
    drawn.add_row("if bound members only abstain", *_shares(answer.if_bound_abstain))
    if answer.what_if:
        held = ", ".join(f"{state}={cast.value}" for state, cast in answer.what_if.casts.items())
        drawn.add_row(f"what if {held}", *_shares(answer.what_if.odds))
    console.print(drawn)
    vetoed = {state: chance for state, chance in answer.vetoed_by.items() if chance > 0}
    if vetoed:
        by = sorted(vetoed, key=lambda state: -vetoed[state])
        console.print(f"Vetoed by: {', '.join(f'{state} {percent(vetoed[state])}' for state in by)}.")
    console.print(
        "Likeliest tallies: "
        + ", ".join(f"{each.yes}-{each.no}-{each.silent} {percent(each.chance)}" for each in answer.tallies[:SHOWN])
        + "."
    )


def _draw_seats(console: Console, answer: Whip) -> None:
    drawn = table("", "bound by", "stance", "yes", "no", "abstain", "pivot", "adopted if", "its chances come from")
    for seat in answer.seats:
        drawn.add_row(
            f"{seat.state}{'*' if seat.permanent else ''}",
            ", ".join((*seat.bound_by, *(f"{each} ?" for each in seat.possibly_bound_by))) or "–",
            seat.stance.value.replace("_", " ") if seat.stance else "–",
            short_percent(seat.p.yes),
            short_percent(seat.p.no),
            short_percent(seat.p.silent),
            short_percent(seat.pivot),
            " ".join(short_percent(seat.adopted_if[cast], 0).removesuffix("%") for cast in ("yes", "abstain", "no")),
            seat.source,
        )
    console.print(drawn)
    console.print(
        "* permanent member. bound by: pledges that its state had joined by that day (?: possibly); whether one "
        "applies to this draft is for the states to say. abstain: or takes no part. pivot: the chance that its vote "
        "decides. adopted if: the chance in per cent if it votes yes, abstains, votes no.",
        style="dim",
    )
    console.print()


def _draw_ways(console: Console, answer: Whip) -> None:
    if answer.paths_to_nine:
        console.print(f"\nPaths to {answer.threshold} votes", style="bold")
        drawn = table("declared", "to win", "all vote yes", "and no veto")
        for path in answer.paths_to_nine[:SHOWN]:
            drawn.add_row(
                " ".join(path.declared) or "–",
                " ".join(path.to_win),
                short_percent(path.chance),
                short_percent(path.clear),
            )
        console.print(drawn)
    if answer.bargains:
        console.print("Two seats to move", style="bold")
        drawn = table("move", "and move", "adopted", "change")
        for pair in answer.bargains[:SHOWN]:
            moves = [f"{move.state} to {move.cast.value}" for move in pair.moves]
            drawn.add_row(*moves, short_percent(pair.adopted), f"{100 * pair.change:+.1f} points")
        console.print(drawn)


def _draw_bound(console: Console, answer: Whip) -> None:
    console.print("Who would vote no against a pledge, if it applies", style="bold")
    for each in answer.bound:
        assessed = (
            "; ".join(f"{who}: {status}" for who, status in each.according_to.items()) or "nobody has assessed it"
        )
        console.print(
            f"{each.state} ({each.instrument.value}, {each.standing.value}): a no has a chance of "
            f"{percent(each.chance_of_no)}. {assessed[0].upper()}{assessed[1:]}."
        )
    if not answer.bound:
        console.print("No member of this Council is known to be bound by either pledge.")


def _draw_coverage(console: Console, answer: Whip) -> None:
    cover = answer.coverage
    console.print()
    console.print(
        f"Coverage of {cover.seats} seats: stance declared for {cover.declared}, reported for {cover.reported}, "
        f"unknown for {cover.unknown}; chances given for {cover.own_chances}.",
        style="bold",
    )
    if cover.model:
        console.print(f"Model: {cover.model}.", style="dim")
    for note in cover.notes:
        console.print(note, style="dim")


def _shares(shares: Shares) -> Iterator[str]:
    return (short_percent(each) for each in (shares.adopted, shares.vetoed, shares.lacking_votes))
