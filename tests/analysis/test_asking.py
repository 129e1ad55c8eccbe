"""What is asked first is uncertain, typical and new."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cxresearch.analysis.asking import worth_a_look

ONE = [1.0]


def test_the_uncertain_comes_before_the_sure() -> None:
    vectors = np.eye(3, dtype=np.float32)
    p = np.array([[0.99], [0.31], [0.01]])

    assert worth_a_look(["a", "b", "c"], vectors, p, [0.3], n=1, shared=ONE) == ["b"]


def test_uncertain_means_near_the_threshold() -> None:
    vectors = np.eye(2, dtype=np.float32)

    assert worth_a_look(["a", "b"], vectors, np.array([[0.9], [0.1]]), [0.1], n=1, shared=ONE) == ["b"]
    assert worth_a_look(["a", "b"], vectors, np.array([[0.9], [0.1]]), [0.9], n=1, shared=ONE) == ["a"]


def test_what_resembles_the_seen_comes_later() -> None:
    vectors = np.array([[1, 0], [1, 0.01], [0, 1]], dtype=np.float32)
    half = np.full((3, 1), 0.5)

    assert worth_a_look(["a", "b", "c"], vectors, half, [0.5], n=3, seen={"a"}, shared=ONE) == ["c", "b"]


def test_a_label_that_differs_between_studies_is_asked_about_first() -> None:
    vectors = np.eye(4, dtype=np.float32)
    p = np.array([[0.5, 0.01], [0.01, 0.5], [0.01, 0.01], [0.01, 0.01]])

    for shared, first in (([4.0, 0.1], "a"), ([0.1, 4.0], "b")):
        assert worth_a_look(["a", "b", "c", "d"], vectors, p, [0.5, 0.5], n=1, shared=shared) == [first]


def test_a_label_asked_about_often_gives_way_to_another() -> None:
    vectors = np.eye(30, dtype=np.float32)
    p = np.full((30, 2), 0.02)
    p[:26, 0] = 0.5
    p[26:, 1] = 0.5
    ids = [f"s{n:02}" for n in range(30)]
    seen = set(ids[:22])

    assert worth_a_look(ids, vectors, p, [0.5, 0.5], n=1, shared=[1.0, 1.0])[0] < "s26"
    assert worth_a_look(ids, vectors, p, [0.5, 0.5], n=1, seen=seen, shared=[1.0, 1.0])[0] >= "s26"


def test_who_lies_among_many_comes_before_the_lone_one() -> None:
    vectors = np.array([[1, 0], [1, 0.3], [1, -0.3], [1, 0.2], [-1, 0.1]], dtype=np.float32)
    half = np.full((5, 1), 0.5)

    assert worth_a_look(list("abcde"), vectors, half, [0.5], n=5, shared=ONE)[0] != "e"


def test_ten_thousand_segments() -> None:
    random = np.random.default_rng(1)
    vectors, p = random.normal(size=(10_000, 16)).astype(np.float32), random.random((10_000, 8)) * 0.6
    ids = [f"s{i:05}" for i in range(10_000)]
    seen = set(ids[:400])

    asked = worth_a_look(ids, vectors, p, [0.3] * 8, n=12, seen=seen)

    assert len(set(asked)) == 12
    assert not seen & set(asked)


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
