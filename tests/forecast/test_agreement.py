"""How two states voted beside each other: counted by hand on a few votes, and by other means on all."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from datetime import date

import msgspec
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import horseshoe
from horseshoe.answers import positions as answers
from horseshoe.answers.questions import BadQuestion
from horseshoe.cli import positions as commands
from horseshoe.cli.show import Format
from horseshoe.facts.record import Record
from horseshoe.forecast.agreement import Together, agreement

PACKAGED = horseshoe.open()
SAT = sorted({term.state for term in PACKAGED.terms})


def voted(record: Record, *symbols: str) -> Record:
    """The record with the votes on these drafts only."""
    rows = tuple(row for symbol in symbols for row in record.by_symbol[symbol])
    return msgspec.structs.replace(record, roll_calls=rows)


# -- cases ------------------------------------------------------------------------------------------


def test_three_drafts_by_hand(record: Record) -> None:
    """S/2022/155 (11-1-3), S/2023/773 (12-1-2) and S/RES/2681 (2023), adopted unanimously."""
    three = voted(record, "S/2022/155", "S/2023/773", "S/RES/2681")
    both = agreement(three, "USA", "RUS")
    # Ukraine: yes against no. Gaza: no against abstaining. Afghanistan: both yes.
    assert both.all == Together(both=3, same=1, opposite=1, one_abstained=1)
    assert both.contested == Together(both=2, same=0, opposite=1, one_abstained=1)
    assert (both.sat, both.not_counted, both.without_a_vote) == (3, 0, 0)
    assert (both.first, both.last) == (date(2022, 2, 25), date(2023, 10, 18))
    # The Emirates abstained on Ukraine, and voted yes on the other two, as China did.
    assert agreement(three, "CHN", "ARE").contested == Together(both=2, same=2, opposite=0, one_abstained=0)


def test_only_while_both_sat(record: Record) -> None:
    """Germany and Spain sat together in 2003 and 2004."""
    both = agreement(record, "DEU", "ESP")
    assert both.first is not None
    assert both.last is not None
    assert (both.first.year, both.last.year) == (2003, 2004)
    assert agreement(record, "LIE", "USA").sat == 0


def test_since_is_the_first_day_that_counts(record: Record) -> None:
    assert agreement(record, "USA", "RUS", since=date(2022, 2, 25)).first == date(2022, 2, 25)
    assert agreement(record, "USA", "RUS", since=date(2022, 2, 26)).first == date(2022, 2, 27)  # S/RES/2623


def test_a_vote_without_a_vote_is_not_agreement(record: Record) -> None:
    silent = [row for row in record.roll_calls if row.not_voting and not (row.yes or row.no or row.abstain)]
    found = agreement(record, "GBR", "FRA")
    assert found.without_a_vote == len([row for row in silent if not row.unknown])
    assert found.sat == found.all.both + found.without_a_vote + found.not_counted


# -- on every vote, by other means ------------------------------------------------------------------


@pytest.mark.parametrize(("a", "b"), [("USA", "RUS"), ("CHN", "GBR"), ("IND", "BRA"), ("YUG", "POL")])
def test_the_same_from_the_frame_of_casts(record: Record, a: str, b: str) -> None:
    casts = record.frame("casts").filter(pl.col("cast").is_in(["yes", "no", "abstain"]))
    pairs = casts.filter(pl.col("state") == a).join(casts.filter(pl.col("state") == b), on="roll_call")
    disputed = casts.group_by("roll_call").agg(pl.col("cast").n_unique() > 1).filter(pl.col("cast"))["roll_call"]
    found = agreement(record, a, b)
    for counts, rows in ((found.all, pairs), (found.contested, pairs.filter(pl.col("roll_call").is_in(disputed)))):
        same = rows.filter(pl.col("cast") == pl.col("cast_right")).height
        abstained = rows.filter((pl.col("cast") == "abstain") != (pl.col("cast_right") == "abstain")).height
        assert counts == Together(rows.height, same, rows.height - same - abstained, abstained)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(SAT), st.sampled_from(SAT), st.dates(date(1946, 1, 1), date(2026, 1, 1)))
def test_symmetric_and_adding_up(a: str, b: str, since: date) -> None:
    found = agreement(PACKAGED, a, b, since=since)
    assert found == agreement(PACKAGED, b, a, since=since)
    for counts in (found.all, found.contested):
        assert counts.same + counts.opposite + counts.one_abstained == counts.both
    assert found.contested.both <= found.all.both
    # Where nobody dissented there is nothing to differ on.
    assert found.contested.opposite == found.all.opposite
    assert found.contested.one_abstained == found.all.one_abstained


def test_the_order_of_the_roll_calls_does_not_matter(record: Record) -> None:
    turned = msgspec.structs.replace(record, roll_calls=record.roll_calls[::-1])
    assert agreement(turned, "CHN", "IND") == agreement(record, "CHN", "IND")


# -- the answer and the command ---------------------------------------------------------------------


def test_the_assembly_stands_beside_and_is_labelled(record: Record) -> None:
    answer = answers.agreement(record, "GBR", "FRA")
    assert answer.assembly is not None
    assert "none of the Council" in answer.assembly.of
    assert answer.assembly.all.share_same == round(847 / 912, 4)
    assert answer.sources[-1].id == "unvotes"
    assert answer.council.contested.opposite == 0


def test_doubts_are_said(record: Record) -> None:
    assert any("2758" in doubt for doubt in answers.agreement(record, "CHN", "FRA").doubts)
    assert not any("2758" in d for d in answers.agreement(record, "CHN", "FRA", since=date(1971, 10, 25)).doubts)
    few = answers.agreement(record, "DEU", "ESP")
    assert few.council.contested.share_same is None
    assert f"Only {few.council.contested.both} contested roll calls" in few.doubts[0]
    assert "have not sat on the Council together" in answers.agreement(record, "LIE", "USA").doubts[0]


def test_a_state_beside_itself_is_refused(record: Record) -> None:
    with pytest.raises(BadQuestion, match="give two states"):
        answers.agreement(record, "FRA", "FRA")


@pytest.mark.parametrize("form", list(Format))
def test_the_command_prints_each_form(form: Format) -> None:
    with redirect_stdout(io.StringIO()) as out:
        commands.agreement("China", "Russia", since="2014-01-01", form=form, as_known=None)
    printed = out.getvalue()
    if form is Format.JSON:
        assert json.loads(printed)["a"] == {"state": "CHN", "name": "China"}
    elif form is Format.CSV:
        assert printed.splitlines()[0] == "a,b,of,n,same,one_abstained,opposite,share_same"
    else:
        assert "Assembly 2010-2019, not the Council" in printed
