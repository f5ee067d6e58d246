"""Who is in a workspace, and every change of that: for its members to see."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from horseshoe.desk.access import people
from horseshoe.desk.access.rights import Action, Kind, Role, Thing, decide
from horseshoe.desk.refusals import NotAllowed, NotHere
from horseshoe.store import database

if TYPE_CHECKING:
    from horseshoe.desk.workspace.private import Account


class Member(msgspec.Struct, frozen=True):
    """A person in a workspace, now."""

    name: str
    role: Role
    since: datetime
    by: str | None = None
    """Who let the person in, or gave the present role; ``None`` where that was at the keyboard of the server."""
    why: str = ""

    @property
    def himself(self) -> bool:
        """Whether an administrator of the installation made himself a member."""
        return self.by == self.name


class Move(msgspec.Struct, frozen=True):
    """One change of who is in a workspace."""

    at: datetime
    who: str
    """Who did it."""
    whom: str
    before: str | None
    """The role before; ``None`` for somebody who came in."""
    after: str | None
    """The role since; ``None`` for somebody who left."""
    why: str


class Members(msgspec.Struct, frozen=True):
    """A workspace with its members."""

    title: str
    members: tuple[Member, ...]
    moves: tuple[Move, ...]
    """The newest first."""

    @property
    def by_themselves(self) -> tuple[Member, ...]:
        """Those who made themselves members: administrators of the installation can."""
        return tuple(each for each in self.members if each.himself)


def of(user: Account, workspace: str) -> Members:
    """The members of a workspace, and every change among them.

    Raises:
        NotHere: no such workspace that the person is a member of.
        NotAllowed: the person may not see its members.
    """
    from horseshoe.desk.models import HouseHistory, Membership, Workspace

    with database.told_as_sentences():
        person = people.found(user)
        if workspace not in person.workspaces or not person.active:
            raise NotHere(f"There is no workspace {workspace[:40]} that you are a member of.")
        if not (decision := decide(person, Action.READ, Thing(Kind.MEMBERS, workspace))):
            raise NotAllowed(decision.because)
        title = Workspace.objects.values_list("title", flat=True).get(name=workspace)
        held = Membership.objects.filter(workspace__name=workspace, ended__isnull=True).order_by("person__username")
        found = HouseHistory.objects.filter(kind=Kind.MEMBERS.value, thing__startswith=f"{workspace}/").order_by("-pk")
        moves = tuple(
            Move(
                row.at,
                row.who,
                row.thing.partition("/")[2],
                (row.before or {}).get("role"),
                (row.after or {}).get("role"),
                row.why,
            )
            for row in found
        )
        let_in: dict[str, Move] = {}
        for move in moves:  # the newest first
            if move.after is not None:
                let_in.setdefault(move.whom, move)
        members = []
        for name, role, since in held.values_list("person__username", "role", "since"):
            last = let_in.get(name)
            members.append(Member(name, Role(role), since, last.who if last else None, last.why if last else ""))
        return Members(title, tuple(members), moves)
