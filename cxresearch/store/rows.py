"""Tables whose rows carry a checksum: SQLite alone notices only half of silent damage."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cxresearch.errors import StudyDamaged

Row = tuple[Any, ...]


def seal(values: Sequence[Any]) -> int:
    """Return the checksum (CRC-32) of one row's values; it detects damage, not forgery."""
    return zlib.crc32("\x1f".join(map(repr, values)).encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the study file.

    Parameters
    ----------
    name, columns
        As in the schema; the columns but the checksum.
    key
        How many of them, from the first, are its key.
    since
        The schema version that brought it.
    """

    name: str
    columns: tuple[str, ...]
    key: int = 1
    since: int = 1

    def insert(self, connection: sqlite3.Connection, rows: Iterable[Row], *, replace: bool = False) -> None:
        """Write rows, each with its checksum; with `replace`, over a row of the same key."""
        marks = ", ".join("?" * (len(self.columns) + 1))
        clause = ""
        if replace:  # not INSERT OR REPLACE, which deletes first and would take referring rows along
            changed = ", ".join(f"{column} = excluded.{column}" for column in (*self.columns[self.key :], "seal"))
            clause = f" ON CONFLICT ({', '.join(self.columns[: self.key])}) DO UPDATE SET {changed}"
        connection.executemany(
            f"INSERT INTO {self.name} ({', '.join(self.columns)}, seal) VALUES ({marks}){clause}",  # noqa: S608 - names are ours
            ((*row, seal(row)) for row in rows),
        )

    def select(self, connection: sqlite3.Connection, rest: str = "", arguments: Sequence[Any] = ()) -> Iterator[Row]:
        """Read rows and verify each.

        Parameters
        ----------
        rest
            What follows ``FROM table``, such as ``WHERE run = ? ORDER BY position``.

        Raises
        ------
        StudyDamaged
            When a row is not what was written.
        """
        query = f"SELECT {', '.join(self.columns)}, seal FROM {self.name} {rest}"  # noqa: S608 - names are ours
        for row in connection.execute(query, arguments):
            values: Row = row[:-1]
            if seal(values) != row[-1]:
                raise StudyDamaged(
                    f"A row of the table {self.name!r} in this study file is damaged (its checksum does not match); "
                    "restore the newest backup beside the file, then run `cxresearch check` on it."
                )
            yield values


META = Table("meta", ("key", "value"))
SOURCE = Table("source", ("id", "name", "origin", "format", "encoding", "language", "fingerprint", "revision"))
REVISION = Table("revision", ("source", "number", "fingerprint", "reason", "time", "account"), key=2)
TURN = Table("turn", ("source", "revision", "number", "speaker", "role", "text", "start_s", "end_s", "line"), key=3)
SPEAKER = Table("speaker", ("source", "name", "role", "confidence", "participant"), key=2)
PARTICIPANT = Table("participant", ("id", "attributes"))
SEGMENT = Table("segment", ("source", "revision", "id", "turn", "start", "end", "text"), key=3)
ANCHOR = Table("anchor", ("old", "revision", "source", "new"), key=2)
RUN = Table("analysis_run", ("id", "kind", "model", "parameters", "seed", "fingerprint", "inputs", "time"))
THEME = Table("theme_suggestion", ("run", "key", "position", "payload"), key=2)
MEMBERSHIP = Table("membership_suggestion", ("run", "segment", "theme", "confidence", "also", "reason"), key=2)
TAGS = Table("tagged_segment", ("run", "segment", "tags"), key=2, since=3)
PERSONA = Table("persona_suggestion", ("run", "key", "position", "payload"), key=2)
DECISION = Table("decision", ("number", "uuid", "time", "researcher", "kind", "target", "payload", "run", "quote"))
REVIEW = Table("review", ("word", "decision", "researcher", "time"), since=2)
REDACTION = Table("redaction", ("decision", "becomes", "time", "researcher", "what"), key=2, since=4)

TABLES = (
    META, SOURCE, REVISION, TURN, SPEAKER, PARTICIPANT, SEGMENT, ANCHOR, RUN, THEME, MEMBERSHIP, TAGS, PERSONA,
    DECISION, REVIEW, REDACTION,
)  # fmt: skip
