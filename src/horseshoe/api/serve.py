"""From a request to a reply: what is kept goes out at once, all else is asked of the operations; never a traceback."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.core import signals
from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

from horseshoe.api import problems
from horseshoe.api.application import response
from horseshoe.api.facts import answering
from horseshoe.api.problems import Refusal
from horseshoe.desk.access.tokens import Bearer
from horseshoe.facts.tables import TableError
from horseshoe.site.record import Held, Keeper
from horseshoe.site.serving import kept
from horseshoe.site.serving.headers import ALWAYS, not_modified
from horseshoe.store.errors import StoreError

Start = Callable[[str, list[tuple[str, str]]], Any]
Environ = dict[str, Any]
Headers = tuple[tuple[str, str], ...]
Told = Callable[[Environ], tuple[Bearer, Headers]]
"""Who a request comes from, by its ``Authorization``, with headers for the reply; raises Refusal."""

LONGEST = 4000
"""Characters of an address with its query."""

LARGEST = 1024 * 1024
"""Bytes of a body."""

KEPT, ASKED = 128 * 1024 * 1024, 64 * 1024 * 1024
"""Bytes of replies that are kept: to plain addresses, and to those with a query, of which there is no end."""

OWN = ("Content-Type", "ETag", "Cache-Control")
"""Headers of a view that are said anew here."""

EXPOSED = "Deprecation, ETag, Horseshoe-Revision, Link, Retry-After, Sunset"
"""Headers that a page elsewhere may read."""

OURS = "The fault is ours, and it has been written to the log."

log = logging.getLogger(__name__)


class Reply(kept.Reply, frozen=True, gc=False):
    """A response as bytes."""

    told: Headers = ()
    """Further headers."""
    tag: str | None = None
    """Entity tag, if not that of the revision."""
    fresh: bool = False
    """Whether it is kept nowhere: it may change while the facts stay, or is not everybody's to see."""


class _Request(WSGIRequest):
    urlconf = "horseshoe.api.urls"


class _Handler(WSGIHandler):
    """Django's way from a request to a view, without middleware: no session, no cookie, no form."""

    request_class = _Request

    def load_middleware(self, is_async: bool = False) -> None:
        """Take none."""
        self._view_middleware: list[Any] = []
        self._template_response_middleware: list[Any] = []
        self._exception_middleware: list[Any] = []
        self._middleware_chain = convert_exception_to_response(self._get_response)  # type: ignore[attr-defined]


class Api:
    """The API over the newest Record, with what was answered kept."""

    def __init__(self, keeper: Keeper, *, bearer: Told | None = None, always: Headers = ()) -> None:
        """An API of a site.

        Args:
            keeper: holds the Record.
            bearer: tells who asks; without it there are no tokens, and nothing is written.
            always: further headers of every reply.
        """
        self._keeper = keeper
        self._bearer = bearer
        self._always = always
        self._kept = kept.Kept(KEPT)
        self._asked = kept.Kept(ASKED)
        self._handler = _Handler()

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        """A request."""
        method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "/")
        token, told, moment = None, self._always, ""
        try:
            if self._bearer is not None and "HTTP_AUTHORIZATION" in environ:
                token, limits = self._bearer(environ)
                told += limits
            held = self._keeper.held()
            if method in ("GET", "HEAD"):
                moment = f"{held.moment}-{edition()}"
                reply = self._read(environ, held, moment, path, token)
            else:
                reply = self._made(environ, held, token)
            _refuse_form(environ.get("HTTP_ACCEPT", "*/*"), reply)
        except Exception as error:
            reply = _in_the_way(error, environ, path)
        return _sent(reply, environ, start_response, told, moment, private=token is not None)

    def _read(self, environ: Environ, held: Held, moment: str, path: str, token: Bearer | None) -> Reply:
        query = environ.get("QUERY_STRING", "")
        replies = self._asked if query else self._kept
        found = replies.get(moment, (path, query))
        if found is None:
            found = self._made(environ, held, token)
            if found.status == 200 and not found.fresh:
                found = replies.put(moment, (path, query), found)
        assert isinstance(found, Reply)
        return found

    def _made(self, environ: Environ, held: Held, token: Bearer | None) -> Reply:
        if len(environ.get("PATH_INFO", "")) + len(environ.get("QUERY_STRING", "")) > LONGEST:
            raise Refusal(414, f"The address is too long: at most {LONGEST:,} characters can be read.")
        length = environ.get("CONTENT_LENGTH") or "0"
        if not (length.isascii() and length.isdigit()) or len(length) > 9 or int(length) > LARGEST:
            raise Refusal(413, f"The body is too large: at most {LARGEST // 1024:,} KiB can be read.")
        with answering(held, token, accounts=self._bearer is not None):
            return self._of_django(environ)

    def _of_django(self, environ: Environ) -> Reply:
        method = environ["REQUEST_METHOD"]
        signals.request_started.send(sender=type(self), environ=environ)
        answered = self._handler.get_response(
            _Request({**environ, "REQUEST_METHOD": "GET"} if method == "HEAD" else environ)
        )
        try:
            status, type_ = answered.status_code, answered.get("Content-Type", "")
            told = {name: value for name, value in answered.items() if name not in OWN}
            fresh = answered.get("Cache-Control") == "no-store"
            body, tag = bytes(getattr(answered, "content", b"")), answered.get("ETag")
        finally:
            answered.close()
        if status == 405:
            allow = _allowed(told.get("Allow", ""))
            if method == "OPTIONS":
                return Reply(204, "", b"", told=(("Allow", allow),))
            said = f"This address is not asked with {method[:20]}: {allow} will do."
            raise Refusal(405, said, headers={"Allow": allow})
        if status >= 400 and type_ != problems.TYPE:
            raise Refusal(
                status if status in problems.KINDS else 400, "This cannot be read: something in it is broken."
            )
        return Reply(status, type_, body, told=tuple(told.items()), tag=tag, fresh=fresh)


@cache
def edition() -> str:
    """A digest of the code that makes replies: another Horseshoe makes other ones."""
    package = Path(__file__).parent
    told = hashlib.sha256()
    for folder in (package, package.parent / "facts", package.parent / "forecast"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".html", ".json"):
                told.update(path.read_bytes())
    return told.hexdigest()[:8]


def accepts(accept: str, type_: str) -> bool:
    """Whether an ``Accept`` header takes a media type (RFC 9110, 12.5.1)."""
    if accept == "*/*":
        return True
    bare = type_.partition(";")[0]
    allowed = {"*/*": None, f"{bare.partition('/')[0]}/*": None, bare: None}
    best: tuple[int, float] = (-1, 0.0)
    for part in accept[:1000].lower().split(","):
        kind, _, rest = part.partition(";")
        kind = kind.strip()
        if kind in allowed:
            weight = re.search(r"\bq=([01](?:\.\d{0,3})?)", rest)
            best = max(best, (list(allowed).index(kind), float(weight[1]) if weight else 1.0))
    return best[1] > 0


@lru_cache(256)
def accepts_gzip(accept: str) -> bool:
    """Whether an ``Accept-Encoding`` header takes gzip (RFC 9110, 12.5.3)."""
    found = re.search(r"(?:^|,)\s*(?:x-)?gzip\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*(?:,|$)", accept[:1000].lower())
    return found is not None and (found[1] is None or float(found[1]) > 0)


def _refuse_form(accept: str, reply: Reply) -> None:
    if accept != "*/*" and reply.status in (200, 201) and not accepts(accept, reply.type):
        said = f"This is {reply.type.partition(';')[0]}, and Accept leaves it out."
        raise Refusal(406, said, suggestions=(reply.type.partition(";")[0],))


def _in_the_way(error: Exception, environ: Environ, path: str) -> Reply:
    if isinstance(error, Refusal):
        refusal = error
    elif isinstance(error, (TableError, StoreError, OSError)):
        log.error("The facts cannot be read. %s", error)
        refusal = Refusal(503, f"The facts cannot be read. {error}", headers={"Retry-After": "5"})
    else:
        log.error("An answer could not be made", exc_info=error)
        refusal = Refusal(500, f"This answer could not be made. {OURS}")
    told = quote(path.encode("latin-1", "replace")[:300])
    made = response(refusal, told)
    return Reply(refusal.status, problems.TYPE, made.content, told=tuple(refusal.headers.items()))


def _allowed(allow: str) -> str:
    """The methods of an address: those of its operations, and what comes with them."""
    names = {name.strip() for name in allow.split(",")}
    found = names | {"OPTIONS"} | ({"HEAD"} if "GET" in names else set())
    return ", ".join(name for name in ("GET", "HEAD", "POST", "OPTIONS") if name in found)


def _sent(
    reply: Reply, environ: Environ, start_response: Start, always: Headers, moment: str, *, private: bool
) -> Iterable[bytes]:
    method = environ["REQUEST_METHOD"]
    told = [*ALWAYS, *always, ("Vary", "Accept, Accept-Encoding, Authorization"), *reply.told]
    if method in ("GET", "HEAD", "OPTIONS"):
        told.append(("Access-Control-Allow-Origin", "*"))
        told.append(("Access-Control-Expose-Headers", EXPOSED))
    if method == "OPTIONS":
        told += [
            ("Access-Control-Allow-Methods", "GET, HEAD"),
            ("Access-Control-Allow-Headers", "Accept, If-None-Match"),
            ("Access-Control-Max-Age", "86400"),
        ]
    tag = (reply.tag or f'W/"{moment}"') if moment and reply.status == 200 and not reply.fresh else None
    if tag is not None:
        told.append(("ETag", tag))
        told.append(("Horseshoe-Revision", moment.partition("-")[0]))
    told.append(
        ("Cache-Control", "no-store" if tag is None else "private, no-cache" if private else "public, no-cache")
    )
    if not_modified(tag, environ.get("HTTP_IF_NONE_MATCH", "")):
        start_response("304 Not Modified", told)
        return ()
    if reply.status == 204:
        start_response("204 No Content", told)
        return ()
    body = reply.body
    if accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")) and (packed := reply.packed or kept.packed(reply).packed):
        body = packed
        told.append(("Content-Encoding", "gzip"))
    told += [("Content-Type", reply.type), ("Content-Length", str(len(body)))]
    start_response(problems.phrase(reply.status), told)
    return () if method == "HEAD" else (body,)
