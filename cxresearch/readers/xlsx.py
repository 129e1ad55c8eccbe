"""Excel workbooks (.xlsx, .xlsm): our own reading of the cells; see `sheets` for what the rows may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from cxresearch.readers.content import Content
from cxresearch.readers.extract import Extract, tidy
from cxresearch.readers.grid import Row
from cxresearch.readers.guards import open_archive, parse_xml, read_part
from cxresearch.readers.workbook import Sheet, read_sheets

name = "xlsx"
title = "Excel workbooks of turns, answers or transcripts"

_BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
_TIME_FORMATS = frozenset({18, 19, 20, 21, 45, 46, 47})
_DATE_FORMATS = frozenset({14, 15, 16, 17, 22})
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")


def recognises(content: Content) -> bool:
    """Tell whether the content is a zip archive with an Excel workbook in it."""
    return content.zipped and _BOOK in content.members


def extract(content: Content) -> Extract:
    """Read the sheets of a workbook that hold speech; the rows of other and hidden sheets are reported.

    Raises
    ------
    UnreadableFile
        When the archive or its XML is damaged or beyond the limits of `guards`, or no sheet holds speech.
    """
    return read_sheets(content, _open(content), format=name)


@dataclass
class _Book:
    """What the cells of a workbook refer to: its strings, and which styles show times or dates."""

    strings: list[str] = field(default_factory=list)
    times: set[int] = field(default_factory=set)
    dates: set[int] = field(default_factory=set)


def _open(content: Content) -> list[Sheet]:
    path = content.path
    with open_archive(path, content.data) as archive:
        names = set(archive.namelist())

        def part(wanted: str) -> Any:
            return parse_xml(path, read_part(path, archive, wanted), wanted) if wanted in names else ()

        targets = {
            _value(one, "Id"): "xl/" + _value(one, "Target").removeprefix("/xl/").removeprefix("./")
            for one in part(_RELATIONS)
        }
        book = _Book(strings=[_text(one) for one in part(_STRINGS) if _tag(one) == "si"])
        _learn_styles(book, part(_STYLES))
        sheets: list[Sheet] = []
        for one in part(_BOOK).iter():
            if _tag(one) != "sheet":
                continue
            target = targets.get(next((v for k, v in one.attrib.items() if k.endswith("}id")), ""), "")
            if target in names and "/worksheets/" in target:
                shown, _ = tidy(_value(one, "name"))
                hidden = _value(one, "state") in {"hidden", "veryHidden"}
                sheets.append(Sheet(shown, hidden, _rows(book, part(target))))
    return sheets


def _tag(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: Any, wanted: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == wanted), "")


def _text(element: Any) -> str:
    """Return the text of a string; readings for Asian scripts beside it are left out."""
    parts: list[str] = []
    for child in element:
        tag = _tag(child)
        if tag == "t":
            parts.append(child.text or "")
        elif tag == "r":
            parts.append(_text(child))
    return "".join(parts).replace("_x000D_", "")


def _learn_styles(book: _Book, styles: Any) -> None:
    codes: dict[int, str] = {}
    for block in styles:
        if _tag(block) == "numFmts":
            for one in block:
                if _value(one, "numFmtId").isdecimal():
                    codes[int(_value(one, "numFmtId")[:6])] = re.sub(
                        r"\"[^\"]*\"|\\.|\[\$[^\]]*\]", "", _value(one, "formatCode")
                    )
        elif _tag(block) == "cellXfs":
            for place, one in enumerate(block):
                number = int(_value(one, "numFmtId")[:6]) if _value(one, "numFmtId").isdecimal() else 0
                code = codes.get(number, "").casefold()
                if number in _DATE_FORMATS or "yy" in code or "dd" in code:
                    book.dates.add(place)
                elif number in _TIME_FORMATS or "h" in code or "ss" in code:
                    book.times.add(place)


def _rows(book: _Book, sheet: Any) -> list[Row]:
    """Read the rows of a sheet; only columns with words or numbers in any row become columns."""
    sparse: list[tuple[int, dict[int, str]]] = []
    used: set[int] = set()
    for block in sheet:
        if _tag(block) != "sheetData":
            continue
        for number, row in enumerate((one for one in block if _tag(one) == "row"), 1):
            cells = dict(_cells(book, row))
            if cells:
                told = _value(row, "r")
                sparse.append((int(told) if told.isdecimal() and len(told) < 8 else number, cells))
                used |= cells.keys()
    columns = sorted(used)
    return [Row(number, tuple(cells.get(column, "") for column in columns)) for number, cells in sparse]


def _cells(book: _Book, row: Any) -> Iterator[tuple[int, str]]:
    place = 0
    for cell in row:
        if _tag(cell) != "c":
            continue
        place += 1
        if match := _REFERENCE.match(_value(cell, "r")):
            place = 0
            for letter in match[1]:
                place = 26 * place + ord(letter) - 64
        text = _shown(book, cell)
        if text.strip():
            yield place, text


def _shown(book: _Book, cell: Any) -> str:
    """Return the text of a cell as the sheet shows it."""
    kind = _value(cell, "t")
    if kind == "inlineStr":
        return "".join(_text(child) for child in cell if _tag(child) == "is")
    raw = next((child.text or "" for child in cell if _tag(child) == "v"), "")
    if kind == "s":
        return book.strings[int(raw)] if raw.isdecimal() and len(raw) < 9 and int(raw) < len(book.strings) else ""
    if kind in {"", "n"} and raw:
        style = _value(cell, "s")
        place = int(style) if style.isdecimal() and len(style) < 7 else -1
        return _moment(raw, time=place in book.times) if place in book.times | book.dates else raw
    return {"1": "yes", "0": "no"}.get(raw, raw) if kind == "b" else raw


def _moment(raw: str, *, time: bool) -> str:
    """Write a serial number of days as a time or a date."""
    try:
        days = float(raw)
        if time:
            total = round(days * 86_400)
            return f"{total // 3600}:{total // 60 % 60:02d}:{total % 60:02d}"
        return (date(1899, 12, 30) + timedelta(days=int(days))).isoformat()
    except (ValueError, OverflowError):
        return raw
