"""How far what a member says is believed."""

from __future__ import annotations

import math

import pytest

from horseshoe.facts.proposals import Cast
from horseshoe.forecast.seats import Chances
from horseshoe.forecast.stances import Confidence, Position, Reliability, Speaker, Stance, believed, latest
from horseshoe.rules.draft_life import Stage

MODEL = Chances(0.5, 0.3, 0.15, 0.05)


def stance(
    position: Position,
    stage: Stage = Stage.IN_BLUE,
    said_by: Speaker = Speaker.CAPITAL,
    reliability: float | None = None,
    confidence: Confidence = Confidence.HIGH,
) -> Stance:
    return Stance(
        state="CHN",
        position=position,
        stage=stage,
        said_by=said_by,
        source="made up",
        confidence=confidence,
        reliability=reliability,
    )


def test_a_stance_that_is_certain_leaves_nothing_to_the_model() -> None:
    assert believed(MODEL, stance(Position.NO, reliability=1.0)) == Chances.certain(Cast.NO)
    assert believed(MODEL, stance(Position.NO, reliability=0.0)) == MODEL


def test_a_stance_is_mixed_with_what_the_model_thinks() -> None:
    found = believed(MODEL, stance(Position.ABSTAIN, reliability=0.8))
    assert found.abstain == pytest.approx(0.8 + 0.2 * 0.15)
    assert found.yes == pytest.approx(0.2 * 0.5)


def test_who_will_not_oppose_may_vote_yes_or_abstain() -> None:
    found = believed(MODEL, stance(Position.WILL_NOT_OPPOSE, reliability=1.0))
    assert found.no == 0
    assert found.yes / found.abstain == pytest.approx(MODEL.yes / MODEL.abstain)
    assert believed(Chances.certain(Cast.NO), stance(Position.WILL_NOT_OPPOSE, reliability=1.0)).abstain == 1


def test_a_report_weighs_less_than_a_declaration_and_a_word_on_an_open_text_less_than_one_in_blue() -> None:
    weights = Reliability()
    declared = weights.of(stance(Position.YES))
    assert declared > weights.of(stance(Position.YES, said_by=Speaker.REPORT))
    assert declared > weights.of(stance(Position.YES, stage=Stage.ROUND))
    assert declared > weights.of(stance(Position.YES, confidence=Confidence.LOW))
    assert weights.of(stance(Position.YES, reliability=0.3)) == 0.3


def test_the_latest_stage_counts() -> None:
    first, last = stance(Position.NO, stage=Stage.ZERO_DRAFT), stance(Position.ABSTAIN, stage=Stage.IN_BLUE)
    assert latest([last, first]) is last
    assert latest([]) is None


def test_believed_chances_sum_to_one() -> None:
    for position in Position:
        for said_by in Speaker:
            found = believed(MODEL, stance(position, said_by=said_by))
            assert math.fsum(chance for _, chance in found.casts()) == pytest.approx(1, abs=1e-12)


def test_a_reliability_that_is_no_probability_is_refused() -> None:
    with pytest.raises(ValueError, match="The reliability of CHN's stance is"):
        stance(Position.YES, reliability=1.2)
