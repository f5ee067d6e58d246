"""Who may do what to which thing, and why: one table of rules, read from the top; each answer is a sentence.

There are two scopes, kept apart. In the **house** (the whole installation) a person has a role of its own: it says who
writes to the public record, who keeps the register, who looks after accounts. In each **workspace** a person has
another role, or none: then everything in it is closed, whatever the role in the house. An administrator of the house
who wants to read a workspace has to be made its member, which its members see in the history.

Nothing here knows of Django, of a database or of a request.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec


class Role(StrEnum):
    """What a person is, in the house or in a workspace; each role may do what the ones before it may."""

    READER = "reader"
    ANALYST = "analyst"
    REGISTRAR = "registrar"
    ADMINISTRATOR = "administrator"

    @property
    def rank(self) -> int:
        """0 for the lowest."""
        return tuple(Role).index(self)


class Action(StrEnum):
    """What is done to a thing."""

    READ = "read"
    WRITE = "write"
    RETRACT = "retract"
    PUBLISH = "publish"
    PROPOSE = "propose"
    CONFIRM = "confirm"
    MANAGE = "manage"


class Kind(StrEnum):
    """What there is."""

    FACTS = "facts"
    """The public record."""
    ACTS = "acts"
    """Acts of support on their way into the register."""
    STANCES = "stances"
    INSTRUCTIONS = "instructions"
    NOTES = "notes"
    WHIP_COUNTS = "whip-counts"
    ASSESSMENTS = "assessments"
    STAGES = "stages"
    """Where a draft stood, and since when."""
    HISTORY = "history"
    """Who changed what in a workspace."""
    MEMBERS = "members"
    WORKSPACES = "workspaces"
    ACCOUNTS = "accounts"
    HOUSE = "house"
    """The installation: its state, its keys, its journal."""


PRIVATE = frozenset({Kind.STANCES, Kind.INSTRUCTIONS, Kind.NOTES, Kind.WHIP_COUNTS, Kind.ASSESSMENTS, Kind.STAGES})
"""What belongs to a workspace and is nobody else's business."""

OF_A_WORKSPACE = PRIVATE | {Kind.HISTORY, Kind.MEMBERS}
"""What there is only in a workspace."""

PUBLISHABLE = frozenset({Kind.STANCES, Kind.ASSESSMENTS})
"""What the public record has a table for. Instructions and notes never leave their workspace."""


class Person(msgspec.Struct, frozen=True):
    """Someone with an account."""

    id: int
    name: str
    role: Role = Role.READER
    """In the house."""
    workspaces: Mapping[str, Role] = {}
    """Name of a workspace to the role there; a workspace that is not here is closed."""
    active: bool = True


class Thing(msgspec.Struct, frozen=True):
    """What is asked about."""

    kind: Kind
    workspace: str | None = None
    """Name of the workspace, for what belongs to one."""
    by: int | None = None
    """Who proposed it, for an act that waits for confirmation."""

    def __str__(self) -> str:
        """As a sentence says it."""
        name = self.kind.value.replace("-", " ")
        if self.workspace is None:
            return {Kind.FACTS: "the public record", Kind.HOUSE: "the installation"}.get(self.kind, name)
        return f"{name} of the workspace {self.workspace}"


class Decision(msgspec.Struct, frozen=True):
    """Whether it may be done."""

    allowed: bool
    because: str
    """One sentence."""

    def __bool__(self) -> bool:
        """Whether it may be done."""
        return self.allowed


class Scope(StrEnum):
    """Where a role counts."""

    HOUSE = "house"
    WORKSPACE = "workspace"


class Rule(msgspec.Struct, frozen=True):
    """Whoever has at least this role, in this scope, may do this to these."""

    actions: frozenset[Action]
    kinds: frozenset[Kind]
    scope: Scope
    least: Role
    also: Role | None = None
    """The least role in the house, where one in the workspace is not enough."""


def _rule(actions: str, kinds: frozenset[Kind] | Kind, scope: Scope, least: Role, also: Role | None = None) -> Rule:
    wanted = frozenset(Action(word) for word in actions.split())
    return Rule(wanted, frozenset({kinds}) if isinstance(kinds, Kind) else kinds, scope, least, also)


RULES: tuple[Rule, ...] = (
    _rule("read", PRIVATE | {Kind.HISTORY, Kind.MEMBERS}, Scope.WORKSPACE, Role.READER),
    _rule("write retract", PRIVATE, Scope.WORKSPACE, Role.ANALYST),
    _rule("publish", PUBLISHABLE, Scope.WORKSPACE, Role.REGISTRAR, also=Role.ANALYST),
    _rule("manage", Kind.MEMBERS, Scope.WORKSPACE, Role.ADMINISTRATOR),
    _rule("read manage", Kind.MEMBERS, Scope.HOUSE, Role.ADMINISTRATOR),
    _rule("read manage", frozenset({Kind.WORKSPACES, Kind.ACCOUNTS, Kind.HOUSE}), Scope.HOUSE, Role.ADMINISTRATOR),
    _rule("write retract", Kind.FACTS, Scope.HOUSE, Role.ANALYST),
    _rule("read propose confirm retract", Kind.ACTS, Scope.HOUSE, Role.REGISTRAR),
)
"""Every right there is, but for reading the public record, which needs none."""


def decide(person: Person | None, action: Action, thing: Thing, *, four_eyes: bool = True) -> Decision:
    """Whether a person may do this, and why.

    Args:
        person: who asks; ``None`` for somebody without an account.
        action: what is to be done.
        thing: to what.
        four_eyes: whether whoever proposed an act may not be the one who confirms it.
    """
    if thing.kind is Kind.FACTS and action is Action.READ:
        return Decision(True, "Everybody may read the public record.")
    doing = f"{action} {thing}"
    if person is None:
        return Decision(False, f"Nobody may {doing} without signing in.")
    if not person.active:
        return Decision(False, f"The account {person.name} is closed: it may do nothing.")
    if (thing.kind in OF_A_WORKSPACE) != (thing.workspace is not None):
        there = "belong to a workspace, and none is named" if thing.workspace is None else "belong to no workspace"
        return Decision(False, f"Nobody may {doing}: {thing.kind.value} {there}.")
    rules = [rule for rule in RULES if action in rule.actions and thing.kind in rule.kinds]
    if not rules:
        return Decision(False, _never(doing, action, thing))
    if action is Action.CONFIRM and four_eyes and thing.by == person.id:
        return Decision(False, f"{person.name} may not confirm this: whoever proposed an act does not confirm it.")
    refusals = []
    for rule in rules:
        found = _judged(rule, person, doing, thing)
        if found.allowed:
            return found
        refusals.append(found)
    return refusals[0]


def _judged(rule: Rule, person: Person, doing: str, thing: Thing) -> Decision:
    if rule.scope is Scope.HOUSE:
        held: Role | None = person.role
        where, who = "the installation", "of the installation"
    else:
        held = person.workspaces.get(thing.workspace or "")
        where, who = "the workspace", "of the workspace"
    if held is None:
        return Decision(
            False, f"{person.name} may not {doing}: it is open to its members alone, and {person.name} is none."
        )
    needed = f"{_a(rule.least)}{'' if rule.least is Role.ADMINISTRATOR else ' or higher'}"
    if held.rank < rule.least.rank:
        return Decision(
            False, f"{person.name} may not {doing}: that takes {needed} {who}, and {person.name} is {_a(held)} there."
        )
    if rule.also is not None and person.role.rank < rule.also.rank:
        return Decision(
            False,
            f"{person.name} may not {doing}: beside the role in the workspace that takes {_a(rule.also)} or higher of "
            f"the installation, since it writes to the public record, and {person.name} is {_a(person.role)} there.",
        )
    return Decision(True, f"{person.name} may {doing}: {person.name} is {_a(held)} of {where}.")


def _never(doing: str, action: Action, thing: Thing) -> str:
    if action is Action.PUBLISH and thing.kind in PRIVATE:
        return f"Nobody may {doing}: they never leave their workspace."
    return f"Nobody may {doing}: no rule provides for it."


def _a(role: Role) -> str:
    return f"{'an' if role.value[0] in 'aeiou' else 'a'} {role.value}"
