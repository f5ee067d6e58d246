"""Commands for campaigns: the scorecard of an election's candidates, and whom to lobby."""

from __future__ import annotations

import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from horseshoe.answers import lobby as lobbying
from horseshoe.answers import scorecard as scorecards
from horseshoe.answers.election import find_group
from horseshoe.answers.questions import BadQuestion
from horseshoe.answers.scorecard_method import TEMPLATE, Doubt, Method, WrongMethod, read_method
from horseshoe.cli.citing import addresses
from horseshoe.cli.keeping import Failed
from horseshoe.cli.options import AsKnownOption, FormatOption, day, record, today
from horseshoe.cli.show import Format, emit, table
from horseshoe.facts.pledges import Instrument

if TYPE_CHECKING:
    from rich.console import Console

    from horseshoe.sources.files import File


class CardFormat(StrEnum):
    """In which form a scorecard is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


class Template(StrEnum):
    """Which file to fill in."""

    METHOD = "method"
    CANDIDATES = "candidates"


DOUBT = {Doubt.CERTAIN: "certain", Doubt.POSSIBLE: "possible", Doubt.NOT_KNOWN: "not known here"}
"""A doubt in words."""

COLUMNS = (
    *("year", "on", "state", "name", "group", "status", "by_election", "criterion", "importance", "kind", "doubt"),
    *("short", "says", "items", "evidence", "sources"),
)
"""Columns of the scorecard as CSV: one row a cell."""


def scorecard(
    year: Annotated[int | None, typer.Argument(metavar="YEAR", help="The year of the election.")] = None,
    group: Annotated[
        str | None, typer.Option("--group", metavar="GROUP", help="Only these seats: AFRICA, ASIA-PACIFIC, EEG, ...")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="As of this day; today if not given.")] = None,
    method: Annotated[
        str | None,
        typer.Option("--method", metavar="FILE", help="Your own method: a TOML file, or a saved one's name."),
    ] = None,
    save_method: Annotated[
        bool, typer.Option("--save-method", help="Keep the method of --method under its id, to be asked for by name.")
    ] = False,
    candidates: Annotated[
        str | None, typer.Option("--candidates", metavar="FILE", help="Candidates of a coming election: a TOML file.")
    ] = None,
    template: Annotated[
        Template | None, typer.Option("--template", help="Print a file to fill in, and stop: method or candidates.")
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Write a document: .docx, .pdf, .md, .csv or .json.")
    ] = None,
    form: Annotated[
        CardFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="table, json, csv or markdown; a table on a terminal, JSON elsewhere.",
            show_default=False,
        ),
    ] = None,
    as_known: AsKnownOption = None,
) -> None:
    """The candidates of an election, against a published list of criteria.

    Each cell is a fact or a finding with its evidence and its doubt: certain, possible, or not known here. Nothing is
    added up.
    """
    from horseshoe.sources import candidates_toml
    from horseshoe.sources.files import WrongFile

    if template:
        print(candidates_toml.TEMPLATE if template is Template.CANDIDATES else TEMPLATE, end="")
        return
    asked = _method(method)
    if save_method:
        _save(method, asked)
        if year is None:
            return
    if year is None:
        raise BadQuestion("Name the year of the election, for example horseshoe scorecard 2026.")
    try:
        named = candidates_toml.read(_opened(candidates), year) if candidates else ()
    except WrongFile as error:
        raise Failed(str(error)) from None
    answer = scorecards.scorecard(
        record(),
        year,
        day(on) or today(),
        group=find_group(group) if group else None,
        method=asked,
        candidates=named,
        as_known=day(as_known),
    )
    if to is not None:
        _write(to, answer)
        print(f"Wrote {to}.", file=sys.stderr)
        return
    if form is CardFormat.MARKDOWN:
        print(_document(answer, ".md").decode(), end="")
        return
    emit(
        answer,
        Format(form.value) if form else None,
        on_terminal=lambda console: _draw(console, answer),
        header=COLUMNS,
        rows=lambda: _rows(answer),
    )


def lobby(
    instrument: Annotated[
        Instrument, typer.Option("--instrument", metavar="PLEDGE", help="code or declaration.")
    ] = Instrument.CODE,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="As of this day; today if not given.")] = None,
    first: Annotated[int | None, typer.Option("--first", metavar="N", help="Only the first so many.")] = None,
    form: FormatOption = None,
    as_known: AsKnownOption = None,
) -> None:
    """Whom to ask to join a pledge.

    The states whose support is not certain, in an order whose reasons are shown: on the Council now, elected,
    candidate, spoke in support, neighbours; and the next date at which it matters.
    """
    import msgspec

    if first is not None and first < 1:
        raise BadQuestion(f"--first {first} shows nothing: give 1 or more.")
    answer = lobbying.lobby(record(), instrument, day(on) or today(), as_known=day(as_known))
    shown = answer.states[:first]
    emit(
        msgspec.structs.replace(answer, states=shown),
        form,
        on_terminal=lambda console: _draw_lobby(console, answer, shown),
        header=(
            *("state", "name", "instrument", "on", "standing", "standing_reason", "why", "reasons", "group"),
            *("group_members", "group_certain", "group_possible", "next_not_before", "next_not_after", "next_what"),
            "sources",
        ),
        rows=lambda: (
            (
                *(each.state, each.name, answer.instrument, answer.on, each.standing.standing, each.standing.reason),
                *(tuple(one.why.value for one in each.reasons), " ".join(one.says for one in each.reasons)),
                *(
                    (near.group, near.members, near.certain, near.possible)
                    if (near := each.neighbours)
                    else (None,) * 4
                ),
                *((then.not_before, then.not_after, then.what) if (then := each.next) else (None,) * 3),
                tuple(dict.fromkeys((*each.standing.sources, *(s for one in each.reasons for s in one.sources)))),
            )
            for each in shown
        ),
    )


# -- methods that are kept ------------------------------------------------------------------------------


def _methods() -> Path:
    """The folder of this user's methods: HORSESHOE_METHODS, else the user's data folder."""
    import os

    if named := os.environ.get("HORSESHOE_METHODS"):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("horseshoe") / "methods"


def _method(named: str | None) -> Method | None:
    """The method of a file, or the one kept under a name."""
    from horseshoe.sources.files import WrongFile, text

    if named is None:
        return None
    file = _opened(named)
    if isinstance(file, Path) and not file.exists() and _ID.fullmatch(named):
        file = _methods() / f"{named}.toml"
        if not file.exists():
            kept = sorted(each.stem for each in _methods().glob("*.toml"))
            have = f"kept are {', '.join(kept)}" if kept else "none is kept yet"
            raise Failed(f"No file and no kept method is called {named!r}: {have}.")
    try:
        name, content = text(file)
        return read_method(content, name)
    except (WrongFile, WrongMethod) as error:
        raise Failed(str(error)) from None


_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")


def _save(named: str | None, method: Method | None) -> None:
    if named is None or method is None or named == "-":
        raise BadQuestion("--save-method keeps the method of --method FILE: name the file.")
    if not _ID.fullmatch(method.id) or method.id == "horseshoe":
        raise Failed(f"{method.id!r} cannot be a method's id: use small letters, digits and hyphens, not 'horseshoe'.")
    folder = _methods()
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / f"{method.id}.toml"
    content = (Path(named) if Path(named).exists() else folder / f"{named}.toml").read_bytes()
    kept.write_bytes(content)
    print(f"Kept as {method.id}: ask for it with --method {method.id}.", file=sys.stderr)


# -- documents ------------------------------------------------------------------------------------------


def _write(to: Path, answer: scorecards.Scorecard) -> None:
    suffix = to.suffix.lower()
    if suffix not in (".docx", ".pdf", ".md", ".csv", ".json"):
        raise BadQuestion(f"{to.name!r} ends in no known form: use .docx, .pdf, .md, .csv or .json.")
    try:
        to.write_bytes(_document(answer, suffix))
    except OSError as error:
        raise Failed(f"{to} cannot be written: {(error.strerror or 'unknown reason').lower()}.") from None


def _document(answer: scorecards.Scorecard, suffix: str) -> bytes:
    import csv
    import io

    import msgspec

    if suffix == ".json":
        return msgspec.json.format(msgspec.json.encode(answer), indent=2) + b"\n"
    if suffix == ".csv":
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in _rows(answer):
            writer.writerow([" ".join(value) if isinstance(value, tuple) else value for value in row])
        return text.getvalue().encode()
    from horseshoe.documents.scorecard import page

    made = page(answer)
    if suffix == ".md":
        from horseshoe.documents.markdown import markdown

        return markdown(made).encode()
    if suffix == ".docx":
        from horseshoe.documents.word import word

        return word(made)
    from horseshoe.documents.pdf import pdf

    return pdf(made)


def _rows(answer: scorecards.Scorecard) -> list[tuple[object, ...]]:
    criteria = answer.method.criteria
    return [
        (
            *(answer.year, answer.on, each.state, each.name, each.group.value, each.status and each.status.value),
            *(each.by_election, criterion.id, criterion.importance and criterion.importance.value, cell.kind.value),
            *(cell.doubt.value, cell.short, cell.says, "; ".join(cell.items), cell.evidence, cell.sources),
        )
        for each in answer.candidates
        for criterion, cell in zip(criteria, each.cells, strict=True)
    ]


def _opened(file: str) -> File:
    return sys.stdin.buffer if file == "-" else Path(file)


# -- on a terminal ----------------------------------------------------------------------------------------


def _draw(console: Console, answer: scorecards.Scorecard) -> None:
    console.print(f"Candidates of the election of {answer.year}, as of {answer.on}", style="bold")
    console.print(f"{answer.method.title}: method of {answer.method.by}, {answer.method.dated}.")
    console.print(answer.coverage.line(), style="dim")
    for each in answer.candidates:
        console.print()
        by = "; by-election" if each.by_election else ""
        console.print(f"{each.name} ({each.state}), {each.group.value}{by}", style="bold")
        drawn = table("", "what is known", "doubt")
        for criterion, cell in zip(answer.method.criteria, each.cells, strict=True):
            weight = f" ({criterion.importance})" if criterion.importance else ""
            drawn.add_row(f"{criterion.title}{weight}", "\n".join((cell.says, *cell.items)), DOUBT[cell.doubt])
        console.print(drawn)
    if answer.method.note:
        console.print(answer.method.note, style="dim")
    for note in answer.coverage.notes:
        console.print(note, style="dim")
    console.print(f"Sources: {addresses(answer.sources)}", style="dim", soft_wrap=True)


def _draw_lobby(console: Console, answer: lobbying.Lobby, shown: tuple[lobbying.Prospect, ...]) -> None:
    what = {Instrument.CODE: "Code of Conduct", Instrument.DECLARATION: "France/Mexico Declaration"}[answer.instrument]
    console.print(f"States whose support of the {what} is not certain on {answer.on}", style="bold")
    for line in answer.order:
        console.print(line, style="dim")
    drawn = table("", "state", "known of its support", "why now", "next date")
    for each in shown:
        why = "\n".join(
            f"{one.says}{'' if one.doubt is Doubt.CERTAIN else f' ({DOUBT[one.doubt]})'}" for one in each.reasons
        )
        then = "–"
        if each.next:
            days = f"{each.next.not_before}"
            if each.next.not_after != each.next.not_before:
                days += f" to {each.next.not_after}"
            then = f"{days}\n{each.next.what}"
        drawn.add_row(each.state, each.name, each.standing.short, why, then)
    console.print(drawn)
    known = answer.coverage
    claimed = f"; {known.claim()} were claimed for {known.claimed_on} ({known.claimant})" if known.claimed else ""
    console.print(
        f"{len(shown)} of {len(answer.states)} states shown. {known.certain} supporters known here by name, "
        f"{known.possible} more possible{claimed}.",
        style="bold",
    )
    for note in answer.notes:
        console.print(note, style="dim")
    console.print(f"Sources: {addresses(answer.sources)}", style="dim", soft_wrap=True)
