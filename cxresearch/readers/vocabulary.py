"""Which words are ordinary words of a language, by the tables of word forms that come with spaCy's lookups."""

from __future__ import annotations

import gzip
import importlib.util
import json
from functools import lru_cache
from pathlib import Path

_TABLES = frozenset({"en", "de", "nl", "fr", "it", "es"})


@lru_cache(maxsize=8)
def forms_of(language: str) -> frozenset[str]:
    """Return the word forms of a language as they are written; empty for a language without a table.

    Loaded once, in about half a second.
    """
    found = importlib.util.find_spec("spacy_lookups_data") if language in _TABLES else None
    if found is None or not found.submodule_search_locations:
        return frozenset()
    path = Path(found.submodule_search_locations[0]) / "data" / f"{language}_lemma_lookup.json.gz"
    if not path.is_file():
        return frozenset()
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        table: dict[str, str | list[str]] = json.load(stream)
    return frozenset(table) | {lemma for lemma in table.values() if isinstance(lemma, str)}


@lru_cache(maxsize=65_536)
def is_word(word: str, language: str) -> bool:
    """Tell whether a word is an ordinary word of the language or of English, or in German a compound ending in one.

    Examples
    --------
    >>> is_word("Tables", "en"), is_word("Zubaida", "en"), is_word("Schulleitung", "de")
    (True, False, True)
    """
    small = word.lower()
    if any(small in forms_of(code) or small.removesuffix("s") in forms_of(code) for code in ("en", language)):
        return True
    if language != "de":
        return False
    words = forms_of("de")
    return word in words or any(word[at:].capitalize() in words or word[at:] in words for at in range(3, len(word) - 4))
