"""The brief: the main job."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from horseshoe.answers import brief as briefs
from horseshoe.answers.docket_entry import DocketStatus
from horseshoe.answers.questions import BadQuestion
from horseshoe.cli.conduct_parts import SHORT, draw_questions, draw_statements
from horseshoe.cli.horseshoe import MARKS
from horseshoe.cli.keeping import Failed
from horseshoe.cli.options import AsKnownOption, FormatOption, day, record, today
from horseshoe.cli.reading import BASIS, draw_deadline, draw_roll_call
from horseshoe.cli.show import Format, emit, table, words
from horseshoe.cli.writing import write
from horseshoe.facts.proposals import Cast, Outcome
from horseshoe.rules.findings import FindingKind
from horseshoe.rules.standards import ENTITIES, STRENGTHS

if TYPE_CHECKING:
    from rich.console import Console

    from horseshoe.answers.planned_brief import PlannedBrief

PLEDGE_LEGEND = (
    "* permanent member. yes: a list, the depositary, an initiator or the state itself shows it. not by a day: "
    "reported then as not having joined, nothing later known. not known: no evidence either way, because the "
    "official roster could not be read. –: the text did not exist yet."
)
NEWEST = 3
"""How many a terminal shows of the documents known on the day, and of the statements of members that voted no."""


def brief(
    symbol: Annotated[
        str,
        typer.Argument(
            metavar="SYMBOL",
            help="A draft, a resolution, the id of a roll call; or a TOML file with a draft not yet voted on.",
        ),
    ],
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Write two pages: .docx, .pdf, .md or .html.")
    ] = None,
    form: FormatOption = None,
    as_known: AsKnownOption = None,
) -> None:
    """Everything about a draft, before its vote or after it.

    Who sat, who voted how, what Article 27 makes of it and why, which seats had pledged (with the doubt), the findings
    by assessor, what was known on the day, and what the General Assembly owed and did. Of a draft not yet voted on
    (a file made with horseshoe whip --template): the odds, whom to call first, who is bound and who wobbles.
    """
    if to is not None:
        _require_form(to)
    if symbol == "-" or symbol.lower().endswith(".toml"):
        _before_the_vote(symbol, to, form, as_known)
        return
    facts = record().as_known(day(as_known))
    answer = briefs.brief(record(), symbol, on=today(), as_known=day(as_known))
    if to is not None:
        _write(to, answer)
        return

    def draw(console: Console) -> None:
        for vote in answer.votes:
            draw_roll_call(console, facts, vote.roll_call)
            _draw_seats(console, vote)
            _draw_findings(console, vote)
            _draw_known(console, vote)
            _draw_assembly(console, vote)
            _draw_coverage(console, vote)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=(
            "roll_call",
            "date",
            "outcome",
            "state",
            "name",
            "permanent",
            "group",
            "cast",
            "code",
            "code_reason",
            "declaration",
            "declaration_reason",
        ),
        rows=lambda: (
            (
                vote.roll_call.id,
                vote.roll_call.date,
                vote.roll_call.outcome,
                seat.state,
                seat.name,
                seat.permanent,
                seat.group,
                seat.cast,
                seat.code.standing,
                seat.code.reason,
                seat.declaration.standing,
                seat.declaration.reason,
            )
            for vote in answer.votes
            for seat in vote.seats
        ),
    )


# -- before the vote ----------------------------------------------------------------------------------


def _before_the_vote(file: str, to: Path | None, form: Format | None, as_known: str | None) -> None:
    from horseshoe.answers.planned_brief import planned_brief
    from horseshoe.cli.whip import draw_whip
    from horseshoe.sources import draft_toml
    from horseshoe.sources.files import WrongFile
    from horseshoe.store.opening import model_folder

    facts = record().as_known(day(as_known))
    try:
        planned = draft_toml.read(sys.stdin.buffer if file == "-" else Path(file), facts)
    except WrongFile as error:
        raise Failed(str(error)) from None
    answer = planned_brief(facts, planned, cache=model_folder())
    if to is not None:
        _write(to, answer)
        return

    def draw(console: Console) -> None:
        draw_whip(console, answer.whip)
        _draw_planned(console, answer)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=("date", "state", "name", "permanent", "code", "declaration", "stance", "yes", "no", "abstain", "pivot"),
        rows=lambda: (
            (
                answer.whip.date,
                seat.state,
                seat.name,
                seat.permanent,
                seat.code.standing,
                seat.declaration.standing,
                seat.stance,
                seat.p.yes,
                seat.p.no,
                seat.p.silent,
                seat.pivot,
            )
            for seat in answer.whip.seats
        ),
    )


def _draw_planned(console: Console, answer: PlannedBrief) -> None:
    for view in answer.whip.views:
        console.print(f"{answer.assessors.get(view.assessor, view.assessor)}: {view.why}")
    if answer.known:
        console.print(
            f"Known of {answer.known.name}: {len(answer.known.listed)} documents of entities of the list, "
            f"{len(answer.known.outside_list)} of others, {len(answer.known.recalled)} only recalled."
        )
    if answer.assembly and answer.assembly.owed:
        console.print(
            f"A veto on {answer.assembly.veto_date} would oblige the Assembly to meet by {answer.assembly.last_day}."
        )
    for note in answer.notes:
        console.print(note, style="dim")


# -- documents ----------------------------------------------------------------------------------------


def _require_form(to: Path) -> None:
    """Refuse a file that cannot be written before anything is worked out for it."""
    from horseshoe.documents.brief_forms import ENDINGS

    if to.suffix.lower() not in ENDINGS:
        raise BadQuestion(f"{to.name!r} ends in no form of a brief: use {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}.")
    if not to.parent.is_dir():
        raise Failed(f"{to} cannot be written: there is no folder {to.parent}.")


def _write(to: Path, answer: briefs.Brief | PlannedBrief) -> None:
    from horseshoe.documents.brief_forms import document

    write(to, document(answer, to.suffix.lower(), today()))
    print(f"Wrote {to}.", file=sys.stderr)


# -- on a terminal ------------------------------------------------------------------------------------


def _draw_seats(console: Console, vote: briefs.BriefVote) -> None:
    console.print()
    console.print(f"The Council on {vote.roll_call.date}, and who had pledged by that day", style="bold")
    if vote.presidency:
        console.print(f"Presidency: {vote.presidency.name} ({BASIS[vote.presidency.basis]})")
    from rich.text import Text

    drawn = table("", "member", "cast", "Code of Conduct", "France/Mexico Declaration")
    for seat in vote.seats:
        mark, word, colour = MARKS[seat.cast]
        drawn.add_row(
            f"{seat.state}{'*' if seat.permanent else ''}",
            seat.name,
            Text(f"{mark} {word}", style=colour),
            seat.code.short,
            seat.declaration.short,
        )
    console.print(drawn)
    console.print(PLEDGE_LEGEND, style="dim")
    known = {source.id: source for source in vote.pledge_sources}
    shared: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for seat in vote.seats:
        for pledge in (seat.code, seat.declaration):
            if pledge.sources:
                shared.setdefault((pledge.instrument.value, pledge.reason, pledge.sources), []).append(seat.state)
    for (instrument, reason, sources), states in shared.items():
        cited = " ".join(known[each].url or known[each].title for each in sources)
        console.print(f"{', '.join(states)} on the {instrument}: {reason}. {cited}", style="dim", soft_wrap=True)
    console.print()


def _draw_findings(console: Console, vote: briefs.BriefVote) -> None:
    """The findings on members that voted no or were bound, in one table, and what was said of the vote."""
    if vote.conduct is None:
        return
    console.print("Findings, by assessor", style="bold")
    for view in vote.conduct.views:
        console.print(f"{view.assessor}: {view.why}")
    pledges = [held.instrument for held in vote.conduct.seats[0].pledges] if vote.conduct.seats else []
    drawn = table("", "cast", *(f"{SHORT[each]}: {who.id}" for each in pledges for who in vote.assessors))
    for seat in vote.conduct.seats:
        bound = any(held.kind is not FindingKind.NOT_BOUND or held.possible for held in seat.pledges)
        if seat.cast is Cast.NO or bound:
            found = {(held.instrument, each.assessor): each for held in seat.pledges for each in held.findings}
            drawn.add_row(
                f"{seat.state}{'*' if seat.permanent else ''}",
                MARKS[seat.cast][1],
                *(
                    words(found[held.instrument, who.id].kind) + (" (perhaps)" if held.possible else "")
                    if (held.instrument, who.id) in found
                    else "–"
                    for held in seat.pledges
                    for who in vote.assessors
                ),
            )
    if drawn.row_count:
        console.print(drawn)
    told = vote.conduct.explanations
    opposed = [each for each in told if each.cast is Cast.NO][:NEWEST]
    draw_statements(console, opposed)
    if told:
        console.print(
            f"{len(opposed)} of {len(told)} statements on the vote shown. All of them: horseshoe conduct --draft "
            f"{vote.roll_call.id}.",
            style="dim",
        )
    draw_questions(console, vote.conduct.questions)
    console.print()


def _draw_known(console: Console, vote: briefs.BriefVote) -> None:
    known = vote.known
    console.print("What was known on the day", style="bold")
    if known.situation is None:
        for note in known.notes:
            console.print(note)
    else:
        console.print(
            f"{known.situation_name}: {len(known.listed)} documents of entities of the list by {known.date}, "
            f"{len(known.outside_list)} of others; {len(known.after)} only afterwards, {len(known.unclear)} unclear, "
            f"{len(known.recalled)} only recalled. All of them: horseshoe evidence {vote.roll_call.id}."
        )
        for each in known.listed[::-1][:NEWEST]:
            crimes = f"; {', '.join(map(words, each.crimes))}" if each.crimes else ""
            console.print(
                f"- {each.published}, {ENTITIES[each.entity]}: {each.says} ({STRENGTHS[each.strength]}{crimes})"
            )
    console.print()


def _draw_assembly(console: Console, vote: briefs.BriefVote) -> None:
    console.print("The General Assembly", style="bold")
    if vote.docket and vote.docket.status is not DocketStatus.NOT_OWED:
        console.print(f"Docket: {words(vote.docket.status)}. {vote.docket.why}")
    if vote.assembly:
        draw_deadline(console, vote.assembly)
    elif vote.roll_call.outcome is not Outcome.VETOED:
        console.print("Nothing was owed: no veto is recorded.")
    elif not vote.docket:
        console.print("By when it had to act cannot be said: the holidays of that year are not known here.")


def _draw_coverage(console: Console, vote: briefs.BriefVote) -> None:
    console.print()
    cover = vote.coverage
    console.print(f"Coverage: {cover.casts_known} of {cover.casts} casts known.", style="bold")
    for each in cover.supporters:
        claimed = (
            f"; {each.claim()} were claimed for {each.claimed_on} ({each.claimant})"
            if each.claimed
            else "; no total claimed"
        )
        console.print(
            f"{each.instrument.value.capitalize()}: {each.certain} supporters known here by name on that day, "
            f"{each.possible} more possible{claimed}.",
            style="dim",
        )
    for note in cover.notes:
        console.print(note, style="dim")
