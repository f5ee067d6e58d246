"""The brief: the main job."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from horseshoe.answers import brief as briefs
from horseshoe.cli.horseshoe import MARKS
from horseshoe.cli.options import AsKnownOption, FormatOption, day, record
from horseshoe.cli.reading import BASIS, draw_deadline, draw_roll_call
from horseshoe.cli.show import emit, table
from horseshoe.facts.proposals import Outcome

if TYPE_CHECKING:
    from rich.console import Console

PLEDGE_LEGEND = (
    "* permanent member. yes: a list, the depositary, an initiator or the state itself shows it. not by a day: "
    "reported then as not having joined, nothing later known. not known: no evidence either way, because the "
    "official roster could not be read. –: the text did not exist yet."
)


def brief(
    symbol: Annotated[str, typer.Argument(metavar="SYMBOL", help="A draft, a resolution, or the id of a roll call.")],
    form: FormatOption = None,
    as_known: AsKnownOption = None,
) -> None:
    """Everything about the votes on a draft.

    Who sat, who voted how, what Article 27 makes of it and why, which seats had pledged (with the doubt), and by when
    the General Assembly had to act.
    """
    facts = record().as_known(day(as_known))
    answer = briefs.brief(facts, symbol)

    def draw(console: Console) -> None:
        for vote in answer.votes:
            draw_roll_call(console, facts, vote.roll_call)
            _draw_seats(console, vote)
            _draw_assembly(console, vote)
            _draw_coverage(console, vote)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=(
            "roll_call",
            "date",
            "outcome",
            "state",
            "name",
            "permanent",
            "group",
            "cast",
            "code",
            "code_reason",
            "declaration",
            "declaration_reason",
        ),
        rows=lambda: (
            (
                vote.roll_call.id,
                vote.roll_call.date,
                vote.roll_call.outcome,
                seat.state,
                seat.name,
                seat.permanent,
                seat.group,
                seat.cast,
                seat.code.standing,
                seat.code.reason,
                seat.declaration.standing,
                seat.declaration.reason,
            )
            for vote in answer.votes
            for seat in vote.seats
        ),
    )


def _draw_seats(console: Console, vote: briefs.BriefVote) -> None:
    console.print()
    console.print(f"The Council on {vote.roll_call.date}, and who had pledged by that day", style="bold")
    if vote.presidency:
        console.print(f"Presidency: {vote.presidency.name} ({BASIS[vote.presidency.basis]})")
    from rich.text import Text

    drawn = table("", "member", "cast", "Code of Conduct", "France/Mexico Declaration")
    for seat in vote.seats:
        mark, word, colour = MARKS[seat.cast]
        drawn.add_row(
            f"{seat.state}{'*' if seat.permanent else ''}",
            seat.name,
            Text(f"{mark} {word}", style=colour),
            seat.code.short,
            seat.declaration.short,
        )
    console.print(drawn)
    console.print(PLEDGE_LEGEND, style="dim")
    known = {source.id: source for source in vote.pledge_sources}
    shared: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for seat in vote.seats:
        for pledge in (seat.code, seat.declaration):
            if pledge.sources:
                shared.setdefault((pledge.instrument.value, pledge.reason, pledge.sources), []).append(seat.state)
    for (instrument, reason, sources), states in shared.items():
        cited = " ".join(known[each].url or known[each].title for each in sources)
        console.print(f"{', '.join(states)} on the {instrument}: {reason}. {cited}", style="dim", soft_wrap=True)
    console.print()


def _draw_assembly(console: Console, vote: briefs.BriefVote) -> None:
    console.print("The General Assembly", style="bold")
    if vote.assembly:
        draw_deadline(console, vote.assembly)
    elif vote.roll_call.outcome is Outcome.VETOED:
        console.print("By when it had to act cannot be said: the holidays of that year are not known here.")
    else:
        console.print("Nothing was owed: no veto is recorded.")


def _draw_coverage(console: Console, vote: briefs.BriefVote) -> None:
    console.print()
    cover = vote.coverage
    console.print(f"Coverage: {cover.casts_known} of {cover.casts} casts known.", style="bold")
    for each in cover.supporters:
        claimed = (
            f"; {each.claim()} were claimed for {each.claimed_on} ({each.claimant})"
            if each.claimed
            else "; no total claimed"
        )
        console.print(
            f"{each.instrument.value.capitalize()}: {each.certain} supporters known here by name on that day, "
            f"{each.possible} more possible{claimed}.",
            style="dim",
        )
    for note in cover.notes:
        console.print(note, style="dim")
