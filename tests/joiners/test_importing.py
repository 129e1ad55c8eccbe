from __future__ import annotations

from pathlib import Path

from cxresearch.joiners.importing import ImportOptions, import_files, preview_files
from cxresearch.store.database import Database

PROMPTS = ["Find the opening hours of the library.", "Put two books into the basket, please."]


def session(said: str) -> str:
    first, second = PROMPTS
    return f"{first}\n\nSo I look at the top, {said}, and there is nothing.\n\n{second}\n\nThat was {said} quick.\n"


def test_a_preview_tells_what_would_be_read_and_stores_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ana Lund: Why did you leave?\nBo Berg: It was slow.\n" * 3, encoding="utf-8")
    (tmp_path / "b.rtf").write_text("{\\rtf1 words}", encoding="utf-8")
    read, skipped = preview_files([tmp_path], ImportOptions())

    assert read.speakers.startswith("Ana Lund (interviewer")
    assert "Bo Berg (participant" in read.speakers
    assert read.participant_words == 9
    assert (skipped.status, "Rich Text" in skipped.reason) == ("skipped", True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.rtf"]


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
