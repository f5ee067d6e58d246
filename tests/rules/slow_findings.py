"""The rule of findings once more, slow and obvious: one seat, one pledge, one assessor at a time, from the raw rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from horseshoe.answers.findings import Finding
from horseshoe.answers.views import View, is_standard, view
from horseshoe.facts.assessments import Credible, Scale, Status
from horseshoe.facts.evidence import CodeCrime
from horseshoe.facts.pledges import EvidenceKind, Instrument
from horseshoe.facts.proposals import Cast, Matter, Outcome, ProposalKind, RollCall
from horseshoe.facts.record import Record
from horseshoe.rules.code import ACTS
from horseshoe.rules.findings import FindingKind, Reach, Reason

Answer = tuple[FindingKind, Reason]


def slow_findings(record: Record, *, on: date | None = None, reach: Reach = Reach.DRAFTS) -> Iterator[Finding]:
    """Every finding, each worked out alone."""
    for row in record.roll_calls:
        if on is not None and row.date > on:
            continue
        said = {assessor: view(record, assessor, row, on=on) for assessor in sorted(record.assessor)}
        for instrument in Instrument:
            for assessor, seen in said.items():
                for state, cast in row.casts().items():
                    kind, reason = slow_finding(record, row, state, cast, instrument, assessor, seen, reach)
                    yield Finding(row.id, state, instrument, assessor, kind, reason)


def slow_finding(
    record: Record,
    row: RollCall,
    state: str,
    cast: Cast,
    instrument: Instrument,
    assessor: str,
    seen: View,
    reach: Reach,
) -> Answer:
    bound = slow_bound(record, instrument, state, row.date)
    if bound == "no":
        return FindingKind.NOT_BOUND, Reason.NO_SUPPORT
    if instrument is Instrument.DECLARATION and state not in ("CHN", "FRA", "GBR", "RUS", "USA"):
        return FindingKind.NOT_BOUND, Reason.NOT_PERMANENT
    if bound == "perhaps":
        return FindingKind.NOT_BOUND, Reason.SUPPORT_POSSIBLE

    if cast is Cast.UNKNOWN:
        return FindingKind.UNDETERMINED, Reason.CAST_UNKNOWN
    if cast is not Cast.NO:
        return FindingKind.CONSISTENT, Reason.NOT_AGAINST

    if reach is Reach.DRAFTS:
        if any(fact.roll_call == row.id and fact.matter is not Matter.SUBSTANTIVE for fact in record.matters):
            return FindingKind.UNDETERMINED, Reason.PROCEDURAL
        kind = record.proposal[row.proposal].kind
        if kind is None:
            return FindingKind.UNDETERMINED, Reason.KIND_UNKNOWN
        if kind is not ProposalKind.DRAFT_RESOLUTION:
            return FindingKind.UNDETERMINED, Reason.NOT_A_DRAFT

    if instrument is Instrument.DECLARATION and row.outcome is not Outcome.VETOED:
        return FindingKind.CONSISTENT, Reason.NO_WITHOUT_VETO

    if seen.status is None:
        looked = is_standard(record, assessor) and any(each.roll_call == row.id for each in record.draft_situations)
        return FindingKind.UNDETERMINED, Reason.FACTS_MISSING if looked else Reason.NOT_ASSESSED
    if seen.status is Status.NOT_ENGAGED:
        return FindingKind.CONSISTENT, Reason.NOT_ENGAGED
    if seen.status is Status.CONTESTED:
        return FindingKind.CONTESTED, Reason.CONTESTED

    if seen.credible is None:
        return FindingKind.UNDETERMINED, Reason.CREDIBILITY_OPEN
    if seen.credible is Credible.NO:
        return FindingKind.CONSISTENT, Reason.NOT_CREDIBLE
    if seen.credible is Credible.DISPUTED:
        return FindingKind.CONTESTED, Reason.CREDIBILITY_DISPUTED
    if instrument is Instrument.CODE:
        return FindingKind.INCONSISTENT, Reason.AGAINST

    if CodeCrime.GENOCIDE in seen.crimes or CodeCrime.CRIMES_AGAINST_HUMANITY in seen.crimes:
        return FindingKind.INCONSISTENT, Reason.VETOED
    if CodeCrime.WAR_CRIMES not in seen.crimes:
        return FindingKind.UNDETERMINED, Reason.CRIMES_UNKNOWN
    if seen.scale is Scale.LARGE:
        return FindingKind.INCONSISTENT, Reason.VETOED
    if seen.scale is Scale.NOT_LARGE:
        return FindingKind.CONSISTENT, Reason.SCALE_NOT_LARGE
    return FindingKind.UNDETERMINED, Reason.SCALE_UNKNOWN


def slow_bound(record: Record, instrument: Instrument, state: str, day: date) -> str:
    """``yes``, ``no`` or ``perhaps``, from every row of evidence on the state."""
    (text,) = [each for each in record.instruments if each.id is instrument]
    if day < text.first_text:
        return "no"
    rows = [row for row in record.pledges if (row.instrument, row.state) == (instrument, state)]
    rows = [row for row in rows if row.confidence != "recall"]
    if any(row.kind in ACTS and row.when.certainly_by(day) for row in rows):
        return "yes"
    for row in rows:
        if (row.kind in ACTS or row.kind is EvidenceKind.NAMED_BY_PRESS) and row.when.possibly_by(day):
            return "perhaps"
    return "no"
