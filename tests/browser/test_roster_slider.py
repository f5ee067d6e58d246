"""The roster's day moved by keyboard, as the pages are served and as they are published."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from seeing import Seen

from horseshoe.site.publishing import publish as publishing

DAY = date(2026, 11, 22)

FEW = [
    "", "roster", "roster/code", "roster/code/2015-09-01", "roster/code/2015-07-01", "roster/code/2026-04-30",
    "states/DEU",
]  # fmt: skip


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a few published pages, below a sub-path."""
    folder = tmp_path_factory.mktemp("web")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "_addresses", lambda held: iter(FEW))
        publishing.publish(folder / "sub", on=DAY, workers=1, progress=lambda done, of: None)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sub"
        server.shutdown()


def _moved(page: Any, key: str, address: str) -> Any:
    slider = page.get_by_role("slider", name="Day")
    slider.focus()
    page.keyboard.press(key)
    page.wait_for_url(address)
    return slider


def _first_days(seen: Seen, start: str, ending: str) -> None:
    page = seen.open(start)
    slider = _moved(page, "Home", f"**/roster/code/2015-07-01{ending}")
    assert slider.get_attribute("aria-valuetext") == "1 July 2015: 0 known by name, 40 more possibly"
    _moved(page, "ArrowRight", f"**/roster/code/2015-09-01{ending}")
    assert slider.get_attribute("aria-valuetext") == "1 September 2015: 29 known by name, 11 more possibly"
    assert page.inner_text("output") == "1 September 2015"
    page.get_by_text("29 states are known by name").wait_for()
    assert page.evaluate("document.activeElement.id") == "day"
    assert page.get_by_role("link", name="Germany: possibly").count() == 1
    # Links that were on the page before, and those that came, lead where they should.
    assert (
        page.get_by_role("link", name="Roster", exact=True)
        .first.evaluate("each => each.href")
        .endswith(f"/roster{ending}")
    )
    assert page.get_by_role("link", name="Germany: possibly").evaluate("each => each.href.baseVal")
    page.reload()
    assert "As of 1 September 2015" in page.inner_text("main")
    assert page.get_by_role("slider", name="Day").input_value() == "1"
    page.get_by_role("link", name="Germany: possibly").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/states/DEU{ending}")


def test_the_day_moves_by_keyboard_where_pages_are_served(chromium: Any, served: str) -> None:
    seen = Seen(chromium, served, viewport={"width": 1024, "height": 800})
    _first_days(seen, "roster/code", "")
    seen.context.close()
    assert seen.said == []
    assert seen.elsewhere == []


def test_the_day_moves_by_keyboard_where_pages_are_published(chromium: Any, published: str) -> None:
    seen = Seen(chromium, published, viewport={"width": 390, "height": 844})
    _first_days(seen, "roster/code.html", ".html")
    seen.context.close()
    assert seen.said == []
    assert seen.elsewhere == []


def test_without_script_a_day_is_chosen_in_a_form(chromium: Any, served: str) -> None:
    seen = Seen(chromium, served, java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = seen.open("roster/code")
    assert not page.get_by_role("slider").is_visible()
    page.get_by_label("Any other day").fill("2015-09-01")
    page.get_by_role("button", name="Show that day").press("Enter")
    page.wait_for_url("**/roster/code?on=2015-09-01")
    assert "29 states are known by name" in page.inner_text("main")
    page.get_by_role("link", name="2018", exact=True).click()
    page.wait_for_url("**/roster/code/2018-12-31")
    seen.context.close()
