"""The command that brings in a published list of supporters: a dry run first, and nothing before all is settled."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from horseshoe.answers.questions import parse_day
from horseshoe.cli.importing import FileArgument, IntoOption, app
from horseshoe.cli.keeping import Failed, keep, login
from horseshoe.cli.options import FormatOption, record, today
from horseshoe.cli.show import emit, table
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record

if TYPE_CHECKING:
    from rich.console import Console

    from horseshoe.sources.lists import Question, Reconciliation

SHOWN = 12
"""So many texts that were passed over are shown; the JSON has all of them."""


@app.command("list")
def import_list(
    file: FileArgument,
    instrument: Annotated[Instrument, typer.Option("--instrument", help="Whose supporters the list names.")],
    as_of: Annotated[str, typer.Option("--as-of", metavar="DATE", help="The day for which the list speaks.")],
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help="Where it is from, in words or its address.")],
    sha256: Annotated[
        str | None, typer.Option("--sha256", metavar="HEX", help="The file's SHA-256, where it is known.")
    ] = None,
    match: Annotated[
        list[str] | None,
        typer.Option("--match", metavar="NAME=CODE", help="Settle an entry; NAME=- where it is no state. Repeatable."),
    ] = None,
    column: Annotated[
        str | None, typer.Option("--column", metavar="NAME", help="The column of a table that holds the names.")
    ] = None,
    right_text: Annotated[
        bool, typer.Option("--this-is-the-right-text", help="Go ahead though it seems to be a list of another text.")
    ] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Write it; without this, only show what it would do.")] = False,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who brings it in; else the user of this machine.")
    ] = None,
    into: IntoOption = None,
    form: FormatOption = None,
) -> None:
    """A published list of supporters.

    Plain text, CSV, Word, PDF or HTML; in English, French or Spanish. Shows what the list adds to the record and
    what has to be settled, and writes nothing without --apply.
    """
    from horseshoe.sources import lists
    from horseshoe.sources.accept import Refused
    from horseshoe.sources.files import WrongFile

    facts = record(into)
    day = parse_day(as_of)
    try:
        lists.require_day(facts, instrument, day, today=today())
        published = lists.read(sys.stdin.buffer if file == "-" else Path(file), sha256)
        if not right_text and (why := lists.other_text(published, instrument)):
            raise WrongFile(
                f"{published.file} seems to be a list of another text: {why}. If it is the right one, say so with "
                "--this-is-the-right-text."
            )
        found = lists.find(published, facts, day, matches=match or (), column=column)
        result = lists.reconcile(found, facts, instrument, day, today=today())
        lists.refuse_other_version(result, facts, source, today())
        fresh = lists.rows(result, facts, recorded=today(), source=source) if apply else None
    except (WrongFile, Refused) as error:
        raise Failed(str(error)) from None
    if fresh is None:
        emit(
            result,
            form,
            on_terminal=lambda console: _draw(console, result),
            header=("state", "name", "standing", "where", "text"),
            rows=lambda: _rows(result),
        )
        if not result.settled:
            raise typer.Exit(1)
        return
    print(_summary(result))
    print(write(fresh, facts, by=by or login(), why=f"list of {day}: {source}", into=into))


def write(rows: Record, known: Record, *, by: str, why: str, into: Path | None) -> str:
    """Write the rows, all of them or none, and say in a sentence where they went, if there were any to write.

    Raises:
        Failed: the rows do not fit what is known.
    """
    if not rows.pledges:
        return "Nothing to write: all of it is known already."
    from horseshoe.store.log.entry import EntryKind

    return keep(rows, known, by=by, why=why, log=EntryKind.LIST_IMPORTED, into=into)


def _summary(result: Reconciliation) -> str:
    counted = _many(result.counted.member_states, "member state")
    if result.counted.observers:
        counted += f" and {_many(result.counted.observers, 'observer')}"
    parts = [
        f"{len(states)} {what}"
        for states, what in (
            (result.known, "known already"),
            (result.new, "new"),
            (result.tightened, "known only by a later day or by the press"),
            (result.missing, "missing from it"),
        )
        if states
    ]
    return f"{result.file}: {counted} on the list of {result.as_of}; {', '.join(parts) or 'nothing known beside it'}."


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _rows(result: Reconciliation) -> list[tuple[str | None, ...]]:
    at = {each.state: each for each in result.named}
    found: list[tuple[str | None, ...]] = []
    for standing, states in (("known", result.known), ("new", result.new), ("tightened", result.tightened)):
        found += [(each.state, each.name, standing, at[each.state].where, at[each.state].text) for each in states]
    found += [(each.state, each.name, "missing", None, None) for each in result.missing]
    return found + [(None, None, question.asks.value, question.where, question.text) for question in result.questions]


def _draw(console: Console, result: Reconciliation) -> None:
    from rich.padding import Padding

    def listed(heading: str, lines: list[str]) -> None:
        if lines:
            console.print(f"\n{heading}", style="bold")
            for line in lines:
                console.print(Padding(line, (0, 0, 0, 2)))

    console.print(_summary(result), style="bold")
    if result.known:
        listed("Known already", [", ".join(each.name for each in result.known)])
    if result.new:
        listed(f"New: joined on or before {result.as_of}", [", ".join(each.name for each in result.new)])
    if result.tightened:
        console.print(f"\nNow known to have joined by {result.as_of}", style="bold")
        drawn = table("state", "the record so far")
        for each in result.tightened:
            drawn.add_row(f"{each.name} ({each.state})", each.was)
        console.print(drawn)
    by_reason: dict[str, list[str]] = {}
    for gone in result.missing:
        by_reason.setdefault(gone.reason, []).append(gone.name)
    listed(
        "Not on this list, though known before: is the list whole? Nothing is removed",
        [f"{reason}: {', '.join(names)}" for reason, names in by_reason.items()],
    )
    if result.possible:
        listed("Not on this list, and only possible by that day", [", ".join(each.name for each in result.possible)])
    listed("The list contradicts the record", [f"{each.name}: {each.sentence}" for each in result.contradicted])
    listed(
        "Beside the numbers published that day",
        [f"{each.claimant}: {each.said} – {_verdict(each.agrees)}" for each in result.claims],
    )
    listed("Set aside, as you said", [f"{each.where}: {each.text}" for each in result.set_aside])
    shown = [f"{each.where}: {each.text} ({each.why})" for each in result.passed_over[:SHOWN]]
    if len(result.passed_over) > SHOWN:
        shown.append(f"and {len(result.passed_over) - SHOWN} more")
    listed("Passed over: no names", shown)
    if result.questions:
        _draw_questions(console, result.questions)
    elif not result.new and not result.tightened:
        console.print("\nIt adds a proof to what is known. Nothing is written yet: --apply writes it.", style="bold")
    else:
        console.print("\nNothing is written yet: --apply writes it.", style="bold")


def _draw_questions(console: Console, questions: tuple[Question, ...]) -> None:
    entries = "1 entry" if len(questions) == 1 else f"{len(questions)} entries"
    console.print(f"\nTo be settled first: {entries}", style="bold")
    drawn = table("where", "printed", "what is open", "settle with one of")
    for question in questions:
        ways = "\n".join(f"--match {shlex.quote(way)}" for way in question.settle)
        drawn.add_row(question.where, question.text, question.sentence, ways)
    console.print(drawn)
    console.print(
        "Any state's code may stand behind the sign of equality, several with commas, or - for no state at all."
    )


def _verdict(agrees: bool | None) -> str:
    return {True: "agrees with the list", False: "differs from the list", None: "cannot be decided"}[agrees]
