"""Agreement on spans: the published example, and what must not matter."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxresearch.analysis.span_agreement import Continuum, Span, joined, span_alpha

# Krippendorff (2004), Content Analysis, 2nd edition, p. 254: a continuum from 150 to 450 and two observers.
C = Continuum(300, (((75, 145), (220, 250)), ((70, 150), (205, 225), (250, 270))))
K = Continuum(300, (((30, 90), (150, 200)), ((30, 90), (150, 200))))

SPANS = st.lists(st.tuples(st.integers(0, 99), st.integers(1, 30)).map(lambda s: (s[0], min(100, s[0] + s[1]))))
TEXTS = st.lists(st.tuples(SPANS, SPANS).map(lambda s: Continuum(100, (tuple(s[0]), tuple(s[1])))), min_size=1)


def test_the_published_example() -> None:
    assert span_alpha([C]).value == pytest.approx(0.7286, abs=0.00005)
    assert span_alpha([K]).value == 1


@given(TEXTS)
def test_equal_spans_agree_wholly_and_nothing_is_above_one(texts: list[Continuum]) -> None:
    same = [Continuum(text.length, (text.spans[0], text.spans[0])) for text in texts]
    value = span_alpha(same, resamples=5).value

    assert math.isnan(value) or value == 1
    assert not span_alpha(texts, resamples=5).value > 1 + 1e-12


@given(TEXTS)
def test_neither_the_order_of_texts_nor_of_researchers_matters(texts: list[Continuum]) -> None:
    value = span_alpha(texts, resamples=5).value
    turned = [Continuum(text.length, text.spans[::-1]) for text in reversed(texts)]

    assert span_alpha(turned, resamples=5).value == pytest.approx(value, nan_ok=True)


@given(SPANS, SPANS)
def test_a_third_researcher_like_the_first_lies_between_the_pairs(one: list[Span], other: list[Span]) -> None:
    two = span_alpha([Continuum(100, (tuple(one), tuple(other)))]).value
    three = span_alpha([Continuum(100, (tuple(one), tuple(other), tuple(one)))]).value

    if joined(one) and joined(other) and not math.isnan(two):
        assert min(two, 1) - 1e-9 <= three <= 1 + 1e-9


def test_unmarked_text_that_both_saw_makes_the_same_spans_better_agreement() -> None:
    longer = Continuum(3000, C.spans)

    assert span_alpha([longer]).value > span_alpha([C]).value


def test_overlapping_spans_of_one_researcher_are_one() -> None:
    parted = Continuum(300, (((75, 120), (110, 145), (220, 250)), C.spans[1]))

    assert span_alpha([parted]).value == span_alpha([C]).value


def test_nothing_or_one_span_marked_says_nothing() -> None:
    assert math.isnan(span_alpha([Continuum(100, ((), ()))]).value)
    assert math.isnan(span_alpha([Continuum(100, (((3, 9),), ()))]).value)
    assert math.isnan(span_alpha([]).value)


def test_the_interval_holds_the_figure_and_comes_back() -> None:
    texts = [C, K, C, Continuum(300, (((0, 30),), ((20, 60),))), K]
    found = span_alpha(texts, seed=1)

    assert found == span_alpha(texts, seed=1)
    assert found.low < found.value < found.high <= 1


def test_spans_beyond_the_text_are_refused() -> None:
    with pytest.raises(ValueError, match="90–110"):
        span_alpha([Continuum(100, (((90, 110),), ()))])
