"""The page of the API: every operation with its parameters and a real answer, made of the OpenAPI document."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from horseshoe.api import ROOT
from horseshoe.api.application import operations, subjects
from horseshoe.api.documents import document, examples
from horseshoe.api.facts import facts
from horseshoe.api.problems import KINDS
from horseshoe.site import render
from horseshoe.site.language import typography
from horseshoe.site.record import Held

HERE = f"{ROOT.strip('/')}/docs"

OF_ALL = ("fields", "limit", "offset")
"""Parameters that the page explains once."""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """An operation as the page shows it."""

    name: str
    method: str
    path: str
    summary: str
    description: SafeString
    """Empty where the summary says all."""
    parameters: tuple[Mapping[str, Any], ...]
    """As the document has them, each with the `words` of which it is one."""
    scopes: tuple[str, ...]
    request: str | None
    body: str | None
    response: str | None


def docs(request: HttpRequest, language: str = render.LANGUAGES[0]) -> HttpResponse:
    """The documentation as a page."""
    known = facts()
    held = Held(known.whole, known.revision, known.today)
    here = language == render.LANGUAGES[0]
    with translation.override(language):
        context = {
            **render.every(HERE, held, language, published=False),
            "base": "../../" if here else "../../../",
            "root": "../../" if here else f"../../../{language}/",
            "title": gettext("The API"),
            "description": gettext("Every answer as JSON, every table as a file, and writing with a token."),
            "others": [each for each in render.LANGUAGES if each != language],
            "first": render.LANGUAGES[0],
            "here": ROOT,
            "subjects": _shown(),
            "problems": tuple((status, kind, _marked(kind.says)) for status, kind in KINDS.items()),
        }
        text: str = _engine().get_template("api.html").render(context)
    if language == "fr":
        text = typography.french(text)
    lines = (line for line in map(str.rstrip, text.splitlines()) if line)
    return HttpResponse("\n".join(lines).encode() + b"\n", content_type=render.TYPES[render.HTML])


@cache
def _shown() -> tuple[tuple[str, str, tuple[Shown, ...]], ...]:
    """Each subject with its operations."""
    found = {
        operation["operationId"]: _operation(path, method, operation)
        for path, methods in document()["paths"].items()
        for method, operation in methods.items()
    }
    return tuple((each.name, each.says, tuple(found[one.name] for one in each.operations)) for each in subjects())


def _operation(path: str, method: str, told: Mapping[str, Any]) -> Shown:
    name = told["operationId"]
    example = examples().get(name, {})
    response = example.get("response")
    return Shown(
        name=name,
        method=method.upper(),
        path=path,
        summary=told["summary"],
        description=_marked(told["description"].removeprefix(f"{told['summary']}.").strip()),
        parameters=tuple(
            {**each, "words": _words(each["schema"])} for each in told["parameters"] if each["name"] not in OF_ALL
        ),
        scopes=operations()[name].scopes,
        request=example.get("request"),
        body=example.get("body"),
        response=json.dumps(response, indent=2, ensure_ascii=False) if "response" in example else None,
    )


def _words(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """The words of which a parameter is one."""
    if ref := schema.get("$ref"):
        schema = document()["components"]["schemas"][ref.rpartition("/")[2]]
    return tuple(map(str, schema.get("enum", ())))


def _marked(text: str) -> SafeString:
    """A text with what stands between backticks marked as code."""
    return mark_safe(re.sub("`([^`]+)`", r"<code>\1</code>", escape(text)))


@cache
def _engine() -> Any:
    from django.template.backends.django import DjangoTemplates

    from horseshoe.site.settings import SITE

    site = {name: value for name, value in SITE["TEMPLATES"][0].items() if name != "BACKEND"}
    own = str(Path(__file__).parent / "templates")
    return DjangoTemplates({**site, "NAME": "api", "APP_DIRS": False, "DIRS": [own, *site["DIRS"]]})
