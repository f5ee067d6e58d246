"""Before the vote: a planned draft, a campaign, ballots. Sent in the body, computed, and kept nowhere."""

from __future__ import annotations

import datetime
from typing import Annotated

import msgspec

from horseshoe.answers import campaign as campaigns
from horseshoe.answers import tally as tallies
from horseshoe.answers.campaign import Campaign
from horseshoe.answers.docket import find_entry
from horseshoe.answers.planned_brief import PlannedBrief
from horseshoe.answers.questions import find_casts
from horseshoe.answers.speakers import SpeakersList, speakers_list
from horseshoe.answers.tally import RoundTally
from horseshoe.answers.whip import Whip
from horseshoe.api.asking import AsKnown, told, words
from horseshoe.api.facts import Facts
from horseshoe.api.operation import Subject
from horseshoe.api.posted import Posted
from horseshoe.rules.ballots import LevelAtTheLastPlace, Policy, RankedBy
from horseshoe.rules.speakers import Observers, Precedence, Rank
from horseshoe.sources import campaign_toml, draft_toml, speakers_file, tally_csv
from horseshoe.store.opening import model_folder

SUBJECT = Subject("Ahead", "Computations over what is sent; nothing of it is kept.")


class Request(msgspec.Struct, kw_only=True):
    """One request for the floor."""

    state: str
    rank: Rank
    asked: datetime.datetime
    speaker: str | None = None
    on_behalf_of: str | None = None


class Asking(msgspec.Struct, kw_only=True):
    """Who asked for the floor, and what the rules leave open."""

    veto: str | None = None
    speaker: tuple[Request, ...]
    precedence: Precedence = Precedence.BY_RANK
    observers: Observers = Observers.LAST
    groups_first: bool = False
    ranks_below_minister: bool = False


Held = Annotated[str | None, words("Hold seats to casts, with commas between them.", "CHN=abstain")]


@SUBJECT.computes("/whip", draft_toml.Typed, command="whip")
def whip(facts: Facts, body: Posted, what_if: Held = None, as_known: AsKnown = None) -> Whip:
    """The odds of a draft before its vote: the whip count.

    From what each seat declared and what the record tells of it: the odds, who is bound, the paths to nine, on whom it
    turns, whom to call. The body is the file that `horseshoe whip --template` prints, as TOML, or the same as JSON.
    """
    from horseshoe.answers.whip import whip as count

    record = facts.whole.as_known(as_known)
    planned = draft_toml.read(body, record)
    return count(record, planned, what_if=find_casts(record, what_if or ""), cache=model_folder())


@SUBJECT.computes("/brief", draft_toml.Typed, command="brief")
def planned_brief(facts: Facts, body: Posted, what_if: Held = None, as_known: AsKnown = None) -> PlannedBrief:
    """The brief of a draft before its vote.

    The odds, whom to call first, who is bound and who wobbles. The body is that of the whip count.
    """
    from horseshoe.answers.planned_brief import planned_brief as make

    record = facts.whole.as_known(as_known)
    planned = draft_toml.read(body, record)
    return make(record, planned, what_if=find_casts(record, what_if or ""), cache=model_folder())


@SUBJECT.computes("/campaign", campaign_toml.Typed, command="campaign")
def campaign(
    facts: Facts,
    body: Posted,
    rounds: Annotated[int, told("How many rounds to follow.", ge=1, le=20)] = 7,
) -> Campaign:
    """The odds of a candidacy.

    In the first round, and in each pattern that may follow; computed, not sampled, under the assumptions shown.
    """
    return campaigns.campaign(campaign_toml.read(body), rounds=rounds)


@SUBJECT.computes("/speakers", Asking, command="speakers")
def speakers(
    facts: Facts,
    body: Posted,
    veto: Annotated[str | None, words("The draft vetoed, where the body does not name it.", "S/2022/155")] = None,
    as_known: AsKnown = None,
) -> SpeakersList:
    """The list of speakers for the debate on a veto.

    The vetoing members first (A/RES/76/262, OP2), then by rank and in the order of requests. The body is the file that
    `horseshoe speakers --template` prints, as TOML, or the same as JSON.
    """
    record = facts.whole.as_known(as_known)
    asked = speakers_file.read(body, record)
    named = veto or asked.veto
    entry = find_entry(record, named, facts.today) if named else None
    return speakers_list(record, asked.requests, entry, policy=asked.policy)


@SUBJECT.computes("/tally", str, command="tally")
def tally(
    facts: Facts,
    body: Posted,
    level: Annotated[
        LevelAtTheLastPlace, told("Who stands when several are level at the last restricted place: no rule says.")
    ] = LevelAtTheLastPlace.EXTRA_BALLOT,
    ranked_by: Annotated[
        RankedBy, told("Which ballot ranks them once some of several places are filled.")
    ] = RankedBy.OPEN_BALLOT,
) -> tuple[RoundTally, ...]:
    """Count the ballots of an election.

    Majority, who is elected, and which round follows with whom (rules 83, 86, 93 and 94). The body is the CSV file that
    `horseshoe tally --template` prints, filled in.
    """
    return tallies.tally(tally_csv.read(body), policy=Policy(level, ranked_by))
