"""Hide one more name in text that is pseudonymised already."""

from __future__ import annotations

from cxresearch.readers.pseudonym_key import Key
from cxresearch.readers.pseudonyms import Scan, canonical_of


def hide_known(text: str, *, key: Key, language: str = "en") -> str:
    """Put stand-ins in place of the people of a key only, wherever and however they are named.

    Examples
    --------
    >>> hide_known("Then Zubaida's boss wrote to ana@x.example.", key=Key({"roster:zubaida": "[Person 4]"}))
    "Then [Person 4]'s boss wrote to ana@x.example."
    """
    parts: list[str] = []
    at = 0
    for match in Scan(text, language).known_names(key):
        parts += [text[at : match.start], key.shown(canonical_of(key, match.name), "person")]
        at = match.end
    return "".join([*parts, text[at:]])


def next_person(key: Key) -> str:
    """Return the next free stand-in for somebody.

    Examples
    --------
    >>> next_person(Key({"person:karim": "[Person 1]"}))
    '[Person 2]'
    """
    used = set(key.entries.values())
    return next(f"[Person {n}]" for n in range(1, len(used) + 2) if f"[Person {n}]" not in used)
