"""Hide one more name in text that is pseudonymised already."""

from __future__ import annotations

from cxresearch.readers.pseudonym_key import Key
from cxresearch.readers.pseudonyms import Scan, canonical_of


def known_places(text: str, *, key: Key, language: str = "en") -> list[tuple[int, int, str]]:
    """Find the people of a key only, wherever and however they are named: half-open offsets and the stand-in, in order.

    Examples
    --------
    >>> known_places("Then Zubaida left.", key=Key({"roster:zubaida": "[Person 4]"}))
    [(5, 12, '[Person 4]')]
    """
    matches = Scan(text, language).known_names(key)
    return [(match.start, match.end, key.shown(canonical_of(key, match.name), "person")) for match in matches]


def hide_known(text: str, *, key: Key, language: str = "en") -> str:
    """Put stand-ins in place of the people of a key only, wherever and however they are named.

    Examples
    --------
    >>> hide_known("Then Zubaida's boss wrote to ana@x.example.", key=Key({"roster:zubaida": "[Person 4]"}))
    "Then [Person 4]'s boss wrote to ana@x.example."
    """
    parts: list[str] = []
    at = 0
    for start, end, stand_in in known_places(text, key=key, language=language):
        parts += [text[at:start], stand_in]
        at = end
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
