"""An operation of the API: a function of the facts and what was asked, whose answer is encoded as it is.

``Subject.answers`` puts a function under an address: its parameters are those of the query, its return type is the
schema of the response, and what it returns goes out as the command line prints it with ``--format json``.
"""

from __future__ import annotations

import functools
import inspect
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from difflib import get_close_matches
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
from django.http import HttpRequest, HttpResponse

from horseshoe.api import asking, fields, paging, schemas
from horseshoe.api.facts import Facts, facts
from horseshoe.api.posted import CSV, JSON, TOML, Posted, posted
from horseshoe.api.problems import Refusal
from horseshoe.api.writer import Writer, carried_out, writer
from horseshoe.desk.access.tokens import Scope

Function = Callable[..., Any]
Scopes = tuple[Scope, ...]

ALONE = 20.0
"""Seconds for which a long computation waits for another one to end."""

_long = threading.Semaphore(1)


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What the document says of an operation beyond its parameters."""

    gives: Any
    """Type of the answer."""
    paged: bool = False
    sparse: bool = True
    reads: Any = None
    """Form of the body, for one that is posted."""
    media: tuple[str, ...] = (JSON,)
    """Media types of the answer."""
    scopes: Scopes = ()
    """One of which the token needs."""
    fresh: bool = False
    """Whether it is made anew for everybody who asks, and kept nowhere on the way."""
    command: str | None = None
    """The command that prints the same."""


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """What is done under an address."""

    name: str
    method: str
    address: str
    view: Function
    summary: str
    description: str
    about: About


class Sent(msgspec.Struct, frozen=True):
    """A file."""

    type: str
    content: bytes
    digest: str
    """Of the content: it stays as long as that does, whatever else changes."""
    name: str
    """Under which a browser keeps it."""

    def response(self) -> HttpResponse:
        """The file as a response."""
        response = HttpResponse(self.content, content_type=self.type)
        response["ETag"] = f'W/"{self.digest[:32]}"'
        response["Content-Disposition"] = f'attachment; filename="{self.name}"'
        return response


class Subject:
    """Operations on one subject."""

    def __init__(self, name: str, says: str) -> None:
        """Args: name: its heading in the document; says: a sentence about it."""
        self.name = name
        self.says = says
        self.operations: list[Operation] = []

    def answers(
        self, address: str, *, command: str | None = None, long: bool = False, fresh: bool = False, scopes: Scopes = ()
    ) -> Callable[[Function], Function]:
        """Put a function that gives an answer, or a list, under an address.

        Args:
            address: below ``/api/v1``.
            command: that prints the same on the command line.
            long: whether it takes long enough to be done one at a time.
            fresh: whether it may change while the facts stay: it is made anew each time, and kept nowhere.
            scopes: one of which the token needs, for what is not public; such an answer is always fresh.
        """

        def put(function: Function) -> Function:
            gives = get_type_hints(function)["return"]
            paged = get_origin(gives) is paging.Listed
            if paged:
                (gives,) = get_args(gives)
            about = About(gives=gives, paged=paged, command=command, scopes=scopes, fresh=fresh or bool(scopes))
            self.add("GET", address, function, _view(function, about, alone if long else nullcontext), about)
            return function

        return put

    def computes(self, address: str, form: Any, *, command: str | None = None) -> Callable[[Function], Function]:
        """Put a function of what is sent in the body under an address; nothing of it is kept.

        Args:
            address: below ``/api/v1``.
            form: type of what the body says in JSON or TOML; ``str`` for a CSV file.
            command: that prints the same on the command line.
        """

        def put(function: Function) -> Function:
            about = About(gives=get_type_hints(function)["return"], reads=form, command=command)
            self.add("POST", address, function, _view(function, about, alone), about)
            return function

        return put

    def writes(
        self, address: str, form: Any, *scopes: Scope, command: str | None = None
    ) -> Callable[[Function], Function]:
        """Put a function that writes under an address.

        Args:
            address: below ``/api/v1``.
            form: type of what the body says in JSON or TOML.
            scopes: one of which the token needs.
            command: that does the same on the command line.
        """

        def put(function: Function) -> Function:
            gives = get_type_hints(function)["return"]
            about = About(gives=gives, reads=form, scopes=scopes, sparse=False, command=command)
            self.add("POST", address, function, _writing(function, about), about)
            return function

        return put

    def sends(self, address: str, *media: str) -> Callable[[Function], Function]:
        """Put a function that gives a file under an address.

        Args:
            address: below ``/api/v1``.
            media: the media types that it may have.
        """

        def put(function: Function) -> Function:
            signature = signed(function)

            def view(request: HttpRequest, **told: Any) -> HttpResponse:
                refuse_unknown(request, signature)
                sent: Sent = function(facts(), **told)
                return sent.response()

            view.__signature__ = signature  # type: ignore[attr-defined]
            self.add("GET", address, function, view, About(gives=str, sparse=False, media=media))
            return function

        return put

    def add(self, method: str, address: str, function: Function, view: Function, about: About) -> None:
        """Put a view under an address.

        Args:
            method: GET or POST.
            address: below ``/api/v1``.
            function: whose name and docstring the operation has.
            view: what is called, with a signature for the parameters.
            about: what the document says of it.
        """
        summary, _, description = inspect.cleandoc(function.__doc__ or "").partition("\n")
        self.operations.append(
            Operation(
                name=function.__name__,
                method=method,
                address=address,
                view=view,
                summary=summary.rstrip("."),
                description=" ".join(description.split()) or summary,
                about=about,
            )
        )


@contextmanager
def alone() -> Iterator[None]:
    """One long computation at a time, so that readers are not kept waiting.

    Raises:
        Refusal: another one goes on for too long.
    """
    if not _long.acquire(timeout=ALONE):
        raise Refusal(429, "Another long computation is under way: try again.", headers={"Retry-After": "10"})
    try:
        yield
    finally:
        _long.release()


def signed(function: Function, *more: inspect.Parameter) -> inspect.Signature:
    """The signature by which parameters are read: that of the function without the facts, its annotations resolved."""
    hints = get_type_hints(function, include_extras=True)
    own = [
        each.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
        for name, each in inspect.signature(function).parameters.items()
        if hints.get(name) not in (Facts, Posted, Writer)
    ]
    request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=HttpRequest)
    return inspect.Signature([request, *own, *more])


def keyword(name: str, annotation: Any, default: Any = None) -> inspect.Parameter:
    """A further parameter of an operation."""
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


def bodies(form: Any) -> tuple[str, ...]:
    """The media types of a body of this form."""
    return (CSV,) if form is str else (JSON, TOML)


def refuse_unknown(request: HttpRequest, signature: inspect.Signature) -> None:
    """Do nothing if every parameter of the query is one of the operation's, and stands once.

    Raises:
        Refusal: one is not; those that come near are suggested.
    """
    known = [name for name in signature.parameters if name != "request"]
    for name, values in request.GET.lists():
        if name not in known:
            close = get_close_matches(name, known, n=3)
            there = f"there are {', '.join(known)}" if known else "there is none here"
            raise Refusal(400, f"There is no parameter {name[:60]!r}: {there}.", suggestions=close)
        if len(values) > 1:
            raise Refusal(400, f"{name} stands {len(values)} times in the address: give it once.")


def _view(function: Function, about: About, within: Callable[[], Any]) -> Function:
    paged = (keyword("limit", asking.Limit, asking.LIMIT), keyword("offset", asking.Offset, 0)) if about.paged else ()
    signature = signed(function, *paged, keyword("fields", asking.Fields))

    @functools.wraps(function)
    def view(request: HttpRequest, **told: Any) -> HttpResponse:
        if about.scopes:  # before anything is said of the question
            told["who"] = writer(facts(), *about.scopes)
        refuse_unknown(request, signature)
        wanted = told.pop("fields")
        (schema,), components = schemas.of(about.gives)
        tree = fields.read(wanted) if wanted is not None else None
        if tree is not None:
            fields.check(tree, schema, components)
        limit, offset = told.pop("limit", 0), told.pop("offset", 0)
        if about.reads is not None:
            told["body"] = posted(request, *bodies(about.reads))
        with within():
            answer = function(facts(), **told)
            page = answer.page(limit, offset) if about.paged else None
        response = HttpResponse(_encoded(answer if page is None else page, tree, about.paged), content_type=JSON)
        if about.fresh:
            response["Cache-Control"] = "no-store"
        if page is not None:
            query = request.META.get("QUERY_STRING", "")
            response["Link"] = paging.links(request.path, query, page["total"], limit, offset)
        return response

    view.__signature__ = signature  # type: ignore[attr-defined]
    del view.__wrapped__
    return view


def _writing(function: Function, about: About) -> Function:
    signature = signed(function)

    def view(request: HttpRequest, **told: Any) -> HttpResponse:
        who = writer(facts(), *about.scopes)
        refuse_unknown(request, signature)
        body = posted(request, *bodies(about.reads))
        return carried_out(request, facts(), who, lambda now: function(now, body=body, who=who, **told))

    view.__signature__ = signature  # type: ignore[attr-defined]
    return view


def _encoded(answer: Any, tree: fields.Tree | None, paged: bool) -> bytes:
    """The bytes of an answer: as the command line gives it, without the spaces that help the eye."""
    if tree is not None:
        plain: Any = msgspec.to_builtins(answer, str_keys=True)
        answer = {**plain, "items": fields.pick(plain["items"], tree)} if paged else fields.pick(plain, tree)
    return msgspec.json.encode(answer) + b"\n"
