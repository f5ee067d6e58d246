"""Commands that bring facts in: read, check, show, and only then write, all or nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from horseshoe.answers.questions import BadQuestion
from horseshoe.cli.keeping import Failed, keep, login
from horseshoe.cli.options import FormatOption, record, today
from horseshoe.cli.show import emit, table
from horseshoe.facts.record import Record

if TYPE_CHECKING:
    from rich.console import Console

    from horseshoe.sources.files import File, Progress
    from horseshoe.sources.found import Report

    Checked = Callable[[File, Record, date, Progress], Report]

app = typer.Typer(
    help="Bring facts in from a file.", rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]}
)


FileArgument = Annotated[str, typer.Argument(metavar="FILE", help="The file, or - for standard input.")]
CheckOption = Annotated[bool, typer.Option("--check", help="Only report what is found; write nothing.")]
LeaveOutOption = Annotated[
    bool, typer.Option("--leave-out", help="Go ahead without the rows that do not add up; else nothing is written.")
]
IntoOption = Annotated[
    Path | None,
    typer.Option("--into", metavar="FOLDER", help="Your tables; else HORSESHOE_TABLES or your data folder."),
]


@app.command("sciences-po")
def import_sciences_po(
    file: FileArgument,
    check: CheckOption = False,
    leave_out: LeaveOutOption = False,
    into: IntoOption = None,
    form: FormatOption = None,
) -> None:
    """The published Sciences Po file.

    UNSC votes since 1946 (doi:10.21410/7E4/Z0KECE), as published: one row a roll call, one column a country.
    """
    from horseshoe.sources import sciences_po

    _bring_in(
        lambda opened, facts, recorded, progress: sciences_po.check(opened, facts, recorded, progress=progress),
        file,
        check,
        leave_out,
        into,
        form,
    )


@app.command("undl")
def import_undl(
    file: FileArgument,
    check: CheckOption = False,
    leave_out: LeaveOutOption = False,
    into: IntoOption = None,
    form: FormatOption = None,
) -> None:
    """The UN Digital Library's voting file.

    Security Council voting data (record 4055387), as downloaded: one row a member and resolution; adopted
    resolutions only.
    """
    from horseshoe.sources import undl

    _bring_in(
        lambda opened, facts, recorded, progress: undl.check(opened, facts, recorded, progress=progress),
        file,
        check,
        leave_out,
        into,
        form,
    )


@app.command("rollcall")
def import_rollcall(
    file: Annotated[str | None, typer.Argument(metavar="FILE", help="The TOML file, or - for standard input.")] = None,
    template: Annotated[bool, typer.Option("--template", help="Print a file to fill in, and stop.")] = False,
    check: CheckOption = False,
    into: IntoOption = None,
    form: FormatOption = None,
) -> None:
    """A roll call typed in by hand.

    Failed drafts are in no official file: this is how they get in. Start from --template.
    """
    from horseshoe.sources import rollcall_toml

    if template:
        print(rollcall_toml.TEMPLATE, end="")
        return
    if file is None:
        raise BadQuestion("Name the file with the roll call, or print one to fill in with --template.")
    _bring_in(
        lambda opened, facts, recorded, progress: rollcall_toml.check(opened, facts, recorded),
        file,
        check,
        False,
        into,
        form,
    )


def _bring_in(
    checked: Checked,
    file: str,
    only_check: bool,
    leave_out: bool,
    into: Path | None,
    form: FormatOption,
) -> None:
    from horseshoe.sources import accept
    from horseshoe.sources.files import WrongFile

    facts = record(into)
    opened: File = sys.stdin.buffer if file == "-" else Path(file)
    try:
        with _progress() as progress:
            report = checked(opened, facts, today(), progress)
    except WrongFile as error:
        raise Failed(str(error)) from None
    if only_check:
        emit(
            report,
            form,
            on_terminal=lambda console: _draw(console, report),
            header=("row", "field", "kind", "what", "record", "evidence", "proof", "severity", "roll_call"),
            rows=lambda: (
                (f.row, f.field, f.kind, f.what, f.record, f.evidence, f.proof, f.severity, f.roll_call)
                for f in report.faults
            ),
        )
        if report.refused:
            raise typer.Exit(1)
        return
    try:
        rows = accept.added(report, facts, leave_out=leave_out)
    except accept.Refused as error:
        raise Failed(str(error)) from None
    kept = keep(rows, facts, by=login(), why=f"import of {report.file}", into=into)
    print(_counts(report))
    print(kept)


def _draw(console: Console, report: Report) -> None:
    if report.faults:
        drawn = table(report.row_is, "field", "what is wrong", "what the record says", "proved by", "so it is")
        for fault in report.faults:
            drawn.add_row(
                fault.row or "–",
                fault.field,
                fault.what,
                fault.record or "–",
                fault.proof.value,
                fault.severity.value,
            )
        console.print(drawn)
    console.print(_counts(report), style="bold")
    if report.unseen:
        console.print("What this check cannot see:")
    for sentence in report.unseen:
        console.print(f"– {sentence}")


def _counts(report: Report) -> str:
    return (
        f"{report.file}: {report.read} roll calls read; {len(report.known)} known already "
        f"({len(report.corrected)} after corrections), {len(report.repeated)} repeated rows, {len(report.new)} new, "
        f"{len(report.completed)} completed, {len(report.quarantined)} kept out; {len(report.faults)} faults found."
    )


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Checking", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
