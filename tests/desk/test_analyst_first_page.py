"""The first page of the desk, the way there from a public page, its language, and who let himself into a workspace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.test.utils import override_settings
from houses import account
from kept_items import INSTRUCTION, STANCE
from registrar_papers import proposed, received
from signed_in import Browser

from horseshoe.desk.access.rights import Kind, Role
from horseshoe.desk.workspace import items, private, workspaces
from horseshoe.facts.record import Record
from horseshoe.site.serving.views import site

pytestmark = pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)

Team = dict[str, User]


@pytest.fixture(autouse=True)
def _pages(house: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The public pages come from the store of the test."""
    monkeypatch.setenv("HORSESHOE_DATABASE_URL", house)
    monkeypatch.setattr("horseshoe.desk.pages.views.today", lambda: date(2026, 11, 22))
    site.cache_clear()
    yield
    site.cache_clear()


def test_it_tells_what_parts_what_is_under_way_and_what_was_changed(team: Team, record: Record) -> None:
    for each in (STANCE, INSTRUCTION):
        private.put(team["rita"], "ken", each, record=record, why="heard by rita")
    over = {"draft": "Done with", "stage": "withdrawn", "not_before": "2026-11-20", "not_after": "2026-11-20"}
    for stage in ("round", "withdrawn"):
        item = items.item(Kind.STAGES, {**over, "stage": stage})
        private.put(team["rita"], "ken", item, record=record, why="over")
    page = Browser(team["leo"]).get("/desk/")
    needs, rest = page.split('id="drafts"')
    under_way, changed = rest.split('id="last"')
    assert "Mission and capital part" in needs
    assert STANCE.draft in under_way
    assert "Done with" not in under_way
    assert "heard by rita" in changed
    assert "Instruction 1</a> entered" in changed
    for stranger in ("ben", "root"):
        page = Browser(team[stranger]).get("/desk/")
        assert STANCE.draft not in page
        assert "heard by rita" not in page


def test_an_act_waits_for_the_second_person_and_not_for_the_first(team: Team, record: Record) -> None:
    first, second = account("reg", "registrars"), account("wanda", "registrars")
    received(first)  # nobody has said yet what it is: it waits for no second person
    case = proposed(first, text="another note")
    waits = f'href="/desk/register/{case.number}/"'
    page = Browser(second).get("/desk/")
    assert "1 act waits for a second person" in page
    assert waits in page
    assert waits not in Browser(first).get("/desk/")
    assert waits not in Browser(team["rita"]).get("/desk/")


def test_who_belongs_nowhere_is_told_what_to_do(team: Team) -> None:
    page = Browser(account("new")).get("/desk/")
    assert "You are a member of no workspace" in page
    assert "You read the public record as everybody does." in page
    empty = Browser(team["leo"]).get("/desk/workspaces/ken/")
    assert "an administrator of the workspace makes you an analyst" in empty
    assert "Begin with the stage of a draft" in Browser(team["anna"]).get("/desk/workspaces/ken/")


def test_a_public_page_leads_to_the_desk_without_a_cookie_and_back(team: Team, record: Record) -> None:
    symbol = "S/2022/155"
    note = items.item(Kind.NOTES, {"draft": symbol, "text": "Look at it again."})
    private.put(team["anna"], "ken", note, record=record, why="w")
    for language, up in (("", "../"), ("fr/", "../../")):
        reply, _ = site().reply("GET", f"{language}drafts/S-2022-155")
        assert f'href="{up}desk/about/drafts/S-2022-155"' in reply.body.decode()
        assert f'href="{up}desk/"' in reply.body.decode()
    page = Browser(team["anna"]).get("/desk/about/drafts/S-2022-155")
    assert 'href="../../../drafts/S-2022-155"' in page
    assert "S/2022/155: 1 thing is kept" in page
    assert "assessments/new/?about=S-2022-155" in page
    assert "Explanation of vote" not in page
    form = Browser(team["anna"]).get("/desk/workspaces/ken/assessments/new/?about=S-2022-155")
    assert f'value="{symbol}"' in form
    assert f'value="{symbol}"' in Browser(team["rita"]).get("/desk/facts/explanations/new/?about=S-2022-155")
    assert "1 thing is kept" not in Browser(team["ben"]).get("/desk/about/drafts/S-2022-155")
    Browser(team["ben"]).get("/desk/about/drafts/S-1-1", 404)


def test_where_there_is_no_desk_no_page_leads_to_one(house: str) -> None:
    with override_settings(DESK=False):
        site.cache_clear()
        reply, _ = site().reply("GET", "drafts/S-2022-155")
        assert b"/desk/" not in reply.body


def test_the_desk_speaks_the_language_chosen_else_that_of_the_browser(team: Team, record: Record) -> None:
    rita = Browser(team["rita"])
    page: Any = rita.client.get(
        "/desk/votes/?on=2026-11-20", secure=True, headers={"accept-language": "fr-CH, en;q=0.5"}
    )
    told = page.content.decode()
    assert '<html lang="fr">' in told
    assert "Fédération de Russie" in told
    assert 'href="../../fr/votes"' in told
    assert rita.post("/desk/language", {"language": "fr", "next": "/desk/"}) == "/desk/"
    assert '<html lang="fr">' in rita.get("/desk/")
    rita.post("/desk/language", {"language": "en", "next": "/desk/"})
    page = rita.client.get("/desk/", secure=True, headers={"accept-language": "fr"})
    assert '<html lang="en">' in page.content.decode()
    assert rita.post("/desk/language", {"language": "en", "next": "https://evil.example/"}) != "https://evil.example/"
    cookie = rita.client.cookies["__Host-horseshoe-language"]
    assert (cookie["secure"], cookie["httponly"], cookie["path"]) == (True, True, "/")


def test_programs_are_told_english(house: str) -> None:
    browser = Client(headers={"host": "horseshoe.example.org"})
    reply: Any = browser.get("/api/v1/nothing-here", secure=True, headers={"accept-language": "fr"})
    assert "Content-Language" not in reply.headers
    assert "Accept-Language" not in reply.headers.get("Vary", "")


def test_whoever_let_himself_in_stands_on_every_page_of_the_workspace(team: Team) -> None:
    workspaces.admit(team["root"], "ken", "root", Role.READER, why="to help with an import")
    leo = Browser(team["leo"])
    said = "without being let in by anybody else"
    for way in ("/desk/", "/desk/workspaces/ken/", "/desk/workspaces/ken/members/"):
        page = leo.get(way)
        assert "root came into Kenya&#x27;s mission" in page
        assert said in page
        assert "to help with an import" in page
    assert "(the same person)" in leo.get("/desk/workspaces/ken/history/")
    workspaces.dismiss(team["root"], "ken", "root", why="done")
    assert said not in leo.get("/desk/workspaces/ken/")
    assert "to help with an import" in leo.get("/desk/workspaces/ken/history/")


def test_the_next_entry_of_a_series_begins_with_what_it_has_in_common(team: Team) -> None:
    anna = Browser(team["anna"])
    told = {
        "draft": "Protection of civilians",
        "state": "KEN",
        "phase": "silence",
        "stance": "abstain",
        "voice": "mission",
        "on_day": "2026-11-03",
        "says": "Not yet.",
        "why": "heard",
    }
    way = anna.post("/desk/workspaces/ken/stances/new/", {**told, "again": "1"})
    assert way == "/desk/workspaces/ken/stances/new/?like=1"
    form = anna.get(way)
    assert 'value="2026-11-03"' in form
    assert '<option value="silence" selected>' in form
    assert "Not yet." not in form
    kept = private.item(team["anna"], "ken", Kind.STANCES, 1).item
    assert (kept.not_before, kept.not_after) == (date(2026, 11, 3), date(2026, 11, 3))  # type: ignore[attr-defined]
    assert 'value="2026-11-03"' in anna.get("/desk/workspaces/ken/stances/1/change/")
    twice = anna.post("/desk/workspaces/ken/stances/new/", {**told, "not_before": "2026-11-01"}, 422)
    assert "give the day, or the days between which it lies, and not both" in twice
    assert "&lt;" not in anna.get("/desk/workspaces/ken/stances/new/?like=999999&draft=&state=%3Cb%3E&about=x")
