"""The feeds of the pages where things happen."""

from __future__ import annotations

import datetime
from urllib.parse import urldefrag, urljoin
from xml.etree import ElementTree

import msgspec
import pytest
from django.test import Client
from django.utils import translation

from horseshoe.facts.record import Record
from horseshoe.site import page as pages
from horseshoe.site import render, settings
from horseshoe.site.page import Ask, Entry, Page
from horseshoe.site.publishing import feed
from horseshoe.site.record import Held, Keeper

ATOM = "{http://www.w3.org/2005/Atom}"
DAY = datetime.date(2026, 11, 22)
WITH_FEEDS = ("", "docket", "vetoes", "roster/code", "states/FRA", "situations/syria")


@pytest.fixture(scope="module")
def held() -> Held:
    settings.prepare()
    return Keeper(DAY).held()


def made(held: Held, address: str, language: str = "en", *, published: bool) -> tuple[Page, ElementTree.Element]:
    found = pages.find(address)
    assert found
    kind, parts = found
    record = held.record.as_known(None)
    ask = Ask(record=record, on=held.on, parts=parts, published=published, language=language)
    with translation.override(language):
        page = kind.make(ask)
        assert page.feed is not None, address
        return page, ElementTree.fromstring(feed.atom(page, page.feed, held, ask))


@pytest.mark.parametrize("address", WITH_FEEDS)
def test_a_feed_is_valid_and_its_newest_comes_first(held: Held, address: str) -> None:
    _, tree = made(held, address, published=False)
    assert tree.findtext(f"{ATOM}title")
    assert tree.findtext(f"{ATOM}updated")
    assert tree.findtext(f"{ATOM}author/{ATOM}name") == "Horseshoe"
    entries = tree.findall(f"{ATOM}entry")
    assert 0 < len(entries) <= feed.MOST
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert days == sorted(days, reverse=True)
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert all(entry.findtext(f"{ATOM}title") and entry.findtext(f"{ATOM}summary") for entry in entries)


@pytest.mark.parametrize("language", render.LANGUAGES)
@pytest.mark.parametrize("address", WITH_FEEDS)
def test_published_links_lead_to_files(held: Held, address: str, language: str) -> None:
    page, tree = made(held, address, language, published=True)
    record = held.record.as_known(None)
    every = {f"{each or 'index'}.html" for kind in pages.kinds() for each in kind.every(record, held.on)}
    base = f"https://x.example/{page.address or 'index'}.atom"
    for link in tree.iter(f"{ATOM}link"):
        if link.get("rel") == "self":
            assert urljoin(base, link.get("href") or "") == base
            continue
        at = urldefrag(urljoin(base, link.get("href") or ""))[0].removeprefix("https://x.example/")
        assert at in every, link.get("href")


def test_links_are_absolute_where_it_is_known_where_the_site_stands(held: Held) -> None:
    known = msgspec.structs.replace(held, url="https://horseshoe.example/veto/")
    _, tree = made(known, "docket", "fr", published=True)
    links = [link.get("href") or "" for link in tree.iter(f"{ATOM}link")]
    assert links[0] == "https://horseshoe.example/veto/fr/docket.html"
    assert all(link.startswith("https://horseshoe.example/veto/fr/") for link in links)


def test_identifiers_do_not_depend_on_where_the_site_stands(held: Held) -> None:
    known = msgspec.structs.replace(held, url="https://horseshoe.example/")
    ids = [[each.text for each in made(one, "docket", published=True)[1].iter(f"{ATOM}id")] for one in (held, known)]
    assert ids[0] == ids[1]


def test_a_feed_in_which_nothing_happened_bears_the_day_of_the_record(held: Held, record: Record) -> None:
    page, _ = made(held, "docket", published=False)
    ask = Ask(record=record, on=DAY)
    tree = ElementTree.fromstring(feed.atom(page, tuple, held, ask))
    assert tree.findtext(f"{ATOM}updated") == "2026-11-22T00:00:00+00:00"


def test_what_is_said_is_text_and_not_markup(held: Held, record: Record) -> None:
    page, _ = made(held, "docket", published=False)
    entry = Entry(id="x", address="docket", title="1 < 2", day=DAY, says="<b>bold</b> & so on")
    tree = ElementTree.fromstring(feed.atom(page, lambda: [entry], held, Ask(record=record, on=DAY)))
    assert tree.findtext(f"{ATOM}entry/{ATOM}summary") == "&lt;b&gt;bold&lt;/b&gt; &amp; so on"


def test_a_feed_is_served_with_its_type_and_its_tag(client: Client) -> None:
    answer = client.get("/docket.atom")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert client.get("/docket.atom", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert 'type="application/atom+xml"' in client.get("/docket").content.decode()
