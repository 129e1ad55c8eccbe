"""Each bundled corpus says where it comes from, under which licence and by whose consent, and is what it was."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

from tests.house.sources import CHECKOUT

CORPORA = sorted(path for path in (CHECKOUT / "corpora").iterdir() if path.is_dir())
NEEDED = ("name", "title", "description", "language", "licence", "consent", "author", "invented", "files")


def _about(corpus: Path) -> dict[str, object]:
    return tomllib.loads((corpus / "corpus.toml").read_text(encoding="utf-8"))


def test_there_is_one_to_show_and_one_to_test_with() -> None:
    assert {corpus.name for corpus in CORPORA} >= {"demo", "tiny"}


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.name)
def test_a_corpus_says_where_it_comes_from(corpus: Path) -> None:
    about = _about(corpus)
    assert [name for name in NEEDED if about.get(name) in (None, "", [])] == []
    assert about["name"] == corpus.name
    readme = (corpus / "README.md").read_text(encoding="utf-8")
    assert [word for word in ("**Source:**", "**Licence:**", "**Consent:**") if word not in readme] == []
    assert str(about["licence"]) in readme


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.name)
def test_every_file_is_listed_with_its_checksum(corpus: Path) -> None:
    about = _about(corpus)
    listed = {row["path"]: row["sha256"] for part in ("files", "tables") for row in about.get(part, [])}  # type: ignore[attr-defined]
    there = {
        path.relative_to(corpus).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in corpus.rglob("*")
        if path.is_file() and path.name not in ("README.md", "corpus.toml")
    }
    assert there == listed


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.name)
def test_transcripts_lie_in_a_folder_of_their_own(corpus: Path) -> None:
    files = _about(corpus)["files"]
    assert {row["path"].split("/")[0] for row in files} == {"transcripts"}  # type: ignore[attr-defined]
    assert {path.name for path in (corpus / "transcripts").iterdir()} == {
        row["path"].split("/", 1)[1]
        for row in files  # type: ignore[attr-defined]
    }
