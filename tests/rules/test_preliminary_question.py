"""Who settles whether a matter is procedural: the San Francisco Statement, or the President under rule 30."""

from __future__ import annotations

from datetime import date

import pytest
from seats import COUNCIL_1948, COUNCIL_2022, NAMES, P5, all_but, votes

from horseshoe.facts.proposals import Cast, Matter, Outcome
from horseshoe.rules.charter import CharterError, Policy, PreliminaryRule, decide, settle_matter

RULING = Policy(preliminary_question=PreliminaryRule.PRESIDENT_RULING)
LAOS = votes("ARG CAN CHN FRA GBR ITA JPN PAN TUN USA", "RUS")


@pytest.mark.parametrize("abstaining", ["ARG", "BEL", "CAN", "COL", "SYR"])
def test_the_double_veto_on_czechoslovakia(abstaining: str) -> None:
    """24 May 1948, 303rd meeting: is it procedural? 8-2-1, the USSR against. Who abstained has not been seen."""
    question = all_but(COUNCIL_1948, {"RUS": Cast.NO, "UKR": Cast.NO, abstaining: Cast.ABSTAIN})
    matter, reason = settle_matter(date(1948, 5, 24), P5, casts=question, names=NAMES)
    assert matter is Matter.SUBSTANTIVE
    assert reason == (
        "Not procedural: the San Francisco Statement (part II, paragraph 2) asks for the qualified majority with the "
        "permanent members' concurrence, which the question did not get. Vetoed: 8 in favour, 2 against, "
        "1 abstaining. The 7 votes that Article 27(3) asks for are there, but not the concurring votes of the "
        "permanent members: Russian Federation voted no."
    )
    substance = all_but(COUNCIL_1948, {"RUS": Cast.NO, "UKR": Cast.NO})
    assert decide(date(1948, 5, 24), substance, P5, matter=matter).outcome is Outcome.VETOED


def test_laos_under_the_presidents_ruling() -> None:
    """7 September 1959, 848th meeting: the President ruled it procedural, and the ruling stood."""
    matter, reason = settle_matter(date(1959, 9, 7), P5, ruled_procedural=True, policy=RULING)
    assert matter is Matter.PROCEDURAL
    assert reason == "The President ruled the matter procedural, and nobody challenged it (rule 30)."
    assert decide(date(1959, 9, 7), LAOS, P5, matter=matter, policy=RULING).outcome is Outcome.ADOPTED


def test_laos_under_the_san_francisco_statement_would_have_been_vetoed_twice() -> None:
    matter, reason = settle_matter(date(1959, 9, 7), P5, casts=LAOS, names=NAMES)
    assert matter is Matter.SUBSTANTIVE
    assert reason.startswith("Not procedural: the San Francisco Statement (part II, paragraph 2) asks for")
    assert decide(date(1959, 9, 7), LAOS, P5, matter=matter).vetoed_by == ("RUS",)


def test_a_question_that_every_permanent_member_lets_pass_is_procedural() -> None:
    matter, reason = settle_matter(date(2022, 2, 27), P5, casts=all_but(COUNCIL_2022, {"RUS": Cast.ABSTAIN}))
    assert matter is Matter.PROCEDURAL
    assert reason == (
        "Procedural: the preliminary question was decided so. Adopted: 14 in favour, 0 against, 1 abstaining; "
        "Article 27(3) asks for 9 in favour, and no permanent member voted no. The abstention of RUS is no veto "
        "(ICJ, Namibia, 1971, paragraph 22)."
    )


@pytest.mark.parametrize(
    ("for_overruling", "matter", "told"),
    [(8, Matter.PROCEDURAL, "and the ruling stands (rule 30)"), (9, Matter.SUBSTANTIVE, "and was overruled (rule 30)")],
)
def test_overruling_the_president_takes_nine(for_overruling: int, matter: Matter, told: str) -> None:
    """Supposed: a challenge to a ruling is itself procedural, so a permanent no does not save the ruling."""
    states = sorted(COUNCIL_2022.split(), key=lambda state: (state in P5, state))
    casts = {state: Cast.YES if number < for_overruling else Cast.NO for number, state in enumerate(states)}
    settled, reason = settle_matter(date(2022, 2, 27), P5, casts=casts, ruled_procedural=True, policy=RULING)
    assert settled is matter
    assert told in reason


def test_a_ruling_that_it_is_not_procedural_can_be_overruled_too() -> None:
    casts = votes(COUNCIL_2022)
    settled, _ = settle_matter(date(2022, 2, 27), P5, casts=casts, ruled_procedural=False, policy=RULING)
    assert settled is Matter.PROCEDURAL


@pytest.mark.parametrize(
    ("policy", "sentence"),
    [
        (Policy(), "The San Francisco Statement asks for a vote on the preliminary question: none was given."),
        (RULING, "Rule 30 asks for the President's ruling: none was given."),
    ],
)
def test_what_the_policy_asks_for_must_be_given(policy: Policy, sentence: str) -> None:
    with pytest.raises(CharterError) as refused:
        settle_matter(date(2022, 2, 27), P5, policy=policy)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("policy", [Policy(), RULING])
def test_a_question_voted_on_with_unknown_casts_is_not_settled(policy: Policy) -> None:
    casts = votes(unknown=COUNCIL_2022)
    with pytest.raises(CharterError) as refused:
        settle_matter(date(2022, 2, 27), P5, casts=casts, ruled_procedural=True, policy=policy)
    assert str(refused.value) == (
        "Whether the matter is procedural is not settled by this vote. Cannot be decided here: 15 casts are unknown, "
        "and no tally was published."
    )
