"""Grouping a few dozen points: Ward's tree cut into exactly so many groups, and how clear groups are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Labels = NDArray[np.int64]


def ward(points: Floats, k: int) -> Labels:
    """Cut Ward's tree into exactly `k` groups, also where points coincide.

    Parameters
    ----------
    points
        (points, features).
    k
        How many groups, at least 1 and at most the number of points.

    Returns
    -------
    ndarray of int
        (points,) group numbers, counted from 0 in the order in which groups first appear.

    References
    ----------
    Ward, J. H. (1963). Hierarchical grouping to optimize an objective function. *JASA*, 58(301), 236–244.

    Examples
    --------
    >>> import numpy as np
    >>> ward(np.array([[0.0], [9.0], [0.1], [9.0]]), 2).tolist()
    [0, 1, 0, 1]
    """
    import numpy as np
    from scipy.cluster.hierarchy import linkage

    n = len(points)
    if k <= 1 or n <= 1:
        return np.zeros(n, dtype=np.int64)
    leaves: dict[int, list[int]] = {number: [number] for number in range(n)}
    for step, (one, other) in enumerate(linkage(points, method="ward")[: n - k, :2].astype(int)):
        leaves[n + step] = leaves.pop(int(one)) + leaves.pop(int(other))
    labels = np.empty(n, dtype=np.int64)
    for number, members in enumerate(sorted(leaves.values(), key=min)):
        labels[members] = number
    return labels


def silhouette(points: Floats, labels: Labels) -> float:
    """Return the mean silhouette of groups (−1 to 1; −1 for a single group).

    A point alone in its group counts 0.

    Parameters
    ----------
    points
        (points, features).
    labels
        (points,) group numbers.

    References
    ----------
    Rousseeuw, P. J. (1987). Silhouettes. *Journal of Computational and Applied Mathematics*, 20, 53–65.

    Examples
    --------
    >>> import numpy as np
    >>> silhouette(np.array([[0.0], [0.0], [9.0], [9.0]]), np.array([0, 0, 1, 1]))
    1.0
    """
    import numpy as np
    from scipy.spatial.distance import cdist

    groups, own, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    if len(groups) < 2:
        return -1.0
    distances = cdist(points, points)
    sums = np.stack([distances[:, own == number].sum(axis=1) for number in range(len(groups))], axis=1)
    rows = np.arange(len(labels))
    inside = sums[rows, own] / np.maximum(1, sizes[own] - 1)
    means = sums / sizes
    means[rows, own] = np.inf
    outside = means.min(axis=1)
    width = np.maximum(inside, outside)
    scores = np.where((sizes[own] > 1) & (width > 0), (outside - inside) / np.where(width > 0, width, 1.0), 0.0)
    return float(scores.mean())
