from __future__ import annotations

from pathlib import Path

import pytest

from cxresearch.errors import UnreadableFile
from cxresearch.readers import FORMATS, child, read
from cxresearch.readers.content import Content
from tests.readers.documents import odt_table, p, write_docx, write_odt


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return write_docx(tmp_path / "a.docx", p("I: Why?") + p("P1: It broke. 👩🏽‍🔬 Quite often."))


def test_the_child_extracts_what_the_reader_does(document: Path, tmp_path: Path) -> None:
    other = write_odt(tmp_path / "b.odt", odt_table(("I", "Why?"), ("P1", "It broke."), ("I", "And then?")))
    for path, reader in ((document, "docx"), (other, "odt")):
        assert child.extract_in_child(path, reader) == FORMATS[reader].extract(Content.load(path))


def test_a_child_that_dies_costs_one_file(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child.stop()
    with monkeypatch.context() as changed:
        changed.setattr(child.sys, "executable", "/bin/false")
        with pytest.raises(UnreadableFile, match="more time or memory"):
            read(document)

    assert len(read(document).turns) == 2


def test_a_file_that_takes_too_long_is_refused(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child.stop()
    with monkeypatch.context() as changed:
        changed.setattr(child, "SECONDS", 0.001)
        with pytest.raises(UnreadableFile, match="more time or memory"):
            read(document)

    assert len(read(document).turns) == 2


def test_one_child_serves_the_batch(document: Path) -> None:
    read(document)
    first = child._child().pid
    read(document)

    assert child._child().pid == first
