from __future__ import annotations

from cxresearch.domain.contrast import profile_of
from cxresearch.domain.naming import most_spoken, summary_of, theme_order, working_names
from tests.domain.test_drafting import Said, reading_of

NAMES = {"t1": "Late bills", "t2": "SMS codes", "t3": "Meter"}


def talk(person: str, counts: dict[str, int]) -> list[Said]:
    return [
        (person, f"They sent late bills and codes, number {n}.", theme, [])
        for theme, many in counts.items()
        for n in range(many)
    ]


def test_what_sets_apart_is_not_what_is_spoken_of_most() -> None:
    said = [turn for p in ("P1", "P2") for turn in talk(p, {"t1": 6, "t2": 4})]
    said += [turn for p in ("P3", "P4") for turn in talk(p, {"t1": 9, "t3": 1})]
    profile = profile_of(reading_of(said, themes=NAMES))
    assert most_spoken(profile, ["P1", "P2"], tuple(NAMES))[0] == "t1"
    assert theme_order(profile, ["P1", "P2"], tuple(NAMES))[0] == "t2"
    summary = summary_of(profile, ["P1", "P2"], 4, (), NAMES)
    assert summary == (
        "2 of 4 participants; they talk most about “Late bills” (2 of 2) and “SMS codes” (2 of 2),"
        " where the others talk more about “Meter”."
    )


def test_a_theme_of_one_talkative_member_does_not_name_the_group() -> None:
    said = talk("P1", {"t3": 50, "t1": 5}) + talk("P2", {"t1": 5}) + talk("P3", {"t1": 5}) + talk("P4", {"t2": 5})
    profile = profile_of(reading_of(said, themes=NAMES))
    assert theme_order(profile, ["P1", "P2", "P3"], tuple(NAMES))[0] == "t1"


def test_abbreviations_keep_their_capitals_and_common_words_lose_them() -> None:
    profile = profile_of(reading_of(talk("P1", {"t1": 2}) + talk("P2", {"t2": 2}), themes=NAMES))
    names = working_names(profile, {"a": ["P1"], "b": ["P2"]}, {"a": (), "b": ()}, NAMES)
    assert names == {"a": "Focused on late bills", "b": "Focused on SMS codes"}


def test_a_word_nobody_says_is_small_in_english_only() -> None:
    profile = profile_of(reading_of(talk("P1", {"t1": 2}), themes={"t1": "Kosten"}))
    for english, name in ((True, "Focused on kosten"), (False, "Focused on Kosten")):
        assert working_names(profile, {"a": ["P1"]}, {"a": ()}, {"t1": "Kosten"}, english=english) == {"a": name}


def test_stand_ins_do_not_name_a_group() -> None:
    profile = profile_of(reading_of(talk("P1", {"t1": 2}), themes={"t1": "[Person 1] and bills"}))
    names = working_names(profile, {"a": ["P1"]}, {"a": ()}, {"t1": "[Person 1] and bills"})
    assert names == {"a": "Group of 1 participant"}


def test_names_already_taken_are_avoided() -> None:
    profile = profile_of(reading_of(talk("P1", {"t1": 3, "t2": 1}), themes=NAMES))
    assert working_names(profile, {"a": ["P1"]}, {"a": ()}, NAMES, ["focused on Late bills"]) == {
        "a": "Focused on SMS codes"
    }
