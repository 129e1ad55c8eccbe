"""What participants say of themselves becomes a name in the third person, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxresearch.domain.calling import FEWEST, MOST, called, content, is_habit


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("I really want to see my bill first, then I pay.", "Really wants to see their bill first"),
        ("Yeah, so I check every bill by hand.", "Checks every bill by hand"),
        ("We'd like one place for every claim.", "Would like one place for every claim"),
        ("I never carry cash in town.", "Never carries cash in town"),
        ("I don’t trust the meter readings.", "Doesn't trust the meter readings"),
        ("I'm afraid of the next invoice because it doubled.", "Afraid of the next invoice"),
        ("I wish there was one office for claims.", "Wishes for one office for claims"),
        ("It's hard to reach a person.", "Finds it hard to reach a person"),
    ],
)
def test_what_somebody_says_of_themselves(said: str, name: str) -> None:
    assert called(said) == name


@pytest.mark.parametrize(
    "said",
    [
        "They want to see my bill.",  # another subject
        "I checked every bill by hand.",  # one day
        "I want it by hand.",  # points back
        "I want to pay the.",  # broken off
        "I want tea.",  # too short
        "I want to see every single bill of the year on one large sheet of paper.",  # too long
        "I trust [Person 1] with the bills.",  # a stand-in
        "I pay 40 pounds a month.",  # figures
        "I can't ring eight to six.",
        "Ich will die Rechnung sehen.",  # another language
        "",
    ],
)
def test_what_makes_no_name(said: str) -> None:
    assert called(said) == ""


@given(st.text(max_size=80))
def test_a_name_has_a_few_words_and_speaks_of_nobody_else(text: str) -> None:
    name = called(f"I want {text}")

    assert not name or (FEWEST <= len(name.split()) <= MOST and len(content(name)) > 1)
    assert "[" not in name


def test_habits_are_told_from_single_days() -> None:
    assert is_habit("Checks the meter every morning")
    assert not is_habit("Uses the travel desk")
