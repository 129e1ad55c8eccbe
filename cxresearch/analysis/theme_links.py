"""What belongs together and what apart: a researcher's links between segments, kept by every draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxresearch.analysis.theme_geometry import Array, unit

Groups = Sequence[Sequence[int]]


def components(together: Sequence[Sequence[str]], place: Mapping[str, int]) -> tuple[tuple[int, ...], ...]:
    """Join links that share a segment; segments that are gone are passed over.

    Examples
    --------
    >>> components([["a", "b"], ["b", "c"], ["d", "gone"]], {"a": 0, "b": 1, "c": 2, "d": 3})
    ((0, 1, 2),)
    """
    leader = list(range(len(place)))

    def top(row: int) -> int:
        while leader[row] != row:
            row = leader[row]
        return row

    for group in together:
        rows = [place[segment] for segment in group if segment in place]
        for row in rows[1:]:
            low, high = sorted((top(rows[0]), top(row)))
            leader[high] = low
    joined: dict[int, list[int]] = {}
    for row in range(len(leader)):
        joined.setdefault(top(row), []).append(row)
    return tuple(tuple(rows) for rows in joined.values() if len(rows) > 1)


def shared_pins(pins: Sequence[str | None], joined: Groups) -> tuple[str | None, ...]:
    """Let segments that belong together share a pin; where two pins differ each pinned segment keeps its own.

    Examples
    --------
    >>> shared_pins([None, "trust", None], [(0, 1)])
    ('trust', 'trust', None)
    """
    spread = list(pins)
    for rows in joined:
        known = sorted(pin for row in rows if (pin := pins[row]) is not None)
        if known:
            common = max(known, key=lambda pin: (known.count(pin), pin))
            for row in rows:
                spread[row] = pins[row] or common
    return tuple(spread)


def drawn_together(features: Array, joined: Groups) -> Array:
    """Put segments that belong together in one place, halfway between them.

    Parameters
    ----------
    features
        (n, d) unit rows.
    joined
        Rows that belong together, each row in one group at most.

    Returns
    -------
    numpy.ndarray
        (n, d) unit rows.
    """
    moved = features.copy()
    for rows in joined:
        moved[list(rows)] = unit(features[list(rows)].sum(axis=0, keepdims=True))
    return moved


def kept(labels: Array, strength: Array, pinned: Array, joined: Groups, apart: Groups) -> Array:
    """Mend a draft where it breaks a link: groups go whole, and what is apart goes to its next best theme.

    Pins beat links, and *together* beats *apart*. Where there are fewer themes than segments to be kept
    apart, the last ones stay where they are.

    Parameters
    ----------
    labels
        (n,) theme of each segment.
    strength
        (n, n themes) how strongly each belongs to each.
    pinned
        (n,) pinned theme or -1.
    joined
        Rows that belong together, each row in one group at most.
    apart
        Rows of which no two may be in one theme.

    Returns
    -------
    numpy.ndarray
        (n,) labels; no theme loses its last segment.
    """
    import numpy as np

    labels = labels.copy()
    group = {row: tuple(rows) for rows in joined for row in rows}
    sizes = np.bincount(labels, minlength=strength.shape[1])

    def put(rows: Sequence[int], theme: int) -> bool:
        """Move the free rows to a theme, unless that would leave one empty or part the group."""
        free = [row for row in rows if pinned[row] < 0 and labels[row] != theme]
        left = sizes.copy()
        np.subtract.at(left, labels[free], 1)
        left[theme] += len(free)
        if (left < np.minimum(sizes, 1)).any():
            return False
        labels[free], sizes[:] = theme, left
        return True

    for rows in joined:
        held = [int(pinned[row]) for row in rows if pinned[row] >= 0]
        order = held or np.argsort(-strength[list(rows)].sum(axis=0), kind="stable").tolist()
        next((theme for theme in order if put(rows, theme)), None)
    for rows in apart:
        # Who is pinned, then who belongs most clearly, keeps the theme.
        order = sorted(rows, key=lambda row: (pinned[row] < 0, -float(strength[row, labels[row]]), row))
        taken: dict[int, tuple[int, ...]] = {}
        for row in order:
            mine = group.get(row, (row,))
            other = taken.get(int(labels[row]))
            if other is not None and other != mine and not any(pinned[each] >= 0 for each in mine):
                best = np.argsort(-strength[list(mine)].sum(axis=0), kind="stable").tolist()
                next((theme for theme in best if theme not in taken and put(mine, theme)), None)
            taken.setdefault(int(labels[row]), mine)
    return labels
