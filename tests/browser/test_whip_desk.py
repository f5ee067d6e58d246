"""A whip count worked at the desk: seats clicked, odds that follow, a link that brings it all back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from seeing import Seen

ADOPTED = "#told dd >> nth=0"


@pytest.fixture
def seen(chromium: Any, served: str) -> Iterator[Seen]:
    made = Seen(chromium, served, viewport={"width": 1280, "height": 900})
    yield made
    made.context.close()


def opened(seen: Seen, path: str) -> Any:
    page = seen.open(path)
    page.wait_for_selector("#odds", timeout=120_000)  # the model is fitted the first time
    return page


def hold(page: Any, member: str, vote: str) -> None:
    page.get_by_role("group", name=member).get_by_label(vote, exact=True).check()


def test_a_count_is_worked_and_its_link_restores_it(seen: Seen, chromium: Any, served: str) -> None:
    page = opened(seen, "whip")
    first = page.inner_text(ADOPTED)
    hold(page, "China*", "abstains")
    page.wait_for_url("**CHN=abstain**")
    hold(page, "Pakistan", "no")
    page.wait_for_url("**PAK=no**")
    hold(page, "Russian Federation*", "no")
    page.wait_for_url("**RUS=no**")
    page.get_by_text("If these seats are held: CHN abstains, PAK no, RUS no.").wait_for()
    assert page.inner_text(ADOPTED) == "0%" != first
    picture = page.locator("#around desc").evaluate("each => each.textContent")
    assert "held: no: Pakistan, Russian Federation" in picture
    assert page.get_by_role("row", name="these seats are held").is_visible()
    assert "=&" not in page.url
    assert "RUS=no" in page.locator("#twins a").first.get_attribute("href")
    link = page.get_by_role("link", name="Link to this count").evaluate("each => each.href")
    assert seen.said == []
    assert seen.elsewhere == []

    again = Seen(chromium, served)
    other = opened(again, link.removeprefix(f"{served}/"))
    assert other.inner_text("#told") == page.inner_text("#told")
    for member, vote in (("China*", "abstains"), ("Pakistan", "no"), ("Russian Federation*", "no")):
        assert other.get_by_role("group", name=member).get_by_label(vote, exact=True).is_checked()
    again.context.close()

    page.go_back()
    page.wait_for_url("**PAK=no**")
    page.get_by_text("If these seats are held: CHN abstains, PAK no.").wait_for()
    assert page.get_by_role("group", name="Russian Federation*").get_by_label("open").is_checked()


def test_the_desk_is_worked_by_keyboard_alone(seen: Seen) -> None:
    page = opened(seen, "whip?title=Made+up&day=2026-12-10")
    page.get_by_role("group", name="Russian Federation*").get_by_label("open").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**RUS=yes**")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**RUS=no**")
    page.get_by_text("If these seats are held: RUS no.").wait_for()
    assert page.evaluate("document.activeElement.name + document.activeElement.value") == "RUSno"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "SOM"
    assert page.locator("#told").get_attribute("role") == "status"
    assert seen.said == []


def test_the_desk_works_without_a_script(chromium: Any, served: str) -> None:
    seen = Seen(chromium, served, java_script_enabled=False)
    page = seen.open("whip?title=Made+up&day=2026-12-10")
    page.get_by_role("group", name="Russian Federation*").get_by_label("no", exact=True).check()
    page.get_by_role("button", name="Count with these seats").click()
    assert "RUS=no" in page.url
    assert page.get_by_role("group", name="Russian Federation*").get_by_label("no", exact=True).is_checked()
    seen.context.close()


def test_what_is_wrong_is_said_beside_the_seats(seen: Seen) -> None:
    page = opened(seen, "whip")
    page.get_by_label("Sponsors").fill("Atlantis")
    hold(page, "Bahrain", "no")
    page.locator("#told").get_by_text("No state is called").wait_for()
    page.get_by_label("Sponsors").fill("Denmark")
    page.get_by_role("button", name="Count", exact=True).click()
    page.wait_for_url("**sponsors=Denmark**")
    assert "BHR=no" in page.url
    assert page.locator("#told .figures").is_visible()
    assert seen.elsewhere == []


def test_the_page_has_little_script(seen: Seen) -> None:
    sizes: dict[str, int] = {}
    seen.page.on("response", lambda each: sizes.update({each.url: len(each.body())}) if ".js" in each.url else None)
    opened(seen, "whip")
    assert {url.rpartition("/")[2].partition("?")[0] for url in sizes} == {"htmx-2.min.js", "whip.js"}
