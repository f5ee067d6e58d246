"""Every command and every page has its operation, or stands here with the reason why it has none."""

from __future__ import annotations

from typing import Any

import typer
from django.urls import resolve

from horseshoe.api import ROOT
from horseshoe.api.application import operations, subjects
from horseshoe.cli.main import COMMANDS, application
from horseshoe.site.page import kinds

ON_A_MACHINE = {
    "init": "begins a store, before there is anything to ask",
    "load": "fills a store from a folder of that machine",
    "export": "writes the tables into a folder: `tables/{table}.csv` are these files",
    "backup": "writes a file on that machine, for whoever runs it",
    "restore": "as backup",
    "install": "begins an installation",
    "createadmin": "makes the first account, before there is a token",
    "why": "tells of accounts, for whoever runs the installation",
    "doctor": "as why",
    "notify": "sends the e-mail that waits, by a timer of that machine",
    "serve": "is the server that answers here",
    "publish": "writes the site into a folder",
    "import list": "compares with a folder, and is gone through by hand",
    "import sciences-po": "reads a file that its licence keeps on the reader's machine",
    "import undl": "as import sciences-po",
    "forecast": "lists what was kept with `whip --store` on that machine",
    "forecast list": "as forecast",
    "forecast score": "as forecast",
    "log checkpoint": "signs with the key of the log, which lies on that machine",
    "log key": "reads that key; its public half is published by whoever runs the log",
    "log rotate-key": "changes that key",
    "token": "makes and revokes tokens, which no token may do",
    "token create": "as token",
    "token list": "as token",
    "token revoke": "as token",
}
"""Command to why no request can do it."""

PAGES = {
    "": "today",
    "campaign": "campaign",
    "claims": "claims",
    "claims/implied": "implied_claims",
    "council": "council_pledges",
    "council/{on}": "council_pledges",
    "coverage": "coverage",
    "data": "tables",
    "data/{table}": "table_rows",
    "docket": "docket",
    "drafts/{name}": "brief",
    "elections": "elections_known",
    "elections/{year}": "election_pledges",
    "lobby/{instrument}": "lobby",
    "method": "method",
    "roster": "roster_comparison",
    "roster/{instrument}": "roster",
    "roster/{instrument}/changes": "roster_changes",
    "roster/{instrument}/{on}": "roster",
    "scorecard": "scorecard",
    "scorecard/{year}": "scorecard",
    "search": "search",
    "situations": "situations",
    "situations/{situation}": "situation",
    "sources": "publishers",
    "states": "states",
    "states/{state}": "state",
    "texts": "pledge_texts",
    "timeline": "timeline",
    "vetoes": "vetoes",
    "votes": "rollcall_years",
    "votes/{year}": "list_rollcalls",
    "whip": "whip",
}
"""Address of a page type to the operation that gives its answer."""


def _words(app: Any, path: tuple[str, ...] = ()) -> set[str]:
    command: Any = typer.main.get_command(app) if not path else app
    found: set[str] = set()
    for name, each in getattr(command, "commands", {}).items():
        found.add(" ".join((*path, name)))
        found |= _words(each, (*path, name))
    return found


def test_every_command_has_an_operation_or_a_reason_not_to() -> None:
    known = {about.command for about in operations().values() if about.command}
    words = _words(application())
    assert {name for names in COMMANDS.values() for name in names} <= words
    assert known <= words, "an operation names a command that there is not"
    assert words - known - set(ON_A_MACHINE) - {"import"} == set()
    assert set(ON_A_MACHINE) <= words, "a reason is given for a command that there is not"
    assert not known & set(ON_A_MACHINE)


def test_every_page_has_an_operation() -> None:
    assert set(PAGES) == {kind.address for kind in kinds()}
    assert set(PAGES.values()) <= set(operations())


def test_no_address_hides_another() -> None:
    """An address with a part that takes strokes comes after those that it would swallow."""
    for subject in subjects():
        for each in subject.operations:
            if "{" not in each.address:
                found = resolve(f"{ROOT}{each.address}", urlconf="horseshoe.api.urls")
                assert found.route == f"{ROOT.strip('/')}{each.address}"
