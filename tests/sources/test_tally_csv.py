"""Ballots as a CSV file: what is read, and what is refused with the file, the row and the field."""

from __future__ import annotations

import io
import tomllib

import pytest

from horseshoe.answers.tally import tally
from horseshoe.sources import campaign_toml, tally_csv
from horseshoe.sources.files import WrongFile

HEADER = "round,seats,ballot_papers,invalid,abstentions,candidate,votes\n"


def given(rows: str, header: str = HEADER) -> io.BytesIO:
    return io.BytesIO((header + rows).encode())


def test_the_template_is_the_election_of_estonia() -> None:
    first, second = tally(tally_csv.read(io.BytesIO(tally_csv.TEMPLATE.encode())))
    assert first.next_candidates == ("Estonia", "Romania")
    assert (second.required, second.elected) == (127, ("Estonia",))


def test_empty_cells_are_not_known() -> None:
    (only,) = tally_csv.read(given("1,2,192,,,India,184\n1,2,192,,,Canada,\n"))
    assert (only.figures.papers, only.figures.invalid, only.votes) == (192, None, {"India": 184, "Canada": None})


def test_published_figures_and_marks_are_read_where_they_stand() -> None:
    (only,) = tally_csv.read(
        given(
            "1,1,,,,191,128,Kenya,129,yes\n1,1,,,,191,128,Djibouti,62,no\n",
            "round,seats,ballot_papers,invalid,abstentions,present_and_voting,required,candidate,votes,elected\n",
        )
    )
    assert (only.figures.present_and_voting, only.figures.required) == (191, 128)
    assert only.marks == {"Kenya": True, "Djibouti": False}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("1,1,193,0,0,A,-4\n", "row 2, field votes: -4 is negative"),
        ("1,1,193,-1,0,A,4\n", "row 2, field invalid: -1 is negative"),
        ("1,1,193,0,0,A,many\n", "row 2, field votes: 'many' is no whole number"),
        ("1,1,193,0,0,A,1.5\n", "row 2, field votes: '1.5'"),
        ("0,1,193,0,0,A,4\n", "row 2, field round: 0 is no round"),
        (",1,193,0,0,A,4\n", "row 2, field round: an empty cell is no round"),
        ("1,,193,0,0,A,4\n", "row 2, field seats: give the places"),
        ("1,1,193,0,0,,4\n", "row 2, field candidate: the cell is empty"),
        ("1,1,193,0,0,A,4\n1,1,193,0,0,A,5\n", "row 3, field candidate: A stands twice in round 1"),
        ("1,1,193,0,0,A,4\n1,1,192,0,0,B,5\n", "row 3, field ballot_papers: 192, but 193 in the first row of round 1"),
        ("1,1,193,0,0,A,4\n1,2,193,0,0,B,5\n", "row 3, field seats: 2, but 1"),
        ("1,1,193,0,,A,4\n1,1,193,0,0,B,5\n", "row 3, field abstentions: 0, but an empty cell"),
        ("2,1,193,0,0,A,4\n1,1,193,0,0,B,5\n", "row 3, field round: round 1 comes after round 2"),
        ("1,1,193,0,0,A,99999999\n", "row 2, field votes: 99999999 is more than"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_row_and_field(rows: str, told: str) -> None:
    with pytest.raises(WrongFile, match=f"^standard input {told}"):
        tally_csv.read(given(rows))


@pytest.mark.parametrize("column", tally_csv.COLUMNS)
def test_a_missing_column_is_named(column: str) -> None:
    header = ",".join(name for name in tally_csv.COLUMNS if name != column)
    with pytest.raises(WrongFile, match=f"has no column {column}:"):
        tally_csv.read(given("1,1,193,0,0,4\n", header + "\n"))


def test_a_wrong_ballot_names_the_row_of_the_candidate() -> None:
    rows = "1,1,193,0,0,A,100\n1,1,193,0,0,B,60\n1,1,193,0,0,C,33\n2,1,193,0,0,A,100\n2,1,193,0,0,C,93\n"
    with pytest.raises(ValueError, match=r"^standard input row 6, field candidate: C may not stand in round 2"):
        tally(tally_csv.read(given(rows)))


def test_the_template_of_a_campaign_is_a_campaign() -> None:
    situation = campaign_toml.read(io.BytesIO(campaign_toml.TEMPLATE.encode()))
    assert [each.name for each in situation.candidates] == ["Ours", "Theirs"]
    assert tomllib.loads(campaign_toml.TEMPLATE)["not_voting"] == situation.not_voting == 3


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("places = ", "is not TOML"),
        ("places = 1", "candidate"),
        ("[[candidate]]\nname = 'A'\nassured = 'x'\nreliability = 1.0", "candidate 1, field assured: expected `int`"),
        ("[[candidate]]\nname = 'A'\nassured = 1\nreliability = 1.0\nwobble = 2", "wobble"),
    ],
)
def test_a_campaign_that_cannot_be_read_is_refused(content: str, told: str) -> None:
    with pytest.raises(WrongFile, match=told):
        campaign_toml.read(io.BytesIO(content.encode()))
