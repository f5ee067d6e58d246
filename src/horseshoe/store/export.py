"""The store as a folder of tables."""

from __future__ import annotations

from pathlib import Path

from horseshoe.facts import tables
from horseshoe.facts.record import KEYS, Record
from horseshoe.store.errors import Refused
from horseshoe.store.snapshot import snapshot


def export(folder: Path, *, overwrite: bool = False) -> Record:
    """Write every table of the store to ``folder``, with all versions and retractions, and give the Record written.

    ``horseshoe.facts.tables.read(folder)`` gives an equal Record.

    Raises:
        Refused: the folder holds tables already and ``overwrite`` is false, or it cannot be written to.
        horseshoe.store.errors.StoreError: the store cannot be read.
    """
    record = snapshot()
    if not overwrite and (there := [f"{table}.csv" for table in KEYS if (folder / f"{table}.csv").exists()]):
        raise Refused(f"{folder} holds {there[0]} already: name another folder, or ask to overwrite.")
    try:
        tables.write(record, folder)
    except OSError as error:
        raise Refused(f"{folder} cannot be written to: {(error.strerror or 'unknown reason').lower()}.") from None
    return record
