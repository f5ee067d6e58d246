"""The list of speakers for the debate on a veto, and who of the supporters of the Code was heard after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

import msgspec

from horseshoe.answers.docket_entry import DocketEntry, DocketStatus
from horseshoe.answers.questions import BadQuestion
from horseshoe.answers.rollcall import Cited, cite
from horseshoe.answers.roster import roster
from horseshoe.answers.standing import Standing, support
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Cast
from horseshoe.facts.record import Record
from horseshoe.facts.statements import Explanation
from horseshoe.facts.states import StateKind
from horseshoe.rules import speakers as rules
from horseshoe.rules.speakers import DEFAULT, Policy, Rank, Request

CALLED_AMONG_MEMBERS: Mapping[str, tuple[date, str]] = {"PSE": (date(2024, 5, 10), "A/RES/ES-10/23, annex, (b)")}
"""Observers that are called in the order of requests, since when and by which decision. That decision excepts items
on Palestine and the Middle East; whether the item on the use of the veto is one, it does not say."""


class ListedSpeaker(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the list of speakers."""

    position: int
    state: str
    name: str
    """Name of the state."""
    speaker: str | None
    rank: Rank
    asked: datetime
    on_behalf_of: str | None
    vetoing: bool
    observer: bool
    code: Standing
    """How the state stands to the Code of Conduct on the day of the veto."""
    why: str
    """Why it stands in this place."""


class SpeakersList(msgspec.Struct, frozen=True, kw_only=True):
    """The list of speakers for the debate on a veto."""

    veto: str | None
    """Key of the docket entry; ``None`` where no veto was named."""
    proposal: str | None
    veto_date: date | None
    vetoed_by: tuple[str, ...]
    speakers: tuple[ListedSpeaker, ...]
    vetoing_not_listed: tuple[str, ...]
    """Codes of members that cast the veto and did not ask for the floor."""
    supporters_not_listed: tuple[str, ...]
    """Codes of certain supporters of the Code that did not ask for the floor. A statement for a group may be theirs."""
    policy: Policy
    doubts: tuple[str, ...]


class Heard(StrEnum):
    """Where a state was heard after a veto, as far as the statements collected here tell."""

    EXPLAINED_AND_SPOKE = "explained_and_spoke"
    EXPLAINED = "explained"
    """In the Council, before or after the vote."""
    SPOKE = "spoke"
    """In the Assembly's debate, or elsewhere outside the Council."""
    NOT_SEEN = "not_seen"
    """No statement is known here: that is not silence."""


class StatementHeard(msgspec.Struct, frozen=True):
    """One statement."""

    id: str
    """Key of the statement (``explanations.id``)."""
    body: str
    kind: str
    not_before: date | None
    not_after: date | None
    speaker: str | None
    says: str


class SupporterHeard(msgspec.Struct, frozen=True, kw_only=True):
    """A supporter of the Code, and whether it was heard."""

    state: str
    name: str
    standing: Standing
    """Certain or possible supporter on the day of the veto."""
    casts: tuple[Cast, ...]
    """What it did on the Council, one a roll call of the entry; empty if it had no seat."""
    heard: Heard
    statements: tuple[StatementHeard, ...]


class AfterVeto(msgspec.Struct, frozen=True, kw_only=True):
    """Who of the supporters of the Code was heard after a veto."""

    veto: str
    """Key of the docket entry."""
    proposal: str
    veto_date: date
    counts: dict[str, int]
    """``heard`` to the number of supporters, certain and possible."""
    supporters: tuple[SupporterHeard, ...]
    """Those heard first, then those with a seat on the Council, by name."""
    others_heard: tuple[str, ...]
    """Codes of states that were heard and are not known as supporters."""
    notes: tuple[str, ...]
    sources: tuple[Cited, ...]


NOTES = (
    "Statements are collected from sources, not from the list of speakers: who is not seen here was not silent.",
    "A statement delivered for a group is counted to the state that delivered it.",
)


def speakers_list(
    record: Record, requests: Sequence[Request], entry: DocketEntry | None, *, policy: Policy = DEFAULT
) -> SpeakersList:
    """The list of speakers, each with its place and the reason for it.

    Args:
        requests: who asked for the floor.
        entry: the veto that is debated; without one nobody has precedence by OP2.
        policy: what the rules leave open.

    Raises:
        BadQuestion: a state asks twice in the same capacity, or the requests have no order in time.
    """
    vetoing = entry.vetoed_by if entry else ()
    day = entry.veto_date if entry else min((request.asked.date() for request in requests), default=date.max)
    _refuse_twice(record, requests)
    observers = [request for request in requests if record.state[request.state].kind is StateKind.OBSERVER]
    asked = [_as_observer(request, day) if request in observers else request for request in requests]
    try:
        placed = rules.order(asked, vetoing, policy)
    except ValueError as error:
        raise BadQuestion(str(error)) from None
    present = {request.state for request in requests}
    return SpeakersList(
        veto=entry.id if entry else None,
        proposal=entry.proposal if entry else None,
        veto_date=entry.veto_date if entry else None,
        vetoed_by=tuple(vetoing),
        speakers=tuple(
            ListedSpeaker(
                position=each.position,
                state=each.request.state,
                name=record.name(each.request.state, day),
                speaker=each.request.speaker,
                rank=each.request.rank,
                asked=each.request.asked,
                on_behalf_of=each.request.on_behalf_of,
                vetoing=each.vetoing,
                observer=record.state[each.request.state].kind is StateKind.OBSERVER,
                code=support(record, Instrument.CODE, each.request.state, day).standing,
                why=each.why,
            )
            for each in placed
        ),
        vetoing_not_listed=tuple(state for state in vetoing if state not in present),
        supporters_not_listed=tuple(
            sorted(each.state for each in roster(record, Instrument.CODE, day).certain if each.state not in present)
        )
        if requests
        else (),
        policy=policy,
        doubts=tuple(_doubts(record, placed, observers, entry, day)),
    )


def after_veto(record: Record, entry: DocketEntry, *, as_known: date | None = None) -> AfterVeto:
    """Who of the supporters of the Code explained its vote, or spoke in the Assembly, after a veto."""
    record = record.as_known(as_known)
    said: dict[str, list[Explanation]] = {}
    for vote in entry.roll_calls:
        for row in record.explanations_of.get(vote, ()):
            said.setdefault(row.state, []).append(row)
    casts = [record.roll_call[vote].casts() for vote in entry.roll_calls]
    known = roster(record, Instrument.CODE, entry.veto_date)
    supporters = [
        SupporterHeard(
            state=each.state,
            name=each.name,
            standing=standing,
            casts=tuple(cast[each.state] for cast in casts if each.state in cast),
            heard=_heard(said.get(each.state, ())),
            statements=tuple(_statement(row) for row in said.get(each.state, ())),
        )
        for standing, group in ((Standing.CERTAIN, known.certain), (Standing.POSSIBLE, known.possible))
        for each in group
    ]
    supporters.sort(key=lambda each: (each.heard is Heard.NOT_SEEN, not each.casts, each.name))
    named = {each.state for each in supporters}
    counts = {heard.value: sum(each.heard is heard for each in supporters) for heard in Heard}
    cited = dict.fromkeys(source for rows in said.values() for row in rows for source in row.source.split())
    return AfterVeto(
        veto=entry.id,
        proposal=entry.proposal,
        veto_date=entry.veto_date,
        counts=counts,
        supporters=tuple(supporters),
        others_heard=tuple(sorted(said.keys() - named)),
        notes=NOTES,
        sources=cite(record, cited),
    )


def _refuse_twice(record: Record, requests: Sequence[Request]) -> None:
    seen: set[tuple[str, str | None]] = set()
    for request in requests:
        capacity = request.state, request.on_behalf_of
        if capacity in seen:
            name = record.state[request.state].name
            as_whom = f" for {request.on_behalf_of}" if request.on_behalf_of else ""
            raise BadQuestion(f"{name} ({request.state}) asks for the floor twice{as_whom}: a speaker is listed once.")
        seen.add(capacity)


def _as_observer(request: Request, day: date) -> Request:
    since = CALLED_AMONG_MEMBERS.get(request.state, (date.max, ""))[0]
    return msgspec.structs.replace(request, observer=day < since)


def _doubts(
    record: Record,
    placed: Sequence[rules.Placed],
    observers: Sequence[Request],
    entry: DocketEntry | None,
    day: date,
) -> list[str]:
    doubts = []
    if entry is None:
        doubts.append("No veto was named: nobody has precedence by A/RES/76/262, OP2.")
    if tied := [each.request.state for each in placed if each.tied]:
        doubts.append(f"{', '.join(tied)} asked at the same moment as another: the order of the file decided.")
    for request in observers:
        since, decision = CALLED_AMONG_MEMBERS.get(request.state, (date.max, ""))
        if day >= since:
            doubts.append(
                f"{record.state[request.state].name} is called in the order of requests ({decision}), which excepts "
                "items on Palestine and the Middle East; whether the debate is under such an item is not judged here."
            )
    if entry and entry.status is DocketStatus.NOT_OWED:
        doubts.append(f"{entry.why} The precedence is shown as if it were covered.")
    return doubts


def _heard(rows: Sequence[Explanation]) -> Heard:
    council = any(row.kind.startswith("explanation_of_vote") for row in rows)
    assembly = any(row.kind == "ga_debate" for row in rows)
    if council and assembly:
        return Heard.EXPLAINED_AND_SPOKE
    if council:
        return Heard.EXPLAINED
    # A letter, or a word from the capital, is a statement on the veto too.
    return Heard.SPOKE if rows else Heard.NOT_SEEN


def _statement(row: Explanation) -> StatementHeard:
    return StatementHeard(row.id, row.body, row.kind, row.not_before, row.not_after, row.speaker, row.says)
