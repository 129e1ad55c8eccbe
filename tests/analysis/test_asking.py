"""What is asked first is uncertain, typical and new."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cxresearch.analysis.asking import worth_a_look


def test_the_uncertain_comes_before_the_sure() -> None:
    vectors = np.eye(3, dtype=np.float32)

    assert worth_a_look(["a", "b", "c"], vectors, np.array([[0.99], [0.31], [0.01]]), [0.3], n=1) == ["b"]


def test_uncertain_means_near_the_threshold() -> None:
    vectors = np.eye(2, dtype=np.float32)

    assert worth_a_look(["a", "b"], vectors, np.array([[0.5], [0.1]]), [0.1], n=1) == ["b"]


def test_what_resembles_the_seen_comes_later() -> None:
    vectors = np.array([[1, 0], [1, 0.01], [0, 1]], dtype=np.float32)
    half = np.full((3, 1), 0.5)

    assert worth_a_look(["a", "b", "c"], vectors, half, [0.5], n=3, seen={"a"}) == ["c", "b"]


@given(st.permutations(range(12)), st.integers(0, 20))
def test_order_of_the_input_does_not_matter(order: list[int], n: int) -> None:
    random = np.random.default_rng(0)
    vectors, p = random.normal(size=(12, 5)).astype(np.float32), random.random((12, 8))
    ids = [f"s{i:02}" for i in range(12)]
    plain = worth_a_look(ids, vectors, p, [0.4] * 8, n=n)
    mixed = worth_a_look([ids[i] for i in order], vectors[order], p[order], [0.4] * 8, n=n)

    assert plain == mixed
    assert len(plain) == len(set(plain)) == min(n, 12)


def test_nothing_to_ask() -> None:
    assert worth_a_look([], np.zeros((0, 4), dtype=np.float32), np.zeros((0, 8)), [0.5] * 8) == []
