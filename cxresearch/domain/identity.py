"""Identities that never depend on order: hashes of what a thing is, not of where it stands in a list."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any


def fingerprint(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def source_id(content_fingerprint: str) -> str:
    """Return the id of a source: the beginning of its first fingerprint, kept over later revisions."""
    return content_fingerprint[:12]


def segment_id(source: str, turn: int, start: int, end: int, text: str) -> str:
    """Return the id of a segment: these words at this place.

    The words are part of it, so that an id can never come to mean other words after a file has changed;
    where a segment went in a later revision is written down as an alias.

    Examples
    --------
    >>> segment_id("ab12", 3, 0, 6, "Hello.")
    '16e6835b3d32b7f5'
    """
    return hashlib.sha256(f"{source}\x1f{turn}\x1f{start}\x1f{end}\x1f{text}".encode()).hexdigest()[:16]


def canonical_json(value: Any) -> str:
    """Return `value` as JSON that is the same for equal values: sorted keys, no blanks, real characters."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def checksum(values: Iterable[Any]) -> str:
    """Return a short checksum over the values of one stored row."""
    return hashlib.sha256(canonical_json(list(values)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def minted_key(prefix: str, members: Iterable[str]) -> str:
    """Mint the key of a new theme or persona from its first members, so that equal input gives equal keys."""
    return f"{prefix}-{hashlib.sha256(' '.join(sorted(members)).encode()).hexdigest()[:8]}"


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that puts P2 before P10.

    Examples
    --------
    >>> sorted(["P10", "P2"], key=natural)
    ['P2', 'P10']
    """
    runs = re.findall(r"\d+|\D+", name.casefold())
    return tuple((0, int(run), "") if run.isdecimal() else (1, 0, run) for run in runs)
