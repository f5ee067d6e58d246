"""What goes with every reply: types, languages, how long it may be kept, and how much is kept here."""

from __future__ import annotations

import gzip
from typing import Any
from wsgiref.util import setup_testing_defaults

import msgspec
import pytest
from django.test import Client

from horseshoe.site import settings
from horseshoe.site.serving.kept import Kept, Reply
from horseshoe.site.serving.serve import Site


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/vetoes.by-year.svg", "image/svg+xml"),
        ("/vetoes.by-year.dark.svg", "image/svg+xml"),
        ("/fr/vetoes.by-year.narrow-dark.svg", "image/svg+xml"),
        ("/vetoes.by-year.png", "image/png"),
        ("/vetoes.by-year.csv", "text/csv; charset=utf-8"),
        ("/docket.ics", "text/calendar; charset=utf-8"),
        ("/docket.atom", "application/atom+xml; charset=utf-8"),
        ("/drafts/S-2022-155.card.png", "image/png"),
        ("/search.index.json", "application/json"),
    ],
)
def test_every_form_has_its_type_its_tag_and_no_body_on_head(client: Client, path: str, kind: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert answer["X-Content-Type-Options"] == "nosniff"
    head = client.head(path)
    assert head.content == b""
    assert head["Content-Length"] == str(len(answer.content))
    assert client.get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.post(path).status_code == 405


@pytest.mark.parametrize(
    "path", ["/vetoes.by-year.exe", "/vetoes.by-moon.svg", "/vetoes.by-year.dark.png", "/.dark.svg"]
)
def test_a_form_that_is_not_there_is_said(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.content.decode()


def test_whoever_can_take_none_of_the_forms_gets_the_page(client: Client) -> None:
    """RFC 9110, 12.5.1, leaves it to the server; a page says more than 406 does."""
    for accept in ("image/webp", "application/pdf;q=0.9", "nonsense", "*/*"):
        answer = client.get("/vetoes", headers={"Accept": accept})
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/html; charset=utf-8")


def test_a_language_without_its_stroke_is_led_to_it(client: Client) -> None:
    answer = client.get("/fr")
    assert (answer.status_code, answer["Location"]) == (301, "./fr/")
    assert client.get("/fr?x=1")["Location"] == "./fr/?x=1"
    assert 'lang="fr"' in client.get("/fr/").content.decode()


def test_an_error_in_french_leads_to_french_pages(client: Client) -> None:
    answer = client.get("/fr/states/Frnce")
    assert answer.status_code == 404
    text = answer.content.decode()
    assert '<html lang="fr">' in text
    assert 'href="../states/FRA"' in text


def test_questions_do_not_push_out_pages(site: Site, client: Client) -> None:
    client.get("/docket")
    for number in range(40):
        client.get(f"/search?q=word{number}")
    assert len(site.kept._replies) == 1
    assert len(site.asked._replies) == 40


def test_what_is_kept_is_bounded_and_pictures_are_not_packed_again() -> None:
    kept = Kept(most=100_000)
    for number in range(40):
        made = kept.put("now", number, Reply(200, "image/png", bytes(10_000)))
        assert made.packed is None
    assert kept._size <= 100_000
    assert len(kept._replies) == 10


def test_what_was_made_ready_is_there_when_its_moment_comes() -> None:
    kept, reply = Kept(), Reply(200, "text/plain", b"x")
    for key in "ab":
        kept.put("before", key, reply)
    assert kept.wanted() == ("a", "b")
    kept.prepare("now", {"a": reply, "b": reply})
    assert kept.get("before", "a") is reply
    assert (kept.get("now", "b"), kept.get("before", "a")) == (reply, None)
    assert kept.wanted() == ("b",)  # who asked for the other one did so before
    kept.put("before", "c", reply)  # it took too long, and does not push out what is newer
    assert (kept.get("now", "c"), kept.get("now", "a")) == (None, reply)
    kept.put("later", "d", reply)
    assert kept.get("now", "a") is None


def test_pages_are_made_before_newer_facts_are_shown(site: Site) -> None:
    paths = ("/", "/fr/", "/drafts/S-2022-155.json", "/states/KEN", "/robots.txt", "/nothing")
    before = [site.reply("GET", path)[0].body for path in paths]
    newer = msgspec.structs.replace(site.keeper.held(), revision="newer")
    site.ready(newer, lambda: False)
    known = ("en", "", "html", ()), ("en", "drafts/S-2022-155", "json", ())
    made = [site.kept.get(newer.moment, key) for key in known]
    assert made[1] is not None
    assert made[1].body == before[2].replace(site.keeper.held().revision.encode(), b"newer")
    assert made[0] is not None
    assert b"newer" in made[0].body
    site.ready(msgspec.structs.replace(newer, revision="newest"), lambda: True)
    assert site.kept.get(msgspec.structs.replace(newer, revision="newest").moment, known[0]) is None


@pytest.fixture
def application(client: Client, monkeypatch: pytest.MonkeyPatch) -> Any:
    from horseshoe.site.serving import wsgi

    return wsgi.application


def asked(application: Any, path: str, **environ: str) -> tuple[str, dict[str, str], bytes]:
    told: list[Any] = []
    full: dict[str, Any] = {"REQUEST_METHOD": "GET", "PATH_INFO": path, **environ}
    setup_testing_defaults(full)
    answered = application(full, lambda *args: told.extend(args))
    body = b"".join(answered)
    if close := getattr(answered, "close", None):
        close()
    return told[0], dict(told[1]), body


def test_styles_and_scripts_go_out_packed_and_stay(application: Any) -> None:
    plain = (settings.STATIC / "site.css").read_bytes()
    status, told, body = asked(application, "/static/site.css", QUERY_STRING="v=1", HTTP_ACCEPT_ENCODING="gzip")
    assert status == "200 OK"
    assert gzip.decompress(body) == plain
    assert told["Cache-Control"] == "public, max-age=31536000, immutable"
    assert told["Content-Type"].startswith("text/css")
    status, _, body = asked(
        application, "/static/site.css", HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=told["ETag"]
    )
    assert (status, body) == ("304 Not Modified", b"")
    status, told, body = asked(application, "/static/site.css")
    assert (status, body) == ("200 OK", plain)
    assert asked(application, "/static/../wsgi.py")[0].startswith("404")
