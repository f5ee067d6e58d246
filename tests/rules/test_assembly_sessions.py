"""Sessions of the Assembly by the calendar alone, checked against those in which vetoes were debated."""

from datetime import date

import pytest

from horseshoe.rules.assembly_sessions import regular_session


@pytest.mark.parametrize(
    ("day", "session"),
    [
        ("2022-06-08", 76),  # A/76/PV.77
        ("2023-07-19", 77),  # A/77/PV.90
        ("2024-01-09", 78),  # A/78/PV.51
        ("2024-11-26", 79),  # A/79/PV.42
        ("2025-10-01", 80),  # A/80/PV.15
        ("2023-09-11", None),
        ("2022-04-25", None),
    ],
)
def test_a_session_lasts_from_september_to_september(day: str, session: int | None) -> None:
    assert regular_session(date.fromisoformat(day)) == session
