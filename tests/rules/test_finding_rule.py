"""The rule that holds one vote against one pledge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from horseshoe.facts.assessments import Credible, Scale, Status
from horseshoe.facts.evidence import CodeCrime
from horseshoe.facts.proposals import Cast, Matter, ProposalKind
from horseshoe.rules.findings import (
    BY_POLICY,
    RULINGS,
    UNJUDGED,
    FindingKind,
    Reach,
    Reason,
    Ruling,
    rule_code,
    rule_declaration,
)

BOUND = st.sampled_from([True, False, None])
VETOED = BOUND
CASTS = st.sampled_from(Cast)
NOT_AGAINST = st.sampled_from([cast for cast in Cast if cast not in (Cast.NO, Cast.UNKNOWN)])
KINDS = st.sampled_from([*ProposalKind, None])
MATTERS = st.sampled_from(Matter)
STATUSES = st.sampled_from([*Status, None])
CREDIBLE = st.sampled_from([*Credible, None])
REACHES = st.sampled_from(Reach)
CRIMES = st.sets(st.sampled_from(CodeCrime)).map(tuple)
SCALES = st.sampled_from([*Scale, None])

code_cases = st.fixed_dictionaries(
    {
        "bound": BOUND,
        "cast": CASTS,
        "kind": KINDS,
        "matter": MATTERS,
        "status": STATUSES,
        "credible": CREDIBLE,
        "reach": REACHES,
        "assessed": st.booleans(),
    }
)
declaration_cases = st.builds(
    lambda common, more: common | more,
    code_cases,
    st.fixed_dictionaries({"permanent": st.booleans(), "vetoed": VETOED, "crimes": CRIMES, "scale": SCALES}),
)


def a_no(**changed: object) -> Ruling:
    """The Code on a no of a bound member on a draft that engaged it and was credible, but for what is changed."""
    case: dict[str, object] = {
        "bound": True,
        "cast": Cast.NO,
        "kind": ProposalKind.DRAFT_RESOLUTION,
        "matter": Matter.SUBSTANTIVE,
        "status": Status.ENGAGED,
        "credible": Credible.YES,
    }
    return rule_code(**(case | changed))  # type: ignore[arg-type]


def a_veto(**changed: object) -> Ruling:
    """The Declaration on a veto of a bound permanent member on a draft on crimes against humanity."""
    case: dict[str, object] = {
        "bound": True,
        "permanent": True,
        "cast": Cast.NO,
        "vetoed": True,
        "kind": ProposalKind.DRAFT_RESOLUTION,
        "matter": Matter.SUBSTANTIVE,
        "status": Status.ENGAGED,
        "credible": Credible.YES,
        "crimes": (CodeCrime.CRIMES_AGAINST_HUMANITY,),
        "scale": Scale.UNKNOWN,
    }
    return rule_declaration(**(case | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "kind", "reason"),
    [
        ({}, FindingKind.INCONSISTENT, Reason.AGAINST),
        ({"bound": False}, FindingKind.NOT_BOUND, Reason.NO_SUPPORT),
        ({"bound": None}, FindingKind.NOT_BOUND, Reason.SUPPORT_POSSIBLE),
        ({"cast": Cast.YES}, FindingKind.CONSISTENT, Reason.NOT_AGAINST),
        ({"cast": Cast.ABSTAIN}, FindingKind.CONSISTENT, Reason.NOT_AGAINST),
        ({"cast": Cast.ABSENT}, FindingKind.CONSISTENT, Reason.NOT_AGAINST),
        ({"cast": Cast.NOT_PARTICIPATING}, FindingKind.CONSISTENT, Reason.NOT_AGAINST),
        ({"cast": Cast.NOT_VOTING}, FindingKind.CONSISTENT, Reason.NOT_AGAINST),
        ({"cast": Cast.UNKNOWN}, FindingKind.UNDETERMINED, Reason.CAST_UNKNOWN),
        ({"kind": None}, FindingKind.UNDETERMINED, Reason.KIND_UNKNOWN),
        ({"kind": ProposalKind.AMENDMENT}, FindingKind.UNDETERMINED, Reason.NOT_A_DRAFT),
        ({"kind": ProposalKind.PART}, FindingKind.UNDETERMINED, Reason.NOT_A_DRAFT),
        ({"kind": ProposalKind.MOTION}, FindingKind.UNDETERMINED, Reason.NOT_A_DRAFT),
        ({"matter": Matter.PROCEDURAL}, FindingKind.UNDETERMINED, Reason.PROCEDURAL),
        ({"matter": Matter.ANY_MEMBERS}, FindingKind.UNDETERMINED, Reason.PROCEDURAL),
        ({"kind": ProposalKind.AMENDMENT, "reach": Reach.ALL}, FindingKind.INCONSISTENT, Reason.AGAINST),
        ({"kind": None, "reach": Reach.ALL}, FindingKind.INCONSISTENT, Reason.AGAINST),
        ({"matter": Matter.PROCEDURAL, "reach": Reach.ALL}, FindingKind.INCONSISTENT, Reason.AGAINST),
        ({"status": Status.NOT_ENGAGED}, FindingKind.CONSISTENT, Reason.NOT_ENGAGED),
        ({"status": Status.CONTESTED}, FindingKind.CONTESTED, Reason.CONTESTED),
        ({"status": None}, FindingKind.UNDETERMINED, Reason.FACTS_MISSING),
        ({"status": None, "assessed": False}, FindingKind.UNDETERMINED, Reason.NOT_ASSESSED),
        ({"credible": Credible.NO}, FindingKind.CONSISTENT, Reason.NOT_CREDIBLE),
        ({"credible": Credible.DISPUTED}, FindingKind.CONTESTED, Reason.CREDIBILITY_DISPUTED),
        ({"credible": None}, FindingKind.UNDETERMINED, Reason.CREDIBILITY_OPEN),
    ],
)
def test_the_code(changed: dict[str, object], kind: FindingKind, reason: Reason) -> None:
    found = a_no(**changed)
    assert (found.kind, found.reason) == (kind, reason)
    assert found.possible is (changed.get("bound", True) is None)


@pytest.mark.parametrize(
    ("changed", "kind", "reason"),
    [
        ({}, FindingKind.INCONSISTENT, Reason.VETOED),
        ({"permanent": False}, FindingKind.NOT_BOUND, Reason.NOT_PERMANENT),
        ({"permanent": False, "bound": None}, FindingKind.NOT_BOUND, Reason.NOT_PERMANENT),
        ({"permanent": False, "bound": False}, FindingKind.NOT_BOUND, Reason.NO_SUPPORT),
        ({"bound": None}, FindingKind.NOT_BOUND, Reason.SUPPORT_POSSIBLE),
        ({"vetoed": False}, FindingKind.CONSISTENT, Reason.NO_WITHOUT_VETO),
        ({"vetoed": None}, FindingKind.UNDETERMINED, Reason.VETO_UNKNOWN),
        ({"vetoed": None, "status": Status.NOT_ENGAGED}, FindingKind.CONSISTENT, Reason.NOT_ENGAGED),
        ({"cast": Cast.ABSTAIN}, FindingKind.CONSISTENT, Reason.NOT_AGAINST),
        ({"cast": Cast.UNKNOWN}, FindingKind.UNDETERMINED, Reason.CAST_UNKNOWN),
        ({"crimes": (CodeCrime.GENOCIDE,)}, FindingKind.INCONSISTENT, Reason.VETOED),
        ({"crimes": (CodeCrime.WAR_CRIMES,)}, FindingKind.UNDETERMINED, Reason.SCALE_UNKNOWN),
        ({"crimes": (CodeCrime.WAR_CRIMES,), "scale": Scale.LARGE}, FindingKind.INCONSISTENT, Reason.VETOED),
        (
            {"crimes": (CodeCrime.WAR_CRIMES,), "scale": Scale.NOT_LARGE},
            FindingKind.CONSISTENT,
            Reason.SCALE_NOT_LARGE,
        ),
        ({"crimes": (CodeCrime.WAR_CRIMES, CodeCrime.GENOCIDE)}, FindingKind.INCONSISTENT, Reason.VETOED),
        ({"crimes": ()}, FindingKind.UNDETERMINED, Reason.CRIMES_UNKNOWN),
        ({"kind": ProposalKind.AMENDMENT}, FindingKind.UNDETERMINED, Reason.NOT_A_DRAFT),
        ({"status": Status.CONTESTED}, FindingKind.CONTESTED, Reason.CONTESTED),
        ({"status": None, "assessed": False}, FindingKind.UNDETERMINED, Reason.NOT_ASSESSED),
    ],
)
def test_the_declaration(changed: dict[str, object], kind: FindingKind, reason: Reason) -> None:
    found = a_veto(**changed)
    assert (found.kind, found.reason) == (kind, reason)


@given(code_cases)
def test_inconsistent_needs_a_certain_pledge_a_no_and_an_assessor_who_says_so(case: dict[str, object]) -> None:
    if rule_code(**case).kind is FindingKind.INCONSISTENT:  # type: ignore[arg-type]
        assert case["bound"] is True
        assert case["cast"] is Cast.NO
        assert case["status"] is Status.ENGAGED
        assert case["credible"] is Credible.YES


@given(declaration_cases)
def test_for_the_declaration_only_a_veto_of_a_permanent_supporter_can_be_inconsistent(case: dict[str, object]) -> None:
    if rule_declaration(**case).kind is FindingKind.INCONSISTENT:  # type: ignore[arg-type]
        assert case["bound"] is True
        assert case["permanent"] is True
        assert case["cast"] is Cast.NO
        assert case["vetoed"] is True
        assert case["status"] is Status.ENGAGED


@given(declaration_cases, NOT_AGAINST)
def test_whoever_does_not_vote_against_is_consistent_whatever_the_draft_was(
    case: dict[str, object], cast: Cast
) -> None:
    case |= {"bound": True, "permanent": True, "cast": cast}
    assert rule_declaration(**case).reason is Reason.NOT_AGAINST  # type: ignore[arg-type]
    for only in ("permanent", "vetoed", "crimes", "scale"):
        del case[only]
    assert rule_code(**case).reason is Reason.NOT_AGAINST  # type: ignore[arg-type]


@given(declaration_cases)
def test_whoever_is_not_bound_for_certain_is_not_judged(case: dict[str, object]) -> None:
    found = rule_declaration(**case)  # type: ignore[arg-type]
    assert (found.kind is FindingKind.NOT_BOUND) is not (case["bound"] is True and case["permanent"] is True)
    assert not found.possible or (case["bound"] is None and case["permanent"] is True)


@given(declaration_cases)
def test_the_declaration_asks_no_more_than_the_code(case: dict[str, object]) -> None:
    declared = rule_declaration(**case)  # type: ignore[arg-type]
    shared = {key: case[key] for key in case if key not in ("permanent", "vetoed", "crimes", "scale")}
    coded = rule_code(**shared)  # type: ignore[arg-type]
    if declared.kind is FindingKind.INCONSISTENT:
        assert coded.kind is FindingKind.INCONSISTENT
    if coded.kind is FindingKind.CONSISTENT and case["permanent"]:
        assert declared.kind is FindingKind.CONSISTENT


@given(code_cases)
def test_the_wider_policy_only_judges_what_the_narrow_one_leaves(case: dict[str, object]) -> None:
    narrow, wide = (rule_code(**(case | {"reach": reach})) for reach in Reach)  # type: ignore[arg-type]
    assert narrow == wide or narrow.reason in {*BY_POLICY, Reason.KIND_UNKNOWN}
    assert wide.reason not in {*BY_POLICY, Reason.KIND_UNKNOWN}


def test_every_reason_belongs_to_one_kind() -> None:
    assert set(RULINGS) == set(Reason)
    assert {ruling.kind for ruling in RULINGS.values()} == set(FindingKind)
    assert [reason for reason, ruling in RULINGS.items() if ruling.possible] == [Reason.SUPPORT_POSSIBLE]
    assert all(RULINGS[reason].kind is FindingKind.UNDETERMINED for reason in UNJUDGED)
