"""The command reference, from the help that each command prints."""

from __future__ import annotations

import contextlib
import io
import os

import typer

from horseshoe.cli.main import application, run


def help_of(*arguments: str) -> str:
    """What ``horseshoe ARGUMENTS --help`` prints."""
    os.environ["COLUMNS"] = os.environ["TERMINAL_WIDTH"] = "100"
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        run([*arguments, "--help"])
    return "\n".join(line.rstrip() for line in out.getvalue().strip().splitlines())


def named(command: typer.models.CommandInfo) -> str:
    """The name by which a command is called."""
    function = command.callback.__name__ if command.callback else ""
    return command.name or function.replace("_", "-")


def render() -> str:
    """docs/commands.md."""
    lines = [
        "# Commands",
        "",
        "Generated from the commands' own help by `script/generate`; do not edit by hand.",
        "",
        "Exit codes: 0 fine, 1 not found or a check failed, 2 wrong use. Errors are one sentence on standard error.",
        "",
        "```text",
        help_of(),
        "```",
    ]
    app = application()
    names: list[tuple[str, ...]] = [
        (command.callback.__name__,) for command in app.registered_commands if command.callback
    ]
    for group in app.registered_groups:
        if group.typer_instance and group.name:
            names.append((group.name,))
            names += [(group.name, named(c)) for c in group.typer_instance.registered_commands]
    for name in names:
        lines += ["", f"## horseshoe {' '.join(name)}", "", "```text", help_of(*name), "```"]
    return "\n".join(lines) + "\n"
