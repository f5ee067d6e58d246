"""The Record itself: what it holds, where it comes from, and whether it holds together."""

from __future__ import annotations

from typing import Annotated

from horseshoe.answers import coverage as coverages
from horseshoe.answers import replay as replays
from horseshoe.answers import verify as verifications
from horseshoe.answers.coverage import Coverage
from horseshoe.answers.method import Method
from horseshoe.answers.method import method as of_method
from horseshoe.answers.questions import find_situation, find_state, fold
from horseshoe.answers.replay import Replay
from horseshoe.answers.sources import Sources
from horseshoe.answers.sources import sources as of_sources
from horseshoe.answers.state import StateAnswer
from horseshoe.answers.state import state as of_state
from horseshoe.answers.verify import Verification
from horseshoe.api.asking import AsKnown, On, SituationName, StateName, told, words
from horseshoe.api.facts import Facts
from horseshoe.api.operation import Subject
from horseshoe.api.paging import Listed
from horseshoe.facts.sources import Source
from horseshoe.facts.states import State, StateKind
from horseshoe.site.pages.situation import SituationAnswer
from horseshoe.site.pages.situation import situation as of_situation
from horseshoe.site.pages.situations import SituationRow
from horseshoe.site.pages.situations import situations as of_situations
from horseshoe.site.search.found import Answer as Found
from horseshoe.site.search.found import answer
from horseshoe.site.search.suggest import Suggestion, suggestions

SUBJECT = Subject("Record", "What is known here, where it comes from, what is missing, and whether it holds together.")


@SUBJECT.answers("/coverage", command="coverage")
def coverage(facts: Facts, on: On = None, as_known: AsKnown = None) -> Coverage:
    """What is known here, and what is missing."""
    return coverages.coverage(facts.whole, facts.day(on), as_known=as_known)


@SUBJECT.answers("/replay", command="replay", long=True)
def replay(facts: Facts, as_known: AsKnown = None) -> Replay:
    """The whole record put through Article 27.

    Every roll call since 1946 is decided anew and compared with its recorded outcome.
    """
    return replays.replay(facts.whole, as_known=as_known)


@SUBJECT.answers("/verify", command="verify", long=True)
def verify(facts: Facts, as_known: AsKnown = None) -> Verification:
    """The tables held against each other and against the rules."""
    return verifications.verify(facts.whole, as_known=as_known)


@SUBJECT.answers("/states")
def states(
    facts: Facts,
    kind: Annotated[StateKind | None, told("Members, observers, or states that ended.")] = None,
    about: Annotated[str | None, words("Words in the name.")] = None,
    as_known: AsKnown = None,
) -> Listed[State]:
    """Every state, by code."""
    rows = facts.whole.as_known(as_known).states
    words = fold(about or "").split()
    return Listed(
        sorted(
            (
                row
                for row in rows
                if (kind is None or row.kind is kind) and all(word in fold(row.name) for word in words)
            ),
            key=lambda row: row.code,
        )
    )


@SUBJECT.answers("/states/{state}")
def state(facts: Facts, state: StateName, on: On = None, as_known: AsKnown = None) -> StateAnswer:
    """All that is known of a state.

    Its names, seats and terms, how it stands to both pledges and since when, how it voted by situation, where it stood
    for election, and what it said.
    """
    record = facts.whole.as_known(as_known)
    return of_state(record, find_state(record, state), facts.day(on))


@SUBJECT.answers("/situations")
def situations(facts: Facts, as_known: AsKnown = None) -> Listed[SituationRow]:
    """Every situation that votes are assigned to, by name, with its votes and documents counted."""
    return Listed(of_situations(facts.whole.as_known(as_known)))


@SUBJECT.answers("/situations/{situation}")
def situation(facts: Facts, situation: SituationName, as_known: AsKnown = None) -> SituationAnswer:
    """A situation: its votes held against the pledges, what documents say of it, and where states disagreed."""
    record = facts.whole.as_known(as_known)
    return of_situation(record, find_situation(record, situation))


@SUBJECT.answers("/search")
def search(facts: Facts, q: Annotated[str, words("What is looked for.", "Syria veto 2012")]) -> Found:
    """States, votes, situations, documents and pages, by any name that they are known by.

    What bears just this name, then what holds its words, by kind, at most twelve of each; and what comes near where
    nothing is found. Addresses are those of the pages.
    """
    return answer(facts.record, q)


@SUBJECT.answers("/search/suggestions")
def search_suggestions(
    facts: Facts, address: Annotated[str, words("An address that leads nowhere.", "states/Frnace")]
) -> tuple[Suggestion, ...]:
    """Pages that may have been meant by an address, the likeliest first."""
    return suggestions(facts.record, address)


@SUBJECT.answers("/method")
def method(facts: Facts, as_known: AsKnown = None) -> Method:
    """How answers come about.

    The rules with their sources, what each finding means, the settings of each standard, and how well forecasts did.
    """
    return of_method(facts.whole.as_known(as_known))


@SUBJECT.answers("/sources/publishers")
def publishers(
    facts: Facts,
    kind: Annotated[str | None, words("Sources of this kind, such as document or page.")] = None,
    about: Annotated[str | None, words("Words in the title, symbol or address.")] = None,
    table: Annotated[str | None, words("Sources that rows of this table cite.", "pledges")] = None,
    as_known: AsKnown = None,
) -> Sources:
    """Every source by who published it, with how many facts rest on it."""
    return of_sources(facts.whole.as_known(as_known), about=about, kind=kind, table=table)


@SUBJECT.answers("/sources")
def sources(
    facts: Facts,
    kind: Annotated[str | None, words("Sources of this kind, such as document or page.")] = None,
    about: Annotated[str | None, words("Words in the title, symbol or address.")] = None,
    as_known: AsKnown = None,
) -> Listed[Source]:
    """Every source that a fact is cited from, by key."""
    words = fold(about or "").split()
    return Listed(
        sorted(
            (
                row
                for row in facts.whole.as_known(as_known).sources
                if (kind is None or row.kind == kind) and (not words or _says(row, words))
            ),
            key=lambda row: row.id,
        )
    )


def _says(row: Source, words: list[str]) -> bool:
    said = fold(" ".join(filter(None, (row.id, row.title, row.symbol, row.url))))
    return all(word in said for word in words)
