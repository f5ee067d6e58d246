"""Commands that answer a question from the Record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from horseshoe.answers import council as councils
from horseshoe.answers import deadline as deadlines
from horseshoe.answers import outcome as outcomes
from horseshoe.answers import rollcall as rollcalls
from horseshoe.answers import vetoes as veto_lists
from horseshoe.answers.questions import BadQuestion, find_state, find_states
from horseshoe.cli.citing import titled
from horseshoe.cli.horseshoe import picture
from horseshoe.cli.options import AsKnownOption, FormatOption, day, record, today
from horseshoe.cli.show import emit, table
from horseshoe.facts.council import Basis
from horseshoe.facts.proposals import Cast, Matter
from horseshoe.facts.record import Record
from horseshoe.rules import charter, symbols

if TYPE_CHECKING:
    from rich.console import Console

    from horseshoe.answers.rollcall import RollCallAnswer

LEGEND = "* permanent member; seats in English alphabetical order, a known presidency at the head"
BASIS = {Basis.SOURCE: "read in a source", Basis.DERIVED: "derived from rule 18"}
"""How a presidency is known, in words."""


def council(
    date: Annotated[str | None, typer.Argument(metavar="DATE", help="YYYY-MM-DD; today if not given.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The same as an option.")] = None,
    form: FormatOption = None,
    as_known: AsKnownOption = None,
) -> None:
    """Who sat on the Council on a day.

    With the presidency, regional groups, terms, and the votes that a decision needed.
    """
    answer = councils.council(record(), day(date or on) or today(), as_known=day(as_known))

    def draw(console: Console) -> None:
        console.print(
            f"The Security Council on {answer.date}: {answer.threshold} votes carry a decision.", style="bold"
        )
        if answer.presidency:
            console.print(f"Presidency: {answer.presidency.name} ({BASIS[answer.presidency.basis]})")
        drawn = table("", "member", "seat", "regional group", "term")
        for seat in answer.members:
            group = f"{seat.group}{'' if seat.group_certain else ' ?'}" if seat.group else "–"
            first, last = seat.term
            drawn.add_row(
                seat.state,
                seat.name,
                "permanent" if seat.permanent else "elected",
                group,
                f"since {first}" if last is None else f"{first} to {last}",
            )
        console.print(drawn)
        if not all(seat.group_certain for seat in answer.members):
            console.print("? the source for the group is later than this day", style="dim")
        console.print(answer.coverage.note, style="dim")

    emit(
        answer,
        form,
        on_terminal=draw,
        header=("date", "state", "name", "permanent", "group", "group_certain", "term_start", "term_end"),
        rows=lambda: (
            (answer.date, seat.state, seat.name, seat.permanent, seat.group, seat.group_certain, *seat.term)
            for seat in answer.members
        ),
    )


def rollcall(
    symbol: Annotated[
        str, typer.Argument(metavar="SYMBOL", help="A draft, a resolution, a meeting, or the id of a roll call.")
    ],
    form: FormatOption = None,
    as_known: AsKnownOption = None,
) -> None:
    """How each seat voted, and what follows.

    Every roll call that bears a symbol, with its outcome, the reason and the article, doubts and sources.
    """
    facts = record().as_known(day(as_known))
    answer = rollcalls.rollcall(facts, symbol)

    def draw(console: Console) -> None:
        for each in answer.roll_calls:
            draw_roll_call(console, facts, each)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=("id", "date", "symbol", "outcome", "state", "name", "permanent", "cast"),
        rows=lambda: (
            (
                each.id,
                each.date,
                each.resolution or each.draft,
                each.outcome,
                state,
                facts.name(state, each.date),
                state in facts.permanent(each.date),
                cast,
            )
            for each in answer.roll_calls
            for state, cast in each.casts.items()
        ),
    )


def draw_roll_call(console: Console, facts: Record, each: RollCallAnswer) -> None:
    """A roll call on the terminal: heading, horseshoe, outcome with the reason, doubts, sources."""
    heading = " / ".join(filter(None, (each.draft, each.resolution))) or (
        f"Amendment to {each.amends}" if each.amends else f"Roll call {each.id}"
    )
    console.print()
    console.print(f"{heading}, {each.date}{f', {each.meeting}' if each.meeting else ''}  [{each.id}]", style="bold")
    if each.title and each.title != each.agenda:
        console.print(f"Subject: {each.title}")
    if each.agenda:
        console.print(f"Agenda item: {each.agenda}")
    if each.amends and each.draft:
        console.print(f"Amendment to {each.amends}")
    if each.sponsors:
        console.print(f"Sponsors: {each.sponsors}")
    console.print()
    seats = [(term.state, facts.name(term.state, each.date), term.permanent) for term in facts.council(each.date)]
    presided = councils.presided(facts, each.date)
    inside = (each.outcome.value.replace("_", " ").upper(), f"{each.tally}", *each.vetoed_by)
    console.print(picture(seats, each.casts, presided.state if presided else None, inside), soft_wrap=True)
    console.print(LEGEND, style="dim")
    console.print()
    console.print(f"Outcome: {each.outcome.value.replace('_', ' ')} ({each.tally})", style="bold")
    console.print(each.reason)
    for doubt in each.doubts:
        console.print(f"Doubt: {doubt}" if not each.agrees or each.tally.yes is None else f"Note: {doubt}")
    for warning in each.warnings:
        console.print(f"Warning: {warning}")
    for fix in each.corrections:
        console.print(
            f"Corrected here: {_cell_named(fix.field)}, published as {fix.published}, is {fix.corrected} "
            f"({fix.evidence})."
        )
    cited = "; ".join(map(titled, each.sources))
    console.print(f"Sources ({each.confidence} confidence): {cited}", style="dim")


def _cell_named(field: str) -> str:
    kind, _, which = field.partition(":")
    return {"cast": f"the cast of {which}", "seat": "the seat", "row": f"row {which}"}.get(kind, f"the {kind}")


def vetoes(
    by: Annotated[str | None, typer.Option("--by", metavar="STATE", help="Vetoed by this permanent member.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="First day.")] = None,
    until: Annotated[str | None, typer.Option("--until", "--on", metavar="DATE", help="Last day.")] = None,
    about: Annotated[
        str | None, typer.Option("--about", metavar="TEXT", help="Text in the title, agenda item, topic or symbol.")
    ] = None,
    form: FormatOption = None,
    as_known: AsKnownOption = None,
) -> None:
    """Proposals vetoed, and vetoes cast.

    The two are counted apart. The agenda item alone does not identify a situation.
    """
    facts = record()
    state = find_state(facts, by) if by else None
    answer = veto_lists.vetoes(facts, by=state, since=day(since), until=day(until), about=about, as_known=day(as_known))
    if state and not answer.vetoes and state not in facts.permanent(facts.years[1]):
        raise BadQuestion(f"{facts.state[state].name} holds no permanent seat: only permanent members can veto.")

    def draw(console: Console) -> None:
        drawn = table("date", "proposal", "tally", "vetoed by", "subject")
        for veto in answer.vetoes:
            name = veto.draft or (f"amendment to {veto.amends}" if veto.amends else veto.meeting or veto.id)
            drawn.add_row(
                f"{veto.date}", name, f"{veto.tally}", " ".join(veto.vetoed_by), veto.title or veto.agenda or ""
            )
        console.print(drawn)
        counts = answer.counts
        console.print(
            f"{counts.proposals_vetoed} proposals vetoed (votes; {counts.drafts_vetoed} drafts by symbol and day); "
            f"{counts.vetoes_cast} vetoes cast"
            + (f": {', '.join(f'{code} {n}' for code, n in counts.by_state.items())}." if counts.by_state else "."),
            style="bold",
        )
        for note in answer.coverage.notes:
            console.print(note, style="dim")

    emit(
        answer,
        form,
        on_terminal=draw,
        header=(
            "id",
            "date",
            "draft",
            "amends",
            "kind",
            "meeting",
            "title",
            "agenda",
            "yes",
            "no",
            "abstain",
            "not_voting",
            "vetoed_by",
        ),
        rows=lambda: (
            (
                v.id,
                v.date,
                v.draft,
                v.amends,
                v.kind,
                v.meeting,
                v.title,
                v.agenda,
                v.tally.yes,
                v.tally.no,
                v.tally.abstain,
                v.tally.not_voting,
                v.vetoed_by,
            )
            for v in answer.vetoes
        ),
    )


def outcome(
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The Council of this day votes.")],
    no: Annotated[str, typer.Option("--no", metavar="STATES", help="Seats that vote no, separated by commas.")] = "",
    abstain: Annotated[str, typer.Option("--abstain", metavar="STATES", help="Seats that abstain.")] = "",
    absent: Annotated[str, typer.Option("--absent", metavar="STATES", help="Seats that are empty.")] = "",
    not_participating: Annotated[
        str, typer.Option("--not-participating", metavar="STATES", help="Seats that take no part in the vote.")
    ] = "",
    procedural: Annotated[bool, typer.Option("--procedural", help="The matter is procedural: Article 27(2).")] = False,
    any_members: Annotated[
        bool, typer.Option("--any-members", help="The Charter asks for a number of members, whichever: Article 109.")
    ] = False,
    party: Annotated[
        str, typer.Option("--party", metavar="STATES", help="Parties to the dispute: Article 27(3), proviso.")
    ] = "",
    enforce_27_3: Annotated[
        bool, typer.Option("--enforce-27-3", help="Count the parties as abstaining; by default a warning.")
    ] = False,
    form: FormatOption = None,
    as_known: AsKnownOption = None,
) -> None:
    """What a vote would come to.

    Seats that are not named vote yes. States are given by code or by name.
    """
    if procedural and any_members:
        raise BadQuestion("--procedural and --any-members exclude each other: give one.")
    facts = record()
    matter = Matter.PROCEDURAL if procedural else Matter.ANY_MEMBERS if any_members else Matter.SUBSTANTIVE
    supposed = {
        Cast.NO: find_states(facts, no),
        Cast.ABSTAIN: find_states(facts, abstain),
        Cast.ABSENT: find_states(facts, absent),
        Cast.NOT_PARTICIPATING: find_states(facts, not_participating),
    }
    answer = outcomes.outcome(
        facts,
        day(on) or today(),
        supposed,
        matter=matter,
        parties=find_states(facts, party),
        policy=charter.Policy(enforce_27_3=enforce_27_3),
        as_known=day(as_known),
    )

    def draw(console: Console) -> None:
        seats = [(t.state, facts.name(t.state, answer.date), t.permanent) for t in facts.council(answer.date)]
        presided = councils.presided(facts, answer.date)
        head = presided.state if presided else None
        console.print(picture(seats, answer.casts, head, inside=_inside(answer)), soft_wrap=True)
        console.print(LEGEND, style="dim")
        console.print()
        console.print(answer.reason, style="bold")
        for warning in answer.warnings:
            console.print(f"Warning: {warning}")

    emit(
        answer,
        form,
        on_terminal=draw,
        header=("date", "outcome", "state", "cast"),
        rows=lambda: ((answer.date, answer.outcome, state, cast) for state, cast in answer.casts.items()),
    )


def _inside(answer: outcomes.SupposedOutcome) -> tuple[str, ...]:
    word = answer.outcome.value.replace("_", " ").upper() if answer.outcome else "UNDECIDED"
    return (word, f"{answer.tally}", *answer.vetoed_by)


def symbol(
    text: Annotated[str, typer.Argument(metavar="SYMBOL", help='A document symbol, for example "S/RES/2720 (2023)".')],
    form: FormatOption = None,
) -> None:
    """Read a UN document symbol.

    Prints its normal form, its class and its parts.
    """
    try:
        answer = symbols.parse(text)
    except symbols.SymbolError as error:
        raise BadQuestion(str(error)) from None

    def draw(console: Console) -> None:
        drawn = table("", "")
        drawn.show_header = False
        for field in ("text", "symbol_class", "number", "year", "session", "letter", "suffixes", "parts"):
            value = getattr(answer, field)
            if value not in (None, ()):
                shown = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
                drawn.add_row(field.replace("_", " "), shown)
        console.print(drawn)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=("text", "symbol_class", "number", "year", "session", "suffixes"),
        rows=lambda: [(answer.text, answer.symbol_class, answer.number, answer.year, answer.session, answer.suffixes)],
    )


def deadline(
    date: Annotated[str, typer.Argument(metavar="DATE", help="Day of the veto, YYYY-MM-DD.")],
    form: FormatOption = None,
    as_known: AsKnownOption = None,
) -> None:
    """By when the Assembly must meet.

    Ten working days after a veto (A/RES/76/262), counted with the calendar of UN Headquarters.
    """
    answer = deadlines.assembly_deadline(record(), day(date) or today(), as_known=day(as_known))

    def draw(console: Console) -> None:
        draw_deadline(console, answer)
        if not answer.owed:
            return
        drawn = table("day", "", "")
        counted = {each: str(number) for number, each in enumerate(answer.working_days, start=1)}
        skipped = {each.date: each for each in answer.skipped}
        for each in sorted([*counted, *skipped]):
            skip = skipped.get(each)
            why = f"{skip.why}{f' ({skip.status.value})' if skip.status else ''}" if skip else ""
            drawn.add_row(f"{each:%a} {each}", counted.get(each, "–"), why)
        console.print(drawn)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=("veto_date", "last_day", "date", "counts", "why", "status"),
        rows=lambda: [
            *((answer.veto_date, answer.last_day, each, True, None, None) for each in answer.working_days),
            *((answer.veto_date, answer.last_day, s.date, False, s.why, s.status) for s in answer.skipped),
        ],
    )


def draw_deadline(console: Console, answer: deadlines.AssemblyDeadline) -> None:
    """What the Assembly owes, in sentences."""
    if not answer.owed:
        console.print(f"Nothing was owed. {answer.reason}")
        return
    console.print(f"Last day: {answer.last_day:%A} {answer.last_day}", style="bold")
    console.print(answer.reason)
    if answer.depends_on_unverified_holiday:
        which = ", ".join(each.name for each in answer.depends_on_unverified_holiday)
        console.print(
            f"Depends on a holiday that is not verified here ({which}): the last day lies between "
            f"{answer.earliest_last_day} and {answer.latest_last_day}."
        )
    elif any(skip.holiday for skip in answer.skipped) and answer.status:
        console.print(f"The holidays that matter are {answer.status.value}.", style="dim")
    else:
        console.print("No holiday falls on these days in the calendar known here.", style="dim")
    if answer.proviso:
        console.print(answer.proviso, style="dim")
