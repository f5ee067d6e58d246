"""The ballots of one contest as a CSV file: one row a candidate and round."""

from __future__ import annotations

from collections.abc import Mapping

from horseshoe.answers.tally import GivenRound
from horseshoe.rules.ballots import Figures
from horseshoe.sources.files import File, Sheet, WrongFile, sheet

COLUMNS = ("round", "seats", "ballot_papers", "invalid", "abstentions", "candidate", "votes")
"""The columns that the file must have. A cell may be empty where its figure is not known, except the round, the seats
and the candidate."""
ALSO = ("present_and_voting", "required", "elected")
"""Columns that it may have: figures as published, compared with what the others make; other columns are passed over."""
TEMPLATE = """\
round,seats,ballot_papers,invalid,abstentions,candidate,votes
1,1,193,0,2,Estonia,111
1,1,193,0,2,Romania,78
1,1,193,0,2,Georgia,1
1,1,193,0,2,Latvia,1
2,1,193,1,2,Estonia,132
2,1,193,1,2,Romania,58
"""
"""A complete example: Eastern European States, 7 June 2019."""

_OF_A_ROUND = ("seats", "ballot_papers", "invalid", "abstentions", "present_and_voting", "required")
_MARKS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False, "": None}


def read(file: File) -> tuple[GivenRound, ...]:
    """The rounds of the file, in its order.

    Raises:
        WrongFile: it is no such table; the sentence names the file, the row (counted as a spreadsheet does, the header
            being row 1) and the field.
    """
    cells = sheet(file)
    header = [name.strip().lower() for name in cells.header]
    if missing := [column for column in COLUMNS if column not in header]:
        raise WrongFile(
            f"{cells.name} has no column {missing[0]}: the header needs {', '.join(COLUMNS[:-1])} and {COLUMNS[-1]}."
        )
    for column in (*COLUMNS, *ALSO):
        if header.count(column) > 1:
            raise WrongFile(f"{cells.name} has the column {column} twice.")
    rounds: list[_Round] = []
    for line, row in enumerate(cells.rows, start=2):
        _take(rounds, cells, line, {name: cell.strip() for name, cell in zip(header, row, strict=True)})
    return tuple(each.given() for each in rounds)


class _Round:
    """A round while its rows are read."""

    def __init__(self, number: int, where: str, figures: dict[str, int | None]) -> None:
        self.number = number
        self.where = where
        self.figures = figures
        self.votes: dict[str, int | None] = {}
        self.rows: dict[str, str] = {}
        self.marks: dict[str, bool] = {}

    def given(self) -> GivenRound:
        f = self.figures
        return GivenRound(
            round=self.number,
            figures=Figures(
                places=f["seats"] or 0,
                papers=f["ballot_papers"],
                invalid=f["invalid"],
                abstentions=f["abstentions"],
                present_and_voting=f["present_and_voting"],
                required=f["required"],
            ),
            votes=self.votes,
            where=self.where,
            rows=self.rows,
            marks=self.marks,
        )


def _take(rounds: list[_Round], cells: Sheet, line: int, row: Mapping[str, str]) -> None:
    where = f"{cells.name} row {line}"
    number = _number(where, "round", row["round"])
    if number is None or number < 1:
        raise WrongFile(f"{where}, field round: {row['round'] or 'an empty cell'} is no round: they count from 1.")
    figures = {column: _number(where, column, row.get(column, "")) for column in _OF_A_ROUND}
    if not figures["seats"]:
        raise WrongFile(f"{where}, field seats: give the places to be filled in round {number}, one or more.")
    last = rounds[-1] if rounds else None
    if last is None or number != last.number:
        if last is not None and number < last.number:
            raise WrongFile(
                f"{where}, field round: round {number} comes after round {last.number}; put the rounds in order."
            )
        rounds.append(last := _Round(number, where, figures))
    for column, value in figures.items():
        if value != last.figures[column]:
            raise WrongFile(
                f"{where}, field {column}: {_said(value)}, but {_said(last.figures[column])} in the first row of round "
                f"{number}; a round has one."
            )
    candidate = row["candidate"]
    if not candidate:
        raise WrongFile(f"{where}, field candidate: the cell is empty; name who got the votes.")
    if candidate in last.votes:
        raise WrongFile(f"{where}, field candidate: {candidate} stands twice in round {number}.")
    last.votes[candidate] = _number(where, "votes", row["votes"])
    last.rows[candidate] = where
    mark = row.get("elected", "").lower()
    if mark not in _MARKS:
        raise WrongFile(f"{where}, field elected: {row['elected']!r} should be yes, no or empty.")
    if (elected := _MARKS[mark]) is not None:
        last.marks[candidate] = elected


def _number(where: str, field: str, cell: str) -> int | None:
    if not cell:
        return None
    if cell.removeprefix("-").isascii() and cell.removeprefix("-").isdigit():
        if cell.startswith("-"):
            raise WrongFile(f"{where}, field {field}: {cell} is negative; a count is zero or more.")
        if len(cell) > 6:
            raise WrongFile(f"{where}, field {field}: {cell} is more than any count of an election can be.")
        return int(cell)
    raise WrongFile(f"{where}, field {field}: {cell!r} is no whole number; leave the cell empty if it is not known.")


def _said(value: int | None) -> str:
    return "an empty cell" if value is None else str(value)
