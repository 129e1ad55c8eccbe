"""Cues are found where they are, in the languages that have lists, and in no time."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxresearch.analysis.cues import LANGUAGES, count_cues, cue_features, find_cues
from cxresearch.domain.quadrant import LABELS


@pytest.mark.parametrize(
    ("language", "text", "label", "cue"),
    [
        ("en", "So I was terrified of losing it.", "feel", "terrified"),
        ("en", "She told me to wait outside.", "say", "told"),
        ("en", "We usually print the whole thing.", "do", "We usually print"),
        ("en", "I assumed it was free.", "think", "I assumed"),
        ("de", "Ich war wirklich enttäuscht.", "feel", "enttäuscht"),
        ("de", "Er hat gesagt, es dauert.", "say", "gesagt"),
        ("pl", "Myślę, że to działa.", "think", "Myślę"),
        ("pl", "Boję się tego formularza.", "feel", "Boję"),
        ("fa", "من خیلی نگران بودم.", "feel", "نگران"),
        ("fa", "به من گفتند صبر کن.", "say", "گفتند"),
        ("it", "Ho chiesto aiuto allo sportello.", "say", "Ho chiesto"),
        ("it", "Secondo me costa troppo.", "think", "Secondo me"),
    ],
)
def test_a_cue_is_found_in_its_language(language: str, text: str, label: str, cue: str) -> None:
    assert find_cues(text, language=language)[label].text == cue


@given(st.text(max_size=300), st.sampled_from([*LANGUAGES, "xx"]))
def test_a_cue_stands_at_its_offsets(text: str, language: str) -> None:
    for label, cue in find_cues(text, language=language).items():
        assert label == cue.label
        assert text[cue.start : cue.end] == cue.text
        assert cue.text.strip()


def test_a_language_without_list_has_no_cues() -> None:
    assert find_cues("I was terrified.", language="sv") == {}
    assert set(count_cues("I was terrified.", language="sv").values()) == {0}


def test_region_codes_are_understood() -> None:
    assert "feel" in find_cues("Ich habe Angst.", language="de-AT")


def test_every_language_has_every_label() -> None:
    from cxresearch.analysis.cues import _compiled

    for language in LANGUAGES:
        assert set(LABELS) == set(_compiled(language))


def test_features_are_bounded_and_one_row_per_text() -> None:
    rows = cue_features(["", "😀", "I love it! " * 500, "Why does it ask me again?"])

    assert rows.shape == (4, 21)
    assert rows.min() >= 0
    assert rows.max() <= 1
    assert rows[0].sum() == 0


@pytest.mark.parametrize("text", ["a " * 50_000, "I " * 50_000, "i just " * 30_000, '"' * 100_000, "x" * 100_000])
def test_long_lines_do_not_stall(text: str) -> None:
    begin = process_time()
    for language in LANGUAGES:
        count_cues(text, language=language)

    # Quadratic expressions would need minutes here; this bound only tells stalls from answers.
    assert process_time() - begin < 30


def test_expressions_do_not_repeat_repetitions() -> None:
    from cxresearch.analysis.cues import _lists

    nested = re.compile(r"\([^()]*[+*]\)[+*]")
    for lists in _lists().values():
        for expressions in lists.values():
            assert not [e for e in expressions if nested.search(e)]
