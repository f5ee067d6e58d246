"""What docs/api.md and the OpenAPI document say, held against what answers."""

from __future__ import annotations

import itertools
import json
import re
import shlex
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from schemathesis.specs.openapi.definitions import OPENAPI_31

from horseshoe.api import ROOT, bearer, operation, paging, serve
from horseshoe.api.application import operations
from horseshoe.api.problems import KINDS
from horseshoe.desk.access import tokens
from horseshoe.site.record import Keeper
from horseshoe.site.serving.serve import Site
from horseshoe.sources import installation

PAGE = (Path(__file__).resolve().parents[2] / "docs/api.md").read_text(encoding="utf-8")

COMMANDS = [shlex.split(each) for each in re.findall(r"^curl (.+(?:\\\n.+)*)$", PAGE.replace("\\\n", ""), re.MULTILINE)]


def test_the_document_is_openapi(described: dict[str, Any]) -> None:
    document = json.loads(json.dumps(described))
    assert list(Draft202012Validator(OPENAPI_31).iter_errors(document)) == []
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    for name in re.findall(r'"\$ref": "#/components/(\w+/[^"]+)"', json.dumps(described)):
        kind, _, what = name.partition("/")
        assert what in document["components"][kind]


@pytest.mark.parametrize("words", [words for words in COMMANDS if len(words) == 1], ids=" ".join)
def test_every_address_shown_answers(client: httpx.Client, words: list[str]) -> None:
    answered = client.get(words[0].partition("://")[2].partition("/")[2].join(("/", "")))
    assert answered.status_code == 200, answered.text


def test_what_is_written_by_curl_is_an_operation(described: dict[str, Any]) -> None:
    sent = [words for words in COMMANDS if "--data-binary" in words]
    assert sent
    for words in sent:
        path = words[-1].removeprefix("https://horseshoe.example.org")
        told = dict(each.split(": ") for flag, each in itertools.pairwise(words) if flag == "-H")
        assert told["Content-Type"] in described["paths"][path]["post"]["requestBody"]["content"]
        assert set(told) == {"Authorization", "Content-Type", "Idempotency-Key"}


def test_the_problem_shown_is_the_problem_that_answers(client: httpx.Client) -> None:
    (shown,) = re.findall(r"```json\n(.+?)```", PAGE, re.DOTALL)
    assert client.get(json.loads(shown)["instance"]).json() == json.loads(shown)


@pytest.mark.parametrize("address", re.findall(r"`([\w/-]+(?:\.[\w-]+)?\.(?:ics|atom|svg|docx|pdf))`", PAGE))
def test_what_lies_beside_the_pages_is_there(keeper: Keeper, address: str) -> None:
    site = Site()
    site.keeper = keeper
    assert site.reply("GET", address, "", "")[0].status == 200


def test_every_operation_that_writes_stands_in_the_table_with_its_scope(described: dict[str, Any]) -> None:
    shown: dict[str, str] = {}
    for addresses, scope in re.findall(r"^\| (`POST .+?) \| `([\w:]+)` \|", PAGE, re.MULTILINE):
        first, *others = re.findall(r"`(?:POST )?([^`]+)`", addresses)
        shown |= dict.fromkeys((first, *(f"{first.rpartition('/')[0]}{each}" for each in others)), scope)
    found = {}
    for path, methods in described["paths"].items():
        if "post" in methods and (scopes := operations()[methods["post"]["operationId"]].scopes):
            found[path.removeprefix(ROOT)] = scopes[0].value
    assert shown == found


def test_every_status_stands_in_the_table() -> None:
    told = re.findall(r"^\| (\d{3}(?:, \d{3})*) \|", PAGE, re.MULTILINE)
    assert [int(each) for line in told for each in line.split(", ")] == sorted(KINDS)


def test_the_limits_are_those_of_the_code() -> None:
    for said in (
        f"`limit` ({paging.USUAL}; at most {paging.MOST})",
        f"a body over {serve.LARGEST // 1024**2} MiB; an address over {serve.LONGEST:,} characters",
        f"a token asks more than {bearer.OFTEN} times a minute",
        f"not answer within {installation.PATIENCE:g} seconds",
        f"larger than {installation.MOST // 1024**2} MiB",
    ):
        assert said in " ".join(PAGE.split()), said
    assert (bearer.SECONDS, tokens.LONGEST) == (60, 366)
    assert operation.ALONE < installation.PATIENCE, "who waits for a long computation is answered before it gives up"
