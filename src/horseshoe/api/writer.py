"""Who writes, with what right; and that the same request is carried out once, however often it is sent."""

from __future__ import annotations

import hashlib
import string
from collections.abc import Callable
from typing import Any, Protocol

import msgspec
from django.http import HttpRequest, HttpResponse

from horseshoe.api.facts import Facts
from horseshoe.api.problems import Refusal
from horseshoe.desk.access import tokens
from horseshoe.desk.access.rights import Action, Thing, decide
from horseshoe.desk.access.tokens import Bearer, Scope
from horseshoe.store import writing
from horseshoe.store.snapshot import snapshot

KEY = "Idempotency-Key"

ASK = {"WWW-Authenticate": 'Bearer realm="Horseshoe"'}


class WrittenRow(msgspec.Struct, frozen=True):
    """A row that was written, or would be."""

    table: str
    key: str


class Written(msgspec.Struct, frozen=True):
    """What was written."""

    written: bool
    """Whether anything was: not where it was only checked, or is known already."""
    revision: int
    """Number of the newest revision."""
    rows: tuple[WrittenRow, ...]
    notes: tuple[str, ...] = ()


class Writer(msgspec.Struct, frozen=True):
    """Whoever sent the token."""

    bearer: Bearer

    @property
    def name(self) -> str:
        """As the audit names them."""
        return f"{self.bearer.person.name} by the token {self.bearer.name}"

    @property
    def account(self) -> Any:
        """The account, as the desk asks for it."""
        from django.contrib.auth.models import User

        return User(pk=self.bearer.person.id)

    def needs(self, *scopes: Scope) -> None:
        """Do nothing if the token is good for one of these.

        Raises:
            Refusal: it is not.
        """
        if not self.bearer.scopes.intersection(scopes):
            raise Refusal(403, f"This takes a token with the scope {' or '.join(scopes)}, and this one has it not.")

    def may(self, action: Action, thing: Thing) -> None:
        """Do nothing if the person may do this.

        Raises:
            Refusal: not; with the sentence of the decision.
        """
        if not (decision := decide(self.bearer.person, action, thing)):
            raise Refusal(403, decision.because)


def writer(facts: Facts, *scopes: Scope) -> Writer:
    """Who writes, or asks for what is not public.

    Raises:
        Refusal: no token was sent, it is not good for this, or there are no tokens here.
    """
    if not facts.accounts:
        said = "There are no accounts here: this is no shared installation, which `horseshoe serve --desk` runs."
        raise Refusal(403, said)
    if facts.token is None:
        raise Refusal(401, "This takes a token: send it as Authorization: Bearer.", headers=ASK)
    found = Writer(facts.token)
    found.needs(*scopes)
    return found


class Done(Protocol):
    """What an operation that writes answers."""

    @property
    def written(self) -> bool:
        """Whether anything was."""


def carried_out(request: HttpRequest, facts: Facts, who: Writer, act: Callable[[Facts], Done]) -> HttpResponse:
    """Carry a request out in one transaction that no other writer shares, or give the answer that it got before."""
    key = request.headers.get(KEY)
    if key is not None and not (1 <= len(key) <= 200 and set(key) <= set(string.printable.strip())):
        raise Refusal(400, f"{KEY} should be 1 to 200 characters of ASCII without spaces.")
    told = hashlib.sha256(b"\n".join((request.get_full_path().encode(), request.body))).hexdigest()
    snapshot()  # others write on while it is built
    with writing.alone():
        if key is not None and (before := tokens.answered(who.bearer, key, told)) is not None:
            return _response(before.status, before.body.encode(), replayed=True)
        answer = act(msgspec.structs.replace(facts, whole=snapshot()))
        status = 201 if answer.written else 200
        body = msgspec.json.encode(answer) + b"\n"
        if key is not None:
            tokens.keep(who.bearer, key, told, tokens.Answer(status, body.decode()))
    return _response(status, body)


def _response(status: int, body: bytes, *, replayed: bool = False) -> HttpResponse:
    made: Any = HttpResponse(body, status=status, content_type="application/json")
    if replayed:
        made["Idempotency-Replayed"] = "true"
    found: HttpResponse = made
    return found
