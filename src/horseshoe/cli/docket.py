"""Commands on what follows a veto in the General Assembly: the docket, Uniting for Peace, the list of speakers."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from horseshoe.answers import docket as dockets
from horseshoe.answers import speakers as speaking
from horseshoe.answers import uniting as unitings
from horseshoe.answers.docket_entry import DocketEntry, DocketStatus
from horseshoe.answers.questions import BadQuestion, find_states, in_sentence
from horseshoe.cli.keeping import Failed
from horseshoe.cli.options import AsKnownOption, FormatOption, day, record, today
from horseshoe.cli.show import Format, emit, table
from horseshoe.facts.proposals import Cast

if TYPE_CHECKING:
    from rich.console import Console


class DocketFormat(StrEnum):
    """In which form a docket is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    ICS = "ics"


COLUMNS = (
    "id",
    "veto_date",
    "proposal",
    "situation",
    "vetoed_by",
    "last_day",
    "status",
    "held_on",
    "meeting",
    "report",
    "depends_on_unverified_holiday",
    "kept",
    "on_working_day",
    "held_not_before",
    "held_not_after",
    "last_day_not_before",
    "last_day_not_after",
    "session",
    "item",
    "report_invited_by",
    "report_on",
    "why",
)
"""Columns of the docket as CSV."""


def docket(
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="As of this day; today if not given.")] = None,
    open_only: Annotated[bool, typer.Option("--open", help="Only debates that may still come in time.")] = False,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only vetoes of this day or later.")
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Write the calendar to this file, such as docket.ics.")
    ] = None,
    form: Annotated[
        DocketFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="table, json, csv or ics; a table on a terminal, JSON elsewhere.",
            show_default=False,
        ),
    ] = None,
    as_known: AsKnownOption = None,
) -> None:
    """What each veto obliges the Assembly to do.

    The last day of the debate (A/RES/76/262), and what is known to have happened.
    """
    if to is not None and form not in (None, DocketFormat.ICS):
        raise BadQuestion("--to writes the calendar: leave --format out, or give ics.")
    facts = record()
    answer = dockets.docket(facts, day(on) or today(), since=day(since), open_only=open_only, as_known=day(as_known))
    if to is not None or form is DocketFormat.ICS:
        _calendar(answer, to)
        return

    def draw(console: Console) -> None:
        drawn = table("veto", "on", "by", "last day", "what followed")
        owed = [entry for entry in answer.entries if entry.status is not DocketStatus.NOT_OWED]
        for entry in owed:
            doubt = " ?" if entry.depends_on_unverified_holiday else ""
            drawn.add_row(
                f"{entry.veto_date}",
                f"{entry.proposal}\n{entry.situation}",
                " ".join(entry.vetoed_by),
                f"{entry.last_day or f'{entry.last_day_not_before} or later'}{doubt}",
                "\n".join(filter(None, (_status(entry), _met(entry), entry.meeting))),
            )
        if owed:
            console.print(drawn)
        elif open_only:
            console.print(f"No debate on a veto is open on {answer.on}, as far as is known here.")
        if any(entry.depends_on_unverified_holiday for entry in owed):
            console.print("? the last day depends on a holiday that is not verified here", style="dim")
        if before := len(answer.entries) - len(owed):
            vetoes = "1 earlier veto owes" if before == 1 else f"{before} earlier vetoes owe"
            last = [entry for entry in answer.entries if entry.status is DocketStatus.NOT_OWED][-1]
            console.print(f"{vetoes} nothing, the last of them on {last.proposal}. {last.why}")
        for note in answer.notes:
            console.print(note, style="dim")

    emit(
        answer.entries,
        Format(form.value) if form else None,
        on_terminal=draw,
        header=COLUMNS,
        rows=lambda: ([getattr(entry, column) for column in COLUMNS] for entry in answer.entries),
    )


def _calendar(answer: dockets.Docket, to: Path | None) -> None:
    from horseshoe.answers.docket_calendar import calendar

    facts = record()
    states = {state for entry in answer.entries for state in entry.vetoed_by}
    content = calendar(answer.entries, names={code: in_sentence(facts.name(code, answer.on)) for code in states})
    if to is None:
        # As bytes: the lines of a calendar end with CR LF on every system.
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        to.write_bytes(content)
    except OSError as error:
        raise Failed(f"{to} cannot be written: {(error.strerror or 'unknown reason').lower()}.") from None


def _status(entry: DocketEntry) -> str:
    word = entry.status.value.replace("_", " ").replace("ess", "ESS")
    if entry.status in (DocketStatus.HELD, DocketStatus.HELD_IN_ESS):
        return f"{word}, in time" if entry.kept else f"{word}, in time not shown"
    return word


def _met(entry: DocketEntry) -> str:
    if entry.held_on:
        return f"{entry.held_on}{f', working day {entry.on_working_day}' if entry.on_working_day else ''}"
    if entry.held_not_before and entry.held_not_after:
        return f"between {entry.held_not_before} and {entry.held_not_after}"
    return ""


def uniting(
    situation: Annotated[
        str | None, typer.Argument(metavar="SITUATION", help="Key or name of a situation; without one: the sessions.")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="As of this day; today if not given.")] = None,
    yes: Annotated[
        str, typer.Option("--yes", metavar="STATES", help="Seats expected to vote for a session, as in a whip count.")
    ] = "",
    no: Annotated[str, typer.Option("--no", metavar="STATES", help="Seats expected to vote against.")] = "",
    abstain: Annotated[str, typer.Option("--abstain", metavar="STATES", help="Seats expected to abstain.")] = "",
    form: FormatOption = None,
    as_known: AsKnownOption = None,
) -> None:
    """Uniting for Peace: the sessions, or a situation's state.

    The eleven emergency special sessions; or, for a situation, the vetoes on it, the routes to a session, and whose
    votes in the Council are still wanting.
    """
    facts = record()
    when = day(on) or today()
    if situation is None:
        if yes or no or abstain:
            raise BadQuestion("--yes, --no and --abstain need a situation: name one.")
        _sessions(unitings.sessions(facts, when, as_known=day(as_known)), form)
        return
    expected: dict[str, Cast] = {}
    for cast, text in ((Cast.YES, yes), (Cast.NO, no), (Cast.ABSTAIN, abstain)):
        for state in find_states(facts, text):
            if expected.get(state, cast) is not cast:
                raise BadQuestion(f"{state} is expected to vote {expected[state].value} and {cast.value}: give one.")
            expected[state] = cast
    answer = unitings.uniting(facts, situation, when, positions=expected, as_known=day(as_known))

    def draw(console: Console) -> None:
        console.print(f"{answer.name}, {answer.on}", style="bold")
        for each in answer.preconditions:
            word = {True: "shown", False: "not met", None: "open"}[each.met]
            console.print(f"{each.precondition.value.replace('_', ' ').capitalize()}: {word}. {each.why}")
        if answer.vetoes:
            drawn = table("vetoed", "proposal", "by")
            for veto in answer.vetoes:
                drawn.add_row(f"{veto.date}", veto.proposal, " ".join(veto.vetoed_by))
            console.print(drawn)
        console.print("Routes", style="bold")
        for route in answer.routes:
            needed = f" {route.required} of {route.of}." if route.required else ""
            console.print(f"{route.route.replace('_', ' ')}:{needed} {route.how}")
        console.print()
        console.print(
            f"In favour as taken here: {len(answer.in_favour)} of {answer.required} needed"
            + (f"; {answer.short_by} to win." if answer.short_by else "."),
            style="bold",
        )
        drawn = table("", "seat", "taken to", "because of")
        for seat in answer.seats:
            basis = {"given": "as given", "none": "nothing known on this situation"}.get(
                seat.basis, f"its vote of {seat.on} on a vetoed proposal"
            )
            position = seat.position.value.replace("_", " ") if seat.position else "?"
            drawn.add_row(f"{seat.state}{'*' if seat.permanent else ''}", seat.name, position, basis)
        console.print(drawn)
        for note in answer.notes:
            console.print(note, style="dim")

    emit(
        answer,
        form,
        on_terminal=draw,
        header=("situation", "on", "state", "name", "permanent", "position", "basis", "roll_call", "vote_on"),
        rows=lambda: (
            (answer.situation, answer.on, s.state, s.name, s.permanent, s.position, s.basis, s.roll_call, s.on)
            for s in answer.seats
        ),
    )


def _sessions(answer: unitings.Sessions, form: Format | None) -> None:
    def draw(console: Console) -> None:
        drawn = table("", "topic, first met", "called by", "vote or need", "resumed")
        for each in answer.sessions:
            by = each.trigger or each.requested_by or {"council": "the Council", "members": "Members"}[each.route.value]
            vote = f"{each.tally} ({each.required} needed)" if each.tally else f"{each.required} needed"
            against = f", no: {' '.join(each.permanent_noes)}" if each.permanent_noes else ""
            drawn.add_row(
                f"{each.number}",
                f"{each.topic}\n{each.first}{f' to {each.adjourned}' if each.adjourned else ''}",
                by,
                f"{vote}{against}",
                each.resumed or "",
            )
        console.print(drawn)
        for note in answer.notes:
            console.print(note, style="dim")

    header = (
        "number", "topic", "first", "adjourned", "route", "requested_by", "trigger", "tally", "required",
        "permanent_noes", "resolutions", "resumed", "situation",
    )  # fmt: skip
    emit(
        answer,
        form,
        on_terminal=draw,
        header=header,
        rows=lambda: ([getattr(each, column) for column in header] for each in answer.sessions),
    )


def speakers(
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="Who asked for the floor, as TOML or CSV; - for input."),
    ] = None,
    veto: Annotated[
        str | None, typer.Option("--veto", metavar="SYMBOL", help="The draft vetoed, where the file does not name it.")
    ] = None,
    after: Annotated[
        str | None, typer.Option("--after", metavar="SYMBOL", help="Which supporters of the Code were heard after it.")
    ] = None,
    template: Annotated[bool, typer.Option("--template", help="Print an example file and stop.")] = False,
    form: FormatOption = None,
    as_known: AsKnownOption = None,
) -> None:
    """The list of speakers for the debate on a veto.

    The vetoing members first (A/RES/76/262, OP2), then by rank and in the order of requests; or, with --after, who of
    the supporters of the Code was heard after a veto.
    """
    from horseshoe.sources import speakers_file
    from horseshoe.sources.files import WrongFile

    if template:
        print(speakers_file.TEMPLATE, end="")
        return
    if (file is None) == (after is None):
        raise BadQuestion("Give the file of those who asked for the floor, or --after with a vetoed draft.")
    facts = record().as_known(day(as_known))
    if after is not None:
        _after(speaking.after_veto(facts, dockets.find_entry(facts, after, today())), form)
        return
    try:
        asked = speakers_file.read(sys.stdin.buffer if file == "-" else Path(str(file)), facts)
    except WrongFile as error:
        raise Failed(str(error)) from None
    named = veto or asked.veto
    entry = dockets.find_entry(facts, named, today()) if named else None
    answer = speaking.speakers_list(facts, asked.requests, entry, policy=asked.policy)

    def draw(console: Console) -> None:
        console.print(
            f"Speakers on the veto of {answer.veto_date} ({answer.proposal})" if answer.veto else "Speakers",
            style="bold",
        )
        drawn = table("", "state", "speaks", "asked", "why here")
        for each in answer.speakers:
            who = ", ".join(filter(None, (each.speaker, each.rank.value.replace("_", " "))))
            group = f" for {each.on_behalf_of}" if each.on_behalf_of else ""
            drawn.add_row(f"{each.position}", each.name, f"{who}{group}", f"{each.asked:%Y-%m-%d %H:%M}", each.why)
        console.print(drawn)
        if answer.vetoing_not_listed:
            console.print(f"Cast the veto and did not ask for the floor: {', '.join(answer.vetoing_not_listed)}.")
        if answer.supporters_not_listed:
            console.print(f"Supporters of the Code not on the list: {', '.join(answer.supporters_not_listed)}.")
        for doubt in answer.doubts:
            console.print(f"Note: {doubt}")

    header = (
        "position",
        "state",
        "name",
        "speaker",
        "rank",
        "asked",
        "on_behalf_of",
        "vetoing",
        "observer",
        "code",
        "why",
    )
    emit(
        answer,
        form,
        on_terminal=draw,
        header=header,
        rows=lambda: ([getattr(each, column) for column in header] for each in answer.speakers),
    )


def _after(answer: speaking.AfterVeto, form: Format | None) -> None:
    def draw(console: Console) -> None:
        console.print(f"After the veto of {answer.veto_date} ({answer.proposal})", style="bold")
        drawn = table("state", "supporter", "on the Council", "heard", "says")
        for each in answer.supporters:
            if each.heard is speaking.Heard.NOT_SEEN and not each.casts:
                continue
            drawn.add_row(
                each.name,
                each.standing.value,
                ", ".join(cast.value.replace("_", " ") for cast in each.casts) or "–",
                each.heard.value.replace("_", " "),
                " / ".join(said.says for said in each.statements),
            )
        console.print(drawn)
        quiet = sum(each.heard is speaking.Heard.NOT_SEEN and not each.casts for each in answer.supporters)
        if quiet:
            console.print(f"{quiet} more supporters, without a seat on the Council, were not seen to speak.")
        for note in answer.notes:
            console.print(note, style="dim")

    emit(
        answer,
        form,
        on_terminal=draw,
        header=("veto", "state", "name", "standing", "casts", "heard", "statements"),
        rows=lambda: (
            (answer.veto, s.state, s.name, s.standing, s.casts, s.heard, [said.id for said in s.statements])
            for s in answer.supporters
        ),
    )
