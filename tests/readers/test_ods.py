from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from cxresearch.errors import UnreadableFile
from cxresearch.readers import account, read

SPACE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
HIDING = (
    '<office:automatic-styles><style:style style:name="off" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
)


def cell(text: str) -> str:
    return f"<table:table-cell><text:p>{escape(text)}</text:p></table:table-cell>" if text else "<table:table-cell/>"


def sheet(rows: Sequence[Sequence[str]], name: str = "Sheet1", style: str = "on", more: str = "") -> str:
    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}" table:style-name="{style}">{body}{more}</table:table>'


def write(path: Path, *sheets: str) -> Path:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACE}>{HIDING}<office:body>'
        f"<office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return path


TURNS = [
    ("speaker", "text"),
    ("Interviewer", "Why did you leave the service?"),
    ("P1", "It was slow & dear, so I went."),
    ("Interviewer", "And after that, what did you do?"),
    ("P1", "I waited for a letter."),
]


def test_a_row_per_turn(tmp_path: Path) -> None:
    transcript = read(write(tmp_path / "a.ods", sheet(TURNS)))

    assert transcript.format == "ods"
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == TURNS[1:]


def test_repeated_and_empty_cells_fill_no_memory(tmp_path: Path) -> None:
    more = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    transcript = read(write(tmp_path / "a.ods", sheet(TURNS, more=more)))

    assert len(transcript.turns) == 4


def test_hidden_and_other_sheets_are_reported_and_every_letter_accounted_for(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ods", sheet(TURNS), sheet([("Nobody", "may see"), ("this", "one")], "Secret", "off"))
    transcript = read(path)
    with zipfile.ZipFile(path) as archive:
        letters = archive.read("content.xml").decode().count("<text:p>")
    out = [*(turn.text for turn in transcript.turns), *(one.text for one in transcript.balance.reported)]

    assert letters == 2 * len(TURNS) + 4
    assert {one.reason for one in transcript.balance.reported} >= {"a row of the hidden sheet Secret"}
    assert "Nobody may see" in out
    assert account(path).holds


def test_a_sheet_without_speech_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read(write(tmp_path / "a.ods", sheet([("x", "y"), ("1", "2"), ("3", "4")])))


def test_what_stands_in_no_cell_and_comments_on_cells_are_reported(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ods", sheet(TURNS, more="<table:table-row>adrift</table:table-row>astray"), "between")
    with zipfile.ZipFile(path) as archive:
        whole = archive.read("content.xml").decode()
    note = "<office:annotation><text:p>check this</text:p></office:annotation>"
    whole = whole.replace("<table:table-cell><text:p>I waited", f"<table:table-cell>{note}bare <text:p>I waited")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", whole)
    transcript = read(path)

    assert transcript.turns[-1].text == "bare I waited for a letter."
    assert {(one.reason, one.text) for one in transcript.balance.reported} >= {
        ("text outside of a cell", "adrift"),
        ("text outside of a cell", "astray"),
        ("text outside of a cell", "between"),
        ("a comment on a cell", "check this"),
    }
    assert account(path).holds
