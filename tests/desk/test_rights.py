"""Who may do what: the cases that matter, and what must hold for every person, action and thing."""

from __future__ import annotations

from itertools import pairwise, product

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from horseshoe.desk.access.rights import OF_A_WORKSPACE, PRIVATE, Action, Decision, Kind, Person, Role, Thing, decide

NAMES = ("ken", "gha")

people = st.builds(
    Person,
    id=st.integers(1, 3),
    name=st.sampled_from(["anna", "ben"]),
    role=st.sampled_from(Role),
    workspaces=st.dictionaries(st.sampled_from(NAMES), st.sampled_from(Role)),
    active=st.booleans(),
)
things = st.builds(
    Thing,
    kind=st.sampled_from(Kind),
    workspace=st.none() | st.sampled_from(NAMES),
    by=st.none() | st.integers(1, 3),
)
actions = st.sampled_from(Action)


def person(role: Role = Role.READER, **workspaces: Role) -> Person:
    return Person(1, "anna", role, workspaces)


def test_everybody_reads_the_public_record() -> None:
    assert decide(None, Action.READ, Thing(Kind.FACTS))
    assert decide(Person(1, "anna", active=False), Action.READ, Thing(Kind.FACTS))


def test_an_analyst_writes_stances_where_she_is_one_and_nowhere_else() -> None:
    anna = person(ken=Role.ANALYST, gha=Role.READER)
    assert decide(anna, Action.WRITE, Thing(Kind.STANCES, "ken")) == Decision(
        True, "anna may write stances of the workspace ken: anna is an analyst of the workspace."
    )
    assert decide(anna, Action.WRITE, Thing(Kind.STANCES, "gha")) == Decision(
        False,
        "anna may not write stances of the workspace gha: that takes an analyst or higher of the workspace, and anna "
        "is a reader there.",
    )


@pytest.mark.parametrize("kind", sorted(PRIVATE))
def test_an_administrator_of_the_house_reads_no_workspace(kind: Kind) -> None:
    root = person(Role.ADMINISTRATOR)
    for action in Action:
        assert not decide(root, action, Thing(kind, "ken"))
    assert decide(root, Action.READ, Thing(kind, "ken")).because == (
        f"anna may not read {kind.value.replace('-', ' ')} of the workspace ken: it is open to its members alone, and "
        "anna is none."
    )
    assert not decide(root, Action.READ, Thing(Kind.HISTORY, "ken"))
    assert decide(root, Action.MANAGE, Thing(Kind.MEMBERS, "ken"))


def test_publishing_takes_a_role_in_both() -> None:
    stance = Thing(Kind.STANCES, "ken")
    assert not decide(person(Role.READER, ken=Role.REGISTRAR), Action.PUBLISH, stance)
    assert not decide(person(Role.REGISTRAR, ken=Role.ANALYST), Action.PUBLISH, stance)
    assert decide(person(Role.ANALYST, ken=Role.REGISTRAR), Action.PUBLISH, stance)


@pytest.mark.parametrize("kind", [Kind.INSTRUCTIONS, Kind.NOTES])
def test_nobody_publishes_instructions_or_notes(kind: Kind) -> None:
    decision = decide(person(Role.ADMINISTRATOR, ken=Role.ADMINISTRATOR), Action.PUBLISH, Thing(kind, "ken"))
    assert decision == Decision(
        False, f"Nobody may publish {kind.value} of the workspace ken: they never leave their workspace."
    )


def test_whoever_proposed_an_act_does_not_confirm_it_unless_the_house_says_so() -> None:
    registrar = person(Role.REGISTRAR)
    own, other = Thing(Kind.ACTS, by=1), Thing(Kind.ACTS, by=2)
    assert not decide(registrar, Action.CONFIRM, own)
    assert decide(registrar, Action.CONFIRM, other)
    assert decide(registrar, Action.CONFIRM, own, four_eyes=False)


def test_a_workspaces_administrator_manages_its_members_alone() -> None:
    head = person(ken=Role.ADMINISTRATOR)
    assert decide(head, Action.MANAGE, Thing(Kind.MEMBERS, "ken"))
    assert not decide(head, Action.MANAGE, Thing(Kind.MEMBERS, "gha"))
    assert not decide(head, Action.MANAGE, Thing(Kind.WORKSPACES))


@given(people, actions, things, st.booleans())
def test_every_decision_is_a_sentence(person: Person, action: Action, thing: Thing, four_eyes: bool) -> None:
    for asking in (person, None):
        said = decide(asking, action, thing, four_eyes=four_eyes).because
        assert said[0] == said[0].upper() or said.startswith(person.name)
        assert said.endswith(".")
        assert "None" not in said


@given(people, actions, st.sampled_from(sorted(OF_A_WORKSPACE - {Kind.MEMBERS})))
def test_whoever_is_outside_a_workspace_has_no_right_in_it(person: Person, action: Action, kind: Kind) -> None:
    stranger = msgspec.structs.replace(person, workspaces={k: v for k, v in person.workspaces.items() if k != "ken"})
    assert not decide(stranger, action, Thing(kind, "ken"))


@given(people, actions, things)
def test_a_role_in_one_workspace_changes_nothing_in_another(person: Person, action: Action, thing: Thing) -> None:
    elsewhere = msgspec.structs.replace(person, workspaces={**person.workspaces, "elsewhere": Role.ADMINISTRATOR})
    assert decide(elsewhere, action, thing) == decide(person, action, thing)


@given(people, actions, things)
def test_a_closed_account_and_no_account_only_read_what_is_public(person: Person, action: Action, thing: Thing) -> None:
    closed = msgspec.structs.replace(person, active=False)
    for asking in (closed, None):
        assert decide(asking, action, thing).allowed == (thing.kind is Kind.FACTS and action is Action.READ)


@given(people, actions, things, st.booleans())
def test_a_higher_role_never_loses_a_right(person: Person, action: Action, thing: Thing, four_eyes: bool) -> None:
    def allowed(house: Role, there: Role) -> bool:
        changed = msgspec.structs.replace(person, role=house, workspaces={"ken": there, "gha": there})
        return decide(changed, action, thing, four_eyes=four_eyes).allowed

    roles = tuple(Role)
    for (low, high), other in product(pairwise(roles), roles):
        assert allowed(low, other) <= allowed(high, other)
        assert allowed(other, low) <= allowed(other, high)
