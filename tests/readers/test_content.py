from __future__ import annotations

from pathlib import Path

import pytest

from cxresearch.errors import UnreadableFile
from cxresearch.readers import content, read
from cxresearch.readers.content import decode

LINES = "Zoë: Ça va, «déjà»?\nJürg: Natürlich – für 5 €.\nZoë: Où ça?\nJürg: À côté.\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, named: str, end: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(LINES.replace("\n", end).encode(encoding))
    transcript = read(path)

    assert transcript.encoding == named
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [
        ("Zoë", "Ça va, «déjà»?"),
        ("Jürg", "Natürlich – für 5 €."),
        ("Zoë", "Où ça?"),
        ("Jürg", "À côté."),
    ]


@pytest.mark.parametrize(
    "text", ["مریم: سلام، خوبی؟\nسارا: بله، خوبم.\n" * 8, "Аня: Привет, как дела?\nПётр: Хорошо.\n" * 8]
)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8"])
def test_other_scripts_without_a_mark(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))

    assert found is not None
    assert found.text == text
    assert found.encoding == encoding


def test_a_file_cut_within_a_character_is_not_taken_for_another_encoding() -> None:
    found = decode("Zoë: Où? Hé".encode()[:-1])

    assert found is not None
    assert found.encoding == "utf-8"
    assert found.text == "Zoë: Où? H\ufffd"


def test_a_few_bad_bytes_do_not_spoil_the_rest() -> None:
    found = decode("Zoë é è à ü ö ä ñ ç ø å".encode() + b" caf\xe9 x")

    assert found is not None
    assert found.text.endswith("å café x")
    assert found.notes


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Office"),
        (b"ID3\x03" + bytes(100), "recording"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "recording"),
        (b"\x00\x00\x00\x20ftypM4A ", "recording"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"),
        (bytes(range(256)) * 8, "neither text"),
        (b'<?xml version="1.0"?><a/>', "XML"),
        (b'<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0"/>', "REFI-QDA"),
        (b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>', "schema"),
        (b"SQLite format 3\x00" + bytes(100), "database"),
    ],
)
def test_refusals_say_what_it_is_and_what_can_be_read(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "interview.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile) as caught:
        read(path)

    assert words in str(caught.value)
    assert "interview.txt" in str(caught.value)
    assert words == "empty" or "vtt" in str(caught.value)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"nowhere\.txt cannot be read"):
        read(tmp_path / "nowhere.txt")
    with pytest.raises(UnreadableFile, match="is a folder"):
        read(tmp_path)


def test_long_text_is_refused_with_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "TEXT_LIMIT", 1_000)
    path = tmp_path / "a.txt"
    path.write_text("I: Why?\nP: So.\n" * 200)
    with pytest.raises(UnreadableFile, match="MB of text, and no more than"):
        read(path)


def test_the_name_does_not_decide(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_text("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Hello there.\n")

    assert read(path).format == "vtt"
