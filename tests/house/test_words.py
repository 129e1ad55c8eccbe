"""One word for one thing: what LANGUAGE.md says to avoid is found nowhere, but for a few places with a reason."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.house.sources import CHECKOUT, PACKAGE, modules, tree

ALLOWED = {
    ("cxresearch/analysis/vector_cache.py", "user"): "the account of the operating system that owns a cache folder",
    ("cxresearch/readers/json_transcript.py", "utterance"): "what transcription services call a unit in their files",
    ("cxresearch/readers/identifiers.py", "user"): "the part of an e-mail address before the @",
}
"""(file, word) to the reason why it may stand there."""

NOT_LOOKED_AT = {"LANGUAGE.md"}


@cache
def avoided() -> tuple[str, ...]:
    """Read the words in `code style` from the last column of the table in LANGUAGE.md."""
    rows = (CHECKOUT / "LANGUAGE.md").read_text(encoding="utf-8").splitlines()
    cells = [row.rstrip(" |").rsplit("|", 1)[-1] for row in rows if row.startswith("| ")]
    return tuple(sorted({word for cell in cells for word in re.findall(r"`([\w-]+)`", cell)}))


def words_in(text: str) -> set[str]:
    """Return the avoided words in a text; names such as `UserRow` and `user_id` count, `getuser` does not."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", " ", text)
    return {word for word in avoided() if re.search(rf"(?<![\w-]){word}(?![\w-])", apart, re.IGNORECASE)}


def _comments(path: Path) -> Iterator[str]:
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    return (token.string for token in tokens if token.type == tokenize.COMMENT)


def _said(path: Path) -> Iterator[str]:
    """Yield comments, docstrings and defined names of a module; strings may hold what others say or write."""
    yield from _comments(path)
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or ""
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value  # the docstring of a constant


def _texts() -> list[Path]:
    pages = [path for folder in (".", "docs", "docs/decisions") for path in (CHECKOUT / folder).glob("*.md")]
    return sorted([*pages, *PACKAGE.rglob("*.j2")])


def _unexcused(path: Path, found: set[str]) -> list[str]:
    name = path.relative_to(CHECKOUT).as_posix()
    return sorted(word for word in found if name not in NOT_LOOKED_AT and (name, word) not in ALLOWED)


def test_the_table_names_words_to_avoid() -> None:
    assert {"utterance", "user", "anonymous", "anonymised"} <= set(avoided())


@pytest.mark.parametrize("text", ["The user says", "users: 3", "UserRow", "user_name", "An anonymous quote"])
def test_words_are_found(text: str) -> None:
    assert words_in(text)


@pytest.mark.parametrize("text", ["PRAGMA user-visible", "getuser()", "path.expanduser()", "pseudonymised", "usual"])
def test_other_words_are_not(text: str) -> None:
    assert not words_in(text)


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_code_says_the_right_words(path: Path) -> None:
    assert _unexcused(path, {word for text in _said(path) for word in words_in(text)}) == []


@pytest.mark.parametrize("path", _texts(), ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_documents_say_the_right_words(path: Path) -> None:
    assert _unexcused(path, words_in(path.read_text(encoding="utf-8"))) == []


def test_what_a_researcher_reads_on_the_command_line_says_the_right_words() -> None:
    strings = [
        node.value
        for name in ("cli.py", "study.py", "jsonl.py", "joiners/importing.py")
        for node in ast.walk(tree(PACKAGE / name))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert {word for text in strings for word in words_in(text)} == set()


def test_every_exception_is_still_needed() -> None:
    for name, word in ALLOWED:
        path = CHECKOUT / name
        texts = _said(path) if path.suffix == ".py" else [path.read_text(encoding="utf-8")]
        assert word in {found for text in texts for found in words_in(text)}, name
