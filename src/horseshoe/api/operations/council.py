"""The Council, its votes, and what a vote would come to."""

from __future__ import annotations

from typing import Annotated

from horseshoe.answers import council as councils
from horseshoe.answers import deadline as deadlines
from horseshoe.answers import outcome as outcomes
from horseshoe.answers.council import Council
from horseshoe.answers.deadline import AssemblyDeadline
from horseshoe.answers.outcome import SupposedOutcome
from horseshoe.answers.power import PowerAnswer
from horseshoe.answers.questions import BadQuestion, find_states
from horseshoe.api.asking import LONGEST, AsDay, AsFlag, AsKnown, On, flag, part, told, words
from horseshoe.api.facts import Facts
from horseshoe.api.operation import Subject
from horseshoe.facts.proposals import Cast, Matter
from horseshoe.rules import charter, symbols
from horseshoe.site.pages.council import CouncilAnswer, of_day
from horseshoe.site.pages.today import Today
from horseshoe.site.pages.today import today as of_today

SUBJECT = Subject("Council", "Who sat, what carries a decision, and what a vote would come to.")


@SUBJECT.answers("/council", command="council")
def council(facts: Facts, on: On = None, as_known: AsKnown = None) -> Council:
    """Who sat on the Council on a day.

    With the presidency, regional groups, terms, and the votes that a decision needed.
    """
    return councils.council(facts.whole, facts.day(on), as_known=as_known)


@SUBJECT.answers("/today")
def today(facts: Facts, on: On = None, as_known: AsKnown = None) -> Today:
    """What there is to know on a day.

    The Council with the pledges of its members, the vetoes that the Assembly still has to debate, the newest votes, how
    many support each pledge, and what is missing here.
    """
    return of_today(facts.whole.as_known(as_known), facts.day(on))


@SUBJECT.answers("/council/pledges")
def council_pledges(facts: Facts, on: On = None, as_known: AsKnown = None) -> CouncilAnswer:
    """The Council of a day with the pledges of its members and the power of its seats."""
    return of_day(facts.whole.as_known(as_known), facts.day(on))


@SUBJECT.answers("/power", command="power")
def power(
    facts: Facts,
    on: On = None,
    procedural: Annotated[AsFlag, flag("The matter is procedural: Article 27(2).")] = False,
    as_known: AsKnown = None,
) -> PowerAnswer:
    """What the rules alone give a seat.

    Shapley-Shubik and Banzhaf, exact, for each seat for or against, and with abstention as the Council has it.
    """
    from horseshoe.answers.power import power as of_council

    matter = Matter.PROCEDURAL if procedural else Matter.SUBSTANTIVE
    return of_council(facts.whole, facts.day(on), matter=matter, as_known=as_known)


@SUBJECT.answers("/outcome", command="outcome")
def outcome(
    facts: Facts,
    on: Annotated[AsDay | None, told("The Council of this day votes; today's if not given.", "2022-02-25")] = None,
    no: Annotated[str | None, words("Seats that vote no, by code or name, with commas between them.", "RUS")] = None,
    abstain: Annotated[str | None, words("Seats that abstain.", "CHN,IND,ARE")] = None,
    absent: Annotated[str | None, words("Seats that are empty.")] = None,
    not_participating: Annotated[str | None, words("Seats that take no part in the vote.")] = None,
    party: Annotated[str | None, words("Parties to the dispute: Article 27(3), proviso.")] = None,
    procedural: Annotated[AsFlag, flag("The matter is procedural: Article 27(2).")] = False,
    any_members: Annotated[AsFlag, flag("The Charter asks for a number of members, whichever: Article 109.")] = False,
    enforce_27_3: Annotated[AsFlag, flag("Count the parties as abstaining; by default a warning.")] = False,
    as_known: AsKnown = None,
) -> SupposedOutcome:
    """What a vote would come to.

    Seats that are not named vote yes.
    """
    if procedural and any_members:
        raise BadQuestion("procedural and any_members exclude each other: give one.")
    record = facts.whole
    return outcomes.outcome(
        record,
        facts.day(on),
        {
            Cast.NO: find_states(record, no or ""),
            Cast.ABSTAIN: find_states(record, abstain or ""),
            Cast.ABSENT: find_states(record, absent or ""),
            Cast.NOT_PARTICIPATING: find_states(record, not_participating or ""),
        },
        matter=Matter.PROCEDURAL if procedural else Matter.ANY_MEMBERS if any_members else Matter.SUBSTANTIVE,
        parties=find_states(record, party or ""),
        policy=charter.Policy(enforce_27_3=enforce_27_3),
        as_known=as_known,
    )


@SUBJECT.answers("/deadline/{veto_date}", command="deadline")
def deadline(
    facts: Facts,
    veto_date: Annotated[AsDay, part("Day of the veto.", "2022-02-25")],
    as_known: AsKnown = None,
) -> AssemblyDeadline:
    """By when the Assembly must meet.

    Ten working days after a veto (A/RES/76/262), counted with the calendar of UN Headquarters.
    """
    return deadlines.assembly_deadline(facts.whole, veto_date, as_known=as_known)


@SUBJECT.answers("/symbol/{path:symbol}", command="symbol")
def symbol(
    facts: Facts,
    symbol: Annotated[
        str,
        part("A document symbol of the United Nations.", "S/RES/2720 (2023)", min_length=1, max_length=LONGEST),
    ],
) -> symbols.Symbol:
    """Read a UN document symbol.

    Its normal form, its class and its parts.
    """
    return symbols.parse(symbol)
