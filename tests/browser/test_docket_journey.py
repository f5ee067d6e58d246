"""The record in a browser: from the docket to a debate and back, and narrowing what is listed."""

from __future__ import annotations

from seeing import Seen


def test_from_a_docket_entry_to_its_draft_its_debate_and_back(seen: Seen) -> None:
    page = seen.open("docket")
    row = page.get_by_role("row", name="S/2025/583")
    assert row.get_by_role("link", name="A/80/PV.15").get_attribute("href") == "https://docs.un.org/en/A/80/PV.15"
    row.get_by_role("link", name="S/2025/583").click()
    page.get_by_role("link", name="The General Assembly met on the veto").click()
    assert "#owed-" in page.url
    assert (
        "A/80/PV.15"
        in page.locator("section", has=page.get_by_role("heading", name="The General Assembly")).inner_text()
    )
    page.get_by_role("link", name="Its entry in the docket").click()
    page.wait_for_url("**/docket#e-*")
    assert page.locator(":target").get_by_role("link", name="S/2025/583").is_visible()
    assert seen.elsewhere == []


def test_the_votes_of_a_year_narrowed_by_keyboard(seen: Seen) -> None:
    page = seen.open("votes")
    page.get_by_role("link", name="2022: 61 votes, 4 vetoed").press("Enter")
    page.get_by_label("Outcome").select_option("vetoed")
    page.get_by_role("button", name="Show").press("Enter")
    page.wait_for_url("**/votes/2022?outcome=vetoed*")
    assert "4 votes match" in page.inner_text("main")
    assert page.get_by_label("Outcome").input_value() == "vetoed"


def test_the_horseshoe_of_a_draft_opens_as_a_file_of_its_own(seen: Seen) -> None:
    page = seen.open("drafts/S-2022-155")
    page.get_by_role("link", name="SVG", exact=True).click()
    page.wait_for_url("**/S-2022-155.horseshoe.svg")
    assert page.locator("text").first.text_content()
    assert seen.elsewhere == []
