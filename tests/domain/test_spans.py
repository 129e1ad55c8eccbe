from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cxresearch.domain.spans import context_of, participant_at, place_quote, segment_span, text_of, turn_starts
from tests.strategies import corpus_of

TEXTS = ["The bill was high. The bill was late.", "👩🏽‍🔬 naïve café", "Nobody came."]


def test_every_segment_stands_at_its_span_of_the_source() -> None:
    corpus = corpus_of(TEXTS)
    (source,) = corpus.sources
    for segment in corpus.segments:
        start, end = segment_span(corpus, segment)
        assert text_of(source)[start:end] == segment.text
        assert participant_at(source, start, end) == segment.participant
    assert participant_at(source, 0, len(text_of(source))) is None
    assert [text_of(source)[at : at + 3] for at in turn_starts(source)] == [text[:3] for text in TEXTS]


@given(st.text("ab é\n", min_size=1, max_size=30), st.data())
def test_a_quote_is_found_where_it_was_and_after_something_was_put_before_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote, around = text[start:end], context_of(text, start, end)

    assert place_quote(text, start, quote, around) == (start, end)
    found = place_quote(f"Something new. {text}", start, quote, around)
    if found is not None:
        assert f"Something new. {text}"[slice(*found)] == quote


def test_one_or_two_words_are_not_taken_from_another_place() -> None:
    text = "We rang the bank. The bank never rang."
    around = context_of(text, text.index("bank"), text.index("bank") + 4)

    assert place_quote("A bank of flowers.", 12, "bank", around) is None
    assert place_quote(f"Well. {text}", 12, "bank", around) == (18, 22)


def test_two_equally_good_places_for_changed_words_are_no_guess() -> None:
    quote = "I rang them on Monday morning."

    assert place_quote("I rang them on Tuesday morning. I rang them on Thursday morning.", 0, quote) is None
    assert place_quote("Hello. I ringed them on Monday morning.", 0, quote) == (7, 39)
