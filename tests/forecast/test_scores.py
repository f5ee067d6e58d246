"""Scores, worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from horseshoe.forecast import scores


def test_a_coin_scores_ln_2_and_a_half() -> None:
    score = scores.score(np.array([[0.5, 0.5], [0.5, 0.5]]), np.array([0, 1]))
    assert score.count == 2
    assert score.log_loss == pytest.approx(math.log(2))
    assert score.brier == pytest.approx(0.5)


def test_certainty_is_perfect_when_right_and_finite_when_wrong() -> None:
    right, wrong = (scores.score(np.array([[1.0, 0.0]]), np.array([place])) for place in (0, 1))
    assert (right.log_loss, right.brier) == (0, 0)
    assert wrong.log_loss == pytest.approx(-math.log(scores.FLOOR))
    assert wrong.brier == 2


def test_calibration_counts_each_forecast_once() -> None:
    chances = np.array([0.0, 0.005, 0.25, 0.29, 0.9, 1.0])
    bins = scores.calibration(chances, np.array([False, False, True, False, True, True]))
    assert [(each.low, each.high, each.count, each.happened) for each in bins] == [
        (0.0, 0.01, 2, 0),
        (0.2, 0.3, 2, 1),
        (0.9, 0.95, 1, 1),
        (0.99, 1.0, 1, 1),
    ]
    assert bins[1].mean_chance == pytest.approx(0.27)
    assert bins[1].rate == 0.5


def test_what_cannot_be_scored_is_refused() -> None:
    with pytest.raises(ValueError, match="0 forecasts and 0 results"):
        scores.score(np.zeros((0, 4)), np.zeros(0, dtype=np.int64))
    with pytest.raises(ValueError, match="do not sum to 1"):
        scores.score(np.array([[0.5, 0.6]]), np.array([0]))
