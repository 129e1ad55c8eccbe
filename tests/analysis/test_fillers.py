"""Segments that say nothing are told from those that do, in eight languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxresearch.analysis.fillers import (
    FILLER,
    NO_CONTENT,
    content_words,
    is_hesitation,
    stem,
    stop_words,
    weak_words,
    why_empty,
    words,
)

SPOKEN = [
    ("en", "Yeah, exactly."),
    ("en", "Um, okay, so."),
    ("en", "Mm-hmm."),
    ("en", "Let me think for a second."),
    ("en", "That's a good question."),
    ("en", "Can you hear me okay?"),
    ("en", "I don’t know."),
    ("en", "Uh, yeah, that makes sense, thank you so much."),
    ("en", "Oh, that's great."),
    ("de", "Ja, genau, also, ähm."),
    ("de", "Das ist eine gute Frage."),
    ("nl", "Ja, precies, dat klopt."),
    ("fr", "Ben oui, voilà, euh, c'est ça."),
    ("es", "Sí, claro, o sea, no sé."),
    ("it", "Sì, esatto, cioè, non lo so."),
    ("pl", "No tak, dokładnie, nie wiem."),
    ("fa", "بله، دقیقاً، یعنی خب."),
]

SAID = [
    ("en", "Yeah, the invoice came twice."),
    ("en", "I gave them a call."),
    ("en", "I don't know where the export button is."),
    ("en", "That's a good question for the billing team."),
    ("de", "Ja, die Rechnung war falsch."),
    ("nl", "De factuur klopte niet met de levering."),
    ("fr", "La facture est arrivée deux fois."),
    ("es", "La factura llegó dos veces."),
    ("it", "La fattura è arrivata due volte."),
    ("pl", "Faktura przyszła dwa razy."),
    ("fa", "فاکتور دو بار به دستم رسید."),
    ("xx", "fatura hilang kemarin"),
]


@pytest.mark.parametrize(("language", "text"), SPOKEN)
def test_fillers_are_found(language: str, text: str) -> None:
    assert why_empty(text, language) == FILLER


@pytest.mark.parametrize(("language", "text"), SAID)
def test_what_says_something_is_kept(language: str, text: str) -> None:
    assert why_empty(text, language) == ""


@pytest.mark.parametrize("text", ["", "…", "42.", "It was there.", "He did that then."])
def test_no_content_is_told_from_filler(text: str) -> None:
    assert why_empty(text, "en") == NO_CONTENT


def test_a_verdict_counts_once_the_segment_is_longer() -> None:
    assert why_empty("That's great.", "en") == FILLER
    assert why_empty("The new checkout is great.", "en") == ""


def test_words_keep_joined_scripts_whole() -> None:
    assert words("می‌خواهم DD214 state-of-the-art हिन्दी 15th") == ["می‌خواهم", "dd214", "state-of-the-art", "हिन्दी"]


def test_hesitations_are_known_in_any_language() -> None:
    assert all(is_hesitation(sound) for sound in ("uhm", "hmmm", "ähm", "eh", "mhm"))
    assert not any(is_hesitation(word) for word in ("home", "um-brella", "ahead", "them"))


def test_lists_do_not_swallow_what_customers_talk_about() -> None:
    passed = stop_words("en") | weak_words("en")

    assert not passed & {"invoice", "refund", "price", "delivery", "support", "phone", "password", "account"}


def test_stems_bring_plurals_together() -> None:
    assert {stem(word, "en") for word in ("refund", "refunds", "refund's")} == {"refund"}
    assert stem("bus", "en") == "bus"


@given(st.text(max_size=80), st.sampled_from(["en", "de", "fa", "xx"]))
def test_any_text_has_an_answer(text: str, language: str) -> None:
    assert why_empty(text, language) in {"", FILLER, NO_CONTENT}


@given(st.sampled_from([text for language, text in SPOKEN if language == "en"]))
def test_a_content_word_makes_a_filler_say_something(text: str) -> None:
    assert why_empty(f"{text} The warehouse was flooded.", "en") == ""
    assert content_words(f"{text} Warehouse", "en")[-1] == "warehouse"


def test_what_was_blacked_out_holds_no_content() -> None:
    assert why_empty("XXXX XX XXXXX XXX about the loan.", "en") == "no content"
    assert why_empty("I asked Xavier about the X-ray loan.", "en") == ""
