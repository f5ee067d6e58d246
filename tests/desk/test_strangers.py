"""To whoever is no member a workspace is not there: each address of the desk answers as for one that never was.

The addresses are those that Django knows, so a new one is in here by itself; one with a gap of a new name fails until
somebody says below what can stand in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from kept_items import COUNT, INSTRUCTION, STANCE
from outsiders import every, filled, gaps, patterns

from horseshoe.api import bearer as bearers
from horseshoe.api.bearer import Limits
from horseshoe.api.documents import document
from horseshoe.api.serve import Api
from horseshoe.desk.access import tokens
from horseshoe.desk.access.rights import Kind
from horseshoe.desk.pages.analyst import drafts
from horseshoe.desk.running import tables
from horseshoe.desk.workspace import items, private
from horseshoe.facts.record import Record
from horseshoe.site import record as records
from horseshoe.site.record import Keeper
from horseshoe.store import snapshot

URLS = "horseshoe.desk.pages.urls"

OPEN = re.compile(r"desk/(notices|about)/")
"""What is there for everybody by its address: the ways in letters, and the desk's page of a public draft, which has a
test of its own."""

STRANGERS = ("ben", "root", "ina", None)
"""A member of another workspace, an administrator of the house, somebody without any, and nobody."""

NOWHERE = "nix"
"""A workspace that there is not."""

BODIES: tuple[dict[str, Any], ...] = (
    {},
    {"why": "x", "version": "1", "draft": "X", "text": "x", "title": "x", "sure": "on", "confidence": "high"},
    {"why": "x", "draft": "X", "state": "KEN", "phase": "blue", "stance": "no", "voice": "mission", "says": "x"},
)
"""Forms as they could be sent: nothing, what changes or publishes, what puts something in."""


@pytest.fixture
def kept(team: dict[str, User], record: Record) -> dict[str, tuple[str, ...]]:
    """What the workspace ken keeps, by the gap of an address that it fits; then what nobody keeps."""
    anna = team["anna"]
    note = items.item(Kind.NOTES, {"draft": STANCE.draft, "text": "A note."})
    for _ in range(2):
        for each in (STANCE, INSTRUCTION, COUNT, note):
            private.put(anna, "ken", each, record=record, why="heard")
    private.retract(anna, "ken", Kind.NOTES, 1, why="gone")
    User.objects.create(username="ina")
    return {
        "kind": ("stances", "notes", "whip-counts", "members", "nothing"),
        "number": ("1",),
        "way": (drafts.way("ken", STANCE.draft),),
        "table": ("assessors", "evidence", "workspace_notes"),
        "key": (record.assessors[0].id, "1"),
        "roll_call": (record.roll_calls[-1].id,),
        "act": (record.pledges[0].id,),
    }


NOT_THERE = {
    "number": "987654",
    "way": "0" * 20,
    "key": "no-such-key",
    "roll_call": "no-such-vote",
    "act": "no-such-act",
}


def somebody(name: str | None) -> Client:
    made = Client(headers={"host": "horseshoe.example.org"})
    if name is not None:
        made.force_login(User.objects.get(username=name))
    return made


def answer(client: Client, method: str, path: str, body: dict[str, Any] | None = None) -> tuple[int, Any, str]:
    """Status, head and body of an answer, without what is another one each time."""
    way: Any = client.generic if method not in ("GET", "POST") else getattr(client, method.lower())
    reply = way(method, path, secure=True) if method not in ("GET", "POST") else way(path, body or {}, secure=True)
    head = {name: value for name, value in reply.headers.items() if name not in ("Content-Length", "Set-Cookie")}
    text = re.sub(r'csrfmiddlewaretoken" value="\w+"', "", reply.content.decode())
    return reply.status_code, head, text


def without(found: tuple[int, Any, str], path: str, *words: str) -> str:
    """An answer without the address that was asked for, and the words of it."""
    text = json.dumps(found, sort_keys=True)
    for word in sorted((path, *words), key=len, reverse=True):
        before = "(?:(?<=number )|(?<=No. ))" if word.isdigit() else r"(?<![\w-])"
        text = re.sub(rf"{before}{re.escape(word)}(?![\w-])", "_", text)
    return text


def state(anna: User) -> Any:
    """All that could be changed: what is kept and its history, and how many rows there are of anything else."""
    counted = {}
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names()) - {*tables.of_workspaces(), "django_session"}:
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
            counted[table] = cursor.fetchone()
    return private.everything(anna, "ken"), private.history(anna, "ken"), snapshot.revision(), counted


@pytest.mark.parametrize("name", STRANGERS)
def test_every_address_answers_a_stranger_as_if_nothing_were_there(
    team: dict[str, User], kept: dict[str, tuple[str, ...]], name: str | None
) -> None:
    client, before, seen = somebody(name), state(team["anna"]), set[int]()
    under = "desk/workspaces/" if name == "root" else "desk/"  # an administrator does have business in the house
    found = [each for each in patterns(URLS, under) if not OPEN.match(each)]
    assert sum("<workspace>" in each for each in found) >= 14
    for pattern in found:
        if not gaps(pattern):
            continue
        for values in every(pattern, {**kept, "workspace": ("ken",)}):
            twin = {**values, **({"workspace": NOWHERE} if "workspace" in values else {})}
            if "workspace" not in values:
                twin |= {gap: NOT_THERE[gap] for gap in values if gap in NOT_THERE}
            mine, other = filled(pattern, values), filled(pattern, twin)
            for method, body in (("GET", None), *(("POST", each) for each in BODIES)):
                real, none = answer(client, method, mine, body), answer(client, method, other, body)
                assert without(real, mine, *values.values()) == without(none, other, *twin.values()), (method, mine)
                assert real[0] in ((302, 405) if name is None else (403, 404, 405)), (method, mine, real[0])
                seen.add(real[0])
    assert len(seen) >= 2
    assert state(team["anna"]) == before


def test_numbers_of_another_workspace_are_no_numbers_of_ones_own(
    team: dict[str, User], kept: dict[str, tuple[str, ...]]
) -> None:
    """Somebody who may do everything in a workspace reaches nothing of another one through it."""
    client, before = somebody("ben"), state(team["anna"])
    reached = 0
    for pattern in patterns(URLS, "desk/workspaces/"):
        if not {"number", "way"}.intersection(gaps(pattern)):
            continue
        for values in every(pattern, {**kept, "workspace": ("gha",)}):
            twin = {**values, **{gap: NOT_THERE[gap] for gap in values if gap in NOT_THERE}}
            mine, other = filled(pattern, values), filled(pattern, twin)
            for method, body in (("GET", None), *(("POST", each) for each in BODIES)):
                real, none = answer(client, method, mine, body), answer(client, method, other, body)
                assert without(real, mine, *values.values()) == without(none, other, *twin.values()), (method, mine)
                assert real[0] in (403, 404, 405, 422), (method, mine, real[0])
                reached += real[0] == 404
    assert reached > 50
    assert state(team["anna"]) == before


@pytest.mark.parametrize("name", STRANGERS)
def test_the_page_of_a_public_draft_tells_a_stranger_nothing_of_who_works_on_it(
    team: dict[str, User], record: Record, name: str | None
) -> None:
    User.objects.create(username="ina")
    path, client, anna = "/desk/about/drafts/S-2022-155", somebody(name), somebody("anna")
    before = answer(client, "GET", path), answer(anna, "GET", path)
    note = items.item(Kind.NOTES, {"draft": "S/2022/155", "text": "A note."})
    private.put(team["anna"], "ken", note, record=record, why="heard")
    assert answer(client, "GET", path) == before[0]
    assert answer(anna, "GET", path) != before[1]


def test_a_member_is_answered_otherwise(team: dict[str, User], kept: dict[str, tuple[str, ...]]) -> None:
    """The comparison can fail: with a member the real thing and the one that never was are not the same."""
    client = somebody("anna")
    for path, other in (
        ("/desk/workspaces/ken/notes/2/", f"/desk/workspaces/{NOWHERE}/notes/2/"),
        ("/desk/workspaces/ken/", f"/desk/workspaces/{NOWHERE}/"),
        (f"/desk/workspaces/ken/drafts/{kept['way'][0]}/", f"/desk/workspaces/ken/drafts/{NOT_THERE['way']}/"),
    ):
        real, none = answer(client, "GET", path), answer(client, "GET", other)
        assert (real[0], none[0]) == (200, 404)
        assert without(real, path, "ken") != without(none, other, NOWHERE)


def test_other_methods_are_refused(team: dict[str, User], kept: dict[str, tuple[str, ...]]) -> None:
    values = {name: each[0] for name, each in kept.items()} | {"workspace": "ken", "kind": "notes"}
    values |= {"token": "x", "key": "x", "address": "drafts/S-2022-155"}
    before = state(team["anna"])
    for name in ("anna", "ben", None):
        client = somebody(name)
        for pattern in patterns(URLS, "desk/"):
            path = filled(pattern, values)
            for method in ("PUT", "PATCH", "DELETE", "TRACE", "BREW"):
                reply: Any = client.generic(method, path, secure=True)
                assert reply.status_code == 405, (method, path)
                assert {each.strip() for each in reply["Allow"].split(",")} <= {"GET", "HEAD", "POST", "OPTIONS"}
    assert state(team["anna"]) == before


@pytest.fixture
def ask(house: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., httpx.Response]:
    """The API over the installation."""
    monkeypatch.setattr(records, "PATIENCE", 0.0)
    monkeypatch.setattr(bearers, "_limits", Limits())
    monkeypatch.setenv("HORSESHOE_DATABASE_URL", house)
    api = Api(Keeper(), bearer=bearers.bearer)
    client = httpx.Client(transport=httpx.WSGITransport(app=api), base_url="https://horseshoe.example.org")

    def asked(method: str, path: str, token: str | None = None, body: Any = None) -> httpx.Response:
        bearing = {"Authorization": f"Bearer {token}"} if token else {}
        return client.request(method, path, json=body, headers=bearing)

    return asked


def test_a_token_reaches_no_workspace(
    team: dict[str, User], kept: dict[str, tuple[str, ...]], ask: Callable[..., httpx.Response]
) -> None:
    """Every operation that takes a token, with those of a stranger who is a reader of the house: nothing is written."""
    written = [
        (method, path)
        for path, methods in document()["paths"].items()
        for method, about in methods.items()
        if about.get("security")
    ]
    assert len(written) >= 4
    token = tokens.make("ben", "the tests", list(tokens.Scope), days=1, by="the tests")
    before = state(team["anna"])
    for method, path in written:
        for number in ("1", "987654"):
            way = filled(path.removeprefix("/").replace("{", "<").replace("}", ">"), {"number": number})
            for body in (
                {"table": "workspace_notes", "key": "1", "why": "x"},
                {"workspace": "ken", "kind": "notes", "number": 1, "why": "x"},
                {},
            ):
                assert ask(method, way, None, body).status_code == 401, way
                assert ask(method, way, f"{token[:-4]}aaaa", body).status_code == 401, way
                assert ask(method, way, token, body).status_code in (400, 403, 404, 422), way
    assert state(team["anna"]) == before


def test_to_the_api_a_table_of_workspaces_is_no_table(
    team: dict[str, User], kept: dict[str, tuple[str, ...]], ask: Callable[..., httpx.Response]
) -> None:
    """Even for somebody who may retract any fact there is nothing under such a name."""
    token = tokens.make("rita", "the tests", list(tokens.Scope), days=1, by="the tests")
    before = state(team["anna"])
    for table in (*tables.of_workspaces(), "tokens", "house_history"):
        for key in ("1", "987654"):
            real = ask("POST", "/api/v1/retractions", token, {"table": table, "key": key, "why": "x"})
            none = ask("POST", "/api/v1/retractions", token, {"table": "no_such_table", "key": key, "why": "x"})
            assert (real.status_code, real.text.replace(table, "_")) == (422, none.text.replace("no_such_table", "_"))
        for ending in ("", ".csv", ".jsonl", ".parquet"):
            assert ask("GET", f"/api/v1/tables/{table}{ending}", token).status_code == 404
    assert state(team["anna"]) == before
