"""Names as words, the forms of known names, and what the words around tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxresearch.readers import name_lists
from cxresearch.readers.name_context import new_names
from cxresearch.readers.names import edits, fold_name, fold_word, phonetic, tokens_of
from cxresearch.readers.roster import Roster

ROSTER = Roster(
    {
        "maria lopez": "P1",
        "robert ashworth": "P2",
        "mark feltham": "P3",
        "katarzyna nowicka": "P4",
        "karim": "[Person 1]",
    },
    sure=("maria lopez", "robert ashworth", "mark feltham", "katarzyna nowicka"),
)


def known(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.name) for m in ROSTER.find(text, tokens_of(text), language=language)]


def new(text: str, language: str = "en") -> list[str]:
    return [text[m.start : m.end] for m in new_names(text, tokens_of(text), language=language)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("I met Maria Lopez there", "Maria Lopez"),
        ("I met maria lopez there", "maria lopez"),
        ("it was Maria's idea", "Maria"),
        ("it was Maria’s idea", "Maria"),
        ("Ms Lopez was kind", "Lopez"),
        ("signed M. Lopez here", "M. Lopez"),
        ("it said Maria L. there", "Maria L"),
        ("signed M.L. at the end", "M.L"),
        ("so maria told me", "maria"),
        ("well maria never got it", "maria"),
        ("María said so", "María"),
        ("and Mariah came", "Mariah"),
        ("and Maria Lopes came", "Maria Lopes"),
    ],
)
def test_every_form_leads_to_the_person(text: str, shown: str) -> None:
    assert known(text) == [(shown, "maria lopez")]


def test_nicknames_lead_to_the_person() -> None:
    assert known("I asked Bob and Kasia") == [("Bob", "robert ashworth"), ("Kasia", "katarzyna nowicka")]


def test_polish_endings_lead_to_the_person() -> None:
    assert known("rozmawiałem z Katarzyną Nowicką wczoraj", "pl")[0][1] == "katarzyna nowicka"


@pytest.mark.parametrize(
    "text", ["I will mark it as read.", "Mark all as read.", "so i mark it", "the mark was low", "The lower market."]
)
def test_an_ordinary_word_is_no_name(text: str) -> None:
    assert known(text) == []


@pytest.mark.parametrize(
    "text", ["Mark told me so.", "so mark told me", "I asked Mark about it.", "Mark, can you hear me?"]
)
def test_an_ordinary_word_is_a_name_in_company(text: str) -> None:
    assert [name for _, name in known(text)] == ["mark feltham"]


def test_somebody_else_of_the_same_first_name_is_another_person() -> None:
    assert known("It was Maria Castellano, not her.") == [("Maria Castellano", "maria castellano")]


def test_a_name_that_two_people_share_is_a_person_of_its_own_unless_settled_before() -> None:
    people = {"ana hill": "P1", "ana ross": "P2"}
    text = "I told Ana."

    assert [m.name for m in Roster(people).find(text, tokens_of(text))] == ["ana"]
    assert [m.name for m in Roster(people, settled={"ana": "P2"}).find(text, tokens_of(text))] == ["ana ross"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("my husband Karim does that", "Karim"),
        ("My boss Zanele Dlamini signed", "Zanele Dlamini"),
        ("a guy called Thabo picked up", "Thabo"),
        ("I saw Dr Okafor there", "Okafor"),
        ("I spoke to Priya again", "Priya"),
        ("I spoke to Nkechi from the branch", "Nkechi"),
        ("my name is Torvald", "Torvald"),
        ("hello, this is Doreen", "Doreen"),
        ("me and Saoirse went", "Saoirse"),
        ("So Saoirse and I went", "Saoirse"),
        ("it was Hannah de Vries who", "Hannah de Vries"),
        ("Bill said no", "Bill"),
    ],
)
def test_new_names_by_context_and_list(text: str, shown: str) -> None:
    assert new(text) == [shown]


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("de", "mein Mann Karsten macht das", "Karsten"),
        ("de", "ich sprach mit Frau Brandt am Montag", "Brandt"),
        ("nl", "meneer Dekker belde", "Dekker"),
        ("pl", "rozmawiałam z panią Kowalską", "Kowalską"),
        ("it", "mi chiamo Ludovica", "Ludovica"),
    ],
)
def test_new_names_in_other_languages(language: str, text: str, shown: str) -> None:
    assert new(text, language) == [shown]


@pytest.mark.parametrize(
    "text",
    [
        "This is Windows and this is Great.",
        "The app called Notion and my boss Monday to Friday.",
        "In May and since April, June 3rd.",
        "St James and San Diego, the Martin Street one.",
        "Hi everyone, hello Alexa, thanks Google.",
        "We finished Quake, and I liked it.",
        "I was in Charlotte, Austin and Florence.",
        "I'm Polish. OK. The BBC and the NHS.",
        "Will you? May I? Grace is a virtue.",
    ],
)
def test_other_capitals_are_no_people(text: str) -> None:
    assert new(text) == []


@pytest.mark.parametrize(
    "text", ["Die Zeitung und mein Auto stehen in der Stadt.", "Ein Roman über Heimat und Arbeit."]
)
def test_german_nouns_are_no_people(text: str) -> None:
    assert new(text, "de") == []


@given(st.text("abcdeé'’- ÄŁ", max_size=30))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)


@given(st.text("abcd", max_size=7), st.text("abcd", max_size=7))
def test_edits_count_both_ways_alike_and_only_equal_words_have_none(one: str, other: str) -> None:
    assert edits(one, other, most=9) == edits(other, one, most=9)
    assert (edits(one, other) == 0) == (one == other)


def test_names_that_sound_alike_have_one_code() -> None:
    assert phonetic("sofia") == phonetic("sophia")
    assert phonetic("erik") == phonetic("eric")
    assert phonetic("maria") != phonetic("karim")


def test_the_lists_are_folded_and_keep_makes_and_places_out_of_given_names() -> None:
    for words in (name_lists.GIVEN, name_lists.ORDINARY, name_lists.AMBIGUOUS, name_lists.STARTERS, name_lists.KIN):
        assert all(word == fold_word(word) for word in words)
    assert not name_lists.GIVEN & name_lists.ORDINARY
    assert not name_lists.GIVEN & name_lists.NO_NAMES


@pytest.mark.parametrize(
    "text",
    [
        "I spoke with Veterans who left.",
        "my boss Sergeant Major of the base",
        "I had a Doctor Appointment and then Officer Training.",
        "the Product Manager told Londoners and Catholics",
        "She is with Procurement, he leads Marketing.",
    ],
)
def test_groups_ranks_and_departments_are_no_people(text: str) -> None:
    assert new(text) == []


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("so gemma said she would", "en", "gemma"),
        ("my little one gemma dropped it", "en", "gemma"),
        ("It was under Featherhall, F E A.", "en", "Featherhall"),
        ("We saw Councillor Brathby there", "en", "Brathby"),
        ("Das war Ulrikes Idee.", "de", "Ulrikes"),
        ("i saw mrs ardernathy there and she laughed", "en", "ardernathy"),
        ("my name's quorvane by the way", "en", "quorvane"),
        ("you know who is good with it leopold is good", "en", "leopold"),
        ("They sign in as J. Okurro or so.", "en", "J. Okurro"),
        ("I met Olive Petterwick there.", "en", "Olive Petterwick"),
        ("Every Otis and Clementine knows it.", "en", "Otis"),
        ("there is a chap we call Zudd", "en", "Zudd"),
        ("It was Dr van der Hoeveling again.", "en", "van der Hoeveling"),
        ("It is in the name of Prenderwick now.", "en", "Prenderwick"),
        ("Bei Familie Wendelhag war es so.", "de", "Wendelhag"),
        ("با آقای رستمی حرف زدم", "fa", "رستمی"),
    ],
)
def test_more_ways_in_which_people_come_up(text: str, language: str, shown: str) -> None:
    assert new(text, language)[:1] == [shown]


def test_what_sounds_like_a_known_name_but_is_a_word_is_left() -> None:
    roster = Roster({"luke": "P1"}, sure=("luke",))

    for text in ("at Lucky Cat", "a studio called Lucky Cat"):
        assert [m.name for m in roster.find(text, tokens_of(text))] == []


def test_a_company_named_after_somebody_stays() -> None:
    roster = Roster({"walt disney": "[Person 1]"})
    text = "I saw Walt Disney, and then I worked with Disney."

    assert [text[m.start : m.end] for m in roster.find(text, tokens_of(text))] == ["Walt Disney"]


def test_no_false_person_in_plain_customer_speech() -> None:
    """Sentences a person would never redact, in the mixed case of a recorder."""
    sentences = [
        "We bought it at Sainsbury and paid with Apple Pay on Friday.",
        "The Lloyds branch in Manchester closed, so I went to Leeds.",
        "Honestly, Booking was fine but Ryanair was not.",
        "Premier Inn gave us Room 12 on the Second floor.",
        "My Mum says hi, and Grandma too.",
        "Customer Service told me to wait until June.",
        "He works for the Council, she is at Oxford University.",
    ]

    assert [name for sentence in sentences for name in new(sentence)] == []
