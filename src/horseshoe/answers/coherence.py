"""Where what a state pledged, said and cast does not plainly fit together: questions with their facts, never verdicts.

Four kinds. A supporter of the Code voted no, and no explanation of it is known. One that invoked the Code in one case
voted no in a like one. Capital and mission said different things about one draft. An explanation states a vote other
than the one cast. Every question can have a good answer; what is only recalled raises none.

Two cases are **like** if they belong to the same situation, or if the two drafts asked for the same action (the main
one, and not "other"); and if some assessor does not call the second draft not engaged. A statement that invokes the
Code in general, about no vote and no situation, is no case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

import msgspec

from horseshoe.answers import views
from horseshoe.answers.questions import find_roll_calls, find_state, in_sentence
from horseshoe.answers.standing import Standing, Support, files, support
from horseshoe.answers.statements import CODE, RECALL, said_by, votes_on
from horseshoe.facts.assessments import Status
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Cast, Matter, Outcome, ProposalKind, RollCall
from horseshoe.facts.record import Record
from horseshoe.facts.situations import Action, DraftSituation
from horseshoe.facts.statements import Explanation, Leaning, Said, Stance, Voice

Statuses = Callable[[str], Mapping[str, Status | None]]
"""Roll call id to what each assessor says of it; ``None`` for one that cannot tell."""


class QuestionKind(StrEnum):
    """What does not plainly fit together."""

    __hash__ = str.__hash__

    NOT_EXPLAINED = "not_explained"
    """A supporter of the Code voted no, and no explanation is known here."""
    LIKE_CASES = "like_cases"
    """One that invoked the Code in one case voted no in a like one."""
    TWO_VOICES = "two_voices"
    """Capital and mission said different things about one draft."""
    OTHER_VOTE_STATED = "other_vote_stated"
    """An explanation states a vote other than the one cast."""


class Question(msgspec.Struct, frozen=True):
    """A question that the record raises, with its facts; not a finding, and no answer is implied."""

    kind: QuestionKind
    state: str
    roll_calls: tuple[str, ...]
    """The votes in question, in order of date; empty where no vote is known of the draft that was spoken of."""
    asks: str
    facts: tuple[str, ...]
    """What is known, a sentence each."""
    sources: tuple[str, ...]
    """Where the facts were read (``sources.id``)."""


def coherence(
    record: Record, state: str | None = None, roll_call: str | None = None, *, statuses: Statuses | None = None
) -> tuple[Question, ...]:
    """The questions that the record raises about a state, about a vote, or about all of them, in order of the votes.

    Only draft resolutions on matters of substance raise the first two; of those, not the ones whose subject lies
    outside the three crimes, nor those that every assessor calls not engaged.

    Args:
        record: what is known.
        state: a state, by code or name.
        roll_call: a draft, a resolution or the id of a roll call.
        statuses: what each assessor says of a roll call; else the views that the Record holds or gives.

    Raises:
        NotFound: no such state, or no roll call bears the symbol.
        BadQuestion: several states share the name, or it is no symbol.
    """
    record = record.as_known(None)
    only = frozenset(row.id for row in find_roll_calls(record, roll_call)) if roll_call else None
    states = [find_state(record, state)] if state else _speaking(record, only)
    known = statuses or (
        lambda id_: {each.assessor: each.status for each in views.views(record, record.roll_call[id_])}
    )
    found = [question for code in states for question in _of_state(record, code, known)]
    chosen = [each for each in found if only is None or only.intersection(each.roll_calls)]
    return tuple(
        sorted(chosen, key=lambda each: (_days(record, each), tuple(QuestionKind).index(each.kind), each.state))
    )


def _speaking(record: Record, only: frozenset[str] | None) -> list[str]:
    """Every state of which something could be asked, about any vote or about these, in order of code."""
    told = {row.state for row in record.stances}
    if only is None:
        told.update(row.state for row in record.explanations)
        return sorted(told.union(_noes(record)))
    for id_ in only:
        told.update(row.state for row in record.explanations_of.get(id_, ()))
        told.update(record.roll_call[id_].no)
    return sorted(told)


def _of_state(record: Record, state: str, statuses: Statuses) -> Iterator[Question]:
    said = tuple(row for row in said_by(record, state) if row.confidence != RECALL)
    noes = [row for row in _noes(record).get(state, ()) if _may_concern(record, row, statuses)]
    yield from _not_explained(record, state, said, noes, statuses)
    yield from _like_cases(record, state, said, noes, statuses)
    yield from _two_voices(record, state, said)
    yield from _other_vote_stated(record, state, said)


# -- votes against the Code may speak to ------------------------------------------------------------


def _noes(record: Record) -> Mapping[str, tuple[RollCall, ...]]:
    """State to the draft resolutions that it voted against while it supported the Code for certain, by date."""
    key = ("coherence", "noes of supporters")
    if key not in record.derived:
        found: dict[str, list[RollCall]] = {}
        text = record.instrument.get(Instrument.CODE)
        supporters = files(record, Instrument.CODE)
        rows = (row for row in record.roll_calls if text and row.date >= text.first_text)
        for row in sorted(rows, key=lambda row: (row.date, row.id)):
            proposal, fact = record.proposal.get(row.proposal), record.matter.get(row.id)
            if proposal is None or proposal.kind is not ProposalKind.DRAFT_RESOLUTION:
                continue
            if fact and fact.matter is not Matter.SUBSTANTIVE:
                continue
            for state in row.no:
                if state in supporters and _support(record, state, row.date).standing is Standing.CERTAIN:
                    found.setdefault(state, []).append(row)
        record.derived[key] = {state: tuple(rows) for state, rows in found.items()}
    known: Mapping[str, tuple[RollCall, ...]] = record.derived[key]
    return known


def _support(record: Record, state: str, on: date) -> Support:
    return support(record, Instrument.CODE, state, on)


def _may_concern(record: Record, row: RollCall, statuses: Statuses) -> bool:
    """Whether somebody could hold the draft to fall under the Code: no assessor has to say so."""
    draft = record.draft_situation.get(row.id)
    if draft is not None:
        situation = record.situation.get(draft.situation)
        if draft.outside or (situation and situation.outside):
            return False
    said = statuses(row.id)
    return not said or any(status is not Status.NOT_ENGAGED for status in said.values())


# -- the four kinds -----------------------------------------------------------------------------


def _not_explained(
    record: Record, state: str, said: Iterable[Explanation], noes: Iterable[RollCall], statuses: Statuses
) -> Iterator[Question]:
    explained = {row.roll_call for row in said}
    for row in noes:
        if row.id in explained:
            continue
        pledge = _support(record, state, row.date)
        name = in_sentence(record.name(state, row.date))
        yield Question(
            QuestionKind.NOT_EXPLAINED,
            state,
            (row.id,),
            f"How does {name}, a supporter of the Code, explain its vote against {_called(record, row)}?",
            (
                _pledged(record, pledge, state, row.date),
                _voted(record, row),
                *_assessed(statuses(row.id)),
                "No explanation by it of this vote is known here, which is no proof that it gave none.",
            ),
            _cited(pledge.sources, row.source, _draft(record, row)),
        )


def _like_cases(
    record: Record, state: str, said: Iterable[Explanation], noes: Iterable[RollCall], statuses: Statuses
) -> Iterator[Question]:
    for told in said:
        if told.invokes_code is not Said.YES:
            continue
        of_vote = _draft(record, record.roll_call.get(told.roll_call or ""))
        situation = told.situation or (of_vote.situation if of_vote else None)
        action = of_vote.action if of_vote and of_vote.action is not Action.OTHER else None
        alike: list[tuple[RollCall, DraftSituation]] = []
        for row in noes:
            draft = _draft(record, row)
            if draft and row.id != told.roll_call and (draft.situation == situation or draft.action is action):
                alike.append((row, draft))
        if not alike:
            continue
        facts = [f"{_spoke(told)} {told.says} {CODE[Said.YES]}"]
        sources = [told.source]
        for row, draft in alike:
            pledge = _support(record, state, row.date)
            same = "the same situation" if draft.situation == situation else "another situation, for the same action"
            facts += [
                f"{_voted(record, row)} It is about {same} ({draft.situation}, {draft.action.value}).",
                _pledged(record, pledge, state, row.date),
                *_assessed(statuses(row.id)),
            ]
            sources += [row.source, draft.source, *pledge.sources]
        first = alike[0][0]
        name = in_sentence(record.name(state, first.date))
        votes = " and ".join(_called(record, row) for row, _ in alike)
        yield Question(
            QuestionKind.LIKE_CASES,
            state,
            tuple(row.id for row, _ in alike),
            f"How does {name} tell the case in which it invoked the Code from its vote against {votes}?",
            tuple(dict.fromkeys(facts)),
            _cited(*sources),
        )


_MEANS = {Leaning.FOR: "in favour", Leaning.AGAINST: "against", Leaning.ABSTAINED: "abstaining"}
_WOULD = {"yes": "in favour", "no": "against", "abstain": "abstaining", "not_participating": "not taking part"}


def _two_voices(record: Record, state: str, said: Iterable[Explanation]) -> Iterator[Question]:
    """One question a draft on which mission and capital stood differently; being undecided is no difference."""
    spoken: dict[str, list[tuple[Voice, str, str, str]]] = {}
    for told in said:
        means = _MEANS.get(told.position) or _WOULD.get(told.cast_stated or "")
        if told.roll_call and means:
            spoken.setdefault(told.roll_call, []).append(
                (told.voice, means, f"{_spoke(told)} {told.says}", told.source)
            )
    for stance in _stances_of(record, state):
        would = _WOULD.get(stance.stance)
        for place in [row.id for row in votes_on(record, stance.draft)] or [stance.draft]:
            if would:
                spoken.setdefault(place, []).append((stance.voice, would, _meant(stance), stance.source))
    for place, voices in spoken.items():
        mission = {means for voice, means, _, _ in voices if voice is Voice.MISSION}
        capital = {means for voice, means, _, _ in voices if voice is Voice.CAPITAL}
        if not (mission and capital) or mission == capital:
            continue
        vote = record.roll_call.get(place)
        day = vote.date if vote else date.max
        name = in_sentence(record.name(state, day))
        heard = [each for each in voices if each[0] is not Voice.UNKNOWN]
        facts = [f"{each} That is {means}." for _, means, each, _ in heard]
        if vote:
            facts.append(f"The roll call of {vote.date} has {_cast(vote.casts().get(state))}.")
        yield Question(
            QuestionKind.TWO_VOICES,
            state,
            (vote.id,) if vote else (),
            f"Which of the two spoke for {name} on {_called(record, vote) if vote else place}, its mission or its "
            "capital?",
            tuple(facts),
            _cited(*(source for _, _, _, source in heard), vote.source if vote else ""),
        )


def _other_vote_stated(record: Record, state: str, said: Iterable[Explanation]) -> Iterator[Question]:
    for told in said:
        vote = record.roll_call.get(told.roll_call or "")
        cast = vote.casts().get(state) if vote else None
        if vote is None or not told.cast_stated or cast in (None, Cast.UNKNOWN) or cast == told.cast_stated:
            continue
        if vote.outcome is Outcome.ADOPTED_WITHOUT_VOTE:
            continue
        name = in_sentence(record.name(state, vote.date))
        yield Question(
            QuestionKind.OTHER_VOTE_STATED,
            state,
            (vote.id,),
            f"Did {name} mean to vote otherwise on {_called(record, vote)}, is its statement misreported, or is the "
            "roll call wrong?",
            (
                f"{_spoke(told)} {told.says}",
                f"The statement, as it is reported, gives the vote as {told.cast_stated}.",
                f"The roll call of {vote.date} has {_cast(cast)}.",
            ),
            _cited(told.source, vote.source),
        )


# -- facts in sentences -------------------------------------------------------------------------


def _pledged(record: Record, pledge: Support, state: str, on: date) -> str:
    name = in_sentence(record.name(state, on))
    return f"{name[0].upper()}{name[1:]} supported the Code on that day: {pledge.reason}."


def _voted(record: Record, row: RollCall) -> str:
    tally, outcome = row.tally(), row.outcome.value.replace("_", " ")
    draft = record.draft_situation.get(row.id)
    asks = f" {draft.asks}" if draft and draft.asks and draft.confidence != RECALL else ""
    known = "" if draft else " To which situation the draft belongs is not known here."
    return f"It voted no on {_called(record, row)} ({tally}, {outcome}).{asks}{known}"


def _assessed(said: Mapping[str, Status | None]) -> tuple[str, ...]:
    """What assessors say of the draft, in a sentence; nothing if none says anything."""
    told = [f"{each}: {status.value.replace('_', ' ') if status else 'undetermined'}" for each, status in said.items()]
    return (f"Whether the Code applied to the draft: {'; '.join(told)}.",) if told else ()


def _spoke(told: Explanation) -> str:
    who = {Voice.MISSION: "Its mission", Voice.CAPITAL: "Its capital", Voice.UNKNOWN: "It"}[told.voice]
    speaker = f", by {told.speaker}," if told.speaker else ""
    return f"{who}{speaker} said {_when(told)} ({told.body}):"


def _meant(stance: Stance) -> str:
    who = {Voice.MISSION: "Its mission", Voice.CAPITAL: "Its capital", Voice.UNKNOWN: "It"}[stance.voice]
    speaker = f", by {stance.speaker}," if stance.speaker else ""
    return f"{who}{speaker} said {_when(stance)}, before the vote ({stance.phase}): {stance.says}"


def _when(row: Explanation | Stance) -> str:
    return f"on {row.when.exact}" if row.when.exact else str(row.when)


def _cast(cast: Cast | None) -> str:
    return cast.value.replace("_", " ") if cast else "no seat of it"


def _called(record: Record, row: RollCall) -> str:
    proposal = record.proposal.get(row.proposal)
    named = (proposal.symbol or proposal.resolution) if proposal else None
    if named:
        return f"{named} of {row.date}"
    title = f' ("{proposal.title}")' if proposal and proposal.title else ""
    return f"the draft of {row.date}{title}"


# -- small things -------------------------------------------------------------------------------


def _draft(record: Record, row: RollCall | None) -> DraftSituation | None:
    """What is known of a draft, unless that is only recalled."""
    draft = record.draft_situation.get(row.id) if row else None
    return draft if draft and draft.confidence != RECALL else None


def _stances_of(record: Record, state: str) -> list[Stance]:
    return [row for row in record.stances if row.state == state and row.confidence != RECALL]


def _days(record: Record, question: Question) -> tuple[date, tuple[str, ...]]:
    return min((record.roll_call[each].date for each in question.roll_calls), default=date.max), question.roll_calls


def _cited(*sources: str | Iterable[str] | DraftSituation | None) -> tuple[str, ...]:
    """Keys of sources, each once."""
    keys: dict[str, None] = {}
    for each in sources:
        if isinstance(each, DraftSituation):
            each = each.source
        keys.update(dict.fromkeys(each.split() if isinstance(each, str) else each or ()))
    return tuple(keys)
