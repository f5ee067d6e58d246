"""What an entry holds, and the bytes that are hashed for it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256

import msgspec
import pytest
from acts import ACTS, BEGAN, LOG, act

from horseshoe.facts.pledges import PledgeEvidence
from horseshoe.facts.sources import Retraction
from horseshoe.store.log.entry import Entry, EntryKind, canonical, entry_for


def test_the_body_is_every_column_of_the_row_and_nothing_else() -> None:
    told = json.loads(LOG[0].body)
    assert set(told) == set(PledgeEvidence.__struct_fields__)
    assert told["recorded"] == "2026-11-22"
    assert told["kind"] == "letter"
    assert told["document_symbol"] is None


def test_the_body_is_the_same_text_whoever_writes_it() -> None:
    assert canonical(ACTS[0]) == (
        '{"confidence":"high","document_file":null,"document_sha256":null,"document_symbol":null,'
        '"evidence":"Letter of the Permanent Representative, with an é and a “quotation”.","id":"code-ken-1",'
        '"instrument":"code","kind":"letter","not_after":"2026-11-20","not_before":"2026-11-20","note":null,'
        '"published":null,"recorded":"2026-11-22","source":"letters","state":"KEN"}'
    )


def test_the_leaf_is_everything_that_the_entry_tells() -> None:
    entry = Entry(7, BEGAN, EntryKind.REGISTERED, "pledges", "code-ken-1", '{"id":"é"}')
    assert entry.leaf().decode() == (
        r'{"at":"2026-11-22T09:30:00.000000Z","body":"{\"id\":\"é\"}","key":"code-ken-1","kind":"registered",'
        r'"number":7,"table":"pledges"}'
    )
    assert entry.leaf_hash == sha256(b"\x00" + entry.leaf()).digest()


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("number", 8),
        ("at", BEGAN + timedelta(microseconds=1)),
        ("kind", EntryKind.CORRECTED),
        ("table", "claims"),
        ("key", "code-ken-2"),
        ("body", "{}"),
    ],
)
def test_no_part_of_an_entry_changes_without_its_leaf(field: str, other: object) -> None:
    entry = msgspec.structs.replace(LOG[0], number=7)
    assert msgspec.structs.replace(entry, **{field: other}).leaf() != entry.leaf()


def test_a_moment_is_told_in_utc_wherever_it_was_noted() -> None:
    vaduz = datetime(2026, 11, 22, 10, 30, tzinfo=timezone(timedelta(hours=1)))
    assert msgspec.structs.replace(LOG[0], at=vaduz).leaf() == msgspec.structs.replace(LOG[0], at=BEGAN).leaf()
    local = Retraction(table="pledges", key="code-ken-1", at=vaduz, by="registrar", why="Entered twice.")
    assert canonical(local) == canonical(msgspec.structs.replace(local, at=BEGAN))
    assert '"at":"2026-11-22T09:30:00.000000Z"' in canonical(local)


def test_the_row_comes_back_from_the_body() -> None:
    assert LOG[0].row == ACTS[0]
    withdrawn = Retraction(table="pledges", key="code-ken-1", at=BEGAN, by="registrar", why="Entered twice.")
    entry = entry_for(1, BEGAN, EntryKind.RETRACTED, "retractions", withdrawn)
    assert (entry.key, entry.row) == ("pledges|code-ken-1", withdrawn)


def test_a_column_that_came_later_has_its_default() -> None:
    told = json.loads(LOG[0].body)
    del told["note"]
    assert msgspec.structs.replace(LOG[0], body=json.dumps(told)).row == ACTS[0]


def test_entries_are_numbered_from_one_and_have_a_time_zone() -> None:
    with pytest.raises(ValueError, match="An entry has the number 0: entries are numbered from 1"):
        entry_for(0, BEGAN, EntryKind.REGISTERED, "pledges", ACTS[0])
    with pytest.raises(ValueError, match="Entry 1 has no time zone: it should be in UTC"):
        entry_for(1, BEGAN.replace(tzinfo=None), EntryKind.REGISTERED, "pledges", ACTS[0])


@pytest.mark.parametrize("table", ["claims", "no_such_table"])
def test_an_entry_is_of_the_table_of_its_row(table: str) -> None:
    with pytest.raises(ValueError, match=f"cannot hold a PledgeEvidence: it is not a row of the table {table}"):
        entry_for(1, BEGAN, EntryKind.REGISTERED, table, ACTS[0])


def test_a_body_that_is_no_row() -> None:
    with pytest.raises(ValueError, match="The body of entry 1 is not a row of pledges"):
        _ = msgspec.structs.replace(LOG[0], body="{}").row
    with pytest.raises(ValueError, match="Entry 1 is about the table wishes: there is none of that name"):
        _ = msgspec.structs.replace(LOG[0], table="wishes").row


def test_two_versions_of_one_row_have_two_bodies() -> None:
    later = act(1, "KEN", recorded=date(2026, 12, 1))
    assert canonical(later) != canonical(ACTS[0])
    assert entry_for(2, datetime(2026, 12, 1, tzinfo=UTC), EntryKind.CORRECTED, "pledges", later).key == LOG[0].key
