from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from cxresearch.joiners.importing import ImportOptions, import_files, preview_files
from cxresearch.store import sources
from cxresearch.store.database import Database
from cxresearch.study import Study

PROMPTS = ["Find the opening hours of the library.", "Put two books into the basket, please."]


def session(said: str) -> str:
    first, second = PROMPTS
    return f"{first}\n\nSo I look at the top, {said}, and there is nothing.\n\n{second}\n\nThat was {said} quick.\n"


def test_a_preview_tells_what_would_be_read_and_stores_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ana Lund: Why did you leave?\nBo Berg: It was slow.\n" * 3, encoding="utf-8")
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n words")
    read, skipped = preview_files([tmp_path], ImportOptions())

    assert read.speakers.startswith("Ana Lund (interviewer")
    assert "Bo Berg (participant" in read.speakers
    assert read.participant_words == 9
    assert (skipped.status, "picture" in skipped.reason) == ("skipped", True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.png"]


def test_prompts_that_repeat_over_the_batch_are_nobodys_words(tmp_path: Path) -> None:
    for number, said in enumerate(["really", "very", "quite", "rather"]):
        (tmp_path / f"p{number}.txt").write_text(session(said), encoding="utf-8")
    rows = preview_files([tmp_path], ImportOptions())
    alone = preview_files([tmp_path / "p0.txt"], ImportOptions())

    assert [row.participant_words for row in rows] == [15] * 4
    assert alone[0].participant_words > 15
    assert "word for word" in rows[0].reason


def test_a_preview_agrees_with_the_import(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(3):
        talk = f"Interviewer: And then?\nP{number}: It went on for {number + 2} days.\n" * 4
        (folder / f"{number}.txt").write_text(talk, encoding="utf-8")
    database = Database(tmp_path / "s.cxr")
    seen = preview_files([folder], ImportOptions())
    done = import_files(database, [folder], ImportOptions())
    database.close()

    assert [(row.file, row.turns, row.participant_words, row.kept) for row in seen] == [
        (row.file, row.turns, row.participant_words, row.kept) for row in done
    ]


def talks(folder: Path) -> Path:
    folder.mkdir()
    for name, labels in {"a.txt": ("Lou Ash", "Anna Kern"), "b.txt": ("Lou Ash", "Anna K.")}.items():
        said = f"{labels[0]}: And what did you do then?\n{labels[1]}: I waited for the bus in the rain.\n"
        (folder / name).write_text(said * 3, encoding="utf-8")
    return folder


def test_two_labels_of_one_person_are_joined_and_said_to_be(tmp_path: Path) -> None:
    with Study(tmp_path / "s.cxr") as study:
        table = study.add(talks(tmp_path / "files"))

        assert list(study.participants.index) == ["P1"]
        assert [("0.75" in reason) for reason in table["reason"]] == [False, True]
        assert not table["reason"].str.contains("Anna").any()


def test_an_option_outdoes_what_was_guessed_of_speakers(tmp_path: Path) -> None:
    with Study(tmp_path / "s.cxr") as study:
        study.add(talks(tmp_path / "files"), speakers={"Anna K.": "P8", "Lou Ash": "other"})
        said = {turn.role for source in study.reading().corpus.sources for turn in source.turns if "?" in turn.text}

        assert sorted(study.participants.index) == ["P1", "P8"]
        assert said == {"other"}


def test_a_table_outdoes_what_was_guessed_of_speakers(tmp_path: Path) -> None:
    table = tmp_path / "who.csv"
    table.write_text(
        "file,speaker,participant,role,age\n"
        "b.txt,Anna K.,P8,participant,41\n"
        "a.txt,Lou Ash,,other,\n"
        "a.txt,Anna Kern,P3,guest,38\n",
        encoding="utf-8",
    )
    with Study(tmp_path / "s.cxr") as study:
        study.add(talks(tmp_path / "files"), attributes=table)
        asked = {s.name: {t.role for t in s.turns if "?" in t.text} for s in study.reading().corpus.sources}
        ages = study.participants["age"].to_dict()

        assert ages == {"P3": "38", "P8": "41"}
        assert asked == {"a.txt": {"other"}, "b.txt": {"interviewer"}}


def test_a_decision_outdoes_the_role_that_was_read(tmp_path: Path) -> None:
    with Study(tmp_path / "s.cxr") as study:
        study.add(talks(tmp_path / "files"))
        source = study.reading().corpus.sources[0]
        study.set_role(source.name, "P1", "other")

        assert {turn.role for turn in study.reading().corpus.sources[0].turns} == {"interviewer", "other"}


def test_without_labels_who_answers_is_the_participant_and_prompts_are_nobodys(tmp_path: Path) -> None:
    asked = {"Where do you bank?": "At the corner.", "Why there?": "It is close.", "Since when?": "For years."}
    notes = "Session 4\n\n" + "".join(f"- {question} *{answer}\n" for question, answer in asked.items())
    (tmp_path / "notes-p4.md").write_text(notes, encoding="utf-8")
    study = Study(tmp_path / "s.cxr", researcher="R")
    table = study.add(tmp_path / "notes-p4.md")
    (source,) = study.reading().corpus.sources

    assert list(table["speakers"]) == ["P4 (participant 0.50)"]
    assert {(turn.speaker, turn.role) for turn in source.turns} == {
        (None, "other"),
        (None, "interviewer"),
        ("P4", "participant"),
    }
    study.set_role(source.name, "P4", "other")

    assert [turn.role for turn in study.reading().corpus.sources[0].turns].count("interviewer") == 3
    study.close()


def test_an_interview_without_labels_is_said_to_hold_several_voices(tmp_path: Path) -> None:
    said = "Welcome to the show. What do you do all day? I bake bread. How did you start? With a stove."
    alone = "I bake bread. Why, one may ask? I started with a stove, and the stove was small."
    for name, text in {"show.txt": said, "alone.txt": alone}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    reasons = {row.file: row.reason for row in preview_files([tmp_path], ImportOptions())}

    assert "counted as one participant" in reasons["show.txt"]
    assert "counted as one participant" not in reasons["alone.txt"]


def test_a_long_file_can_be_stopped_midway_and_leaves_nothing(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []

    def stop(done: int, total: int, label: str) -> None:
        told.append((done, total, label))
        if label == "preparing long.txt" and done > total / 2:
            raise KeyboardInterrupt

    turns = (f"I: What was the bill in month {n}?\nP1: It came to {n} euros, I think." for n in range(1_000))
    (tmp_path / "long.txt").write_text("\n".join(turns), encoding="utf-8")
    with closing(Database(tmp_path / "s.cxr")) as database:
        with pytest.raises(KeyboardInterrupt):
            import_files(database, [tmp_path / "long.txt"], ImportOptions(), progress=stop)
        with database.read() as connection:
            left = sources.load_corpus(connection)
        again = import_files(database, [tmp_path / "long.txt"], ImportOptions())

    assert (left.sources, left.segments) == ((), ())
    assert [label for _, _, label in told[:3]] == ["reading long.txt", "looking for names", "storing long.txt"]
    prepared = [(done, total) for done, total, label in told if label == "preparing long.txt"]
    assert prepared == [(499, 2_000), (999, 2_000), (1_499, 2_000)]
    assert [(row.status, row.turns) for row in again] == [("read", 2_000)]
