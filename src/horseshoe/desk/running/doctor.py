"""What is wrong with an installation, in sentences, for whoever runs it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

from horseshoe.desk.depositary import shelf
from horseshoe.desk.running import install, mail, quoting, safekeeping, sealing
from horseshoe.desk.running.environment import Totp
from horseshoe.desk.running.findings import Finding, State, doubtful, good, wrong
from horseshoe.desk.running.setup import here
from horseshoe.store import database
from horseshoe.store.errors import StoreError

WITHOUT_HTTPS = frozenset(("security.W004", "security.W008", "security.W012", "security.W016"))
"""Django's checks of HSTS, of the way to https, and of cookies that go by https alone."""


def examine(key: Path) -> Iterator[Finding]:
    """Look at an installation, one thing after another; what cannot be looked at is wrong.

    What rests on something that is wrong is not looked at: the tables where the database does not answer, what is in
    them where they are of another version.

    Args:
        key: the file with the key of the log.
    """
    if not install.there():
        yield wrong(f"There is nothing at {database.place()}: `horseshoe install` makes it.")
    elif (yield from _look("the database", _database)):
        yield from _look("the role", _role)
        if (yield from _look("the tables", _tables)):
            yield from _look("the locks", _locks)
            yield from _look("PostgreSQL's own log", quoting.examine)
            yield from _look("the facts", _facts)
            yield from _look("the accounts", _accounts)
            yield from _look("the second factors", sealing.examine)
            yield from _look("the documents", shelf.documents)
            yield from _look("the clock", safekeeping.clock)
            yield from _look("the log", lambda: safekeeping.log(key))
        yield from _look("the disk", safekeeping.disk)
    yield from _settings()
    yield from mail.examine()
    yield from safekeeping.secrets()


def _look(name: str, check: Callable[[], Iterator[Finding]]) -> Generator[Finding, None, bool]:
    """What is found of a thing; whether all of it stands as it should."""
    found = []
    try:
        for each in check():
            found.append(each)
            yield each
    except StoreError as error:
        yield wrong(f"{name[0].upper()}{name[1:]} cannot be looked at. {error}")
        return False
    return all(each.state is not State.WRONG for each in found)


def _database() -> Iterator[Finding]:
    from django.db import connection

    with database.told_as_sentences(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW server_version")
            yield good(f"PostgreSQL {cursor.fetchone()[0]} answers at {database.place()}.")
        else:
            cursor.execute("SELECT sqlite_version()")
            yield good(f"SQLite {cursor.fetchone()[0]} has its file at {database.place()}.")
            yield doubtful(
                "SQLite has no row-level security: whoever can read its file reads every workspace. Take PostgreSQL "
                "where more than one team works.",
            )


def _tables() -> Iterator[Finding]:
    with database.told_as_sentences():
        todo = install.steps()
    if todo:
        yield wrong(
            f"The tables are not of this version ({len(todo)} steps are to be taken, the first is {todo[0]}): back up, "
            "where there is anything yet, then run `horseshoe install`. The rest is looked at then."
        )
    else:
        yield good("The tables are of this version.")


def _locks() -> Iterator[Finding]:
    from django.db import connection

    from horseshoe.desk.running import tables
    from horseshoe.desk.workspace import locks

    with database.told_as_sentences():
        missing = locks.unlocked(connection, tables.of_workspaces(), tables.of_the_house())
    yield from (wrong(f"{sentence} Run `horseshoe install`.") for sentence in missing)
    if not missing:
        yield good("What workspaces keep is locked in the database, and nothing of it can be deleted.")


def _role() -> Iterator[Finding]:
    from django.db import connection

    if connection.vendor != "postgresql":
        return
    with database.told_as_sentences(), connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        name, superuser, bypasses = cursor.fetchone()
    if superuser or bypasses:
        yield wrong(
            f"The installation connects as {name}, {'a superuser' if superuser else 'who may bypass it'}: row-level "
            "security does not hold it. Let it connect as a plain role that owns the database.",
        )
    else:
        yield good(f"The installation connects as {name}, whom row-level security holds.")


def _facts() -> Iterator[Finding]:
    from horseshoe.store import snapshot, writing

    if not writing.newest():
        yield wrong("There are no facts yet: `horseshoe install` loads those that ship.")
        return
    yield good(f"The facts are at revision {snapshot.revision()}.")


def _accounts() -> Iterator[Finding]:
    from allauth.mfa.models import Authenticator
    from django.contrib.auth.models import User

    with database.told_as_sentences():
        heads = list(User.objects.filter(groups__name="administrators", is_active=True))
        sealed = set(Authenticator.objects.filter(user__in=heads).values_list("user_id", flat=True))
    if not heads:
        yield wrong("There is no administrator: `horseshoe createadmin NAME` makes one.")
        return
    yield good(f"There {'is one administrator' if len(heads) == 1 else f'are {len(heads)} administrators'}.")
    if here().totp is Totp.OPTIONAL and (bare := [each.username for each in heads if each.pk not in sealed]):
        yield doubtful(
            f"Administrators without a second factor: {', '.join(bare)}. HORSESHOE_TOTP=required asks all.",
        )


def _settings() -> Iterator[Finding]:
    from django.core.checks import run_checks

    found = [each for each in run_checks(include_deployment_checks=True) if not each.is_silenced()]
    if here().https:
        told = "Django's own check of a deployment finds nothing."
    else:
        yield doubtful(f"The installation is at {here().url}, without https: for this machine alone.")
        found = [each for each in found if each.id not in WITHOUT_HTTPS]
        told = "Django's own check of a deployment finds nothing but that."
    if here().https and not here().proxies:
        yield wrong(
            f"People reach {here().url} by https, which this program leaves to a reverse proxy, and HORSESHOE_PROXIES "
            "is 0: whoever signs in would be sent in a circle. Set it to 1."
        )
    yield from (wrong(f"{each.msg} ({each.id})") for each in found)
    if not found:
        yield good(told)
