"""A checkpoint: the size and the root of the log, signed.

The form is that of c2sp.org/tlog-checkpoint, a signed note (c2sp.org/signed-note): the log's name, the size, the root
in base64, an empty line, and a line for each signature. Any program that reads such checkpoints can check ours, and
witnesses can add their signatures.
"""

from __future__ import annotations

import re
from base64 import b64encode

import msgspec

from horseshoe.store.log.keys import LogKey, PublicKey, read_public, strict_base64
from horseshoe.store.log.tree import Head

MARK = "— "
"""How a signature line begins: em dash and space."""

MOST_SIGNATURES = 100
LONGEST = 1_000_000

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


class Forged(ValueError):
    """A text is not a checkpoint signed with the key; the sentence says what is wrong with it."""


class Checkpoint(msgspec.Struct, frozen=True):
    """What a log's key has signed."""

    origin: str
    """The log's name."""
    size: int
    """How many entries it had."""
    root: bytes
    """The root of their tree: 32 bytes."""
    extensions: tuple[str, ...] = ()
    """Further lines that were signed; Horseshoe signs none."""

    @property
    def head(self) -> Head:
        """Size and root, as proofs are checked with."""
        return Head(self.size, self.root)


def sign(size: int, root: bytes, key: LogKey) -> str:
    """The checkpoint of a log of ``size`` entries with this root, as text.

    The origin is the key's name, as c2sp.org/tlog-checkpoint recommends. Whoever signs must make sure that the log
    begins with all that was signed before: ``verification.next_checkpoint`` does.

    Raises:
        ValueError: the size is negative, or the root is not one of SHA-256.
    """
    if size < 0 or len(root) != 32:
        raise ValueError(f"A log of {size} entries with a root of {len(root)} bytes cannot be signed: a root has 32.")
    body = f"{key.origin}\n{size}\n{b64encode(root).decode()}\n"
    return f"{body}\n{_signature_line(body, key)}"


def read(text: str, public_key: str | PublicKey, origin: str | None = None) -> Checkpoint:
    """The checkpoint in ``text``, after its signature was checked.

    Signatures of other keys are passed over, as c2sp.org/signed-note asks: a witness may have added its own.

    Args:
        text: the signed note.
        public_key: the key of the log, ``NAME+ID+KEY``.
        origin: the log's name, where it is not that of the key.

    Raises:
        Forged: the key did not sign it, it was altered, it is of another log, or it is not in the form.
        keys.BadKey: the public key is not in its form.
    """
    key = read_public(public_key) if isinstance(public_key, str) else public_key
    body = _signed_by(key, text)
    name, size, root, *extensions = _lines(body)
    if name != (origin or key.name):
        raise Forged(f"The checkpoint is of the log {name}, not of {origin or key.name}.")
    if not _SIZE.fullmatch(size):
        raise Forged(f"The size of the checkpoint is {size[:40]!r}: it should be a number without leading zeros.")
    decoded = strict_base64(root)
    if decoded is None or len(decoded) != 32:
        raise Forged("The root of the checkpoint is not 32 bytes in base64.")
    return Checkpoint(name, int(size), decoded, tuple(extensions))


def read_by(text: str, key: LogKey) -> Checkpoint:
    """The checkpoint in ``text``, signed by the key of the log, or by the one that signed for it at that size.

    Raises:
        Forged: as for ``read``; or an earlier key signed it for a log that had grown past that key's time.
    """
    try:
        return read(text, key.public)
    except Forged as error:
        for before in key.earlier:
            try:
                found = read(text, before.public)
            except Forged:
                continue
            if found.size <= before.until:
                return found
            raise Forged(
                f"The checkpoint of {found.size} entries is signed with the key {before.public.id.hex()}, whose last "
                f"one had {before.until}: it was replaced by then."
            ) from None
        raise error from None


def countersign(text: str, key: LogKey) -> str:
    """A checkpoint with the signature of one more key, as c2sp.org/signed-note allows."""
    body, _ = _parts(text)
    return f"{text}{_signature_line(body, key)}"


def _signature_line(body: str, key: LogKey) -> str:
    signature = b64encode(key.public.id + key.private.sign(body.encode())).decode()
    return f"{MARK}{key.origin} {signature}\n"


def _signed_by(key: PublicKey, text: str) -> str:
    """The text that the key signed."""
    body, signatures = _parts(text)
    namesake = found = False
    for name, decoded in signatures:
        namesake |= name == key.name
        if name != key.name or decoded[:4] != key.id:
            continue
        if not key.signed(decoded[4:], body.encode()):
            raise Forged(
                f"The signature of {key.name} does not fit the checkpoint: it was altered, or signed by another."
            )
        found = True
    if not found:
        another = f"another key than {key.id.hex()}" if namesake else "others"
        raise Forged(f"The checkpoint is not signed with the key of {key.name}: it is signed with {another}.")
    return body


def _parts(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The text of a signed note, and of each signature the name and the bytes."""
    if len(text) > LONGEST:
        raise Forged(f"The checkpoint has {len(text)} characters: it should have a few hundred.")
    if any(letter < " " and letter != "\n" for letter in text):
        raise Forged("The checkpoint holds a control character: only line feeds are allowed.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Forged("The checkpoint is not UTF-8 text.") from None
    body, gap, below = text.rpartition("\n\n")
    if not gap or not below.endswith("\n"):
        raise Forged("The checkpoint is not in the form: text, an empty line, signatures, each line ended.")
    lines = below[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise Forged(f"The checkpoint has {len(lines)} signatures: at most {MOST_SIGNATURES} are read.")
    return f"{body}\n", [_signature(line) for line in lines]


def _signature(line: str) -> tuple[str, bytes]:
    name, _, encoded = line.removeprefix(MARK).partition(" ")
    decoded = strict_base64(encoded)
    if not line.startswith(MARK) or not name or decoded is None or len(decoded) < 5:
        raise Forged(f"The checkpoint holds {line[:60]!r} where a signature should stand.")
    return name, decoded


def _lines(body: str) -> list[str]:
    lines = body[:-1].split("\n")
    if len(lines) < 3 or not all(lines):
        raise Forged("The checkpoint should have at least three lines above the signatures: name, size and root.")
    return lines
