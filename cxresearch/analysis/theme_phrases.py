"""What a theme could be called: phrases that participants said, scored by how well each stands for the theme.

A phrase is scored by how much more it and its words are said here than in the other themes, by how many of the
theme's participants say it, and, where sentence vectors are known, by how near its meaning is to the theme's middle.
What is said just before a segment counts as well: in real speech a phrase stands in only a few of a hundred segments,
while the passage around them names the subject.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cxresearch.analysis.fillers import stop_words, weak_words
from cxresearch.analysis.theme_grammar import root
from cxresearch.analysis.theme_speech import Speech

if TYPE_CHECKING:
    from cxresearch.analysis.theme_geometry import Array

LONGEST = 5
"""Words in a name at most."""
ONCE_IS_CHANCE = 10
"""In a theme of so many segments, a phrase of one participant names nothing unless others tell the same."""
ONCE = 0.4
"""Part that a phrase keeps when one participant says it."""
WEIGHED = 80
"""So many phrases of a theme are compared by meaning."""

LOOSE = 0.8
"""Part that a phrase with a small word in it ("fee for the exit") keeps beside a plain one ("exit fee")."""
_LENGTH = {1: 0.6, 2: 1.25, 3: 1.2, 4: 1.1}
_AT_LEAST, _NEAR = 0.2, 2.5
"""What a phrase keeps whatever it means; and the weight of how near its meaning is to the theme, less half of how near
it is to the nearest other theme."""


@dataclass(frozen=True, slots=True)
class Heard:
    """How often things are said in the whole corpus.

    Attributes
    ----------
    of
        Per segment, the roots of its words and of those said just before, stop words left out.
    rows
        Root to the segments in whose passage it stands.
    phrases
        In how many passages each phrase stands.
    voices
        Who says each phrase.
    weak
        Words that name nothing alone.
    """

    of: tuple[frozenset[str], ...]
    rows: Mapping[str, frozenset[int]]
    phrases: Mapping[tuple[str, ...], int]
    voices: Mapping[tuple[str, ...], frozenset[str]]
    weak: frozenset[str]


def hear(speech: Speech, language: str) -> Heard:
    """Count, once for all themes, what is said in how many passages."""
    stop = stop_words(language)
    of = tuple(frozenset(root(word, language) for word in passage if word not in stop) for passage in speech.passages)
    rows: dict[str, set[int]] = defaultdict(set)
    for segment, passage in enumerate(of):
        for root_ in passage:
            rows[root_].add(segment)
    phrases = Counter(key for passage in speech.near for key in passage)
    voices: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for person, said in zip(speech.participants, speech.phrases, strict=True):
        for key in said:
            voices[key].add(person)
    return Heard(
        of,
        {root_: frozenset(found) for root_, found in rows.items()},
        phrases,
        {key: frozenset(people) for key, people in voices.items()},
        weak_words(language),
    )


@dataclass(frozen=True, slots=True)
class Phrase:
    """A candidate for a name.

    Attributes
    ----------
    tokens
        How it is said.
    roots
        The roots of its content words.
    segments
        Segments of the theme in whose passage it stands.
    touched
        Segments of the theme in whose passage any of its words stands.
    said
        How many segments of the theme say it themselves.
    shared
        Whether two participants say it (or the one there is).
    score
        How well it stands for the theme.
    near
        How near its meaning is to the theme, for comparison with other phrases of the theme.
    meaning
        Its vector, of length one; empty where there is none.
    """

    tokens: tuple[str, ...]
    roots: tuple[str, ...]
    segments: frozenset[int]
    touched: frozenset[int]
    said: int
    shared: bool
    score: float
    near: float = 0.0
    meaning: tuple[float, ...] = ()

    def like(self, other: Phrase) -> float:
        """Return how alike two phrases are in meaning (cosine); 0 where that is not known."""
        return sum(a * b for a, b in zip(self.meaning, other.meaning, strict=False))

    @property
    def text(self) -> str:
        """The phrase as a text."""
        return " ".join(self.tokens)


def candidates(speech: Speech, members: Sequence[int], heard: Heard) -> list[Phrase]:
    """Score the phrases of one theme by what is said, best first.

    Parameters
    ----------
    speech
        What `listen` returned.
    members
        Segments of the theme.
    heard
        In how many passages of the whole corpus each phrase and each root stands.
    """
    said: dict[tuple[str, ...], Counter[tuple[str, ...]]] = defaultdict(Counter)
    near: dict[tuple[str, ...], set[int]] = defaultdict(set)
    own: dict[tuple[str, ...], set[int]] = defaultdict(set)
    where: dict[str, set[int]] = defaultdict(set)
    for segment in members:
        for key, tokens in speech.near[segment].items():
            said[key][tokens] += 1
            near[key].add(segment)
            if key in speech.phrases[segment]:
                own[key].add(segment)
        for root_ in heard.of[segment]:
            where[root_].add(segment)
    people = max(1, len({speech.participants[segment] for segment in members}))
    need = min(2, people)
    counts = _Counts(len(members), len(speech.texts))
    marks = {root_: counts.odds(len(rows), len(heard.rows[root_])) for root_, rows in where.items()}
    scored = []
    for key, rows in own.items():
        form = _best_form(said[key], speech, need)
        if form is None or len(set(key)) < len(key) or len(form) > LONGEST:
            continue
        voices = len({speech.participants[segment] for segment in rows})
        shared = voices >= need or (len(rows) > 1 and len(heard.voices[key]) >= need)
        alone = len(key) > 1 and len(heard.voices[key]) < need and len(members) >= ONCE_IS_CHANCE
        if alone and (len(form) > len(key) + 1 or not _told_apart(key, where, heard, speech, need)):
            continue
        if form[0] in heard.weak and len(key) > 1 and not _is_one_thing(key, form, voices, need, heard):
            continue
        touched = frozenset(segment for root_ in key for segment in where[root_])
        listeners = len({speech.participants[segment] for segment in touched})
        everywhere = len(frozenset().union(*(heard.rows.get(root_, ()) for root_ in key)))
        parts = sum(marks[root_] for root_ in key)
        odds = (counts.odds(len(near[key]), heard.phrases[key]) + parts) / (1 + len(key))
        odds = (odds + counts.odds(len(touched), everywhere)) / 2
        spoken = 0.15 + 0.5 * voices / people + 0.5 * listeners / people
        length = _LENGTH.get(len(form), 0.9) * (1.0 if len(form) == len(key) else LOOSE)
        score = max(0.0, odds) * spoken * (1.0 if shared else ONCE) * length
        scored.append(Phrase(form, key, frozenset(near[key]), touched, len(rows), shared, score))
    scored.sort(key=lambda phrase: (-phrase.score, phrase.tokens))
    return scored


@dataclass(frozen=True, slots=True)
class _Counts:
    """Segments of the theme and of the whole corpus."""

    n: int
    n_all: int

    def odds(self, inside: int, everywhere: int) -> float:
        return log_odds(inside, self.n, everywhere, self.n_all)


def _told_apart(key: tuple[str, ...], where: Mapping[str, set[int]], heard: Heard, speech: Speech, need: int) -> bool:
    """Tell whether what one participant puts in a phrase ("claims process") others tell in words further apart."""
    both = frozenset.intersection(*(heard.rows[root_] for root_ in key))
    here = set.intersection(*(where[root_] for root_ in key))
    return len(here) > 1 and len({speech.participants[segment] for segment in both}) >= need


def _is_one_thing(key: tuple[str, ...], form: tuple[str, ...], voices: int, need: int, heard: Heard) -> bool:
    """Tell a term that opens with a weak word ("direct debit") from a noun that happens to have one ("new app").

    A verb is no colour of its object: "paying the bill".
    """
    if form[0].endswith("ing"):
        return True
    return voices >= need and 3 * heard.phrases[key] >= len(heard.rows[key[1]])


def log_odds(inside: int, n_inside: int, everywhere: int, n_everywhere: int) -> float:
    """Return by how many standard errors something is said more in one theme than in the others.

    Log odds ratio with a prior of half an occurrence: what is said twice in one theme and never elsewhere
    weighs less than what is said twenty times there and five times elsewhere.

    Parameters
    ----------
    inside, n_inside
        Segments of the theme that say it, and all of the theme.
    everywhere, n_everywhere
        The same for the whole corpus.

    References
    ----------
    Monroe, Colaresi and Quinn (2008), Fightin' words.

    Examples
    --------
    >>> round(log_odds(20, 100, 25, 1_000), 1) > round(log_odds(2, 100, 2, 1_000), 1) > 0
    True
    """
    outside, n_outside = max(0, everywhere - inside), max(1, n_everywhere - n_inside)
    ratio = math.log((inside + 0.5) / (n_inside - inside + 0.5)) - math.log(
        (outside + 0.5) / (n_outside - outside + 0.5)
    )
    return ratio / math.sqrt(1 / (inside + 0.5) + 1 / (outside + 0.5))


def _best_form(forms: Mapping[tuple[str, ...], int], speech: Speech, need: int) -> tuple[str, ...] | None:
    """Choose how a phrase is said most often, among the forms whose words enough participants use."""
    usable = [
        (-n, len(tokens), tokens)
        for tokens, n in forms.items()
        if not any(token in speech.barred for token in tokens)
        and all(len(speech.speakers.get(token, ())) >= need for token in tokens)
    ]
    return min(usable)[2] if usable else None


@dataclass(frozen=True, slots=True)
class Meaning:
    """Sentence vectors by which phrases are compared with themes.

    Attributes
    ----------
    encode
        Texts to (n, d) rows of length one, in the space of the segments' vectors.
    middle
        (d,) mean of all segments.
    centres
        (k, d) what sets each theme's mean apart from it, of length one.
    """

    encode: Callable[[Sequence[str]], Array]
    middle: Array
    centres: Array

    @classmethod
    def of(cls, encode: Callable[[Sequence[str]], Array], vectors: Array, labels: Array, n_themes: int) -> Meaning:
        """Take the middles of themes: (n, d) vectors of segments, (n,) theme of each (-1: none)."""
        import numpy as np

        sizes = np.maximum([(labels == theme).sum() for theme in range(n_themes)], 1)
        middle = vectors[labels >= 0].sum(axis=0) / max(1, int((labels >= 0).sum()))
        sums = np.stack([(vectors[labels == theme] - middle).sum(axis=0) for theme in range(n_themes)])
        centres = sums / sizes[:, None]
        return cls(encode, middle, centres / np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-9))

    def apart(self, texts: Sequence[str]) -> Array:
        """Return (n, d) what sets texts apart from the middle, of length one."""
        import numpy as np

        rows = np.asarray(self.encode(texts), dtype=np.float64) - self.middle
        unit: Array = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return unit


def weighed(found: Sequence[Phrase], theme: int, meaning: Meaning | None) -> list[Phrase]:
    """Weigh the best phrases of a theme by how near their meaning is to it, and how far from every other theme."""
    best = list(found[:WEIGHED])
    if meaning is None or not best:
        return best
    import numpy as np

    rows = meaning.apart([phrase.text for phrase in best])
    near = rows @ meaning.centres.T
    others = np.delete(near, theme, axis=1)
    rival = np.maximum(others.max(axis=1), 0.0) if others.shape[1] else np.zeros(len(best))
    weight = np.maximum(0.1, _AT_LEAST + _NEAR * (near[:, theme] - rival / 2)).round(6)
    scored = [
        replace(phrase, score=phrase.score * float(w), near=float(w), meaning=tuple(row.round(6).tolist()))
        for phrase, w, row in zip(best, weight, rows, strict=True)
    ]
    return sorted(scored, key=lambda phrase: (-phrase.score, phrase.tokens))
