"""A shared installation in one file, whichever database it is in: store, accounts, workspaces, received documents.

The file holds what workspaces keep, and the hashes of passwords and tokens: it is as secret as the installation.
Sessions and the counts of failed sign-ins are not in it; nor are the keys, which are not in the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from horseshoe.desk.depositary import papers
from horseshoe.desk.depositary.papers import Paper
from horseshoe.desk.workspace.within import all_workspaces, refilled
from horseshoe.store import backup as stores
from horseshoe.store import columns, database
from horseshoe.store.archive import Manifest
from horseshoe.store.backup import Attached, More
from horseshoe.store.errors import Refused

if TYPE_CHECKING:
    from django.db.models import Model

FOLDER = "house"
"""Where the further files lie in the archive: one a table, a line a row, in JSON."""

DOCUMENTS = "documents"
"""Where the received documents lie in the archive, each under its SHA-256."""


def backup(file: Path, *, documents: bool = True) -> Manifest:
    """Write the whole installation to one new file that nobody else may read; others go on meanwhile.

    Args:
        file: the new file.
        documents: whether the received documents are to be in it. Left out, they are to be copied otherwise.

    Raises:
        horseshoe.store.errors.Refused: there is such a file already, or it cannot be written; or a document is not
            where it was kept, or not what it was.
        horseshoe.store.errors.StoreError: the database cannot be read.
    """
    with all_workspaces("a backup"):
        return stores.backup(file, lambda: More(_texts(), _documents() if documents else {}))


def restore(file: Path, by: str, url: str | None = None) -> Manifest:
    """Put the backup of an installation, or of a store, into a place where there is none yet: all of it, or nothing.

    Documents come back into the folder of HORSESHOE_FILES; those that are there already stay.

    Raises:
        horseshoe.store.archive.Broken: the file is no backup, or was changed since it was written.
        horseshoe.store.errors.Refused: there are facts or accounts already.
    """
    from horseshoe.desk.running.install import alone, install

    if url:
        database.use(url)
    with alone():
        install()
    return stores.restore(file, by, _put_back)


def standing_tokens() -> int:
    """How many tokens of the API hold now."""
    from horseshoe.desk.models import Token

    with database.told_as_sentences():
        return Token.objects.filter(revoked=None, expires__gt=columns.now()).count()


def lacking_documents() -> int:
    """How many received documents are not where they should be."""
    from horseshoe.desk.models import ReceivedDocument

    with database.told_as_sentences():
        return sum(papers.state(sha256) is None for sha256 in ReceivedDocument.objects.values_list("sha256", flat=True))


def _texts() -> dict[str, str]:
    return {_name(kind): _lines(kind) for kind in _kinds()}


def _documents() -> dict[str, Path]:
    from horseshoe.desk.models import ReceivedDocument

    known = ReceivedDocument.objects.order_by("pk").values_list("sha256", flat=True)
    return {f"{DOCUMENTS}/{sha256}": papers.place(sha256) for sha256 in known}


def _put_back(contents: Mapping[str, bytes], documents: Attached) -> None:
    from django.contrib.auth.models import Group, User
    from django.core.management.color import no_style
    from django.db import connection

    from horseshoe.desk.models import OfWorkspace, ReceivedDocument

    if User.objects.exists():
        raise Refused("There are accounts already: a backup is restored into an empty place.")
    Group.objects.all().delete()  # those that were made with the tables; the backup brings its own
    kinds = list(_kinds())
    for kind in kinds:
        if not issubclass(kind, OfWorkspace):
            _insert(kind, contents)
    with refilled():
        for kind in kinds:
            if issubclass(kind, OfWorkspace):
                _insert(kind, contents)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kinds):
            cursor.execute(statement)
    known = {each.sha256: each for each in ReceivedDocument.objects.all()}
    for sha256, content in documents:
        row = known[sha256]
        papers.keep(content, Paper(sha256, row.size, row.form, row.name))
        papers.fetch(sha256)  # what lies there now has that hash


def _kinds() -> Iterable[type[Model]]:
    """The tables, in an order in which each refers only to what came before."""
    from allauth.account.models import EmailAddress
    from allauth.mfa.models import Authenticator
    from allauth.socialaccount.models import SocialAccount
    from django.apps import apps
    from django.contrib.auth.models import Group, User

    from horseshoe.desk import models

    first = [Group, User, User.groups.through, EmailAddress, Authenticator, SocialAccount]
    first += [models.Workspace, models.Membership, models.HouseHistory, models.WhipCount, models.Subscriber]
    first += [models.ReceivedDocument, models.Token]
    rest = [each for each in apps.get_app_config("desk").get_models() if each not in first]
    return [*first, *sorted(rest, key=lambda each: each._meta.db_table)]


def _name(kind: type[Model]) -> str:
    return f"{FOLDER}/{kind._meta.db_table}.jsonl"


def _columns(kind: type[Model]) -> list[str]:
    return [field.attname for field in kind._meta.concrete_fields]


def _lines(kind: type[Model]) -> str:
    names = _columns(kind)
    rows = kind._default_manager.order_by("pk").values_list(*names)
    encode = msgspec.json.Encoder(enc_hook=_plain).encode
    return "".join(f"{encode(dict(zip(names, row, strict=True))).decode()}\n" for row in rows)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise NotImplementedError(f"{type(value).__name__} cannot be kept in a backup")


def _insert(kind: type[Model], contents: Mapping[str, bytes]) -> None:
    """Put back a table; one that came after the backup was made stays empty."""
    read = {field.attname: field.to_python for field in kind._meta.concrete_fields}
    made = []
    for line in contents.get(_name(kind), b"").splitlines():
        told = msgspec.json.decode(line)
        made.append(kind(**{name: None if value is None else read[name](value) for name, value in told.items()}))
    kind._default_manager.bulk_create(made, batch_size=200)
