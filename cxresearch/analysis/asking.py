"""What to ask the researcher next: the segments a correction teaches most from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


_FOCUS = 8
"""How much more an answer near the threshold is worth than one a little off it."""


def worth_a_look(
    ids: Sequence[str],
    vectors: NDArray[np.float32],
    probabilities: NDArray[np.float64],
    thresholds: Sequence[float],
    *,
    n: int = 10,
    seen: Collection[str] = (),
) -> list[str]:
    """Choose segments that are uncertain, like many others, and unlike each other.

    Parameters
    ----------
    ids
        n segment ids.
    vectors
        (n, d) vectors; similar directions mean similar segments.
    probabilities
        (n, k) calibrated probabilities.
    thresholds
        (k,) probabilities from which a label is chosen.
    n
        How many to choose at most.
    seen
        Ids the researcher has looked at already; none of them is chosen, and what resembles them comes later.

    Returns
    -------
    list of str
        Ids, most worth a look first; the same for any order of the input.

    Notes
    -----
    Greedy batch choice by uncertainty times density times novelty (Settles & Craven, 2008, with a penalty for
    what is already covered). The labels take turns, so that a common one does not use up all questions;
    uncertainty is the entropy of the label whose turn it is, its probability bent so that its threshold lies at
    one half.

    Examples
    --------
    >>> import numpy as np
    >>> vectors = np.array([[1, 0], [1, 0], [0, 1]], dtype=np.float32)
    >>> worth_a_look(["a", "b", "c"], vectors, np.array([[0.5], [0.5], [0.9]]), [0.5], n=2)
    ['a', 'c']
    """
    import numpy as np

    order = sorted(range(len(ids)), key=lambda row: ids[row])
    if not order:
        return []
    names = [ids[row] for row in order]
    unit = np.asarray(vectors, dtype=np.float64)[order]
    unit = unit / np.maximum(np.linalg.norm(unit, axis=1, keepdims=True), 1e-9)
    limits = np.clip(np.asarray(thresholds, dtype=np.float64), 0.01, 0.99)
    p = np.clip(np.asarray(probabilities, dtype=np.float64)[order], 1e-6, 1 - 1e-6)
    # Odds relative to the threshold's odds: at the threshold the answer is a coin toss.
    bent = 1 / (1 + (1 - p) / p * limits / (1 - limits))
    bent = np.clip(bent, 1e-9, 1 - 1e-9)
    uncertain = -(bent * np.log(bent) + (1 - bent) * np.log(1 - bent))
    density = np.maximum(0.0, unit @ unit.mean(axis=0))
    value = (uncertain / np.log(2)) ** _FOCUS * (1 + density)[:, None]
    covered = np.zeros(len(names))
    open_ = np.ones(len(names), dtype=bool)
    for row, name in enumerate(names):
        if name in seen:
            open_[row] = False
            covered = np.maximum(covered, unit @ unit[row])
    turn = len(names) - int(open_.sum())
    chosen: list[str] = []
    while len(chosen) < n and open_.any():
        score = np.where(
            open_, value[:, (turn + len(chosen)) % value.shape[1]] * (1 - np.clip(covered, 0, 1) ** 4), -1.0
        )
        best = int(np.argmax(np.round(score, 12)))
        chosen.append(names[best])
        open_[best] = False
        covered = np.maximum(covered, unit @ unit[best])
    return chosen
