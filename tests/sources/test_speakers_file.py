"""Who asked for the floor, as users write it down."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import pytest

from horseshoe.facts.record import Record
from horseshoe.rules.speakers import Observers, Rank
from horseshoe.sources.files import WrongFile
from horseshoe.sources.speakers_file import TEMPLATE, Asked, read

ONE = '[[speaker]]\nstate = "Austria"\nrank = "minister"\nasked = 2026-09-18T09:00:00\n'


def given(record: Record, content: str) -> Asked:
    return read(io.BytesIO(content.encode()), record)


def test_the_template_can_be_read(record: Record) -> None:
    asked = given(record, TEMPLATE)
    assert asked.veto == "S/2026/740"
    assert [(each.state, each.rank) for each in asked.requests] == [
        ("CHN", Rank.PERMANENT_REPRESENTATIVE),
        ("LIE", Rank.MINISTER),
    ]


def test_a_table_can_be_read(record: Record, tmp_path: Path) -> None:
    file = tmp_path / "speakers.csv"
    file.write_text(
        "state,rank,asked,on_behalf_of\n"
        "Denmark,Permanent representative,2026-09-18T09:00:00,the Nordic countries\n"
        "Türkiye,head of state,2026-09-18 10:30,\n",
        encoding="utf-8",
    )
    first, second = read(file, record).requests
    assert (first.state, first.on_behalf_of) == ("DNK", "the Nordic countries")
    assert (second.state, second.rank, second.asked) == (
        "TUR",
        Rank.HEAD_OF_STATE,
        datetime(2026, 9, 18, 10, 30),  # noqa: DTZ001
    )


def test_the_policy_can_be_given(record: Record) -> None:
    asked = given(record, 'observers = "in_order"\ngroups_first = true\n' + ONE)
    assert (asked.policy.observers, asked.policy.groups_first) == (Observers.IN_ORDER, True)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "standard input is empty"),
        ('veto = "S/2026/740"\n', "names no speaker"),
        ("[[speaker]\n", "is not TOML at"),
        (ONE.replace("Austria", "Ostria"), "speaker 1, field state: No state is called 'Ostria': did you mean"),
        (ONE.replace("Austria", "SUN"), "speaker 1, field state"),
        (ONE.replace("minister", "minster"), "speaker 1, field rank: 'minster' is no rank; did you mean minister?"),
        (ONE.replace("minister", "king"), "it should be one of head_of_state"),
        (ONE.replace("2026-09-18T09:00:00", "2026-09-18"), "field asked: 2026-09-18 is no moment"),
        (ONE.replace("2026-09-18T09:00:00", '"noon"'), "field asked: noon is no moment"),
        (ONE.replace("2026-09-18T09:00:00", '"2026-09-18T99:00"'), "is no moment"),
        (ONE.replace('"Austria"', "7"), "field state: 7 should be text"),
        (ONE.replace('rank = "minister"\n', ""), "speaker 1 has no rank"),
        (ONE + 'rnak = "x"\n', "speaker 1: 'rnak' is not known here; did you mean 'rank'?"),
        ('vetoed = "S/2026/740"\n' + ONE, "line 1: 'vetoed' is not known here; did you mean 'veto'?"),
        ("veto = 7\n" + ONE, "veto: write the symbol"),
        ("speaker = 3\n", "write one [[speaker]] for each request"),
        ('observers = "first"\n' + ONE, "should be one of last, in_order"),
        ("groups_first = 1\n" + ONE, "should be true or false"),
        ("state,rank\nAustria,minister\n", "has no column asked"),
        ("state,rank,asked,size\nAustria,minister,2026-09-18T09:00,1\n", "column 'size' is not known here"),
        ("state,rank,asked\nAustria,minister,\n", "row 2 has no asked"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(record: Record, content: str, sentence: str) -> None:
    with pytest.raises(WrongFile) as error:
        given(record, content)
    assert sentence in str(error.value)
    assert "\n" not in str(error.value)
