"""Votes: roll calls, vetoes, and everything about a draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from horseshoe.answers import brief as briefs
from horseshoe.answers import conduct as conducts
from horseshoe.answers import evidence as evidences
from horseshoe.answers import rollcall as rollcalls
from horseshoe.answers import statements as saying
from horseshoe.answers import vetoes as listed
from horseshoe.answers.brief import Brief
from horseshoe.answers.conduct import DraftConduct
from horseshoe.answers.evidence import EvidenceAnswer
from horseshoe.answers.questions import BadQuestion, find_situation, find_state, fold
from horseshoe.answers.rollcall import RollCallAnswer, RollCalls
from horseshoe.answers.statements import Statements
from horseshoe.answers.veto_lists import VetoLists, veto_lists
from horseshoe.answers.vetoes import Vetoes
from horseshoe.api.asking import (
    Amendments,
    AsKnown,
    AssessorName,
    On,
    Pledge,
    Since,
    SituationAsked,
    Symbol,
    Until,
    told,
    words,
)
from horseshoe.api.facts import Facts
from horseshoe.api.operation import Subject
from horseshoe.api.paging import Listed
from horseshoe.facts.proposals import Cast, Outcome, RollCall
from horseshoe.facts.record import Record
from horseshoe.rules.findings import Reach
from horseshoe.site.pages.votes import YearRow, by_year

SUBJECT = Subject("Votes", "Roll calls since 1946, vetoes, and all that is known of a draft.")


@SUBJECT.answers("/rollcalls")
def list_rollcalls(
    facts: Facts,
    year: Annotated[int | None, told("Votes of this year.", 2022, ge=1945, le=2200)] = None,
    since: Since = None,
    until: Until = None,
    situation: SituationAsked = None,
    state: Annotated[str | None, words("Votes in which this state had a seat, by code or name.")] = None,
    cast: Annotated[Cast | None, told("What the state did; goes with state.")] = None,
    outcome: Annotated[Outcome | None, told("Votes that came to this.")] = None,
    vetoed_by: Annotated[str | None, words("Votes that this state vetoed, by code or name.")] = None,
    about: Annotated[str | None, words("Words in the title, agenda item, topic or a symbol.")] = None,
    as_known: AsKnown = None,
) -> Listed[RollCallAnswer]:
    """Roll calls, the newest first.

    Each with its seats, its outcome by Article 27 with the reason, doubts and sources.
    """
    record = facts.whole.as_known(as_known)
    if cast and not state:
        raise BadQuestion("cast goes with state: name whose.")
    rows: Iterator[RollCall] = iter(record.roll_calls)
    if year:
        rows = (row for row in rows if row.date.year == year)
    if since:
        rows = (row for row in rows if row.date >= since)
    if until:
        rows = (row for row in rows if row.date <= until)
    if situation:
        wanted = find_situation(record, situation)
        rows = (row for row in rows if (told := record.draft_situation.get(row.id)) and told.situation == wanted)
    if state:
        seat = find_state(record, state)
        rows = (row for row in rows if (did := row.casts().get(seat)) is not None and (cast is None or did is cast))
    if outcome:
        rows = (row for row in rows if row.outcome is outcome)
    if vetoed_by:
        who = find_state(record, vetoed_by)
        rows = (
            row
            for row in rows
            if row.outcome is Outcome.VETOED and who in row.no and who in rollcalls.decide(record, row).vetoed_by
        )
    if about:
        words = fold(about).split()
        rows = (row for row in rows if (said := _said(record, row)) and all(word in said for word in words))
    found = sorted(rows, key=lambda row: (row.date, row.id), reverse=True)
    return Listed(found, lambda row: rollcalls.answer(record, row))


@SUBJECT.answers("/rollcalls/years")
def rollcall_years(facts: Facts, as_known: AsKnown = None) -> tuple[YearRow, ...]:
    """Every year with its votes counted, the newest first."""
    return by_year(facts.whole.as_known(as_known))


@SUBJECT.answers("/rollcalls/{path:symbol}", command="rollcall")
def rollcall(facts: Facts, symbol: Symbol, as_known: AsKnown = None) -> RollCalls:
    """How each seat voted, and what follows.

    Every roll call that bears a symbol, with its outcome, the reason and the article, doubts and sources.
    """
    return rollcalls.rollcall(facts.whole, symbol, as_known=as_known)


@SUBJECT.answers("/drafts/{path:symbol}/conduct", command="conduct")
def draft_conduct(
    facts: Facts,
    symbol: Symbol,
    assessor: AssessorName = None,
    instrument: Pledge = None,
    on: On = None,
    amendments: Amendments = False,
    as_known: AsKnown = None,
) -> DraftConduct:
    """What each seat did on a draft, held against what it had pledged.

    By pledge and assessor, with the reason, and which findings hold under every assessor.
    """
    reach = Reach.ALL if amendments else Reach.DRAFTS
    return conducts.of_draft(
        facts.whole, symbol, assessor=assessor, instrument=instrument, on=on, reach=reach, as_known=as_known
    )


@SUBJECT.answers("/drafts/{path:symbol}/evidence", command="evidence")
def evidence(facts: Facts, symbol: Symbol, as_known: AsKnown = None) -> EvidenceAnswer:
    """What was known on the day of a vote.

    What documents of the United Nations had said of genocide, crimes against humanity and war crimes by that day, in
    order of date; what came only afterwards, apart; rival texts, and where states disagreed, with both sides.
    """
    return evidences.evidence(facts.whole, symbol, as_known=as_known)


@SUBJECT.answers("/drafts/{path:symbol}/statements")
def draft_statements(facts: Facts, symbol: Symbol, as_known: AsKnown = None) -> Statements:
    """What states said of a draft, before the vote and after it."""
    return saying.statements(facts.whole, symbol=symbol, as_known=as_known)


@SUBJECT.answers("/drafts/{path:symbol}", command="brief")
def brief(facts: Facts, symbol: Symbol, as_known: AsKnown = None) -> Brief:
    """Everything about a draft after its vote: the brief.

    Who sat, who voted how, what Article 27 makes of it and why, which seats had pledged (with the doubt), the findings
    by assessor, what was known on the day, and what the General Assembly owed and did.
    """
    return briefs.brief(facts.whole, symbol, on=facts.today, as_known=as_known)


@SUBJECT.answers("/vetoes", command="vetoes")
def vetoes(
    facts: Facts,
    by: Annotated[str | None, words("Vetoed by this permanent member.", "RUS")] = None,
    since: Since = None,
    until: Until = None,
    situation: SituationAsked = None,
    about: Annotated[str | None, words("Text in the title, agenda item, topic or symbol.")] = None,
    as_known: AsKnown = None,
) -> Vetoes:
    """Proposals vetoed, and vetoes cast.

    The two are counted apart. The agenda item alone does not identify a situation.
    """
    record = facts.whole
    return listed.vetoes(
        record,
        by=find_state(record, by) if by else None,
        since=since,
        until=until,
        about=about,
        situation=situation,
        as_known=as_known,
    )


@SUBJECT.answers("/vetoes/lists")
def vetoes_beside(facts: Facts, as_known: AsKnown = None) -> VetoLists:
    """What other published lists have of the vetoes counted here, and what a count can leave out."""
    record = facts.whole.as_known(as_known)
    return veto_lists(record, listed.vetoes(record).vetoes)


def _said(record: Record, row: RollCall) -> str:
    """The words by which a vote can be found."""
    words: dict[str, str] = record.derived.setdefault("api.words", {})
    if (known := words.get(row.id)) is None:
        proposal = record.proposal[row.proposal]
        told = (proposal.title, proposal.agenda, proposal.topic, proposal.symbol, *proposal.also, proposal.resolution)
        known = words[row.id] = fold(" ".join(filter(None, (*told, row.meeting, row.id))))
    return known
