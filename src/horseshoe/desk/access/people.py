"""Accounts as the rights know them: a person with a role in the house and one in each workspace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from horseshoe.desk.access.rights import Person, Role
from horseshoe.desk.refusals import NotHere
from horseshoe.store import database

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

GROUPS = {"analysts": Role.ANALYST, "registrars": Role.REGISTRAR, "administrators": Role.ADMINISTRATOR}
"""Django's groups to the role in the house that they give; whoever is in none of them is a reader."""

NOBODY = Person(0, "nobody", active=False)


def found(user: AbstractBaseUser | AnonymousUser | None) -> Person:
    """The person of an account, read anew; ``NOBODY`` where there is no account, or it is gone."""
    return opened(user)[0]


def numbered(number: int) -> Person:
    """The person of an account, by its number; ``NOBODY`` where it is gone."""
    from django.contrib.auth.models import User

    return found(User(pk=number))


def opened(user: AbstractBaseUser | AnonymousUser | None) -> tuple[Person, Mapping[str, int]]:
    """The person of an account with the numbers of the workspaces, by name, that are open to it."""
    from django.contrib.auth.models import User

    from horseshoe.desk.models import Membership

    if user is None or user.pk is None:
        return NOBODY, {}
    told = list(User.objects.filter(pk=user.pk).values_list("username", "is_active", "groups__name"))
    if not told:
        return NOBODY, {}
    memberships = Membership.objects.filter(person_id=user.pk, ended__isnull=True, workspace__closed__isnull=True)
    member = list(memberships.values_list("workspace__name", "role", "workspace_id"))
    held = [GROUPS[group] for _, _, group in told if group in GROUPS]
    person = Person(
        id=user.pk,
        name=told[0][0],
        role=max(held, key=lambda role: role.rank, default=Role.READER),
        workspaces={name: Role(role) for name, role, _ in member},
        active=told[0][1],
    )
    return person, {name: number for name, _, number in member} if person.active else {}


def named(name: str) -> Person:
    """The person of an account, by its name.

    Raises:
        NotHere: there is no such account.
    """
    from django.contrib.auth.models import User

    with database.told_as_sentences():
        account = User.objects.filter(username=name).first()
        if account is None:
            raise NotHere(f"There is no account {name}.")
        return found(account)
