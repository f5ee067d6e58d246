"""Open workspaces, and say who is in them; each change is in the history of the house."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from horseshoe.desk.access import people
from horseshoe.desk.access.rights import Action, Kind, Person, Role, Thing, decide
from horseshoe.desk.refusals import NotAllowed, NotHere, Unfit
from horseshoe.store import columns, database

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User

    from horseshoe.desk.models import Membership, Workspace


def of(person: Person) -> tuple[tuple[Workspace, Role], ...]:
    """The workspaces of a person with the role there, by title."""
    from horseshoe.desk.models import Workspace

    found = Workspace.objects.filter(name__in=list(person.workspaces)).order_by("title")
    return tuple((each, person.workspaces[each.name]) for each in found)


def title(name: str) -> str:
    """What a workspace is called; its name where there is none of that name. For its members: nothing is asked here."""
    from horseshoe.desk.models import Workspace

    found: str | None = Workspace.objects.filter(name=name).values_list("title", flat=True).first()
    return found or name


def begin(user: AbstractBaseUser | AnonymousUser, name: str, title: str, *, why: str) -> Workspace:
    """Open a workspace; nobody is in it yet.

    Raises:
        NotAllowed: the person is no administrator of the house.
        Unfit: the name or the title cannot be, or the name is taken.
    """
    from django.core.exceptions import ValidationError

    from horseshoe.desk.models import Workspace

    with _changing(user, Action.MANAGE, Thing(Kind.WORKSPACES), why) as person:
        made = Workspace(name=name.strip(), title=title.strip(), opened=columns.now())
        try:
            made.full_clean()
        except ValidationError as error:
            field, said = next(iter(error.message_dict.items()))
            raise Unfit(f"{field.capitalize()}: {said[0]}") from None
        made.save()
        note(person, "open", Kind.WORKSPACES, made.name, why, None, {"title": made.title})
        return made


def admit(user: AbstractBaseUser | AnonymousUser, workspace: str, account: str, role: Role, *, why: str) -> None:
    """Make somebody a member of a workspace, or give a member another role.

    Raises:
        NotAllowed: the person does not manage the members.
        NotHere: there is no such workspace or account.
    """
    from horseshoe.desk.models import Membership

    with _changing(user, Action.MANAGE, Thing(Kind.MEMBERS, workspace), why) as person:
        place, whom = _workspace(workspace), _account(account)
        held = _held(place, whom)
        if held is not None and held.role == role:
            return
        now = columns.now()
        if held is not None:
            Membership.objects.filter(pk=held.pk).update(ended=now)
        Membership.objects.create(workspace=place, person=whom, role=role.value, since=now)
        before = {"role": held.role} if held else None
        note(person, "admit", Kind.MEMBERS, f"{place.name}/{whom.username}", why, before, {"role": role.value})


def dismiss(user: AbstractBaseUser | AnonymousUser, workspace: str, account: str, *, why: str) -> None:
    """End somebody's membership; it stays in the history.

    Raises:
        NotAllowed: the person does not manage the members.
        NotHere: there is no such workspace or account, or it is no member.
    """
    from horseshoe.desk.models import Membership

    with _changing(user, Action.MANAGE, Thing(Kind.MEMBERS, workspace), why) as person:
        place, whom = _workspace(workspace), _account(account)
        held = _held(place, whom)
        if held is None:
            raise NotHere(f"{whom.username} is no member of the workspace {place.name}.")
        Membership.objects.filter(pk=held.pk).update(ended=columns.now())
        note(person, "dismiss", Kind.MEMBERS, f"{place.name}/{whom.username}", why, {"role": held.role}, None)


def note(
    person: Person | str,
    what: str,
    kind: Kind,
    thing: str,
    why: str,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> None:
    """Write into the history of the house; within the transaction of the change.

    Args:
        person: who did it; by name alone for somebody at the keyboard of the server.
        what: what was done.
        kind: to what.
        thing: to which.
        why: why.
        before: how it was.
        after: how it is.
    """
    from horseshoe.desk.models import HouseHistory

    HouseHistory.objects.create(
        by_id=person.id if isinstance(person, Person) else None,
        who=person.name if isinstance(person, Person) else person,
        at=columns.now(),
        what=what,
        why=why,
        kind=kind.value,
        thing=thing,
        before=before,
        after=after,
    )


@contextmanager
def _changing(user: AbstractBaseUser | AnonymousUser, action: Action, thing: Thing, why: str) -> Iterator[Person]:
    from django.db import transaction

    if not why.strip():
        raise Unfit("No reason is given: the history needs one.")
    with database.told_as_sentences(), transaction.atomic():
        person = people.found(user)
        if not (decision := decide(person, action, thing)):
            raise NotAllowed(decision.because)
        yield person


def _workspace(name: str) -> Workspace:
    from horseshoe.desk.models import Workspace

    found = Workspace.objects.filter(name=name, closed__isnull=True).first()
    if found is None:
        raise NotHere(f"There is no workspace {name}.")
    return found


def _account(name: str) -> User:
    from django.contrib.auth.models import User

    found = User.objects.filter(username=name).first()
    if found is None:
        raise NotHere(f"There is no account {name}.")
    return found


def _held(workspace: Workspace, account: User) -> Membership | None:
    from horseshoe.desk.models import Membership

    return Membership.objects.filter(workspace=workspace, person=account, ended__isnull=True).first()
