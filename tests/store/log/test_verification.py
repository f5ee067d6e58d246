"""What is seen when the record, the log or a checkpoint was touched: each case is one way to rewrite the past."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from acts import ACTS, BEGAN, LOG, RECORD, act, log_of, many, without
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from horseshoe.facts.record import Record
from horseshoe.facts.sources import Retraction, Source
from horseshoe.store.log.checkpoint import Forged, read, sign
from horseshoe.store.log.entry import Entry, EntryKind, canonical, entry_for
from horseshoe.store.log.keys import LogKey
from horseshoe.store.log.tree import check_consistency, consistency, head
from horseshoe.store.log.verification import next_checkpoint, verify

KEY = LogKey("example.org/register", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
STRANGER = LogKey("example.org/register", Ed25519PrivateKey.from_private_bytes(b"s" * 32))
PUBLIC = str(KEY.public)
SIGNED = next_checkpoint(LOG, None, KEY)


def found(entries: tuple[Entry, ...] = LOG, signed: str | None = SIGNED, record: Record = RECORD) -> tuple[str, ...]:
    return verify(entries, signed, PUBLIC, record)


def altered(entries: tuple[Entry, ...], number: int, **changes: object) -> tuple[Entry, ...]:
    return tuple(msgspec.structs.replace(entry, **changes) if entry.number == number else entry for entry in entries)


NEW_ROOT = (
    "The first 4 entries of the log do not have the root that was signed: one of the entries 1 to 4 was altered, "
    "removed, added or moved since."
)


# -- what holds -----------------------------------------------------------------------------------


def test_a_log_that_nobody_touched() -> None:
    assert found() == ()


def test_a_log_without_a_checkpoint() -> None:
    assert verify(LOG, None, None, RECORD) == ()


def test_no_log_and_no_record() -> None:
    assert verify((), None, None, Record()) == ()


def test_an_older_checkpoint_of_a_log_that_only_grew() -> None:
    for size in range(5):
        older = sign(size, head(LOG, size).root, KEY)
        assert found(signed=older) == ()


def test_a_correction_and_a_withdrawal_that_were_notified() -> None:
    corrected = msgspec.structs.replace(ACTS[0], not_before=date(2026, 11, 18), recorded=date(2026, 12, 1))
    later = BEGAN + timedelta(days=9)
    withdrawn = Retraction(table="pledges", key="code-lie-1", at=later, by="registrar", why="Entered twice.")
    log = (
        *LOG,
        entry_for(5, later, EntryKind.CORRECTED, "pledges", corrected),
        entry_for(6, later, EntryKind.RETRACTED, "pledges", ACTS[1]),
    )
    record = Record(pledges=(*ACTS, corrected), retractions=(withdrawn,))
    assert found(log, record=record) == ()
    by_retraction = (*log[:5], entry_for(6, later, EntryKind.RETRACTED, "retractions", withdrawn))
    assert found(by_retraction, record=record) == ()


def test_a_list_that_was_imported() -> None:
    published = Source(id="list-2026", title="List of supporters", kind="page", recorded=date(2026, 11, 22))
    log = (*LOG, entry_for(5, BEGAN + timedelta(days=1), EntryKind.LIST_IMPORTED, "sources", published))
    assert found(log, record=Record(pledges=ACTS, sources=(published,))) == ()
    assert found(log) == (
        "Entry 5 (list imported, sources list-2026): the record does not hold this row any more: it was removed.",
    )


# -- the record was touched -----------------------------------------------------------------------


def test_a_tampered_row() -> None:
    tampered = msgspec.structs.replace(ACTS[2], not_before=date(2015, 9, 1), document_symbol="A/70/621")
    record = Record(pledges=(*ACTS[:2], tampered, ACTS[3]))
    assert found(record=record) == (
        "Entry 3 (registered, pledges code-nzl-1): the row in the record is not the one that was notified: not_before "
        "is 2015-09-01, notified as 2026-11-20; document_symbol is 'A/70/621', notified as empty.",
    )


@settings(deadline=None)
@given(data=st.data())
def test_any_column_tampered_with(data: st.DataObject) -> None:
    column = data.draw(st.sampled_from([name for name in ACTS[0].__struct_fields__ if name != "id"]))
    other = msgspec.structs.asdict(
        msgspec.structs.replace(
            act(9, "FRA", recorded=date(2020, 1, 1)),
            kind="note_verbale",
            instrument="declaration",
            source="elsewhere",
            confidence="low",
            note="n",
            published="2020",
            not_before=date(2020, 1, 1),
            not_after=date(2020, 1, 2),
            document_symbol="s",
            document_file="f",
            document_sha256="0" * 64,
            evidence="e",
        )
    )[column]
    number = data.draw(st.integers(1, 4))
    row = msgspec.structs.replace(ACTS[number - 1], **{column: other})
    record = Record(pledges=(*ACTS[: number - 1], row, *ACTS[number:]))
    (sentence, *_) = found(record=record)
    assert sentence.startswith(f"Entry {number} (registered, pledges {row.id}): the row in the record is not the one")
    assert f"{column} is " in sentence


def test_a_removed_row() -> None:
    assert found(record=without(RECORD, "code-lie-1")) == (
        "Entry 2 (registered, pledges code-lie-1): the record does not hold this row any more: it was removed.",
    )


@pytest.mark.parametrize("recorded", [date(2015, 10, 23), date(2026, 11, 22), date(2027, 1, 5)])
def test_rows_added_without_an_entry_whatever_day_they_bear(recorded: date) -> None:
    added = act(1, "FRA", recorded), act(1, "MEX", recorded)
    assert found(record=Record(pledges=(*ACTS, *added))) == (
        "2 rows of pledges were recorded without an entry in the log: code-fra-1, code-mex-1.",
    )


def test_many_rows_added_without_an_entry_are_counted() -> None:
    added = tuple(act(number, "FRA") for number in range(1, 31))
    (sentence,) = found(record=Record(pledges=(*ACTS, *added)))
    assert sentence.startswith("30 rows of pledges were recorded without an entry in the log: code-fra-1, ")
    assert sentence.endswith("code-fra-20, and 10 more.")


def test_a_log_that_was_emptied() -> None:
    assert found(()) == (
        "4 rows of pledges were recorded without an entry in the log: code-ken-1, code-lie-1, code-nzl-1, code-ury-1.",
        "The log has 0 entries, and a checkpoint of 4 was signed: entries were removed.",
    )


def test_a_new_version_of_a_notified_row_without_an_entry() -> None:
    silent = msgspec.structs.replace(ACTS[0], not_before=None, recorded=date(2026, 11, 30))
    assert found(record=Record(pledges=(*ACTS, silent))) == (
        "1 row of pledges was recorded without an entry in the log: code-ken-1.",
    )


def test_a_second_version_of_the_same_day_beside_the_one_that_was_notified() -> None:
    silent = msgspec.structs.replace(ACTS[0], not_before=None)
    assert found(record=Record(pledges=(*ACTS, silent))) == (
        "1 row of pledges was recorded without an entry in the log: code-ken-1.",
    )


@pytest.mark.parametrize("days", [-1000, 0, 5])
def test_a_row_withdrawn_without_an_entry_whatever_day_it_bears(days: int) -> None:
    silent = Retraction(table="pledges", key="code-nzl-1", at=BEGAN + timedelta(days=days), by="?", why="?")
    assert found(record=Record(pledges=ACTS, retractions=(silent,))) == (
        "1 row of pledges was withdrawn without an entry in the log: code-nzl-1.",
    )


def test_a_second_withdrawal_needs_a_second_entry() -> None:
    first = Retraction(table="pledges", key="code-nzl-1", at=BEGAN + timedelta(days=1), by="registrar", why="Twice.")
    again = msgspec.structs.replace(first, at=BEGAN + timedelta(days=9))
    log = (*LOG, entry_for(5, first.at, EntryKind.RETRACTED, "pledges", ACTS[2]))
    assert found(log, record=Record(pledges=ACTS, retractions=(first,))) == ()
    assert found(log, record=Record(pledges=ACTS, retractions=(first, again))) == (
        "1 row of pledges was withdrawn without an entry in the log: code-nzl-1.",
    )
    log = (*log, entry_for(6, again.at, EntryKind.RETRACTED, "pledges", ACTS[2]))
    assert found(log, record=Record(pledges=ACTS, retractions=(first,))) == (
        "Entry 6 (retracted, pledges code-nzl-1): the record does not hold the retraction: it was removed.",
    )


def test_a_withdrawal_that_was_taken_out_of_the_record() -> None:
    log = (*LOG, entry_for(5, BEGAN + timedelta(days=1), EntryKind.RETRACTED, "pledges", ACTS[1]))
    assert found(log) == (
        "Entry 5 (retracted, pledges code-lie-1): the record does not hold the retraction: it was removed.",
    )


# -- the log was touched --------------------------------------------------------------------------


def test_a_tampered_entry() -> None:
    body = LOG[1].body.replace("2026-11-20", "2026-11-19")
    assert found(altered(LOG, 2, body=body)) == (
        "Entry 2 (registered, pledges code-lie-1): the row in the record is not the one that was notified: not_before "
        "is 2026-11-20, notified as 2026-11-19; not_after is 2026-11-20, notified as 2026-11-19.",
        NEW_ROOT,
    )


def test_an_entry_tampered_with_together_with_its_row() -> None:
    row = msgspec.structs.replace(ACTS[1], state="FRA")
    record = Record(pledges=(ACTS[0], row, *ACTS[2:]))
    assert found(altered(LOG, 2, body=canonical(row)), record=record) == (NEW_ROOT,)


def test_an_entry_under_the_key_of_another() -> None:
    assert found(altered(LOG, 2, key="code-nzl-1"))[0] == (
        "Entry 2 (registered, pledges code-nzl-1) holds the row code-lie-1: its key or its body was altered."
    )


def test_an_entry_that_is_no_row_any_more() -> None:
    assert found(altered(LOG, 2, body="{}"))[0].startswith("The body of entry 2 is not a row of pledges: ")


def test_a_removed_entry() -> None:
    assert found((*LOG[:1], *LOG[2:])) == (
        "Entry 2 is missing from the log.",
        "1 row of pledges was recorded without an entry in the log: code-lie-1.",
        "The log has 3 entries, and a checkpoint of 4 was signed: entries were removed.",
    )


def test_a_removed_entry_and_its_row() -> None:
    assert found(LOG[:3], record=without(RECORD, "code-ury-1")) == (
        "The log has 3 entries, and a checkpoint of 4 was signed: entries were removed.",
    )


def test_gaps_in_the_numbers() -> None:
    log = many(9)
    left = (*log[2:3], *log[6:])
    assert verify(left, None, None, Record(pledges=tuple(entry.row for entry in left))) == (
        "Entries 1 to 2 are missing from the log.",
        "Entries 4 to 6 are missing from the log.",
    )


def test_a_number_that_stands_twice() -> None:
    assert "Entry 2 stands in the log more than once." in found((*LOG[:2], *LOG[1:]))


def test_a_reordered_log() -> None:
    assert found((LOG[0], LOG[2], LOG[1], LOG[3])) == (
        "Entry 2 stands after entry 3: the log was reordered.",
        NEW_ROOT,
    )


def test_a_reordered_log_whose_entries_were_numbered_anew() -> None:
    one, two = msgspec.structs.replace(LOG[2], number=2), msgspec.structs.replace(LOG[1], number=3)
    assert found((LOG[0], one, two, LOG[3])) == (
        "Entry 3 is dated 2026-11-22 09:32:00 UTC, before entry 2 of 2026-11-22 09:33:00 UTC: the log was reordered, "
        "or a date in it was altered.",
        NEW_ROOT,
    )


def test_a_log_reordered_with_its_numbers_and_its_dates() -> None:
    other = log_of((ACTS[0], ACTS[2], ACTS[1], ACTS[3]))
    assert verify(other, None, PUBLIC, RECORD) == ()
    assert found(other) == (NEW_ROOT,)


def test_an_entry_added_in_the_midst() -> None:
    other = log_of((ACTS[0], act(1, "FRA"), *ACTS[1:]))
    assert found(other, record=Record(pledges=(*ACTS, act(1, "FRA")))) == (NEW_ROOT,)


# -- the checkpoint was touched -------------------------------------------------------------------


def test_a_forged_checkpoint() -> None:
    assert found(signed=sign(4, head(LOG).root, STRANGER)) == (
        "The checkpoint is not signed with the key of example.org/register: it is signed with another key than "
        f"{KEY.public.id.hex()}.",
    )


def test_a_checkpoint_whose_size_was_altered() -> None:
    assert found(signed=SIGNED.replace("\n4\n", "\n3\n")) == (
        "The signature of example.org/register does not fit the checkpoint: it was altered, or signed by another.",
    )


def test_a_checkpoint_of_a_longer_log() -> None:
    assert found(signed=sign(5, head(many(5)).root, KEY)) == (
        "The log has 4 entries, and a checkpoint of 5 was signed: entries were removed.",
    )


def test_a_checkpoint_of_another_root() -> None:
    assert found(signed=sign(4, head(many(4)).root, KEY)) == (NEW_ROOT,)


def test_an_older_checkpoint_that_the_log_does_not_begin_with() -> None:
    older = sign(2, head(many(2)).root, KEY)
    assert found(signed=older) == (
        "The first 2 entries of the log do not have the root that was signed: one of the entries 1 to 2 was altered, "
        "removed, added or moved since.",
    )


def test_a_checkpoint_that_cannot_be_checked() -> None:
    assert verify(LOG, SIGNED, None, RECORD) == (
        "The checkpoint cannot be checked: the public key of the log is not told.",
    )
    assert verify(LOG, SIGNED, "no key", RECORD) == ("The public key is not in the form NAME+ID+KEY.",)


# -- signing --------------------------------------------------------------------------------------


def test_the_next_checkpoint_begins_with_the_one_before() -> None:
    first = next_checkpoint(LOG[:2], None, KEY)
    second = next_checkpoint(LOG, first, KEY)
    old, new = read(first, PUBLIC), read(second, PUBLIC)
    check_consistency(consistency(LOG, old.size), old.head, new.head)


def test_a_rewritten_log_is_not_signed() -> None:
    with pytest.raises(Forged, match="The log is not signed: the first 4 entries of the log do not have the root"):
        next_checkpoint(many(6), SIGNED, KEY)
    with pytest.raises(Forged, match="The log is not signed: the log has 3 entries, and a checkpoint of 4"):
        next_checkpoint(LOG[:3], SIGNED, KEY)
    with pytest.raises(ValueError, match="The log is not signed: entry 1 is missing from the log"):
        next_checkpoint(LOG[1:], None, KEY)


def test_a_log_is_not_signed_after_a_checkpoint_of_another_key() -> None:
    with pytest.raises(Forged, match="is not signed with the key"):
        next_checkpoint(LOG, next_checkpoint(LOG, None, STRANGER), KEY)
