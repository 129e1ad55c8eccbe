from __future__ import annotations

import random
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from cxresearch.domain.suggestion import TagSuggestion
from cxresearch.errors import InputError, StudyBusy, StudyDamaged, StudyError, StudyReadOnly
from cxresearch.store import database as database_module
from cxresearch.store import decisions, migrations, runs
from cxresearch.store.database import APPLICATION_ID, Database, inspect_content
from cxresearch.store.rows import META, RUN, TABLES, Table, seal


def decide(database: Database, number: int) -> None:
    with database.write() as connection:
        decisions.append(
            connection, time="t", researcher="Ana", kind="memo", target="x", payload={"text": f"note {number}"},
            run=None, quote="",
        )  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "s.cxr"
    with closing(Database(path)) as database:
        for number in range(200):
            decide(database, number)
    return path


def test_a_new_file_says_what_it_is_and_is_well(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "new.cxr")) as database:
        assert database.version == len(migrations.MIGRATIONS)
        assert database.check() == []
    with closing(sqlite3.connect(tmp_path / "new.cxr")) as connection:
        assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"


def test_decisions_can_be_neither_changed_nor_deleted(path: Path) -> None:
    with closing(Database(path)) as database:
        for statement in ("UPDATE decision SET researcher = 'Ben'", "DELETE FROM decision"):
            with pytest.raises(StudyError, match="never"), database.write() as connection:
                connection.execute(statement)
        with database.read() as connection:
            assert len(decisions.load(connection)) == 200


def test_a_block_that_fails_leaves_nothing_behind(path: Path) -> None:
    with closing(Database(path)) as database:
        with pytest.raises(ZeroDivisionError), database.write() as connection:
            META.insert(connection, [("half", "done")])
            _ = 1 / 0
        with database.read() as connection:
            assert list(META.select(connection)) == []


def test_other_files_are_refused_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(
        "just notes, rather long ones, so that it cannot be taken for an empty file" * 20
    )
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE t (x)")

    with pytest.raises(StudyDamaged, match=r"notes\.txt cannot be read"):
        Database(tmp_path / "notes.txt")
    with pytest.raises(InputError, match="not a cxresearch study file"):
        Database(tmp_path / "other.db")
    with pytest.raises(InputError, match="does not exist"):
        Database(tmp_path / "nowhere" / "s.cxr")
    with pytest.raises(InputError, match="is a folder"):
        Database(tmp_path)
    with pytest.raises(InputError, match="no study file"):
        Database(tmp_path / "gone.cxr", read_only=True)


def test_a_newer_file_is_opened_read_only(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with closing(Database(path)) as database:
        assert database.read_only
        with pytest.raises(StudyReadOnly):
            decide(database, 1)


def test_an_upgrade_makes_a_verified_backup_first(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def m002(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE meta ADD COLUMN extra TEXT")

    monkeypatch.setattr(database_module, "MIGRATIONS", (*migrations.MIGRATIONS, m002))
    with closing(Database(path)) as database:
        assert database.version == len(migrations.MIGRATIONS) + 1
        assert database.check() == []
    backups = list(path.parent.glob(f"s.before-upgrade-from-{len(migrations.MIGRATIONS)}.*.cxr"))
    assert len(backups) == 1
    with closing(sqlite3.connect(backups[0])) as connection:
        assert connection.execute("SELECT count(*) FROM decision").fetchone()[0] == 200


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def m002(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE more (x)")
        connection.execute("this is not SQL")

    monkeypatch.setattr(database_module, "MIGRATIONS", (*migrations.MIGRATIONS, m002))
    with pytest.raises(StudyDamaged):
        Database(path)
    monkeypatch.undo()
    with closing(Database(path)) as database:
        assert (database.version, database.check()) == (len(migrations.MIGRATIONS), [])


def old_file(path: Path, version: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a study file as an earlier cxresearch did: one run, two segments with two tags each."""
    with monkeypatch.context() as earlier:
        earlier.setattr(database_module, "MIGRATIONS", migrations.MIGRATIONS[:version])
        with closing(Database(path)) as database, database.write() as connection:
            RUN.insert(connection, [("tags-1", "tags", "m", "{}", 0, "f", "i", "2026-01-01T00:00:00.000Z")])
            Table("tag_suggestion", ("run", "segment", "label", "probability", "chosen", "cue"), key=3).insert(
                connection,
                [
                    ("tags-1", segment, label, 0.25 + 0.5 * chosen, chosen, 'felt "so"' if chosen else "")
                    for segment in ("s2", "s1")
                    for label, chosen in (("think", 0), ("feel", 1))
                ],
            )


@pytest.mark.parametrize("version", [1, 2])
def test_tags_of_an_earlier_file_are_all_there_after_the_upgrade(
    tmp_path: Path, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.cxr"
    old_file(path, version, monkeypatch)
    expected = tuple(
        TagSuggestion(segment, label, 0.25 + 0.5 * chosen, bool(chosen), 'felt "so"' if chosen else "")
        for segment in ("s1", "s2")
        for label, chosen in (("think", 0), ("feel", 1))
    )
    before = path.read_bytes()
    with closing(Database(path, read_only=True)) as database, database.read() as connection:
        assert runs.newest(connection).tags == expected
    assert path.read_bytes() == before
    with closing(Database(path)) as database:
        assert (database.version, database.check()) == (len(migrations.MIGRATIONS), [])
        with database.read() as connection:
            assert runs.newest(connection).tags == expected
    assert len(list(tmp_path.glob("old.before-upgrade-from-*.cxr"))) == 1


def test_a_damaged_tag_stops_the_upgrade_and_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.cxr"
    old_file(path, 2, monkeypatch)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE tag_suggestion SET probability = 0.99 WHERE segment = 's1' AND label = 'feel'")
        connection.commit()
    with pytest.raises(StudyDamaged, match="tag_suggestion"):
        Database(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 2
        assert connection.execute("SELECT count(*) FROM tag_suggestion").fetchone()[0] == 4


def test_a_backup_holds_everything(path: Path) -> None:
    with closing(Database(path)) as database:
        copy = database.backup()
    with closing(Database(copy)) as restored:
        assert restored.check() == []
        with restored.read() as connection:
            assert len(decisions.load(connection)) == 200


@pytest.mark.parametrize("seed", range(40))
def test_flipped_bytes_in_rows_are_noticed(path: Path, seed: int) -> None:
    """SQLite alone notices half; content that was flipped must never be read as if it were true."""
    with closing(sqlite3.connect(path)) as connection:
        before = connection.execute("SELECT * FROM decision ORDER BY number").fetchall()
    chance = random.Random(seed)
    raw = bytearray(path.read_bytes())
    for _ in range(8):
        raw[chance.randrange(100, len(raw))] ^= 1 << chance.randrange(8)
    path.write_bytes(raw)
    problems: list[str] = []
    after: list[tuple[object, ...]] = []
    try:
        with closing(Database(path, read_only=True)) as database:
            problems = database.check()
        with closing(sqlite3.connect(path)) as connection:
            after = connection.execute("SELECT * FROM decision ORDER BY number").fetchall()
    except (StudyError, InputError, sqlite3.DatabaseError, UnicodeDecodeError) as error:
        problems = [str(error)]

    assert problems or after == before


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_noticed(path: Path, share: float) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * share)])
    try:
        with closing(Database(path, read_only=True)) as database:
            problems = database.check()
    except StudyError as error:
        problems = [str(error)]

    assert problems


def test_two_programs_writing_at_once_lose_nothing(path: Path) -> None:
    def work() -> None:
        with closing(Database(path)) as mine:
            for number in range(50):
                decide(mine, number)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with closing(Database(path)) as database, database.read() as connection:
        numbers = [d.number for d in decisions.load(connection)]

    assert numbers == list(range(1, 351))


def test_a_study_held_by_another_program_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.05)
    with closing(Database(path)) as first, closing(Database(path)) as second, first.write():
        with pytest.raises(StudyBusy, match="Another program is writing"):
            decide(second, 1)


def test_another_programs_write_is_seen(path: Path) -> None:
    with closing(Database(path)) as first, closing(Database(path)) as second:
        before = first.data_version
        decide(second, 1)

        assert first.data_version != before


def test_every_table_has_a_checksum_and_the_columns_named(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for table in TABLES:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")]
            assert columns == [*table.columns, "seal"]


def test_the_checksum_tells_values_and_types_apart() -> None:
    rows = [("a", "b"), ("ab", ""), ("a", 1), ("a", "1"), ("a", 1.0), ("a", None), ("b", "a")]

    assert len({seal(row) for row in rows}) == len(rows)


def test_a_missing_table_is_named(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE anchor")
        assert inspect_content(connection) == ["The table 'anchor' is missing."]


def test_uuids_are_of_version_7_and_ordered_by_time() -> None:
    made = [decisions.uuid7() for _ in range(50)]

    assert all(uuid[14] == "7" and uuid[19] in "89ab" for uuid in made)
    assert [uuid[:13] for uuid in made] == sorted(uuid[:13] for uuid in made)
    assert len(set(made)) == 50
