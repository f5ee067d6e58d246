"""The tree and its proofs, held against the test tree of Certificate Transparency and against themselves.

The eight leaves and their roots are those of github.com/transparency-dev/merkle, testonly/constants.go, as every
implementation of RFC 6962 tests with; the proofs are read off its NodeHashes.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

import msgspec
import pytest
from acts import LOG, many
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from horseshoe.store.log.entry import Entry
from horseshoe.store.log.tree import (
    EMPTY,
    ConsistencyProof,
    Head,
    InclusionProof,
    ProofFails,
    check_consistency,
    check_inclusion,
    consistency,
    head,
    inclusion,
    root,
)

LEAVES = [
    bytes.fromhex(leaf)
    for leaf in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
NODES = (
    (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
        "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658",
        "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
        "46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1",
    ),
    (
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    ),
    (
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
)


class Leaf(Entry, frozen=True):
    """An entry whose leaf is one of the published ones."""

    def leaf(self) -> bytes:
        return LEAVES[self.number - 1]


PUBLISHED = tuple(
    Leaf(number, entry.at, entry.kind, "pledges", "", "") for number, entry in enumerate(many(8), start=1)
)


P = TypeVar("P", InclusionProof, ConsistencyProof)


@cache
def the_log() -> tuple[Entry, ...]:
    return many(200)


# -- published vectors ----------------------------------------------------------------------------


@pytest.mark.parametrize("size", range(9))
def test_the_published_roots(size: int) -> None:
    assert root(PUBLISHED, size).hex() == ROOTS[size]
    assert root(PUBLISHED[:size]).hex() == ROOTS[size]


def test_the_published_leaf_hashes() -> None:
    assert tuple(entry.leaf_hash.hex() for entry in PUBLISHED) == NODES[0]


@pytest.mark.parametrize(
    ("number", "size", "path"),
    [
        (1, 1, ()),
        (1, 8, (NODES[0][1], NODES[1][1], NODES[2][1])),
        (6, 8, (NODES[0][4], NODES[1][3], NODES[2][0])),
        (3, 3, (NODES[1][0],)),
        (2, 5, (NODES[0][0], NODES[1][1], NODES[0][4])),
    ],
)
def test_the_published_inclusion_proofs(number: int, size: int, path: tuple[str, ...]) -> None:
    proof = inclusion(PUBLISHED, number, size)
    assert proof == InclusionProof(size, number, NODES[0][number - 1], path)
    check_inclusion(proof, Head(size, bytes.fromhex(ROOTS[size])))


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        (1, 1, ()),
        (1, 8, (NODES[0][1], NODES[1][1], NODES[2][1])),
        (6, 8, (NODES[1][2], NODES[1][3], NODES[2][0])),
        (2, 5, (NODES[1][1], NODES[0][4])),
    ],
)
def test_the_published_consistency_proofs(old: int, new: int, path: tuple[str, ...]) -> None:
    proof = consistency(PUBLISHED, old, new)
    assert proof == ConsistencyProof(old, new, path)
    check_consistency(proof, Head(old, bytes.fromhex(ROOTS[old])), Head(new, bytes.fromhex(ROOTS[new])))


def slowly(hashes: list[bytes]) -> bytes:
    """The root as RFC 9162 section 2.1.1 defines it, word by word."""
    if not hashes:
        return sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return sha256(b"\x01" + slowly(hashes[:k]) + slowly(hashes[k:])).digest()


@settings(deadline=None)
@given(size=st.integers(0, 200))
def test_the_root_is_that_of_the_definition_and_of_pymerkle(size: int) -> None:
    leaves = [entry.leaf() for entry in the_log()[:size]]
    found = root(the_log(), size)
    assert found == slowly([sha256(b"\x00" + leaf).digest() for leaf in leaves])
    assert found == InmemoryTree.init_from_entries(leaves).get_root()


# -- every proof holds, and no other --------------------------------------------------------------


@settings(deadline=None)
@given(data=st.data(), size=st.integers(1, 200))
def test_every_inclusion_proof_holds_and_none_with_a_bit_flipped(data: st.DataObject, size: int) -> None:
    number = data.draw(st.integers(1, size))
    proof, log = inclusion(the_log(), number, size), head(the_log(), size)
    check_inclusion(proof, log, the_log()[number - 1])
    for altered in _altered(data, proof):
        with pytest.raises(ProofFails):
            check_inclusion(altered, log)
    with pytest.raises(ProofFails):
        check_inclusion(proof, Head(size, _flip(data, log.root)))
    with pytest.raises(ProofFails):
        check_inclusion(proof, Head(size + 1, log.root))


def test_the_log_of_any_size_begins_that_of_any_later_size() -> None:
    heads = [head(the_log(), size) for size in range(41)]
    for new in heads:
        for old in heads[: new.size + 1]:
            check_consistency(consistency(the_log(), old.size, new.size), old, new)


@settings(deadline=None)
@given(data=st.data(), new=st.integers(2, 200))
def test_no_consistency_proof_holds_with_a_bit_flipped(data: st.DataObject, new: int) -> None:
    old = data.draw(st.integers(1, new - 1))
    before, after = head(the_log(), old), head(the_log(), new)
    proof = consistency(the_log(), old, new)
    check_consistency(proof, before, after)
    for altered in _altered(data, proof):
        with pytest.raises(ProofFails):
            check_consistency(altered, before, after)
    with pytest.raises(ProofFails):
        check_consistency(proof, Head(old, _flip(data, before.root)), after)
    with pytest.raises(ProofFails):
        check_consistency(proof, before, Head(new, _flip(data, after.root)))


@pytest.mark.parametrize("size", range(1, 9))
def test_a_log_without_entries_begins_every_log(size: int) -> None:
    check_consistency(ConsistencyProof(0, size, ()), Head(0, EMPTY), head(PUBLISHED, size))


def _altered(data: st.DataObject, proof: P) -> list[P]:
    """The proof with each of its parts altered, a bit of a hash or a number, and with a hash more or less."""
    found: list[P] = []
    for field in proof.__struct_fields__:
        value: Any = getattr(proof, field)
        if isinstance(value, int):
            found += [_with(proof, field, other) for other in (value - 1, value + 1, value ^ 2, -value)]
        elif isinstance(value, str):
            found.append(_with(proof, field, _flip(data, bytes.fromhex(value)).hex()))
        else:
            for place, node in enumerate(value):
                path = list(value)
                path[place] = _flip(data, bytes.fromhex(node)).hex()
                found.append(_with(proof, field, tuple(path)))
            found += [_with(proof, field, (*value, "00" * 32)), _with(proof, field, ("00" * 32, *value))]
            found += [_with(proof, field, value[1:]), _with(proof, field, value[:-1])] if value else []
    return [altered for altered in found if altered != proof]


def _with(proof: P, field: str, value: object) -> P:
    return msgspec.structs.replace(proof, **{field: value})


def _flip(data: st.DataObject, value: bytes) -> bytes:
    bit = data.draw(st.integers(0, len(value) * 8 - 1))
    altered = bytearray(value)
    altered[bit // 8] ^= 1 << bit % 8
    return bytes(altered)


# -- what is said ---------------------------------------------------------------------------------


def test_a_proof_goes_through_json() -> None:
    proof = inclusion(LOG, 3)
    assert msgspec.json.decode(msgspec.json.encode(proof), type=InclusionProof) == proof
    grown = consistency(LOG, 1)
    assert msgspec.json.decode(msgspec.json.encode(grown), type=ConsistencyProof) == grown


def test_a_proof_of_another_entry() -> None:
    with pytest.raises(ProofFails, match="The proof is not about this entry 2"):
        check_inclusion(inclusion(LOG, 3), head(LOG), LOG[1])


def test_an_altered_entry_is_not_in_the_log() -> None:
    altered = msgspec.structs.replace(LOG[2], body=LOG[2].body.replace("NZL", "AUS"))
    with pytest.raises(ProofFails, match="not about this entry 3"):
        check_inclusion(inclusion(LOG, 3), head(LOG), altered)
    with pytest.raises(ProofFails, match="entry 3 does not lead to the root of the log of 4"):
        check_inclusion(
            msgspec.structs.replace(inclusion(LOG, 3), leaf_hash=altered.leaf_hash.hex()), head(LOG), altered
        )


def test_a_rewritten_log_does_not_begin_with_the_old_one() -> None:
    rewritten = many(9)
    old = head(the_log(), 5)
    altered = (*rewritten[:2], msgspec.structs.replace(rewritten[2], key="code-ken-33"), *rewritten[3:])
    with pytest.raises(ProofFails, match="from 5 to 9 entries does not lead to the root of the log of 5"):
        check_consistency(consistency(altered, 5), old, head(altered))
    with pytest.raises(ProofFails, match="The root of the log of 5 is another"):
        check_consistency(ConsistencyProof(5, 5, ()), old, head(altered, 5))


def test_a_hash_that_is_none() -> None:
    proof = msgspec.structs.replace(inclusion(LOG, 3), path=("xyz", "00" * 32))
    with pytest.raises(ProofFails, match="holds 'xyz' where a hash of 64 hexadecimal digits should stand"):
        check_inclusion(proof, head(LOG))


@pytest.mark.parametrize("number", [0, 5, -1])
def test_there_is_no_proof_of_an_entry_that_is_not_there(number: int) -> None:
    with pytest.raises(ValueError, match=f"There is no entry {number} in the log of 4"):
        inclusion(LOG, number)


def test_there_is_no_size_beyond_the_log() -> None:
    with pytest.raises(ValueError, match="The log has 4 entries: a size of 5 cannot be had"):
        root(LOG, 5)
    with pytest.raises(ValueError, match="A log of 2 does not begin with one of 3"):
        consistency(LOG, 3, 2)
