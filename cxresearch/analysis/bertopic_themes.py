"""The topic engine: BERTopic with sub-models that hold on small corpora.

BERTopic's defaults (UMAP and HDBSCAN) want thousands of documents; on the hundreds of segments of a study
they leave a third unsorted, find two topics or thirty, and change with the order of the input. BERTopic lets
each step be replaced, and here two are:

* for UMAP, `NeighbourSmoothing`: segments are drawn towards their nearest neighbours in meaning. It does what
  UMAP does for clustering, has no random part, and needs no compiler at first use;
* for HDBSCAN, `WardThemes`: Ward's agglomerative clustering, which leaves nobody out, cut where the tree
  shows a gap or at the number of themes asked for, and able to start from what a researcher pinned.

c-TF-IDF, the part of BERTopic that finds the words of a topic, stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cxresearch.analysis.theme_geometry import Array, belonging, means, nearest, neighbour_graph, unit

FEWEST, MOST = 5, 15
"""How many themes are shown at the top level when the number is left to us."""

_SAMPLE = 2_500
"""Ward's tree is grown on at most this many segments; the others join the nearest theme."""


@dataclass(frozen=True, slots=True)
class TopicFit:
    """What the engine found.

    Attributes
    ----------
    labels
        (n,) int array: the theme of each segment, 0-based, every segment in one.
    features
        (n, d) float array of unit rows: where the segments lie after smoothing.
    vocabulary
        The words, in the order of the columns of `weights`.
    weights
        (n themes, n words) float array: c-TF-IDF of each word in each theme.
    """

    labels: Array
    features: Array
    vocabulary: tuple[str, ...]
    weights: Array


class NeighbourSmoothing:
    """Draw each row towards its nearest neighbours; takes the place of UMAP in BERTopic.

    Parameters
    ----------
    neighbours
        How many nearest rows (by cosine) count.
    pull
        How far a row moves towards their mean at each step, in 0–1.
    steps
        How often.
    """

    def __init__(self, neighbours: int = 10, pull: float = 0.3, steps: int = 2) -> None:
        self.neighbours = neighbours
        self.pull = pull
        self.steps = steps

    def fit(self, rows: Array, y: Array | None = None) -> NeighbourSmoothing:
        """Place the rows; see `fit_transform`."""
        self.fit_transform(rows, y)
        return self

    def fit_transform(self, rows: Array, y: Array | None = None) -> Array:
        """Return (n, d) rows of length 1, smoothed; `y` is ignored."""
        del y
        graph = neighbour_graph(rows, self.neighbours)
        placed = unit(rows)
        for _ in range(self.steps):
            placed = unit((1 - self.pull) * placed + self.pull * unit(graph @ placed))
        self.embedding_ = placed
        return placed

    def transform(self, rows: Array) -> Array:
        """Return the rows themselves, scaled to length 1: new rows have no neighbours here."""
        return unit(rows)


class WardThemes:
    """Cut Ward's tree into themes; takes the place of HDBSCAN in BERTopic.

    Parameters
    ----------
    n_themes
        How many, or None to look for the gap in the tree (see `best_cut`).
    seed
        For the sample that a large corpus is cut on.
    start
        (n,) the theme each row was in before, -1 for new rows. Those themes are carried on: a row leaves its
        theme only for one that is clearly nearer, and no other themes are looked for.

    Attributes
    ----------
    labels_
        (n,) int array, every row in one theme; pinned classes keep their number and come first.
    """

    def __init__(self, n_themes: int | None = None, seed: int = 0, start: Array | None = None) -> None:
        self.n_themes = n_themes
        self.seed = seed
        self.start = start

    def fit(self, rows: Array, y: Array | None = None) -> WardThemes:
        """Cluster `rows` (n, d); `y` (n,) holds the pinned class of each row, -1 where a row is free."""
        import numpy as np

        n = len(rows)
        pinned = np.full(n, -1) if y is None else np.asarray(y)
        if self.start is not None:
            self.labels_ = carry_on(rows, np.where(pinned >= 0, pinned, self.start), pinned)
            return self
        chosen = self._sample(n, pinned)
        tree = ward_tree(rows[chosen])
        if (pinned < 0).all():
            n_themes = self.n_themes or best_cut(tree, len(chosen))
            labels = cut(tree, n_themes)
            if len(chosen) == n:
                self.labels_ = labels
            else:
                self.labels_ = nearest(rows, means(rows[chosen], labels, n_themes))
            return self
        seeds = pinned.copy()
        seeds[chosen] = seed_themes(tree, pinned[chosen], self.n_themes)
        self.labels_ = grow(rows, seeds, pinned)
        return self

    def fit_predict(self, rows: Array, y: Array | None = None) -> Array:
        """Fit and return `labels_`."""
        return self.fit(rows, y).labels_

    def _sample(self, n: int, pinned: Array) -> Array:
        import numpy as np

        if n <= _SAMPLE:
            return np.arange(n)
        drawn = np.random.default_rng(self.seed).choice(n, _SAMPLE, replace=False)
        return np.union1d(drawn, np.flatnonzero(pinned >= 0))


def ward_tree(rows: Array) -> Array:
    """Return Ward's tree of (n, d) rows as scipy's (n - 1, 4) linkage matrix."""
    import numpy as np
    from scipy.cluster.hierarchy import linkage

    if len(rows) < 2:
        return np.zeros((0, 4))
    return np.asarray(linkage(np.asarray(rows, dtype=np.float64), "ward"))


def cut(tree: Array, n_themes: int) -> Array:
    """Cut a tree into `n_themes` (fewer when it has fewer leaves); returns (n,) labels from 0."""
    import numpy as np

    n = len(tree) + 1
    # Replaying the merges takes a millisecond where scipy's cut_tree takes a second.
    leader = list(range(2 * n - 1))
    for step, (left, right) in enumerate(tree[: n - min(n_themes, n), :2].astype(int)):
        leader[left] = leader[right] = n + step
    numbers: dict[int, int] = {}
    labels = np.empty(n, dtype=int)
    for leaf in range(n):
        top = leaf
        while leader[top] != top:
            top = leader[top]
        walk = leaf
        while leader[walk] != walk:  # shorten the path for the next leaf
            leader[walk], walk = top, leader[walk]
        labels[leaf] = numbers.setdefault(top, len(numbers))
    return labels


def best_cut(tree: Array, n: int) -> int:
    """Choose the number of themes: the widest gap between merges, drawn towards a dozen where none is plain.

    For each number k in reach the score is the log ratio of the heights of the merges above and below the
    cut, less a penalty that grows with the distance from what a corpus of this size usually bears. Clear
    classes make a ratio of 1.2 and more and win; in interviews ratios of 1.05 are chance, and the
    penalty decides.

    Parameters
    ----------
    tree
        Linkage matrix with merge heights in column 2.
    n
        Number of segments.

    Returns
    -------
    int
        1 for fewer than 8 segments, then up to a quarter of them, between `FEWEST` and `MOST`.
    """
    import numpy as np

    most = min(MOST, n // 4)
    if most < 2:
        return 1
    fewest = min(FEWEST, max(2, n // 8))
    heights = np.maximum(tree[:, 2][::-1], 1e-9)
    usual = min(12.0, max(fewest, n / 12)) + 0.5 * np.log2(max(1.0, n / 400))
    counts = np.arange(fewest, min(most, len(heights) - 1) + 1)
    gaps = np.log(heights[counts - 2] / heights[counts - 1])
    return int(counts[np.argmax(gaps - 0.3 * ((counts - usual) / 7) ** 2)])


def seed_themes(tree: Array, pinned: Array, n_themes: int | None) -> Array:
    """Find the first members of pinned themes, and the themes nobody pinned.

    A branch of the tree with pins of one theme only, and half of that theme's pins, is where that theme lies:
    its segments are first members. Branches without any pin are themes of their own. The tree is cut finer
    until there are as many themes in all as were asked for, or as `best_cut` would make.

    Parameters
    ----------
    tree
        Linkage matrix over n rows.
    pinned
        (n,) pinned class or -1.
    n_themes
        Themes wanted in all, or None to choose; then never fewer than are pinned.

    Returns
    -------
    numpy.ndarray
        (n,) theme, new ones counting on after the pinned classes, or -1 for rows that belong to none yet.
    """
    import numpy as np

    n = len(pinned)
    taken = int(pinned.max()) + 1
    usual = best_cut(tree, n)
    wanted = n_themes - taken if n_themes is not None else max(0, usual - taken)
    finest = n if n_themes is not None else min(n, 2 * usual)
    seeds = pinned.copy()
    branches = cut(tree, n_themes or usual)
    seeds[:] = _claimed(branches, pinned)
    untouched: list[Array] = []
    for count in range(max(n_themes or usual, 1), finest + 1):
        labels = cut(tree, count)
        touched = set(labels[pinned >= 0].tolist())
        free = [np.flatnonzero(labels == label) for label in range(int(labels.max()) + 1) if label not in touched]
        if len(free) > len(untouched) or not untouched:
            untouched = free
        if len(untouched) >= wanted:
            break
    untouched.sort(key=lambda members: (-len(members), int(members[0])))
    for number, members in enumerate(untouched[:wanted]):
        seeds[members] = taken + number
    return seeds


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


def grow(rows: Array, seeds: Array, pinned: Array, *, weight: float = 4.0, rounds: int = 15) -> Array:
    """Grow themes from seeds by k-means on the sphere; pinned rows never move and weigh more.

    At the end a logistic regression on the seeds has a say too: each row goes where the product of both is
    largest.

    Parameters
    ----------
    rows
        (n, d) unit rows.
    seeds
        (n,) first members of each theme, -1 for rows not yet in one; every theme has at least one.
    pinned
        (n,) pinned class or -1.
    weight
        What a pinned row weighs in the mean of its theme.
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
    weights = np.where(pinned >= 0, weight, 1.0)
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
    return _settled(strength + _log_odds(rows, seeds, weights), seeds, pinned)


def carry_on(rows: Array, start: Array, pinned: Array, *, stay: float = 0.2, rounds: int = 5) -> Array:
    """Place new rows among the themes of the last run; old rows leave theirs only for one clearly nearer.

    Parameters
    ----------
    rows
        (n, d) unit rows.
    start
        (n,) theme of each row in the last run, or its pinned class; -1 for new rows. Every theme has a row.
    pinned
        (n,) pinned class or -1.
    stay
        By how much, in cosine, another theme must be nearer.
    rounds
        At most this many.

    Returns
    -------
    numpy.ndarray
        (n,) labels.
    """
    import numpy as np

    n_themes = int(start.max()) + 1
    weights = np.where(pinned >= 0, 4.0, 1.0)
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
    for theme in range(strength.shape[1]):
        if not (labels == theme).any():
            kept = np.flatnonzero((seeds == theme) & (pinned < 0))
            labels[kept[strength[kept, theme].argmax()]] = theme
    return labels


def run_bertopic(
    documents: Sequence[Sequence[str]],
    features: Array,
    *,
    n_themes: int | None,
    seed: int = 0,
    pinned: Array | None = None,
    start: Array | None = None,
) -> TopicFit:
    """Run BERTopic with our sub-models over documents in canonical order.

    Parameters
    ----------
    documents
        Words of each document, the ones BERTopic weighs by c-TF-IDF; each non-empty.
    features
        (n, d) rows of `blend`.
    n_themes
        How many, or None to choose.
    seed
        See `WardThemes`.
    pinned
        (n,) pinned class or -1; goes in as BERTopic's semi-supervised `y`.
    start
        See `WardThemes`.

    Returns
    -------
    TopicFit
        Labels are numbered by the sub-model, not by size: pinned classes keep their number.
    """
    import numpy as np
    from bertopic import BERTopic
    from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    smoothing, themes = NeighbourSmoothing(), WardThemes(n_themes, seed, start)
    model = BERTopic(
        language="multilingual",  # "english" would strip all but A–Z from the words
        umap_model=smoothing,
        hdbscan_model=themes,
        vectorizer_model=CountVectorizer(tokenizer=str.split, token_pattern=None, lowercase=False),
        ctfidf_model=ClassTfidfTransformer(bm25_weighting=False, reduce_frequent_words=True),
        calculate_probabilities=False,
        verbose=False,
    )
    topics = np.asarray(model.fit_transform([" ".join(d) for d in documents], features, y=pinned)[0])
    weights = np.asarray(model.c_tf_idf_.todense())
    own = themes.labels_
    first = [int(topics[np.flatnonzero(own == label)[0]]) for label in range(int(own.max()) + 1)]
    vocabulary = tuple(str(word) for word in model.vectorizer_model.get_feature_names_out())
    return TopicFit(own, smoothing.embedding_, vocabulary, weights[first])
