"""Tokens by which programs write in the name of a person: scoped, expiring, and kept as a hash alone.

A token may do what its scopes name and its person may do, whichever is less. Its secret has 256 bits by chance, so a
plain SHA-256 of it cannot be guessed back; it is shown once, when it is made.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from horseshoe.desk.access import people
from horseshoe.desk.access.rights import Kind, Person
from horseshoe.desk.refusals import NotHere, Overtaken, Unfit
from horseshoe.desk.workspace import workspaces
from horseshoe.store import columns, database
from horseshoe.store.errors import StoreError

LEADING = "hsk_"
"""What every token begins with, so that one that was left lying about is found by who looks for such things."""

LONGEST = 366
"""Days for which a token holds at most."""


class Scope(StrEnum):
    """What a token is good for; reading the public record needs none."""

    READ = "read"
    PROPOSE = "register:propose"
    CONFIRM = "register:confirm"
    ROLL_CALLS = "rollcalls:write"
    EVIDENCE = "evidence:write"
    ASSESSMENTS = "assessments:write"
    RETRACT = "facts:retract"


class BadToken(StoreError):
    """The token is unknown, expired or revoked, or its person's account is closed."""


class Bearer(msgspec.Struct, frozen=True):
    """Who a request comes from."""

    number: int
    name: str
    """Of the token."""
    person: Person
    scopes: frozenset[str]


class TokenAbout(msgspec.Struct, frozen=True, kw_only=True):
    """A token, without its secret."""

    number: int
    name: str
    person: str
    scopes: tuple[str, ...]
    made: datetime
    expires: datetime
    revoked: datetime | None


class Answer(msgspec.Struct, frozen=True):
    """What was answered."""

    status: int
    body: str


def make(person: str, name: str, scopes: Iterable[str], *, days: int, by: str) -> str:
    """A new token, which is told here and never again.

    Args:
        person: name of the account in whose name it acts.
        name: what it is for.
        scopes: what it is good for.
        days: for how many it holds.
        by: who makes it, for the history.

    Raises:
        NotHere: there is no such account.
        Unfit: it has no name or no scope, one that there is not, or would hold for too long.
    """
    from django.db import transaction

    from horseshoe.desk.models import Token

    wanted = tuple(dict.fromkeys(scopes))
    if unknown := [scope for scope in wanted if scope not in tuple(Scope)]:
        raise Unfit(f"{unknown[0]} is no scope: there are {', '.join(Scope)}.")
    if not wanted:
        raise Unfit(f"A token is good for something: name its scopes, of {', '.join(Scope)}.")
    if not name.strip() or len(name) > 80:
        raise Unfit("A token needs a name of at most 80 characters, by which it is known in the list.")
    if not 1 <= days <= LONGEST:
        raise Unfit(f"A token holds for 1 to {LONGEST} days, and not for {days}.")
    holder = people.named(person)
    secret = LEADING + secrets.token_urlsafe(32)
    now = columns.now()
    with database.told_as_sentences(), transaction.atomic():
        made = Token.objects.create(
            person_id=holder.id,
            name=name.strip(),
            digest=_digest(secret),
            scopes=" ".join(wanted),
            made=now,
            expires=now + timedelta(days=days),
        )
        after = {"number": made.pk, "name": made.name, "scopes": list(wanted), "expires": made.expires.isoformat()}
        workspaces.note(by, "token", Kind.ACCOUNTS, person, name.strip(), None, after)
    return secret


def listed() -> tuple[TokenAbout, ...]:
    """Every token, the newest first."""
    from horseshoe.desk.models import Token

    with database.told_as_sentences():
        return tuple(
            TokenAbout(
                number=row.pk,
                name=row.name,
                person=row.person.get_username(),
                scopes=tuple(row.scopes.split()),
                made=row.made,
                expires=row.expires,
                revoked=row.revoked,
            )
            for row in Token.objects.select_related("person").order_by("-pk")
        )


def revoke(number: int, *, by: str, why: str) -> None:
    """Have a token hold no more, from now on.

    Raises:
        NotHere: there is no such token.
        Overtaken: it is revoked already.
    """
    from django.db import transaction

    from horseshoe.desk.models import Token

    with database.told_as_sentences(), transaction.atomic():
        row = Token.objects.select_related("person").filter(pk=number).first()
        if row is None:
            raise NotHere(f"There is no token {number}: `horseshoe token list` shows them.")
        if row.revoked is not None:
            raise Overtaken(f"The token {number} was revoked on {row.revoked:%Y-%m-%d} already.")
        row.revoked = columns.now()
        row.save(update_fields=["revoked"])
        before = {"number": row.pk, "name": row.name}
        workspaces.note(by, "revoke", Kind.ACCOUNTS, row.person.get_username(), why, before, None)


def bearer(secret: str) -> Bearer:
    """Who a token stands for.

    Raises:
        BadToken: it does not hold; the sentence does not tell whether there ever was such a one.
    """
    from horseshoe.desk.models import Token

    with database.told_as_sentences():
        row = Token.objects.select_related("person").filter(digest=_digest(secret)).first()
        if row is None:
            raise BadToken("The token is not known here.")
        if row.revoked is not None:
            raise BadToken("The token was revoked.")
        if row.expires <= columns.now():
            raise BadToken(f"The token expired on {row.expires:%Y-%m-%d}: ask for another one.")
        person = people.found(row.person)
    if not person.active:
        raise BadToken("The account of the token is closed.")
    return Bearer(row.pk, row.name, person, frozenset(row.scopes.split()))


def answered(who: Bearer, key: str, asked: str) -> Answer | None:
    """What was answered to this request before, under its key; ``None`` if it is new.

    Raises:
        Overtaken: the key was used for another request.
    """
    from horseshoe.desk.models import Answered

    row = Answered.objects.filter(token_id=who.number, key=key).first()
    if row is None:
        return None
    if row.asked != asked:
        raise Overtaken("The Idempotency-Key was used for another request: take a new one for a new request.")
    return Answer(row.status, row.body)


def keep(who: Bearer, key: str, asked: str, answer: Answer) -> None:
    """Keep what was answered under the key of a request; within the transaction of what it did."""
    from horseshoe.desk.models import Answered

    Answered.objects.create(
        token_id=who.number, key=key, asked=asked, status=answer.status, body=answer.body, at=columns.now()
    )


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
