"""English words by kind and root, from WordNet's lists, and what is done to what: "filling in the claim forms".

No tagger runs here: a word's kind is what the lists say and what stands before it. Where the lists are missing, and
in other languages, every word is its own root and no verb is known.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cxresearch.analysis.fillers import listed, stem, stop_words

_BETWEEN = 4
"""At most so many small words stand between a verb and its object ("sign up for the …")."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """English nouns, adjectives and verbs, irregular verb forms to their roots, and comparing forms ("bigger")."""

    nouns: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    irregular: Mapping[str, str] = field(default_factory=dict)
    compared: frozenset[str] = frozenset()


def _table(name: str) -> dict[str, Any]:
    spec = find_spec("spacy_lookups_data")
    if spec is None or spec.origin is None:
        return {}
    path = Path(spec.origin).parent / "data" / f"{name}.json.gz"
    if not path.is_file():
        return {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return dict(json.load(file))


@lru_cache(maxsize=1)
def english() -> Grammar:
    """Return WordNet's English words by kind, from spaCy's lookup data where that is installed."""
    index = _table("en_lemma_index")
    if not index:
        return Grammar()
    exceptions = _table("en_lemma_exc")
    return Grammar(
        frozenset(index["noun"]),
        frozenset(index["adj"]),
        frozenset(index["verb"]),
        {form: roots[0] for form, roots in exceptions.get("verb", {}).items()},
        frozenset(exceptions.get("adj", {})),
    )


@lru_cache(maxsize=50_000)
def is_compared(word: str) -> bool:
    """Return whether an English word compares: "bigger", "highest".

    Examples
    --------
    >>> is_compared("higher"), is_compared("bigger"), is_compared("meter"), is_compared("tower")
    (True, True, False, False)
    """
    grammar = english()
    if word in grammar.compared:
        return True
    return word not in grammar.nouns and any(
        word.endswith(ending) and {word.removesuffix(ending), word.removesuffix(ending) + "e"} & grammar.adjectives
        for ending in ("er", "est")
    )


@lru_cache(maxsize=50_000)
def verb_root(word: str) -> str:
    """Return the verb that an English word is a form of, else an empty text.

    Examples
    --------
    >>> verb_root("filling"), verb_root("signed"), verb_root("told"), verb_root("meter's")
    ('fill', 'sign', 'tell', '')
    """
    grammar = english()
    if word in grammar.irregular:
        return grammar.irregular[word]
    if word in grammar.verbs:
        return word
    for ending, instead in (("ies", "y"), ("s", ""), ("es", ""), ("ing", "e"), ("ing", ""), ("ed", "e"), ("ed", "")):
        bare = word.removesuffix(ending)
        if bare != word and len(bare) > 1 and bare + instead in grammar.verbs:
            return bare + instead
    return ""


@lru_cache(maxsize=50_000)
def root(word: str, language: str) -> str:
    """Bring the forms of a word together, so that "reading", "reads" and "read" count as one; English only.

    Examples
    --------
    >>> root("readings", "en"), root("read", "en"), root("policies", "en"), root("Lesen", "de")
    ('read', 'read', 'policy', 'Lesen')
    """
    if language != "en":
        return word
    plain = stem(word, language)
    return verb_root(plain) or plain


def _does(clause: Sequence[str], at: int) -> bool:
    """Return whether an English word is used as a verb here, going by its ending and the word before."""
    word, before = clause[at], clause[at - 1] if at else ""
    if not verb_root(word) or word in stop_words("en") or before in listed("en", "determiners") - {"to"}:
        return False
    return word.endswith("ing") or before in listed("en", "doers")


def deeds(clause: Sequence[str], objects: Mapping[int, int], language: str) -> list[Deed]:
    """Find what is done to what in a clause.

    Parameters
    ----------
    clause
        Lower-cased words.
    objects
        Place of a word to the place just after the longest phrase that begins there and may be an object.
    language
        ISO 639-1 code; nothing is found in other languages than English.

    Returns
    -------
    list of Deed
        In the order of the verbs.
    """
    found: list[Deed] = []
    if language != "en" or not english().verbs:
        return found
    small, particles = listed("en", "between"), listed("en", "particles")
    for at in range(len(clause)):
        if not _does(clause, at):
            continue
        if verb_root(clause[at]) == "feel":
            found += _felt(clause, at)
        if verb_root(clause[at]) in listed("en", "light"):
            continue
        link, start = [], at + 1
        while start < len(clause) and start <= at + _BETWEEN and start not in objects and clause[start] in small:
            if clause[start] in particles:
                link.append(clause[start])
            start += 1
        if start in objects and len(link) <= 1:
            article = clause[start - 1 : start] if clause[start - 1] in {"a", "an", "the"} else ()
            thing = tuple(clause[start : objects[start]])
            found.append(Deed(clause[at], (*link, *(() if thing[-1].endswith("s") else article)), thing))
    return found


def _felt(clause: Sequence[str], at: int) -> list[Deed]:
    """Find how somebody felt: "felt a bit lost"."""
    place = at + 1
    while place < len(clause) and clause[place] in listed("en", "degrees"):
        place += 1
    feeling = clause[place] if place < len(clause) else ""
    told = feeling in english().adjectives or verb_root(feeling) not in ("", feeling)
    empty = feeling in stop_words("en") or feeling in listed("en", "between")
    return [Deed(clause[at], (), (feeling,))] if told and not empty else []


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb as it was said, the particle and the article after it if any, and its object."""

    verb: str
    link: tuple[str, ...]
    thing: tuple[str, ...]


@lru_cache(maxsize=10_000)
def gerund(verb: str) -> str:
    """Return the -ing form of an English verb's root.

    Examples
    --------
    >>> gerund("fill"), gerund("make"), gerund("sit"), gerund("lie"), gerund("see"), gerund("cancel")
    ('filling', 'making', 'sitting', 'lying', 'seeing', 'cancelling')
    """
    doubled = f"{verb}{verb[-1:]}ing"
    if english().irregular.get(doubled) == verb:
        return doubled
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    return f"{verb[:-1]}ing" if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else f"{verb}ing"
