from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import cxresearch as cx
from cxresearch.errors import InputError, StudyReadOnly
from cxresearch.joiners import importing, reviewing
from cxresearch.store.database import Database
from cxresearch.store.review import reviewed

TALK = """I: What happened at the counter?
P7: The form went to Brightwater and it came back. Nobody at Brightwater could say why, not even Quorra.
I: And then?
P7: I asked my husband Tom to call. He said Hoovering the archive takes a week.
"""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    (tmp_path / "a.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TALK.replace("P7", "P8").replace("counter", "desk"), encoding="utf-8")
    opened = Database(tmp_path / "s.cxr")
    importing.import_files(opened, [tmp_path / "a.txt", tmp_path / "b.txt"], importing.ImportOptions())
    yield opened
    opened.close()


def words(database: Database) -> str:
    from cxresearch.store import sources

    with database.read() as connection:
        corpus = sources.load_corpus(connection)
    return "\n".join(turn.text for source in corpus.sources for turn in source.turns)


def test_the_list_holds_stand_ins_and_unknown_words_with_counts(database: Database) -> None:
    rows = {row.word: row for row in reviewing.review_list(database)}

    assert (rows["Brightwater"].kind, rows["Brightwater"].count, rows["Brightwater"].files) == ("unknown", 4, 2)
    assert rows["[Person 1]"].kind == "hidden"
    assert "Brightwater" in rows["Brightwater"].example
    assert "Tom" not in words(database)
    assert not reviewing.is_reviewed(database)


def test_a_hidden_name_is_gone_from_every_revision(database: Database) -> None:
    assert reviewing.hide_name(database, "Brightwater", researcher="Ana") == 2
    assert "Brightwater" not in words(database)
    stored = "".join(map(str, database_rows(database)))

    assert "Brightwater" not in stored


def test_a_name_that_was_kept_first_leaves_no_trace_when_it_is_hidden_after_all(database: Database) -> None:
    reviewing.keep_words(database, ["Brightwater"], researcher="Ana")
    reviewing.hide_name(database, "Brightwater", researcher="Ben")
    assert "Brightwater" not in "".join(map(str, database_rows(database)))
    key = importing.load_key(database.path)
    assert not [canonical for canonical in key.entries if canonical.startswith("keep:")]


def test_what_was_kept_is_asked_about_again_when_it_is_opened(database: Database) -> None:
    reviewing.keep_words(database, ["Brightwater", "[Person 1]"], researcher="Ana")
    said = {row.word: row.decision for row in reviewing.review_list(database)}
    assert (said["Brightwater"], said["[Person 1]"]) == ("keep", "keep")
    assert "keep:brightwater" in importing.load_key(database.path).entries
    reviewing.open_again(database, ["Brightwater", "[Person 1]"])
    assert {row.decision for row in reviewing.review_list(database)} == {""}
    assert "keep:brightwater" not in importing.load_key(database.path).entries


def test_a_name_that_stands_in_clear_is_listed_though_the_rules_know_it(database: Database) -> None:
    stand_in = next(s for s, forms in importing.load_key(database.path).forms.items() if "Tom" in forms)
    reviewing.reveal(database, stand_in, researcher="Ana")
    rows = {row.word: row for row in reviewing.review_list(database)}
    assert (rows["Tom"].kind, rows["Tom"].decision) == ("unknown", "reveal")


def test_a_study_opened_to_be_read_leaves_the_key_alone(database: Database) -> None:
    before = importing.load_key(database.path)
    reader = Database(database.path, read_only=True)
    for attempt in (
        lambda: reviewing.keep_words(reader, ["Brightwater"], researcher="Ana"),
        lambda: reviewing.hide_name(reader, "Brightwater", researcher="Ana"),
        lambda: reviewing.reveal(reader, "[Person 1]", researcher="Ana"),
        lambda: reviewing.open_again(reader, ["Brightwater"]),
    ):
        with pytest.raises(StudyReadOnly):
            attempt()
    assert importing.load_key(database.path) == before
    reader.close()


def test_the_list_can_be_made_in_pieces_and_comes_out_the_same(database: Database) -> None:
    from cxresearch.joiners.review_words import WordFinder
    from cxresearch.store import sources

    with database.read() as connection:
        corpus = sources.load_corpus(connection)
    finder = WordFinder()
    parts = []
    while not parts or parts[-1].looked < parts[-1].of:
        parts.append(finder.listed(corpus, {}, most=1))
        assert len(parts) < 20
    assert [part.done for part in parts[:-1]] == [False] * (len(parts) - 1)
    assert list(parts[-1].rows) == reviewing.review_list(database)
    for row in parts[-1].rows:
        for place in row.places:
            text = corpus.source_by_id[place.source].turns[place.turn].text
            assert text[place.start : place.end] == row.word


def database_rows(database: Database) -> list[tuple[object, ...]]:
    with database.read() as connection:
        tables = ("turn", "segment", "review", "revision")
        return [tuple(row) for table in tables for row in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608


def test_a_hidden_name_is_hidden_in_later_files_too(database: Database, tmp_path: Path) -> None:
    reviewing.hide_name(database, "Brightwater", researcher="Ana")
    (tmp_path / "c.txt").write_text("I: Where?\nP9: At Brightwater, or Brightwater's office.\n", encoding="utf-8")
    importing.import_files(database, [tmp_path / "c.txt"], importing.ImportOptions())

    assert "rightwater" not in words(database)


def test_segments_lead_to_their_new_words(database: Database) -> None:
    from cxresearch.store import sources

    with database.read() as connection:
        before = [s.id for s in sources.load_corpus(connection).segments if "Brightwater" in s.text]
    reviewing.hide_name(database, "Brightwater", researcher="Ana")
    with database.read() as connection:
        corpus = sources.load_corpus(connection)
    standing = {segment.id for segment in corpus.segments}

    assert before
    assert all(corpus.aliases[old] in standing for old in before)


def test_revealing_gives_the_word_back_and_keeps_it(database: Database, tmp_path: Path) -> None:
    reviewing.hide_name(database, "Brightwater", researcher="Ana")
    stand_in = next(s for s, forms in importing.load_key(database.path).forms.items() if "Brightwater" in forms)
    assert reviewing.reveal(database, stand_in, researcher="Ana") == 2
    assert words(database).count("Brightwater") == 4
    (tmp_path / "c.txt").write_text("I: Who?\nP9: Brightwater said so.\n", encoding="utf-8")
    importing.import_files(database, [tmp_path / "c.txt"], importing.ImportOptions())

    assert words(database).count("Brightwater") == 5


def test_kept_words_are_marked_and_stay(database: Database) -> None:
    unknown = [row.word for row in reviewing.review_list(database) if row.kind == "unknown"]
    reviewing.keep_words(database, unknown, researcher="Ana")

    assert reviewing.is_reviewed(database)
    with database.read() as connection:
        assert {one.researcher for one in reviewed(connection).values()} == {"Ana"}


def test_hiding_leaves_corrections_where_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TALK, encoding="utf-8")
    with cx.Study(tmp_path / "s.cxr", researcher="Ana") as study:
        study.add(tmp_path / "a.txt")
        (source,) = study.reading().corpus.sources
        text = "\n".join(turn.text for turn in source.turns)
        at = text.index("a week")
        study.correct(source.id, at, at + 6, "a month")
    database = Database(tmp_path / "s.cxr")
    reviewing.hide_name(database, "Brightwater", researcher="Ana")

    assert "a month" in words(database)
    assert "Brightwater" not in words(database)
    database.close()


def test_what_cannot_be_hidden_is_refused_in_words(database: Database) -> None:
    with pytest.raises(InputError, match="is no name"):
        reviewing.hide_name(database, "123", researcher="Ana")
    with pytest.raises(InputError, match="stands for nobody"):
        reviewing.hide_name(database, "Brightwater", researcher="Ana", stand_in="[Person 99]")
    with pytest.raises(InputError, match="take back"):
        reviewing.reveal(database, "P7", researcher="Ana")


def test_a_study_hides_what_its_review_found_and_a_preview_stores_nothing(tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text(
        "Interviewer: Who helps you?\nP1: Quibberly sorts the post. I trust Quibberly with all of it.\n",
        encoding="utf-8",
    )
    with cx.Study(tmp_path / "s.cxr", researcher="Ana") as study:
        seen = study.add(file, preview=True)
        assert len(seen) == 1
        assert not study.reading().corpus.sources

        study.add(file, pseudonymise=False)
        assert "Quibberly" in set(study.review.words["word"])
        assert not study.review.done

        assert study.review.hide("Quibberly") == 1
        assert not [s for s in study.reading().corpus.segments if "Quibberly" in s.text]
        (stand_in,) = study.review.words.query("kind == 'hidden'")["word"]

        assert study.review.reveal(stand_in) == 1
        assert [s for s in study.reading().corpus.segments if "Quibberly" in s.text]
        study.review.keep("Quibberly")
        assert study.check() == []
