from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxresearch.analysis.grouping import silhouette, ward


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12),
    st.integers(1, 12),
)
def test_ward_gives_exactly_the_number_asked_for_also_with_equal_points(places: list[tuple[int, int]], k: int) -> None:
    points = np.array(places, dtype=float)
    k = min(k, len(points))
    labels = ward(points, k)
    assert sorted(set(labels.tolist())) == list(range(k))
    firsts = [labels.tolist().index(group) for group in range(k)]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize("k", [2, 3, 5])
def test_ward_and_silhouette_agree_with_scikit_learn(k: int) -> None:
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.metrics import adjusted_rand_score, silhouette_score

    points = np.random.default_rng(k).normal(size=(30, 4))
    labels = ward(points, k)
    assert adjusted_rand_score(labels, AgglomerativeClustering(k).fit_predict(points)) == 1.0
    assert silhouette(points, labels) == pytest.approx(silhouette_score(points, labels))


def test_a_single_group_is_not_clear() -> None:
    assert silhouette(np.zeros((3, 2)), np.zeros(3, dtype=int)) == -1.0


def test_equal_points_in_different_groups_are_not_clear() -> None:
    assert silhouette(np.zeros((4, 2)), np.array([0, 0, 1, 1])) == 0.0
