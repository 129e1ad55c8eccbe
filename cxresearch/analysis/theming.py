"""Draft themes over the segments of a study: the same tomorrow, in any order, with decisions taken in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from cxresearch.analysis.fillers import content_words, why_empty, words
from cxresearch.domain.suggestion import ThemeSuggestion
from cxresearch.errors import InputError

if TYPE_CHECKING:
    import numpy as np

    from cxresearch.analysis.bertopic_themes import TopicFit

    Array = np.ndarray[Any, Any]

Progress = Callable[[int, int, str], None]
"""Called with how many steps are done, how many there are, and what is being done."""

TOO_FAR = "too far from all themes"

_FAR_SHARE = 0.03
"""At most this share of the segments that say something is left unsorted for lying too far from all themes."""

_SOFTNESS = 0.12
"""Temperature that turns cosines to theme centres into confidences."""

_RESAMPLES = 8

_ENOUGH = 8
"""From this many segments on, more than one theme is looked for."""


@dataclass(frozen=True, slots=True)
class _Input:
    """Checked input in canonical order: by text, then participant, then id, so that no row number matters."""

    order: tuple[int, ...]
    texts: tuple[str, ...]
    ids: tuple[str, ...]
    participants: tuple[str, ...]
    before: tuple[tuple[str, ...], ...]
    vectors: Array | None
    pins: tuple[str | None, ...]


class ThemeModel:
    """Cluster segments into named themes.

    Follows scikit-learn's conventions (parameters stored as given, checks in `fit`, learned values end in
    ``_``, `clone` works) without inheriting from it, so that importing this module stays light.

    Parameters
    ----------
    n_themes : int or None, default=None
        Exactly this many themes besides the unsorted pile, pinned ones included; None chooses 5 to 15
        (fewer below 40 segments, one below 8).
    seed : int, default=0
        For the parts that draw samples: very large corpora, and the measure of stability.
    language : str, default="en"
        ISO 639-1 code, for stop words and fillers.

    Attributes
    ----------
    labels_ : numpy.ndarray of int, shape (n,)
        Index into `themes_`, -1 where unsorted.
    themes_ : list of ThemeSuggestion
        Largest first. A pinned theme has the pinned key; the others are ``t1``, ``t2``…
    confidence_ : numpy.ndarray of float, shape (n,)
        How surely each segment belongs (0–1); 1 for pinned ones, 0 for unsorted ones.
    also_ : list of tuple of int
        Further themes a segment speaks of.
    reasons_ : list of str
        Why a segment is unsorted: ``"filler"``, ``"no content"`` or ``"too far from all themes"``; else ``""``.
    subthemes_ : list of ThemeSuggestion
        Themes within large themes; `parent` holds the key of the theme they belong to.
    sublabels_ : numpy.ndarray of int, shape (n,)
        Index into `subthemes_`, or -1.

    Notes
    -----
    Engine: BERTopic with sub-models of our own (see `cxresearch.analysis.bertopic_themes`). Its import takes
    up to twenty seconds the first time; `progress` is told so. Segments are put in an order that depends on
    their content only before anything happens. What the names cannot do: find a word nobody said.

    Examples
    --------
    >>> model = ThemeModel(n_themes=3)
    >>> model.fit([]).themes_
    []
    """

    _estimator_type = "clusterer"

    def __init__(self, n_themes: int | None = None, *, seed: int = 0, language: str = "en") -> None:
        self.n_themes = n_themes
        self.seed = seed
        self.language = language

    def get_params(self, deep: bool = True) -> dict[str, Any]:  # noqa: ARG002 - scikit-learn's signature
        """Return the parameters as given."""
        return {"n_themes": self.n_themes, "seed": self.seed, "language": self.language}

    def set_params(self, **params: Any) -> Self:
        """Set parameters.

        Raises
        ------
        ValueError
            For a name that is no parameter.
        """
        for name, value in params.items():
            if name not in self.get_params():
                raise ValueError(f"ThemeModel has no parameter {name!r}; it has {', '.join(self.get_params())}.")
            setattr(self, name, value)
        return self

    def __repr__(self) -> str:
        return f"ThemeModel(n_themes={self.n_themes}, seed={self.seed}, language={self.language!r})"

    def fit_predict(self, texts: Sequence[str], y: None = None, **known: Any) -> Array:
        """Fit and return `labels_`."""
        return self.fit(texts, y, **known).labels_

    def fit(
        self,
        texts: Sequence[str],
        y: None = None,  # noqa: ARG002 - scikit-learn's signature
        *,
        ids: Sequence[str] | None = None,
        vectors: Array | None = None,
        participants: Sequence[str] | None = None,
        before: Sequence[Sequence[str]] | None = None,
        pins: Mapping[str, str] | None = None,
        progress: Progress | None = None,
    ) -> Self:
        """Draft themes.

        Parameters
        ----------
        texts
            n segments.
        y
            Not used.
        ids
            n distinct segment ids; row numbers when left out.
        vectors
            (n, d) sentence vectors; without them segments are compared by their words alone.
        participants
            Who said each segment; one person when left out.
        before
            What was said just before each segment.
        pins
            Segment id to theme key. A pinned segment never leaves that theme, and others follow the pinned
            ones. Pins on unknown ids are passed over (their segment is gone).
        progress
            Called with (done, total, label).

        Returns
        -------
        ThemeModel
            Itself.

        Raises
        ------
        InputError
            When lengths differ, ids repeat, or more themes are asked for than different segments say something.
        """
        import numpy as np

        language = self.language.replace("_", "-").split("-")[0].lower()
        tell = progress or _silent
        data = _checked(texts, ids, vectors, participants, before, pins or {})
        reasons = [
            "" if pin is not None else why_empty(text, language)
            for text, pin in zip(data.texts, data.pins, strict=True)
        ]
        real = np.array([row for row, reason in enumerate(reasons) if not reason], dtype=int)
        keys = sorted({pin for pin in data.pins if pin is not None})
        self._check_count(len({data.texts[row] for row in real}), len(keys))
        draft = _draft(data, real, keys, self, language, tell) if len(real) else None
        self._publish(data, real, draft, keys, reasons, language, tell)
        return self

    def _check_count(self, different: int, pinned: int) -> None:
        """Refuse a number of themes that cannot be had."""
        wanted = self.n_themes
        if wanted is None or (different == 0 and wanted > 0):
            return
        if wanted < 1:
            raise InputError(f"The number of themes is {wanted}; ask for 1 or more.")
        if wanted < pinned:
            raise InputError(
                f"Segments are pinned to {pinned} themes but {wanted} themes were asked for; ask for {pinned} or more."
            )
        if wanted > different:
            raise InputError(
                f"{wanted} themes were asked for but only {different} different segments say something; "
                f"ask for {different} or fewer, or leave the number out."
            )

    def _publish(
        self,
        data: _Input,
        real: Array,
        draft: _Draft | None,
        keys: Sequence[str],
        reasons: list[str],
        language: str,
        tell: Progress,
    ) -> None:
        """Turn a draft into the fitted attributes, in the order the segments came in."""
        import numpy as np

        n = len(data.texts)
        labels, confidence = np.full(n, -1), np.zeros(n)
        sublabels = np.full(n, -1)
        also: list[tuple[int, ...]] = [()] * n
        self.themes_: list[ThemeSuggestion] = []
        self.subthemes_: list[ThemeSuggestion] = []
        if draft is not None:
            tell(3, _STEPS, "naming themes")
            labels[real], confidence[real] = draft.labels, draft.confidence
            sublabels[real] = draft.sublabels
            for row, further, far in zip(real, draft.also, draft.far, strict=True):
                also[row] = further
                if far:
                    reasons[row] = TOO_FAR
            self.themes_, self.subthemes_ = _describe(data, real, draft, keys, language)
        back = np.empty(n, dtype=int)
        back[list(data.order)] = np.arange(n)
        self.labels_ = labels[back]
        self.confidence_ = confidence[back]
        self.sublabels_ = sublabels[back]
        self.also_ = [also[row] for row in back]
        self.reasons_ = [reasons[row] for row in back]
        tell(_STEPS, _STEPS, "themes drafted")


_STEPS = 4


def _silent(done: int, total: int, label: str) -> None:
    """Tell nobody."""


def _checked(
    texts: Sequence[str],
    ids: Sequence[str] | None,
    vectors: Array | None,
    participants: Sequence[str] | None,
    before: Sequence[Sequence[str]] | None,
    pins: Mapping[str, str],
) -> _Input:
    """Check that everything has one entry per segment and put it in canonical order."""
    n = len(texts)
    for name, given in (("ids", ids), ("vectors", vectors), ("participants", participants), ("before", before)):
        if given is not None and len(given) != n:
            raise InputError(f"There are {n} segments but {len(given)} {name}; give one for each segment.")
    named = [str(i) for i in range(n)] if ids is None else [str(i) for i in ids]
    if len(set(named)) < n:
        twice = next(i for i in named if named.count(i) > 1)
        raise InputError(f"The segment id {twice!r} is there more than once; give every segment its own id.")
    people = ["" if participants is None else str(participants[i]) for i in range(n)]
    said = [() if before is None else tuple(before[i]) for i in range(n)]
    order = sorted(range(n), key=lambda i: (texts[i], people[i], said[i], named[i]))
    return _Input(
        order=tuple(order),
        texts=tuple(texts[i] for i in order),
        ids=tuple(named[i] for i in order),
        participants=tuple(people[i] for i in order),
        before=tuple(said[i] for i in order),
        vectors=None if vectors is None else vectors[order],
        pins=tuple(pins.get(named[i]) for i in order),
    )


@dataclass(frozen=True, slots=True)
class _Draft:
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
    sublabels: Array
    parents: tuple[int, ...]
    documents: tuple[tuple[str, ...], ...]
    vocabulary: tuple[str, ...]
    weights: Array


def _draft(data: _Input, real: Array, keys: Sequence[str], model: ThemeModel, language: str, tell: Progress) -> _Draft:
    """Find themes, leave out what fits none, and measure how well they hold."""
    import numpy as np

    from cxresearch.analysis import bertopic_themes as engine
    from cxresearch.analysis import theme_geometry as geometry

    tell(0, _STEPS, "comparing segments")
    content = [tuple(content_words(data.texts[row], language)) for row in real]
    documents = tuple(own or tuple(words(data.texts[row])) or ("…",) for own, row in zip(content, real, strict=True))
    contexts = [[word for said in data.before[row] for word in content_words(said[3:], language)] for row in real]
    lexical = geometry.lexical_vectors(content, contexts=contexts if any(contexts) else None)
    features = geometry.blend(None if data.vectors is None else data.vectors[real], lexical)
    code = {key: number for number, key in enumerate(keys)}
    pinned = np.array([-1 if (pin := data.pins[row]) is None else code[pin] for row in real])
    tell(1, _STEPS, "finding themes (the first time in a session this loads the topic engine, up to 20 seconds)")
    fit = _fit(documents, features, pinned, model)
    fit, key = _by_size(fit, len(keys))
    tell(2, _STEPS, "measuring how well themes hold")
    far = geometry.far_out(features, fit.labels, pinned >= 0, share=_FAR_SHARE)
    labels = np.where(far, -1, fit.labels)
    centres = geometry.means(fit.features, labels, len(key))
    strength = geometry.belonging(fit.features, centres, softness=_SOFTNESS)
    confidence = np.where(far, 0.0, strength[np.arange(len(labels)), fit.labels])
    sublabels, parents = engine.split(fit.features, labels, len(key))
    place = {old: new for new, old in enumerate(key) if old >= 0}
    return _Draft(
        labels=labels,
        key=key,
        features=fit.features,
        centres=centres,
        confidence=np.where(pinned >= 0, 1.0, confidence),
        also=_also(strength, labels, [len(d) for d in content]),
        far=far,
        stability=engine.stability(
            features,
            labels,
            np.array([place.get(code, -1) for code in pinned.tolist()]),
            len(key),
            resamples=_RESAMPLES,
            seed=model.seed,
        ),
        sublabels=sublabels,
        parents=parents,
        documents=documents,
        vocabulary=fit.vocabulary,
        weights=fit.weights,
    )


def _fit(documents: Sequence[Sequence[str]], features: Array, pinned: Array, model: ThemeModel) -> TopicFit:
    """Run the engine; too few segments for more than one theme make one without it."""
    import numpy as np

    from cxresearch.analysis.bertopic_themes import NeighbourSmoothing, TopicFit, run_bertopic
    from cxresearch.analysis.theme_geometry import word_weights

    one = model.n_themes == 1 or len(documents) < 2 or (model.n_themes is None and len(documents) < _ENOUGH)
    if one and (pinned <= 0).all():
        labels = np.zeros(len(documents), dtype=int)
        vocabulary, weights = word_weights(documents, labels, 1)
        return TopicFit(labels, NeighbourSmoothing().fit_transform(features), vocabulary, weights)
    free = (pinned < 0).all()
    return run_bertopic(documents, features, n_themes=model.n_themes, seed=model.seed, pinned=None if free else pinned)


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


def _describe(
    data: _Input, real: Array, draft: _Draft, keys: Sequence[str], language: str
) -> tuple[list[ThemeSuggestion], list[ThemeSuggestion]]:
    """Name themes and sub-themes and pick their quotes."""
    import numpy as np

    from cxresearch.analysis.theme_geometry import means, word_weights
    from cxresearch.analysis.theme_words import Theming, describe, listen

    speech = listen([data.texts[row] for row in real], [data.participants[row] for row in real], language)
    ids = [data.ids[row] for row in real]
    minted = _new_keys(draft.key, keys)
    themes = describe(
        Theming(speech, draft.labels, draft.features, draft.centres, draft.vocabulary, draft.weights, language)
    )
    drafted = [
        ThemeSuggestion(
            key, found.name, found.words, found.summary, tuple(ids[row] for row in found.quotes), None, hold
        )
        for key, found, hold in zip(minted, themes, draft.stability, strict=True)
    ]
    if not draft.parents:
        return drafted, []
    n_sub = len(draft.parents)
    vocabulary, weights = word_weights(draft.documents, draft.sublabels, n_sub)
    centres = means(draft.features, draft.sublabels, n_sub)
    taken = frozenset(theme.name for theme in drafted)
    parts = describe(
        Theming(speech, draft.sublabels, draft.features, centres, vocabulary, np.asarray(weights), language, taken)
    )
    order = [0] * len(drafted)
    within = []
    for found, parent in zip(parts, draft.parents, strict=True):
        order[parent] += 1
        key = f"{minted[parent]}.{order[parent]}"
        quotes = tuple(ids[row] for row in found.quotes)
        within.append(ThemeSuggestion(key, found.name, found.words, found.summary, quotes, minted[parent]))
    return drafted, within


def _new_keys(key: Sequence[int], keys: Sequence[str]) -> list[str]:
    """Give each theme its pinned key, or the next of t1, t2… that no pinned theme has."""
    free = (name for number in range(1, len(key) + len(keys) + 1) if (name := f"t{number}") not in set(keys))
    return [keys[number] if number >= 0 else next(free) for number in key]
