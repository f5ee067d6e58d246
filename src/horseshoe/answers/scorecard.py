"""The scorecard of the candidates of an election: criteria answered by facts and findings, never by grades."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from horseshoe.answers import scorecard_cells as cells
from horseshoe.answers import scorecard_record as past
from horseshoe.answers.conduct_cover import cover
from horseshoe.answers.questions import BadQuestion, NotFound, find_state
from horseshoe.answers.rollcall import Cited, cite
from horseshoe.answers.roster import INCOMPLETE, KnownSupporters, known_supporters
from horseshoe.answers.scorecard_cells import Asked, Candidature, Cell, Reader
from horseshoe.answers.scorecard_method import Answer, Criterion, Doubt, Fact, Method, published
from horseshoe.answers.standing import text_of
from horseshoe.answers.terms import staying_and_retiring
from horseshoe.facts.elections import CandidacyStatus, SeatGroup
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record
from horseshoe.rules.elections import eligibility
from horseshoe.rules.findings import Reach

READERS: Mapping[Fact, Reader] = {
    Fact.CANDIDACY: cells.candidacy,
    Fact.CODE: cells.pledge(Instrument.CODE),
    Fact.DECLARATION: cells.pledge(Instrument.DECLARATION),
    Fact.MEMBERSHIP: cells.membership,
    Fact.TERMS: past.terms,
    Fact.CONDUCT: past.conduct,
    Fact.STATEMENTS: past.statements,
    Fact.ASSEMBLY_VOTES: cells.assembly_votes,
    Fact.ANSWERS: cells.given,
}
"""What answers each kind of fact."""

RESULTS = (CandidacyStatus.ELECTED, CandidacyStatus.NOT_ELECTED, CandidacyStatus.DECLINED)


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate that is not in the register, as a file names it."""

    state: str
    """Code or name."""
    group: SeatGroup
    status: CandidacyStatus
    source: str
    """A document symbol, an address, or a key of the register (``sources.id``)."""
    endorsed_by: str | None = None
    by_election: bool = False
    note: str | None = None


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate, and each criterion answered for it."""

    state: str
    name: str
    group: SeatGroup
    status: CandidacyStatus | None
    """``None``: what became of it lies after the day of the scorecard."""
    by_election: bool
    eligible: bool
    """Whether Article 23(2) and rule 144 let it be elected."""
    in_record: bool
    """Whether the Record knows of the candidacy; else whoever asked named it."""
    cells: tuple[Cell, ...]
    """In the order of the criteria."""


class Asker(msgspec.Struct, frozen=True):
    """A published scorecard that asks a criterion too."""

    id: str
    """Key of the question (``scorecard_questions.id``)."""
    organisation: str
    document: str
    published: str | None
    sources: tuple[str, ...]


class MethodShown(msgspec.Struct, frozen=True, kw_only=True):
    """The method as the scorecard prints it."""

    id: str
    title: str
    by: str
    dated: date
    note: str | None
    criteria: tuple[Criterion, ...]
    asked_by: dict[str, tuple[Asker, ...]]
    """Criterion to the published scorecards that ask it too."""


class ScorecardCoverage(msgspec.Struct, frozen=True, kw_only=True):
    """How much of the scorecard is known."""

    cells: int
    certain: int
    possible: int
    not_known_here: int
    supporters: tuple[KnownSupporters, ...]
    """How many supporters of each pledge are known by name that day, beside the newest published number."""
    failed_drafts: int
    """Draft resolutions known to have failed from the first text of the Code to the day of the scorecard."""
    failed_with_evidence: int
    """Of these, on how many evidence was seen that was public by the day of the vote."""
    notes: tuple[str, ...]

    def line(self) -> str:
        """The coverage in a line or two."""
        said = [
            f"Of {self.cells} cells {self.certain} are certain, {self.possible} possible and {self.not_known_here} not "
            "known here."
        ]
        for each in self.supporters:
            claimed = f"; {each.claim()} were claimed for {each.claimed_on}" if each.claimed else ""
            name = {Instrument.CODE: "Code", Instrument.DECLARATION: "Declaration"}[each.instrument]
            said.append(
                f"{name}: {each.certain} supporters known here by name, {each.possible} more possible{claimed}."
            )
        said.append(
            f"Since the Code {self.failed_drafts} drafts are known to have failed, {self.failed_with_evidence} with "
            "evidence seen by the day of the vote."
        )
        return " ".join(said)


class Scorecard(msgspec.Struct, frozen=True, kw_only=True):
    """The candidates of an election against a published list of criteria."""

    year: int
    """Year of the election."""
    on: date
    """What is known of this day and of those before it."""
    as_known: date | None
    group: SeatGroup | None
    method: MethodShown
    candidates: tuple[Candidate, ...]
    """By group of seats, then by name."""
    coverage: ScorecardCoverage
    sources: tuple[Cited, ...]
    """In the order in which the cells cite them."""


def scorecard(
    record: Record,
    year: int,
    on: date,
    *,
    group: SeatGroup | None = None,
    method: Method | None = None,
    candidates: Iterable[Named] = (),
    readers: Mapping[Fact, Reader] | None = None,
    as_known: date | None = None,
    without: Collection[str] = (),
    empty: bool = False,
) -> Scorecard:
    """The scorecard of the candidates of the election of ``year``.

    Args:
        record: the facts.
        year: year of the election.
        on: the day of the scorecard; what is later is left out.
        group: the seats of this group alone.
        method: what is asked; ``None``: the published method.
        candidates: candidates that are not in the register.
        readers: what answers a kind of fact, in place of what ships.
        as_known: with what was recorded by the end of this day.
        without: codes of candidates that are left out; the coverage says so.
        empty: give a scorecard of nobody where no candidate is known: for whoever asks who the candidates are.

    Raises:
        NotFound: no candidate is known, or a state or a question of the method is not.
        BadQuestion: a named candidate is in the register already.
    """
    record = record.as_known(as_known)
    method = method or published()
    named = tuple(candidates)
    standing = _standing(record, year, on, named)
    if group is not None:
        standing = [each for each in standing if each[0] is group]
    out = [each for _, each in standing if each.state in without]
    standing = [each for each in standing if each[1] not in out]
    if not standing and not empty:
        whose = f" for the seats of the {group.value}" if group else ""
        raise NotFound(
            f"No candidate of the election of {year}{whose} is known here: name them in a file with --candidates."
        )
    asked = Asked(record, on, _answers(record, method))
    theirs = {(find_state(record, each.state), each.by_election) for each in named}
    by_fact = {**READERS, **(readers or {})}
    shown = tuple(
        Candidate(
            state=each.state,
            name=each.name,
            group=seats,
            status=each.status,
            by_election=each.by_election,
            eligible=each.why_not is None,
            in_record=(each.state, each.by_election) not in theirs,
            cells=tuple(by_fact[criterion.fact](asked, each, criterion) for criterion in method.criteria),
        )
        for seats, each in standing
    )
    how = _shown(record, method)
    cited = dict.fromkeys(source for each in shown for cell in each.cells for source in cell.sources)
    cited.update(
        dict.fromkeys(source for askers in how.asked_by.values() for each in askers for source in each.sources)
    )
    return Scorecard(
        year=year,
        on=on,
        as_known=as_known,
        group=group,
        method=how,
        candidates=shown,
        coverage=_coverage(record, shown, on, _asked_for(record, named, out)),
        sources=tuple(_cited(record, each) for each in cited),
    )


def _standing(record: Record, year: int, on: date, named: tuple[Named, ...]) -> list[tuple[SeatGroup, Candidature]]:
    held = max((row.held for row in record.ballots if row.year == year), default=date(year, 12, 31))
    rows: list[tuple[SeatGroup, dict[str, Any]]] = [
        (
            row.group,
            {
                "state": row.state,
                "status": None if on < held and row.status in RESULTS else row.status,
                "endorsed_by": row.endorsed_by,
                "by_election": row.by_election,
                "note": row.note,
                "confidence": row.confidence,
                "sources": tuple(row.source.split()),
            },
        )
        for row in record.candidacies
        if row.year == year
    ]
    known = {(told["state"], told["by_election"]) for _, told in rows}
    for each in named:
        state = find_state(record, each.state)
        if (state, each.by_election) in known:
            raise BadQuestion(
                f"{record.state[state].name} is a candidate of {year} already: leave it out, or name it once."
            )
        known.add((state, each.by_election))
        fields = {field: getattr(each, field) for field in ("status", "endorsed_by", "by_election", "note")}
        rows.append((each.group, {**fields, "state": state, "confidence": "medium", "sources": (each.source,)}))
    if not rows:
        return []
    ended = date(year, 12, 31)
    permanent = record.permanent(ended)
    staying, retiring = staying_and_retiring(record, year)
    order = {group: number for number, group in enumerate(SeatGroup)}
    found = []
    for seats, told in rows:
        state = told["state"]
        # In a by-election the state may hold the very seat by the end of the year.
        ruled = eligibility(state, permanent, frozenset() if told["by_election"] else staying, retiring)
        found.append(
            (
                seats,
                Candidature(
                    name=record.name(state, ended), year=year, why_not=None if ruled.eligible else ruled.reason, **told
                ),
            )
        )
    return sorted(found, key=lambda each: (order[each[0]], each[1].name, each[1].by_election))


def _answers(record: Record, method: Method) -> dict[tuple[str, str], Answer]:
    """Criterion and state to its answer in the method's file; of two the later one counts."""
    found: dict[tuple[str, str], Answer] = {}
    for each in method.answers:
        found[each.criterion, find_state(record, each.state)] = each
    return found


def _shown(record: Record, method: Method) -> MethodShown:
    questions = {row.id: row for row in record.scorecard_questions}
    asked_by: dict[str, tuple[Asker, ...]] = {}
    for criterion in method.criteria:
        for each in criterion.asked_by:
            if each not in questions:
                raise NotFound(f"Criterion {criterion.id!r}, asked_by: no published question is called {each!r}.")
        asked_by[criterion.id] = tuple(
            Asker(each, row.organisation, row.document, row.published, tuple(row.source.split()))
            for each in criterion.asked_by
            for row in (questions[each],)
        )
    return MethodShown(
        id=method.id,
        title=method.title,
        by=method.by,
        dated=method.dated,
        note=method.note,
        criteria=method.criteria,
        asked_by=asked_by,
    )


def _asked_for(record: Record, named: Sequence[Named], out: Sequence[Candidature]) -> tuple[str, ...]:
    """What whoever asked changed of the list of candidates, in sentences."""
    more = ", ".join(record.state[find_state(record, each.state)].name for each in named)
    less = ", ".join(each.name for each in out)
    return tuple(
        f"{what}: {who}."
        for what, who in (("Named by whoever asked, not by the Record", more), ("Left out by whoever asked", less))
        if who
    )


def _coverage(record: Record, shown: tuple[Candidate, ...], on: date, asked_for: tuple[str, ...]) -> ScorecardCoverage:
    doubts = Counter(cell.doubt for each in shown for cell in each.cells)
    since = min(text_of(record, each).first_text for each in Instrument)
    known = cover(record, (), since, max(since, on), Reach.DRAFTS)
    return ScorecardCoverage(
        cells=doubts.total(),
        certain=doubts[Doubt.CERTAIN],
        possible=doubts[Doubt.POSSIBLE],
        not_known_here=doubts[Doubt.NOT_KNOWN],
        supporters=tuple(known_supporters(record, each, on) for each in Instrument),
        failed_drafts=known.failed,
        failed_with_evidence=known.with_evidence,
        notes=(
            INCOMPLETE,
            *asked_for,
            "Candidates stand by group of seats and name: the order says nothing of them.",
        ),
    )


def _cited(record: Record, source: str) -> Cited:
    """A source of the register, or one that a file names in its own words."""
    if source in record.source:
        return cite(record, [source])[0]
    return Cited(source, source, source if source.startswith(("http://", "https://")) else None)
