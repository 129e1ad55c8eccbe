"""Search by meaning: English by the sentence model, other languages by their words, and said so."""

from __future__ import annotations

import numpy as np
import pytest

from cxresearch.analysis.meaning import MeaningIndex

ENGLISH = [
    "The bill was far too high this month.",
    "Nobody answered the telephone for an hour.",
    "My daughter plays the violin.",
    "I paid much more than I had expected.",
]
GERMAN = [
    "Die Rechnung war viel zu hoch.",
    "Niemand ging ans Telefon.",
    "Ich habe die Rechnungen alle aufgehoben.",
    "Meine Tochter spielt Geige.",
]


def test_english_is_found_by_what_it_means() -> None:
    index = MeaningIndex(ENGLISH, ["en"] * 4)
    order, scores = index.closest("expensive invoice")

    assert set(order[:2]) == {0, 3}
    assert list(scores) == sorted(scores, reverse=True)
    assert index.note == index.note_on("expensive invoice") == ""


def test_other_languages_are_found_by_their_words_and_it_is_said() -> None:
    index = MeaningIndex(GERMAN, ["de"] * 4)
    order, _ = index.closest("Rechnung")

    assert set(order[:2]) == {0, 2}
    assert "does not know (de)" in index.note
    assert index.note.startswith("What is searched is in a language")


def test_both_kinds_are_dealt_together_by_rank() -> None:
    index = MeaningIndex([*ENGLISH, *GERMAN], ["en"] * 4 + ["de"] * 4)
    order, _ = index.closest("Rechnung bill")

    assert {0, 4, 6} & set(order[:4]) >= {0, 4}
    assert "4 of 8 passages are" in index.note
    assert sorted(order) == list(range(8))


def test_a_question_in_letters_the_model_does_not_know_is_named() -> None:
    index = MeaningIndex(ENGLISH, ["en"] * 4)

    assert "ask in English" in index.note_on("صورتحساب")
    assert index.note_on("café") == ""


@pytest.mark.parametrize("texts", [[], ["…"], ["?", "!"]])
def test_texts_without_words_are_close_to_nothing(texts: list[str]) -> None:
    _, scores = MeaningIndex(texts, ["xx"] * len(texts)).closest("bill")

    assert len(scores) == len(texts)
    assert np.all(scores == 0)


def test_many_texts_of_an_unknown_language_are_reduced_and_still_found() -> None:
    texts = [f"صورتحساب شماره {n} خیلی زیاد بود" if n % 3 else f"کنتور {n} خراب است" for n in range(200)]
    order, _ = MeaningIndex(texts, ["fa"] * 200).closest("كنتور")

    assert all(at % 3 == 0 for at in order[:30])
