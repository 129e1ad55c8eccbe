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

from cxresearch.analysis.theme_geometry import Array, means, nearest, neighbour_graph, unit

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

    Attributes
    ----------
    labels_
        (n,) int array, every row in one theme; pinned classes keep their number and come first.
    """

    def __init__(self, n_themes: int | None = None, seed: int = 0) -> None:
        self.n_themes = n_themes
        self.seed = seed

    def fit(self, rows: Array, y: Array | None = None) -> WardThemes:
        """Cluster `rows` (n, d); `y` (n,) holds the pinned class of each row, -1 where a row is free."""
        import numpy as np

        n = len(rows)
        pinned = np.full(n, -1) if y is None else np.asarray(y)
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
        free = free_seeds(tree, pinned[chosen], self.n_themes)
        seeds = pinned.copy()
        seeds[chosen] = np.where(free >= 0, free, pinned[chosen])
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


def free_seeds(tree: Array, pinned: Array, n_themes: int | None) -> Array:
    """Find the themes nobody pinned: branches of the tree that hold no pinned segment.

    Parameters
    ----------
    tree
        Linkage matrix over the rows.
    pinned
        (n,) pinned class or -1.
    n_themes
        Themes wanted in all, or None to take the branches of the usual cut.

    Returns
    -------
    numpy.ndarray
        (n,) the number of a new theme (counting on after the pinned classes) or -1.
    """
    import numpy as np

    taken = int(pinned.max()) + 1
    n = len(pinned)
    seeds = np.full(n, -1)
    wanted = n_themes - taken if n_themes is not None else None
    if wanted == 0:
        return seeds
    counts = range(n_themes, n + 1) if n_themes is not None else [best_cut(tree, n)]
    untouched: list[Array] = []
    for count in counts:
        labels = cut(tree, count)
        touched = set(labels[pinned >= 0].tolist())
        untouched = [np.flatnonzero(labels == label) for label in range(int(labels.max()) + 1) if label not in touched]
        if wanted is None or len(untouched) >= wanted:
            break
    untouched.sort(key=lambda members: (-len(members), int(members[0])))
    for number, members in enumerate(untouched[:wanted]):
        seeds[members] = taken + number
    return seeds


def grow(rows: Array, seeds: Array, pinned: Array, *, weight: float = 4.0, rounds: int = 15) -> Array:
    """Grow themes from seeds by k-means on the sphere; pinned rows never move and weigh more.

    Parameters
    ----------
    rows
        (n, d) unit rows.
    seeds
        (n,) first members of each theme, -1 for rows not yet in one; every theme has at least one.
    pinned
        (n,) pinned class or -1.

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
        moved = np.where(pinned >= 0, pinned, likeness.argmax(axis=1))
        for theme in sorted(set(range(n_themes)) - set(moved.tolist())):
            kept = np.flatnonzero(seeds == theme)
            moved[kept[likeness[kept, theme].argmax()]] = theme
        if np.array_equal(moved, labels):
            break
        labels = moved
    return labels


def stability(
    features: Array, labels: Array, pinned: Array, n_themes: int, *, resamples: int, seed: int, largest: int = 1_000
) -> tuple[float, ...]:
    """Measure how well themes hold when segments are left out.

    Themes are drafted again on four fifths of the segments; each theme is compared with the most similar one
    found there (Jaccard, over the segments drawn), and the comparisons are averaged.

    Parameters
    ----------
    features
        (n, d) rows of `theme_geometry.blend`.
    labels
        (n,) theme of each, -1 for none.
    pinned
        (n,) pinned class of each, -1 for none.
    n_themes
        How many themes.
    resamples
        How often; 0 gives zeros.
    seed
        For the draws.
    largest
        Draw at most this many segments at a time.

    Returns
    -------
    tuple of float
        In 0–1 for each theme; below .5 a theme dissolves more often than it holds.

    References
    ----------
    Hennig (2007), Cluster-wise assessment of cluster stability.
    """
    import numpy as np

    rows = np.flatnonzero(labels >= 0)
    if n_themes == 1:
        return (1.0,)
    generator = np.random.default_rng(seed)
    size = min(largest, max(2, round(0.8 * len(rows))))
    overlaps: list[list[float]] = [[] for _ in range(n_themes)]
    for _ in range(resamples):
        drawn = np.sort(generator.choice(rows, size, replace=False))
        again = WardThemes(min(n_themes, size), seed)
        smooth = NeighbourSmoothing().fit_transform(features[drawn])
        classes, codes = np.unique(pinned[drawn], return_inverse=True)
        y = codes.ravel() - int(classes[0] < 0)
        found = again.fit_predict(smooth, y if (y >= 0).any() else None)
        both = np.zeros((n_themes, int(found.max()) + 1))
        np.add.at(both, (labels[drawn], found), 1.0)
        either = both.sum(axis=1, keepdims=True) + both.sum(axis=0, keepdims=True) - both
        best = (both / np.maximum(either, 1.0)).max(axis=1)
        for theme in np.unique(labels[drawn]):
            overlaps[theme].append(float(best[theme]))
    return tuple(round(sum(seen) / len(seen), 3) if seen else 0.0 for seen in overlaps)


def split(rows: Array, labels: Array, n_themes: int, *, smallest: int = 24) -> tuple[Array, tuple[int, ...]]:
    """Look for themes within the larger themes.

    Parameters
    ----------
    rows
        (n, d) smoothed rows.
    labels
        (n,) theme of each, -1 for none.
    n_themes
        How many themes.
    smallest
        Themes with fewer segments are left whole.

    Returns
    -------
    tuple of numpy.ndarray and (tuple of int)
        (n,) sub-theme of each row, -1 where its theme is whole; and the theme each sub-theme is part of.
    """
    import numpy as np

    sublabels = np.full(len(rows), -1)
    parents: list[int] = []
    for theme in range(n_themes):
        members = np.flatnonzero(labels == theme)
        if len(members) < smallest or len(members) > _SAMPLE:
            continue
        tree = ward_tree(rows[members])
        heights = tree[:, 2][::-1]
        counts = np.arange(2, min(5, len(members) // 8) + 1)
        ratio = heights[counts - 2] / np.maximum(heights[counts - 1], 1e-9)
        within = cut(tree, int(counts[ratio.argmax()]))
        sublabels[members] = within + len(parents)
        parents.extend([theme] * (int(within.max()) + 1))
    return sublabels, tuple(parents)


def run_bertopic(
    documents: Sequence[Sequence[str]],
    features: Array,
    *,
    n_themes: int | None,
    seed: int = 0,
    pinned: Array | None = None,
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

    Returns
    -------
    TopicFit
        Labels are numbered by the sub-model, not by size: pinned classes keep their number.
    """
    import numpy as np
    from bertopic import BERTopic
    from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    smoothing, themes = NeighbourSmoothing(), WardThemes(n_themes, seed)
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
