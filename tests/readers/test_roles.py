from __future__ import annotations

import pytest

from cxresearch.readers.extract import Draft
from cxresearch.readers.roles import assign, is_same_person


def roles(*turns: tuple[str, str], front: str = "", interviewers: tuple[str, ...] = ()) -> dict[str, str]:
    drafts = [Draft(speaker, text) for speaker, text in turns]
    return {speaker.name: speaker.role for speaker in assign(drafts, front=front, interviewers=interviewers)[1]}


TALK = (
    ("Ana", "What made you come back?"),
    ("Bo", "The people at the desk. They knew my name and they had kept the old form, which saved me an hour."),
    ("Ana", "How did that feel?"),
    ("Bo", "Good, honestly. I had been to four other places where nobody looked up from the screen at all."),
)


@pytest.mark.parametrize(
    ("asker", "teller"),
    [("Interviewer", "P1"), ("I", "B1"), ("Moderatorin", "Teilnehmer 2"), ("Q", "A"), ("Int", "IP"), ("AI", "User"),
     ("Badaczka", "Respondent"), ("Enquêtrice", "Enquêté"), ("Host", "Guest"), ("R", "P3"), ("M", "S4")],
)  # fmt: skip
def test_labels_of_the_field(asker: str, teller: str) -> None:
    named = [(asker if speaker == "Ana" else teller, text) for speaker, text in TALK]

    assert roles(*named) == {asker: "interviewer", teller: "participant"}


def test_behaviour_decides_between_names() -> None:
    assert roles(*TALK) == {"Ana": "interviewer", "Bo": "participant"}


def test_behaviour_decides_although_the_participant_speaks_first() -> None:
    assert roles(("Bo", "Hello, it works, I can hear you now."), *TALK) == {"Bo": "participant", "Ana": "interviewer"}


def test_a_named_participant_leaves_the_other_to_interview() -> None:
    turns = [("Dan" if speaker == "Ana" else "Participant", text) for speaker, text in TALK]

    assert roles(*turns) == {"Dan": "interviewer", "Participant": "participant"}


def test_several_participants_and_a_second_interviewer() -> None:
    front = "Interviewers: Ana Lund and Cy Roe"
    turns = [
        ("Ana Lund", "Welcome, who are you?"),
        ("Bo", "A baker."),
        ("Di", "His wife."),
        ("Cy Roe", "Do you bake?"),
        ("Di", "No."),
    ]

    assert roles(*turns, front=front) == {
        "Ana Lund": "interviewer", "Bo": "participant", "Di": "participant", "Cy Roe": "interviewer",
    }  # fmt: skip


def test_the_legend_decides_what_letters_mean() -> None:
    turns = [("R", text) if speaker == "Ana" else ("T", text) for speaker, text in TALK]

    assert roles(*turns, front="(T = Interviewer, R = Respondent)") == {"R": "participant", "T": "interviewer"}


def test_the_researcher_has_the_last_word() -> None:
    assert roles(*TALK, interviewers=("bo",)) == {"Ana": "participant", "Bo": "interviewer"}


def test_unnamed_questions_and_answers() -> None:
    drafts = [
        Draft(None, "Why?", "question"),
        Draft(None, "So.", "answer"),
        Draft(None, "Part 2", "aside"),
        Draft(None, "Hm."),
    ]
    turns, speakers = assign(drafts)

    assert [turn.role for turn in turns] == ["interviewer", "participant", "other", "participant"]
    assert speakers == ()


def test_one_voice_is_the_participants_and_not_sure() -> None:
    _, speakers = assign([Draft("Ana", "I bake.")])

    assert speakers[0].role == "participant"
    assert speakers[0].confidence <= 0.6


def test_confidence_is_a_probability_and_lower_for_strangers() -> None:
    _, speakers = assign([Draft(speaker, text) for speaker, text in (*TALK, ("Unknown Speaker", "Right."))])

    assert all(0 <= speaker.confidence <= 1 for speaker in speakers)
    assert speakers[-1].confidence < min(speaker.confidence for speaker in speakers[:-1])


@pytest.mark.parametrize(
    ("name", "given", "same"),
    [("Jonas Berg", "Jonas", True), ("Jonas Berg", "jonas berg", True), ("Berg, Jonas", "Jonas Berg", True),
     ("Jonas Berg", "Jonnas Berg", True), ("Rich M. Roe", "Richard Roe", True), ("Ana", "Anton", False),
     ("", "x", False)],
)  # fmt: skip
def test_same_person(name: str, given: str, same: bool) -> None:
    assert is_same_person(name, given) is same
