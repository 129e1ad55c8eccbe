"""What naming needs to know of how participants speak: clauses, phrases, capitals, and who used which word."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from cxresearch.analysis.fillers import is_hesitation, listed, stem, stop_words, weak_words, words
from cxresearch.analysis.theme_grammar import deeds, english, gerund, is_compared, root, verb_root

_STAND_IN = re.compile(r"\[[^\]]*\]|<[^>]*>|\{[^}]*\}")
_CLAUSE = re.compile(r"[.,;:!?…()\"“”„«»/|\n–—]+|\s-+\s|[؟،؛。、，！？]")
_CAPITAL = re.compile(r"[^\W\d_][\w'’\-]*")
_GREETING = "hi|hey|hello|thanks|thank you|hallo|danke|merci|bonjour|hola|gracias|ciao|grazie|cześć|dzięki"
_GREETED = re.compile(rf"\b(?i:{_GREETING})[, ]+([A-ZÀ-Ž][\w'’\-]+)")

Clauses = tuple[tuple[str, ...], ...]

CAPITALS = 0.1
"""Share of words with a capital inside sentences from which capitals are taken to tell nouns."""

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
        Per segment, what `phrases` found in it.
    near
        Per segment, what `phrases` found in it and in what was said just before.
    passages
        Per segment, its words and those said just before.
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
    near: tuple[Mapping[tuple[str, ...], tuple[str, ...]], ...]
    passages: tuple[frozenset[str], ...]
    participants: tuple[str, ...]
    surface: Mapping[str, str]
    barred: frozenset[str]
    speakers: Mapping[str, frozenset[str]]


def listen(
    texts: Sequence[str], participants: Sequence[str], language: str, before: Sequence[Sequence[str]] = ()
) -> Speech:
    """Read segments once for naming.

    Parameters
    ----------
    texts
        Segments in canonical order.
    participants
        Who said each.
    language
        ISO 639-1 code.
    before
        What was said just before each; nothing when left out.

    Returns
    -------
    Speech
    """
    plain = [_STAND_IN.sub(" . ", text) for text in texts]
    clauses = tuple(_cut(text) for text in plain)
    speakers: dict[str, set[str]] = defaultdict(set)
    for cut, participant in zip(clauses, participants, strict=True):
        for word in _flat(cut):
            speakers[word].add(participant)
    written, inside = _spellings(plain)
    barred = {word for participant in participants for word in words(participant)}
    for text in texts:
        barred.update(word for stand_in in _STAND_IN.findall(text) for word in words(stand_in))
        barred.update(name.lower() for name in _GREETED.findall(text))
    if language not in _CAPITAL_NOUNS:
        barred |= {word for word in written if _is_name(written[word], inside[word], len(speakers[word]))}
    doubtful, proven = _by_determiners(clauses, listed(language, "determiners"))
    sayers = {word: len(people) for word, people in speakers.items()}
    closing = _capital_nouns(inside) if language in _CAPITAL_NOUNS else None

    def candidates(cut: Clauses) -> Mapping[tuple[str, ...], tuple[str, ...]]:
        return phrases(cut, language, doubtful, proven, sayers, closing)

    own = tuple(candidates(cut) for cut in clauses)
    heard = {said: _cut(_STAND_IN.sub(" . ", said.removeprefix("Q: ").removeprefix("P: "))) for said in _all(before)}
    phrases_heard = {said: candidates(cut) for said, cut in heard.items()}
    told = before or [()] * len(texts)
    return Speech(
        tuple(texts),
        clauses,
        own,
        tuple(
            {**{k: v for said in row for k, v in phrases_heard[said].items()}, **mine}
            for row, mine in zip(told, own, strict=True)
        ),
        tuple(
            frozenset(_flat(cut)).union(*(_flat(heard[said]) for said in row))
            for row, cut in zip(told, clauses, strict=True)
        ),
        tuple(participants),
        {word: _surface(forms, inside[word]) for word, forms in written.items()},
        frozenset(barred),
        {w: frozenset(s) for w, s in speakers.items()},
    )


def _all(before: Sequence[Sequence[str]]) -> set[str]:
    return {said for told in before for said in told}


def _flat(cut: Clauses) -> Iterator[str]:
    return (word for clause in cut for word in clause)


def _spellings(texts: Sequence[str]) -> tuple[Mapping[str, Counter[str]], Mapping[str, Counter[str]]]:
    """Count how each word is written, and whether with a capital where no sentence begins."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    inside: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for number, match in enumerate(_CAPITAL.finditer(text)):
            word = match.group().replace("’", "'")
            written[word.lower()][word] += 1
            if number and text[: match.start()].rstrip()[-1:] not in {".", "!", "?", ":", '"', "“"}:
                inside[word.lower()]["capital" if word[0].isupper() else "small"] += 1
    return written, inside


def _by_determiners(clauses: Sequence[Clauses], determiners: Set[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return words that seldom stand behind “the” or “my”, and those that plainly do."""
    seen: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    for cut in clauses:
        for clause in cut:
            seen.update(clause)
            behind.update(word for earlier, word in pairwise(clause) if earlier in determiners)
    return (
        frozenset(word for word in seen if behind[word] < 0.15 * seen[word]),
        frozenset(word for word in seen if behind[word] >= max(3, 0.3 * seen[word])),
    )


def _cut(text: str) -> Clauses:
    cut = (tuple(words(clause)) for clause in _CLAUSE.split(text))
    return tuple(clause for clause in cut if clause)


def _capital_nouns(inside: Mapping[str, Counter[str]]) -> frozenset[str] | None:
    """Return the words written with a capital inside sentences, which are nouns; None where hardly any word is."""
    found = frozenset(word for word, n in inside.items() if n["capital"] > n["small"])
    return found if len(found) >= CAPITALS * len(inside) else None


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


def _closes(word: str, language: str) -> bool:
    """Return whether a word may close a name: in English a noun."""
    nouns = english().nouns if language == "en" else frozenset()
    return not nouns or word in nouns or stem(word, "en") in nouns or "-" in word


def _verbal(word: str, language: str, doubtful: frozenset[str]) -> bool:
    """Return whether a word that the dictionary also lists as a verb or adjective is one here, going by its use."""
    if language == "en" and (is_compared(word) or (word.endswith("ed") and verb_root(word) != word)):
        return True
    if language != "en" or word not in doubtful:
        return False
    return word in english().adjectives or bool(verb_root(word))


def _opens(word: str, language: str) -> bool:
    """Return whether a word may open a name: a noun, an adjective or a verb in -ing, but no bare adverb or past."""
    if language != "en" or not english().nouns:
        return True
    nouns, adjectives = english().nouns, english().adjectives
    if word.endswith("ly") and word not in nouns:
        return False
    return word in nouns or stem(word, "en") in nouns or word in adjectives or "-" in word or word.endswith("ing")


def phrases(
    clauses: Sequence[Sequence[str]],
    language: str,
    doubtful: frozenset[str] = frozenset(),
    proven: frozenset[str] = frozenset(),
    sayers: Mapping[str, int] | None = None,
    closing: frozenset[str] | None = None,
) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return what could be a name, or part of one: roots of the content words, to the words.

    These are runs of one to four words that close with a noun, and in English what is done to what. `doubtful` words
    are seldom used as nouns here, whatever the dictionary says; `proven` ones often, though it may not know them
    ("the app"). `sayers` says how many participants use a word: of a verb, the -ing form is taken where two do.
    `closing` are the words that may close a phrase, where that is known otherwise.

    Examples
    --------
    >>> sorted(phrases([("i", "filed", "the", "disability", "claims")], "en"))
    [('claim',), ('disability',), ('disability', 'claim'), ('file', 'disability', 'claim')]
    """
    stop, weak, joints = stop_words(language), weak_words(language), listed(language, "joints")

    def carries(word: str) -> bool:
        plain = word not in stop and word not in weak and len(word) > 1 and "'" not in word
        empty = "-" in word and all(part in weak or part in stop for part in word.split("-"))
        return plain and not empty and not is_hesitation(word) and len(set(word)) > 1

    def colours(word: str) -> bool:
        return word in weak and word not in stop and "'" not in word and not word.endswith(("ed", "ing"))

    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for clause in clauses:
        solid = [carries(word) for word in clause]
        things: dict[int, int] = {}
        for start, word in enumerate(clause):
            # A weak word names nothing alone, but may open a phrase that is said again and again: "direct debit".
            opened = solid[start] or (colours(word) and start + 1 < len(clause) and solid[start + 1])
            if not opened or not (word in proven or _opens(word, language)):
                continue
            for end in range(start + 1, min(start + 4, len(clause)) + 1):
                last = clause[end - 1]
                if not solid[end - 1]:
                    if end == start + 1 or (last in joints and (end > start + 2 or _closes(word, language))):
                        continue
                    break
                if (closing is None and (last in proven or _closes(last, language))) or last in (closing or ()):
                    if all(solid[start + 1 : end]):
                        things[start] = end
                    if end - start > 1 or not _verbal(word, language, doubtful):
                        roots = tuple(
                            root(clause[at], language) for at in range(start, end) if solid[at] or at == start
                        )
                        found.setdefault(roots, tuple(clause[start:end]))
        for deed in deeds(clause, things, language):
            roots = tuple(root(word, language) for word in deed.thing if word not in joints)
            found.setdefault((verb_root(deed.verb), *roots), (_form(deed.verb, sayers), *deed.link, *deed.thing))
    return found


def _form(verb: str, sayers: Mapping[str, int] | None) -> str:
    """Return the form in which a verb opens a name: "filling" where two participants say so, or "fill", or as said."""
    plain = verb_root(verb)
    forms = (gerund(plain), plain)
    return next((form for form in forms if sayers is None or sayers.get(form, 0) > 1), verb)
