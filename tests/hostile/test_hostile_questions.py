"""The forms that anybody sends: every parameter of every public page, given anything."""

from __future__ import annotations

import re
import time
from datetime import date
from urllib.parse import urlencode

import pytest
from nasty import TOKENS

from horseshoe.facts.record import Record
from horseshoe.site import settings
from horseshoe.site.page import Kind, kinds
from horseshoe.site.record import Keeper
from horseshoe.site.search import index, match
from horseshoe.site.serving.asking import LONGEST_VALUE
from horseshoe.site.serving.serve import Site

settings.prepare()
DAY = date(2026, 11, 22)
ASKED = [kind for kind in kinds() if kind.takes or kind.takes_like]


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(Keeper(DAY))


def _address(kind: Kind, record: Record) -> str:
    return next(iter(kind.every(record, DAY)), kind.first) if "{" in kind.address else kind.address


@pytest.mark.parametrize("kind", ASKED, ids=lambda kind: kind.name)
def test_any_question_is_answered_or_refused(site: Site, record: Record, kind: Kind) -> None:
    address = _address(kind, record)
    names = [*kind.takes, *(["RUS", "KEN"] if kind.takes_like else [])]
    for number, token in enumerate(TOKENS):
        told = dict.fromkeys((names[number % len(names)], names[(3 * number + 1) % len(names)]), token)
        if re.search("[\ud800-\udfff]", token):
            continue
        reply, _ = site.reply("GET", f"/{address}", urlencode(told), "text/html")
        assert reply.status < 500, (address, told)
        assert b"<script>alert" not in reply.body
        assert not re.search("[\r\n]", reply.location or "")


def test_a_public_form_is_sampled_here() -> None:
    assert {"search", "roster", "whip", "scorecard"} <= {kind.address.partition("/")[0] for kind in ASKED}


def test_what_is_too_long_is_not_read(site: Site) -> None:
    for length, status in ((LONGEST_VALUE + 1, 400), (10_000, 414), (1_000_000, 414)):
        assert site.reply("GET", "/search", urlencode({"q": "a" * length}))[0].status == status


@pytest.mark.parametrize("unit", ["a ", "veto ", "S/2022/", "zzzzzzzzz ", "é", "-", "a1"])
def test_a_long_question_costs_no_more_than_its_length(record: Record, unit: str) -> None:
    """Ten thousand characters, which no page lets through, against a quarter of them."""
    things = index.index(record)

    def took(length: int) -> float:
        question = (unit * length)[:length]
        best = []
        for _ in range(3):
            began = time.process_time()
            match.search(things, question)
            best.append(time.process_time() - began)
        return min(best)

    took(100)
    assert took(10_000) < 20 * max(took(2_500), 0.01)
