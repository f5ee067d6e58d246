"""The France/Mexico Political Declaration and the French trigger, which is a proposal whatever is asked of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from horseshoe.facts.proposals import Cast
from horseshoe.facts.record import Record
from horseshoe.facts.states import StateKind
from horseshoe.rules import declaration
from horseshoe.rules.code import Crime
from horseshoe.rules.declaration import SecretaryGeneral, Status, Trigger

P5 = frozenset({"CHN", "FRA", "GBR", "RUS", "USA"})


def test_every_member_may_support_it(record: Record) -> None:
    may = [state for state in record.states if declaration.may_support(state)]
    assert len(may) == 193
    assert {state.kind for state in may} == {StateKind.MEMBER}


def test_only_the_five_permanent_members_are_bound(record: Record) -> None:
    assert {state.code for state in record.states if declaration.binds(state.code, P5)} == P5
    assert not declaration.binds("MEX", P5)  # an initiator, and not bound


def test_war_crimes_only_on_a_large_scale() -> None:
    assert declaration.names(Crime.GENOCIDE) is True
    assert declaration.names(Crime.CRIMES_AGAINST_HUMANITY) is True
    assert declaration.names(Crime.WAR_CRIMES) is None
    assert declaration.names(Crime.WAR_CRIMES, large_scale=True) is True
    assert declaration.names(Crime.WAR_CRIMES, large_scale=False) is False
    assert declaration.names(Crime.AGGRESSION) is False
    assert declaration.names(Crime.ETHNIC_CLEANSING) is False


@pytest.mark.parametrize("cast", [Cast.YES, Cast.ABSTAIN, Cast.ABSENT, Cast.NOT_PARTICIPATING, Cast.NOT_VOTING])
def test_whatever_is_not_a_no_is_restraint(cast: Cast) -> None:
    assert declaration.restrained(cast, enough_in_favour=True) is True


def test_a_veto_is_not_and_a_no_that_vetoes_nothing_is() -> None:
    assert declaration.restrained(Cast.NO, enough_in_favour=True) is False
    assert declaration.restrained(Cast.NO, enough_in_favour=False) is True
    assert declaration.restrained(Cast.NO, enough_in_favour=None) is None
    assert declaration.restrained(Cast.UNKNOWN, enough_in_favour=True) is None
    assert declaration.restrained(Cast.UNKNOWN, enough_in_favour=False) is True


def test_the_french_trigger_speaks_of_fifty_states_and_of_vital_interests() -> None:
    trigger = Trigger()
    assert (trigger.min_states, trigger.vital_interest_exception, trigger.explanation_if_vetoed) == (50, True, True)
    assert trigger.status is Status.PROPOSAL


def test_what_diverse_means_was_never_said() -> None:
    answer = declaration.would_be_met(Trigger(), states=60, groups=5, secretary_general=True)
    assert answer.met is None
    assert "never defined" in answer.reason


def test_parameters_that_would_be_met() -> None:
    trigger = Trigger(min_groups=3)
    assert declaration.would_be_met(trigger, states=50, groups=3, secretary_general=True).met is True
    assert declaration.would_be_met(trigger, states=49, groups=3, secretary_general=True).met is False
    assert declaration.would_be_met(trigger, states=50, groups=2, secretary_general=True).met is False
    assert declaration.would_be_met(trigger, states=50, groups=3, secretary_general=False).met is False
    assert declaration.would_be_met(trigger, states=50, groups=3, secretary_general=None).met is None


def test_a_vital_interest_would_exempt_a_member_unless_that_part_is_dropped() -> None:
    # Organisations asked on 15 September 2014 that it be dropped.
    kept, dropped = Trigger(min_groups=1), Trigger(min_groups=1, vital_interest_exception=False)
    asked = {"states": 80, "groups": 5, "secretary_general": True, "vital_interest_claimed": True}
    assert declaration.would_be_met(kept, **asked).met is False  # type: ignore[arg-type]
    assert declaration.would_be_met(dropped, **asked).met is True  # type: ignore[arg-type]


triggers = st.builds(
    Trigger,
    min_states=st.integers(1, 193),
    min_groups=st.none() | st.integers(1, 5),
    diverse=st.booleans(),
    secretary_general=st.sampled_from(SecretaryGeneral),
    vital_interest_exception=st.booleans(),
    explanation_if_vetoed=st.booleans(),
)


@settings(deadline=None)
@given(triggers, st.integers(0, 193), st.integers(0, 5), st.none() | st.booleans(), st.booleans())
def test_it_is_never_in_force(
    trigger: Trigger, states: int, groups: int, secretary_general: bool | None, vital: bool
) -> None:
    answer = declaration.would_be_met(
        trigger,
        states=states,
        groups=groups,
        secretary_general=secretary_general,
        vital_interest_claimed=vital,
    )
    assert answer.status is Status.PROPOSAL
    assert answer.reason.startswith("A proposal that was never agreed and is not in force.")
    assert trigger.status is Status.PROPOSAL


@pytest.mark.parametrize("wrong", [{"min_states": 0}, {"min_groups": 6}, {"min_groups": 0}])
def test_parameters_that_cannot_be(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Trigger(**wrong)  # type: ignore[arg-type]
