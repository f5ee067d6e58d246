"""The one shape of every error: a problem document (RFC 9457), with one clear sentence and what comes near."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from types import MappingProxyType

import msgspec

from horseshoe.api import ROOT

TYPE = "application/problem+json"


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Why a request was not answered (RFC 9457)."""

    type: str
    """Where this kind of problem is explained; the same for every problem of the kind."""
    title: str
    """The kind of problem in a few words."""
    status: int
    """The status of the response."""
    detail: str
    """What was wrong and what would be right, in a sentence or two."""
    instance: str
    """The address that was asked for."""
    suggestions: tuple[str, ...] = ()
    """What may have been meant, the likeliest first."""


class Kind(msgspec.Struct, frozen=True):
    """A kind of problem."""

    name: str
    """Its anchor in the documentation."""
    title: str
    says: str
    """What it means, and what to do."""


KINDS: Mapping[int, Kind] = MappingProxyType(
    {
        400: Kind(
            "bad-question",
            "This cannot be asked so",
            "A parameter is unknown, stands twice or is not what it should be, or the question cannot be put: the "
            "sentence says what would be right.",
        ),
        401: Kind(
            "no-token",
            "A token is needed",
            "No token was sent, or it is unknown, expired or revoked: send `Authorization: Bearer …`. Reading what is "
            "public needs none.",
        ),
        403: Kind(
            "not-allowed",
            "This may not be done",
            "The token has not the scope, or whoever it belongs to has not the right; `horseshoe why` says which.",
        ),
        404: Kind("not-found", "Nothing is here", "The Record has no such thing, or no operation has this address."),
        405: Kind("wrong-method", "Not in this way", "The address is not asked with this method: see `Allow`."),
        406: Kind(
            "not-acceptable",
            "Not in this form",
            "`Accept` leaves out the form that this address has: ask for application/json, or for `*/*`.",
        ),
        409: Kind(
            "conflict",
            "It does not fit what is there",
            "The store has changed, or holds another version of this, or the idempotency key was used for something "
            "else. Nothing was written.",
        ),
        413: Kind("too-large", "Too much at once", "The body is larger than is read here."),
        414: Kind("too-long", "Too long an address", "The address with its query is longer than is read here."),
        415: Kind(
            "wrong-type",
            "Not a type that is read",
            "The body is neither JSON nor TOML, or `Content-Type` does not say so.",
        ),
        422: Kind(
            "unfit",
            "What was sent does not hold together",
            "The body can be read, and the rules or the Record speak against it: the sentence names the field. Nothing "
            "was written.",
        ),
        429: Kind(
            "too-many",
            "Too many at once",
            "A token has asked too often, or another long computation is under way: try again after `Retry-After`.",
        ),
        500: Kind(
            "our-fault", "A fault of ours", "The answer could not be made; the fault is in the journal of the server."
        ),
        503: Kind("no-facts", "The facts cannot be read", "The store cannot be reached or is busy: try again later."),
    }
)
"""Every status of an error to what it means."""


class Refusal(Exception):
    """A request that is not answered; the sentence says why."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        suggestions: Iterable[str] = (),
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Args: what the problem document says, and further headers of the response."""
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.suggestions = tuple(suggestions)
        self.headers = headers


def problem(refusal: Refusal, instance: str) -> Problem:
    """The document of a refusal."""
    kind = KINDS[refusal.status]
    return Problem(
        type=f"{ROOT}/docs#{kind.name}",
        title=kind.title,
        status=refusal.status,
        detail=sentence(refusal.detail),
        instance=instance,
        suggestions=refusal.suggestions or near(refusal.detail),
    )


def sentence(said: str) -> str:
    """What was said, in one line and with a full stop."""
    text = " ".join(said.split()) or "No more is known."
    return text if text.endswith((".", "?", "!")) else f"{text}."


def near(said: str) -> tuple[str, ...]:
    """What a sentence of the answers offers in the place of what was not found."""
    found = re.search(r"did you mean (.+)\?", said)
    return tuple(each.strip("'") for each in re.split(r" or |, ", found[1])) if found else ()


def phrase(status: int) -> str:
    """The status as the first line of a response has it."""
    return f"{status} {HTTPStatus(status).phrase}"
