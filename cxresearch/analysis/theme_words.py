"""Name a theme in the participants' own words, and pick the quotes that stand for it.

A name is a phrase that participants said ("disability claims"), or two of them ("disability claims and
medical records"), found as follows. Candidates are runs of one to four words within a clause that begin and
end with a content word. Each is scored by how much its words mark this theme against the others (c-TF-IDF),
how many segments and participants of the theme use it, and how little the other themes do. Words of a name
are used by two participants wherever the theme has two; names of people and stand-ins never enter.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from cxresearch.analysis.fillers import is_hesitation, listed, stem, stop_words, weak_words, words
from cxresearch.analysis.theme_speech import Speech

if TYPE_CHECKING:
    from cxresearch.analysis.theme_geometry import Array

LONGEST = 5
"""Words in a name at most."""
MARK = 0.3
"""Least that a phrase keeps when its words mark the theme little by c-TF-IDF."""
ONCE_IS_CHANCE = 10
"""In a theme of so many segments, a phrase of several words that was said once names nothing."""


@dataclass(frozen=True, slots=True)
class Heard:
    """How often things are said in the whole corpus.

    Attributes
    ----------
    of
        Per segment, the stems of its words, stop words left out.
    stems, phrases
        In how many segments each stem, and each phrase, stands.
    weak
        Words that name nothing alone.
    """

    of: tuple[frozenset[str], ...]
    stems: Mapping[str, int]
    phrases: Mapping[tuple[str, ...], int]
    weak: frozenset[str]


def hear(speech: Speech, language: str) -> Heard:
    """Count, once for all themes, what is said in how many segments."""
    stop = stop_words(language)
    of = tuple(
        frozenset(stem(word, language) for clause in clauses for word in clause if word not in stop)
        for clauses in speech.clauses
    )
    stems = Counter(stem_ for segment in of for stem_ in segment)
    phrases = Counter(stems for segment in speech.phrases for stems in segment)
    return Heard(of, stems, phrases, weak_words(language))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A candidate for a name: how it is said, the stems of its content words, and the segments it stands in."""

    tokens: tuple[str, ...]
    stems: tuple[str, ...]
    segments: frozenset[int]
    score: float


def candidates(speech: Speech, members: Sequence[int], weights: Mapping[str, float], heard: Heard) -> list[Phrase]:
    """Score the phrases of one theme, best first.

    Parameters
    ----------
    speech
        What `listen` returned.
    members
        Segments of the theme.
    weights
        c-TF-IDF of stems in the theme.
    heard
        In how many segments of the whole corpus each phrase and each stem stands.
    """
    said: dict[tuple[str, ...], Counter[tuple[str, ...]]] = defaultdict(Counter)
    where: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for segment in members:
        for stems, tokens in speech.phrases[segment].items():
            said[stems][tokens] += 1
            where[stems].add(segment)
    here = Counter(stem_ for segment in members for stem_ in heard.of[segment])
    people = max(1, len({speech.participants[segment] for segment in members}))
    need = min(2, people)
    top = max(weights.values(), default=1.0) or 1.0
    n, n_all = len(members), len(speech.texts)
    scored = []
    for stems, forms in said.items():
        form = _best_form(forms, speech, need)
        if form is None or len(set(stems)) < len(stems):
            continue
        segments = where[stems]
        voices = len({speech.participants[segment] for segment in segments})
        if len(stems) > 1 and len(segments) == 1 and len(members) >= ONCE_IS_CHANCE:
            continue  # said once by one person: a turn of phrase, not what the theme is about
        if form[0] in heard.weak and not _is_one_thing(stems, voices, need, heard):
            continue
        mark = sum(weights.get(stem_, 0.0) for stem_ in stems) / (top * len(stems) ** 0.5)
        parts = sum(log_odds(here[stem_], n, heard.stems[stem_], n_all) for stem_ in stems)
        key = (log_odds(len(segments), n, heard.phrases[stems], n_all) + parts) / (1 + len(stems))
        spoken = (0.15 + voices / people) * (0.4 if voices < need else 1.0)
        length = {1: 0.6, 2: 1.25, 3: 1.15}.get(len(form), 0.9)
        scored.append(Phrase(form, stems, frozenset(segments), max(0.0, key) * (MARK + mark) * spoken * length))
    scored.sort(key=lambda phrase: (-phrase.score, phrase.tokens))
    return scored


def _is_one_thing(stems: tuple[str, ...], voices: int, need: int, heard: Heard) -> bool:
    """Tell a term that opens with a weak word ("direct debit") from a noun that happens to have one ("new app")."""
    rest = heard.stems[stems[1]]
    return len(stems) > 1 and voices >= need and 3 * heard.phrases[stems] >= rest


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
        and all(len(speech.speakers[token]) >= need for token in tokens)
    ]
    return min(usable)[2] if usable else None


@dataclass(frozen=True, slots=True)
class Theming:
    """Themes to be described: n segments in `labels` (-1: none), their features, and the words of each theme."""

    speech: Speech
    labels: Array
    features: Array
    centres: Array
    vocabulary: Sequence[str]
    weights: Array
    language: str
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Described:
    """A theme in participants' words; `quotes` are rows of the segments, best first."""

    name: str
    words: tuple[str, ...]
    summary: str
    quotes: tuple[int, ...]


def describe(theming: Theming) -> list[Described]:
    """Name themes, each name once, and pick a summary and up to three quotes for each.

    Names of `theming.taken` are not given again.
    """
    import numpy as np

    speech, language = theming.speech, theming.language
    members = [np.flatnonzero(theming.labels == theme).tolist() for theme in range(len(theming.centres))]
    heard = hear(speech, language)
    taken = {name.casefold() for name in theming.taken}
    described = []
    for theme, (inside, row) in enumerate(zip(members, theming.weights, strict=True)):
        marks = {word: float(row[at]) for at, word in enumerate(theming.vocabulary) if row[at] > 0}
        found = candidates(speech, inside, marks, heard)
        ranked = _representative(theming, inside, theming.centres[theme], marks)
        name = _compose(found, speech, len(inside), taken, language) or _fallback(
            found, speech, ranked, taken, language
        )
        taken.add(name.casefold())
        quotes = _different(ranked, speech, 3)
        summary = _sentence(speech.texts[quotes[0]], marks, language) if quotes else ""
        described.append(Described(name, _top_words(inside, marks, speech, language), summary, tuple(quotes)))
    return described


def _representative(theming: Theming, inside: Sequence[int], centre: Array, marks: Mapping[str, float]) -> list[int]:
    """Rank segments by nearness to the centre, for words that mark the theme, against very short and long ones."""
    top = max(marks.values(), default=1.0)
    score = {}
    for segment in inside:
        said = [word for clause in theming.speech.clauses[segment] for word in clause]
        length = len(said)
        fit = min(1.0, length / 8) * min(1.0, (60 / max(length, 1)) ** 0.5)
        telling = sum(
            sorted((marks.get(stem(word, theming.language), 0.0) / top for word in set(said)), reverse=True)[:4]
        )
        near = max(0.0, float(theming.features[segment] @ centre))
        score[segment] = near * (0.4 + 0.6 * fit) * (1 + 0.25 * telling)
    return sorted(inside, key=lambda segment: (-score[segment], segment))


def _different(ranked: Sequence[int], speech: Speech, n: int) -> list[int]:
    """Take the best segments, each participant once before anyone twice, no text twice."""
    waiting, picked = list(ranked), list[int]()
    while waiting and len(picked) < n:
        seen: set[str] = set()
        later = []
        for segment in waiting:
            if speech.texts[segment] in {speech.texts[chosen] for chosen in picked}:
                continue
            if speech.participants[segment] in seen:
                later.append(segment)
            else:
                seen.add(speech.participants[segment])
                picked.append(segment)
        waiting = later
    return picked[:n]


_SENTENCE = re.compile(r"(?<=[.!?؟。])\s+")


def _sentence(text: str, marks: Mapping[str, float], language: str) -> str:
    """Return the sentence of a segment that says most of the theme, as it was said."""
    stop = stop_words(language)

    def weight(sentence: str) -> float:
        said = words(sentence)
        content = {stem(word, language) for word in said if word not in stop}
        return sum(marks.get(word, 0.0) for word in content) / (8 + max(0, len(said) - 25)) if len(said) > 3 else 0.0

    sentences = [sentence for sentence in _SENTENCE.split(text.strip()) if sentence]
    return max(sentences, key=weight) if sentences else text


def _fallback(found: Sequence[Phrase], speech: Speech, ranked: Sequence[int], taken: set[str], language: str) -> str:
    """Name a theme without a phrase of its own: its best word with its commonest neighbour, else a quote's opening."""
    for phrase in found[:10]:
        for tokens in (*_company(phrase.tokens[-1], speech, ranked, language), phrase.tokens):
            name = _write(tokens, speech)
            if name.casefold() not in taken:
                return name
    opening = [" ".join(speech.texts[segment].split()[:LONGEST]).strip(" .,;:!?") for segment in ranked]
    opening = [start for start in opening if start] or ["Theme"]
    for name in opening:
        if name.casefold() not in taken:
            return name
    number = 2
    while f"{opening[0]} ({number})".casefold() in taken:
        number += 1
    return f"{opening[0]} ({number})"


def _company(word: str, speech: Speech, ranked: Sequence[int], language: str) -> list[tuple[str, ...]]:
    """Return pairs of a word with the word before or after it, commonest first, stop words and names left out."""
    stop = stop_words(language) | speech.barred
    need = min(2, len({speech.participants[segment] for segment in ranked}))
    pairs: Counter[tuple[str, ...]] = Counter()
    for segment in ranked:
        for clause in speech.clauses[segment]:
            for pair in pairwise(clause):
                if (
                    word in pair
                    and pair[0] != pair[1]
                    and not any(
                        other in stop or is_hesitation(other) or len(speech.speakers[other]) < need for other in pair
                    )
                ):
                    pairs[pair] += 1
    return [pair for pair, _ in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))]


def _top_words(inside: Sequence[int], marks: Mapping[str, float], speech: Speech, language: str) -> tuple[str, ...]:
    """Return the ten words that mark a theme most, each as it is said most often there."""
    passed = stop_words(language) | weak_words(language) | speech.barred
    need = min(2, len({speech.participants[segment] for segment in inside}))
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for segment in inside:
        for word in (word for clause in speech.clauses[segment] for word in clause):
            if word not in passed and len(speech.speakers[word]) >= need and len(set(word)) > 1:
                forms[stem(word, language)][word] += 1
    ranked = sorted((stem_ for stem_ in forms if marks.get(stem_)), key=lambda stem_: (-marks[stem_], stem_))
    best = (max(forms[stem_].items(), key=lambda item: (item[1], item[0]))[0] for stem_ in ranked[:10])
    return tuple(_written(word, speech) for word in best)


def _compose(found: Sequence[Phrase], speech: Speech, size: int, taken: set[str], language: str) -> str:
    """Put a name together: the best phrase, and a second one that covers other segments of the theme."""
    best = list(found[:40])
    both = next(iter(listed(language, "and")), "/")
    for first in best:
        options = []
        for second in best:
            if set(first.stems) & set(second.stems) or len(first.tokens) + len(second.tokens) + 1 > LONGEST:
                continue
            fresh = len(second.segments - first.segments) / max(1, len(second.segments))
            options.append((second.score * fresh, second))
        options.sort(key=lambda option: (-option[0], option[1].tokens))
        covers = len(first.segments) / max(1, size)
        wants = len(first.tokens) == 1 or (covers < 0.3 and len(first.tokens) == len(first.stems))
        if wants and options and options[0][0] > 0.35 * first.score:
            name = _write((*first.tokens, both, *options[0][1].tokens), speech)
            if name.casefold() not in taken:
                return name
        name = _write(first.tokens, speech)
        if name.casefold() not in taken and len(first.tokens) > 1:
            return name
        for _, second in options:
            name = _write((*first.tokens, both, *second.tokens), speech)
            if name.casefold() not in taken:
                return name
    return ""


def _written(token: str, speech: Speech) -> str:
    return speech.surface.get(token, token)


def _write(tokens: Sequence[str], speech: Speech) -> str:
    written = [_written(token, speech) for token in tokens]
    first = written[0]
    return " ".join([first[:1].upper() + first[1:] if first == first.lower() else first, *written[1:]])
