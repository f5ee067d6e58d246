"""What follows a veto in the General Assembly, and the elections that it holds."""

from __future__ import annotations

from typing import Annotated

from horseshoe.answers import docket as dockets
from horseshoe.answers import election as elections
from horseshoe.answers import elections as listed
from horseshoe.answers import scorecard as scorecards
from horseshoe.answers import speakers as speaking
from horseshoe.answers import uniting as unitings
from horseshoe.answers.docket import Docket
from horseshoe.answers.docket_entry import DocketEntry
from horseshoe.answers.election import Election
from horseshoe.answers.elections import ElectionPledges, Elections
from horseshoe.answers.questions import BadQuestion, find_states
from horseshoe.answers.scorecard import Scorecard
from horseshoe.answers.speakers import AfterVeto
from horseshoe.answers.uniting import Sessions, Uniting
from horseshoe.api.asking import AsDay, AsFlag, AsKnown, Group, On, SituationName, Symbol, Year, flag, told, words
from horseshoe.api.facts import Facts
from horseshoe.api.operation import Subject
from horseshoe.facts.proposals import Cast

SUBJECT = Subject("Assembly", "What must follow a veto and by when; elections to the Council.")


@SUBJECT.answers("/docket", command="docket")
def docket(
    facts: Facts,
    on: On = None,
    since: Annotated[AsDay | None, told("Only vetoes of this day or later.")] = None,
    open_only: Annotated[AsFlag, flag("Only debates that may still come in time.")] = False,
    as_known: AsKnown = None,
) -> Docket:
    """What each veto obliges the Assembly to do.

    The last day of the debate (A/RES/76/262), and what is known to have happened.
    """
    return dockets.docket(facts.whole, facts.day(on), since=since, open_only=open_only, as_known=as_known)


@SUBJECT.answers("/docket/{path:symbol}")
def docket_entry(facts: Facts, symbol: Symbol, on: On = None, as_known: AsKnown = None) -> DocketEntry:
    """What one veto obliges the Assembly to do."""
    return dockets.find_entry(facts.whole, symbol, facts.day(on), as_known=as_known)


@SUBJECT.answers("/heard/{path:symbol}", command="speakers")
def heard_after(facts: Facts, symbol: Symbol, on: On = None, as_known: AsKnown = None) -> AfterVeto:
    """Who of the supporters of the Code was heard after a veto: in the Council, or in the Assembly."""
    record = facts.whole.as_known(as_known)
    return speaking.after_veto(record, dockets.find_entry(record, symbol, facts.day(on)), as_known=as_known)


@SUBJECT.answers("/uniting", command="uniting")
def uniting_sessions(facts: Facts, on: On = None, as_known: AsKnown = None) -> Sessions:
    """The emergency special sessions of the Assembly under Uniting for Peace."""
    return unitings.sessions(facts.whole, facts.day(on), as_known=as_known)


@SUBJECT.answers("/situations/{situation}/uniting", command="uniting")
def uniting(
    facts: Facts,
    situation: SituationName,
    on: On = None,
    yes: Annotated[str | None, words("Seats expected to vote for a session, with commas between them.")] = None,
    no: Annotated[str | None, words("Seats expected to vote against.")] = None,
    abstain: Annotated[str | None, words("Seats expected to abstain.")] = None,
    as_known: AsKnown = None,
) -> Uniting:
    """Uniting for Peace in a situation.

    The vetoes on it, the routes to a session, and whose votes in the Council are still wanting.
    """
    expected: dict[str, Cast] = {}
    for cast, named in ((Cast.YES, yes), (Cast.NO, no), (Cast.ABSTAIN, abstain)):
        for state in find_states(facts.whole, named or ""):
            if expected.get(state, cast) is not cast:
                raise BadQuestion(f"{state} is expected to vote {expected[state].value} and {cast.value}: give one.")
            expected[state] = cast
    return unitings.uniting(facts.whole, situation, facts.day(on), positions=expected, as_known=as_known)


@SUBJECT.answers("/elections")
def elections_known(facts: Facts, on: On = None, as_known: AsKnown = None) -> Elections:
    """Every election that is known, and the next ones with the seats that fall vacant."""
    return listed.elections(facts.whole, facts.day(on), as_known=as_known)


@SUBJECT.answers("/elections/{year}/pledges")
def election_pledges(facts: Facts, year: Year, on: On = None, as_known: AsKnown = None) -> ElectionPledges:
    """An election with the pledges of its candidates, on its day and on another."""
    return listed.with_pledges(facts.whole, year, facts.day(on), as_known=as_known)


@SUBJECT.answers("/elections/{year}", command="election")
def election(facts: Facts, year: Year, group: Group = None, as_known: AsKnown = None) -> Election:
    """An election of non-permanent members.

    Seats, candidates, ballots by round with the majority computed and published, results, and the terms that followed.
    """
    wanted = elections.find_group(group) if group else None
    return elections.election(facts.whole, year, group=wanted, as_known=as_known)


@SUBJECT.answers("/elections/{year}/scorecard", command="scorecard")
def scorecard(
    facts: Facts,
    year: Year,
    group: Group = None,
    on: On = None,
    as_known: AsKnown = None,
) -> Scorecard:
    """The candidates of an election, against a published list of criteria.

    Each cell is a fact or a finding with its evidence and its doubt: certain, possible, or not known here. Nothing is
    added up.
    """
    wanted = elections.find_group(group) if group else None
    return scorecards.scorecard(facts.whole, year, facts.day(on), group=wanted, as_known=as_known)
