"""Themes between the engine and the researcher: what fits nowhere, how sure, how stable, and in which words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cxresearch.analysis.fillers import content_words, stem, words
from cxresearch.analysis.theme_geometry import Array, Wanted
from cxresearch.analysis.theme_links import drawn_together, kept
from cxresearch.domain.suggestion import ThemeSuggestion

if TYPE_CHECKING:
    from cxresearch.analysis.bertopic_themes import TopicFit

Progress = Callable[[int, int, str], None]
"""Called with how many steps are done, how many there are, and what is being done."""

Encode = Callable[[Sequence[str]], Array]
"""Texts to (n, d) rows of length one that compare over calls."""

STEPS = 4

_FAR_SHARE = 0.015
"""At most this share of the segments that say something is left unsorted for lying too far from all themes."""

_SOFTNESS = 0.12
"""Temperature that turns cosines to theme centres into confidences."""

_RESAMPLES = 8

_ENOUGH = 8
"""From this many segments on, more than one theme is looked for."""


@dataclass(frozen=True, slots=True)
class Segments:
    """Checked input in canonical order: by text, then participant, then id, so that no row number matters."""

    order: tuple[int, ...]
    texts: tuple[str, ...]
    ids: tuple[str, ...]
    participants: tuple[str, ...]
    before: tuple[tuple[str, ...], ...]
    vectors: Array | None
    pins: tuple[str | None, ...]
    previous: tuple[str | None, ...]
    joined: tuple[tuple[int, ...], ...] = ()
    apart: tuple[tuple[int, ...], ...] = ()
    seeded: tuple[str | None, ...] = ()
    in_context: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """Themes over the segments that say something, before they have names.

    Everything has one entry per such segment, in canonical order; themes are numbered by size. `key` is, per
    theme, the number of the pinned key or -1.
    """

    labels: Array
    key: tuple[int, ...]
    features: Array
    centres: Array
    confidence: Array
    also: tuple[tuple[int, ...], ...]
    far: Array
    stability: tuple[float, ...]
    documents: tuple[tuple[str, ...], ...]
    vocabulary: tuple[str, ...]
    weights: Array


def make_draft(
    data: Segments,
    real: Array,
    keys: Sequence[str],
    carried: bool,
    n_themes: Wanted,
    seed: int,
    language: str,
    tell: Progress,
) -> Draft:
    """Find themes, leave out what fits none, and measure how well they hold."""
    import numpy as np

    from cxresearch.analysis import theme_geometry as geometry

    tell(0, STEPS, "comparing segments")
    content = [_stems(content_words(data.texts[row], language), language) for row in real]
    documents = tuple(own or tuple(words(data.texts[row])) or ("…",) for own, row in zip(content, real, strict=True))
    contexts = [
        [word for said in data.before[row] for word in _stems(content_words(_unmarked(said), language), language)]
        for row in real
    ]
    lexical = geometry.lexical_vectors(content, contexts=contexts if any(contexts) else None)
    features = geometry.blend(
        None if data.vectors is None else data.vectors[real], lexical, weight=geometry.lexical_weight(content)
    )
    row_of = {row: number for number, row in enumerate(real.tolist())}
    joined, apart = _among(data.joined, row_of), _among(data.apart, row_of)
    features = drawn_together(features, joined)
    code = {key: number for number, key in enumerate(keys)}
    pinned = _codes([data.pins[row] for row in real], code)
    hints = np.where(pinned < 0, _codes([data.seeded[row] for row in real], code), -1)
    start = _codes([data.previous[row] for row in real], code) if carried else None
    tell(1, STEPS, "finding themes (the first time in a session this loads the topic engine, up to 20 seconds)")
    fit = _fit(documents, features, pinned, hints, start, n_themes, seed, in_context=data.in_context)
    if joined or apart:
        fit = _linked(fit, pinned, joined, apart)
    fit, key = _by_size(fit, len(keys))
    tell(2, STEPS, "measuring how well themes hold")
    linked = np.isin(np.arange(len(real)), [row for rows in (*joined, *apart) for row in rows])
    far = geometry.far_out(features, fit.labels, (pinned >= 0) | linked, share=_FAR_SHARE)
    labels = np.where(far, -1, fit.labels)
    centres = geometry.means(fit.features, labels, len(key))
    strength = geometry.belonging(fit.features, centres, softness=_SOFTNESS)
    confidence = np.where(far, 0.0, strength[np.arange(len(labels)), fit.labels])
    place = {old: new for new, old in enumerate(key) if old >= 0}
    return Draft(
        labels=labels,
        key=key,
        features=fit.features,
        centres=centres,
        confidence=np.where(pinned >= 0, 1.0, confidence),
        also=_also(strength, labels, [len(d) for d in content]),
        far=far,
        stability=stability(
            features,
            labels,
            np.array([place.get(code, -1) for code in pinned.tolist()]),
            len(key),
            resamples=_RESAMPLES,
            seed=seed,
            in_context=data.in_context,
        ),
        documents=documents,
        vocabulary=fit.vocabulary,
        weights=fit.weights,
    )


def _stems(content: Sequence[str], language: str) -> tuple[str, ...]:
    return tuple(stem(word, language) for word in content)


def _unmarked(said: str) -> str:
    """Take off the mark of who spoke."""
    return said.removeprefix("Q: ").removeprefix("P: ")


def _codes(keys: Sequence[str | None], code: Mapping[str, int]) -> Array:
    """Return the number of each key, -1 for none."""
    import numpy as np

    return np.array([-1 if key is None else code.get(key, -1) for key in keys])


def _fit(
    documents: Sequence[Sequence[str]],
    features: Array,
    pinned: Array,
    hints: Array,
    start: Array | None,
    n_themes: Wanted,
    seed: int,
    *,
    in_context: bool,
) -> TopicFit:
    """Run the engine; too few segments for more than one theme make one without it."""
    import numpy as np

    from cxresearch.analysis.bertopic_themes import TopicFit, run_bertopic, smoothing
    from cxresearch.analysis.theme_geometry import word_weights

    one = n_themes == 1 or len(documents) < 2 or (not isinstance(n_themes, int) and len(documents) < _ENOUGH)
    if one and (pinned <= 0).all() and (hints <= 0).all() and start is None:
        labels = np.zeros(len(documents), dtype=int)
        vocabulary, weights = word_weights(documents, labels, 1)
        return TopicFit(labels, smoothing(in_context=in_context).fit_transform(features), vocabulary, weights)
    free = (pinned < 0).all()
    return run_bertopic(
        documents,
        features,
        n_themes=n_themes,
        seed=seed,
        pinned=None if free else pinned,
        hints=None if (hints < 0).all() else hints,
        start=start,
        in_context=in_context,
    )


def _among(groups: Sequence[Sequence[int]], row_of: Mapping[int, int]) -> tuple[tuple[int, ...], ...]:
    """Return linked rows by their number among the segments that say something."""
    found = (tuple(row_of[row] for row in rows if row in row_of) for rows in groups)
    return tuple(rows for rows in found if len(rows) > 1)


def _linked(fit: TopicFit, pinned: Array, joined: Sequence[Sequence[int]], apart: Sequence[Sequence[int]]) -> TopicFit:
    """Mend what the engine put together or apart against a researcher's word."""
    from cxresearch.analysis.theme_geometry import belonging, means

    centres = means(fit.features, fit.labels, int(fit.labels.max()) + 1)
    strength = belonging(fit.features, centres, softness=_SOFTNESS)
    return replace(fit, labels=kept(fit.labels, strength, pinned, joined, apart))


def _by_size(fit: TopicFit, n_pinned: int) -> tuple[TopicFit, tuple[int, ...]]:
    """Put themes in order of size, on a tie the earliest member first, and say which pinned class each is."""
    import numpy as np

    n_themes = int(fit.labels.max()) + 1
    sizes = np.bincount(fit.labels, minlength=n_themes)
    first = [int(np.flatnonzero(fit.labels == theme)[0]) for theme in range(n_themes)]
    order = sorted(range(n_themes), key=lambda theme: (-sizes[theme], first[theme]))
    number = np.empty(n_themes, dtype=int)
    number[order] = np.arange(n_themes)
    key = tuple(theme if theme < n_pinned else -1 for theme in order)
    return replace(fit, labels=number[fit.labels], weights=fit.weights[order]), key


def _also(strength: Array, labels: Array, lengths: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Find second themes: nearly as strong as the first, in segments long enough to speak of two things."""
    found: list[tuple[int, ...]] = []
    for row, (label, length) in enumerate(zip(labels.tolist(), lengths, strict=True)):
        if label < 0 or length < 4:
            found.append(())
            continue
        close = strength[row] >= max(0.2, 0.5 * strength[row, label])
        found.append(tuple(theme for theme in close.nonzero()[0].tolist() if theme != label)[:2])
    return tuple(found)


def describe_themes(
    data: Segments, real: Array, draft: Draft, keys: Sequence[str], language: str, encode: Encode | None = None
) -> list[ThemeSuggestion]:
    """Name themes and pick their quotes; `encode` compares phrases with what segments say themselves."""
    from cxresearch.analysis.theme_phrases import Meaning
    from cxresearch.analysis.theme_speech import listen
    from cxresearch.analysis.theme_words import Theming, describe

    texts = [data.texts[row] for row in real]
    speech = listen(
        texts,
        [data.participants[row] for row in real],
        language,
        [data.before[row] for row in real],
    )
    ids = [data.ids[row] for row in real]
    meaning = None if encode is None else Meaning.of(encode, encode(texts), draft.labels, len(draft.key))
    themes = describe(
        Theming(
            speech,
            draft.labels,
            draft.features,
            draft.centres,
            draft.vocabulary,
            draft.weights,
            language,
            meaning=meaning,
        )
    )
    return [
        ThemeSuggestion(
            key, found.name, found.words, found.summary, tuple(ids[row] for row in found.quotes), None, hold
        )
        for key, found, hold in zip(_new_keys(draft.key, keys), themes, draft.stability, strict=True)
    ]


def _new_keys(key: Sequence[int], keys: Sequence[str]) -> list[str]:
    """Give each theme its pinned key, or the next of t1, t2… that no pinned theme has."""
    free = (name for number in range(1, len(key) + len(keys) + 1) if (name := f"t{number}") not in set(keys))
    return [keys[number] if number >= 0 else next(free) for number in key]


def stability(
    features: Array,
    labels: Array,
    pinned: Array,
    n_themes: int,
    *,
    resamples: int,
    seed: int,
    in_context: bool = False,
    largest: int = 1_000,
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
    in_context
        See `cxresearch.analysis.bertopic_themes.smoothing`.
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

    from cxresearch.analysis.bertopic_themes import WardThemes, smoothing

    rows = np.flatnonzero(labels >= 0)
    if n_themes == 1:
        return (1.0,)
    generator = np.random.default_rng(seed)
    size = min(largest, max(2, round(0.8 * len(rows))))
    overlaps: list[list[float]] = [[] for _ in range(n_themes)]
    for _ in range(resamples):
        drawn = np.sort(generator.choice(rows, size, replace=False))
        again = WardThemes(min(n_themes, size), seed)
        smooth = smoothing(in_context=in_context).fit_transform(features[drawn])
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
