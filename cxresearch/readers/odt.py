"""OpenDocument texts (.odt): our own walk over the document's XML.

What stands in the text is spoken; tracked deletions, hidden text, comments, notes, tables of contents, page
headers and footers are reported. Text boxes and tables are read where they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from cxresearch.errors import UnreadableFile
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Extract, Gathering, Line, Style, tidy
from cxresearch.readers.guards import open_archive, parse_xml, read_part
from cxresearch.readers.layouts import lay_out
from cxresearch.readers.opendocument import CELLS, attribute, is_opendocument, local_name, main_part, outside_cells
from cxresearch.readers.tables import place_table

name = "odt"
title = "OpenDocument texts"

_STYLES = "styles.xml"
_HEADING = re.compile(r"heading|title|überschrift|titre|título|titolo|kop|nagłówek|rubrik", re.IGNORECASE)
_GROUPS = frozenset({"table-header-rows", "table-row-group", "table-rows"})
_SKIPPED = frozenset(
    "sequence-decls variable-decls user-field-decls dde-connection-decls forms change change-start change-end bookmark"
    " bookmark-start bookmark-end reference-mark-start reference-mark-end soft-page-break table-column table-columns"
    " table-header-columns scripts change-info creator date-string event-listeners title desc image note-citation"
    " annotation-end alphabetical-index-auto-mark-file list-header-source object".split()
)
_MOST_SPACES = 80


def recognises(content: Content) -> bool:
    """Tell whether the content is a zip archive that says it is an OpenDocument text."""
    return is_opendocument(content, "text")


def extract(content: Content) -> Extract:
    """Read an OpenDocument text, then find its layout like that of a text.

    A unit is a line of a paragraph (paragraphs have several where they hold line breaks), a row of a
    table of turns, or a piece of text that is set aside.

    Raises
    ------
    UnreadableFile
        When the archive or its XML is damaged, encrypted or beyond the limits of `guards`.
    """
    path = content.path
    with open_archive(path, content.data) as archive:
        names = set(archive.namelist())
        main = main_part(path, archive)
        styles = parse_xml(path, read_part(path, archive, _STYLES), _STYLES) if _STYLES in names else None
    looks = _Looks()
    for root in (styles, main):
        looks.learn(root)
    body = next((element for element in main.iter() if local_name(element) == "text" and _is_office(element)), None)
    if body is None:
        raise UnreadableFile(f"{path.name} has no document body; save it again.", path=path)
    walk = _Walk(looks)
    walk.blocks(body)
    gathering = Gathering(dropped=walk.dropped)
    for number, reason, text in walk.aside:
        gathering.report(number, reason, text)
    _report_margins(gathering, styles, looks)
    notes = ["the document holds macros, which were ignored"] if any(n.startswith("Basic/") for n in names) else []
    return lay_out(walk.lines, gathering, format=name, encoding="utf-8", notes=notes, paragraphs=True)


def _is_office(element: Any) -> bool:
    return ":office:" in element.tag


@dataclass
class _Looks:
    """What the styles of a document say: which are headings, which are bold, which hide their text."""

    parents: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    weight: dict[str, bool] = field(default_factory=dict)
    hides: set[str] = field(default_factory=set)

    def learn(self, root: Any) -> None:
        """Take in the styles of one part."""
        for style in root.iter() if root is not None else ():
            if local_name(style) != "style":
                continue
            key = attribute(style, "name")
            self.parents[key] = attribute(style, "parent-style-name")
            self.shown[key] = attribute(style, "display-name") or key.replace("_20_", " ")
            for properties in style:
                if local_name(properties) == "text-properties":
                    if weight := attribute(properties, "font-weight"):
                        self.weight[key] = weight == "bold" or (weight.isdigit() and int(weight[:4]) >= 600)
                    if attribute(properties, "display") == "none":
                        self.hides.add(key)

    def line(self, key: str) -> list[str]:
        """Return a style and those it inherits from, nearest first."""
        found: list[str] = []
        while key and key not in found and len(found) < 20:
            found.append(key)
            key = self.parents.get(key, "")
        return found

    def is_bold(self, key: str, otherwise: bool = False) -> bool:
        """Tell whether text in a style is bold."""
        return next((self.weight[one] for one in self.line(key) if one in self.weight), otherwise)

    def is_hidden(self, key: str) -> bool:
        """Tell whether text in a style is hidden."""
        return any(one in self.hides for one in self.line(key))

    def is_heading(self, key: str) -> bool:
        """Tell whether a paragraph style is a heading's or a title's."""
        return any(_HEADING.match(self.shown.get(one, one)) for one in self.line(key))


def _report_margins(gathering: Gathering, styles: Any, looks: _Looks) -> None:
    """Report what stands in page headers and footers, each text once."""
    seen: set[str] = set()
    for element in styles.iter() if styles is not None else ():
        kind = re.match(r"(header|footer)(?:-(?:left|first))?$", local_name(element))
        if not kind or ":style:" not in element.tag:
            continue
        walk = _Walk(looks)
        walk.blocks(element)
        text = " ".join([line.text.strip() for line in walk.lines if not line.blank] + [t for _, _, t in walk.aside])
        if text.strip() and text not in seen:
            seen.add(text)
            gathering.dropped += walk.dropped
            gathering.report(None, f"a page {kind[1]}", text)


@dataclass
class _Run:
    """The text of a paragraph as it is walked: spoken characters, and what is set aside."""

    text: list[str] = field(default_factory=list)
    bold: int = 0
    size: int = 0
    hidden: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    beside: list[tuple[str, Any]] = field(default_factory=list)

    def add(self, text: str | None, *, hidden: bool, bold: bool) -> None:
        """Add a piece; XML's own line ends and indents are single blanks."""
        if not text:
            return
        text = re.sub(r"[ \t\r\n]+", " ", text)
        if hidden:
            self.hidden.append(text)
            return
        self.text.append(text)
        if text.strip():
            self.size += len(text)
            self.bold += len(text) if bold else 0


@dataclass
class _Walk:
    """Walks a body and collects lines in reading order, numbered by paragraph."""

    looks: _Looks
    lines: list[Line] = field(default_factory=list)
    aside: list[tuple[int, str, str]] = field(default_factory=list)
    number: int = 0
    dropped: int = 0

    def blocks(self, parent: Any, *, listed: bool = False) -> None:
        """Read the paragraphs, lists, sections and tables of a body, cell or text box."""
        self.astray(parent.text)
        for element in parent:
            tag = local_name(element)
            self.astray(element.tail)
            if tag in {"p", "h"}:
                self.paragraph(element, listed=listed)
            elif tag == "table":
                self.table(element)
            elif tag == "tracked-changes":
                for region in element.iter():
                    if local_name(region) == "deletion":
                        self.set_aside(region, "deleted text")
            elif tag in {"table-of-content", "alphabetical-index", "illustration-index", "table-index"}:
                self.set_aside(element, "a table of contents")
            elif tag == "section" and attribute(element, "display") == "none":
                self.set_aside(element, "hidden text")
            elif tag == "annotation":
                self.set_aside(element, "a comment")
            elif tag and tag not in _SKIPPED:
                self.blocks(element, listed=listed or tag == "list")

    def astray(self, text: str | None) -> None:
        """Report text that stands outside of every paragraph, where no program writes or shows any."""
        clean, lost = tidy(" ".join((text or "").split()))
        self.dropped += lost
        if clean:
            self.aside.append((max(self.number, 1), "text outside of a paragraph", clean))

    def set_aside(self, element: Any, reason: str) -> None:
        """Report all the text below an element."""
        inner = _Walk(self.looks, number=self.number)
        inner.blocks(element)
        self.dropped += inner.dropped
        texts = [line.text.strip() for line in inner.lines if not line.blank]
        texts += [text for _, _, text in inner.aside]
        if texts:
            self.aside.append((max(self.number, 1), reason, " ".join(texts)))

    def paragraph(self, element: Any, *, listed: bool) -> None:
        """Read one paragraph into lines."""
        self.number += 1
        key = attribute(element, "style-name")
        run = _Run()
        _read_runs(element, run, self.looks, hidden=self.looks.is_hidden(key), bold=self.looks.is_bold(key))
        style: Style = "heading" if local_name(element) == "h" or self.looks.is_heading(key) else ""
        if not style and run.size and run.bold >= run.size:
            style = "strong"
        for text in "".join(run.text).split("\n"):
            clean, lost = tidy(text)
            self.dropped += lost
            self.lines.append(Line(self.number, clean, style, listed))
        clean, lost = tidy(" ".join("".join(run.hidden).split()))
        self.dropped += lost
        if clean:
            self.aside.append((self.number, "hidden text", clean))
        for reason, beside in run.beside:
            self.set_aside(beside, reason)
        for box in run.boxes:
            self.blocks(box)

    def table(self, element: Any) -> None:
        """Read a table: as turns where its columns hold times, speakers and text, else cell by cell."""
        first = self.number
        for text in outside_cells(element):
            self.astray(text)
        inner = _Walk(self.looks, number=first)
        rows: list[list[str]] = []
        numbers: list[int] = []
        for row in _rows(element):
            inner.number += 1
            numbers.append(inner.number)
            cells: list[str] = []
            for cell in row:
                if local_name(cell) not in CELLS:
                    continue
                before = len(inner.lines)
                inner.blocks(cell)
                cells.append("\n".join(line.text for line in inner.lines[before:]))
            rows.append(cells)
        self.number = inner.number
        self.aside += inner.aside
        self.dropped += inner.dropped
        nested = sum(local_name(below) == "table" for below in element.iterdescendants()) > 0
        lines, aside = place_table(rows, numbers, inner.lines, nested=nested, first=first)
        self.aside += aside
        self.lines += lines


def _rows(table: Any) -> list[Any]:
    found: list[Any] = []
    for element in table:
        if local_name(element) == "table-row":
            found.append(element)
        elif local_name(element) in _GROUPS:
            found += _rows(element)
    return found


def _read_runs(element: Any, run: _Run, looks: _Looks, *, hidden: bool, bold: bool) -> None:
    """Collect the text of an element and what is below it, tails included."""
    run.add(element.text, hidden=hidden, bold=bold)
    for child in element:
        tag = local_name(child)
        if tag == "s":
            count = attribute(child, "c")
            run.add(" ", hidden=hidden, bold=bold)
            run.text += [" "] * (min(int(count), _MOST_SPACES) - 1 if count.isdecimal() and len(count) < 9 else 0)
        elif tag == "tab":
            run.text.append("\t")
        elif tag == "line-break":
            run.text.append("\n")
        elif tag == "note":
            run.beside.append(("an endnote" if attribute(child, "note-class") == "endnote" else "a footnote", child))
        elif tag == "annotation":
            run.beside.append(("a comment", child))
        elif tag == "text-box":
            run.boxes.append(child)
        elif tag and tag not in _SKIPPED:
            key = attribute(child, "style-name")
            gone = hidden or tag in {"hidden-text", "hidden-paragraph"} or looks.is_hidden(key)
            _read_runs(child, run, looks, hidden=gone, bold=looks.is_bold(key, bold))
        run.add(child.tail, hidden=hidden, bold=bold)
