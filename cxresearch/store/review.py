"""Words of the review list that a person has decided about: kept, or hidden behind a stand-in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from cxresearch.store.rows import REVIEW


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A decision on a word or stand-in: ``keep``, ``hide`` or ``reveal``, by whom and when.

    Of a hidden word only its stand-in is written down, since the study must not hold the name.
    """

    word: str
    decision: str
    researcher: str
    time: str


def reviewed(connection: sqlite3.Connection) -> dict[str, Reviewed]:
    """Return the newest decision on each word."""
    return {row[0]: Reviewed(*row) for row in REVIEW.select(connection, "ORDER BY word")}


def note(connection: sqlite3.Connection, decisions: Iterable[Reviewed]) -> None:
    """Write decisions down, over earlier ones on the same words."""
    rows = ((one.word, one.decision, one.researcher, one.time) for one in decisions)
    REVIEW.insert(connection, rows, replace=True)


def forget(connection: sqlite3.Connection, words: Iterable[str]) -> None:
    """Strike out what was decided on words: they are asked about again, or were hidden since."""
    connection.executemany("DELETE FROM review WHERE word = ?", [(word,) for word in words])
