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
from cxresearch.errors import StudyDamaged
from cxresearch.store.rows import DECISION

_RANDOM_BITS = 74
_STEP_BITS = 40


def uuid7(after: str = "") -> str:
    """Return a UUID of version 7: ordered by time, unique over copies of a study (RFC 9562, section 5.7).

    Parameters
    ----------
    after
        A UUID that the new one must be higher than, even when the clock stands still or was set back
        (section 6.2). The step is random, as another copy of the study may step from the same UUID.
    """
    milliseconds, low = clock.time_ns() // 1_000_000, secrets.randbits(_RANDOM_BITS)
    if after:
        last = int(after.replace("-", ""), 16)
        last_milliseconds, last_low = last >> 80, (last >> 64 & 0xFFF) << 62 | last & ((1 << 62) - 1)
        if (milliseconds, low) <= (last_milliseconds, last_low):
            stepped = (last_milliseconds << _RANDOM_BITS | last_low) + 1 + secrets.randbits(_STEP_BITS)
            milliseconds, low = stepped >> _RANDOM_BITS, stepped & ((1 << _RANDOM_BITS) - 1)
    value = milliseconds << 80 | 0x7 << 76 | (low >> 62) << 64 | 0b10 << 62 | low & ((1 << 62) - 1)
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
    highest = connection.execute("SELECT max(uuid) FROM decision").fetchone()[0]
    decision = Decision(
        number=_last_number(connection) + 1,
        uuid=uuid7(after=highest or ""),
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


def _last_number(connection: sqlite3.Connection) -> int:
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'decision'").fetchone()
    return int(last[0]) if last else 0


def take_in(connection: sqlite3.Connection, copy: sqlite3.Connection) -> tuple[Decision, ...]:
    """Write down the decisions that only another copy of the study holds, word for word, and return them.

    Raises
    ------
    StudyDamaged
        When a decision says something else in the copy.
    """
    here = {row[1]: row[2:] for row in DECISION.select(connection)}
    new: list[tuple[Any, ...]] = []
    for row in DECISION.select(copy, "ORDER BY number"):
        if row[1] not in here:
            new.append(row)
        elif here[row[1]] != row[2:]:
            raise StudyDamaged(
                f"Decision {row[0]} of the copy says something else in this study; one of the two was tampered with. "
                "Take in an earlier backup of the copy instead."
            )
    last = _last_number(connection)
    DECISION.insert(connection, ((last + place, *row[1:]) for place, row in enumerate(new, start=1)))
    return load(connection, after=last)


def load(connection: sqlite3.Connection, *, after: int = 0) -> tuple[Decision, ...]:
    """Read the decisions written down after number `after`, as they stand in the file.

    In a study that took in a copy they count in another order; see `cxresearch.domain.copies.in_order`.
    """
    return tuple(
        Decision(number, uuid, time, researcher, kind, target, json.loads(payload), run, quote)
        for number, uuid, time, researcher, kind, target, payload, run, quote in DECISION.select(
            connection, "WHERE number > ? ORDER BY number", (after,)
        )
    )
