"""OpenDocument sheets (.ods): our own reading of the cells; see `sheets` for what the rows may be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cxresearch.errors import UnreadableFile
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Extract, tidy
from cxresearch.readers.grid import Row
from cxresearch.readers.guards import MAX_ELEMENTS, open_archive, parse_xml, read_part
from cxresearch.readers.workbook import Sheet, read_sheets

name = "ods"
title = "OpenDocument sheets of turns, answers or transcripts"

_MAIN = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ROWS = frozenset({"table-header-rows", "table-row-group", "table-rows"})
_SPACES = {"tab": "\t", "line-break": "\n"}
_MOST_REPEATS = 1_000
"""A repeated cell or row with words is written so often at most; empty ones fill a sheet to its end and are skipped."""


def recognises(content: Content) -> bool:
    """Tell whether the content is a zip archive that says it is an OpenDocument sheet."""
    if not content.zipped or _MAIN not in content.members or "mimetype" not in content.members:
        return False
    with open_archive(content.path, content.data) as archive:
        if archive.getinfo("mimetype").file_size > 200:
            return False
        return read_part(content.path, archive, "mimetype").decode("ascii", "replace").strip().startswith(_TYPE)


def extract(content: Content) -> Extract:
    """Read the sheets that hold speech; the rows of other and hidden sheets are reported.

    Raises
    ------
    UnreadableFile
        When the archive or its XML is damaged, encrypted or beyond the limits of `guards`, or no sheet holds speech.
    """
    path = content.path
    with open_archive(path, content.data) as archive:
        names = set(archive.namelist())
        if _MANIFEST in names and b"encryption-data" in read_part(path, archive, _MANIFEST):
            raise UnreadableFile(f"{path.name} is encrypted; save it without a password.", path=path)
        root = parse_xml(path, read_part(path, archive, _MAIN), _MAIN)
    hiding = {
        _value(style, "name")
        for style in root.iter()
        if _tag(style) == "style" and any(_value(one, "display") == "false" for one in style)
    }
    sheets = [
        Sheet(tidy(_value(table, "name"))[0], _value(table, "style-name") in hiding, _filled(content, table))
        for table in root.iter()
        if _tag(table) == "table"
    ]
    return read_sheets(content, sheets, format=name)


def _tag(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: Any, wanted: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == wanted), "")


def _repeats(element: Any, what: str) -> int:
    told = _value(element, f"number-{what}-repeated")
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
        if _tag(child) == "table-row":
            yield child
        elif _tag(child) in _ROWS:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[tuple[int, str]]:
    place = 0
    for cell in row:
        if _tag(cell) not in {"table-cell", "covered-table-cell"}:
            continue
        repeats = _repeats(cell, "columns")
        text = "\n".join(_text(child) for child in cell if _tag(child) == "p").strip()
        for step in range(min(repeats, _MOST_REPEATS) if text else 0):
            yield place + step, text
        place += repeats


def _text(element: Any) -> str:
    """Return the text of a paragraph in a cell; comments on the cell are no part of it."""
    parts = [element.text or ""]
    for child in element:
        tag = _tag(child)
        if tag == "s":
            parts.append(" " * min(max(int(_value(child, "c")) if _value(child, "c").isdecimal() else 1, 1), 80))
        elif tag in _SPACES:
            parts.append(_SPACES[tag])
        elif tag != "annotation":
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
