"""The widget: messages in, answers out, and nothing of an interview in what a notebook stores."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cxresearch.study import Study
from cxresearch.views.base import View
from tests.views import fixtures


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fixtures.make(tmp_path_factory.mktemp("gardens") / "gardens <b>.cxr")


@pytest.fixture
def study(made: Path) -> Iterator[Study]:
    with Study(made, researcher="Ana") as opened:
        yield opened


@pytest.fixture
def view(study: Study) -> View:
    return study.workbench()


def heard(view: View, message: Any, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(View, "send", lambda _, content: sent.append(content))
    view._handle_custom_msg(message, [])
    return sent


def test_a_question_is_answered_under_its_number(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    (answer,) = heard(view, {"id": "a:1", "ask": "present", "view": "themes", "part": "", "query": {}}, monkeypatch)
    assert answer["id"] == "a:1"
    assert len(answer["ok"]["themes"]) == 3


@pytest.mark.parametrize(
    "message",
    [
        {"id": 1, "ask": "present", "view": "nowhere"},
        {"id": 1, "ask": "present", "view": "themes", "part": "../../etc"},
        {"id": 1, "ask": "eval", "code": "1"},
        {"id": 1, "ask": "do", "action": "rm"},
        {"id": 1, "ask": "do", "action": "theme.rename", "arguments": {"theme": "x", "name": "y"}},
    ],
)
def test_what_cannot_be_answered_comes_back_as_a_sentence(
    view: View, message: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    (answer,) = heard(view, message, monkeypatch)
    assert answer["error"].endswith(".")


@pytest.mark.parametrize("message", [None, 3, "x", [], {}, {"id": 3}])
def test_other_messages_are_left_alone(view: View, message: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert heard(view, message, monkeypatch) == []


def test_a_mistake_of_ours_tells_where_but_no_text(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> dict[str, Any]:
        raise KeyError("what somebody said in confidence")

    monkeypatch.setattr(view._desk, "version", broken)
    (answer,) = heard(view, {"id": 1, "ask": "version"}, monkeypatch)
    assert "KeyError" in answer["error"]
    assert "confidence" not in answer["error"]


def test_the_traits_hold_no_text_of_a_transcript(view: View, study: Study) -> None:
    state = json.dumps({k: v for k, v in view.get_state().items() if k not in ("_esm", "_css")}, default=str)
    assert not any(segment.text in state for segment in study.reading().corpus.segments)


def test_without_a_kernel_title_and_counts_are_shown_and_nothing_is_markup(view: View, study: Study) -> None:
    data, _ = view._repr_mimebundle_()
    assert "6 interviews" in data["text/plain"]
    assert "6 interviews" in data["text/html"]
    assert "<b>" not in data["text/html"].replace("<strong>", "").replace("<br>", "")
    assert not any(segment.text in data["text/html"] for segment in study.reading().corpus.segments)
    assert "application/vnd.jupyter.widget-view+json" in data


def test_one_view_alone_has_no_other_tabs(study: Study) -> None:
    assert [tab["name"] for tab in study.workbench("themes").views] == ["themes"]
    with pytest.raises(Exception, match="no view"):
        study.workbench("nowhere")
