"""Migrations of the study file, in order; one that was released is never edited."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from itertools import groupby

from cxresearch.domain.identity import canonical_json
from cxresearch.store.rows import TAGS, Row, Table

Migration = Callable[[sqlite3.Connection], None]

_M001 = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL, seal INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
    id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, origin TEXT NOT NULL, format TEXT NOT NULL, encoding TEXT NOT NULL,
    language TEXT NOT NULL, fingerprint TEXT NOT NULL, revision INTEGER NOT NULL, seal INTEGER NOT NULL);
CREATE TABLE revision (
    source TEXT NOT NULL REFERENCES source (id), number INTEGER NOT NULL, fingerprint TEXT NOT NULL,
    reason TEXT NOT NULL, time TEXT NOT NULL, account TEXT NOT NULL, seal INTEGER NOT NULL,
    PRIMARY KEY (source, number));
CREATE TABLE turn (
    source TEXT NOT NULL, revision INTEGER NOT NULL, number INTEGER NOT NULL, speaker TEXT, role TEXT NOT NULL,
    text TEXT NOT NULL, start_s REAL, end_s REAL, line INTEGER, seal INTEGER NOT NULL,
    PRIMARY KEY (source, revision, number), FOREIGN KEY (source, revision) REFERENCES revision (source, number));
CREATE TABLE speaker (
    source TEXT NOT NULL REFERENCES source (id), name TEXT NOT NULL, role TEXT NOT NULL, confidence REAL NOT NULL,
    participant TEXT REFERENCES participant (id), seal INTEGER NOT NULL, PRIMARY KEY (source, name));
CREATE TABLE participant (id TEXT PRIMARY KEY, attributes TEXT NOT NULL, seal INTEGER NOT NULL);
CREATE TABLE segment (
    source TEXT NOT NULL, revision INTEGER NOT NULL, id TEXT NOT NULL, turn INTEGER NOT NULL, start INTEGER NOT NULL,
    end INTEGER NOT NULL, text TEXT NOT NULL, seal INTEGER NOT NULL,
    PRIMARY KEY (source, revision, id), FOREIGN KEY (source, revision) REFERENCES revision (source, number));
CREATE TABLE anchor (
    old TEXT NOT NULL, revision INTEGER NOT NULL, source TEXT NOT NULL REFERENCES source (id), new TEXT NOT NULL,
    seal INTEGER NOT NULL, PRIMARY KEY (old, revision));
CREATE TABLE analysis_run (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, model TEXT NOT NULL, parameters TEXT NOT NULL, seed INTEGER NOT NULL,
    fingerprint TEXT NOT NULL, inputs TEXT NOT NULL, time TEXT NOT NULL, seal INTEGER NOT NULL);
CREATE TABLE theme_suggestion (
    run TEXT NOT NULL REFERENCES analysis_run (id), key TEXT NOT NULL, position INTEGER NOT NULL, payload TEXT NOT NULL,
    seal INTEGER NOT NULL, PRIMARY KEY (run, key));
CREATE TABLE membership_suggestion (
    run TEXT NOT NULL REFERENCES analysis_run (id), segment TEXT NOT NULL, theme TEXT, confidence REAL NOT NULL,
    also TEXT NOT NULL, reason TEXT NOT NULL, seal INTEGER NOT NULL, PRIMARY KEY (run, segment));
CREATE TABLE tag_suggestion (
    run TEXT NOT NULL REFERENCES analysis_run (id), segment TEXT NOT NULL, label TEXT NOT NULL,
    probability REAL NOT NULL, chosen INTEGER NOT NULL, cue TEXT NOT NULL, seal INTEGER NOT NULL,
    PRIMARY KEY (run, segment, label));
CREATE TABLE persona_suggestion (
    run TEXT NOT NULL REFERENCES analysis_run (id), key TEXT NOT NULL, position INTEGER NOT NULL, payload TEXT NOT NULL,
    seal INTEGER NOT NULL, PRIMARY KEY (run, key));
CREATE TABLE decision (
    number INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, time TEXT NOT NULL, researcher TEXT NOT NULL,
    kind TEXT NOT NULL, target TEXT NOT NULL, payload TEXT NOT NULL, run TEXT, quote TEXT NOT NULL,
    seal INTEGER NOT NULL);
CREATE TRIGGER decision_is_never_changed BEFORE UPDATE ON decision
    BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE TRIGGER decision_is_never_deleted BEFORE DELETE ON decision
    BEGIN SELECT RAISE(ABORT, 'a decision is never deleted'); END;
"""


def m001_first_schema(connection: sqlite3.Connection) -> None:
    """Create every table of the first release."""
    for statement in _statements(_M001):
        connection.execute(statement)


def m002_review(connection: sqlite3.Connection) -> None:
    """Add the table of words that a person has looked at in the review of pseudonyms."""
    connection.execute(
        "CREATE TABLE review (word TEXT PRIMARY KEY, decision TEXT NOT NULL, researcher TEXT NOT NULL,"
        " time TEXT NOT NULL, seal INTEGER NOT NULL)"
    )


def m003_one_row_per_tagged_segment(connection: sqlite3.Connection) -> None:
    """Keep what a run suggests for a segment in one row instead of eight, so that large studies open faster."""
    old = Table("tag_suggestion", ("run", "segment", "label", "probability", "chosen", "cue"), key=3)
    connection.execute(
        "CREATE TABLE tagged_segment (run TEXT NOT NULL REFERENCES analysis_run (id), segment TEXT NOT NULL,"
        " tags TEXT NOT NULL, seal INTEGER NOT NULL, PRIMARY KEY (run, segment))"
    )

    def joined() -> Iterator[Row]:
        rows = old.select(connection, "ORDER BY run, segment, rowid")
        for (run, segment), tags in groupby(rows, key=lambda row: row[:2]):
            yield run, segment, canonical_json([tag[2:] for tag in tags])

    TAGS.insert(connection, joined())
    connection.execute("DROP TABLE tag_suggestion")


_M004 = """
CREATE TABLE redaction (
    decision TEXT NOT NULL REFERENCES decision (uuid), becomes INTEGER NOT NULL, time TEXT NOT NULL,
    researcher TEXT NOT NULL, what TEXT NOT NULL, seal INTEGER NOT NULL, PRIMARY KEY (decision, becomes));
DROP TRIGGER decision_is_never_changed;
CREATE TRIGGER decision_is_never_changed BEFORE UPDATE ON decision
    WHEN NOT (NEW.number IS OLD.number AND NEW.uuid IS OLD.uuid AND NEW.time IS OLD.time
        AND NEW.researcher IS OLD.researcher AND NEW.kind IS OLD.kind AND NEW.target IS OLD.target
        AND NEW.run IS OLD.run
        AND EXISTS (SELECT 1 FROM redaction WHERE decision = OLD.uuid AND becomes = NEW.seal))
    BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE TRIGGER redaction_is_never_deleted BEFORE DELETE ON redaction
    BEGIN SELECT RAISE(ABORT, 'a redaction is never deleted'); END;
"""


def m004_redactions(connection: sqlite3.Connection) -> None:
    """Let what a decision quotes follow the transcript when a name is hidden, and keep a list of where it did.

    Whose decision it is, when it was made and what about can still not be changed, and neither can anything
    without an entry in that list. An entry holds the checksum of the row as it is now: one of the row as it was
    would tell the name to whoever tries enough of them.
    """
    for statement in _statements(_M004):
        connection.execute(statement)


MIGRATIONS: tuple[Migration, ...] = (
    m001_first_schema,
    m002_review,
    m003_one_row_per_tagged_segment,
    m004_redactions,
)
"""The schema version of a file is how many of these it has been through."""


def _statements(script: str) -> list[str]:
    """Cut a script into statements, so that all run in one transaction (`executescript` would commit)."""
    found: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found
