"""Commands that measure states on their votes: how often two agree, and where each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from horseshoe.answers import positions as answers
from horseshoe.answers.questions import find_state
from horseshoe.cli.citing import titled
from horseshoe.cli.options import AsKnownOption, FormatOption, day, record
from horseshoe.cli.show import emit, table
from horseshoe.forecast.percent import short_percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

SOURCES_SHOWN = 5
"""Sources named on a terminal; the JSON has them all."""


def agreement(
    a: Annotated[str, typer.Argument(metavar="A", help="A state, by code or name.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="First day of the roll calls.")] = None,
    form: FormatOption = None,
    as_known: AsKnownOption = None,
) -> None:
    """How often two states voted alike.

    In the Council's roll calls while both sat, the contested ones apart; beside it, labelled, in the General Assembly.
    """
    facts = record()
    answer = answers.agreement(
        facts, find_state(facts, a), find_state(facts, b), since=day(since), as_known=day(as_known)
    )

    def draw(console: Console) -> None:
        span = f" since {answer.since}" if answer.since else ""
        console.print(f"{answer.a.name} and {answer.b.name}{span}", style="bold")
        drawn = table("", "n", "same", "one abstained", "yes against no", "share same")
        for label, counts in _counted(answer):
            share = "–" if counts.share_same is None else short_percent(counts.share_same)
            cells = (counts.both, counts.same, counts.one_abstained, counts.opposite)
            drawn.add_row(label, *map(str, cells), share)
        console.print(drawn)
        cover = answer.coverage
        console.print(
            f"{cover.sat} roll calls while both sat: {answer.council.all.both} counted, {cover.without_a_vote} adopted "
            f"without a vote, {cover.not_counted} on which either did not vote or its cast is unknown.",
            style="dim",
        )
        _draw_end(console, answer)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=("a", "b", "of", "n", "same", "one_abstained", "opposite", "share_same"),
        rows=lambda: (
            (answer.a.state, answer.b.state, label, c.both, c.same, c.one_abstained, c.opposite, c.share_same)
            for label, c in _counted(answer)
        ),
    )


def ideal(
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The Council of this day, from the roll calls before it.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="First day of the roll calls; with --on, twenty years before it."),
    ] = None,
    form: FormatOption = None,
    as_known: AsKnownOption = None,
) -> None:
    """Where states stand on one line, from the contested roll calls.

    Ideal points with standard errors: of every state that sat since 1946, or of the Council of a day from the roll
    calls before it. Hidden where there is too little to say.
    """
    answer = answers.ideal(record(), on=day(on), since=day(since), as_known=day(as_known))

    def draw(console: Console) -> None:
        whose = f"The Council of {answer.on}" if answer.on else "Every state that sat on the Council"
        cover = answer.coverage
        console.print(f"{whose}: {cover.roll_calls} contested roll calls, {cover.first} to {cover.last}", style="bold")
        drawn = table("", "state", "position", "± s.e.", "n", "in the Assembly")
        for place in answer.positions:
            name = place.name if place.until is None or answer.on else f"{place.name}, to {place.until}"
            there = place.assembly
            drawn.add_row(
                place.state,
                name,
                "too little to say" if place.position is None else f"{place.position:+.2f}",
                "" if place.standard_error is None else f"{place.standard_error:.2f}",
                str(place.roll_calls),
                f"{there.position:+.2f} (sessions {there.first_session}-{there.last_session})" if there else "",
            )
        console.print(drawn)
        console.print(f"{answer.scale} The Assembly's scale is another one.", style="dim")
        console.print(f"{cover.shown} shown, {cover.hidden} not: {cover.rule}.", style="dim")
        _draw_end(console, answer)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=(
            *("state", "name", "until", "position", "standard_error", "roll_calls", "first", "last"),
            *("assembly_position", "assembly_standard_error", "assembly_first_session", "assembly_last_session"),
        ),
        rows=lambda: (
            (
                *(p.state, p.name, p.until, p.position, p.standard_error, p.roll_calls, p.first, p.last),
                *_there(p.assembly),
            )
            for p in answer.positions
        ),
    )


def _counted(answer: answers.Agreement) -> Iterator[tuple[str, answers.AgreementCounts]]:
    yield "Council, all roll calls", answer.council.all
    yield "Council, contested", answer.council.contested
    if answer.assembly:
        yield "Assembly 2010-2019, not the Council", answer.assembly.all


def _there(place: answers.AssemblyPlace | None) -> tuple[float | int | None, ...]:
    if place is None:
        return (None, None, None, None)
    return (place.position, place.standard_error, place.first_session, place.last_session)


def _draw_end(console: Console, answer: answers.Agreement | answers.Ideal) -> None:
    for doubt in answer.doubts:
        console.print(f"Doubt: {doubt}")
    shown = [*map(titled, answer.sources)]
    if len(shown) > SOURCES_SHOWN:
        more = len(shown) - SOURCES_SHOWN
        # The Assembly's source stands last, and is always named.
        shown = [*shown[: SOURCES_SHOWN - 1], shown[-1], f"and {more} more (in the JSON)"]
    if shown:
        console.print(f"Sources: {'; '.join(shown)}", style="dim")
