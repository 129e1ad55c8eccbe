"""Rows that only another copy of the study holds: sources, revisions, analysis runs, attributes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from cxresearch.domain.anchoring import anchor
from cxresearch.domain.corpus import Segment
from cxresearch.domain.identity import canonical_json, checksum
from cxresearch.store.rows import (
    ANCHOR,
    DECISION,
    MEMBERSHIP,
    PARTICIPANT,
    PERSONA,
    REVISION,
    RUN,
    SEGMENT,
    SOURCE,
    SPEAKER,
    TAGS,
    THEME,
    TURN,
    Row,
    Table,
)
from cxresearch.store.runs import prune
from cxresearch.store.sources import CORRECTED, cuts_of


@dataclass
class Copied:
    """What was taken over; names of sources, and sentences for a person to read."""

    sources: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    runs: int = 0
    notes: list[str] = field(default_factory=list)


def related(connection: sqlite3.Connection, copy: sqlite3.Connection) -> bool:
    """Tell whether two files are copies of one study: they share an interview, or a decision."""
    for table, column in ((SOURCE, 0), (DECISION, 1)):
        here = {row[column] for row in table.select(connection)}
        if any(row[column] in here for row in table.select(copy)):
            return True
    return False


def take_over(connection: sqlite3.Connection, copy: sqlite3.Connection) -> Copied:
    """Take over the rows that only the copy holds, inside an open transaction.

    A source that only the copy holds is taken over whole. Of a source in both, a newer text is taken over as the next
    revision; where the file was changed on both sides, the later text stands in either copy, and segments of the
    other one are led to it. Nothing that is here is changed or lost.

    Returns
    -------
    Copied
        What was new.
    """
    found = Copied()
    here = {row[0]: row for row in SOURCE.select(connection)}
    voices = {source: _voices(connection, source) for source in here}
    for row in list(SOURCE.select(copy, "ORDER BY id")):
        source = row[0]
        if source not in here:
            found.sources.append(_whole(connection, copy, row, here.values()))
        elif _further(connection, copy, source):
            found.changed.append(here[source][1])
    _participants(connection, copy, found)
    _same_voices(copy, voices, here, found)
    found.runs = _runs(connection, copy)
    return found


def _copy(
    connection: sqlite3.Connection, copy: sqlite3.Connection, table: Table, rest: str, arguments: Sequence[Any]
) -> None:
    table.insert(connection, list(table.select(copy, rest, arguments)))


def _whole(connection: sqlite3.Connection, copy: sqlite3.Connection, row: Row, others: Iterable[Row]) -> str:
    """Take over a source; of two interviews with one name, the one with the higher id gets a number."""
    name, source = row[1], row[0]
    twin = next((other for other in others if other[1] == name), None)
    taken = {held[1] for table in (connection, copy) for held in SOURCE.select(table)}
    if twin is not None:
        number = next(n for n in range(2, len(taken) + 3) if f"{name} ({n})" not in taken)
        if twin[0] > source:
            SOURCE.insert(connection, [(twin[0], f"{name} ({number})", *twin[2:])], replace=True)
        else:
            row = (source, f"{name} ({number})", *row[2:])
    SOURCE.insert(connection, [row])
    for table in (REVISION, TURN, SEGMENT):
        order = "ORDER BY number" if table is REVISION else "ORDER BY revision"
        _copy(connection, copy, table, f"WHERE source = ? {order}", (source,))
    _speakers(connection, copy, source)
    _copy(connection, copy, ANCHOR, "WHERE source = ?", (source,))
    return str(row[1])


def _speakers(connection: sqlite3.Connection, copy: sqlite3.Connection, source: str) -> None:
    """Take over who speaks in a source, with participants this study has not met."""
    rows = list(SPEAKER.select(copy, "WHERE source = ?", (source,)))
    known = {row[0] for row in PARTICIPANT.select(connection)}
    PARTICIPANT.insert(connection, ((who, "{}") for who in sorted({row[4] for row in rows if row[4]} - known)))
    connection.execute("DELETE FROM speaker WHERE source = ?", (source,))
    SPEAKER.insert(connection, rows)


def _further(connection: sqlite3.Connection, copy: sqlite3.Connection, source: str) -> bool:
    """Take over the text of a source that is in both copies where it is the newer one; tell whether it was.

    Only what was read from a file is looked at: corrections are decisions, and are laid over it afterwards.
    """
    mine, theirs = (_as_read(held, source) for held in (connection, copy))
    here, there = [_text(connection, row) for row in mine], [_text(copy, row) for row in theirs]
    if there[-1] in here:
        return False
    later = (theirs[-1][4], there[-1]) > (mine[-1][4], here[-1])
    if here[-1] not in there and not later:
        return False
    _replace(connection, copy, theirs[-1])
    return True


def _as_read(connection: sqlite3.Connection, source: str) -> list[Row]:
    rows = list(REVISION.select(connection, "WHERE source = ? ORDER BY number", (source,)))
    return [row for row in rows if row[3] != CORRECTED]


def _replace(connection: sqlite3.Connection, copy: sqlite3.Connection, revision: Row) -> None:
    """Make a revision of the copy the next one here, and lead the segments that stood here to it."""
    source = revision[0]
    (held,) = SOURCE.select(connection, "WHERE id = ?", (source,))
    (theirs,) = SOURCE.select(copy, "WHERE id = ?", (source,))
    before = _segments(connection, source, held[-1])
    number = max(held[-1] + 1, revision[1])
    REVISION.insert(connection, [(source, number, *revision[2:])])
    for table in (TURN, SEGMENT):
        rows = list(table.select(copy, "WHERE source = ? AND revision = ?", (source, revision[1])))
        table.insert(connection, ((source, number, *row[2:]) for row in rows))
    SOURCE.insert(connection, [(source, held[1], *theirs[2:6], revision[2], number)], replace=True)
    _speakers(connection, copy, source)
    found = anchor(before, _segments(connection, source, number))
    ANCHOR.insert(connection, ((old, number, source, new) for old, new in found.items()))


def lead(connection: sqlite3.Connection, copy: sqlite3.Connection) -> None:
    """Lead the segments of the copy to those that stand here, so that decisions made there find their words here.

    For when text and corrections are what they will be.
    """
    theirs = {row[0]: row[-1] for row in SOURCE.select(copy)}
    for source, number in [(row[0], row[-1]) for row in SOURCE.select(connection) if row[0] in theirs]:
        standing = _segments(connection, source, number)
        known = {segment.id for segment in standing}
        known |= {row[0] for row in ANCHOR.select(connection, "WHERE source = ?", (source,))}
        earlier = {row[0]: row[3] for row in ANCHOR.select(copy, "WHERE source = ? ORDER BY revision", (source,))}
        found = {**earlier, **anchor(_segments(copy, source, theirs[source]), standing)}
        ANCHOR.insert(connection, ((old, number, source, new) for old, new in found.items() if old not in known))


def _text(connection: sqlite3.Connection, revision: Row) -> str:
    """Return a checksum of the words of a revision."""
    rows = TURN.select(connection, "WHERE source = ? AND revision = ? ORDER BY number", (revision[0], revision[1]))
    return checksum([[row[3], row[5]] for row in rows])


def _segments(connection: sqlite3.Connection, source: str, revision: int) -> list[Segment]:
    cuts = cuts_of(connection, source, revision)
    return [Segment(id_, source, "", turn, start, end, words) for id_, turn, start, end, words in cuts]


def _participants(connection: sqlite3.Connection, copy: sqlite3.Connection, found: Copied) -> None:
    """Lay the copy's attributes under those here; where they differ, those here stand and the others are named."""
    here = {who: json.loads(given) for who, given in PARTICIPANT.select(connection)}
    for who, given in list(PARTICIPANT.select(copy)):
        theirs, mine = json.loads(given), here.get(who, {})
        for name in sorted(set(mine) & set(theirs)):
            if mine[name] != theirs[name]:
                found.notes.append(f"{who}: {name} is {mine[name]!r} here and {theirs[name]!r} in the copy.")
        both = {**theirs, **mine}
        if both != mine or who not in here:
            PARTICIPANT.insert(connection, [(who, canonical_json(both))], replace=True)


def _voices(connection: sqlite3.Connection, source: str) -> frozenset[str]:
    return frozenset(row[4] for row in SPEAKER.select(connection, "WHERE source = ?", (source,)) if row[4])


def _same_voices(
    copy: sqlite3.Connection, voices: dict[str, frozenset[str]], here: dict[str, Row], found: Copied
) -> None:
    """Name participants who might be two people: one id, given in each copy to an interview the other lacks."""
    theirs = {row[0]: _voices(copy, row[0]) for row in SOURCE.select(copy)}
    both = [source for source in theirs if source in here]
    shared = frozenset().union(*(voices[source] | theirs[source] for source in both))
    mine_only = frozenset().union(*(voices[source] for source in voices if source not in theirs))
    theirs_only = frozenset().union(*(theirs[source] for source in theirs if source not in here))
    found.notes.extend(
        f"{who} speaks in an interview that only this study held and in one that only the copy held: check that they "
        "are one person."
        for who in sorted((mine_only & theirs_only) - shared)
    )
    found.notes.extend(
        f"{here[source][1]}: participants go by {', '.join(sorted(voices[source]))} here and by "
        f"{', '.join(sorted(theirs[source]))} in the copy; the ids here stand."
        for source in both
        if voices[source] != theirs[source]
    )


def _runs(connection: sqlite3.Connection, copy: sqlite3.Connection) -> int:
    """Take over analysis runs; of one that both made, the later time counts."""
    here = {row[0]: row for row in RUN.select(connection)}
    new = 0
    for row in list(RUN.select(copy, "ORDER BY time, id")):
        if row[0] not in here:
            RUN.insert(connection, [row])
            for table in (THEME, MEMBERSHIP, TAGS, PERSONA):
                _copy(connection, copy, table, "WHERE run = ? ORDER BY rowid", (row[0],))
            new += 1
        elif row[-1] > here[row[0]][-1]:
            RUN.insert(connection, [row], replace=True)
    prune(connection)
    return new
