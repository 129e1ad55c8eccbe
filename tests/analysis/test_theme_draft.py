"""How well themes hold is measured, and large themes are looked into."""

import numpy as np

from cxresearch.analysis.theme_draft import split, stability
from cxresearch.analysis.theme_geometry import unit
from tests.analysis.theme_blobs import blobs

FREE = np.full(120, -1)


def test_clear_themes_hold_and_themes_drawn_by_lot_do_not() -> None:
    rows, truth = blobs(6, 20)
    drawn = np.random.default_rng(0).permutation(truth)

    assert min(stability(rows, truth, FREE, 6, resamples=4, seed=0)) > 0.95
    assert max(stability(rows, drawn, FREE, 6, resamples=4, seed=0)) < 0.5


def test_one_theme_holds_by_definition() -> None:
    assert stability(np.eye(4), np.zeros(4, dtype=int), FREE[:4], 1, resamples=2, seed=0) == (1.0,)


def test_two_themes_in_one_are_found_and_small_themes_left_whole() -> None:
    rows, truth = blobs(3, 40)
    themes = np.where(truth == 2, 1, 0)
    themes[-30:] = 2
    sublabels, parents = split(rows, themes, 3)

    assert parents[:2] == (0, 0)
    assert len({(a, b) for a, b in zip(truth[:80].tolist(), sublabels[:80].tolist(), strict=True)}) == 2
    assert (sublabels[80:90] == -1).all()


def test_every_member_of_a_divided_theme_is_in_one_part() -> None:
    rows = unit(np.random.default_rng(0).normal(size=(60, 8)))
    sublabels, parents = split(rows, np.zeros(60, dtype=int), 1)

    assert set(sublabels.tolist()) == set(range(len(parents)))
