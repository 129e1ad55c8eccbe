"""What to ask the researcher next: the segments a correction teaches most from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


_SHARPNESS = 3.0
"""How fast an answer about one segment tells less about others, with the distance between them."""

_FEW = 20
"""Among fewer segments than this a mean is not what a study shares."""

_MOST = 1_500
"""Among so many segments, the least certain ones, the choice is made."""


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
    Greedy choice of the segments that cover most doubt (facility location, in the manner of Wei, Iyer and Bilmes,
    2015): each adds to how well every segment is covered by what was asked, weighed by how uncertain that
    segment's labels are. A probability is bent so that its threshold lies at one half.

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
    limits = np.clip(np.asarray(thresholds, dtype=np.float64), 0.01, 0.99)
    p = np.clip(np.asarray(probabilities, dtype=np.float64)[order], 1e-6, 1 - 1e-6)
    # Odds relative to the threshold's odds: at the threshold the answer is a coin toss.
    bent = 1 / (1 + (1 - p) / p * limits / (1 - limits))
    doubt = (4 * bent * (1 - bent)).mean(axis=1)
    known = np.array([ids[row] in seen for row in order])
    likely = np.argsort(np.where(known, -np.inf, -np.round(doubt, 12)), kind="stable")
    rows = np.sort(likely[: int(known.sum()) + _MOST])
    names = [ids[order[row]] for row in rows]
    unit = np.asarray(vectors, dtype=np.float64)[order]
    if len(unit) > _FEW:  # what all segments share tells nothing about which of them are alike
        unit = unit - unit.mean(axis=0)
    unit = unit - unit.mean(axis=0)
    unit = (unit / np.maximum(np.linalg.norm(unit, axis=1, keepdims=True), 1e-9))[rows]
    told = np.exp(-_SHARPNESS * (1 - unit @ unit.T))
    doubt, known = doubt[rows], known[rows]
    covered = told[known].max(axis=0, initial=0.0)
    chosen: list[str] = []
    while len(chosen) < n and not known.all():
        gain = np.where(known, -1.0, np.maximum(told - covered, 0.0) @ doubt)
        best = int(np.argmax(np.round(gain, 12)))
        chosen.append(names[best])
        known[best] = True
        covered = np.maximum(covered, told[best])
    return chosen
