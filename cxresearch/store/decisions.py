"""Decisions in the study file: appended, read, never changed."""

from __future__ import annotations

import json
import secrets
import sqlite3
import time as clock
from collections.abc import Mapping
from typing import Any

from cxresearch.domain.decision import Decision, validate
from cxresearch.domain.identity import canonical_json
from cxresearch.store.rows import DECISION


def uuid7() -> str:
    """Return a UUID of version 7: ordered by time, unique over copies of a study (RFC 9562, section 5.7)."""
    value = (
        (clock.time_ns() // 1_000_000) << 80
        | 0x7 << 76
        | secrets.randbits(12) << 64
        | 0b10 << 62
        | secrets.randbits(62)
    )
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def append(
    connection: sqlite3.Connection,
    *,
    time: str,
    researcher: str,
    kind: str,
    target: str,
    payload: Mapping[str, Any],
    run: str | None,
    quote: str,
) -> Decision:
    """Append one decision inside an open transaction and return it with its number.

    Raises
    ------
    DecisionRefused
        When the kind is unknown or the payload lacks a field.
    """
    validate(kind, payload)
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'decision'").fetchone()
    decision = Decision(
        number=(last[0] if last else 0) + 1,
        uuid=uuid7(),
        time=time,
        researcher=researcher,
        kind=kind,
        target=target,
        payload=json.loads(canonical_json(payload)),
        run=run,
        quote=quote,
    )
    DECISION.insert(
        connection,
        [(decision.number, decision.uuid, time, researcher, kind, target, canonical_json(payload), run, quote)],
    )
    return decision


def load(connection: sqlite3.Connection, *, after: int = 0) -> tuple[Decision, ...]:
    """Read the decisions numbered above `after`, in order."""
    return tuple(
        Decision(number, uuid, time, researcher, kind, target, json.loads(payload), run, quote)
        for number, uuid, time, researcher, kind, target, payload, run, quote in DECISION.select(
            connection, "WHERE number > ? ORDER BY number", (after,)
        )
    )
