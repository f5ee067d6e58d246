"""Commands that hold the Record against itself and against the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from horseshoe.answers import coverage as coverages
from horseshoe.answers import replay as replays
from horseshoe.answers import verify as verifications
from horseshoe.cli import notifications
from horseshoe.cli.options import AsKnownOption, FormatOption, day, record, stored, today
from horseshoe.cli.show import emit, table

if TYPE_CHECKING:
    from rich.console import Console


def replay(form: FormatOption = None, as_known: AsKnownOption = None) -> None:
    """Put the whole record through Article 27.

    Every roll call since 1946 is decided anew and compared with its recorded outcome; exit code 1 if one is left
    unexplained.
    """
    answer = replays.replay(record(), as_known=day(as_known))
    groups = (
        ("unexplained", answer.unexplained),
        ("known case", answer.known_cases),
        ("adopted over a permanent no, by a fact", answer.not_substantive),
    )

    def draw(console: Console) -> None:
        console.print(
            f"{answer.roll_calls} roll calls: {answer.agree} agree with the rules "
            f"({len(answer.not_substantive)} of them because a fact says which rule governed), "
            f"{len(answer.known_cases)} are known cases, {len(answer.unexplained)} unexplained.",
            style="bold",
        )
        for name, cases in groups:
            if not cases:
                continue
            drawn = table("roll call", "symbol", "date", "recorded", "rules", "why", title=name)
            for case in cases:
                computed = case.computed.value if case.computed else "cannot tell"
                drawn.add_row(
                    case.id, case.symbol or "–", f"{case.date}", case.recorded.value, computed, case.explanation
                )
            console.print(drawn)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=("group", "id", "symbol", "date", "recorded", "computed", "explanation", "sources"),
        rows=lambda: (
            (name, case.id, case.symbol, case.date, case.recorded, case.computed, case.explanation, case.sources)
            for name, cases in groups
            for case in cases
        ),
    )
    if not answer.all_explained:
        raise typer.Exit(1)


def verify(form: FormatOption = None, as_known: AsKnownOption = None) -> None:
    """Hold the tables against each other.

    And against the rules; where there is a store, its log is recomputed from the tables and held against its newest
    checkpoint. Exit code 1 if a check finds a fault.
    """
    answer = verifications.verify(record(), as_known=day(as_known))
    if stored():
        from horseshoe.store import notifications as log

        faults = notifications.findings()
        name = "the log is whole and says what the tables say"
        answer = verifications.Verification((*answer.checks, verifications.Check(name, len(log.entries()), faults)))

    def draw(console: Console) -> None:
        drawn = table("", "check", "rows", "faults")
        for check in answer.checks:
            drawn.add_row("✗" if check.faults else "✓", check.name, f"{check.checked}", f"{len(check.faults)}")
        console.print(drawn)
        for check in answer.checks:
            for fault in check.faults:
                console.print(f"✗ {check.name}: {fault}")

    emit(
        answer,
        form,
        on_terminal=draw,
        header=("check", "checked", "fault"),
        rows=lambda: (
            (check.name, check.checked, fault) for check in answer.checks for fault in (check.faults or (None,))
        ),
    )
    if not answer.holds:
        raise typer.Exit(1)


def coverage(
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="Count supporters as of this day.")] = None,
    form: FormatOption = None,
    as_known: AsKnownOption = None,
) -> None:
    """What is known here, and what is missing."""
    answer = coverages.coverage(record(), day(on) or today(), as_known=day(as_known))

    def draw(console: Console) -> None:
        votes, resolutions, seats = answer.roll_calls, answer.resolutions, answer.council
        drawn = table("what", "known")
        drawn.add_row("roll calls", f"{votes.total}, {votes.first} to {votes.last}")
        drawn.add_row("casts", f"{votes.casts - votes.casts_unknown} of {votes.casts}")
        drawn.add_row("roll calls with unknown casts", ", ".join(votes.with_unknown_casts) or "none")
        drawn.add_row(
            "failed drafts since 2000, full roll call",
            f"{votes.failed_since_2000_fully_known} of {votes.failed_since_2000}",
        )
        drawn.add_row("proposals without a symbol", f"{len(votes.without_symbol)}")
        drawn.add_row(
            "resolutions",
            f"{resolutions.known}, up to {resolutions.highest}; missing: {', '.join(resolutions.missing) or 'none'}",
        )
        drawn.add_row("Council", f"{seats.first_day} to {seats.last_day}; {', '.join(seats.years_not_full) or 'full'}")
        drawn.add_row(
            "presidencies",
            f"{seats.presidencies} months from {seats.presidencies_from}, "
            f"{seats.presidencies_read_in_a_source} read in a source, the others derived",
        )
        for each in answer.supporters:
            drawn.add_row(
                f"supporters of the {each.instrument.value} by name",
                f"{each.certain} certain, {each.possible} possible; claimed: {each.claim()}"
                + (f" ({each.claimant}, {each.claimed_on})" if each.claimed else ""),
            )
        ground = answer.conduct
        drawn.add_row(
            "situations",
            f"{ground.situations}; {ground.drafts_with_a_situation} roll calls belong to one, {ground.texts_seen} of "
            f"their texts seen, {ground.drafts_only_recalled} drafts only recalled",
        )
        drawn.add_row(
            "documents on the three crimes",
            f"{ground.documents_seen} seen, {ground.documents_only_recalled} only recalled",
        )
        drawn.add_row(
            "statements on votes and pledges",
            f"{ground.explanations}; {ground.questions_with_both_sides} questions with both sides, "
            f"{ground.questions_with_one_side} with one",
        )
        drawn.add_row(
            "vetoes since A/RES/76/262",
            f"{ground.vetoes_answered} with the Assembly's answer, {ground.vetoes_unanswered} without",
        )
        if ground.elections:
            drawn.add_row("elections", f"{ground.elections[0]} to {ground.elections[1]}")
        for year in answer.holidays:
            drawn.add_row(
                f"official holidays {year.year}",
                f"{year.official} official, {year.derived} derived, {year.unverified} unverified",
            )
        console.print(drawn)
        for gap in answer.gaps:
            console.print(f"– {gap}")

    emit(
        answer,
        form,
        on_terminal=draw,
        header=("table", "rows"),
        rows=lambda: answer.tables.items(),
    )
