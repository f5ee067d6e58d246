"""The life of a draft, in order of time, and what of it is not known."""

from __future__ import annotations

from datetime import date

import pytest

from horseshoe.answers import life as lives
from horseshoe.answers.brief import brief
from horseshoe.answers.life import Life, Phase, StepKind
from horseshoe.facts.record import Record


def life(record: Record, symbol: str, on: date | None = None) -> Life:
    return brief(record, symbol, on=on).votes[-1].life


def test_a_rival_text_and_later_documents_follow_the_veto_of_25_february_2022(record: Record) -> None:
    found = life(record, "S/2022/155")
    told = [(step.kind, step.phase) for step in found.steps]
    assert told[0] == (StepKind.VOTE, Phase.DAY)
    rival = next(step for step in found.steps if step.kind is StepKind.RIVAL)
    assert (rival.document, rival.first, rival.phase) == ("S/2022/160", date(2022, 2, 27), Phase.AFTER)
    later = next(step for step in found.steps if step.kind is StepKind.FOUND)
    assert later.phase is Phase.AFTER
    assert later.number == 9


def test_the_assembly_met_on_the_veto_of_18_september_2025(record: Record) -> None:
    found = life(record, "S/2025/583", date(2026, 11, 22))
    met = next(step for step in found.steps if step.kind is StepKind.ASSEMBLY)
    assert (met.first, met.document) == (date(2025, 10, 1), "A/80/PV.15")
    assert found.steps[0].kind is StepKind.FOUND
    assert found.steps[0].phase is Phase.BEFORE


def test_the_last_day_stands_where_no_meeting_is_known(record: Record) -> None:
    found = life(record, "S/2026/740", date(2026, 9, 20))
    last = next(step for step in found.steps if step.kind is StepKind.LAST_DAY)
    assert last.first == date(2026, 10, 1)


def test_a_correction_to_the_record_is_a_step(record: Record) -> None:
    found = life(record, "bd0378")
    assert found.steps[-1].kind is StepKind.CORRECTED


def test_what_is_not_known_is_said(record: Record) -> None:
    found = life(record, "S/2022/155")
    assert set(found.unknown) >= {lives.NO_TABLING, lives.NO_ROUNDS, lives.NO_SPONSORS}
    assert lives.NO_MEETING not in found.unknown
    assert lives.NO_MEETING in life(record, "S/RES/1").unknown


@pytest.mark.parametrize("symbol", ["S/2022/155", "S/2018/156", "S/2025/583", "S/RES/1", "S/2016/846"])
def test_steps_stand_in_order_of_time_around_the_vote(record: Record, symbol: str) -> None:
    steps = life(record, symbol).steps
    phases = [list(Phase).index(step.phase) for step in steps]
    assert phases == sorted(phases)
    for phase in Phase:
        days = [step.first for step in steps if step.phase is phase]
        assert days == sorted(days)
