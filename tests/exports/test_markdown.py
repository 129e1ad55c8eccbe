"""report.md: words stay words."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxresearch.exports.markdown import escaped, markdown
from tests.exports import fixtures


@pytest.fixture(scope="module")
def text() -> str:
    study = fixtures.study(13)
    return markdown(study, fixtures.context(study))["report.md"].decode("utf-8")


def test_no_payload_is_markup(text: str) -> None:
    assert "<script" not in text
    assert "<b>" not in text
    assert "](javascript" not in text.replace("\\]", "")
    assert not re.search(r"(?<!\\)\$", text)


def test_it_holds_personas_maps_and_themes(text: str) -> None:
    for heading in ("## Personas", "## Empathy maps", "## Themes", "### Asking for help", "### Everybody"):
        assert f"\n{heading}\n" in text
    assert "Not read: \\=notes &lt;b&gt;.docx" in text
    assert "of 13 participants" in text


@given(st.text(max_size=60))
def test_escaping_can_be_taken_back(text: str) -> None:
    flat = " ".join(text.split())

    assert html.unescape(re.sub(r"\\(.)", r"\1", escaped(text))) == flat


@pytest.mark.parametrize("start", ["# a", "- a", "+ a", "= a", "1. a", "2) a", "> a"])
def test_the_beginning_of_a_line_is_no_list_and_no_heading(start: str) -> None:
    assert not re.match(r"\s*(#|-|\+|=|>|\d+[.)])", escaped(start))
