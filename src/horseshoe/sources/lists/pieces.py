"""What a reader hands on: the lines of a list and its tables, each with where it stands in the file."""

from __future__ import annotations

import msgspec


class Line(msgspec.Struct, frozen=True):
    """A line of text as it is printed."""

    where: str
    """Where it stands, as a reader of the file would count: ``line 4``; ``page 1, column 2, line 7``."""
    text: str
    block: int = 0
    """Lines of one block may continue one another; a cell or a column is a block of its own."""


class Grid(msgspec.Struct, frozen=True):
    """A table: its rows of cells, and what its rows and columns are called."""

    name: str
    """``""`` where the file is nothing but the table; else ``table 2``."""
    rows: tuple[tuple[str, ...], ...]
    first: int = 1
    """The number of the first row."""

    def where(self, row: int, column: int) -> str:
        """Where a cell stands: row and column as indices into ``rows``."""
        before = f"{self.name}, " if self.name else ""
        return f"{before}row {self.first + row}, column {column + 1}"


class Published(msgspec.Struct, frozen=True):
    """A published list as it was read, before anything in it was taken for a name."""

    file: str
    sha256: str
    form: str
    """``text``, ``csv``, ``word``, ``pdf`` or ``html``."""
    parts: tuple[Line | Grid, ...]

    @property
    def text(self) -> str:
        """All of it, a line a line."""
        lines: list[str] = []
        for part in self.parts:
            lines.extend([part.text] if isinstance(part, Line) else (" ".join(row) for row in part.rows))
        return "\n".join(lines)
