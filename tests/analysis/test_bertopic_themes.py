"""The sub-models find what is there, leave nobody out, and BERTopic runs with them."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from cxresearch.analysis.bertopic_themes import NeighbourSmoothing, WardThemes, run_bertopic
from cxresearch.analysis.theme_geometry import lexical_vectors, word_weights
from tests.analysis.theme_blobs import blobs


@pytest.mark.parametrize("n_blobs", [5, 8, 12])
def test_the_number_of_clear_groups_is_found(n_blobs: int) -> None:
    rows, truth = blobs(n_blobs, 20)
    found = WardThemes().fit_predict(NeighbourSmoothing().fit_transform(rows))

    assert adjusted_rand_score(truth, found) == 1.0


@pytest.mark.parametrize("n_themes", [1, 2, 7, 40])
def test_as_many_themes_as_asked_for(n_themes: int) -> None:
    rows, _ = blobs(4, 10)

    assert len(set(WardThemes(n_themes).fit_predict(rows).tolist())) == n_themes


def test_a_large_corpus_is_cut_on_a_sample_and_nobody_is_left_out() -> None:
    rows, truth = blobs(6, 600)
    found = WardThemes().fit_predict(rows)

    assert adjusted_rand_score(truth, found) > 0.99


def test_smoothing_draws_neighbours_together_and_keeps_length_one() -> None:
    rows, truth = blobs(3, 15, noise=0.8)
    placed = NeighbourSmoothing().fit_transform(rows)
    same = truth[:, None] == truth[None, :]

    assert np.allclose(np.linalg.norm(placed, axis=1), 1, atol=1e-5)
    assert (placed @ placed.T)[same].mean() > (rows @ rows.T)[same].mean()


def test_bertopic_runs_with_our_sub_models_and_weighs_words() -> None:
    topics = [["refund", "money", "wait"], ["parking", "bike", "street"], ["menu", "button", "search"]]
    documents = [[topic[i % 3], topic[(i + 1) % 3]] for topic in topics for i in range(8)]
    fit = run_bertopic(documents, lexical_vectors(documents), n_themes=3)

    assert adjusted_rand_score(np.repeat([0, 1, 2], 8), fit.labels) == 1.0
    for topic, start in zip(topics, (0, 8, 16), strict=True):
        weights = dict(zip(fit.vocabulary, fit.weights[fit.labels[start]], strict=True))
        assert {word for word, weight in weights.items() if weight > 0} == set(topic)
    vocabulary, ours = word_weights(documents, fit.labels, 3)
    assert vocabulary == fit.vocabulary
    assert np.allclose(ours, fit.weights, rtol=0.02)
