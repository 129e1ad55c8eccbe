from __future__ import annotations

import pytest

from cxresearch.domain.participants import id_in_name, is_placeholder, is_study_id, name_participants
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
