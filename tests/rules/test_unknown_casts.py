"""What follows where it is not known who voted how: a decision only where nothing unknown can change it."""

from __future__ import annotations

from datetime import date

import pytest
from seats import COUNCIL_1948, COUNCIL_2022, NAMES, P5, all_but, votes

from horseshoe.facts.proposals import Cast, Outcome, Tally
from horseshoe.rules.charter import CharterError, decide


def test_five_votes_fail_whoever_cast_them() -> None:
    """S/1158, Indonesia, 27 December 1948: 5-0-6, no breakdown."""
    decision = decide(date(1948, 12, 27), votes(unknown=COUNCIL_1948), P5, stated=Tally(5, 0, 6, 0))
    assert decision.outcome is Outcome.NOT_ADOPTED
    assert decision.reason == ("Not adopted: 5 in favour, 0 against, 6 abstaining; Article 27(3) asks for 7 in favour.")


def test_eleven_votes_and_two_known_permanent_noes_are_a_veto() -> None:
    """S/2026/740, 17 September 2026: 11-2-2, China and the Russian Federation against, the others not by name."""
    casts = votes(no="CHN RUS", unknown="BHR COD COL DNK FRA GBR GRC LBR LVA PAK PAN SOM USA")
    decision = decide(date(2026, 9, 17), casts, P5, stated=Tally(11, 2, 2, 0), names=NAMES)
    assert (decision.outcome, decision.vetoed_by) == (Outcome.VETOED, ("CHN", "RUS"))
    assert decision.reason == (
        "Vetoed: 11 in favour, 2 against, 2 abstaining. The 9 votes that Article 27(3) asks for are there, but not "
        "the concurring votes of the permanent members: China and Russian Federation voted no."
    )


def test_where_nothing_is_known_nothing_is_decided() -> None:
    decision = decide(date(1947, 11, 1), votes(unknown=COUNCIL_1948), P5)
    assert decision.outcome is None
    assert decision.reason == "Cannot be decided here: 11 casts are unknown, and no tally was published."
    assert str(decision.tally) == "tally unknown"


def test_a_permanent_members_unknown_cast_may_be_the_no_that_was_counted() -> None:
    casts = all_but(COUNCIL_2022, {"CHN": Cast.UNKNOWN, "IND": Cast.UNKNOWN})
    one_no = decide(date(2022, 2, 25), casts, P5, stated=Tally(14, 1, 0, 0), names=NAMES)
    assert one_no.outcome is None
    assert one_no.reason == "Cannot be decided here: the cast of China is unknown."
    no_no = decide(date(2022, 2, 25), casts, P5, stated=Tally(14, 0, 1, 0), names=NAMES)
    assert no_no.outcome is Outcome.ADOPTED


def test_more_noes_than_elected_members_can_have_cast_are_a_veto() -> None:
    """Supposed: two casts unknown, two noes published, one of the two seats permanent."""
    casts = all_but(COUNCIL_2022, {"CHN": Cast.UNKNOWN, "IND": Cast.UNKNOWN})
    decision = decide(date(2022, 2, 25), casts, P5, stated=Tally(13, 2, 0, 0))
    assert (decision.outcome, decision.vetoed_by) == (Outcome.VETOED, ())
    assert decision.reason == (
        "Vetoed: 13 in favour, 2 against, 0 abstaining. The 9 votes that Article 27(3) asks for are there, but of the "
        "2 noes not known by name at least 1 must be a permanent member's."
    )


def test_without_a_tally_the_reason_tells_what_the_known_casts_allow() -> None:
    unknown = dict.fromkeys(["ALB", "BRA"], Cast.UNKNOWN)
    against = dict.fromkeys(["GAB", "GHA", "IND", "IRL", "KEN", "MEX", "NOR"], Cast.NO)
    lost = decide(date(2022, 2, 25), all_but(COUNCIL_2022, unknown | against), P5)
    assert lost.reason == "Not adopted: between 6 and 8 in favour; Article 27(3) asks for 9 in favour."
    won = decide(date(2022, 2, 25), all_but(COUNCIL_2022, unknown), P5)
    assert won.reason == (
        "Adopted: between 13 and 15 in favour; Article 27(3) asks for 9 in favour, and no permanent member voted no."
    )


@pytest.mark.parametrize("tally", [Tally(5, 0, 6, 0), Tally(0, 15, 0, 0), Tally(14, 1, 1, 0)])
def test_a_published_tally_that_contradicts_the_casts_is_refused(tally: Tally) -> None:
    casts = all_but(COUNCIL_2022, {"CHN": Cast.UNKNOWN})
    with pytest.raises(CharterError) as refused:
        decide(date(2022, 2, 25), casts, P5, stated=tally)
    assert str(refused.value) == (
        f"The published tally {tally} does not fit the casts of 2022-02-25: it should count all 15 seats, and each "
        "known cast among them."
    )
