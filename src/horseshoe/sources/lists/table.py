"""Tables: CSV files, and which columns of a table hold the names."""

from __future__ import annotations

import csv
import io

import msgspec

from horseshoe.sources.files import WrongFile
from horseshoe.sources.lists.entries import look_up
from horseshoe.sources.lists.names import Names
from horseshoe.sources.lists.pieces import Grid, Line
from horseshoe.sources.lists.text import decoded

DELIMITERS = ",;\t|"


def read(name: str, content: bytes) -> tuple[Grid, ...]:
    """The one table of a CSV file, its cells parted by commas, semicolons, tabs or bars.

    Raises:
        WrongFile: it is no CSV, or a row has more cells than the header.
    """
    text = decoded(name, content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    rows: list[tuple[str, ...]] = []
    try:
        for row in lines:
            if any(cell.strip() for cell in row):
                if rows and len(row) > len(rows[0]):
                    raise WrongFile(
                        f"{name} line {lines.line_num} has {len(row)} cells and the first line {len(rows[0])}: a name "
                        "with a comma in it stands in quotation marks."
                    )
                rows.append((*row, *("" for _ in range(len(rows[0]) - len(row) if rows else 0))))
    except csv.Error as error:
        raise WrongFile(f"{name} line {lines.line_num} is not CSV: {error}.") from None
    return (Grid("", tuple(rows)),)


def names_in(grid: Grid, names: Names) -> tuple[int, ...]:
    """The columns that hold names of states: those where at least half of what is written is one.

    Of columns that name the same states row by row, such as a name and its code, the first is given.
    """
    width = max((len(row) for row in grid.rows), default=0)
    found: dict[tuple[tuple[str, ...] | None, ...], int] = {}
    for column in range(width):
        cells = [row[column].strip() if column < len(row) else "" for row in grid.rows]
        matches = [look_up(cell, names)[0] if cell else None for cell in cells]
        written = sum(any(char.isalpha() for char in cell) for cell in cells)
        if not written or 2 * sum(match is not None for match in matches) < written:
            continue
        # The first row may be a header in one column and not count in the other.
        meant = tuple(match.codes if match else None for match in matches)
        twin = next((known for known in found if _agree(known, meant)), None)
        if twin is None:
            found[meant] = column
    return tuple(found.values())


def _agree(one: tuple[tuple[str, ...] | None, ...], other: tuple[tuple[str, ...] | None, ...]) -> bool:
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a and b]
    more = any(b and not a for a, b in zip(one, other, strict=True))
    return bool(pairs) and not more and all(set(a) & set(b) for a, b in pairs)


class Cells(msgspec.Struct, frozen=True):
    """What was taken from a table, and which of its columns were not."""

    lines: tuple[Line, ...]
    passed_over: tuple[Line, ...]
    """The first cell of each column that was not taken, as a rule its heading."""


def cells(file: str, grid: Grid, names: Names, column: str | None, *, alone: bool) -> Cells:
    """The cells of a table that hold names, or may hold some, as lines; a heading is one of them.

    Args:
        file: its name, for sentences.
        grid: the table.
        names: what is known of names.
        column: the column that holds them, as the user says: its heading, or its number from 1.
        alone: whether the file is nothing but this table, so that one column of it must hold the names. Of another
            table every column is taken that holds any name at all, or the whole of it if none does.

    Raises:
        WrongFile: no column, another than the one named, or more than one holds names.
    """
    holding = names_in(grid, names)
    width = max((len(row) for row in grid.rows), default=0)
    below = 0
    if column is not None:
        wanted = _column(file, grid, column)
        if 2 * _hits(grid, wanted, names) < max(1, len(_written(grid, wanted)) - 1):
            other = f": {_called(grid, holding[0])} does" if holding else ""
            raise WrongFile(f"{_called(grid, wanted)} of {file} does not hold names of states{other}.")
        holding = (wanted,)
        below = int(grid.rows[0][wanted].strip().casefold() == column.strip().casefold())
    elif alone and not holding:
        raise WrongFile(
            f"No column of {file} holds names of states: it has {_columns(grid)}; if one of them does, name it with "
            "--column."
        )
    elif alone and len(holding) > 1:
        several = " and ".join(_called(grid, each) for each in holding)
        raise WrongFile(f"{several} of {file} both hold names of states: say which with --column.")
    elif not alone:
        some = {each for each in range(width) if 0 < 2 * _hits(grid, each, names) < len(_written(grid, each))}
        holding = tuple(sorted({*holding, *some})) or tuple(range(width))
    left = [each for each in range(width) if each not in holding and _written(grid, each)]
    return Cells(
        tuple(_lines(grid, holding, below)),
        tuple(Line(grid.where(0, each).replace("row 1, ", ""), _written(grid, each)[0]) for each in left),
    )


def _written(grid: Grid, column: int) -> list[str]:
    cells = (row[column].strip() if column < len(row) else "" for row in grid.rows)
    return [cell for cell in cells if any(char.isalpha() for char in cell)]


def _hits(grid: Grid, column: int, names: Names) -> int:
    return sum(look_up(cell, names)[0] is not None for cell in _written(grid, column))


def _lines(grid: Grid, columns: tuple[int, ...], below: int) -> list[Line]:
    found: list[Line] = []
    for column in columns:
        for row, cells in enumerate(grid.rows):
            cell = cells[column].strip() if column < len(cells) and row >= below else ""
            block = -(1 + row * 1000 + column)
            found.extend(Line(grid.where(row, column), part, block) for part in cell.splitlines() if part.strip())
    return found


def _column(file: str, grid: Grid, column: str) -> int:
    heads = [cell.strip().casefold() for cell in grid.rows[0]]
    if column.strip().casefold() in heads:
        return heads.index(column.strip().casefold())
    if column.strip().isdecimal() and len(column) < 10 and 1 <= int(column) <= len(heads):
        return int(column) - 1
    raise WrongFile(f"{file} has no column {column.strip()!r}: it has {_columns(grid)}.")


def _columns(grid: Grid) -> str:
    return ", ".join(cell.strip() or f"column {number}" for number, cell in enumerate(grid.rows[0], start=1))


def _called(grid: Grid, column: int) -> str:
    return f"Column {column + 1} ({grid.rows[0][column].strip()})"
