from __future__ import annotations

from dataclasses import replace

from cxresearch.domain.contrast import contrasts_of, profile_of
from cxresearch.domain.drafting import personas_of
from cxresearch.domain.naming import Name, most_spoken, summary_of, theme_order, working_names
from cxresearch.domain.suggestion import PersonaSuggestion
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
    assert names == {"a": Name("Group 1: late bills"), "b": Name("Group 2: SMS codes")}


def test_a_word_nobody_says_is_small_in_english_only() -> None:
    profile = profile_of(reading_of(talk("P1", {"t1": 2}), themes={"t1": "Kosten"}))
    for english, name in ((True, "Group 1: kosten"), (False, "Group 1: Kosten")):
        assert working_names(profile, {"a": ["P1"]}, {"a": ()}, {"t1": "Kosten"}, english=english) == {"a": Name(name)}


def test_stand_ins_do_not_name_a_group() -> None:
    profile = profile_of(reading_of(talk("P1", {"t1": 2}), themes={"t1": "[Person 1] and bills"}))
    names = working_names(profile, {"a": ["P1"]}, {"a": ()}, {"t1": "[Person 1] and bills"})
    assert names == {"a": Name("Group of 1 participant")}


def test_names_already_taken_are_avoided() -> None:
    profile = profile_of(reading_of(talk("P1", {"t1": 3, "t2": 1}), themes=NAMES))
    assert working_names(profile, {"a": ["P1"]}, {"a": ()}, NAMES, ["group 1: Late bills"]) == {
        "a": Name("Group 1: SMS codes")
    }


def wishing(person: str, wish: str, label: str = "goal") -> list[Said]:
    return [(person, wish, "t1", [label]), *talk(person, {"t2": 3})]


def named(said: list[Said], members: list[str], *, english: bool = True) -> Name:
    reading = reading_of(said, themes=NAMES)
    profile = profile_of(reading)
    contrasts = contrasts_of(profile, members, NAMES)
    return working_names(profile, {"a": members}, {"a": contrasts}, NAMES, english=english)["a"]


SHARED = [
    *wishing("P1", "I want to see every late bill first, before they take it."),
    *wishing("P2", "You see, the first thing is a late bill on every page, that is what matters."),
    *talk("P3", {"t3": 6}),
    *talk("P4", {"t3": 6}),
]


def test_a_group_is_called_by_what_a_member_says_and_others_share() -> None:
    name = named(SHARED, ["P1", "P2"])

    assert name.text == "Wants to see every late bill first"
    assert name.said


def test_the_segment_behind_a_name_leads_the_quotes() -> None:
    suggestion = PersonaSuggestion("persona-a", {"P1": 1.0, "P2": 1.0})
    persona = personas_of(replace(reading_of(SHARED, themes=NAMES), personas=(suggestion,)))[0]

    assert persona.name == "Wants to see every late bill first"
    assert persona.quotes[0].text.startswith("I want to see every late bill first")
    fields = (persona.goals, persona.motivations, persona.needs, persona.traits)
    assert all(not line.text.startswith("I want to see") for lines in fields for line in lines)


def test_what_one_member_alone_wants_names_nobody() -> None:
    alone = [*wishing("P1", "I want to breed purple flamingos in Kent."), *SHARED[4:]]

    assert named(alone, ["P1", "P2"]).said == ""


def test_what_is_done_once_names_nobody_and_a_habit_does() -> None:
    once = [("P1", "I check the late bill with codes.", "t1", ["do"]), ("P2", "I see a late bill.", "t1", ["do"])]
    often = [("P1", "I check every late bill with codes.", "t1", ["do"]), *once[1:]]
    rest = [*talk("P1", {"t2": 3}), *talk("P2", {"t2": 3}), *talk("P3", {"t3": 6})]

    assert named([*once, *rest], ["P1", "P2"]).said == ""
    assert named([*often, *rest], ["P1", "P2"]).text == "Checks every late bill with codes"


def test_other_languages_get_plain_names() -> None:
    assert named(SHARED, ["P1", "P2"], english=False).said == ""
