"""Searching: letters folded, words, phrases, beginnings, and where they stand."""

from __future__ import annotations

import itertools
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxresearch.domain.corpus import Corpus, Participant, Segment, Source
from cxresearch.domain.searching import (
    WordIndex,
    attribute_of,
    fold_letters,
    having,
    passages,
    terms_of,
    word_spans,
)
from cxresearch.domain.transcript import Turn
from cxresearch.errors import InputError
from tests.strategies import corpus_of


def found(query: str, *texts: str) -> list[int]:
    return WordIndex(texts).find(terms_of(query))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("BILL", "The bill was high."),
        ("cafe", "Ein CAFÉ am Eck"),
        ("café", unicodedata.normalize("NFD", "a café")),
        ("strasse", "Die Straße ist zu."),
        ("Oresund", "over Øresund"),
        ("lodz", "from Łódź"),
        ("istanbul", "İSTANBUL'da"),
        ("میخواهم", "من می\u200cخواهم بروم"),
        ("می\u200cخواهم", "من میخواهم بروم"),
        ("كتاب", "این کتاب است"),
        ("علی", "جاء علي أمس"),
        ("احمد", "قال أحمد"),
        ("مدرسه", "مَدْرَسَة كبيرة"),
        ("12", "ساعت ۱۲ بود"),
        ("שלום", "שָׁלוֹם לך"),
        ("fine", "it is ﬁne"),
        ("हिन्दी", "मैं हिन्दी बोलता हूँ"),
        ("天气", "今天天气很好"),
        ("don't", "I don’t know"),
        ("bill", "\u2067bill\u2069"),
    ],
)
def test_words_are_found_however_they_are_typed(query: str, text: str) -> None:
    assert found(query, "nothing here", text) == [1]


@pytest.mark.parametrize(
    ("query", "texts", "places"),
    [
        ("bill", ["billing", "one bill", "handbill"], [1]),
        ("bill*", ["billing", "one bill", "handbill"], [0, 1]),
        ("bill high", ["the high bill", "a bill", "high"], [0]),
        ('"high bill"', ["the high, bill", "bill high", "high\nbill"], [0, 2]),
        ('"high bi"*', ["the high bill"], []),
        ("bill -high", ["a high bill", "a bill"], [1]),
        ("-bill", ["a bill", "nothing"], [1]),
        ("bill OR meter", ["a bill", "the meter", "or"], [0, 1]),
        ("bill high OR meter", ["a bill", "the meter", "high bill"], [1, 2]),
        ("“high bill”", ["high bill", "bill high"], [0]),
        ('"high bill', ["high bill", "bill high"], [0]),
        ("e.on", ["we are with E.ON now", "eon"], [0]),
        ("C++ (really)", ["c really", "really c"], [0, 1]),
        ("हिन्", ["हिन्दी"], []),
        ("bill", [], []),
    ],
)
def test_queries_mean_what_they_say(query: str, texts: list[str], places: list[int]) -> None:
    assert found(query, *texts) == places


@pytest.mark.parametrize("query", ["", "  ", "?!", '""', "OR", "-"])
def test_a_query_without_words_is_refused(query: str) -> None:
    with pytest.raises(InputError, match="no word"):
        terms_of(query)


TEXTS = st.text(st.sampled_from("abAé\u0301 ßfiﬁی\u200cي.,\n-天"), max_size=25)


@given(
    st.lists(TEXTS, max_size=6), st.sampled_from(["a", "b*", '"a b"', "e", "ss", "ی", "fi a", "天", "a -b", "b OR e"])
)
def test_the_index_finds_exactly_the_texts_that_hold_the_words(texts: list[str], query: str) -> None:
    groups = terms_of(query)
    index = WordIndex(texts)
    places = index.find(groups)

    for position, text in enumerate(texts):
        folded = fold_letters(text)
        met = any(all((term.pattern.search(folded) is not None) != term.without for term in group) for group in groups)
        assert (position in places) == met
    for position in places:
        spans = index.spans(position, groups)
        assert spans or any(term.without for group in groups for term in group)
        assert all(0 <= start < end <= len(texts[position]) for start, end in spans)
        assert all(one[1] < other[0] for one, other in itertools.pairwise(spans))


def test_spans_are_those_of_the_text_as_it_is() -> None:
    text = "Straße, ﬁne, na\u0308iv می\u200cخواهم Straße"
    spans = word_spans(text, terms_of("strasse fine naiv میخواهم"))

    assert [text[start:end] for start, end in spans] == ["Straße", "ﬁne", "na\u0308iv", "می\u200cخواهم", "Straße"]


@given(st.text(max_size=60))
def test_folding_a_text_is_folding_its_letters(text: str) -> None:
    assert fold_letters(text) == "".join(fold_letters(letter) for letter in text)
    assert not re.search("[\u200c\u200d\u200e\u200f\u202a-\u202e]", fold_letters(text))


def two_voices() -> Corpus:
    turns = (
        Turn("I", "Was the bill high?", "interviewer"),
        Turn("P1", "Yes. The bill!", "participant"),
        Turn("N", "[bill]", "other"),
    )
    source = Source("s", "one.txt", "text", "en", "f", 1, turns, (None, "P1", None))
    segments = (Segment("a", "s", "P1", 1, 0, 4, "Yes."), Segment("b", "s", "P1", 1, 5, 14, "The bill!"))
    return Corpus((source,), (Participant("P1", {"Role": "Carer"}),), segments)


def test_passages_are_segments_and_the_turns_of_roles_asked_for() -> None:
    corpus = two_voices()

    assert [p.segment for p in passages(corpus)] == ["a", "b"]
    everybody = passages(corpus, ("participant", "interviewer", "other"))
    assert [(p.who, p.role, p.text) for p in everybody] == [
        ("I", "interviewer", "Was the bill high?"),
        ("P1", "participant", "Yes."),
        ("P1", "participant", "The bill!"),
        ("N", "other", "[bill]"),
    ]
    assert [p.text for p in passages(corpus, ("interviewer",))] == ["Was the bill high?"]
    for p in everybody:
        assert corpus.source_by_id[p.source].turns[p.turn].text[p.start : p.end] == p.text


def test_all_segments_are_passages_in_their_order() -> None:
    corpus = corpus_of([f"text {i}" for i in range(9)])

    assert [p.segment for p in passages(corpus)] == [s.id for s in corpus.segments]


def test_attributes_are_met_with_letters_folded() -> None:
    assert having(two_voices(), {"role": "carer"}) == {"P1"}
    assert having(two_voices(), {"Role": "nurse"}) == frozenset()
    with pytest.raises(InputError, match="there are: Role"):
        having(two_voices(), {"age": "3"})
    assert attribute_of("role = care=r") == ("role", "care=r")
    with pytest.raises(InputError, match="attribute=value"):
        attribute_of("role")
