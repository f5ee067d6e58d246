"""The site as files, below a path of a plain web server: and what is searched there."""

from __future__ import annotations

import datetime
import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote

import pytest
from seeing import Seen

from horseshoe.facts.record import Record
from horseshoe.site.publishing import publish as publishing
from horseshoe.site.publishing.publish import publish
from horseshoe.site.search.index import index
from horseshoe.site.search.match import search

QUESTIONS = (
    "Syria veto 2012", "s/2012/77", "res 2720", "ukrain", "France code", "darfour", "S/2022/156", "25 février 2022",
    "cote divoire", "Зимбабве", "zzzzzzzz", "russia ukraine vote", "a", "votes 1965",
)  # fmt: skip


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a published site, below a path."""
    folder = tmp_path_factory.mktemp("host")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(publishing, "_addresses", lambda held: iter(["search", "states", "drafts/S-2012-77"]))
        publish(folder / "deep" / "er", on=datetime.date(2026, 11, 22), workers=1, progress=lambda done, of: None)
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/deep/er"
        server.shutdown()


def test_the_browser_finds_what_the_server_finds(chromium: Any, files: str, record: Record) -> None:
    seen = Seen(chromium, files)
    known = index(record)
    for question in QUESTIONS:
        page = seen.open(f"search.html?q={quote(question)}")
        page.wait_for_function(
            "document.querySelector('#hits').children.length || !document.querySelector('#said').hidden"
        )
        found = page.eval_on_selector_all("#hits a", "all => all.map(each => each.getAttribute('href'))")
        hits = search(known, question)
        things = [hits.near, hits.exact, hits.named, [hit.thing for hit in hits.found]]
        wanted = {each.address.replace("#", ".html#") + ("" if "#" in each.address else ".html") for part in things
                  for each in part}  # fmt: skip
        assert {each.replace("index.html", ".html") for each in found} <= wanted, question
        assert bool(found) == bool(wanted), question
        leading = [*hits.near, *hits.exact]
        assert found[: len(leading)] == [f"{quote(each.address)}.html" for each in leading][: len(found)], question
    assert seen.said == []
    assert seen.elsewhere == []
    seen.context.close()


def test_a_search_by_keyboard_alone_and_in_french(chromium: Any, files: str) -> None:
    seen = Seen(chromium, files)
    page = seen.open("fr/search.html")
    page.locator("#search input").focus()
    page.keyboard.type("Syrie veto 2012")
    page.keyboard.press("Enter")
    link = page.locator("#hits").get_by_role("link", name="S/2012/77")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/drafts/S-2012-77.html")
    assert seen.said == []
    seen.context.close()


def test_without_script_the_lists_are_offered(chromium: Any, files: str) -> None:
    seen = Seen(chromium, files, java_script_enabled=False)
    page = seen.open("search.html")
    assert "horseshoe serve" in page.inner_text("main")
    assert page.locator("main").get_by_role("link", name="The states").get_attribute("href") == "states.html"
    seen.context.close()
