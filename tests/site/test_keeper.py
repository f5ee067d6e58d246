"""The Record behind the pages: read again when a fact moved, and a revision that says so."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from horseshoe.site import record as records
from horseshoe.site.record import Keeper
from horseshoe.site.serving.serve import Site

DAY = datetime.date(2026, 11, 22)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "PATIENCE", 0.0)


def _source(title: str) -> str:
    return f"id,title,kind,symbol,url,license,recorded\nown-1,{title},page,,,,2026-11-22\n"


def test_two_readings_of_the_same_facts_are_one_revision(tables_of_their_own: Path) -> None:
    assert Keeper(DAY).held().revision == Keeper(DAY).held().revision


def test_a_fact_of_the_users_own_makes_another_revision(tables_of_their_own: Path, impatient: None) -> None:
    keeper = Keeper(DAY)
    before = keeper.held()
    assert keeper.held() is before
    tables_of_their_own.mkdir(parents=True)
    (tables_of_their_own / "sources.csv").write_text(_source("A page of my own"))
    after = keeper.held()
    assert after.revision != before.revision
    assert after.record.source["own-1"].title == "A page of my own"


def test_pages_follow_the_facts(tables_of_their_own: Path, impatient: None) -> None:
    site = Site(Keeper(DAY))
    first, tag = site.reply("GET", "/sources")
    tables_of_their_own.mkdir(parents=True)
    (tables_of_their_own / "sources.csv").write_text(_source("A page of my own"))
    second, other = site.reply("GET", "/sources")
    assert tag != other
    assert b"A page of my own" in second.body
    assert b"A page of my own" not in first.body


def test_facts_that_cannot_be_read_leave_the_last_ones_standing(
    tables_of_their_own: Path, impatient: None, caplog: pytest.LogCaptureFixture
) -> None:
    site = Site(Keeper(DAY))
    before, _ = site.reply("GET", "/coverage")
    tables_of_their_own.mkdir(parents=True)
    (tables_of_their_own / "sources.csv").write_text("id,title\nbroken")
    after, _ = site.reply("GET", "/coverage")
    assert (after.status, after.body) == (200, before.body)
    assert "cannot be read" in caplog.text


def test_a_new_day_makes_new_pages() -> None:
    first, second = Keeper(DAY).held(), Keeper(DAY + datetime.timedelta(days=1)).held()
    assert first.revision == second.revision
    assert first.moment != second.moment


def test_the_store_is_shown_where_there_is_one(
    tables_of_their_own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from horseshoe.cli.main import run

    monkeypatch.setenv("HORSESHOE_DATABASE_URL", f"sqlite:///{tmp_path / 'store.sqlite3'}")
    assert run(["init"]) == 0
    assert run(["load"]) == 0
    site = Site(Keeper(DAY))
    reply, tag = site.reply("GET", "/drafts/S-2022-155")
    assert reply.status == 200
    assert tag
    from django.db import connections

    connections.close_all()
