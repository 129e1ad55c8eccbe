"""Writing to a folder: all or nothing, and never over somebody else's file."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cxresearch.errors import ExportRefused
from cxresearch.exports import writing
from cxresearch.exports.writing import MARKER, write


def test_writes_and_replaces_its_own_files(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"

    first = write({"a.txt": b"one", "b.txt": b"two"}, out)
    second = write({"a.txt": b"three"}, out)

    assert first == (out / "a.txt", out / "b.txt")
    assert second == (out / "a.txt",)
    assert (out / "a.txt").read_bytes() == b"three"
    assert (out / "b.txt").read_bytes() == b"two"
    assert sorted(json.loads((out / MARKER).read_text("utf-8"))["files"]) == ["a.txt", "b.txt"]


def test_leaves_no_temporary_file_behind(tmp_path: Path) -> None:
    write({"a.txt": b"one"}, tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == [MARKER, "a.txt"]


def test_refuses_a_foreign_file_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("mine")

    with pytest.raises(ExportRefused, match=r"b\.txt was not written by cxresearch"):
        write({"a.txt": b"one", "b.txt": b"two"}, tmp_path)

    assert (tmp_path / "b.txt").read_text() == "mine"
    assert not (tmp_path / "a.txt").exists()


def test_refuses_a_file_that_a_person_changed(tmp_path: Path) -> None:
    write({"a.txt": b"one"}, tmp_path)
    (tmp_path / "a.txt").write_text("my notes")

    with pytest.raises(ExportRefused, match="changed after cxresearch wrote it"):
        write({"a.txt": b"two"}, tmp_path)

    assert (tmp_path / "a.txt").read_text() == "my notes"


def test_refuses_a_folder_and_a_dangling_link_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere")

    for name in ("a.txt", "b.txt"):
        with pytest.raises(ExportRefused, match="not a plain file"):
            write({name: b"x"}, tmp_path)


def test_refuses_when_the_folder_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")

    with pytest.raises(ExportRefused, match="is a file, not a folder"):
        write({"a.txt": b"x"}, tmp_path / "out")


@pytest.mark.parametrize("marker", ["", "{}", "[]", '{"files": 3}', "\x00", '{"files": {"a.txt": 5}}'])
def test_a_marker_that_cannot_be_read_counts_as_none(tmp_path: Path, marker: str) -> None:
    write({"a.txt": b"one"}, tmp_path)
    (tmp_path / MARKER).write_text(marker)

    with pytest.raises(ExportRefused):
        write({"a.txt": b"two"}, tmp_path)


def test_a_full_disk_leaves_the_earlier_export_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write({"a.txt": b"one", "b.txt": b"two"}, tmp_path)
    synced: list[int] = []

    def full(handle: int) -> None:
        synced.append(handle)
        if len(synced) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)
    with pytest.raises(ExportRefused, match="No space left on device; free some space"):
        write({"a.txt": b"new", "b.txt": b"new"}, tmp_path)

    assert (tmp_path / "a.txt").read_bytes() == b"one"
    assert (tmp_path / "b.txt").read_bytes() == b"two"
    assert sorted(path.name for path in tmp_path.iterdir()) == [MARKER, "a.txt", "b.txt"]


def test_a_run_that_was_cut_off_between_two_files_can_be_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write({"a.txt": b"one", "b.txt": b"two"}, tmp_path)
    real = Path.replace

    def cut_off(self: Path, target: Path) -> Path:
        if Path(target).name == "b.txt":
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", cut_off)
    with pytest.raises(KeyboardInterrupt):
        write({"a.txt": b"new a", "b.txt": b"new b"}, tmp_path)
    monkeypatch.undo()
    assert (tmp_path / "a.txt").read_bytes() == b"new a"

    write({"a.txt": b"new a", "b.txt": b"new b"}, tmp_path)

    assert (tmp_path / "b.txt").read_bytes() == b"new b"


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_refused_in_plain_words(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(ExportRefused, match="choose a folder you may write to"):
            write({"a.txt": b"x"}, tmp_path)
    finally:
        tmp_path.chmod(0o700)
