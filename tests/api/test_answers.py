"""Every operation gives what the answer function gives, in the form that the document says."""

from __future__ import annotations

import json
from typing import Any

import httpx
import msgspec
import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from horseshoe.answers import rollcall as rollcalls
from horseshoe.api.documents import EXAMPLES
from horseshoe.cli.main import application
from horseshoe.facts.record import Record

SHOWN = json.loads(EXAMPLES.read_text(encoding="utf-8"))


def _send(client: httpx.Client, method: str, shown: dict[str, Any]) -> httpx.Response:
    if "body" not in shown:
        return client.request(method, shown["request"])
    kind = "text/csv" if shown["body"].startswith("round,") else "application/toml"
    return client.request(method, shown["request"], content=shown["body"], headers={"Content-Type": kind})


def _valid(described: dict[str, Any], answer: Any, schema: dict[str, Any]) -> None:
    whole = {**schema, "components": {"schemas": described["components"]["schemas"]}}
    Draft202012Validator(whole).validate(answer)


@pytest.mark.parametrize("name", [name for name in SHOWN if "response" in SHOWN[name]])
def test_each_answer_is_as_the_document_says_and_as_its_example_shows(
    client: httpx.Client, described: dict[str, Any], name: str
) -> None:
    method, operation = next(
        (method, operation)
        for methods in described["paths"].values()
        for method, operation in methods.items()
        if operation["operationId"] == name
    )
    answered = _send(client, method.upper(), SHOWN[name])
    assert answered.status_code == 200, answered.text
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    _valid(described, answered.json(), schema["anyOf"][0] if "anyOf" in schema else schema)
    assert type(SHOWN[name]["response"]) is type(answered.json())
    if isinstance(answered.json(), dict):
        assert set(SHOWN[name]["response"]) == set(answered.json())


def test_every_operation_has_an_example(described: dict[str, Any]) -> None:
    named = {operation["operationId"] for methods in described["paths"].values() for operation in methods.values()}
    assert named == set(SHOWN), "run script/api_examples"


def test_the_vote_of_25_february_2022_is_the_answer_of_the_package(client: httpx.Client, record: Record) -> None:
    answered = client.get("/api/v1/rollcalls/S/2022/155")
    assert answered.content == msgspec.json.encode(rollcalls.rollcall(record, "S/2022/155")) + b"\n"
    (vote,) = answered.json()["roll_calls"]
    assert (vote["outcome"], vote["vetoed_by"], vote["date"]) == ("vetoed", ["RUS"], "2022-02-25")


@pytest.mark.parametrize(
    ("command", "address"),
    [
        (["council", "2022-02-25"], "council?on=2022-02-25"),
        (["rollcall", "S/2022/155"], "rollcalls/S/2022/155"),
        (["vetoes", "--by", "FRA"], "vetoes?by=FRA"),
        (["roster", "code", "--on", "2026-11-22"], "roster/code?on=2026-11-22"),
        (["conduct", "France"], "states/France/conduct"),
        (["uniting", "--on", "2026-11-22"], "uniting?on=2026-11-22"),
        (["symbol", "S/RES/2720 (2023)"], "symbol/S/RES/2720 (2023)"),
        (["replay"], "replay"),
    ],
)
def test_the_api_says_what_the_command_line_says(client: httpx.Client, command: list[str], address: str) -> None:
    printed = CliRunner().invoke(application(command[0]), [*command, "--format", "json"])
    assert client.get(f"/api/v1/{address}").json() == json.loads(printed.stdout)


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("year=2022&vetoed_by=RUS", 3),
        ("vetoed_by=FRA", 16),
        ("outcome=vetoed&since=2022-02-25&until=2022-02-25", 1),
        ("about=no+such+words+anywhere", 0),
    ],
)
def test_roll_calls_are_found_by_what_is_asked(client: httpx.Client, record: Record, query: str, total: int) -> None:
    found = client.get(f"/api/v1/rollcalls?{query}").json()
    told = dict(part.split("=") for part in query.split("&"))
    if "vetoed_by" in told:
        assert all(told["vetoed_by"] in each["vetoed_by"] for each in found["items"])
        rows = [
            row for row in record.as_known(None).roll_calls if row.outcome == "vetoed" and told["vetoed_by"] in row.no
        ]
        total = sum("year" not in told or f"{row.date.year}" == told["year"] for row in rows)
    assert found["total"] == total


def test_a_cast_needs_a_state(client: httpx.Client) -> None:
    assert client.get("/api/v1/rollcalls?cast=no").status_code == 400
    assert client.get("/api/v1/rollcalls?cast=no&state=CHN&year=2022&limit=500").json()["total"] > 0


@pytest.mark.parametrize("day", ["0001-01-01", "1944-05-05", "9999-12-31"])
def test_no_day_is_too_early_or_late_for_a_sentence(client: httpx.Client, described: dict[str, Any], day: str) -> None:
    """Every day that can be written is answered, or refused with a sentence: on which, by which, since, until."""
    for path, methods in described["paths"].items():
        operation = methods.get("get")
        if operation is None or "security" in operation or operation["operationId"] in ("verify", "replay", "ideal"):
            continue
        address, *_ = SHOWN[operation["operationId"]]["request"].split("?")
        days = [each["name"] for each in operation["parameters"] if each["schema"].get("format") == "date"]
        for name in days:
            answered = client.get(address, params={name: day})
            assert answered.status_code in (200, 400, 404), f"{path}?{name}={day}"
