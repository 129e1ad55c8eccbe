"""Decisions in the study file: appended and read; never changed but for names that are hidden in what they quote."""

from __future__ import annotations

import json
import secrets
import sqlite3
import time as clock
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cxresearch.domain.decision import Decision, validate
from cxresearch.domain.identity import canonical_json
from cxresearch.domain.redacting import own_words
from cxresearch.errors import StudyDamaged
from cxresearch.store.rows import DECISION, REDACTION, Row, seal

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


@dataclass(frozen=True, slots=True)
class Redaction:
    """That names were hidden, or put back, in a decision after it was made.

    `what` is ``quote`` where its quotes follow the transcript, ``own words`` where a researcher asked for theirs.
    """

    decision: str
    time: str
    researcher: str
    what: str


def redact(connection: sqlite3.Connection, decisions: Iterable[Decision], *, time: str, researcher: str) -> int:
    """Write decisions as they read with names hidden, and that they do; only what they say can differ.

    Returns
    -------
    int
        How many were written.
    """
    stored = {row[1]: row for row in DECISION.select(connection)}
    rows: list[Row] = []
    for decision in decisions:
        old = stored[decision.uuid]
        rows.append((*old[:6], canonical_json(decision.payload), old[7], decision.quote))
    what = ["quote" if _own(stored[row[1]]) == _own(row) else "own words" for row in rows]
    REDACTION.insert(
        connection,
        ((row[1], seal(row), time, researcher, said) for row, said in zip(rows, what, strict=True)),
        replace=True,
    )
    DECISION.insert(connection, rows, replace=True)
    return len(rows)


def _own(row: Row) -> tuple[str, ...]:
    return own_words(_decision(row))


def redactions(connection: sqlite3.Connection) -> tuple[Redaction, ...]:
    """Return which decisions names were hidden in, in the order of time."""
    rows = REDACTION.select(connection, "ORDER BY time, decision")
    return tuple(Redaction(uuid, time, researcher, what) for uuid, _, time, researcher, what in rows)


def stamp(connection: sqlite3.Connection) -> tuple[int, str | None]:
    """Return something that is equal as long as no name is hidden in a decision that was made before."""
    count, last = connection.execute("SELECT count(*), max(time) FROM redaction").fetchone()
    return int(count), last


def take_in(connection: sqlite3.Connection, copy: sqlite3.Connection) -> tuple[Decision, ...]:
    """Write down the decisions that only another copy of the study holds, word for word, and return them.

    Of one in which names were hidden in the copy alone, the words of the copy are taken over.

    Raises
    ------
    StudyDamaged
        When a decision says something else in the copy.
    """
    here = {row[1]: row for row in DECISION.select(connection)}
    hidden_here = {row[0] for row in REDACTION.select(connection)}
    hidden_there = {row[0] for row in REDACTION.select(copy)}
    new: list[Row] = []
    followed: list[Row] = []
    for row in DECISION.select(copy, "ORDER BY number"):
        mine = here.get(row[1])
        if mine is None:
            new.append(row)
        elif mine[2:] == row[2:]:
            continue
        elif _whose(mine) != _whose(row) or row[1] not in hidden_here | hidden_there:
            raise StudyDamaged(
                f"Decision {row[0]} of the copy says something else in this study; one of the two was tampered with. "
                "Take in an earlier backup of the copy instead."
            )
        elif row[1] not in hidden_here:
            followed.append((mine[0], *row[1:]))
    last = _last_number(connection)
    DECISION.insert(connection, ((last + place, *row[1:]) for place, row in enumerate(new, start=1)))
    _follow(connection, copy, followed, {row[1] for row in new})
    return load(connection, after=last)


def _whose(row: Row) -> Row:
    """Return what no hiding changes: time, researcher, kind, target and run."""
    return (*row[2:6], row[7])


def _follow(connection: sqlite3.Connection, copy: sqlite3.Connection, rows: list[Row], new: set[str]) -> None:
    """Hide in decisions here what was hidden in the copy, and say of those and of new ones that it was."""
    becomes = {row[1]: seal(row) for row in rows}
    entries = {entry[:2]: entry for entry in REDACTION.select(copy, "ORDER BY time")}
    kept = [entry for entry in entries.values() if entry[0] in new]
    last = {entry[0]: entry for entry in entries.values() if entry[0] in becomes}
    kept += [(uuid, becomes[uuid], *entry[2:]) for uuid, entry in last.items()]
    REDACTION.insert(connection, kept)
    DECISION.insert(connection, rows, replace=True)


def load(connection: sqlite3.Connection, *, after: int = 0) -> tuple[Decision, ...]:
    """Read the decisions written down after number `after`, as they stand in the file.

    In a study that took in a copy they count in another order; see `cxresearch.domain.copies.in_order`.
    """
    return tuple(_decision(row) for row in DECISION.select(connection, "WHERE number > ? ORDER BY number", (after,)))


def _decision(row: Row) -> Decision:
    number, uuid, time, researcher, kind, target, payload, run, quote = row
    return Decision(number, uuid, time, researcher, kind, target, json.loads(payload), run, quote)
