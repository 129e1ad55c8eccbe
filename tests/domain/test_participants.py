from __future__ import annotations

import pytest

from cxresearch.domain.participants import (
    ToldSpeaker,
    id_in_name,
    is_placeholder,
    is_study_id,
    name_participants,
    participants_of,
)
from cxresearch.domain.transcript import Transcript, Turn


def spoken(*labels: str | None) -> Transcript:
    return Transcript("text", "utf-8", "en", tuple(Turn(label, "Well.", "participant") for label in labels))


@pytest.mark.parametrize(
    "label", ["P19", "p 3", "S3", "B1", "Participant 4", "Interviewee_2", "TN07", "Teilnehmerin 3"]
)
def test_ids_that_researchers_gave(label: str) -> None:
    assert is_study_id(label)


@pytest.mark.parametrize("label", ["Speaker 1", "Participant", "Guest", "I", "Befragte", "Speaker_02"])
def test_placeholders_name_nobody(label: str) -> None:
    assert is_placeholder(label)
    assert not is_study_id(label)


@pytest.mark.parametrize("label", ["Ana", "Dr Patel", "Sam P."])
def test_names_are_neither(label: str) -> None:
    assert not is_study_id(label)
    assert not is_placeholder(label)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("notes-p19.md", "P19"),
        ("wave2/Int_P05_final.vtt", "P05"),
        ("P4 and P5.txt", None),
        ("map3.txt", None),
        ("notes-p7", "P7"),
        ("participant-12.docx", "PARTICIPANT12"),
    ],
)
def test_ids_in_file_names(name: str, id_: str | None) -> None:
    assert id_in_name(name) == id_


def test_a_named_person_is_one_participant_over_several_files() -> None:
    named = name_participants([("a.txt", spoken("Ana López")), ("b.txt", spoken("ana lópez", "Ben"))], known={})

    assert named == {("a.txt", "Ana López"): "P1", ("b.txt", "ana lópez"): "P1", ("b.txt", "Ben"): "P2"}


def test_a_placeholder_is_another_person_in_every_file() -> None:
    named = name_participants([("a.txt", spoken("Speaker 1")), ("b.txt", spoken("Speaker 1"))], known={})

    assert sorted(named.values()) == ["P1", "P2"]


def test_a_template_label_is_another_person_in_every_file() -> None:
    named = name_participants([("a.txt", spoken("B1")), ("b.txt", spoken("B1"))], known={})

    assert len(set(named.values())) == 2


def test_the_file_names_id_counts_and_new_ids_stay_clear_of_it() -> None:
    files = [("P1.txt", spoken("Speaker 2")), ("x.txt", spoken(None)), ("p02_ana.txt", spoken("Ana"))]

    assert name_participants(files, known={}, taken=frozenset({"P3"})) == {
        ("P1.txt", "Speaker 2"): "P1",
        ("x.txt", None): "P4",
        ("p02_ana.txt", "Ana"): "P02",
    }


def test_ids_given_at_earlier_imports_stay() -> None:
    assert name_participants([("z.txt", spoken("Ana"))], known={"ana": "P7"}) == {("z.txt", "Ana"): "P7"}


def test_the_form_of_an_id_in_the_file_name_is_preferred() -> None:
    assert name_participants([("int_P02.txt", spoken("P2")), ("b.txt", spoken("P9"))], known={}) == {
        ("int_P02.txt", "P2"): "P02",
        ("b.txt", "P9"): "P9",
    }


def test_an_id_in_any_file_name_is_never_given_to_somebody_else() -> None:
    named = name_participants([("a.txt", spoken("Ana")), ("P1 and more.txt", spoken("Ben", "Cem"))], known={})

    assert "P1" not in named.values()


def test_an_id_written_otherwise_in_another_file_is_the_same_person() -> None:
    files = [
        ("a.txt", spoken("P1")),
        ("b.txt", spoken("Participant 1")),
        ("c.txt", spoken("p01")),
        ("d.txt", spoken("P1")),
    ]
    named = participants_of(files, known={})

    assert set(named.ids.values()) == {"P1"}
    assert list(named.notes) == [("b.txt", "Participant 1")]
    assert "0.80" in named.notes["b.txt", "Participant 1"]


def test_two_ids_in_one_file_are_two_people() -> None:
    files = [("a.txt", spoken("P1", "Participant 1")), ("b.txt", spoken("S1")), ("c.txt", spoken("P2"))]

    assert len(set(name_participants(files, known={}).values())) == 4


def test_a_short_name_is_the_one_fuller_name_it_fits() -> None:
    files = [
        ("a.txt", spoken("Anna")),
        ("b.txt", spoken("Anna K.")),
        ("c.txt", spoken("Anna Kern")),
        ("d.txt", spoken("Ben")),
    ]
    named = participants_of(files, known={})

    assert len({named.ids[key] for key in named.ids if key[1] != "Ben"}) == 1
    assert set(named.notes) == {("a.txt", "Anna"), ("b.txt", "Anna K.")}
    assert all("0.75" in note and "Anna" not in note for note in named.notes.values())


@pytest.mark.parametrize(
    "labels",
    [
        (["Anna"], ["Anna Kern"], ["Anna Lund"]),  # whom does Anna mean?
        (["Anna", "Anna Kern"], ["Ben"], ["Cy"]),  # both speak in one file
        (["Speaker 1"], ["Speaker 1"], ["User"]),  # nobody in particular
    ],
)
def test_labels_that_may_be_different_people_stay_apart(labels: tuple[list[str], ...]) -> None:
    files = [(f"{n}.txt", spoken(*held)) for n, held in enumerate(labels)]
    named = participants_of(files, known={})

    assert len(set(named.ids.values())) == sum(len(held) for held in labels)
    assert not named.notes


def test_files_with_ids_tell_two_people_of_one_first_name_apart() -> None:
    named = name_participants([("int_P01.txt", spoken("Anna")), ("int_P02.txt", spoken("Anna"))], known={})

    assert sorted(named.values()) == ["P01", "P02"]


def test_what_the_researcher_says_of_a_label_comes_first() -> None:
    files = [("a.txt", spoken("Anna")), ("b.txt", spoken("Anna Kern")), ("c.txt", spoken("Speaker 1"))]
    told = (ToldSpeaker("anna", participant="P7"), ToldSpeaker("Speaker 1", file="c", participant="P7"))
    named = participants_of(files, known={}, told=told)

    assert named.ids["a.txt", "Anna"] == named.ids["c.txt", "Speaker 1"] == "P7"
    assert named.ids["b.txt", "Anna Kern"] == "P1"
    assert not named.notes
