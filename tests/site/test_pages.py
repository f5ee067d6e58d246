"""Every page type in every form, as a browser, a script and a hostile asker meet it."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import html5lib
import msgspec
import pytest
from django.test import Client

from horseshoe.answers.brief import brief
from horseshoe.answers.vetoes import vetoes
from horseshoe.facts.record import Record
from horseshoe.site import page as pages
from horseshoe.site.addresses import of_votes, votes
from horseshoe.site.serving.serve import Site

SAMPLE = {
    "scorecard/{year}": ("scorecard/2026",),
    "lobby/{instrument}": ("lobby/code",),
    "elections/{year}": ("elections/2026", "elections/2016"),
    "council/{on}": ("council/1965-06-01", "council/2022-02-25"),
    "data/{table}": ("data/roll_calls", "data/casts", "data/sources"),
    "drafts/{name}": ("drafts/S-2022-155", "drafts/S-2018-156", "drafts/m2026b", "drafts/S-RES-1"),
    "roster/{instrument}": ("roster/code", "roster/declaration"),
    "roster/{instrument}/changes": ("roster/code/changes", "roster/declaration/changes"),
    "roster/{instrument}/{on}": ("roster/code/2018-12-31",),
    "situations/{situation}": ("situations/syria", "situations/thematic-poc"),
    "states/{state}": ("states/FRA", "states/RUS", "states/DDR", "states/PSE"),
    "votes/{year}": ("votes/1946", "votes/2022"),
}
ADDRESSES = [each for kind in pages.kinds() for each in SAMPLE.get(kind.address, (kind.address,))]


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_valid_html_with_its_landmarks(client: Client, address: str) -> None:
    answer = client.get(f"/{address}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(text(answer))
    assert len(tree.findall(".//h1")) == 1
    assert len(tree.findall(".//main")) == 1
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert not [each for each in tree.iter() if each.get("style")]
    assert not re.search(r"\b\d{4}-\d{2}-\d{2}\b", "".join(tree.find(".//h1").itertext()))
    assert "<!--" not in text(answer)
    assert not re.search(r"\{[%{]|%\}", text(answer))


@pytest.mark.parametrize("address", ADDRESSES)
def test_its_twins_lie_at_the_same_address(client: Client, address: str) -> None:
    name = address or "index"
    told = client.get(f"/{name}.json")
    assert told["Content-Type"] == "application/json"
    assert client.get(f"/{address}", headers={"Accept": "application/json"}).content == told.content
    json.loads(told.content)
    rows = list(csv.reader(io.StringIO(text(client.get(f"/{name}.csv")))))
    assert len(rows) > (address not in ("states/PSE", "search"))  # it has cast no vote; nothing is looked for
    assert {len(row) for row in rows} == {len(rows[0])}


def test_every_page_type_is_sampled_here() -> None:
    assert {kind.address for kind in pages.kinds() if "{" in kind.address} == set(SAMPLE)


def test_a_draft_says_what_the_command_line_says(client: Client, record: Record) -> None:
    told = client.get("/drafts/S-2018-156.json").content
    assert told == msgspec.json.encode(brief(record, "S/2018/156")) + b"\n"
    page = text(client.get("/drafts/S-2022-155"))
    assert "Article 27(3)" in page
    assert "Vetoed" in page
    assert "15 of 15 casts known" in page


def test_every_vote_has_one_page(record: Record) -> None:
    every = of_votes(record)
    assert set(every) == set(record.roll_call)
    assert len(set(every.values())) == len(votes(record))
    assert len({each.casefold() for each in votes(record)}) == len(votes(record))
    assert not [each for each in votes(record) if re.search(r"[^\w.\-]", each)]


@pytest.mark.parametrize(
    ("asked", "lives"),
    [
        ("drafts/S-RES-2720", "drafts/S-2023-1029"),
        ("drafts/s-2022-155", "drafts/S-2022-155"),
        ("drafts/bd2981", "drafts/S-2022-155"),
        ("states/france", "states/FRA"),
        ("states/ivory%20coast", "states/CIV"),
        ("drafts/S-RES-2720.json", "drafts/S-2023-1029.json"),
    ],
)
def test_another_name_leads_to_the_one_address(client: Client, asked: str, lives: str) -> None:
    answer = client.get(f"/{asked}")
    assert answer.status_code == 301
    assert answer["Location"] == f"../{lives}"


def test_an_unchanged_page_is_not_sent_again(client: Client) -> None:
    first = client.get("/docket")
    tag = first["ETag"]
    again = client.get("/docket", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == tag
    assert client.get("/docket", headers={"If-None-Match": f'"other", {tag}'}).status_code == 304
    assert client.get("/docket", headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.get("/docket.json", headers={"If-None-Match": tag}).status_code == 200


def test_head_is_get_without_the_body(client: Client) -> None:
    got, head = client.get("/vetoes"), client.head("/vetoes")
    assert head.status_code == 200
    assert head.content == b""
    assert head["Content-Length"] == str(len(got.content))
    assert head["ETag"] == got["ETag"]


def test_a_page_is_packed_for_who_can_unpack_it(client: Client) -> None:
    import gzip

    plain = client.get("/vetoes")
    packed = client.get("/vetoes", headers={"Accept-Encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed["Vary"]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
def test_nothing_can_be_sent(client: Client, method: str) -> None:
    answer = getattr(client, method)("/vetoes")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert "Traceback" not in text(answer)


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/S/2022/155", "drafts/S-2022-155"),
        ("/drafts/S-2022-156", "drafts/S-2022-155"),
        ("/states/Frnce", "states/FRA"),
        ("/states/XXX", ""),
        ("/syria", "situations/syria"),
        ("/vetos", "vetoes"),
        ("/votes/1900", "votes"),
        ("/situations/siria", "situations/syria"),
    ],
)
def test_an_unknown_address_says_what_may_be_meant(client: Client, address: str, leads_to: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert leads_to in text(answer)
    assert "The first page" in text(answer)
    told = json.loads(client.get(f"{address}.json").content)
    assert told["error"]["status"] == 404


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/roster/code?on=soon", "is no date"),
        ("/roster/code?on=2999-01-01", "still to come"),
        ("/roster/code/2022-13-01", "is no date"),
        ("/council/1901-01-01", "lies before the Council"),
        ("/council?on=2999-01-01", "lies after the last known term"),
        ("/vetoes?by=Germany", "holds no permanent seat"),
        ("/vetoes?situation=atlantis", "is none of them"),
        ("/vetoes?since=2020-01-01&until=2010-01-01", "The period is empty"),
        (f"/vetoes?about={'x' * 201}", "about is too long"),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_sentence(client: Client, address: str, said: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert said in text(answer)


def test_a_filter_that_matches_nothing_offers_the_nearest(client: Client) -> None:
    page = text(client.get("/vetoes?about=zzzz"))
    assert "Nothing matches" in page
    assert "The newest veto" in page


def test_a_filter_narrows_page_and_twins_alike(client: Client, record: Record) -> None:
    counted = vetoes(record, by="RUS", situation="syria").counts.proposals_vetoed
    assert counted == 18
    page = text(client.get("/vetoes?by=RUS&situation=syria"))
    assert "vetoes.json?by=RUS&amp;situation=syria" in page
    told = json.loads(client.get("/vetoes.json?situation=syria&by=RUS").content)
    assert told["counts"]["proposals_vetoed"] == counted


@pytest.mark.parametrize(
    "query",
    [
        "about=%3Cscript%3Ealert(1)%3C/script%3E",
        "about=%22%3E%3Cimg%20src=x%3E",
        "about=%00%ff%fe",
        "about='%3B%20DROP%20TABLE%20vetoes%3B--",
        "%zz=%",
        "&&&===&;",
        "about[]=1&about=2&by=&unknown=" + "y" * 1500,
        "&".join(f"p{number}=1" for number in range(300)),
    ],
)
def test_a_hostile_query_is_escaped_and_bounded(client: Client, query: str) -> None:
    answer = client.generic("GET", "/vetoes", QUERY_STRING=query)
    assert answer.status_code in (200, 400)
    assert "<script" not in text(answer)
    assert "<img src=x" not in text(answer)
    assert "Traceback" not in text(answer)


@pytest.mark.parametrize(
    "path", ["/%00", "/../../etc/passwd", "//evil.example/x", "/states/%F0%9F%98%80", "/drafts/" + "S" * 500, "/.json"]
)
def test_a_hostile_path_finds_nothing(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (200, 404)
    assert "Traceback" not in text(answer)
    assert not answer.get("Location", "").startswith("//")


def test_an_address_without_end_is_refused(client: Client) -> None:
    assert client.get("/vetoes?about=" + "x" * 5000).status_code == 414


def test_unknown_parameters_do_not_fill_what_is_kept(site: Site, client: Client) -> None:
    for number in range(50):
        client.get(f"/docket?tracking={number}")
    assert len(site.kept._replies) == 1


def test_a_fault_of_ours_shows_no_traceback(
    site: Site, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    found = pages.find("docket")
    assert found
    kind, _ = found
    broken = msgspec.structs.replace(kind, make=lambda ask: 1 / 0)
    monkeypatch.setattr(pages, "find", lambda address: (broken, {}))
    answer = client.get("/docket")
    assert answer.status_code == 500
    assert "The fault is ours" in text(answer)
    assert "ZeroDivisionError" not in text(answer)
    assert "ZeroDivisionError" in caplog.text


def test_nothing_is_loaded_from_elsewhere(client: Client) -> None:
    answer = client.get("/")
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    loaded = re.findall(r'(?:src|srcset|<link[^>]* href)="([^"]+)"', text(answer))
    assert not [each for each in loaded if "//" in each]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_weighs_under_100_kb_packed(site: Site, address: str) -> None:
    reply, _ = site.reply("GET", f"/{address}")
    assert len(reply.packed or reply.body) < 100_000
