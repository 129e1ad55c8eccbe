"""Names that no list holds are told from groups, ranks, makes and ordinary words by the company they keep."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxresearch.readers import name_lists
from cxresearch.readers.name_company_lists import company_of
from cxresearch.readers.name_evidence import people_by_company
from cxresearch.readers.name_groups import is_group, is_ordinary
from cxresearch.readers.names import fold_word
from cxresearch.readers.pseudonyms import Scan


def people(*said: str, language: str = "en") -> set[str]:
    return set(people_by_company(Scan(text, language) for text in said))


@pytest.mark.parametrize(
    "group",
    [
        "Veterans", "Marines", "Millennials", "Democrats", "Germans", "Londoners", "Catholics", "Mancunians",
        "Scousers", "Gamers", "Pensioners", "Teachers", "Sergeant", "Captain", "Commander", "Designer", "Vegans",
    ],
)  # fmt: skip
def test_a_group_or_a_rank_is_nobody_however_it_is_spoken_of(group: str) -> None:
    said = [
        f"It was {group} who told me about it.",
        f"I asked {group} and they said no.",
        f"I spoke to {group} about that, and older {group} agreed.",
        f"My friend {group} knows.",
        f"so I said to {group} come in",
    ]

    assert fold_word(group) not in people(*said)


@pytest.mark.parametrize(
    "said",
    [
        "It was Zubaira who told me.",
        "I asked Zubaira about it.",
        "Poor Zubaira had to start again.",
        "Zubaira and I share a desk.",
        "So did Zubaira.",
        "My manager back then was Zubaira.",
        "Do you know Zubaira? She wrote it.",
        "The nurse, I think Zubaira, was lovely.",
        "I sat with Zubaira when it broke.",
        "Zubaira Ondolu ran the desk.",
        "There was Priya and Zubaira, and nobody knew.",
        "Zubaira is a nurse there.",
    ],
)
def test_a_rare_name_is_found_by_its_company(said: str) -> None:
    assert "zubaira" in people(said)


@pytest.mark.parametrize(
    "said",
    [
        "It is a game called Zubaira.",
        "We partner with Zubaira on that.",
        "He was the boss of Zubaira for years.",
        "Zubaira is a tool for plots.",
        "We went to Zubaira for the day.",
        "We met at PAX Zubaira in the spring.",
        "Most Zubairas are like that, they told me.",
        "I used Zubaira and it broke.",
        "First squad, then Zubaira, then a company.",
    ],
)
def test_a_strange_word_among_things_is_nobody(said: str) -> None:
    assert not {"zubaira", "zubairas"} & people(said)


@pytest.mark.parametrize(
    "said", ["FaceTime said no and FaceTime told me.", "DataGrid told me so.", "Unlike a dentist, she said yes."]
)
def test_inner_capitals_and_small_words_of_other_tongues_make_no_name(said: str) -> None:
    assert people(said) == set()


def test_adverbs_at_the_beginning_are_nobody() -> None:
    assert people("Ideally, you want less.", "Unhelpfully, you get more.") == set()
    assert people("Manchmal war ich da.", "Vermutlich hat er es.", language="de") == set()


def test_german_nouns_are_nobody_and_german_names_are_found() -> None:
    said = ["Wie schätzt ihr die Nützlichkeit der Sachen ein?", "Das war so im Vorhinein schon klar."]

    assert people(*said, language="de") == set()
    assert people("Das hat mir die Zubaira gezeigt.", language="de") == {"zubaira"}


def test_small_letters_need_clear_company_and_no_ordinary_word() -> None:
    assert people("and then i told zubaira about it") == {"zubaira"}
    assert people("i think it was zubaira who told us") == {"zubaira"}
    assert people("so i told customers about it and i asked people there") == set()


def test_each_language_has_its_own_words() -> None:
    assert "a" not in company_of("en").says
    assert company_of("xx") == company_of("en")


@given(st.sampled_from(sorted(name_lists.GIVEN)))
def test_no_given_name_is_a_group(name: str) -> None:
    assert not is_group(name, "en")


def test_words_made_of_ordinary_words_are_ordinary() -> None:
    assert all(is_ordinary(word, "en") for word in ("Presumably", "Unlike", "Unhelpful", "Tables"))
    assert not any(is_ordinary(word, "en") for word in ("Zubaira", "Kimberly", "Ottoline"))
