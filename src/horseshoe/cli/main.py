"""The command ``horseshoe``: commands, errors as sentences, exit codes.

Exit codes: 0 fine, 1 not found or a check failed, 2 wrong use.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Annotated, Any, cast

import typer

from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.cli.keeping import Failed
from horseshoe.facts.printable import printable
from horseshoe.facts.tables import TableError
from horseshoe.rules.charter import CharterError
from horseshoe.rules.working_days import CalendarUnknown
from horseshoe.store.errors import StoreError

UsageError: type[Exception] = cast("type[Exception]", typer.BadParameter.__mro__[1])
"""What Typer raises for an unknown command or option: its own class, or Click's, by version."""

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "briefing": ("brief",),
    "reading": ("council", "rollcall", "vetoes", "outcome", "deadline", "symbol"),
    "checking": ("replay", "verify", "coverage"),
    "roster": ("roster", "claims"),
    "conduct": ("conduct",),
    "evidence": ("evidence", "framework", "assessors"),
    "assessing": ("assess",),
    "docket": ("docket", "uniting", "speakers"),
    "elections": ("election", "tally", "campaign"),
    "scorecard": ("scorecard", "lobby"),
    "timeline": ("timeline",),
    "serving": ("serve", "publish"),
    "whip": ("whip", "power"),
    "positions": ("agreement", "ideal"),
    "registering": ("register",),
    "storing": ("init", "load", "export", "backup", "restore"),
    "installing": ("install", "createadmin", "why", "doctor"),
    "notifying": ("notify",),
}
"""Module of the command line to its commands, in the order of the help."""

GROUPS: Mapping[str, str] = {"import": "listing", "forecast": "forecast", "log": "notifications", "token": "tokens"}
"""Word that several commands begin with to the module that has them."""

HELP = "Who pledged, who voted how in the Security Council, what Article 27 makes of it, and what must follow."


def application(called: str | None = None) -> typer.Typer:
    """The program with all its commands, or with the one that is called alone, since the others take time to load.

    Args:
        called: the first word on the command line; everything is loaded if it names no command.
    """
    app = typer.Typer(
        name="horseshoe",
        help=HELP,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(root)
    known = called in GROUPS or any(called in names for names in COMMANDS.values())
    for module, names in COMMANDS.items():
        for name in names:
            if not known or name == called:
                app.command()(getattr(_loaded(module), name))
    for word, module in GROUPS.items():
        if not known or word == called:
            app.add_typer(_loaded(module).app, name=word)
    return app


def _loaded(module: str) -> Any:
    return import_module(f"horseshoe.cli.{module}")


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
        called = arguments[0] if arguments else None
        result = application(called)(arguments, prog_name="horseshoe", standalone_mode=False)
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
    text = printable(" ".join(sentence.split())) or "This cannot be done."
    if text.split()[0].isalpha():
        text = text[0].upper() + text[1:]
    print(text if text.endswith((".", "?", "!")) else f"{text}.", file=sys.stderr)
    return code
