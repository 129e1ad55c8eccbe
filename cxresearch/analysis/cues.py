"""Cue words: the words of a sentence that speak for a tag.

A cue explains a tag to a researcher and helps the tagger; alone it decides nothing in English. In German,
Polish, Persian and Italian, where no trained tagger exists, cues are all there is.

The lists were written for this project from the annotation guide's descriptions of the eight labels. Every
pattern is linear in the length of the text (no nested repetition), and at most `MAX_CHARACTERS` are read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from cxresearch.domain.quadrant import LABELS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_CHARACTERS = 4000
"""A segment is sentence-sized; what lies beyond this is not searched for cues."""

LANGUAGES = ("en", "de", "pl", "fa", "it")
"""Languages that have cue lists."""

# How the sentence is built, beside its words: what cue lists per label cannot say.
_STRUCTURE = (
    r"\b(?:i|we)(?:['’](?:m|ve|d|ll|re))?\b",
    r"\b(?:my|our|me|us)\b",
    r"\byou\b",
    r"\b(?:he|she|they|his|her|their|people)\b",
    r"\b(?:it|this|that|there) ?(?:is|['’]s|was)\b",
    r"\b\w+ed\b",
    r"\b(?:was|were|had|did|went|got|came)\b",
    r"n['’]t\b|\bnot\b|\bno\b|\bnever\b",
    r"\?",
    r"!",
    r"\b(?:if|because|whether)\b",
    r"^(?:yeah|yes|no|okay|ok|right|um|uh|so|well|hmm|mhm)\W*(?:\w+\W*){0,2}$",
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that speaks for a label; `start` and `end` are half-open code point offsets."""

    label: str
    text: str
    start: int
    end: int


@cache
def _lists() -> Mapping[str, Mapping[str, Sequence[str]]]:
    source = resources.files("cxresearch.analysis").joinpath("cue_lists.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def _compiled(language: str) -> Mapping[str, re.Pattern[str]]:
    return {
        label: re.compile("|".join(f"(?:{expression})" for expression in expressions), re.IGNORECASE)
        for label, expressions in _lists().get(language, {}).items()
    }


@cache
def _structure() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _STRUCTURE)


def find_cues(text: str, *, language: str = "en", labels: Collection[str] = LABELS) -> dict[str, Cue]:
    """Find the first cue of every label that has one.

    Parameters
    ----------
    text
        One segment.
    language
        Code of a language with cue lists (`LANGUAGES`); any other finds nothing.
    labels
        Labels to look for, default: all.

    Returns
    -------
    dict
        Label to its first cue, in the order of `domain.quadrant.LABELS`.

    Examples
    --------
    >>> {label: cue.text for label, cue in find_cues("I was terrified, so I called my bank.").items()}
    {'feel': 'terrified', 'do': 'I called'}
    """
    text = text[:MAX_CHARACTERS]
    patterns = _compiled(language.split("-")[0].lower())
    found = {}
    for label in LABELS:
        match = patterns[label].search(text) if label in patterns and label in labels else None
        if match and (words := match.group().strip()):
            start = text.index(words, match.start())
            found[label] = Cue(label, words, start, start + len(words))
    return found


def count_cues(text: str, *, language: str = "en") -> dict[str, int]:
    """Count the cues of every label in a segment; every label is present.

    Examples
    --------
    >>> count_cues("Das nervt, und ich habe Angst.", language="de")["feel"]
    2
    """
    text = text[:MAX_CHARACTERS]
    patterns = _compiled(language.split("-")[0].lower())
    return {label: len(patterns[label].findall(text)) if label in patterns else 0 for label in LABELS}


def cue_features(texts: Sequence[str], *, language: str = "en") -> NDArray[np.float32]:
    """Describe segments by their cues and by how the sentence is built.

    Parameters
    ----------
    texts
        n segments.
    language
        Code of the language.

    Returns
    -------
    numpy.ndarray
        (n, 8 + 12 + 1) float32 in 0–1: cue counts per label (halved, at most 1), marks of structure, length.

    Examples
    --------
    >>> cue_features(["I love it!"]).shape
    (1, 21)
    """
    import numpy as np

    rows = np.zeros((len(texts), len(LABELS) + len(_STRUCTURE) + 1), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        counts = count_cues(text, language=language)
        row[: len(LABELS)] = [min(1.0, counts[label] / 2) for label in LABELS]
        row[len(LABELS) : -1] = [pattern.search(text[:MAX_CHARACTERS]) is not None for pattern in _structure()]
        row[-1] = min(1.0, len(text.split()) / 40)
    return rows
