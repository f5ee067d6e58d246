"""Writing a document to a file: whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from horseshoe.cli.keeping import Failed


def write(to: Path, content: bytes) -> None:
    """Put ``content`` into a file beside ``to`` and give it that name: ``to`` is never half-written.

    Raises:
        Failed: the file cannot be written; the one that was there before still is.
    """
    target = Path(os.path.realpath(to))
    if target.is_dir():
        raise Failed(f"{to} cannot be written: it is a folder.")
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
        beside.replace(target)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise Failed(f"{to} cannot be written: {(error.strerror or 'unknown reason').lower()}.") from None
