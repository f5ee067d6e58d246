"""The registrar's command: an act of support enters the register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from horseshoe.answers.questions import BadQuestion
from horseshoe.cli.keeping import Failed, keep
from horseshoe.cli.options import FormatOption, record, today
from horseshoe.cli.show import emit, table

if TYPE_CHECKING:
    from rich.console import Console


def register(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="The form, as TOML; see --template.")] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Write it; without this, only show what would be.")] = False,
    template: Annotated[bool, typer.Option("--template", help="Print a form to fill in, and stop.")] = False,
    form: FormatOption = None,
) -> None:
    """Register an act of support.

    A letter, a note verbale or other evidence, with its document and its dates. It is checked against the rules of
    the instrument and against the register; a dry run is the default.
    """
    from horseshoe.desk.depositary import register as desk
    from horseshoe.store.log.entry import EntryKind

    if template:
        print(desk.TEMPLATE, end="")
        return
    if file is None:
        raise BadQuestion("Name the file with the act, or print a form to fill in with --template.")
    facts = record()
    try:
        registration = desk.read(file, facts, today())
    except desk.Refused as error:
        raise Failed(str(error)) from None
    act = registration.act

    def draw(console: Console) -> None:
        drawn = table("", "")
        drawn.show_header = False
        for name, value in (
            ("act", act.id),
            ("state", f"{facts.state[act.state].name} ({act.state})"),
            ("instrument", facts.instrument[act.instrument].title),
            ("kind", act.kind.value.replace("_", " ")),
            ("joined", f"{act.when}"),
            ("document", " ".join(filter(None, (act.document_symbol, act.document_file, act.document_sha256)))),
            ("source", (registration.source or facts.source[act.source]).title),
            ("recorded by", registration.by),
            ("the rule", registration.admission.reason),
        ):
            if value:
                drawn.add_row(name, value)
        console.print(drawn)

    emit(
        registration,
        form,
        on_terminal=draw,
        header=("id", "instrument", "state", "kind", "not_before", "not_after", "document_sha256", "counts", "by"),
        rows=lambda: [
            (
                act.id,
                act.instrument,
                act.state,
                act.kind,
                act.not_before,
                act.not_after,
                act.document_sha256,
                registration.admission.counts,
                registration.by,
            )
        ],
    )
    if apply:
        kept = keep(registration.rows(), facts, by=registration.by, why=act.evidence, log=EntryKind.REGISTERED)
        typer.echo(kept, err=True)
    else:
        typer.echo("A dry run: nothing was written. Add --apply to register it.", err=True)
