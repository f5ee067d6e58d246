"""The operations as one application of django-ninja, whose every error is a problem document."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Any

import msgspec
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.errors import ValidationError

from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.answers.scorecard_method import WrongMethod
from horseshoe.api import ROOT, VERSION, problems
from horseshoe.api.operation import About, Subject
from horseshoe.api.problems import Refusal
from horseshoe.desk.depositary.papers import Missing
from horseshoe.desk.refusals import NotAllowed, NotHere, Overtaken, Unfit
from horseshoe.facts.tables import TableError
from horseshoe.rules.charter import CharterError
from horseshoe.rules.draft_life import LifeRefused
from horseshoe.rules.elections import NoPattern
from horseshoe.rules.symbols import SymbolError
from horseshoe.rules.working_days import CalendarUnknown
from horseshoe.sources import accept
from horseshoe.sources.files import WrongFile
from horseshoe.store.errors import Busy, Refused, StoreError

log = logging.getLogger(__name__)

STATUS: Mapping[type[Exception], int] = MappingProxyType(
    {
        NotFound: 404,
        BadQuestion: 400,
        CharterError: 400,
        CalendarUnknown: 400,
        SymbolError: 400,
        NoPattern: 400,
        LifeRefused: 400,
        WrongMethod: 422,
        WrongFile: 422,
        accept.Refused: 422,
        NotHere: 404,
        NotAllowed: 403,
        Overtaken: 409,
        Missing: 409,
        Unfit: 422,
        Refused: 409,
        Busy: 503,
        StoreError: 503,
        TableError: 503,
        SuspiciousOperation: 400,
        BadRequest: 400,
    }
)
"""What can be in the way of an answer to the status of the response; the nearest class counts."""


def subjects() -> tuple[Subject, ...]:
    """Every subject, in the order of the document."""
    from horseshoe.api.operations import (
        assembly,
        conduct,
        council,
        log,
        planned,
        pledges,
        record,
        register,
        tables,
        votes,
        writing,
    )

    parts = (council, votes, conduct, pledges, assembly, planned, record, tables, log, writing, register)
    return tuple(part.SUBJECT for part in parts)


@cache
def operations() -> Mapping[str, About]:
    """Name of every operation to what the document says of it."""
    return {each.name: each.about for subject in subjects() for each in subject.operations}


@cache
def application() -> NinjaAPI:
    """The application; its addresses are in ``horseshoe.api.urls``."""
    api = NinjaAPI(title="Horseshoe", version=VERSION, urls_namespace="api", docs_url=None, openapi_url=None)
    router = Router()  # one for all: an address may be read and written
    for subject in subjects():
        for each in subject.operations:
            router.add_api_operation(
                each.address,
                [each.method],
                each.view,
                operation_id=each.name,
                summary=each.summary,
                description=each.description,
                tags=[subject.name],
            )
    api.add_router("", router)
    api.add_exception_handler(Exception, refused)
    api.add_exception_handler(ValidationError, refused)
    return api


def refused(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """The problem document of what was in the way."""
    assert isinstance(error, Exception)
    refusal = _refusal(request, error)
    if refusal is None:
        log.error("An answer could not be made: %s", request.path, exc_info=error)
        refusal = Refusal(500, "This answer could not be made. The fault is ours, and it has been written to the log.")
    return response(refusal, request.path)


def response(refusal: Refusal, instance: str) -> HttpResponse:
    """A refusal as a response."""
    made = HttpResponse(
        msgspec.json.encode(problems.problem(refusal, instance)) + b"\n",
        status=refusal.status,
        content_type=problems.TYPE,
    )
    for name, value in refusal.headers.items():
        made[name] = value
    return made


def _refusal(request: HttpRequest, error: Exception) -> Refusal | None:
    if isinstance(error, Refusal):
        return error
    if isinstance(error, ValidationError):
        return _misread(request, error.errors)
    for kind in type(error).__mro__:
        if kind in STATUS:
            told = error.args[0] if isinstance(error, KeyError) and error.args else error
            return Refusal(STATUS[kind], str(told))
    return None


FEW = 12
"""Words that a sentence can list."""


def _misread(request: HttpRequest, errors: list[dict[str, Any]]) -> Refusal:
    """What pydantic says of parameters, as a sentence each."""
    said: list[str] = []
    close: list[str] = []
    status = 400
    parts = request.resolver_match.kwargs if request.resolver_match else {}
    for each in errors:
        name, what = str(each["loc"][-1]), str(each["msg"])
        given = str(parts.get(name, request.GET.get(name, "")))[:60]
        status = 404 if each["loc"][0] == "path" else status
        if each["type"] == "missing":
            said.append(f"The parameter {name} is missing: it is required.")
        elif each["type"] == "value_error":
            said.append(f"The parameter {name}: {what.removeprefix('Value error, ')}")
        elif each["type"] == "enum":
            known = re.findall(r"'([^']+)'", what)
            near = get_close_matches(given, known, n=3)
            close += near
            which = f"there are {', '.join(known)}." if len(known) <= FEW or not near else f"did you mean {near[0]}?"
            said.append(f"There is no {name} {given!r}: {which}")
        else:
            said.append(f"The parameter {name} is {given!r}: {what[0].lower()}{what[1:]}.")
    return Refusal(status, " ".join(dict.fromkeys(said)), suggestions=close)


def root(request: HttpRequest, path: str = "") -> HttpResponse:
    """Any address that is no operation's."""
    return response(Refusal(404, f"No operation has the address {request.path[:200]}: see {ROOT}/docs."), request.path)
