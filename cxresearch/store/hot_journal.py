"""A study file that a killed program left half written, met by somebody who only wants to read it.

SQLite undoes the unfinished write from the journal beside the file, but a connection that was opened read-only may
not, and would be refused until somebody opens the study to edit it. Undoing loses nothing: what was acknowledged had
reached the disk, what stands half in the file never was.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

_TRIES = 3


def is_hot(connection: sqlite3.Connection) -> bool:
    """Tell whether a read-only connection is refused because an unfinished write has to be undone first."""
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.OperationalError as error:
        return error.sqlite_errorname == "SQLITE_READONLY_ROLLBACK"
    return False


def roll_back(path: Path, *, patience: float) -> bool:
    """Undo the unfinished write in the file itself; tell whether that was possible.

    It is what anybody's next opening does; a program that is writing just now keeps its lock, and is left alone.
    """
    try:
        with closing(sqlite3.connect(path, timeout=patience)) as connection:
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.OperationalError:
        return False
    return True


def rolled_back_copy(path: Path) -> sqlite3.Connection:
    """Return the study as it is once the unfinished write is undone, in memory; for a file that may not be written.

    Raises
    ------
    sqlite3.OperationalError
        When somebody keeps writing while the file is copied.
    """
    journal = path.with_name(f"{path.name}-journal")
    for _ in range(_TRIES):
        with tempfile.TemporaryDirectory(prefix="cxresearch-") as folder:  # for its owner alone, gone in a moment
            copy = Path(folder) / "study.cxr"
            try:
                # The journal first: undone twice is undone, but a file without its journal would stay half written.
                before = journal.stat()
                shutil.copyfile(journal, copy.with_name(f"{copy.name}-journal"))
                shutil.copyfile(path, copy)
                after = journal.stat()
            except FileNotFoundError:
                continue  # somebody else has undone it meanwhile
            if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
                continue
            memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            with closing(sqlite3.connect(copy)) as file:
                file.backup(memory)
            return memory
    raise sqlite3.OperationalError("database is busy")
