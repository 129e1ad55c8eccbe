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

from cxresearch.analysis.theme_geometry import (
    Array,
    Wanted,
    cut,
    how_many,
    means,
    nearest,
    neighbour_graph,
    unit,
    ward_tree,
)
from cxresearch.analysis.theme_teaching import carry_on, taught_themes

_FEWEST_NEIGHBOURS = 5

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
        How many nearest rows (by cosine) count; of few rows a fifteenth, so that neighbourhoods stay smaller
        than themes.
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
        graph = neighbour_graph(rows, max(_FEWEST_NEIGHBOURS, min(self.neighbours, len(rows) // 15)))
        placed = unit(rows)
        for _ in range(self.steps):
            placed = unit((1 - self.pull) * placed + self.pull * unit(graph @ placed))
        self.embedding_ = placed
        return placed

    def transform(self, rows: Array) -> Array:
        """Return the rows themselves, scaled to length 1: new rows have no neighbours here."""
        return unit(rows)


def smoothing(*, in_context: bool) -> NeighbourSmoothing:
    """Return how far segments are drawn: less where their vectors hold already what was said around them."""
    return NeighbourSmoothing(pull=0.3, steps=2) if in_context else NeighbourSmoothing(pull=0.5, steps=4)


class WardThemes:
    """Cut Ward's tree into themes; takes the place of HDBSCAN in BERTopic.

    Parameters
    ----------
    n_themes
        How many, or among which numbers (None: 5 to 15) to look for the gap in the tree (see `best_cut`).
    seed
        For the sample that a large corpus is cut on.
    start
        (n,) the theme each row was in before, -1 for new rows. Those themes are carried on: a row leaves its
        theme only for one that is clearly nearer, and no other themes are looked for.
    hints
        (n,) the theme each row is a likely member of, by a researcher's seed words, -1 for most rows. Hints
        say where a theme lies, as pins do, but no row is bound by one.

    Attributes
    ----------
    labels_
        (n,) int array, every row in one theme; pinned classes keep their number and come first.
    """

    def __init__(
        self,
        n_themes: Wanted = None,
        seed: int = 0,
        start: Array | None = None,
        hints: Array | None = None,
    ) -> None:
        self.n_themes = n_themes
        self.seed = seed
        self.start = start
        self.hints = hints

    def fit(self, rows: Array, y: Array | None = None) -> WardThemes:
        """Cluster `rows` (n, d); `y` (n,) holds the pinned class of each row, -1 where a row is free."""
        import numpy as np

        n = len(rows)
        pinned = np.full(n, -1) if y is None else np.asarray(y)
        taught = pinned if self.hints is None else np.where(pinned >= 0, pinned, self.hints)
        if self.start is not None:
            self.labels_ = carry_on(rows, np.where(taught >= 0, taught, self.start), taught, pinned)
            return self
        chosen = self._sample(n, taught)
        tree = ward_tree(rows[chosen])
        first = how_many(self.n_themes, tree, len(chosen))

        def draft(n_themes: int) -> Array:
            labels = cut(tree, n_themes)
            return labels if len(chosen) == n else nearest(rows, means(rows[chosen], labels, int(labels.max()) + 1))

        free = (taught < 0).all()
        self.labels_ = draft(first) if free else taught_themes(rows, taught, pinned, draft, first, self.n_themes)
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


def run_bertopic(
    documents: Sequence[Sequence[str]],
    features: Array,
    *,
    n_themes: Wanted,
    seed: int = 0,
    pinned: Array | None = None,
    hints: Array | None = None,
    start: Array | None = None,
    in_context: bool = False,
) -> TopicFit:
    """Run BERTopic with our sub-models over documents in canonical order.

    Parameters
    ----------
    documents
        Words of each document, the ones BERTopic weighs by c-TF-IDF; each non-empty.
    features
        (n, d) rows of `blend`.
    n_themes
        How many, or among which numbers to choose.
    seed
        See `WardThemes`.
    pinned
        (n,) pinned class or -1; goes in as BERTopic's semi-supervised `y`.
    hints, start
        See `WardThemes`.
    in_context
        See `smoothing`.

    Returns
    -------
    TopicFit
        Labels are numbered by the sub-model, not by size: pinned classes keep their number.
    """
    import numpy as np
    from bertopic import BERTopic
    from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    smooth, themes = smoothing(in_context=in_context), WardThemes(n_themes, seed, start, hints)
    model = BERTopic(
        language="multilingual",  # "english" would strip all but A–Z from the words
        umap_model=smooth,
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
    return TopicFit(own, smooth.embedding_, vocabulary, weights[first])
