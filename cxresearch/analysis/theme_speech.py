"""What naming needs to know of how participants speak: clauses, phrases, capitals, and who used which word."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from cxresearch.analysis.fillers import is_hesitation, listed, stem, stop_words, weak_words, words

_STAND_IN = re.compile(r"\[[^\]]*\]|<[^>]*>|\{[^}]*\}")
_CLAUSE = re.compile(r"[.,;:!?…()\"“”„«»/|\n–—]+|\s-+\s|[؟،؛。、，！？]")
_CAPITAL = re.compile(r"[^\W\d_][\w'’\-]*")
_GREETING = "hi|hey|hello|thanks|thank you|hallo|danke|merci|bonjour|hola|gracias|ciao|grazie|cześć|dzięki"
_GREETED = re.compile(rf"\b(?i:{_GREETING})[, ]+([A-ZÀ-Ž][\w'’\-]+)")

#: Languages that write nouns with a capital letter, so that a capital says nothing about names.
_CAPITAL_NOUNS = frozenset({"de", "lb"})


@dataclass(frozen=True, slots=True)
class Speech:
    """What naming needs to know of the segments, in one pass over them.

    Attributes
    ----------
    texts
        The segments.
    clauses
        Per segment, its clauses as lists of lower-cased words.
    phrases
        Per segment, what `phrases` found.
    participants
        Per segment, who said it.
    surface
        How a lower-cased word is written ("va" → "VA", "dublin" → "Dublin").
    barred
        Words that may not appear in a name: names of people, words of stand-ins.
    speakers
        Word to the participants who used it, anywhere.
    """

    texts: tuple[str, ...]
    clauses: tuple[tuple[tuple[str, ...], ...], ...]
    phrases: tuple[Mapping[tuple[str, ...], tuple[str, ...]], ...]
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
    determiners = listed(language, "determiners")
    seen: Counter[str] = Counter()
    nominal: Counter[str] = Counter()
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
            for earlier, word in zip(("", *clause), clause, strict=False):
                speakers[word].add(participant)
                seen[word] += 1
                nominal[word] += earlier in determiners
        for start, match in enumerate(_CAPITAL.finditer(plain)):
            word = match.group().replace("’", "'")
            written[word.lower()][word] += 1
            if start and plain[: match.start()].rstrip()[-1:] not in {".", "!", "?", ":", '"', "“"}:
                inside[word.lower()]["capital" if word[0].isupper() else "small"] += 1
    if language not in _CAPITAL_NOUNS:
        barred |= {word for word in written if _is_name(written[word], inside[word], len(speakers[word]))}
    surface = {word: _surface(forms, inside[word]) for word, forms in written.items()}
    doubtful = frozenset(word for word in seen if nominal[word] < 0.15 * seen[word])
    proven = frozenset(word for word in seen if nominal[word] >= max(3, 0.3 * seen[word]))
    return Speech(
        tuple(texts),
        tuple(clauses),
        tuple(phrases(cut, language, doubtful, proven) for cut in clauses),
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


def _surface(written: Counter[str], inside: Counter[str]) -> str:
    """Write a word as its speakers do when they agree on its capitals ("VA", "iPhone", "Dublin"), else small."""
    form, n = max(written.items(), key=lambda item: (item[1], item[0]))
    special = form[1:] != form[1:].lower()
    proper = inside["capital"] > 1 and not inside["small"]
    return form if (special or proper) and n * 2 > sum(written.values()) else form.lower()


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


def _closes(word: str, language: str) -> bool:
    """Return whether a word may close a name: in English a noun."""
    nouns = _english_nouns()[0] if language == "en" else frozenset()
    return not nouns or word in nouns or stem(word, "en") in nouns or "-" in word


def _verbal(word: str, language: str, doubtful: frozenset[str]) -> bool:
    """Return whether a word that the dictionary also lists as a verb or adjective is one here, going by its use."""
    if language != "en" or word not in doubtful:
        return False
    _, adjectives, verbs = _english_nouns()
    return word in adjectives or word in verbs or stem(word, "en") in verbs


def _opens(word: str, language: str) -> bool:
    """Return whether a word may open a name: a noun, an adjective or a verb in -ing, but no bare adverb or past."""
    if language != "en" or not _english_nouns()[0]:
        return True
    nouns, adjectives, _ = _english_nouns()
    if word.endswith("ly") and word not in nouns:
        return False
    return word in nouns or stem(word, "en") in nouns or word in adjectives or "-" in word or word.endswith("ing")


def phrases(
    clauses: Sequence[Sequence[str]],
    language: str,
    doubtful: frozenset[str] = frozenset(),
    proven: frozenset[str] = frozenset(),
) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the runs of one to four words that could be part of a name: stems of the content words, to the words.

    `doubtful` words are seldom used as nouns here, whatever the dictionary says; `proven` ones often, though it may
    not know them ("the app").

    Examples
    --------
    >>> sorted(phrases([("i", "filed", "the", "disability", "claims")], "en"))
    [('claim',), ('disability',), ('disability', 'claim')]
    """
    stop, weak, joints = stop_words(language), weak_words(language), listed(language, "joints")

    def carries(word: str) -> bool:
        plain = word not in stop and word not in weak and len(word) > 1 and "'" not in word
        return plain and not is_hesitation(word) and len(set(word)) > 1

    def colours(word: str) -> bool:
        return word in weak and word not in stop and "'" not in word and not word.endswith(("ed", "ing"))

    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for clause in clauses:
        solid = [carries(word) for word in clause]
        for start, word in enumerate(clause):
            # A weak word names nothing alone, but may open a phrase that is said again and again: "direct debit".
            opened = solid[start] or (colours(word) and start + 1 < len(clause) and solid[start + 1])
            if not opened or not (word in proven or _opens(word, language)):
                continue
            for end in range(start + 1, min(start + 4, len(clause)) + 1):
                last = clause[end - 1]
                if not solid[end - 1]:
                    if end == start + 1 or last in joints:
                        continue
                    break
                if (last in proven or _closes(last, language)) and (
                    end - start > 1 or not _verbal(word, language, doubtful)
                ):
                    tokens = clause[start:end]
                    stems = tuple(stem(clause[at], language) for at in range(start, end) if solid[at] or at == start)
                    found.setdefault(stems, tuple(tokens))
    return found
