"""A study whose writer was killed in mid-write can be read at once, by whoever may write it and by whoever may not."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cxresearch.store import decisions, hot_journal
from cxresearch.store.database import Database
from cxresearch.store.rows import META

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")

_WRITER = """
import sys, time
from pathlib import Path
from cxresearch.store.database import Database
from cxresearch.store.rows import META
database = Database(Path(sys.argv[1]))
database._connection.execute("PRAGMA cache_size = 5")  # so that pages reach the file before the commit
with database.write() as connection:
    META.insert(connection, [(f"half {n}", "written " * 400) for n in range(300)])
    connection.execute("UPDATE meta SET value = value || 'x' WHERE key LIKE 'kept%'")
    print("half", flush=True)
    time.sleep(60)
"""


def decide(path: Path) -> None:
    with closing(Database(path)) as database, database.write() as connection:
        META.insert(connection, [(f"kept {n}", "kept " * 400) for n in range(100)])
        note = {"text": "a note"}
        decisions.append(
            connection, time="t", researcher="Ana", kind="memo", target="x", payload=note, run=None, quote=""
        )


def kill_in_mid_write(path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "half"
    child.kill()
    child.wait()
    child.stdout.close()
    assert path.with_name(f"{path.name}-journal").stat().st_size > 10_000


@pytest.fixture
def hot(tmp_path: Path) -> Path:
    path = tmp_path / "s.cxr"
    decide(path)
    kill_in_mid_write(path)
    return path


def is_whole(database: Database) -> bool:
    with database.read() as connection:
        kept = decisions.load(connection)
        half = connection.execute("SELECT count(*) FROM meta WHERE key LIKE 'half%'").fetchone()[0]
        whole = connection.execute("SELECT count(*) FROM meta WHERE key LIKE 'kept%' AND value LIKE '%x'").fetchone()[0]
    return (len(kept), half, whole) == (1, 0, 0) and database.check() == []


def test_whoever_may_write_reads_it_at_once(hot: Path) -> None:
    with closing(Database(hot, read_only=True)) as database:
        assert is_whole(database)
        assert database.data_version
    assert not hot.with_name("s.cxr-journal").exists()


def test_whoever_may_not_write_reads_a_copy_and_changes_nothing(hot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path.name: path.read_bytes() for path in hot.parent.iterdir()}
    monkeypatch.setattr(hot_journal, "roll_back", lambda *_, **__: False)
    with closing(Database(hot, read_only=True)) as database:
        assert is_whole(database)
    assert {path.name: path.read_bytes() for path in hot.parent.iterdir()} == before


def test_a_file_that_may_not_be_written_is_not_rolled_back(hot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = hot_journal.sqlite3.connect
    monkeypatch.setattr(
        hot_journal.sqlite3, "connect", lambda path, **more: connect(f"{path.as_uri()}?mode=ro", uri=True, **more)
    )
    assert not hot_journal.roll_back(hot, patience=1)


def test_a_reader_that_was_there_before_the_kill_goes_on_reading(tmp_path: Path) -> None:
    path = tmp_path / "s.cxr"
    decide(path)
    with closing(Database(path, read_only=True)) as database:
        assert is_whole(database)
        kill_in_mid_write(path)
        assert is_whole(database)


def test_nothing_is_rolled_back_under_somebody_who_is_writing(tmp_path: Path) -> None:
    path = tmp_path / "s.cxr"
    decide(path)
    with closing(Database(path)) as writer, closing(Database(path, read_only=True)) as reader:
        with writer.write() as connection:
            connection.execute("UPDATE meta SET value = value WHERE key = 'kept 1'")
            assert is_whole(reader)
        assert is_whole(reader)


def test_a_journal_that_somebody_else_took_away_is_no_reason_to_wait_for_ever(hot: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone.cxr"
    shutil.copy(hot, alone)
    with pytest.raises(hot_journal.sqlite3.OperationalError, match="busy"):
        hot_journal.rolled_back_copy(alone)
