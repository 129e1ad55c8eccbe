from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxresearch.domain.corpus import Segment
from cxresearch.domain.quoting import best_first, n_words, quotability, strength
from cxresearch.domain.reading import Tag

GOOD = "I keep every bill in a folder because the app loses them."


def cut(id_: str, participant: str) -> Segment:
    return Segment(id_, "s", participant, 0, 0, 1, "x")


@pytest.mark.parametrize(
    "worse",
    [
        "Yes.",
        "It does that every time I open it, every single time.",  # points back
        "Because the app loses them every time I open a folder.",
        "I keep every bill in a folder because the app",  # not complete
        "I, um, keep every, you know, bill in a, uh, folder because, like, it loses them.",
        "I I keep every every bill in a folder because the app loses them.",
        "and I keep every bill in a folder because the app loses them.",
        "I keep every bill in a folder [inaudible] the app loses them.",
        GOOD[:-1] + ", " + "and then I print it once more, " * 9 + "and so on.",
    ],
)
def test_a_whole_plain_sentence_of_good_length_is_the_better_quote(worse: str) -> None:
    assert quotability(worse) < quotability(GOOD)


def test_articles_and_there_do_not_point_back() -> None:
    assert quotability("There is no button for the things I need most.") == quotability(GOOD)
    assert quotability("Die App verliert meine Rechnungen jedes Mal im März.") == quotability(GOOD)


@given(st.text())
def test_quotability_lies_between_nothing_and_one(text: str) -> None:
    assert 0.0 <= quotability(text) <= 1.0


def test_scripts_without_blanks_are_counted_by_characters() -> None:
    assert n_words("อาหาร") == 2
    assert n_words("两年 ago") == 2
    assert quotability("我每个星期都给他们打电话,因为账单总是有问题。") > 0.5


def test_a_hand_tag_is_sure_and_a_missing_probability_is_not() -> None:
    assert strength(Tag("pain", True, None, by="Ana")) == 1.0
    assert strength(Tag("pain", True, None)) == 0.5
    assert strength(Tag("pain", True, 1.7)) == 1.0


def test_best_first_stars_then_gives_everybody_a_turn() -> None:
    scored = [(0.9, cut("a", "P1")), (0.8, cut("b", "P1")), (0.1, cut("c", "P2")), (0.05, cut("d", "P1"))]
    assert [s.id for s in best_first(scored)] == ["a", "c", "b", "d"]
    assert [s.id for s in best_first(scored, frozenset({"d"}))] == ["d", "c", "a", "b"]


def test_ties_go_by_id() -> None:
    assert [s.id for s in best_first([(0.5, cut("b", "P2")), (0.5, cut("a", "P1"))])] == ["a", "b"]
