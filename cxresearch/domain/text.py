"""Text as a study keeps it: cleaned once at import, so that nothing downstream can fail on it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

_BIDI_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE = "\ufeff\u200b\u2060\u00ad"
_DROPPED = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff{_BIDI_CONTROLS}{_INVISIBLE}]"
)
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANKS = r"\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACES = re.compile(f"[ {_BLANKS}]+")
_UNEVEN = re.compile(f"[{_BLANKS}]|  ")


def clean_text(text: str) -> tuple[str, int]:
    r"""Clean one piece of text and say how many characters were taken out.

    Line ends become ``\n``; text is brought to Unicode normal form C; control characters, lone
    surrogates, bidirectional overrides and invisible marks go; the zero-width joiner and non-joiner
    stay (emoji and Persian need them); runs of blanks become one blank.

    Parameters
    ----------
    text
        Any string.

    Returns
    -------
    tuple of str and int
        The cleaned text and the number of characters dropped (white space not counted).

    Examples
    --------
    >>> clean_text("a\x00b\u202e\t c")
    ('ab c', 2)
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(), 0
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\x85", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
    )
    kept = _DROPPED.sub("", text)
    dropped = len(text) - len(kept)
    kept = unicodedata.normalize("NFC", kept)
    if _UNEVEN.search(kept):
        kept = _SPACES.sub(" ", kept)
    return kept.strip(), dropped


def drops(text: str) -> bool:
    """Tell whether `clean_text` would drop a character."""
    return _DROPPED.search(text) is not None


def fold_spaces(text: str) -> str:
    r"""Make every run of white space, line ends included, one blank.

    Examples
    --------
    >>> fold_spaces(" one\n two ")
    'one two'
    """
    return " ".join(text.split())


def storable(value: Any) -> Any:
    r"""Return plain values with what no file can hold taken out of their texts: lone surrogates, control characters.

    For what people type or paste; all else in a text stays as it is.

    Examples
    --------
    >>> storable({"name": "a\ud83d", "lines": ["b\x00", 3]})
    {'name': 'a', 'lines': ['b', 3]}
    """
    if isinstance(value, str):
        return _UNSTORABLE.sub("", value)
    if isinstance(value, Mapping):
        return {storable(name): storable(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable(item) for item in value]
    return value
