"""Whether probabilities mean what they say, and how sure a score is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def sigmoid(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return probabilities of logits of any shape, without overflow.

    Examples
    --------
    >>> import numpy as np
    >>> sigmoid(np.array([0.0, -1000.0])).tolist()
    [0.5, 0.0]
    """
    import numpy as np

    half = np.tanh(np.clip(np.asarray(logits, dtype=np.float64), -1000, 1000) / 2)
    return np.asarray((1 + half) / 2, dtype=np.float64)


def fit_platt(
    logits: NDArray[np.float64],
    truth: NDArray[np.bool_],
    *,
    weight: NDArray[np.float64] | None = None,
    prior: float = 4.0,
) -> tuple[float, float]:
    """Fit slope and shift that turn logits into calibrated ones (Platt, 1999), shrunk towards (1, 0).

    Parameters
    ----------
    logits
        (n,) logits of sentences the model was not trained on.
    truth
        (n,) whether the label applies.
    weight
        (n,) weights, default: all one.
    prior
        Strength of the shrinkage; with few positives the fit stays near (1, 0).

    Returns
    -------
    tuple of float
        Slope (above 0.05) and shift.

    Examples
    --------
    >>> import numpy as np
    >>> slope, shift = fit_platt(np.array([-9.0, -9.0, 9.0, 9.0] * 50), np.array([True, False, True, False] * 50))
    >>> slope < 0.2
    True
    """
    import numpy as np

    z, y = np.asarray(logits, dtype=np.float64), np.asarray(truth, dtype=np.float64)
    w = np.ones_like(z) if weight is None else np.asarray(weight, dtype=np.float64)
    design = np.stack([z, np.ones_like(z)], axis=1)
    start = np.array([1.0, 0.0])
    at = start.copy()

    def loss(point: NDArray[np.float64]) -> float:
        score = design @ point
        return float(w @ (np.logaddexp(0.0, score) - y * score) + prior / 2 * ((point - start) ** 2).sum())

    for _ in range(50):
        p = sigmoid(design @ at)
        gradient = design.T @ (w * (p - y)) + prior * (at - start)
        curvature = (design * (w * p * (1 - p))[:, None]).T @ design + prior * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        while loss(at - step) > loss(at) and np.abs(step).max() > 1e-10:
            step = step / 2  # far from the optimum a full Newton step can overshoot and come back for ever
        at = at - step
        if np.abs(step).max() < 1e-8:
            break
    return max(0.05, float(at[0])), float(at[1])


def reliability(
    probability: NDArray[np.float64], truth: NDArray[np.bool_], *, bins: int = 10
) -> list[tuple[float, float, int]]:
    """Compare probabilities with what was true, in bins of equal size.

    Returns
    -------
    list of tuple
        Mean probability, share true, and number of sentences of each bin, from unlikely to likely.

    Examples
    --------
    >>> import numpy as np
    >>> reliability(np.array([0.1, 0.1, 0.9, 0.9]), np.array([False, False, True, False]), bins=2)
    [(0.1, 0.0, 2), (0.9, 0.5, 2)]
    """
    import numpy as np

    order = np.argsort(probability, kind="stable")
    parts = [part for part in np.array_split(order, min(bins, max(1, len(order)))) if len(part)]
    return [(float(np.mean(probability[part])), float(np.mean(truth[part])), len(part)) for part in parts]


def calibration_error(probability: NDArray[np.float64], truth: NDArray[np.bool_], *, bins: int = 10) -> float:
    """Return the expected calibration error over equal-mass bins (Naeini et al., 2015); 0 for no sentences."""
    if not len(probability):
        return 0.0
    return sum(n * abs(p - t) for p, t, n in reliability(probability, truth, bins=bins)) / len(probability)


def brier(probability: NDArray[np.float64], truth: NDArray[np.bool_]) -> float:
    """Return the mean squared difference of probability and truth (Brier, 1950); 0 for no sentences."""
    import numpy as np

    return float(np.mean((probability - truth) ** 2)) if len(probability) else 0.0


def best_threshold(probability: NDArray[np.float64], truth: NDArray[np.bool_]) -> float:
    """Return the probability from which listing a label gives the best F1, smoothed over neighbours.

    Examples
    --------
    >>> import numpy as np
    >>> 0.2 < best_threshold(np.array([0.1, 0.2, 0.7, 0.8]), np.array([False, False, True, True])) <= 0.75
    True
    """
    import numpy as np

    grid = np.linspace(0.05, 0.95, 91)
    true = int(truth.sum())
    scores = []
    for threshold in grid:
        listed = probability >= threshold
        scores.append(2 * int((listed & truth).sum()) / max(1, true + int(listed.sum())))
    smooth = np.convolve(np.pad(scores, 4, mode="edge"), np.ones(9) / 9, mode="valid")
    best = np.flatnonzero(smooth >= smooth.max() - 1e-12)
    return float(grid[best[len(best) // 2]])


def bootstrap(
    statistic: Callable[[NDArray[np.intp]], float], n: int, *, repeats: int = 500, seed: int = 0
) -> tuple[float, float]:
    """Return the 95 % percentile bootstrap interval of a statistic (Efron, 1979).

    Parameters
    ----------
    statistic
        Called with n row numbers drawn with replacement.
    n
        Number of rows.
    repeats, seed
        Number of draws and where they begin.
    """
    import numpy as np

    if n == 0:
        return 0.0, 0.0
    random = np.random.default_rng(seed)
    values = [statistic(random.integers(0, n, n)) for _ in range(repeats)]
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
