"""Draft themes over the segments of a study: the same tomorrow, in any order, with decisions taken in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Self

from cxresearch.analysis.fillers import stem, why_empty, words
from cxresearch.analysis.theme_draft import STEPS, Draft, Encode, Progress, Segments, describe_themes, make_draft
from cxresearch.analysis.theme_geometry import Array, Wanted
from cxresearch.analysis.theme_links import components, shared_pins
from cxresearch.domain.suggestion import ThemeSuggestion
from cxresearch.errors import InputError

TOO_FAR = "too far from all themes"


class ThemeModel:
    """Cluster segments into named themes.

    Follows scikit-learn's conventions (parameters stored as given, checks in `fit`, learned values end in
    ``_``, `clone` works) without inheriting from it, so that importing this module stays light.

    Parameters
    ----------
    n_themes : int, range or None, default=None
        Exactly this many themes besides the unsorted pile, pinned ones included; or the best of these numbers,
        None for 5 to 15 (fewer below 40 segments, one below 8).
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

    def __init__(self, n_themes: Wanted = None, *, seed: int = 0, language: str = "en") -> None:
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
        in_context: bool = False,
        pins: Mapping[str, str] | None = None,
        previous: Mapping[str, str] | None = None,
        together: Sequence[Sequence[str]] = (),
        apart: Sequence[Sequence[str]] = (),
        seed_words: Mapping[str, Sequence[str]] | None = None,
        encode: Encode | None = None,
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
        in_context
            Say that `vectors` hold what was said around each segment (`cxresearch.analysis.context`); segments
            are then drawn less towards others that mean the same.
        pins
            Segment id to theme key. A pinned segment never leaves that theme, and others follow the pinned
            ones. Pins on unknown ids are passed over (their segment is gone).
        previous
            Segment id to theme key in the last run. Given, and when `n_themes` is None or as many as then,
            those themes are carried on: new segments join them, old ones leave only for a theme clearly
            nearer. Without it a draft is made afresh, and adding one interview may move a third of the
            segments.
        together
            Groups of segment ids that end up in one theme, and draw that theme to them. Links that share a
            segment are one group; a pin on one member holds for all.
        apart
            Groups of segment ids of which no two end up in one theme, unless they are pinned there, belong
            together as well, or are more than there are themes.
        seed_words
            Theme key to words. Such a theme exists when a segment says one of its words, and lies where those
            segments lie; none of them is bound to it.
        encode
            A function of texts that returns their vectors, by which phrases that could be a theme's name are
            compared with what the theme's segments say; without it names rest on words alone.
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
        from threadpoolctl import threadpool_limits  # type: ignore[import-untyped] # it has no types

        # One thread: sums do not depend on the number of cores, and small matrices gain nothing from more.
        with threadpool_limits(limits=1):
            data = _checked(texts, ids, vectors, participants, before, pins or {}, previous or {})
            data = replace(data, in_context=in_context)
            self._fit(_taught(data, together, apart, seed_words or {}, self._code), progress or _silent, encode)
        return self

    @property
    def _code(self) -> str:
        return self.language.replace("_", "-").split("-")[0].lower()

    def _fit(self, data: Segments, tell: Progress, encode: Encode | None) -> None:
        import numpy as np

        language = self._code
        linked = {row for rows in (*data.joined, *data.apart) for row in rows}
        reasons = [
            "" if pin is not None or row in linked else why_empty(text, language)
            for row, (text, pin) in enumerate(zip(data.texts, data.pins, strict=True))
        ]
        real = np.array([row for row, reason in enumerate(reasons) if not reason], dtype=int)
        keys, carried = self._keys(data, real)
        self._check_count(data, real)
        draft = make_draft(data, real, keys, carried, self.n_themes, self.seed, language, tell) if len(real) else None
        self._publish(data, real, draft, keys, reasons, language, tell, encode)

    def _keys(self, data: Segments, real: Array) -> tuple[list[str], bool]:
        """Return the keys that themes must have, and whether the themes of the last run are carried on."""
        pinned = {pin for pin in (*data.pins, *(data.seeded[row] for row in real)) if pin is not None}
        held = pinned | {key for row in real if data.pins[row] is None and (key := data.previous[row]) is not None}
        if held > pinned and (not isinstance(self.n_themes, int) or self.n_themes == len(held)):
            return sorted(held), True
        return sorted(pinned), False

    def _check_count(self, data: Segments, real: Array) -> None:
        """Refuse a number of themes that cannot be had."""
        wanted = self.n_themes
        if not isinstance(wanted, int):
            return
        if wanted < 1:
            raise InputError(f"The number of themes is {wanted}; ask for 1 or more.")
        if len(real) == 0:
            return
        pinned = len({pin for pin in (*data.pins, *(data.seeded[row] for row in real)) if pin is not None})
        if wanted < pinned:
            raise InputError(
                f"Segments are pinned or seeded to {pinned} themes but {wanted} themes were asked for; "
                f"ask for {pinned} or more."
            )
        most = pinned + len({data.texts[row] for row in real if data.pins[row] is None})
        if wanted > most:
            raise InputError(
                f"{wanted} themes were asked for but there are only {most} different segments that say something; "
                f"ask for {most} or fewer, or leave the number out."
            )

    def _publish(
        self,
        data: Segments,
        real: Array,
        draft: Draft | None,
        keys: Sequence[str],
        reasons: list[str],
        language: str,
        tell: Progress,
        encode: Encode | None,
    ) -> None:
        """Turn a draft into the fitted attributes, in the order the segments came in."""
        import numpy as np

        n = len(data.texts)
        labels, confidence = np.full(n, -1), np.zeros(n)
        also: list[tuple[int, ...]] = [()] * n
        self.themes_: list[ThemeSuggestion] = []
        if draft is not None:
            tell(3, STEPS, "naming themes")
            labels[real], confidence[real] = draft.labels, draft.confidence
            for row, further, far in zip(real, draft.also, draft.far, strict=True):
                also[row] = further
                if far:
                    reasons[row] = TOO_FAR
            self.themes_ = describe_themes(data, real, draft, keys, language, encode)
        back = np.empty(n, dtype=int)
        back[list(data.order)] = np.arange(n)
        self.labels_ = labels[back]
        self.confidence_ = confidence[back]
        self.also_ = [also[row] for row in back]
        self.reasons_ = [reasons[row] for row in back]
        tell(STEPS, STEPS, "themes drafted")


def _silent(done: int, total: int, label: str) -> None:
    """Tell nobody."""


def _taught(
    data: Segments,
    together: Sequence[Sequence[str]],
    apart: Sequence[Sequence[str]],
    seed_words: Mapping[str, Sequence[str]],
    language: str,
) -> Segments:
    """Add what a researcher taught beside pins: links, and the theme whose seed words a segment says (one only)."""
    place = {name: row for row, name in enumerate(data.ids)}
    joined = components(together, place)
    seeds = {key: {stem(word.casefold(), language) for word in given} for key, given in sorted(seed_words.items())}
    seeded: list[str | None] = []
    for text in data.texts:
        said = {stem(word, language) for word in words(text)} if seeds else set()
        hit = [key for key, stems in seeds.items() if said & stems]
        seeded.append(hit[0] if len(hit) == 1 else None)
    return replace(
        data,
        pins=shared_pins(data.pins, joined),
        joined=joined,
        apart=tuple(tuple(sorted({place[name] for name in group if name in place})) for group in apart),
        seeded=tuple(seeded),
    )


def _checked(
    texts: Sequence[str],
    ids: Sequence[str] | None,
    vectors: Array | None,
    participants: Sequence[str] | None,
    before: Sequence[Sequence[str]] | None,
    pins: Mapping[str, str],
    previous: Mapping[str, str],
) -> Segments:
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
    return Segments(
        order=tuple(order),
        texts=tuple(texts[i] for i in order),
        ids=tuple(named[i] for i in order),
        participants=tuple(people[i] for i in order),
        before=tuple(said[i] for i in order),
        vectors=None if vectors is None else vectors[order],
        pins=tuple(pins.get(named[i]) for i in order),
        previous=tuple(previous.get(named[i]) for i in order),
    )
