"""Errors of one shape, entity tags, other origins, other forms; and what a client may send."""

from __future__ import annotations

import gzip
import io
import re
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from horseshoe.api import serve
from horseshoe.api.problems import KINDS
from horseshoe.sources import tally_csv


@pytest.mark.parametrize(
    ("method", "address", "told", "status"),
    [
        ("GET", "council?on=tomorrow", {}, 400),
        ("GET", "council?on=1600-01-01", {}, 400),
        ("GET", "council?nope=1", {}, 400),
        ("GET", "council?on=2022-01-01&on=2022-01-02", {}, 400),
        ("GET", "council?fields=nope", {}, 400),
        ("GET", "council?fields=,", {}, 400),
        ("GET", "rollcalls?limit=501", {}, 400),
        ("GET", "rollcalls?offset=-1", {}, 400),
        ("GET", "rollcalls/Not a symbol", {}, 400),
        ("GET", "rollcalls/S/2099/1", {}, 404),
        ("GET", "states/Frnace/conduct", {}, 404),
        ("GET", "roster/treaty", {}, 404),
        ("GET", "nothing", {}, 404),
        ("GET", "tables/pledges.xlsx", {}, 404),
        ("GET", "roster/code/", {}, 404),
        ("DELETE", "council", {}, 405),
        ("TRACE", "openapi.json", {}, 405),
        ("POST", "council", {}, 405),
        ("GET", "whip", {}, 405),
        ("GET", "council", {"Accept": "application/xml"}, 406),
        ("GET", "tables/casts.csv", {"Accept": "application/json"}, 406),
        ("GET", "council", {"Accept": "application/json;q=0"}, 406),
        ("POST", "whip", {"Content-Type": "application/toml", "X": "x" * 10}, 400),
        ("POST", "whip", {"Content-Type": "text/html"}, 415),
        ("POST", "whip", {"Content-Type": "application/json; charset=latin-1"}, 415),
        ("GET", f"symbol/{'x' * 5000}", {}, 414),
        ("POST", "rollcalls", {"Content-Type": "application/json"}, 403),
    ],
)
def test_whatever_is_refused_is_refused_in_one_shape(
    client: httpx.Client, described: dict[str, Any], method: str, address: str, told: dict[str, str], status: int
) -> None:
    answered = client.request(method, f"/api/v1/{address}", headers=told)
    assert answered.status_code == status, answered.text
    assert answered.headers["Content-Type"] == "application/problem+json"
    assert answered.headers["Cache-Control"] == "no-store"
    problem = answered.json()
    schema = {"$ref": "#/components/schemas/Problem", "components": {"schemas": described["components"]["schemas"]}}
    Draft202012Validator(schema).validate(problem)
    assert problem["status"] == status
    assert problem["title"] == KINDS[status].title
    assert problem["detail"].endswith((".", "?"))
    assert "Traceback" not in answered.text


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"{", 422),
        (b'{"title": 1}', 422),
        (b"title = 'x'", 422),
        (b"\xff\xfe", 422),
        (b"{" * 100_000, 422),
        (b'{"a":' * 50_000, 422),
        (b"a = " + b"[" * 50_000, 422),
        (b"x" * (serve.LARGEST + 1), 413),
    ],
)
def test_a_broken_body_is_one_sentence(client: httpx.Client, content: bytes, status: int) -> None:
    for kind in ("application/json", "application/toml"):
        answered = client.post("/api/v1/whip", content=content, headers={"Content-Type": kind})
        assert answered.status_code == status, answered.text


def test_what_was_meant_is_suggested(client: httpx.Client) -> None:
    assert client.get("/api/v1/states/Frnace/conduct").json()["suggestions"][0] == "France (FRA)"
    assert client.get("/api/v1/council?onn=2022-01-01").json()["suggestions"] == ["on"]
    assert client.get("/api/v1/council?fields=membres").json()["suggestions"] == ["members"]
    assert client.get("/api/v1/tables/plegdes").json()["suggestions"][0] == "pledges"


def test_an_answer_that_is_held_already_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get("/api/v1/vetoes")
    again = client.get("/api/v1/vetoes", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    other = client.get("/api/v1/vetoes", headers={"If-None-Match": '"something else"'})
    assert other.status_code == 200


def test_head_is_get_without_a_body(client: httpx.Client) -> None:
    for address in ("council", "tables/pledges.csv", "openapi.json", "docs", "nothing"):
        head, get = client.head(f"/api/v1/{address}"), client.get(f"/api/v1/{address}")
        assert (head.status_code, head.content) == (get.status_code, b"")
        assert head.headers["Content-Type"] == get.headers["Content-Type"]


def test_a_page_elsewhere_may_read_and_never_with_credentials(client: httpx.Client) -> None:
    answered = client.get("/api/v1/council", headers={"Origin": "https://elsewhere.example"})
    assert answered.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answered.headers
    asked = client.options("/api/v1/rollcalls", headers={"Origin": "https://elsewhere.example"})
    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "Authorization" not in asked.headers["Access-Control-Allow-Headers"]
    assert asked.headers["Allow"] == "GET, HEAD, POST, OPTIONS"
    sent = client.post("/api/v1/whip", headers={"Origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in sent.headers


def test_an_answer_goes_out_packed_where_that_is_understood(api: serve.Api) -> None:
    told: dict[str, str] = {}
    environ: dict[str, Any] = {
        "wsgi.input": io.BytesIO(),
        "wsgi.url_scheme": "http",
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/api/v1/vetoes",
        "SERVER_NAME": "x",
        "SERVER_PORT": "80",
    }
    environ |= {"HTTP_ACCEPT_ENCODING": "gzip", "QUERY_STRING": ""}
    for _ in range(2):
        body = b"".join(api(environ, lambda status, headers: told.update(headers)))
    assert told["Content-Encoding"] == "gzip"
    assert gzip.decompress(body).startswith(b"{")


@pytest.mark.parametrize(
    ("asked", "packs"),
    [
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("gzip;q=1.0, identity", True),
        ("gzip;q=0", False),
        ("br", False),
        ("", False),
    ],
)
def test_what_is_computed_goes_out_packed_too(client: httpx.Client, asked: str, packs: bool) -> None:
    told = {"Accept-Encoding": asked, "Content-Type": "text/csv"}
    answered = client.post("/api/v1/tally", content=tally_csv.TEMPLATE, headers=told)
    assert answered.status_code == 200
    assert (answered.headers.get("Content-Encoding") == "gzip") is packs
    assert answered.headers["Cache-Control"] == "no-store"
    assert isinstance(answered.json(), list)


def test_what_is_not_of_this_version_is_a_problem_too(client: httpx.Client) -> None:
    for address in ("/api", "/api/", "/api/v2/council", "/api/v1/nothing/at/all"):
        answered = client.get(address)
        assert (answered.status_code, answered.headers["Content-Type"]) == (404, "application/problem+json")
    for address in ("/api/v1", "/api/v1/"):
        assert client.get(address).headers["Location"] == "/api/v1/docs"


def test_without_a_store_there_is_no_log(client: httpx.Client) -> None:
    for address in ("log", "log/1", "log/growth?old=0"):
        answered = client.get(f"/api/v1/{address}")
        assert (answered.status_code, "made of tables" in answered.json()["detail"]) == (404, True)


def test_the_page_of_the_api_is_in_french_too(client: httpx.Client) -> None:
    page = client.get("/api/v1/docs/fr").text
    assert '<html lang="fr">' in page
    assert "Comment demander" in page
    assert '<span lang="en">Who sat on the Council on a day</span>' in page
    for way in re.findall(r'href="(/api/v1/[^"#]+)"', page):
        assert client.get(way).status_code == 200, way


def test_a_fault_of_ours_is_a_problem_without_a_traceback(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*given: object, **told: object) -> None:
        raise ZeroDivisionError("the secret of the machine")

    monkeypatch.setattr("horseshoe.answers.council.council", broken)
    answered = client.get("/api/v1/council?on=2001-01-01")
    assert answered.status_code == 500
    assert "secret" not in answered.text
    assert answered.json()["detail"].startswith("This answer could not be made.")


def test_no_answer_is_a_script_or_sets_a_cookie(client: httpx.Client) -> None:
    for address in ("council", "docs", "nothing", "tables/pledges.csv"):
        headers = client.get(f"/api/v1/{address}").headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "Set-Cookie" not in headers


def test_the_page_of_the_api_loads_nothing_from_elsewhere(client: httpx.Client) -> None:
    page = client.get("/api/v1/docs").text
    assert not re.search(r'(src|href)="(https?:)?//', page)
    assert "<script" not in page
    assert 'style="' not in page
    for name in ("list_rollcalls", "add_rollcall", "not-found"):
        assert f'id="{name}"' in page


def test_a_flag_is_true_or_false_and_nothing_else(client: httpx.Client) -> None:
    plain = client.get("/api/v1/states/FRA/conduct").json()
    assert plain["reach"] == client.get("/api/v1/states/FRA/conduct?amendments=false").json()["reach"] == "drafts"
    assert client.get("/api/v1/states/FRA/conduct?amendments=true").json()["reach"] == "all"
    for wrong in ("1", "yes", "True", ""):
        assert client.get(f"/api/v1/states/FRA/conduct?amendments={wrong}").status_code == 400
