"""What was known on the day of a vote, and what came only afterwards; and how each assessor judges the whole record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from horseshoe.answers.conduct_cover import LISTED, ConductCover, cover, last_day
from horseshoe.answers.coverage import ENUMERATED_FROM
from horseshoe.answers.questions import find_roll_calls
from horseshoe.answers.rollcall import Cited, cite
from horseshoe.answers.views import View, case, is_standard, settings_on, verdicts
from horseshoe.facts.assessments import AssessorKind, Status
from horseshoe.facts.evidence import CodeCrime, Entity, Evidence, Strength
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Outcome, ProposalKind, RollCall
from horseshoe.facts.record import Record
from horseshoe.facts.situations import Action, Names
from horseshoe.facts.statements import Contest
from horseshoe.rules import standards
from horseshoe.rules.findings import Reach
from horseshoe.rules.standards import Ground

NOT_KNOWN = "The situation of this vote is not known here, so no evidence can be shown beside it."
NO_PROOF = "That no document is known here is no proof that there was none."
NOT_BY_SUBJECT = "Documents stand here by situation and date, not by subject: a person must judge what they bear on."
RECALLED_APART = "What is only recalled was seen in no source; it carries no view and no finding."


class Timing(StrEnum):
    """When a document became public, against the day of a vote."""

    BEFORE = "before"
    SAME_DAY = "same_day"
    """On that very day: it counts, and is said to be so."""
    AFTER = "after"
    UNCLEAR = "unclear"
    """Perhaps before, perhaps after: it does not count."""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What one document says of the three crimes in the situation."""

    id: str
    """Key of the row (``evidence.id``)."""
    entity: Entity
    title: str
    symbol: str | None
    published: str
    """Its date as given."""
    not_before: date | None
    not_after: date | None
    timing: Timing
    strength: Strength
    crimes: tuple[CodeCrime, ...]
    also_named: tuple[str, ...]
    """What else it names that the Code does not."""
    attributed_to: str | None
    says: str
    confidence: str
    note: str | None
    sources: tuple[str, ...]


class RivalText(msgspec.Struct, frozen=True):
    """Another draft on the same situation, put to the vote at about the same time."""

    roll_call: str
    draft: str | None
    date: date
    outcome: Outcome
    title: str | None
    sponsor: str | None
    recalled: bool
    """Whether it is only recalled that it belongs to the situation."""


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """A question on which states disagreed about the draft."""

    id: str
    kind: str
    question: str
    side_a_states: str | None
    side_a: str | None
    side_b_states: str | None
    side_b: str | None
    both_sides: bool
    """Whether both sides were read in statements."""
    explanations: tuple[str, ...]
    confidence: str
    sources: tuple[str, ...]


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What was known on the day of one vote, and what came only afterwards."""

    roll_call: str
    date: date
    draft: str | None
    kind: ProposalKind | None
    outcome: Outcome
    situation: str | None
    """The situation (``situations.id``); ``None`` where it is not known."""
    situation_name: str | None = None
    action: Action | None = None
    also: tuple[Action, ...] = ()
    asks: str | None = None
    text_names: Names | None = None
    text_seen: bool = False
    limits: str | None = None
    outside: str | None = None
    """Why its subject lies outside the three crimes, where that is shown."""
    draft_confidence: str | None = None
    """How sure it is what the draft asked for; ``low``: derived from its title."""
    listed: tuple[Document, ...] = ()
    """Public by the day of the vote, by entities of the list, in order of date."""
    outside_list: tuple[Document, ...] = ()
    """Public by the day of the vote, by others."""
    after: tuple[Document, ...] = ()
    """What came only afterwards."""
    unclear: tuple[Document, ...] = ()
    """Perhaps before the vote, perhaps after."""
    recalled: tuple[Document, ...] = ()
    """Only recalled, of whatever date and entity."""
    rivals: tuple[RivalText, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    notes: tuple[str, ...] = ()


class EvidenceAnswer(msgspec.Struct, frozen=True):
    """What was known on the day of each vote on a draft."""

    symbol: str
    votes: tuple[Known, ...]
    coverage: ConductCover
    sources: tuple[Cited, ...]


def evidence(record: Record, symbol: str, *, as_known: date | None = None) -> EvidenceAnswer:
    """What was known on the day of each vote on a draft or resolution, or of the roll call with this id.

    Raises:
        NotFound: no roll call bears the symbol.
        BadQuestion: neither a symbol nor an id.
    """
    record = record.as_known(as_known)
    rows = find_roll_calls(record, symbol)
    votes = tuple(known(record, row) for row in rows)
    cited: dict[str, None] = {}
    for row, vote in zip(rows, votes, strict=True):
        facts = [record.draft_situation.get(each) for each in (row.id, *(rival.roll_call for rival in vote.rivals))]
        cited |= dict.fromkeys(source for fact in facts if fact for source in fact.source.split())
        if found := record.situation.get(vote.situation or ""):
            cited |= dict.fromkeys(found.source.split())
        for document in (*vote.listed, *vote.outside_list, *vote.after, *vote.unclear, *vote.recalled):
            cited |= dict.fromkeys(document.sources)
        for disagreement in vote.disagreements:
            cited |= dict.fromkeys(disagreement.sources)
    return EvidenceAnswer(symbol, votes, _cover(record), cite(record, cited))


def known(record: Record, row: RollCall) -> Known:
    """What was known on the day of this vote, and what came only afterwards, shown apart."""
    proposal = record.proposal.get(row.proposal)
    symbol = (proposal.symbol or proposal.resolution) if proposal else None
    kind = proposal.kind if proposal else None
    told = case(record, row)
    draft, situation = told.draft, told.situation
    if draft is None:
        return Known(
            roll_call=row.id,
            date=row.date,
            draft=symbol,
            kind=kind,
            outcome=row.outcome,
            situation=None,
            notes=(NOT_KNOWN,),
        )
    settings = settings_on(record, LISTED, row.date)
    parts: dict[str, list[Document]] = defaultdict(list)
    for each in told.evidence:
        document = as_document(each, row.date)
        parts[_part(document, settings.entities or frozenset())].append(document)
    notes = [NOT_BY_SUBJECT]
    if not parts["listed"]:
        notes.append(f"No document of an entity of the list is known here by {row.date}. {NO_PROOF}")
    if parts["recalled"]:
        notes.append(RECALLED_APART)
    return Known(
        roll_call=row.id,
        date=row.date,
        draft=symbol,
        kind=kind,
        outcome=row.outcome,
        situation=draft.situation,
        situation_name=situation.name if situation else None,
        action=draft.action,
        also=draft.also,
        asks=draft.asks,
        text_names=draft.text_names,
        text_seen=draft.text_seen,
        limits=draft.limits,
        outside=draft.outside or (situation.outside if situation else None),
        draft_confidence=draft.confidence,
        rivals=tuple(
            _rival(record, other) for other in standards.rivals(told, timedelta(days=settings.rival_days or 0))
        ),
        disagreements=tuple(_disagreement(each) for each in told.contests),
        notes=tuple(notes),
        **{part: tuple(documents) for part, documents in parts.items()},
    )


def timing(row: Evidence, day: date) -> Timing:
    """When a document became public against the day of a vote; doubt is kept as doubt."""
    if row.when.exact == day:
        return Timing.SAME_DAY
    if row.when.certainly_by(day):
        return Timing.BEFORE
    return Timing.UNCLEAR if row.when.possibly_by(day) else Timing.AFTER


def _part(document: Document, listed: frozenset[Entity]) -> str:
    if document.confidence == standards.RECALL:
        return "recalled"
    if document.timing is Timing.AFTER or document.timing is Timing.UNCLEAR:
        return document.timing.value
    return "listed" if document.entity in listed else "outside_list"


def as_document(row: Evidence, day: date) -> Document:
    """What one document says, and how it stands in time to ``day``."""
    return Document(
        id=row.id,
        entity=row.entity,
        title=row.title,
        symbol=row.symbol,
        published=row.published,
        not_before=row.not_before,
        not_after=row.not_after,
        timing=timing(row, day),
        strength=row.strength,
        crimes=row.crimes,
        also_named=row.also_named,
        attributed_to=row.attributed_to,
        says=row.says,
        confidence=row.confidence,
        note=row.note,
        sources=tuple(row.source.split()),
    )


def _rival(record: Record, other: standards.Other) -> RivalText:
    row, draft = record.roll_call[other.roll_call], record.draft_situation[other.roll_call]
    title = record.proposal[row.proposal].title
    return RivalText(row.id, other.symbol, row.date, row.outcome, title, draft.sponsor, other.recalled)


def _disagreement(row: Contest) -> Disagreement:
    return Disagreement(
        id=row.id,
        kind=row.kind,
        question=row.question,
        side_a_states=row.side_a_states,
        side_a=row.side_a,
        side_b_states=row.side_b_states,
        side_b=row.side_b,
        both_sides=row.both_sides,
        explanations=row.explanations,
        confidence=row.confidence,
        sources=tuple(row.source.split()),
    )


def _cover(record: Record, *notes: str) -> ConductCover:
    return cover(record, (Instrument.CODE,), ENUMERATED_FROM, last_day(record, None), Reach.DRAFTS, *notes)


# -- how each assessor judges the whole record --------------------------------------------------


class StatusCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How many are engaged, contested, not engaged and undetermined."""

    engaged: int
    contested: int
    not_engaged: int
    undetermined: int


class ViewCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How an assessor judges a number of votes, and how it would if it took every contest one way."""

    total: int
    tally: StatusCounts
    by_ground: dict[str, int]
    """How many rest on each ground; one that is contested can rest on several."""
    alone: dict[str, int]
    """How many are contested on this ground and no other."""
    critic: StatusCounts
    """As one who holds the conduct against a supporter would read it: no ground of contest counts."""
    defender: StatusCounts
    """As one who defends it would: what is contested is not engaged."""


class ParameterShown(msgspec.Struct, frozen=True):
    """A parameter of a standard."""

    name: str
    since: date
    value: str
    why: str


class AssessorShown(msgspec.Struct, frozen=True, kw_only=True):
    """An assessor, and how it judges the record."""

    id: str
    name: str
    kind: AssessorKind
    computed: bool
    """Whether its views are computed by published steps."""
    about: str | None
    parameters: tuple[ParameterShown, ...]
    """By name and date."""
    votes: ViewCounts
    """All votes that it says something of: for a standard, all of which the situation is known."""
    listed_noes: ViewCounts
    """The noes of supporters in the published list, one a member and vote."""
    listed_drafts: ViewCounts
    """The drafts on which these noes fell."""


class AssessorsAnswer(msgspec.Struct, frozen=True):
    """Every assessor, and how it judges the record."""

    assessors: tuple[AssessorShown, ...]
    notes: tuple[str, ...]
    coverage: ConductCover
    sources: tuple[Cited, ...]


READINGS = (
    "Two readings stand beside each count. A critic discounts every ground of contest, and takes as engaged what is "
    "contested; a defender takes each as showing that the Code did not apply. Neither is a view of the assessor.",
    "A standard that calls a draft engaged says what follows from its published steps; a supporter may assess the "
    "facts otherwise, which the Code leaves to it.",
)


def assessors(record: Record, *, on: date | None = None, as_known: date | None = None) -> AssessorsAnswer:
    """Every assessor with its parameters, and how it judges all votes it speaks of and the listed noes.

    Args:
        record: the Record.
        on: leaves out views made after this day.
        as_known: as recorded by this day.
    """
    record = record.as_known(as_known)
    shown = []
    cited: dict[str, None] = {}
    noes = [row.roll_call for row in record.listed_noes]
    for row in sorted(record.assessor.values(), key=lambda each: each.id):
        found = verdicts(record, row.id, on=on)
        parameters = sorted(
            (each for each in record.parameters if each.assessor == row.id), key=lambda each: (each.name, each.since)
        )
        cited |= dict.fromkeys(source for each in (row, *parameters) for source in each.source.split())
        shown.append(
            AssessorShown(
                id=row.id,
                name=row.name,
                kind=row.kind,
                computed=is_standard(record, row.id),
                about=row.about,
                parameters=tuple(ParameterShown(each.name, each.since, each.value, each.why) for each in parameters),
                votes=count(found.values()),
                listed_noes=count(found.get(roll_call) for roll_call in noes),
                listed_drafts=count(found.get(roll_call) for roll_call in dict.fromkeys(noes)),
            )
        )
    cited |= dict.fromkeys(source for row in record.listed_noes for source in row.source.split())
    return AssessorsAnswer(tuple(shown), READINGS, _cover(record), cite(record, cited))


def count(views: Iterable[View | None]) -> ViewCounts:
    """How many of these views say what; ``None`` counts as undetermined."""
    statuses: Counter[Status | None] = Counter()
    grounds: Counter[Ground] = Counter()
    alone: Counter[Ground] = Counter()
    for view in views:
        statuses[view.status if view else None] += 1
        if view is None:
            continue
        grounds.update(view.grounds)
        if view.status is Status.CONTESTED and len(view.grounds) == 1:
            alone.update(view.grounds)
    engaged, contested = statuses[Status.ENGAGED], statuses[Status.CONTESTED]
    not_engaged, undetermined = statuses[Status.NOT_ENGAGED], statuses[None]
    return ViewCounts(
        total=statuses.total(),
        tally=StatusCounts(engaged=engaged, contested=contested, not_engaged=not_engaged, undetermined=undetermined),
        by_ground={ground.value: grounds[ground] for ground in Ground if grounds[ground]},
        alone={ground.value: alone[ground] for ground in Ground if alone[ground]},
        critic=StatusCounts(
            engaged=engaged + contested, contested=0, not_engaged=not_engaged, undetermined=undetermined
        ),
        defender=StatusCounts(
            engaged=engaged, contested=0, not_engaged=not_engaged + contested, undetermined=undetermined
        ),
    )
