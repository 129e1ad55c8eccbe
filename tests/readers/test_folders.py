from __future__ import annotations

import random
from pathlib import Path

from cxresearch.readers import Found, transcript_paths


def make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("I: Why?\nP: So.\n")


def test_a_folder_is_read_with_all_below_it(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "sub/a.vtt", "sub/deep/c", ".DS_Store", "~$b.docx", ".hidden/x.txt", "__MACOSX/y.txt")

    assert [found.name for found in transcript_paths([tmp_path])] == ["b.txt", "sub/a.vtt", "sub/deep/c"]


def test_files_beside_the_transcripts_are_left_out_with_a_reason(tmp_path: Path) -> None:
    make(tmp_path, "README.md", "LICENSE", "study.cxr", "study.key.json", "run.py", "licence holder interview.txt")
    found = {f.name: bool(f.reason) for f in transcript_paths([tmp_path])}

    assert found == {
        "README.md": True, "LICENSE": True, "study.cxr": True, "study.key.json": True, "run.py": True,
        "licence holder interview.txt": False,
    }  # fmt: skip


def test_a_file_given_by_itself_is_taken(tmp_path: Path) -> None:
    make(tmp_path, "README.md")

    assert transcript_paths([tmp_path / "README.md"]) == [Found(tmp_path / "README.md", "README.md")]
    assert [f.reason for f in transcript_paths([tmp_path, tmp_path / "README.md"])] == [""]


def test_order_and_repetition_of_arguments_do_not_matter(tmp_path: Path) -> None:
    make(tmp_path, *(f"d{n % 3}/p{n}.txt" for n in range(12)))
    given = [tmp_path / "d0", tmp_path / "d1", tmp_path / "d2" / "p2.txt", tmp_path, tmp_path / "d0" / "p3.txt"]
    first = transcript_paths(given)
    random.Random(1).shuffle(given)

    assert transcript_paths([*given, *given]) == first
    assert len(first) == 12


def test_a_path_that_leads_nowhere_is_listed(tmp_path: Path) -> None:
    assert transcript_paths([tmp_path / "x.txt"])[0].reason == "there is no such file"


def test_a_link_to_the_folder_above_does_not_loop(tmp_path: Path) -> None:
    make(tmp_path, "sub/a.txt")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)

    assert [found.name for found in transcript_paths([tmp_path])] == ["sub/a.txt"]
