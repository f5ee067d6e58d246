"""Commands of a shared installation: make it, its first administrator, ask who may do what, see what is wrong."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import horseshoe
from horseshoe.cli.keeping import Failed, login
from horseshoe.cli.options import FormatOption
from horseshoe.cli.show import emit
from horseshoe.cli.storing import log_key

if TYPE_CHECKING:
    from rich.console import Console

PASSWORD_FILE = "HORSESHOE_ADMIN_PASSWORD_FILE"


def install(
    reader: Annotated[
        str | None,
        typer.Option("--reader", metavar="ROLE", help="A role of PostgreSQL that may read the public record alone."),
    ] = None,
) -> None:
    """Make or upgrade a shared installation.

    It is described by HORSESHOE_DATABASE_URL, HORSESHOE_URL, HORSESHOE_SECRET_KEY_FILE and what else docs/operate.md
    names. Tables are made or brought to this version; an empty store gets the facts that ship with Horseshoe, and the
    log a key; second factors are sealed with the present secret key. Two that run at once wait for one another; where
    there is nothing to do, nothing is done.
    """
    from horseshoe.desk.running import install as installing
    from horseshoe.desk.running import sealing, setup
    from horseshoe.store import database, writing
    from horseshoe.store.load import load
    from horseshoe.store.log import keys

    setup.prepare()
    with installing.alone():
        steps = installing.install()
        typer.echo(f"{database.place()}: {f'{len(steps)} steps taken' if steps else 'nothing to do'}.")
        if sealed := sealing.reseal():
            typer.echo(f"Sealed {sealed} second factors with the present secret key: the earlier one may go.")
        if not writing.newest():
            counts = load(horseshoe.open(), _who(), why="making of the installation")
            typer.echo(f"Loaded the facts that ship: {sum(counts.rows.values()):,} rows.")
        file = log_key()
        if not file.exists():
            try:
                keys.generate(file, None)
            except keys.BadKey as error:
                raise Failed(str(error)) from None
            typer.echo(f"The key of the log is in {file}: keep a copy of it elsewhere, it is not in the store.")
        if reader is not None:
            from horseshoe.desk.running.reader import admit

            typer.echo(f"{reader} may read the {admit(reader)} tables of the public record, and no other.")


def createadmin(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the account.")],
    email: Annotated[str, typer.Option("--email", help="For a forgotten password.")] = "",
) -> None:
    """Make an administrator of the installation.

    The password is asked for twice, or read from the file that HORSESHOE_ADMIN_PASSWORD_FILE names. There is no account
    and no password by default.
    """
    from horseshoe.desk.access import founding
    from horseshoe.desk.running import setup

    setup.prepare()
    founding.administrator(name, _password(), email=email, by=f"{_who()} at the server")
    typer.echo(f"{name} is an administrator: sign in at {setup.here().url}/desk/.")


def why(
    user: Annotated[str, typer.Argument(metavar="USER", help="Name of an account, or - for somebody without one.")],
    action: Annotated[str, typer.Argument(metavar="ACTION", help="Such as read, write, publish, confirm.")],
    thing: Annotated[
        str, typer.Argument(metavar="OBJECT", help="Such as facts, acts, accounts, workspaces/NAME/stances.")
    ],
    form: FormatOption = None,
) -> None:
    """Who may do what, and why.

    Whether a person may do something in the installation, by the same rules that the pages ask.
    """
    from horseshoe.desk.access import naming, people, rights
    from horseshoe.desk.running import setup

    setup.prepare()
    decision = rights.decide(
        None if user == "-" else people.named(user),
        naming.action(action),
        naming.thing(thing),
        four_eyes=setup.here().four_eyes,
    )
    emit(
        decision,
        form,
        on_terminal=lambda console: console.print(f"{'Yes' if decision else 'No'}. {decision.because}"),
        header=("allowed", "because"),
        rows=lambda: [(decision.allowed, decision.because)],
    )
    if not decision:
        raise typer.Exit(1)


def doctor(form: FormatOption = None) -> None:
    """What is wrong with the installation, in sentences."""
    from horseshoe.desk.running import setup
    from horseshoe.desk.running.doctor import examine
    from horseshoe.desk.running.findings import State

    setup.prepare()
    findings = tuple(examine(log_key()))

    def draw(console: Console) -> None:
        for each in findings:
            console.print(f"{each.state:9} {each.sentence}")

    wrong = sum(finding.state is State.WRONG for finding in findings)
    emit(
        findings,
        form,
        on_terminal=draw,
        header=("state", "sentence"),
        rows=lambda: [(each.state, each.sentence) for each in findings],
    )
    if wrong:
        raise Failed(f"{wrong} {'thing is' if wrong == 1 else 'things are'} wrong with this installation.")


def _who() -> str:
    """Who sits at the server's keyboard; in a container that may be somebody without a name."""
    try:
        return login()
    except Failed:
        return f"user {os.getuid()}"


def _password() -> str:
    if file := os.environ.get(PASSWORD_FILE):
        try:
            told = Path(file).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise Failed(
                f"{PASSWORD_FILE} is {file}, which cannot be read: "
                f"{(getattr(error, 'strerror', None) or 'it is no text').lower()}."
            ) from None
        if not told:
            raise Failed(f"{PASSWORD_FILE} is {file}, which is empty.")
        return told
    answered: str = typer.prompt("Password", hide_input=True, confirmation_prompt="The same again", err=True)
    return answered
