"""The site in French in a browser: axe, the way to the other language, Arabic from the right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from seeing import Seen


@pytest.fixture
def seen(chromium: Any, served: str) -> Iterator[Seen]:
    made = Seen(chromium, served, viewport={"width": 1024, "height": 800}, locale="fr-FR")
    yield made
    made.context.close()


@pytest.mark.parametrize("path", ["fr/", "fr/drafts/S-2022-155", "fr/states/PSE"])
def test_axe_finds_nothing_on_a_french_page(seen: Seen, path: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = seen.open(path)
    for each in page.locator("details").all():
        each.evaluate("each => each.open = true")
    found = Axe().run(page).response["violations"]
    assert [f"{each['id']}: {[node['html'][:160] for node in each['nodes'][:3]]}" for each in found] == []
    assert seen.said == []
    assert seen.elsewhere == []


def test_the_other_language_is_one_step_away(seen: Seen) -> None:
    page = seen.open("drafts/S-2022-155")
    page.get_by_role("link", name="Français").click()
    assert page.url.endswith("/fr/drafts/S-2022-155")
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.get_by_role("row", name="Fédération de Russie").get_by_text("contre", exact=True).count() == 1
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/drafts/S-2022-155")
    assert "/fr/" not in page.url


def test_arabic_runs_from_the_right(seen: Seen) -> None:
    page = seen.open("fr/states/PSE")
    arabic = page.locator('[lang="ar"]').filter(has_text="دولة فلسطين").first
    assert arabic.evaluate("each => getComputedStyle(each).direction") == "rtl"
