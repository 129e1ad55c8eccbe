"""What a researcher pinned holds and teaches; what the last run drafted is carried on."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from cxresearch.analysis.bertopic_themes import WardThemes
from tests.analysis.theme_blobs import blobs


def test_pins_hold_and_teach() -> None:
    rows, truth = blobs(6, 20)
    pinned = np.full(len(rows), -1)
    pinned[[0, 1, 20, 21]] = 0  # the researcher sees two groups as one theme
    pinned[[40, 41]] = 1
    found = WardThemes().fit_predict(rows, pinned)

    assert (found[pinned >= 0] == pinned[pinned >= 0]).all()
    assert (found[:40] == 0).all()
    assert (found[40:60] == 1).all()
    assert adjusted_rand_score(truth[40:], found[40:]) == 1.0


@pytest.mark.parametrize("n_themes", [2, 3, 6, 9])
def test_pinned_themes_count_among_those_asked_for(n_themes: int) -> None:
    rows, _ = blobs(6, 10)
    pinned = np.full(len(rows), -1)
    pinned[[0, 30]] = [0, 1]

    assert set(WardThemes(n_themes).fit_predict(rows, pinned).tolist()) == set(range(n_themes))


def test_themes_of_the_last_run_are_carried_on() -> None:
    rows, truth = blobs(6, 20)
    start = truth.copy()
    start[::5] = -1
    start[truth == 5] = 4  # the last run saw these two as one

    found = WardThemes(start=start).fit_predict(rows)

    assert (found[start >= 0] == start[start >= 0]).all()
    assert set(found.tolist()) == {0, 1, 2, 3, 4}
