"""Conduct held against pledges, and the assessors by whom it is found."""

from __future__ import annotations

from typing import Annotated

from horseshoe.answers import conduct as conducts
from horseshoe.answers import evidence as evidences
from horseshoe.answers import framework as frameworks
from horseshoe.answers import positions, questions
from horseshoe.answers import statements as saying
from horseshoe.answers.conduct import Noes, SituationConduct, StateConduct
from horseshoe.answers.evidence import AssessorsAnswer
from horseshoe.answers.framework import Checklist
from horseshoe.answers.partners import Partners, partners
from horseshoe.answers.positions import Agreement, Ideal
from horseshoe.answers.statements import Statements
from horseshoe.api.asking import (
    LONGEST,
    Amendments,
    AsKnown,
    AssessorName,
    On,
    Pledge,
    Since,
    SituationName,
    StateName,
    part,
)
from horseshoe.api.facts import Facts
from horseshoe.api.operation import Subject
from horseshoe.rules.findings import Reach

SUBJECT = Subject("Conduct", "What members did, held against what they had pledged: always according to an assessor.")


@SUBJECT.answers("/states/{state}/conduct", command="conduct")
def state_conduct(
    facts: Facts,
    state: StateName,
    assessor: AssessorName = None,
    instrument: Pledge = None,
    on: On = None,
    amendments: Amendments = False,
    as_known: AsKnown = None,
) -> StateConduct:
    """What a member did, held against what it had pledged.

    Its votes counted, and every no one by one, with the findings by pledge and assessor and what is not known.
    """
    code = questions.find_state(facts.whole, state)
    reach = Reach.ALL if amendments else Reach.DRAFTS
    return conducts.of_state(
        facts.whole, code, assessor=assessor, instrument=instrument, on=on, reach=reach, as_known=as_known
    )


@SUBJECT.answers("/states/{state}/statements")
def state_statements(facts: Facts, state: StateName, as_known: AsKnown = None) -> Statements:
    """What a state said of drafts, before votes and after them."""
    return saying.statements(facts.whole, questions.find_state(facts.whole, state), as_known=as_known)


@SUBJECT.answers("/states/{state}/partners")
def state_partners(facts: Facts, state: StateName, as_known: AsKnown = None) -> Partners:
    """With whom a state voted alike, and with whom not.

    In the Council's roll calls while both sat; beside it, labelled, in the General Assembly. Hidden where there is too
    little to say.
    """
    record = facts.whole.as_known(as_known)
    return partners(record, questions.find_state(record, state), as_known=as_known)


@SUBJECT.answers("/states/{state}/agreement/{other}", command="agreement")
def agreement(
    facts: Facts,
    state: StateName,
    other: Annotated[str, part("Another one.", "GBR", min_length=1, max_length=LONGEST)],
    since: Since = None,
    as_known: AsKnown = None,
) -> Agreement:
    """How often two states voted alike.

    In the Council's roll calls while both sat, the contested ones apart; beside it, labelled, in the General Assembly.
    """
    record = facts.whole
    a, b = questions.find_state(record, state), questions.find_state(record, other)
    return positions.agreement(record, a, b, since=since, as_known=as_known)


@SUBJECT.answers("/ideal", command="ideal", long=True)
def ideal(facts: Facts, on: On = None, since: Since = None, as_known: AsKnown = None) -> Ideal:
    """Where states stand on one line, from the contested roll calls.

    Ideal points with standard errors: with `on`, of the Council of that day from the roll calls before it; else of
    every state that sat since 1946. Hidden where there is too little to say.
    """
    return positions.ideal(facts.whole, on=on, since=since, as_known=as_known)


@SUBJECT.answers("/situations/{situation}/conduct", command="conduct")
def situation_conduct(
    facts: Facts,
    situation: SituationName,
    assessor: AssessorName = None,
    instrument: Pledge = None,
    on: On = None,
    amendments: Amendments = False,
    as_known: AsKnown = None,
) -> SituationConduct:
    """The votes on a situation, held against what members had pledged."""
    reach = Reach.ALL if amendments else Reach.DRAFTS
    return conducts.of_situation(
        facts.whole, situation, assessor=assessor, instrument=instrument, on=on, reach=reach, as_known=as_known
    )


@SUBJECT.answers("/situations/{situation}/framework", command="framework")
def framework(
    facts: Facts,
    situation: SituationName,
    assessor: AssessorName = None,
    on: On = None,
    as_known: AsKnown = None,
) -> Checklist:
    """The Framework of Analysis for Atrocity Crimes as a checklist.

    The 14 risk factors with what assessors observed of each in a situation. There is no score.
    """
    return frameworks.checklist(facts.whole, situation, on=on, assessor=assessor, as_known=as_known)


@SUBJECT.answers("/noes", command="conduct")
def noes(
    facts: Facts,
    assessor: AssessorName = None,
    on: On = None,
    amendments: Amendments = False,
    as_known: AsKnown = None,
) -> Noes:
    """Every no of a supporter of the Code, beside the published list."""
    reach = Reach.ALL if amendments else Reach.DRAFTS
    return conducts.noes(facts.whole, assessor=assessor, on=on, reach=reach, as_known=as_known)


@SUBJECT.answers("/assessors", command="assessors")
def assessors(facts: Facts, on: On = None, as_known: AsKnown = None) -> AssessorsAnswer:
    """Who assesses drafts, by what, and what comes of it.

    Each assessor with its parameters by date; how many votes, and how many of the listed noes of supporters, it calls
    engaged, contested, not engaged or undetermined; and how a critic and a defender of the supporters would read that.
    """
    return evidences.assessors(facts.whole, on=on, as_known=as_known)
