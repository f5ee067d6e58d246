"""Elections, scorecards, whom to ask, the odds of a candidacy and the timeline, as pages."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from typing import Any

import msgspec
import pytest
from django.test import Client

from horseshoe.answers.lobby import lobby
from horseshoe.answers.scorecard import scorecard
from horseshoe.answers.timeline import timeline
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record

DAY = datetime.date(2026, 11, 22)


def text(answer: Any) -> str:
    return " ".join(str(answer.content.decode()).split())


def told(answer: Any) -> str:
    """What a reader reads."""
    return " ".join(re.sub(r"<[^>]+>", " ", text(answer).replace("\xa0", " ")).split())


# -- elections ------------------------------------------------------------------------------------


def test_the_next_election_stands_first_with_its_seats(client: Client) -> None:
    said = told(client.get("/elections"))
    assert said.index("Next: 2027") < said.index("After that") < said.index("Held")
    assert "for terms that begin on 1 January 2028" in said
    assert "African seat: 2; Asia-Pacific seat: 1; the Arab seat from Africa, by practice" in said
    assert (
        "Retiring, and not eligible: Bahrain , Democratic Republic of the Congo , Colombia , Liberia , Latvia" in said
    )
    assert "No candidate of 2027 is known here" in said


def test_a_candidate_that_withdrew_before_the_vote_did_not_contest_it(client: Client) -> None:
    """2025: Montenegro withdrew by 31 January, so that Latvia stood alone; 2023: Slovenia against Belarus."""
    rows = list(csv.DictReader(io.StringIO(client.get("/elections.csv").content.decode())))
    stood = {(row["year"], row["group"]): (row["candidates"], row["contested"]) for row in rows}
    assert stood["2025", "Eastern European States"] == ("LVA", "False")
    assert stood["2023", "Eastern European States"] == ("BLR SVN", "True")


def test_the_rounds_of_2019_with_the_majorities_needed(client: Client) -> None:
    """Estonia against Romania, 7 June 2019: 128 of 191 needed, then 127 of 190."""
    said = told(client.get("/elections/2019"))
    assert "Estonia 111 elected 132" in said
    assert "Romania 78 58" in said
    assert "Majority needed 128 127 Present and voting 191 190 Abstentions 2 2 Invalid papers 0 1" in said


def test_what_a_candidate_had_pledged_at_the_vote_and_since(client: Client) -> None:
    """The Netherlands, 2016: a supporter of the Code by 1 September 2015; it spoke for the Declaration only later."""
    answer = json.loads(client.get("/elections/2016.json").content)
    held = next(each for each in answer["pledges"] if each["state"] == "NLD")
    assert held["then"]["code"]["standing"] == "certain"
    assert held["then"]["declaration"]["standing"] == "nothing_known"
    assert held["now"]["declaration"]["standing"] == "stated_only"
    assert "Today: spoke for it" in told(client.get("/elections/2016"))


def test_an_election_before_the_pledges_says_so(client: Client) -> None:
    assert "There was no text to support at the vote" in told(client.get("/elections/2011"))


def test_each_round_is_an_entry_of_the_feed(client: Client) -> None:
    said = text(client.get("/elections.atom"))
    assert "Election of 2026, Western European and other States: round 1" in said
    assert "Portugal 134, elected; Austria 131, elected; Germany 104" in said


@pytest.mark.parametrize("year", ["2050", "1950", "twenty", "20277"])
def test_a_year_without_a_pattern_is_refused_in_a_sentence(client: Client, year: str) -> None:
    answer = client.get(f"/elections/{year}")
    assert answer.status_code == 400
    assert "Traceback" not in text(answer)


# -- the scorecard --------------------------------------------------------------------------------


def test_a_scorecard_is_that_of_the_command_line(client: Client, record: Record) -> None:
    assert client.get("/scorecard/2026.json").content == msgspec.json.encode(scorecard(record, 2026, DAY)) + b"\n"
    assert client.get("/scorecard.json").content == client.get("/scorecard/2026.json").content


def test_a_candidate_and_a_criterion_that_are_left_out_are_named(client: Client) -> None:
    answer = json.loads(client.get("/scorecard.json?year=2026&DEU=out&no_friends=out").content)
    assert "DEU" not in {each["state"] for each in answer["candidates"]}
    assert "friends" not in {each["id"] for each in answer["method"]["criteria"]}
    assert "Left out by whoever asked: Germany." in answer["coverage"]["notes"]
    assert answer["method"]["note"].endswith("Left out by whoever asked: Group of Friends of R2P.")


def test_the_link_restores_the_form_and_leads_to_its_data(client: Client) -> None:
    page = text(client.get("/scorecard?year=2026&DEU=out"))
    assert 'name="DEU" value="out" checked' in page
    assert 'name="AUT" value="out">' in page
    assert 'href="scorecard.json?DEU=out&amp;year=2026"' in page


def test_further_candidates_stand_with_their_source(client: Client) -> None:
    query = "year=2027&also1=India&source1=Letter+of+3+May+2026&also2=albania&source2=Note&status2=endorsed"
    answer = json.loads(client.get(f"/scorecard.json?{query}").content)
    assert [(each["state"], each["status"]) for each in answer["candidates"]] == [
        ("IND", "declared"),
        ("ALB", "endorsed"),
    ]
    assert "Named by whoever asked, not by the Record: India, Albania." in answer["coverage"]["notes"]
    assert "Letter of 3 May 2026" in told(client.get(f"/scorecard?{query}"))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("also1=India", "India has no source"),
        ("also1=Atlantis&source1=x", "No state is called"),
        ("year=2026&also1=Germany&source1=x", "is a candidate of 2026 already"),
        ("also1=PSE&source1=x&year=2027", "in no regional group"),
        ("year=1900", "no year of an election"),
        ("on=2040-01-01", "still to come"),
        ("no_zzz=out", "no criterion of this method"),
        ("also1=India&source1=x&status1=elected", "neither"),
    ],
)
def test_what_cannot_be_asked_shows_the_form_again_with_a_sentence(client: Client, query: str, sentence: str) -> None:
    answer = client.get(f"/scorecard?{query}")
    assert answer.status_code == 400
    assert sentence in told(answer)
    assert 'name="year"' in text(answer)
    data = client.get(f"/scorecard.json?{query}")
    assert data.status_code == 400
    assert sentence in json.loads(data.content)["error"]["sentence"]


def test_a_coming_election_asks_for_its_candidates(client: Client) -> None:
    answer = client.get("/scorecard?year=2027")
    assert answer.status_code == 200
    assert "No candidate of the election of 2027 is known here: name them above" in told(answer)
    assert "Nobody is left" in told(client.get("/scorecard?year=2022&group=WEOG&CHE=out&MLT=out"))


@pytest.mark.parametrize(
    ("ending", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("sheet.html", b"<!doctype html>"), ("md", b"# Election")]
)
def test_a_scorecard_is_handed_over_as_a_document(client: Client, ending: str, begins: bytes) -> None:
    assert client.get(f"/scorecard/2026.{ending}").content.startswith(begins)
    answer = client.get(f"/scorecard.{ending}?year=2026&DEU=out")
    assert answer.status_code == 200
    if ending in ("md", "sheet.html"):
        assert "Left out by whoever asked: Germany." in answer.content.decode()
        assert "| Germany" not in answer.content.decode()


def test_every_cell_says_its_doubt(client: Client, record: Record) -> None:
    page = text(client.get("/scorecard/2026"))
    card = scorecard(record, 2026, DAY)
    for at, criterion in enumerate(card.method.criteria):
        cells = [each.cells[at] for each in card.candidates]
        if all(cell.doubt.value == "not_known_here" and not cell.sources for cell in cells):
            continue
        part = page[page.index(f'<section aria-labelledby="c-{criterion.id}"') :].partition("</section>")[0]
        said = re.findall(r'data-l="Doubt:">([^<]+)', part)
        assert [each.strip().replace(" ", "_") for each in said] == [cell.doubt.value for cell in cells]


def test_a_year_without_candidates_has_no_scorecard(client: Client) -> None:
    assert client.get("/scorecard/1999").status_code == 404
    assert client.get("/scorecard/²").status_code == 404


# -- whom to ask ----------------------------------------------------------------------------------


def test_whom_to_ask_is_the_answer_of_the_command_line(client: Client, record: Record) -> None:
    answer = client.get("/lobby/declaration.json").content
    assert answer == msgspec.json.encode(lobby(record, Instrument.DECLARATION, DAY)) + b"\n"


def test_whom_to_ask_in_one_group(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/lobby/code.csv?group=African+States").content.decode())))
    assert {row["group"] for row in rows} == {"African States"}
    assert "Democratic Republic of the Congo" in [row["name"] for row in rows][:3]  # on the Council of the day
    assert client.get("/lobby/code?group=Martians").status_code == 400
    assert client.get("/lobby/treaty").status_code == 404


# -- the odds of a candidacy ----------------------------------------------------------------------


def test_the_example_says_that_it_is_made_up(client: Client) -> None:
    said = told(client.get("/campaign"))
    assert "These numbers are made up" in said
    assert "96.6% elected" in said or "elected in the first round 96.6%" in said


@pytest.mark.parametrize("query", ["promised1=150&kept1=99", "promised1=20&kept1=50&name2=B&promised2=170&kept2=99"])
def test_no_odds_are_0_or_100_in_100_that_are_not_certain(client: Client, query: str) -> None:
    said = told(client.get(f"/campaign?{query}"))
    assert not re.search(r"(?<![\d.])(0(\.0+)?|100(\.0+)?)%", said)
    assert re.search(r"(<|over |>|under )\d", said.replace("&lt;", "<").replace("&gt;", ">"))


def test_promises_that_are_surely_kept_are_certain(client: Client) -> None:
    assert "100%" in told(client.get("/campaign?promised1=193&kept1=100"))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("promised1=x&kept1=90", "no whole number"),
        ("promised1=100", "how many of its promises are kept"),
        ("promised1=100&kept1=190", "no share"),
        ("promised1=500&kept1=90", "500 votes assured, but 193 members vote"),
        ("promised1=50&kept1=90&members=999", "give 250 at most"),
        ("kept2=nan&promised1=1&kept1=1", "no share"),
    ],
)
def test_odds_that_cannot_be_computed(client: Client, query: str, sentence: str) -> None:
    answer = client.get(f"/campaign?{query}")
    assert answer.status_code == 400
    assert sentence in told(answer)
    assert sentence in json.loads(client.get(f"/campaign.json?{query}").content)["error"]["sentence"]


# -- the timeline ---------------------------------------------------------------------------------


def test_the_timeline_is_the_answer_of_the_command_line(client: Client, record: Record) -> None:
    assert client.get("/timeline.json").content == msgspec.json.encode(timeline(record)) + b"\n"


def test_both_accounts_are_shown_where_sources_differ(client: Client) -> None:
    said = told(client.get("/timeline?state=Mexico&since=2016-09-01&until=2016-12-31"))
    assert "Sources differ: 22 Sept 2016 panel" in said
    assert "Claudia Ruiz Massieu" in said
    assert "Vice-Minister Miguel Ruiz Cabañas" in said


def test_one_kind_of_entry(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/timeline.csv?kind=call").content.decode())))
    assert {row["kind"] for row in rows} == {"call"}
    assert "Evidence of support is shown for one state" in told(client.get("/timeline?kind=support"))
    rows = list(csv.DictReader(io.StringIO(client.get("/timeline.csv?kind=support&state=france").content.decode())))
    assert {row["state"] for row in rows} == {"FRA"}


def test_a_period_with_nothing_offers_the_nearest(client: Client) -> None:
    assert "Nothing matches. The nearest is of" in told(client.get("/timeline?until=1999-01-01"))
    assert client.get("/timeline?since=2020-01-01&until=2019-01-01").status_code == 400
    assert client.get("/timeline?state=Atlantis").status_code == 404
    assert client.get("/timeline?kind=rumour").status_code == 400


def test_the_feed_of_the_timeline_holds_what_is_dated(client: Client, record: Record) -> None:
    feed = text(client.get("/timeline.atom"))
    ids = re.findall(r"<id>([^<]+)</id>", feed)
    assert len(ids) == len(set(ids))
    assert "X160" not in feed  # undated
