"""What to ask the researcher next: the segments a correction teaches most from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from cxresearch.analysis.calibration import sigmoid
from cxresearch.analysis.learning import LOCAL, SHARED, directions, likeness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NEAR = 0.5
"""Standard deviation, in logits, of what else than corrections moves a segment over its threshold."""

_TWINS = 8
"""How sharply what says nearly the same as an earlier choice is put back: only that, not all that resembles it."""

_CANDIDATES = 150
"""Among so many segments, the least certain ones, the choice is made …"""

_MOST = 800
"""… for what it would teach about so many; and so many looked at before are taken into account."""


def worth_a_look(
    ids: Sequence[str],
    vectors: NDArray[np.float32],
    probabilities: NDArray[np.float64],
    thresholds: Sequence[float],
    *,
    n: int = 10,
    seen: Collection[str] = (),
    shared: Sequence[float] = SHARED,
) -> list[str]:
    """Choose the segments whose correction would decide most about the others.

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
    shared
        (k,) variances that all segments share, per label, as `learned_shift` has them.

    Returns
    -------
    list of str
        Ids, most worth a look first; the same for any order of the input.

    Notes
    -----
    `learned_shift` learns by a Gaussian process; this asks by the same one. A segment is worth as much as its
    answer is expected to narrow the logits of all segments, each weighed by how near it is to a label's threshold
    (expected reduction of variance where decisions are made, after Cohn, Ghahramani and Jordan, 1996). Choices are
    made one after the other, each as if the earlier ones were answered. So labels whose share differs much between
    studies are asked about first, at their thresholds, and a label that is settled is no longer asked about.

    Examples
    --------
    >>> import numpy as np
    >>> vectors = np.array([[1, 0], [1, 0], [0, 1]], dtype=np.float32)
    >>> worth_a_look(["a", "b", "c"], vectors, np.array([[0.5], [0.5], [0.6]]), [0.5], n=2, shared=[1.0])
    ['a', 'c']
    """
    import numpy as np

    order = np.array(sorted(range(len(ids)), key=lambda row: ids[row]), dtype=np.intp)
    if not len(order):
        return []
    unit = directions(vectors)[order]
    p = np.clip(np.asarray(probabilities, dtype=np.float64)[order].T, 1e-6, 1 - 1e-6)
    limits = np.clip(np.asarray(thresholds, dtype=np.float64), 0.01, 0.99)[:, None]
    logits = np.log(p / (1 - p))
    away = logits - np.log(limits / (1 - limits))
    level = np.asarray(shared, dtype=np.float64)[:, None]
    # How far a decision is from being settled either way before anything is asked.
    open_ = (limits * (1 - limits) * np.exp(-(away**2) / 2 / (level + LOCAL))).sum(axis=0)
    known = np.array([ids[row] in seen for row in order])
    told = np.flatnonzero(known)
    told = told[np.argsort(-np.round(open_[told], 12), kind="stable")[:_MOST]]
    pool = np.sort(np.argsort(-np.round(open_, 12), kind="stable")[:_MOST])
    fresh = np.flatnonzero(~known)
    fresh = np.sort(fresh[np.argsort(-np.round(open_[fresh], 12), kind="stable")[:_CANDIDATES]])
    ahead = _Ahead(unit[fresh], unit[pool], level, logits[:, fresh], away[:, pool], limits)
    ahead.tell(unit[told], logits[:, told])
    return [ids[order[fresh[at]]] for at in ahead.choose(n)]


class _Ahead:
    """What is still open about a study's segments, as answers about some of them are imagined.

    Parameters
    ----------
    fresh
        (f, d) directions of segments that may be asked about.
    pool
        (m, d) directions of segments that are to be decided.
    level
        (k, 1) variances that all segments share.
    logits
        (k, f) logits of `fresh`.
    away
        (k, m) how far the logits of `pool` are from the thresholds.
    limits
        (k, 1) thresholds.
    """

    def __init__(
        self,
        fresh: NDArray[np.float64],
        pool: NDArray[np.float64],
        level: NDArray[np.float64],
        logits: NDArray[np.float64],
        away: NDArray[np.float64],
        limits: NDArray[np.float64],
    ) -> None:
        import numpy as np

        self.fresh, self.pool, self.level = fresh, pool, level
        self.logits, self.away, self.limits = logits, away, limits
        self.among = level[:, :, None] + LOCAL * likeness(fresh, fresh)
        self.between = level[:, :, None] + LOCAL * likeness(fresh, pool)
        self.variance = np.full(away.shape, LOCAL) + level
        self.new = np.ones(len(fresh))

    def tell(self, unit: NDArray[np.float64], logits: NDArray[np.float64]) -> None:
        """Take into account that segments were looked at."""
        import numpy as np

        if not len(unit):
            return
        to_fresh, to_pool, each = (likeness(other, unit) for other in (self.fresh, self.pool, unit))
        self.new = np.minimum(self.new, 1 - to_fresh.max(axis=1) ** _TWINS)
        for label, level in enumerate(self.level[:, 0]):
            noise = 1 / _information(logits[label])
            fresh, pool = level + LOCAL * to_fresh, level + LOCAL * to_pool
            solved = np.linalg.solve(level + LOCAL * each + np.diag(noise), np.hstack([fresh.T, pool.T]))
            self.among[label] -= fresh @ solved[:, : len(fresh)]
            self.between[label] -= fresh @ solved[:, len(fresh) :]
            self.variance[label] -= (pool.T * solved[:, len(fresh) :]).sum(axis=0)

    def choose(self, n: int) -> list[int]:
        """Return places in `fresh`, best first."""
        import numpy as np

        chosen: list[int] = []
        rest = np.ones(len(self.fresh), dtype=bool)
        while len(chosen) < n and rest.any():
            own = np.maximum(np.einsum("kff->kf", self.among), 1e-9)
            spread = np.maximum(self.variance, 0) + _NEAR**2
            near = np.exp(-(self.away**2) / 2 / spread) / np.sqrt(spread) * self.limits * (1 - self.limits)
            # An answer is a coin with this chance: the logit's variance draws it to one half.
            gain = 1 / (own + 1 / _information(self.logits / np.sqrt(1 + np.pi / 8 * own)))
            worth = (((self.between**2) @ near[:, :, None])[:, :, 0] * gain).sum(axis=0) * self.new
            worth = np.maximum(worth, 0)  # where nothing is left to learn, rounding may leave less than nothing
            best = int(np.argmax(np.where(rest, np.round(worth / max(worth.max(), 1e-300), 9), -1.0)))
            chosen.append(best)
            rest[best] = False
            row, across, factor = self.among[:, best].copy(), self.between[:, best].copy(), gain[:, best, None]
            self.variance -= across**2 * factor
            self.between -= row[:, :, None] * (across * factor)[:, None, :]
            self.among -= row[:, :, None] * (row * factor)[:, None, :]
            self.new = np.minimum(self.new, 1 - likeness(self.fresh, self.fresh[[best]])[:, 0] ** _TWINS)
        return chosen


def _information(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much a yes or no tells about a logit: little where it is nearly sure."""
    import numpy as np

    p = sigmoid(logits)
    return np.maximum(p * (1 - p), 1e-4)
