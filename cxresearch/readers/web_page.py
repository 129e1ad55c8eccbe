"""Web pages (HTML): the text as a reader of the page sees it, line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from cxresearch.errors import UnreadableFile
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Extract, Gathering, Line, Style, tidy, visible
from cxresearch.readers.guards import MAX_ELEMENTS
from cxresearch.readers.layouts import lay_out
from cxresearch.readers.tables import place_table

name = "html"
title = "web pages"

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1"
    " h2 h3 h4 h5 h6 header hgroup hr li main ol p pre section summary ul html tbody thead tfoot caption".split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CODE = {"script": "a script", "style": "a style sheet", "template": "a template", "noscript": "a script's stand-in"}
_CONTROLS = frozenset("nav button select option textarea datalist menu svg math iframe object canvas".split())
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SPEAKER = re.compile(r"(?:^|[\s_-])(?:speaker|speaker-?name|author|username)(?:$|[\s_-])", re.IGNORECASE)


def recognises(content: Content) -> bool:
    """Tell whether the text begins like a web page."""
    return content.decoded is not None and content.structure == "a web page (HTML)"


def extract(content: Content) -> Extract:
    """Read a web page, then find its layout like that of a text.

    A unit is a line as a browser would break it, or a row of a table of turns. Scripts and style sheets are
    dropped and named; navigation, controls, comments and hidden text are reported.

    Raises
    ------
    UnreadableFile
        When it has too many elements or nests too deeply.
    """
    page = _parse(content)
    walk = _Walk()
    walk.blocks(page)
    walk.end_line()
    gathering = Gathering(dropped=walk.dropped)
    for number, reason, text in walk.aside:
        gathering.report(number, reason, text)
    decoded = content.decoded
    return lay_out(
        walk.lines,
        gathering,
        format=name,
        encoding=decoded.encoding if decoded else "",
        notes=decoded.notes if decoded else (),
        paragraphs=True,
    )


def _parse(content: Content) -> Any:
    from lxml import etree, html

    text = content.decoded.text if content.decoded else ""
    if text.count("<") > MAX_ELEMENTS:
        raise UnreadableFile(
            f"{content.path.name} has more than {MAX_ELEMENTS:,} elements and was not read.", path=content.path
        )
    parser = html.HTMLParser(no_network=True, huge_tree=False, recover=True, encoding="utf-8")
    text = re.sub(r"[\x00\ud800-\udfff]", "", text)
    try:
        page: Any = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(
            f"{content.path.name} is a web page without text; save it again.", path=content.path
        ) from error
    if any(entry.level_name == "FATAL" or "depth" in entry.message for entry in parser.error_log):
        raise UnreadableFile(
            f"{content.path.name} nests more deeply than any transcript, or is damaged; save it as text.",
            path=content.path,
        )
    return page


@dataclass
class _Walk:
    """Walks a page and collects its lines in reading order, numbered by the line of the source."""

    lines: list[Line] = field(default_factory=list)
    aside: list[tuple[int, str, str]] = field(default_factory=list)
    dropped: int = 0
    number: int = 1
    _text: list[str] = field(default_factory=list)
    _style: Style = ""
    _bold: int = 0
    _listed: bool = False

    def blocks(self, element: Any, *, bold: bool = False, kept: bool = False) -> None:
        """Read an element and what is below it; `kept` where white space is kept (``pre``)."""
        self.add(element.text, bold=bold, kept=kept)
        for child in element:
            self.number = max(self.number, child.sourceline or 0)
            tag = child.tag.casefold() if isinstance(child.tag, str) else "#comment"
            if reason := self._reason(child, tag):
                self.set_aside(child, tag, reason)
            elif tag == "br":
                self.end_line()
            elif tag == "table":
                self.end_line(blank=True)
                self.table(child)
                self.end_line(blank=True)
            elif tag in _BLOCKS or tag in {"tr", "td", "th"}:
                self.end_line(blank=tag != "li")
                self._style = "heading" if tag in _HEADINGS else self._style
                self._listed = self._listed or tag == "li"
                self.blocks(child, bold=bold or tag == "th", kept=kept or tag == "pre")
                self.end_line(blank=tag != "li")
            else:
                self.blocks(child, bold=bold or tag in {"b", "strong"}, kept=kept)
                if _SPEAKER.search(child.get("class") or "") and "".join(self._text).strip():
                    self._text.append("\t")
            self.add(child.tail, bold=bold, kept=kept)

    def add(self, text: str | None, *, bold: bool, kept: bool) -> None:
        """Add text to the open line."""
        if not text:
            return
        if kept:
            first, *more = text.splitlines() or [""]
            self._text.append(first)
            for line in more:
                self.end_line()
                self._text.append(line)
            return
        folded = re.sub(r"[ \t\r\n\f]+", " ", text)
        if folded == " " and not "".join(self._text).strip():
            return
        self._text.append(folded)
        self._bold += visible(folded) if bold else 0

    def end_line(self, *, blank: bool = False) -> None:
        """End the open line; `blank` parts paragraphs."""
        clean, lost = tidy("".join(self._text))
        self.dropped += lost
        if clean.strip():
            strong = self._bold >= visible(clean)
            style: Style = self._style or ("strong" if strong else "")
            self.lines.append(Line(self.number, clean, style, self._listed))
            self._style, self._listed = "", False
        if blank and self.lines and not self.lines[-1].blank:
            self.lines.append(Line(self.number, ""))
        if blank and not clean.strip():
            self._style, self._listed = "", False
        self._text, self._bold = [], 0

    def _reason(self, child: Any, tag: str) -> str:
        if tag in _CODE:
            return _CODE[tag]
        if tag == "#comment":
            return "a comment"
        if tag == "title":
            return "the page's title"
        if tag in _CONTROLS:
            return "navigation or a control"
        gone = child.get("hidden") is not None or _HIDDEN.search(child.get("style") or "")
        return "hidden text" if gone else ""

    def set_aside(self, child: Any, tag: str, reason: str) -> None:
        """Report the text of an element; of scripts and style sheets only that they were there."""
        text = (child.text or "") if tag == "#comment" else " ".join(child.itertext())
        clean, lost = tidy(" ".join(text.split()))
        self.dropped += lost
        if tag in _CODE:
            self.dropped += visible(clean)
            self.aside.append((self.number, reason, ""))
        elif clean.strip():
            self.aside.append((self.number, reason, clean))

    def table(self, element: Any) -> None:
        """Read a table: as turns where its columns hold times, speakers and text, else cell by cell."""
        inner = _Walk(number=self.number)
        rows: list[list[str]] = []
        numbers: list[int] = []
        own = [row for row in element.iter("tr") if next(row.iterancestors("table"), None) is element]
        nested = len(own) < sum(1 for _ in element.iter("tr"))
        if nested or any(_tag(child) == "caption" for child in element):
            inner.blocks(element)
            inner.end_line()
            self._take(inner, inner.lines)
            return
        for row in own:
            inner.number = max(inner.number, row.sourceline or 0)
            cells: list[str] = []
            for cell in row:
                if _tag(cell) not in {"td", "th"}:
                    continue
                before = len(inner.lines)
                inner.blocks(cell, bold=_tag(cell) == "th")
                inner.end_line()
                cells.append("\n".join(line.text for line in inner.lines[before:] if not line.blank))
            rows.append(cells)
            numbers.append(inner.number)
        lines, aside = place_table(rows, numbers, inner.lines, nested=False, first=self.number)
        inner.aside += aside
        self._take(inner, lines)

    def _take(self, inner: _Walk, lines: list[Line]) -> None:
        self.lines += lines
        self.aside += inner.aside
        self.dropped += inner.dropped
        self.number = inner.number


def _tag(element: Any) -> str:
    return element.tag.casefold() if isinstance(element.tag, str) else ""
