"""Where segments lie by meaning, on a plane: what is alike lies together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]
else:
    Array = Any

NEIGHBOURS = 30
"""About so many segments count as the neighbourhood of one (t-SNE's perplexity)."""

DIMENSIONS = 50
MANY = 3_000
"""From here on fewer rounds are made: the map is as good and ready in half the time."""


def positions(vectors: Array, ids: Sequence[str], *, seed: int = 0) -> Array:
    """Lay segments out on a plane, the same for the same segments in whatever order.

    Parameters
    ----------
    vectors
        (n, d) rows of what the segments mean.
    ids
        n ids, no two alike; their order decides ties.
    seed
        For whatever is random in the method.

    Returns
    -------
    numpy.ndarray
        (n, 2) float32 between 0 and 1, the longer side filled, in the order given.

    Notes
    -----
    Distances between far places mean little; what lies close together is alike.

    References
    ----------
    Van der Maaten & Hinton (2008), Visualizing data using t-SNE; begun from principal components, as Kobak &
    Berens (2019) advise, so that the large picture does not depend on chance.

    Examples
    --------
    >>> import numpy as np
    >>> rows = np.repeat(np.eye(2, 8), 6, axis=0)
    >>> laid = positions(rows, [f"s{n:02}" for n in range(12)])
    >>> bool(abs(laid[0] - laid[5]).max() < abs(laid[0] - laid[6]).max())
    True
    """
    import numpy as np

    n = len(ids)
    if not n:
        return np.zeros((0, 2), dtype=np.float32)
    rows = np.asarray(vectors, dtype=np.float64).reshape(n, -1)
    order = np.argsort(np.asarray(ids, dtype=object), kind="stable")
    laid = np.zeros((n, 2))
    laid[order] = _laid(rows[order], seed)
    return _fitted(laid)


def _laid(rows: Array, seed: int) -> Array:
    import numpy as np

    n = len(rows)
    centred = rows - rows.mean(axis=0)
    if n < 3 or not np.any(np.abs(centred) > 1e-9):
        return np.column_stack([np.arange(n, dtype=float), np.zeros(n)])
    axes = _components(centred, min(DIMENSIONS, *centred.shape))
    plane = np.zeros((n, 2))
    plane[:, : min(2, axes.shape[1])] = axes[:, :2]
    if n < 12:  # too few for neighbourhoods to tell anything
        return plane
    from sklearn.manifold import TSNE

    model = TSNE(
        2,
        perplexity=min(NEIGHBOURS, (n - 1) / 3),
        init=plane / max(float(plane[:, 0].std()), 1e-12) * 1e-4,
        max_iter=1_000 if n < MANY else 500,
        random_state=seed,
        n_jobs=1,  # sums made by several threads would differ in the last digits, and the map with them
    )
    return np.asarray(model.fit_transform(axes.astype(np.float32)), dtype=float)


def _components(centred: Array, size: int) -> Array:
    """Return the rows on their principal axes, each axis pointing where its largest weight is positive."""
    import numpy as np

    values, axes = np.linalg.eigh(centred.T @ centred)
    axes = axes[:, np.argsort(values)[::-1][:size]]
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    return np.asarray(centred @ axes)


def _fitted(laid: Array) -> Array:
    """Bring places into the unit square without changing their proportions, middle on middle."""
    import numpy as np

    low, high = laid.min(axis=0), laid.max(axis=0)
    longest = max(float((high - low).max()), 1e-12)
    return np.asarray(0.5 + (laid - (low + high) / 2) / longest, dtype=np.float32).clip(0.0, 1.0)
