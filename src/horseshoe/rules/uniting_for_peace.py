"""Uniting for Peace, A/RES/377 A (V) of 3 November 1950: when the Assembly acts because the Council cannot.

Paragraph A.1 has three preconditions: the permanent members lack unanimity, the Council therefore fails to exercise
its primary responsibility, and there appears to be a threat to the peace, a breach of the peace or an act of
aggression. The Assembly then considers the matter at once; if it is not in session, it may meet in emergency special
session within 24 hours of the request. The request comes from the Council, on the vote of any seven members, since the
enlargement nine, which is procedural so that no veto counts; or from a majority of the Members of the United Nations
(rules of procedure of the Assembly, rules 8(b) and 9(b)). Only the first precondition can be read off a roll call:
the others are judgments, and are handed in by whoever makes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import msgspec

from horseshoe.facts.proposals import Cast
from horseshoe.rules import charter

RESOLUTION = "A/RES/377 A (V)"
ADOPTED = date(1950, 11, 3)
HOURS = 24


class Precondition(StrEnum):
    """What paragraph A.1 asks for."""

    LACK_OF_UNANIMITY = "lack_of_unanimity"
    FAILURE_TO_ACT = "failure_to_act"
    THREAT_TO_THE_PEACE = "threat_to_the_peace"


ASKS = {
    Precondition.LACK_OF_UNANIMITY: "the permanent members lack unanimity",
    Precondition.FAILURE_TO_ACT: "the Council therefore fails to exercise its primary responsibility",
    Precondition.THREAT_TO_THE_PEACE: "there appears to be a threat to the peace, a breach of it or an aggression",
}


class Met(msgspec.Struct, frozen=True):
    """A precondition, and whether it is met."""

    precondition: Precondition
    met: bool | None
    """``None``: a judgment that is not made here."""
    why: str


class CouncilRequest(msgspec.Struct, frozen=True):
    """What a vote of the Council on calling a session comes to."""

    in_favour: int
    required: int
    carried: bool
    against_by_permanent: tuple[str, ...]
    """Codes of permanent members that voted no: none of them blocks."""


def preconditions(
    vetoes: int, *, failure_to_act: bool | None = None, threat: bool | None = None, since: date | None = None
) -> tuple[Met, ...]:
    """The three preconditions of paragraph A.1.

    Args:
        vetoes: proposals on the situation that were vetoed.
        failure_to_act: the user's judgment whether the Council fails to act; none by default.
        threat: the user's judgment whether the peace appears to be threatened or broken; none by default.
        since: day of the latest veto, for the sentence.

    Raises:
        ValueError: ``vetoes`` is negative.
    """
    if vetoes < 0:
        raise ValueError(f"{vetoes} vetoes cannot have been cast: give zero or more")
    counted = "1 proposal" if vetoes == 1 else f"{vetoes} proposals"
    shown = (
        f"{counted} on the situation vetoed" + (f", the latest on {since}." if since else ".")
        if vetoes
        else "No veto on the situation is known here; a lack of unanimity can show in other ways."
    )
    judgment = "A judgment that no roll call settles; none is made here."
    given = "As judged by the one who asks."
    return (
        Met(Precondition.LACK_OF_UNANIMITY, True if vetoes else None, shown),
        Met(Precondition.FAILURE_TO_ACT, failure_to_act, judgment if failure_to_act is None else given),
        Met(Precondition.THREAT_TO_THE_PEACE, threat, judgment if threat is None else given),
    )


def council_majority(on: date, policy: charter.Policy = charter.DEFAULT) -> int:
    """The members of the Council that can call a session: any seven, from 1966 on any nine.

    Source: A/RES/377 A (V), A.1; rule 8(b) as amended after the enlargement.

    Raises:
        ValueError: the day lies before the resolution.
    """
    if on < ADOPTED:
        raise ValueError(f"{on} lies before {RESOLUTION}, adopted on {ADOPTED}")
    return charter.threshold(on, policy)


def council_request(
    on: date, casts: Mapping[str, Cast], permanent: frozenset[str], policy: charter.Policy = charter.DEFAULT
) -> CouncilRequest:
    """What a vote of the Council on calling a session comes to: votes in favour count, a permanent no does not block.

    Raises:
        ValueError: the day lies before the resolution.
    """
    required = council_majority(on, policy)
    in_favour = sum(cast is Cast.YES for cast in casts.values())
    against = tuple(sorted(state for state in permanent if casts.get(state) is Cast.NO))
    return CouncilRequest(in_favour, required, in_favour >= required, against)


def majority_of_members(members: int) -> int:
    """The Members whose request calls a session: more than half, 97 of 193 (rule 9(b)).

    Raises:
        ValueError: there are no Members.
    """
    if members < 1:
        raise ValueError(f"{members} Members have no majority: give one or more")
    return members // 2 + 1


def two_thirds(present_and_voting: int) -> int:
    """The votes that a resolution on peace and security needs in the Assembly (Charter, Article 18(2); rule 83).

    Members that abstain are not voting (rule 86).

    Raises:
        ValueError: nobody votes.
    """
    if present_and_voting < 1:
        raise ValueError(f"{present_and_voting} members present and voting decide nothing: give one or more")
    return -(-2 * present_and_voting // 3)
