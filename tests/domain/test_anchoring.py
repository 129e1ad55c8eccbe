from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cxresearch.domain.anchoring import anchor
from cxresearch.domain.corpus import Segment
from cxresearch.domain.identity import segment_id


def cut(turn: int, text: str, start: int = 0) -> Segment:
    id_ = segment_id("src", turn, start, start + len(text), text)
    return Segment(id_, "src", "P1", turn, start, start + len(text), text)


def test_a_turn_added_at_the_top_moves_every_quote_along() -> None:
    old = [cut(i, text) for i, text in enumerate(["I was cold.", "I rang them.", "I was cold."])]
    new = [cut(0, "Hello."), *[cut(i + 1, s.text) for i, s in enumerate(old)]]

    assert anchor(old, new) == {old[i].id: new[i + 1].id for i in range(3)}


def test_a_corrected_word_keeps_the_quote() -> None:
    old, new = cut(0, "The metre in the hall was wrong again."), cut(0, "The meter in the hall was wrong again.")

    assert anchor([old], [new]) == {old.id: new.id}


def test_a_sentence_that_was_joined_with_the_next_is_found_inside_it() -> None:
    old = [cut(0, "I rang them up."), cut(1, "Nobody answered at all.")]
    new = [cut(0, "I rang them up and nobody answered at all.")]

    assert anchor(old, new)[old[0].id] == new[0].id


def test_words_that_are_gone_are_left_out() -> None:
    assert anchor([cut(0, "Something nobody says any more.")], [cut(0, "An entirely different answer here.")]) == {}


def test_two_equally_good_places_are_no_guess() -> None:
    old = [cut(0, "I rang them on Monday morning.")]
    new = [cut(0, "I rang them on Tuesday morning."), cut(1, "I rang them on Thursday morning.")]

    assert anchor(old, new) == {}


@given(
    st.lists(st.text(alphabet="ab é👩🏽‍🔬", min_size=1, max_size=12), min_size=1, max_size=12, unique=True), st.data()
)
def test_quotes_are_led_to_equal_words_whatever_the_order(texts: list[str], data: st.DataObject) -> None:
    old = [cut(i, text) for i, text in enumerate(texts)]
    order = data.draw(st.permutations(range(len(texts))))
    new = [cut(position, texts[i]) for position, i in enumerate(order)]
    found = anchor(old, new)
    words = {s.id: s.text for s in new}

    for segment in old:
        assert words[found.get(segment.id, segment.id)] == segment.text
    assert len(set(found.values())) == len(found)
