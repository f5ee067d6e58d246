"""The tables derived from the General Assembly's roll calls: what they say, and that they follow from the files.

The files are not part of the project: the tests look for them beside the checkout, or where
``HORSESHOE_STARTING_FACTS`` says.
"""

from __future__ import annotations

import gzip
import os
from datetime import date
from itertools import combinations
from pathlib import Path

import msgspec
import pytest

from horseshoe.facts.record import Record
from horseshoe.forecast import assembly, assembly_votes
from horseshoe.forecast.assembly_votes import AssemblyError, AssemblyVotes

FACTS = Path(os.environ.get("HORSESHOE_STARTING_FACTS", Path(__file__).parents[2].parent / "shared" / "data"))
FILES = FACTS / "general_assembly"
if_here = pytest.mark.skipif(not FILES.is_dir(), reason=f"no General Assembly roll calls at {FILES}")

# -- what the tables say ----------------------------------------------------------------------------


def test_every_state_is_one_of_the_record(record: Record) -> None:
    assert {row.state for row in assembly.every_position()} <= set(record.state)
    assert {state for pair in assembly._agreements() for state in pair} <= set(record.state)


def test_all_members_but_those_admitted_later_have_a_newest_position(record: Record) -> None:
    members = {state.code for state in record.states if state.kind.value == "member"}
    assert members - set(assembly.positions()) == set()


def test_known_companions_and_known_opponents() -> None:
    same, both = assembly.agreement("GBR", "FRA") or (0, 0)
    assert (same, both) == (847, 912)
    row = assembly.agreement_row("USA", "CUB")
    assert row is not None
    assert row.opposite > row.same
    places = assembly.positions()
    assert places["USA"] == max(places.values())
    assert places["ISR"] > places["FRA"] > places["BRA"] > places["CUB"]


def test_agreement_is_symmetric_and_adds_up() -> None:
    states = ("USA", "RUS", "CHN", "SSD", "LVA", "KIR")
    for a, b in combinations(states, 2):
        row = assembly.agreement_row(a, b)
        assert row == assembly.agreement_row(b, a)
        assert row is None or 0 < row.same + row.opposite <= row.both <= 921
    assert assembly.agreement("USA", "USA") is None
    assert assembly.agreement("USA", "CSK") is None


def test_the_united_states_stand_above_the_russian_federation_in_every_span() -> None:
    places = {(row.state, row.first_session): row for row in assembly.every_position()}
    for first in range(1, 75, 5):
        assert places["USA", first].position > places["RUS", first].position
    for row in places.values():
        assert 0 < row.standard_error <= 0.5
        assert row.roll_calls >= 20


def test_a_position_is_not_known_before_its_sessions_are_over() -> None:
    assert assembly.known_from(74) == date(2020, 10, 1)
    assert max(row.last_session for row in assembly.newest(date(2016, 10, 1)).values()) == 70
    assert max(row.last_session for row in assembly.newest(date(2016, 9, 30)).values()) == 65
    assert assembly.newest(date(1950, 1, 1)) == {}
    assert assembly.positions(date(2021, 1, 1)) == assembly.positions()


def test_china_has_no_position_until_its_present_government_has_voted_for_a_span() -> None:
    assert assembly.newest(date(1971, 10, 24))["CHN"].last_session == 25
    assert "CHN" not in assembly.newest(date(1976, 9, 30))
    assert assembly.newest(date(1976, 10, 1))["CHN"].first_session == 26


def test_the_tables_are_small() -> None:
    assert sum(path.stat().st_size for path in assembly.TABLES.glob("*.csv")) < 600_000


# -- that they follow from the files ----------------------------------------------------------------


@pytest.fixture(scope="module")
def votes() -> AssemblyVotes:
    import horseshoe

    return assembly_votes.read(FILES, horseshoe.open())


@if_here
def test_no_vote_is_lost(votes: AssemblyVotes) -> None:
    assert votes.roll_calls == 6203
    assert votes.left_out == {"Zanzibar": 2}
    assert votes.votes.height + 2 == 870_109


@if_here
def test_one_name_can_be_two_states(votes: AssemblyVotes) -> None:
    sessions = {
        state: (rows["session"].min(), rows["session"].max())
        for (state,), rows in votes.votes.group_by("state")
        if state in ("YUG", "SRB", "CSK", "DEU", "YEM", "YMD")
    }
    assert sessions == {
        "YUG": (1, 47),
        "SRB": (55, 74),
        "CSK": (1, 47),
        "DEU": (28, 74),
        "YEM": (2, 74),
        "YMD": (22, 44),
    }


@if_here
def test_the_table_of_agreement_is_what_the_files_give(votes: AssemblyVotes) -> None:
    derived = {(a, b): assembly.AssemblyAgreement(*counts) for a, b, *counts in assembly_votes.agreement(votes)}
    assert derived == assembly._agreements()


@if_here
@pytest.mark.parametrize(("first", "last"), [(1, 5), (71, 74)])
def test_the_table_of_positions_is_what_the_files_give(votes: AssemblyVotes, first: int, last: int) -> None:
    derived = {row.state: row for row in assembly_votes.span(votes, first, last)}
    shipped = {row.state: row for row in assembly.every_position() if row.first_session == first}
    assert derived.keys() == shipped.keys()
    for state, row in derived.items():
        assert row.roll_calls == shipped[state].roll_calls
        assert row.position == pytest.approx(shipped[state].position, abs=0.02)
        assert row.standard_error == pytest.approx(shipped[state].standard_error, abs=0.01)


@if_here
def test_a_count_by_hand(votes: AssemblyVotes) -> None:
    """Germany and Japan in the last ten sessions, counted row by row."""
    by_roll_call: dict[int, dict[str, int]] = {}
    for roll_call, session, state, vote in votes.votes.select("rcid", "session", "state", "vote").rows():
        if session >= 65 and state in ("DEU", "JPN"):
            by_roll_call.setdefault(roll_call, {})[state] = vote
    pairs = [(each["DEU"], each["JPN"]) for each in by_roll_call.values() if len(each) == 2]
    row = assembly.agreement_row("DEU", "JPN")
    assert row == assembly.AssemblyAgreement(
        len(pairs), sum(one == other for one, other in pairs), sum(one * other == -1 for one, other in pairs)
    )


# -- what is refused --------------------------------------------------------------------------------


def files(folder: Path, *votes: str, roll_calls: str = "1,70.0\n2,70.0\n") -> Path:
    with gzip.open(folder / "un_roll_calls.csv.gz", "wt", encoding="utf-8") as file:
        file.write("rcid,session\n" + roll_calls)
    with gzip.open(folder / "un_votes.csv.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(("rcid,country,country_code,vote", *votes, "")))
    return folder


def test_a_small_file_is_read(record: Record, tmp_path: Path) -> None:
    found = assembly_votes.read(
        files(tmp_path, "1.0,France,FR,yes", "1.0,Zanzibar,,no", "2.0,Yugoslavia,YU,abstain", "2.0,Germany,,no"),
        record,
    )
    assert found.votes.select("rcid", "state", "vote").rows() == [(1, "FRA", 1), (2, "DEU", -1), (2, "SRB", 0)]
    assert found.left_out == {"Zanzibar": 1}


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (["1.0,Atlantis,,yes"], "'Atlantis' (code missing) is no state of the Record"),
        (["1.0,Atlantis,XX,yes"], "'Atlantis' (code XX) is no state of the Record"),
        (["1.0,France,DE,yes"], "'France' is FRA by its name and DEU by its code"),
        (["1.0,France,FR,maybe"], "'maybe' is none of yes, no, abstain"),
        (["1.0,France,FR,yes", "1.0,France,FR,no"], "FRA voted twice in roll call 1"),
        (["3.0,France,FR,yes"], "roll call 3 is not in un_roll_calls.csv.gz"),
        (["1.0,Taiwan,TW,yes"], "Taiwan voted in a session outside those that NAMED gives"),
        (["1.0,German Democratic Republic,DD,yes"], "DDR votes in session 70, and was a member from 1973-09-18"),
    ],
)
def test_what_does_not_add_up_is_refused(record: Record, tmp_path: Path, rows: list[str], says: str) -> None:
    with pytest.raises(AssemblyError) as refused:
        assembly_votes.read(files(tmp_path, *rows), record)
    assert says in str(refused.value)


def test_a_file_that_is_not_there_is_named(record: Record, tmp_path: Path) -> None:
    with pytest.raises(AssemblyError, match=r"un_roll_calls\.csv\.gz cannot be read"):
        assembly_votes.read(tmp_path, record)


def test_the_rows_of_the_tables_cannot_be_changed() -> None:
    row = assembly.every_position()[0]
    with pytest.raises(AttributeError):
        row.position = 0.0  # type: ignore[misc]
    assert msgspec.structs.replace(row, position=0.0).position == 0.0
