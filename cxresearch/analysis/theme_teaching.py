"""Themes that follow a researcher: grown from pinned segments, or carried on from the last run."""

from __future__ import annotations

from cxresearch.analysis.theme_geometry import Array, Wanted, belonging, cut, how_many, means, ward_tree

_PIN_WEIGHT = 4.0
"""What a pinned segment weighs in the mean of its theme, where others weigh 1."""

_BRANCH = 0.5
"""What the other rows of its branch say about a row, beside what it says itself."""

_LARGEST_TREE = 2_500

_STAY, _STAY_TAUGHT = 0.2, 0.05
"""By how much, in cosine, another theme must be nearer than the one of the last run; less once there are pins."""


def seed_themes(tree: Array, pinned: Array, n_themes: Wanted) -> Array:
    """Find the first members of pinned themes, and the themes nobody pinned.

    A branch of the tree with pins of one theme only, and half of that theme's pins, is where that theme lies:
    its segments are first members. Branches without any pin are themes of their own. The tree is cut finer
    until there are as many of them as were asked for, or as the best cut leaves over.

    Parameters
    ----------
    tree
        Linkage matrix over n rows.
    pinned
        (n,) pinned class or -1.
    n_themes
        Themes wanted in all, or among which numbers to choose.

    Returns
    -------
    numpy.ndarray
        (n,) theme, new ones counting on after the pinned classes, or -1 for rows that belong to none yet.
    """
    import numpy as np

    n = len(pinned)
    taken = int(pinned.max()) + 1
    first = how_many(n_themes, tree, n)
    branches = cut(tree, first)
    seeds = _claimed(branches, pinned)
    told = isinstance(n_themes, int)
    wanted = first - taken if told else max(0, first - _covered(branches, pinned))
    finest = n if told else min(n, 2 * first)
    untouched: list[Array] = []
    for count in range(first, finest + 1):
        labels = cut(tree, count)
        touched = set(labels[pinned >= 0].tolist())
        untouched = [np.flatnonzero(labels == label) for label in range(int(labels.max()) + 1) if label not in touched]
        if len(untouched) >= wanted:
            break
    untouched.sort(key=lambda members: (-len(members), int(members[0])))
    for number, members in enumerate(untouched[:wanted]):
        seeds[members] = taken + number
    return seeds


def _covered(branches: Array, pinned: Array) -> int:
    """Count the branches that pinned themes take up: those that hold a quarter of some theme's pins."""
    import numpy as np

    held = np.zeros((int(branches.max()) + 1, int(pinned.max()) + 1))
    np.add.at(held, (branches[pinned >= 0], pinned[pinned >= 0]), 1.0)
    return int((held >= 0.25 * held.sum(axis=0)).any(axis=1).sum())


def _claimed(branches: Array, pinned: Array) -> Array:
    """Give each branch to the one theme whose pins it holds, if it holds half of them and no other's."""
    import numpy as np

    seeds = pinned.copy()
    total = np.bincount(pinned[pinned >= 0])
    for branch in np.unique(branches):
        inside = branches == branch
        held = pinned[inside & (pinned >= 0)]
        if len(held) and len(set(held.tolist())) == 1 and 2 * len(held) >= total[held[0]]:
            seeds[inside] = held[0]
    return seeds


def grow(rows: Array, seeds: Array, pinned: Array, *, rounds: int = 15) -> Array:
    """Grow themes from seeds by k-means on the sphere; pinned rows never move and weigh more.

    At the end a logistic regression on the seeds has a say too, and so have the rows of the same small branch of
    Ward's tree: each row goes where the product of all three is largest.

    Parameters
    ----------
    rows
        (n, d) unit rows.
    seeds
        (n,) first members of each theme, -1 for rows not yet in one; every theme has at least one.
    pinned
        (n,) pinned class or -1.
    rounds
        At most this many.

    Returns
    -------
    numpy.ndarray
        (n,) labels; every theme keeps at least one row.

    References
    ----------
    Basu, Banerjee and Mooney (2002), Semi-supervised clustering by seeding.
    """
    import numpy as np

    n_themes = int(seeds.max()) + 1
    weights = np.where(pinned >= 0, _PIN_WEIGHT, 1.0)
    labels = seeds
    for _ in range(rounds):
        likeness = rows @ means(rows, labels, n_themes, weights).T
        moved = _settled(likeness, seeds, pinned)
        if np.array_equal(moved, labels):
            break
        labels = moved
    if n_themes == 1:
        return labels
    strength = np.log(belonging(rows, means(rows, labels, n_themes, weights), softness=0.12))
    strength = strength + _log_odds(rows, seeds, weights)
    return _settled(strength + _BRANCH * _branch_mean(rows, strength), seeds, pinned)


def _branch_mean(rows: Array, strength: Array) -> Array:
    """Return (n, n themes) the mean log probability in each row's branch; nothing where there are too many rows."""
    import numpy as np

    n, n_themes = strength.shape
    if n > _LARGEST_TREE:
        return np.zeros_like(strength)
    top = strength.max(axis=1, keepdims=True)
    shares = strength - top - np.log(np.exp(strength - top).sum(axis=1, keepdims=True))
    branches = cut(ward_tree(rows), max(1, min(n // 4, 2 * n_themes)))
    total = np.zeros((int(branches.max()) + 1, n_themes))
    np.add.at(total, branches, shares)
    return np.asarray((total / np.bincount(branches)[:, None])[branches])


def carry_on(rows: Array, start: Array, pinned: Array, *, rounds: int = 5) -> Array:
    """Place new rows among the themes of the last run; old rows leave theirs only for one clearly nearer.

    Parameters
    ----------
    rows
        (n, d) unit rows.
    start
        (n,) theme of each row in the last run, or its pinned class; -1 for new rows. Every theme has a row.
    pinned
        (n,) pinned class or -1.
    rounds
        At most this many.

    Returns
    -------
    numpy.ndarray
        (n,) labels.
    """
    import numpy as np

    n_themes = int(start.max()) + 1
    stay = _STAY_TAUGHT if (pinned >= 0).any() else _STAY
    weights = np.where(pinned >= 0, _PIN_WEIGHT, 1.0)
    held = np.flatnonzero(start >= 0)
    labels = start
    for _ in range(rounds):
        likeness = rows @ means(rows, labels, n_themes, weights).T
        likeness[held, start[held]] += stay
        moved = _settled(likeness, start, pinned)
        if np.array_equal(moved, labels):
            break
        labels = moved
    return labels


def _log_odds(rows: Array, seeds: Array, weights: Array) -> Array:
    """Return (n, n themes) log probabilities by logistic regression on the rows that have a seed."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    known = np.flatnonzero(seeds >= 0)
    counts = np.bincount(seeds[known])
    balance = weights[known] / counts[seeds[known]]
    model = LogisticRegression(C=10.0, max_iter=300).fit(
        rows[known], seeds[known], sample_weight=balance * len(known) / balance.sum()
    )
    return np.asarray(model.predict_log_proba(rows))


def _settled(strength: Array, seeds: Array, pinned: Array) -> Array:
    """Put each row where it is strongest, pinned rows where they are pinned, and no theme without a row."""
    import numpy as np

    labels = np.where(pinned >= 0, pinned, strength.argmax(axis=1))
    sizes = np.bincount(labels, minlength=strength.shape[1])
    for theme in np.flatnonzero(sizes == 0):
        kept = np.flatnonzero((seeds == theme) & (pinned < 0))
        spare = kept[sizes[labels[kept]] > 1]
        row = (spare if len(spare) else kept)[strength[spare if len(spare) else kept, theme].argmax()]
        sizes[labels[row]] -= 1
        sizes[theme] += 1
        labels[row] = theme
    return labels
