"""What was known on the day of a vote, the Framework's checklist, and who assesses by what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from horseshoe.answers import evidence as known
from horseshoe.answers import framework as frameworks
from horseshoe.cli.citing import draw_sources
from horseshoe.cli.options import AsKnownOption, FormatOption, day, record
from horseshoe.cli.show import emit, table, words
from horseshoe.rules.standards import ENTITIES, STRENGTHS

if TYPE_CHECKING:
    from rich.console import Console

    from horseshoe.answers.conduct_cover import ConductCover

PARTS = ("listed", "outside_list", "after", "unclear", "recalled")
"""The parts of what was known, in the order in which they are shown."""

HEADINGS = {
    "listed": "Public by the day of the vote, by entities that the practice of the Code looks to",
    "outside_list": "Public by the day of the vote, by others",
    "after": "What came only afterwards",
    "unclear": "Perhaps before the vote, perhaps after: it does not count",
    "recalled": "Only recalled: seen in no source, and carries nothing",
}
"""What each part holds, in words."""

TIMINGS = {"before": "", "same_day": "the day of the vote", "after": "after the vote", "unclear": "perhaps after it"}

OnOption = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="Leave out what was recorded as a view after this day.")
]


def evidence(
    symbol: Annotated[str, typer.Argument(metavar="SYMBOL", help="A draft, a resolution, or the id of a roll call.")],
    form: FormatOption = None,
    as_known: AsKnownOption = None,
) -> None:
    """What was known on the day of a vote.

    What documents of the United Nations had said of genocide, crimes against humanity and war crimes by that day, in
    order of date; what came only afterwards, apart; rival texts, and where states disagreed, with both sides.
    """
    answer = known.evidence(record(), symbol, as_known=day(as_known))

    def draw(console: Console) -> None:
        for vote in answer.votes:
            _draw_vote(console, vote)
        _draw_coverage(console, answer.coverage)
        draw_sources(console, answer.sources)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=(
            "roll_call",
            "date",
            "draft",
            "situation",
            "part",
            "evidence",
            "entity",
            "published",
            "not_before",
            "not_after",
            "timing",
            "strength",
            "crimes",
            "attributed_to",
            "title",
            "symbol",
            "says",
            "confidence",
            "sources",
        ),
        rows=lambda: (
            (
                vote.roll_call,
                vote.date,
                vote.draft,
                vote.situation,
                part,
                each.id,
                each.entity,
                each.published,
                each.not_before,
                each.not_after,
                each.timing,
                each.strength,
                each.crimes,
                each.attributed_to,
                each.title,
                each.symbol,
                each.says,
                each.confidence,
                each.sources,
            )
            for vote in answer.votes
            for part in PARTS
            for each in getattr(vote, part)
        ),
    )


def framework(
    situation: Annotated[str, typer.Argument(metavar="SITUATION", help="Such as syria or sudan-2023.")],
    assessor: Annotated[
        str | None, typer.Option("--assessor", metavar="ID", help="Only what this assessor observed.")
    ] = None,
    on: OnOption = None,
    form: FormatOption = None,
    as_known: AsKnownOption = None,
) -> None:
    """The Framework of Analysis for Atrocity Crimes as a checklist.

    The 14 risk factors with what assessors observed of each in a situation. There is no score.
    """
    answer = frameworks.checklist(record(), situation, on=day(on), assessor=assessor, as_known=day(as_known))

    def draw(console: Console) -> None:
        console.print(f"{answer.name}: the risk factors of the Framework of Analysis", style="bold")
        drawn = table("", "risk factor", "specific to", "observed")
        for each in answer.factors:
            seen = "\n".join(f"{one.name}, {one.made}: {one.observed.value}. {one.why}" for one in each.seen)
            drawn.add_row(
                f"{each.number}",
                each.title if each.title_seen else f"{each.title} (title only recalled)",
                words(each.crime) if each.crime else "–",
                seen or "nothing recorded",
            )
        console.print(drawn)
        for note in answer.notes:
            console.print(note, style="dim")
        _draw_coverage(console, answer.coverage)
        draw_sources(console, answer.sources)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=("situation", "factor", "title", "crime", "assessor", "observed", "made", "why", "evidence"),
        rows=lambda: (
            (
                answer.situation,
                each.number,
                each.title,
                each.crime,
                *((one.assessor, one.observed, one.made, one.why, one.evidence) if one else (None,) * 5),
            )
            for each in answer.factors
            for one in (each.seen or (None,))
        ),
    )


def assessors(on: OnOption = None, form: FormatOption = None, as_known: AsKnownOption = None) -> None:
    """Who assesses drafts, by what, and what comes of it.

    Each assessor with its parameters by date; how many votes, and how many of the listed noes of supporters, it calls
    engaged, contested, not engaged or undetermined; and how a critic and a defender of the supporters would read that.
    """
    answer = known.assessors(record(), on=day(on), as_known=day(as_known))

    def draw(console: Console) -> None:
        for each in answer.assessors:
            _draw_assessor(console, each)
        for note in answer.notes:
            console.print(note, style="dim")
        _draw_coverage(console, answer.coverage)
        draw_sources(console, answer.sources)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=("assessor", "of", "reading", "total", "engaged", "contested", "not_engaged", "undetermined"),
        rows=lambda: (
            (
                each.id,
                of,
                reading,
                counted.total,
                tally.engaged,
                tally.contested,
                tally.not_engaged,
                tally.undetermined,
            )
            for each in answer.assessors
            for of, counted in _counts(each)
            for reading, tally in _readings(counted)
        ),
    )


def _draw_vote(console: Console, vote: known.Known) -> None:
    where = f": {vote.situation_name or vote.situation}" if vote.situation else ""
    console.print(f"{vote.draft or vote.roll_call}, {vote.date}, {words(vote.outcome)}{where}", style="bold")
    if vote.asks:
        derived = {"low": " (derived from the title)", "recall": " (only recalled)"}
        console.print(f"What it asked for{derived.get(vote.draft_confidence or '', '')}: {vote.asks}")
    if vote.text_names:
        seen = "seen" if vote.text_seen else "not seen"
        console.print(
            f"Its text names the three crimes or the protection of civilians: {vote.text_names.value}, {seen}."
        )
    if vote.limits:
        console.print(f"It would have limited action: {vote.limits}")
    if vote.outside:
        console.print(f"Its subject lies outside the three crimes: {vote.outside}")
    for part in PARTS:
        _draw_documents(console, HEADINGS[part], getattr(vote, part))
    if vote.rivals:
        drawn = table("draft", "date", "outcome", "tabled by", title="Put to the vote at about the same time")
        for rival in vote.rivals:
            doubt = " (only recalled)" if rival.recalled else ""
            outcome = words(rival.outcome)
            drawn.add_row(f"{rival.draft or rival.roll_call}{doubt}", f"{rival.date}", outcome, rival.sponsor or "–")
        console.print(drawn)
    if vote.disagreements:
        drawn = table("", "question", "one side", "the other", title="Where states disagreed")
        for each in vote.disagreements:
            doubt = "" if each.both_sides else " (not both sides were read)"
            drawn.add_row(
                each.id,
                f"{each.question}{doubt}{' (only recalled)' if each.confidence == 'recall' else ''}",
                f"{each.side_a_states or '–'}: {each.side_a or '–'}",
                f"{each.side_b_states or '–'}: {each.side_b or '–'}",
            )
        console.print(drawn)
    for note in vote.notes:
        console.print(note, style="dim")
    console.print()


def _draw_documents(console: Console, heading: str, documents: Sequence[known.Document]) -> None:
    if not documents:
        return
    drawn = table("date", "document", "what it says", "how far it goes", title=f"{heading} ({len(documents)})")
    for each in documents:
        crimes = ", ".join(words(crime) for crime in each.crimes)
        told = each.timing.value if each.confidence == "recall" or each.timing.value == "same_day" else "before"
        drawn.add_row(
            "\n".join(filter(None, (each.published, TIMINGS[told]))),
            f"{ENTITIES[each.entity]}: {each.title}{f', {each.symbol}' if each.symbol else ''}",
            f"{each.says}{f' Attributed to: {each.attributed_to}.' if each.attributed_to else ''}\n"
            f"{each.id} [{' '.join(each.sources)}]",
            f"{STRENGTHS[each.strength]}{f': {crimes}' if crimes else ''}",
        )
    console.print(drawn)


def _draw_assessor(console: Console, each: known.AssessorShown) -> None:
    how = "published standard" if each.computed else each.kind.value
    console.print(f"{each.name} ({each.id}): {how}", style="bold")
    if each.about:
        console.print(each.about)
    if each.parameters:
        drawn = table("parameter", "votes since", "value")
        for parameter in each.parameters:
            drawn.add_row(parameter.name, f"{parameter.since}", parameter.value)
        console.print(drawn)
    drawn = table("of", "reading", "engaged", "contested", "not engaged", "undetermined")
    for of, counted in _counts(each):
        for reading, tally in _readings(counted):
            numbers = (tally.engaged, tally.contested, tally.not_engaged, tally.undetermined)
            what = f"{counted.total} {words(of)}" if reading == "standard" else ""
            drawn.add_row(what, "as it stands" if reading == "standard" else reading, *map(str, numbers))
    console.print(drawn)
    for of, counted in _counts(each):
        if counted.by_ground:
            grounds = ", ".join(f"{words(ground)} {number}" for ground, number in counted.by_ground.items())
            console.print(f"Grounds, of {counted.total} {words(of)}: {grounds}.", style="dim")
    console.print()


def _counts(each: known.AssessorShown) -> Iterable[tuple[str, known.ViewCounts]]:
    yield "votes", each.votes
    yield "listed_noes", each.listed_noes
    yield "listed_drafts", each.listed_drafts


def _readings(counted: known.ViewCounts) -> Iterable[tuple[str, known.StatusCounts]]:
    yield "standard", counted.tally
    yield "critic", counted.critic
    yield "defender", counted.defender


def _draw_coverage(console: Console, cover: ConductCover) -> None:
    console.print()
    console.print(
        f"Coverage: of {cover.failed} draft resolutions that failed from {cover.since} to {cover.until}, "
        f"{cover.full_roll_calls} have every cast here, {cover.with_situation} a situation, and {cover.with_evidence} "
        "a document of an entity of the list that was seen and public by the day of the vote.",
        style="bold",
    )
    for note in cover.notes:
        console.print(note, style="dim")
