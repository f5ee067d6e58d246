"""From one key of the log to the next: the last checkpoint of the one is the first of the other.

The checkpoint at which a key is replaced bears both signatures. Whoever holds the old key sees by it that the log goes
on as it was, and whoever holds the new one that it began with all that the old one signed.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

import msgspec

from horseshoe.store.log import keys
from horseshoe.store.log.checkpoint import countersign, read
from horseshoe.store.log.entry import Entry
from horseshoe.store.log.keys import BadKey, Earlier, LogKey
from horseshoe.store.log.verification import next_checkpoint


class Handover(msgspec.Struct, frozen=True):
    """A new key that is ready to take the place of the old one."""

    old: LogKey
    new: LogKey
    text: str
    """The checkpoint that both signed."""
    beside: Path
    """The file of the new key, until it is in its place."""


def begin(path: Path, entries: Sequence[Entry], previous: str | None) -> Handover:
    """Make a new key beside the one in ``path``, and have both sign the log. The old one stays in its place.

    Args:
        path: the file of the key.
        entries: the whole log.
        previous: its newest checkpoint.

    Raises:
        BadKey: the old key cannot be read, or the new one not be written.
        horseshoe.store.log.checkpoint.Forged: the log does not begin with what was signed before.
    """
    old = keys.load(path)
    text = next_checkpoint(entries, previous, old)
    size = read(text, old.public).size
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    new = keys.generate(beside, old.origin, (Earlier(old.public, size), *old.earlier))
    return Handover(old, new, countersign(text, new), beside)


def finish(path: Path, made: Handover) -> Path:
    """Put the new key into its place, once what both signed is kept; gives where the old one is now.

    At every moment there is one key in ``path``, the old or the new.

    Raises:
        BadKey: it cannot be put there, or somebody else replaced the key meanwhile.
    """
    retired = path.with_name(f"{path.name}.{made.old.public.id.hex()}.retired")
    try:
        os.link(path, retired)
        made.beside.replace(path)
        descriptor = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except FileExistsError:
        made.beside.unlink(missing_ok=True)
        raise BadKey(f"There is a file {retired} already: somebody else replaced the key, or began to.") from None
    except OSError as error:
        raise BadKey(f"The key cannot be put into {path}: {(error.strerror or 'unknown reason').lower()}.") from None
    return retired
