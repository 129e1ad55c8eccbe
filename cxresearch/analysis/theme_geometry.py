"""Where segments lie by meaning: features, neighbours, centres, and what can be read off them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]
else:
    Array = Any

AMONG = range(5, 16)
"""How many themes are shown at the top level when the number is left to us."""

Wanted = int | range | None
"""How many themes: exactly so many, the best of some numbers, or the best of `AMONG`."""


def unit(rows: Array) -> Array:
    """Scale rows to length 1; rows of zeros stay zeros."""
    import numpy as np

    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(length > 1e-12, length, 1.0), dtype=np.float32)


def lexical_vectors(
    documents: Sequence[Sequence[str]],
    *,
    contexts: Sequence[Sequence[str]] | None = None,
    context_weight: float = 0.3,
    size: int = 100,
) -> Array:
    """Place documents by the words they share: TF-IDF reduced by SVD (latent semantic analysis).

    Parameters
    ----------
    documents
        Content words of each document; may be empty.
    contexts
        Content words said before each document, such as the question it answers.
    context_weight
        What the words of a context weigh beside a document's own.
    size
        Largest number of dimensions.

    Returns
    -------
    numpy.ndarray
        (n, at most `size`) float32, centred, rows of length 1 (0 for documents without shared words).

    References
    ----------
    Deerwester et al. (1990), Indexing by latent semantic analysis.
    """
    import numpy as np
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    n = len(documents)
    vectorizer = TfidfVectorizer(analyzer=list, sublinear_tf=True, min_df=2 if n >= 20 else 1)
    try:
        counts = vectorizer.fit_transform(documents)
    except ValueError:  # no word is shared by two documents
        return np.zeros((n, 1), dtype=np.float32)
    if contexts is not None:
        counts = counts + context_weight * vectorizer.transform(contexts)
    dimensions = min(size, min(counts.shape) - 1)
    if dimensions < 1:
        return unit(counts.toarray())
    with np.errstate(divide="ignore", invalid="ignore"):  # identical documents have no variance to explain
        placed = unit(TruncatedSVD(dimensions, random_state=0).fit_transform(counts))
    return unit(placed - placed.mean(axis=0))


def lexical_weight(documents: Sequence[Sequence[str]]) -> float:
    """Return what shared words weigh beside sentence vectors, whose weight is 1.

    The longer the segments, the more their words tell and the less a single vector holds: .4 for segments of
    one or two content words, rising to .7 for nine and more.

    Examples
    --------
    >>> lexical_weight([["late", "refund"]]), lexical_weight([["word"] * 40])
    (0.43, 0.7)
    """
    mean = sum(map(len, documents)) / max(1, len(documents))
    return round(min(0.7, max(0.4, 0.35 + 0.04 * mean)), 4)


def blend(vectors: Array | None, lexical: Array, *, weight: float = 0.5, size: int = 100) -> Array:
    """Join sentence vectors (centred: what all segments share tells nothing) and lexical vectors, and reduce them.

    Parameters
    ----------
    vectors
        (n, d) sentence vectors, or None where there are none.
    lexical
        (n, e) lexical vectors of the same segments.
    weight
        What the lexical vectors weigh; see `lexical_weight`.
    size
        Largest number of dimensions returned.

    Returns
    -------
    numpy.ndarray
        (n, at most `size`) float32, rows of length 1.
    """
    import numpy as np

    parts = [weight * lexical] if vectors is not None else [lexical]
    if vectors is not None:
        parts.insert(0, unit(vectors - vectors.mean(axis=0)))
    joined = unit(np.hstack(parts))
    if min(joined.shape) <= size:
        return joined
    joined = joined - joined.mean(axis=0)
    values, axes = np.linalg.eigh(joined.T.astype(np.float64) @ joined)
    keep = axes[:, np.argsort(values)[::-1][:size]]
    return unit(joined @ keep)


def neighbour_graph(rows: Array, neighbours: int) -> Any:
    """Return the symmetric graph of nearest neighbours by cosine, each row's weights summing to 1.

    Parameters
    ----------
    rows
        (n, d) array.
    neighbours
        Neighbours per row, itself not counted.

    Returns
    -------
    scipy.sparse.csr_matrix
        (n, n); a row without neighbours is empty.
    """
    import numpy as np
    from scipy import sparse

    n = len(rows)
    k = min(neighbours, n - 1)
    if k < 1:
        return sparse.csr_matrix((n, n), dtype=np.float32)
    scaled = unit(rows)
    nearest, weight = [], []
    for start in range(0, n, 1_000):
        likeness = scaled[start : start + 1_000] @ scaled.T
        inside = np.arange(len(likeness))
        likeness[inside, start + inside] = -2.0
        best = np.argpartition(-likeness, k - 1, axis=1)[:, :k]
        nearest.append(best)
        weight.append(np.maximum(np.take_along_axis(likeness, best, axis=1), 0.0) + 1e-6)
    source = np.repeat(np.arange(n), k)
    graph = sparse.csr_matrix((np.vstack(weight).ravel(), (source, np.vstack(nearest).ravel())), shape=(n, n))
    graph = graph.maximum(graph.T)
    return (sparse.diags(1.0 / np.asarray(graph.sum(axis=1)).ravel()) @ graph).tocsr().astype(np.float32)


def means(rows: Array, labels: Array, n_themes: int, weights: Array | None = None) -> Array:
    """Return the (n_themes, d) unit means of the rows of each label; -1 belongs to none."""
    import numpy as np

    weight = np.ones(len(rows)) if weights is None else weights
    total = np.zeros((n_themes, rows.shape[1]))
    inside = labels >= 0
    np.add.at(total, labels[inside], rows[inside] * weight[inside, None])
    return unit(total)


def nearest(rows: Array, centres: Array) -> Array:
    """Return (n,) the index of the nearest centre by cosine, the lowest index on a tie."""
    import numpy as np

    return np.asarray((rows @ centres.T).argmax(axis=1))


def word_weights(documents: Sequence[Sequence[str]], labels: Array, n_themes: int) -> tuple[tuple[str, ...], Array]:
    """Weigh words by theme as BERTopic does (c-TF-IDF, square root of frequency), for themes it did not make.

    Parameters
    ----------
    documents
        Words of each segment.
    labels
        (n,) theme of each segment, -1 for none.
    n_themes
        How many themes.

    Returns
    -------
    tuple of (tuple of str) and numpy.ndarray
        The words, sorted, and their (n_themes, n words) weights.

    References
    ----------
    Grootendorst (2022), BERTopic: neural topic modeling with a class-based TF-IDF procedure.
    """
    import numpy as np

    vocabulary = sorted({word for document in documents for word in document})
    column = {word: number for number, word in enumerate(vocabulary)}
    counts = np.zeros((n_themes, len(vocabulary)))
    for document, label in zip(documents, labels.tolist(), strict=True):
        if label >= 0:
            np.add.at(counts, (label, [column[word] for word in document]), 1.0)
    share = np.sqrt(counts / np.maximum(counts.sum(axis=1, keepdims=True), 1.0))
    return tuple(vocabulary), share * np.log1p(counts.sum() / n_themes / np.maximum(counts.sum(axis=0), 1.0))


def far_out(features: Array, labels: Array, fixed: Array, *, share: float, smallest: int = 20) -> Array:
    """Find segments that lie too far from every theme.

    A segment is far when its nearest neighbours and its own theme are both unusually unlike it: below the
    median by more than 2.5 times the spread (median absolute deviation, scaled to a standard deviation).

    Parameters
    ----------
    features
        (n, d) unit rows, not smoothed.
    labels
        (n,) theme of each.
    fixed
        (n,) bool: rows never left out.
    share
        At most this share of the rows, the farthest first.
    smallest
        Below this many rows nothing is far: there is no telling.

    Returns
    -------
    numpy.ndarray
        (n,) bool.
    """
    import numpy as np

    n = len(features)
    far = np.zeros(n, dtype=bool)
    if n < smallest:
        return far
    graph = neighbour_likeness(features, 5)
    centres = means(features, labels, int(labels.max()) + 1)
    own = np.einsum("ij,ij->i", features, centres[labels])
    lonely = np.minimum(_below(graph), _below(own))
    lonely[fixed] = -np.inf
    crowd = np.bincount(labels)
    rows = [row for row in np.argsort(-lonely, kind="stable") if lonely[row] > 2.0]
    for row in rows[: int(share * n)]:
        if crowd[labels[row]] > 2:
            far[row] = True
            crowd[labels[row]] -= 1
    return far


def _below(values: Array) -> Array:
    """Return how many spreads each value lies below the median."""
    import numpy as np

    middle = np.median(values)
    spread = 1.4826 * np.median(np.abs(values - middle))
    return np.asarray((middle - values) / max(float(spread), 1e-6))


def neighbour_likeness(features: Array, neighbours: int) -> Array:
    """Return (n,) the mean cosine of each row to its nearest neighbours."""
    import numpy as np

    n = len(features)
    k = min(neighbours, n - 1)
    found = []
    for start in range(0, n, 1_000):
        likeness = features[start : start + 1_000] @ features.T
        inside = np.arange(len(likeness))
        likeness[inside, start + inside] = -2.0
        found.append(np.partition(likeness, n - k, axis=1)[:, n - k :].mean(axis=1))
    return np.concatenate(found)


def belonging(features: Array, centres: Array, *, softness: float) -> Array:
    """Return how strongly each segment belongs to each theme: (n, n themes), rows summing to 1.

    The cosines to the theme centres through a softmax of temperature `softness`.
    """
    import numpy as np

    likeness = (features @ centres.T).astype(np.float64) / softness
    likeness -= likeness.max(axis=1, keepdims=True)
    strength = np.exp(likeness)
    return np.asarray(strength / strength.sum(axis=1, keepdims=True))


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


def how_many(wanted: Wanted, tree: Array, n: int) -> int:
    """Return the number of themes that was asked for, or the best of those that may be chosen from."""
    return wanted if isinstance(wanted, int) else best_cut(tree, n, AMONG if wanted is None else wanted)


def best_cut(tree: Array, n: int, among: range = AMONG) -> int:
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
    among
        Numbers to choose from; fewer are chosen where there are few segments.

    Returns
    -------
    int
        1 for fewer than 8 segments, then up to a quarter of them.
    """
    import numpy as np

    most = min(among[-1], n // 4)
    if most < 2:
        return 1
    fewest = min(among[0], max(2, n // 8))
    heights = np.maximum(tree[:, 2][::-1], 1e-9)
    usual = min(0.8 * among[-1], max(fewest, n / 12)) + np.log2(max(1.0, n / 400))
    counts = np.arange(fewest, min(most, len(heights) - 1) + 1)
    gaps = np.log(heights[counts - 2] / heights[counts - 1])
    return int(counts[np.argmax(gaps - 0.3 * ((counts - usual) / 7) ** 2)])
