"""The rosters, the published numbers and the states, as pages."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any
from xml.etree import ElementTree

import msgspec
from django.test import Client

from horseshoe.answers.claims import claims
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record
from horseshoe.site.parts.rosters import days, marks

DAY = date(2026, 11, 22)
ATOM = "{http://www.w3.org/2005/Atom}"


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_slider_stops_at_every_change_and_every_end_of_a_year(record: Record) -> None:
    for instrument in Instrument:
        stops = marks(record, instrument, DAY)
        assert [each.day for each in stops] == sorted({each.day for each in stops})
        assert stops[-1].address == f"roster/{instrument}"
        assert sum(each.year_end for each in stops) == 11  # 2015 to 2025
        assert len(days(record, instrument, DAY)) == len(stops) - 1 < 40


def test_a_stop_says_what_its_page_says(client: Client, record: Record) -> None:
    stop = next(each for each in marks(record, Instrument.CODE, DAY) if each.day.isoformat() == "2015-09-01")
    assert stop.says == "1 September 2015: 29 known by name, 11 more possibly"
    page = text(client.get(f"/{stop.address}"))
    assert f'aria-valuetext="{stop.says}"' in page
    assert "29 states are known by name." in page


def test_a_day_between_two_stops_is_shown_for_itself(client: Client) -> None:
    page = text(client.get("/roster/code?on=2017-05-05"))
    assert 'As of <time datetime="2017-05-05">5 May 2017</time>' in page
    assert '<output for="day" aria-live="off">5 May 2017</output>' in page


def test_both_texts_stand_in_every_tile(client: Client) -> None:
    page = text(client.get("/roster"))
    assert page.count('class="tile"') == 195
    assert "France. Code: supporter; Declaration: supporter" in page
    assert "Qatar. Code: only said so; Declaration: supporter" in page
    assert "State of Palestine. Code: not known; Declaration: not open to it" in page
    rows = list(csv.DictReader(io.StringIO(text(client.get("/roster.csv")))))
    assert len(rows) == 195
    assert {row["state"] for row in rows if row["code"] == row["declaration"] == "certain"} == {"FRA"}


def test_both_texts_as_of_a_day_before_one_of_them(client: Client) -> None:
    page = text(client.get("/roster?on=2015-06-01"))
    assert "no text yet" in page
    assert client.get("/roster?on=2999-01-01").status_code == 400


def test_what_changed_names_the_state_its_document_and_the_numbers(client: Client) -> None:
    page = text(client.get("/roster/declaration/changes?since=2025-03-01&until=2025-04-01"))
    assert "Armenia" in page
    assert "French MFA" in page
    told = json.loads(client.get("/roster/declaration/changes.json?since=2025-03-01&until=2025-04-01").content)
    assert [each["state"] for each in told["changes"]] == ["ARM"]


def test_a_span_without_a_change_offers_the_nearest(client: Client) -> None:
    page = text(client.get("/roster/code/changes?since=2023-02-01&until=2023-05-01"))
    assert "No state’s standing is known to have changed" in page
    assert "12 January 2023" in page
    assert "?since=2023-01-11&amp;until=2023-05-01" in page


def test_a_span_that_ends_before_it_begins_is_refused(client: Client) -> None:
    answer = client.get("/roster/code/changes?since=2023-02-01&until=2022-05-01")
    assert answer.status_code == 400
    assert "lies before" in text(answer)


def test_acts_of_support_are_a_feed(client: Client) -> None:
    tree = ElementTree.fromstring(client.get("/roster/declaration.atom").content)
    titles = [each.findtext(f"{ATOM}title") for each in tree.findall(f"{ATOM}entry")]
    assert titles[0] == "Armenia: act of support (France/Mexico Declaration)"
    both = ElementTree.fromstring(client.get("/roster.atom").content)
    assert len(both.findall(f"{ATOM}entry")) > len(titles)


def test_the_published_numbers_are_those_of_the_command_line(client: Client, record: Record) -> None:
    told = client.get("/claims.json").content
    assert told == msgspec.json.encode(claims(record)) + b"\n"
    page = text(client.get("/claims"))
    assert page.count('<li id="') >= len(record.claims)
    assert "More than 110 members claimed" in page or "more than 110 members" in page


def test_published_numbers_by_text_and_verdict(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(text(client.get("/claims.csv?instrument=either")))))
    assert {row["instrument"] for row in rows} == {"either"}
    assert "No published number has that verdict" in text(client.get("/claims?instrument=either&verdict=agrees"))
    refused = client.get("/claims?instrument=treaty")
    assert refused.status_code == 400
    assert "code, declaration, either" in text(refused)


def test_what_the_numbers_imply_is_told_apart_from_the_roster(client: Client) -> None:
    page = text(client.get("/claims/implied"))
    assert "Japan had joined by" in page
    assert "none of them is part of a roster" in page


def test_the_growth_is_a_chart_with_its_numbers(client: Client) -> None:
    page = text(client.get("/roster/code"))
    assert 'src="code.growth.svg"' in page
    assert "growth.svg" not in text(client.get("/roster/code/2018-12-31"))
    rows = list(csv.DictReader(io.StringIO(text(client.get("/roster/code.growth.csv")))))
    assert {"known by name", "published total", "published member_states"} <= {row["kind"] for row in rows}
    drawn = client.get("/roster/code.growth.narrow.svg")
    assert drawn["Content-Type"] == "image/svg+xml"
    assert b'width="350"' in drawn.content


def test_a_state_has_its_name_in_six_languages_with_arabic_from_right_to_left(client: Client) -> None:
    page = text(client.get("/states/EGY"))
    assert '<li lang="ar" dir="rtl">مصر</li>' in page
    assert '<td lang="zh" dir="ltr">埃及</td>' in page
    assert "No name in the other languages" in text(client.get("/states/DDR"))


def test_a_state_votes_like_others_with_the_number_beside_it(client: Client) -> None:
    page = text(client.get("/states/DDR"))
    assert "Union of Soviet Socialist Republics" in page
    rows = list(csv.DictReader(io.StringIO(text(client.get("/states/DDR.partners.csv")))))
    assert (rows[0]["state"], rows[0]["both"], rows[0]["same"], rows[0]["share_same"]) == ("RUS", "27", "27", "1.0")
    assert "too few" in text(client.get("/states/FRA"))


def test_a_candidacy_stands_with_its_result(client: Client) -> None:
    page = text(client.get("/states/NOR"))
    assert "130, with 128 needed, in round 1 of 1" in page


def test_a_states_feed_tells_acts_statements_and_votes(client: Client) -> None:
    tree = ElementTree.fromstring(client.get("/states/FRA.atom").content)
    entries = tree.findall(f"{ATOM}entry")
    dates = [str(each.findtext(f"{ATOM}updated")) for each in entries]
    assert dates == sorted(dates, reverse=True)
    assert len(entries) == 50
    told = ElementTree.fromstring(client.get("/states/ARM.atom").content)
    assert "Armenia: act of support (France/Mexico Declaration)" in [
        each.findtext(f"{ATOM}title") for each in told.findall(f"{ATOM}entry")
    ]
