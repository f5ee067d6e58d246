"""The command ``timeline``: the history of the initiatives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from horseshoe.answers import timeline as answers
from horseshoe.answers.questions import BadQuestion, find_state
from horseshoe.cli.citing import addresses
from horseshoe.cli.options import AsKnownOption, FormatOption, day, record
from horseshoe.cli.show import emit

if TYPE_CHECKING:
    from rich.console import Console

COLUMNS = (
    *("id", "kind", "type", "published", "not_before", "not_after", "title", "venue", "conveners", "people", "states"),
    *("documents", "video", "says", "state", "differing", "confidence", "sources"),
)


def timeline(
    state: Annotated[
        str | None, typer.Option("--state", metavar="STATE", help="Only what this state had a part in.")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="First day.")] = None,
    until: Annotated[str | None, typer.Option("--until", "--on", metavar="DATE", help="Last day.")] = None,
    kind: Annotated[answers.Kind | None, typer.Option("--kind", help="Only entries of this kind.")] = None,
    form: FormatOption = None,
    as_known: AsKnownOption = None,
) -> None:
    """The history of the Code and the Declaration.

    Events with who took part, documents, statements that invoke the pledges, calls by officials; where two sources
    differ, both are shown.
    """
    facts = record()
    first, last = day(since), day(until)
    if first and last and first > last:
        raise BadQuestion(f"--since {first} lies after --until {last}: give the earlier day first.")
    code = find_state(facts, state) if state else None
    answer = answers.timeline(facts, state=code, since=first, until=last, kind=kind, as_known=day(as_known))
    emit(
        answer,
        form,
        on_terminal=lambda console: _draw(console, answer),
        header=COLUMNS,
        rows=lambda: (
            (
                *(each.id, each.kind, each.type, each.published, each.when.not_before, each.when.not_after),
                *(each.title, each.venue, "; ".join(each.conveners), "; ".join(map(_person, each.people))),
                *(tuple(part.state for part in each.parts), "; ".join(each.documents), each.video, each.says),
                *(each.state, tuple(point.id for point in each.differing), each.confidence, each.sources),
            )
            for each in answer.entries
        ),
    )


def _draw(console: Console, answer: answers.Timeline) -> None:
    known = {source.id: source for source in answer.sources}
    if not answer.entries:
        console.print("Nothing is known here of that time.")
    for each in answer.entries:
        console.print()
        console.print(f"{each.published or 'Undated'}  {each.title}", style="bold")
        told = [each.type.replace("_", " "), each.venue]
        console.print(f"  {'; '.join(filter(None, told))}", style="dim")
        if each.conveners:
            console.print(f"  Convened or issued by {', '.join(each.conveners)}")
        if each.moderators:
            console.print(f"  Moderated by {'; '.join(map(_person, each.moderators))}")
        if each.people and each.kind is not answers.Kind.CALL:
            console.print(f"  {'; '.join(map(_person, each.people))}")
        for role in dict.fromkeys(part.role for part in each.parts):
            names = ", ".join(part.name for part in each.parts if part.role == role)
            console.print(f"  {role.replace('_', ' ')}: {names}")
        for line in (each.spoke, each.says):
            if line:
                console.print(f"  {line}")
        if each.documents:
            console.print(f"  Documents: {'; '.join(each.documents)}")
        if each.video:
            console.print(f"  Video: {each.video}", soft_wrap=True)
        if each.note:
            console.print(f"  Note: {each.note}", style="dim")
        for point in each.differing:
            _draw_point(console, point, "  ")
        cited = addresses(known[source] for source in each.sources if source in known)
        console.print(f"  Sources ({each.confidence} confidence): {cited}", style="dim", soft_wrap=True)
    if answer.differing:
        console.print()
        console.print("Where sources differ, at no one event", style="bold")
        for point in answer.differing:
            _draw_point(console, point, "")
    cover = answer.coverage
    console.print()
    console.print(
        f"{cover.entries} entries, {cover.undated} undated; states that spoke are named for "
        f"{cover.with_named_states} of {cover.events} events and documents.",
        style="bold",
    )
    for note in cover.notes:
        console.print(note, style="dim")


def _draw_point(console: Console, point: answers.Differing, indent: str) -> None:
    console.print(f"{indent}Sources differ on {point.topic}:")
    for claim, sources in ((point.claim_a, point.sources_a), (point.claim_b, point.sources_b)):
        console.print(f"{indent}  - {claim}{_from(sources)}")
    console.print(f"{indent}  {point.assessment}", style="dim")


def _person(person: answers.Person) -> str:
    return f"{person.name} ({person.office})" if person.office else person.name


def _from(sources: tuple[str, ...]) -> str:
    return f" ({', '.join(sources)})" if sources else ""
