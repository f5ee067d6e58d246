"""The public log of acts: its entries, and proofs that anyone can check with a checkpoint and the public key."""

from __future__ import annotations

from typing import Annotated

from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.api.asking import part, told
from horseshoe.api.facts import Facts
from horseshoe.api.operation import Subject
from horseshoe.store import notifications, opening
from horseshoe.store.log import notified, tree
from horseshoe.store.log.entry import Entry
from horseshoe.store.log.notified import Notifications, ProvenEntry, ProvenGrowth

SUBJECT = Subject("Log", "Every public act that entered the register here, as a log that can only grow (RFC 9162).")

LARGEST = 2**31 - 1


@SUBJECT.answers("/log", command="log", fresh=True)
def log(facts: Facts) -> Notifications:
    """The log of public acts, as numbered notifications.

    Every act of support that was registered, corrected, withdrawn or brought in with a list, the root of their tree,
    and the newest signed checkpoint.
    """
    signed, entries = _log()
    return notified.notified(entries, signed, facts.record)


@SUBJECT.answers("/log/growth", command="log check", fresh=True)
def log_growth(
    facts: Facts,
    old: Annotated[int, told("Size of the earlier log.", 1, ge=0, le=LARGEST)],
    new: Annotated[int | None, told("Size of the later log; all of it if not given.", ge=0, le=LARGEST)] = None,
) -> ProvenGrowth:
    """Prove that the log only grew.

    The later log begins with the whole of the earlier one: nothing in that was altered, removed or moved.
    """
    _, entries = _log()
    size = len(entries) if new is None else new
    if not 0 <= old <= size <= len(entries):
        raise BadQuestion(f"The log has {len(entries)} entries: give sizes up to that, the earlier one first.")
    proof = tree.consistency(entries, old, size)
    return ProvenGrowth(tree.root(entries, old).hex(), tree.root(entries, size).hex(), proof)


@SUBJECT.answers("/log/{number}", command="log prove", fresh=True)
def log_entry(facts: Facts, number: Annotated[int, part("Number of the entry.", 1, ge=1, le=LARGEST)]) -> ProvenEntry:
    """Prove that an entry is in the log.

    The proof leads to the newest checkpoint, if the entry is in that, else to the log as it is.
    """
    signed, entries = _log()
    if number > len(entries):
        raise NotFound(f"There is no entry {number}: the log has {len(entries)}, numbered from 1.")
    size = notifications.signed()
    if not number <= size <= len(entries):
        signed, size = None, len(entries)
    entry = entries[number - 1]
    proof = tree.inclusion(entries, number, size)
    return ProvenEntry(entry, entry.leaf().decode(), proof, tree.root(entries, size).hex(), signed)


def _log() -> tuple[str | None, tuple[Entry, ...]]:
    """The newest checkpoint, which is read first, so that no entry that it covers is missing; and the entries."""
    if not opening.stored():
        raise NotFound("There is no log here: these answers are made of tables, not of a store.")
    return notifications.checkpoint(), notifications.entries()
