"""Work in a process of its own: what it says is heard, what goes wrong is told, and it can be stopped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cxresearch import working
from cxresearch.joiners.background import KINDS, Work
from cxresearch.study import Study


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "empty.cxr"
    Study(path, researcher="Ana").close()
    return path


def test_what_cannot_be_done_comes_back_in_a_sentence(empty: Path) -> None:
    work = Work(empty, "Ana", "themes")
    work.wait(120)
    state = work.state()
    assert (state["running"], state["ended"]) == (False, "failed")
    assert "no participant speech" in state["message"]


def test_it_can_be_cancelled_and_leaves_the_study_alone(empty: Path) -> None:
    work = Work(empty, "Ana", "tags")
    work.cancel()
    work.wait(120)
    assert work.state()["ended"] == "cancelled"
    with Study(empty, read_only=True) as study:
        assert study.check() == []
        assert study.reading().runs == {}


def test_what_libraries_print_is_no_report(empty: Path) -> None:
    work = Work(empty, "Ana", "themes")
    for line in ("loading …\n", "[1, 2]\n", '"text"\n', '{"done": 3, "total": 7, "label": "encoding"}\n'):
        work._take(line)
    assert (work.state()["done"], work.state()["total"], work.state()["label"]) == (3, 7, "encoding")
    work.wait(120)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_reaches_the_study(empty: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    order = {"study": str(empty), "researcher": "Ana", "kind": kind, "n": None}
    assert working.main({**order, "theme": "none", "parts": {"a": ["b"]}, "below": True}) == 1
    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert said["message"].endswith(".")
