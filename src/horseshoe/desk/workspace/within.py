"""The door to what workspaces keep to themselves: nothing private is asked or written but within it.

``within(user)`` opens one transaction, reads anew what the person is a member of, and says so to the database. There
are three locks behind one another: the queries of the private tables refuse to run outside, they see the person's
workspaces alone, and on PostgreSQL row-level security holds even raw SQL to the same workspaces, by a setting that
ends with the transaction (PostgreSQL 16, sections 5.8 and 9.27.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

import msgspec

from horseshoe.desk.access.rights import Person
from horseshoe.store import database, snapshot
from horseshoe.store.errors import StoreError

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

SETTING = "horseshoe.workspaces"
"""The setting of a PostgreSQL session that its policies read: numbers of workspaces, with commas between them."""


class Outside(RuntimeError):
    """Private rows were asked for outside ``within``, or past its end: a mistake in the program, never a person's."""


class Inside(msgspec.Struct, frozen=True):
    """What is open."""

    person: Person
    names: Mapping[str, int]
    """Names of the workspaces that may be seen to their numbers."""
    writing: bool

    @property
    def workspaces(self) -> frozenset[int]:
        """Numbers of the workspaces that may be seen."""
        return frozenset(self.names.values())


_inside: ContextVar[Inside | None] = ContextVar("horseshoe-inside", default=None)


def inside() -> Inside:
    """What is open.

    Raises:
        Outside: nothing is.
    """
    found = _inside.get()
    if found is None:
        raise Outside("Private rows were asked for outside `within`: open it around the whole of the question.")
    return found


@contextmanager
def within(user: AbstractBaseUser | AnonymousUser | None, *, writing: bool = False) -> Iterator[Person]:
    """The workspaces of a person, for one transaction; what the person is, as the transaction sees it.

    Args:
        user: who asks. Without an account, or with a closed one, nothing is open.
        writing: whether anything is to be written; else nothing can be, and writers do not wait.

    Raises:
        Outside: it is open already.
        horseshoe.store.errors.Busy: another writer did not finish in time.
    """
    from horseshoe.desk.access.people import opened

    with _transaction(writing=writing):
        person, names = opened(user)
        with _open(Inside(person, names, writing)):
            yield person


@contextmanager
def all_workspaces(why: str) -> Iterator[None]:
    """Every workspace, for reading alone: for a backup, by whoever runs the installation.

    Args:
        why: what for; a reader of the code should see it.
    """
    if not why.strip():
        raise StoreError("Every workspace is opened for a reason, and none is given.")
    from horseshoe.desk.models import Workspace

    with _transaction(writing=False):
        every = dict(Workspace.objects.values_list("name", "pk"))
        with _open(Inside(Person(0, why), every, writing=False)):
            yield


@contextmanager
def refilled() -> Iterator[None]:
    """Every workspace, to be written to within the caller's transaction: for the restoring of a backup.

    Raises:
        Outside: there is no transaction, with which it would end.
    """
    from django.db import connection

    from horseshoe.desk.models import Workspace

    if not connection.in_atomic_block or _inside.get() is not None:
        raise Outside("A backup is restored within one transaction.")
    every = dict(Workspace.objects.values_list("name", "pk"))
    with _open(Inside(Person(0, "restore"), every, writing=True)):
        yield


@contextmanager
def _transaction(*, writing: bool) -> Iterator[None]:
    from django.db import connection, transaction

    if _inside.get() is not None:
        raise Outside("It is open already: one question, one `within`.")
    if connection.in_atomic_block:  # what is told to the database would outlast this
        raise Outside("A transaction is open already: `within` begins and ends one of its own.")
    with silent(), transaction.atomic() if writing else snapshot.reading():
        yield


@contextmanager
def silent() -> Iterator[None]:
    """What the database refuses, without its own words: they may quote the row, and end up in a journal or a page.

    Raises:
        Busy, Full, Away: as ``database.told_as_sentences``.
        StoreError: whatever else.
    """
    from django.db import DatabaseError, InterfaceError

    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        kind, state = type(error).__name__, getattr(error.__cause__, "sqlstate", None)
        if (known := database.refusal(error)) is not None:
            raise known from None
        raise StoreError(
            f"The database did not take this ({kind}{f', SQLSTATE {state}' if state else ''}); nothing was changed."
        ) from None


@contextmanager
def _open(what: Inside) -> Iterator[None]:
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            told = ",".join(map(str, sorted(what.workspaces)))
            cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, told])
    token = _inside.set(what)
    try:
        yield
    finally:
        _inside.reset(token)
