"""A new key for the log: what the old one signed still verifies, and what it signs afterwards does not."""

from __future__ import annotations

from pathlib import Path

import acts
import pytest

from horseshoe.facts.record import Record
from horseshoe.store.log import handover, keys
from horseshoe.store.log.checkpoint import Forged, read, read_by, sign
from horseshoe.store.log.keys import BadKey, LogKey
from horseshoe.store.log.tree import check_consistency, consistency, head
from horseshoe.store.log.verification import next_checkpoint, verify

ROWS = [acts.act(number) for number in range(1, 8)]
ENTRIES = acts.log_of(ROWS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    keys.generate(tmp_path / "log.key", "example.org/register")
    return tmp_path / "log.key"


def _replaced(path: Path, size: int, previous: str | None = None) -> handover.Handover:
    made = handover.begin(path, ENTRIES[:size], previous)
    handover.finish(path, made)
    return made


def test_the_checkpoint_of_the_change_bears_both_signatures(path: Path) -> None:
    old = keys.load(path)
    made = _replaced(path, 5)
    assert read(made.text, old.public) == read(made.text, made.new.public)
    assert made.text.count("— example.org/register ") == 2
    assert keys.load(path).public == made.new.public != old.public
    assert (keys.load(path).origin, [each.until for each in keys.load(path).earlier]) == (old.origin, [5])


def test_old_checkpoints_verify_with_the_new_key_and_with_the_old(path: Path) -> None:
    old = keys.load(path)
    first = next_checkpoint(ENTRIES[:3], None, old)
    made = _replaced(path, 5, first)
    new = keys.load(path)
    assert read(first, old.public) == read_by(first, new)
    later = next_checkpoint(ENTRIES, made.text, new)
    check_consistency(consistency(ENTRIES, 3, 7), read_by(first, new).head, read_by(later, new).head)
    for text in (first, made.text, later):
        assert verify(ENTRIES, text, new, Record(pledges=tuple(ROWS))) == ()


def test_what_the_old_key_signs_of_a_longer_log_does_not_count(path: Path) -> None:
    old = keys.load(path)
    _replaced(path, 5)
    new = keys.load(path)
    longer = sign(6, head(ENTRIES, 6).root, old)
    with pytest.raises(Forged, match=r"of 6 entries is signed with the key \w+, whose last one had 5"):
        read_by(longer, new)
    with pytest.raises(Forged):
        next_checkpoint(ENTRIES, longer, new)


def test_a_forged_checkpoint_of_an_earlier_size_is_found(path: Path) -> None:
    old = keys.load(path)
    _replaced(path, 5)
    forged = sign(4, head(ENTRIES, 3).root, old)
    assert "do not have the root" in verify(ENTRIES, forged, keys.load(path), Record(pledges=tuple(ROWS)))[0]


def test_a_key_replaced_twice_knows_both_before_it(path: Path) -> None:
    first = _replaced(path, 2)
    second = _replaced(path, 5, first.text)
    new = keys.load(path)
    assert [(each.public, each.until) for each in new.earlier] == [(first.new.public, 5), (first.old.public, 2)]
    assert read_by(first.text, new).size == 2
    assert read_by(second.text, new).size == 5
    assert len(list(path.parent.glob("log.key.*.retired"))) == 2


def test_nobody_else_may_read_either_file(path: Path) -> None:
    old = path.read_bytes()
    _replaced(path, 5)
    (retired,) = path.parent.glob("log.key.*.retired")
    assert retired.read_bytes() == old
    assert [file.stat().st_mode & 0o777 for file in (path, retired)] == [0o600, 0o600]


def test_an_interruption_leaves_the_old_key(path: Path) -> None:
    old = path.read_bytes()
    made = handover.begin(path, ENTRIES, None)
    assert path.read_bytes() == old
    assert next_checkpoint(ENTRIES, made.text, keys.load(path)) != made.text  # signed by both; the old one goes on
    assert _replaced(path, 7, made.text).new.public == keys.load(path).public


def test_two_that_replace_it_at_once_leave_one_new_key(path: Path) -> None:
    one, other = (handover.begin(path, ENTRIES, None) for _ in range(2))
    handover.finish(path, one)
    with pytest.raises(BadKey, match="somebody else replaced the key"):
        handover.finish(path, other)
    assert keys.load(path).public == one.new.public
    assert not list(path.parent.glob("*.new"))


def test_a_log_that_was_altered_is_not_handed_over(path: Path) -> None:
    signed = next_checkpoint(ENTRIES, None, keys.load(path))
    before = path.read_bytes()
    with pytest.raises(Forged):
        handover.begin(path, ENTRIES[:6], signed)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["log.key"]


@pytest.mark.parametrize("line", ["Before: x", "Before: 5 nonsense", "Before: -1 a+b+c"])
def test_a_file_whose_earlier_keys_cannot_be_read_is_refused(path: Path, line: str) -> None:
    path.write_text(f"{line}\n{path.read_text()}")
    with pytest.raises(BadKey):
        keys.load(path)


def test_a_key_without_earlier_ones_reads_as_before(path: Path) -> None:
    assert isinstance(keys.load(path), LogKey)
    assert keys.load(path).earlier == ()
