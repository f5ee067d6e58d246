"""Cells of a scorecard on what a candidate did and said: earlier terms, votes held against the Code, statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from horseshoe.answers.conduct import PledgeConduct, StateConduct, of_state
from horseshoe.answers.scorecard_cells import Asked, Candidature, Cell, CellKind, unknown
from horseshoe.answers.scorecard_method import Criterion, Doubt
from horseshoe.answers.statements import RECALL, said_by
from horseshoe.facts.council import Term
from horseshoe.facts.dates import DoubtfulDate, runs
from horseshoe.facts.pledges import EvidenceKind, Instrument
from horseshoe.facts.proposals import Cast
from horseshoe.facts.statements import Said
from horseshoe.rules.findings import FindingKind


def _earlier(asked: Asked, candidate: Candidature) -> list[Term]:
    """The terms that began before the election's own, by the day of the scorecard, in order."""
    last = min(asked.on, date(candidate.year, 12, 31))
    rows = [row for row in asked.record.terms if row.state == candidate.state and row.start <= last]
    return sorted(rows, key=lambda row: row.start)


def terms(asked: Asked, candidate: Candidature, criterion: Criterion) -> Cell:
    """Earlier terms on the Council, since its first."""
    rows = _earlier(asked, candidate)
    if not rows:
        return Cell(
            criterion=criterion.id,
            doubt=Doubt.CERTAIN,
            short="none",
            says=f"No earlier term since {asked.record.years[0].year}.",
            sources=("dppa-membership",) if "dppa-membership" in asked.record.source else (),
        )
    years = _years(rows, date.min, asked.on)
    return Cell(
        criterion=criterion.id,
        doubt=Doubt.CERTAIN,
        short=years,
        says=f"Sat on the Council in {years}.",
        evidence=tuple(f"terms:{row.state}|{row.start}" for row in rows),
        sources=tuple(dict.fromkeys(source for row in rows for source in row.source.split())),
    )


def _years(rows: Iterable[Term], since: date, until: date) -> str:
    """The years of terms within a period, neighbours joined."""
    years: set[int] = set()
    for row in rows:
        first, last = max(row.start, since), min(row.end or until, until)
        if first <= last:
            years.update(range(first.year, last.year + 1))
    return ", ".join(runs(sorted(years)))


def conduct(asked: Asked, candidate: Candidature, criterion: Criterion) -> Cell:
    """Votes in earlier terms since there was a text of the Code: counts of findings by assessor, and every no."""
    until = min(asked.on, date(candidate.year, 12, 31))
    held = of_state(asked.record, candidate.state, instrument=Instrument.CODE, on=until)
    counted = held.pledges[0]
    if not counted.votes:
        return Cell(
            criterion=criterion.id,
            doubt=Doubt.CERTAIN,
            short="no seat since the Code",
            says=f"It has held no seat between {counted.since}, the first text of the Code, and {until}.",
        )
    sat = _years(_earlier(asked, candidate), counted.since, until)
    known = held.coverage
    items = tuple(
        f"{case.vote.date}, {case.vote.named()}, no ({case.vote.outcome.value.replace('_', ' ')}): "
        + "; ".join(f"{each.assessor}: {each.kind.value.replace('_', ' ')}" for each in pledge.findings)
        for case in held.cases
        for pledge in case.seat.pledges
    )
    noes = f"{len(held.cases)} {'no' if len(held.cases) == 1 else 'noes'}"
    return Cell(
        criterion=criterion.id,
        kind=CellKind.FINDING,
        doubt=_doubt(counted, bool(held.cases)),
        short=f"{sat}: {counted.votes} votes, {_bound(counted)}; {_against(held, noes)}",
        says=f"It held a seat in {counted.votes} votes ({sat}) since there was a text of the Code; {_bound(counted)}."
        f" {_cast(counted)}{noes} in all. According to each assessor: {_kinds(counted.findings)}. From {counted.since}"
        f" to {until} {known.failed} drafts are known to have failed, {known.with_situation} of them with their"
        f" situation, {known.with_evidence} with evidence seen by the day of the vote.",
        items=items,
        findings=counted.findings,
        evidence=tuple(f"roll_calls:{case.vote.roll_call}" for case in held.cases),
        sources=tuple(dict.fromkeys(each.id for each in held.sources)),
    )


def _against(held: StateConduct, noes: str) -> str:
    """The noes in a few words, with what each assessor finds of them."""
    if not held.cases:
        return "no vote against"
    found: dict[str, Counter[FindingKind]] = {}
    for case in held.cases:
        for pledge in case.seat.pledges:
            for each in pledge.findings:
                found.setdefault(each.assessor, Counter())[each.kind] += 1
    return f"{noes} ({_kinds(found)})"


def _doubt(counted: PledgeConduct, against: bool) -> Doubt:
    """How sure a count of findings is: it turns on whether the Code bound the state, and on what assessors can tell."""
    open_ = (FindingKind.CONTESTED, FindingKind.UNDETERMINED)
    if any(found.get(kind) for found in counted.findings.values() for kind in open_):
        return Doubt.POSSIBLE
    if counted.bound:
        return Doubt.POSSIBLE if counted.possibly_bound else Doubt.CERTAIN
    if counted.possibly_bound:
        return Doubt.POSSIBLE
    return Doubt.NOT_KNOWN if against else Doubt.CERTAIN


def _bound(counted: PledgeConduct) -> str:
    if counted.bound == counted.votes:
        return "bound in all"
    perhaps = f", perhaps in {counted.possibly_bound}" if counted.possibly_bound else ""
    if not counted.bound:
        return f"bound in none for certain{perhaps}"
    return f"bound in {counted.bound}{perhaps}"


def _cast(counted: PledgeConduct) -> str:
    if not counted.bound:
        return ""
    words = {Cast.YES: "yes", Cast.NO: "no", Cast.ABSTAIN: "abstentions"}
    told = (f"{number} {words.get(cast, cast.value.replace('_', ' '))}" for cast, number in counted.casts.items())
    return f"While bound: {', '.join(told)}; vetoes: {counted.vetoes}. "


def _kinds(findings: Mapping[str, Mapping[FindingKind, int]]) -> str:
    """Findings by assessor, those that come to the same together."""
    told: dict[str, list[str]] = {}
    for assessor, found in findings.items():
        kinds = ", ".join(f"{number} {kind.value.replace('_', ' ')}" for kind, number in sorted(found.items()))
        told.setdefault(kinds, []).append(assessor)
    return "; ".join(f"{' and '.join(assessors)}: {kinds}" for kinds, assessors in told.items())


def statements(asked: Asked, candidate: Candidature, criterion: Criterion) -> Cell:
    """What it said of the pledges by that day."""
    told = _merged(_said(asked, candidate.state))
    if not told:
        return unknown(criterion, "No statement of it on the pledges is in the register; it may have made some.")
    dated = [each for each in told if each.when.not_after]
    known = f"{len(told)} known"
    return Cell(
        criterion=criterion.id,
        doubt=Doubt.CERTAIN if dated else Doubt.POSSIBLE,
        short=f"{known}, the last {dated[-1].when}" if dated else f"possibly; {known}, undated",
        says=f"{len(told)} {'statement' if len(told) == 1 else 'statements'} known here; others may have been made. "
        "A statement is no act of support.",
        items=tuple(f"{each.when if each.when.not_after else 'undated'}, {each.says}" for each in told),
        evidence=tuple(key for each in told for key in each.evidence),
        sources=tuple(dict.fromkeys(source for each in told for source in each.sources)),
    )


class _Told(msgspec.Struct, frozen=True):
    """A statement: when it was made, its words, its rows and its sources."""

    when: DoubtfulDate
    says: str
    evidence: tuple[str, ...]
    sources: tuple[str, ...]

    def last(self) -> date:
        return self.when.not_after or date.max

    def same(self, other: _Told) -> bool:
        """Whether one source tells both, and both may be of one day: then they are taken for one statement."""
        if not {*self.sources} & {*other.sources} or not (self.when.not_after and other.when.not_after):
            return False
        return (self.when.not_before or date.min) <= other.when.not_after and (
            other.when.not_before or date.min
        ) <= self.when.not_after


def _merged(told: Iterable[_Told]) -> list[_Told]:
    """In order of date; what several rows took from one source on one day is one statement."""
    found: list[_Told] = []
    for each in sorted(told, key=_Told.last):
        at = next((at for at, other in enumerate(found) if other.same(each)), None)
        if at is None:
            found.append(each)
        else:
            found[at] = msgspec.structs.replace(found[at], evidence=found[at].evidence + each.evidence)
    return found


def _said(asked: Asked, state: str) -> Iterable[_Told]:
    """Each statement that may have been made by that day."""
    record, on = asked.record, asked.on
    events = {row.id: row for row in record.events}
    for part in record.event_statements:
        event = events.get(part.event)
        if part.state == state and event and event.not_after and event.not_after <= on:
            yield _Told(
                DoubtfulDate(event.not_before, event.not_after),
                f"{event.title}: {part.role.replace('_', ' ')}.",
                (f"event_statements:{part.event}|{state}",),
                tuple(part.source.split()),
            )
    for row in said_by(record, state):
        told = (("the Code", row.invokes_code), ("restraint of the veto", row.invokes_restraint))
        invoked = [word for word, said in told if said is Said.YES]
        if invoked and row.confidence != RECALL and (row.not_after is None or row.not_after <= on):
            says = f"{row.body}, invokes {' and '.join(invoked)}: {row.says}"
            yield _Told(row.when, says, (f"explanations:{row.id}",), tuple(row.source.split()))
    for pledge in record.pledges:
        stated = pledge.kind is EvidenceKind.SUPPORT_STATED and pledge.confidence != RECALL
        if pledge.state == state and stated and (pledge.not_after is None or pledge.not_after <= on):
            says = f"on the {_NAMES[pledge.instrument]}: {pledge.evidence}"
            yield _Told(pledge.when, says, (f"pledges:{pledge.id}",), tuple(pledge.source.split()))


_NAMES = {Instrument.CODE: "Code", Instrument.DECLARATION: "Declaration"}
