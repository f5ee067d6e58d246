"""People see names and not keys: of sources, of sides, of assessors, of published numbers, of whom a link names."""

from __future__ import annotations

import re

import pytest
from django.test import Client

KEYS = re.compile(r"(?:text-only|un-evidence)\s*:|\(C\d\d\)|\((?:code|declaration|either)-\d{4}[\d-]*\)")


def text_of(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    return re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")])


@pytest.mark.parametrize(
    "address",
    ["/states/FRA", "/drafts/S-2025-583", "/claims", "/claims/implied", "/scorecard/2026", "/situations/syria"],
)
def test_no_key_of_a_table_stands_in_a_sentence(client: Client, address: str) -> None:
    assert not KEYS.findall(text_of(client, address))


def test_a_page_without_a_title_is_called_by_its_address(client: Client) -> None:
    told = text_of(client, "/roster/code")
    assert "centerforunreform.org/?q=node/" in told
    assert "Page at centerforunreform.org" not in told


def test_the_sides_of_a_point_are_states_by_name(client: Client) -> None:
    told = " ".join(text_of(client, "/situations/syria").split())
    assert "Russian Federation, China (no): Inflames passions" in told
    assert "United Kingdom of Great Britain and Northern Ireland" in told


def test_a_document_says_how_far_it_goes_in_the_words_of_the_picture(client: Client) -> None:
    assert "may amount to" in text_of(client, "/drafts/S-2025-583")


def test_evidence_that_says_the_same_is_told_once(client: Client) -> None:
    told = text_of(client, "/roster/code")
    assert told.count("Named as one of 25 ACT supporters") < 4  # again where the sources are others
    assert "as for Austria" in told


def test_whom_a_link_names_is_marked_in_every_table(client: Client) -> None:
    page = client.get("/scorecard", {"year": "2027", "also1": "Austria", "source1": "A press note"}).content.decode()
    marked = page.count('<span class="theirs">named by whoever made this link, not by the Record</span>')
    assert marked == page.count('<th scope="row"><a href="states/AUT">') + 1
    assert "as the link says" in page
    assert "(named by whoever made this link, not by the Record)" in page


def test_a_candidate_of_the_record_bears_no_such_mark(client: Client) -> None:
    assert "named by whoever made this link" not in text_of(client, "/scorecard?year=2026")
