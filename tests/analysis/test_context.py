from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cxresearch.analysis.context import after_what_was_said, in_context


@given(st.integers(0, 12), st.integers(0, 3))
def test_another_interview_changes_nothing(n: int, others: int) -> None:
    rows = np.random.default_rng(n).normal(size=(n + others, 5)).astype(np.float32)
    names = ["a"] * n + ["b"] * others

    np.testing.assert_allclose(in_context(rows, names)[:n], in_context(rows[:n], names[:n]), atol=1e-6)


@given(st.integers(1, 12))
def test_rows_have_length_one_and_lean_to_their_neighbours(n: int) -> None:
    rows = np.eye(n, dtype=np.float32)
    moved = in_context(rows, ["a"] * n)

    np.testing.assert_allclose(np.linalg.norm(moved, axis=1), 1, atol=1e-5)
    assert (moved.argmax(axis=1) == np.arange(n)).all()
    if n > 3:
        assert moved[0, 1] > moved[0, 2] > moved[0, 3] == 0


def test_rows_of_zeros_stay_finite() -> None:
    assert np.isfinite(in_context(np.zeros((3, 4), dtype=np.float32), ["a", "b", "c"])).all()


def test_what_was_said_before_counts_less_the_longer_ago() -> None:
    axes = {"answer": 0, "question": 1, "earlier": 2, "long ago": 3}

    def encode(texts: list[str]) -> np.ndarray:
        return np.eye(4, dtype=np.float32)[[axes[text] for text in texts]]

    found = after_what_was_said(["answer", "answer"], [["long ago", "P: earlier", "Q: question"], []], encode)

    assert found[0, 0] > found[0, 1] > found[0, 2] > found[0, 3] == 0
    assert found[1].tolist() == [1, 0, 0, 0]
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-6)


def test_nothing_to_encode_is_no_error() -> None:
    assert after_what_was_said([], [], lambda texts: np.zeros((len(texts), 4), dtype=np.float32)).shape == (0, 4)
