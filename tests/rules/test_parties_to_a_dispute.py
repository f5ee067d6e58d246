"""The proviso of Article 27(3): a party to a dispute shall abstain, and nobody is there to make it."""

from __future__ import annotations

from datetime import date

import pytest
from seats import COUNCIL_2022, NAMES, P5, all_but, votes

from horseshoe.facts.proposals import Cast, Matter, Outcome, Tally
from horseshoe.rules.charter import Policy, decide

ENFORCED = Policy(enforce_27_3=True)


def test_a_party_that_votes_is_a_warning_and_no_more() -> None:
    """Supposed: a draft under Chapter VI, the Russian Federation a party to the dispute."""
    casts = votes("ALB BRA FRA GAB GBR GHA IRL KEN MEX NOR USA", "RUS", "ARE CHN IND")
    decision = decide(date(2022, 2, 25), casts, P5, parties={"RUS"}, names=NAMES)
    assert decision.outcome is Outcome.VETOED
    assert decision.warnings == (
        "Russian Federation voted no though named as a party to the dispute: under Chapter VI and Article 52(3), "
        "Article 27(3) says that a party shall abstain; nobody is empowered to enforce this without the Council, so "
        "the outcome stands.",
    )


def test_the_proviso_enforced_turns_the_veto_into_an_abstention() -> None:
    casts = votes("ALB BRA FRA GAB GBR GHA IRL KEN MEX NOR USA", "RUS", "ARE CHN IND")
    decision = decide(date(2022, 2, 25), casts, P5, parties={"RUS"}, names=NAMES, policy=ENFORCED)
    assert (decision.outcome, decision.vetoed_by) == (Outcome.ADOPTED, ())
    assert str(decision.tally) == "11-0-4"
    assert decision.warnings[0].endswith("; it is counted here as abstaining, because the policy enforces the proviso.")


def test_the_proviso_binds_elected_members_too() -> None:
    nine = all_but(COUNCIL_2022, dict.fromkeys(["BRA", "CHN", "GAB", "KEN", "MEX", "NOR"], Cast.ABSTAIN))
    decision = decide(date(2022, 2, 25), nine, P5, parties={"IND"}, policy=ENFORCED)
    assert decision.outcome is Outcome.NOT_ADOPTED
    assert str(decision.tally) == "8-0-7"


@pytest.mark.parametrize("cast", [Cast.ABSTAIN, Cast.ABSENT, Cast.NOT_PARTICIPATING])
def test_a_party_that_does_not_vote_has_done_what_is_asked(cast: Cast) -> None:
    casts = all_but(COUNCIL_2022, {"RUS": cast})
    for policy in (Policy(), ENFORCED):
        decision = decide(date(2022, 2, 25), casts, P5, parties={"RUS"}, policy=policy)
        assert decision.warnings == ()
        assert decision.tally == decide(date(2022, 2, 25), casts, P5).tally


def test_procedural_matters_know_no_proviso() -> None:
    casts = all_but(COUNCIL_2022, {"RUS": Cast.NO})
    decision = decide(date(2022, 2, 27), casts, P5, matter=Matter.PROCEDURAL, parties={"RUS"}, policy=ENFORCED)
    assert decision.warnings == ()
    assert str(decision.tally) == "14-1-0"


def test_the_proviso_does_not_undo_a_decision_without_a_vote() -> None:
    decision = decide(date(2022, 2, 25), votes(silent=COUNCIL_2022), P5, parties={"RUS"}, policy=ENFORCED)
    assert decision.outcome is Outcome.ADOPTED_WITHOUT_VOTE


def test_the_proviso_is_taken_out_of_the_published_tally_too() -> None:
    """Supposed: nine yes published, one of them the party's, the other casts unknown by name."""
    others = " ".join(state for state in COUNCIL_2022.split() if state != "IND")
    casts = votes("IND", unknown=others)
    tally = Tally(9, 0, 6, 0)
    assert decide(date(2022, 2, 25), casts, P5, stated=tally, parties={"IND"}).outcome is Outcome.ADOPTED
    enforced = decide(date(2022, 2, 25), casts, P5, stated=tally, parties={"IND"}, policy=ENFORCED)
    assert enforced.outcome is Outcome.NOT_ADOPTED
    assert str(enforced.tally) == "8-0-7"
