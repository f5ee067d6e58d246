"""What the pages on conduct share: findings as rows and in words, statements, questions, coverage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from horseshoe.answers.wording import wording
from horseshoe.cli.citing import addresses
from horseshoe.cli.show import table
from horseshoe.facts.pledges import Instrument
from horseshoe.rules.findings import FindingKind

if TYPE_CHECKING:
    from rich.console import Console

    from horseshoe.answers.coherence import Question
    from horseshoe.answers.conduct_cases import Held, SeatConduct, Vote
    from horseshoe.answers.conduct_cover import ConductCover
    from horseshoe.answers.rollcall import Cited
    from horseshoe.answers.statements import Before, Statement

SHORT = {Instrument.CODE: "Code", Instrument.DECLARATION: "Declaration"}
"""The pledges in a column's heading."""

FINDING = (
    "roll_call",
    "date",
    "draft",
    "resolution",
    "kind",
    "outcome",
    "situation",
    "state",
    "name",
    "permanent",
    "cast",
    "vetoed",
    "instrument",
    "standing",
    "standing_reason",
    "assessor",
    "status",
    "finding",
    "reason",
    "holds",
    "says",
)
"""Columns of a CSV with one row a finding."""


def finding_rows(vote: Vote, seat: SeatConduct) -> Iterator[tuple[Any, ...]]:
    """One row a finding of this member, in the order of :data:`FINDING`."""
    for held in seat.pledges:
        for found in held.findings:
            yield (
                vote.roll_call,
                vote.date,
                vote.draft,
                vote.resolution,
                vote.kind,
                vote.outcome,
                vote.situation,
                seat.state,
                seat.name,
                seat.permanent,
                seat.cast,
                seat.vetoed,
                held.instrument,
                held.standing,
                held.standing_reason,
                found.assessor,
                found.status,
                found.kind,
                found.reason,
                held.holds,
                found.says,
            )


def cell(held: Held) -> str:
    """A finding in a few words."""
    kind = wording().kinds[held.kind]
    if held.possible:
        return f"{kind} (perhaps)"
    return f"{kind} (by policy)" if held.by_policy else kind


def side(permanent: Iterable[str], elected: Iterable[str]) -> str:
    """Codes of members, permanent ones with a star; a dash for none."""
    return " ".join([*(f"{state}*" for state in permanent), *elected]) or "–"


def draw_counts(console: Console, rows: Iterable[tuple[str, str, dict[FindingKind, int]]]) -> None:
    """How many votes came to which finding, one line for what is counted and its assessor."""
    drawn = table("", "assessor", *wording().kinds.values())
    for what, assessor, found in rows:
        drawn.add_row(what, assessor, *(f"{found.get(kind, 0)}" for kind in wording().kinds))
    console.print(drawn)


def draw_findings(console: Console, seat: SeatConduct) -> None:
    """Each pledge's finding, and each assessor's where they differ."""
    for held in seat.pledges:
        says = list(dict.fromkeys(found.says for found in held.findings))
        if len(says) == 1:
            console.print(f"  {SHORT[held.instrument]}: {cell(held)}. {says[0]}")
            continue
        console.print(f"  {SHORT[held.instrument]}: {cell(held)}, {wording().holds[held.holds.value]}.")
        for found in held.findings:
            console.print(f"    {found.assessor}: {wording().kinds[found.kind]}. {found.says}")


def draw_in_short(console: Console, seat: SeatConduct, held: Held) -> None:
    """A finding in a line, for a page that has each assessor's reasons already."""
    said = wording()
    kinds = dict.fromkeys(found.kind for found in held.findings)
    each = "; ".join(f"{found.assessor}: {said.kinds[found.kind]}" for found in held.findings)
    under = f" ({each}; {said.holds[held.holds.value]})" if len(kinds) > 1 else ""
    console.print(f"{seat.state}, {SHORT[held.instrument]}: {cell(held)}{under}; {held.standing_reason}.")


def draw_statements(console: Console, told: Iterable[Statement]) -> None:
    """What states said of a vote; what is only recalled is marked."""
    for each in told:
        recalled = " (only recalled; unverified)" if each.confidence == "recall" else ""
        console.print(f"  {each.name}, {each.when}, {each.body}: {each.says} {each.code}{recalled}", style="dim")


def draw_before(console: Console, said: Iterable[Before]) -> None:
    """What members said before a vote that they would do."""
    for each in said:
        console.print(
            f"  Before the vote ({each.phase}), {each.name}, {each.when}: {each.stance}. {each.says} "
            "Reported, not judged.",
            style="dim",
        )


def draw_questions(console: Console, questions: Iterable[Question]) -> None:
    """The questions that the record raises, under their own heading."""
    rows = tuple(questions)
    if rows:
        console.print("Questions that the record raises, which are no findings", style="bold")
    for each in rows:
        console.print(f"- {each.asks}")


def draw_end(console: Console, cover: ConductCover, sources: Iterable[Cited]) -> None:
    """How much of the period is known, the policy, and the sources."""
    console.print()
    console.print(
        f"Coverage, {cover.since} to {cover.until}: {cover.failed} failed drafts known here; {cover.full_roll_calls} "
        f"with every cast, {cover.with_situation} with a situation, {cover.with_evidence} with evidence seen of a "
        "listed entity by the day of the vote.",
        style="bold",
    )
    for each in cover.supporters:
        claimed = f"; {each.claim()} were claimed for {each.claimed_on} ({each.claimant})" if each.claimed else ""
        console.print(
            f"{SHORT[each.instrument]}: {each.certain} supporters known here by name on {cover.until}, "
            f"{each.possible} more possible{claimed}.",
            style="dim",
        )
    for note in cover.notes:
        console.print(note, style="dim")
    if cited := addresses(sources):
        console.print(f"Sources: {cited}", style="dim", soft_wrap=True)
