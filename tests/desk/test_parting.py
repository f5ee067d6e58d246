"""Where a mission and its capital part. The states and drafts are examples; nothing was reported by anybody."""

from __future__ import annotations

from datetime import date

import pytest

from horseshoe.desk.workspace.parting import Parts, Word, partings
from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.statements import Voice


def word(stance: str, day: int | None, voice: Voice = Voice.MISSION, *, instruction: bool = False) -> Word:
    when = DoubtfulDate(date(2026, 12, day), date(2026, 12, day)) if day else DoubtfulDate(None, None)
    return Word("S/2026/900", "KEN", stance, voice, when, instruction)


def test_an_instruction_after_the_missions_word_warns_that_it_may_not_know() -> None:
    (found,) = partings([word("abstain", 3), word("yes", 5, instruction=True)])
    assert (found.parts, found.later) == (Parts.OPPOSED, True)
    assert found.warning == (
        "The mission of KEN says abstain, and its capital instructed yes since: the mission may not know yet."
    )


def test_a_mission_that_departs_from_its_instruction() -> None:
    (found,) = partings([word("yes", 3, instruction=True), word("no", 5)])
    assert found.later is False
    assert "departs from it" in found.warning


def test_what_a_capital_says_aloud_counts_as_its_word() -> None:
    (found,) = partings([word("yes", 3), word("no", 4, Voice.CAPITAL)])
    assert found.warning.startswith("The mission of KEN says yes, and its capital said no since")


def test_they_do_not_part_where_the_newest_words_agree() -> None:
    assert partings([word("abstain", 3), word("yes", 4, instruction=True), word("yes", 5)]) == ()


@pytest.mark.parametrize(
    ("mission", "capital", "parts"),
    [("yes", "undecided", Parts.AHEAD), ("undecided", "yes", Parts.BEHIND), ("no", "yes", Parts.OPPOSED)],
)
def test_undecided_is_told_apart_from_opposed(mission: str, capital: str, parts: Parts) -> None:
    (found,) = partings([word(mission, 3), word(capital, 3, instruction=True)])
    assert found.parts is parts


def test_an_order_that_is_not_known_is_said() -> None:
    (found,) = partings([word("yes", None), word("no", 3, instruction=True)])
    assert found.later is None
    assert "not known" in found.warning


def test_one_voice_alone_and_a_voice_that_is_not_known_part_from_nobody() -> None:
    assert partings([word("yes", 3), word("no", 4, Voice.UNKNOWN)]) == ()
    assert partings([]) == ()
