"""Commands about the tokens by which programs write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from horseshoe.cli.keeping import login
from horseshoe.cli.options import FormatOption
from horseshoe.cli.show import emit, table

if TYPE_CHECKING:
    from rich.console import Console

app = typer.Typer(
    help="Tokens by which programs write in the name of a person.",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COLUMNS = ("number", "name", "person", "scopes", "made", "expires", "revoked")


@app.command("create")
def create(
    person: Annotated[str, typer.Argument(metavar="USER", help="Name of the account in whose name it acts.")],
    name: Annotated[str, typer.Option("--name", help="What it is for.")],
    scope: Annotated[list[str], typer.Option("--scope", help="What it is good for, such as rollcalls:write; several.")],
    days: Annotated[int, typer.Option("--days", help="For how many days it holds.")] = 90,
) -> None:
    """Make a token, and print it: it is shown this once, and only its hash is kept."""
    from horseshoe.desk.access import tokens
    from horseshoe.desk.running import setup

    setup.prepare()
    scopes = [part for each in scope for part in each.split(",") if part]
    print(tokens.make(person, name, scopes, days=days, by=f"{login()} at the server"))


@app.command("list")
def listing(form: FormatOption = None) -> None:
    """The tokens that were made, the newest first."""
    from horseshoe.desk.access import tokens
    from horseshoe.desk.running import setup

    setup.prepare()
    answer = tokens.listed()

    def draw(console: Console) -> None:
        drawn = table("", "name", "of", "good for", "expires", "revoked")
        for each in answer:
            ended = f"{each.revoked:%Y-%m-%d}" if each.revoked else ""
            drawn.add_row(
                f"{each.number}", each.name, each.person, " ".join(each.scopes), f"{each.expires:%Y-%m-%d}", ended
            )
        console.print(drawn)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=COLUMNS,
        rows=lambda: ([getattr(each, column) for column in COLUMNS] for each in answer),
    )


@app.command("revoke")
def revoke(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="As `horseshoe token list` shows it.")],
    why: Annotated[str, typer.Option("--why", help="For the history.")] = "revoked at the server",
) -> None:
    """Have a token hold no more."""
    from horseshoe.desk.access import tokens
    from horseshoe.desk.running import setup

    setup.prepare()
    tokens.revoke(number, by=f"{login()} at the server", why=why)
    print(f"The token {number} holds no more.")
