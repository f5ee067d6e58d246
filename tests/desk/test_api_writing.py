"""Writing by the API: with a token, within its scopes and its person's rights, once, with all that a change has."""

from __future__ import annotations

import datetime
import threading
from typing import Any

import httpx
import pytest
from api_asked import Ask, asking, serve, token
from django.contrib.auth.models import User
from django.db import connection
from houses import account

from horseshoe.api import bearer as bearers
from horseshoe.api.bearer import Limits
from horseshoe.api.serve import Api
from horseshoe.desk.access import tokens
from horseshoe.desk.access.rights import Kind
from horseshoe.desk.access.tokens import Scope
from horseshoe.desk.models import HouseHistory, Token
from horseshoe.desk.refusals import NotHere, Overtaken, Unfit
from horseshoe.desk.workspace import items, private
from horseshoe.facts.record import Record
from horseshoe.store import columns, writing
from horseshoe.store.models import AuditEntry, LogEntry
from horseshoe.store.snapshot import snapshot

EXPLANATION = {
    "state": "FRA",
    "draft": "S/2022/155",
    "date": "2022-02-25",
    "body": "Security Council, 8979th meeting, as the tests have it",
    "kind": "explanation_of_vote",
    "position": "for",
    "cast_stated": "yes",
    "says": "France explained its vote.",
    "source": {"title": "A record of the tests", "symbol": "S/PV.10200"},
}

ROLL_CALL: dict[str, Any] = {
    "date": "2026-11-20",
    "draft": "S/2026/990",
    "meeting": "S/PV.10200",
    "title": "A draft of the tests",
    "no": ["Russian Federation"],
    "abstain": ["China"],
    "everyone_else": "yes",
    "tally": "13-1-1",
    "outcome": "vetoed",
    "source": {"title": "Record of the meeting", "symbol": "S/PV.10200"},
}


@pytest.fixture
def api(house: str, monkeypatch: pytest.MonkeyPatch) -> Api:
    return serve(house, monkeypatch)


@pytest.fixture
def ask(api: Api) -> Ask:
    return asking(api)


@pytest.fixture
def analyst(house: str) -> str:
    """A token of an analyst, good for everything."""
    return token("anna", "analysts")


def test_a_roll_call_typed_in_is_on_the_public_side_at_once(ask: Ask, analyst: str) -> None:
    assert ask("GET", "rollcalls/S/2026/990").status_code == 404
    before = writing.newest()
    answered = ask("POST", "rollcalls", analyst, json=ROLL_CALL)
    assert answered.status_code == 201, answered.text
    assert answered.json()["revision"] == before + 1
    assert {"table": "roll_calls", "key": "own-2026-11-20-s-2026-990"} in answered.json()["rows"]
    (vote,) = ask("GET", "rollcalls/S/2026/990").json()["roll_calls"]
    assert vote["vetoed_by"] == ["RUS"]
    who = set(AuditEntry.objects.filter(revision_id=before + 1).values_list("who", flat=True))
    assert who == {"anna by the token the tests"}


def test_a_roll_call_that_does_not_add_up_is_not_written(ask: Ask, analyst: str) -> None:
    before = writing.newest()
    answered = ask("POST", "rollcalls", analyst, json={**ROLL_CALL, "tally": "12-1-1"})
    assert (answered.status_code, answered.headers["Content-Type"]) == (422, "application/problem+json")
    assert writing.newest() == before


def test_what_is_only_checked_is_not_written(ask: Ask, analyst: str) -> None:
    before = writing.newest()
    answered = ask("POST", "rollcalls?check=true", analyst, json=ROLL_CALL)
    assert (answered.status_code, answered.json()["written"]) == (200, False)
    assert writing.newest() == before


def test_a_request_sent_again_under_its_key_is_carried_out_once(ask: Ask, analyst: str) -> None:
    told = {"Idempotency-Key": "vote-990"}
    first = ask("POST", "rollcalls", analyst, json=ROLL_CALL, headers=told)
    revision = writing.newest()
    again = ask("POST", "rollcalls", analyst, json=ROLL_CALL, headers=told)
    assert (again.status_code, again.content) == (first.status_code, first.content) == (201, first.content)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert writing.newest() == revision
    other = ask("POST", "rollcalls", analyst, json={**ROLL_CALL, "title": "Another"}, headers=told)
    assert other.status_code == 409
    assert ask("POST", "rollcalls", analyst, json=ROLL_CALL, headers={"Idempotency-Key": "a b"}).status_code == 400


def test_many_at_once_under_one_key_write_once(house: str, api: Api, analyst: str) -> None:
    statuses: list[int] = []

    def write() -> None:
        client = httpx.Client(transport=httpx.WSGITransport(app=api), base_url="https://horseshoe.example.org")
        told = {"X-Forwarded-Proto": "https", "Authorization": f"Bearer {analyst}", "Idempotency-Key": "one"}
        statuses.append(client.post("/api/v1/rollcalls", json=ROLL_CALL, headers=told).status_code)
        connection.close()

    before = writing.newest()
    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [201] * 4
    assert writing.newest() == before + 1


def test_an_explanation_is_added_with_its_source_and_withdrawn_again(ask: Ask, analyst: str) -> None:
    answered = ask("POST", "facts", analyst, json={"why": "it was wanting", "explanations": [EXPLANATION]})
    assert answered.status_code == 201, answered.text
    assert [row["table"] for row in answered.json()["rows"]] == ["sources", "explanations"]
    key = answered.json()["rows"][1]["key"]
    assert "France explained its vote." in ask("GET", "states/FRA/statements").text
    known = ask("POST", "facts", analyst, json={"why": "once more", "explanations": [EXPLANATION]})
    assert (known.status_code, "The record has" in known.json()["detail"]) == (422, True)
    sent = {"table": "explanations", "key": key, "why": "wrong"}
    gone = ask("POST", "retractions", analyst, json=sent)
    assert gone.status_code == 201, gone.text
    assert "France explained its vote." not in ask("GET", "states/FRA/statements").text
    assert ask("POST", "retractions", analyst, json=sent).status_code == 409
    who = set(AuditEntry.objects.filter(revision_id=gone.json()["revision"]).values_list("who", flat=True))
    assert who == {"anna by the token the tests"}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"date": "2022-02-24"}, "what is said before a vote is a stance"),
        ({"cast_stated": "no"}, "the roll call has yes for FRA"),
        ({"draft": "S/2099/1"}, "Explanation 1: Draft"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_the_forms_of_the_desk_refuse_is_refused_here(
    ask: Ask, analyst: str, changed: dict[str, str], said: str
) -> None:
    before = writing.newest()
    answered = ask("POST", "facts", analyst, json={"why": "x", "explanations": [{**EXPLANATION, **changed}]})
    assert (answered.status_code, said in answered.json()["detail"]) == (422, True), answered.text
    assert writing.newest() == before


def test_a_roll_call_that_was_withdrawn_is_typed_in_anew(ask: Ask, analyst: str) -> None:
    rows = ask("POST", "rollcalls", analyst, json=ROLL_CALL).json()["rows"]
    (first,) = (row["key"] for row in rows if row["table"] == "roll_calls")
    gone = ask("POST", "retractions", analyst, json={"table": "roll_calls", "key": first, "why": "misheard"})
    assert gone.status_code == 201, gone.text
    assert ask("GET", "rollcalls/S/2026/990").status_code == 404
    again = ask("POST", "rollcalls", analyst, json=ROLL_CALL)
    assert again.status_code == 201, again.text
    assert ask("GET", "rollcalls/S/2026/990").json()["roll_calls"][0]["id"] != first


def test_only_what_was_typed_in_is_withdrawn_and_an_act_never_by_one_person(ask: Ask, analyst: str) -> None:
    rita = token("rita", "registrars")
    before = writing.newest(), LogEntry.objects.count()
    known = snapshot()
    for table, key, status in (
        ("pledges", known.pledges[0].id, 422),
        ("sources", known.sources[0].id, 422),
        ("states", "FRA", 422),
        ("retractions", "x", 422),
        ("nothing", "x", 422),
        ("roll_calls", known.roll_calls[0].id, 422),
        ("roll_calls", "own-nothing", 404),
        ("evidence", "own-nothing", 409),
    ):
        for who in (analyst, rita):
            answered = ask("POST", "retractions", who, json={"table": table, "key": key, "why": "x"})
            assert answered.status_code == status, answered.text
    assert (writing.newest(), LogEntry.objects.count()) == before


def test_a_token_does_what_its_scopes_and_its_person_may_and_no_more(ask: Ask, house: str, root: User) -> None:
    account("leo")
    account("anna", "analysts")
    reader = tokens.make("leo", "reading", Scope, days=1, by="the tests")
    narrow = tokens.make("anna", "narrow", [Scope.EVIDENCE], days=1, by="the tests")
    assert ask("POST", "rollcalls", json=ROLL_CALL).status_code == 401
    refused = ask("POST", "rollcalls", reader, json=ROLL_CALL)
    assert (refused.status_code, "leo may not write" in refused.json()["detail"]) == (403, True)
    refused = ask("POST", "rollcalls", narrow, json=ROLL_CALL)
    assert (refused.status_code, "rollcalls:write" in refused.json()["detail"]) == (403, True)
    for address in ("register/proposals", "register/proposals/1/confirm", "register/retractions"):
        assert ask("POST", address, narrow, json={}).status_code == 403


def test_a_token_that_does_not_hold_opens_nothing(ask: Ask, house: str) -> None:
    made = account("anna", "analysts")
    secret = tokens.make("anna", "the tests", [Scope.READ], days=1, by="the tests")
    assert ask("GET", "council", secret).status_code == 200
    for wrong in ("", "nonsense", secret[:-1], secret.upper(), "x" * 5000):
        answered = ask("GET", "council", wrong)
        assert answered.status_code == 401
        assert answered.headers["WWW-Authenticate"].startswith("Bearer")
    assert ask("GET", "council", headers={"Authorization": "Basic YTpi"}).status_code == 401
    Token.objects.update(expires=columns.now() - datetime.timedelta(seconds=1))
    assert "expired" in ask("GET", "council", secret).json()["detail"]
    secret = tokens.make("anna", "another", [Scope.READ], days=1, by="the tests")
    newest = tokens.listed()[0]
    tokens.revoke(newest.number, by="the tests", why="lost")
    assert "revoked" in ask("GET", "council", secret).json()["detail"]
    with pytest.raises(Overtaken):
        tokens.revoke(newest.number, by="the tests", why="lost")
    secret = tokens.make("anna", "third", [Scope.READ], days=1, by="the tests")
    made.is_active = False
    made.save()
    assert "closed" in ask("GET", "council", secret).json()["detail"]


def test_a_token_in_the_clear_is_refused(ask: Ask, analyst: str) -> None:
    answered = ask("GET", "council", analyst, headers={"X-Forwarded-Proto": "http"})
    assert answered.status_code == 403
    assert "revoke this one" in answered.json()["detail"]


def test_only_the_hash_of_a_token_is_kept(analyst: str) -> None:
    row = Token.objects.get()
    assert analyst not in repr(vars(row))
    assert len(row.digest) == 64
    assert analyst not in repr(list(HouseHistory.objects.values()))
    assert HouseHistory.objects.filter(what="token", thing="anna").count() == 1


def test_a_token_is_made_for_somebody_and_for_something(house: str) -> None:
    account("anna", "analysts")
    with pytest.raises(NotHere):
        tokens.make("nobody", "x", [Scope.READ], days=1, by="the tests")
    for name, scopes, days in (
        ("", ["read"], 1),
        ("x", [], 1),
        ("x", ["all"], 1),
        ("x", ["read"], 0),
        ("x", ["read"], 999),
    ):
        with pytest.raises(Unfit):
            tokens.make("anna", name, scopes, days=days, by="the tests")


def test_a_token_that_asks_too_often_waits(ask: Ask, analyst: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bearers, "_limits", Limits(3, 60))
    found = [ask("GET", "council", analyst) for _ in range(4)]
    assert [each.status_code for each in found] == [200, 200, 200, 429]
    assert found[0].headers["RateLimit"].startswith('"token";r=2')
    assert found[3].headers["Retry-After"] == "1"
    assert ask("GET", "council").status_code == 200


def test_nothing_of_a_workspace_is_in_any_answer(ask: Ask, team: dict[str, User], record: Record) -> None:
    """A marked secret is planted in a workspace, and then looked for in every answer, file and refusal."""
    mark = "QXSECRET"
    common = {"draft": f"{mark} draft", "state": "KEN", "says": f"{mark} says"}
    for kind, said in (
        (Kind.STANCES, {**common, "phase": "blue", "stance": "no", "voice": "mission", "speaker": f"{mark} speaker"}),
        (Kind.INSTRUCTIONS, {**common, "stance": "yes", "giver": f"{mark} giver"}),
        (Kind.NOTES, {"draft": f"{mark} draft", "text": f"{mark} text"}),
    ):
        private.put(team["anna"], "ken", items.item(kind, said), record=record, why=f"{mark} why")
    secret = tokens.make("anna", "the tests", Scope, days=1, by="the tests")
    addresses = [
        f"tables/{table}.{form}" for table in ("stances", "explanations", "sources") for form in ("csv", "jsonl")
    ]
    addresses += [
        "docs",
        "openapi.json",
        "states/KEN/statements",
        "states/KEN/conduct",
        "tables/stances?every=true",
        "search?q=QXSECRE",
    ]
    addresses += ["rollcalls?state=KEN&limit=500", "rollcalls?about=QXSECRE", "drafts/QXSECRE", "timeline?state=KEN"]
    addresses += ["tables/workspace_notes.csv", "tables/tokens.csv", "verify", "sources?limit=500", "assessors"]
    for address in addresses:
        for who in (None, secret):
            answered = ask("GET", address, who)
            assert answered.status_code < 500
            assert mark not in answered.text, address
            assert secret not in answered.text
