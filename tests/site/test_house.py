"""The texts, the method, the data, coverage and sources, as pages."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date
from typing import Any

import msgspec
import polars as pl
import pytest
from django.test import Client

from horseshoe.answers.coverage import coverage
from horseshoe.answers.data import TABLES
from horseshoe.answers.texts import texts
from horseshoe.facts.record import Record
from horseshoe.facts.tables import PACKAGED
from horseshoe.forecast.results import stored
from horseshoe.site import page as pages

DAY = date(2026, 11, 22)


def text(answer: Any) -> str:
    assert answer.status_code == 200, answer.content[:300]
    return str(answer.content.decode())


def ids(page: str) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', page))


def test_each_text_is_a_column_and_each_question_can_be_linked_to(client: Client, record: Record) -> None:
    page, told = text(client.get("/texts")), texts(record, DAY)
    assert {each.id for each in told.texts} | {each.id for each in told.questions} <= ids(page)
    assert page.count('<th scope="col"') == len(told.texts)
    assert page.count('<th scope="row"') == len(told.rows)
    assert 'href="roster/code"' in page


def test_every_link_within_the_texts_leads_somewhere(client: Client) -> None:
    page, method = text(client.get("/texts")), ids(text(client.get("/method")))
    sources = ids(text(client.get("/sources")))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids(page)
    assert set(re.findall(r'href="method#([^"]+)"', page)) <= method
    assert set(re.findall(r'href="sources#([^"]+)"', page)) <= sources


def test_the_json_is_english_in_every_language(client: Client, record: Record) -> None:
    for address in ("texts", "method", "data", "coverage", "sources"):
        assert client.get(f"/{address}.json").content == client.get(f"/fr/{address}.json").content
    assert client.get("/texts.json").content == msgspec.json.encode(texts(record, DAY)) + b"\n"


def test_the_texts_in_french_are_french(client: Client) -> None:
    page = text(client.get("/fr/texts"))
    assert "Est-ce obligatoire" in page
    assert "Qui décide de ce qui est crédible" in page
    assert "26 avril 2022" in page
    assert "Is it binding?" not in page


def test_the_method_shows_the_scores_that_were_kept(client: Client) -> None:
    page = text(client.get("/method"))
    for each in stored().by_outcome:
        assert f"{each.contested.log_loss:.3f}" in page
    rows = list(csv.reader(io.StringIO(text(client.get("/method.calibration.csv")))))
    assert sum(int(row[3]) for row in rows if row[0] == "no") == stored().casts
    assert "<svg" in text(client.get("/method.calibration.narrow-dark.svg"))


def test_every_table_can_be_taken_and_is_the_one_that_ships(client: Client) -> None:
    page = text(client.get("/data"))
    for table in TABLES:
        assert f'href="data/{table}.csv"' in page
    assert client.get("/data/pledges.csv").content == (PACKAGED / "pledges.csv").read_bytes()
    told = json.loads(client.get("/data/pledges.json").content)
    assert len(told["rows"]) == told["table"]["rows"]
    with zipfile.ZipFile(io.BytesIO(client.get("/data.zip").content)) as opened:
        assert opened.read("horseshoe/claims.csv") == (PACKAGED / "claims.csv").read_bytes()
    assert client.get("/data.zip").content == client.get("/data.zip").content


def test_a_table_as_parquet(client: Client, record: Record) -> None:
    frame = pl.read_parquet(io.BytesIO(client.get("/data/terms.parquet").content))
    assert frame.equals(record.frame("terms"))


def test_the_description_for_machines_has_the_addresses_of_the_tables(client: Client) -> None:
    told = json.loads(client.get("/data.datapackage.json").content)
    for resource in told["resources"]:
        assert client.get(f"/{resource['path']}").status_code == 200


def test_every_page_type_is_among_the_answers_as_data(client: Client) -> None:
    page = text(client.get("/data"))
    for kind in pages.kinds():
        assert f"<code>/{kind.address or 'index'}</code>" in page


def test_a_table_that_is_not_there_is_refused_with_those_that_are(client: Client) -> None:
    answer = client.get("/data/votes")
    assert answer.status_code == 404
    assert "there are sources, states, names" in answer.content.decode()


def test_a_table_that_ships_empty_says_so(client: Client) -> None:
    assert "None ships" in text(client.get("/data/stances"))


def test_coverage_shows_each_decade_with_what_is_known(client: Client, record: Record) -> None:
    page, told = text(client.get("/coverage")), coverage(record, DAY)
    assert sum(each.roll_calls for each in told.decades) == told.roll_calls.total
    forties = told.decades[0]
    assert forties.decade == 1940
    assert forties.every_cast < forties.roll_calls
    assert "1940s" in page
    rows = list(csv.DictReader(io.StringIO(text(client.get("/coverage.by-decade.csv")))))
    assert {row["decade"] for row in rows} == {str(each.decade) for each in told.decades}


def test_every_source_has_an_anchor_and_what_rests_on_it(client: Client, record: Record) -> None:
    page = text(client.get("/sources"))
    assert {f"src-{row.id}" for row in record.sources} <= ids(page)
    assert ">proposals</code></a> 1,968" in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("about=un.org&kind=press", "un.org"),
        ("table=pledges", "of 681 sources"),
        ("about=globalr2p.com", "globalr2p.org"),
        ("about=%3Cscript%3E", "No source answers all of that."),
    ],
)
def test_sources_are_filtered_and_nothing_found_offers_the_nearest(client: Client, asked: str, said: str) -> None:
    page = text(client.get(f"/sources?{asked}"))
    assert said in page
    assert "<script>" not in page


def test_a_kind_of_source_that_is_none_is_refused(client: Client) -> None:
    assert client.get("/sources?kind=rumour").status_code == 400


def test_pages_in_french_lead_to_the_data_beside_the_english_ones(client: Client) -> None:
    page = text(client.get("/fr/data"))
    assert 'href="../data/pledges.csv"' in page
    assert 'href="data.zip"' not in page
    assert 'href="../data.zip"' in page
    assert 'href="../../data/terms.json"' in text(client.get("/fr/data/terms"))
