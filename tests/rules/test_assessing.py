"""What a written view can say: the Code, paragraph 2, asks for an aim, for facts and for a credible draft, together."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from horseshoe.facts.assessments import Aim, Credible, FactsSay, Scale, Status
from horseshoe.facts.evidence import CodeCrime, Strength
from horseshoe.rules.assessing import CrimeRefused, allowed, contradiction, crime, misplaced_scale, unsupported

PARTS = list(product(Aim, FactsSay, Credible))


@pytest.mark.parametrize(
    ("aim", "facts", "credible", "statuses"),
    [
        ("acts", "crimes", "yes", "engaged"),
        ("acts", "risk", "yes", "engaged"),
        ("acts", "crimes", "disputed", "contested"),
        ("disputed", "crimes", "yes", "contested"),
        ("acts", "disputed", "yes", "contested"),
        ("neither", "crimes", "yes", "not_engaged"),
        ("acts", "neither", "yes", "not_engaged"),
        ("acts", "crimes", "no", "not_engaged"),
        ("acts", "disputed", "no", "not_engaged"),  # one part that fails settles it
        ("limits", "crimes", "yes", "not_engaged contested"),
        ("limits", "crimes", "disputed", "not_engaged contested"),
        ("limits", "neither", "yes", "not_engaged"),
    ],
)
def test_the_parts_give_the_status(aim: str, facts: str, credible: str, statuses: str) -> None:
    assert allowed(Aim(aim), FactsSay(facts), Credible(credible)) == tuple(map(Status, statuses.split()))


@pytest.mark.parametrize("parts", PARTS)
def test_every_view_can_have_a_status_and_engaged_is_never_a_matter_of_choice(
    parts: tuple[Aim, FactsSay, Credible],
) -> None:
    statuses = allowed(*parts)
    assert statuses
    assert Status.ENGAGED not in statuses or statuses == (Status.ENGAGED,)
    assert {each for each in Status if contradiction(each, *parts) is None} == set(statuses)


@given(st.sampled_from(PARTS), st.sampled_from(PARTS))
def test_a_part_that_fails_never_makes_a_view_engaged(
    one: tuple[Aim, FactsSay, Credible], other: tuple[Aim, FactsSay, Credible]
) -> None:
    """Only the parts that hold, all of them, do."""
    if Status.ENGAGED in allowed(*one) and Status.ENGAGED in allowed(*other):
        mixed = one[0], other[1], one[2]
        assert allowed(*mixed) == (Status.ENGAGED,)


def test_a_contradiction_says_what_would_be_right() -> None:
    assert contradiction(Status.ENGAGED, Aim.LIMITS, FactsSay.CRIMES, Credible.YES) == (
        "engaged does not follow from aim limits, facts crimes and credible yes, which give not_engaged or contested; "
        "engaged needs all three to hold: aim acts, facts crimes or risk, credible yes"
    )


@pytest.mark.parametrize("name", ["war_crimes", "War crimes", "war-crimes", " WAR_CRIMES "])
def test_the_three_crimes_are_named_in_any_usual_way(name: str) -> None:
    assert crime(name) is CodeCrime.WAR_CRIMES


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("ethnic_cleansing", "ethnic cleansing is no crime of its own, and the Code does not name it"),
        ("Ethnic cleansing", "ethnic cleansing is no crime of its own"),
        ("aggression", "aggression is not among the three crimes of the Code"),
        ("genocid", "'genocid' is none of the three crimes of the Code: did you mean genocide"),
        (
            "terrorism",
            "'terrorism' is none of the three crimes of the Code: there are genocide, crimes_against_humanity",
        ),
    ],
)
def test_any_other_is_refused_with_the_reason(name: str, reason: str) -> None:
    with pytest.raises(CrimeRefused) as refused:
        crime(name)
    assert str(refused.value).startswith(reason)


@pytest.mark.parametrize(
    ("facts", "strengths", "missing"),
    [
        ("crimes", "found", None),
        ("crimes", "may_amount denied", None),
        ("risk", "risk_warned", None),
        ("risk", "found", None),
        ("crimes", "risk_warned none", "the evidence only warns of a risk: facts is risk then, not crimes"),
        ("crimes", "none", "none of the evidence speaks of one of the crimes or warns of it"),
        ("risk", "denied", "none of the evidence speaks of one of the crimes or warns of it"),
    ],
)
def test_engaged_rests_on_evidence_that_says_so(facts: str, strengths: str, missing: str | None) -> None:
    told = [Strength(each) for each in strengths.split()]
    assert unsupported(Status.ENGAGED, FactsSay(facts), told) == missing
    assert unsupported(Status.NOT_ENGAGED, FactsSay(facts), told) is None


def test_only_war_crimes_have_a_scale() -> None:
    assert misplaced_scale(Scale.LARGE, [CodeCrime.WAR_CRIMES]) is None
    assert misplaced_scale(Scale.UNKNOWN, []) is None
    assert misplaced_scale(Scale.LARGE, [CodeCrime.GENOCIDE]) == (
        "the scale large is that of war crimes, and crimes does not name them"
    )
