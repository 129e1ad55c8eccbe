"""The theme map: where segments lie on a plane, kept in the study file because drawing it takes a while."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

from cxresearch.domain.identity import canonical_json
from cxresearch.store.rows import META

_KEY = "theme map"

Places = dict[str, tuple[float, float]]
"""Segment id to its place, both numbers between 0 and 1."""


def save(connection: sqlite3.Connection, places: Mapping[str, tuple[float, float]]) -> None:
    """Keep a map in place of the one before."""
    rounded = {id_: [round(x, 4), round(y, 4)] for id_, (x, y) in sorted(places.items())}
    META.insert(connection, [(_KEY, canonical_json(rounded))], replace=True)


def load(connection: sqlite3.Connection) -> Places:
    """Return the map, empty when none was drawn."""
    kept = [json.loads(value) for _, value in META.select(connection, "WHERE key = ?", (_KEY,))]
    return {id_: (x, y) for places in kept for id_, (x, y) in places.items()}
