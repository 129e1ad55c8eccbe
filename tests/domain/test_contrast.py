from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxresearch.domain.contrast import CLEAR, cliffs_delta, contrasts_of, effect_of, plain, profile_of, titled
from tests.domain.test_drafting import Said, reading_of

NUMBERS = st.lists(st.integers(0, 5).map(float), min_size=1, max_size=6)


@given(NUMBERS, NUMBERS)
def test_cliffs_delta_changes_its_sign_with_the_sides(ours: list[float], theirs: list[float]) -> None:
    assert cliffs_delta(ours, theirs) == -cliffs_delta(theirs, ours)
    assert -1 <= cliffs_delta(ours, theirs) <= 1


def test_few_participants_shrink_an_effect() -> None:
    assert effect_of([1, 1], [0, 0]) == pytest.approx(0.5)
    assert effect_of([1] * 5, [0] * 8) == pytest.approx(40 / 44)
    assert effect_of([], [1]) == 0.0


def test_one_against_one_is_never_a_clear_difference() -> None:
    said: list[Said] = [("P1", "One matter.", "t1", ["do"]), ("P2", "Other matter.", "t2", ["pain"])]
    profile = profile_of(reading_of(said, themes={"t1": "One", "t2": "Two"}))
    assert contrasts_of(profile, ["P1"], {"t1": "One", "t2": "Two"}) == ()


def test_numbers_and_kinds_are_compared_among_those_who_gave_them() -> None:
    said: list[Said] = [(f"P{n}", "Something said in passing.", None, []) for n in range(8)]
    attributes = {
        f"P{n}": {"age": str(70 + n if n < 4 else 20 + n), "role": "nurse" if n < 4 else "baker"} for n in range(7)
    }
    profile = profile_of(reading_of(said, attributes=attributes))
    texts = [contrast.text for contrast in contrasts_of(profile, ["P0", "P1", "P2", "P3"], {})]
    assert "Age: median 71.5 (4 of 4 gave it), 25 for the others (3 of 4)." in texts
    assert "Role: nurse in 4 of 4 who gave it; of the others, 0 of 3." in texts


def test_labels_within_a_theme_are_compared_among_those_who_speak_of_it() -> None:
    said: list[Said] = [(f"P{n}", "The bill came late again.", "t1", ["pain"] if n < 4 else ["gain"]) for n in range(8)]
    profile = profile_of(reading_of(said, themes={"t1": "Bills"}))
    (found,) = [
        c
        for c in contrasts_of(profile, ["P0", "P1", "P2", "P3"], {"t1": "Bills"})
        if c.label == "pain" and c.subject == "t1"
    ]
    assert found.text == "4 of 4 have trouble with “Bills”; of the others, 0 of 4."
    assert found.evidence == ("s000", "s001", "s002", "s003")


def test_somebody_who_hardly_speaks_does_not_move_a_share() -> None:
    said: list[Said] = [
        (f"P{p}", f"Words about it, number {n}.", "t1" if n % 2 else "t2", []) for p in range(6) for n in range(10)
    ]
    said.append(("P9", "One word.", "t1", []))
    profile = profile_of(reading_of(said, themes={"t1": "One", "t2": "Two"}))
    shares = [
        c for c in contrasts_of(profile, ["P0", "P1", "P2", "P9"], {"t1": "One", "t2": "Two"}) if "more of" in c.text
    ]
    assert shares == []


def test_only_clear_differences_are_told_greatest_first() -> None:
    said: list[Said] = [
        (f"P{n}", "The bill came late again.", "t1" if n < 5 else "t2", ["pain"] if n < 5 else ["do"])
        for n in range(10)
    ]
    profile = profile_of(reading_of(said, themes={"t1": "Bills", "t2": "Other"}))
    effects = [
        abs(c.effect) for c in contrasts_of(profile, [f"P{n}" for n in range(5)], {"t1": "Bills", "t2": "Other"})
    ]
    assert effects == sorted(effects, reverse=True)
    assert min(effects) >= CLEAR


def test_words_for_people() -> None:
    assert titled("town_size ") == "Town size"
    assert plain(3.14159) == "3.1"
