from __future__ import annotations

from pathlib import Path

import pytest

from cxresearch.errors import DecisionRefused
from cxresearch.study import Study


def people(study: Study) -> list[str]:
    return [person.id for person in study.reading().corpus.participants]


def words(study: Study, participant: str) -> int:
    segments = study.reading().corpus.segments
    return sum(len(segment.text.split()) for segment in segments if segment.participant == participant)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    for name, label in {"a.txt": "Ann Ash", "b.txt": "Bo Berg"}.items():
        talk = f"Interviewer: And what did you do?\n{label}: I waited for the bus in the rain.\n" * 3
        (tmp_path / name).write_text(talk, encoding="utf-8")
    opened = Study(tmp_path / "s.cxr", researcher="R")
    opened.add(tmp_path / "a.txt", tmp_path / "b.txt")
    return opened


def test_two_speakers_become_one_person_and_undo_parts_them(study: Study) -> None:
    before = study.reading()
    study.set_participant("b.txt", "P2", "P1")

    assert people(study) == ["P1"]
    assert words(study, "P1") == 48
    assert {segment.id for segment in study.reading().corpus.segments} == {s.id for s in before.corpus.segments}
    assert study.reading(as_of=0).corpus.participants == before.corpus.participants
    assert "said that P2 in b.txt is participant P1" in study.activity.to_csv()
    study.undo()

    assert people(study) == ["P1", "P2"]
    study.close()


def test_a_speaker_becomes_a_new_participant_whose_id_is_taken_from_then_on(study: Study, tmp_path: Path) -> None:
    study.set_participant("b.txt", "P2", "P3")
    (tmp_path / "table.csv").write_text("participant,age\nP3,41\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text("Interviewer: And?\nCy Cole: I went by train, and it was late.\n" * 3, "utf-8")
    unmatched = study.describe(tmp_path / "table.csv")
    study.add(tmp_path / "c.txt")

    assert unmatched == []
    assert people(study) == ["P1", "P3", "P4"]
    assert dict(study.reading().corpus.participants[1].attributes) == {"age": "41"}
    study.close()


def test_names_and_interviewers_are_refused(study: Study) -> None:
    with pytest.raises(DecisionRefused, match="such as P4"):
        study.set_participant("b.txt", "P2", "Bo Berg")
    with pytest.raises(DecisionRefused, match="set_role"):
        study.set_participant("b.txt", "Interviewer", "P1")
    study.close()
