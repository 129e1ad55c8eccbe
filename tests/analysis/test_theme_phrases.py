"""Phrases are scored by whole passages, by voices, and by meaning."""

from collections.abc import Sequence

import numpy as np

from cxresearch.analysis.theme_phrases import Meaning, Phrase, candidates, hear, weighed
from cxresearch.analysis.theme_speech import listen


def scored(
    texts: Sequence[str], people: Sequence[str], members: Sequence[int], before: Sequence[Sequence[str]] = ()
) -> dict[str, Phrase]:
    speech = listen(texts, people, "en", before)
    return {phrase.text: phrase for phrase in candidates(speech, members, hear(speech, "en"))}


FILLED = [f"The kettle number {letter} was there." for letter in "abcdefghij"]


def test_a_phrase_of_one_voice_counts_when_others_tell_the_same_further_apart() -> None:
    apart = ["The claim took a long process.", "It is a process, and the claim is the worst.", "My claim was lost."]
    texts = ["The claim process is slow.", *apart, *FILLED]
    people = ["P1", "P2", "P3", "P2", *["P4", "P5"] * 5]
    found = scored(texts, people, range(10))
    alone = scored(["The gremlin wizard is slow.", *apart, *FILLED], people, range(10))

    assert "claim process" in found
    assert "gremlin wizard" not in alone


def test_what_was_said_just_before_counts() -> None:
    texts = ["It came late.", "The parcel was wet.", "A parcel, again.", "The invoice was wrong.", "An invoice came."]
    people = ["P1", "P2", "P3", "P1", "P2"]
    before = [["Q: And the parcel?"], [], [], [], []]
    without = scored(texts, people, range(3))["parcel"]
    found = scored(texts, people, range(3), before)["parcel"]

    assert found.segments == {0, 1, 2}
    assert found.score > without.score


def test_a_word_only_the_interviewer_says_is_no_name() -> None:
    texts = ["It came late.", "It was wet.", "Again."]
    found = scored(texts, ["P1", "P2", "P3"], range(3), [["Q: The parcel?"]] * 3)

    assert "parcel" not in found


def test_a_phrase_near_the_theme_in_meaning_wins_over_one_near_another() -> None:
    axes = {"parcel": (1.0, 0.0), "invoice": (0.0, 1.0)}
    vectors = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    meaning = Meaning.of(lambda texts: np.array([axes[text] for text in texts]), vectors, np.array([0, 0, 1, 1]), 2)
    parcel, invoice = (
        Phrase((word,), (word,), frozenset({0}), frozenset({0}), said=1, shared=True, score=1.0) for word in axes
    )
    best = weighed([invoice, parcel], 0, meaning)

    assert [phrase.text for phrase in best] == ["parcel", "invoice"]
    assert parcel.like(invoice) == 0.0
    assert best[0].like(best[1]) < 0


def test_without_vectors_phrases_stay_as_they_were() -> None:
    phrase = Phrase(("parcel",), ("parcel",), frozenset({0}), frozenset({0}), said=1, shared=True, score=1.0)

    assert weighed([phrase], 0, None) == [phrase]
