"""Checkpoints: ours are C2SP's, and C2SP's are read."""

from __future__ import annotations

from base64 import b64decode, b64encode
from hashlib import sha256

import pytest
from acts import LOG
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from horseshoe.store.log.checkpoint import Checkpoint, Forged, read, sign
from horseshoe.store.log.keys import LogKey
from horseshoe.store.log.tree import head

NAME = "example.org/register"
KEY = LogKey(NAME, Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
PUBLIC = str(KEY.public)
HEAD = head(LOG)
SIGNED = sign(HEAD.size, HEAD.root, KEY)


def note(body: str, *, name: str = NAME, algorithm: bytes = b"\x01", private: Ed25519PrivateKey = KEY.private) -> str:
    """A signed note put together by hand from c2sp.org/signed-note, without the code that is tested."""
    raw = private.public_key().public_bytes_raw()
    key_id = sha256(name.encode() + b"\n" + algorithm + raw).digest()[:4]
    return f"{body}\n— {name} {b64encode(key_id + private.sign(body.encode())).decode()}\n"


def body(size: object = HEAD.size, root: bytes = HEAD.root, origin: str = NAME, more: str = "") -> str:
    return f"{origin}\n{size}\n{b64encode(root).decode()}\n{more}"


# -- what is signed and read ----------------------------------------------------------------------


def test_a_checkpoint_is_the_signed_note_put_together_by_hand() -> None:
    assert SIGNED == note(body())


def test_a_checkpoint_is_read_as_it_was_signed() -> None:
    assert read(SIGNED, PUBLIC) == Checkpoint(NAME, 4, HEAD.root)
    assert read(SIGNED, KEY.public).head == HEAD


def test_signing_again_gives_the_same_text() -> None:
    assert sign(HEAD.size, HEAD.root, KEY) == SIGNED


def test_a_log_without_entries_can_be_signed() -> None:
    empty = head(())
    assert read(sign(0, empty.root, KEY), PUBLIC).head == empty


@settings(deadline=None)
@given(size=st.integers(0, 10**18), root=st.binary(min_size=32, max_size=32))
def test_every_size_and_root_comes_back(size: int, root: bytes) -> None:
    assert read(sign(size, root, KEY), PUBLIC) == Checkpoint(NAME, size, root)


def test_what_cannot_be_signed() -> None:
    for size, root in ((-1, HEAD.root), (4, b"short")):
        with pytest.raises(ValueError, match="cannot be signed"):
            sign(size, root, KEY)


@pytest.mark.parametrize(
    ("size", "root", "signature"),
    [
        (
            6476701,
            "mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=",
            "Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=",
        ),
        (
            3935567,
            "SapHtgdNCeF00Cx8kqztePV24kgzNg++Xovae42HAMw=",
            "Az3grsm7Wm4CVNR1RHq9BFnu9jzcRlU2uw7lr0gfUWgO6+rqPNjT+fUTl9gH0NRTgdwW9nItuQSMbhSaLCsk8YeYSAs=",
        ),
    ],
)
def test_tree_heads_that_the_go_checksum_database_signed(size: int, root: str, signature: str) -> None:
    """As public repositories quote them; that they are real is what the signatures show."""
    text = f"go.sum database tree\n{size}\n{root}\n\n— sum.golang.org {signature}\n"
    key = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
    found = read(text, key, origin="go.sum database tree")
    assert (found.size, found.root) == (size, b64decode(root))
    with pytest.raises(Forged, match="altered"):
        read(text.replace(f"\n{size}\n", f"\n{size + 1}\n"), key, origin="go.sum database tree")
    with pytest.raises(Forged, match=r"is of the log go\.sum database tree, not of sum\.golang\.org"):
        read(text, key)


def test_the_signatures_of_witnesses_are_passed_over() -> None:
    witness = note(body(), name="witness.example", private=Ed25519PrivateKey.generate()).splitlines(keepends=True)[-1]
    namesake = note(body(), private=Ed25519PrivateKey.generate()).splitlines(keepends=True)[-1]
    assert read(SIGNED + witness + namesake, PUBLIC).head == HEAD
    above, line = SIGNED.rsplit("— ", 1)
    assert read(f"{above}{witness}— {line}", PUBLIC).head == HEAD


def test_further_lines_that_were_signed_are_told() -> None:
    assert read(note(body(more="a line\nanother\n")), PUBLIC).extensions == ("a line", "another")


# -- what is refused ------------------------------------------------------------------------------


@settings(deadline=None)
@given(data=st.data())
def test_no_checkpoint_with_a_character_altered_is_read(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(SIGNED) - 1))
    other = data.draw(st.sampled_from("\n\t +/=—0123456789abcdefABCDEF\u2003\ud800").filter(SIGNED[place].__ne__))
    with pytest.raises(Forged):
        read(SIGNED[:place] + other + SIGNED[place + 1 :], PUBLIC)


@settings(deadline=None)
@given(data=st.data())
def test_no_signature_with_a_bit_flipped_is_read(data: st.DataObject) -> None:
    above, encoded = SIGNED.rstrip("\n").rsplit(" ", 1)
    signature = bytearray(b64decode(encoded))
    bit = data.draw(st.integers(0, len(signature) * 8 - 1))
    signature[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Forged):
        read(f"{above} {b64encode(signature).decode()}\n", PUBLIC)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (SIGNED.replace("\n4\n", "\n5\n"), "does not fit the checkpoint: it was altered"),
        (SIGNED.replace("\n4\n", "\n4\nmore\n"), "does not fit the checkpoint: it was altered"),
        (note(body(), private=Ed25519PrivateKey.from_private_bytes(b"k" * 32)), "another key than"),
        (note(body(), name="witness.example"), "it is signed with others"),
        (note(body(), algorithm=b"\x02"), "another key than"),
        (note(body(), algorithm=b"\x04"), "another key than"),
        (note(body(origin="example.org/other")), "of the log example.org/other, not of example.org/register"),
        (note(body("04")), "The size of the checkpoint is '04'"),
        (note(body("+4")), "The size of the checkpoint is '\\+4'"),
        (note(body("-4")), "The size of the checkpoint is '-4'"),
        (note(body("4 ")), "The size of the checkpoint is '4 '"),
        (note(body("٤")), "The size of the checkpoint is '٤'"),
        (note(body("4.0")), "The size of the checkpoint is '4.0'"),
        (note(body("9" * 30)), "The size of the checkpoint is '9999"),
        (note(body(root=b"\x00" * 31)), "not 32 bytes in base64"),
        (note(body(root=b"\x00" * 33)), "not 32 bytes in base64"),
        (note(f"{NAME}\n4\n{HEAD.root.hex()}\n"), "not 32 bytes in base64"),
        (note(body().rstrip("=\n") + "\n"), "not 32 bytes in base64"),
        (note(f"{NAME}\n4\n"), "at least three lines"),
        (note(f"{NAME}\n\n4\n{b64encode(HEAD.root).decode()}\n"), "at least three lines"),
        (note(f"\n4\n{b64encode(HEAD.root).decode()}\n"), "at least three lines"),
        (SIGNED + "junk\n", "holds 'junk' where a signature should stand"),
        (SIGNED + "junk", "not in the form"),
        (SIGNED + "\n", "not in the form|where a signature should stand"),
        (SIGNED + "\n\n", "where a signature should stand|not in the form"),
        (SIGNED.rstrip("\n"), "not in the form"),
        (SIGNED.replace("\n", "\r\n"), "holds a control character"),
        (SIGNED.replace("— ", "- "), "where a signature should stand"),
        (SIGNED.replace("— ", "—  "), "where a signature should stand"),
        (SIGNED.replace("=\n", "\n"), "where a signature should stand"),
        (body() + "\n", "not in the form|where a signature should stand"),
        (body(), "not in the form"),
        ("", "not in the form"),
        ("\n\n", "where a signature should stand|not in the form"),
        (SIGNED + SIGNED.splitlines()[-1] * 30_000, "characters: it should have a few hundred"),
        (SIGNED + (SIGNED.splitlines()[-1] + "\n") * 100, "has 101 signatures"),
    ],
)
def test_what_is_no_checkpoint_of_ours(text: str, sentence: str) -> None:
    with pytest.raises(Forged, match=sentence):
        read(text, PUBLIC)


def test_a_signature_of_another_length_is_refused() -> None:
    short = b64encode(KEY.public.id + KEY.private.sign(body().encode())[:63]).decode()
    with pytest.raises(Forged, match="does not fit"):
        read(f"{body()}\n— {NAME} {short}\n", PUBLIC)


def test_a_good_signature_does_not_cover_for_a_bad_one_of_the_same_key() -> None:
    bad = b64encode(KEY.public.id + bytes(64)).decode()
    with pytest.raises(Forged, match="does not fit"):
        read(f"{SIGNED}— {NAME} {bad}\n", PUBLIC)
