"""Words that fill speech: which segments say nothing, and which words never carry a theme.

Interview speech is full of hesitations, back-channels and politeness ("Um, okay, so.", "Yeah, exactly.").
They are alike in every theme, so a clusterer gathers them in a theme of their own and a namer picks them as
labels. Here they are told apart by word lists: spaCy's stop words per language, and lists of our own for
speech, which written-language stop words lack.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

FILLER = "filler"
NO_CONTENT = "no content"

_HESITATION = re.compile(
    r"(?:u+h*m*|e+r+m*|h+m+|m+h*m+|a+h+|o+h+|e+h+|u+h+|ä+h+m*|ö+h+|e+u+h+|y+y+|o+k+|m+|mhm|hmm+|huh|aha|uhhuh|ehm+|ähm|öhm|اه+|آه+)"
)

_SHORT = 4
"""Up to this many words, a verdict ("That's great.") is a filler rather than an opinion on something."""


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def listed(language: str, name: str) -> frozenset[str]:
    """Return a list of ``fillers.toml``; empty for a language that has none.

    Examples
    --------
    >>> "of" in listed("en", "joints"), listed("xx", "joints")
    (True, frozenset())
    """
    return frozenset(_lists().get(language, {}).get(name, "").split())


@lru_cache(maxsize=1)
def _marks() -> str:
    """Return the combining marks of the basic plane, which Python does not count among the letters of a word."""
    return "".join(chr(c) for c in range(0x300, 0xFE30) if unicodedata.category(chr(c)) in {"Mn", "Mc"})


@lru_cache(maxsize=1)
def _word_pattern() -> re.Pattern[str]:
    first, more = rf"[^\W\d_][{_marks()}]*", rf"(?:[^\W_][{_marks()}]*)*"
    return re.compile(rf"(?<![^\W_]){first}{more}(?:['’\u200c\-]{first}{more})*")


def words(text: str) -> list[str]:
    """Return the words of a text, lower-cased, curly apostrophes made straight; what begins with a figure is left out.

    Parameters
    ----------
    text
        Any text in any script.

    Returns
    -------
    list of str
        In order of appearance.

    Examples
    --------
    >>> words("I’ve filed 3 claims, e-mail too.")
    ["i've", 'filed', 'claims', 'e-mail', 'too']
    """
    return [word.replace("’", "'").lower() for word in _word_pattern().findall(text)]


@lru_cache(maxsize=16)
def _written_stop_words(language: str) -> frozenset[str]:
    try:
        module = import_module(f"spacy.lang.{language}.stop_words")
    except ImportError:
        return frozenset()
    found: set[str] = set()
    for word in module.STOP_WORDS:
        plain = word.replace("’", "'").replace("‘", "'").lower()
        found |= {plain, *words(plain)}
    if language == "en":
        found |= {f"{head}{tail}" for head in _EN_HEADS for tail in ("'s", "'re", "'m", "'ve", "'ll", "'d")}
        found |= (
            {f"{head}n't" for head in _EN_NEGATED} | {f"{head}nt" for head in _EN_NEGATED} | {"let's", "ain't", "y'all"}
        )
    return frozenset(found)


_EN_HEADS = (
    "i",
    "you",
    "he",
    "she",
    "it",
    "we",
    "they",
    "that",
    "this",
    "there",
    "here",
    "what",
    "who",
    "where",
    "how",
    "when",
    "these",
    "those",
)
_EN_NEGATED = (
    "do",
    "does",
    "did",
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "ca",
    "wo",
    "could",
    "would",
    "should",
    "must",
    "might",
    "need",
)


@lru_cache(maxsize=16)
def filler_words(language: str) -> frozenset[str]:
    """Return the spoken fillers of a language: hesitations, back-channels, greetings, hedges.

    Examples
    --------
    >>> "yeah" in filler_words("en"), "claim" in filler_words("en")
    (True, False)
    """
    return listed(language, "fillers")


@lru_cache(maxsize=16)
def stop_words(language: str) -> frozenset[str]:
    """Return the words that carry no content: spaCy's list for the language and the spoken fillers.

    A language spaCy has no list for gets hesitations only (see `is_hesitation`).

    Examples
    --------
    >>> {"the", "yeah", "won't"} <= stop_words("en"), "call" in stop_words("en")
    (True, False)
    """
    return (_written_stop_words(language) | filler_words(language)) - listed(language, "kept")


@lru_cache(maxsize=16)
def weak_words(language: str) -> frozenset[str]:
    """Return words that mean something but name no theme ("thing", "want", "different", "good").

    Examples
    --------
    >>> "thing" in weak_words("en"), "refund" in weak_words("en")
    (True, False)
    """
    return listed(language, "weak") | listed(language, "verdicts")


@lru_cache(maxsize=16)
def _frames(language: str) -> re.Pattern[str] | None:
    frames = _lists().get(language, {}).get("frames", [])
    return re.compile(rf"(?<!\w)(?:{'|'.join(frames)})(?!\w)") if frames else None


@lru_cache(maxsize=50_000)
def is_blacked_out(text: str) -> bool:
    """Tell whether most words of a text were made illegible before it came here, as ``XXX XX`` or ``████``.

    Examples
    --------
    >>> is_blacked_out("I met XXXX XX XXXXX."), is_blacked_out("I met Max in room X.")
    (True, False)
    """
    found = re.findall(r"\w+|[█■▇]+", text)
    return 2 * sum(set(word.casefold()) <= set("x█■▇") for word in found) > len(found)


def is_hesitation(word: str) -> bool:
    """Return whether a lower-cased word is a sound of hesitation in any language ("uhm", "hmm", "ähm").

    Examples
    --------
    >>> is_hesitation("uhmm"), is_hesitation("ham")
    (True, False)
    """
    return all(_HESITATION.fullmatch(part) for part in word.split("-"))


def content_words(text: str, language: str) -> list[str]:
    """Return the words of a text that carry content, in order.

    Examples
    --------
    >>> content_words("Um, so I filed the claim by phone.", "en")
    ['filed', 'claim', 'phone']
    """
    stop = stop_words(language)
    return [word for word in words(text) if word not in stop and len(word) > 1 and not is_hesitation(word)]


def why_empty(text: str, language: str) -> str:
    """Say why a segment has nothing to sort, if so.

    Parameters
    ----------
    text
        The segment's words.
    language
        ISO 639-1 code; an unknown one finds hesitations only.

    Returns
    -------
    str
        ``"filler"`` when it consists of fillers, ``"no content"`` when it has no content word at all,
        ``""`` when it says something.

    Examples
    --------
    >>> why_empty("Yeah, exactly.", "en"), why_empty("It was there.", "en"), why_empty("The invoice was late.", "en")
    ('filler', 'no content', '')
    """
    if is_blacked_out(text):
        return NO_CONTENT
    plain = text.replace("’", "'").lower()
    frames = _frames(language)
    rest, taken = (frames.subn(" ", plain)) if frames is not None else (plain, 0)
    left = words(rest)
    if not left:
        return FILLER if taken or words(plain) else NO_CONTENT
    fillers = filler_words(language)
    spoken = [word for word in left if word in fillers or is_hesitation(word)]
    content = content_words(rest, language)
    if len(left) <= _SHORT:
        verdicts = listed(language, "verdicts")
        spoken += [word for word in content if word in verdicts]
        content = [word for word in content if word not in verdicts]
    if content:
        return ""
    return FILLER if taken or spoken else NO_CONTENT


def stem(word: str, language: str) -> str:
    """Bring the forms of an English word together, roughly: plural and possessive endings go.

    Other languages keep their words as they are.

    Examples
    --------
    >>> stem("claims", "en"), stem("policies", "en"), stem("process", "en"), stem("klasse", "de")
    ('claim', 'policy', 'process', 'klasse')
    """
    if language != "en":
        return word
    word = word.removesuffix("'s")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word
