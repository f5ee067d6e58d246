"""Drafts, votes, vetoes, situations, the docket and the Council, as they are asked for."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client

from horseshoe.answers.docket import docket
from horseshoe.facts.record import Record
from horseshoe.site.charts import chart
from horseshoe.site.charts.chart import LIGHT
from horseshoe.site.page import Ask
from horseshoe.site.pages import draft, roster, situation, vetoes
from horseshoe.site.pictures import standalone
from horseshoe.site.pictures.months import weeks
from horseshoe.site.record import Keeper
from horseshoe.site.serving import views
from horseshoe.site.serving.serve import Site

DAY = date(2026, 11, 22)
SVG = "{http://www.w3.org/2000/svg}"


def text(client: Client, address: str) -> str:
    answer = client.get(f"/{address}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def headings(page: str) -> list[str]:
    found = re.findall(r"<h2[^>]*>(.*?)</h2>", page.partition("<footer")[0])
    return [re.sub(r"<[^>]+>", "", each) for each in found]


def test_a_draft_is_read_in_the_order_of_a_desk(client: Client) -> None:
    assert headings(text(client, "drafts/S-2022-155")) == [
        "The vote", "Who was bound, and how they voted", "Findings", "The life of the draft",
        "What was known on the day", "Known only afterwards", "Only recalled", "What states said",
        "The General Assembly", "Coverage", "Sources",
    ]  # fmt: skip


def test_every_number_of_a_source_leads_to_it(client: Client) -> None:
    page = text(client, "drafts/S-2022-155")
    cited = set(re.findall(r'href="#(src-[^"]+)"', page))
    assert cited
    assert cited <= set(re.findall(r'<li id="(src-[^"]+)"', page))


def test_every_anchor_of_a_draft_leads_somewhere(client: Client) -> None:
    for address in ("drafts/S-2022-155", "drafts/S-2025-583", "drafts/S-2018-156", "drafts/S-RES-186"):
        page = text(client, address)
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r' id="([^"]+)"', page))


def test_rounds_and_blue_are_said_to_be_unknown(client: Client) -> None:
    assert "put in blue" in text(client, "drafts/S-2022-155")


@pytest.mark.parametrize("address", ["drafts/S-2022-155", "council", "council/1965-06-01"])
def test_the_horseshoe_can_be_taken_along(client: Client, address: str) -> None:
    drawn = client.get(f"/{address}.horseshoe.svg")
    assert drawn["Content-Type"] == "image/svg+xml"
    root = ElementTree.fromstring(drawn.content)
    assert root.find(f"{SVG}title") is not None
    assert root.find(f"{SVG}style") is not None
    assert b"var(--" not in drawn.content
    assert b"http" not in drawn.content.replace(b"http://www.w3.org", b"")
    page = text(client, address)
    assert ".horseshoe.svg" in page
    assert ".horseshoe.png" in page


def test_the_horseshoe_as_png_is_a_png(client: Client) -> None:
    assert client.get("/drafts/S-2022-155.horseshoe.png").content.startswith(b"\x89PNG")


def test_a_published_page_offers_no_picture_that_only_a_server_makes(record: Record) -> None:
    made = draft.make(Ask(record=record, on=DAY, parts={"name": "S-2022-155"}, published=True))
    assert [ending for _, ending in made.context["files"]] == [".horseshoe.svg"]


def test_cards_are_as_large_as_sites_ask_for(record: Record) -> None:
    regions = roster.make(Ask(record=record, on=DAY, parts={"instrument": "code"})).context["regions"]
    for drawn in (
        standalone.tiles_svg(regions, title="Code of Conduct", lines=("Filled: known by name.",), source="Horseshoe"),
    ):
        root = ElementTree.fromstring(drawn)
        assert (root.get("width"), root.get("height")) == ("1200", "630")
        lowest = [float(each.get("y", "0")) for each in root.iter(f"{SVG}text")]
        assert max(lowest) < 630


def test_the_strip_within_the_table_stands_at_the_votes_needed(client: Client) -> None:
    page = text(client, "drafts/S-2022-155")
    assert "9 needed" in page
    assert "7 needed" in text(client, "drafts/S-RES-1")


def test_a_year_is_narrowed_by_outcome_and_words(client: Client) -> None:
    page = text(client, "votes/2022?outcome=vetoed")
    assert "S/2022/155" in page
    assert "S/RES/2616" not in page
    assert "4 votes match" in page
    assert 'value="vetoed" selected' in page


def test_a_year_in_which_nothing_matches_leads_to_the_nearest(client: Client) -> None:
    page = text(client, "votes/2013?outcome=vetoed")
    assert "Nothing of 2013 matches" in page
    assert 'href="../votes/2014?outcome=vetoed"' in page
    assert "No vote of any year matches" in text(client, "votes/2022?about=zzzz")


def test_an_outcome_that_is_none_is_refused_in_a_sentence(client: Client) -> None:
    answer = client.get("/votes/2022?outcome=nope")
    assert answer.status_code == 400
    assert b"outcome is one of" in answer.content


def test_why_lists_of_vetoes_differ_is_told_with_numbers(client: Client) -> None:
    page = text(client, "vetoes")
    assert "219 of the 251" in page
    assert "271 proposals vetoed" in page
    assert "328 vetoes were cast" in page


def test_the_filters_of_vetoes_come_back_from_the_link(client: Client) -> None:
    page = text(client, "vetoes?by=RUS&situation=syria&since=2011-01-01&about=Middle")
    assert '<option value="RUS" selected>' in page
    assert '<option value="syria" selected>' in page
    assert 'value="2011-01-01"' in page
    assert 'value="Middle"' in page


def test_the_chart_of_vetoes_adds_up_and_can_be_drawn_in_both_widths(record: Record) -> None:
    (made,) = vetoes.make(Ask(record=record, on=DAY)).charts
    rows = list(made.rows())
    assert sum(number for _, _, number in rows) == 328
    for ending in ("svg", "narrow.svg"):
        assert ElementTree.fromstring(chart.svg(made, ending)).get("height") == str(made.height)


def test_a_situation_has_an_axis_where_there_is_enough_for_one(record: Record) -> None:
    def charts(name: str) -> int:
        return len(situation.make(Ask(record=record, on=DAY, parts={"situation": name})).charts)

    assert charts("syria") == 1
    assert charts("cyprus") == 0


def test_assessments_stand_side_by_side(client: Client) -> None:
    page = text(client, "situations/syria")
    assert re.search(r'<th scope="col">Text only</th><th scope="col">UN evidence</th>', page)


def test_the_working_days_after_a_veto_stand_as_weeks(record: Record) -> None:
    entry = next(each for each in docket(record, DAY).entries if each.proposal == "S/2026/740")
    laid = weeks(entry, DAY)
    assert [day.date.weekday() for day in laid[0]] == list(range(7))
    days = [day for week in laid for day in week]
    assert [day.date for day in days if day.veto] == [date(2026, 9, 17)]
    assert [day.date for day in days if day.last] == [date(2026, 10, 1)]
    assert sum(day.counted is not None and day.counted.number is not None for day in days) == 10


@pytest.fixture
def on_20_september(monkeypatch: pytest.MonkeyPatch) -> Client:
    made = Site(Keeper(date(2026, 9, 20)))
    monkeypatch.setattr(views, "site", lambda: made)
    return Client()


def test_an_open_debate_stands_first_with_the_days_left(on_20_september: Client) -> None:
    for address in ("docket", ""):
        page = text(on_20_september, address)
        assert "11 days left" in page
        assert "S/2026/740" in page
    page = text(on_20_september, "docket")
    assert page.index("11 days left") < page.index("Since the resolution")
    assert 'class="last"' in page


def test_a_docket_entry_leads_to_its_debate(client: Client) -> None:
    assert '<a href="https://docs.un.org/en/A/80/PV.15" rel="external">A/80/PV.15</a>' in text(client, "docket")


@pytest.mark.parametrize("address", ["index", "votes", "vetoes", "docket", "situations/syria"])
def test_what_happened_is_told_by_a_feed_the_newest_first(client: Client, address: str) -> None:
    root = ElementTree.fromstring(client.get(f"/{address}.atom").content)
    atom = "{http://www.w3.org/2005/Atom}"
    days = [each.findtext(f"{atom}updated") or "" for each in root.iter(f"{atom}entry")]
    ids = [each.findtext(f"{atom}id") for each in root.iter(f"{atom}entry")]
    assert days
    assert days == sorted(days, reverse=True)
    assert len(ids) == len(set(ids))


def test_a_council_out_of_range_says_what_is_right(client: Client) -> None:
    answer = client.get("/council?on=1900-01-01")
    assert answer.status_code == 400
    assert "1946" in answer.content.decode()


def test_a_council_before_the_pledges_has_no_standing(client: Client) -> None:
    page = text(client, "council/1965-06-01")
    assert "No pledge existed on that day" in page
    assert "Code of Conduct</th>" not in page


def test_files_of_their_own_have_the_palette_of_charts() -> None:
    from django.template.loader import get_template

    told = {"colour": {name: getattr(LIGHT, name) for name in LIGHT.__struct_fields__}}
    assert LIGHT.no in get_template("pictures/alone_style.svg").render(told)
