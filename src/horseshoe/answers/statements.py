"""What states said about votes: before them, in explanation, in the Assembly's debate, and from their capitals.

A stance before a vote can be reported and is never held against anybody: paragraph 1 of the Code, which alone speaks
of that time, has no measure by which it could be decided (:func:`horseshoe.rules.code.demand`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import msgspec

from horseshoe.answers.questions import find_roll_calls, find_state
from horseshoe.answers.rollcall import Cited, cite
from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.proposals import Cast, RollCall
from horseshoe.facts.record import Record, symbol_key
from horseshoe.facts.statements import Explanation, Leaning, Said, Stance, Voice
from horseshoe.rules.code import Phase

RECALL = "recall"
"""The confidence of what no source shows: it is told as such, and nothing rests on it."""

CODE = {
    Said.YES: "It invokes the Code.",
    Said.NO: "It does not invoke the Code.",
    Said.NOT_SEEN: "It was not seen to invoke the Code; parts of it may not have been read.",
}
"""Whether a statement invokes the Code, in a sentence: not seen is not no."""

_PHASES = {phase.value: place for place, phase in enumerate(Phase)}


class Setting(StrEnum):
    """Where a state spoke of a vote."""

    COUNCIL = "council"
    ASSEMBLY = "assembly"
    """In the General Assembly, most often in the debate that follows a veto (A/RES/76/262)."""
    CAPITAL = "capital"
    """Its government or parliament, wherever that spoke."""
    LETTER = "letter"
    ELSEWHERE = "elsewhere"


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What a state said about a vote, or about the pledges."""

    id: str
    """Key of the row (``explanations.id``)."""
    state: str
    name: str
    """The state's name in force that day."""
    roll_call: str | None
    """The vote that it is about; ``None`` if it is about no one vote."""
    occasion: str | None
    """What it is about, where it is about no one vote."""
    situation: str | None
    when: DoubtfulDate
    setting: Setting
    body: str
    """Where it was said."""
    kind: str
    """What kind of statement it is, such as ``explanation_of_vote``."""
    voice: Voice
    """Whether its mission or its capital spoke."""
    speaker: str | None
    cast: Cast | None
    """What the state cast, by the roll call; ``None`` where it had no seat or no one vote is meant."""
    cast_stated: str | None
    """The vote that the statement itself names."""
    position: Leaning
    """How it stands to the draft or the subject."""
    invokes_code: Said
    code: str
    """The same in a sentence: what was not seen is not denied."""
    invokes_restraint: Said
    says: str
    confidence: str
    """``recall`` for what no source shows."""
    sources: tuple[str, ...]


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """What a member said before the vote that it would do: reported, never a finding."""

    id: str
    """Key of the row (``stances.id``)."""
    draft: str
    """Symbol of the draft, or its title before it had one."""
    roll_calls: tuple[str, ...]
    """The votes that were taken on it, as far as its symbol tells."""
    state: str
    name: str
    phase: str
    """In which phase of the draft's life it was said."""
    when: DoubtfulDate
    stance: str
    """``yes``, ``no``, ``abstain``, ``not_participating`` or ``undecided``."""
    voice: Voice
    speaker: str | None
    says: str
    confidence: str
    """``recall`` for what no source shows."""
    sources: tuple[str, ...]


class StatementCover(msgspec.Struct, frozen=True):
    """How much of what could have been said is known here."""

    noes: int
    """Votes against in the roll calls, or by the state, that were asked for."""
    noes_explained: int
    """Those of which a statement by the state itself is known here."""
    note: str


class Statements(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of what a state said, or of what was said about a draft."""

    state: str | None
    roll_calls: tuple[str, ...]
    """The votes asked for; empty for all."""
    before: tuple[Before, ...]
    """In order of phase and date."""
    statements: tuple[Statement, ...]
    """In order of date."""
    coverage: StatementCover
    sources: tuple[Cited, ...]


def statements(
    record: Record, state: str | None = None, symbol: str | None = None, *, as_known: date | None = None
) -> Statements:
    """What ``state`` said about votes, or what was said about a draft, or both; all that is known without either.

    Args:
        record: what is known.
        state: a state, by code or name.
        symbol: a draft, a resolution or the id of a roll call.
        as_known: answer with what was recorded by the end of this day.

    Raises:
        NotFound: no such state, or no roll call bears the symbol.
        BadQuestion: several states share the name, or it is no symbol.
    """
    record = record.as_known(as_known)
    code = find_state(record, state) if state else None
    votes = find_roll_calls(record, symbol) if symbol else ()
    ids = [row.id for row in votes]
    told = [each for id_ in ids for each in explanations(record, state=code, roll_call=id_)]
    before = [each for id_ in ids for each in stances(record, state=code, roll_call=id_)]
    if not symbol:
        told, before = list(explanations(record, state=code)), list(stances(record, state=code))
    cited = dict.fromkeys(source for cites in (before, told) for row in cites for source in row.sources)
    return Statements(
        state=code,
        roll_calls=tuple(ids),
        before=tuple(dict.fromkeys(before)),
        statements=tuple(told),
        coverage=_cover(record, code, votes or record.roll_calls),
        sources=cite(record, cited),
    )


def explanations(record: Record, *, state: str | None = None, roll_call: str | None = None) -> tuple[Statement, ...]:
    """What was said by a state (by code), about a roll call (by id), or both, in order of date.

    What is only recalled is among it, and says so in its ``confidence``. The Record is taken as it is.
    """
    rows: Iterable[Explanation] = record.explanations
    if roll_call:
        rows = record.explanations_of.get(roll_call, ())
    elif state:
        rows = said_by(record, state)
    chosen = [row for row in rows if state in (None, row.state)]
    return tuple(_statement(record, row) for row in sorted(chosen, key=lambda row: (_last(row.when), row.id)))


def stances(record: Record, *, state: str | None = None, roll_call: str | None = None) -> tuple[Before, ...]:
    """What was said before votes by a state (by code), on the draft of a roll call (by id), or both.

    In order of phase and date. The Record is taken as it is.
    """
    found = []
    for row in record.stances:
        if state in (None, row.state):
            votes = tuple(each.id for each in votes_on(record, row.draft))
            if roll_call is None or roll_call in votes:
                found.append(_before(record, row, votes))
    return tuple(sorted(found, key=lambda each: (_PHASES.get(each.phase, len(_PHASES)), _last(each.when), each.id)))


def said_by(record: Record, state: str) -> tuple[Explanation, ...]:
    """The rows of ``explanations`` of a state, by code."""
    key = ("explanations", "by state")
    if key not in record.derived:
        found: dict[str, list[Explanation]] = defaultdict(list)
        for row in record.explanations:
            found[row.state].append(row)
        record.derived[key] = {code: tuple(rows) for code, rows in found.items()}
    by_state: dict[str, tuple[Explanation, ...]] = record.derived[key]
    return by_state.get(state, ())


def votes_on(record: Record, draft: str) -> tuple[RollCall, ...]:
    """The roll calls on a draft as a stance cites it: by its own symbol, its resolution or the id of the roll call.

    Votes on its amendments are not among them. A title finds none: several drafts can share it.
    """
    key = symbol_key(draft)
    return tuple(row for row in record.by_symbol.get(key, ()) if row.id == draft or key in symbols_of(record, row))


def symbols_of(record: Record, row: RollCall) -> frozenset[str]:
    """Keys of the symbols of what was voted on itself, and not of what it amends or of the meeting."""
    proposal = record.proposal.get(row.proposal)
    if proposal is None:
        return frozenset()
    return frozenset(symbol_key(each) for each in (proposal.symbol, *proposal.also, proposal.resolution) if each)


def _statement(record: Record, row: Explanation) -> Statement:
    vote = record.roll_call.get(row.roll_call) if row.roll_call else None
    return Statement(
        id=row.id,
        state=row.state,
        name=record.name(row.state, vote.date if vote else row.not_before or row.not_after or date.max),
        roll_call=row.roll_call,
        occasion=row.occasion,
        situation=row.situation,
        when=row.when,
        setting=_setting(row),
        body=row.body,
        kind=row.kind,
        voice=row.voice,
        speaker=row.speaker,
        cast=vote.casts().get(row.state) if vote else None,
        cast_stated=row.cast_stated,
        position=row.position,
        invokes_code=row.invokes_code,
        code=CODE[row.invokes_code],
        invokes_restraint=row.invokes_restraint,
        says=row.says,
        confidence=row.confidence,
        sources=tuple(row.source.split()),
    )


def _setting(row: Explanation) -> Setting:
    if row.voice is Voice.CAPITAL:
        return Setting.CAPITAL
    if row.kind == "letter":
        return Setting.LETTER
    if row.body == "Security Council":
        return Setting.COUNCIL
    return Setting.ASSEMBLY if row.body == "General Assembly" or row.kind == "ga_debate" else Setting.ELSEWHERE


def _before(record: Record, row: Stance, votes: tuple[str, ...]) -> Before:
    return Before(
        id=row.id,
        draft=row.draft,
        roll_calls=votes,
        state=row.state,
        name=record.name(row.state, row.not_before or row.not_after or date.max),
        phase=row.phase,
        when=row.when,
        stance=row.stance,
        voice=row.voice,
        speaker=row.speaker,
        says=row.says,
        confidence=row.confidence,
        sources=tuple(row.source.split()),
    )


def _cover(record: Record, state: str | None, rows: Iterable[RollCall]) -> StatementCover:
    explained = {(row.state, row.roll_call) for row in record.explanations if row.confidence != RECALL}
    noes = [(each, row.id) for row in rows for each in row.no if state in (None, each)]
    return StatementCover(
        len(noes),
        sum(no in explained for no in noes),
        "Statements are collected from accounts that could be read: what is not here may have been said all the same.",
    )


def _last(when: DoubtfulDate) -> date:
    return when.not_after or when.not_before or date.max
