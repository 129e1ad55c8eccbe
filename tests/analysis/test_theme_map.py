"""Places on the theme map: the same for the same segments, like beside like."""

from __future__ import annotations

import numpy as np
import pytest

from cxresearch.analysis.theme_map import positions


def clouds(n: int = 20, groups: int = 3) -> tuple[np.ndarray, list[str]]:
    chance = np.random.default_rng(3)
    rows = np.concatenate([np.eye(groups, 24)[g] * 3 + chance.normal(size=(n, 24)) * 0.3 for g in range(groups)])
    return rows.astype(np.float32), [f"s{number:03}" for number in range(len(rows))]


def test_the_map_does_not_depend_on_the_order_of_segments() -> None:
    rows, ids = clouds()
    laid = positions(rows, ids)
    order = np.random.default_rng(1).permutation(len(ids))
    again = positions(rows[order], [ids[at] for at in order])
    assert np.array_equal(laid[order], again)


def test_what_is_alike_lies_together() -> None:
    rows, ids = clouds()
    laid = positions(rows, ids)
    group = np.repeat(np.arange(3), 20)
    distance = np.linalg.norm(laid[:, None] - laid[None], axis=2)
    np.fill_diagonal(distance, np.inf)
    assert (group[distance.argmin(axis=1)] == group).all()


@pytest.mark.parametrize("n", [0, 1, 2, 3, 7, 12, 13])
def test_few_segments_have_places_too(n: int) -> None:
    rows, ids = clouds(n, 1)
    laid = positions(rows, ids)
    assert laid.shape == (n, 2)
    assert ((laid >= 0) & (laid <= 1)).all()


def test_equal_segments_are_no_reason_to_fail() -> None:
    laid = positions(np.ones((30, 8)), [f"s{n:02}" for n in range(30)])
    assert np.isfinite(laid).all()
