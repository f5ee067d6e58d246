"""The log as a Merkle tree: its root, and proofs that an entry is in it or that it only grew.

The tree and the proofs are those of RFC 9162 section 2.1 (as in RFC 6962), with SHA-256. pymerkle computes the tree;
proofs have the form of the RFC, and are checked by its own algorithms: whoever has a proof and the signed size and root
needs neither the store nor pymerkle.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

import msgspec
from pymerkle import BaseMerkleTree

from horseshoe.store.log.entry import Entry

NODE = b"\x01"
"""What is hashed before two hashes: RFC 9162 section 2.1.1."""

EMPTY = sha256(b"").digest()
"""The root of a log without entries: RFC 9162 section 2.1.1."""


class ProofFails(ValueError):
    """A proof does not prove what it should; the sentence says what does not fit."""


class Head(msgspec.Struct, frozen=True):
    """A log at one size: what a checkpoint signs."""

    size: int
    """How many entries."""
    root: bytes
    """Root of the tree of these entries: 32 bytes."""


class InclusionProof(msgspec.Struct, frozen=True):
    """What shows that an entry is in a log: RFC 9162 section 2.1.3."""

    log_size: int
    """Size of the log that it is about."""
    number: int
    """Number of the entry, from 1; the RFC's index is one less."""
    leaf_hash: str
    """Hash of the entry's leaf, 64 hexadecimal digits."""
    path: tuple[str, ...]
    """Hashes from the leaf to the root, 64 hexadecimal digits each."""


class ConsistencyProof(msgspec.Struct, frozen=True):
    """What shows that a log begins with the whole of an earlier one: RFC 9162 section 2.1.4."""

    old_size: int
    """Size of the earlier log."""
    new_size: int
    """Size of the later log."""
    path: tuple[str, ...]
    """Hashes that lead to both roots, 64 hexadecimal digits each."""


# -- making -----------------------------------------------------------------------------------


def head(entries: Sequence[Entry], size: int | None = None) -> Head:
    """Size and root of the log of the first ``size`` entries, or of all.

    Raises:
        ValueError: there are fewer entries.
    """
    size = _size(entries, size)
    return Head(size, _Leaves(entries).get_root(size))


def root(entries: Sequence[Entry], size: int | None = None) -> bytes:
    """The root of the tree of the first ``size`` entries, or of all: 32 bytes.

    Raises:
        ValueError: there are fewer entries.
    """
    return head(entries, size).root


def inclusion(entries: Sequence[Entry], number: int, size: int | None = None) -> InclusionProof:
    """The proof that entry ``number`` is in the log of the first ``size`` entries, or of all.

    Raises:
        ValueError: that log has no such entry.
    """
    size = _size(entries, size)
    if not 1 <= number <= size:
        raise ValueError(f"There is no entry {number} in the log of {size}: entries are numbered from 1.")
    leaf, *path = _Leaves(entries).prove_inclusion(number, size).path
    return InclusionProof(size, number, leaf.hex(), tuple(node.hex() for node in path))


def consistency(entries: Sequence[Entry], old_size: int, new_size: int | None = None) -> ConsistencyProof:
    """The proof that the log of the first ``new_size`` entries, or of all, begins with that of ``old_size``.

    Raises:
        ValueError: there are fewer entries, or the earlier log is the longer one.
    """
    new_size = _size(entries, new_size)
    if not 0 <= old_size <= new_size:
        raise ValueError(f"A log of {new_size} does not begin with one of {old_size}: the earlier size comes first.")
    nodes = _nodes(old_size, 0, new_size, known=True) if old_size else []
    leaves = _Leaves(entries)
    return ConsistencyProof(old_size, new_size, tuple(leaves.over(start, end).hex() for start, end in nodes))


def _nodes(old: int, start: int, end: int, known: bool) -> list[tuple[int, int]]:
    """The nodes of a consistency proof, each by the leaves that it covers: SUBPROOF of RFC 9162 section 2.1.4.1.

    pymerkle's own proof of consistency is not used: it goes down below the old root and names more nodes.
    """
    if old == end - start:
        return [] if known else [(start, end)]
    split = 1 << (end - start - 1).bit_length() - 1
    if old <= split:
        return [*_nodes(old, start, start + split, known), (start + split, end)]
    return [*_nodes(old - split, start + split, end, known=False), (start, start + split)]


# -- checking ---------------------------------------------------------------------------------


def check_inclusion(proof: InclusionProof, log: Head, entry: Entry | None = None) -> None:
    """Check that the proof leads to the root of ``log``: RFC 9162 section 2.1.3.2.

    Args:
        proof: what is to be checked.
        log: the size and the root that were signed.
        entry: the entry that it should be about; without it, only the hash in the proof is shown to be in the log.

    Raises:
        ProofFails: it does not, or it is about another entry or a log of another size.
    """
    if proof.log_size != log.size:
        raise ProofFails(f"The proof is about a log of {proof.log_size} entries, and that log has {log.size}.")
    if not 1 <= proof.number <= log.size:
        raise ProofFails(f"The proof is about entry {proof.number}, and the log has the entries 1 to {log.size}.")
    if entry is not None and (proof.number != entry.number or _hash(proof.leaf_hash) != entry.leaf_hash):
        raise ProofFails(f"The proof is not about this entry {entry.number}: its number or its hash is another.")
    place, last = proof.number - 1, log.size - 1
    found = _hash(proof.leaf_hash)
    for node in map(_hash, proof.path):
        if last == 0:
            raise ProofFails(f"The proof of entry {proof.number} is too long for a log of {log.size} entries.")
        if place % 2 or place == last:
            found = _pair(node, found)
            place, last = _up_to_odd(place, last)
        else:
            found = _pair(found, node)
        place, last = place // 2, last // 2
    if last:
        raise ProofFails(f"The proof of entry {proof.number} is too short for a log of {log.size} entries.")
    if found != log.root:
        raise ProofFails(
            f"The proof of entry {proof.number} does not lead to the root of the log of {log.size}: the entry or the "
            "proof was altered, or it is of another log."
        )


def check_consistency(proof: ConsistencyProof, old: Head, new: Head) -> None:
    """Check that the proof leads to both roots, so that ``new`` begins with the whole of ``old``.

    RFC 9162 section 2.1.4.2; a log without entries, on which the RFC is silent, begins every log.

    Raises:
        ProofFails: it does not, or it is about logs of other sizes.
    """
    sizes = (proof.old_size, proof.new_size)
    if sizes != (old.size, new.size):
        raise ProofFails(
            f"The proof is about logs of {sizes[0]} and {sizes[1]} entries, and these have {old.size} and {new.size}."
        )
    if not 0 <= old.size <= new.size:
        raise ProofFails(f"A log of {new.size} cannot begin with one of {old.size}: the earlier one comes first.")
    path = [_hash(node) for node in proof.path]
    if old.size in (0, new.size):
        if path:
            raise ProofFails(f"The proof from {old.size} to {new.size} entries should be empty, and is not.")
        if old.root != (new.root if old.size else EMPTY):
            raise ProofFails(f"The root of the log of {old.size} is another: it was rewritten.")
        return
    if _is_complete(old.size):
        path.insert(0, old.root)
    if not path:
        raise ProofFails(f"The proof from {old.size} to {new.size} entries is empty, and should not be.")
    place, last = old.size - 1, new.size - 1
    while place % 2:
        place, last = place // 2, last // 2
    found_old = found_new = path[0]
    for node in path[1:]:
        if last == 0:
            raise ProofFails(f"The proof from {old.size} to {new.size} entries is too long.")
        if place % 2 or place == last:
            found_old, found_new = _pair(node, found_old), _pair(node, found_new)
            place, last = _up_to_odd(place, last)
        else:
            found_new = _pair(found_new, node)
        place, last = place // 2, last // 2
    if last:
        raise ProofFails(f"The proof from {old.size} to {new.size} entries is too short.")
    for found, told in ((found_old, old), (found_new, new)):
        if found != told.root:
            raise ProofFails(
                f"The proof from {old.size} to {new.size} entries does not lead to the root of the log of {told.size}: "
                "the log was rewritten, or the proof was altered."
            )


def _up_to_odd(place: int, last: int) -> tuple[int, int]:
    """Both halved until the first is odd or zero."""
    while place and not place % 2:
        place, last = place // 2, last // 2
    return place, last


def _pair(left: bytes, right: bytes) -> bytes:
    return sha256(NODE + left + right).digest()


def _hash(text: str) -> bytes:
    if len(text) != 64 or not set(text) <= set("0123456789abcdef"):
        raise ProofFails(f"The proof holds {text[:80]!r} where a hash of 64 hexadecimal digits should stand.")
    return bytes.fromhex(text)


def _is_complete(size: int) -> bool:
    """Whether a tree of this size has all its leaves at one depth: the size is a power of two."""
    return size & (size - 1) == 0


def _size(entries: Sequence[Entry], size: int | None) -> int:
    if size is None:
        return len(entries)
    if not 0 <= size <= len(entries):
        raise ValueError(f"The log has {len(entries)} entries: a size of {size} cannot be had.")
    return size


class _Leaves(BaseMerkleTree):  # type: ignore[misc]
    """A tree over the hashes that the entries have already."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__(algorithm="sha256")
        self._hashes = [entry.leaf_hash for entry in entries]

    def over(self, start: int, end: int) -> bytes:
        """Root of the tree of the leaves from ``start`` to before ``end``, counted from 0."""
        found: bytes = self._get_root(start, end)
        return found

    def _encode_entry(self, data: Entry) -> bytes:
        return data.leaf()

    def _store_leaf(self, data: Entry, digest: bytes) -> int:
        self._hashes.append(digest)
        return len(self._hashes)

    def _get_leaf(self, index: int) -> bytes:
        return self._hashes[index - 1]

    def _get_leaves(self, offset: int, width: int) -> Iterable[bytes]:
        return self._hashes[offset : offset + width]

    def _get_size(self) -> int:
        return len(self._hashes)
