"""The assessor's command: views on drafts, with what they rest on, are checked, shown and only then written."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from horseshoe.answers.questions import BadQuestion
from horseshoe.cli.keeping import Failed, keep, login
from horseshoe.cli.options import FormatOption, record, today
from horseshoe.cli.show import emit, table

if TYPE_CHECKING:
    from rich.console import Console

    from horseshoe.sources.assessment_toml import Assessed


def assess(
    file: Annotated[str | None, typer.Argument(metavar="FILE", help="The TOML file, or - for standard input.")] = None,
    template: Annotated[bool, typer.Option("--template", help="Print a file to fill in, and stop.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Show what would be written; write nothing.")] = False,
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="FOLDER", help="Your tables; else HORSESHOE_TABLES or your data folder."),
    ] = None,
    form: FormatOption = None,
) -> None:
    """State views on drafts, as an assessor.

    Whether the Code was engaged, in three parts with why, on which evidence, by whom and on which day; also evidence
    that the record lacks, risk factors observed, and what members said before a vote. Start from --template.
    """
    from horseshoe.sources import accept, assessment_toml
    from horseshoe.sources.assessment_form import EXAMPLE
    from horseshoe.sources.files import WrongFile

    if template:
        print(assessment_toml.TEMPLATE, end="")
        return
    if file is None:
        raise BadQuestion("Name the file with the views, or print one to fill in with --template.")
    facts = record(into)
    try:
        assessed = assessment_toml.check(sys.stdin.buffer if file == "-" else Path(file), facts, today())
    except WrongFile as error:
        raise Failed(str(error)) from None
    if check:
        emit(
            assessed,
            form,
            on_terminal=lambda console: _draw(console, assessed),
            header=("table", "key", "says"),
            rows=lambda: _rows(assessed),
        )
        if assessed.refused:
            raise typer.Exit(1)
        return
    try:
        rows = assessed.rows()
    except accept.Refused as error:
        raise Failed(str(error)) from None
    if assessed.assessor == EXAMPLE:
        raise Failed(f"{assessed.file} still bears {EXAMPLE}, the assessor of the template: put your own in its place.")
    for note in assessed.notes:
        typer.echo(note, err=True)
    if not assessed.writes:
        print("Nothing to write: all of it is known already.")
        return
    print(keep(rows, facts, by=login(), why=f"views of {assessed.assessor or 'nobody'}: {assessed.file}", into=into))


def _rows(assessed: Assessed) -> list[tuple[Any, ...]]:
    """What would be written, or else what stands in the way."""
    from horseshoe.facts.record import key_of

    if assessed.refused:
        return [("refused", f"{each.where}, {each.field}", each.what) for each in assessed.refused]
    return [(name, key_of(name, row), _says(name, row)) for name, rows in assessed.writes.items() for row in rows]


def _says(name: str, row: Any) -> str:
    """One row of what would be written, in a few words."""
    match name:
        case "assessments":
            return (
                f"{row.status.value} on {row.made}: aim {row.aim.value}, facts {row.facts.value}, credible "
                f"{row.credible.value}; on {', '.join(row.evidence) or 'no evidence'}"
            )
        case "assessors":
            return f"{row.name} ({row.kind.value})"
        case "observations":
            return f"factor {row.factor}: {row.observed.value}"
        case "stances":
            return f"{row.state} {row.stance} ({row.voice.value}): {row.says}"
        case "evidence":
            return f"{row.title}, {row.published}: {row.strength.value}"
        case _:
            return str(row.title)


def _draw(console: Console, assessed: Assessed) -> None:
    for sentence in assessed.sentences:
        console.print(sentence)
    if assessed.refused:
        console.print("Nothing of the file would be written.", style="bold")
        return
    if assessed.writes:
        drawn = table("table", "key", "what would be written")
        for name, key, says in _rows(assessed):
            drawn.add_row(name, key, says)
        console.print(drawn)
    console.print(
        f"{assessed.file}: {sum(map(len, assessed.writes.values()))} rows would be written, {assessed.known} are known "
        "already.",
        style="bold",
    )
    for note in assessed.notes:
        console.print(note)
    console.print("What this check cannot see:")
    for sentence in assessed.unseen:
        console.print(f"– {sentence}")
