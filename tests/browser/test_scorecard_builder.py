"""Building a scorecard, by keyboard alone."""

from __future__ import annotations

import json
from typing import Any

from seeing import Seen


def name(page: Any) -> str:
    return str(page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))


def test_a_scorecard_is_built_by_keyboard_alone(seen: Seen) -> None:
    """Open, choose the year, leave a candidate out, read the table, open its data."""
    page = seen.open("scorecard")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # to the content
    page.keyboard.press("Tab")
    assert name(page) == "year"
    page.keyboard.type("2020")
    page.get_by_role("button", name="Show").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/scorecard?*year=2020*")

    page.get_by_role("checkbox", name="Canada").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Show").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/scorecard?*CAN=out*")
    overview = page.get_by_role("region", name="Candidates of 2020")
    head = overview.get_by_role("columnheader").all_inner_texts()
    assert [each.partition("\n")[0] for each in head][1:] == [
        "Djibouti", "India", "Kenya", "Mexico", "Ireland", "Norway",
    ]  # fmt: skip
    assert "Left out by whoever asked: Canada." in page.inner_text("main")
    assert page.get_by_role("checkbox", name="Canada").is_checked()

    page.get_by_role("link", name="JSON").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/scorecard.json?*")
    told = json.loads(page.inner_text("pre"))
    assert {each["state"] for each in told["candidates"]} == {"DJI", "IND", "KEN", "MEX", "IRL", "NOR"}
    assert told["year"] == 2020
    assert seen.said == []
    assert seen.elsewhere == []
