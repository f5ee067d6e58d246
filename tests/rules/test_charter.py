"""Article 27 in cases that happened, each with its document, and in a few that are supposed."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest
from seats import COUNCIL_1948, COUNCIL_2022, NAMES, P5, all_but, votes

from horseshoe.facts.proposals import Cast, Matter, Outcome
from horseshoe.facts.record import Record
from horseshoe.rules.charter import CharterError, Decision, Policy, decide, is_veto, size, threshold
from horseshoe.rules.matters import Heading, WithoutConcurrence, matter_of, votes_needed


class Case(NamedTuple):
    """A vote as a document gives it, and what followed."""

    day: str
    text: str
    casts: dict[str, Cast]
    tally: str
    outcome: Outcome
    reason: str
    source: str
    row: str
    """The same vote in the packaged tables: ``roll_calls.id``."""
    vetoed_by: tuple[str, ...] = ()
    matter: Matter = Matter.SUBSTANTIVE
    article: str = "Article 27(3)"


SUBSTANTIVE = (
    Case(
        "2022-02-25",
        "S/2022/155, aggression against Ukraine",
        votes("ALB BRA FRA GAB GBR GHA IRL KEN MEX NOR USA", "RUS", "ARE CHN IND"),
        "11-1-3",
        Outcome.VETOED,
        "Vetoed: 11 in favour, 1 against, 3 abstaining. The 9 votes that Article 27(3) asks for are there, but not "
        "the concurring votes of the permanent members: Russian Federation voted no.",
        "S/PV.8979",
        "bd2981",
        ("RUS",),
    ),
    Case(
        "2023-10-16",
        "S/2023/772, Russian draft on Gaza: three permanent noes, and no veto",
        votes("ARE CHN GAB MOZ RUS", "FRA GBR JPN USA", "ALB BRA CHE ECU GHA MLT"),
        "5-4-6",
        Outcome.NOT_ADOPTED,
        "Not adopted: 5 in favour, 4 against, 6 abstaining; Article 27(3) asks for 9 in favour. The no of France, "
        "United Kingdom and United States is not a veto, because the proposal lacked 9 votes.",
        "S/PV.9439",
        "bd3070",
    ),
    Case(
        "2023-10-18",
        "S/2023/773, Brazilian draft on Gaza",
        votes("ALB ARE BRA CHE CHN ECU FRA GAB GHA JPN MLT MOZ", "USA", "GBR RUS"),
        "12-1-2",
        Outcome.VETOED,
        "Vetoed: 12 in favour, 1 against, 2 abstaining. The 9 votes that Article 27(3) asks for are there, but not "
        "the concurring votes of the permanent members: United States voted no.",
        "S/PV.9442",
        "bd3071",
        ("USA",),
    ),
    Case(
        "2023-12-22",
        "Russian oral amendment to S/2023/1029: vetoed, and the text it would have changed adopted after it",
        votes("ARE BRA CHN ECU FRA GAB GHA MLT MOZ RUS", "USA", "ALB CHE GBR JPN"),
        "10-1-4",
        Outcome.VETOED,
        "Vetoed: 10 in favour, 1 against, 4 abstaining. The 9 votes that Article 27(3) asks for are there, but not "
        "the concurring votes of the permanent members: United States voted no.",
        "GA/12580",
        "bd3098",
        ("USA",),
    ),
    Case(
        "2023-12-22",
        "S/RES/2720 (2023), humanitarian access: two permanent members abstain",
        votes("ALB ARE BRA CHE CHN ECU FRA GAB GBR GHA JPN MLT MOZ", abstain="RUS USA"),
        "13-0-2",
        Outcome.ADOPTED,
        "Adopted: 13 in favour, 0 against, 2 abstaining; Article 27(3) asks for 9 in favour, and no permanent member "
        "voted no. The abstention of Russian Federation and United States is no veto (ICJ, Namibia, 1971, "
        "paragraph 22).",
        "GA/12580",
        "bd3097",
    ),
    Case(
        "2024-03-22",
        "S/2024/239, American draft on Gaza: the third no is Algeria's, and blocks nothing",
        votes("CHE ECU FRA GBR JPN KOR MLT MOZ SLE SVN USA", "CHN DZA RUS", "GUY"),
        "11-3-1",
        Outcome.VETOED,
        "Vetoed: 11 in favour, 3 against, 1 abstaining. The 9 votes that Article 27(3) asks for are there, but not "
        "the concurring votes of the permanent members: China and Russian Federation voted no.",
        "S/PV.9584",
        "bd3108",
        ("CHN", "RUS"),
    ),
    Case(
        "2025-02-24",
        "S/2025/115, amendment on territorial integrity: exactly nine votes make a veto possible",
        votes("DNK DZA FRA GBR GRC KOR SLE SOM SVN", "RUS", "CHN GUY PAK PAN USA"),
        "9-1-5",
        Outcome.VETOED,
        "Vetoed: 9 in favour, 1 against, 5 abstaining. The 9 votes that Article 27(3) asks for are there, but not "
        "the concurring votes of the permanent members: Russian Federation voted no.",
        "GA/12677",
        "bd3161",
        ("RUS",),
    ),
    Case(
        "2025-02-24",
        "S/2025/116, amendment on a just and lasting peace",
        votes("CHN DNK DZA FRA GBR GRC GUY KOR SLE SOM SVN", "RUS", "PAK PAN USA"),
        "11-1-3",
        Outcome.VETOED,
        "Vetoed: 11 in favour, 1 against, 3 abstaining. The 9 votes that Article 27(3) asks for are there, but not "
        "the concurring votes of the permanent members: Russian Federation voted no.",
        "GA/12677",
        "bd3162",
        ("RUS",),
    ),
    Case(
        "2025-02-24",
        "S/RES/2774 (2025), adopted after two of its amendments were vetoed",
        votes("CHN DZA GUY KOR PAK PAN RUS SLE SOM USA", abstain="DNK FRA GBR GRC SVN"),
        "10-0-5",
        Outcome.ADOPTED,
        "Adopted: 10 in favour, 0 against, 5 abstaining; Article 27(3) asks for 9 in favour, and no permanent member "
        "voted no. The abstention of France and United Kingdom is no veto (ICJ, Namibia, 1971, paragraph 22).",
        "GA/12677",
        "bd3160",
    ),
    Case(
        "2025-09-26",
        "S/2025/539, snapback on Iran: the press wrote of a veto",
        votes("CHN DZA PAK RUS", "DNK FRA GBR GRC PAN SLE SOM SVN USA", "GUY KOR"),
        "4-9-2",
        Outcome.NOT_ADOPTED,
        "Not adopted: 4 in favour, 9 against, 2 abstaining; Article 27(3) asks for 9 in favour. The no of France, "
        "United Kingdom and United States is not a veto, because the proposal lacked 9 votes.",
        "data/council/vote_examples.csv",
        "bd3184",
    ),
    Case(
        "2026-04-07",
        "S/2026/273, Strait of Hormuz",
        votes("BHR COD DNK FRA GBR GRC LBR LVA PAN SOM USA", "CHN RUS", "COL PAK"),
        "11-2-2",
        Outcome.VETOED,
        "Vetoed: 11 in favour, 2 against, 2 abstaining. The 9 votes that Article 27(3) asks for are there, but not "
        "the concurring votes of the permanent members: China and Russian Federation voted no.",
        "S/PV.10130",
        "m2026c",
        ("CHN", "RUS"),
    ),
    Case(
        "2020-08-14",
        "S/2020/797, arms embargo on Iran: two permanent noes, two votes in favour",
        votes("DOM USA", "CHN RUS", "BEL DEU EST FRA GBR IDN NER TUN VCT VNM ZAF"),
        "2-2-11",
        Outcome.NOT_ADOPTED,
        "Not adopted: 2 in favour, 2 against, 11 abstaining; Article 27(3) asks for 9 in favour. The no of China and "
        "Russian Federation is not a veto, because the proposal lacked 9 votes.",
        "rules.md, trap 1",
        "bd2891",
    ),
    Case(
        "2000-12-18",
        "S/2000/1171, Palestine: seven abstentions defeat a text as well as a veto would, the sixth veto",
        votes("BGD CHN JAM MLI MYS NAM TUN UKR", abstain="ARG CAN FRA GBR NLD RUS USA"),
        "8-0-7",
        Outcome.NOT_ADOPTED,
        "Not adopted: 8 in favour, 0 against, 7 abstaining; Article 27(3) asks for 9 in favour.",
        "S/PV.4248",
        "bd1633",
    ),
    Case(
        "1973-12-15",
        "S/RES/344 (1973), Geneva conference: elected members alone",
        votes("AUS AUT GIN IDN IND KEN PAN PER SDN YUG", abstain="FRA GBR RUS USA", silent="CHN"),
        "10-0-4 (1 not voting)",
        Outcome.ADOPTED,
        "Adopted: 10 in favour, 0 against, 4 abstaining, 1 not voting; Article 27(3) asks for 9 in favour, and no "
        "permanent member voted no. The abstention of France, United Kingdom, Russian Federation and United States is "
        "no veto (ICJ, Namibia, 1971, paragraph 22). That China did not vote does not block it either.",
        "S/RES/344 (1973)",
        "bd0559",
    ),
    Case(
        "1950-07-07",
        "S/RES/84 (1950), unified command in Korea: the Soviet seat is empty, and seven of eleven suffice",
        votes("CHN CUB ECU FRA GBR NOR USA", abstain="EGY IND YUG", silent="RUS"),
        "7-0-3 (1 not voting)",
        Outcome.ADOPTED,
        "Adopted: 7 in favour, 0 against, 3 abstaining, 1 not voting; Article 27(3) asks for 7 in favour, and no "
        "permanent member voted no. That Russian Federation did not vote does not block it either.",
        "S/RES/84 (1950)",
        "bd0171",
    ),
    Case(
        "1962-06-22",
        "S/5134, Kashmir: seven of eleven, so the Soviet no was a veto",
        votes("CHL CHN FRA GBR IRL USA VEN", "ROU RUS", "EGY GHA"),
        "7-2-2",
        Outcome.VETOED,
        "Vetoed: 7 in favour, 2 against, 2 abstaining. The 7 votes that Article 27(3) asks for are there, but not "
        "the concurring votes of the permanent members: Russian Federation voted no.",
        "S/PV.1016",
        "bd0359",
        ("RUS",),
    ),
)
NOT_UNDER_ARTICLE_27_3 = (
    Case(
        "2022-02-27",
        "S/RES/2623 (2022), emergency special session: the casts of two days before, and adopted",
        votes("ALB BRA FRA GAB GBR GHA IRL KEN MEX NOR USA", "RUS", "ARE CHN IND"),
        "11-1-3",
        Outcome.ADOPTED,
        "Adopted: 11 in favour, 1 against, 3 abstaining; Article 27(2) asks for 9 in favour, whichever members they "
        "are. The no of Russian Federation is not a veto.",
        "S/PV.8980",
        "bd2982",
        matter=Matter.PROCEDURAL,
        article="Article 27(2)",
    ),
    Case(
        "1959-09-07",
        "S/4216, S/RES/132 (1959), subcommittee on Laos: ruled procedural",
        votes("ARG CAN CHN FRA GBR ITA JPN PAN TUN USA", "RUS"),
        "10-1-0",
        Outcome.ADOPTED,
        "Adopted: 10 in favour, 1 against, 0 abstaining; Article 27(2) asks for 7 in favour, whichever members they "
        "are. The no of Russian Federation is not a veto.",
        "848th meeting",
        "bd0290",
        matter=Matter.PROCEDURAL,
        article="Article 27(2)",
    ),
    Case(
        "1955-12-16",
        "S/RES/110 (1955), review conference: the vote of any seven members",
        votes("BEL BRA CHN GBR IRN NZL PER TUR USA", "RUS", "FRA"),
        "9-1-1",
        Outcome.ADOPTED,
        "Adopted: 9 in favour, 1 against, 1 abstaining; Article 109 asks for 7 in favour, whichever members they are. "
        "The no of Russian Federation is not a veto.",
        "S/RES/110 (1955)",
        "bd0251",
        matter=Matter.ANY_MEMBERS,
        article="Article 109",
    ),
    Case(
        "1999-06-25",
        "S/RES/1248 (1999), admission of Kiribati: nobody voted",
        votes(silent="ARG BHR BRA CAN CHN FRA GAB GBR GMB MYS NAM NLD RUS SVN USA"),
        "0-0-0 (15 not voting)",
        Outcome.ADOPTED_WITHOUT_VOTE,
        "Adopted without a vote: no seat is recorded as voting, and none objected.",
        "S/PV.4016",
        "bd1549",
        article="practice",
    ),
)
CASES = pytest.mark.parametrize(
    "case", SUBSTANTIVE + NOT_UNDER_ARTICLE_27_3, ids=lambda case: f"{case.day} {case.text[:24]}"
)


def decided(case: Case) -> Decision:
    return decide(date.fromisoformat(case.day), case.casts, P5, matter=case.matter, names=NAMES)


@CASES
def test_what_happened_follows_from_the_charter(case: Case) -> None:
    decision = decided(case)
    assert (decision.outcome, decision.vetoed_by) == (case.outcome, case.vetoed_by)
    assert decision.reason == case.reason
    assert (str(decision.tally), decision.article, decision.matter) == (case.tally, case.article, case.matter)
    assert is_veto(decision) is (case.outcome is Outcome.VETOED)
    assert decision.warnings == ()


@CASES
def test_the_packaged_record_has_the_same_casts(case: Case, record: Record) -> None:
    row = record.roll_call[case.row]
    assert dict(row.casts()) == case.casts
    assert (row.date.isoformat(), row.outcome) == (case.day, case.outcome)


def test_the_same_tally_passes_or_fails_by_the_matter() -> None:
    casts = votes("ALB BRA FRA GAB GBR GHA IRL KEN MEX NOR USA", "RUS", "ARE CHN IND")
    assert decide(date(2022, 2, 25), casts, P5).outcome is Outcome.VETOED
    assert decide(date(2022, 2, 27), casts, P5, matter=Matter.PROCEDURAL).outcome is Outcome.ADOPTED


# -- seats and thresholds ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "seats", "elected", "needed"),
    [
        ("1946-01-17", 11, 6, 7),
        ("1965-08-31", 11, 6, 7),  # the amendment entered into force that day; the Council did not grow yet
        ("1965-12-31", 11, 6, 7),
        ("1966-01-01", 15, 10, 9),
        ("2026-11-22", 15, 10, 9),
    ],
)
def test_seven_of_eleven_until_1965_nine_of_fifteen_from_1966(day: str, seats: int, elected: int, needed: int) -> None:
    on = date.fromisoformat(day)
    council = size(on)
    assert (council.seats, council.permanent, council.elected, council.threshold) == (seats, 5, elected, needed)
    assert threshold(on) == needed


def test_the_day_of_the_change_is_a_policy() -> None:
    at_entry_into_force = Policy(enlarged_from=date(1965, 8, 31))
    assert size(date(1965, 8, 30), at_entry_into_force).threshold == 7
    assert size(date(1965, 8, 31), at_entry_into_force).threshold == 9


@pytest.mark.parametrize(("seats", "outcome"), [(7, Outcome.ADOPTED), (6, Outcome.NOT_ADOPTED)])
def test_seven_of_eleven(seats: int, outcome: Outcome) -> None:
    states = COUNCIL_1948.split()
    casts = {state: Cast.YES if number < seats else Cast.ABSTAIN for number, state in enumerate(states)}
    assert decide(date(1965, 12, 31), casts, P5).outcome is outcome


@pytest.mark.parametrize(("seats", "outcome"), [(9, Outcome.ADOPTED), (8, Outcome.NOT_ADOPTED)])
def test_nine_of_fifteen(seats: int, outcome: Outcome) -> None:
    states = COUNCIL_2022.split()
    casts = {state: Cast.YES if number < seats else Cast.ABSTAIN for number, state in enumerate(states)}
    assert decide(date(1966, 1, 1), casts, P5).outcome is outcome


def test_a_council_of_the_wrong_size_is_refused() -> None:
    casts = votes(" ".join(COUNCIL_2022.split()[:14]))
    with pytest.raises(CharterError) as refused:
        decide(date(2022, 2, 25), casts, P5)
    assert str(refused.value) == "14 seats voted on 2022-02-25: the Council had 15."


def test_a_permanent_member_without_a_cast_is_refused() -> None:
    casts = votes(COUNCIL_2022.replace("RUS", "SUN"))
    with pytest.raises(CharterError) as refused:
        decide(date(2022, 2, 25), casts, P5)
    assert str(refused.value) == "No cast for RUS on 2022-02-25: each permanent member has one."


# -- abstention, absence, non-participation, no vote at all ------------------------------------------


@pytest.mark.parametrize("cast", [Cast.ABSTAIN, Cast.ABSENT, Cast.NOT_PARTICIPATING, Cast.NOT_VOTING])
def test_only_a_no_of_a_permanent_member_blocks(cast: Cast) -> None:
    """The USSR was absent from January to July 1950; China did not participate in votes of the 1970s."""
    casts = all_but(COUNCIL_1948, {"RUS": cast})
    assert decide(date(1950, 7, 7), casts, P5).outcome is Outcome.ADOPTED


@pytest.mark.parametrize("cast", [Cast.ABSTAIN, Cast.ABSENT, Cast.NOT_PARTICIPATING, Cast.NOT_VOTING, Cast.NO])
def test_the_sixth_veto_is_seven_votes_withheld(cast: Cast) -> None:
    withheld = dict.fromkeys(["ALB", "ARE", "BRA", "GAB", "GHA", "IND", "IRL"], cast)
    decision = decide(date(2022, 2, 25), all_but(COUNCIL_2022, withheld), P5)
    assert decision.outcome is Outcome.NOT_ADOPTED
    assert not is_veto(decision)


def test_a_secretary_general_voted_on_in_private_is_no_veto_of_the_lists() -> None:
    decision = decide(date(2022, 2, 25), all_but(COUNCIL_2022, {"USA": Cast.NO}), P5)
    assert is_veto(decision)
    assert not is_veto(decision, public=False)


# -- procedural or not -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "matter"),
    [
        (Heading.INCLUSION, Matter.PROCEDURAL),
        (Heading.INVITATION, Matter.PROCEDURAL),
        (Heading.EMERGENCY_SESSION, Matter.PROCEDURAL),
        (Heading.RULING, Matter.PROCEDURAL),
        (Heading.PEACE_AND_SECURITY, Matter.SUBSTANTIVE),
        (Heading.ADMISSION, Matter.SUBSTANTIVE),
        (Heading.SECRETARY_GENERAL, Matter.SUBSTANTIVE),
        (Heading.CHARTER_REVIEW, Matter.ANY_MEMBERS),
    ],
)
def test_headings_of_the_repertoire(heading: Heading, matter: Matter) -> None:
    assert matter_of(heading) is matter


def test_the_agenda_is_adopted_over_two_permanent_noes() -> None:
    """12 March 2026, agenda, 11-2-2, two permanent members against. Taken for the four: their names were not seen."""
    casts = all_but(
        "BHR CHN COD COL DNK FRA GBR GRC LBR LVA PAK PAN RUS SOM USA",
        {"CHN": Cast.NO, "RUS": Cast.NO, "PAK": Cast.ABSTAIN, "SOM": Cast.ABSTAIN},
    )
    decision = decide(date(2026, 3, 12), casts, P5, matter=matter_of(Heading.INCLUSION), names=NAMES)
    assert decision.outcome is Outcome.ADOPTED
    assert decision.reason == (
        "Adopted: 11 in favour, 2 against, 2 abstaining; Article 27(2) asks for 9 in favour, whichever members they "
        "are. The no of China and Russian Federation is not a veto."
    )


# -- votes that need no permanent member's concurrence -----------------------------------------------


@pytest.mark.parametrize(
    ("vote", "day", "needed", "article"),
    [
        (
            WithoutConcurrence.ICJ_JUDGE,
            "2023-11-09",
            8,
            "Statute of the International Court of Justice, Article 10(1)-(2)",
        ),
        (
            WithoutConcurrence.ICJ_JUDGE,
            "1946-02-06",
            6,
            "Statute of the International Court of Justice, Article 10(1)-(2)",
        ),
        (WithoutConcurrence.PROCEDURAL, "2022-02-27", 9, "Charter, Article 27(2)"),
        (
            WithoutConcurrence.UNITING_FOR_PEACE,
            "2022-02-27",
            9,
            "A/RES/377 A (V), paragraph A.1, and rule 8(b) of the General Assembly",
        ),
        (
            WithoutConcurrence.UNITING_FOR_PEACE,
            "1956-10-31",
            7,
            "A/RES/377 A (V), paragraph A.1, and rule 8(b) of the General Assembly",
        ),
        (WithoutConcurrence.REVIEW_CONFERENCE, "2026-11-22", 9, "Charter, Article 109(1)"),
        (WithoutConcurrence.REVIEW_CONFERENCE, "1955-12-16", 7, "Charter, Article 109(1)"),
        # Article 109 was amended later than Article 27: A/RES/2101 (XX), in force on 12 June 1968.
        (WithoutConcurrence.REVIEW_CONFERENCE, "1968-06-11", 7, "Charter, Article 109(1)"),
        (WithoutConcurrence.REVIEW_CONFERENCE, "1968-06-12", 9, "Charter, Article 109(1)"),
    ],
)
def test_votes_in_which_all_members_weigh_the_same(
    vote: WithoutConcurrence, day: str, needed: int, article: str
) -> None:
    assert votes_needed(vote, date.fromisoformat(day)) == (needed, article)
