"""Opening a study file safely: pragmas, short transactions, migrations behind a verified backup."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from cxresearch.errors import InputError, StudyBusy, StudyDamaged, StudyError, StudyReadOnly
from cxresearch.store import hot_journal
from cxresearch.store.migrations import MIGRATIONS
from cxresearch.store.rows import TABLES

APPLICATION_ID = 0x43585231  # "CXR1"
BUSY_SECONDS = 10.0
_log = logging.getLogger(__name__)


def now() -> str:
    """Return the present moment: UTC, ISO 8601, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Database:
    """An open study file.

    The journal is a rollback journal and every commit reaches the disk before `write` returns, so what
    was acknowledged survives a kill; several programs may hold the file open, each writing in short
    transactions.

    Parameters
    ----------
    path
        The study file; created when it does not exist.
    read_only
        Never write. A file written by a newer cxresearch is always opened so.

    Raises
    ------
    InputError
        When the file is not a study file or its folder does not exist.
    StudyDamaged
        When SQLite cannot make sense of it.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        if not path.parent.is_dir():
            raise InputError(
                f"The folder {path.parent} does not exist; create it, then open the study there.", path=path
            )
        if path.is_dir():
            raise InputError(f"{path} is a folder; give the study file a name such as study.cxr.", path=path)
        if read_only and not path.exists():
            raise InputError(f"There is no study file at {path}; check the name.", path=path)
        self.read_only = read_only
        fresh = not path.exists() or path.stat().st_size == 0
        try:
            self._connection = self._connect()
            try:
                self._open(fresh)
            except BaseException:
                self._connection.close()
                raise
        except sqlite3.DatabaseError as error:
            raise _plain(error, path) from error

    def _connect(self) -> sqlite3.Connection:
        connection = self._connection_to_file()
        if self.read_only and hot_journal.is_hot(connection):
            connection.close()
            if hot_journal.roll_back(self.path, patience=BUSY_SECONDS):
                return self._connection_to_file()
            _log.warning("%s was left half written and may not be changed: a copy in memory is read.", self.path.name)
            return hot_journal.rolled_back_copy(self.path)
        return connection

    def _connection_to_file(self) -> sqlite3.Connection:
        mode = "?mode=ro" if self.read_only else ""
        connection = sqlite3.connect(
            f"{self.path.resolve().as_uri()}{mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        return connection

    def _open(self, fresh: bool) -> None:
        if fresh:
            self._migrate(0)
            return
        application = self._connection.execute("PRAGMA application_id").fetchone()[0]
        version = self.version
        if application != APPLICATION_ID:
            raise InputError(f"{self.path} is not a cxresearch study file; choose another file.", path=self.path)
        if version > len(MIGRATIONS):
            self.read_only = True
            _log.warning("%s was written by a newer cxresearch: opened read-only.", self.path.name)
        elif version < len(MIGRATIONS):
            if self.read_only:
                self._upgrade_in_memory(version)
                return
            self.backup(reason=f"before-upgrade-from-{version}")
            self._migrate(version)
        if not self.read_only:
            self._connection.execute("PRAGMA journal_mode = DELETE")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.execute("PRAGMA secure_delete = ON")

    def _upgrade_in_memory(self, version: int) -> None:
        """Look at a file of an older cxresearch through an upgraded copy; the file stays as it is."""
        copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        with closing(self._connection) as file:
            file.backup(copy)
        self._connection, self.read_only = copy, False
        try:
            self._migrate(version)
        finally:
            self.read_only = True

    def _migrate(self, version: int) -> None:
        self._connection.execute("PRAGMA journal_mode = DELETE")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("PRAGMA secure_delete = ON")
        with self.write() as connection:
            # Another program may have migrated while this one waited for its turn.
            for migration in MIGRATIONS[max(version, self.version) :]:
                migration(connection)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")

    @property
    def version(self) -> int:
        """The schema version of the file."""
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    @property
    def data_version(self) -> int:
        """A number that changes when another program has written to the file."""
        self._cool()
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def _cool(self) -> None:
        """Connect again when somebody was killed in mid-write since this file was opened to be read."""
        if self.read_only and hot_journal.is_hot(self._connection):
            self._connection.close()
            self._connection = self._connect()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Run one transaction: all of it is on disk when the block ends, or none of it.

        Raises
        ------
        StudyReadOnly
            When the study is open read-only.
        StudyBusy
            When another program keeps writing for longer than 10 seconds.
        """
        if self.read_only:
            raise StudyReadOnly(f"{self.path.name} is open read-only; open it again without read_only to edit it.")
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise _plain(error, self.path) from error
        try:
            yield self._connection
            self._connection.execute("COMMIT")
        except BaseException as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise _plain(error, self.path) from error
            raise

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Read one consistent state, untouched by what others write meanwhile."""
        try:
            self._cool()
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise _plain(error, self.path) from error

    def backup(self, *, reason: str = "backup") -> Path:
        """Copy the study beside itself and open the copy to verify it.

        Returns
        -------
        Path
            ``NAME.REASON.TIME.cxr`` in the same folder.

        Raises
        ------
        StudyDamaged
            When the copy does not verify; the study itself is left as it was.
        """
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")[:-3]
        target = self.path.with_name(f"{self.path.stem}.{reason}.{stamp}{self.path.suffix}")
        try:
            with closing(sqlite3.connect(target)) as copy:
                self._connection.backup(copy)
        except sqlite3.Error as error:
            target.unlink(missing_ok=True)
            raise _plain(error, target) from error
        with closing(sqlite3.connect(f"{target.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            problems = inspect_content(copy)
        if problems:
            raise StudyDamaged(
                f"The backup {target.name} does not verify ({problems[0]}); check the disk and try again."
            )
        return target

    def check(self) -> list[str]:
        """Verify structure, references and every row; return what is wrong, in sentences (empty: all is well)."""
        with self.read() as connection:
            return inspect_content(connection)

    def close(self) -> None:
        """Close the file; nothing is pending, every edit was on disk when it was acknowledged."""
        self._connection.close()


def inspect_content(connection: sqlite3.Connection) -> list[str]:
    """Return what is wrong with an open study file, in sentences; an empty list means all is well."""
    problems: list[str] = []
    try:
        for (line,) in connection.execute("PRAGMA integrity_check(10)"):
            if line != "ok":
                problems.append(f"SQLite reports: {line}.")
        for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall()[:10]:
            problems.append(f"A row of {table!r} refers to a row of {parent!r} that is not there.")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        present = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in TABLES:
            if table.name in present:
                try:
                    for _ in table.select(connection):
                        pass
                except StudyDamaged as error:
                    problems.append(str(error))
            elif version >= table.since:
                problems.append(f"The table {table.name!r} is missing.")
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        problems.append(f"SQLite cannot read the file: {error}.")
    return problems


def _plain(error: Exception, path: Path) -> StudyError:
    """Put an error of SQLite into words."""
    text = str(error).lower()
    if "locked" in text or "busy" in text:
        return StudyBusy(f"Another program is writing to {path.name}; close it there or try again in a moment.")
    if "full" in text:
        return StudyError(f"The disk that holds {path.name} is full; free some space and try again. Nothing was lost.")
    if "readonly" in text or "read-only" in text:
        return StudyReadOnly(f"{path.name} cannot be written to; check its permissions or copy it elsewhere.")
    if "unable to open" in text:
        return StudyError(f"{path.name} cannot be opened; check that the folder exists and may be written to.")
    if "never" in text:
        return StudyError(f"{path.name}: {error}.")
    return StudyDamaged(f"{path.name} cannot be read as a study file ({error}); restore the newest backup beside it.")
