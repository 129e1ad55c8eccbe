"""OpenDocument sheets (.ods): our own reading of the cells; see `sheets` for what the rows may be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cxresearch.errors import UnreadableFile
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Extract, tidy
from cxresearch.readers.grid import Row
from cxresearch.readers.guards import MAX_ELEMENTS, open_archive
from cxresearch.readers.opendocument import CELLS, attribute, is_opendocument, local_name, main_part, outside_cells
from cxresearch.readers.workbook import Sheet, read_sheets

name = "ods"
title = "OpenDocument sheets of turns, answers or transcripts"

_ROWS = frozenset({"table-header-rows", "table-row-group", "table-rows"})
_SPACES = {"tab": "\t", "line-break": "\n"}
_MOST_REPEATS = 1_000
"""A repeated cell or row with words is written so often at most; empty ones fill a sheet to its end and are skipped."""


def recognises(content: Content) -> bool:
    """Tell whether the content is a zip archive that says it is an OpenDocument sheet."""
    return is_opendocument(content, "spreadsheet")


def extract(content: Content) -> Extract:
    """Read the sheets that hold speech; the rows of other and hidden sheets are reported.

    Raises
    ------
    UnreadableFile
        When the archive or its XML is damaged, encrypted or beyond the limits of `guards`, or no sheet holds speech.
    """
    path = content.path
    with open_archive(path, content.data) as archive:
        root = main_part(path, archive)
    hiding = {
        attribute(style, "name")
        for style in root.iter()
        if local_name(style) == "style" and any(attribute(one, "display") == "false" for one in style)
    }
    tables = [element for element in root.iter() if local_name(element) == "table"]
    sheets = [
        Sheet(tidy(attribute(table, "name"))[0], attribute(table, "style-name") in hiding, _filled(content, table))
        for table in tables
    ]
    beside = [("text outside of a cell", text) for text in _astray(root)]
    beside += [("a comment on a cell", text) for table in tables for text in _comments(table)]
    return read_sheets(content, sheets, format=name, beside=beside)


def _astray(root: Any) -> list[str]:
    """Return the text between and inside the sheets that stands in no cell."""
    found: list[str] = []
    for book in (element for element in root.iter() if local_name(element) == "spreadsheet"):
        found.append(" ".join((book.text or "").split()))
        for child in book:
            found += outside_cells(child) if local_name(child) == "table" else []
            found.append(" ".join((child.tail or "").split()))
    return [text for text in found if text]


def _comments(table: Any) -> list[str]:
    """Return the comments on the cells of a sheet."""
    notes = [note for note in table.iter() if local_name(note) == "annotation"]
    found = [" ".join(" ".join(_text(one) for one in note if local_name(one) == "p").split()) for note in notes]
    return [text for text in found if text]


def _repeats(element: Any, what: str) -> int:
    told = attribute(element, f"number-{what}-repeated")
    return int(told) if told.isdecimal() and len(told) < 9 else 1


def _filled(content: Content, table: Any) -> list[Row]:
    """Read the rows of a sheet; only columns with words or numbers in any row become columns."""
    sparse: list[tuple[int, dict[int, str]]] = []
    used: set[int] = set()
    number = cells = 0
    for row in _rows(table):
        held = dict(_cells(row))
        repeats = _repeats(row, "rows")
        for _ in range(min(repeats, _MOST_REPEATS) if held else 0):
            number += 1
            cells += len(held)
            sparse.append((number, held))
        number += 0 if held else repeats
        used |= held.keys()
        if cells > MAX_ELEMENTS:
            raise UnreadableFile(
                f"{content.path.name} has more than {MAX_ELEMENTS:,} cells and was not read.", path=content.path
            )
    columns = sorted(used)
    return [Row(at, tuple(held.get(column, "") for column in columns)) for at, held in sparse]


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if local_name(child) == "table-row":
            yield child
        elif local_name(child) in _ROWS:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[tuple[int, str]]:
    place = 0
    for cell in row:
        if local_name(cell) not in CELLS:
            continue
        repeats = _repeats(cell, "columns")
        text = "\n".join(_paragraphs(cell)).strip()
        for step in range(min(repeats, _MOST_REPEATS) if text else 0):
            yield place + step, text
        place += repeats


def _paragraphs(cell: Any) -> Iterator[str]:
    """Yield the text of the paragraphs of a cell, those in lists and shapes too, and what stands beside them."""
    yield from [cell.text] if (cell.text or "").strip() else []
    for child in cell:
        if local_name(child) in {"p", "h"}:
            yield _text(child)
        elif local_name(child) not in {"", "annotation", "table"}:
            yield from _paragraphs(child)
        yield from [child.tail] if (child.tail or "").strip() else []


def _text(element: Any) -> str:
    """Return the text of a paragraph in a cell; comments on the cell are no part of it."""
    parts = [element.text or ""]
    for child in element:
        tag = local_name(child)
        if tag == "s":
            parts.append(" " * min(max(int(attribute(child, "c")) if attribute(child, "c").isdecimal() else 1, 1), 80))
        elif tag in _SPACES:
            parts.append(_SPACES[tag])
        elif tag != "annotation":
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
