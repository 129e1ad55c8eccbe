"""Name a theme in the participants' own words, and pick the quotes that stand for it.

A name is a phrase that participants said ("disability claims"), or two of them ("disability claims and
medical records"), found as follows. Candidates are runs of one to four words within a clause that begin and
end with a content word. Each is scored by how much its words mark this theme against the others (c-TF-IDF),
how many segments and participants of the theme use it, and how little the other themes do. Words of a name
are used by two participants wherever the theme has two; names of people and stand-ins never enter.
"""

from __future__ import annotations

import gzip
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from cxresearch.analysis.fillers import filler_words, is_hesitation, listed, stop_words, weak_words, words

if TYPE_CHECKING:
    from cxresearch.analysis.theme_geometry import Array

_STAND_IN = re.compile(r"\[[^\]]*\]|<[^>]*>|\{[^}]*\}")
_CLAUSE = re.compile(r"[.,;:!?…()\"“”„«»/|\n–—]+|\s-+\s|[؟،؛。、，！？]")
_CAPITAL = re.compile(r"[^\W\d_][\w'’\-]*")
_GREETING = "hi|hey|hello|thanks|thank you|hallo|danke|merci|bonjour|hola|gracias|ciao|grazie|cześć|dzięki"
_GREETED = re.compile(rf"\b(?i:{_GREETING})[, ]+([A-ZÀ-Ž][\w'’\-]+)")

#: Languages that write nouns with a capital letter, so that a capital says nothing about names.
_CAPITAL_NOUNS = frozenset({"de", "lb"})

LONGEST = 5
"""Words in a name at most."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What naming needs to know of the segments, in one pass over them.

    Attributes
    ----------
    texts
        The segments.
    clauses
        Per segment, its clauses as lists of lower-cased words.
    participants
        Per segment, who said it.
    surface
        How a lower-cased word is written most often ("va" → "VA").
    barred
        Words that may not appear in a name: names of people, words of stand-ins.
    speakers
        Word to the participants who used it, anywhere.
    """

    texts: tuple[str, ...]
    clauses: tuple[tuple[tuple[str, ...], ...], ...]
    participants: tuple[str, ...]
    surface: Mapping[str, str]
    barred: frozenset[str]
    speakers: Mapping[str, frozenset[str]]


def listen(texts: Sequence[str], participants: Sequence[str], language: str) -> Speech:
    """Read segments once for naming.

    Parameters
    ----------
    texts
        Segments in canonical order.
    participants
        Who said each.
    language
        ISO 639-1 code.

    Returns
    -------
    Speech
    """
    clauses: list[tuple[tuple[str, ...], ...]] = []
    written: dict[str, Counter[str]] = defaultdict(Counter)
    inside: dict[str, Counter[str]] = defaultdict(Counter)
    speakers: dict[str, set[str]] = defaultdict(set)
    barred: set[str] = {word for participant in participants for word in words(participant)}
    for text, participant in zip(texts, participants, strict=True):
        barred.update(word for stand_in in _STAND_IN.findall(text) for word in words(stand_in))
        barred.update(name.lower() for name in _GREETED.findall(text))
        plain = _STAND_IN.sub(" . ", text)
        cut = [tuple(words(clause)) for clause in _CLAUSE.split(plain)]
        clauses.append(tuple(clause for clause in cut if clause))
        for clause in cut:
            for word in clause:
                speakers[word].add(participant)
        for start, match in enumerate(_CAPITAL.finditer(plain)):
            word = match.group().replace("’", "'")
            written[word.lower()][word] += 1
            if start and plain[: match.start()].rstrip()[-1:] not in {".", "!", "?", ":", '"', "“"}:
                inside[word.lower()]["capital" if word[0].isupper() else "small"] += 1
    if language not in _CAPITAL_NOUNS:
        barred |= {word for word in written if _is_name(written[word], inside[word], len(speakers[word]))}
    surface = {word: _surface(seen) for word, seen in written.items()}
    return Speech(
        tuple(texts),
        tuple(clauses),
        tuple(participants),
        surface,
        frozenset(barred),
        {w: frozenset(s) for w, s in speakers.items()},
    )


def _is_name(written: Counter[str], inside: Counter[str], n_speakers: int) -> bool:
    """Tell a name of a person or place from its capitals; one that many use is a shared topic and may stay."""
    if inside["small"] or not inside["capital"] or n_speakers > 2:
        return False
    titled = sum(n for form, n in written.items() if form[0].isupper() and form[1:].islower())
    return titled * 2 > sum(written.values())


def _surface(written: Counter[str]) -> str:
    """Write a word as its speakers do when they agree on capitals within it ("VA", "iPhone"), else in small letters."""
    form, n = max(written.items(), key=lambda item: (item[1], item[0]))
    special = form[1:] != form[1:].lower()
    return form if special and n * 2 > sum(written.values()) else form.lower()


@lru_cache(maxsize=1)
def _english_nouns() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return WordNet's English nouns, adjectives, and verbs, from spaCy's lookup data where that is installed."""
    spec = find_spec("spacy_lookups_data")
    if spec is None or spec.origin is None:
        return frozenset(), frozenset(), frozenset()
    path = Path(spec.origin).parent / "data" / "en_lemma_index.json.gz"
    if not path.is_file():
        return frozenset(), frozenset(), frozenset()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        index = json.load(file)
    return frozenset(index["noun"]), frozenset(index["adj"]), frozenset(index["verb"])


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def stem(word: str) -> str:
    """Bring forms of one word together, roughly: plural and possessive endings go.

    Examples
    --------
    >>> stem("claims"), stem("policies"), stem("process")
    ('claim', 'policy', 'process')
    """
    return _singular(word.removesuffix("'s"))


def _is_noun(word: str, language: str) -> bool:
    nouns = _english_nouns()[0] if language == "en" else frozenset()
    return not nouns or word in nouns or _singular(word) in nouns or "-" in word


def _opens(word: str, language: str) -> bool:
    """Return whether a word may open a name: a noun, an adjective or a verb in -ing, but no bare adverb or past."""
    if language != "en" or not _english_nouns()[0]:
        return True
    nouns, adjectives, _ = _english_nouns()
    if word.endswith("ly") and word not in nouns:
        return False
    return _is_noun(word, language) or word in adjectives or word.endswith("ing")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A candidate for a name and where it stands."""

    tokens: tuple[str, ...]
    segments: frozenset[int]
    score: float


def candidates(
    speech: Speech,
    members: Sequence[int],
    weights: Mapping[str, float],
    spread: Mapping[tuple[str, ...], int],
    language: str,
) -> list[Phrase]:
    """Score the phrases of one theme, best first.

    Parameters
    ----------
    speech
        What `listen` returned.
    members
        Segments of the theme.
    weights
        c-TF-IDF of words in the theme.
    spread
        In how many segments of the whole corpus each phrase stands (`phrase_counts`).
    language
        ISO 639-1 code.
    """
    found: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for segment in members:
        for tokens in phrases(speech.clauses[segment], language):
            found[tokens].add(segment)
    people = len({speech.participants[segment] for segment in members})
    need = min(2, people)
    stop = stop_words(language)
    top = max(weights.values(), default=1.0) or 1.0
    scored = []
    for tokens, where in found.items():
        content = [token for token in tokens if token not in stop]
        if any(token in speech.barred for token in tokens) or len({stem(token) for token in content}) < len(content):
            continue
        if min(len(speech.speakers[token]) for token in content) < need:
            continue
        voices = len({speech.participants[segment] for segment in where})
        if len(tokens) > 1 and len(where) < 2:
            continue
        mark = sum(weights.get(token, 0.0) for token in content) / (top * len(content) ** 0.5)
        inside = len(where) / len(members)
        purity = len(where) / max(spread[tokens], 1)
        use = math.log1p(len(where)) * (0.5 + 0.5 * min(1.0, voices / need)) * (1.0 + 0.15 * min(voices, 6))
        length = {1: 0.75, 2: 1.15, 3: 1.1}.get(len(tokens), 0.9)
        scored.append(Phrase(tokens, frozenset(where), mark * use * length * (0.3 + purity) * (0.2 + inside) ** 0.3))
    scored.sort(key=lambda phrase: (-phrase.score, phrase.tokens))
    return scored


def phrases(clauses: Sequence[Sequence[str]], language: str) -> set[tuple[str, ...]]:
    """Return the runs of one to four words that could be part of a name, each once.

    Examples
    --------
    >>> sorted(phrases([("i", "filed", "the", "disability", "claim")], "en"))
    [('claim',), ('disability',), ('disability', 'claim')]
    """
    stop, weak, joints = stop_words(language), weak_words(language), listed(language, "joints")
    fillers = filler_words(language)

    def carries(word: str) -> bool:
        return word not in stop and word not in weak and len(word) > 1 and not is_hesitation(word) and "'" not in word

    found: set[tuple[str, ...]] = set()
    for clause in clauses:
        solid = [carries(word) for word in clause]
        for start, word in enumerate(clause):
            if not solid[start] or not _opens(word, language):
                continue
            for end in range(start + 1, min(start + 4, len(clause)) + 1):
                last = clause[end - 1]
                if not solid[end - 1]:
                    if last in joints and last not in fillers:
                        continue
                    break
                if _is_noun(last, language) and (
                    end - start > 1 or not word.endswith("ing") or _is_noun(word, language)
                ):
                    found.add(tuple(clause[start:end]))
    return found


def phrase_counts(speech: Speech, segments: Sequence[int], language: str) -> Counter[tuple[str, ...]]:
    """Count in how many of the segments each phrase stands."""
    counts: Counter[tuple[str, ...]] = Counter()
    for segment in segments:
        counts.update(phrases(speech.clauses[segment], language))
    return counts


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
    spread = phrase_counts(speech, [segment for theme in members for segment in theme], language)
    taken = {name.casefold() for name in theming.taken}
    described = []
    for theme, (inside, row) in enumerate(zip(members, theming.weights, strict=True)):
        marks = {word: float(row[at]) for at, word in enumerate(theming.vocabulary) if row[at] > 0}
        found = candidates(speech, inside, marks, spread, language)
        ranked = _representative(theming, inside, theming.centres[theme], marks)
        name = _compose(found, speech, len(inside), taken, language) or _fallback(found, speech, ranked, taken)
        taken.add(name.casefold())
        quotes = _different(ranked, speech, 3)
        summary = _sentence(speech.texts[quotes[0]], marks, language) if quotes else ""
        described.append(Described(name, _top_words(found, marks, speech), summary, tuple(quotes)))
    return described


def _representative(theming: Theming, inside: Sequence[int], centre: Array, marks: Mapping[str, float]) -> list[int]:
    """Rank segments by nearness to the centre, for words that mark the theme, against very short and long ones."""
    top = max(marks.values(), default=1.0)
    score = {}
    for segment in inside:
        said = [word for clause in theming.speech.clauses[segment] for word in clause]
        length = len(said)
        fit = min(1.0, length / 8) * min(1.0, (60 / max(length, 1)) ** 0.5)
        telling = sum(sorted((marks.get(word, 0.0) / top for word in set(said)), reverse=True)[:4])
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
        content = {word for word in said if word not in stop}
        return sum(marks.get(word, 0.0) for word in content) / (8 + max(0, len(said) - 25)) if len(said) > 3 else 0.0

    sentences = [sentence for sentence in _SENTENCE.split(text.strip()) if sentence]
    return max(sentences, key=weight) if sentences else text


def _fallback(found: Sequence[Phrase], speech: Speech, ranked: Sequence[int], taken: set[str]) -> str:
    """Name a theme that has no phrase of its own: its best word, else the first words of its best quote."""
    for phrase in found:
        name = _write(phrase.tokens, speech)
        if name.casefold() not in taken:
            return name
    opening = [" ".join(speech.texts[segment].split()[:LONGEST]).strip(" .,;:!?") for segment in ranked]
    opening = [words_ for words_ in opening if words_] or ["Theme"]
    for name in opening:
        if name.casefold() not in taken:
            return name
    number = 2
    while f"{opening[0]} ({number})".casefold() in taken:
        number += 1
    return f"{opening[0]} ({number})"


def _top_words(found: Sequence[Phrase], marks: Mapping[str, float], speech: Speech) -> tuple[str, ...]:
    single = {phrase.tokens[0] for phrase in found if len(phrase.tokens) == 1}
    ranked = sorted(single, key=lambda word: (-marks.get(word, 0.0), word))
    return tuple(speech.surface.get(word, word) for word in ranked[:10])


def _compose(found: Sequence[Phrase], speech: Speech, size: int, taken: set[str], language: str) -> str:
    """Put a name together: the best phrase, and a second one that covers other segments of the theme."""
    best = list(found[:40])
    both = next(iter(listed(language, "and")), "/")
    for first in best:
        options = []
        stems = {stem(token) for token in first.tokens}
        for second in best:
            if stems & {stem(token) for token in second.tokens} or len(first.tokens) + len(second.tokens) + 1 > LONGEST:
                continue
            fresh = len(second.segments - first.segments) / max(1, len(second.segments))
            options.append((second.score * fresh, second))
        options.sort(key=lambda option: (-option[0], option[1].tokens))
        covers = len(first.segments) / max(1, size)
        wants = len(first.tokens) == 1 or covers < 0.5
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


def _write(tokens: Sequence[str], speech: Speech) -> str:
    written = [speech.surface.get(token, token) for token in tokens]
    first = written[0]
    return " ".join([first[:1].upper() + first[1:] if first == first.lower() else first, *written[1:]])
