"""Documents keep their form: the changelog, the decision records, the links between pages, the length of pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.sources import CHECKOUT

PAGES = sorted(path for folder in (".", "docs", "docs/decisions") for path in (CHECKOUT / folder).glob("*.md"))
RECORDS = sorted((CHECKOUT / "docs" / "decisions").glob("*.md"))
KINDS = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]


def _id(path: Path) -> str:
    return str(path.relative_to(CHECKOUT))


def test_the_changelog_lists_releases_newest_first() -> None:
    heads = re.findall(r"^## (.*)$", (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert heads[0] == "[Unreleased]"
    released = [re.fullmatch(r"\[(\d+)\.(\d+)\.(\d+)\] - (\d{4}-\d\d-\d\d)", head) for head in heads[1:]]
    assert None not in released
    versions = [tuple(map(int, match.groups()[:3])) for match in released if match]
    assert versions == sorted(versions, reverse=True)


def test_changelog_entries_are_whole_sentences_under_known_heads() -> None:
    text = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    for release in text.split("\n## ")[1:]:
        heads = re.findall(r"^### (.*)$", release, re.MULTILINE)
        assert heads == sorted(heads, key=KINDS.index)
        entries = re.findall(r"^- (.*)$", release, re.MULTILINE)
        assert entries
        assert [entry for entry in entries if not re.fullmatch(r"[A-Z1-9`].*[.!]", entry)] == []


def test_decision_records_are_numbered_without_gaps() -> None:
    assert [int(path.name[:4]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))


@pytest.mark.parametrize("path", RECORDS, ids=_id)
def test_a_decision_record_fits_a_page_and_has_its_parts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {path.name[:4]}: ")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert "\nStatus: " in text
    assert len(text.splitlines()) <= 60
    assert len(text.split()) <= 600


def test_the_architecture_is_a_short_read() -> None:
    assert len((CHECKOUT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()) <= 120


def test_the_architecture_names_every_folder_and_module_at_the_top_of_the_package() -> None:
    text = (CHECKOUT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    package = CHECKOUT / "cxresearch"
    things = [path.name for path in package.glob("[a-z]*.py")]
    things += [f"{path.parent.name}/" for path in package.glob("*/__init__.py")]
    assert [name for name in things if f"── {name}" not in text] == []


@pytest.mark.parametrize("path", PAGES, ids=_id)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8"))
    inside = [target for target in targets if not re.match(r"[a-z]+:", target)]
    assert [target for target in inside if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=_id)
def test_pages_name_files_that_exist(path: Path) -> None:
    named = re.findall(r"`((?:cxresearch|tests|docs|benchmarks|corpora|notebooks)/[\w./-]+)`", path.read_text("utf-8"))
    excused = {"tests/store/test_rows.py"} if path.name == "CONTRIBUTING.md" else set()  # an example of naming
    assert [name for name in named if name not in excused and not (CHECKOUT / name).exists()] == []
