"""The command ``horseshoe``: commands, errors as sentences, exit codes.

Exit codes: 0 fine, 1 not found or a check failed, 2 wrong use.
"""

from __future__ import annotations

import gc
import sys
from typing import Annotated, cast

import typer

from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.cli import (
    assessing,
    briefing,
    checking,
    conduct,
    evidence,
    forecast,
    importing,
    listing,
    notifications,
    positions,
    reading,
    registering,
    roster,
    storing,
    whip,
)
from horseshoe.cli.keeping import Failed
from horseshoe.facts.tables import TableError
from horseshoe.rules.charter import CharterError
from horseshoe.rules.working_days import CalendarUnknown
from horseshoe.store.errors import StoreError

UsageError: type[Exception] = cast("type[Exception]", typer.BadParameter.__mro__[1])
"""What Typer raises for an unknown command or option: its own class, or Click's, by version."""

app = typer.Typer(
    name="horseshoe",
    help="Who pledged, who voted how in the Security Council, what Article 27 makes of it, and what must follow.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    briefing.brief,
    reading.council,
    reading.rollcall,
    reading.vetoes,
    reading.outcome,
    reading.deadline,
    reading.symbol,
    checking.replay,
    checking.verify,
    checking.coverage,
    roster.roster,
    roster.claims,
    conduct.conduct,
    evidence.evidence,
    evidence.framework,
    evidence.assessors,
    assessing.assess,
    whip.whip,
    whip.power,
    positions.agreement,
    positions.ideal,
    registering.register,
    storing.init,
    storing.load,
    storing.export,
    storing.backup,
    storing.restore,
):
    app.command()(command)
importing.app.command("list")(listing.import_list)
app.add_typer(importing.app, name="import")
app.add_typer(forecast.app, name="forecast")
app.add_typer(notifications.app, name="log")


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    """Who pledged, who voted how in the Security Council, what Article 27 makes of it, and what must follow."""
    if version:
        from importlib.metadata import version as installed

        print(f"horseshoe {installed('horseshoe')}")
    elif context.invoked_subcommand is None:
        print(context.get_help())


def main() -> None:
    """Run the command; errors are one sentence on standard error."""
    gc.disable()  # the process ends before there is anything to collect
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command with these arguments and return its exit code."""
    try:
        result = app(arguments, prog_name="horseshoe", standalone_mode=False)
    except UsageError as error:
        said = getattr(error, "format_message", error.__str__)
        return _refuse(str(said()).replace("Value error, ", ""), 2)
    except (BadQuestion, CharterError) as error:
        return _refuse(str(error), 2)
    except (NotFound, TableError, CalendarUnknown, Failed, StoreError) as error:
        return _refuse(str(error), 1)
    except typer.Abort:
        return _refuse("Stopped; nothing was changed.", 1)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return result if isinstance(result, int) else 0


def _refuse(sentence: str, code: int) -> int:
    text = " ".join(sentence.split())
    if text.split()[0].isalpha():
        text = text[0].upper() + text[1:]
    print(text if text.endswith((".", "?", "!")) else f"{text}.", file=sys.stderr)
    return code
