"""Splitting a theme by a few chosen quotes: every other quote follows the nearest of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def nearest_seeds(
    likeness: Mapping[str, Mapping[str, float]], seeds: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, float]]:
    """Say which part each segment follows, and how surely.

    A segment follows the part with the seed most like it; between parts equally near it follows the one named
    first. Seeds themselves follow nobody.

    Parameters
    ----------
    likeness
        Segment id to {seed id: similarity}, for the segments that are to follow.
    seeds
        Name of each part to the segments that begin it.

    Returns
    -------
    dict of str to dict of str to float
        Name of each part to {segment id: 0–1}; 0.5 where two parts are equally near.

    Examples
    --------
    >>> nearest_seeds({"c": {"a": 0.9, "b": 0.1}}, {"Price": ["a"], "Staff": ["b"]})
    {'Price': {'c': 0.9}, 'Staff': {}}
    """
    taken = {segment for chosen in seeds.values() for segment in chosen}
    found: dict[str, dict[str, float]] = {name: {} for name in seeds}
    for segment, near in likeness.items():
        if segment in taken:
            continue
        best = {name: max(near[seed] for seed in chosen) for name, chosen in seeds.items()}
        order = sorted(best, key=lambda name: -best[name])
        lead = best[order[0]] - (best[order[1]] if len(order) > 1 else 0.0)
        found[order[0]][segment] = round(min(1.0, 0.5 + max(0.0, lead) / 2), 3)
    return found
