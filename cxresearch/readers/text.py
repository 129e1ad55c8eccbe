"""Plain text and markdown."""

from __future__ import annotations

import re

from cxresearch.errors import UnreadableFile
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Extract, Gathering, Line, visible
from cxresearch.readers.layouts import lay_out, tidy_lines

_CODE = re.compile(r"\(/?QCODE\)(?:\{#[^{}\n]{0,200}\})?")

name = "text"
title = "plain text or markdown"


def recognises(content: Content) -> bool:
    """Tell whether the content is text and not data; ask last, since most formats are text."""
    return content.decoded is not None and content.structure is None


def extract(content: Content) -> Extract:
    """Read a text whose lines mark speakers, questions or tasks in one of the ways of `layouts`.

    A unit is a line that is not blank.

    Raises
    ------
    UnreadableFile
        When the content is not text.
    """
    if content.decoded is None:
        raise UnreadableFile(f"{content.path.name} is not text; export the transcript as text.", path=content.path)
    lines, dropped = tidy_lines(content.lines)
    notes = list(content.decoded.notes)
    if any("(QCODE)" in line.text for line in lines):
        lines = [_without_codes(line) for line in lines]
        notes.append("codes that qcoder wrote into the text were taken off")
    return lay_out(lines, Gathering(dropped=dropped), format=name, encoding=content.decoded.encoding, notes=notes)


def _without_codes(line: Line) -> Line:
    bare = _CODE.sub("", line.text)
    return line._replace(text=bare, marks=line.marks + visible(line.text) - visible(bare))
