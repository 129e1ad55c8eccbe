"""How well themes hold is measured."""

import numpy as np

from cxresearch.analysis.theme_draft import stability
from tests.analysis.theme_blobs import blobs

FREE = np.full(120, -1)


def test_clear_themes_hold_and_themes_drawn_by_lot_do_not() -> None:
    rows, truth = blobs(6, 20)
    drawn = np.random.default_rng(0).permutation(truth)

    assert min(stability(rows, truth, FREE, 6, resamples=4, seed=0)) > 0.95
    assert max(stability(rows, drawn, FREE, 6, resamples=4, seed=0)) < 0.5


def test_one_theme_holds_by_definition() -> None:
    assert stability(np.eye(4), np.zeros(4, dtype=int), FREE[:4], 1, resamples=2, seed=0) == (1.0,)
