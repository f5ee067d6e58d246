"""The pledges: who supports which, since when, how we know, and what was published."""

from __future__ import annotations

from typing import Annotated

from horseshoe.answers import claims as numbers
from horseshoe.answers import comparison
from horseshoe.answers import lobby as lobbying
from horseshoe.answers import roster as rosters
from horseshoe.answers import timeline as timelines
from horseshoe.answers.claims import Claims
from horseshoe.answers.comparison import Changes, Comparison
from horseshoe.answers.growth import Growth, growth
from horseshoe.answers.implied import Implied
from horseshoe.answers.lobby import Lobby
from horseshoe.answers.questions import BadQuestion, find_state, find_states
from horseshoe.answers.roster import Roster
from horseshoe.answers.texts import Texts, texts
from horseshoe.answers.timeline import Kind, Timeline
from horseshoe.api.asking import AsDay, AsKnown, AsPledge, Disavowal, On, Since, Until, told, words
from horseshoe.api.facts import Facts
from horseshoe.api.operation import Subject
from horseshoe.facts.pledges import Instrument
from horseshoe.rules.code import DisavowalPolicy

SUBJECT = Subject("Pledges", "The ACT Code of Conduct and the France/Mexico Political Declaration.")


@SUBJECT.answers("/roster/{instrument}", command="roster")
def roster(
    facts: Facts,
    instrument: AsPledge,
    on: On = None,
    disavowal: Disavowal = DisavowalPolicy.IGNORED,
    as_known: AsKnown = None,
) -> Roster:
    """Who supports a pledge text on a day, and how we know.

    By name, with dates, doubt, evidence and regional groups, beside the published numbers.
    """
    return rosters.roster(facts.whole, instrument, facts.day(on), as_known=as_known, policy=disavowal)


@SUBJECT.answers("/roster/{instrument}/changes", command="roster")
def roster_changes(
    facts: Facts,
    instrument: AsPledge,
    since: AsDay,
    on: On = None,
    disavowal: Disavowal = DisavowalPolicy.IGNORED,
    as_known: AsKnown = None,
) -> Changes:
    """What changed in a roster since a day."""
    return comparison.changes(facts.whole, instrument, since, facts.day(on), as_known=as_known, policy=disavowal)


@SUBJECT.answers("/roster/{instrument}/growth")
def roster_growth(
    facts: Facts,
    instrument: AsPledge,
    until: Until = None,
    disavowal: Disavowal = DisavowalPolicy.IGNORED,
    as_known: AsKnown = None,
) -> Growth:
    """How a roster grew from its first text on, beside the numbers that were published."""
    return growth(facts.whole, instrument, facts.day(until), as_known=as_known, policy=disavowal)


@SUBJECT.answers("/texts")
def pledge_texts(facts: Facts, on: On = None, as_known: AsKnown = None) -> Texts:
    """Both pledges and the rules beside them, and the questions that people ask about them.

    What each text says, whom it binds and to what, with the place of each answer in its document.
    """
    return texts(facts.whole.as_known(as_known), facts.day(on))


@SUBJECT.answers("/roster", command="roster")
def roster_comparison(
    facts: Facts,
    on: On = None,
    among: Annotated[str | None, words("These states too, such as candidates, with commas between them.")] = None,
    disavowal: Disavowal = DisavowalPolicy.IGNORED,
    as_known: AsKnown = None,
) -> Comparison:
    """Both rosters side by side: who supports both texts, or one."""
    states = find_states(facts.whole, among or "")
    return comparison.compare(facts.whole, facts.day(on), among=states, as_known=as_known, policy=disavowal)


@SUBJECT.answers("/claims", command="claims")
def claims(facts: Facts, on: On = None, as_known: AsKnown = None) -> Claims:
    """How the published numbers of supporters stand.

    Each against the names known for its day, and against the other numbers: agrees, differs, contradicts, or cannot be
    decided. With `on`, only the numbers published for that day.
    """
    return numbers.claims(facts.whole, on=on, as_known=as_known)


@SUBJECT.answers("/claims/implied", command="claims", long=True)
def implied_claims(facts: Facts, on: On = None, as_known: AsKnown = None) -> Implied:
    """What the published numbers imply together, by a solver, and which contradict."""
    from horseshoe.answers.implied import implied

    return implied(facts.whole, on=on, as_known=as_known)


@SUBJECT.answers("/lobby/{instrument}", command="lobby")
def lobby(facts: Facts, instrument: AsPledge, on: On = None, as_known: AsKnown = None) -> Lobby:
    """Whom to ask to join a pledge.

    The states whose support is not certain, in an order whose reasons are shown: on the Council now, elected,
    candidate, spoke in support, neighbours; and the next date at which it matters.
    """
    return lobbying.lobby(facts.whole, Instrument(instrument), facts.day(on), as_known=as_known)


@SUBJECT.answers("/timeline", command="timeline")
def timeline(
    facts: Facts,
    state: Annotated[str | None, words("Only what this state had a part in.")] = None,
    since: Since = None,
    until: Until = None,
    kind: Annotated[Kind | None, told("Only entries of this kind.")] = None,
    as_known: AsKnown = None,
) -> Timeline:
    """The history of the Code and the Declaration.

    Events with who took part, documents, statements that invoke the pledges, calls by officials; where two sources
    differ, both are shown.
    """
    if since and until and since > until:
        raise BadQuestion(f"since {since} lies after until {until}: give the earlier day first.")
    code = find_state(facts.whole, state) if state else None
    return timelines.timeline(facts.whole, state=code, since=since, until=until, kind=kind, as_known=as_known)
