"""Headers that a stranger chooses: hosts, ways back, methods, and line feeds wherever they could begin another line."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from settled import settle

from horseshoe.desk.running import journal, watched
from horseshoe.desk.running.routes import OTHER, method, route

settle()

from horseshoe.api.serve import Api  # noqa: E402 (after the settings)
from horseshoe.site.record import Keeper  # noqa: E402
from horseshoe.site.serving.serve import Site  # noqa: E402

People = dict[str, User]

ELSEWHERE = (
    "https://evil.example/", "//evil.example", "/\\evil.example", "https:evil.example", "javascript:alert(1)",
    "\thttps://evil.example", "https://horseshoe.example.org@evil.example/", "https://horseshoe.example.org.evil.example",
    "/desk/\r\nSet-Cookie: a=b", "data:text/html,x",
)  # fmt: skip


@pytest.fixture
def vendor() -> str:
    return "sqlite"


def signed_in(user: User) -> Client:
    made = Client(headers={"host": "horseshoe.example.org"})
    made.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return made


@pytest.mark.parametrize("way", ELSEWHERE)
def test_a_way_back_never_leads_elsewhere(people: People, browser: Client, way: str) -> None:
    people["leo"].set_password("eleven plus one, by the sea")
    people["leo"].save()
    told = {"login": "leo", "password": "eleven plus one, by the sea", "next": way}
    answers = [
        browser.post("/accounts/login/", told, secure=True),
        browser.post("/accounts/logout/", {"next": way}, secure=True),
        signed_in(people["leo"]).get("/accounts/login/", {"next": way}, secure=True),
        signed_in(people["leo"]).post("/desk/language", {"language": "fr", "next": way}, secure=True),
        browser.get("/admin/login/", {"next": way}, secure=True),
    ]
    for reply in answers:
        assert reply.status_code < 500
        if 300 <= reply.status_code < 400:
            place = reply.headers["Location"]
            assert re.match(r"/(?![/\\])", place), place
            assert not re.search("[\r\n\t]", place)


def test_a_letter_leads_to_this_host_whatever_the_asker_says_of_it(people: People, browser: Client) -> None:
    for told in (
        {"host": "evil.example"},
        {"host": "horseshoe.example.org:8443@evil.example"},
        {"x-forwarded-host": "evil.example"},
        {"x-forwarded-server": "evil.example"},
        {"forwarded": "host=evil.example"},
        {"host": "horseshoe.example.org:31337"},
    ):
        reply = browser.post("/accounts/password/reset/", {"email": "leo@example.org"}, secure=True, headers=told)
        assert reply.status_code in (302, 400)
    assert mail.outbox
    for letter in mail.outbox:
        assert set(re.findall(r"https?://[^/\s]+", str(letter.body))) == {"https://horseshoe.example.org"}


def test_a_subject_and_an_address_begin_no_other_header(people: People, browser: Client) -> None:
    for address in ("leo@example.org\r\nBcc: x@evil.example", "leo@example.org\nBcc: x@evil.example", "a@b.c,d@e.f"):
        browser.post("/accounts/password/reset/", {"email": address}, secure=True)
        browser.post("/desk/notices/", {"address": address, "language": "en"}, secure=True)
    assert not [letter for letter in mail.outbox if letter.to != ["leo@example.org"] or letter.bcc or letter.cc]


def test_another_method_is_not_smuggled_in(people: People) -> None:
    ann = signed_in(people["ann"])
    for told in ({"x-http-method-override": "POST"}, {"x-method-override": "DELETE"}, {"x-http-method": "PUT"}):
        assert ann.get("/desk/register/1/confirm/?_method=POST", secure=True, headers=told).status_code == 405
    assert ann.generic("TRACE", "/desk/", secure=True).status_code == 405


def test_cookies_say_who_may_send_them(people: People, browser: Client) -> None:
    page = browser.get("/accounts/login/", secure=True)
    for cookie in page.cookies.values():
        assert cookie.key.startswith("__Host-")
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["samesite"] in ("Lax", "Strict")
        assert (cookie["path"], cookie["domain"]) == ("/", "")


@pytest.mark.parametrize("path", ["/desk/", "/accounts/login/", "/admin/", "/desk/notices/", "/desk/nothing/"])
def test_nobody_frames_keeps_or_guesses_what_is_behind_the_public_pages(people: People, path: str) -> None:
    headers = signed_in(people["root"]).get(path, secure=True).headers
    assert "no-store" in headers["Cache-Control"]
    policy = headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"


# -- what is public -----------------------------------------------------------------------------

STRANGE = {
    "Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http",
    "X-Original-URL": "/admin/", "X-Forwarded-For": "1.2.3.4\r\nX: y", "User-Agent": "<script>",
    "Cookie": "sessionid=x", "Accept-Language": "fr",
    "Referer": "https://evil.example", "X-HTTP-Method-Override": "DELETE", "Range": "bytes=0-1",
}  # fmt: skip


@pytest.fixture(scope="module")
def api() -> Api:
    return Api(Keeper())


@pytest.mark.parametrize("path", ["/api/v1/states?limit=2", "/api/v1/council", "/api/v1/docs", "/api/v1/openapi.json"])
def test_an_answer_of_the_api_does_not_change_with_what_no_cache_looks_at(api: Api, path: str) -> None:
    """A cache holds an answer for all who ask: nothing of one asker may be in it (cache poisoning)."""
    client = httpx.Client(transport=httpx.WSGITransport(app=api), base_url="http://localhost")
    plain = client.get(path)
    assert plain.status_code == 200
    strange = client.get(path, headers={name: value.partition("\r")[0] for name, value in STRANGE.items()})
    assert strange.content == plain.content
    assert "evil" not in str(strange.headers)
    assert "set-cookie" not in strange.headers


def test_a_length_that_is_none_is_refused(api: Api) -> None:
    told: list[str] = []
    for length in ("\u00b2", "-1", "1e9", "9" * 5000, "0x10", " "):
        environ = {
            "REQUEST_METHOD": "POST", "PATH_INFO": "/api/v1/register", "CONTENT_LENGTH": length, "SERVER_NAME": "x",
            "SERVER_PORT": "80", "wsgi.url_scheme": "http", "wsgi.input": None, "QUERY_STRING": "",
        }  # fmt: skip
        b"".join(api(environ, lambda line, headers, *more: told.append(line)))
    assert not [line for line in told if line.startswith("5")]


@pytest.mark.parametrize(
    "path", ["//evil.example/fr", "/\\evil.example", "/fr//evil.example/..", "/%0d%0aX: y", "/\r\nX: y"]
)
def test_a_public_page_sends_nobody_elsewhere(path: str) -> None:
    reply, _ = Site(Keeper()).reply("GET", path)
    assert not reply.location or not re.match(r"[a-z]+:|//|/\\", reply.location)
    assert not re.search("[\r\n]", reply.location or "")


def test_the_journal_has_no_word_of_an_asker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody writes lines into it (CWE-117): of a request it takes words of ours alone."""
    lines: list[Any] = []
    monkeypatch.setattr(journal, "write", lambda level, event, **told: lines.append(told))
    mark = "owned\r\n{}"

    def answer(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return []

    told = dict.fromkeys(("HTTP_USER_AGENT", "HTTP_HOST", "HTTP_REFERER", "QUERY_STRING", "REMOTE_ADDR"), mark)
    watched.Watched(answer, requests=True)({**told, "REQUEST_METHOD": mark, "PATH_INFO": f"/{mark}"}, lambda *_: None)
    assert lines
    assert "owned" not in str(lines)
    assert (route(f"/{mark}/x"), method(mark)) == (OTHER, OTHER)
