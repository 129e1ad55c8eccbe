"""What is done to what, told from word lists and the words around."""

import pytest

from cxresearch.analysis.theme_grammar import deeds, gerund, is_compared, root, verb_root
from cxresearch.analysis.theme_speech import phrases


def told(sentence: str, language: str = "en") -> set[str]:
    return {" ".join(tokens) for tokens in phrases([tuple(sentence.split())], language).values()}


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("i was waiting for the engineer all day", "waiting for the engineer"),
        ("we had to fill in all of those forms", "filling in forms"),
        ("they cancelled my direct debit", "cancelling direct debit"),
        ("so i felt a bit stupid", "feeling stupid"),
    ],
)
def test_what_is_done_to_what_is_a_phrase(sentence: str, phrase: str) -> None:
    assert phrase in told(sentence)


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("the order form", "forming"),  # a noun after a determiner
        ("they make tea", "making tea"),  # a verb that says nothing
        ("i can save money", "can save"),  # a helper is no deed
        ("it was careful of the cup", "careful of the cup"),  # an adjective opens nothing over a small word
        ("the amount was higher", "higher"),  # comparing forms name nothing alone
        ("seventy-five kettles", "seventy-five kettles"),  # nor do numbers
    ],
)
def test_what_names_nothing(sentence: str, phrase: str) -> None:
    assert phrase not in told(sentence)


def test_the_form_of_a_verb_is_one_that_participants_use() -> None:
    said = [("i", "paid", "the", "bill")]

    assert phrases(said, "en", sayers={"paying": 2})["pay", "bill"] == ("paying", "the", "bill")
    assert phrases(said, "en", sayers={"paying": 1, "pay": 3})["pay", "bill"] == ("pay", "the", "bill")
    assert phrases(said, "en", sayers={})["pay", "bill"] == ("paid", "the", "bill")


def test_other_languages_keep_their_words_and_know_no_deeds() -> None:
    assert root("Rechnungen", "de") == "Rechnungen"
    assert not deeds(("ich", "zahle", "die", "rechnung"), {3: 4}, "de")


def test_forms_of_one_word_have_one_root() -> None:
    assert len({root(word, "en") for word in ("reading", "readings", "reads", "read")}) == 1
    assert (verb_root("kitchen"), gerund("plan"), is_compared("worse")) == ("", "planning", True)
