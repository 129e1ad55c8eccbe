from __future__ import annotations

from pathlib import Path

import pytest

from cxresearch.errors import InputError
from cxresearch.readers.attributes import match_attributes, read_table
from cxresearch.readers.pseudonyms import Key

KEY = Key({"participant:ana lopez": "P1", "participant:ben stone": "P2", "participant:mandy t": "P3"})
PEOPLE = ["P1", "P2", "P3", "P04"]


def match(
    rows: list[dict[str, str]], files: dict[str, list[str]] | None = None
) -> tuple[dict[str, dict[str, str]], list[str]]:
    return match_attributes(rows, participants=PEOPLE, files=files or {}, key=KEY)


def test_rows_are_found_by_name_whole_or_in_part_and_by_id() -> None:
    rows = [
        {"who": "Ana López", "age": "41"},
        {"who": "Ben", "age": "22"},
        {"who": "Mandy Thornton", "age": "36"},
        {"who": "p4", "age": "71"},
    ]

    assert match(rows) == ({"P1": {"age": "41"}, "P2": {"age": "22"}, "P3": {"age": "36"}, "P04": {"age": "71"}}, [])


def test_a_row_can_name_the_file_even_when_the_study_shows_a_stand_in() -> None:
    rows = [{"file": "Interview Ben Stone.docx", "age": "22"}, {"file": "rec 7.txt", "age": "50"}]

    matched, unmatched = match(rows, {"Interview P2.docx": ["P2"], "rec 7.txt": ["P04"], "both.txt": ["P1", "P2"]})
    assert matched == {"P2": {"age": "22"}, "P04": {"age": "50"}}
    assert unmatched == []


def test_rows_that_fit_nobody_are_named() -> None:
    assert match([{"id": "P1", "age": "1"}, {"id": "P99", "age": "2"}])[1] == [
        "Row 3 (P99) fits no participant of the study."
    ]


def test_a_table_that_names_nobody_is_refused() -> None:
    with pytest.raises(InputError, match="No column of the table names participants"):
        match([{"age": "1", "town": "x"}])


@pytest.mark.parametrize(
    "raw",
    [
        "id;age;job\nP1;41;Köchin\n".encode("utf-8-sig"),
        "id\tage\tjob\r\nP1\t41\tKöchin\r\n".encode("utf-16"),
        "id,age,job\nP1,41,Köchin\n\n,,\n".encode("cp1252"),
    ],
)
def test_separators_and_encodings(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "t.csv").write_bytes(raw)

    assert read_table(tmp_path / "t.csv") == [{"id": "P1", "age": "41", "job": "Köchin"}]


@pytest.mark.parametrize(
    ("raw", "words"),
    [(b"", "needs a header"), (b"PK\x03\x04\x00\x00", "not text"), (b"only\nP1\n", "at least two columns")],
)
def test_tables_that_are_none(tmp_path: Path, raw: bytes, words: str) -> None:
    (tmp_path / "t.csv").write_bytes(raw)

    with pytest.raises(InputError, match=words):
        read_table(tmp_path / "t.csv")
    with pytest.raises(InputError, match="cannot be opened"):
        read_table(tmp_path / "gone.csv")
