"""The first administrator, made by whoever runs the server: there is none by default, and no default password."""

from __future__ import annotations

from horseshoe.desk.access import people
from horseshoe.desk.access.rights import Kind, Role
from horseshoe.desk.refusals import Unfit
from horseshoe.desk.workspace import workspaces
from horseshoe.store import database


def administrator(name: str, password: str, *, email: str = "", by: str) -> None:
    """Make an account that looks after the installation.

    Args:
        name: of the account.
        password: as strong as Django's validators ask for.
        email: for a forgotten password.
        by: who makes it, for the history.

    Raises:
        Unfit: the name is taken or cannot be, the password is weak, or the address is none; each in a sentence.
        horseshoe.store.errors.StoreError: the store cannot be written to.
    """
    from django.contrib.auth.models import Group, User
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import transaction

    group = next(each for each, role in people.GROUPS.items() if role is Role.ADMINISTRATOR)
    made = User(username=name, email=email)
    with database.told_as_sentences(), transaction.atomic():
        if User.objects.filter(username__iexact=name).exists():
            raise Unfit(
                f"There is an account {name} already: give it another role under /admin/, or choose another name."
            )
        try:
            made.full_clean(exclude=["password"])
            validate_password(password, made)
        except ValidationError as error:
            raise Unfit(" ".join(error.messages)) from None
        made.set_password(password)
        made.save()
        made.groups.add(Group.objects.get(name=group))
        workspaces.note(by, "open", Kind.ACCOUNTS, name, "made at the server", None, {"groups": [group]})
