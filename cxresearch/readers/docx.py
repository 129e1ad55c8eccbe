"""Word documents (.docx, .docm): our own walk over the document's XML.

Word's "final" view is what is spoken: insertions are kept; deletions, hidden text, comments, footnotes,
headers and footers are reported. Content controls, text boxes, hyperlinks and tables are read where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cxresearch.errors import UnreadableFile
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Extract, Gathering, Line, Style, tidy
from cxresearch.readers.guards import open_archive, parse_xml, read_part
from cxresearch.readers.layouts import lay_out
from cxresearch.readers.tables import place_table

name = "docx"
title = "Word documents"

_MAIN = "word/document.xml"
_HEADING = re.compile(r"heading|title|überschrift|titre|título|titolo|kop \d|nagłówek|rubrik", re.IGNORECASE)
_SPACES = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_SKIPPED = {
    "instrText",
    "delInstrText",
    "pPr",
    "rPr",
    "tblPr",
    "tblGrid",
    "trPr",
    "tcPr",
    "sdtPr",
    "sdtEndPr",
    "sectPr",
    "Fallback",
}
_BESIDE = (
    (re.compile(r"word/footnotes\d*\.xml"), "a footnote"),
    (re.compile(r"word/endnotes\d*\.xml"), "an endnote"),
    (re.compile(r"word/comments\d*\.xml"), "a comment"),
    (re.compile(r"word/header\d*\.xml"), "a page header"),
    (re.compile(r"word/footer\d*\.xml"), "a page footer"),
)


def recognises(content: Content) -> bool:
    """Tell whether the content is a zip archive with a Word document in it."""
    return content.zipped and _MAIN in content.members


def extract(content: Content) -> Extract:
    """Read a Word document, then find its layout like that of a text.

    A unit is a line of a paragraph (paragraphs have several where they hold line breaks), a row of a
    table of turns, or a piece of text that is set aside.

    Raises
    ------
    UnreadableFile
        When the archive or its XML is damaged or beyond the limits of `guards`.
    """
    with open_archive(content.path, content.data) as archive:
        names = archive.namelist()
        parts = {
            part: parse_xml(content.path, read_part(content.path, archive, part), part)
            for part in names
            if part in {_MAIN, "word/styles.xml"} or any(pattern.fullmatch(part) for pattern, _ in _BESIDE)
        }
    walk = _Walk(styles=_style_names(parts.get("word/styles.xml")))
    body = next((child for child in parts[_MAIN] if _tag(child) == "body"), None)
    if body is None:
        raise UnreadableFile(f"{content.path.name} has no document body; save it again.", path=content.path)
    walk.blocks(body)
    gathering = Gathering(dropped=walk.dropped)
    for number, reason, text in walk.aside:
        gathering.report(number, reason, text)
    for part in sorted(parts):
        for pattern, reason in _BESIDE:
            if pattern.fullmatch(part):
                _report_part(gathering, parts[part], reason)
    gathering.structure += walk.structure
    notes = (
        ["the document holds macros, which were ignored"] if any(n.endswith("vbaProject.bin") for n in names) else []
    )
    return lay_out(walk.lines, gathering, format=name, encoding="utf-8", notes=notes, paragraphs=True)


def _tag(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _value(element: Any) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == "val"), "")


def _is_on(properties: Any, wanted: str) -> bool:
    for child in properties if properties is not None else ():
        if _tag(child) == wanted:
            return _value(child).casefold() not in {"0", "false", "off", "none"}
    return False


def _child(element: Any, wanted: str) -> Any:
    return next((child for child in element if _tag(child) == wanted), None)


def _style_names(styles: Any) -> dict[str, str]:
    names: dict[str, str] = {}
    for style in styles if styles is not None else ():
        key = next((value for attribute, value in style.attrib.items() if attribute.endswith("styleId")), None)
        label = _child(style, "name")
        if key and label is not None:
            names[key] = _value(label)
    return names


def _report_part(gathering: Gathering, root: Any, reason: str) -> None:
    for element in root if reason.startswith(("a foot", "an end", "a comm")) else [root]:
        walk = _Walk()
        walk.blocks(element)
        text = " ".join(
            [line.text.strip() for line in walk.lines if not line.blank] + [text for _, _, text in walk.aside]
        )
        gathering.dropped += walk.dropped
        gathering.structure += walk.structure
        if text.strip():
            gathering.report(None, reason, text)


@dataclass
class _Run:
    """The text of a paragraph as it is walked: spoken characters, and what is set aside."""

    text: list[str] = field(default_factory=list)
    bold: int = 0
    size: int = 0
    boxes: list[Any] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


@dataclass
class _Walk:
    """Walks a body and collects lines in reading order, numbered by paragraph."""

    styles: dict[str, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    aside: list[tuple[int, str, str]] = field(default_factory=list)
    number: int = 0
    dropped: int = 0
    structure: int = 0

    def blocks(self, parent: Any) -> None:
        """Read the paragraphs and tables of a body, cell, text box or content control."""
        for element in _flat(parent):
            tag = _tag(element)
            if tag == "p":
                self.paragraph(element)
            elif tag == "tbl":
                self.table(element)
            elif tag not in _SKIPPED:
                self.blocks(element)

    def paragraph(self, element: Any) -> None:
        """Read one paragraph into lines."""
        self.number += 1
        run = _Run()
        _read_runs(element, run)
        number = self.number
        properties = _child(element, "pPr")
        style: Style = ""
        listed = False
        if properties is not None:
            named = _child(properties, "pStyle")
            label = self.styles.get(_value(named), _value(named)) if named is not None else ""
            style = "heading" if _HEADING.search(label) or _child(properties, "outlineLvl") is not None else ""
            listed = _child(properties, "numPr") is not None or label.casefold().startswith("list")
        if not style and run.size and run.bold >= run.size:
            style = "strong"
        for text in "".join(run.text).split("\n"):
            clean, lost = tidy(text)
            self.dropped += lost
            self.lines.append(Line(number, clean, style, listed))
        for reason, pieces in (("deleted text", run.deleted), ("hidden text", run.hidden)):
            clean, lost = tidy(" ".join("".join(pieces).split()))
            self.dropped += lost
            if clean:
                self.aside.append((number, reason, clean))
        for box in run.boxes:
            self.blocks(box)

    def table(self, element: Any) -> None:
        """Read a table: as turns where its columns hold times, speakers and text, else cell by cell."""
        first = self.number
        rows: list[list[str]] = []
        numbers: list[int] = []
        nested = any(_tag(inner) == "tbl" for inner in element.iterdescendants())
        inner = _Walk(self.styles, number=first)
        for row in _rows(element):
            inner.number += 1
            at = inner.number
            cells: list[str] = []
            for cell in _cells(row):
                before = len(inner.lines)
                inner.blocks(cell)
                cells.append("\n".join(line.text for line in inner.lines[before:]))
            rows.append(cells)
            numbers.append(at)
        self.number = inner.number
        self.aside += inner.aside
        self.dropped += inner.dropped
        self.structure += inner.structure
        lines, aside = place_table(rows, numbers, inner.lines, nested=nested, first=first)
        self.aside += aside
        self.lines += lines


def _flat(parent: Any) -> Iterator[Any]:
    """Yield block elements, with content controls and change marks opened."""
    for element in parent:
        tag = _tag(element)
        if tag in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"}:
            yield from _flat(element)
        elif tag and tag not in _SKIPPED:
            yield element


def _rows(table: Any) -> Iterator[Any]:
    return (element for element in _flat(table) if _tag(element) == "tr")


def _cells(row: Any) -> Iterator[Any]:
    return (element for element in _flat(row) if _tag(element) == "tc")


def _read_runs(element: Any, run: _Run, *, gone: bool = False, hidden: bool = False, bold: bool = False) -> None:
    """Collect the text below an element; `gone` under deletions and moves away."""
    for child in element:
        tag = _tag(child)
        if tag in {"t", "delText"}:
            _add(run, child.text or "", gone=gone or tag == "delText", hidden=hidden, bold=bold)
        elif tag in _SPACES:
            _add(run, _SPACES[tag], gone=gone, hidden=hidden, bold=bold)
        elif tag == "r":
            properties = _child(child, "rPr")
            _read_runs(
                child,
                run,
                gone=gone,
                hidden=hidden or _is_on(properties, "vanish") or _is_on(properties, "webHidden"),
                bold=_is_on(properties, "b"),
            )
        elif tag in {"del", "moveFrom"}:
            _read_runs(child, run, gone=True, hidden=hidden, bold=bold)
        elif tag == "txbxContent":
            run.boxes.append(child)
        elif tag and tag not in _SKIPPED:
            _read_runs(child, run, gone=gone, hidden=hidden, bold=bold)


def _add(run: _Run, text: str, *, gone: bool, hidden: bool, bold: bool) -> None:
    if gone:
        run.deleted.append(text)
    elif hidden:
        run.hidden.append(text)
    else:
        run.text.append(text)
        if text.strip():
            run.size += len(text)
            run.bold += len(text) if bold else 0
