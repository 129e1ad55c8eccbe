"""Persona pictures."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cxresearch.exports.portrait import persona_colours, portrait
from cxresearch.figures.palette import PERSONA


@given(st.text(max_size=30), st.integers(0, 9))
def test_a_picture_is_plain_shapes_whatever_the_key(key: str, colour: int) -> None:
    drawn = etree.fromstring(f"<svg>{portrait(key, colour)}</svg>")

    assert {element.tag for element in drawn.iter()} <= {"svg", "g", "path", "circle", "rect"}
    assert drawn.xpath("string()") == ""
    assert not re.search(r"on\w+=|href|url\(", portrait(key, colour))


@given(st.lists(st.text(max_size=8), unique=True, max_size=len(PERSONA)))
def test_personas_of_a_study_have_different_colours(keys: list[str]) -> None:
    colours = persona_colours(keys)

    assert len(set(colours.values())) == len(keys)
    assert set(colours) == set(keys)


def test_different_keys_look_different() -> None:
    assert len({portrait(f"persona-{number}", 0) for number in range(40)}) == 40
