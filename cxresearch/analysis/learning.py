"""What corrections teach: segments that resemble corrected ones move, corrected ones stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxresearch.analysis.calibration import sigmoid
from cxresearch.domain.quadrant import LABELS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHARED = 1.0
"""Part of the variance that all segments of a study share: how freely its researcher gives a label."""

LOCAL = 1.0
"""Part of the variance that only similar segments share."""

SHARPNESS = 3.0
"""How fast similarity falls with the distance of two segments."""

_FEW = 20
"""Among fewer segments than this a mean is not what a study shares."""


def learned_shift(
    ids: Sequence[str],
    vectors: NDArray[np.float32],
    logits: NDArray[np.float64],
    corrections: Sequence[tuple[str, str, bool]],
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
    # What all segments of a study share tells nothing about which of them are alike.
    apart = vectors - vectors.mean(axis=0) if len(vectors) > _FEW else vectors
    lengths = np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-9)
    unit = (apart / lengths).astype(np.float64)
    for column, label in enumerate(LABELS):
        taught = sorted((place[segment], value) for (segment, name), value in latest.items() if name == label)
        if not taught:
            continue
        rows = [row for row, _ in taught]
        truth = np.array([value for _, value in taught], dtype=np.float64)
        near = _kernel(unit[rows], unit[rows])
        weights = _mode_weights(near, logits[rows, column], truth)
        shift[:, column] = _kernel(unit, unit[rows]) @ weights
    shift[corrected] = 0.0
    return shift


def _kernel(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    return np.asarray(SHARED + LOCAL * np.exp(-SHARPNESS * (1 - one @ other.T)), dtype=np.float64)


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
