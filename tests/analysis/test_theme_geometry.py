"""Features, neighbours and distances say what they promise."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cxresearch.analysis.theme_geometry import (
    belonging,
    best_cut,
    blend,
    cut,
    far_out,
    lexical_vectors,
    neighbour_graph,
    unit,
    ward_tree,
)
from tests.analysis.theme_blobs import blobs


def test_without_clear_groups_the_number_stays_readable() -> None:
    rows = unit(np.random.default_rng(1).normal(size=(400, 32)))

    assert 5 <= best_cut(ward_tree(rows), 400) <= 15
    assert 2 <= best_cut(ward_tree(rows), 400, range(2, 6)) <= 5


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 12), st.integers(1, 15))
def test_the_neighbour_graph_has_rows_that_sum_to_one(n: int, neighbours: int) -> None:
    rows = unit(np.random.default_rng(n).normal(size=(n, 4)))
    sums = np.asarray(neighbour_graph(rows, neighbours).sum(axis=1)).ravel()

    assert np.allclose(sums, 1.0 if n > 1 else 0.0, atol=1e-5)


def test_shared_words_bring_documents_together() -> None:
    placed = lexical_vectors([["refund", "late"], ["refund", "slow"], ["parking", "bike"], ["parking", "lot"]])

    assert placed[0] @ placed[1] > placed[0] @ placed[2]


def test_documents_without_words_lie_nowhere() -> None:
    assert not lexical_vectors([[], []]).any()
    assert blend(None, lexical_vectors([[], []])).shape[0] == 2


def test_what_is_like_nothing_else_is_far_and_fixed_rows_are_not() -> None:
    rows, truth = blobs(5, 30, noise=0.2)
    odd = unit(np.random.default_rng(7).normal(size=(1, 32)))
    rows, labels = np.vstack([rows, odd]), np.append(truth, 0)
    free = np.zeros(len(rows), dtype=bool)

    assert far_out(rows, labels, free, share=0.03)[-1]
    assert far_out(rows, labels, free, share=0.03).mean() <= 0.03
    assert not far_out(rows, labels, ~free, share=0.03).any()


def test_belonging_sums_to_one_and_is_strongest_at_the_nearest_centre() -> None:
    rows, truth = blobs(4, 5, noise=0.2)
    strength = belonging(rows, rows[::5], softness=0.1)

    assert np.allclose(strength.sum(axis=1), 1.0)
    assert strength.argmax(axis=1).tolist() == truth.tolist()


def test_a_cut_never_has_more_themes_than_rows() -> None:
    assert cut(ward_tree(np.eye(3)), 5).max() == 2
    assert cut(ward_tree(np.eye(1)), 1).tolist() == [0]
    assert best_cut(ward_tree(np.eye(7)), 7) == 1
