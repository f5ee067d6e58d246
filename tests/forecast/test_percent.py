"""Chances in per cent: what is not certain never reads as 0 or 100."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from horseshoe.forecast.percent import percent, short_percent


@pytest.mark.parametrize(
    ("chance", "told"),
    [
        (0.0, "0%"),
        (1e-12, "under 0.1%"),
        (0.00049, "under 0.1%"),
        (0.0006, "0.1%"),
        (0.4307, "43.1%"),
        (0.9994, "99.9%"),
        (0.99951, "over 99.9%"),
        (1 - 1e-12, "over 99.9%"),
        (1.0, "100%"),
        (1 + 1e-15, "100%"),
        (-1e-17, "0%"),
    ],
)
def test_in_a_sentence(chance: float, told: str) -> None:
    assert percent(chance) == told


def test_in_whole_per_cent_and_with_two_decimals() -> None:
    assert [percent(each, 0) for each in (0.004, 0.25, 0.997)] == ["under 1%", "25%", "over 99%"]
    assert [percent(each, 2) for each in (0.00004, 0.25, 0.99996)] == ["under 0.01%", "25.00%", "over 99.99%"]


def test_where_there_is_little_room() -> None:
    assert [short_percent(each) for each in (0.0, 0.0001, 0.5, 0.9999, 1.0)] == [
        "0%",
        "<0.1%",
        "50.0%",
        ">99.9%",
        "100%",
    ]


def test_a_number_that_was_only_rounded_to_0_or_1() -> None:
    assert [percent(each, certain=False) for each in (0.0, 1.0)] == ["under 0.1%", "over 99.9%"]
    assert [short_percent(each, 2, certain=False) for each in (0.0, 0.5, 1.0)] == ["<0.01%", "50.00%", ">99.99%"]


@given(st.floats(0, 1, exclude_min=True, exclude_max=True), st.integers(0, 4))
def test_only_what_is_certain_reads_as_certain(chance: float, decimals: int) -> None:
    told = short_percent(chance, decimals)
    assert float(told.rstrip("%").lstrip("<>")) not in (0, 100)
