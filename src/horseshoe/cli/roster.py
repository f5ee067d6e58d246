"""Commands that answer from the register: who supports a text, and how the published numbers stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from horseshoe.answers import claims as numbers
from horseshoe.answers import comparison
from horseshoe.answers import roster as rosters
from horseshoe.answers.questions import BadQuestion, find_states
from horseshoe.cli.citing import draw_sources
from horseshoe.cli.options import AsKnownOption, FormatOption, day, record, today
from horseshoe.cli.show import Format, emit, table
from horseshoe.facts.pledges import SAID, Instrument
from horseshoe.rules.code import DisavowalPolicy

if TYPE_CHECKING:
    from rich.console import Console

    from horseshoe.answers.implied import Implied
    from horseshoe.answers.roster import Supporter

TITLES = {
    Instrument.CODE: "ACT Code of Conduct",
    Instrument.DECLARATION: "France/Mexico Political Declaration",
}
"""The texts by the names in use."""

PARTS = ("certain", "possible", "stated_only", "reported_not_joined", "disavowed")
"""The parts of a roster, in the order in which they are shown."""

HEADINGS = {
    "certain": "Joined by that day",
    "possible": "Possible: joined, but perhaps later; or named by the press alone",
    "stated_only": "Spoke in support only, which is no act of support",
    "reported_not_joined": "Reported earlier as not having joined; nothing later is known",
    "disavowed": "Joined, and disavowed the text since",
}
"""What each part of a roster holds, in words."""

OVERLAP = ("both", "code_only", "declaration_only", "either")


def roster(
    instrument: Annotated[Instrument, typer.Argument(metavar="INSTRUMENT", help="code or declaration.")],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The roster of this day; today if not given.")
    ] = None,
    against: Annotated[
        Instrument | None,
        typer.Option("--against", metavar="INSTRUMENT", help="Beside the other text: who supports both, or one."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only what changed since this day.")
    ] = None,
    among: Annotated[
        str, typer.Option("--among", metavar="STATES", help="With --against: these states too, such as candidates.")
    ] = "",
    disavowal: Annotated[
        DisavowalPolicy,
        typer.Option("--disavowal", help="What a disavowal does, for which neither text has a clause."),
    ] = DisavowalPolicy.IGNORED,
    form: FormatOption = None,
    as_known: AsKnownOption = None,
) -> None:
    """Who supports a pledge text on a day, and how we know.

    By name, with dates, doubt, evidence and regional groups, beside the published numbers.
    """
    if against and since:
        raise BadQuestion("--against and --since exclude each other: give one.")
    if among and not against:
        raise BadQuestion("--among goes with --against: give the text to compare with.")
    facts, asked, known = record(), day(on) or today(), day(as_known)
    if against is instrument:
        raise BadQuestion(f"--against {against.value} is the same text: give the other one.")
    if against:
        states = find_states(facts, among)
        _compared(comparison.compare(facts, asked, among=states, as_known=known, policy=disavowal), form)
    elif first := day(since):
        _changed(comparison.changes(facts, instrument, first, asked, as_known=known, policy=disavowal), form)
    else:
        _roster(rosters.roster(facts, instrument, asked, as_known=known, policy=disavowal), form)


def claims(
    implied: Annotated[
        bool, typer.Option("--implied", help="What the numbers imply together, by a solver, and which contradict.")
    ] = False,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Only the numbers published for this day.")
    ] = None,
    form: FormatOption = None,
    as_known: AsKnownOption = None,
) -> None:
    """How the published numbers of supporters stand.

    Each against the names known for its day, and against the other numbers: agrees, differs, contradicts, or cannot
    be decided.
    """
    if implied:
        from horseshoe.answers.implied import implied as imply  # the solver takes long to load

        _implied(imply(record(), on=day(on), as_known=day(as_known)), form)
        return
    answer = numbers.claims(record(), on=day(on), as_known=day(as_known))

    def draw(console: Console) -> None:
        drawn = table("date", "text", "among", "claimed", "known by name", "verdict", "claimant")
        for each in answer.claims:
            for number, figure in enumerate(each.figures or (None,)):
                what = (each.published or "undated", each.instrument, each.among) if not number else ("", "", "")
                whose = (each.verdict.value.replace("_", " "), each.claimant) if not number else ("", "")
                counted = f"{SAID.get(each.qualifier, '')}{figure.claimed} {_counted(figure.counts)}" if figure else "–"
                drawn.add_row(
                    *what, counted, "–" if figure is None or figure.known is None else f"{figure.known}", *whose
                )
        console.print(drawn)
        for each in answer.claims:
            if each.verdict in (numbers.Verdict.DIFFERS, numbers.Verdict.CONTRADICTS):
                console.print(f"{each.id}: {each.reason}")
        counted = ", ".join(f"{number} {verdict.replace('_', ' ')}" for verdict, number in answer.verdicts.items())
        console.print(f"{len(answer.claims)} published numbers: {counted}.", style="bold")
        draw_sources(console, answer.sources)
        _draw_notes(console, answer.notes)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=(
            "id",
            "instrument",
            "among",
            "published",
            "qualifier",
            "claimant",
            "counts",
            "claimed",
            "known",
            "at_most",
            "figure_verdict",
            "by",
            "missing",
            "verdict",
            "conflicts",
            "reason",
        ),
        rows=lambda: (
            (
                each.id,
                each.instrument,
                each.among,
                each.published,
                each.qualifier,
                each.claimant,
                *(
                    (f.counts, f.claimed, f.known, f.at_most, f.verdict, f.by, f.missing)
                    if (f := figure)
                    else (None,) * 7
                ),
                each.verdict,
                tuple(dict.fromkeys(conflict.claim for conflict in each.conflicts)),
                each.reason,
            )
            for each in answer.claims
            for figure in (each.figures or (None,))
        ),
    )


def _roster(answer: rosters.Roster, form: Format | None) -> None:
    def draw(console: Console) -> None:
        counts, possible = answer.counts, answer.possible_counts
        console.print(
            f"{TITLES[answer.instrument]} on {answer.on}: {_members(counts)} known by name, "
            f"{possible.member_states + possible.observers} more possible.",
            style="bold",
        )
        for part in PARTS:
            _draw_part(console, part, getattr(answer, part))
        drawn = table("regional group", "certain", "possible")
        for group, number in answer.by_group.items():
            drawn.add_row(group, f"{number.certain}", f"{number.possible}")
        console.print(drawn)
        for claim in answer.claims:
            for figure in claim.figures:
                console.print(
                    f"Published for {claim.published}: {SAID.get(claim.qualifier, '')}{figure.claimed} "
                    f"{_counted(figure.counts)} ({claim.claimant}); known by name then: "
                    f"{figure.certain}, and {figure.possible} possible."
                )
        _draw_evidence(console, answer)
        draw_sources(console, answer.sources)
        _draw_notes(console, answer.coverage.notes)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=(
            "instrument",
            "on",
            "standing",
            "state",
            "name",
            "kind",
            "group",
            "group_certain",
            "not_before",
            "not_after",
            "how",
            "disavowed",
            "evidence",
            "sources",
        ),
        rows=lambda: (
            (
                answer.instrument,
                answer.on,
                part,
                each.state,
                each.name,
                each.kind,
                each.group,
                each.group_certain,
                each.since.not_before if each.since else None,
                each.since.not_after if each.since else None,
                each.how,
                f"{each.disavowed}" if each.disavowed else None,
                tuple(row.id for row in each.evidence),
                tuple(dict.fromkeys(source for row in each.evidence for source in row.sources)),
            )
            for part in PARTS
            for each in getattr(answer, part)
        ),
    )


def _draw_part(console: Console, part: str, entries: Sequence[Supporter]) -> None:
    if not entries:
        return
    drawn = table("", "state", "regional group", "since", title=f"{HEADINGS[part]} ({len(entries)})")
    for each in entries:
        doubt = "" if each.group_certain else " ?"
        since = f"{each.since}" if each.since else "unknown"
        drawn.add_row(
            each.state,
            f"{each.name}{' (observer)' if each.kind.value == 'observer' else ''}",
            f"{each.group}{doubt}" if each.group else "–",
            f"{since}; disavowed {each.disavowed}" if each.disavowed else since,
        )
    console.print(drawn)


def _draw_evidence(console: Console, answer: rosters.Roster) -> None:
    """One line for the states that rest on the same kind of evidence and the same sources."""
    shared: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for part in PARTS:
        for each in getattr(answer, part):
            sources = tuple(dict.fromkeys(source for row in each.evidence for source in row.sources))
            shared[each.how, sources].append(each.state)
    console.print("Evidence", style="bold")
    for (how, sources), states in shared.items():
        console.print(f"{', '.join(states)}: {how} [{' '.join(sources)}]", style="dim")


def _compared(answer: comparison.Comparison, form: Format | None) -> None:
    def draw(console: Console) -> None:
        console.print(f"Both texts on {answer.on}, supporters known by name", style="bold")
        drawn = table("", "both", "Code only", "Declaration only", "either")
        rows = {"members": answer.member_states, "observers": answer.observers, **answer.by_group}
        for name, overlap in rows.items():
            drawn.add_row(name, *(f"{getattr(overlap, key)}" for key in OVERLAP))
        console.print(drawn)
        console.print(f"Both: {_names(answer.both)}")
        console.print(f"Code only: {_names(answer.code_only)}")
        console.print(f"Declaration only: {_names(answer.declaration_only)}")
        for title, seats in ((f"The Council of {answer.on}", answer.council), ("Asked about", answer.among)):
            if not seats:
                continue
            drawn = table("", "state", "Code of Conduct", "France/Mexico Declaration", title=title)
            for seat in seats:
                drawn.add_row(
                    f"{seat.state}{'*' if seat.permanent else ''}",
                    seat.name,
                    seat.code.value.replace("_", " "),
                    seat.declaration.value.replace("_", " "),
                )
            console.print(drawn)
        _draw_notes(console, answer.notes)

    lists = (("both", answer.both), ("code_only", answer.code_only), ("declaration_only", answer.declaration_only))
    emit(
        answer,
        form,
        on_terminal=draw,
        header=("on", "list", "state", "name", "group", "other", "evidence"),
        rows=lambda: (
            (answer.on, name, each.state, each.name, each.group, getattr(each, "other", None), each.evidence)
            for name, entries in lists
            for each in entries
        ),
    )


def _changed(answer: comparison.Changes, form: Format | None) -> None:
    def draw(console: Console) -> None:
        console.print(
            f"{TITLES[answer.instrument]} from {answer.since} to {answer.on}: {_members(answer.before)} known by name, "
            f"then {_members(answer.after)}.",
            style="bold",
        )
        drawn = table("", "state", "before", "after", "joined")
        for each in answer.changes:
            drawn.add_row(
                each.state,
                each.name,
                each.before.value.replace("_", " "),
                each.after.value.replace("_", " "),
                f"{each.since}{' (perhaps earlier)' if each.within is None else ''}" if each.since else "–",
            )
        console.print(drawn)
        _draw_notes(console, answer.notes)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=("instrument", "state", "name", "before", "after", "not_before", "not_after", "within", "evidence"),
        rows=lambda: (
            (
                answer.instrument,
                each.state,
                each.name,
                each.before,
                each.after,
                each.since.not_before if each.since else None,
                each.since.not_after if each.since else None,
                each.within,
                each.evidence,
            )
            for each in answer.changes
        ),
    )


def _implied(answer: Implied, form: Format | None) -> None:
    def draw(console: Console) -> None:
        console.print("What the published numbers imply together; none of it is part of the roster", style="bold")
        for found in answer.findings:
            console.print(f"{found.instrument.value}: {found.sentence} [{' '.join(found.claims)}]")
        if answer.contradictions:
            console.print("Numbers that contradict", style="bold")
        for each in answer.contradictions:
            console.print(f"{each.instrument.value}: {each.sentence}")
        console.print("Assumed", style="bold")
        for assumed in answer.assumptions:
            console.print(f"{assumed.name}: {assumed.says}", style="dim")
        for left in answer.unused:
            console.print(f"Not used: {left.claim}. {left.why}", style="dim")
        draw_sources(console, answer.sources)
        _draw_notes(console, answer.notes)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=("kind", "instrument", "on", "states", "at_least", "at_most", "claims", "evidence", "sentence"),
        rows=lambda: (
            *(
                ("finding", f.instrument, f.on, f.states, f.at_least, f.at_most, f.claims, f.evidence, f.sentence)
                for f in answer.findings
            ),
            *(
                ("contradiction", c.instrument, None, None, None, None, c.claims, None, c.sentence)
                for c in answer.contradictions
            ),
        ),
    )


def _names(entries: Iterable[comparison.Both | comparison.OnlyOne]) -> str:
    return ", ".join(each.name for each in entries) or "none"


def _members(counts: rosters.Counts) -> str:
    seen = f"{counts.observers} observer{'' if counts.observers == 1 else 's'}"
    return f"{counts.member_states} member{'' if counts.member_states == 1 else 's'} and {seen}"


def _counted(what: rosters.Counted) -> str:
    return {"total": "in all", "member_states": "members"}.get(what.value, what.value)


def _draw_notes(console: Console, notes: Iterable[str]) -> None:
    for note in notes:
        console.print(note, style="dim")
