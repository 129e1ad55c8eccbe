"""Persona pictures."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cxresearch.domain.persona import BEHIND, BODIES, CLOTHES, PICTURES
from cxresearch.figures.palette import PERSONA
from cxresearch.figures.portrait import persona_colours, portrait, shapes, titled


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


def test_every_picture_to_choose_from_is_another_one_and_is_said_in_words() -> None:
    assert len({portrait(picture, 0) for picture in PICTURES}) == len({titled(p) for p in PICTURES}) == len(PICTURES)
    parts = [set(part) for part in zip(*(picture.split("-") for picture in PICTURES), strict=True)]
    assert parts == [set(BEHIND), set(BODIES), set(CLOTHES)]


@given(st.sampled_from(PICTURES), st.integers(0, 9))
def test_a_picture_is_the_same_as_markup_and_as_plain_values(picture: str, colour: int) -> None:
    drawn = etree.fromstring(f"<svg>{portrait(picture, colour)}</svg>")
    assert [element.tag for element in drawn] == [name for name, _, _ in shapes(picture, colour)]
    assert [dict(element.attrib) for element in drawn] == [
        {key: str(value) for key, value in attributes.items()} for _, attributes, _ in shapes(picture, colour)
    ]
