"""What corrections teach: segments that resemble corrected ones move, corrected ones stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxresearch.analysis.calibration import sigmoid
from cxresearch.domain.quadrant import LABELS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHARED = (0.38, 0.23, 1.67, 0.45, 0.91, 2.41, 0.90, 0.35)
"""Per label, the variance that all segments of a study share: how much more or less freely a label is given in one
study than in another. Most probable values over four studies (`benchmarks/tagging.py --corrections`): *need* and *say*
come and go between studies, *feel* hardly does."""

LOCAL = 1.0
"""Variance that only similar segments share."""

SHARPNESS = 3.0
"""How fast similarity falls with the distance of two segments."""

_FEW = 20
"""Among fewer segments than this a mean is not what a study shares."""


def learned_shift(
    ids: Sequence[str],
    vectors: NDArray[np.float32],
    logits: NDArray[np.float64],
    corrections: Sequence[tuple[str, str, bool]],
    *,
    shared: Sequence[float] = SHARED,
) -> NDArray[np.float64]:
    """Return what corrections add to the logits of each segment.

    A Gaussian process with the tagger's logits as prior mean and a logistic likelihood (Rasmussen & Williams,
    2006, algorithm 3.1): a correction that the tagger already agreed with moves little, one that surprised it
    moves its neighbours much.

    Parameters
    ----------
    ids
        n segment ids.
    vectors
        (n, d) vectors; similar directions mean similar segments.
    logits
        (n, 8) calibrated logits of the tagger.
    corrections
        (segment id, label, whether it applies); ids that are not among `ids` are passed over, and a later
        correction of the same segment and label beats an earlier one.
    shared
        (8,) variances that all segments share, per label.

    Returns
    -------
    numpy.ndarray
        (n, 8); zero for every corrected segment.
    """
    import numpy as np

    shift = np.zeros_like(logits)
    place = {segment: row for row, segment in enumerate(ids)}
    latest = {(segment, label): value for segment, label, value in corrections if segment in place}
    corrected = sorted({place[segment] for segment, _ in latest})
    if not corrected:
        return shift
    unit = directions(vectors)
    alike = likeness(unit, unit[corrected])
    column_of = {row: at for at, row in enumerate(corrected)}
    for column, label in enumerate(LABELS):
        taught = sorted((place[segment], value) for (segment, name), value in latest.items() if name == label)
        if not taught:
            continue
        rows = [row for row, _ in taught]
        truth = np.array([value for _, value in taught], dtype=np.float64)
        kernel = shared[column] + LOCAL * alike[:, [column_of[row] for row in rows]]
        shift[:, column] = kernel @ _mode_weights(kernel[rows], logits[rows, column], truth)
    shift[corrected] = 0.0
    return shift


def directions(vectors: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return (n, d) vectors of length one, without what all of them share: that tells nothing about who is alike."""
    import numpy as np

    apart = np.asarray(vectors, dtype=np.float64)
    if len(apart) > _FEW:
        apart = apart - apart.mean(axis=0)
    return np.asarray(apart / np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-9), dtype=np.float64)


def likeness(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (n, m) how far an answer about one segment holds for another, 1 for the same direction."""
    import numpy as np

    return np.asarray(np.exp(-SHARPNESS * (1 - one @ other.T)), dtype=np.float64)


def _mode_weights(
    kernel: NDArray[np.float64], mean: NDArray[np.float64], truth: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the weights a with kernel @ a the most probable shift, by damped Newton steps."""
    import numpy as np

    n = len(truth)
    weights = np.zeros(n)

    def loss(a: NDArray[np.float64]) -> float:
        z = mean + kernel @ a
        return float(np.sum(np.logaddexp(0, z) - truth * z) + 0.5 * a @ kernel @ a)

    now = loss(weights)
    for _ in range(30):
        p = sigmoid(mean + kernel @ weights)
        curvature = np.maximum(p * (1 - p), 1e-6)
        target = curvature * (kernel @ weights) + (truth - p)
        new = np.linalg.solve(np.eye(n) + curvature[:, None] * kernel, target)
        size = 1.0
        while size > 1e-3 and loss(weights + size * (new - weights)) > now:
            size /= 2
        stepped = weights + size * (new - weights)
        after = loss(stepped)
        if now - after < 1e-9:
            break
        weights, now = stepped, after
    return weights
