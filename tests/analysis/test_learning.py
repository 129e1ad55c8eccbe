"""Corrections spread to what is alike, in proportion to how much they surprise."""

from __future__ import annotations

import numpy as np
import pytest

from cxresearch.analysis.learning import learned_shift
from cxresearch.domain.quadrant import LABELS

IDS = ["a", "near", "far"]
VECTORS = np.array([[1, 0, 0], [0.99, 0.14, 0], [0, 0, 1]], dtype=np.float32)
FEEL = LABELS.index("feel")


def logits(value: float) -> np.ndarray:
    return np.full((3, len(LABELS)), value)


@pytest.mark.parametrize("value", [True, False])
def test_alike_segments_follow_and_the_corrected_one_stays(value: bool) -> None:
    shift = learned_shift(IDS, VECTORS, logits(0.0), [("a", "feel", value)])
    sign = 1 if value else -1

    assert sign * shift[1, FEEL] > sign * shift[2, FEEL] > 0
    assert not shift[0].any()
    assert not np.delete(shift, FEEL, axis=1).any()


def test_a_surprise_teaches_more_than_a_confirmation() -> None:
    surprised = learned_shift(IDS, VECTORS, logits(-4.0), [("a", "feel", True)])
    confirmed = learned_shift(IDS, VECTORS, logits(4.0), [("a", "feel", True)])

    assert surprised[1, FEEL] > 5 * confirmed[1, FEEL]


def test_no_correction_no_shift() -> None:
    assert not learned_shift(IDS, VECTORS, logits(0.0), []).any()
    assert not learned_shift(IDS, VECTORS, logits(0.0), [("gone", "feel", True)]).any()


def test_a_hundred_equal_corrections_stay_finite() -> None:
    ids = [f"s{n}" for n in range(101)]
    vectors = np.ones((101, 4), dtype=np.float32)
    shift = learned_shift(ids, vectors, np.full((101, 8), -6.0), [(s, "need", True) for s in ids[:100]])

    assert np.isfinite(shift).all()
    assert shift[100, LABELS.index("need")] > 4


def test_a_label_that_differs_little_between_studies_moves_less() -> None:
    firm = learned_shift(IDS, VECTORS, logits(0.0), [("a", "feel", True)], shared=[0.1] * 8)
    loose = learned_shift(IDS, VECTORS, logits(0.0), [("a", "feel", True)], shared=[3.0] * 8)

    assert loose[2, FEEL] > 3 * firm[2, FEEL] > 0
