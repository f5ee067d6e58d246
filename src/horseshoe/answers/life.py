"""The life of a draft, in order of time: what the Record knows of it before, on and after the day of its vote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

import msgspec

from horseshoe.answers.conduct import DraftView
from horseshoe.answers.conduct_cases import Vote, vote
from horseshoe.answers.docket_entry import DocketEntry
from horseshoe.answers.evidence import Document, Known
from horseshoe.facts.proposals import Outcome, RollCall, Tally
from horseshoe.facts.record import Record

NO_TABLING = "When the draft was tabled and circulated is recorded nowhere here."
NO_ROUNDS = (
    "Rounds of negotiation, silence procedures and the day on which the text was put in blue are recorded nowhere here."
)
NO_SPONSORS = "Who sponsored the draft is not known here."
NO_MEETING = "At which meeting it was put to the vote is not known here."
NO_STANCES = "What members said before the vote that they would do is not known here."
NO_TEXT = "The text itself was not seen: what it asks for is told by others."


class StepKind(StrEnum):
    """What happened."""

    FOUND = "found"
    """Documents on the situation were published."""
    OTHER_VOTE = "other_vote"
    """Another vote on the same text: an amendment, a part, an earlier vote."""
    RIVAL = "rival"
    """Another draft on the same situation was put to the vote at about the same time."""
    STANCE = "stance"
    """A member said what it would do."""
    VOTE = "vote"
    """The vote itself."""
    EXPLAINED = "explained"
    """States said why they voted as they did."""
    SESSION_CALLED = "session_called"
    """The vote called the Assembly into emergency special session."""
    REPORT = "report"
    """The Council submitted a special report to the Assembly."""
    LAST_DAY = "last_day"
    """The last day for the Assembly to meet on the veto."""
    ASSEMBLY = "assembly"
    """The Assembly met on the veto."""
    CORRECTED = "corrected"
    """What was published of the vote was corrected in the Record."""


class Phase(StrEnum):
    """When, against the day of the vote."""

    BEFORE = "before"
    """Before the day of the vote, or up to it."""
    DAY = "day"
    """On that day."""
    AFTER = "after"
    """After it."""


class LifeStep(msgspec.Struct, frozen=True, kw_only=True):
    """One step."""

    kind: StepKind
    """What happened."""
    phase: Phase
    """When, against the day of the vote."""
    first: date
    """Its day, or the first of them."""
    last: date
    """The last day on which it can have been, or the last of several."""
    number: int = 1
    """How many documents, statements or corrections."""
    document: str | None = None
    """Symbol of the document that shows it: a draft, the record of a meeting, a report."""
    roll_call: str | None = None
    """The vote, where it is one (``roll_calls.id``)."""
    outcome: Outcome | None = None
    """What became of it, where it is a vote."""
    tally: Tally | None = None
    """Its tally, where it is a vote."""
    who: tuple[str, ...] = ()
    """Who acted: names of states, sponsors, entities that published."""
    says: str | None = None
    """What it was, in a few words of the Record's."""
    sources: tuple[str, ...] = ()
    """Where it was read (``sources.id``)."""


class Life(msgspec.Struct, frozen=True, kw_only=True):
    """The life of a draft around one of its votes."""

    roll_call: str
    """The vote (``roll_calls.id``)."""
    sponsors: str | None
    """As the source names them."""
    steps: tuple[LifeStep, ...]
    """In order of time."""
    unknown: tuple[str, ...]
    """What belongs to the life of a draft and is not known here, a sentence each."""


def life(
    record: Record,
    row: RollCall,
    *,
    known: Known,
    conduct: DraftView | None,
    entry: DocketEntry | None,
    others: Sequence[Vote],
) -> Life:
    """What happened to the draft of a roll call, from what else is told of it.

    Args:
        record: the facts.
        row: its vote.
        known: what was known on the day of the vote, and what came afterwards.
        conduct: what states said of it.
        entry: what the Assembly owed and did; ``None`` where nothing was vetoed.
        others: the other votes on the same text.
    """
    proposal = record.proposal[row.proposal]
    steps = [
        _found(row.date, (*known.listed, *known.outside_list)),
        _found(row.date, known.after),
        *(_other(row.date, StepKind.OTHER_VOTE, each) for each in others),
        *(
            _other(row.date, StepKind.RIVAL, vote(record, record.roll_call[each.roll_call]), each.sponsor)
            for each in known.rivals
            if not each.recalled
        ),
        *_said(row.date, conduct),
        LifeStep(
            kind=StepKind.VOTE, phase=Phase.DAY, first=row.date, last=row.date, document=row.meeting,
            roll_call=row.id, outcome=row.outcome, tally=row.tally(), sources=tuple(row.source.split()),
        ),
        *_assembly(record, row, entry),
        *_corrected(record, row),
    ]  # fmt: skip
    order = {kind: at for at, kind in enumerate(StepKind)}
    return Life(
        roll_call=row.id,
        sponsors=proposal.sponsors,
        steps=tuple(
            sorted((each for each in steps if each), key=lambda each: (each.phase != Phase.BEFORE, each.phase ==
                   Phase.AFTER, each.first, order[each.kind], each.last))
        ),
        unknown=tuple(_unknown(row, proposal.sponsors, known, conduct)),
    )  # fmt: skip


def _phase(on: date, first: date, last: date) -> Phase:
    return Phase.BEFORE if last < on else Phase.DAY if first <= on else Phase.AFTER


def _found(on: date, documents: Iterable[Document]) -> LifeStep | None:
    """The documents on the situation, together: each stands by itself among what was known."""
    dated = [(each.not_before or each.not_after, each) for each in documents if each.not_after]
    if not dated:
        return None
    first = min(day for day, _ in dated if day)
    last = max(each.not_after for _, each in dated if each.not_after)
    return LifeStep(
        kind=StepKind.FOUND,
        phase=Phase.AFTER if first > on else Phase.BEFORE,
        first=first,
        last=last,
        number=len(dated),
        who=tuple(sorted({each.entity.value for _, each in dated})),
    )


def _other(on: date, kind: StepKind, other: Vote, sponsor: str | None = None) -> LifeStep:
    return LifeStep(
        kind=kind,
        phase=_phase(on, other.date, other.date),
        first=other.date,
        last=other.date,
        document=other.named(),
        roll_call=other.roll_call,
        outcome=other.outcome,
        tally=other.tally,
        who=(sponsor,) if sponsor else (),
        says=other.title,
    )


def _said(on: date, conduct: DraftView | None) -> Iterable[LifeStep]:
    if conduct is None:
        return
    for told in conduct.before:
        if (last := told.when.not_after) and told.confidence != "recall":
            yield LifeStep(
                kind=StepKind.STANCE, phase=Phase.BEFORE, first=told.when.not_before or last, last=last,
                who=(told.name,), says=told.says, sources=told.sources,
            )  # fmt: skip
    days: dict[date, list[tuple[str, tuple[str, ...]]]] = {}
    for each in conduct.explanations:
        if (last := each.when.not_after) and each.confidence != "recall":
            days.setdefault(last, []).append((each.name, each.sources))
    for day, spoken in days.items():
        yield LifeStep(
            kind=StepKind.EXPLAINED,
            phase=_phase(on, day, day),
            first=day,
            last=day,
            number=len(spoken),
            who=tuple(dict.fromkeys(name for name, _ in spoken)),
            sources=tuple(dict.fromkeys(source for _, sources in spoken for source in sources)),
        )


def _assembly(record: Record, row: RollCall, entry: DocketEntry | None) -> Iterable[LifeStep]:
    for session in record.emergency_sessions:
        if session.roll_call == row.id:
            yield LifeStep(
                kind=StepKind.SESSION_CALLED, phase=Phase.AFTER, first=session.first, last=session.first,
                document=f"ES-{session.number}", says=session.topic, sources=tuple(session.source.split()),
            )  # fmt: skip
    if entry is None or entry.last_day is None:
        return
    sources = tuple(source.id for source in entry.sources)
    if entry.report_on:
        yield LifeStep(
            kind=StepKind.REPORT, phase=Phase.AFTER, first=entry.report_on, last=entry.report_on,
            document=entry.report, sources=sources,
        )  # fmt: skip
    if met := entry.held_on:
        yield LifeStep(
            kind=StepKind.ASSEMBLY, phase=Phase.AFTER, first=met, last=met, document=entry.meeting,
            says=entry.why, sources=sources,
        )  # fmt: skip
    else:
        yield LifeStep(
            kind=StepKind.LAST_DAY, phase=Phase.AFTER, first=entry.last_day, last=entry.last_day, says=entry.why,
            sources=sources,
        )  # fmt: skip


def _corrected(record: Record, row: RollCall) -> Iterable[LifeStep]:
    found: dict[date, list[str]] = {}
    for fix in record.corrections_of.get(row.id, ()):
        found.setdefault(fix.recorded, []).append(fix.source)
    for day, sources in found.items():
        cited = dict.fromkeys(source for each in sources for source in each.split())
        yield LifeStep(
            kind=StepKind.CORRECTED, phase=Phase.AFTER, first=day, last=day, number=len(sources), sources=tuple(cited)
        )


def _unknown(row: RollCall, sponsors: str | None, known: Known, conduct: DraftView | None) -> Iterable[str]:
    if not sponsors:
        yield NO_SPONSORS
    yield NO_TABLING
    yield NO_ROUNDS
    if conduct is None or not conduct.before:
        yield NO_STANCES
    if known.situation and not known.text_seen:
        yield NO_TEXT
    if not row.meeting:
        yield NO_MEETING
