"""A folder that a site is published into: whole or as it was, and only what changed is written."""

from __future__ import annotations

import shutil
from collections.abc import Set
from pathlib import Path
from types import TracebackType
from typing import Self

LIST = ".horseshoe-files"
"""Names the files of the last time, so that what is no longer made can go."""

NEW = ".horseshoe-new"
"""Holds what has changed until all of it is there."""


class Folder:
    """Keeps what changed beside the site until it is settled."""

    def __init__(self, folder: Path) -> None:
        """Args: folder: made where it is missing, once it is entered."""
        self._folder = folder
        self._new = folder / NEW
        self._before: set[str] = set()
        self._made: set[Path] = set()

    def __enter__(self) -> Self:
        """Be ready to write.

        Raises:
            FileExistsError: the folder holds files, none of which an earlier publishing left.
            OSError: it cannot be written.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self._new, ignore_errors=True)  # of a publishing that was cut off
        if (self._folder / LIST).is_file():
            self._before = set((self._folder / LIST).read_text(encoding="utf-8").split("\n")) - {""}
        elif any(self._folder.iterdir()):
            raise FileExistsError(
                f"{self._folder} holds files that were not published from here: give an empty folder."
            )
        self._new.mkdir()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Drop what was not settled."""
        shutil.rmtree(self._new, ignore_errors=True)

    def write(self, name: str, content: bytes) -> bool:
        """Keep a file to be settled, if it is not there already just so; whether it was kept."""
        if name in self._before:
            try:
                if (self._folder / name).read_bytes() == content:
                    return False
            except (FileNotFoundError, NotADirectoryError):
                pass
        path = self._new / name
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)
        path.write_bytes(content)
        return True

    def settle(self, names: Set[str]) -> int:
        """Move all that was kept into place, and remove what is no longer one of ``names``; how many those were."""
        gone = self._before - names
        self._list(self._before | names)  # where the move is cut off, the next one still knows what is whose
        for path in sorted(self._new.rglob("*")):
            if path.is_file():
                target = self._folder / path.relative_to(self._new)
                target.parent.mkdir(parents=True, exist_ok=True)
                path.replace(target)
        for name in gone:
            (self._folder / name).unlink(missing_ok=True)
        for parent in sorted({parent for name in gone for parent in Path(name).parents}, reverse=True):
            place = self._folder / parent
            if parent != Path() and place.is_dir() and not any(place.iterdir()):
                place.rmdir()
        self._list(names)
        return len(gone)

    def _list(self, names: Set[str]) -> None:
        content = "".join(f"{name}\n" for name in sorted(names)).encode()
        path = self._folder / LIST
        if path.is_file() and path.read_bytes() == content:
            return
        part = self._new / LIST
        part.write_bytes(content)
        part.replace(path)
