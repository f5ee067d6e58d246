"""Loading the packaged tables, and reading them back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import pytest
from registering import act

from horseshoe.facts.record import KEYS, Record
from horseshoe.facts.sources import Retraction
from horseshoe.store import database, notifications
from horseshoe.store.errors import Refused
from horseshoe.store.load import load
from horseshoe.store.snapshot import revision, snapshot


def test_the_store_gives_back_the_record_that_was_loaded(url: str, record: Record) -> None:
    database.create(url)
    counts = load(record, "A. Registrar")
    assert counts.revision == 1
    assert counts.rows == {table: len(rows) for table in KEYS if (rows := getattr(record, table))}
    assert snapshot() == record


def test_loading_twice_is_loading_once(filled: str, record: Record) -> None:
    counts = load(record, "A. Registrar")
    assert counts.rows == {}
    assert (counts.revision, revision()) == (1, 1)
    assert snapshot() == record


def test_every_public_row_that_is_loaded_is_in_the_log(filled: str, record: Record) -> None:
    assert [entry.row for entry in notifications.entries()] == list(record.pledges)


def test_only_what_is_new_is_loaded(filled: str, record: Record) -> None:
    more = msgspec.structs.replace(record, pledges=(*record.pledges, act("new")))
    assert load(more, "A. Registrar").rows == {"pledges": 1}
    assert snapshot() == more


def test_a_load_that_contradicts_the_store_changes_nothing(filled: str, record: Record) -> None:
    first = record.pledges[0]
    other = msgspec.structs.replace(first, evidence="Something else.")
    with pytest.raises(Refused, match=f"pledges {first.id}: the store says evidence .*both were recorded the same day"):
        load(Record(pledges=(act("new"), other)), "A. Registrar")
    assert snapshot() == record


def test_versions_and_retractions_come_back(url: str, record: Record) -> None:
    told = record.pledges[0]
    later = msgspec.structs.replace(told, evidence="More of it.", recorded=date(2026, 12, 24))
    gone = Retraction(
        table="pledges", key=record.pledges[1].id, at=datetime(2026, 12, 25, 9, 30, 0, 5, UTC), by="A", why="Mistaken."
    )
    full = msgspec.structs.replace(record, pledges=(*record.pledges, later), retractions=(gone,))
    database.create(url)
    load(full, "A. Registrar")
    assert snapshot() == full
    assert snapshot().as_known(date(2026, 12, 24)) == full.as_known(date(2026, 12, 24))


def test_a_moment_without_a_time_zone_is_taken_to_be_in_utc(filled: str, record: Record) -> None:
    naive = Retraction(
        table="pledges",
        key=record.pledges[0].id,
        at=datetime(2026, 12, 25, 9, 30),  # noqa: DTZ001
        by="A",
        why="Mistaken.",
    )
    load(Record(retractions=(naive,)), "A. Registrar")
    load(Record(retractions=(naive,)), "A. Registrar")
    assert [row.at for row in snapshot().retractions] == [datetime(2026, 12, 25, 9, 30, tzinfo=UTC)]


def test_the_snapshot_is_built_once_a_revision(filled: str) -> None:
    first = snapshot()
    assert snapshot() is first
    load(Record(pledges=(act("new"),)), "A. Registrar")
    second = snapshot()
    assert second is not first
    assert second.pledges == (*first.pledges, act("new"))


def test_a_store_made_anew_in_the_same_place_is_another_one(url: str, record: Record, vendor: str) -> None:
    from django.db import connection

    database.create(url)
    load(Record(sources=record.sources), "A. Registrar")
    assert snapshot() == Record(sources=record.sources)
    from django.core.management import call_command

    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
    load(Record(sources=record.sources[:1]), "A. Registrar")
    assert snapshot() == Record(sources=record.sources[:1])
    assert connection.vendor == vendor
