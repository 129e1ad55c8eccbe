"""Probabilities that mean what they say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxresearch.analysis.calibration import (
    best_threshold,
    bootstrap,
    brier,
    calibration_error,
    fit_platt,
    reliability,
    sigmoid,
)


def drawn(n: int = 4000) -> tuple[np.ndarray, np.ndarray]:
    """Logits and truths drawn from them: perfectly calibrated by construction."""
    random = np.random.default_rng(0)
    logits = random.normal(0, 2, n)
    return logits, random.random(n) < sigmoid(logits)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_probability_stays_one(logit: float) -> None:
    assert 0 <= sigmoid(np.array([logit]))[0] <= 1


@pytest.mark.parametrize(("slope", "shift"), [(1.0, 0.0), (3.0, 0.0), (0.5, 1.0)])
def test_platt_undoes_what_was_done_to_the_logits(slope: float, shift: float) -> None:
    logits, truth = drawn()
    found = fit_platt((logits - shift) / slope, truth)

    assert found == pytest.approx((slope, shift), abs=0.25)


@pytest.mark.parametrize("truth", [[True] * 5, [False] * 5])
def test_platt_of_one_sided_truth_stays_finite(truth: list[bool]) -> None:
    slope, shift = fit_platt(np.linspace(-3, 3, 5), np.array(truth))

    assert slope > 0
    assert np.isfinite(shift)


def test_calibration_error_tells_honest_from_boastful() -> None:
    logits, truth = drawn()

    assert calibration_error(sigmoid(logits), truth) < 0.03
    assert calibration_error(sigmoid(4 * logits), truth) > 0.08
    assert calibration_error(np.zeros(0), np.zeros(0, dtype=bool)) == 0


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60), st.integers(1, 12))
def test_bins_hold_everybody_in_equal_numbers(pairs: list[tuple[float, bool]], bins: int) -> None:
    probability, truth = np.array([p for p, _ in pairs]), np.array([t for _, t in pairs])
    sizes = [n for _, _, n in reliability(probability, truth, bins=bins)]

    assert sum(sizes) == len(pairs)
    assert max(sizes) - min(sizes) <= 1


def test_brier_of_sure_and_right_is_zero() -> None:
    assert brier(np.array([1.0, 0.0]), np.array([True, False])) == 0
    assert brier(np.array([1.0, 0.0]), np.array([False, True])) == 1


def test_the_best_threshold_parts_the_true_from_the_others() -> None:
    probability = np.concatenate([np.full(80, 0.12), np.full(20, 0.3)])
    truth = np.arange(100) >= 80

    assert 0.12 < best_threshold(probability, truth) <= 0.3


def test_the_bootstrap_interval_holds_the_mean_and_repeats() -> None:
    values = np.arange(100) / 100
    interval = bootstrap(lambda rows: float(values[rows].mean()), 100)

    assert interval[0] < values.mean() < interval[1]
    assert interval[1] - interval[0] == pytest.approx(4 * values.std() / 10, rel=0.2)
    assert interval == bootstrap(lambda rows: float(values[rows].mean()), 100)
