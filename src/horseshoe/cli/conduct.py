"""Conduct held against pledges: of a state, on a draft, in a situation, and every no of a supporter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from horseshoe.answers import conduct as answers
from horseshoe.answers.questions import BadQuestion, find_state
from horseshoe.answers.wording import wording
from horseshoe.cli.conduct_parts import (
    FINDING,
    SHORT,
    cell,
    draw_before,
    draw_counts,
    draw_end,
    draw_findings,
    draw_in_short,
    draw_questions,
    draw_statements,
    finding_rows,
    side,
)
from horseshoe.cli.horseshoe import MARKS
from horseshoe.cli.options import AsKnownOption, FormatOption, day, record
from horseshoe.cli.show import emit, table, words
from horseshoe.facts.pledges import Instrument
from horseshoe.rules.findings import FindingKind, Reach

if TYPE_CHECKING:
    from rich.console import Console

    from horseshoe.cli.show import Format
    from horseshoe.facts.record import Record


def conduct(
    state: Annotated[
        str | None, typer.Argument(metavar="STATE", help="A state, by code or name: its votes, every no one by one.")
    ] = None,
    draft: Annotated[
        str | None, typer.Option("--draft", metavar="SYMBOL", help="A draft instead: every seat, every view of it.")
    ] = None,
    situation: Annotated[
        str | None,
        typer.Option("--situation", metavar="NAME", help="A situation instead, such as syria: the votes on it."),
    ] = None,
    noes: Annotated[
        bool, typer.Option("--noes", help="Every no of a supporter of the Code instead, beside the published list.")
    ] = False,
    assessor: Annotated[
        str | None, typer.Option("--assessor", metavar="ID", help="The findings of this assessor; everybody's if none.")
    ] = None,
    instrument: Annotated[
        Instrument | None, typer.Option("--instrument", metavar="PLEDGE", help="code or declaration; both if none.")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Votes and assessments up to this day.")
    ] = None,
    amendments: Annotated[
        bool,
        typer.Option(
            "--amendments", help="Judge amendments, parts, motions and procedural votes too; by default only shown."
        ),
    ] = False,
    form: FormatOption = None,
    as_known: AsKnownOption = None,
) -> None:
    """What a member did, held against what it had pledged.

    For each vote, pledge and assessor: not bound, consistent, inconsistent, contested or undetermined, with the reason;
    which findings hold under every assessor; and how much of the period is known here.
    """
    asked = [name for name, given in _asked(state, draft, situation, noes) if given]
    if len(asked) != 1:
        said = f"{' and '.join(asked)} exclude each other" if asked else "Nothing was asked"
        raise BadQuestion(f"{said}: give a state, or one of --draft, --situation and --noes.")
    if noes and instrument is Instrument.DECLARATION:
        raise BadQuestion("--noes is about the Code: leave out --instrument declaration.")
    if state and "/" in state:
        raise BadQuestion(f"{state!r} is no state: give a draft with --draft {state}.")
    facts, known = record(), day(as_known)
    common: dict[str, Any] = {
        "assessor": assessor,
        "on": day(on),
        "reach": Reach.ALL if amendments else Reach.DRAFTS,
        "as_known": known,
    }
    if noes:
        _noes(answers.noes(facts, **common), form)
        return
    common["instrument"] = instrument
    if draft:
        _draft(answers.of_draft(facts, draft, **common), form)
    elif situation:
        _situation(answers.of_situation(facts, situation, **common), form)
    elif state:
        _state(facts, answers.of_state(facts, find_state(facts, state), **common), form)


def _asked(state: str | None, draft: str | None, situation: str | None, noes: bool) -> Iterator[tuple[str, bool]]:
    yield "a state", state is not None
    yield "--draft", draft is not None
    yield "--situation", situation is not None
    yield "--noes", noes


# -- a state ----------------------------------------------------------------------------------------


def _state(facts: Record, answer: answers.StateConduct, form: Format | None) -> None:
    def draw(console: Console) -> None:
        console.print(f"{answer.name} ({answer.state}): {answer.votes} votes on record", style="bold")
        for each in answer.pledges:
            console.print(f"{SHORT[each.instrument]}: {each.standing.reason}.")
            possibly = f", perhaps bound in {each.possibly_bound}" if each.possibly_bound else ""
            console.print(f"{each.votes} votes since {each.since}: bound in {each.bound}{possibly}.")
            if each.bound:
                casts = ", ".join(f"{number} {words(cast)}" for cast, number in each.casts.items())
                console.print(f"While bound: {casts}; {each.vetoes} vetoes.")
        draw_counts(
            console,
            (
                (SHORT[each.instrument], assessor, found)
                for each in answer.pledges
                for assessor, found in each.findings.items()
            ),
        )
        if not answer.cases:
            console.print("No vote against since there was a text.")
        else:
            console.print("Every no since there was a text", style="bold")
            drawn = table("date", "proposal", "outcome", "situation", *(SHORT[p.instrument] for p in answer.pledges))
            for case in answer.cases:
                vote = case.vote
                drawn.add_row(
                    f"{vote.date}",
                    vote.named(),
                    f"{words(vote.outcome)} {vote.tally}{' (veto)' if case.seat.vetoed else ''}",
                    vote.situation or "–",
                    *(cell(held) for held in case.seat.pledges),
                )
            console.print(drawn)
        for case in answer.cases:
            if any(held.kind is not FindingKind.NOT_BOUND or held.possible for held in case.seat.pledges):
                console.print(f"{case.vote.named()}, {case.vote.date}", style="bold")
                draw_findings(console, case.seat)
                draw_statements(console, case.explanations)
        draw_before(console, answer.before)
        draw_questions(console, answer.questions)
        draw_end(console, answer.coverage, answer.sources)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=FINDING,
        rows=lambda: (row for case in answer.cases for row in finding_rows(case.vote, case.seat)),
    )


# -- a draft ----------------------------------------------------------------------------------------


def _draft(answer: answers.DraftConduct, form: Format | None) -> None:
    def draw(console: Console) -> None:
        from rich.text import Text

        for each in answer.roll_calls:
            vote = each.vote
            console.print(
                f"{vote.named()}, {vote.date}: {words(vote.outcome)} {vote.tally}  [{vote.roll_call}]", style="bold"
            )
            if vote.title:
                console.print(f"Subject: {vote.title}")
            console.print(f"Situation: {vote.situation or 'not known here'}")
            if each.views:
                drawn = table("assessor", "did the draft engage the Code?", "why")
                for view in each.views:
                    drawn.add_row(view.assessor, words(view.status) if view.status else "cannot tell", view.why)
                console.print(drawn)
            else:
                console.print("Not assessed by the assessor asked.")
            drawn = table("", "member", "cast", *(SHORT[held.instrument] for held in each.seats[0].pledges))
            for seat in each.seats:
                mark, word, colour = MARKS[seat.cast]
                drawn.add_row(
                    f"{seat.state}{'*' if seat.permanent else ''}",
                    seat.name,
                    Text(f"{mark} {word}", style=colour),
                    *(cell(held) for held in seat.pledges),
                )
            console.print(drawn)
            console.print("* permanent member", style="dim")
            for seat in each.seats:
                for held in seat.pledges:
                    if held.kind is not FindingKind.NOT_BOUND or held.possible:
                        draw_in_short(console, seat, held)
            draw_before(console, each.before)
            draw_statements(console, each.explanations)
            draw_questions(console, each.questions)
        draw_end(console, answer.coverage, answer.sources)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=FINDING,
        rows=lambda: (
            row for each in answer.roll_calls for seat in each.seats for row in finding_rows(each.vote, seat)
        ),
    )


# -- a situation ------------------------------------------------------------------------------------


def _situation(answer: answers.SituationConduct, form: Format | None) -> None:
    def draw(console: Console) -> None:
        outcomes = ", ".join(f"{number} {words(outcome)}" for outcome, number in answer.outcomes.items())
        console.print(f"{answer.name}: {len(answer.votes)} votes known here ({outcomes or 'none'})", style="bold")
        if answer.outside:
            console.print(f"Outside the three crimes: {answer.outside}")
        permanent, elected = answer.permanent, answer.elected
        console.print(
            f"Permanent members: {permanent.vetoes} vetoes, {permanent.noes} noes in all, {permanent.abstentions} "
            f"abstentions. Elected members: {elected.noes} noes, {elected.abstentions} abstentions."
        )
        drawn = table("", "member", "votes", "vetoes", "noes", "abstentions")
        opposed = [member for member in answer.members if member.noes]
        for member in opposed:
            counts = (member.votes, member.vetoes, member.noes, member.abstentions)
            drawn.add_row(f"{member.state}{'*' if member.permanent else ''}", member.name, *map(str, counts))
        console.print(drawn)
        only = len(answer.members) - len(opposed)
        console.print(
            f"* permanent member; noes include vetoes; in order of code. {only} more members only abstained.",
            style="dim",
        )
        for claim in answer.claims:
            among = f" on drafts that {claim.among_vetoes_of} vetoed" if claim.among_vetoes_of else ""
            differs = "agrees" if not claim.difference else f"differs by {abs(claim.difference)}"
            console.print(
                f"Published by {claim.claimant} ({claim.published}): {claim.claimed} {claim.counts} of {claim.state}"
                f"{among}, {claim.since} to {claim.until}. Counted here: {claim.counted}. It {differs}."
                f"{f' {claim.note}' if claim.note and claim.difference else ''}"
            )
        drawn = table("date", "proposal", "asked for", "outcome", "no", "abstained", "engaged?")
        for each in answer.votes:
            said = {view.assessor: view.status for view in each.views}
            status = (said.get(assessor) for assessor in answer.assessors)
            drawn.add_row(
                f"{each.vote.date}",
                each.vote.named(),
                each.action.value.replace("-", " "),
                f"{words(each.vote.outcome)} {each.vote.tally}",
                side(each.no.permanent, each.no.elected),
                side(each.abstained.permanent, each.abstained.elected),
                " / ".join(words(found) if found else "–" for found in status),
            )
        console.print(drawn)
        console.print(
            f"engaged?: whether the draft engaged the Code, as {' / '.join(answer.assessors)} say; –: cannot tell",
            style="dim",
        )
        if any(each.noes for each in answer.votes):
            console.print("Noes of members that were bound, or perhaps", style="bold")
            drawn = table("date", "proposal", "", "pledge", "finding", "holds")
            for each in answer.votes:
                for seat in each.noes:
                    for held in seat.pledges:
                        if held.kind is not FindingKind.NOT_BOUND or held.possible:
                            drawn.add_row(
                                f"{each.vote.date}",
                                each.vote.named(),
                                seat.state,
                                SHORT[held.instrument],
                                cell(held),
                                wording().holds[held.holds.value],
                            )
            console.print(drawn)
        draw_end(console, answer.coverage, answer.sources)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=(
            "roll_call",
            "date",
            "draft",
            "resolution",
            "kind",
            "action",
            "text_names",
            "outcome",
            "vetoed_by",
            "no_permanent",
            "no_elected",
            "abstained_permanent",
            "abstained_elected",
            "evidence",
            "engaged",
            "contested",
            "not_engaged",
        ),
        rows=lambda: (
            (
                each.vote.roll_call,
                each.vote.date,
                each.vote.draft,
                each.vote.resolution,
                each.vote.kind,
                each.action,
                each.text_names,
                each.vote.outcome,
                each.vetoed_by,
                each.no.permanent,
                each.no.elected,
                each.abstained.permanent,
                each.abstained.elected,
                each.evidence,
                *(
                    tuple(view.assessor for view in each.views if view.status == status)
                    for status in ("engaged", "contested", "not_engaged")
                ),
            )
            for each in answer.votes
        ),
    )


# -- every no ---------------------------------------------------------------------------------------


def _noes(answer: answers.Noes, form: Format | None) -> None:
    def draw(console: Console) -> None:
        counts = answer.counts
        console.print(
            f"{counts.listed} noes in the published list, on {counts.listed_drafts} drafts; vetoes: {counts.vetoes}",
            style="bold",
        )
        certain, possible, spoken = counts.by_standing.values()
        console.print(
            f"By this register {counts.register}: {certain} of states certain to have joined, {possible} perhaps, "
            f"{spoken} of states that only spoke in support. {counts.both} are in both; {counts.only_listed} only in "
            f"the list, {counts.only_register} only here."
        )
        drawn = table("of the listed noes, drafts that", "engaged", "contested", "not engaged", "cannot tell")
        for each in answer.by_assessor:
            views = each.views
            drawn.add_row(
                f"{each.assessor} calls",
                *(f"{views[key]}" for key in ("engaged", "contested", "not_engaged", "undetermined")),
            )
        console.print(drawn)
        draw_counts(console, (("listed noes", each.assessor, each.findings) for each in answer.by_assessor))
        drawn = table("date", "proposal", "", "in the list by", "here", "finding", "holds")
        for no in answer.noes:
            (held,) = no.seat.pledges
            listed = wording().listed_as.get(no.listed_as, no.listed_as) if no.listed_as else "–"
            drawn.add_row(
                f"{no.vote.date}",
                no.vote.named(),
                no.seat.state,
                listed,
                words(no.standing),
                cell(held),
                held.holds.value,
            )
        console.print(drawn)
        console.print("Where this register differs", style="bold")
        for no in answer.noes:
            if no.differs:
                console.print(f"{no.vote.named()}, {no.vote.date}: {no.differs}")
        for missing in answer.not_on_record:
            console.print(f"In the list, and no such no is on record here: {missing}.")
        draw_end(console, answer.coverage, answer.sources)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=(*FINDING, "listed_as", "where", "differs"),
        rows=lambda: (
            (*row, no.listed_as, no.where, no.differs) for no in answer.noes for row in finding_rows(no.vote, no.seat)
        ),
    )
