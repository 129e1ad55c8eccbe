"""Speakers and roles on real studies, against what their keepers say of them. No text of theirs is kept here."""

from __future__ import annotations

import os
import runpy
from functools import cache
from pathlib import Path

import pytest

from cxresearch.domain.transcript import Transcript
from cxresearch.errors import UnreadableFile
from cxresearch.readers import account, read

STUDIES = os.environ.get("CX_STUDIES", "")
pytestmark = [
    pytest.mark.studies,
    pytest.mark.skipif(not STUDIES, reason="CX_STUDIES does not point to the real studies"),
]
FOLDERS = {
    "indie-game-developers": "raw",
    "changelog-podcasts": "raw",
    "nodegrade-students-de": "raw",
    "va-transition-benefits": "raw",
    "pdpilot-explainability": "raw",
    "serdif-usability": "raw",
}
INTERVIEWERS = {"Jonas Rosland", "Rich McGrath", "Adam Stacoviak", "I", "Dan", "MODERATOR"}
BENCHMARK = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "readers.py"))
UNNAMED = {"va-transition-benefits", "serdif-usability"}


def files(study: str) -> list[Path]:
    return sorted((Path(STUDIES) / study / FOLDERS[study]).iterdir())


@cache
def readings(study: str) -> dict[Path, Transcript]:
    return {path: read(path) for path in files(study)}


@pytest.mark.parametrize("study", FOLDERS)
def test_nothing_is_lost(study: str) -> None:
    for path, transcript in readings(study).items():
        assert transcript.balance.holds, path
        assert account(path).holds, path
        assert transcript.language == ("de" if study == "nodegrade-students-de" else "en"), path


@pytest.mark.parametrize("study", sorted(FOLDERS.keys() - UNNAMED))
def test_roles_of_named_speakers(study: str) -> None:
    turns = [turn for transcript in readings(study).values() for turn in transcript.turns if turn.speaker]
    right = [(turn.role == "interviewer") == (turn.speaker in INTERVIEWERS) for turn in turns]

    assert sum(right) >= 0.98 * len(right)


@pytest.mark.parametrize("study", FOLDERS)
def test_words_of_participants(study: str) -> None:
    """Within 3 % of a count that shares no code with the readers, file by file."""
    for path, transcript in readings(study).items():
        wanted = BENCHMARK["STUDIES"][study](path)
        if wanted:  # a file without speakers has nobody's words to count
            assert abs(transcript.words("participant") - wanted) <= 0.03 * wanted, path


@pytest.mark.parametrize("study", FOLDERS)
def test_roles_of_turns_judged_by_reading(study: str) -> None:
    transcripts = {path.name: transcript for path, transcript in readings(study).items()}
    draws = [BENCHMARK["roles_right"](study, transcripts, draw) for draw in ("role_labels", "role_labels_2")]
    right, judged = (sum(column) for column in zip(*draws, strict=True))

    assert all(drawn >= 30 for _, drawn in draws)
    assert right >= 0.98 * judged


def test_format_samples_are_read_or_refused_with_a_reason() -> None:
    speakers = {
        "podcast_ns.vtt": {"Sarah", "Gillian"},
        "interview_de.docx": {"I", "S5", "S6"},
        "qualcoder_transcript_timestamps.txt": {"id1", "id2", "id3"},
        "whisper.vtt": set(),
        "whisper.srt": set(),
        "whisper_dialogue.txt": set(),
        "whisper.tsv": set(),
        "whisper_segments.json": set(),
        "whisper_words_2025.json": set(),
        "aws_transcribe.json": {"spk_0", "spk_1"},
        "google_stt.json": set(),
        "bbc_kaldi.json": {"S10", "S12"},
        "podcast_ns.json": {"Darth Vader", "Luke"},
        "podcast_ns.srt": {"Travis", "Sarah", "Gilon"},
        "qcoder_markup.txt": set(),
        "qualcoder_ID1.docx": set(),
        "qualcoder_ID2.odt": set(),
        "session.odt": {"MODERATOR"},
    }
    for name, expected in speakers.items():
        transcript = read(Path(STUDIES) / "format-samples" / name)
        assert {speaker.name for speaker in transcript.speakers} == expected, name
        assert transcript.balance.holds, name


REFUSED = {
    "refi_Project.qde": "REFI-QDA",
    "refi_TestProject.qdpx": "REFI-QDA",
    "refi_nvivo12_structure_only.qde": "REFI-QDA",
    "refi_Project.xsd": "schema",
    "taguette_project.sqlite3": "database",
    "taguette_all_tags.csv": "coded quotes",
    "taguette_highlights.docx": "coded quotes",
    "SOURCES.csv": "--attributes",
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_no_transcript_is_refused_in_words(name: str) -> None:
    with pytest.raises(UnreadableFile, match=REFUSED[name]):
        read(Path(STUDIES) / "format-samples" / name)


@pytest.mark.parametrize("study", ["pdpilot-explainability", "serdif-usability"])
def test_documents_hold_the_words_of_their_text_rendering(study: str) -> None:
    for path, transcript in readings(study).items():
        rendered = read(path.parent.parent / "text" / f"{path.stem}.txt")

        assert {s.name for s in transcript.speakers} == {s.name for s in rendered.speakers}, path
        for role in ("participant", "interviewer"):
            assert abs(transcript.words(role) - rendered.words(role)) <= 0.01 * rendered.words(role), path
