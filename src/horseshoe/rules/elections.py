"""Elections of non-permanent members: seats at stake, who is eligible, and the terms that follow.

Charter, Article 23; A/RES/1991 A (XVIII), paragraph 3; rules of procedure of the General Assembly, 139, 140 and 144.
The ballots themselves are in :mod:`horseshoe.rules.ballots`.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum

import msgspec

from horseshoe.facts.elections import GroupSeat, SeatGroup
from horseshoe.rules.ballots import Clause, HowKnown

FIRST_YEAR = 1966
"""The first regular election to the Council of fifteen. That of 1965 filled the added seats, for one year or two."""
CHECKED = (2000, 2026)
"""First and last year whose results were compared with the pattern, seat by seat."""
FURTHEST = 2046
"""The pattern is not carried further: a policy, since the Charter and the resolution may be amended."""

CLAUSES = (
    Clause(
        "A/RES/1991 A (XVIII), paragraph 3",
        "Five seats for African and Asian States, one for Eastern European, two for Latin American and Caribbean, two "
        "for Western European and other States.",
        HowKnown.READ,
    ),
    Clause(
        "Understanding",
        "Of the five, three are African and two Asia-Pacific; both are voted on one ballot paper.",
        HowKnown.READ,
    ),
    Clause(
        "Informal practice",
        "In odd years an Arab State is elected: from Africa where the year leaves 3 divided by 4, from Asia-Pacific "
        "where it leaves 1.",
        HowKnown.DERIVED,
    ),
    Clause(
        "Charter, Article 23(2); rule 144",
        "A retiring member is not eligible for immediate re-election; nor are permanent members and those that stay.",
        HowKnown.READ,
    ),
    Clause(
        "Rule 139",
        "A term runs from 1 January after the election to 31 December of the second year.",
        HowKnown.KNOWN,
    ),
    Clause("Rule 140", "A by-election fills a vacated seat for the rest of the term.", HowKnown.KNOWN),
    Clause("A/RES/68/307", "Since 2016 elections are held in June, six months ahead.", HowKnown.KNOWN),
    Clause("Practice", "A sole candidate, too, needs two thirds.", HowKnown.READ),
)


class NoPattern(ValueError):
    """The seats at stake are not known for that year; the sentence says from when they are."""


class SeatsAtStake(msgspec.Struct, frozen=True):
    """The places that one group's ballot paper fills in a year."""

    group: SeatGroup
    places: int
    understanding: dict[GroupSeat, int]
    """Of them the African and the Asia-Pacific places, by understanding; empty for the other groups."""
    arab_seat: GroupSeat | None
    """Whose place goes to an Arab State, by informal practice: no rule, and no voter is bound by it."""
    known: HowKnown
    """Read where the results of that year were checked, else derived from the pattern."""


def seats_at_stake(year: int) -> tuple[SeatsAtStake, ...]:
    """The seats that the regular election of ``year`` fills: five in all.

    Source: A/RES/1991 A (XVIII), paragraph 3, and the understanding on Africa and Asia-Pacific. The pattern was
    checked against the results of 2000-2026; for other years from 1966 on it is derived.

    Raises:
        NoPattern: the year lies before 1966 or after 2046.
    """
    if year > FURTHEST:
        raise NoPattern(
            f"The seats at stake in {year} are not known: the pattern, checked for {CHECKED[0]}-{CHECKED[1]}, is "
            f"carried no further than {FURTHEST}."
        )
    if year < FIRST_YEAR:
        raise NoPattern(
            f"The seats at stake in {year} are not known here: the pattern of A/RES/1991 A (XVIII) holds from the "
            f"election of {FIRST_YEAR} on, the first after the one that filled the added seats."
        )
    even = year % 2 == 0
    known = HowKnown.READ if CHECKED[0] <= year <= CHECKED[1] else HowKnown.DERIVED
    african = 1 if even else 2
    groups = [
        SeatsAtStake(
            SeatGroup.AFRICA_AND_ASIA_PACIFIC,
            african + 1,
            {GroupSeat.AFRICA: african, GroupSeat.ASIA_PACIFIC: 1},
            arab_seat(year),
            known,
        )
    ]
    if not even:
        groups.append(SeatsAtStake(SeatGroup.EASTERN_EUROPE, 1, {}, None, known))
    groups.append(SeatsAtStake(SeatGroup.GRULAC, 1, {}, None, known))
    if even:
        groups.append(SeatsAtStake(SeatGroup.WEOG, 2, {}, None, known))
    return tuple(groups)


def arab_seat(year: int) -> GroupSeat | None:
    """Whose place the Arab seat takes in the election of ``year``; ``None`` in even years.

    Informal practice, derived from results: 2019 Tunisia and 2023 Algeria, 2017 Kuwait and 2025 Bahrain.
    """
    return {1: GroupSeat.ASIA_PACIFIC, 3: GroupSeat.AFRICA}.get(year % 4)


class Barred(StrEnum):
    """Why a Member cannot be elected."""

    PERMANENT = "permanent"
    STAYING = "staying"
    RETIRING = "retiring"


class Eligibility(msgspec.Struct, frozen=True):
    """Whether a Member can be elected, and why not."""

    eligible: bool
    barred: Barred | None
    reason: str


def eligibility(
    state: str, permanent: Collection[str], staying: Collection[str], retiring: Collection[str]
) -> Eligibility:
    """Whether ``state`` can be elected; its name on a ballot paper is void if not.

    Args:
        state: code of a Member of the United Nations.
        permanent: codes of the permanent members.
        staying: codes of the elected members whose term goes on.
        retiring: codes of the members whose term ends with the year.

    Source: Charter, Article 23(2); rule 144.
    """
    if state in permanent:
        return Eligibility(False, Barred.PERMANENT, "It is a permanent member (Charter, Article 23(1)).")
    if state in staying:
        return Eligibility(False, Barred.STAYING, "It is a member, and its term goes on.")
    if state in retiring:
        return Eligibility(
            False,
            Barred.RETIRING,
            "It is a retiring member, not eligible for immediate re-election (Charter, Article 23(2); rule 144).",
        )
    return Eligibility(True, None, "Nothing bars it (Charter, Article 23; rule 144).")


class Span(msgspec.Struct, frozen=True):
    """First and last day of a term."""

    start: date
    end: date


def term(year: int) -> Span:
    """The term to which the regular election of ``year`` elects: two years from 1 January after it (rule 139)."""
    return Span(date(year + 1, 1, 1), date(year + 2, 12, 31))


def rest_of_term(vacated: date, whole: Span) -> Span:
    """The term of a by-election: from ``vacated``, the first day on which the seat is empty (rule 140).

    A seat declined before the term begins is vacated on its first day: 2013, Saudi Arabia, then Jordan. A term split
    by agreement is a resignation and a by-election: 2016, Italy, then the Netherlands.

    Raises:
        ValueError: the day lies outside the term.
    """
    if not whole.start <= vacated <= whole.end:
        raise ValueError(
            f"{vacated} lies outside the term from {whole.start} to {whole.end}: a by-election fills what is left of "
            "a term."
        )
    return Span(vacated, whole.end)


def served(whole: Span, vacated: date | None) -> Span | None:
    """What a member serves of its term when it gives the seat up; ``None`` where it never took it.

    Args:
        whole: the term to which it was elected.
        vacated: first day on which the seat is empty; ``None`` where it was not given up.
    """
    if vacated is None or vacated > whole.end:
        return whole
    if vacated <= whole.start:
        return None
    return Span(whole.start, date.fromordinal(vacated.toordinal() - 1))
