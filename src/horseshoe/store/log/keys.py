"""The key that signs checkpoints: an Ed25519 key in a file of its own, never in the database.

The file is PEM (PKCS #8, no passphrase), readable by its owner alone. Before the key it says which log signs with it,
in a line ``Origin: NAME``, which other programs pass over as RFC 7468 section 2 asks. What is published is the public
key as C2SP writes it, ``NAME+ID+KEY`` (c2sp.org/signed-note; the text form is that of golang.org/x/mod/sumdb/note).
"""

from __future__ import annotations

import os
import stat
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
"""The signature type Ed25519 in C2SP signed notes."""

_LABEL = "Origin: "
_BEFORE = "Before: "
_PEM = "-----BEGIN "


class BadKey(ValueError):
    """A key cannot be used; the sentence says why."""


class PublicKey(msgspec.Struct, frozen=True):
    """A log's name and the key that its checkpoints are checked with."""

    name: str
    raw: bytes
    """The Ed25519 key: 32 bytes."""

    @property
    def id(self) -> bytes:
        """The first four bytes of SHA-256 of name, line feed, signature type and key: c2sp.org/signed-note."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.raw).digest()[:4]

    def signed(self, signature: bytes, text: bytes) -> bool:
        """Whether this key signed the text."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, text)
        except (InvalidSignature, ValueError):
            return False
        return True

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64encode(ED25519 + self.raw).decode()}"


class Earlier(msgspec.Struct, frozen=True):
    """A key that signed for the log before the present one."""

    public: PublicKey
    until: int
    """Its last checkpoint has this many entries: what it signed of a longer log does not count."""


class LogKey(msgspec.Struct, frozen=True):
    """A log's name and the key that signs for it."""

    origin: str
    private: Ed25519PrivateKey
    earlier: tuple[Earlier, ...] = ()
    """Those that signed before it, the latest first."""

    @property
    def public(self) -> PublicKey:
        """What its signatures are checked with."""
        return PublicKey(self.origin, self.private.public_key().public_bytes_raw())


def generate(path: Path, origin: str | None = None, earlier: tuple[Earlier, ...] = ()) -> LogKey:
    """A new key, written to ``path`` with mode 0600.

    Args:
        path: where there is no file yet.
        origin: the log's name, best an address without its scheme, such as ``example.org/register``; without one, it
            is ``horseshoe/`` and eight digits drawn from the key.
        earlier: the keys that it comes after; they stand in the file too.

    Raises:
        BadKey: there is a file already, the file cannot be written, or a key cannot have that name.
    """
    private = Ed25519PrivateKey.generate()
    raw = private.public_key().public_bytes_raw()
    name = _name(f"horseshoe/{sha256(raw).hexdigest()[:8]}" if origin is None else origin)
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        if os.path.lexists(path):
            raise BadKey(f"There is a file {path} already: a key is never overwritten.") from None
        raise BadKey(f"The key cannot be written to {path}: {_reason(error)}.") from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            before = "".join(f"{_BEFORE}{each.until} {each.public}\n" for each in earlier)
            file.write(f"{_LABEL}{name}\n{before}".encode() + pem)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink()
        raise
    return LogKey(name, private, earlier)


def load(path: Path, origin: str | None = None) -> LogKey:
    """The key in ``path``.

    Args:
        path: the file that ``generate`` wrote, or another PEM file with an Ed25519 key.
        origin: the log's name, where the file does not tell it.

    Raises:
        BadKey: there is no such file, others may read it, it holds no Ed25519 key, or no name is told.
    """
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            content = file.read()
    except OSError as error:
        raise BadKey(f"The key {path} cannot be read: {_reason(error)}.") from None
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise BadKey(f"The key {path} is open to others (mode {stat.S_IMODE(mode):04o}): it should have mode 0600.")
    try:
        before, _, pem = content.decode().partition(_PEM)
        private = serialization.load_pem_private_key((_PEM + pem).encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise BadKey(f"{path} holds no private key: it should be a PEM file without a passphrase.") from None
    if not isinstance(private, Ed25519PrivateKey):
        raise BadKey(f"The key {path} is of another kind: it should be an Ed25519 key.")
    told = next((line.removeprefix(_LABEL) for line in before.splitlines() if line.startswith(_LABEL)), None)
    if told is None and origin is None:
        raise BadKey(f"The key {path} does not say which log it signs for: name it.")
    if origin is not None and told not in (None, origin):
        raise BadKey(f"The key {path} signs for the log {told}, not for {origin}.")
    earlier = (_earlier(path, line) for line in before.splitlines() if line.startswith(_BEFORE))
    return LogKey(_name(told or origin or ""), private, tuple(earlier))


def public_text(key: LogKey) -> str:
    """The public key as it is published, ``NAME+ID+KEY``."""
    return str(key.public)


def read_public(text: str) -> PublicKey:
    """The public key that a text such as ``sum.golang.org+033de0ae+Ac4z…`` tells.

    Raises:
        BadKey: it is not in that form, is of another kind, or its id is not that of the key.
    """
    parts = text.strip().split("+", 2)
    if len(parts) != 3:
        raise BadKey("The public key is not in the form NAME+ID+KEY.")
    name, told, encoded = parts
    raw = strict_base64(encoded)
    if raw is None or len(raw) != 33 or raw[:1] != ED25519:
        raise BadKey(f"The public key of {name} is not an Ed25519 key in the form that C2SP signed notes have.")
    key = PublicKey(_name(name), raw[1:])
    if told != key.id.hex():
        raise BadKey(f"The public key of {name} has the id {key.id.hex()}, and its text says {told}.")
    return key


def _earlier(path: Path, line: str) -> Earlier:
    until, _, key = line.removeprefix(_BEFORE).partition(" ")
    if not (until.isascii() and until.isdigit()):
        raise BadKey(f"{path} does not say until when an earlier key signed: the line is {line[:60]!r}.")
    return Earlier(read_public(key), int(until))


def strict_base64(text: str) -> bytes | None:
    """What the text encodes (RFC 4648 section 4), or ``None`` if it is not the one encoding of it."""
    try:
        decoded = b64decode(text, validate=True)
    except ValueError:
        return None
    return decoded if b64encode(decoded).decode() == text else None


def _name(name: str) -> str:
    if not name or any(letter in "+\x7f" or letter.isspace() or letter < " " for letter in name):
        raise BadKey(f"{name!r} cannot name a log: it should be neither empty nor hold a space or a plus.")
    return name


def _reason(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()
