"""What a researcher pinned holds and teaches; what the last run drafted is carried on."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from cxresearch.analysis.bertopic_themes import WardThemes
from cxresearch.analysis.theme_teaching import lead
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


def test_a_theme_made_of_a_few_quotes_draws_their_like_out_of_the_theme_they_were_in() -> None:
    rows, truth = blobs(6, 20)
    start = np.where(truth == 5, 4, truth)  # the last run saw these two as one; a researcher takes five out
    pinned = np.full(len(rows), -1)
    pinned[100:105] = 5

    found = WardThemes(start=np.where(pinned >= 0, 5, start)).fit_predict(rows, pinned)
    again = WardThemes(start=found).fit_predict(rows, pinned)

    assert (found[:100] == start[:100]).all()
    assert (found[100:] == 5).sum() >= 12
    assert adjusted_rand_score(found, again) > 0.95


def test_one_pin_moves_nothing_else_out_of_a_theme() -> None:
    rows, truth = blobs(4, 20)
    pinned = np.full(len(rows), -1)
    pinned[0] = 1

    found = WardThemes(start=np.where(pinned >= 0, 1, truth)).fit_predict(rows, pinned)

    assert (found[1:] == truth[1:]).all()


def test_pins_that_tell_little_draw_less_than_pins_that_tell_much() -> None:
    (close, truth), (loose, _) = blobs(4, 30), blobs(4, 30, noise=3.0)
    pins = np.where(np.arange(120) % 30 < 5, truth, -1)

    drawn, like = lead(close, pins, pins, drafted=4), lead(loose, pins, pins, drafted=4)

    assert (drawn.theme == truth).all()
    assert drawn.follows[pins < 0].mean() > 0.85
    assert like.follows[pins < 0].mean() < 0.75


@pytest.mark.parametrize("n_themes", [3, 20, 60])
def test_a_number_of_themes_asked_for_is_kept_even_where_all_would_follow(n_themes: int) -> None:
    rows, _ = blobs(3, 20)
    pinned = np.full(len(rows), -1)
    for theme in range(3):
        pinned[20 * theme : 20 * theme + 4] = theme
    most = min(n_themes, 3 + int((pinned < 0).sum()))

    found = WardThemes(most).fit_predict(rows, pinned)

    assert set(found.tolist()) == set(range(most))
    assert (found[pinned >= 0] == pinned[pinned >= 0]).all()
