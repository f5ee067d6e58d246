"""The rows that a new roll call becomes in the record."""

from __future__ import annotations

import msgspec

from horseshoe.facts.proposals import Cast, MatterFact, Proposal, RollCall, Tally
from horseshoe.sources.found import Landing
from horseshoe.sources.judge import Judge
from horseshoe.sources.verdict import Verdict


def landing(judge: Judge, verdict: Verdict, taken: set[str]) -> Landing:
    """The rows of a new roll call, or the fuller row of one whose unknown casts the file tells.

    ``taken`` holds the own ids that are in use, and gets the new one.
    """
    found, known, day = verdict.found, verdict.known, verdict.day
    assert day is not None
    publication, recorded = judge.reading.publication.id, judge.recorded
    yes, no, abstain, not_participating, absent, not_voting, unknown = (
        tuple(sorted(state for state, each in verdict.casts.items() if each is cast))
        for cast in (
            Cast.YES,
            Cast.NO,
            Cast.ABSTAIN,
            Cast.NOT_PARTICIPATING,
            Cast.ABSENT,
            Cast.NOT_VOTING,
            Cast.UNKNOWN,
        )
    )
    id_ = known.id if known else found.id
    if not known and id_ in taken:
        id_ = f"{publication}-{day}-{found.row}"
    taken.add(id_)
    outcome = verdict.outcome
    assert outcome is not None
    roll_call = RollCall(
        id=id_,
        proposal=id_,
        date=day,
        outcome=outcome,
        meeting=found.meeting,
        yes=yes,
        no=no,
        abstain=abstain,
        not_participating=not_participating,
        absent=absent,
        not_voting=not_voting,
        unknown=unknown,
        stated_tally=_dashed(found.tally) if unknown else None,
        source=publication,
        confidence=found.confidence,
        note=found.note,
        recorded=recorded,
    )
    if known:
        return Landing(found.row, _fuller(known, roll_call))
    proposal = Proposal(
        id=id_,
        kind=found.kind,
        symbol=found.draft,
        also=found.also,
        amends=found.amends,
        as_published=found.as_published,
        resolution=found.resolution,
        title=found.title,
        agenda=found.agenda,
        sponsors=found.sponsors,
        source=publication,
        confidence=found.confidence,
        recorded=recorded,
    )
    matter = None
    if found.matter and found.ground and found.evidence:
        matter = MatterFact(
            roll_call=id_,
            matter=found.matter,
            ground=found.ground,
            evidence=found.evidence,
            source=publication,
            confidence=found.confidence,
            recorded=recorded,
        )
    return Landing(found.row, roll_call, proposal, matter)


def _fuller(known: RollCall, told: RollCall) -> RollCall:
    """The known roll call with the casts that are told now; everything else stays."""
    return msgspec.structs.replace(
        told,
        proposal=known.proposal,
        outcome=known.outcome,
        meeting=known.meeting or told.meeting,
        stated_tally=told.stated_tally or (known.stated_tally if told.unknown else None),
        source=" ".join(dict.fromkeys((*known.source.split(), told.source))),
        confidence=known.confidence,
    )


def _dashed(tally: Tally | None) -> str | None:
    if tally is None or None in (tally.yes, tally.no, tally.abstain, tally.not_voting):
        return None
    return f"{tally.yes}-{tally.no}-{tally.abstain}-{tally.not_voting}"
