"""What the API says of itself to machines: the OpenAPI document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from horseshoe.api import ROOT, problems, schemas
from horseshoe.api.application import application, operations, subjects
from horseshoe.api.operation import About, bodies
from horseshoe.api.posted import CSV, JSON, TOML
from horseshoe.api.problems import KINDS, Problem

HERE = Path(__file__).parent
EXAMPLES = HERE / "examples.json"
"""Real answers, cut short; ``script/api_examples`` writes them anew."""

READING = (400, 401, 403, 404, 406, 414, 429, 500, 503)
"""What a question can be refused with: also for a token that does not hold, where none was needed."""
SENDING = (*READING, 413, 415, 422)
WRITING = (*SENDING, 409)

SPARSE = {"type": "object", "title": "Sparse", "description": "Part of an answer: the fields that were asked for."}

HEADERS: Mapping[str, Any] = {
    "ETag": {"description": "Of the revision: send it as If-None-Match.", "schema": {"type": "string"}},
    "Horseshoe-Revision": {"description": "Changes whenever a fact does.", "schema": {"type": "string"}},
    "Link": {"description": "The pages beside this one (RFC 8288).", "schema": {"type": "string"}},
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}},
}

SAYS = (
    "Who pledged, who voted how in the UN Security Council, what Article 27 makes of it, and what must follow. Every "
    "answer is the object that the command line and the pages show, with its sources, its doubts and its coverage. "
    "Reading takes no token, and HEAD works wherever GET does."
)


def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return HttpResponse(_encoded(), content_type=JSON)


@cache
def document() -> dict[str, Any]:
    """The API described (OpenAPI 3.1)."""
    made = dict(application().get_openapi_schema(path_prefix=f"{ROOT}/"))
    _, components = _schemas()
    made["info"] |= {
        "version": version("horseshoe"),
        "description": SAYS,
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    }
    made["servers"] = [{"url": "/"}]
    made["tags"] = [{"name": subject.name, "description": subject.says} for subject in subjects()]
    made["components"] = {
        "schemas": {**made["components"].get("schemas", {}), **components, "Sparse": SPARSE},
        "headers": HEADERS,
        "responses": {kind.name: _problem(status) for status, kind in KINDS.items()},
        "securitySchemes": {
            "token": {"type": "http", "scheme": "bearer", "description": "From `horseshoe token create`."}
        },
    }
    for path in made["paths"].values():
        for method, operation in path.items():
            _fill(method, operation, operations()[operation["operationId"]])
    return made


@cache
def _schemas() -> tuple[Mapping[Any, Mapping[str, Any]], Mapping[str, Any]]:
    """Type of each answer and form to its schema, and the components: of all together, since names may be alike."""
    types = [each for about in operations().values() for each in (about.gives, about.reads) if each is not None]
    types = list(dict.fromkeys((*types, Problem)))
    found, components = schemas.of(*types)
    return dict(zip(types, found, strict=True)), components


def _fill(method: str, operation: dict[str, Any], about: About) -> None:
    operation["parameters"] = [_parameter(each) for each in operation["parameters"]]
    example = examples().get(operation["operationId"])
    writes = method == "post" and bool(about.scopes)
    refused = WRITING if writes else SENDING if method == "post" else READING
    answer: dict[str, Any] = {"description": "The answer."}
    if about.media == (JSON,):
        content: dict[str, Any] = {"schema": _answered(about)}
        if example is not None and "response" in example:
            content["example"] = example["response"]
        answer["content"] = {JSON: content}
    else:
        answer["content"] = {type_.partition(";")[0]: {"schema": {}} for type_ in about.media}
    responses: dict[str, Any] = {"200": answer}
    if method == "get":
        names = (*(() if about.fresh else ("ETag", "Horseshoe-Revision")), *(("Link",) if about.paged else ()))
        answer["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
        if not about.fresh:
            responses["304"] = {"description": "Not modified since the ETag that was sent."}
    if about.scopes:
        operation["security"] = [{"token": [scope]} for scope in about.scopes]
    if writes:
        answer["description"] = "Nothing was written: it was only checked, or is known already."
        responses["201"] = {**answer, "description": "Written."}
        operation["parameters"].append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "description": "A request that is sent again with the same key is carried out once.",
                "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
            }
        )
    for status in sorted(refused):
        responses[str(status)] = {"$ref": f"#/components/responses/{KINDS[status].name}"}
    operation["responses"] = responses
    if about.reads is not None:
        operation["requestBody"] = _body(about, (example or {}).get("body"))
    if about.command:
        operation["description"] += f" On the command line: `horseshoe {about.command}`."


def _answered(about: About) -> dict[str, Any]:
    schema = _schemas()[0][about.gives]
    whole = schemas.page(schema) if about.paged else dict(schema)
    if not about.sparse:
        return whole
    sparse = {"$ref": "#/components/schemas/Sparse"}
    part = schemas.page(sparse) if about.paged else sparse
    return {"anyOf": [whole, part]} if schema.get("$ref") else whole


def _body(about: About, example: str | None) -> dict[str, Any]:
    schema = _schemas()[0][about.reads]
    content: dict[str, Any] = {}
    for type_ in bodies(about.reads):
        content[type_] = {"schema": schema if type_ == JSON else {"type": "string"}}
        if example is not None and type_ in (TOML, CSV):
            content[type_]["example"] = example
    return {"required": True, "content": content}


def _problem(status: int) -> dict[str, Any]:
    kind = KINDS[status]
    made: dict[str, Any] = {
        "description": f"{kind.title}. {kind.says}",
        "content": {problems.TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status in (429, 503):
        made["headers"] = {"Retry-After": {"$ref": "#/components/headers/Retry-After"}}
    return made


def _parameter(told: Mapping[str, Any]) -> dict[str, Any]:
    """A parameter as OpenAPI 3.1 has it; one that may be left out is not said to be null."""
    schema = dict(told["schema"])
    example = next(iter(schema.pop("examples", ())), None)
    if "anyOf" in schema:
        (rest,) = (each for each in schema.pop("anyOf") if each != {"type": "null"})
        schema = {**rest, **schema}
    if "allOf" in schema:
        (rest,) = schema.pop("allOf")
        schema = {**rest, **schema}
    for name in ("title", "description"):
        schema.pop(name, None)
    if example is None and told["required"] and "enum" in schema:
        example = schema["enum"][0]
    if schema.get("default", 0) is None:
        del schema["default"]
    made = {**{name: value for name, value in told.items() if name != "examples"}, "schema": schema}
    if example is not None:
        made["example"] = example
    return made


@cache
def examples() -> Mapping[str, Any]:
    """Name of an operation to its request, its body and its answer."""
    found: dict[str, Any] = json.loads(EXAMPLES.read_text(encoding="utf-8")) if EXAMPLES.exists() else {}
    return found


@cache
def _encoded() -> bytes:
    return msgspec.json.encode(document()) + b"\n"
