"""The signing key: made once, kept from others, and told to all as its public half."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from horseshoe.store.log.keys import BadKey, LogKey, generate, load, public_text, read_public

GO = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
"""The public key of the Go checksum database, as the go command has it."""


def test_a_key_comes_back_as_it_was_made(tmp_path: Path) -> None:
    made = generate(tmp_path / "keys" / "log.key", "example.org/register")
    read = load(tmp_path / "keys" / "log.key")
    assert read.origin == "example.org/register"
    assert public_text(read) == public_text(made)


def test_a_key_without_a_name_is_named_after_itself(tmp_path: Path) -> None:
    one, other = generate(tmp_path / "one"), generate(tmp_path / "other")
    assert one.origin.startswith("horseshoe/")
    assert one.origin != other.origin
    assert load(tmp_path / "one").origin == one.origin


def test_the_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        generate(tmp_path / "log.key")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "log.key").stat().st_mode) == 0o600


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "log.key"
    generate(path)
    content = path.read_bytes()
    with pytest.raises(BadKey, match="already: a key is never overwritten"):
        generate(path)
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(BadKey, match="already: a key is never overwritten"):
        generate(tmp_path / "link")
    assert path.read_bytes() == content


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_that_others_may_read_is_not_used(tmp_path: Path, mode: int) -> None:
    generate(tmp_path / "log.key")
    (tmp_path / "log.key").chmod(mode)
    with pytest.raises(BadKey, match=f"is open to others \\(mode {mode:04o}\\): it should have mode 0600"):
        load(tmp_path / "log.key")


@pytest.mark.parametrize("origin", ["", "a b", "a+b", "a\nb", "a\u2003b", "\t"])
def test_a_name_that_no_signed_note_can_bear(tmp_path: Path, origin: str) -> None:
    with pytest.raises(BadKey, match="cannot name a log"):
        generate(tmp_path / "log.key", origin)
    assert not (tmp_path / "log.key").exists()


def pem_of(path: Path, private: object, *, password: bytes | None = None) -> Path:
    scheme = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    content = private.private_bytes(  # type: ignore[attr-defined]
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, scheme
    )
    path.write_bytes(content)
    path.chmod(0o600)
    return path


def test_a_key_from_elsewhere_needs_a_name(tmp_path: Path) -> None:
    path = pem_of(tmp_path / "log.key", Ed25519PrivateKey.generate())
    with pytest.raises(BadKey, match="does not say which log it signs for: name it"):
        load(path)
    assert load(path, "example.org/register").origin == "example.org/register"


def test_a_key_signs_for_one_log(tmp_path: Path) -> None:
    generate(tmp_path / "log.key", "example.org/register")
    with pytest.raises(BadKey, match=r"signs for the log example\.org/register, not for example\.org/other"):
        load(tmp_path / "log.key", "example.org/other")


def test_other_programs_read_the_key_file(tmp_path: Path) -> None:
    made = generate(tmp_path / "log.key")
    read = serialization.load_pem_private_key((tmp_path / "log.key").read_bytes(), password=None)
    assert isinstance(read, Ed25519PrivateKey)
    assert read.private_bytes_raw() == made.private.private_bytes_raw()


def test_what_is_no_key(tmp_path: Path) -> None:
    with pytest.raises(BadKey, match="cannot be read: no such file or directory"):
        load(tmp_path / "nothing.key")
    for name, content in (("empty", b""), ("text", b"a key"), ("bytes", b"\xff\xfe\x00"), ("cut", b"-----BEGIN ")):
        (tmp_path / name).write_bytes(content)
        (tmp_path / name).chmod(0o600)
        with pytest.raises(BadKey, match="holds no private key"):
            load(tmp_path / name)
    with pytest.raises(BadKey, match="it should be an Ed25519 key"):
        load(pem_of(tmp_path / "ec.key", generate_private_key(SECP256R1())))
    with pytest.raises(BadKey, match="without a passphrase"):
        load(pem_of(tmp_path / "locked.key", Ed25519PrivateKey.generate(), password=b"secret"))
    with pytest.raises(BadKey, match="cannot be written"):
        generate(tmp_path / "text" / "log.key")


def test_the_public_key_of_the_go_checksum_database() -> None:
    key = read_public(GO)
    assert (key.name, key.id.hex()) == ("sum.golang.org", "033de0ae")
    assert str(key) == GO


@settings(deadline=None)
@given(seed=st.binary(min_size=32, max_size=32))
def test_every_public_key_is_read_as_it_is_told(seed: bytes) -> None:
    key = LogKey("example.org/register", Ed25519PrivateKey.from_private_bytes(seed))
    assert read_public(public_text(key)) == key.public


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("sum.golang.org", "not in the form NAME\\+ID\\+KEY"),
        (GO.replace("033de0ae", "033de0af"), "has the id 033de0ae, and its text says 033de0af"),
        (GO.replace("033de0ae", "033DE0AE"), "has the id 033de0ae, and its text says 033DE0AE"),
        (GO.replace("sum.golang.org", "sum.golang.com"), "The public key of sum.golang.com has the id"),
        (GO.replace("+Ac4z", "+Bc4z"), "not an Ed25519 key"),
        (GO[:-4], "not an Ed25519 key"),
        (GO + "=", "not an Ed25519 key"),
        (GO.replace("sum.golang.org", "sum golang"), "cannot name a log"),
    ],
)
def test_what_is_no_public_key(text: str, sentence: str) -> None:
    with pytest.raises(BadKey, match=sentence):
        read_public(text)
