"""Every address behind the public pages, and every form on it, given anything: a page or a way on, never a fault."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.admindocs.views import simplify_regex
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import CharField, TextField
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nasty import TOKENS
from registrar_papers import DAY as RECEIVED
from registrar_papers import PDF, filled, proposed, received

from horseshoe.desk.access.rights import Kind
from horseshoe.desk.notices import outbox
from horseshoe.desk.workspace import items, private
from horseshoe.desk.workspace.within import all_workspaces
from horseshoe.facts.record import KEYS
from horseshoe.facts.references import loose_ends
from horseshoe.store import snapshot

People = dict[str, User]

PUBLIC = "\\A(?P<path>.*)\\Z"
"""The pattern of the public pages, which have tests of their own."""

SENT_ONCE = {"once", "csrfmiddlewaretoken"}


def addresses() -> dict[str, str]:
    """Every address of the desk, of accounts and of the admin, with words in angles, to the name of its view."""

    def within(patterns: list[Any], before: str) -> Iterator[tuple[str, str]]:
        for each in patterns:
            here = before + str(each.pattern)
            if isinstance(each, URLResolver):
                yield from within(each.url_patterns, here)
            elif isinstance(each, URLPattern) and PUBLIC not in here:
                yield simplify_regex(here), f"{each.name}"

    return dict(within(get_resolver("horseshoe.desk.pages.urls").url_patterns, ""))


@pytest.fixture
def fillings(people: People, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """A word in angles to what may stand there: something that is there, and something that is not."""
    monkeypatch.setattr(outbox, "soon", lambda: None)
    lying, waiting = received(people["ann"], "another"), proposed(people["karl"])
    told = {"draft": "S/2026/900", "text": "a note"}
    record = snapshot.snapshot()
    note = private.put(people["ann"], "ken", items.item(Kind.NOTES, told), record=record, why="heard")
    number = getattr(note, "number", note)
    user = str(people["leo"].pk)
    return {
        "number": [str(lying.number), str(waiting.number), str(number), str(10**30)],
        "act": [record.pledges[0].id, "no-such"],
        "token": ["x", "a:b:c"],
        "key": ["x" * 43, "syria-1"],
        "roll_call": [record.roll_calls[0].id, "no-such"],
        "table": ["evidence", "explanations", "assessors", "pledges", "no-such"],
        "workspace": ["ken", "gha"],
        "kind": ["stances", "instructions", "notes", "stages", "whip-counts", "assessments", "nothing"],
        "way": ["x"],
        "object_id": [user, "0", "x"],
        "id": [user, "99999"],
        "pk": ["1"],
        "uidb36": ["1"],
        "app_label": ["auth", "desk"],
        "url": ["nothing"],
        "content_type_id": ["1"],
        "language": ["fr", "xx"],
        "provider": ["google"],
        "provider_id": ["organisation"],
        "var": [user],
        "path": ["x"],
        "address": ["council", "/evil.example", "x" * 3000],
    }


class Fields(HTMLParser):
    """The names of what can be filled in on a page, and whether it is a file."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, bool] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in ("input", "select", "textarea", "button") and (name := told.get("name")):
            self.found[name] = told.get("type") == "file"


def fields_of(page: Any) -> dict[str, bool]:
    found = Fields()
    if page.get("Content-Type", "").startswith("text/html"):
        found.feed(page.content.decode())
    return {name: file for name, file in found.found.items() if name not in SENT_ONCE}


GOOD: dict[str, Any] = {
    **filled(1), "state": "KEN", "phase": "blue", "stance": "no", "voice": "mission", "says": "No.",
    "draft": "S/2026/900", "text": "A note.", "stage": "blue", "title": "Title",
    "on": "2026-11-20", "sender": "Mission of Kenya",
    "received_on": RECEIVED.isoformat(), "address": "a@example.org", "language": "en", "date": "2026-11-20",
    "source_title": "A document", "username": "new", "name": "new", "login": "ann", "password": "x", "why": "heard",
}  # fmt: skip
ANY = st.one_of(
    st.sampled_from([token for token in TOKENS if not re.search("[\ud800-\udfff]", token)]),
    st.text(st.characters(codec="utf-8"), max_size=30),
)
CALM = settings(max_examples=5, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))


def not_a_fault(reply: Any, path: str) -> None:
    assert reply.status_code < 500, (path, reply.status_code, reply.content[-600:])
    for name, value in reply.headers.items():
        assert not re.search("[\r\n\x00]", f"{name}{value}"), (path, name)
    if 300 <= reply.status_code < 400:
        assert not re.match(r"(https?:)?//(?!horseshoe\.example\.org/)", reply["Location"]), (path, reply["Location"])


@pytest.mark.parametrize("who", ["ann", "root", None])
def test_anything_in_any_form_is_taken_or_refused(
    people: People, fillings: dict[str, list[str]], who: str | None
) -> None:
    before = {row.id for row in snapshot.snapshot().pledges}
    ways = {
        address
        for address in addresses()
        if (who == "root") is address.startswith("/admin/") or (who is None and "desk" not in address)
    }
    unknown = {word for way in ways for word in re.findall("<(?:[^<>:]+:)?([^<>]+)>", way)} - fillings.keys()
    assert not unknown, f"Say in `fillings` what may stand in an address for {unknown}."
    for way in sorted(ways):
        _tried(people[who] if who else None, way, fillings)
    whole = snapshot.read()
    assert {row.id for row in whole.pledges} == before
    assert not tuple(loose_ends({table: getattr(whole, table) for table in KEYS}))
    _nothing_odd_is_kept()


def _tried(user: User | None, way: str, fillings: dict[str, list[str]]) -> None:
    words = re.findall("<(?:[^<>:]+:)?([^<>]+)>", way)
    paths = []
    for number in range(max([1, *(len(fillings[word]) for word in words)])):
        path = way
        for word in words:
            path = re.sub(f"<(?:[^<>:]+:)?{word}>", fillings[word][number % len(fillings[word])], path, count=1)
        paths.append(path)

    @CALM
    @given(st.data())
    def tried(path: str, data: st.DataObject) -> None:
        query = data.draw(st.dictionaries(st.sampled_from(["next", "status", "state", "q", "on", "page", "e"]), ANY))
        not_a_fault(client.get(path, query, secure=True), path)
        kept = data.draw(st.sets(st.sampled_from(sorted(fields)))) if fields else set()
        sent: dict[str, Any] = {"once": str(uuid4())}
        for name, file in fields.items():
            if file:
                content = PDF if name in kept else data.draw(st.binary(max_size=60))
                sent[name] = SimpleUploadedFile(data.draw(st.text(min_size=1, max_size=20)), content)
            else:
                sent[name] = GOOD.get(name, "1") if name in kept else data.draw(ANY)
        reply = client.post(path, sent, secure=True)
        not_a_fault(reply, path)
        fields.update(fields_of(reply) if reply.status_code == 422 else {})

    for path in dict.fromkeys(paths):
        client = Client(headers={"host": "horseshoe.example.org"})
        if user is not None:
            client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
        page = client.get(path, secure=True)
        not_a_fault(page, path)
        fields = {**fields_of(page), "why": False, "version": False, "next": False}
        tried(path)


def _nothing_odd_is_kept() -> None:
    """No text of a table holds a sign that is no character, but for the end of a line and a tab."""
    with all_workspaces("the tests"):
        for app in ("store", "desk"):
            for model in apps.get_app_config(app).get_models():
                names = [
                    each.attname for each in model._meta.concrete_fields if isinstance(each, CharField | TextField)
                ]
                for row in model._default_manager.values_list(*names) if names else ():
                    for name, value in zip(names, row, strict=True):
                        odd = [sign for sign in value or "" if unicodedata.category(sign) in ("Cc", "Cs")]
                        assert not set(odd) - {"\n", "\r", "\t"}, (model, name, value[:80])
