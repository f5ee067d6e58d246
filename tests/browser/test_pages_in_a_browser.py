"""What a person meets: every page type in light and dark, on a phone, by keyboard, and nothing fetched elsewhere."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from seeing import Seen

PAGES = (
    "", "drafts/S-2022-155", "drafts/S-2018-156", "drafts/S-RES-1", "roster/code", "roster/declaration",
    "roster/code/2018-12-31", "roster", "roster/code/changes", "claims", "claims/implied", "states/EGY",
    "council", "council/1965-06-01", "states/FRA", "states/DDR", "states", "vetoes", "vetoes?by=RUS&situation=syria",
    "vetoes?about=zzzz", "situations", "situations/syria", "docket", "votes", "votes/2022", "coverage", "sources",
    "whip", "whip?RUS=no&CHN-said=no",
    "elections", "elections/2016", "elections/2027", "scorecard", "scorecard/2026",
    "scorecard?year=2027&also1=India&source1=A+letter", "lobby/code", "campaign", "timeline", "timeline?state=mexico",
    "texts", "method", "data", "data/roll_calls", "data/stances", "sources?about=unorg&kind=press",
    "search", "search?q=Syria+veto+2012", "search?q=zzzzzzzz", "nowhere", "api/v1/docs", "api/v1/docs/fr",
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_is_fetched_elsewhere(chromium: Any, served: str, path: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    seen = Seen(chromium, served, viewport={"width": 1024, "height": 800}, color_scheme=scheme)
    page = seen.open(path)
    for each in page.locator("details").all():
        each.evaluate("each => each.open = true")
    found = Axe().run(page).response["violations"]
    told = [f"{each['id']}: {each['help']}: {[node['html'][:160] for node in each['nodes'][:3]]}" for each in found]
    seen.context.close()
    assert told == []
    assert [each for each in seen.said if path != "nowhere"] == []
    assert seen.elsewhere == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_a_phone(chromium: Any, served: str, path: str) -> None:
    seen = Seen(chromium, served, viewport={"width": 390, "height": 844})
    page = seen.open(path)
    wide = page.evaluate("document.documentElement.scrollWidth")
    seen.context.close()
    assert wide <= 390


def test_from_the_first_page_to_who_was_bound(seen: Seen) -> None:
    page = seen.open("")
    page.get_by_role("navigation", name="Pages", exact=True).get_by_role("link", name="Vetoes").click()
    page.get_by_label("Situation").select_option("ukraine")
    page.get_by_label("From").fill("2022-02-01")
    page.get_by_label("To", exact=True).fill("2022-03-01")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="S/2022/155").click()
    assert page.get_by_role("heading", level=1).inner_text() == "S/2022/155"
    said = page.get_by_role("img", name="How the Council voted on 25 February 2022")
    assert "no: Russian Federation" in said.evaluate("each => each.querySelector('desc').textContent")
    row = page.get_by_role("row", name="Norway")
    assert "yes, by 1 September 2015" in row.inner_text().replace("\n", " ")


def test_the_roster_moves_by_keyboard_alone(seen: Seen) -> None:
    page = seen.open("roster/code")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "day"
    page.keyboard.press("Home")
    page.wait_for_url("**/roster/code/2015-07-01")
    assert "As of 1 July 2015" in page.inner_text("main")
    page.get_by_role("link", name="2018", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/roster/code/2018-12-31")
    tile = page.get_by_role("link", name="Germany: supporter")
    tile.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/states/DEU")


def test_from_a_docket_entry_to_its_vote(seen: Seen) -> None:
    page = seen.open("docket")
    page.get_by_role("link", name="S/2024/239").first.click()
    assert "The General Assembly" in page.inner_text("main")


def test_a_page_prints_in_full(seen: Seen) -> None:
    page = seen.open("drafts/S-2018-156")
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation").is_visible()
    made = page.pdf(format="A4")
    assert made.startswith(b"%PDF")


@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_under_the_reader(chromium: Any, served: str, path: str) -> None:
    seen = Seen(chromium, served, viewport={"width": 1024, "height": 800})
    page = seen.open(path)
    page.wait_for_load_state("load")
    shift = page.evaluate(
        """() => new Promise(done => {
            let shift = 0;
            new PerformanceObserver(list => list.getEntries().forEach(each => shift += each.value))
                .observe({type: 'layout-shift', buffered: true});
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(shift), 50)));
        })"""
    )
    seen.context.close()
    assert shift == 0


def test_the_site_is_all_there_without_a_network(seen: Seen, served: str) -> None:
    for path in PAGES[:6]:
        seen.open(path)
    assert {urlsplit(served).hostname} == {"127.0.0.1"}
    assert seen.elsewhere == []
