"""General Assembly roll calls as ``unvotes`` packages them: read, matched to states of the Record, and condensed.

Two files: ``un_roll_calls.csv.gz`` (a row a roll call) and ``un_votes.csv.gz`` (a row a vote: yes, no or abstain). They
name countries by today's names. A country is matched by its ISO 3166 alpha-2 code, and where the cell is empty by its
name; ``NAMED`` has the names that neither settles. Nothing is dropped in silence: a name without a state, a state that
votes in a session when it was no member, and a cell that is no vote are refused, except for what ``LEFT_OUT`` lists
with its reason. ``assembly`` says where the data come from and on which terms.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

import msgspec
import numpy as np
import polars as pl
import pycountry
from numpy.typing import NDArray

from horseshoe.facts.record import Record
from horseshoe.forecast.assembly import AGREEMENT_SINCE, LAST_SESSION, AssemblyPosition, known_from
from horseshoe.forecast.ideal import DOWN, ENOUGH_CERTAINTY, ENOUGH_VOTES, UP
from horseshoe.forecast.probit import estimate

SPAN = 5
"""Sessions that a position is computed from."""

VOTES = {"yes": 1, "no": -1, "abstain": 0}
"""What the file says of a vote, as a number."""

ABSENT = 9
"""In a matrix of votes: no vote."""

Named = tuple[tuple[str, int, int], ...]
"""State, first and last session of its votes under a name; several where one name covers several states."""

NAMED: Mapping[str, Named] = MappingProxyType(
    {
        "Federal Republic of Germany": (("DEU", 28, 45),),
        "Yemen Arab Republic": (("YEM", 2, 45),),
        # The seat of China before A/RES/2758 (XXVI), of 25 October 1971.
        "Taiwan": (("CHN", 1, 26),),
        # One name for Yugoslavia and for the state admitted on 1 November 2000, Serbia today.
        "Yugoslavia": (("YUG", 1, 47), ("SRB", 55, LAST_SESSION)),
        # Its code stands for Serbia and Montenegro, too.
        "Czechoslovakia": (("CSK", 1, 47),),
    }
)
"""Names of the file that no code settles."""

LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {"Zanzibar": "a member from December 1963 to April 1964 without a code in the record: 2 votes"}
)
"""Names of the file that are no state of the Record, each with the reason."""


class AssemblyError(ValueError):
    """The files do not say what they should; the sentence says where."""


class AssemblyVotes(msgspec.Struct, frozen=True):
    """The Assembly's votes by state of the Record."""

    votes: pl.DataFrame
    """rcid, session, country, state, vote (1 yes, -1 no, 0 abstain); one row a state and roll call."""
    roll_calls: int
    left_out: Mapping[str, int]
    """Name to the number of its votes, which belong to no state of the Record."""


def read(folder: Path, record: Record) -> AssemblyVotes:
    """The votes in ``folder``, matched.

    Raises:
        AssemblyError: a file lacks a column, a vote is none of yes, no and abstain, a roll call is missing or told
            twice, a name is no state of the Record or was no member, or two names are one state in one roll call.
    """
    sessions = _frame(folder / "un_roll_calls.csv.gz", ("rcid", "session"))
    votes = _frame(folder / "un_votes.csv.gz", ("rcid", "country", "country_code", "vote"))
    strange = set(votes["vote"].unique()) - set(VOTES)
    if strange:
        raise AssemblyError(f"un_votes.csv.gz, vote: {sorted(map(str, strange))[0]!r} is none of {', '.join(VOTES)}.")
    if sessions["rcid"].is_duplicated().any():
        raise AssemblyError("un_roll_calls.csv.gz, rcid: a roll call stands there twice.")
    sessions = sessions.select(pl.col("rcid", "session").cast(pl.Float64).cast(pl.Int32))
    votes = votes.with_columns(
        pl.col("rcid").cast(pl.Float64).cast(pl.Int32),
        pl.col("vote").replace_strict(VOTES, return_dtype=pl.Int8),
    )
    lost = set(votes["rcid"].unique()) - set(sessions["rcid"])
    if lost:
        raise AssemblyError(f"un_votes.csv.gz, rcid: roll call {min(lost)} is not in un_roll_calls.csv.gz.")
    names = votes.group_by("country", "country_code").len().sort("country")
    left_out = {name: count for name, _, count in names.rows() if name in LEFT_OUT}
    matched = pl.DataFrame(
        [(name, *span) for name, code, _ in names.rows() if name not in LEFT_OUT for span in match(name, code, record)],
        schema={"country": pl.String, "state": pl.String, "first": pl.Int32, "last": pl.Int32},
        orient="row",
    )
    kept = votes.filter(~pl.col("country").is_in(list(LEFT_OUT))).join(sessions, on="rcid")
    joined = kept.join(matched, on="country").filter(pl.col("session").is_between("first", "last"))
    if joined.height != kept.height:
        outside = kept.join(joined, on=["rcid", "country"], how="anti")["country"].unique().sort()
        raise AssemblyError(f"un_votes.csv.gz: {', '.join(outside)} voted in a session outside those that NAMED gives.")
    found = joined.select("rcid", "session", "country", "state", "vote").sort("rcid", "state")
    if found.select("rcid", "state").is_duplicated().any():
        row = found.filter(found.select("rcid", "state").is_duplicated()).row(0, named=True)
        raise AssemblyError(f"un_votes.csv.gz: {row['state']} voted twice in roll call {row['rcid']}.")
    _refuse_strangers(found, record)
    return AssemblyVotes(found, sessions.height, left_out)


def match(name: str, code: str | None, record: Record) -> Named:
    """The states of the Record that a country of the file is, with the sessions in which it is each of them.

    Raises:
        AssemblyError: it is none, or its name says another state than its code.
    """
    if name in NAMED:
        return NAMED[name]
    by_code = _alpha_3(code) if code else None
    by_name = {row.code for row in record.states if row.name == name}
    by_name |= {row.state for row in record.names if row.name == name}
    if by_code is None and len(by_name) == 1:
        (by_code,) = by_name
    if by_code is None or by_code not in record.state:
        raise AssemblyError(f"un_votes.csv.gz: {name!r} (code {code or 'missing'}) is no state of the Record.")
    if by_name and by_code not in by_name:
        raise AssemblyError(f"un_votes.csv.gz: {name!r} is {', '.join(by_name)} by its name and {by_code} by its code.")
    return ((by_code, 1, LAST_SESSION),)


def positions(votes: AssemblyVotes, first_session: int = 1) -> Iterator[AssemblyPosition]:
    """A position a state and span of sessions, where there is enough to say: by state, the earliest span first.

    Enough is what ``forecast.ideal`` asks for: 20 contested roll calls and a standard error of at most half the spread.

    Args:
        votes: the votes.
        first_session: the session that the first span begins with.
    """
    found: list[AssemblyPosition] = []
    for first in range(first_session, LAST_SESSION + 1, SPAN):
        found += span(votes, first, min(first + SPAN - 1, LAST_SESSION))
    yield from sorted(found, key=lambda row: (row.state, row.first_session))


def span(votes: AssemblyVotes, first: int, last: int) -> Iterator[AssemblyPosition]:
    """The positions of a span of sessions. A state that voted under two names in it counts as two voters.

    Raises:
        AssemblyError: both names of a state have a position.
    """
    rows = votes.votes.filter(pl.col("session").is_between(first, last))
    voters, matrix = _matrix(rows.with_columns((pl.col("state") + "|" + pl.col("country")).alias("state")))
    coded = np.where(matrix == ABSENT, 0, np.where(matrix == 1, 1, -1)).astype(np.int8)
    coded = coded[:, (coded == 1).any(axis=0) & (coded == -1).any(axis=0)]
    cast = np.abs(coded).sum(axis=1, dtype=np.int64)
    states = [voter.partition("|")[0] for voter in voters]
    result = estimate(coded, cast >= ENOUGH_VOTES)
    shown = (cast >= ENOUGH_VOTES) & (result.standard_errors <= ENOUGH_CERTAINTY)
    twice = [state for state, count in Counter(np.array(states)[shown].tolist()).items() if count > 1]
    if twice:
        raise AssemblyError(f"{twice[0]} voted under two names in sessions {first} to {last}: choose another span.")
    up = 1.0 if result.positions[states.index(UP)] > result.positions[states.index(DOWN)] else -1.0
    for number in np.flatnonzero(shown):
        position, error = up * float(result.positions[number]), float(result.standard_errors[number])
        yield AssemblyPosition(states[number], first, last, round(position, 3), round(error, 3), int(cast[number]))


def agreement(votes: AssemblyVotes) -> Iterator[tuple[str, str, int, int, int]]:
    """Each pair of states in the last ten sessions: roll calls on which both voted, the same, and yes against no."""
    states, matrix = _matrix(votes.votes.filter(pl.col("session") >= AGREEMENT_SINCE))
    yes, no, abstain = ((matrix == value).astype(np.int32) for value in (1, -1, 0))
    cast = yes + no + abstain
    both, same = cast @ cast.T, yes @ yes.T + no @ no.T + abstain @ abstain.T
    opposite = yes @ no.T + no @ yes.T
    for one, a in enumerate(states):
        for other in range(one + 1, len(states)):
            if both[one, other]:
                yield a, states[other], int(both[one, other]), int(same[one, other]), int(opposite[one, other])


def _matrix(votes: pl.DataFrame) -> tuple[Sequence[str], NDArray[np.int8]]:
    """The states, by code, and their votes: a row a state, a column a roll call."""
    states, roll_calls = votes["state"].unique().sort(), votes["rcid"].unique().sort()
    found = np.full((states.len(), roll_calls.len()), ABSENT, dtype=np.int8)
    rows = np.searchsorted(states.to_numpy(), votes["state"].to_numpy())
    found[rows, np.searchsorted(roll_calls.to_numpy(), votes["rcid"].to_numpy())] = votes["vote"].to_numpy()
    return states.to_list(), found


def _refuse_strangers(votes: pl.DataFrame, record: Record) -> None:
    """Do nothing if every state was a member in every session in which it voted."""
    for state, session in votes.select("state", "session").unique().sort("state", "session").rows():
        known = record.state[state]
        late = known.admitted is not None and known.admitted >= known_from(session)
        if late or (known.ended is not None and known.ended < date(1945 + session, 9, 1)):
            raise AssemblyError(
                f"un_votes.csv.gz: {state} votes in session {session}, and was a member from {known.admitted} "
                f"to {known.ended or 'today'} only: is it the right state?"
            )


def _alpha_3(code: str) -> str | None:
    today = pycountry.countries.get(alpha_2=code)
    if today is not None:
        return str(today.alpha_3)
    ended = {each.alpha_3 for each in pycountry.historic_countries if getattr(each, "alpha_2", None) == code}
    return str(ended.pop()) if len(ended) == 1 else None


def _frame(path: Path, columns: Sequence[str]) -> pl.DataFrame:
    try:
        frame = pl.read_csv(path, infer_schema=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise AssemblyError(f"{path.name} cannot be read: {str(error).splitlines()[0]}") from None
    if missing := [column for column in columns if column not in frame.columns]:
        raise AssemblyError(f"{path.name} has no column {missing[0]!r}: it wants {', '.join(columns)}.")
    return frame.select(columns)


def write(votes: AssemblyVotes, folder: Path) -> None:
    """Write the two tables into ``folder``."""
    with (folder / "assembly_positions.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(AssemblyPosition.__struct_fields__)
        table.writerows(msgspec.structs.astuple(row) for row in positions(votes))
    with (folder / "assembly_agreement.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("a", "b", "both", "same", "opposite"))
        table.writerows(agreement(votes))
