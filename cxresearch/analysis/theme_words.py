"""Name a theme in the participants' own words, and pick the quotes that stand for it.

A name is a phrase that participants said ("disability claims", "paying the bill"), or two of one kind that are told
together ("gas and electricity"); how phrases are found and scored stands in `theme_phrases`. Words of a name are used
by two participants wherever the theme has two; names of people and stand-ins never enter.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from cxresearch.analysis.fillers import is_hesitation, listed, stem, stop_words, weak_words, words
from cxresearch.analysis.theme_grammar import root
from cxresearch.analysis.theme_phrases import LONGEST, Meaning, Phrase, candidates, hear, weighed
from cxresearch.analysis.theme_speech import Speech
from cxresearch.domain.quoting import quotability

if TYPE_CHECKING:
    from cxresearch.analysis.theme_geometry import Array

NAMED = 0.5
"""How much the words of a theme's name add to the worth of a quote that says them."""
WHOLE = 0.6
"""A term is longer than a phrase where it makes up this part of the times the phrase is said."""
FAMILY = 6
"""Words that begin with so many letters alike are taken to be of one family."""
TRIED = 40
"""So many phrases, best first, are tried in a name."""
FULLER, ONE_VOICE, OTHER = 0.35, 0.5, 0.8
"""A phrase takes the place of a word in it when it scores at least this part of the word: when participants share the
phrase, and when one says it; or of another word."""
JOINED, TOGETHER, ADDED = 0.3, 0.08, 0.5
"""A second phrase joins the first when it scores at least this part of the first one's score; when the first is a word
alone and both are told together or alike; and when the first is a phrase and the second a word."""
WIDE, ALIKE = 0.1, 0.3
"""Phrases not told together are joined when each touches this share of the theme, or they are so alike."""


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
    meaning: Meaning | None = None


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
    taken = {told for name in theming.taken for told in (name.casefold(), _plain(name, language))}
    described = []
    for theme, (inside, row) in enumerate(zip(members, theming.weights, strict=True)):
        marks = {word: float(row[at]) for at, word in enumerate(theming.vocabulary) if row[at] > 0}
        found = weighed(candidates(speech, inside, heard), theme, theming.meaning)
        ranked = _representative(theming, inside, theming.centres[theme], marks)
        name = _compose(found, speech, len(inside), taken, language) or _fallback(
            found, speech, ranked, taken, language
        )
        taken |= {name.casefold(), _plain(name, language)}
        named = frozenset(_plain(name, language).split())
        quotes = _different(_representative(theming, inside, theming.centres[theme], marks, named), speech, 3)
        summary = _sentence(speech.texts[quotes[0]], marks, language) if quotes else ""
        described.append(Described(name, _top_words(inside, marks, speech, language), summary, tuple(quotes)))
    return described


def _representative(
    theming: Theming,
    inside: Sequence[int],
    centre: Array,
    marks: Mapping[str, float],
    named: frozenset[str] = frozenset(),
) -> list[int]:
    """Rank segments by nearness to the centre, for words of the name and others that mark the theme, and as quotes."""
    top = max(marks.values(), default=1.0)
    language = theming.language
    score = {}
    for segment in inside:
        said = {word for clause in theming.speech.clauses[segment] for word in clause}
        telling = sum(sorted((marks.get(stem(word, language), 0.0) / top for word in said), reverse=True)[:4])
        of_name = len(named & {root(word, language) for word in said}) / max(1, len(named))
        near = max(0.0, float(theming.features[segment] @ centre))
        stands = 0.2 + 0.8 * quotability(theming.speech.texts[segment])
        score[segment] = near * stands * (1 + 0.25 * telling + NAMED * of_name)
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
        telling = sum(marks.get(word, 0.0) for word in content) / (8 + max(0, len(said) - 25))
        return telling * (0.3 + 0.7 * quotability(sentence)) if len(said) > 3 else 0.0

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
    """Put a name together: the best phrase; a word alone with a phrase around it, or joined with a second one."""
    found = _whole(found)
    for first in found[:TRIED]:
        for tokens in (*_fuller(first, found), *_joined(first, found, size, language), first.tokens):
            name = _write(tokens, speech)
            if name.casefold() not in taken and _plain(name, language) not in taken:
                return name
    return ""


def _plain(name: str, language: str) -> str:
    """Return the roots of a name in one order, so that "TAP class" and "Classes of TAPS" are seen to be the same."""
    stop = stop_words(language)
    return " ".join(sorted({root(word, language) for word in words(name) if word not in stop}))


def _whole(found: Sequence[Phrase]) -> list[Phrase]:
    """Put the whole of a term where a part of it stands: "creative commons licence" for "commons licence"."""
    whole = []
    for part in found:
        longer = [
            phrase
            for phrase in found
            if len(part.roots) > 1
            and phrase.said >= WHOLE * part.said
            and len(phrase.tokens) == len(part.tokens) + 1
            and part.tokens in (phrase.tokens[1:], phrase.tokens[:-1])
        ]
        best = max(longer, key=lambda phrase: (phrase.said, phrase.score, phrase.tokens), default=part)
        whole.append(replace(best, score=max(best.score, part.score)))
    return sorted(whole, key=lambda phrase: (-phrase.score, phrase.tokens))


def _fuller(first: Phrase, found: Sequence[Phrase]) -> list[tuple[str, ...]]:
    """Return phrases in place of a word that alone says little: "claims process" for "process"."""
    if len(first.roots) > 1:
        return []
    fuller = []
    for phrase in (phrase for phrase in found[:TRIED] if len(phrase.roots) > 1):
        around = first.roots[0] in phrase.roots and phrase.near >= first.near
        least = (FULLER if phrase.shared else ONE_VOICE) if around else OTHER
        if phrase.score >= least * first.score:
            fuller.append(phrase.tokens)
    return fuller


def _related(first: Phrase, second: Phrase) -> bool:
    """Tell whether two phrases have a word in common, or words of one family ("correlation", "correlated")."""
    heads = [{root_[:FAMILY] if len(root_) > FAMILY else root_ for root_ in phrase.roots} for phrase in (first, second)]
    return not heads[0].isdisjoint(heads[1])


def _joined(first: Phrase, found: Sequence[Phrase], size: int, language: str) -> list[tuple[str, ...]]:
    """Join a phrase with a second one of its kind that is told together with it, or covers much of the theme itself."""
    both = next(iter(listed(language, "and")), "/")
    if (
        language == "en"
        and len(first.roots) > 1
        and (first.tokens[0].endswith("ing") or len(first.tokens) > len(first.roots))
    ):
        return []  # what is done, and a thing, are not of one kind
    options = []
    for second in found[:TRIED]:
        if _related(first, second) or len(first.tokens) + len(second.tokens) + 1 > LONGEST:
            continue
        alone = len(first.roots) == 1
        common, alike = len(first.segments & second.segments), first.like(second)
        together = common > 1 and common * size > len(first.segments) * len(second.segments)
        least = TOGETHER if alone and (together or alike > ALIKE) else JOINED
        least = ADDED if len(second.roots) < len(first.roots) else least
        if second.said < 2 or second.score < least * first.score:
            continue
        wide = min(len(first.touched), len(second.touched)) >= WIDE * size
        if together or wide or alike > ALIKE:
            fresh = len(second.touched - first.touched) / max(1, len(second.touched))
            options.append((-second.score * (0.5 + fresh) * (1 + max(0.0, alike)), second.tokens))
    return [(*first.tokens, both, *tokens) for _, tokens in sorted(options)]


def _written(token: str, speech: Speech) -> str:
    return speech.surface.get(token, token)


def _write(tokens: Sequence[str], speech: Speech) -> str:
    written = [_written(token, speech) for token in tokens]
    first = written[0]
    return " ".join([first[:1].upper() + first[1:] if first == first.lower() else first, *written[1:]])
