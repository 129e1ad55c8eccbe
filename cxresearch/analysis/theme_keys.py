"""Carry theme keys over from one analysis run to the next by the segments that themes share."""

from __future__ import annotations

from collections.abc import Mapping


def match_keys(
    new: Mapping[str, frozenset[str]], old: Mapping[str, frozenset[str]], *, at_least: float = 0.3
) -> dict[str, str]:
    """Match the themes of a new run to existing theme keys by member overlap.

    The assignment makes the sum of the Jaccard overlaps largest (Hungarian method, Kuhn 1955), pairs below
    `at_least` excluded. Where several assignments are equally good, themes and keys earlier in the alphabet
    go first, so the answer never depends on the order of the mappings.

    Parameters
    ----------
    new
        Draft id to the ids of its segments.
    old
        Existing theme key to the ids of its segments.
    at_least
        Smallest Jaccard overlap, in (0, 1], at which a theme counts as the same.

    Returns
    -------
    dict of str to str
        Draft id to existing key; drafts that match nothing are absent and want a new key.

    Examples
    --------
    >>> match_keys({"a": frozenset("123"), "b": frozenset("9")}, {"k1": frozenset("1234"), "k2": frozenset("56")})
    {'a': 'k1'}
    """
    drafts, keys = sorted(new), sorted(old)
    if not drafts or not keys:
        return {}
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    overlap = np.array([[_jaccard(new[draft], old[key]) for key in keys] for draft in drafts])
    allowed = overlap >= at_least
    rank = np.arange(len(drafts))[:, None] * np.arange(len(keys))[None, :]
    # The solver has no rule for ties: a nudge far below any real difference of Jaccard values prefers early keys.
    nudge = 1e-9 * rank / max(1.0, float(rank.max()))
    gain = np.where(allowed, overlap + nudge, 0.0)
    rows, columns = linear_sum_assignment(gain, maximize=True)
    return {drafts[row]: keys[column] for row, column in zip(rows, columns, strict=True) if allowed[row, column]}


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    union = len(one | other)
    return len(one & other) / union if union else 0.0
